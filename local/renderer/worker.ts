import http from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod';
import { createWarmBrowser } from './browser';
import { bundleSite } from './bundle';
import { createPreviews, previewRequestSchema, RenderingError } from './previews';
import { QueueFullError, RenderQueue, renderRequestSchema } from './renders';
import { createStorage } from './report';

/** What the parent gives the worker as its one argument, in JSON. Paths are absolute, times milliseconds. */
export type WorkerSettings = {
  port: number;
  s3Endpoint: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
  dataDir: string;
  tempDir: string;
  cacheDir: string;
  rootDir: string;
  entryPoint: string;
  publicDir: string;
  concurrency: number;
  renderTimeoutMs: number;
  browserExecutable?: string | undefined;
};

/** What the worker tells its parent. */
export type WorkerMessage =
  { type: 'listening'; port: number } | { type: 'ready' } | { type: 'failed'; message: string };

/** The answer of GET /healthz. */
export type WorkerHealth = {
  /** The site is bundled and a browser was opened. */
  ready: boolean;
  running: number;
  queued: number;
  /** Ended, but the webhook is not delivered yet. */
  notifying: number;
};

/** Input props dwarf the rest; Lambda's own limit for a request is 6 MB. */
const MAX_BODY_BYTES = 6_291_456;
const REQUEST_TIMEOUT_MS = 30_000;

class BodyTooLargeError extends Error {}

type Answer = { status: number; body?: unknown };

function main(): void {
  // Nobody would take the renders any more, so the browser goes, too: Remotion kills it when this process exits.
  const exit = () => process.exit(0);
  process.on('disconnect', exit);
  process.on('SIGTERM', exit);
  process.on('message', (message) => {
    if (message === 'stop') exit();
  });

  const settings = JSON.parse(process.argv[2] ?? '{}') as WorkerSettings;
  const onLog = (line: string) => process.stderr.write(`${line}\n`);
  const browser = createWarmBrowser({ ...settings, onLog });
  const site = () => bundleSite(settings);
  const storage = createStorage({ ...settings, endpoint: settings.s3Endpoint });
  const queue = new RenderQueue({
    ...settings,
    storage,
    site,
    useBrowser: (work) => browser.use(work),
    onLog,
  });

  const isRendering = () => queue.counts().running + queue.counts().queued > 0;
  const previews = createPreviews({ storage, tempDir: settings.tempDir, isRendering });

  let ready = false;
  const health = (): WorkerHealth => ({ ready, ...queue.counts() });
  serve(settings.port, (request) => route(request, { queue, previews }, health));
  Promise.all([site(), browser.use(async ({ source }) => onLog(`renderer: uses ${source}`))]).then(
    () => {
      ready = true;
      tellParent({ type: 'ready' });
    },
    (error: unknown) =>
      tellParent({ type: 'failed', message: error instanceof Error ? error.message : String(error) }),
  );
}

function tellParent(message: WorkerMessage): void {
  process.send?.(message);
}

function serve(port: number, handle: (request: http.IncomingMessage) => Promise<Answer>): void {
  const server = http.createServer((request, response) => {
    void handle(request)
      .catch(toErrorAnswer)
      .then(({ status, body }) => {
        const text = body === undefined ? '' : JSON.stringify(body);
        response.writeHead(status, { 'Content-Type': 'application/json' }).end(text);
      });
  });
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  // Loopback only: whoever reaches this port may have files written and URLs called.
  server.listen(port, '127.0.0.1', () => {
    tellParent({ type: 'listening', port: (server.address() as AddressInfo).port });
  });
}

async function route(
  request: http.IncomingMessage,
  { queue, previews }: { queue: RenderQueue; previews: ReturnType<typeof createPreviews> },
  health: () => WorkerHealth,
): Promise<Answer> {
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const renderId = /^\/renders\/([^/]+)$/.exec(pathname)?.[1];
  if (request.method === 'GET' && pathname === '/healthz') return { status: 200, body: health() };
  if (request.method === 'POST' && pathname === '/renders') {
    const renderRequest = renderRequestSchema.parse(JSON.parse(await readBody(request)));
    return { status: 202, body: await queue.accept(renderRequest) };
  }
  if (request.method === 'POST' && pathname === '/previews') {
    await previews.make(previewRequestSchema.parse(JSON.parse(await readBody(request))));
    return { status: 201 };
  }
  if (request.method === 'DELETE' && renderId !== undefined) {
    return queue.cancel(renderId)
      ? { status: 204 }
      : { status: 404, body: { error: `There is no render ${renderId}.` } };
  }
  return { status: 404, body: { error: `There is no ${request.method} ${pathname}.` } };
}

async function readBody(request: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) throw new BodyTooLargeError();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function toErrorAnswer(error: unknown): Answer {
  if (error instanceof z.ZodError) {
    const fields = error.issues.map((issue) => ({ field: fieldOf(issue), message: issue.message }));
    return { status: 400, body: { error: fields.map((f) => `${f.field}: ${f.message}`).join('; '), fields } };
  }
  if (error instanceof SyntaxError) return { status: 400, body: { error: `body: ${error.message}` } };
  if (error instanceof BodyTooLargeError) {
    return { status: 413, body: { error: `body: larger than ${MAX_BODY_BYTES} bytes` } };
  }
  if (error instanceof QueueFullError || error instanceof RenderingError)
    return { status: 503, body: { error: error.message } };
  process.stderr.write(`renderer: ${error instanceof Error ? error.stack : String(error)}\n`);
  return { status: 500, body: { error: 'The render worker failed; see its log.' } };
}

function fieldOf(issue: z.core.$ZodIssue): string {
  const unknownKey = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  return [...issue.path, ...unknownKey].join('.') || 'body';
}

main();
