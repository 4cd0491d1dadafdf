// `npm run deploy -- --stage X`: everything that a stage needs, from nothing or from whatever is there.
import { speculateFunctionName } from '@remotion/lambda-client';
import colors from 'picocolors';
import {
  createAws,
  createBucket,
  createFunction,
  createRole,
  deploySite,
  describeStacks,
  findStack,
  forwardRole,
  forwardRule,
  getBucketLocation,
  getCallerIdentity,
  getFunctionInfo,
  getNotifications,
  getRole,
  getSites,
  only,
  orNull,
  outputsOf,
  putBucketPolicy,
  putEventInvokeConfig,
  putLifecycle,
  putNotifications,
  putPublicAccess,
  putRolePolicy,
  putRule,
  putTargets,
  renderBucket,
  renderRole,
  serverlessDeploy,
  siteName,
  smokeExport,
  stackName,
  stageInFunction,
  writeStageFile,
  type Aws,
  type FunctionSize,
  type LifecycleRule,
} from './aws';
import { readStageFile, stageFile } from './stage-file.cjs';
import {
  commandLine,
  DEFAULT_REGION,
  printFailure,
  printPlan,
  readCommandLine,
  readPackages,
  remotionVersion,
  ROOT,
  runCommand,
  runSteps,
  stageFileOf,
  StepError,
  weightOf,
  type Found,
  type Packages,
  type Print,
  type StageOptions,
  type Step,
} from './steps';

const USAGE = `Usage: npm run deploy -- --stage STAGE [--region REGION[=WEIGHT] …] [--large-function] [--dry-run]

  --stage    the name of the stage: prod, dev, alice
  --region   where to render; us-east-1 if none is named. The stack is in the first of several. A region with the weight 3
             gets three times as many renders as one with the weight 1, which is what it has unless told
  --large-function  make a second, larger render function, for exports that ran out of memory or time
             Regions and the larger function are kept in stages/STAGE.json, and need not be named again
  --dry-run  print every step and every call; call nothing, need no credentials

  REELWAY_SMOKE_TOKEN  the token of a user for whom a short video is exported at the end`;

/** The size of Remotion's function. Changing it makes another function; the one before stays until it is deleted. */
export const FUNCTION_SIZE: FunctionSize = {
  // Lambda gives one CPU per 1769 MB, and Chromium with the encoder beside it uses a little more than one. The
  // estimate of what a render costs (services/exports/cost.ts) is made for 2 GB.
  memorySizeInMb: 2048,
  // The function that joins the parts holds all of them and the result: twice 2.5 GB for the longest video allowed,
  // 30 minutes at 11 Mbit/s. Lambda's most; disk makes a second about one per cent dearer.
  diskSizeInMb: 10_240,
  // The function that joins the parts lives as long as the render. Half an hour of 4K at 30 frames a second, shared by
  // the 40 functions that serverless.yml allows, takes eleven minutes. Lambda's most; only what runs is paid.
  timeoutInSeconds: 900,
};

/**
 * The size of the function that renders again what has run out of memory or time: twice the memory, and with it more than two
 * CPUs. New accounts are often held to 3008 MB, which is why it is made only if asked for.
 */
export const LARGE_FUNCTION_SIZE: FunctionSize = { ...FUNCTION_SIZE, memorySizeInMb: 4096 };

/** The functions that a stage has in each region. */
export const functionSizes = ({ hasLargeFunction }: StageOptions): FunctionSize[] =>
  hasLargeFunction ? [FUNCTION_SIZE, LARGE_FUNCTION_SIZE] : [FUNCTION_SIZE];

/**
 * The name of a stage's function. Remotion's client wants its prefix at the beginning and reads the size from the end; what
 * is between them is the version of the client that is installed here, and the stage.
 */
export const functionName = (stage: string, size = FUNCTION_SIZE): string =>
  speculateFunctionName(size).replace(/(?=-mem)/, stageInFunction(stage));

/** Days that logs of renders are kept; the same as those of the stack. */
const LOG_RETENTION_DAYS = 30;

