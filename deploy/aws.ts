// Everything that deploys, removes and examines a stage asks of AWS, as data: what is printed by a dry run is what is sent.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { AwsRegion } from '@remotion/lambda-client';

/** Who takes a call: a service of AWS, or a tool that calls several of them. */
export type Service =
  | 'STS'
  | 'IAM'
  | 'S3'
  | 'Lambda'
  | 'ServiceQuotas'
  | 'CloudFormation'
  | 'EventBridge'
  | 'SecretsManager'
  /** A function of `@remotion/lambda`. */
  | 'Remotion'
  /** A command of the Serverless Framework. */
  | 'Serverless'
  /** Reelway's own API, as deployed. */
  | 'Reelway';

declare const OUTPUT: unique symbol;

/** One request, as data. `Output` is what answers it. */
export interface Call<Output = unknown> {
  readonly service: Service;
  /** As the service names it: `GetCallerIdentity`, `getOrCreateBucket`, `deploy`. */
  readonly operation: string;
  readonly region: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** The condition under which it is made; it is always made if there is none. */
  readonly when?: string;
  readonly [OUTPUT]?: Output;
}

/** The one way to AWS. Errors are those of the service, recognised by `name`. */
export interface Aws {
  send<Output>(call: Call<Output>): Promise<Output>;
}

/** The size of a Remotion function. The name of the function carries all of it, and Remotion's version. */
export interface FunctionSize {
  readonly memorySizeInMb: number;
  readonly diskSizeInMb: number;
  readonly timeoutInSeconds: number;
}

/** A Remotion function as it is found, and the version that it answers with. */
export interface FoundFunction extends FunctionSize {
  readonly functionName: string;
  readonly version: string;
}

/** A Remotion site as it is found; `version` is null when its page does not say. */
export interface FoundSite {
  readonly id: string;
  readonly serveUrl: string;
  readonly version: string | null;
}

/** An EventBridge switch and everything else that a bucket notifies; kept as it is. */
export type NotificationConfiguration = Readonly<Record<string, unknown>> & {
  readonly EventBridgeConfiguration?: object;
};

/** A rule of S3 about how long objects stay, as far as it matters here. */
export interface LifecycleRule {
  readonly ID?: string;
  readonly Status?: string;
  readonly Filter?: { readonly Prefix?: string };
  readonly Expiration?: { readonly Days?: number };
  readonly AbortIncompleteMultipartUpload?: { readonly DaysAfterInitiation?: number };
}

/** A CloudFormation stack, as far as it matters here. */
export interface FoundStack {
  readonly StackStatus?: string;
  readonly Outputs?: readonly { readonly OutputKey?: string; readonly OutputValue?: string }[];
}

/** How the smoke export ended. */
export interface SmokeResult {
  readonly exportId: string;
  readonly status: string;
  /** Set unless it is COMPLETED. */
  readonly failure: string | null;
  /** From `createExport` to the end. */
  readonly seconds: number;
}

const call =
  <Output>(service: Service, operation: string) =>
  (region: string, input: Record<string, unknown> = {}): Call<Output> => ({
    service,
    operation,
    region,
    input,
  });

/** Adds to a call when it is made, for the eyes of a reader. */
export const only = <Output>(when: string, what: Call<Output>): Call<Output> => ({ ...what, when });

// Who calls.
export const getCallerIdentity = call<{ Account?: string; Arn?: string }>('STS', 'GetCallerIdentity');

// Roles.
export const getRole = call<{ Role?: { Arn?: string } }>('IAM', 'GetRole');
export const createRole = call('IAM', 'CreateRole');
export const putRolePolicy = call('IAM', 'PutRolePolicy');
export const deleteRolePolicy = call('IAM', 'DeleteRolePolicy');
export const deleteRole = call('IAM', 'DeleteRole');

// Buckets.
export const createBucket = call('S3', 'CreateBucket');
export const putPublicAccess = call('S3', 'PutPublicAccessBlock');
export const putBucketPolicy = call('S3', 'PutBucketPolicy');
export const getBucketLocation = call<{ LocationConstraint?: string }>('S3', 'GetBucketLocation');
export const getBucketPolicy = call<{ Policy?: string }>('S3', 'GetBucketPolicy');
export const putLifecycle = call('S3', 'PutBucketLifecycleConfiguration');
export const getLifecycle = call<{ Rules?: LifecycleRule[] }>('S3', 'GetBucketLifecycleConfiguration');
export const getNotifications = call<NotificationConfiguration>('S3', 'GetBucketNotificationConfiguration');
export const putNotifications = call('S3', 'PutBucketNotificationConfiguration');

