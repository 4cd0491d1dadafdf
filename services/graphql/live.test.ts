import { afterEnd } from '../exports/admission';
import type { Batch } from '../exports/batch';
import { cancelExport } from '../exports/cancel';
import { deleteExport, finishRemoval } from '../exports/delete';
import { finishRender } from '../exports/finish';
import { createDomain, exampleExport } from '../exports/memory';
import { MemoryBatches } from '../exports/memory-batches';
import { MemoryCallbacks } from '../exports/memory-callbacks';
import { MemoryWatches } from '../exports/memory-watches';
import { outputKey } from '../exports/output-key';
import type { Subscriber } from '../exports/ports';
import { startExport } from '../exports/start';
import type { VideoExport } from '../exports/video-export';
import { createMemoryConnectionStore, createRecordingPusher } from '../subscriptions/memory';
import type { FanOut, Publication, SubscriberKey } from '../subscriptions/ports';
import { createLivePublisher, createLiveServer, createWatchers, queuedFanOut, type LiveDeps } from './live';

const NOON = '2026-03-01T12:00:00.000Z';
const LIMITS = { dailyExports: 1000, monthlyBudgetUsd: null, mutationsPerMinute: 1000 };

beforeEach(() => jest.useFakeTimers({ now: new Date(NOON) }));
afterEach(() => jest.useRealTimers());

const isEnd = (type: string): boolean => /^export\.(completed|failed|cancelled)\./.test(type);

/** Lets everything happen that is under way, and a second and a half pass. */
const settle = (): Promise<void> => jest.advanceTimersByTimeAsync(1_500);

async function given({ fanOut = null }: { readonly fanOut?: FanOut | null } = {}) {
  const domain = { ...createDomain({ concurrentRenders: 5 }), clock: () => new Date() };
  const batches = new MemoryBatches(domain.exports);
  const watches = new MemoryWatches(batches);
  const connections = createMemoryConnectionStore();
  const pusher = createRecordingPusher();
  let queries = 0;
  const failing = { query: false };
  const counted = {
    ...connections,
    subscribers: (topic: string) => {
      queries += 1;
      if (failing.query) throw new Error('Query is throttled');
      return connections.subscribers(topic);
    },
  };
  const live: LiveDeps = {
    ...{ connections: counted, pusher, fanOut, batches, watches },
    ...{ exports: domain.exports, lists: domain.lists, usage: domain.usage },
    ...{ clock: domain.clock, log: domain.log },
    reads: { ...domain, callbacks: new MemoryCallbacks() },
  };
  domain.exports.subscribersOf = async (id) => {
    const pages = [];
    for await (const page of connections.subscribers(`exportProgress:export:${id}`)) pages.push(...page);
    return pages;
  };
  const watchers = createWatchers(live);
  const deps = { ...domain, watches, watchers };
  const server = createLiveServer({ ...live, connectionsPerUser: 20 }, async (authorization) => ({
    userId: authorization ?? '',
    expiresAt: Date.now() / 1000 + 3600,
  }));

  const open = async (user: string): Promise<void> => {
    await server.onConnect(user);
    await server.onMessage(
      user,
      JSON.stringify({ type: 'connection_init', payload: { authorization: user } }),
    );
  };
  const subscribe = (user: string, query: string, id = 'op'): Promise<void> =>
    server.onMessage(user, JSON.stringify({ id, type: 'subscribe', payload: { query } }));
  let made = 0;
  const create = async (ownerId: string, changes: Partial<VideoExport> = {}): Promise<VideoExport> => {
    const id = `exp_01JZ8Q4S4T${String((made += 1)).padStart(16, '0')}`;
    const videoExport = exampleExport({ id, ownerId, cacheKey: id, createdAt: NOON, ...changes });
    const props = { width: 16, height: 16, fps: 30, scenes: [] };
    const more = { idempotency: null, limits: LIMITS, projectVersion: null };
    expect(await domain.exports.create({ videoExport, props, ...more })).toEqual({ type: 'created' });
    return videoExport;
  };
  /** Lets the events of ends arrive, as often as told. */
  const conclude = async (times = 1): Promise<void> => {
    for (const { type, detail } of domain.events.published.splice(0)) {
      const { exportId, told } = detail.data as { exportId: string; told?: readonly Subscriber[] };
      if (!isEnd(type)) continue;
      for (let time = 0; time < times; time += 1) {
        const following = afterEnd(deps, exportId, { causationId: 'test', ...(told && { told }) });
        await settle();
        await following;
      }
    }
  };
  const start = ({ id: exportId, ownerId }: VideoExport) =>
    startExport(deps, { exportId, ownerId, attempt: 1, causationId: 'test' });
  const finish = async ({ id: exportId, settings }: VideoExport): Promise<void> => {
    domain.outputs.sizes.set(outputKey(exportId, 1, settings.format), 1234);
    const renderId = (await domain.exports.get(exportId))?.render?.renderId ?? '';
    const outcome = { type: 'success', billedUsd: 0 } as const;
    const finishing = finishRender(deps, { exportId, attempt: 1, renderId, outcome, causationId: 'test' });
    await settle();
    await finishing;
    await conclude();
  };
  /** What a user's operations were shown, without the acknowledgement. */
  const seen = (user: string): unknown[] =>
    pusher
      .framesOf(user)
      .slice(1)
      .map((frame) => {
        if ('close' in frame) return frame;
        const { type, payload } = frame.message as { type: string; payload?: { data?: object } };
        return payload?.data ?? payload ?? type;
      });
  const count = { queries: () => queries };
  return {
    ...{ domain, deps, live, batches, watches, pusher, watchers, server, count, failing },
    open,
    subscribe,
    create,
    start,
    finish,
    conclude,
    seen,
  };
}

