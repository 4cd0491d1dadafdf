import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  cancelRenderOnLambda,
  getCompositionsOnLambda,
  getRenderProgress,
  LambdaClientInternals,
  renderMediaOnLambda,
  speculateFunctionName,
  validateWebhookSignature,
  type AwsRegion,
} from '@remotion/lambda-client';
import { startS3, type S3Emulator } from '../emulators/s3';
import { LOCAL_FUNCTION, remotionFunctionName } from './instances';
import { startRemotionLambda, type RemotionLambda } from './start';

const BUCKET = 'remotionlambda-test';
const functionName = remotionFunctionName(LOCAL_FUNCTION);
const region = 'us-east-1';
const dir = mkdtempSync(join(tmpdir(), 'reelway-lambda-'));
const lines: string[] = [];
let s3: S3Emulator;
let lambda: RemotionLambda;
let webhookServer: Server;
const webhooks: { body: string; signature: string }[] = [];

const ENVIRONMENT = [
  'AWS_ENDPOINT_URL_S3',
  'AWS_ENDPOINT_URL_LAMBDA',
  'AWS_ENDPOINT_URL_STS',
  'REMOTION_AWS_ACCESS_KEY_ID',
  'REMOTION_AWS_SECRET_ACCESS_KEY',
];
const before = ENVIRONMENT.map((name) => [name, process.env[name]] as const);

beforeAll(async () => {
  s3 = await startS3({ directory: join(dir, 's3') });
  await s3.createBuckets([BUCKET]);
  webhookServer = createServer((request, response) => {
    void text(request).then((body) => {
      webhooks.push({ body, signature: String(request.headers['x-remotion-signature']) });
      response.end();
    });
  });
  await new Promise<void>((done) => webhookServer.listen(0, '127.0.0.1', done));
  lambda = await startRemotionLambda({
    s3Endpoint: s3.url,
    dataDir: dir,
    functionName,
    // A main function and two others.
    maxInstances: 3,
    entryPoint: resolve(__dirname, '../renderer/fixture-site/index.tsx'),
    onLog: (line) => lines.push(line),
  });
  const values = [s3.url, lambda.url, lambda.url, 'test', 'test'];
  ENVIRONMENT.forEach((name, index) => (process.env[name] = values[index]));
  await lambda.ready;
}, 180_000);

