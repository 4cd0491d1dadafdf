import type { DomainEvent } from '../events/define-event';
import { finishRender } from './finish';
import { createDomain, exampleExport } from './memory';
import type { RenderOutcome, RenderProgress, RenderProgressReader } from './ports';
import { followRender } from './progress';
import { startExport } from './start';
import type { RenderRef, VideoExport } from './video-export';

type Domain = ReturnType<typeof createDomain>;

const id = 'exp_01JZ8Q4S4T6V8X0Y2Z4A6B8C0E';
const key = `exports/${id}/1.mp4`;
const success = { type: 'success', billedUsd: 0.25 } as const;
const render = { renderId: 'render1', bucketName: 'renders' };

/** An export of one dollar that renders as `render1`. */
async function given(
  limits: Parameters<typeof createDomain>[0] = {},
  changes: Partial<VideoExport> = {},
): Promise<Domain> {
  const domain = { ...createDomain(limits), attemptUsd: () => 0.125 };
  const videoExport = exampleExport({ estimatedUsd: 1, ...changes });
  const props = { width: 1920, height: 1080, fps: 30, scenes: [] };
  await domain.exports.create({
    videoExport,
    props,
    idempotency: null,
    limits: domain.limits,
    projectVersion: null,
  });
  await startExport(domain, { exportId: id, attempt: 1, ownerId: 'user-1', causationId: 'evt_1' });
  domain.watchers.told.length = 0;
  domain.clock.advance(10_000);
  return domain;
}

type Finishing = Omit<Domain, 'renders'> & { readonly renders: RenderProgressReader };

const finish = (domain: Finishing, outcome: RenderOutcome, changes = {}) =>
  finishRender(domain, {
    exportId: id,
    attempt: 1,
    renderId: 'render1',
    outcome,
    causationId: 'webhook-1',
    ...changes,
  });

const rendering = async (domain: Domain) => (await domain.usage.read('user-1', domain.clock())).rendering;

describe('the end of a render that replaces scenes which fail', () => {
  const sceneErrors = [{ sceneId: 'bad', sceneIndex: 1, line: 3, message: 'it broke' }];
  const target = { exportId: id, attempt: 1 };
  const ended = (outcome: RenderOutcome): RenderProgress => ({
    ...{ renderId: 'render1', target, overall: 1, sizeInBytes: 0, outcome },
  });
  /** Counts what is read. */
  const withRenders = async (changes: Partial<VideoExport>, progress: RenderProgress | null) => {
    const domain = await given({}, changes);
    domain.outputs.sizes.set(key, 386_984);
    const read = jest.fn<Promise<RenderProgress | null>, [RenderRef]>(async () => progress);
    return { domain: { ...domain, renders: { read } }, read };
  };

  it('is told of by progress.json, without another look', async () => {
    const { domain, read } = await withRenders({ fallsBack: true }, null);
    expect(await finish(domain, { ...success, sceneErrors })).toEqual({ type: 'completed' });
    expect((await domain.exports.get(id))?.sceneErrors).toEqual(sceneErrors);
    expect(read).not.toHaveBeenCalled();
  });

  it.each([
    ['a webhook, which does not tell', success],
    ['a time-out of a render that has its file', { type: 'timeout' }],
  ] as const)('is looked up after %s', async (_name, outcome) => {
    const { domain, read } = await withRenders({ fallsBack: true }, ended({ ...success, sceneErrors }));
    expect(await finish(domain, outcome)).toEqual({ type: 'completed' });
    expect((await domain.exports.get(id))?.sceneErrors).toEqual(sceneErrors);
    expect(read.mock.calls).toEqual([[render]]);
  });

  it('says nothing where all went well', async () => {
    const { domain } = await withRenders({ fallsBack: true }, ended({ ...success, sceneErrors: [] }));
    await finish(domain, success);
    expect(await domain.exports.get(id)).not.toHaveProperty('sceneErrors');
  });

  it('is not looked up for an export whose scenes end it', async () => {
    const { domain, read } = await withRenders({}, null);
    expect(await finish(domain, success)).toEqual({ type: 'completed' });
    expect(read).not.toHaveBeenCalled();
  });

  it('is not ended while S3 does not answer: whoever told of it tells again', async () => {
    const { domain } = await withRenders({ fallsBack: true }, null);
    const renders = { read: () => Promise.reject(new Error('S3 is down')) };
    await expect(finish({ ...domain, renders }, success)).rejects.toThrow('S3 is down');
    expect((await domain.exports.get(id))?.status).toBe('RENDERING');
  });
});

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
      billedUsd: 0.125,
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

  it('tells subscribers before it publishes, and whom in the event, so that whoever receives it knows who is left', async () => {
    const domain = await given();
    domain.outputs.sizes.set(key, 1);
    const order: unknown[] = [];
    const subscriber = {
      connectionId: 'connection',
      operationId: 'operation',
      snapshotUntil: 1_700_000_000_500,
    };
    domain.exports.subscribersOf = async () => [subscriber];
    const watchers = {
      ended: async ({ status }: VideoExport, subscribers: unknown) => (
        order.push(`told ${status}`),
        subscribers
      ),
    };
    const events = {
      publish: async ([event]: readonly DomainEvent[]) =>
        void order.push(String(event?.type), event?.detail.data),
    };
    await finish({ ...domain, watchers, events } as unknown as Domain, success);
    expect(order).toEqual([
      'told COMPLETED',
      'export.completed.v1',
      expect.objectContaining({ told: [subscriber] }),
    ]);
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
        render: { renderId: 'render1', bucketName: 'renders' },
        progress,
        at: '2026-03-01T12:00:11.000Z',
        minIntervalMs: 0,
      });
    await Promise.all([finish(domain, success), raise(0.1), raise(0.2)]);
    expect(await domain.exports.get(id)).toMatchObject({ status: 'COMPLETED', progress: 1 });
  });
});