/**
 * Days that Remotion's files of a render are kept. They are read while it runs, which is at most the timeout of its function,
 * and once more at its end; the finished file is in another bucket. A week leaves time to look into what went wrong.
 */
const RENDER_FILES_DAYS = 7;

/** Where Remotion keeps files of renders, as read in its source. Nothing under `sites/`, which renders need for ever. */
const RENDER_FILES = ['renders/', 'input-props/', 'resolved-props/'];

/** What S3 deletes by itself in a bucket for Remotion, which deletes props after a success only, and the rest never. */
export const LIFECYCLE_RULES: readonly LifecycleRule[] = [
  ...RENDER_FILES.map((Prefix) => ({
    ID: Prefix.slice(0, -1),
    Status: 'Enabled',
    Filter: { Prefix },
    Expiration: { Days: RENDER_FILES_DAYS },
  })),
  {
    ID: 'unfinished-uploads',
    Status: 'Enabled',
    Filter: { Prefix: '' },
    AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
  },
];

/** What is asked of a deploy. */
export interface DeployOptions extends StageOptions {
  /** Whether there is a token for the smoke export. */
  readonly hasSmokeToken: boolean;
  /** Whether the file of the stage has to be written: it says something else, or is not there and has to be. */
  readonly changesFile?: boolean;
}

/**
 * Every step of a deploy, in order. Pure.
 * @throws VersionError when the packages of Remotion are not of one version.
 */
export function plan(options: DeployOptions, packages: Packages): Step[] {
  const version = remotionVersion(packages);
  const { stage, regions, hasSmokeToken } = options;
  const [home, ...others] = regions;
  return [
    credentialsStep(home, version),
    renderRoleStep(home, stage),
    ...regions.flatMap((region) => [
      bucketStep(region, stage),
      notificationsStep(region, stage),
      ...functionSizes(options).map((size) => functionStep(region, stage, version, size)),
      siteStep(region, stage, version),
    ]),
    ...(others.length === 0 ? [] : [forwardRoleStep(home, stage)]),
    ...others.map((region) => forwardStep(region, home, stage)),
    ...(options.changesFile ? [stageFileStep(options)] : []),
    stackStep(options),
    ...(hasSmokeToken ? [smokeStep(home)] : []),
  ];
}

/** Stands in a plan for what only AWS knows. */
const UNKNOWN_ACCOUNT = '<account>';
const UNKNOWN_OUTPUTS: Record<string, string> = {
  HttpApiUrl: '<HttpApiUrl>',
  ServiceEndpointWebsocket: '<ServiceEndpointWebsocket>',
};

/** The first step of every command: fails when there is nobody to be. */
export function credentialsStep(region: string, version?: string): Step {
  return {
    title: version === undefined ? 'Check credentials' : 'Check credentials and versions',
    calls: [getCallerIdentity(region)],
    async run(aws, found) {
      const { Account = '', Arn } = await aws.send(getCallerIdentity(region));
      found.account = Account;
      const remotion = version === undefined ? '' : `; Remotion ${version} everywhere`;
      return `account ${Account} as ${Arn}${remotion}`;
    },
  };
}

/** A role of the stage alone, so that its rights are put right whatever was there. */
function roleStep(
  region: string,
  RoleName: string,
  role: {
    readonly title: string;
    readonly description: string;
    readonly service: string;
    readonly rights: (account: string) => object[];
  },
): Step {
  const get = getRole(region, { RoleName });
  const create = createRole(region, {
    RoleName,
    Description: role.description,
    AssumeRolePolicyDocument: policy({
      Effect: 'Allow',
      Principal: { Service: role.service },
      Action: 'sts:AssumeRole',
    }),
  });
  const allow = (account: string) =>
    putRolePolicy(region, {
      RoleName,
      PolicyName: RoleName,
      PolicyDocument: policy(...role.rights(account)),
    });
  return {
    title: role.title,
    calls: [get, only('if there is none', create), allow(UNKNOWN_ACCOUNT)],
    async run(aws, found) {
      const isNew = (await orNull(aws.send(get))) === null;
      if (isNew) await aws.send(create);
      await aws.send(allow(found.account));
      return `${RoleName} ${isNew ? 'made' : 'is there'}`;
    },
  };
}

