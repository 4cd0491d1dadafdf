import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getRenderProgress, validateWebhookSignature, type WebhookPayload } from '@remotion/lambda-client';
import { getVideoMetadata } from '@remotion/renderer';
import type { RenderProgressFile } from './report';
import { renderIdOf, type RenderRequest } from './renders';
import { type Renderer, type RendererOptions, startRenderer } from './start';

jest.setTimeout(120_000);

type S3rverOptions = {
  address: string;
  port: number;
  silent: boolean;
  directory: string;
  configureBuckets: { name: string }[];
};
type S3rverInstance = { run(): Promise<AddressInfo>; close(): Promise<void> };
const S3rver = jest.requireActual<new (options: S3rverOptions) => S3rverInstance>('s3rver');

type Delivery = { payload: WebhookPayload; body: string; headers: http.IncomingHttpHeaders };

const BUCKET = 'renders';
const SECRET = 'top-secret';
const root = mkdtempSync(path.join(os.tmpdir(), 'reelway-renderer-'));
const deliveries: Delivery[] = [];
const logs: string[] = [];
let s3Server: S3rverInstance;
let s3Endpoint: string;
let s3: S3Client;
let receiver: http.Server;
let renderer: Renderer;

const sample = <T>(name: string) =>
  JSON.parse(readFileSync(path.join(__dirname, 'remotion-samples', name), 'utf8')) as T;

const options = (name: string): RendererOptions => ({
  s3Endpoint,
  dataDir: path.join(root, name),
  entryPoint: path.join(__dirname, 'fixture-site/index.tsx'),
  onLog: (line) => logs.push(line),
});

