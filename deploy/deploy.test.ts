import { readFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { REMOTION_ROLE, serverlessArguments, type Call } from './aws';
import { deploy, functionName, plan, type DeployOptions } from './deploy';
import { awsError, FakeAws } from './fake-aws';
import {
  commandLine,
  printPlan,
  readCommandLine,
  readPackages,
  remotionVersion,
  UsageError,
  VersionError,
  type Packages,
} from './steps';

const packages = readPackages();
const version = remotionVersion(packages);
const OPTIONS: DeployOptions = { stage: 'prod', regions: ['eu-central-1'], hasSmokeToken: true };

async function run(aws: FakeAws, options = OPTIONS, using = packages) {
  const lines: string[] = [];
  const code = await deploy(options, using, aws, (line = '') => lines.push(stripVTControlCharacters(line)));
  return { code, text: lines.join('\n') };
}

const nameOf = ({ service, operation, region }: Call): string => `${service}.${operation} ${region}`;

/** Operations that change something, whoever asks for them. */
const CHANGES =
  /^(IAM\.(Create|Put|Delete)|S3\.Put|Remotion\.(getOrCreate|deploy|delete)|Serverless|Reelway)/;

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
      'Remotion.getOrCreateBucket',
      'S3.GetBucketNotificationConfiguration',
      'S3.PutBucketNotificationConfiguration',
      'Remotion.deployFunction',
      'Remotion.getFunctions',
      'Remotion.deploySite',
      'Remotion.getSites',
      'Serverless.deploy',
      'CloudFormation.DescribeStacks',
      'Reelway.smokeExport',
    ]);
    expect(aws.sent.find(({ service }) => service === 'Serverless')?.input).toEqual({
      stage: 'prod',
      params: {
        remotionFunctionName: functionName(),
        remotionServeUrl:
          'https://remotionlambda-eucentral1-abcdefghij.s3.eu-central-1.amazonaws.com/sites/reelway-prod/index.html',
        remotionBucket: 'remotionlambda-eucentral1-abcdefghij',
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
    const yml = readFileSync(path.join(__dirname, '../serverless.yml'), 'utf8');
    expect(yml).toContain(`remotionRoleName: ${REMOTION_ROLE}\n`);
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
    await run(aws, { ...OPTIONS, regions: ['eu-central-1', 'us-east-1'] });
    expect([...aws.account.functions.keys()]).toEqual([
      `eu-central-1 ${functionName()}`,
      `us-east-1 ${functionName()}`,
    ]);
    expect([...aws.account.buckets.values()]).toEqual(['eu-central-1', 'us-east-1']);
    expect(aws.account.sites.size).toBe(2);
    expect([...aws.account.stacks.keys()]).toEqual(['eu-central-1 reelway-prod']);
    expect(aws.names.filter((name) => name === 'IAM.CreateRole')).toHaveLength(1);
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
    expect(aws.names).not.toContain('IAM.CreateRole');
    expect(aws.names).not.toContain('S3.PutBucketNotificationConfiguration');
    expect(text).toContain(`${functionName()} is there`);
    expect(text).toContain('remotionlambda-eucentral1-abcdefghij is there');
    expect(text).toContain('(0 files new, 12 as they were)');
  });

  it('uses a function of another stage', async () => {
    const aws = new FakeAws(version);
    await run(aws, { ...OPTIONS, stage: 'dev' });
    await run(aws);
    expect(aws.account.functions.size).toBe(1);
    expect([...aws.account.stacks.keys()]).toEqual(['eu-central-1 reelway-dev', 'eu-central-1 reelway-prod']);
  });

  it('keeps what else the bucket notifies', async () => {
    const aws = new FakeAws(version);
    aws.account.buckets.set('remotionlambda-eucentral1-mine', 'eu-central-1');
    const queue = { QueueArn: 'arn:aws:sqs:eu-central-1:123456789012:mine', Events: ['s3:ObjectRemoved:*'] };
    aws.account.notifications.set('remotionlambda-eucentral1-mine', { QueueConfigurations: [queue] });
    await run(aws);
    expect(aws.account.notifications.get('remotionlambda-eucentral1-mine')).toEqual({
      QueueConfigurations: [queue],
      EventBridgeConfiguration: {},
    });
  });

  it('leaves a role alone that is there', async () => {
    const aws = new FakeAws(version);
    aws.account.role = true;
    aws.account.policies.set('remotion-lambda-policy', '{"widened":"by hand"}');
    await run(aws);
    expect(aws.account.policies.get('remotion-lambda-policy')).toBe('{"widened":"by hand"}');
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
    const key = `eu-central-1 ${functionName()}`;
    aws.account.functions.set(key, { ...aws.account.functions.get(key)!, version: '4.0.1' });
    const { code, text } = await run(aws);
    expect(code).toBe(1);
    expect(text).toContain(`${functionName()} says that it is Remotion 4.0.1, not ${version}. Delete it`);
  });

  it('refuses a site that was bundled with another version', async () => {
    const aws = new FakeAws(version);
    const send = aws.send.bind(aws);
    aws.send = async <Output>(call: Call<Output>) => {
      const answer = await send(call);
      if (call.operation !== 'getSites') return answer;
      return { sites: [{ id: 'reelway-prod', serveUrl: '', version: '4.0.1' }], buckets: [] } as Output;
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

  it('are in the name of the function', () => {
    expect(functionName()).toBe(
      `remotion-render-${version.replaceAll('.', '-')}-mem2048mb-disk10240mb-900sec`,
    );
  });
});

describe('a dry run', () => {
  const regions = ['eu-central-1', 'us-east-1'] as const;

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
      'IAM CreateRole  if there is none\n      RoleName                  remotion-lambda-role',
    );
    expect(text).toContain('Allow  lambda:InvokeFunction  on arn:aws:lambda:*:*:function:remotion-render-*');
    expect(text).toContain('remotionBucket=<bucket in eu-central-1>');
  });

  it('has a plan whose checks come before its changes', () => {
    const calls = plan(OPTIONS, packages).flatMap((step) => step.calls);
    const first = calls.findIndex(({ service, operation }) => CHANGES.test(`${service}.${operation}`));
    expect(calls.slice(0, first).map(({ operation }) => operation)).toEqual(['GetCallerIdentity', 'GetRole']);
  });
});

describe('the command line', () => {
  const read = (...args: string[]) => readCommandLine(args, ['dry-run', 'yes']);

  it('takes a stage, several regions and switches', () => {
    expect(read('--stage', 'prod', '--region=eu-west-1', '--region', 'us-east-1', '--dry-run')).toEqual({
      stage: 'prod',
      regions: ['eu-west-1', 'us-east-1'],
      'dry-run': true,
      yes: false,
    });
  });

  it('means the default region of serverless.yml', () => {
    const [region] = read('--stage', 'prod').regions;
    const yml = readFileSync(path.join(__dirname, '../serverless.yml'), 'utf8');
    expect(yml).toContain(`region: \${opt:region, '${region}'}`);
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
      ['--stage', 'prod', '--region', 'us-east-1', '--region', 'us-east-1'],
      '--region us-east-1 is given twice.',
    ],
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
    const options = read('--stage', 'prod', '--region', 'eu-west-1', '--region', 'us-east-1');
    expect(commandLine('deploy', options)).toBe(
      'npm run deploy -- --stage prod --region eu-west-1 --region us-east-1',
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