/**
 * What Remotion's function may do: of what Remotion asks for (`npx remotion lambda policies role`), what it was seen to do
 * (tests/lambda/renderer.test.ts), and of that only what is the stage's: the files of renders, and not the site, which every later
 * render would run. The right to store finished files is in the policy of their bucket.
 */
export function renderRights(stage: string, account: string): Right[] {
  const buckets = `arn:aws:s3:::${renderBucket(stage, account, '*')}`;
  // Also the functions of other versions, which an upgrade leaves until their last render has ended.
  const functions = `remotion-render-*${stageInFunction(stage)}-mem*`;
  const filesIn = (folders: readonly string[]): string[] => folders.map((folder) => `${buckets}/${folder}*`);
  const allow = (Action: readonly string[], Resource: readonly string[]): Right => ({
    Effect: 'Allow',
    Action,
    Resource,
  });
  return [
    // Who may not list is not told that something is not there.
    allow(['s3:ListBucket'], [buckets]),
    allow(['s3:GetObject'], filesIn(RENDER_FILES)),
    // Its client writes the input props. What a render has said of itself is deleted by nobody but S3.
    allow(['s3:PutObject', 's3:PutObjectAcl'], filesIn(['renders/', 'resolved-props/'])),
    allow(['s3:DeleteObject'], filesIn(['input-props/', 'resolved-props/'])),
    allow(['lambda:InvokeFunction'], [`arn:aws:lambda:*:${account}:function:${functions}`]),
    allow(
      ['logs:CreateLogStream', 'logs:PutLogEvents'],
      [`arn:aws:logs:*:${account}:log-group:/aws/lambda/${functions}`],
    ),
  ];
}

/** A statement of a policy that allows something. */
export interface Right {
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}

const renderRoleStep = (region: string, stage: string): Step =>
  roleStep(region, renderRole(stage), {
    title: 'Role of the render function',
    description: 'What the render function of Remotion may do.',
    service: 'lambda.amazonaws.com',
    rights: (account) => renderRights(stage, account),
  });

/** Where events of the other regions go: where AWS's own events of the home region are, and the stack's rule is. */
const homeBus = (home: string, account: string): string =>
  `arn:aws:events:${home}:${account}:event-bus/default`;

const forwardRoleStep = (home: string, stage: string): Step =>
  roleStep(home, forwardRole(stage), {
    title: 'Role that forwards events',
    description: 'Brings the progress of renders in other regions to the region of the stack.',
    service: 'events.amazonaws.com',
    rights: (account) => [{ Effect: 'Allow', Action: 'events:PutEvents', Resource: homeBus(home, account) }],
  });

/** CloudFormation makes nothing in another region, hence a rule that is no part of the stack. */
function forwardStep(region: string, home: string, stage: string): Step {
  const Name = forwardRule(stage);
  const rule = (account: string) =>
    putRule(region, {
      Name,
      Description: `Brings the progress of renders to ${home}.`,
      EventPattern: JSON.stringify(progressPattern(renderBucket(stage, account, region))),
    });
  const targets = (account: string) =>
    putTargets(region, {
      Rule: Name,
      Targets: [
        {
          Id: 'home',
          Arn: homeBus(home, account),
          RoleArn: `arn:aws:iam::${account}:role/${forwardRole(stage)}`,
        },
      ],
    });
  return {
    title: `Forward events of ${region} to ${home}`,
    calls: [rule(UNKNOWN_ACCOUNT), targets(UNKNOWN_ACCOUNT)],
    async run(aws, { account }) {
      await aws.send(rule(account));
      const { FailedEntryCount = 0 } = await aws.send(targets(account));
      if (FailedEntryCount > 0) throw new Error(`EventBridge did not take the target of ${Name}.`);
      return `${Name} forwards to ${home}`;
    },
  };
}

