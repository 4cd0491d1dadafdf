import { createReadStream, rmSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import * as z from 'zod';
import { CHROMIUM_OPTIONS, createWarmBrowser } from '../renderer/browser';
import { bundleSite } from '../renderer/bundle';
import {
  Instances,
  LOCAL_FUNCTION,
  newRequestId,
  NoInstanceError,
  type FunctionFailure,
  type FunctionSettings,
  type InstanceSettings,
  type Invocation,
} from './instances';

/** What goes wrong on purpose, in tests. */
export interface Faults {
  /** So many of the next invocations are refused with 429, as when the account's concurrency is used up. */
  throttledInvocations: number;
  /** Regions that refuse every invocation in this way. */
  throttledRegions: string[];
  /** So many of the next renders die without a word: the function that leads one is killed as it begins. */
  killedRenders: number;
  /** Replaces the function's own time-out until it is null again. */
  timeoutSeconds: number | null;
}

/** How Remotion Lambda is started on this machine. Paths may be relative to the working directory. */
export interface RemotionLambdaOptions extends Partial<Omit<FunctionSettings, 'diskSizeInMb'>> {
  /** On 127.0.0.1; 0, the default, takes a free one. */
  port?: number;
  /** The local S3, by IP address: Remotion's client cannot be told to put the bucket into the path. */
  s3Endpoint: string;
  /** For what instances need while they run; emptied at the end. Of one emulator only. */
  dataDir: string;
  /** The one function there is; a call of any other is answered with ResourceNotFoundException. */
  functionName: string;
  /** Invocations at once in each region, as an account's concurrency; 4 unless told, at least 2. */
  maxInstances?: number;
  /** The file that calls `registerRoot()`; default remotion/index.ts of the repository. */
  entryPoint?: string;
  /** Gets each line that the function logs. */
  onLog?: (line: string) => void;
  /** Added to the environment of the function. */
  env?: Record<string, string>;
  faults?: Partial<Faults>;
}

/** A running Remotion Lambda. */
export interface RemotionLambda {
  /** For AWS_ENDPOINT_URL_LAMBDA and AWS_ENDPOINT_URL_STS. `PUT /faults` sets faults from another process. */
  url: string;
  /** The serve URL of the bundled site. */
  siteUrl: string;
  /** Resolves once the site is bundled and a browser was found; rejects with what prevents it. Calls need not wait. */
  ready: Promise<void>;
  /** True while no invocation runs or waits. */
  idle: () => Promise<boolean>;
  /** Ends every process that was started for the function. */
  stop: () => Promise<void>;
  faults: Faults;
  /** Process ids of the instances that live. */
  readonly instancePids: number[];
}

const ROOT_DIR = path.resolve(__dirname, '../..');
const CACHE_DIR = path.join(ROOT_DIR, 'node_modules/.cache/reelway');
const DEFAULT_MAX_INSTANCES = 4;

/** Lambda's limits for the payload of a call that waits and of one that does not. */
const MAX_SYNC_PAYLOAD_BYTES = 6 * 1024 * 1024;
const MAX_ASYNC_PAYLOAD_BYTES = 1024 * 1024;

/** What a call is for that is not signed for any. */
const DEFAULT_REGION = 'us-east-1';
/** Each region that is called has processes of its own. */
const MAX_REGIONS = 4;
const ACCOUNT_ID = '000000000000';

const CONTENT_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.wasm': 'application/wasm',
};

const faultsSchema = z.strictObject({
  throttledInvocations: z.int().min(0).max(1000).optional(),
  throttledRegions: z.array(z.string()).max(MAX_REGIONS).optional(),
  killedRenders: z.int().min(0).max(1000).optional(),
  timeoutSeconds: z.number().positive().max(900).nullable().optional(),
});

/**
 * Starts what Remotion's own client takes for Lambda: Invoke, InvokeWithResponseStream and STS's GetCallerIdentity over
 * HTTP, and behind them the function that Remotion deploys, in child processes. Progress, files and webhooks are
 * written by Remotion's code alone. Serves the site as well, which on AWS is in Remotion's bucket.
 */