// Events of other regions.
export const putRule = call('EventBridge', 'PutRule');
export const putTargets = call<{ FailedEntryCount?: number }>('EventBridge', 'PutTargets');
export const describeRule = call<{ State?: string; EventPattern?: string }>('EventBridge', 'DescribeRule');
export const listTargets = call<{ Targets?: { Arn?: string }[] }>('EventBridge', 'ListTargetsByRule');
export const removeTargets = call('EventBridge', 'RemoveTargets');
export const deleteRule = call('EventBridge', 'DeleteRule');

// The deployed stack.
export const describeStacks = call<{ Stacks?: FoundStack[] }>('CloudFormation', 'DescribeStacks');
export const getFunctionConfiguration = call<{ Environment?: { Variables?: Record<string, string> } }>(
  'Lambda',
  'GetFunctionConfiguration',
);
export const putEventInvokeConfig = call('Lambda', 'PutFunctionEventInvokeConfig');
export const getSecretValue = call<{ SecretString?: string }>('SecretsManager', 'GetSecretValue');
export const getServiceQuota = call<{ Quota?: { Value?: number } }>('ServiceQuotas', 'GetServiceQuota');

// Remotion.
/** Not a function that it offers, but the one that its `deployFunction` is made of: only this one takes a name. */
export const createFunction = call<{ FunctionName?: string }>('Remotion', 'createFunction');
export const getFunctionInfo = call<FoundFunction>('Remotion', 'getFunctionInfo');
export const deleteFunction = call('Remotion', 'deleteFunction');
export const deploySite = call<{
  serveUrl: string;
  stats: { uploadedFiles: number; deletedFiles: number; untouchedFiles: number };
}>('Remotion', 'deploySite');
export const getSites = call<{ sites: FoundSite[] }>('Remotion', 'getSites');
export const deleteSite = call<{ totalSizeInBytes: number }>('Remotion', 'deleteSite');

// The Serverless Framework, and Reelway itself.
export const serverlessDeploy = call('Serverless', 'deploy');
export const serverlessRemove = call('Serverless', 'remove');
export const smokeExport = call<SmokeResult>('Reelway', 'smokeExport');
/** Writes `{regions, largeFunction}` to `file`, from the root of the repository; asks nobody. */
export const writeStageFile = call('Reelway', 'writeStageFile');

/** The calls that a function of `@remotion/lambda` makes in turn, as read in its source; shown by a dry run. */
export const CALLS_INSIDE: Readonly<Record<string, string>> = {
  createFunction:
    'Logs CreateLogGroup, PutRetentionPolicy, Lambda CreateFunction, TagResource, PutFunctionEventInvokeConfig, ' +
    'GetFunction, PutRuntimeManagementConfig',
  getFunctionInfo: 'Lambda GetFunction, Invoke',
  deleteFunction: 'Lambda DeleteFunction',
  deploySite: 'STS GetCallerIdentity, S3 GetBucketLocation, ListObjectsV2, PutObject, DeleteObject',
  getSites: 'S3 ListBuckets, STS GetCallerIdentity, S3 ListObjectsV2, GetObject',
  deleteSite: 'STS GetCallerIdentity, S3 ListObjectsV2, DeleteObject',
};

/** The stage's stack, or null when there is none. */
export async function findStack(aws: Aws, region: string, stage: string): Promise<FoundStack | null> {
  try {
    const { Stacks } = await aws.send(describeStacks(region, { StackName: stackName(stage) }));
    return Stacks?.[0] ?? null;
  } catch (error) {
    // CloudFormation has no error of its own for this, only a sentence.
    if (isNamed(error, 'ValidationError') && /does not exist/.test((error as Error).message)) return null;
    throw error;
  }
}

