import { readFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { LambdaClientInternals } from '@remotion/lambda-client';
import fc from 'fast-check';
import { parse } from 'yaml';
import { serverlessArguments, stageInFunction, type Call } from './aws';
import {
  changesStageFile,
  deploy,
  functionName,
  LARGE_FUNCTION_SIZE,
  LIFECYCLE_RULES,
  plan,
  progressPattern,
  type DeployOptions,
} from './deploy';
import { awsError, FakeAws } from './fake-aws';
import type { StageFile } from './stage-file.cjs';
import {
  commandLine,
  printPlan,
  readCommandLine,
  readPackages,
  remotionVersion,
  runCommand,
  UsageError,
  VersionError,
  type Packages,
} from './steps';

const packages = readPackages();
const version = remotionVersion(packages);
const OPTIONS: DeployOptions = { stage: 'prod', regions: ['eu-central-1'], hasSmokeToken: true };
const TWO_REGIONS = ['eu-central-1', 'us-east-1'] as const;
const BUCKET = 'reelway-prod-renders-123456789012-eu-central-1';
const SERVERLESS_YML = readFileSync(path.join(__dirname, '../serverless.yml'), 'utf8');

async function run(aws: FakeAws, options = OPTIONS, using = packages) {
  const lines: string[] = [];
  const code = await deploy(options, using, aws, (line = '') => lines.push(stripVTControlCharacters(line)));
  return { code, text: lines.join('\n') };
}

const nameOf = ({ service, operation, region }: Call): string => `${service}.${operation} ${region}`;

/** Operations that change something, whoever asks for them. */
const CHANGES =
  /^((IAM|S3|Lambda|EventBridge)\.(Create|Put|Delete)|Remotion\.(create|deploy|delete)|Serverless|Reelway)/;

it('a command explains itself for --help, and does nothing', async () => {
  const printed = jest.spyOn(console, 'log').mockReturnValue(undefined);
  const argv = process.argv;
  const main = jest.fn(async () => 0);
  try {
    process.argv = ['node', 'deploy.ts', '--stage', 'prod', '--help'];
    await runCommand('Usage: npm run deploy', main);
    expect(printed.mock.calls).toEqual([['Usage: npm run deploy']]);
    expect(main).not.toHaveBeenCalled();
  } finally {
    process.argv = argv;
    printed.mockRestore();
  }
});

describe('a deploy from nothing', () => {
  it('makes everything in order and hands the names to the stack', async () => {
    const aws = new FakeAws(version);
    const { code } = await run(aws);
    expect(code).toBe(0);
    expect(aws.names).toEqual([
      'STS.GetCallerIdentity',
      'IAM.GetRole',
      'IAM.CreateRole',
      'IAM.PutRolePolicy',
      'S3.GetBucketLocation',
      'S3.CreateBucket',
      'S3.PutPublicAccessBlock',
      'S3.PutBucketPolicy',
      'S3.PutBucketLifecycleConfiguration',
      'S3.GetBucketNotificationConfiguration',
      'S3.PutBucketNotificationConfiguration',
      'Remotion.getFunctionInfo',
      'Remotion.createFunction',
      'Lambda.PutFunctionEventInvokeConfig',
      'Remotion.getFunctionInfo',
      'Remotion.deploySite',
      'Remotion.getSites',
      'Serverless.deploy',
      'CloudFormation.DescribeStacks',
      'Reelway.smokeExport',
    ]);
    expect(aws.sent.find(({ service }) => service === 'Serverless')?.input).toEqual({
      stage: 'prod',
      params: {
        remotionFunctionName: functionName('prod'),
        remotionServeUrl: 'reelway-prod',
        remotionBucket: BUCKET,
        remotionBuckets: 'reelway-prod-renders-123456789012-*',
        remotionRoleName: 'reelway-prod-remotion',
        remotionRegions: 'eu-central-1=1',
      },
    });
    expect(aws.sent.at(-1)?.input).toEqual({
      url: 'https://http.example',
      wsUrl: 'wss://ws.example/prod',
    });
  });

  it('has a role before the stack, whose bucket names it', async () => {
    const aws = new FakeAws(version);
    await run(aws);
    expect(aws.names.indexOf('IAM.CreateRole')).toBeLessThan(aws.names.indexOf('Serverless.deploy'));
    expect(SERVERLESS_YML).toContain('remotionRoleName: reelway-${sls:stage}-remotion\n');
  });

  it('gives params that serverless.yml reads, all of them', async () => {
    const aws = new FakeAws(version);
    await run(aws, { ...OPTIONS, hasLargeFunction: true });
    const { params } = aws.sent.find(({ service }) => service === 'Serverless')?.input as {
      params: Record<string, string>;
    };
    const files = ['serverless.yml', 'resources/buckets.yml'];
    const read = files.map((file) => readFileSync(path.join(__dirname, '..', file), 'utf8')).join('');
    for (const name of Object.keys(params)) expect(read).toContain(`param:${name}`);
  });

  it('lets everybody read the site, and nothing else of the bucket', async () => {
    const aws = new FakeAws(version);
    await run(aws);
    expect(aws.account.publicAccess.get(BUCKET)).toEqual({
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: false,
      RestrictPublicBuckets: false,
    });
    const { Statement } = JSON.parse(aws.account.bucketPolicies.get(BUCKET) ?? '') as {
      Statement: { Effect: string; Action: string; Resource: string | string[] }[];
    };
    expect(Statement.filter(({ Effect }) => Effect === 'Allow')).toEqual([
      { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${BUCKET}/sites/*` },
    ]);
  });

  it('has files of renders deleted after a week, unfinished uploads after a day, and the site never', async () => {
    const aws = new FakeAws(version);
    await run(aws);
    const rules = aws.account.lifecycles.get(BUCKET) ?? [];
    expect(
      rules.map(({ Status, Filter, Expiration, AbortIncompleteMultipartUpload }) => [
        Status,
        Filter?.Prefix,
        Expiration?.Days ?? null,
        AbortIncompleteMultipartUpload?.DaysAfterInitiation ?? null,
      ]),
    ).toEqual([
      ['Enabled', 'renders/', 7, null],
      ['Enabled', 'input-props/', 7, null],
      ['Enabled', 'resolved-props/', 7, null],
      ['Enabled', '', null, 1],
    ]);
  });

  it("deletes what Remotion's own code keeps of renders, and nothing that it needs", () => {
    const prefixes = LIFECYCLE_RULES.flatMap(({ Expiration, Filter }) =>
      Expiration ? [Filter?.Prefix] : [],
    );
    // Every folder that its client names a key in.
    const source = readFileSync(require.resolve('@remotion/lambda-client'), 'utf8');
    const folders = [...source.matchAll(/=> `([a-z-]+\/)\$\{|return `([a-z-]+\/)\$\{hash\}\.json`/g)];
    const kept = new Set(folders.map(([, direct, returned]) => direct ?? returned));
    expect([...kept].sort()).toEqual([...prefixes, 'sites/'].sort());
  });

  it('prints where the stage is', async () => {
    const { text } = await run(new FakeAws(version));
    expect(text).toContain('Stage prod is deployed');
    expect(text).toContain('https://http.example/graphql');
    expect(text).toContain('wss://ws.example/prod');
    expect(text).toContain('Next: npm run doctor -- --stage prod --region eu-central-1');
  });

  it('says so when there is no token for a smoke export', async () => {
    const aws = new FakeAws(version);
    const { code, text } = await run(aws, { ...OPTIONS, hasSmokeToken: false });
    expect(code).toBe(0);
    expect(aws.names).not.toContain('Reelway.smokeExport');
    expect(text).toContain('No smoke export: REELWAY_SMOKE_TOKEN holds no token');
  });

  it('makes bucket, function and site in each region, and the stack in the first', async () => {
    const aws = new FakeAws(version);
    await run(aws, { ...OPTIONS, regions: TWO_REGIONS, weights: { 'eu-central-1': 3 } });
    expect([...aws.account.functions.keys()]).toEqual([
      `eu-central-1 ${functionName('prod')}`,
      `us-east-1 ${functionName('prod')}`,
    ]);
    expect([...aws.account.buckets]).toEqual([
      [BUCKET, 'eu-central-1'],
      ['reelway-prod-renders-123456789012-us-east-1', 'us-east-1'],
    ]);
    expect([...aws.account.sites.keys()]).toEqual(
      [...aws.account.buckets.keys()].map((bucket) => `${bucket} reelway-prod`),
    );
    expect([...aws.account.stacks.keys()]).toEqual(['eu-central-1 reelway-prod']);
    expect([...aws.account.roles.keys()]).toEqual(['reelway-prod-remotion', 'reelway-prod-forward']);
    expect(aws.sent.find(({ service }) => service === 'Serverless')?.input).toMatchObject({
      params: { remotionBucket: BUCKET, remotionRegions: 'eu-central-1=3,us-east-1=1' },
    });
  });

  it('makes a larger function beside the usual one when it is asked to', async () => {
    const aws = new FakeAws(version);
    await run(aws, { ...OPTIONS, hasLargeFunction: true });
    const large = functionName('prod', LARGE_FUNCTION_SIZE);
    expect(large).toBe(functionName('prod').replace('mem2048mb', 'mem4096mb'));
    expect([...aws.account.functions].map(([key, { memorySizeInMb }]) => [key, memorySizeInMb])).toEqual([
      [`eu-central-1 ${functionName('prod')}`, 2048],
      [`eu-central-1 ${large}`, 4096],
    ]);
    expect(aws.sent.find(({ service }) => service === 'Serverless')?.input).toMatchObject({
      params: { remotionFunctionName: functionName('prod'), remotionLargeFunctionName: large },
    });
  });

  it.each([
    ['is not written for a stage as it is by itself', {}, null, false],
    ['is written for several regions', { regions: TWO_REGIONS }, null, true],
    ['is written for another region than the usual', { regions: ['eu-central-1'] }, null, true],
    ['is written for a larger function', { hasLargeFunction: true }, null, true],
    ['is left as it is', {}, { regions: ['us-east-1'], largeFunction: false }, false],
    ['is written when a region is taken out', {}, { regions: TWO_REGIONS, largeFunction: false }, true],
  ] as const)('keeps regions and functions in a file, which %s', (_title, options, file, changes) => {
    const wanted = { stage: 'prod', regions: ['us-east-1'] as const, ...options };
    expect(changesStageFile(wanted, file)).toBe(changes);
  });

  it('writes that file when all that it names is there, and before the stack', async () => {
    const aws = new FakeAws(version);
    const regions = { regions: TWO_REGIONS, weights: { 'us-east-1': 3 } };
    await run(aws, { ...OPTIONS, ...regions, hasLargeFunction: true, changesFile: true });
    expect(aws.account.files.get('stages/prod.json')).toEqual({
      regions: ['eu-central-1', 'us-east-1=3'],
      largeFunction: true,
    });
    const [before, , after] = aws.names.slice(aws.names.indexOf('Reelway.writeStageFile') - 1);
    expect([before, after]).toEqual(['EventBridge.PutTargets', 'Serverless.deploy']);
  });

  it('forwards the progress of other regions to the one of the stack, and no other event', async () => {
    const aws = new FakeAws(version);
    await run(aws, { ...OPTIONS, regions: TWO_REGIONS });
    const [[key, rule] = []] = [...aws.account.rules];
    expect(key).toBe('us-east-1 reelway-prod-progress');
    expect(JSON.parse(rule?.EventPattern ?? '')).toEqual(
      progressPattern('reelway-prod-renders-123456789012-us-east-1'),
    );
    expect(rule?.Targets).toEqual([
      {
        Id: 'home',
        Arn: 'arn:aws:events:eu-central-1:123456789012:event-bus/default',
        RoleArn: 'arn:aws:iam::123456789012:role/reelway-prod-forward',
      },
    ]);
    expect(aws.account.rules.size).toBe(1);
  });

  it('forwards what the rule of the stack takes', () => {
    const { functions } = parse(SERVERLESS_YML, { logLevel: 'error' }) as {
      functions: { progress: { events: { eventBridge: { pattern: object } }[] } };
    };
    const [event] = functions.progress.events;
    const forwarded = progressPattern('BUCKET') as { detail: { bucket: object } };
    const taken = { bucket: { name: [{ wildcard: '${param:remotionBuckets}' }] } };
    expect(event?.eventBridge.pattern).toEqual({
      ...forwarded,
      detail: { ...forwarded.detail, ...taken },
    });
  });
});

describe('a second deploy', () => {
  it('makes nothing that is there', async () => {
    const aws = new FakeAws(version);
    await run(aws);
    const before = structuredClone(aws.account);
    aws.sent.length = 0;
    const { code, text } = await run(aws);
    expect(code).toBe(0);
    expect(aws.account).toEqual(before);
    for (const name of ['IAM.CreateRole', 'S3.CreateBucket', 'Remotion.createFunction'])
      expect(aws.names).not.toContain(name);
    expect(aws.names).not.toContain('S3.PutBucketNotificationConfiguration');
    expect(text).toContain(`${functionName('prod')} is there`);
    expect(text).toContain(`${BUCKET} is there`);
    expect(text).toContain('(0 files new, 12 as they were)');
  });

  it('of another stage shares nothing with the first but the account', async () => {
    const prod = new FakeAws(version);
    await run(prod, { ...OPTIONS, regions: TWO_REGIONS });
    const both = new FakeAws(version);
    await run(both, { ...OPTIONS, stage: 'dev', regions: TWO_REGIONS });
    await run(both, { ...OPTIONS, regions: TWO_REGIONS });
    const named = ['roles', 'buckets', 'functions', 'rules', 'sites', 'stacks', 'secrets'] as const;
    for (const kind of named) {
      // The second stage made what it makes alone, and found nothing of the first.
      const own = [...prod.account[kind].keys()];
      const all = [...both.account[kind].keys()];
      expect([kind, all.length]).toEqual([kind, own.length * 2]);
      expect(all).toEqual(expect.arrayContaining(own));
    }
  });

  it('keeps what else the bucket notifies', async () => {
    const aws = new FakeAws(version);
    await run(aws);
    const queue = { QueueArn: 'arn:aws:sqs:eu-central-1:123456789012:mine', Events: ['s3:ObjectRemoved:*'] };
    aws.account.notifications.set(BUCKET, { QueueConfigurations: [queue] });
    await run(aws);
    expect(aws.account.notifications.get(BUCKET)).toEqual({
      QueueConfigurations: [queue],
      EventBridgeConfiguration: {},
    });
  });

  it('lets the render function change the files of renders, and not the site that later renders run', async () => {
    const aws = new FakeAws(version);
    await run(aws);
    const policy = JSON.parse(aws.account.roles.get('reelway-prod-remotion') ?? '{}') as {
      Statement: { Action: string | string[]; Resource: string | string[] }[];
    };
    const resourcesOf = (action: string) =>
      policy.Statement.filter(({ Action }) => [Action].flat().includes(action)).flatMap(
        ({ Resource }) => Resource,
      );
    const bucket = 'arn:aws:s3:::reelway-prod-renders-123456789012-*';
    const files = (...folders: string[]) => folders.map((folder) => `${bucket}/${folder}/*`);
    expect(resourcesOf('s3:GetObject')).toEqual(files('renders', 'input-props', 'resolved-props'));
    expect(resourcesOf('s3:PutObject')).toEqual(files('renders', 'resolved-props'));
    expect(resourcesOf('s3:DeleteObject')).toEqual(files('input-props', 'resolved-props'));
    const actions = policy.Statement.flatMap(({ Action }) => Action).sort();
    expect(actions).toEqual([
      ...['lambda:InvokeFunction', 'logs:CreateLogStream', 'logs:PutLogEvents', 's3:DeleteObject'],
      ...['s3:GetObject', 's3:ListBucket', 's3:PutObject', 's3:PutObjectAcl'],
    ]);
  });

  it("puts the role's rights right", async () => {
    const aws = new FakeAws(version);
    await run(aws);
    const rights = aws.account.roles.get('reelway-prod-remotion');
    aws.account.roles.set('reelway-prod-remotion', '');
    await run(aws);
    expect(aws.account.roles.get('reelway-prod-remotion')).toBe(rights);
  });

  it.each([
    'IAM.PutRolePolicy',
    'S3.PutPublicAccessBlock',
    'S3.PutBucketPolicy',
    'S3.PutBucketLifecycleConfiguration',
    'Lambda.PutFunctionEventInvokeConfig',
  ])('finishes what one that died before %s has begun', async (name) => {
    const whole = new FakeAws(version);
    await run(whole);
    const aws = new FakeAws(version);
    aws.failures.set(name, awsError('InternalFailure', 'Gone.'));
    expect((await run(aws)).code).toBe(1);
    expect((await run(aws)).code).toBe(0);
    expect(aws.account).toEqual(whole.account);
    expect(aws.names).toContain(name);
  });
});

describe('a deploy that fails', () => {
  it('says what was done and what to run, and goes on from there', async () => {
    const aws = new FakeAws(version);
    aws.failures.set('Remotion.deploySite', awsError('AccessDenied', 'Access Denied\n    at stack'));
    const { code, text } = await run(aws);
    expect(code).toBe(1);
    expect(aws.names).not.toContain('Serverless.deploy');
    expect(text.slice(text.indexOf('✗'))).toBe(
      [
        '✗ Access Denied',
        '',
        'Step 6 of 8 failed: Site in eu-central-1.',
        'Done before it: check credentials and versions, role of the render function, bucket for Remotion in ' +
          'eu-central-1, events of the bucket in eu-central-1, render function in eu-central-1.',
        'Let these credentials do that: docs/deploy.md lists the permissions.',
        'When that is put right, run the same again; what is done already is found and kept:',
        '  npm run deploy -- --stage prod --region eu-central-1',
      ].join('\n'),
    );
    expect((await run(aws)).code).toBe(0);
    expect(aws.names.filter((name) => name === 'IAM.CreateRole')).toHaveLength(1);
  });

  it('changes nothing without credentials', async () => {
    const aws = new FakeAws(version);
    aws.failures.set(
      'STS.GetCallerIdentity',
      awsError('CredentialsProviderError', 'Could not load credentials from any providers'),
    );
    const { code, text } = await run(aws);
    expect(code).toBe(1);
    expect(aws.names).toEqual(['STS.GetCallerIdentity']);
    expect(text).toContain('Nothing was changed.');
    expect(text).toContain('Give credentials: set AWS_PROFILE');
  });

  it('fails when the smoke export does, with its reason', async () => {
    const aws = new FakeAws(version);
    const send = aws.send.bind(aws);
    aws.send = async <Output>(call: Call<Output>) =>
      call.service === 'Reelway'
        ? ({ exportId: 'exp_02', status: 'FAILED', failure: 'STORAGE: Access Denied', seconds: 9 } as Output)
        : send(call);
    const { code, text } = await run(aws);
    expect(code).toBe(1);
    expect(text).toContain('✗ exp_02 ended as FAILED: STORAGE: Access Denied');
  });

  it('refuses a function that answers with another version', async () => {
    const aws = new FakeAws(version);
    await run(aws);
    const key = `eu-central-1 ${functionName('prod')}`;
    aws.account.functions.set(key, { ...aws.account.functions.get(key)!, version: '4.0.1' });
    const { code, text } = await run(aws);
    expect(code).toBe(1);
    expect(text).toContain(
      `${functionName('prod')} says that it is Remotion 4.0.1, not ${version}. Delete it`,
    );
  });

  it('refuses a site that was bundled with another version', async () => {
    const aws = new FakeAws(version);
    const send = aws.send.bind(aws);
    aws.send = async <Output>(call: Call<Output>) => {
      const answer = await send(call);
      if (call.operation !== 'getSites') return answer;
      return { sites: [{ id: 'reelway-prod', serveUrl: '', version: '4.0.1' }] } as Output;
    };
    const { code, text } = await run(aws);
    expect(code).toBe(1);
    expect(text).toContain(`The site says that it is Remotion 4.0.1, not ${version}.`);
    expect(aws.names).not.toContain('Serverless.deploy');
  });
});

describe('versions of Remotion', () => {
  const withPackage = (name: string, wanted: string, installed: string | undefined): Packages => ({
    wanted: { ...packages.wanted, [name]: wanted },
    installed: { ...packages.installed, [name]: installed },
  });

  it.each([
    ['wanted', withPackage('@remotion/media', '4.0.1', '4.0.1'), '@remotion/media is 4.0.1 in package.json'],
    [
      'wanted as a range',
      withPackage('@remotion/media', `^${version}`, version),
      `is ^${version} in package.json`,
    ],
    ['installed', withPackage('@remotion/media', version, '4.0.1'), '@remotion/media is 4.0.1 as installed'],
    ['missing', withPackage('@remotion/media', version, undefined), '@remotion/media is not installed'],
    ['a range', withPackage('remotion', '^4.0.0', version), 'one exact version of remotion, not "^4.0.0"'],
  ])('that differ are refused before anything is called: %s', async (_case, using, text) => {
    const aws = new FakeAws(version);
    await expect(run(aws, OPTIONS, using)).rejects.toThrow(VersionError);
    await expect(run(aws, OPTIONS, using)).rejects.toThrow(text);
    expect(aws.sent).toEqual([]);
  });
});

describe('the name of a function', () => {
  it.each([
    ['prod', '_prod'],
    ['ten-letters'.slice(0, 10), '_ten-letter'],
    ['a-longer-stage', '_a-lon_0MKX'],
    ['a-longer-stages', '_a-lon_59LI'],
  ])('says version, stage %s and size', (stage, said) => {
    const name = functionName(stage);
    expect(name).toBe(`remotion-render-${version.replaceAll('.', '-')}${said}-mem2048mb-disk10240mb-900sec`);
    // Lambda's limit, with room for a version that is one digit longer.
    expect(name.length).toBeLessThanOrEqual(63);
  });

  it("is understood by Remotion's client", () => {
    expect(LambdaClientInternals.parseFunctionName(functionName('prod'))).toMatchObject({
      memorySizeInMb: 2048,
      diskSizeInMb: 10_240,
      timeoutInSeconds: 900,
    });
  });

  it("fits no other stage's pattern of rights", () => {
    const stages = fc.stringMatching(/^[a-z][a-z0-9-]{0,15}$/);
    fc.assert(
      fc.property(stages, stages, (one, other) => {
        const pattern = new RegExp(`^remotion-render-.*${stageInFunction(one)}-mem.*$`);
        expect(pattern.test(functionName(other))).toBe(one === other);
      }),
    );
  });
});

describe('a dry run', () => {
  const regions = TWO_REGIONS;

  it('shows every call that a deploy makes, in order', async () => {
    const aws = new FakeAws(version);
    await run(aws, { ...OPTIONS, regions });
    const shown = plan({ ...OPTIONS, regions }, packages).flatMap(({ calls }) => calls);
    expect(aws.sent.map(nameOf)).toEqual(shown.map(nameOf));
    // What AWS names is the only difference: keys of all inputs are the same, and all values that are known before.
    for (const [index, { input }] of aws.sent.entries()) {
      expect(Object.keys(input)).toEqual(Object.keys(shown[index]?.input ?? {}));
      for (const [key, value] of Object.entries(shown[index]?.input ?? {}))
        if (!JSON.stringify(value).includes('<')) expect(input[key]).toEqual(value);
    }
  });

  it('marks what is done only if it is missing', async () => {
    const aws = new FakeAws(version);
    await run(aws);
    aws.sent.length = 0;
    await run(aws);
    const always = plan(OPTIONS, packages).flatMap(({ calls }) =>
      calls.filter(({ when }) => when === undefined),
    );
    expect(aws.sent.map(nameOf)).toEqual(always.map(nameOf));
  });

  it('shows services, operations and main inputs', () => {
    const lines: string[] = [];
    printPlan(plan(OPTIONS, packages), (line = '') => lines.push(stripVTControlCharacters(line)));
    const text = lines.join('\n');
    expect(text).toContain(' 1  Check credentials and versions\n    STS GetCallerIdentity  eu-central-1');
    expect(text).toContain(
      'IAM CreateRole  if there is none\n      RoleName                  reelway-prod-remotion',
    );
    expect(text).toContain(
      'Allow  lambda:InvokeFunction  on arn:aws:lambda:*:<account>:function:remotion-render-*_prod-mem*',
    );
    expect(text).toContain(
      'Allow  s3:GetObject  on arn:aws:s3:::reelway-prod-renders-<account>-eu-central-1/sites/*',
    );
    expect(text).toContain(
      'Rules  {"ID":"renders","Status":"Enabled","Filter":{"Prefix":"renders/"},"Expiration":{"Days":7}}\n',
    );
    expect(text).toContain('to everybody  if aws:SecureTransport is false');
    expect(text).toContain('remotionBucket=reelway-prod-renders-<account>-eu-central-1');
  });

  it('has a plan whose checks come before its changes', () => {
    const calls = plan(OPTIONS, packages).flatMap((step) => step.calls);
    const first = calls.findIndex(({ service, operation }) => CHANGES.test(`${service}.${operation}`));
    expect(calls.slice(0, first).map(({ operation }) => operation)).toEqual(['GetCallerIdentity', 'GetRole']);
  });
});

describe('the command line', () => {
  const read = (...args: string[]) => readCommandLine(args, ['dry-run', 'yes'], () => null);
  const FILE = { regions: ['eu-west-1=3', 'us-east-1'], largeFunction: true };
  const readBeside = (file: StageFile, ...args: string[]) =>
    readCommandLine(['--stage', 'prod', ...args], [], () => file);

  it('takes a stage, several regions and switches', () => {
    expect(read('--stage', 'prod', '--region=eu-west-1', '--region', 'us-east-1', '--dry-run')).toEqual({
      stage: 'prod',
      regions: ['eu-west-1', 'us-east-1'],
      'dry-run': true,
      yes: false,
    });
  });

  it('takes weights of regions', () => {
    const { regions, weights } = read('--stage', 'prod', '--region', 'eu-west-1=3', '--region=us-east-1');
    expect([regions, weights]).toEqual([['eu-west-1', 'us-east-1'], { 'eu-west-1': 3 }]);
  });

  it('takes what it does not say from the file of the stage', () => {
    const all = {
      stage: 'prod',
      regions: ['eu-west-1', 'us-east-1'],
      weights: { 'eu-west-1': 3 },
      hasLargeFunction: true,
    };
    expect(readBeside(FILE)).toEqual(all);
    expect(readBeside(FILE, '--region', 'eu-west-1')).toEqual({
      stage: 'prod',
      regions: ['eu-west-1'],
      hasLargeFunction: true,
    });
    expect(readBeside({ ...FILE, largeFunction: false }, '--large-function')).toEqual(all);
  });

  it('does not move a stage to another region by the way', () => {
    expect(() => readBeside(FILE, '--region', 'us-east-1')).toThrow(
      new UsageError(
        '--region us-east-1: stage prod is in eu-west-1 (stages/prod.json), so that must be the first. ' +
          'To move a stage, remove it and then delete its file.',
      ),
    );
  });

  it('means the default region of serverless.yml', () => {
    const [region] = read('--stage', 'prod').regions;
    const yml = readFileSync(path.join(__dirname, '../serverless.yml'), 'utf8');
    expect(yml).toContain(`  region: \${opt:region, file(deploy/stage-file.cjs):region, '${region}'}\n`);
  });

  it.each([
    [[], '--stage is missing.'],
    [['--stage'], '--stage needs a value.'],
    [['--stage='], '--stage needs a value.'],
    [['--stage', '--dry-run'], '--stage needs a value.'],
    [['--stage', 'a', '--stage', 'b'], '--stage is given twice.'],
    [['--stage', 'local'], '--stage local is the stage of npm start; give a deployed one another name.'],
    [['--stage', 'prod', '--force'], 'Unknown flag --force.'],
    [['--stage', 'prod', '-f'], 'Unknown flag -f.'],
    [['--stage', 'prod', '--yes=no'], '--yes takes no value.'],
    [['prod'], 'Unexpected "prod": every value follows its flag.'],
    [
      ['--stage', 'prod', '--region', 'us-east-1=2', '--region', 'us-east-1'],
      '--region us-east-1 is given twice.',
    ],
    ...['us-east-1=', 'us-east-1=0', 'us-east-1=1.5', 'us-east-1=-1', 'us-east-1=10000', 'us-east-1=1=1'].map(
      (region): [string[], string] => [
        ['--stage', 'prod', '--region', region],
        `--region "${region}" has no weight from 1 to 9999 after its "=".`,
      ],
    ),
  ])('%j is not understood: %s', (args, text) => {
    expect(() => read(...args)).toThrow(new UsageError(text));
  });

  it.each(['Prod', '1st', 'a_b', 'a'.repeat(17), '', ' ', '../x'])('refuses %j as a stage', (stage) => {
    expect(() => read(`--stage=${stage}`)).toThrow(
      new UsageError(
        stage === ''
          ? '--stage needs a value.'
          : `--stage "${stage}" is not a stage: a lower-case letter, then up to 15 lower-case letters, digits or hyphens.`,
      ),
    );
  });

  it.each(['mars-1', 'cn-north-1', 'EU-CENTRAL-1'])(
    'refuses %s as a region and names those there are',
    (region) => {
      expect(() => read('--stage', 'prod', '--region', region)).toThrow(
        `--region "${region}" is not a region that Remotion Lambda runs in: af-south-1, ap-east-1, `,
      );
    },
  );

  it('is said again as it can be typed', () => {
    const options = read('--stage', 'prod', '--region', 'eu-west-1=3', '--region', 'us-east-1');
    expect(commandLine('deploy', { ...options, hasLargeFunction: true })).toBe(
      'npm run deploy -- --stage prod --region eu-west-1=3 --region us-east-1 --large-function',
    );
  });

  it('of the Serverless Framework names the stage, the region and each param', () => {
    const params = { remotionBucket: 'b', remotionServeUrl: 'https://b.s3.amazonaws.com/sites/x/index.html' };
    expect(serverlessArguments('deploy', 'eu-west-1', { stage: 'prod', params })).toEqual([
      'deploy',
      '--stage',
      'prod',
      '--region',
      'eu-west-1',
      '--param=remotionBucket=b',
      '--param=remotionServeUrl=https://b.s3.amazonaws.com/sites/x/index.html',
    ]);
  });
});