/** As the rule of serverless.yml has it. */
export const progressPattern = (bucketName: string): object => ({
  source: ['aws.s3'],
  'detail-type': ['Object Created'],
  detail: { bucket: { name: [bucketName] }, object: { key: [{ wildcard: 'renders/*/progress.json' }] } },
});

function bucketStep(region: string, stage: string): Step {
  const where = (Bucket: string) => getBucketLocation(region, { Bucket });
  const create = (Bucket: string) =>
    createBucket(region, {
      Bucket,
      // Remotion's function sends ACLs, if only `private`; a bucket that enforces its owner would refuse them.
      ObjectOwnership: 'ObjectWriter',
      // S3 takes its first region only by leaving it out.
      ...(region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint: region } }),
    });
  const block = (Bucket: string) =>
    putPublicAccess(region, {
      Bucket,
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: false,
        RestrictPublicBuckets: false,
      },
    });
  const allow = (Bucket: string) => putBucketPolicy(region, { Bucket, Policy: bucketPolicy(Bucket) });
  const expire = (Bucket: string) =>
    putLifecycle(region, { Bucket, LifecycleConfiguration: { Rules: LIFECYCLE_RULES } });
  const unknown = renderBucket(stage, UNKNOWN_ACCOUNT, region);
  return {
    title: `Bucket for Remotion in ${region}`,
    calls: [
      where(unknown),
      only('if there is none', create(unknown)),
      block(unknown),
      allow(unknown),
      expire(unknown),
    ],
    async run(aws, { account }) {
      const name = renderBucket(stage, account, region);
      const isNew = (await orNull(aws.send(where(name)))) === null;
      if (isNew) await aws.send(create(name));
      await aws.send(block(name));
      await aws.send(allow(name));
      await aws.send(expire(name));
      return `${name} ${isNew ? 'made' : 'is there'}`;
    },
  };
}