export async function startRemotionLambda(options: RemotionLambdaOptions): Promise<RemotionLambda> {
  const onLog = options.onLog ?? (() => undefined);
  const entryPoint = path.resolve(options.entryPoint ?? path.join(ROOT_DIR, 'remotion/index.ts'));
  const publicDir = path.join(path.dirname(entryPoint), 'public');
  const site = bundleSite({ entryPoint, publicDir, rootDir: ROOT_DIR, cacheDir: CACHE_DIR });
  const settings = findBrowser(onLog);
  // Who does not wait for them must not die of them.
  for (const promise of [site, settings]) promise.catch(() => undefined);
  const { functionName, maxInstances = DEFAULT_MAX_INSTANCES } = options;
  const faults: Faults = {
    throttledInvocations: 0,
    throttledRegions: [],
    killedRenders: 0,
    timeoutSeconds: null,
    ...options.faults,
  };
  const server = createServer();
  const port = await listen(server, options.port ?? 0);
  const url = `http://127.0.0.1:${port}`;
  const instancesDir = path.join(path.resolve(options.dataDir), 'instances');
  // Of an emulator that was killed.
  rmSync(instancesDir, { recursive: true, force: true, maxRetries: 5 });
  const regions = new Map<string, Instances>();
  const instancesIn = (region: string): Instances => {
    const known = regions.get(region);
    if (known) return known;
    if (regions.size === MAX_REGIONS) throw new NoInstanceError();
    const instances = new Instances({
      functionName,
      maxInstances: Math.max(2, maxInstances),
      dir: path.join(instancesDir, region),
      env: { ...functionEnvironment(options, url), AWS_REGION: region },
      settings: () => settings,
      onLog,
    });
    regions.set(region, instances);
    return instances;
  };
  const all = (): Instances[] => [...regions.values()];
  const timeoutSeconds = () =>
    faults.timeoutSeconds ?? options.timeoutSeconds ?? LOCAL_FUNCTION.timeoutSeconds;
  const lambda = { functionName, faults, instancesIn, timeoutSeconds, site };
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    answer(lambda, request, response).catch((error: unknown) => {
      onLog(`lambda: ${String(error)}`);
      if (response.headersSent) response.destroy();
      else sendError(response, toLambdaError(error));
    });
  });
  return {
    url,
    siteUrl: `${url}/index.html`,
    ready: Promise.all([site, settings]).then(() => undefined),
    idle: async () => all().every(({ pending }) => pending === 0),
    stop: async () => {
      server.close();
      await Promise.all(all().map((instances) => instances.stop()));
      await rm(instancesDir, { recursive: true, force: true, maxRetries: 5 });
      server.closeAllConnections();
    },
    faults,
    get instancePids() {
      return all().flatMap(({ pids }) => pids);
    },
  };
}

/** As the local renderer does it. The function knows no other way to start Chromium than as a headless shell. */
async function findBrowser(onLog: (line: string) => void): Promise<InstanceSettings> {
  const browserExecutable = process.env.REELWAY_BROWSER || undefined;
  const warm = createWarmBrowser({ browserExecutable, cacheDir: CACHE_DIR, rootDir: ROOT_DIR, onLog });
  try {
    return await warm.use(async ({ executable, chromeMode, source }) => {
      if (chromeMode !== 'headless-shell') {
        throw new Error(`Remotion's function needs a headless shell of Chromium, and ${source} is none.`);
      }
      return { browserExecutable: executable, gl: CHROMIUM_OPTIONS.gl ?? null };
    });
  } finally {
    await warm.close();
  }
}

/** What Lambda sets, and nothing of the user's own environment that could lead to a real account. */
function functionEnvironment(options: RemotionLambdaOptions, url: string): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  const { memorySizeInMb = LOCAL_FUNCTION.memorySizeInMb } = options;
  return {
    ...(PATH !== undefined && { PATH }),
    ...(HOME !== undefined && { HOME }),
    NODE_ENV: 'production',
    AWS_LAMBDA_FUNCTION_NAME: options.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memorySizeInMb),
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: path.join(path.resolve(options.dataDir), 'no-aws-config'),
    AWS_SHARED_CREDENTIALS_FILE: path.join(path.resolve(options.dataDir), 'no-aws-credentials'),
    AWS_ENDPOINT_URL_S3: options.s3Endpoint.replace(/\/$/, ''),
    AWS_ENDPOINT_URL_LAMBDA: url,
    AWS_ENDPOINT_URL_STS: url,
    ...options.env,
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    // Loopback only: whoever reaches this port may have the function do anything.
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

interface Lambda {
  readonly functionName: string;
  readonly faults: Faults;
  readonly instancesIn: (region: string) => Instances;
  readonly timeoutSeconds: () => number;
  readonly site: Promise<string>;
}

/** An error in the form of Lambda's REST API. */
class LambdaError extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    message: string,
    readonly reason?: string,
  ) {
    super(message);
  }
}

const tooManyRequests = (): LambdaError =>
  new LambdaError(429, 'TooManyRequestsException', 'Rate Exceeded.', 'ConcurrentInvocationLimitExceeded');

function toLambdaError(error: unknown): LambdaError {
  if (error instanceof LambdaError) return error;
  if (error instanceof NoInstanceError) return tooManyRequests();
  if (error instanceof z.ZodError) return new LambdaError(400, 'ValidationException', error.message);
  return new LambdaError(500, 'ServiceException', error instanceof Error ? error.message : String(error));
}