afterAll(async () => {
  await lambda.stop();
  await s3.stop();
  webhookServer.closeAllConnections();
  webhookServer.close();
  rmSync(dir, { recursive: true, force: true });
  for (const [name, value] of before) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

const NO_FAULTS = { throttledInvocations: 0, throttledRegions: [], killedRenders: 0, timeoutSeconds: null };
afterEach(() => Object.assign(lambda.faults, NO_FAULTS));

const compositions = (of: AwsRegion = region) =>
  getCompositionsOnLambda({
    region: of,
    functionName,
    serveUrl: lambda.siteUrl,
    inputProps: {},
    envVariables: {},
    forceBucketName: BUCKET,
    logLevel: 'warn',
  });

/** Begins a render of 30 frames in as many functions as are asked for. */
const render = (functions: number, inputProps: Record<string, unknown> = {}) =>
  renderMediaOnLambda({
    region,
    functionName,
    serveUrl: lambda.siteUrl,
    composition: 'Fixture',
    codec: 'h264',
    inputProps,
    forceBucketName: BUCKET,
    privacy: 'private',
    logLevel: 'warn',
    maxRetries: 0,
    enableCancellation: true,
    concurrency: functions,
    webhook: {
      url: `http://127.0.0.1:${(webhookServer.address() as AddressInfo).port}/`,
      secret: 'top-secret',
      customData: { exportId: 'exp_1' },
    },
  });

const progressOf = (renderId: string) =>
  getRenderProgress({ renderId, bucketName: BUCKET, functionName, region, skipLambdaInvocation: true });

/** The webhooks of one render. */
const webhooksOf = (renderId: string) =>
  webhooks
    .map(({ body, signature }) => ({
      payload: JSON.parse(body) as { renderId: string; type: string },
      signature,
    }))
    .filter(({ payload }) => payload.renderId === renderId);

const invoke = (body: string, headers: Record<string, string> = {}, name = functionName) =>
  fetch(`${lambda.url}/2015-03-31/functions/${name}/invocations`, { method: 'POST', body, headers });

async function untilIdle(): Promise<void> {
  for (let tries = 0; tries < 600 && !(await lambda.idle()); tries += 1) await sleep(100);
  expect(await lambda.idle()).toBe(true);
}

/** Every process that names this test's folder: instances do in no argument, their browsers in the profile's. */
const processesOfFolder = (): string[] =>
  execFileSync('ps', ['-A', '-ww', '-o', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(`--user-data-dir=${dir}`));

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

it("has a name that Remotion's client understands, with the stage in it", () => {
  const plain = speculateFunctionName({ memorySizeInMb: 2048, diskSizeInMb: 2048, timeoutInSeconds: 120 });
  expect(functionName).toBe(plain.replace('-mem', '_local-mem'));
  const { version: _, ...size } = LambdaClientInternals.parseFunctionName(functionName) ?? {};
  expect(size).toEqual({ memorySizeInMb: 2048, diskSizeInMb: 2048, timeoutInSeconds: 120 });
});

describe('a call that waits for its answer', () => {
  it('is answered by the real function, and the same process answers the next one', async () => {
    const ids = (await compositions()).map(({ id }) => id);
    const pids = lambda.instancePids;
    expect(ids.length).toBeGreaterThan(0);
    expect((await compositions()).map(({ id }) => id)).toEqual(ids);
    expect(pids).toHaveLength(1);
    expect(lambda.instancePids).toEqual(pids);
  });

  it('is refused as Lambda refuses it when there is no capacity', async () => {
    lambda.faults.throttledInvocations = 1;
    const response = await invoke('{}');
    expect(response.status).toBe(429);
    expect(response.headers.get('x-amzn-errortype')).toBe('TooManyRequestsException');
    expect(await response.json()).toEqual({
      Reason: 'ConcurrentInvocationLimitExceeded',
      Type: 'User',
      message: 'Rate Exceeded.',
    });
    lambda.faults.throttledInvocations = 1;
    await expect(compositions()).rejects.toMatchObject({ name: 'TooManyRequestsException' });
    await expect(compositions()).resolves.toBeDefined();
  });

  it('is refused in the region that has none, and in no other', async () => {
    lambda.faults.throttledRegions = [region];
    await expect(compositions()).rejects.toMatchObject({ name: 'TooManyRequestsException' });
    await expect(compositions('eu-west-1')).resolves.toBeDefined();
  });

  it('is refused while every instance is busy', async () => {
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => compositions().catch((error: Error) => error.name)),
    );
    expect(answers.filter((answer) => answer === 'TooManyRequestsException')).toHaveLength(1);
  });

  it('ends with an unhandled error when the function takes too long, and with it the process', async () => {
    const pids = lambda.instancePids;
    lambda.faults.timeoutSeconds = 0.05;
    const response = await invoke(
      JSON.stringify({ type: 'compositions', serveUrl: lambda.siteUrl, version: '4.0.527' }),
    );
    expect(response.status).toBe(200);
    expect(response.headers.get('x-amz-function-error')).toBe('Unhandled');
    expect(await response.json()).toMatchObject({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(/Task timed out after 0\.05 seconds$/) as string,
    });
    expect(pids.filter(isAlive).length).toBeLessThan(pids.length);
    lambda.faults.timeoutSeconds = null;
    await expect(compositions()).resolves.toBeDefined();
  });

  it.each([
    ['another function', '{}', 'remotion-render-other', 404, 'ResourceNotFoundException'],
    ['something that is no JSON', '{', functionName, 400, 'InvalidRequestContentException'],
    ['7 MB', `"${'x'.repeat(7e6)}"`, functionName, 413, 'RequestTooLargeException'],
  ])('of %s is refused', async (_what, body, name, status, type) => {
    const response = await invoke(body, {}, name);
    expect([response.status, response.headers.get('x-amzn-errortype')]).toEqual([status, type]);
  });
});

describe('a call that does not wait', () => {
  it('may not be larger than 1 MB', async () => {
    const response = await invoke(`"${'x'.repeat(1.1e6)}"`, { 'x-amz-invocation-type': 'Event' });
    expect(response.status).toBe(413);
  });

  it('is accepted at once and done later, also when there are more of them than instances', async () => {
    const body = JSON.stringify({ type: 'info', logLevel: 'warn' });
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => invoke(body, { 'x-amz-invocation-type': 'Event' })),
    );
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202]);
    // Whether some still run by now is the machine's affair; that all of them end is ours.
    await untilIdle();
  });
});

