import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { validateWebhookSignature } from '@remotion/lambda-client';
import { createDomain, exampleExport } from '../exports/memory';
import { startExport } from '../exports/start';
import { isSigned, receiveWebhook } from './remotion-webhook';

/** Two webhooks as a real Remotion function sent them: one of a success, one of an error. */
const samples = JSON.parse(
  readFileSync(path.join(__dirname, '../../tests/fixtures/remotion/webhooks.json'), 'utf8'),
) as { secret: string; headers: Record<string, string>; body: string }[];
const [successSample, errorSample] = samples.map(({ body }) => JSON.parse(body) as Record<string, unknown>);

const secret = samples[0]?.secret ?? '';
const exportId = 'exp_01JZ8Q4S4T6V8X0Y2Z4A6B8C0E';
const customData = { exportId, attempt: 1 };
const success = { ...successSample, renderId: 'render1', customData };
const error = { ...errorSample, renderId: 'render1', customData };

const sign = (body: string, key = secret, algorithm = 'sha512'): string =>
  `sha512=${createHmac(algorithm, key).update(body).digest('hex')}`;

/** An export that renders as `render1`, with its file. */
async function given({ started = true } = {}) {
  const domain = { ...createDomain(), attemptUsd: () => 0.125 };
  const props = { width: 1920, height: 1080, fps: 30, scenes: [] };
  await domain.exports.create({
    videoExport: exampleExport(),
    props,
    idempotency: null,
    limits: domain.limits,
    projectVersion: null,
  });
  if (started) await startExport(domain, { exportId, attempt: 1, ownerId: 'user-1', causationId: 'evt_1' });
  domain.outputs.sizes.set(`exports/${exportId}/1.mp4`, 386_984);
  const secrets = jest.fn(async (): Promise<readonly string[]> => [secret]);
  return { ...domain, secret: async () => secret, secrets };
}
type World = Awaited<ReturnType<typeof given>>;

const send = (world: World, payload: unknown, signature?: string | null) => {
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return receiveWebhook(world, {
    rawBody: Buffer.from(body),
    signature: signature === null ? undefined : (signature ?? sign(body)),
    requestId: 'request-9',
  });
};
const stored = async (world: World) => world.exports.get(exportId);

describe("Remotion's signature", () => {
  it.each(samples.map((sample) => [sample.headers['x-remotion-status'], sample] as const))(
    'on the real webhook of a %s is right, as Remotion itself finds',
    (_status, { body, headers }) => {
      const signature = headers['x-remotion-signature'] ?? '';
      expect(isSigned({ rawBody: Buffer.from(body), signature }, secret)).toBe(true);
      const validate = () =>
        validateWebhookSignature({ secret, body: JSON.parse(body), signatureHeader: signature });
      expect(validate).not.toThrow();
    },
  );

  const body = JSON.stringify(success);
  const right = sign(body);
  it.each([
    ['is absent', undefined],
    ['is empty', ''],
    ['is what Remotion sends without a secret', 'NO_SECRET_PROVIDED'],
    ['is made with another secret', sign(body, 'other')],
    ['is made with an empty secret', createHmac('sha512', '').update(body).digest('hex')],
    ['is made with another algorithm', sign(body, secret, 'sha256')],
    ['lacks its prefix', right.slice('sha512='.length)],
    ['has another prefix', right.replace('sha512', 'sha256')],
    ['is in upper case', right.toUpperCase()],
    ['has its digits in upper case', `sha512=${right.slice(7).toUpperCase()}`],
    ['is cut', right.slice(0, -1)],
    ['has something behind it', `${right} `],
    ['differs in the last digit', right.slice(0, -1) + (right.endsWith('0') ? '1' : '0')],
  ])('that %s is refused with 401, and changes nothing', async (_name, signature) => {
    const world = await given();
    const before = await stored(world);
    expect(await send(world, body, signature ?? null)).toEqual({
      statusCode: 401,
      body: { result: 'refused', reason: 'The signature is missing or wrong.' },
    });
    expect(await stored(world)).toEqual(before);
    expect(world.events.published).toEqual([]);
    expect(() =>
      validateWebhookSignature({ secret, body: success, signatureHeader: signature ?? '' }),
    ).toThrow();
  });

  it('covers every byte of the body', () => {
    const rawBody = Buffer.from(body);
    for (let at = 0; at < rawBody.length; at += 1) {
      const altered = Buffer.from(rawBody);
      altered[at] = (altered[at] ?? 0) ^ 1;
      expect(isSigned({ rawBody: altered, signature: right }, secret)).toBe(false);
    }
    expect(isSigned({ rawBody, signature: right }, secret)).toBe(true);
  });

  it('is looked at before the body is', async () => {
    const world = await given();
    expect((await send(world, 'not JSON', 'sha512=00')).statusCode).toBe(401);
  });
});

