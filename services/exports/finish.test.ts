import { finishRender } from './finish';
import { createDomain, exampleExport } from './memory';
import type { RenderOutcome, RenderProgress } from './ports';
import { followRender } from './progress';
import { startExport } from './start';

type Domain = ReturnType<typeof createDomain>;

const id = 'exp_01JZ8Q4S4T6V8X0Y2Z4A6B8C0E';
const key = `exports/${id}/1.mp4`;
const success = { type: 'success', billedUsd: 0.25 } as const;
const render = { renderId: 'render1', bucketName: 'renders' };

/** An export of one dollar that renders as `render1`. */
async function given(): Promise<Domain> {
  const domain = createDomain();
  const videoExport = exampleExport({ estimatedUsd: 1 });
  const props = { width: 1920, height: 1080, fps: 30, scenes: [] };
  await domain.exports.create({ videoExport, props, idempotency: null, limits: domain.limits });
  await startExport(domain, { exportId: id, attempt: 1, ownerId: 'user-1', causationId: 'evt_1' });
  domain.watchers.told.length = 0;
  domain.clock.advance(10_000);
  return domain;
}

const finish = (domain: Domain, outcome: RenderOutcome, changes = {}) =>
  finishRender(domain, {
    exportId: id,
    attempt: 1,
    renderId: 'render1',
    outcome,
    causationId: 'webhook-1',
    ...changes,
  });

const rendering = async (domain: Domain) => (await domain.usage.read('user-1', domain.clock())).rendering;