function sendError(response: ServerResponse, { status, type, message, reason }: LambdaError): void {
  response
    .writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': type })
    .end(JSON.stringify({ ...(reason && { Reason: reason }), Type: 'User', message }));
}

const INVOKE = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;
const INVOKE_WITH_STREAM = /^\/2021-11-15\/functions\/([^/]+)\/response-streaming-invocations$/;

async function answer(lambda: Lambda, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (request.method === 'GET' || request.method === 'HEAD') {
    return serveFile(await lambda.site, pathname, request, response);
  }
  const body = await readBody(request);
  if (request.method === 'PUT' && pathname === '/faults') {
    Object.assign(lambda.faults, faultsSchema.parse(JSON.parse(body)));
    response.writeHead(204).end();
    return;
  }
  const action = new URLSearchParams(body).get('Action') ?? searchParams.get('Action');
  if (pathname === '/' && action === 'GetCallerIdentity') return sendCallerIdentity(response);

  const [isStreamed, name] = [INVOKE_WITH_STREAM.test(pathname), nameIn(pathname)];
  if (request.method !== 'POST' || name === null) {
    throw new LambdaError(404, 'UnknownOperationException', `${request.method} ${pathname} is not emulated.`);
  }
  const region = regionOf(request);
  if (name !== lambda.functionName) {
    const arn = `arn:aws:lambda:${region}:${ACCOUNT_ID}:function:${name}`;
    throw new LambdaError(404, 'ResourceNotFoundException', `Function not found: ${arn}`);
  }
  refuseOnPurpose(lambda.faults, region);
  const event = parsePayload(body);
  const dies = diesOnPurpose(lambda.faults, event);
  const call = { requestId: newRequestId(), event, timeoutSeconds: lambda.timeoutSeconds(), dies };
  const instances = lambda.instancesIn(region);
  if (isStreamed) return invokeStreamed(instances, call, response);
  if (request.headers['x-amz-invocation-type'] === 'Event') {
    return invokeLater(instances, call, response, Buffer.byteLength(body));
  }
  return invokeNow(instances, call, response);
}

/** The region that a call was signed for. On AWS, each has an endpoint of its own. */
const regionOf = (request: IncomingMessage): string =>
  /Credential=[^/]+\/\d{8}\/([a-z0-9-]{1,32})\//.exec(request.headers.authorization ?? '')?.[1] ??
  DEFAULT_REGION;

function refuseOnPurpose(faults: Faults, region: string): void {
  if (faults.throttledRegions.includes(region)) throw tooManyRequests();
  if (faults.throttledInvocations === 0) return;
  faults.throttledInvocations -= 1;
  throw tooManyRequests();
}

/** Renders are launched by an event of this type (ServerlessRoutines of @remotion/serverless-client 4.0.527). */
function diesOnPurpose(faults: Faults, event: unknown): boolean {
  if (faults.killedRenders === 0 || (event as { type?: unknown } | null)?.type !== 'launch') return false;
  faults.killedRenders -= 1;
  return true;
}

function nameIn(pathname: string): string | null {
  const name = (INVOKE.exec(pathname) ?? INVOKE_WITH_STREAM.exec(pathname))?.[1];
  return name === undefined ? null : decodeURIComponent(name);
}

function parsePayload(body: string): unknown {
  try {
    return body === '' ? null : JSON.parse(body);
  } catch {
    throw new LambdaError(
      400,
      'InvalidRequestContentException',
      'Could not parse request body into json: the payload is no JSON.',
    );
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // The rest is read and thrown away: a connection that is cut short hides the answer from the client.
    if (bytes <= MAX_SYNC_PAYLOAD_BYTES) chunks.push(chunk);
  }
  if (bytes > MAX_SYNC_PAYLOAD_BYTES) throw tooLarge(bytes, MAX_SYNC_PAYLOAD_BYTES);
  return Buffer.concat(chunks).toString('utf8');
}

const tooLarge = (bytes: number, limit: number): LambdaError =>
  new LambdaError(
    413,
    'RequestTooLargeException',
    `${bytes} byte payload is too large for the limit of ${limit} bytes.`,
  );

type Call = Omit<Invocation, 'onChunk'>;

async function invokeNow(instances: Instances, call: Call, response: ServerResponse): Promise<void> {
  const chunks: Uint8Array[] = [];
  const failure = await instances.invoke({ ...call, onChunk: (chunk) => void chunks.push(chunk) });
  response
    .writeHead(200, {
      'content-type': 'application/json',
      ...executedBy(call),
      ...(failure && { 'x-amz-function-error': 'Unhandled' }),
    })
    .end(failure ? JSON.stringify(failure) : Buffer.concat(chunks));
}

