import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { buildGraphiql } from './assets';
import { recordCalls, runAs } from './calls';
import { startControl } from './control';
import { startDynamoDb } from './emulators/dynamodb';
import { EventBridge, FunctionError, type EventBridgeEvent } from './emulators/eventbridge';
import { startS3, type S3Emulator } from './emulators/s3';
import { startSqs, type SqsEmulator } from './emulators/sqs';
import { startEventSource, type EventSource } from './emulators/sqs-event-source';
import { remotionFunctionName, LOCAL_FUNCTION } from './lambda/instances';
import { startRemotionLambda } from './lambda/start';
import { templateNames } from './permissions';
import { startRenderer } from './renderer/start';
import {
  describeStack,
  keepSecrets,
  resolveEnvironments,
  type ServerlessService,
  type Stack,
  type TableDescription,
} from './stack';
import { jwks } from './tokens';

/** What the supervisor decides before the world starts; travels in the variable REELWAY_WORLD as JSON. */
export interface WorldSettings {
  /** Absolute path of the folder that keeps everything between runs. */
  dataDir: string;
  ports: { control: number; dynamodb: number; s3: number; sqs: number; renderer: number };
  /** serverless-offline's Lambda endpoint. */
  lambdaUrl: string;
  /** False when RENDER_WORKER_URL names a renderer that somebody else runs. */
  rendersHere: boolean;
  /** What renders here: the local worker, or Remotion's own Lambda function in child processes. */
  renderMode: 'local' | 'lambda';
  /** Whether a changed handler is built and loaded again. */
  watches: boolean;
  /** Multiplies the emulators' pauses, maximum ages and visibility timeouts; 1 is AWS's speed. */
  timeScale: number;
  /** Gets what IAM would have to allow each function; see recordCalls. */
  callsFile?: string;
}

/** What came to be of the resources in serverless.yml. */
export interface WorldResources {
  /** Physical names of the tables, by logical id; the same for the others. */
  tableNames: Record<string, string>;
  bucketNames: Record<string, string>;
  busNames: Record<string, string>;
  queueUrls: Record<string, string>;
  secretArns: Record<string, string>;
}

/** What the world's process tells the supervisor. */
export type WorldMessage =
  | { kind: 'up'; name: string; url?: string }
  | { kind: 'ready'; resources: WorldResources }
  | { kind: 'failed'; message: string }
  | { kind: 'log'; level: 'INFO' | 'WARN' | 'ERROR'; message: string; [detail: string]: unknown };

/** What the plugin hands over of the process that the world lives in. */
export interface WorldHost {
  service: ServerlessService;
  stage: string;
  /** serverless-offline's class: every invocation, whatever its trigger, goes through `runHandler`. */
  LambdaFunction: { prototype: { runHandler: () => Promise<unknown>; functionName: string } };
  report: (message: WorldMessage) => void;
}

/** The emulators of one local world, in this process. */
export interface World {
  /** To be called once functions can be invoked: deliveries begin, and `ready` is reported when the renderer is warm. */
  begin: () => Promise<void>;
  /** Ends everything, each part within a second or two. May be called twice. */
  stop: () => Promise<void>;
}

/** Buckets that belong to the account and not to the stack: the variables that name them. */
const OUTSIDE_BUCKET_VARIABLES = ['REMOTION_BUCKET'];

/** Dummies: no emulator looks at them, and no real account may be reached by mistake. */
const DUMMY_CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

const STOP_TIMEOUT_MS = 2500;

/** Lambda's bound for what a function gets and answers in an asynchronous or synchronous call. */
const MAX_ANSWER_BYTES = 6 * 1024 * 1024;

/** Invocations at a time over the Lambda endpoint. */
const MAX_INVOCATIONS = 500;

/**
 * Starts the emulators, makes what serverless.yml asks for and is not there yet, points the SDK at them by
 * environment variables and resolves the intrinsics in the functions' environment.
 */
export async function openWorld(host: WorldHost, settings: WorldSettings): Promise<World> {
  const stops: Stops = [];
  try {
    return await open(host, settings, stops);
  } catch (error) {
    await stopAll(stops);
    throw error;
  }
}

