import type { MainCompositionProps } from '../../remotion/catalog';
import { admitWaiting } from './admission';
import { changeExport, putBack } from './change';
import { createDomain, exampleExport } from './memory';
import { finishRender } from './finish';
import { RendererBusyError, type AssetAnswer } from './ports';
import { startExport } from './start';
import type { VideoExport } from './video-export';

type Domain = ReturnType<typeof createDomain>;

const idOf = (number: number): string => `exp_01JZ8Q4S4T${String(number).padStart(16, '0')}`;
const props = { width: 1920, height: 1080, fps: 30, scenes: [] };

async function given(
  domain: Domain,
  number = 1,
  changes: Partial<VideoExport> = {},
  drawn: MainCompositionProps = props,
): Promise<string> {
  const videoExport = exampleExport({ id: idOf(number), cacheKey: `file-${number}`, ...changes });
  await domain.exports.create({
    videoExport,
    props: drawn,
    idempotency: null,
    limits: domain.limits,
    projectVersion: null,
  });
  return videoExport.id;
}

const start = (domain: Domain, exportId: string, attempt = 1) =>
  startExport(domain, { exportId, attempt, ownerId: exampleExport().ownerId, causationId: 'evt_1' });
const rendering = async (domain: Domain) => (await domain.usage.read('user-1', domain.clock())).rendering;

describe('starting an export', () => {
  it('asks the renderer for its attempt, remembers the render, and tells who watches', async () => {
    const domain = createDomain();
    const id = await given(domain);
    domain.clock.advance(1000);
    expect(await start(domain, id)).toBe('started');
    expect(domain.renderer.started).toEqual([
      {
        exportId: id,
        ownerId: 'user-1',
        attempt: 1,
        strain: { memory: 0, time: 0 },
        settings: exampleExport().settings,
        props,
        outputKey: `exports/${id}/1.mp4`,
      },
    ]);
    const stored = await domain.exports.get(id);
    expect(stored).toMatchObject({
      status: 'RENDERING',
      version: 3,
      startedAt: '2026-03-01T12:00:01.000Z',
      render: { renderId: 'render1', bucketName: 'renders' },
    });
    expect(domain.watchers.told).toEqual([stored]);
    expect(await rendering(domain)).toBe(1);
  });

  it('starts nothing for the same message a second time, also while the first is being worked on', async () => {
    const domain = createDomain();
    const id = await given(domain);
    expect((await Promise.all([start(domain, id), start(domain, id), start(domain, id)])).sort()).toEqual([
      'ignored',
      'ignored',
      'started',
    ]);
    expect(await start(domain, id)).toBe('ignored');
    expect(domain.renderer.started).toHaveLength(1);
    expect(await rendering(domain)).toBe(1);
  });

  it.each([
    ['an export that is not there', idOf(0), 1],
    ['an attempt that is not the current one', idOf(1), 2],
  ])('ignores %s', async (_name, exportId, attempt) => {
    const domain = createDomain();
    await given(domain);
    expect(await start(domain, exportId, attempt)).toBe('ignored');
    expect([domain.renderer.started, await rendering(domain)]).toEqual([[], 0]);
  });

  it('starts whatever has waited longer first, as far as there are slots for it', async () => {
    const domain = createDomain({ concurrentRenders: 2 });
    for (const number of [1, 2, 3]) await given(domain, number);
    await given(domain, 0, { ownerId: 'user-2' });
    expect(await start(domain, idOf(3))).toBe('user-waiting');
    expect(domain.renderer.started.map(({ exportId }) => exportId)).toEqual([0, 1, 2].map(idOf));
  });

  it('leaves it rendering when nobody knows whether the request arrived, so that nothing is paid twice', async () => {
    const domain = createDomain();
    const id = await given(domain);
    domain.renderer.onStart = async () => {
      throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    };
    expect(await start(domain, id)).toBe('unclear');
    expect(await domain.exports.get(id)).toMatchObject({ status: 'RENDERING', render: null });
    expect(await start(domain, id)).toBe('ignored');
  });

  it.each([
    ['slot of the user', { concurrentRenders: 1, totalRenders: 20 }, 'user-waiting'],
    ['slot of the stage', { concurrentRenders: 20, totalRenders: 1 }, 'all-waiting'],
    ['function', { concurrentRenders: 20, totalFunctions: 1 }, 'all-waiting'],
  ])('lets it wait while no %s is free', async (_name, limits, result) => {
    const domain = createDomain(limits);
    const [first, second] = [await given(domain, 1), await given(domain, 2)];
    await start(domain, first);
    expect(await start(domain, second)).toBe(result);
    expect(await domain.exports.get(second)).toEqual(exampleExport({ id: second, cacheKey: 'file-2' }));
    expect(domain.renderer.started).toHaveLength(1);
  });

  it('never lets in more than there are slots, of many at once', async () => {
    const domain = createDomain({ concurrentRenders: 3 });
    const ids = [];
    for (let number = 0; number < 10; number += 1) ids.push(await given(domain, number));
    const results = await Promise.all(ids.map((id) => start(domain, id)));
    expect(results.filter((result) => result === 'started')).toHaveLength(3);
    expect(results.filter((result) => result === 'user-waiting')).toHaveLength(7);
  });
});