describe('a render', () => {
  it.each([1, 2])('in %i parts is whole, and its signed webhook arrives', async (functions) => {
    const { renderId } = await render(functions);
    await untilIdle();
    const progress = await progressOf(renderId);
    expect(progress).toMatchObject({ done: true, errors: [], framesRendered: 30, chunks: functions });
    expect(progress.outputSizeInBytes).toBeGreaterThan(1000);
    const [webhook, ...others] = webhooksOf(renderId);
    expect(others).toEqual([]);
    expect(webhook?.payload).toMatchObject({ type: 'success', customData: { exportId: 'exp_1' } });
    validateWebhookSignature({
      secret: 'top-secret',
      body: webhook?.payload,
      signatureHeader: webhook?.signature ?? '',
    });
  });

  it('whose parts find no capacity fails', async () => {
    const { renderId } = await render(3);
    await untilIdle();
    const { fatalErrorEncountered, errors } = await progressOf(renderId);
    expect(fatalErrorEncountered).toBe(true);
    expect(errors.some(({ message }) => /Rate Exceeded/i.test(message))).toBe(true);
  });

  it('that fails with a text that is all ASCII says so by webhook', async () => {
    const { renderId } = await render(1, { boom: 'too large' });
    await untilIdle();
    expect(webhooksOf(renderId).map(({ payload }) => payload.type)).toEqual(['error']);
  });

  it('that fails with any other text says so by progress.json, while its webhook hangs', async () => {
    // Three tries of ten seconds each are not worth waiting for.
    lambda.faults.timeoutSeconds = 15;
    const { renderId } = await render(1, { boom: 'zu groß' });
    await untilIdle();
    const { fatalErrorEncountered, errors } = await progressOf(renderId);
    expect(fatalErrorEncountered).toBe(true);
    expect(errors[0]?.message).toContain('zu groß');
    expect(webhooksOf(renderId)).toEqual([]);
  });

  it('that is killed leaves its first progress.json and no webhook', async () => {
    lambda.faults.killedRenders = 1;
    const { renderId } = await render(1);
    await untilIdle();
    expect(await progressOf(renderId)).toMatchObject({ done: false, errors: [], framesRendered: 0 });
    expect(webhooksOf(renderId)).toEqual([]);
  });

  it('that is cancelled by its client ends soon', async () => {
    const { renderId } = await render(1, { holdMs: 20_000 });
    await cancelRenderOnLambda({ region, bucketName: BUCKET, renderId });
    await untilIdle();
    expect((await progressOf(renderId)).errors[0]?.message).toBe('renderMedia() got cancelled');
  });
});

describe('the site', () => {
  it('is served, in parts too, and nothing else is', async () => {
    const page = await fetch(lambda.siteUrl);
    const html = await page.text();
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(html).toContain('remotion');
    const part = await fetch(lambda.siteUrl, { headers: { range: 'bytes=2-8' } });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 2-8/${html.length}`]);
    expect(await part.text()).toBe(html.slice(2, 9));
    expect((await fetch(lambda.siteUrl, { headers: { range: 'bytes=9999999-' } })).status).toBe(416);
    expect((await fetch(`${lambda.url}/..%2f..%2f..%2fpackage.json`)).status).toBe(404);
    expect((await fetch(`${lambda.url}/none.js`)).status).toBe(404);
  });
});

describe('faults', () => {
  it('can be set over HTTP, and only such as there are', async () => {
    const put = (body: object) =>
      fetch(`${lambda.url}/faults`, { method: 'PUT', body: JSON.stringify(body) });
    expect((await put({ throttledInvocations: 3, timeoutSeconds: 20 })).status).toBe(204);
    expect(lambda.faults).toEqual({ ...NO_FAULTS, throttledInvocations: 3, timeoutSeconds: 20 });
    expect((await put({ throttledRegions: ['eu-west-1'], killedRenders: 1 })).status).toBe(204);
    expect(lambda.faults).toMatchObject({ throttledRegions: ['eu-west-1'], killedRenders: 1 });
    expect((await put({ throttled: 3 })).status).toBe(400);
  });
});

describe('the end', () => {
  it('leaves no process and no file, whatever was being done', async () => {
    await render(1, { holdMs: 20_000 });
    for (let tries = 0; tries < 100 && processesOfFolder().length === 0; tries += 1) await sleep(100);
    const pids = lambda.instancePids;
    expect(pids.length).toBeGreaterThan(0);
    expect(processesOfFolder().length).toBeGreaterThan(0);

    await lambda.stop();

    expect(pids.filter(isAlive)).toEqual([]);
    expect(processesOfFolder()).toEqual([]);
    expect(existsSync(join(dir, 'instances'))).toBe(false);
  });
});
