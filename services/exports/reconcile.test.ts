import { admitWaiting } from './admission';
import { createDomain, exampleExport } from './memory';
import { reconcile } from './reconcile';
import { startExport } from './start';
import type { VideoExport } from './video-export';

type Domain = ReturnType<typeof createDomain>;

const MINUTE_MS = 60_000;
const nothing = { asked: 0, ended: 0, restarted: 0 };
const props = { width: 1920, height: 1080, fps: 30, scenes: [] };

async function given(domain: Domain, changes: Partial<VideoExport> = {}): Promise<string> {
  const at = domain.clock().toISOString();
  const videoExport = exampleExport({ id: domain.ids('exp'), createdAt: at, updatedAt: at, ...changes });
  const limits = { dailyExports: 10_000, monthlyBudgetUsd: null };
  await domain.exports.create({ videoExport, props, idempotency: null, limits });
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

const statusOf = async (domain: Domain, id: string) => (await domain.exports.get(id))?.status;
const say = (domain: Domain, exportId: string, progress: object): void =>
  void domain.renders.files.set('renders/render1', {
    renderId: 'render1',
    target: { exportId, attempt: 1 },
    overall: 0,
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
    domain.clock.advance(domain.renderTimeoutMs - 1);
    expect(await reconcile(domain, 'run-1')).toEqual(nothing);
    domain.clock.advance(1);
    expect(await reconcile(domain, 'run-2')).toEqual({ ...nothing, ended: 1 });
    expect(await domain.exports.get(id)).toMatchObject({ status: 'FAILED', failure: { code: 'TIMEOUT' } });
    expect((await domain.usage.read('user-1', domain.clock())).rendering).toBe(0);
    expect(domain.events.published).toMatchObject([{ type: 'export.failed.v1' }]);
  });

  it('completes a dead render whose file is there', async () => {
    const domain = createDomain();
    const id = await givenRendering(domain);
    domain.outputs.sizes.set(`exports/${id}/1.mp4`, 5);
    domain.clock.advance(domain.renderTimeoutMs);
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
    domain.clock.advance(domain.renderTimeoutMs);
    expect(await reconcile(domain, 'run-2')).toEqual({ ...nothing, ended: 1 });
    expect(await statusOf(domain, id)).toBe('FAILED');
    expect(domain.log.lines.filter(({ level }) => level === 'error')).toHaveLength(2);
  });

  it('puts back to wait what was never started, frees its slot, and asks for it again', async () => {
    const domain = createDomain();
    const id = await givenNeverStarted(domain);
    domain.clock.advance(2 * MINUTE_MS - 1);
    expect(await reconcile(domain, 'run-1')).toEqual(nothing);
    domain.clock.advance(1);
    expect(await reconcile(domain, 'run-2')).toEqual({ asked: 1, ended: 0, restarted: 1 });
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
    expect(domain.events.published).toMatchObject([
      { detail: { metadata: { causationId: 'run-2' }, data: { exportId: id } } },
    ]);
  });

  it('repairs the others when one cannot be repaired', async () => {
    const domain = createDomain({ concurrentRenders: 5 });
    const broken = await givenRendering(domain);
    const whole = await givenRendering(domain);
    domain.clock.advance(domain.renderTimeoutMs);
    const outputs = {
      head: async (key: string) => (key.includes(broken) ? Promise.reject(new Error('S3')) : null),
    };
    expect(await reconcile({ ...domain, outputs }, 'run-1')).toEqual({
      ...nothing,
      ended: 1,
    });
    expect([await statusOf(domain, broken), await statusOf(domain, whole)]).toEqual(['RENDERING', 'FAILED']);
  });

  it('does the same when two runs overlap', async () => {
    const domain = createDomain();
    const id = await givenRendering(domain);
    domain.clock.advance(domain.renderTimeoutMs);
    await Promise.all([reconcile(domain, 'run-1'), reconcile(domain, 'run-2')]);
    expect(await domain.exports.get(id)).toMatchObject({ status: 'FAILED', version: 4 });
    expect(domain.events.published).toHaveLength(1);
  });
});

describe('admission', () => {
  const asked = (domain: Domain): unknown[] =>
    domain.events.published.map(({ detail }) => (detail.data as { exportId: string }).exportId);

  it('asks for the oldest of each user, oldest first', async () => {
    const domain = createDomain();
    const ids = [];
    for (const ownerId of ['a', 'a', 'b', 'a', 'c', 'b']) ids.push(await given(domain, { ownerId }));
    expect(await admitWaiting(domain, 'evt_1')).toBe(3);
    expect(asked(domain)).toEqual([ids[0], ids[2], ids[4]]);
  });

  it('asks for nobody when nobody waits', async () => {
    const domain = createDomain();
    await givenRendering(domain);
    expect(await admitWaiting(domain, 'evt_1')).toBe(0);
    expect(domain.events.published).toEqual([]);
  });

  it('asks for 50 at once at most', async () => {
    const domain = createDomain();
    const ids = [];
    for (let number = 0; number < 60; number += 1)
      ids.push(await given(domain, { ownerId: `user-${number}` }));
    expect(await admitWaiting(domain, 'evt_1')).toBe(50);
    expect(asked(domain)).toEqual(ids.slice(0, 50));
  });

  it('leaves out what is younger than it was told', async () => {
    const domain = createDomain();
    const old = await given(domain, { ownerId: 'a' });
    const young = await given(domain, { ownerId: 'b' });
    expect(await admitWaiting(domain, 'evt_1', old)).toBe(1);
    expect(asked(domain)).toEqual([old]);
    expect(young > old).toBe(true);
  });

  it('throws when the events cannot be sent, so that the caller is tried again', async () => {
    const domain = createDomain();
    await given(domain);
    domain.events.failure = new Error('EventBridge is down');
    await expect(admitWaiting(domain, 'evt_1')).rejects.toThrow('EventBridge is down');
  });
});