describe('an asset of an export', () => {
  const url = 'https://cdn.example.com/a.jpg';
  const withAsset = {
    ...props,
    scenes: [{ id: 'intro', template: 'media', durationInFrames: 90, props: { src: url, caption: 'A' } }],
  } as MainCompositionProps;
  const answering = async (answer: AssetAnswer, changes: Partial<VideoExport> = {}) => {
    const domain = createDomain();
    domain.assets.answers.set(url, answer);
    const id = await given(domain, 1, changes, withAsset);
    return { domain, id };
  };

  it('that is there lets the render start', async () => {
    const { domain, id } = await answering({ type: 'found', contentType: 'image/jpeg', sizeInBytes: 1 });
    expect(await start(domain, id)).toBe('started');
    expect(domain.assets.looked).toEqual([url]);
  });

  it('that is not there ends the export before anything is rendered, and gives all back', async () => {
    const { domain, id } = await answering({ type: 'status', statusCode: 404 });
    expect(await start(domain, id)).toBe('failed');
    const ended = await domain.exports.get(id);
    expect(ended).toMatchObject({
      status: 'FAILED',
      billedUsd: 0,
      failure: {
        code: 'ASSET_LOAD',
        message: `Scene intro: ${url} answered with status code 404.`,
        retryable: false,
        sceneId: 'intro',
      },
    });
    expect([domain.renderer.started, await rendering(domain)]).toEqual([[], 0]);
    expect(domain.watchers.told).toEqual([ended]);
    expect(domain.events.published.map(({ type }) => type)).toEqual(['export.failed.v1']);
  });

  it('whose server is down is looked at again by the next attempt, which may succeed', async () => {
    const { domain, id } = await answering({ type: 'status', statusCode: 503 });
    expect(await start(domain, id)).toBe('failed');
    expect(await domain.exports.get(id)).toMatchObject({
      status: 'PENDING',
      attempt: 2,
      attemptsUsed: 1,
      billedUsd: 0,
      notBefore: '2026-03-01T12:00:03.000Z',
    });
    domain.assets.answers.clear();
    domain.clock.advance(3000);
    expect(await start(domain, id, 2)).toBe('started');
  });

  it('whose server stays down fails the export after three attempts', async () => {
    const { domain, id } = await answering({ type: 'error', error: 'TIMEOUT' });
    for (const attempt of [1, 2, 3]) {
      expect(await start(domain, id, attempt)).toBe('failed');
      domain.clock.advance(60_000);
    }
    expect(await domain.exports.get(id)).toMatchObject({
      status: 'FAILED',
      failure: { code: 'ASSET_LOAD', retryable: true, sceneId: 'intro' },
    });
    expect(domain.renderer.started).toEqual([]);
  });

  it('that takes long leaves the others of the queue to another invocation', async () => {
    const { domain, id: second } = await answering(
      { type: 'error', error: 'TIMEOUT' },
      { ownerId: 'user-2' },
    );
    const first = await given(domain, 0, { ownerId: 'user-3' }, withAsset);
    const { look } = domain.assets;
    domain.assets.look = async (urls) => {
      domain.clock.advance(25_000);
      return look.call(domain.assets, urls);
    };
    const request = { exportId: second, attempt: 1, ownerId: 'user-2', causationId: 'evt_1' };
    expect(await startExport(domain, request)).toBe('all-waiting');
    expect(await domain.exports.get(first)).toMatchObject({ status: 'PENDING', attempt: 2 });
    expect(await domain.exports.get(second)).toMatchObject({ status: 'PENDING', attempt: 1 });
    const asked = domain.events.published.map(({ detail }) => (detail.data as { exportId: string }).exportId);
    expect(asked).toEqual([first, second]);
  });
});