describe('while a secret is being replaced', () => {
  const body = JSON.stringify(success);
  const completed = { statusCode: 200, body: { result: 'completed' } };

  it('a webhook with the old one is taken, since its render began with it', async () => {
    const world = await given();
    world.secrets.mockResolvedValue(['new', secret]);
    expect(await send({ ...world, secret: async () => 'new' }, body)).toEqual(completed);
  });

  it('a webhook with the new one is taken by a process that does not know it yet', async () => {
    const world = await given();
    world.secrets.mockResolvedValue(['new', secret]);
    expect(await send(world, body, sign(body, 'new'))).toEqual(completed);
  });

  it('a webhook with one of before that is refused', async () => {
    const world = await given();
    world.secrets.mockResolvedValue(['newest', 'new']);
    expect(await send({ ...world, secret: async () => 'new' }, body)).toMatchObject({ statusCode: 401 });
    expect((await stored(world))?.status).toBe('RENDERING');
  });

  it('nothing is read again for a webhook that is signed as it should be, or not in this form at all', async () => {
    const world = await given();
    await send(world, body);
    for (const signature of [undefined, '', 'NO_SECRET_PROVIDED', 'sha512=00', sign(body, 'x', 'sha256')]) {
      await send(world, body, signature ?? null);
    }
    expect(world.secrets).not.toHaveBeenCalled();
    await send(world, body, sign(body, 'other'));
    expect(world.secrets).toHaveBeenCalledTimes(1);
  });
});

