import { cancelExport, stopRender } from './cancel';
import { deleteExport } from './delete';
import { failure } from './failure';
import { failExport, finishRender } from './finish';
import { createDomain, exampleExport } from './memory';
import { startExport } from './start';
import type { VideoExport } from './video-export';

type Domain = ReturnType<typeof createDomain>;

const id = exampleExport().id;
const key = `exports/${id}/1.mp4`;
const caller = { userId: 'user-1', requestId: 'request-2' };
const render = { renderId: 'render1', bucketName: 'renders' };

async function given(changes: Partial<VideoExport> = {}): Promise<Domain> {
  const domain = { ...createDomain(), attemptUsd: () => 0.125 };
  const videoExport = exampleExport({ estimatedUsd: 1, ...changes });
  const props = { width: 1920, height: 1080, fps: 30, scenes: [] };
  const { limits } = domain;
  await domain.exports.create({ videoExport, props, idempotency: null, limits, projectVersion: null });
  domain.clock.advance(10_000);
  return domain;
}

const start = (domain: Domain) =>
  startExport(domain, { exportId: id, attempt: 1, ownerId: 'user-1', causationId: 'evt_1' });

async function givenRendering(): Promise<Domain> {
  const domain = await given();
  expect(await start(domain)).toBe('started');
  domain.watchers.told.length = 0;
  return domain;
}

const finish = (domain: Domain) => {
  const outcome = { type: 'success', billedUsd: 0.25 } as const;
  return finishRender(domain, { exportId: id, attempt: 1, renderId: 'render1', outcome, causationId: 'w' });
};
const usage = (domain: Domain) => domain.usage.read('user-1', domain.clock());
const stored = (domain: Domain) => domain.exports.get(id);

describe('cancelling an export', () => {
  it('that waits ends it, gives its money back, and tells everybody', async () => {
    const domain = await given();
    const result = await cancelExport(domain, caller, id);
    const cancelled = await stored(domain);
    expect(result).toEqual({ type: 'success', videoExport: cancelled });
    expect(cancelled).toMatchObject({
      ...{ status: 'CANCELLED', finishedAt: '2026-03-01T12:00:10.000Z', billedUsd: null, failure: null },
    });
    expect(await usage(domain)).toMatchObject({ monthlyCommittedUsd: 0, monthlySpentUsd: 0, dailyUsed: 1 });
    expect([domain.watchers.told, domain.metrics.counted]).toEqual([[cancelled], [cancelled]]);
    expect(domain.events.published).toMatchObject([
      {
        type: 'export.cancelled.v1',
        detail: {
          metadata: { correlationId: 'request-1', causationId: 'request-2' },
          data: { exportId: id, ownerId: 'user-1', attempt: 1 },
        },
      },
    ]);
  });

  it('that renders frees its slot at once, pays for what was rendered, and remembers what is to be stopped', async () => {
    const domain = await givenRendering();
    expect(await cancelExport(domain, caller, id)).toMatchObject({ type: 'success' });
    expect(await stored(domain)).toMatchObject({
      status: 'CANCELLED',
      render,
      billedUsd: 0.125,
      functions: 0,
    });
    expect(await usage(domain)).toMatchObject({
      ...{ rendering: 0, monthlySpentUsd: 0.125, monthlyCommittedUsd: 0.125 },
    });
    expect(await domain.slots.read()).toEqual({ holders: [], functions: 0 });
    expect(await domain.exports.sharedFile('cache-key-1')).toBeNull();
    // Whoever receives the event stops the render.
    expect(domain.renderer.cancelled).toEqual([]);
  });

  it('between two attempts ends it as well', async () => {
    const domain = await givenRendering();
    const outcome = { type: 'timeout' } as const;
    const request = { exportId: id, attempt: 1, renderId: 'render1', outcome, causationId: 'w' };
    expect(await finishRender(domain, request)).toEqual({ type: 'retried' });
    expect(await cancelExport(domain, caller, id)).toMatchObject({ type: 'success' });
    expect(await stored(domain)).toMatchObject({ status: 'CANCELLED', attempt: 2, billedUsd: 0.125 });
    expect(await domain.exports.sharedFile('cache-key-1')).toBeNull();
  });

  it('twice, also at once, gives the same answer and tells once', async () => {
    const domain = await givenRendering();
    const results = await Promise.all([1, 2].map(() => cancelExport(domain, caller, id)));
    results.push(await cancelExport(domain, caller, id));
    const videoExport = await stored(domain);
    expect(results).toEqual([1, 2, 3].map(() => ({ type: 'success', videoExport })));
    expect([domain.events.published.length, domain.watchers.told.length]).toEqual([1, 1]);
    expect(domain.metrics.counted).toHaveLength(1);
  });

  it('that has ended otherwise changes nothing', async () => {
    const domain = await givenRendering();
    domain.outputs.sizes.set(key, 1);
    await finish(domain);
    const completed = await stored(domain);
    expect(await cancelExport(domain, caller, id)).toEqual({ type: 'ended', videoExport: completed });
    expect(await stored(domain)).toEqual(completed);
    const other = await given();
    const reason = failure('INTERNAL', 'x');
    await failExport(other, exampleExport({ estimatedUsd: 1 }), { failure: reason, causationId: 'e' });
    expect(await cancelExport(other, caller, id)).toMatchObject({ type: 'ended' });
  });

  it.each([
    ['that is not there', 'exp_unknown', 'user-1'],
    ["of somebody else's", id, 'user-2'],
  ])('%s is not found', async (_name, exportId, userId) => {
    const domain = await given();
    expect(await cancelExport(domain, { ...caller, userId }, exportId)).toEqual({ type: 'not-found' });
    expect([(await stored(domain))?.status, domain.events.published]).toEqual(['PENDING', []]);
  });

  it('stands when the event cannot be sent', async () => {
    const domain = await given();
    domain.events.failure = new Error('EventBridge is down');
    expect(await cancelExport(domain, caller, id)).toMatchObject({ type: 'success' });
    expect(domain.log.lines.map(({ level }) => level)).toContain('warn');
  });
});

