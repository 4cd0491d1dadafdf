import { cancelExport } from './cancel';
import { createDomain, exampleExport } from './memory';
import { RELEASED_AT_ONCE } from './ports';
import { reconcile } from './reconcile';
import { deleteExport } from './delete';
import { startExport } from './start';
import type { VideoExport } from './video-export';

type Domain = ReturnType<typeof createDomain>;

const MINUTE_MS = 60_000;
/** Longer than a render may be silent. */
const TIMEOUT_MS = 30 * MINUTE_MS;
const nothing = {
  ...{ asked: 0, ended: 0, restarted: 0, expired: 0 },
  ...{ announced: 0, removed: 0, slots: 0 },
};
const caller = { userId: 'user-1', requestId: 'request-1' };
const props = { width: 1920, height: 1080, fps: 30, scenes: [] };

async function given(domain: Domain, changes: Partial<VideoExport> = {}): Promise<string> {
  const at = domain.clock().toISOString();
  const id = domain.ids('exp');
  const videoExport = exampleExport({ id, cacheKey: id, createdAt: at, updatedAt: at, ...changes });
  const limits = { dailyExports: 10_000, monthlyBudgetUsd: null, mutationsPerMinute: 10_000 };
  await domain.exports.create({ videoExport, props, idempotency: null, limits, projectVersion: null });
  return videoExport.id;
}

async function givenRendering(domain: Domain, changes: Partial<VideoExport> = {}): Promise<string> {
  const exportId = await given(domain, changes);
  expect(await startExport(domain, { exportId, attempt: 1, ownerId: 'user-1', causationId: 'evt_1' })).toBe(
    'started',
  );
  domain.watchers.told.length = 0;
  return exportId;
}

/** An export whose function died after it took the slot. */
async function givenNeverStarted(domain: Domain): Promise<string> {
  const exportId = await given(domain);
  const exports = Object.assign(Object.create(domain.exports) as typeof domain.exports, {
    props: () => new Promise(() => {}),
  });
  void startExport({ ...domain, exports }, { exportId, attempt: 1, ownerId: 'user-1', causationId: 'evt_1' });
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  expect((await domain.exports.get(exportId))?.status).toBe('RENDERING');
  return exportId;
}

const warnings = (domain: Domain): string[] =>
  domain.log.lines.filter(({ level }) => level === 'warn').map(({ message }) => message);
const statusOf = async (domain: Domain, id: string) => (await domain.exports.get(id))?.status;
const say = (domain: Domain, exportId: string, progress: object): void =>
  void domain.renders.files.set('renders/render1', {
    renderId: 'render1',
    target: { exportId, attempt: 1 },
    overall: 0,
    sizeInBytes: 0,
    outcome: null,
    ...progress,
  });