/** Remotion deploys its function with no retries of such calls, so one that fails has had its only chance. */
function invokeLater(instances: Instances, call: Call, response: ServerResponse, bytes: number): void {
  if (bytes > MAX_ASYNC_PAYLOAD_BYTES) throw tooLarge(bytes, MAX_ASYNC_PAYLOAD_BYTES);
  instances.enqueue({ ...call, onChunk: () => undefined });
  response.writeHead(202, executedBy(call)).end();
}

async function invokeStreamed(instances: Instances, call: Call, response: ServerResponse): Promise<void> {
  if (!instances.hasRoom) throw new NoInstanceError();
  // A main function that timed out reads no more; Lambda lets the called one go on.
  response.on('error', () => undefined);
  response.writeHead(200, {
    'content-type': 'application/vnd.amazon.eventstream',
    'x-amzn-remapped-content-type': 'application/octet-stream',
    ...executedBy(call),
  });
  response.flushHeaders();
  const onChunk = (chunk: Uint8Array): void => {
    response.write(encodeEvent('PayloadChunk', 'application/octet-stream', chunk));
  };
  const failure = await instances.invoke({ ...call, onChunk });
  response.end(
    encodeEvent('InvokeComplete', 'application/json', Buffer.from(JSON.stringify(completion(failure)))),
  );
}

const completion = (failure: FunctionFailure | null): object =>
  failure === null ? {} : { ErrorCode: 'Unhandled', ErrorDetails: failure.errorMessage };

const executedBy = ({ requestId }: Call): Record<string, string> => ({
  'x-amzn-requestid': requestId,
  'x-amz-executed-version': '$LATEST',
});

/**
 * One message of AWS's event stream encoding: lengths of all and of the headers, CRC of both, headers, payload, CRC of
 * everything (https://smithy.io/2.0/aws/amazon-eventstream.html).
 */
function encodeEvent(type: string, contentType: string, payload: Uint8Array): Buffer {
  const headers = Buffer.concat(
    Object.entries({ ':message-type': 'event', ':event-type': type, ':content-type': contentType }).map(
      ([name, value]) => {
        const stringType = 7;
        const header = Buffer.from(`\0${name}\0\0\0${value}`);
        header.writeUInt8(name.length, 0);
        header.writeUInt8(stringType, 1 + name.length);
        header.writeUInt16BE(value.length, 2 + name.length);
        return header;
      },
    ),
  );
  const prelude = Buffer.alloc(12);
  prelude.writeUInt32BE(prelude.length + headers.length + payload.length + 4, 0);
  prelude.writeUInt32BE(headers.length, 4);
  prelude.writeUInt32BE(crc32(prelude.subarray(0, 8)), 8);
  const message = Buffer.concat([prelude, headers, payload]);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(message));
  return Buffer.concat([message, checksum]);
}

function sendCallerIdentity(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/xml' })
    .end(`<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <GetCallerIdentityResult>
    <Arn>arn:aws:iam::${ACCOUNT_ID}:root</Arn><UserId>${ACCOUNT_ID}</UserId><Account>${ACCOUNT_ID}</Account>
  </GetCallerIdentityResult>
  <ResponseMetadata><RequestId>${newRequestId()}</RequestId></ResponseMetadata>
</GetCallerIdentityResponse>`);
}

/** One file of the site, or the part of it that a player asks for. */
async function serveFile(
  folder: string,
  pathname: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const file = path.join(folder, path.normalize(decodeURIComponent(pathname)));
  const found = file.startsWith(folder + path.sep) ? await stat(file).catch(() => null) : null;
  if (!found?.isFile()) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('There is no such file.');
    return;
  }
  const asked = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  const start = asked ? Number(asked[1]) : 0;
  const end = Math.min(asked?.[2] ? Number(asked[2]) : Infinity, found.size - 1);
  const headers = {
    'content-type': CONTENT_TYPES[path.extname(file)] ?? 'application/octet-stream',
    'accept-ranges': 'bytes',
  };
  if (asked && start > end) {
    response.writeHead(416, { ...headers, 'content-range': `bytes */${found.size}` }).end();
    return;
  }
  response.writeHead(asked ? 206 : 200, {
    ...headers,
    'content-length': found.size === 0 ? 0 : end - start + 1,
    ...(asked && { 'content-range': `bytes ${start}-${end}/${found.size}` }),
  });
  if (request.method === 'HEAD' || found.size === 0) response.end();
  // A browser that has seen enough hangs up.
  else await pipeline(createReadStream(file, { start, end }), response).catch(() => undefined);
}