describe('what comes after a cancellation', () => {
  it('stops the render, and removes what it may have written', async () => {
    const domain = await givenRendering();
    await cancelExport(domain, caller, id);
    domain.outputs.sizes.set(key, 1);
    for (let times = 0; times < 2; times += 1) await stopRender(domain, { exportId: id, attempt: 1 });
    expect(domain.renderer.cancelled).toEqual([render, render]);
    expect([...domain.outputs.sizes]).toEqual([]);
  });

  it('removes the file also of an export that was deleted before it could be stopped', async () => {
    const domain = await givenRendering();
    domain.outputs.sizes.set(key, 1);
    await cancelExport(domain, caller, id);
    await deleteExport(domain, caller, id);
    expect([...domain.outputs.sizes.keys()]).toEqual([key]);
    await stopRender(domain, { exportId: id, attempt: 1 });
    expect([[...domain.outputs.sizes], domain.renderer.cancelled]).toEqual([[], []]);
  });

  it('stops nothing of an export that never rendered, that was not cancelled, or that is gone', async () => {
    const waiting = await given();
    await cancelExport(waiting, caller, id);
    await stopRender(waiting, { exportId: id, attempt: 1 });
    const rendering = await givenRendering();
    rendering.outputs.sizes.set(key, 1);
    await stopRender(rendering, { exportId: id, attempt: 1 });
    await stopRender(rendering, { exportId: 'exp_unknown', attempt: 1 });
    expect([waiting.renderer.cancelled, rendering.renderer.cancelled]).toEqual([[], []]);
    expect([...rendering.outputs.sizes.keys()]).toEqual([key]);
  });

  it('does not bring it back: a late success leaves no file, and it stays cancelled', async () => {
    const domain = await givenRendering();
    await cancelExport(domain, caller, id);
    const cancelled = await stored(domain);
    domain.outputs.sizes.set(key, 1);
    expect(await finish(domain)).toEqual({ type: 'ignored', reason: 'ended' });
    expect([await stored(domain), [...domain.outputs.sizes]]).toEqual([cancelled, []]);
  });

  it('leaves no file either when it comes while a success is being written', async () => {
    const domain = await givenRendering();
    domain.outputs.sizes.set(key, 1);
    const head = async (asked: string) => {
      await cancelExport(domain, caller, id);
      return domain.outputs.head(asked);
    };
    const outputs = Object.assign(Object.create(domain.outputs) as typeof domain.outputs, { head });
    expect(await finish({ ...domain, outputs })).toEqual({ type: 'ignored', reason: 'ended' });
    expect([(await stored(domain))?.status, [...domain.outputs.sizes]]).toEqual(['CANCELLED', []]);
  });

  it('stops a render that was being started meanwhile, since nobody else knows it', async () => {
    const domain = await given();
    domain.renderer.onStart = async () => {
      expect(await cancelExport(domain, caller, id)).toMatchObject({ type: 'success' });
    };
    await start(domain);
    expect(domain.renderer.cancelled).toEqual([render]);
    expect(await stored(domain)).toMatchObject({ status: 'CANCELLED', render: null });
    expect(await domain.slots.read()).toEqual({ holders: [], functions: 0 });
  });

  it('starts nothing when the request to start it comes late', async () => {
    const domain = await given();
    await cancelExport(domain, caller, id);
    expect(await start(domain)).toBe('ignored');
    expect(domain.renderer.started).toEqual([]);
  });
});