const MY_EXPORTS = 'subscription { myExports { id status } }';
const shown = (...states: readonly [VideoExport, string][]): object => ({
  myExports: states.map(([{ id }, status]) => ({ id, status })),
});

describe('myExports', () => {
  it('begins with what is there, newest first, and with nothing where nothing is', async () => {
    const { open, subscribe, create, seen } = await given();
    const [first, second] = [await create('ann'), await create('ann')];
    await create('bob');
    for (const user of ['ann', 'carl']) {
      await open(user);
      await subscribe(user, MY_EXPORTS);
    }
    expect(seen('ann')).toEqual([shown([second, 'PENDING'], [first, 'PENDING'])]);
    expect(seen('carl')).toEqual([{ myExports: [] }]);
  });

  it('tells of every export that changes, to its owner alone, and does not complete', async () => {
    const { open, subscribe, create, start, finish, seen } = await given();
    const [first, second, others] = [await create('ann'), await create('ann'), await create('bob')];
    for (const user of ['ann', 'bob']) {
      await open(user);
      await subscribe(user, MY_EXPORTS);
    }
    await settle();
    for (const one of [first, second, others]) await start(one);
    await settle();
    await finish(second);
    expect(seen('ann').slice(1)).toEqual([
      shown([first, 'RENDERING']),
      shown([second, 'RENDERING']),
      shown([second, 'COMPLETED']),
    ]);
    expect(seen('bob').slice(1)).toEqual([shown([others, 'RENDERING'])]);
  });

  it('tells of an export that was made after subscribing, from when it renders', async () => {
    const { open, subscribe, create, start, finish, seen } = await given();
    await open('ann');
    await subscribe('ann', MY_EXPORTS);
    await settle();
    const later = await create('ann');
    await start(later);
    await settle();
    await finish(later);
    expect(seen('ann').slice(1)).toEqual([shown([later, 'RENDERING']), shown([later, 'COMPLETED'])]);
  });

  it('tells of one that was made after subscribing and has to wait, once, and then of what becomes of it', async () => {
    const { open, subscribe, create, start, finish, seen } = await given();
    const before = [];
    for (let slot = 0; slot < 5; slot += 1) before.push(await create('ann'));
    for (const one of before) await start(one);
    await open('ann');
    await subscribe('ann', MY_EXPORTS);
    await settle();
    const later = await create('ann');
    for (let time = 0; time < 2; time += 1) {
      const starting = start(later);
      await settle();
      expect(await starting).toBe('user-waiting');
    }
    const [first] = before;
    if (first !== undefined) await finish(first);
    await start(later);
    await settle();
    expect(seen('ann').slice(1)).toEqual([
      shown([later, 'PENDING']),
      ...(first === undefined ? [] : [shown([first, 'COMPLETED'])]),
      shown([later, 'RENDERING']),
    ]);
  });

  it('tells of one that waits for the file of an equal one', async () => {
    const { open, subscribe, create, start, seen } = await given();
    await start(await create('ann', { cacheKey: 'equal' }));
    await open('ann');
    await subscribe('ann', MY_EXPORTS);
    await settle();
    const equal = await create('ann', { cacheKey: 'equal' });
    const starting = start(equal);
    await settle();
    expect(await starting).toBe('following');
    expect(seen('ann').slice(1)).toEqual([shown([equal, 'PENDING'])]);
  });

  it('looks for nobody for one that waits while nobody watches', async () => {
    const { create, start, count } = await given();
    for (let slot = 0; slot < 6; slot += 1) await start(await create('ann'));
    expect(count.queries()).toBe(0);
  });

  it('tells of one that needs no render, because an equal one has the file', async () => {
    const { open, subscribe, create, start, finish, conclude, seen } = await given();
    const first = await create('ann', { cacheKey: 'equal' });
    await start(first);
    await finish(first);
    await open('ann');
    await subscribe('ann', MY_EXPORTS);
    await settle();
    const equal = await create('ann', { cacheKey: 'equal' });
    const starting = start(equal);
    await settle();
    expect(await starting).toBe('reused');
    await conclude();
    expect(seen('ann').slice(1)).toEqual([shown([equal, 'COMPLETED'])]);
  });

  it('misses no export that begins to render while somebody subscribes, at whatever moment', async () => {
    // How many turns of the event loop the render function is behind the subscriber.
    for (let turns = 0; turns < 12; turns += 1) {
      const { open, subscribe, create, start, finish, seen } = await given();
      const one = await create('ann');
      await open('ann');
      const subscribing = subscribe('ann', MY_EXPORTS);
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      const starting = start(one);
      await settle();
      await Promise.all([subscribing, starting]);
      await finish(one);
      expect(seen('ann').at(-1)).toEqual(shown([one, 'COMPLETED']));
    }
  });
});