describe('a renderer that', () => {
  it('is busy leaves the export waiting with its attempt, gives the slot back, and tells who watches', async () => {
    const domain = createDomain();
    const id = await given(domain);
    domain.renderer.onStart = () => {
      throw new RendererBusyError('no capacity');
    };
    expect(await start(domain, id)).toBe('postponed');
    const stored = await domain.exports.get(id);
    expect(stored).toMatchObject({
      status: 'PENDING',
      attempt: 1,
      render: null,
      startedAt: null,
      version: 3,
      attemptsUsed: 0,
      // Three quarters of four seconds: half of the wait is random.
      notBefore: '2026-03-01T12:00:03.000Z',
    });
    expect(await rendering(domain)).toBe(0);
    expect(domain.watchers.told).toEqual([stored]);
    expect(domain.events.published).toEqual([]);
    expect(domain.requests.waiting).toEqual([{ body: expect.any(String) as string, delaySeconds: 3 }]);
    expect(JSON.parse(domain.requests.waiting[0]?.body ?? '')).toMatchObject({
      'detail-type': 'export.requested.v1',
      detail: { data: { exportId: id, attempt: 1 } },
    });
    domain.renderer.onStart = () => {};
    domain.clock.advance(2999);
    expect(await start(domain, id)).toBe('early');
    expect(domain.requests.waiting[1]?.delaySeconds).toBe(0.001);
    domain.clock.advance(1);
    expect(await start(domain, id)).toBe('started');
  });

  it.each([
    [0, 3],
    [4, 6],
    [12, 12],
    [3600, 225],
  ])('is busy is asked more and more seldom: after %i s, in %i s', async (waitedSeconds, delaySeconds) => {
    const domain = createDomain();
    const id = await given(domain);
    domain.clock.advance(waitedSeconds * 1000);
    domain.renderer.onStart = () => {
      throw new RendererBusyError('no capacity');
    };
    expect(await start(domain, id)).toBe('postponed');
    expect(domain.requests.waiting.map((message) => message.delaySeconds)).toEqual([delaySeconds]);
  });

  it('refuses ends the export, and tells users nothing of why', async () => {
    const domain = createDomain();
    const id = await given(domain);
    domain.renderer.onStart = () => {
      throw new Error('AccessDenied for arn:aws:iam::123:role/secret');
    };
    expect(await start(domain, id)).toBe('failed');
    expect(await domain.exports.get(id)).toMatchObject({
      status: 'FAILED',
      failure: { code: 'INTERNAL', message: 'The renderer could not be started.', retryable: true },
    });
    expect(await rendering(domain)).toBe(0);
    expect(domain.events.published).toMatchObject([
      { type: 'export.failed.v1', detail: { data: { code: 'INTERNAL' } } },
    ]);
    expect(
      domain.log.lines.some(({ level, details }) => level === 'error' && details.error instanceof Error),
    ).toBe(true);
  });

  it('has nothing to render ends the export', async () => {
    const domain = createDomain();
    const id = await given(domain);
    const exports = Object.assign(Object.create(domain.exports) as typeof domain.exports, {
      props: async () => null,
    });
    expect(
      await startExport(
        { ...domain, exports },
        { exportId: id, attempt: 1, ownerId: 'user-1', causationId: 'e' },
      ),
    ).toBe('failed');
    expect(domain.renderer.started).toEqual([]);
  });

  it('is so slow that the end comes before its answer does not undo the end', async () => {
    const domain = createDomain();
    const id = await given(domain);
    domain.outputs.sizes.set(`exports/${id}/1.mp4`, 42);
    domain.renderer.onStart = async () => {
      const outcome = { type: 'success', billedUsd: null } as const;
      await finishRender(domain, {
        exportId: id,
        attempt: 1,
        renderId: 'render1',
        outcome,
        causationId: 'webhook',
      });
    };
    expect(await start(domain, id)).toBe('started');
    expect(await domain.exports.get(id)).toMatchObject({ status: 'COMPLETED', version: 3, sizeInBytes: 42 });
    expect(domain.watchers.told.map(({ status }) => status)).toEqual(['COMPLETED']);
    expect(await rendering(domain)).toBe(0);
  });
});