/** The outputs of a stack by key. */
export const outputsOf = (stack: FoundStack | null): Record<string, string> =>
  Object.fromEntries(
    (stack?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
  );

/** The answer, or null when the service has no such thing. */
export async function orNull<Output>(answer: Promise<Output>): Promise<Output | null> {
  try {
    return await answer;
  } catch (error) {
    const isMissing = isNamed(
      error,
      'NoSuchEntityException',
      'NoSuchEntity',
      'ResourceNotFoundException',
      'NoSuchBucket',
      'NoSuchBucketPolicy',
      'NoSuchLifecycleConfiguration',
    );
    if (isMissing) return null;
    throw error;
  }
}

// Names follow the stage, so that stages never meet (docs/adr/0009).
export const stackName = (stage: string): string => `reelway-${stage}`;
export const siteName = (stage: string): string => `reelway-${stage}`;
/** The role that Remotion's function runs with, in every region. */
export const renderRole = (stage: string): string => `reelway-${stage}-remotion`;
/** The role that brings events of other regions to the one of the stack, and the rule that it does it for. */
export const forwardRole = (stage: string): string => `reelway-${stage}-forward`;
export const forwardRule = (stage: string): string => `reelway-${stage}-progress`;

/**
 * The bucket for site, props and progress of a region: at most 60 characters. The names of buckets are shared with the whole
 * world, hence the account. It does not begin with `remotionlambda-`: of those Remotion takes two in a region for a mistake.
 */
export const renderBucket = (stage: string, account: string, region: string): string =>
  `reelway-${stage}-renders-${account}-${region}`;

export { stageInFunction } from './stage-file.cjs';

/** Whether an error of AWS has one of these names. */
export const isNamed = (error: unknown, ...names: string[]): boolean =>
  error instanceof Error && names.includes(error.name);

/** What a person can do about an error of AWS, in one line; null when its own message must do. */
export function advice(error: unknown): string | null {
  const text = error instanceof Error ? `${error.name} ${error.message}` : String(error);
  return ADVICE.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

const ADVICE: readonly (readonly [RegExp, string])[] = [
  [
    /CredentialsProviderError|Could not load credentials|Missing credentials/i,
    'Give credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
  ],
  [
    /ExpiredToken|InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch/,
    'Sign in again: the credentials are expired or wrong. In a region that must be enabled first, enable it.',
  ],
  [
    /AccessDenied|not authorized to perform/,
    'Let these credentials do that: docs/deploy.md lists the permissions.',
  ],
  [
    /ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN/,
    'Check the network and any AWS_ENDPOINT_URL: AWS was not reached.',
  ],
];

/** The quota "Concurrent executions" of Lambda (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html). */
export const CONCURRENCY_QUOTA = { ServiceCode: 'lambda', QuotaCode: 'L-B99A9384' } as const;

/** How often a new function is tried while IAM makes a new role known, and the pause between; AWS speaks of seconds. */
const ROLE_ATTEMPTS = 8;
const ROLE_PAUSE_MS = 5_000;
/** The longest that a smoke export may take. Two seconds of video take about half a minute on cold functions. */
const SMOKE_TIMEOUT_MS = 300_000;

/** What the real AWS needs to be told. Times are there for tests. */
export interface AwsSettings {
  /** The token of the user for whom a smoke export is made. */
  readonly smokeToken?: string | undefined;
  readonly smokeTimeoutMs?: number;
  readonly rolePauseMs?: number;
}

/** AWS itself. Nothing is loaded or asked before the first call. */
export function createAws(settings: AwsSettings = {}): Aws {
  // Remotion looks for credentials in a way of its own. All must find the same, or a stage is spread over two accounts.
  process.env.REMOTION_SKIP_AWS_CREDENTIALS_CHECK = 'true';
  return {
    async send<Output>({ service, operation, region, input }: Call<Output>): Promise<Output> {
      switch (service) {
        case 'Serverless':
          return (await runServerless(operation, region, input)) as Output;
        case 'Reelway':
          if (operation === 'writeStageFile') return writeJson(input as { file: string }) as Output;
          return (await runSmokeExport(input as { url: string; wsUrl: string }, settings)) as Output;
        case 'Remotion':
          return (await callRemotion(operation, region, input, settings)) as Output;
        default: {
          const { client, sdk } = await sdkOf(service, region);
          const Command = sdk[`${operation}Command`];
          if (Command === undefined) throw new Error(`${service} has no operation ${operation}.`);
          const { $metadata: _, ...answer } = await client.send(new Command(input));
          return answer as Output;
        }
      }
    },
  };
}

interface Sdk {
  readonly client: { send(command: unknown): Promise<Record<string, unknown>> };
  readonly sdk: Readonly<Record<string, new (input: object) => unknown>>;
}

/** Remotion's own clients where it has them: one set of SDKs, credentials and retries. */
async function sdkOf(
  service: Exclude<Service, 'Remotion' | 'Serverless' | 'Reelway'>,
  region: string,
): Promise<Sdk> {
  if (service === 'CloudFormation') {
    const sdk = await import('@aws-sdk/client-cloudformation');
    return { client: new sdk.CloudFormationClient({ region }), sdk } as unknown as Sdk;
  }
  if (service === 'EventBridge') {
    const sdk = await import('@aws-sdk/client-eventbridge');
    return { client: new sdk.EventBridgeClient({ region }), sdk } as unknown as Sdk;
  }
  if (service === 'SecretsManager') {
    const sdk = await import('@aws-sdk/client-secrets-manager');
    return { client: new sdk.SecretsManagerClient({ region }), sdk } as unknown as Sdk;
  }
  const { getAwsClient } = await import('@remotion/lambda-client');
  const name = {
    STS: 'sts',
    IAM: 'iam',
    S3: 's3',
    Lambda: 'lambda',
    ServiceQuotas: 'servicequotas',
  } as const;
  return getAwsClient({ region: region as AwsRegion, service: name[service] }) as unknown as Sdk;
}

type RemotionFunction = (input: Record<string, unknown>) => Promise<unknown>;

async function callRemotion(
  operation: string,
  region: string,
  input: Record<string, unknown>,
  { rolePauseMs = ROLE_PAUSE_MS }: AwsSettings,
): Promise<unknown> {
  const remotion: Readonly<Record<string, unknown>> =
    operation === 'createFunction'
      ? { createFunction: loadCreateFunction() }
      : await import('@remotion/lambda');
  const run = remotion[operation] as RemotionFunction | undefined;
  if (run === undefined) throw new Error(`@remotion/lambda has no function ${operation}.`);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run({ ...input, region });
    } catch (error) {
      const isRoleNew = error instanceof Error && /cannot be assumed by Lambda/.test(error.message);
      if (!isRoleNew || attempt === ROLE_ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, rolePauseMs));
    }
  }
}