describe('exportProgress', () => {
  it('looks for nobody where nobody has ever watched', async () => {
    const { create, start, finish, count } = await given();
    const one = await create('ann');
    await start(one);
    await finish(one);
    expect(count.queries()).toBe(0);
  });

  it('is not for others, and ends when the export does', async () => {
    const { open, subscribe, create, conclude, deps, seen } = await given();
    const one = await create('ann');
    const query = `subscription { exportProgress(id: "${one.id}") { status } }`;
    for (const user of ['ann', 'bob']) {
      await open(user);
      await subscribe(user, query);
    }
    const cancelling = cancelExport(deps, { userId: 'ann', requestId: 'r' }, one.id);
    await settle();
    await cancelling;
    await conclude();
    expect(seen('ann')).toEqual([
      { exportProgress: { status: 'PENDING' } },
      { exportProgress: { status: 'CANCELLED' } },
      'complete',
    ]);
    expect(seen('bob')).toEqual([
      [
        expect.objectContaining({
          message: 'There is no such export.',
          extensions: { code: 'EXPORT_NOT_FOUND' },
        }),
      ],
    ]);
  });
});

describe('an end', () => {
  const END = { exportProgress: { status: 'CANCELLED' } };
  const caller = { userId: 'ann', requestId: 'r' };

  async function givenCancelled(fanOut: FanOut | null = null) {
    const world = await given({ fanOut });
    const { id } = await world.create('ann');
    await world.open('ann');
    await world.subscribe('ann', `subscription { exportProgress(id: "${id}") { status } }`);
    // The snapshot has arrived, and every process knows that.
    await settle();
    const cancelling = cancelExport(world.deps, caller, id);
    await settle();
    await cancelling;
    /** One delivery of the event, which names nobody. */
    const deliver = async (): Promise<Error | null> => {
      const outcome = afterEnd(world.deps, id, { causationId: 'test' }).then(
        () => null,
        (error: unknown) => error as Error,
      );
      await jest.advanceTimersByTimeAsync(15_000);
      return outcome;
    };
    const isAcknowledged = async (): Promise<boolean> =>
      (await world.domain.lists.alive('ENDED', { first: 9, after: null })).items.length === 0;
    return { ...world, id, deliver, isAcknowledged };
  }

  const refuseSends = (pusher: Awaited<ReturnType<typeof given>>['pusher']): void => {
    pusher.beforeSend = () => Promise.reject(new Error('API Gateway is down'));
  };

  it('of which subscribers could not be found is told at the next delivery, and only then acknowledged', async () => {
    const { id, deliver, isAcknowledged, failing, seen } = await givenCancelled();
    failing.query = true;
    expect(await deliver()).toEqual(new Error(`Not all who watch ${id} were told of its end.`));
    expect([seen('ann').at(-1), await isAcknowledged()]).toEqual([END, false]);
    failing.query = false;
    expect(await deliver()).toBeNull();
    expect([seen('ann').at(-1), await isAcknowledged()]).toEqual(['complete', true]);
  });

  it.each([
    ['nobody else could serve them', null],
    ['they could not be handed over', { split: () => Promise.reject(new Error('SQS is down')) }],
  ])('that could not be sent is told at the next delivery, when %s', async (_name, fanOut) => {
    const { deliver, isAcknowledged, pusher, seen } = await givenCancelled(fanOut);
    refuseSends(pusher);
    expect([(await deliver()) === null, await isAcknowledged()]).toEqual([false, false]);
    pusher.beforeSend = () => {};
    expect([await deliver(), await isAcknowledged()]).toEqual([null, true]);
    expect(seen('ann').at(-1)).toBe('complete');
  });

  it('that could not be sent is acknowledged when those it is for were handed over', async () => {
    const handedOver: unknown[] = [];
    const { deliver, isAcknowledged, pusher } = await givenCancelled({
      split: async (_publication, subscribers) => void handedOver.push(...subscribers),
    });
    refuseSends(pusher);
    expect([await deliver(), await isAcknowledged()]).toEqual([null, true]);
    expect(handedOver).toEqual([{ connectionId: 'ann', operationId: 'op' }]);
  });

  it('that is too large to be sent is acknowledged: the operation is over', async () => {
    const { deliver, isAcknowledged, pusher, seen } = await givenCancelled();
    const send = pusher.send.bind(pusher);
    pusher.send = async (connectionId, text, signal) =>
      text.includes('"next"') ? 'too-large' : send(connectionId, text, signal);
    expect([await deliver(), await isAcknowledged()]).toEqual([null, true]);
    expect(seen('ann').at(-1)).toEqual([
      expect.objectContaining({ extensions: { code: 'PAYLOAD_TOO_LARGE' } }),
    ]);
  });

  it('is told to all others at once, and its event is sent within a second, while one never answers', async () => {
    const { open, subscribe, create, domain, deps, pusher, seen } = await given();
    const one = await create('ann');
    const query = `subscription { exportProgress(id: "${one.id}") { status } }`;
    await open('ann');
    for (const id of ['silent', 'other']) await subscribe('ann', query, id);
    await settle();
    const { send } = pusher;
    pusher.send = (id, text, signal) =>
      text.includes('"silent"') ? new Promise(() => {}) : send(id, text, signal);
    domain.events.published.length = 0;
    const cancelling = cancelExport(deps, caller, one.id);
    await jest.advanceTimersByTimeAsync(0);
    expect(seen('ann').at(-1)).toEqual(END);
    await jest.advanceTimersByTimeAsync(1_000);
    await cancelling;
    const [event] = domain.events.published;
    expect(event?.type).toBe('export.cancelled.v1');
    expect(event?.detail.data).toMatchObject({ told: [{ operationId: 'other' }] });
  });

  it('that was handed over is still told after the export was deleted, whose rows go then', async () => {
    const parts: { publication: Publication; subscribers: readonly SubscriberKey[] }[] = [];
    const fanOut: FanOut = {
      split: async (publication, subscribers) => void parts.push({ publication, subscribers }),
    };
    const { id, deps, domain, live, pusher, seen } = await givenCancelled(fanOut);
    refuseSends(pusher);
    const deleting = deleteExport(deps, caller, id);
    await jest.advanceTimersByTimeAsync(15_000);
    expect(await deleting).toEqual({ type: 'success', exportId: id });
    expect(await domain.exports.get(id)).toBeNull();
    const isLeft = async (): Promise<boolean> => (await domain.exports.removal(id)) !== null;
    expect(await finishRemoval(deps, id)).toBe(false);
    expect(await isLeft()).toBe(true);
    pusher.beforeSend = () => {};
    const { publishTo } = createLivePublisher(live);
    for (const { publication, subscribers } of parts) await publishTo(publication, subscribers);
    expect(seen('ann').at(-1)).toBe('complete');
    expect([await finishRemoval(deps, id), await isLeft()]).toEqual([true, false]);
  });

  it('that was handed over and never arrives keeps the rows of a deleted export for ten minutes', async () => {
    const { id, deps, pusher } = await givenCancelled({ split: async () => {} });
    refuseSends(pusher);
    const deleting = deleteExport(deps, caller, id);
    await jest.advanceTimersByTimeAsync(15_000);
    await deleting;
    await jest.advanceTimersByTimeAsync(9 * 60_000);
    expect(await finishRemoval(deps, id)).toBe(false);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(await finishRemoval(deps, id)).toBe(true);
  });

  it('is told to a watcher of all exports at the next delivery, when it could not be sent', async () => {
    const { open, subscribe, create, deps, domain, pusher, seen } = await given();
    const one = await create('ann');
    await open('ann');
    await subscribe('ann', MY_EXPORTS);
    await settle();
    refuseSends(pusher);
    const cancelling = cancelExport(deps, caller, one.id);
    await settle();
    await cancelling;
    const deliver = async (): Promise<string> => {
      const outcome = afterEnd(deps, one.id, { causationId: 'test' }).then(
        () => 'done',
        () => 'to be repeated',
      );
      await jest.advanceTimersByTimeAsync(15_000);
      return outcome;
    };
    expect(await deliver()).toBe('to be repeated');
    pusher.beforeSend = () => {};
    expect(await deliver()).toBe('done');
    expect(seen('ann').at(-1)).toEqual(shown([one, 'CANCELLED']));
    expect((await domain.lists.alive('ENDED', { first: 9, after: null })).items).toEqual([]);
  });

  it('of an export that is deleted at once is told, and completes', async () => {
    const { id, deps, deliver, isAcknowledged, seen, domain } = await givenCancelled();
    expect(seen('ann').at(-1)).toEqual(END);
    const deleting = deleteExport(deps, caller, id);
    await settle();
    expect(await deleting).toEqual({ type: 'success', exportId: id });
    expect(seen('ann').at(-1)).toBe('complete');
    expect(await domain.exports.get(id)).toBeNull();
    expect([await deliver(), await isAcknowledged()]).toEqual([null, true]);
  });
});