describe('the end of a render', () => {
  it('with a file completes the export, frees the slot, settles the money, tells who watches and all others', async () => {
    const domain = await given();
    domain.outputs.sizes.set(key, 386_984);
    expect(await finish(domain, success)).toEqual({ type: 'completed' });
    const stored = await domain.exports.get(id);
    expect(stored).toMatchObject({
      status: 'COMPLETED',
      progress: 1,
      version: 4,
      outputKey: key,
      sizeInBytes: 386_984,
      billedUsd: 0.25,
      finishedAt: '2026-03-01T12:00:10.000Z',
    });
    expect([domain.watchers.told, domain.metrics.counted]).toEqual([[stored], [stored]]);
    expect(domain.events.published).toEqual([
      {
        type: 'export.completed.v1',
        detail: {
          metadata: {
            id: expect.stringMatching(/^evt_/) as string,
            time: '2026-03-01T12:00:10.000Z',
            correlationId: 'request-1',
            causationId: 'webhook-1',
          },
          data: { exportId: id, ownerId: 'user-1', attempt: 1, sizeInBytes: 386_984, billedUsd: 0.25 },
        },
      },
    ]);
    expect(await domain.usage.read('user-1', domain.clock())).toMatchObject({
      rendering: 0,
      monthlySpentUsd: 0.25,
    });
  });

  it('with an error fails the export with its first line, and says so', async () => {
    const domain = await given();
    const outcome = {
      type: 'error',
      name: 'Error',
      message: 'boom at frame 30\n    at Main (bundle.js:19:47)',
    } as const;
    expect(await finish(domain, outcome)).toEqual({ type: 'failed' });
    expect(await domain.exports.get(id)).toMatchObject({
      status: 'FAILED',
      failure: { code: 'SCENE_CODE', message: 'boom at frame 30', retryable: false },
      outputKey: null,
    });
    expect(domain.events.published).toMatchObject([
      { type: 'export.failed.v1', detail: { data: { code: 'SCENE_CODE' } } },
    ]);
    expect(await rendering(domain)).toBe(0);
  });

  it('with an error is no success, even if an older file lies there', async () => {
    const domain = await given();
    domain.outputs.sizes.set(key, 1);
    expect(await finish(domain, { type: 'error', name: 'Error', message: 'boom' })).toEqual({
      type: 'failed',
    });
  });

  it('by a timeout is a success when the file is there', async () => {
    const domain = await given();
    domain.outputs.sizes.set(key, 99);
    expect(await finish(domain, { type: 'timeout' })).toEqual({ type: 'completed' });
    expect(await domain.exports.get(id)).toMatchObject({
      status: 'COMPLETED',
      sizeInBytes: 99,
      billedUsd: null,
    });
  });

  it.each([
    [{ type: 'timeout' } as const, 'TIMEOUT', 'The render took longer than it may.'],
    [success, 'STORAGE', 'The render ended, but its file was not found.'],
  ])('%j without a file is a failure', async (outcome, code, message) => {
    const domain = await given();
    expect(await finish(domain, outcome)).toEqual({ type: 'failed' });
    expect(await domain.exports.get(id)).toMatchObject({
      status: 'FAILED',
      failure: { code, message, retryable: true },
    });
  });

  it('changes nothing the second time, whatever it says', async () => {
    const domain = await given();
    domain.outputs.sizes.set(key, 1);
    await finish(domain, success);
    const stored = await domain.exports.get(id);
    for (const outcome of [
      success,
      { type: 'timeout' },
      { type: 'error', name: 'E', message: 'm' },
    ] as const) {
      expect(await finish(domain, outcome)).toEqual({ type: 'ignored', reason: 'ended' });
    }
    expect(await domain.exports.get(id)).toEqual(stored);
    expect(domain.events.published).toHaveLength(1);
  });

  it('is told again by each later report, for the case that the first one died before telling', async () => {
    const domain = await given();
    domain.outputs.sizes.set(key, 1);
    await finish(domain, success);
    await finish(domain, success);
    const stored = await domain.exports.get(id);
    expect(domain.watchers.told).toEqual([stored, stored]);
  });

  it('is written, announced and counted once when it comes many times at once', async () => {
    const domain = await given();
    domain.outputs.sizes.set(key, 1);
    const outcomes: RenderOutcome[] = [
      success,
      { type: 'timeout' },
      { type: 'error', name: 'E', message: 'm' },
      success,
    ];
    const results = await Promise.all(outcomes.map((outcome) => finish(domain, outcome)));
    expect(results.filter(({ type }) => type !== 'ignored')).toHaveLength(1);
    expect(domain.events.published).toHaveLength(1);
    expect(new Set(domain.watchers.told.map(({ version }) => version)).size).toBe(1);
    expect(domain.metrics.counted).toHaveLength(1);
  });

  it.each([
    ['an unknown export', { exportId: 'exp_unknown' }, 'unknown'],
    ['another attempt', { attempt: 2 }, 'other-attempt'],
    ['another render', { renderId: 'render2' }, 'other-render'],
  ])('of %s is ignored', async (_name, changes, reason) => {
    const domain = await given();
    for (const attempt of [1, 2]) domain.outputs.sizes.set(`exports/${id}/${attempt}.mp4`, 1);
    expect(await finish(domain, success, changes)).toEqual({ type: 'ignored', reason });
    expect((await domain.exports.get(id))?.status).toBe('RENDERING');
    expect([domain.events.published, domain.watchers.told]).toEqual([[], []]);
  });

  it('stands when the event cannot be sent, and those who watch are told all the same', async () => {
    const domain = await given();
    domain.outputs.sizes.set(key, 1);
    domain.events.failure = new Error('EventBridge is down');
    expect(await finish(domain, success)).toEqual({ type: 'completed' });
    expect((await domain.exports.get(id))?.status).toBe('COMPLETED');
    expect(domain.watchers.told).toHaveLength(1);
    expect(domain.log.lines.map(({ level }) => level)).toContain('warn');
  });

  it('is not decided while S3 cannot be asked', async () => {
    const domain = await given();
    const outputs = { head: async () => Promise.reject(new Error('S3 is down')) };
    await expect(finish({ ...domain, outputs } as unknown as Domain, success)).rejects.toThrow('S3 is down');
    expect((await domain.exports.get(id))?.status).toBe('RENDERING');
  });

  it('wins against progress that is written at the same time', async () => {
    const domain = await given();
    domain.outputs.sizes.set(key, 1);
    const raise = (progress: number) =>
      domain.exports.recordProgress({
        exportId: id,
        attempt: 1,
        renderId: 'render1',
        progress,
        at: '2026-03-01T12:00:11.000Z',
        minIntervalMs: 0,
      });
    await Promise.all([finish(domain, success), raise(0.1), raise(0.2)]);
    expect(await domain.exports.get(id)).toMatchObject({ status: 'COMPLETED', progress: 1 });
  });
});