/**
 * What Remotion's own `deployFunction` calls once it has made a name, which leaves no room for the stage. Its code, layers,
 * tags and pinned runtime are Remotion's.
 */
function loadCreateFunction(): RemotionFunction {
  const load = createRequire(require.resolve('@remotion/lambda/package.json'));
  const { createFunction: create } = load('./dist/api/create-function.js') as {
    createFunction?: RemotionFunction;
  };
  const { FUNCTION_ZIP_ARM64: zipFile } = load('./dist/shared/function-zip-path.js') as {
    FUNCTION_ZIP_ARM64?: string;
  };
  if (create === undefined || zipFile === undefined) {
    throw new Error('This version of @remotion/lambda makes its function in another way.');
  }
  const defaults = { customLayerArns: null, enableLambdaInsights: false, requestHandler: null };
  return (input) =>
    create({
      zipFile,
      alreadyCreated: false,
      runtimePreference: 'default',
      logLevel: 'info',
      ...defaults,
      ...input,
    });
}

/** The arguments of a Serverless command, as an operator would type them. */
export const serverlessArguments = (
  command: string,
  region: string,
  { stage, params = {} }: { readonly stage?: unknown; readonly params?: unknown },
): string[] => [
  command,
  '--stage',
  String(stage),
  '--region',
  region,
  ...Object.entries(params as Record<string, string>).map(([name, value]) => `--param=${name}=${value}`),
];

/** Runs the Serverless Framework; its own output is shown as it comes. */
async function runServerless(command: string, region: string, input: Record<string, unknown>): Promise<void> {
  const program = require.resolve('serverless/bin/serverless.js');
  const child = spawn(process.execPath, [program, ...serverlessArguments(command, region, input)], {
    stdio: 'inherit',
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`serverless ${command} ended with code ${code}; it says why above.`);
}

/** Commands run in the root of the repository. */
function writeJson({ file, ...content }: { readonly file: string }): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}

const SMOKE_PROJECT = {
  title: 'Smoke test',
  width: 640,
  height: 360,
  fps: 30,
  scenes: [{ id: 'only', template: 'title', props: { title: 'It is alive' }, durationInFrames: 60 }],
};

/** Exports two seconds of video through the public API and waits for the end over a WebSocket, as a client would. */
async function runSmokeExport(
  { url, wsUrl }: { readonly url: string; readonly wsUrl: string },
  { smokeToken: token, smokeTimeoutMs = SMOKE_TIMEOUT_MS }: AwsSettings,
): Promise<SmokeResult> {
  if (token === undefined) throw new Error('A smoke export needs the token of a user.');
  const api = await import('../local/client');
  const target = { httpUrl: url, wsUrl, token };
  const begun = Date.now();
  // One project for all smoke exports: a deploy must not leave something behind each time.
  const { projects } = await api.call<{ projects: { nodes: { id: string; title: string }[] } }>(
    target,
    'query { projects(first: 100) { nodes { id title } } }',
  );
  const before = projects.nodes.find(({ title }) => title === SMOKE_PROJECT.title);
  const project = await api.saveProject(target, { ...SMOKE_PROJECT, ...(before && { id: before.id }) });
  let last = await api.createExport(target, { projectId: project.id, quality: 'LOW' });
  const client = api.socketClient(target);
  // Disposing of the client ends the loop.
  const timer = setTimeout(() => void client.dispose(), smokeTimeoutMs);
  try {
    for await (const state of api.watchExport(client, last.id)) last = state;
  } finally {
    clearTimeout(timer);
    await client.dispose();
  }
  const failure =
    last.status === 'COMPLETED'
      ? null
      : last.failure === null
        ? `it was still ${last.status} after ${smokeTimeoutMs / 1000} s`
        : `${last.failure.code}: ${last.failure.message}`;
  return { exportId: last.id, status: last.status, failure, seconds: (Date.now() - begun) / 1000 };
}