/** The browser in the function opens the site as any browser would; everything else in the bucket is nobody's business. */
const bucketPolicy = (bucketName: string): string =>
  policy(
    {
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::${bucketName}/sites/*`,
    },
    {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: [`arn:aws:s3:::${bucketName}`, `arn:aws:s3:::${bucketName}/*`],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  );

function notificationsStep(region: string, stage: string): Step {
  const get = (Bucket: string) => getNotifications(region, { Bucket });
  const put = (Bucket: string, others: object) =>
    putNotifications(region, {
      Bucket,
      NotificationConfiguration: { ...others, EventBridgeConfiguration: {} },
    });
  const unknown = renderBucket(stage, UNKNOWN_ACCOUNT, region);
  return {
    title: `Events of the bucket in ${region}`,
    calls: [get(unknown), only('if they are off; what else is there is kept', put(unknown, {}))],
    async run(aws, { account }) {
      const bucket = renderBucket(stage, account, region);
      const before = await aws.send(get(bucket));
      if (before.EventBridgeConfiguration !== undefined) return 'EventBridge is on';
      await aws.send(put(bucket, before));
      return 'EventBridge switched on';
    },
  };
}

function functionStep(region: string, stage: string, version: string, size: FunctionSize): Step {
  const name = functionName(stage, size);
  const look = getFunctionInfo(region, { functionName: name });
  const { memorySizeInMb, diskSizeInMb, timeoutInSeconds } = size;
  const create = (accountId: string) =>
    createFunction(region, {
      functionName: name,
      accountId,
      customRoleArn: `arn:aws:iam::${accountId}:role/${renderRole(stage)}`,
      memorySizeInMb,
      // As Remotion spells it.
      ephemerealStorageInMb: diskSizeInMb,
      timeoutInSeconds,
      createCloudWatchLogGroup: true,
      retentionInDays: LOG_RETENTION_DAYS,
    });
  // Remotion sets this too, but after the function is there: a deploy that dies between the two must not leave a function
  // that Lambda calls three times for one render.
  const once = putEventInvokeConfig(region, { FunctionName: name, MaximumRetryAttempts: 0 });
  return {
    title: `${size === FUNCTION_SIZE ? 'Render' : 'Larger render'} function in ${region}`,
    calls: [look, only('if there is none', create(UNKNOWN_ACCOUNT)), once, only('if it was made', look)],
    async run(aws, { account }) {
      const before = await orNull(aws.send(look));
      if (before === null) await aws.send(create(account));
      await aws.send(once);
      // It is asked for its version, which is what a client of Remotion will do too.
      const there = before ?? (await aws.send(look));
      if (there.version !== version) {
        throw new Error(
          `${name} says that it is Remotion ${there.version}, not ${version}. Delete it: it is made anew.`,
        );
      }
      return `${name} ${before === null ? 'made' : 'is there'}`;
    },
  };
}

function siteStep(region: string, stage: string, version: string): Step {
  const deploy = (bucketName: string) =>
    deploySite(region, {
      bucketName,
      siteName: siteName(stage),
      entryPoint: 'remotion/index.ts',
      // The bucket's policy makes it readable.
      privacy: 'no-acl',
      options: { publicDir: 'remotion/public', bypassBucketNameValidation: true },
    });
  const look = (bucketName: string) => getSites(region, { forceBucketName: bucketName });
  const unknown = renderBucket(stage, UNKNOWN_ACCOUNT, region);
  return {
    title: `Site in ${region}`,
    calls: [deploy(unknown), look(unknown)],
    async run(aws, { account }) {
      const bucket = renderBucket(stage, account, region);
      const { serveUrl, stats } = await aws.send(deploy(bucket));
      const { sites } = await aws.send(look(bucket));
      const there = sites.find(({ id }) => id === siteName(stage));
      if (there?.version !== version)
        throw new Error(`The site says that it is Remotion ${there?.version ?? 'unknown'}, not ${version}.`);
      return `${serveUrl} (${stats.uploadedFiles} files new, ${stats.untouchedFiles} as they were)`;
    },
  };
}

/** What the stack is told of rendering, as params of serverless.yml. */
export const stackParams = (options: StageOptions, account: string): Record<string, string> => ({
  remotionFunctionName: functionName(options.stage),
  // By name: Remotion's function looks for it in the bucket of its own region.
  remotionServeUrl: siteName(options.stage),
  remotionBucket: renderBucket(options.stage, account, options.regions[0]),
  remotionBuckets: renderBucket(options.stage, account, '*'),
  remotionRoleName: renderRole(options.stage),
  remotionRegions: options.regions.map((region) => `${region}=${weightOf(options, region)}`).join(','),
  ...(options.hasLargeFunction && {
    remotionLargeFunctionName: functionName(options.stage, LARGE_FUNCTION_SIZE),
  }),
});

/** Before the stack and after all that it names: who deploys the stack alone must find neither more nor less. */
function stageFileStep(options: StageOptions): Step {
  const file = stageFile(options.stage);
  const write = writeStageFile(options.regions[0], { file, ...stageFileOf(options) });
  return {
    title: `File of the stage`,
    calls: [write],
    async run(aws) {
      await aws.send(write);
      return `${file} written: commit it, so that every later deploy has the same`;
    },
  };
}

/**
 * Whether what is asked for has to be written down: where it differs from the file, or from what a stage without a file has.
 */
export function changesStageFile(options: StageOptions, file = readStageFile(options.stage)): boolean {
  const before = file ?? stageFileOf({ stage: options.stage, regions: [DEFAULT_REGION] });
  return JSON.stringify(stageFileOf(options)) !== JSON.stringify(before);
}

function stackStep(options: StageOptions): Step {
  const { stage, regions } = options;
  const [region] = regions;
  const deploy = (account: string) =>
    serverlessDeploy(region, { stage, params: stackParams(options, account) });
  return {
    title: `Stack ${stackName(stage)} in ${region}`,
    calls: [deploy(UNKNOWN_ACCOUNT), describeStacks(region, { StackName: stackName(stage) })],
    async run(aws, found) {
      await aws.send(deploy(found.account));
      const stack = await findStack(aws, region, stage);
      if (stack === null) throw new Error(`There is no stack ${stackName(stage)} after its deploy.`);
      found.outputs = outputsOf(stack);
      return `${stackName(stage)} is ${stack.StackStatus}`;
    },
  };
}

function smokeStep(region: string): Step {
  const make = (url: string, wsUrl: string) => smokeExport(region, { url, wsUrl });
  return {
    title: 'Smoke export',
    calls: [make(UNKNOWN_OUTPUTS.HttpApiUrl ?? '', UNKNOWN_OUTPUTS.ServiceEndpointWebsocket ?? '')],
    async run(aws, found) {
      const result = await aws.send(
        make(outputOf(found, 'HttpApiUrl'), outputOf(found, 'ServiceEndpointWebsocket')),
      );
      if (result.failure !== null)
        throw new Error(`${result.exportId} ended as ${result.status}: ${result.failure}`);
      return `${result.exportId} is ${result.status} after ${result.seconds.toFixed(1)} s`;
    },
  };
}

function outputOf({ outputs }: Found, key: string): string {
  const value = outputs[key];
  if (!value) throw new Error(`The stack has no output ${key}.`);
  return value;
}

const policy = (...statements: object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

/** Does, or with `isDryRun` shows, a whole deploy. @returns the exit code. */
export async function deploy(
  options: DeployOptions,
  packages: Packages,
  aws: Aws,
  print: Print,
): Promise<number> {
  const steps = plan(options, packages);
  const begun = Date.now();
  try {
    const found = await runSteps(steps, aws, print);
    if (!options.hasSmokeToken)
      print(
        colors.yellow('No smoke export: REELWAY_SMOKE_TOKEN holds no token, so nothing was rendered yet.'),
      );
    printSummary(options, found, (Date.now() - begun) / 1000, print);
    return 0;
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    printFailure(error, commandLine('deploy', options), print);
    return 1;
  }
}

function printSummary(
  options: StageOptions,
  { outputs, account }: Found,
  seconds: number,
  print: Print,
): void {
  const rows = [
    ['GraphQL', `${outputs.HttpApiUrl}/graphql`],
    ['WebSocket', outputs.ServiceEndpointWebsocket],
    ['Files', `s3://${outputs.OutputBucketName}`],
    ['Table', outputs.TableName],
    ...options.regions.map((region) => [
      'Rendering',
      `${region}: ${functionName(options.stage)}, ${renderBucket(options.stage, account, region)}`,
    ]),
  ];
  print();
  print(`${colors.bold(`Stage ${options.stage} is deployed`)} ${colors.dim(`in ${seconds.toFixed(0)} s`)}`);
  print();
  for (const [name = '', value = ''] of rows) print(`  ${colors.dim(name.padEnd(10))} ${value}`);
  print();
  print(`Next: ${commandLine('doctor', options)}`);
}

async function main(): Promise<number> {
  process.chdir(ROOT);
  const { 'dry-run': isDryRun, ...stage } = readCommandLine(
    process.argv.slice(2),
    ['dry-run'],
    readStageFile,
  );
  const smokeToken = process.env.REELWAY_SMOKE_TOKEN || undefined;
  const options = {
    ...stage,
    changesFile: changesStageFile(stage),
    hasSmokeToken: smokeToken !== undefined,
  };
  const packages = readPackages();
  const where = stage.regions.join(', ');
  console.log(
    `\n${colors.bold('Reelway deploy')}  ${colors.dim('stage')} ${stage.stage}  ${colors.dim('in')} ${where}\n`,
  );
  if (!isDryRun)
    return deploy(options, packages, createAws({ smokeToken }), (line = '') => console.log(line));
  // The whole plan, also what a token would add.
  printPlan(plan({ ...options, hasSmokeToken: true }, packages), (line = '') => console.log(line));
  if (smokeToken === undefined)
    console.log(colors.yellow('The smoke export is left out unless REELWAY_SMOKE_TOKEN holds a token.'));
  console.log(colors.dim('A dry run: nothing was called, and no credentials were looked for.'));
  return 0;
}

if (require.main === module) void runCommand(USAGE, main);