describe('an attempt that failed', () => {
  const outcomes: Record<string, RenderOutcome> = {
    TIMEOUT: { type: 'timeout' },
    STORAGE: success,
    OUT_OF_MEMORY: { type: 'error', name: 'Error', message: 'Page crashed!' },
    ASSET_LOAD: { type: 'error', name: 'Error', message: 'Error loading image with src: a.png' },
    THROTTLED: { type: 'error', name: 'TooManyRequestsException', message: 'Rate Exceeded.' },
  };
  /** Starts the attempt as soon as it may, and ends it. */
  async function tryAgain(domain: Domain, attempt: number, outcome: RenderOutcome) {
    const { notBefore } = (await domain.exports.get(id)) as VideoExport;
    domain.clock.advance(Date.parse(notBefore ?? '') - domain.clock().getTime());
    const request = { exportId: id, attempt, ownerId: 'user-1', causationId: 'evt_2' };
    expect(await startExport(domain, request)).toBe('started');
    return finish(domain, outcome, { attempt, renderId: `render${attempt}` });
  }

  it.each([
    ['TIMEOUT', 'The render took longer than it may.', { memory: 0, time: 2 }],
    ['STORAGE', 'The render ended, but its file was not found.', { memory: 0, time: 0 }],
    ['OUT_OF_MEMORY', 'Page crashed!', { memory: 2, time: 0 }],
    ['ASSET_LOAD', 'Error loading image with src: a.png', { memory: 0, time: 0 }],
  ] as const)(
    'by %s is followed by two others, then the export has failed',
    async (code, message, strain) => {
      const domain = await given();
      const outcome = outcomes[code] as RenderOutcome;
      expect(await finish(domain, outcome)).toEqual({ type: 'retried' });
      expect(await domain.exports.get(id)).toMatchObject({ status: 'PENDING', attempt: 2, attemptsUsed: 1 });
      expect(await rendering(domain)).toBe(0);
      expect(await tryAgain(domain, 2, outcome)).toEqual({ type: 'retried' });
      expect(await tryAgain(domain, 3, outcome)).toEqual({ type: 'failed' });
      expect(domain.renderer.started.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
      expect(domain.renderer.started[2]?.strain).toEqual(strain);
      expect(await domain.exports.get(id)).toMatchObject({
        ...{ status: 'FAILED', attempt: 3, attemptsUsed: 2 },
        failure: { code, message, retryable: true },
      });
    },
  );

  it('waits, tells who watches, and is asked for by its new number', async () => {
    const domain = await given();
    await finish(domain, { type: 'timeout' });
    const stored = await domain.exports.get(id);
    expect(stored).toMatchObject({ status: 'PENDING', notBefore: '2026-03-01T12:00:13.000Z', failure: null });
    expect(domain.watchers.told).toEqual([stored]);
    expect(domain.events.published).toMatchObject([
      { type: 'export.requested.v1', detail: { data: { exportId: id, ownerId: 'user-1', attempt: 2 } } },
    ]);
    expect(domain.metrics.counted).toEqual([]);
  });

  it('because of throttling does not count, and waits longer each time', async () => {
    const domain = await given();
    const throttled = outcomes.THROTTLED as RenderOutcome;
    await finish(domain, throttled);
    for (let attempt = 2; attempt <= 5; attempt += 1) {
      expect(await tryAgain(domain, attempt, throttled)).toEqual({ type: 'retried' });
    }
    expect(await domain.exports.get(id)).toMatchObject({ attempt: 6, attemptsUsed: 0 });
    const { notBefore } = (await domain.exports.get(id)) as VideoExport;
    expect(Date.parse(notBefore ?? '') - domain.clock().getTime()).toBe(48_000);
    domain.outputs.sizes.set(`exports/${id}/6.mp4`, 1);
    expect(await tryAgain(domain, 6, success)).toEqual({ type: 'completed' });
  });

  it('costs money that is spent at once, while the reservation stays', async () => {
    const domain = await given();
    await finish(domain, { type: 'timeout' });
    expect(await domain.exports.get(id)).toMatchObject({ billedUsd: 0.125 });
    expect(await domain.usage.read('user-1', domain.clock())).toMatchObject({
      monthlySpentUsd: 0.125,
      monthlyCommittedUsd: 1.125,
    });
    domain.outputs.sizes.set(`exports/${id}/2.mp4`, 1);
    await tryAgain(domain, 2, success);
    expect(await domain.exports.get(id)).toMatchObject({ status: 'COMPLETED', billedUsd: 0.375 });
    expect(await domain.usage.read('user-1', domain.clock())).toMatchObject({
      monthlySpentUsd: 0.375,
      monthlyCommittedUsd: 0.375,
    });
  });

  it('costs what Remotion says, when it says so', async () => {
    const domain = await given();
    await finish(domain, { ...outcomes.OUT_OF_MEMORY, billedUsd: 0.5 } as RenderOutcome);
    expect(await domain.exports.get(id)).toMatchObject({ status: 'PENDING', billedUsd: 0.5 });
  });

  it.each([
    [1.125, 'retried', 'PENDING'],
    [1.124, 'failed', 'FAILED'],
  ])(
    'is only repeated while there is money: at a budget of $%d it is %s',
    async (monthlyBudgetUsd, type, status) => {
      const domain = await given({ monthlyBudgetUsd });
      expect(await finish(domain, { type: 'timeout' })).toEqual({ type });
      expect(await domain.exports.get(id)).toMatchObject({ status, billedUsd: 0.125 });
      expect(await rendering(domain)).toBe(0);
    },
  );

  it('is not ended once more by its own late words', async () => {
    const domain = await given();
    await finish(domain, { type: 'timeout' });
    const stored = await domain.exports.get(id);
    for (const outcome of Object.values(outcomes)) {
      expect(await finish(domain, outcome)).toEqual({ type: 'ignored', reason: 'other-attempt' });
    }
    expect(await domain.exports.get(id)).toEqual(stored);
  });

  it('and then succeeds late leaves no file behind', async () => {
    const domain = await given();
    await finish(domain, { type: 'timeout' });
    domain.outputs.sizes.set(key, 1);
    expect(await finish(domain, success)).toEqual({ type: 'ignored', reason: 'other-attempt' });
    expect([...domain.outputs.sizes]).toEqual([]);
  });
});

describe('following a render', () => {
  const target = { exportId: id, attempt: 1 };
  const say = (domain: Domain, progress: Partial<RenderProgress>): void =>
    void domain.renders.files.set('renders/render1', {
      renderId: 'render1',
      target,
      overall: 0,
      sizeInBytes: 0,
      outcome: null,
      ...progress,
    });
  const follow = (domain: Domain, known = null as typeof target | null) =>
    followRender(domain, render, 's3-event', known === null ? {} : { target: known });

  it('raises progress and tells who watches, about once a second', async () => {
    const domain = await given();
    say(domain, { overall: 0.25 });
    expect(await follow(domain)).toMatchObject({ type: 'raised' });
    expect(domain.watchers.told).toEqual([await domain.exports.get(id)]);
    domain.clock.advance(250);
    say(domain, { overall: 0.5 });
    expect(await follow(domain)).toMatchObject({ type: 'unchanged' });
    domain.clock.advance(650);
    expect(await follow(domain)).toMatchObject({ type: 'raised' });
    expect(domain.watchers.told.map(({ progress }) => progress)).toEqual([0.25, 0.5]);
  });

  it('never lowers progress, and shows 100 % to nobody before the file was seen', async () => {
    const domain = await given();
    say(domain, { overall: 1 });
    await follow(domain);
    expect((await domain.exports.get(id))?.progress).toBe(0.99);
    domain.clock.advance(5000);
    say(domain, { overall: 0.2 });
    expect(await follow(domain)).toMatchObject({ type: 'unchanged' });
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
    expect(await follow(domain)).toMatchObject({ type: 'unchanged' });
    expect(await domain.exports.get(id)).toMatchObject({ progress: 0 });
  });

  it('ends a render that failed before it could say whose it is, for those who know', async () => {
    const domain = await given();
    say(domain, { target: null, outcome: { type: 'error', name: 'Error', message: 'boom' } });
    expect(await follow(domain, target)).toEqual({ type: 'failed' });
  });
});