describe('equal exports', () => {
  const same = { cacheKey: 'shared', estimatedUsd: 0.5 };
  const file = `exports/${idOf(1)}/1.mp4`;
  const finish = (domain: Domain, exportId: string, renderId: string) =>
    finishRender(domain, {
      ...{ exportId, attempt: 1, renderId, causationId: 'webhook' },
      outcome: { type: 'success', billedUsd: 0.25 },
    });

  /** Two equal exports, of which the first renders. */
  async function givenLeader(limits: Parameters<typeof createDomain>[0] = {}): Promise<Domain> {
    const domain = createDomain(limits);
    for (const number of [1, 2]) await given(domain, number, same);
    expect(await start(domain, idOf(1))).toBe('started');
    return domain;
  }

  it('are rendered once: the second one waits for the file, without a slot, and gets it for nothing', async () => {
    const domain = await givenLeader({ concurrentRenders: 5 });
    const before = await domain.exports.get(idOf(2));
    expect(await start(domain, idOf(2))).toBe('following');
    expect(await domain.exports.get(idOf(2))).toEqual(before);
    expect((await domain.exports.sharedFile('shared'))?.followers).toEqual([idOf(2)]);
    domain.outputs.sizes.set(file, 7);
    await finish(domain, idOf(1), 'render1');
    domain.events.published.length = 0;
    domain.watchers.told.length = 0;
    expect(await start(domain, idOf(2))).toBe('reused');
    const reused = await domain.exports.get(idOf(2));
    expect(reused).toMatchObject({
      ...{ status: 'COMPLETED', progress: 1, cacheHit: true, outputKey: file, sizeInBytes: 7 },
      ...{ billedUsd: 0, attempt: 1, render: null, startedAt: null, version: 2 },
    });
    expect([domain.watchers.told, domain.metrics.counted.at(-1)]).toEqual([[reused], reused]);
    expect(domain.events.published).toMatchObject([{ type: 'export.completed.v1' }]);
    expect(domain.renderer.started).toHaveLength(1);
    expect(await domain.usage.read('user-1', domain.clock())).toMatchObject({
      ...{ dailyUsed: 1, rendering: 0, monthlySpentUsd: 0.25, monthlyCommittedUsd: 0.25 },
    });
  });

  it('share the file also while no slot is free', async () => {
    const domain = createDomain({ totalRenders: 1, concurrentRenders: 1 });
    for (const number of [1, 3, 2]) await given(domain, number, number === 3 ? { ownerId: 'user-2' } : same);
    await start(domain, idOf(1));
    domain.outputs.sizes.set(file, 7);
    await finish(domain, idOf(1), 'render1');
    const other = { exportId: idOf(3), attempt: 1, ownerId: 'user-2', causationId: 'evt_1' };
    expect(await startExport(domain, other)).toBe('started');
    expect(await start(domain, idOf(2))).toBe('ignored');
    expect((await domain.exports.get(idOf(2)))?.status).toBe('COMPLETED');
  });

  it('are rendered again when the file has vanished', async () => {
    const domain = await givenLeader();
    domain.outputs.sizes.set(file, 7);
    await finish(domain, idOf(1), 'render1');
    domain.outputs.sizes.clear();
    domain.events.published.length = 0;
    expect(await start(domain, idOf(2))).toBe('all-waiting');
    expect(await domain.exports.sharedFile('shared')).toBeNull();
    expect(domain.events.published).toMatchObject([
      { type: 'export.requested.v1', detail: { data: { exportId: idOf(2) } } },
    ]);
    expect(await start(domain, idOf(2))).toBe('started');
  });

  it('of another file wait for nobody', async () => {
    const domain = await givenLeader({ concurrentRenders: 5 });
    await given(domain, 3);
    expect(await start(domain, idOf(3))).toBe('started');
  });

  it('do not wait for each other: who follows a younger one that waits as well has it started', async () => {
    const domain = createDomain();
    for (const number of [1, 2]) await given(domain, number, same);
    const request = { type: 'claim', at: '2026-03-01T12:00:00.000Z', attempt: 1, functions: 1 } as const;
    const { limits } = domain;
    await changeExport(domain.exports, { exportId: idOf(2), transition: request, limits });
    const waiting = { exportId: idOf(2), attempt: 1, at: '2026-03-01T12:02:00.000Z', notBefore: null };
    expect(await putBack(domain, waiting)).toMatchObject({ status: 'PENDING', leads: true });
    // Nobody asks for the leader itself: its owner has one slot, and the other one is older.
    expect(await admitWaiting(domain, 'run-1')).toBe(1);
    expect(await start(domain, idOf(1))).toBe('following');
    expect(domain.renderer.started.map(({ exportId }) => exportId)).toEqual([idOf(2)]);
  });

  it('leave a leader alone whose next attempt comes later', async () => {
    const domain = await givenLeader();
    const outcome = { type: 'timeout' } as const;
    const request = { exportId: idOf(1), attempt: 1, renderId: 'render1', outcome, causationId: 'webhook' };
    expect(await finishRender(domain, request)).toEqual({ type: 'retried' });
    expect(await start(domain, idOf(2))).toBe('following');
    expect([domain.renderer.started.length, domain.requests.waiting]).toEqual([1, []]);
  });
});