describe('a webhook', () => {
  it('of a success completes the export at what Remotion says it cost', async () => {
    const world = await given();
    expect(await send(world, success)).toEqual({ statusCode: 200, body: { result: 'completed' } });
    expect(await stored(world)).toMatchObject({
      status: 'COMPLETED',
      sizeInBytes: 386_984,
      billedUsd: 0.00021,
    });
    expect(world.events.published).toMatchObject([{ detail: { metadata: { causationId: 'request-9' } } }]);
  });

  it('of an error fails the export with its first line', async () => {
    const world = await given();
    expect(await send(world, error)).toEqual({ statusCode: 200, body: { result: 'failed' } });
    expect(await stored(world)).toMatchObject({
      failure: { code: 'SCENE_CODE', message: 'boom at frame 30', retryable: false },
    });
  });

  it('of a timeout has the export tried again, unless its file is there', async () => {
    const timeout = { type: 'timeout', renderId: 'render1', bucketName: 'b', customData };
    const world = await given();
    world.outputs.sizes.clear();
    expect(await send(world, timeout)).toEqual({ statusCode: 200, body: { result: 'retried' } });
    expect(await stored(world)).toMatchObject({ status: 'PENDING', attempt: 2, strain: { time: 1 } });
    expect(await send(await given(), timeout)).toEqual({ statusCode: 200, body: { result: 'completed' } });
  });

  it('that comes again changes nothing, and is answered well, so that Remotion stops', async () => {
    const world = await given();
    await send(world, success);
    const before = await stored(world);
    const again = { statusCode: 200, body: { result: 'ignored', reason: 'ended' } };
    for (const payload of [success, success, error]) expect(await send(world, payload)).toEqual(again);
    expect(await stored(world)).toEqual(before);
    expect(world.events.published).toHaveLength(1);
  });

  it('that comes before the start was saved ends the export all the same', async () => {
    const world = await given({ started: false });
    const before = await world.exports.get(exportId);
    if (before === null) throw new Error('no export');
    const claimed = { ...before, status: 'RENDERING' as const, version: 2 };
    await world.exports.save({ before, after: claimed, limits: world.limits });
    expect(await send(world, { ...success, renderId: 'not-saved-yet' })).toEqual({
      statusCode: 200,
      body: { result: 'completed' },
    });
  });

  it.each([
    ['an unknown export', { customData: { exportId: 'exp_unknown', attempt: 1 } }, 'unknown'],
    ['another attempt', { customData: { exportId, attempt: 2 } }, 'other-attempt'],
    ['another render', { renderId: 'render2' }, 'other-render'],
  ])('of %s changes nothing', async (_name, changes, reason) => {
    const world = await given();
    expect(await send(world, { ...success, ...changes })).toEqual({
      statusCode: 200,
      body: { result: 'ignored', reason },
    });
    expect((await stored(world))?.status).toBe('RENDERING');
  });

  it.each([
    ['not JSON', '{"type":'],
    ['nothing', ''],
    ['null', 'null'],
    ['a list', [success]],
    ['of an unknown type', { ...success, type: 'progress' }],
    ['without custom data', { ...success, customData: null }],
    ["somebody else's custom data", { ...success, customData: { exportId: 'e1' } }],
    ['an attempt as text', { ...success, customData: { exportId, attempt: '1' } }],
    ['a long export id', { ...success, customData: { exportId: 'x'.repeat(65), attempt: 1 } }],
    ['a path for a render id', { ...success, renderId: '../../x' }],
    ['no render id', { ...success, renderId: undefined }],
    ['a negative price', { ...success, costs: { estimatedCost: -1 } }],
    ['errors that are no list', { ...error, errors: 'boom' }],
  ])('that is %s is refused with 400, though it is signed', async (_name, payload) => {
    const world = await given();
    expect(await send(world, payload)).toEqual({
      statusCode: 400,
      body: { result: 'refused', reason: 'The body is not a webhook of a render that Reelway started.' },
    });
    expect((await stored(world))?.status).toBe('RENDERING');
  });

  it('without a price, or without errors, is taken all the same', async () => {
    const world = await given();
    await send(world, { ...success, costs: null });
    expect(await stored(world)).toMatchObject({ status: 'COMPLETED', billedUsd: 0.125 });
    const other = await given();
    await send(other, { ...error, errors: [] });
    expect(await stored(other)).toMatchObject({
      failure: { message: 'The render failed without a message.' },
    });
  });

  it('above 256 KB is refused with 413 before its signature is computed', async () => {
    const world = await given();
    const padded = (bytes: number) =>
      JSON.stringify({ ...success, padding: '' }).replace('"padding":""', `"padding":"${'x'.repeat(bytes)}"`);
    const rest = padded(0).length;
    expect((await send(world, padded(256 * 1024 - rest + 1))).statusCode).toBe(413);
    expect((await stored(world))?.status).toBe('RENDERING');
    expect((await send(world, padded(256 * 1024 - rest))).statusCode).toBe(200);
  });

  it('is not answered well when the store fails: Remotion shall try again', async () => {
    const world = await given();
    const outputs = { head: () => Promise.reject(new Error('S3 is down')) };
    await expect(send({ ...world, outputs } as unknown as World, success)).rejects.toThrow('S3 is down');
  });

  it('leaves no content of the request in the log', async () => {
    const world = await given();
    for (const signature of [undefined, 'sha512=00'])
      await send(world, { ...success, x: 'top-content' }, signature);
    await send(world, 'top-content');
    expect(JSON.stringify(world.log.lines)).not.toMatch(/top-content|top-secret|sha512/);
  });
});