describe('following a render', () => {
  const target = { exportId: id, attempt: 1 };
  const say = (domain: Domain, progress: Partial<RenderProgress>): void =>
    void domain.renders.files.set('renders/render1', {
      renderId: 'render1',
      target,
      overall: 0,
      outcome: null,
      ...progress,
    });
  const follow = (domain: Domain, known = null as typeof target | null) =>
    followRender(domain, render, 's3-event', known);

  it('raises progress and tells who watches, about once a second', async () => {
    const domain = await given();
    say(domain, { overall: 0.25 });
    expect(await follow(domain)).toEqual({ type: 'raised' });
    expect(domain.watchers.told).toEqual([await domain.exports.get(id)]);
    domain.clock.advance(250);
    say(domain, { overall: 0.5 });
    expect(await follow(domain)).toEqual({ type: 'unchanged' });
    domain.clock.advance(650);
    expect(await follow(domain)).toEqual({ type: 'raised' });
    expect(domain.watchers.told.map(({ progress }) => progress)).toEqual([0.25, 0.5]);
  });

  it('never lowers progress, and shows 100 % to nobody before the file was seen', async () => {
    const domain = await given();
    say(domain, { overall: 1 });
    await follow(domain);
    expect((await domain.exports.get(id))?.progress).toBe(0.99);
    domain.clock.advance(5000);
    say(domain, { overall: 0.2 });
    expect(await follow(domain)).toEqual({ type: 'unchanged' });
    expect((await domain.exports.get(id))?.progress).toBe(0.99);
  });

  it('ends the export alone, when the webhook never comes', async () => {
    const domain = await given();
    domain.outputs.sizes.set(key, 7);
    say(domain, { outcome: success });
    expect(await follow(domain)).toEqual({ type: 'completed' });
    expect(await finish(domain, success)).toEqual({ type: 'ignored', reason: 'ended' });
    expect(domain.events.published).toHaveLength(1);
  });

  it('fails the export alone, with an error that no webhook could carry', async () => {
    const domain = await given();
    say(domain, { outcome: { type: 'error', name: 'Error', message: 'Ümläut' } });
    expect(await follow(domain)).toEqual({ type: 'failed' });
    expect(await domain.exports.get(id)).toMatchObject({ failure: { message: 'Ümläut' } });
  });

  it('ignores a render that has said nothing, is of nobody, or of an older attempt', async () => {
    const domain = await given();
    expect(await follow(domain)).toEqual({ type: 'ignored', reason: 'unknown' });
    say(domain, { target: null, overall: 0.5 });
    expect(await follow(domain)).toEqual({ type: 'ignored', reason: 'unknown' });
    say(domain, { target: { exportId: id, attempt: 2 }, overall: 0.5 });
    expect(await follow(domain)).toEqual({ type: 'unchanged' });
    expect(await domain.exports.get(id)).toMatchObject({ progress: 0 });
  });

  it('ends a render that failed before it could say whose it is, for those who know', async () => {
    const domain = await given();
    say(domain, { target: null, outcome: { type: 'error', name: 'Error', message: 'boom' } });
    expect(await follow(domain, target)).toEqual({ type: 'failed' });
  });
});
