import { generateKeyPairSync } from 'node:crypto';
import { stripVTControlCharacters } from 'node:util';
import { deploy, functionName, LARGE_FUNCTION_SIZE, LIFECYCLE_RULES } from './deploy';
import { examine, printFindings, type Finding } from './doctor';
import { awsError, FakeAws } from './fake-aws';
import { readPackages, remotionVersion } from './steps';

const packages = readPackages();
const version = remotionVersion(packages);
const REGION = 'eu-central-1';
const BUCKET = 'reelway-prod-renders-123456789012-eu-central-1';
const WEBHOOK_SECRET = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:prod';
const CALLBACK_SECRET = `${WEBHOOK_SECRET}-callbacks`;
const FUNCTION = functionName('prod');
const QUOTA_REQUEST =
  'aws service-quotas request-service-quota-increase --region eu-central-1 --service-code lambda --quota-code L-B99A9384 --desired-value 1000';
const DEPLOY = 'Run npm run deploy -- --stage prod --region eu-central-1';
const OPTIONS = { stage: 'prod', regions: [REGION] } as const;

let aws: FakeAws;

beforeEach(async () => {
  aws = new FakeAws(version);
  await deploy({ ...OPTIONS, hasSmokeToken: false }, packages, aws, () => undefined);
  aws.sent.length = 0;
});

const examined = () => examine(OPTIONS, packages, aws);
const wrong = async (): Promise<Finding[]> => (await examined()).filter(({ state }) => state === 'wrong');

/** Changes the environment of the deployed functions. */
const setEnvironment = (name: string, value: string) => {
  const key = `${REGION} reelway-prod-render`;
  aws.account.environments.set(key, { ...aws.account.environments.get(key), [name]: value });
};

describe('the doctor of a healthy stage', () => {
  it('finds nothing wrong, and looks at everything', async () => {
    const findings = await examined();
    expect(findings.map(({ state, name }) => `${state} ${name}`)).toEqual([
      'right Credentials',
      'right Versions',
      'right Role',
      'right Bucket in eu-central-1',
      'right Expiry in eu-central-1',
      'right Events in eu-central-1',
      'right Function in eu-central-1',
      'right Site in eu-central-1',
      'right Quota in eu-central-1',
      'right Stack',
      'right Settings',
      'right Finished files',
      'right Webhook secret',
      'right Callback secret',
      'right Token issuer',
    ]);
  });

  it('asks for each thing once and changes nothing', async () => {
    const before = structuredClone(aws.account);
    await examined();
    const asked = aws.sent.map((call) => JSON.stringify(call));
    expect(new Set(asked).size).toBe(asked.length);
    expect(aws.names.filter((name) => !/\.(Get|List|Describe|get)/.test(name))).toEqual([]);
    expect(aws.account).toEqual(before);
  });

  it('takes a stage that was deployed by the framework alone for what it is: one that renders in its own region', async () => {
    setEnvironment('REMOTION_REGIONS', '');
    expect((await examined()).filter(({ state }) => state === 'wrong')).toEqual([]);
  });

  it('shows no secret', async () => {
    const shown = JSON.stringify(await examined());
    for (const secret of aws.account.secrets.values()) expect(shown).not.toContain(secret);
  });
});