type Stops = (() => void | Promise<void>)[];

async function open(host: WorldHost, settings: WorldSettings, stops: Stops): Promise<World> {
  const { service, report } = host;
  const { functions, provider } = service;
  const keyOf = (name: string): string =>
    Object.keys(functions).find((key) => functions[key]?.name === name) ?? name;
  const invocations = countInvocations(host.LambdaFunction, keyOf);
  const { invoke, release, stop: stopInvoking } = createInvoker(settings.lambdaUrl, service);
  stops.push(stopInvoking);
  const { sqs, s3, stack, eventBridge } = await startEmulators(host, settings, invoke, stops);
  const { region } = stack.identity;
  if (settings.callsFile !== undefined) {
    const environment = provider.environment ?? {};
    const names = templateNames(stack.resources, environment, region);
    stops.push(recordCalls(settings.callsFile, Object.keys(functions), () => names));
  }

  const renderer = settings.rendersHere ? await startRendering(settings, s3.url, report) : undefined;
  // Rendering ends before S3 does, as it writes there.
  if (renderer) stops.push(() => renderer.stop());

  const sources: EventSource[] = [];
  stops.push(async () => void (await Promise.all(sources.map((source) => source.stop(0)))));
  const assets = buildGraphiql();
  const control = await startControl({
    port: settings.ports.control,
    eventBridge,
    secrets: stack.secrets,
    secretValues: keepSecrets(stack.secrets, join(settings.dataDir, 'secrets.json')),
    jwks: () => jwks(settings.dataDir),
    assets: () => assets,
    busy: async () => {
      const messages = await Promise.all(
        stack.queueSources.map(({ queueUrl }) => sqs.countMessages(queueUrl)),
      );
      return describeBusy({
        ...invocations.running(),
        'queued messages': messages.reduce((sum, count) => sum + count, 0),
        'event deliveries': eventBridge.pending,
        rendering: renderer && !(await renderer.idle()) ? 1 : 0,
      });
    },
  });
  stops.push(() => control.stop());
  report({ kind: 'up', name: 'EventBridge, Secrets Manager', url: control.url });
  await assets;

  return {
    begin: async () => {
      release();
      for (const source of stack.queueSources) {
        const onWarning = (message: string): void => report({ kind: 'log', level: 'WARN', message });
        sources.push(startEventSource({ client: sqs.client, source, region, invoke, onWarning }));
      }
      await renderer?.ready;
      if (renderer)
        report({
          kind: 'up',
          name: settings.renderMode === 'lambda' ? 'Remotion Lambda' : 'Renderer',
          url: renderer.url,
        });
      report({ kind: 'ready', resources: listResources(service, stack) });
    },
    stop: () => stopAll(stops),
  };
}

/** What all that renders has in common. */
interface Rendering {
  url: string;
  ready: Promise<void>;
  idle: () => Promise<boolean>;
  stop: () => Promise<void>;
}

async function startRendering(
  { renderMode, ports, dataDir }: WorldSettings,
  s3Endpoint: string,
  report: WorldHost['report'],
): Promise<Rendering> {
  const onLog = (message: string): void =>
    report({ kind: 'log', level: 'INFO', message, source: 'renderer' });
  if (renderMode === 'local') {
    return startRenderer({ port: ports.renderer, s3Endpoint, dataDir: join(dataDir, 'renderer'), onLog });
  }
  const lambda = await startRemotionLambda({
    port: ports.renderer,
    s3Endpoint,
    dataDir: join(dataDir, 'lambda'),
    functionName: remotionFunctionName(LOCAL_FUNCTION),
    ...LOCAL_FUNCTION,
    onLog,
  });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_LAMBDA: lambda.url,
    AWS_ENDPOINT_URL_STS: lambda.url,
    REMOTION_AWS_ACCESS_KEY_ID: DUMMY_CREDENTIALS.accessKeyId,
    REMOTION_AWS_SECRET_ACCESS_KEY: DUMMY_CREDENTIALS.secretAccessKey,
  });
  return lambda;
}