describe('batchProgress', () => {
  const BATCH = 'bat_01JZ8Q4S4T6V8X0Y2Z4A6B8C0F';
  const batch: Batch = {
    ...{ id: BATCH, ownerId: 'ann', projectId: 'prj_1', phase: 'CREATED', version: 1, format: 'MP4' },
    ...{ quality: 'LOW', estimatedUsd: 0, total: 2, created: 2, completed: 0, failed: 0, cancelled: 0 },
    ...{
      cancelAsked: 0,
      isEndTold: false,
      correlationId: 'r',
      createdAt: NOON,
      steppedAt: NOON,
      endedAt: null,
    },
  };
  const query = `subscription { batchProgress(id: "${BATCH}") { status completed } }`;
  const told = (status: string, completed: number) => ({ batchProgress: { status, completed } });

  it('tells how many have ended, and completes when all have', async () => {
    const { open, subscribe, create, start, finish, seen, batches } = await given();
    batches['batches'].set(BATCH, batch);
    const [first, second] = [
      await create('ann', { batchId: BATCH }),
      await create('ann', { batchId: BATCH }),
    ];
    await open('ann');
    await subscribe('ann', query);
    for (const one of [first, second]) {
      await start(one);
      await settle();
      await finish(one);
    }
    expect(seen('ann')).toEqual([told('RUNNING', 0), told('RUNNING', 1), told('FINISHED', 2), 'complete']);
  });

  it('tells the last state of many that end at once, in order', async () => {
    const { open, subscribe, create, start, finish, seen, batches } = await given();
    batches['batches'].set(BATCH, { ...batch, total: 4, created: 4 });
    const exports = [];
    for (let row = 0; row < 4; row += 1) exports.push(await create('ann', { batchId: BATCH }));
    await open('ann');
    await subscribe('ann', query);
    await settle();
    for (const one of exports) await start(one);
    await settle();
    await Promise.all(exports.map(finish));
    await settle();
    const counts = seen('ann')
      .filter((frame) => frame !== 'complete')
      .map((frame) => (frame as ReturnType<typeof told>).batchProgress.completed);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(seen('ann').slice(-2)).toEqual([told('FINISHED', 4), 'complete']);
  });

  it('tells a late subscriber the end, and completes; and is not for others', async () => {
    const { open, subscribe, seen, batches } = await given();
    batches['batches'].set(BATCH, { ...batch, completed: 2 });
    for (const user of ['ann', 'bob']) {
      await open(user);
      await subscribe(user, query);
    }
    expect(seen('ann')).toEqual([told('FINISHED', 2), 'complete']);
    expect(seen('bob')).toEqual([[expect.objectContaining({ extensions: { code: 'BATCH_NOT_FOUND' } })]]);
  });
});

describe('a queued fan-out', () => {
  it('puts all subscribers of a page into messages that SQS takes, each subscriber once', async () => {
    const bodies: string[] = [];
    const fanOut = queuedFanOut({ later: async (body) => void bodies.push(body) });
    const subscribers = Array.from({ length: 200 }, (_, index) => ({
      connectionId: `connection-${index}=`,
      operationId: '\u0000'.repeat(256),
    }));
    const publication = { field: 'exportProgress', topic: 'export:1', payload: exampleExport() };
    await fanOut.split(publication, subscribers);
    const pages = bodies.map((body) => JSON.parse(body) as { publication: object; subscribers: object[] });
    expect(Math.max(...bodies.map((body) => Buffer.byteLength(body)))).toBeLessThan(256 * 1024);
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.flatMap((page) => page.subscribers)).toEqual(subscribers);
    for (const page of pages) expect(page.publication).toEqual(publication);
  });
});