/** What is wrong, and what the doctor says: name, what, what to do. */
const CASES: readonly (readonly [string, () => void, string, string, string])[] = [
  [
    'no role',
    () => aws.account.roles.clear(),
    'Role',
    'There is no role reelway-prod-remotion, so no render function can be made.',
    DEPLOY,
  ],
  [
    'a bucket in another region',
    () => aws.account.buckets.set(BUCKET, 'us-east-1'),
    'Bucket in eu-central-1',
    `${BUCKET} is in us-east-1, where the render function of eu-central-1 does not look.`,
    `Move what you need, delete it (aws s3 rb s3://${BUCKET} --force), then run npm run deploy -- --stage prod --region ` +
      'eu-central-1',
  ],
  [
    'a bucket whose site nobody may read',
    () => aws.account.bucketPolicies.delete(BUCKET),
    'Bucket in eu-central-1',
    `The policy of ${BUCKET} lets nobody read the site, so every render fails.`,
    DEPLOY,
  ],
  [
    'a bucket that keeps what was rendered for ever',
    () => aws.account.lifecycles.clear(),
    'Expiry in eu-central-1',
    `${BUCKET} keeps for ever, with what is in users' projects: renders/, input-props/, resolved-props/, unfinished uploads.`,
    DEPLOY,
  ],
  [
    'a bucket whose rules are off, too slow, or for something else',
    () => {
      const [renders, props, resolved, uploads] = LIFECYCLE_RULES;
      aws.account.lifecycles.set(BUCKET, [
        { ...renders, Expiration: { Days: 8 } },
        { ...props, Status: 'Disabled' },
        { ...resolved, Filter: { Prefix: 'resolved-props/old/' } },
        uploads!,
      ]);
    },
    'Expiry in eu-central-1',
    `${BUCKET} keeps for ever, with what is in users' projects: renders/, input-props/, resolved-props/.`,
    DEPLOY,
  ],
  [
    'events that are off',
    () => aws.account.notifications.set(BUCKET, {}),
    'Events in eu-central-1',
    `${BUCKET} sends no events to EventBridge, so progress stands still until a webhook comes.`,
    DEPLOY,
  ],
  [
    'no function',
    () => aws.account.functions.clear(),
    'Function in eu-central-1',
    `There is no function ${FUNCTION}, which the client needs.`,
    DEPLOY,
  ],
  [
    'a function that answers with another version',
    () => {
      const key = `${REGION} ${FUNCTION}`;
      aws.account.functions.set(key, { ...aws.account.functions.get(key)!, version: '4.0.1' });
    },
    'Function in eu-central-1',
    `${FUNCTION} says that it is 4.0.1; the client is ${version}.`,
    `Delete it (npx remotion lambda functions rm ${FUNCTION} --region eu-central-1), then run npm run deploy -- ` +
      '--stage prod --region eu-central-1',
  ],
  [
    'no site',
    () => aws.account.sites.clear(),
    'Site in eu-central-1',
    'There is no site reelway-prod.',
    DEPLOY,
  ],
  [
    'a site of another version',
    () =>
      aws.account.sites.set(`${BUCKET} reelway-prod`, { id: 'reelway-prod', serveUrl: '', version: '4.0.1' }),
    'Site in eu-central-1',
    `reelway-prod was bundled with Remotion 4.0.1; the client is ${version}.`,
    DEPLOY,
  ],
  [
    'the quota of a new account',
    () => (aws.account.concurrency = 10),
    'Quota in eu-central-1',
    'Lambda runs 10 functions at the same time; 20 renders × 41 functions = 820.',
    `Ask for more (${QUOTA_REQUEST}), or lower remotionMaxFunctions`,
  ],
  [
    'a quota that is too low for the limit of renders',
    () => (aws.account.concurrency = 500),
    'Quota in eu-central-1',
    'Lambda runs 500 functions at the same time; 20 renders × 41 functions = 820.',
    `Ask for more (${QUOTA_REQUEST}), or set totalRenderLimit to 12`,
  ],
  [
    'a quota that is too low for the limit of functions',
    () => {
      aws.account.concurrency = 500;
      setEnvironment('TOTAL_FUNCTION_LIMIT', '600');
    },
    'Quota in eu-central-1',
    'Lambda runs 500 functions at the same time; 20 renders × 41 functions = 820, of which totalFunctionLimit allows 600.',
    `Ask for more (${QUOTA_REQUEST}), or set totalRenderLimit to 12`,
  ],
  [
    'a stack whose deploy failed',
    () => {
      const key = `${REGION} reelway-prod`;
      aws.account.stacks.set(key, {
        ...aws.account.stacks.get(key),
        StackStatus: 'UPDATE_ROLLBACK_COMPLETE',
      });
    },
    'Stack',
    'reelway-prod is UPDATE_ROLLBACK_COMPLETE: its last deploy failed.',
    'Read its events in CloudFormation, then run npm run deploy -- --stage prod --region eu-central-1',
  ],
  [
    'a stack that uses another function',
    () => setEnvironment('REMOTION_FUNCTION_NAME', 'remotion-render-4-0-1-mem2048mb-disk2048mb-240sec'),
    'Settings',
    'The stack renders with another function remotion-render-4-0-1-mem2048mb-disk2048mb-240sec.',
    DEPLOY,
  ],
  [
    'a stack that uses the site of another stage, and another bucket',
    () => {
      setEnvironment('REMOTION_SERVE_URL', 'reelway-prod-2');
      setEnvironment('REMOTION_BUCKET', 'remotionlambda-old');
    },
    'Settings',
    'The stack renders with another bucket remotionlambda-old and another site reelway-prod-2.',
    DEPLOY,
  ],
  [
    'a stack that renders in other regions',
    () => setEnvironment('REMOTION_REGIONS', 'eu-central-1=1,us-east-1=3'),
    'Settings',
    'The stack renders with another set of regions, eu-central-1=1,us-east-1=3.',
    DEPLOY,
  ],
  ...[
    '',
    '{"Principal":{"AWS":"AROAEXAMPLE"}}',
    '{"Principal":{"AWS":"arn:aws:iam::1:role/reelway-prod-remotion-2"}}',
  ].map(
    (policy) =>
      [
        `a bucket whose policy does not know the role: ${policy || 'none'}`,
        () =>
          policy === ''
            ? aws.account.bucketPolicies.delete('reelway-prod-outputbucket')
            : aws.account.bucketPolicies.set('reelway-prod-outputbucket', policy),
        'Finished files',
        'The policy of reelway-prod-outputbucket does not name reelway-prod-remotion, so every render fails at its end.',
        `${DEPLOY}; if it names an id instead, the role was made anew: put the role's ARN there`,
      ] as const,
  ),
  [
    'a secret that can be guessed',
    () => aws.account.secrets.set(WEBHOOK_SECRET, 'x'.repeat(31)),
    'Webhook secret',
    'It has 31 characters, fewer than 32: webhooks could be forged.',
    'Store a longer one: aws secretsmanager put-secret-value --secret-id ' +
      'arn:aws:secretsmanager:eu-central-1:123456789012:secret:prod',
  ],
  [
    'no secret',
    () => aws.account.secrets.delete(WEBHOOK_SECRET),
    'Webhook secret',
    'There is no secret arn:aws:secretsmanager:eu-central-1:123456789012:secret:prod.',
    'Remove and deploy the stage again: npm run deploy -- --stage prod --region eu-central-1',
  ],
  [
    'a secret that may not be read',
    () =>
      aws.failures.set(
        'SecretsManager.GetSecretValue',
        awsError('AccessDeniedException', 'User is not authorized to perform: secretsmanager:GetSecretValue'),
      ),
    'Webhook secret',
    'User is not authorized to perform: secretsmanager:GetSecretValue',
    'Let these credentials do that: docs/deploy.md lists the permissions.',
  ],
  ...(
    [
      ['y'.repeat(31), 'It has 31 characters, fewer than 32: callbacks could be forged.', 'longer'],
      [
        `whsec_${'y'.repeat(28)}`,
        'It has 28 characters, fewer than 32: callbacks could be forged.',
        'longer',
      ],
      [
        `${'y'.repeat(64)} ${'z'.repeat(20)}`,
        'The shortest of its 2 values has 20 characters, fewer than 32: callbacks could be forged.',
        'longer',
      ],
      ['', 'It is empty or no base64: no callback can be signed, so none is sent.', 'base64'],
      [
        `${'y'.repeat(64)} ${'-'.repeat(64)}`,
        'One of its 2 values is empty or no base64: no callback can be signed, so none is sent.',
        'base64',
      ],
    ] as const
  ).map(
    ([secret, what, kind]) =>
      [
        `a callback secret that is no good: "${secret}"`,
        () => aws.account.secrets.set(CALLBACK_SECRET, secret),
        'Callback secret',
        what,
        `Store a ${kind} one: aws secretsmanager put-secret-value --secret-id ${CALLBACK_SECRET}`,
      ] as const,
  ),
  [
    'no callback secret',
    () => aws.account.secrets.delete(CALLBACK_SECRET),
    'Callback secret',
    `There is no secret ${CALLBACK_SECRET}.`,
    'Remove and deploy the stage again: npm run deploy -- --stage prod --region eu-central-1',
  ],
  [
    'a stack that names no callback secret',
    () => aws.account.environments.set(`${REGION} reelway-prod-callbacks`, {}),
    'Callback secret',
    'The stack names no callback secret.',
    DEPLOY,
  ],
  ...['no JSON', 'null', '{"accessKeyId":"a"}', '{"accessKeyId":"a","secretAccessKey":""}'].map(
    (value) =>
      [
        `keys of another store that are none: ${value}`,
        () => {
          setEnvironment('OUTPUT_ENDPOINT', 'https://store.example.com');
          setEnvironment('OUTPUT_SECRET_ID', 'reelway-prod-outputs');
          aws.account.secrets.set('reelway-prod-outputs', value);
        },
        'Finished files',
        'The secret reelway-prod-outputs is not JSON with accessKeyId and secretAccessKey.',
        'Store it: aws secretsmanager put-secret-value --secret-id reelway-prod-outputs',
      ] as const,
  ),
  [
    'no keys of another store',
    () => {
      setEnvironment('OUTPUT_ENDPOINT', 'https://store.example.com');
      setEnvironment('OUTPUT_SECRET_ID', 'reelway-prod-outputs');
    },
    'Finished files',
    'There is no secret reelway-prod-outputs.',
    'Store it: aws secretsmanager create-secret --name reelway-prod-outputs',
  ],
  [
    'no private key for downloads',
    () => {
      setEnvironment('DOWNLOAD_BASE_URL', 'https://d1.cloudfront.net');
      setEnvironment('DOWNLOAD_SECRET_ID', 'reelway-prod-download-1');
      aws.account.secrets.set('reelway-prod-download-1', 'public');
    },
    'Finished files',
    'The secret reelway-prod-download-1 is not a private key as PEM.',
    'Store it: aws secretsmanager put-secret-value --secret-id reelway-prod-download-1',
  ],
  [
    'the issuer of the example',
    () => setEnvironment('AUTH_ISSUER', 'https://issuer.example.com/'),
    'Token issuer',
    'It is still the example, https://issuer.example.com/: no token is accepted.',
    'Set authIssuer, authAudience and authJwksUri in params of serverless.yml, then run npm run deploy -- ' +
      '--stage prod --region eu-central-1',
  ],
];

