import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { EventBridge, PutEventsEntry } from './emulators/eventbridge';
import type { SecretDescription } from './stack';

export interface ControlOptions {
  /** On 127.0.0.1; 0, the default, takes a free one. */
  port?: number;
  eventBridge: Pick<EventBridge, 'putEvents'>;
  secrets: SecretDescription[];
  /** The values of the secrets, by ARN. */
  secretValues: Record<string, string>;
  /** The public keys of the token issuer, served at /.well-known/jwks.json. */
  jwks: () => Promise<object>;
  /** Files under /assets/, by name; a promise may still be building them. */
  assets: () => Promise<Record<string, string>>;
  /** Resolves with what is still under way; an empty list means idle. */
  busy: () => Promise<string[]>;
}

export interface ControlServer {
  /** `http://127.0.0.1:<port>`: EventBridge, Secrets Manager, keys, assets, /idle. */
  url: string;
  port: number;
  stop: () => Promise<void>;
}

/** More than any request of the two APIs may have: PutEvents is bound to 256 KB before it is escaped. */
const MAX_BODY_BYTES = 2 * 1024 * 1024;

/** Longer than any client keeps an idle socket. */
const KEEP_ALIVE_TIMEOUT_MS = 65_000;

/** /idle must see the world quiet this often in a row, so that a hand-over between two parts does not look like an end. */
const IDLE_CHECKS = 3;
const IDLE_POLL_MS = 15;
const MAX_IDLE_WAIT_MS = 10 * 60_000;

const CONTENT_TYPES: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

/** An error of an AWS JSON API. */
class ApiError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Starts the one HTTP server of ours: the small APIs that no package emulates, and what tests and tools ask for. */
export async function startControl(options: ControlOptions): Promise<ControlServer> {
  const server = createServer((request, response) => {
    answer(request, response, options).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { message: error instanceof Error ? error.message : String(error) });
    });
  });
  server.keepAliveTimeout = KEEP_ALIVE_TIMEOUT_MS;
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: ControlOptions,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (request.method === 'POST' && pathname === '/') return callApi(request, response, options);
  if (isRead && pathname === '/.well-known/jwks.json') {
    response.setHeader('access-control-allow-origin', '*');
    return sendJson(response, 200, await options.jwks());
  }
  if (isRead && pathname === '/idle') {
    const busy = await waitUntilIdle(options, Number(searchParams.get('timeoutMs') ?? 0));
    return sendJson(response, busy.length === 0 ? 200 : 503, { idle: busy.length === 0, busy });
  }
  if (isRead && pathname.startsWith('/assets/'))
    return sendAsset(request, response, options, pathname.slice(8));
  return sendJson(response, 404, { message: `No route for ${request.method} ${pathname}.` });
}

/** AWS JSON 1.1: the operation is in a header, errors carry `__type`. */
async function callApi(
  request: IncomingMessage,
  response: ServerResponse,
  options: ControlOptions,
): Promise<void> {
  const target = String(request.headers['x-amz-target'] ?? '');
  try {
    const input = parseInput(await readBody(request));
    sendJson(response, 200, perform(target, input, options), 'application/x-amz-json-1.1');
  } catch (error) {
    const code =
      error instanceof ApiError ? error.code : error instanceof Error ? error.name : 'InternalFailure';
    const message = error instanceof Error ? error.message : String(error);
    const status = error instanceof ApiError || code === 'ValidationException' ? 400 : 500;
    sendJson(response, status, { __type: code, message }, 'application/x-amz-json-1.1');
  }
}

function perform(target: string, input: Record<string, unknown>, options: ControlOptions): object {
  if (target === 'AWSEvents.PutEvents') {
    return options.eventBridge.putEvents((input.Entries as PutEventsEntry[] | undefined) ?? []);
  }
  if (target === 'secretsmanager.GetSecretValue') {
    const secret = options.secrets.find(({ name, arn }) => input.SecretId === name || input.SecretId === arn);
    // A secret of the local world is never replaced, so there is no version before the current one.
    const isCurrent = (input.VersionStage ?? 'AWSCURRENT') === 'AWSCURRENT';
    const value = secret && isCurrent ? options.secretValues[secret.arn] : undefined;
    if (!secret || value === undefined) {
      throw new ApiError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    }
    return {
      ARN: secret.arn,
      Name: secret.name,
      SecretString: value,
      VersionId: '00000000-0000-4000-8000-000000000000',
      VersionStages: ['AWSCURRENT'],
    };
  }
  throw new ApiError(
    'UnknownOperationException',
    `The local world does not know ${target || 'this request'}.`,
  );
}

function parseInput(body: string): Record<string, unknown> {
  try {
    return JSON.parse(body) as Record<string, unknown>;
  } catch {
    throw new ApiError('SerializationException', 'The request is no JSON.');
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES)
      throw new ApiError('RequestEntityTooLargeException', 'The request is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function waitUntilIdle(options: ControlOptions, timeoutMs: number): Promise<string[]> {
  const deadline = Date.now() + Math.min(timeoutMs || 0, MAX_IDLE_WAIT_MS);
  for (let quietChecks = 0; ;) {
    const busy = await options.busy();
    quietChecks = busy.length === 0 ? quietChecks + 1 : 0;
    if (quietChecks >= IDLE_CHECKS) return [];
    // A world that is quiet at the deadline gets its last checks, so that `timeoutMs=0` can say yes.
    if (busy.length > 0 && Date.now() >= deadline) return busy;
    await sleep(IDLE_POLL_MS);
  }
}

async function sendAsset(
  request: IncomingMessage,
  response: ServerResponse,
  options: ControlOptions,
  name: string,
): Promise<void> {
  const assets = await options.assets();
  const path = Object.hasOwn(assets, name) ? assets[name] : undefined;
  if (path === undefined) return sendJson(response, 404, { message: `No asset ${name}.` });
  const isGzip = String(request.headers['accept-encoding'] ?? '').includes('gzip');
  const content = readFileSync(path);
  const body = isGzip ? gzipSync(content, { level: 1 }) : content;
  response.writeHead(200, {
    'content-type': CONTENT_TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
    'content-length': body.length,
    ...(isGzip && { 'content-encoding': 'gzip' }),
    vary: 'accept-encoding',
    'cache-control': 'no-cache',
    // The page that loads them is on another port, and so of another origin.
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function sendJson(response: ServerResponse, status: number, value: object, type = 'application/json'): void {
  const body = JSON.stringify(value);
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