/** DynamoDB, SQS, S3 and EventBridge, with everything in them that serverless.yml asks for. */
async function startEmulators(
  { service, stage, report }: WorldHost,
  { dataDir, ports, timeScale }: WorldSettings,
  invoke: Invoker['invoke'],
  stops: Stops,
): Promise<{ sqs: SqsEmulator; s3: S3Emulator; stack: Stack; eventBridge: EventBridge }> {
  const region = service.provider.region;
  const dynamodb = await startDynamoDb({ port: ports.dynamodb, path: join(dataDir, 'dynamodb') });
  stops.push(() => dynamodb.stop());
  report({ kind: 'up', name: 'DynamoDB', url: dynamodb.url });
  const sqs = await startSqs({ port: ports.sqs, region });
  stops.push(() => sqs.stop());
  report({ kind: 'up', name: 'SQS', url: sqs.url });
  const stack = describeStack(service, stage, sqs.url);
  const eventBridge = new EventBridge({
    ...stack,
    region,
    invoke,
    sendMessage: sqs.sendMessage,
    timeScale,
    onEvent: (event) => reportEvent(event, report),
    onWarning: (message) => report({ kind: 'log', level: 'WARN', message }),
  });
  stops.push(() => eventBridge.stop());
  const s3 = await startS3({
    port: ports.s3,
    directory: join(dataDir, 's3'),
    onObjectCreated: (event) => void eventBridge.publish(event),
  });
  stops.push(() => s3.stop());
  report({ kind: 'up', name: 'S3', url: s3.url });

  const controlUrl = `http://127.0.0.1:${ports.control}`;
  setEnvironment(region, { dynamodb: dynamodb.url, sqs: sqs.url, s3: s3.url, control: controlUrl });
  resolveEnvironments(service, stack);
  await createTables(stack.tables, dynamodb.url, region);
  await sqs.createQueues(stack.queues, timeScale);
  await s3.createBuckets([...stack.buckets, ...outsideBuckets(service)]);
  return { sqs, s3, stack, eventBridge };
}

/** In the reverse order of starting; one that hangs or fails must not keep the others. */
async function stopAll(stops: Stops): Promise<void> {
  const remaining = stops.splice(0).reverse();
  for (const stop of remaining) {
    await Promise.race([
      Promise.resolve()
        .then(stop)
        .catch(() => undefined),
      sleep(STOP_TIMEOUT_MS, undefined, { ref: false }),
    ]);
  }
}

function setEnvironment(
  region: string,
  urls: { dynamodb: string; sqs: string; s3: string; control: string },
): void {
  Object.assign(process.env, {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: DUMMY_CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: DUMMY_CREDENTIALS.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: urls.dynamodb,
    AWS_ENDPOINT_URL_S3: urls.s3,
    AWS_ENDPOINT_URL_SQS: urls.sqs,
    AWS_ENDPOINT_URL_EVENTBRIDGE: urls.control,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: urls.control,
  });
}

async function createTables(tables: TableDescription[], endpoint: string, region: string): Promise<void> {
  const client = new DynamoDBClient({ endpoint, region, credentials: DUMMY_CREDENTIALS });
  for (const { definition, ttlAttribute } of tables) {
    const { TableName } = definition;
    await client.send(new CreateTableCommand(definition)).catch((error: unknown) => {
      if (!(error instanceof ResourceInUseException)) throw error;
    });
    await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 1, maxDelay: 1 }, { TableName });
    if (!ttlAttribute) continue;
    const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName }));
    if (TimeToLiveDescription?.TimeToLiveStatus === 'ENABLED') continue;
    const TimeToLiveSpecification = { AttributeName: ttlAttribute, Enabled: true };
    await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
  }
  client.destroy();
}

function outsideBuckets(service: ServerlessService): string[] {
  return OUTSIDE_BUCKET_VARIABLES.map((name) => service.provider.environment?.[name]).filter(
    (name) => typeof name === 'string' && name !== '',
  ) as string[];
}