const request = (idempotencyKey: string, props: object = {}, change: Partial<RenderRequest> = {}) => ({
  idempotencyKey,
  compositionId: 'Fixture',
  inputProps: { ...props },
  codec: 'h264',
  output: { bucket: BUCKET, key: `out/${idempotencyKey}.mp4` },
  renderBucket: BUCKET,
  webhook: {
    url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/webhook`,
    secret: SECRET,
    customData: { key: idempotencyKey },
  },
  ...change,
});

const post = async (body: unknown, to = renderer) => {
  const response = await fetch(`${to.url}/renders`, { method: 'POST', body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
};

const getObject = async (key: string) => {
  const object = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: key }));
  return Buffer.from((await object.Body?.transformToByteArray()) ?? []);
};
/** s3rver hands out half an object to whoever reads while it is being replaced, which S3 never does. */
const progressOf = async (key: string): Promise<RenderProgressFile> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const text = (await getObject(`renders/${renderIdOf(key)}/progress.json`)).toString();
      return JSON.parse(text) as RenderProgressFile;
    } catch (error) {
      if (attempt === 5) throw error;
      await sleep(20);
    }
  }
};
const delivered = (key: string) =>
  deliveries.filter(({ payload }) => (payload.customData as { key: string }).key === key);

const until = async (what: string, condition: () => boolean | Promise<boolean>, timeoutMs = 30_000) => {
  const endMs = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > endMs) throw new Error(`waited in vain for ${what}\n${logs.slice(-20).join('\n')}`);
    await sleep(25);
  }
};
const isDrawing = async (key: string) => (await progressOf(key)).renderMetadata !== null;

/** Every process that names the folder or belongs to the group of `leader`. */
const processesOf = (dataDir: string, leader?: number) =>
  execFileSync('ps', ['-A', '-ww', '-o', 'pid=,pgid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(dataDir) || Number(/^\s*\d+\s+(\d+)/.exec(line)?.[1]) === leader)
    .filter((line) => !line.includes('<defunct>'));

beforeAll(async () => {
  s3Server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: path.join(root, 's3'),
    configureBuckets: [{ name: BUCKET }],
  });
  s3Endpoint = `http://127.0.0.1:${(await s3Server.run()).port}`;
  s3 = new S3Client({
    endpoint: s3Endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
  });
  receiver = http.createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      deliveries.push({ body, payload: JSON.parse(body) as WebhookPayload, headers: incoming.headers });
      response.end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  renderer = await startRenderer(options('main'));
});

afterAll(async () => {
  await renderer.stop();
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
  await s3Server.close();
  s3.destroy();
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
});

describe('a render that succeeds', () => {
  const key = 'success';

  it('is accepted before the site is bundled, becomes ready, and is told to the webhook', async () => {
    const { status, body } = await post(
      request(key, { title: 'Hi' }, { crf: 20, metadata: { exportId: 'exp_1' } }),
    );

    expect(status).toBe(202);
    expect(body).toEqual({ renderId: renderIdOf(key), bucketName: BUCKET });
    expect(await progressOf(key)).toMatchObject({ framesRendered: 0, postRenderData: null });
    await renderer.ready;
    await until('the webhook', () => delivered(key).length > 0, 60_000);
    await until('an idle renderer', () => renderer.idle());
  });

  it('puts a film of exactly as many frames in the bucket', async () => {
    const file = path.join(root, 'success.mp4');
    writeFileSync(file, await getObject(`out/${key}.mp4`));

    expect(await getVideoMetadata(file)).toMatchObject({
      durationInSeconds: 1,
      fps: 30,
      width: 320,
      height: 180,
    });
    const probe = execFileSync(
      'npx',
      ['remotion', 'ffprobe', '-count_frames', '-show_streams', '-show_format', file],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    );
    expect(probe).toContain('nb_read_frames=30');
  });

  it('leaves a progress.json of the same shape as Remotion Lambda', async () => {
    const progress = await progressOf(key);
    const real = sample<Record<'postRenderData' | 'renderMetadata', object>>('progress-success.json');
    // A Lambda has memory of a size; this machine's is not the render's.
    const { memorySizeInMb: _, ...realMetadata } = real.renderMetadata as Record<string, unknown>;

    expect(Object.keys(progress).sort()).toEqual(Object.keys(real).sort());
    expect(Object.keys(progress.postRenderData ?? {}).sort()).toEqual(
      Object.keys(real.postRenderData).sort(),
    );
    expect(Object.keys(progress.renderMetadata ?? {}).sort()).toEqual(
      [...Object.keys(realMetadata), 'outName'].sort(),
    );
    expect(progress).toMatchObject({
      framesRendered: 30,
      framesEncoded: 30,
      combinedFrames: 30,
      chunks: [0],
      errors: [],
      fatalErrorTimestamp: null,
      renderMetadata: {
        codec: 'h264',
        frameRange: [0, 29],
        dimensions: { width: 320, height: 180 },
        inputProps: { type: 'payload', payload: '{"title":"Hi"}' },
        metadata: { exportId: 'exp_1' },
      },
    });
    expect(progress.postRenderData?.outputSize).toBe((await getObject(`out/${key}.mp4`)).length);
  });

  it("is done in the eyes of Remotion's own client", async () => {
    process.env.AWS_ENDPOINT_URL_S3 = s3Endpoint;
    process.env.AWS_ACCESS_KEY_ID = 'S3RVER';
    process.env.AWS_SECRET_ACCESS_KEY = 'S3RVER';

    const progress = await getRenderProgress({
      renderId: renderIdOf(key),
      bucketName: BUCKET,
      region: 'us-east-1',
      functionName: 'remotion-render-4-0-527-mem2048mb-disk2048mb-900sec',
      skipLambdaInvocation: true,
      forcePathStyle: true,
    });

    expect(progress).toMatchObject({
      done: true,
      overallProgress: 1,
      fatalErrorEncountered: false,
      outBucket: BUCKET,
      outKey: `out/${key}.mp4`,
      costs: { accruedSoFar: 0 },
    });
  });

  it("sends one webhook, of the real one's shape and with a signature that Remotion accepts", () => {
    expect(delivered(key)).toHaveLength(1);
    const [{ payload, headers }] = delivered(key) as [Delivery];
    const [real] = sample<{ body: string }[]>('webhooks.json') as [{ body: string }];

    expect(Object.keys(payload)).toEqual(
      expect.arrayContaining(Object.keys(JSON.parse(real.body) as object)),
    );
    expect(payload).toMatchObject({
      type: 'success',
      renderId: renderIdOf(key),
      customData: { key },
      outputUrl: `${s3Endpoint}/${BUCKET}/out/${key}.mp4`,
    });
    expect(headers).toMatchObject({ 'x-remotion-mode': 'production', 'x-remotion-status': 'success' });
    const signatureHeader = headers['x-remotion-signature'] as string;
    expect(() => validateWebhookSignature({ secret: SECRET, body: payload, signatureHeader })).not.toThrow();
    expect(() => validateWebhookSignature({ secret: 'other', body: payload, signatureHeader })).toThrow();
  });

  it('is not rendered again for the same idempotency key', async () => {
    const { body } = await post(request(key));

    expect(body.renderId).toBe(renderIdOf(key));
    expect(await renderer.idle()).toBe(true);
    await sleep(100);
    expect(delivered(key)).toHaveLength(1);
  });

  it('leaves no file behind', () => {
    const files = execFileSync('find', [path.join(root, 'main/tmp'), '-name', '*.mp4'], { encoding: 'utf8' });
    expect(files).toBe('');
  });
});

it.each([
  ['vp8', 'webm'],
  ['gif', 'gif'],
] as const)('renders %s', async (codec, extension) => {
  const output = { bucket: BUCKET, key: `out/clip.${extension}` };
  await post(request(codec, { durationInFrames: 5 }, { codec, output, scale: 0.5 }));
  await until('the webhook', () => delivered(codec).length > 0);

  expect(delivered(codec)[0]?.payload.type).toBe('success');
  const file = path.join(root, `clip.${extension}`);
  writeFileSync(file, await getObject(output.key));
  expect(await getVideoMetadata(file)).toMatchObject({ width: 160, height: 90 });
});

it('tells an error in the composition, in any script, in progress.json and by a webhook', async () => {
  const key = 'boom';
  const message = 'kaputt: Überraschung 日本語 🎬';
  await post(request(key, { boom: message }));
  await until('the webhook', () => delivered(key).length > 0);

  const progress = await progressOf(key);
  const real = sample<{ errors: object[] }>('progress-error.json');
  expect(Object.keys(progress.errors[0] ?? {}).sort()).toEqual(Object.keys(real.errors[0] ?? {}).sort());
  expect(progress).toMatchObject({
    postRenderData: null,
    errors: [{ name: 'Error', type: 'stitcher', isFatal: true, willRetry: false }],
  });
  expect(progress.errors[0]?.message).toContain(message);
  expect(progress.fatalErrorTimestamp).toBeGreaterThan(0);
  const [{ payload, headers }] = delivered(key) as [Delivery];
  expect(payload).toMatchObject({ type: 'error', errors: [{ name: 'Error' }] });
  expect(JSON.stringify(payload)).toContain(message);
  const signatureHeader = headers['x-remotion-signature'] as string;
  expect(() => validateWebhookSignature({ secret: SECRET, body: payload, signatureHeader })).not.toThrow();
});

it('names the composition that does not exist', async () => {
  await post(request('missing', {}, { compositionId: 'Nowhere' }));
  await until('the webhook', () => delivered('missing').length > 0);

  expect((await progressOf('missing')).errors[0]?.message).toContain('Nowhere');
});

it('ends a cancelled render, running or waiting, with a CancelledError', async () => {
  const cancel = (key: string) => fetch(`${renderer.url}/renders/${renderIdOf(key)}`, { method: 'DELETE' });
  await post(request('cancel-running', { holdMs: 20_000 }));
  await post(request('cancel-waiting'));
  await until('a render under way', () => isDrawing('cancel-running'));

  expect((await cancel('cancel-waiting')).status).toBe(204);
  expect((await cancel('cancel-running')).status).toBe(204);
  expect((await cancel('never-heard-of')).status).toBe(404);
  await until(
    'both webhooks',
    () => delivered('cancel-running').length + delivered('cancel-waiting').length > 1,
  );

  for (const key of ['cancel-running', 'cancel-waiting']) {
    expect((await progressOf(key)).errors).toMatchObject([
      { name: 'CancelledError', message: 'renderMedia() got cancelled', isFatal: true },
    ]);
    expect(delivered(key)[0]?.payload).toMatchObject({ type: 'error', errors: [{ name: 'CancelledError' }] });
  }
  await until('an idle renderer', () => renderer.idle());
  expect((await cancel('cancel-running')).status).toBe(204);
});

it('renders one at a time, in order, and shows the waiting ones from the start', async () => {
  const keys = ['first', 'second', 'third'];
  for (const key of keys) await post(request(key, { durationInFrames: 5, holdMs: 300 }));

  const health: unknown = await (await fetch(`${renderer.url}/healthz`)).json();
  expect(health).toEqual({ ready: true, running: 1, queued: 2, notifying: 0 });
  expect(await progressOf('third')).toMatchObject({ framesRendered: 0, renderMetadata: null, errors: [] });
  await until('all webhooks', () => delivered('third').length > 0);

  const order = deliveries.map(({ payload }) => (payload.customData as { key: string }).key);
  expect(order.filter((key) => keys.includes(key))).toEqual(keys);
  const ends = await Promise.all(keys.map(async (key) => (await progressOf(key)).postRenderData));
  expect(ends[1]?.startTime).toBeGreaterThanOrEqual(ends[0]?.endTime ?? Infinity);
  expect(ends[2]?.startTime).toBeGreaterThanOrEqual(ends[1]?.endTime ?? Infinity);
});

it.each([
  ['codec', { codec: 'prores' }],
  ['output.key', { output: { bucket: BUCKET } }],
  ['webhook.url', { webhook: { url: 'ftp://x', secret: null, customData: null } }],
  ['jpegquality', { jpegquality: 80 }],
])('refuses a bad body and names %s', async (field, change) => {
  const { status, body } = await post({ ...request('bad'), ...change });

  expect(status).toBe(400);
  expect(body.error).toMatch(new RegExp(`^${field}: `));
});

it('fails what was running when the worker crashed, and goes on with what waited, at the same address', async () => {
  await post(request('crashed', { holdMs: 20_000 }));
  await post(request('survivor', { durationInFrames: 5 }));
  await until('a render under way', () => isDrawing('crashed'));
  const crashed = renderer.workerPid as number;

  process.kill(crashed, 'SIGKILL');
  await until('both webhooks', () => delivered('crashed').length + delivered('survivor').length > 1);

  expect(renderer.workerPid).not.toBe(crashed);
  const progress = await progressOf('crashed');
  expect(progress.errors).toMatchObject([{ name: 'RenderWorkerCrashedError', isFatal: true }]);
  // What was known of the render is still there.
  expect(progress.renderMetadata?.compositionId).toBe('Fixture');
  expect(delivered('crashed')[0]?.payload.type).toBe('error');
  expect(delivered('survivor')[0]?.payload.type).toBe('success');
  expect(processesOf('no such folder', crashed)).toEqual([]);
});

it('gives a render up that takes too long, with a browser other than the one that was asked for', async () => {
  const browserExecutable = path.join(root, 'no-such-browser');
  const impatient = await startRenderer({
    ...options('impatient'),
    browserExecutable,
    renderTimeoutMs: 1_500,
  });
  await post(request('slow', { holdMs: 20_000 }), impatient);
  await until('the webhook', () => delivered('slow').length > 0);

  expect(delivered('slow')[0]?.payload).toMatchObject({ type: 'timeout', renderId: renderIdOf('slow') });
  // A Lambda that is ended cannot write either.
  expect(await progressOf('slow')).toMatchObject({ fatalErrorTimestamp: null, postRenderData: null });
  await expect(impatient.ready).resolves.toBeUndefined();
  expect(logs.join('\n')).toContain(`${browserExecutable} did not start, trying the next browser`);
  await impatient.stop();
});

it('leaves no process when it is stopped in mid-render', async () => {
  await post(request('stopped', { holdMs: 20_000 }));
  await until('a render under way', () => isDrawing('stopped'));
  const pid = renderer.workerPid;
  expect(processesOf(path.join(root, 'main'), pid).join('\n')).toContain('chromium');

  await renderer.stop();

  expect(processesOf(path.join(root, 'main'), pid)).toEqual([]);
});

it('leaves no process when its parent is killed', async () => {
  const script = `require(${JSON.stringify(path.join(__dirname, 'start.ts'))})
    .startRenderer(${JSON.stringify(options('orphan'))})
    .then((renderer) => renderer.ready).then(() => console.log('ready'));`;
  const parent = spawn(
    process.execPath,
    ['--import', pathToFileURL(require.resolve('tsx')).href, '--eval', script],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await new Promise((resolve) => parent.stdout.once('data', resolve));
  const dataDir = path.join(root, 'orphan');
  expect(processesOf(dataDir).join('\n')).toContain('chromium');

  parent.kill('SIGKILL');

  await until('an empty process list', () => processesOf(dataDir).length === 0, 5_000);
  expect(processesOf(dataDir)).toEqual([]);
});