describe('reconcile', () => {
  it('finds nothing to do where all is well', async () => {
    const domain = createDomain();
    await givenRendering(domain);
    await given(domain, { ownerId: 'user-2' });
    domain.clock.advance(59_000);
    expect(await reconcile(domain, 'run-1')).toEqual(nothing);
    expect([domain.events.published, domain.watchers.told]).toEqual([[], []]);
  });

  it('ends a silent render whose progress says that it ended', async () => {
    const domain = createDomain();
    const id = await givenRendering(domain);
    domain.outputs.sizes.set(`exports/${id}/1.mp4`, 5);
    say(domain, id, { outcome: { type: 'success', billedUsd: 0.1 } });
    domain.clock.advance(MINUTE_MS);
    expect(await reconcile(domain, 'run-1')).toEqual({ ...nothing, ended: 1 });
    expect(await domain.exports.get(id)).toMatchObject({ status: 'COMPLETED', billedUsd: 0.1 });
    expect(domain.watchers.told).toHaveLength(1);
    expect(await reconcile(domain, 'run-2')).toEqual(nothing);
  });

  it('ends a silent render that failed before it could say whose it is', async () => {
    const domain = createDomain();
    const id = await givenRendering(domain);
    say(domain, id, { target: null, outcome: { type: 'error', name: 'Error', message: 'boom' } });
    domain.clock.advance(MINUTE_MS);
    expect(await reconcile(domain, 'run-1')).toEqual({ ...nothing, ended: 1 });
    expect(await domain.exports.get(id)).toMatchObject({ status: 'FAILED', failure: { message: 'boom' } });
  });

  it('raises the progress of a render whose events were lost, and leaves it alone', async () => {
    const domain = createDomain();
    const id = await givenRendering(domain);
    say(domain, id, { overall: 0.4 });
    domain.clock.advance(MINUTE_MS);
    expect(await reconcile(domain, 'run-1')).toEqual(nothing);
    expect(await domain.exports.get(id)).toMatchObject({ status: 'RENDERING', progress: 0.4 });
  });

  it('gives a dead render up when its time is over, and not before', async () => {
    const domain = createDomain();
    const id = await givenRendering(domain);
    domain.clock.advance(TIMEOUT_MS - 1);
    expect(await reconcile(domain, 'run-1')).toEqual(nothing);
    domain.clock.advance(1);
    expect(await reconcile(domain, 'run-2')).toEqual({ ...nothing, ended: 1 });
    expect(await domain.exports.get(id)).toMatchObject({
      status: 'PENDING',
      attempt: 2,
      strain: { time: 1 },
    });
    expect((await domain.usage.read('user-1', domain.clock())).rendering).toBe(0);
    expect(domain.events.published).toMatchObject([
      { type: 'export.requested.v1', detail: { data: { attempt: 2 } } },
    ]);
  });

  it('completes a dead render whose file is there', async () => {
    const domain = createDomain();
    const id = await givenRendering(domain);
    domain.outputs.sizes.set(`exports/${id}/1.mp4`, 5);
    domain.clock.advance(TIMEOUT_MS);
    expect(await reconcile(domain, 'run-1')).toEqual({ ...nothing, ended: 1 });
    expect(await statusOf(domain, id)).toBe('COMPLETED');
  });

  it('gives a render up whose progress cannot be read, once its time is over', async () => {
    const domain = createDomain();
    const id = await givenRendering(domain);
    domain.renders.files.set('renders/render1', new SyntaxError('not JSON'));
    domain.clock.advance(MINUTE_MS);
    expect(await reconcile(domain, 'run-1')).toEqual(nothing);
    expect(await statusOf(domain, id)).toBe('RENDERING');
    domain.clock.advance(TIMEOUT_MS);
    expect(await reconcile(domain, 'run-2')).toEqual({ ...nothing, ended: 1 });
    expect(await domain.exports.get(id)).toMatchObject({ status: 'PENDING', attempt: 2 });
    expect(domain.log.lines.filter(({ level }) => level === 'error')).toHaveLength(2);
  });

  it('puts back to wait what was never started, frees its slot, and asks for it again', async () => {
    const domain = createDomain();
    const id = await givenNeverStarted(domain);
    domain.clock.advance(2 * MINUTE_MS - 1);
    expect(await reconcile(domain, 'run-1')).toEqual(nothing);
    domain.clock.advance(1);
    expect(await reconcile(domain, 'run-2')).toEqual({ ...nothing, asked: 1, restarted: 1 });
    expect(await domain.exports.get(id)).toMatchObject({ status: 'PENDING', attempt: 1, startedAt: null });
    expect((await domain.usage.read('user-1', domain.clock())).rendering).toBe(0);
    expect(domain.watchers.told.map(({ status }) => status)).toEqual(['PENDING']);
    expect(domain.events.published).toMatchObject([
      { type: 'export.requested.v1', detail: { data: { exportId: id, attempt: 1 } } },
    ]);
  });

  it('asks again for what has waited for a minute, since its event may be lost', async () => {
    const domain = createDomain();
    const id = await given(domain);
    domain.clock.advance(MINUTE_MS - 1);
    expect(await reconcile(domain, 'run-1')).toEqual(nothing);
    domain.clock.advance(1);
    expect(await reconcile(domain, 'run-2')).toEqual({ ...nothing, asked: 1 });
    expect(warnings(domain)).toEqual(['Exports that wait were asked for again.']);
    expect(domain.events.published).toMatchObject([
      { detail: { metadata: { causationId: 'run-2' }, data: { exportId: id } } },
    ]);
  });

  it('says what it repaired, and nothing else, in the log', async () => {
    const domain = createDomain();
    await givenNeverStarted(domain);
    domain.clock.advance(2 * MINUTE_MS);
    await reconcile(domain, 'run-1');
    expect(warnings(domain)).toEqual([
      'A render was never started; its export waits again.',
      'Exports that wait were asked for again.',
    ]);
  });

  it('announces an end again until its event has arrived', async () => {
    const domain = createDomain();
    const id = await given(domain, { callbackUrl: 'https://example.com/hook' });
    domain.events.failure = new Error('EventBridge is down');
    await cancelExport(domain, caller, id);
    domain.events.failure = null;
    domain.clock.advance(MINUTE_MS - 1);
    expect(await reconcile(domain, 'run-1')).toEqual(nothing);
    domain.clock.advance(1);
    for (const run of ['run-2', 'run-3']) {
      domain.events.published.length = 0;
      expect(await reconcile(domain, run)).toEqual({ ...nothing, announced: 1 });
      expect(domain.events.published).toMatchObject([
        {
          type: 'export.cancelled.v1',
          detail: { metadata: { causationId: run }, data: { exportId: id, attempt: 1, hasCallback: true } },
        },
      ]);
    }
    await domain.exports.acknowledgeEnd(id);
    expect(await reconcile(domain, 'run-4')).toEqual(nothing);
    expect(domain.log.lines.filter(({ message }) => message.includes('announced again'))).toHaveLength(2);
  });

  it('finishes a deletion that died half way', async () => {
    const domain = createDomain();
    const id = await givenRendering(domain);
    domain.outputs.sizes.set(`exports/${id}/1.mp4`, 5);
    say(domain, id, { outcome: { type: 'success', billedUsd: 0.1 } });
    domain.clock.advance(MINUTE_MS);
    await reconcile(domain, 'run-1');
    const outputs = { delete: async () => Promise.reject(new Error('S3 is down')) };
    await expect(deleteExport({ ...domain, outputs }, caller, id)).rejects.toThrow('S3 is down');
    expect(domain.outputs.sizes.size).toBe(1);
    expect(await reconcile(domain, 'run-2')).toEqual({ ...nothing, removed: 1 });
    expect([domain.outputs.sizes.size, await domain.exports.removal(id)]).toEqual([0, null]);
    expect(warnings(domain)).toEqual([
      'The end of a render had not been heard of.',
      'A deletion was finished.',
    ]);
    expect(await reconcile(domain, 'run-3')).toEqual(nothing);
  });

  it('gives up what waited for a day, with its money, and not a second before', async () => {
    const domain = createDomain({ totalRenders: 0 });
    const id = await given(domain, { estimatedUsd: 0.5 });
    domain.clock.advance(24 * 60 * MINUTE_MS - 1);
    expect(await reconcile(domain, 'run-1')).toEqual({ ...nothing, asked: 1 });
    domain.clock.advance(1);
    expect(await reconcile(domain, 'run-2')).toEqual({ ...nothing, expired: 1 });
    expect(await domain.exports.get(id)).toMatchObject({
      status: 'FAILED',
      failure: { code: 'THROTTLED', message: 'No capacity to render could be had for 24 hours.' },
    });
    expect(await domain.usage.read('user-1', new Date('2026-03-01'))).toMatchObject({
      monthlyCommittedUsd: 0,
    });
    expect(domain.events.published.at(-1)).toMatchObject({ type: 'export.failed.v1' });
    expect(domain.watchers.told.map(({ status }) => status)).toEqual(['FAILED']);
  });

  it('gives back slots that are held by what does not render, and by what is gone', async () => {
    const domain = createDomain({ concurrentRenders: 2 });
    const rendering = await givenRendering(domain);
    const waiting = await given(domain);
    const holders = [rendering, waiting, 'exp_gone'];
    await domain.slots.correct(await domain.slots.read(), { holders, functions: 7 });
    expect(await reconcile(domain, 'run-1')).toEqual({ ...nothing, slots: 2 });
    expect(await domain.slots.read()).toEqual({ holders: [rendering], functions: 1 });
    expect(domain.log.lines.at(-1)).toEqual({
      level: 'warn',
      message: 'Slots were held by what does not render.',
      details: { leaked: [waiting, 'exp_gone'], functions: 1 },
    });
    expect(await reconcile(domain, 'run-2')).toEqual(nothing);
  });

  it('gives back as many slots of users in one run as fit into one transaction', async () => {
    const domain = createDomain({ dailyExports: 200 });
    const waiting = [];
    for (let count = 0; count <= RELEASED_AT_ONCE; count += 1) waiting.push(await given(domain));
    await domain.slots.correct(await domain.slots.read(), { holders: waiting, functions: 0 });
    expect(await reconcile(domain, 'run-1')).toMatchObject({ slots: RELEASED_AT_ONCE });
    expect(await domain.slots.read()).toEqual({ holders: waiting.slice(RELEASED_AT_ONCE), functions: 0 });
    expect(await reconcile(domain, 'run-2')).toMatchObject({ slots: 1 });
  });

  it('counts functions again when only they are wrong', async () => {
    const domain = createDomain();
    const rendering = await givenRendering(domain);
    await domain.slots.correct(await domain.slots.read(), { holders: [rendering], functions: 900 });
    expect(await reconcile(domain, 'run-1')).toEqual({ ...nothing, slots: 1 });
    expect(await domain.slots.read()).toEqual({ holders: [rendering], functions: 1 });
  });

  it('leaves the slots alone when somebody takes or gives one back meanwhile', async () => {
    const domain = createDomain({ concurrentRenders: 2 });
    const rendering = await givenRendering(domain);
    await domain.slots.correct(await domain.slots.read(), { holders: [rendering, 'exp_gone'], functions: 9 });
    const slots = {
      ...domain.slots,
      read: async () => {
        const book = await domain.slots.read();
        await givenRendering(domain);
        return book;
      },
    };
    expect(await reconcile({ ...domain, slots }, 'run-1')).toEqual(nothing);
    expect((await domain.slots.read()).holders).toHaveLength(3);
    expect(await reconcile(domain, 'run-2')).toEqual({ ...nothing, slots: 1 });
  });

  it('repairs the others when one cannot be repaired', async () => {
    const domain = createDomain({ concurrentRenders: 5 });
    const broken = await givenRendering(domain);
    const whole = await givenRendering(domain);
    domain.clock.advance(TIMEOUT_MS);
    const outputs = {
      delete: async () => {},
      head: async (key: string) => (key.includes(broken) ? Promise.reject(new Error('S3')) : null),
    };
    expect(await reconcile({ ...domain, outputs }, 'run-1')).toEqual({
      ...nothing,
      ended: 1,
    });
    expect([await statusOf(domain, broken), await statusOf(domain, whole)]).toEqual(['RENDERING', 'PENDING']);
  });

  it('does the same when two runs overlap', async () => {
    const domain = createDomain();
    const id = await givenRendering(domain);
    domain.clock.advance(TIMEOUT_MS);
    await Promise.all([reconcile(domain, 'run-1'), reconcile(domain, 'run-2')]);
    expect(await domain.exports.get(id)).toMatchObject({ status: 'PENDING', attempt: 2, version: 4 });
    expect(domain.events.published).toHaveLength(1);
  });

  describe('measures', () => {
    const empty = { waiting: 0, rendering: 0, oldestWaitSeconds: 0, stuck: 0 };

    it('an empty stage as nothing', async () => {
      const domain = createDomain();
      await reconcile(domain, 'run-1');
      expect(domain.metrics.backlogs).toEqual([empty]);
    });

    it('what waits and what renders, and for how long the oldest has waited that may start', async () => {
      const domain = createDomain();
      await givenRendering(domain);
      const later = new Date(domain.clock().getTime() + TIMEOUT_MS).toISOString();
      await given(domain, { ownerId: 'user-2', notBefore: later });
      domain.clock.advance(10_000);
      await given(domain, { ownerId: 'user-3' });
      domain.clock.advance(20_000);
      await reconcile(domain, 'run-1');
      const expected = { ...empty, waiting: 2, rendering: 1, oldestWaitSeconds: 20 };
      expect(domain.metrics.backlogs).toEqual([expected]);
    });

    it('an export that cannot be repaired as stuck', async () => {
      const domain = createDomain();
      await givenRendering(domain);
      domain.clock.advance(TIMEOUT_MS);
      const outputs = { delete: async () => {}, head: () => Promise.reject(new Error('S3')) };
      await reconcile({ ...domain, outputs }, 'run-1');
      expect(domain.metrics.backlogs).toEqual([{ ...empty, rendering: 1, stuck: 1 }]);
    });

    it('a render that was given up as not stuck', async () => {
      const domain = createDomain();
      await givenRendering(domain);
      domain.clock.advance(2 * TIMEOUT_MS);
      await reconcile(domain, 'run-1');
      expect(domain.metrics.backlogs).toMatchObject([{ rendering: 1, stuck: 0 }]);
    });

    it.each([
      [14, 0],
      [15, 1],
    ])('an end that nobody took for %d minutes as %d stuck', async (minutes, stuck) => {
      const domain = createDomain();
      const exportId = await given(domain);
      await cancelExport(domain, caller, exportId);
      domain.clock.advance(minutes * MINUTE_MS);
      await reconcile(domain, 'run-1');
      expect(domain.metrics.backlogs).toEqual([{ ...empty, stuck }]);
    });
  });
});