describe('the doctor', () => {
  it.each(CASES)('finds %s, and nothing else', async (_case, spoil, name, what, todo) => {
    spoil();
    expect(await wrong()).toEqual([{ state: 'wrong', name, what, todo }]);
  });

  it('takes keys of another store, and a private key for downloads, and shows none of them', async () => {
    const found = async () => (await examined()).find(({ name }) => name === 'Finished files');
    setEnvironment('OUTPUT_ENDPOINT', 'https://store.example.com');
    setEnvironment('OUTPUT_SECRET_ID', 'outputs');
    aws.account.secrets.set('outputs', '{"accessKeyId":"a-key","secretAccessKey":"s3cret"}');
    const what = 'go to https://store.example.com, whose keys are there';
    expect(await found()).toEqual({ state: 'right', name: 'Finished files', what });
    setEnvironment('OUTPUT_ENDPOINT', '');
    setEnvironment('DOWNLOAD_BASE_URL', 'https://d1.cloudfront.net');
    setEnvironment('DOWNLOAD_SECRET_ID', 'download');
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    aws.account.secrets.set('download', String(privateKey.export({ type: 'pkcs8', format: 'pem' })));
    expect(await found()).toMatchObject({
      state: 'right',
      what: expect.stringContaining('may write') as string,
    });
  });

  it('finds that there is no bucket, and does not guess what would be in it', async () => {
    aws.account.buckets.clear();
    aws.account.sites.clear();
    const findings = await examined();
    expect(findings.filter(({ state }) => state === 'wrong').map(({ name, what }) => [name, what])).toEqual([
      ['Bucket in eu-central-1', `There is no bucket ${BUCKET}.`],
      ['Site in eu-central-1', 'There is no site reelway-prod.'],
    ]);
    for (const name of ['Expiry in eu-central-1', 'Events in eu-central-1'])
      expect(findings.find((each) => each.name === name)).toEqual({
        state: 'skipped',
        name,
        what: 'there is no bucket',
      });
  });

  it('takes rules that delete sooner, and several callback secrets, and shows no part of them', async () => {
    const sooner = LIFECYCLE_RULES.map((rule) => ({
      ...rule,
      ...(rule.Expiration && { Expiration: { Days: 1 } }),
    }));
    aws.account.lifecycles.set(BUCKET, sooner);
    aws.account.secrets.set(CALLBACK_SECRET, ` ${'y'.repeat(64)}\n whsec_${'z'.repeat(32)} `);
    expect(await wrong()).toEqual([]);
    const found = (await examined()).find(({ name }) => name === 'Callback secret');
    expect(found?.what).toBe('64 and 32 characters');
  });

  it("is not put off by what is not the stage's: Remotion's own buckets, and another stage", async () => {
    aws.account.buckets.set('remotionlambda-eucentral1-abcdefghij', REGION);
    aws.account.buckets.set('remotionlambda-eucentral1-klmnopqrst', REGION);
    await deploy({ stage: 'dev', regions: [REGION], hasSmokeToken: false }, packages, aws, () => undefined);
    expect(await wrong()).toEqual([]);
  });

  it('looks at the larger function of a stage that has one, and finds one that is not used', async () => {
    const options = { ...OPTIONS, hasLargeFunction: true };
    const findings = async () =>
      (await examine(options, packages, aws))
        .filter(({ state }) => state === 'wrong')
        .map(({ name, what }) => [name, what]);
    const large = functionName('prod', LARGE_FUNCTION_SIZE);
    expect(await findings()).toEqual([
      ['Larger function in eu-central-1', `There is no function ${large}, which the client needs.`],
      ['Settings', 'The stack renders with another larger function without a name.'],
    ]);
    await deploy({ ...options, hasSmokeToken: false }, packages, aws, () => undefined);
    expect(await findings()).toEqual([]);
    expect(await wrong()).toEqual([
      expect.objectContaining({
        name: 'Settings',
        what: `The stack renders with another larger function ${large}.`,
      }),
    ]);
  });

  describe('of a stage in two regions', () => {
    const options = { stage: 'prod', regions: [REGION, 'us-east-1'] } as const;
    const command = 'Run npm run deploy -- --stage prod --region eu-central-1 --region us-east-1';
    const lost = 'so progress of renders in us-east-1 stands still until a webhook comes.';
    const rule = () => aws.account.rules.get('us-east-1 reelway-prod-progress')!;
    const forwarding = async () =>
      (await examine(options, packages, aws)).find(({ name }) => name === 'Forwarding of us-east-1');
    beforeEach(async () => {
      await deploy({ ...options, hasSmokeToken: false }, packages, aws, () => undefined);
    });

    it('finds nothing wrong', async () => {
      const findings = await examine(options, packages, aws);
      expect(findings.filter(({ state }) => state !== 'right')).toEqual([]);
      expect(await forwarding()).toMatchObject({ what: 'reelway-prod-progress forwards to eu-central-1' });
    });

    it.each([
      ['no rule', () => aws.account.rules.clear(), 'There is no rule reelway-prod-progress,'],
      [
        'a rule that is off',
        () => (rule().State = 'DISABLED'),
        'The rule reelway-prod-progress is DISABLED,',
      ],
      [
        'a rule that leads nowhere',
        () => (rule().Targets = []),
        'The rule reelway-prod-progress does not forward to eu-central-1,',
      ],
    ])('finds %s', async (_case, spoil, what) => {
      spoil();
      expect(await forwarding()).toEqual({
        state: 'wrong',
        name: 'Forwarding of us-east-1',
        what: `${what} ${lost}`,
        todo: command,
      });
    });
  });

  it('does not guess what a missing stack would say', async () => {
    aws.account.stacks.clear();
    aws.account.environments.clear();
    const findings = await examined();
    expect(findings.filter(({ state }) => state === 'wrong')).toEqual([
      {
        state: 'wrong',
        name: 'Stack',
        what: 'There is no stack reelway-prod in eu-central-1.',
        todo: `${DEPLOY}, or name its --region`,
      },
    ]);
    expect(findings.filter(({ state }) => state === 'skipped').map(({ name }) => name)).toEqual([
      'Settings',
      'Finished files',
      'Webhook secret',
      'Callback secret',
      'Token issuer',
    ]);
  });

  it('finds packages of different versions', async () => {
    const mixed = { ...packages, installed: { ...packages.installed, '@remotion/media': '4.0.1' } };
    const found = (await examine(OPTIONS, mixed, aws)).find(({ name }) => name === 'Versions');
    expect(found).toMatchObject({
      state: 'wrong',
      what: expect.stringContaining('@remotion/media is 4.0.1 as installed') as string,
    });
  });

  it('looks at nothing without credentials', async () => {
    const name = 'CredentialsProviderError';
    aws.failures.set(
      'STS.GetCallerIdentity',
      awsError(name, 'Could not load credentials from any providers'),
    );
    expect(await examined()).toEqual([
      {
        state: 'wrong',
        name: 'Credentials',
        what: 'Could not load credentials from any providers',
        todo: 'Give credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
      },
    ]);
    expect(aws.sent).toHaveLength(1);
  });
});

describe('the findings', () => {
  const print = (findings: Finding[]) => {
    const lines: string[] = [];
    const code = printFindings(findings, (line = '') => lines.push(stripVTControlCharacters(line)));
    return { code, text: lines.join('\n') };
  };

  it('are one line what and one line what to do, and fail the command', () => {
    const findings: Finding[] = [
      { state: 'right', name: 'Role', what: 'is there' },
      { state: 'wrong', name: 'Stack', what: 'is not', todo: 'Make it' },
      { state: 'skipped', name: 'Secret', what: 'no stack' },
    ];
    expect(print(findings)).toEqual({
      code: 1,
      text: [
        '  ✓ Role    is there',
        '  ✗ Stack   is not',
        '            → Make it',
        '  – Secret  not looked at: no stack',
        '',
        '1 of 3 need attention.',
      ].join('\n'),
    });
  });

  it('are fine when nothing is wrong', () => {
    expect(print([{ state: 'right', name: 'Role', what: 'is there' }])).toEqual({
      code: 0,
      text: '  ✓ Role  is there\n\nAll is well.',
    });
  });
});