function listResources(service: ServerlessService, stack: Stack): WorldResources {
  const ofType = (type: string): Record<string, string> =>
    Object.fromEntries(
      Object.entries(service.resources?.Resources ?? {})
        .filter(([, resource]) => resource.Type === type)
        .map(([id]) => [id, stack.resources[id]?.ref ?? '']),
    );
  const outside = outsideBuckets(service).map((name) => [name, name] as const);
  return {
    tableNames: ofType('AWS::DynamoDB::Table'),
    bucketNames: { ...ofType('AWS::S3::Bucket'), ...Object.fromEntries(outside) },
    busNames: ofType('AWS::Events::EventBus'),
    queueUrls: ofType('AWS::SQS::Queue'),
    secretArns: ofType('AWS::SecretsManager::Secret'),
  };
}

/** Facts of the project are worth a line; those of AWS, such as each new progress file, are not. */
function reportEvent(event: EventBridgeEvent, report: WorldHost['report']): void {
  if (event.source.startsWith('aws.')) return;
  const data = (event.detail.data ?? event.detail) as Record<string, unknown>;
  report({
    kind: 'log',
    level: 'INFO',
    message: event['detail-type'],
    event: event.id,
    source: event.source,
    data,
  });
}

function describeBusy(counts: Record<string, number>): string[] {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name}: ${count}`);
}

/** Counts what runs, whether HTTP, a socket, a schedule or a delivery called it. */
function countInvocations(
  LambdaFunction: WorldHost['LambdaFunction'],
  keyOf: (name: string) => string,
): { running: () => Record<string, number> } {
  const counts = new Map<string, number>();
  // serverless-offline has no hook for it. Its version is pinned, and a missing method fails at the first start.
  const { runHandler } = LambdaFunction.prototype;
  if (typeof runHandler !== 'function')
    throw new Error('serverless-offline has no LambdaFunction.runHandler.');
  LambdaFunction.prototype.runHandler = async function counted(this: { functionName: string }) {
    const name = `invocations of ${this.functionName}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
    try {
      return await runAs(keyOf(this.functionName), () => runHandler.call(this));
    } finally {
      counts.set(name, (counts.get(name) ?? 1) - 1);
    }
  };
  return { running: () => Object.fromEntries(counts) };
}

interface Invoker {
  /** Waits until `release` was called; see EventBridgeOptions.invoke for how it ends. */
  invoke: (functionKey: string, payload: unknown) => Promise<unknown>;
  release: () => void;
  stop: () => void;
}

function createInvoker(lambdaUrl: string, service: ServerlessService): Invoker {
  // A socket that is kept may be closed by the server at the moment when it is used again; the message of such an invocation
  // would wait for its visibility timeout, which is minutes.
  const agent = new Agent({ keepAlive: false, maxSockets: MAX_INVOCATIONS });
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  return {
    release,
    stop: () => agent.destroy(),
    invoke: async (functionKey, payload) => {
      await released;
      const name = service.functions[functionKey]?.name ?? '';
      const { status, headers, body } = await post(
        `${lambdaUrl}/2015-03-31/functions/${encodeURIComponent(name)}/invocations`,
        JSON.stringify(payload),
        agent,
      );
      if (status !== 200) {
        throw Object.assign(new Error(`${name}: ${body}`), {
          name: String(headers['x-amzn-errortype'] ?? 'Error'),
        });
      }
      const result: unknown = body === '' ? undefined : JSON.parse(body);
      if (!headers['x-amz-function-error']) return result;
      const { errorMessage } = result as { errorMessage?: string };
      throw new FunctionError(errorMessage ?? 'The function failed.', result);
    },
  };
}

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** node:http, since fetch ends requests after five minutes without a byte. */
function post(url: string, body: string, agent: Agent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const outgoing = request(url, { method: 'POST', agent, headers }, (incoming) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      incoming.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes > MAX_ANSWER_BYTES) incoming.destroy(new Error('The answer is larger than 6 MB.'));
      });
      incoming.on('error', reject);
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
