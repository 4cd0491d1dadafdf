import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { parse } from 'yaml';
import { exampleExport } from '../exports/memory';
import { boundedCalls } from './aws-calls';
import { buckets, delayedQueue, events, pusher, stores } from './deps';
import { readSecret } from './secrets';

/** Says nothing, or begins an answer and does not end it. */
let answers: RequestListener;
let requests = 0;
let server: Server;
let url: string;
const environment = { ...process.env };

beforeAll(async () => {
  server = createServer((request, response) => {
    requests += 1;
    request.resume();
    answers(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL: url,
  });
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'clearImmediate', 'queueMicrotask', 'Date'] });
  // As Node.js's own, but by timers that are turned here.
  jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), ms);
    return controller.signal;
  });
});
afterAll(async () => {
  jest.useRealTimers();
  jest.restoreAllMocks();
  process.env = environment;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => (requests = 0));

const STEP_MS = 100;
/** More than any call may take. */
const GIVEN_UP_MS = 60_000;

/** What a call ends with, and after how many milliseconds of a clock that is turned here. */
async function endOf(call: Promise<unknown>): Promise<{ error: Error; elapsedMs: number }> {
  let end: { readonly error: Error } | null = null;
  call.then(
    () => (end = { error: new Error('It was answered.') }),
    (error: Error) => (end = { error }),
  );
  for (let elapsedMs = 0; elapsedMs < GIVEN_UP_MS; elapsedMs += STEP_MS) {
    for (let turns = 0; turns < 20; turns += 1) await new Promise((resolve) => setImmediate(resolve));
    if (end !== null) return { error: (end as { readonly error: Error }).error, elapsedMs };
    jest.advanceTimersByTime(STEP_MS);
  }
  throw new Error('It waits for ever.');
}

const core = {
  ...{ region: 'us-east-1', tableName: 'table', eventBusName: 'bus', outputBucket: 'films' },
  ...{ outputStore: null, downloads: null },
};
const render = { bucketName: 'renders', renderId: 'abc' };
const event = {
  type: 'export.requested.v1',
  detail: { metadata: { id: '1', time: '', correlationId: '', causationId: '' }, data: {} },
};

/** A call by each kind of client. */
const CALLS: readonly (readonly [name: string, call: () => Promise<unknown>])[] = [
  ['a read of DynamoDB', () => stores(core).exports.get(exampleExport().id)],
  ['a conditional write of it', () => stores(core).exports.allow('ann', '2026-03-01T12:00:00.000Z', 1)],
  ['S3, for a file', () => buckets(core).outputs.head('exports/1.mp4')],
  ['S3, for progress', () => buckets(core).renders.read(render)],
  ['EventBridge', () => events(core).publish([event])],
  ['SQS', () => delayedQueue(core, `${url}/1/queue`).later('message', 0)],
  ['Secrets Manager', () => readSecret('secret')],
  [
    'a client behind API Gateway',
    () => pusher({ region: 'us-east-1', websocketEndpoint: url }).close('c', { code: 4400, reason: 'no' }),
  ],
];

describe('a call that gets no answer', () => {
  it.each(CALLS)('is given up: %s', async (_name, call) => {
    answers = () => undefined;
    const { error, elapsedMs } = await endOf(call());
    expect(['TimeoutError', 'AbortError']).toContain(error.name);
    expect(elapsedMs).toBeLessThanOrEqual(12_000);
  });

  it('is given up after three attempts', async () => {
    answers = () => undefined;
    const { error } = await endOf(stores(core).exports.get(exampleExport().id));
    expect(error).toMatchObject({ name: 'TimeoutError', $metadata: { attempts: 3 } });
    expect(requests).toBe(3);
  });

  it('is given up also when an answer has begun and does not end', async () => {
    answers = (_request, response) => void response.writeHead(200, { 'content-length': '100' }).write('{');
    // Timers of sockets are Node.js's own, and cannot be turned.
    jest.useRealTimers();
    jest.replaceProperty(boundedCalls.requestHandler, 'socketTimeout', 20);
    // A client that is made anew.
    const { exports } = stores({ ...core, region: 'eu-west-1' });
    const error: unknown = await exports.get(exampleExport().id).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'TimeoutError', $metadata: { attempts: 3 } });
  });
});

it('a write that comes while a transaction changes its item is sent again', async () => {
  answers = (_request, response) => {
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    if (requests > 1) response.end('{}');
    else
      response
        .writeHead(400)
        .end('{"__type":"com.amazonaws.dynamodb.v20120810#TransactionConflictException"}');
  };
  jest.useRealTimers();
  await stores({ ...core, region: 'eu-west-2' }).connections.connect({ id: 'c', connectedAt: 0 });
  expect(requests).toBe(2);
});

it('every function has time left after a call of which nothing came', () => {
  const file = readFileSync(path.join(__dirname, '../../serverless.yml'), 'utf8');
  const { params, provider, functions } = parse(file, { logLevel: 'error' }) as {
    params: { default: { answerSeconds: number } };
    provider: { timeout: number };
    functions: Record<string, { timeout?: number }>;
  };
  const { maxAttempts, requestHandler } = boundedCalls;
  expect(requestHandler.requestTimeout).toBe(params.default.answerSeconds * 1000);
  // The longest pauses of the SDK: where it was throttled, up to a second and up to two.
  const longestMs = maxAttempts * requestHandler.requestTimeout + 1000 + 2000;
  const tooShort = Object.entries(functions).filter(
    ([, { timeout = provider.timeout }]) => timeout * 1000 - longestMs < 3000,
  );
  expect(tooShort).toEqual([]);
});
