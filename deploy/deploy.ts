// `npm run deploy -- --stage X`: everything that a stage needs, from nothing or from whatever is there.
import { getRolePolicy as remotionRolePolicy } from '@remotion/lambda/policies';
import { speculateFunctionName } from '@remotion/lambda-client';
import colors from 'picocolors';
import {
  createAws,
  createRole,
  deployFunction,
  deploySite,
  findStack,
  describeStacks,
  getCallerIdentity,
  getFunctions,
  getNotifications,
  getOrCreateBucket,
  getRole,
  getSites,
  only,
  orNull,
  outputsOf,
  putNotifications,
  putRolePolicy,
  REMOTION_ROLE,
  serverlessDeploy,
  siteName,
  smokeExport,
  stackName,
  type Aws,
  type FunctionSize,
} from './aws';
import {
  commandLine,
  printFailure,
  printPlan,
  readCommandLine,
  readPackages,
  remotionVersion,
  ROOT,
  runCommand,
  runSteps,
  StepError,
  type Found,
  type Packages,
  type Place,
  type Print,
  type StageOptions,
  type Step,
} from './steps';

const USAGE = `Usage: npm run deploy -- --stage STAGE [--region REGION …] [--dry-run]

  --stage    the name of the stage: prod, dev, alice
  --region   where to deploy; us-east-1 if none is named. The stack is in the first of several
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

/** The name of Remotion's function: its size and the version of the client that is installed here. */
export const functionName = (): string => speculateFunctionName(FUNCTION_SIZE);

/** Days that logs of renders are kept; the same as those of the stack. */
const LOG_RETENTION_DAYS = 30;

/** What is asked of a deploy. */
export interface DeployOptions extends StageOptions {
  /** Whether there is a token for the smoke export. */
  readonly hasSmokeToken: boolean;
}

/**
 * Every step of a deploy, in order. Pure.
 * @throws VersionError when the packages of Remotion are not of one version.
 */
export function plan(options: DeployOptions, packages: Packages): Step[] {
  const version = remotionVersion(packages);
  const { stage, regions, hasSmokeToken } = options;
  return [
    credentialsStep(regions[0], version),
    roleStep(regions[0]),
    ...regions.flatMap((region) => [
      bucketStep(region),
      notificationsStep(region),
      functionStep(region, version),
      siteStep(region, stage, version),
    ]),
    stackStep(regions[0], stage),
    ...(hasSmokeToken ? [smokeStep(regions[0])] : []),
  ];
}

/** What stands in a plan for what is not known yet. */
const unknownPlace = (region: string): Place => ({
  bucketName: `<bucket in ${region}>`,
  functionName: functionName(),
  serveUrl: `<URL of the site in ${region}>`,
});
const UNKNOWN_OUTPUTS: Record<string, string> = {
  HttpApiUrl: '<HttpApiUrl>',
  ServiceEndpointWebsocket: '<ServiceEndpointWebsocket>',
};

function placeIn(found: Found, region: string): Place {
  return (found.places[region] ??= { bucketName: '', functionName: '', serveUrl: '' });
}

/** The first step of every command: fails when there is nobody to be. */
export function credentialsStep(region: string, version?: string): Step {
  return {
    title: version === undefined ? 'Check credentials' : 'Check credentials and versions',
    calls: [getCallerIdentity(region)],
    async run(aws) {
      const { Account, Arn } = await aws.send(getCallerIdentity(region));
      const remotion = version === undefined ? '' : `; Remotion ${version} everywhere`;
      return `account ${Account} as ${Arn}${remotion}`;
    },
  };
}

function roleStep(region: string): Step {
  const get = getRole(region, { RoleName: REMOTION_ROLE });
  const create = createRole(region, {
    RoleName: REMOTION_ROLE,
    Description: 'What the render function of Remotion may do.',
    AssumeRolePolicyDocument: policy({
      Effect: 'Allow',
      Principal: { Service: 'lambda.amazonaws.com' },
      Action: 'sts:AssumeRole',
    }),
  });
  const allow = putRolePolicy(region, {
    RoleName: REMOTION_ROLE,
    PolicyName: 'remotion-lambda-policy',
    PolicyDocument: JSON.stringify(JSON.parse(remotionRolePolicy())),
  });
  return {
    title: 'Role of the render function',
    calls: [get, only('if there is none', create), only('if there is none', allow)],
    async run(aws) {
      // An existing one may serve other projects and was perhaps widened by hand: it is left as it is.
      if ((await orNull(aws.send(get))) !== null) return `${REMOTION_ROLE} is there`;
      await aws.send(create);
      await aws.send(allow);
      return `${REMOTION_ROLE} made, with the rights that Remotion asks for`;
    },
  };
}

function bucketStep(region: string): Step {
  return {
    title: `Bucket for Remotion in ${region}`,
    calls: [getOrCreateBucket(region)],
    async run(aws, found) {
      const { bucketName, alreadyExisted } = await aws.send(getOrCreateBucket(region));
      placeIn(found, region).bucketName = bucketName;
      return `${bucketName} ${alreadyExisted ? 'is there' : 'made'}`;
    },
  };
}

function notificationsStep(region: string): Step {
  const get = (Bucket: string) => getNotifications(region, { Bucket });
  const put = (Bucket: string, others: object) =>
    putNotifications(region, {
      Bucket,
      NotificationConfiguration: { ...others, EventBridgeConfiguration: {} },
    });
  const { bucketName } = unknownPlace(region);
  return {
    title: `Events of the bucket in ${region}`,
    calls: [get(bucketName), only('if they are off; what else is there is kept', put(bucketName, {}))],
    async run(aws, found) {
      const bucket = placeIn(found, region).bucketName;
      const before = await aws.send(get(bucket));
      if (before.EventBridgeConfiguration !== undefined) return 'EventBridge is on';
      await aws.send(put(bucket, before));
      return 'EventBridge switched on';
    },
  };
}

function functionStep(region: string, version: string): Step {
  const deploy = deployFunction(region, {
    ...FUNCTION_SIZE,
    createCloudWatchLogGroup: true,
    cloudWatchLogRetentionPeriodInDays: LOG_RETENTION_DAYS,
  });
  // Asks every function for its version, which is what a client of Remotion will do too.
  const look = getFunctions(region, { compatibleOnly: false });
  return {
    title: `Render function in ${region}`,
    calls: [deploy, look],
    async run(aws, found) {
      const { functionName: name, alreadyExisted } = await aws.send(deploy);
      const there = (await aws.send(look)).find((each) => each.functionName === name);
      if (there?.version !== version) {
        const says = there?.version == null ? 'does not answer' : `says that it is Remotion ${there.version}`;
        throw new Error(`${name} ${says}, not ${version}. Delete it: it is made anew.`);
      }
      placeIn(found, region).functionName = name;
      return `${name} ${alreadyExisted ? 'is there' : 'made'}`;
    },
  };
}

function siteStep(region: string, stage: string, version: string): Step {
  const deploy = (bucketName: string) =>
    deploySite(region, {
      bucketName,
      siteName: siteName(stage),
      entryPoint: 'remotion/index.ts',
      options: { publicDir: 'remotion/public' },
    });
  const look = (bucketName: string) => getSites(region, { forceBucketName: bucketName });
  const { bucketName } = unknownPlace(region);
  return {
    title: `Site in ${region}`,
    calls: [deploy(bucketName), look(bucketName)],
    async run(aws, found) {
      const place = placeIn(found, region);
      const { serveUrl, stats } = await aws.send(deploy(place.bucketName));
      const { sites } = await aws.send(look(place.bucketName));
      const there = sites.find(({ id }) => id === siteName(stage));
      if (there?.version !== version)
        throw new Error(`The site says that it is Remotion ${there?.version ?? 'unknown'}, not ${version}.`);
      place.serveUrl = serveUrl;
      return `${serveUrl} (${stats.uploadedFiles} files new, ${stats.untouchedFiles} as they were)`;
    },
  };
}

function stackStep(region: string, stage: string): Step {
  const deploy = (place: Place) =>
    serverlessDeploy(region, {
      stage,
      params: {
        remotionFunctionName: place.functionName,
        remotionServeUrl: place.serveUrl,
        remotionBucket: place.bucketName,
      },
    });
  return {
    title: `Stack ${stackName(stage)} in ${region}`,
    calls: [deploy(unknownPlace(region)), describeStacks(region, { StackName: stackName(stage) })],
    async run(aws, found) {
      await aws.send(deploy(placeIn(found, region)));
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
  { outputs, places }: Found,
  seconds: number,
  print: Print,
): void {
  const rows = [
    ['GraphQL', `${outputs.HttpApiUrl}/graphql`],
    ['WebSocket', outputs.ServiceEndpointWebsocket],
    ['Files', `s3://${outputs.OutputBucketName}`],
    ['Table', outputs.TableName],
    ...Object.entries(places).map(([region, place]) => [
      'Rendering',
      `${region}: ${place.functionName}, ${place.bucketName}`,
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
  const { 'dry-run': isDryRun, ...stage } = readCommandLine(process.argv.slice(2), ['dry-run']);
  const smokeToken = process.env.REELWAY_SMOKE_TOKEN || undefined;
  const options = { stage: stage.stage, regions: stage.regions, hasSmokeToken: smokeToken !== undefined };
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
