import { buildSchema } from 'graphql';
import { createMemoryConnectionStore, createRecordingPusher } from './memory';
import type {
  Claims,
  ConnectionStore,
  FanOut,
  Publication,
  SubscriberKey,
  Subscription,
  TopicDefinition,
} from './ports';
import { createPublisher, type PublisherOptions } from './publish';

const startMs = 1_700_000_000_000;
const expiresAt = startMs / 1_000 + 60;

interface Job {
  id: string;
  version: number;
  isDone?: boolean;
  note?: () => string;
}

const job: TopicDefinition<Job> = {
  topic: () => 'jobs',
  snapshot: () => null,
  isFinal: (payload) => payload.isDone ?? false,
  version: (payload) => payload.version,
};

function given(overrides: Partial<PublisherOptions<unknown>> = {}) {
  const store = createMemoryConnectionStore({ pageSize: 3 });
  const pusher = createRecordingPusher();
  const warnings: { message: string; details: Readonly<Record<string, unknown>> }[] = [];
  const { publish, publishTo, tell } = createPublisher({
    schema: buildSchema(
      'type Query { a: Int } type Subscription { job(id: ID): Job } type Job { id: ID! version: Int! note: String }',
    ),
    store,
    pusher,
    topics: { job },
    contextFor: (claims) => claims,
    now: () => startMs,
    logger: { warn: (message, details) => void warnings.push({ message, details }) },
    retryDelayMs: 1,
    ...overrides,
  });
  const listen = async (connectionId: string, rest: Partial<Subscription> = {}): Promise<void> => {
    await store.connect({ id: connectionId, connectedAt: startMs });
    const row = {
      connectionId,
      operationId: 'op',
      topic: 'job:1',
      query: 'subscription { job { id version } }',
      claims: {},
      expiresAt,
      ...rest,
    };
    expect(await store.subscribe(row, 50)).toBe('ok');
  };
  const send = (payload: Job) => publish({ field: 'job', topic: '1', payload });
  /** Everyone who listens. */
  const rows = async (): Promise<Subscription[]> => {
    const pages = [];
    for await (const page of store.subscribers('job:1')) pages.push(...page);
    return pages;
  };
  return { store, pusher, warnings, listen, publish, publishTo, tell, rows, send };
}

async function countRows(store: ConnectionStore): Promise<number> {
  let count = 0;
  for await (const page of store.subscribers('job:1')) count += page.length;
  return count;
}

const next = (version: number, id = '1') => ({
  message: { id: 'op', type: 'next', payload: { data: { job: { id, version } } } },
});
const complete = { message: { id: 'op', type: 'complete' } };
const NONE = { sent: 0, stale: 0, late: 0, gone: 0, failed: 0, split: 0 };
const connectionIds = (count: number): string[] => Array.from({ length: count }, (_, index) => `c${index}`);

describe('publish', () => {
  it('reaches every subscriber of the topic on every page, and nobody else', async () => {
    const { listen, send, pusher } = given();
    for (const id of connectionIds(10)) await listen(id);
    await listen('elsewhere', { topic: 'job:2' });
    expect(await send({ id: '1', version: 1 })).toEqual({ ...NONE, sent: 10 });
    for (const id of connectionIds(10)) expect(pusher.framesOf(id)).toEqual([next(1)]);
    expect(pusher.framesOf('elsewhere')).toEqual([]);
  });

  it('gives each subscriber its own selection', async () => {
    const { listen, send, pusher } = given();
    await listen('a', { query: 'subscription { mine: job { key: id } }' });
    await listen('b', {
      query:
        'subscription A { job { id } } subscription B($yes: Boolean!) { job { id version @include(if: $yes) } }',
      operationName: 'B',
      variables: { yes: true },
    });
    await send({ id: '1', version: 4 });
    expect(pusher.framesOf('a')).toEqual([
      { message: { id: 'op', type: 'next', payload: { data: { mine: { key: '1' } } } } },
    ]);
    expect(pusher.framesOf('b')).toEqual([next(4)]);
  });

  it('executes equal selections of equal users once, and those of different users apart', async () => {
    const { listen, send } = given();
    let executions = 0;
    const query = 'subscription { job { note } }';
    for (const id of connectionIds(8)) await listen(id, { query, claims: { sub: 'ann' } });
    await listen('other-user', { query, claims: { sub: 'bob' } });
    await listen('other-variables', { query, claims: { sub: 'ann' }, variables: { x: 1 } });
    await send({ id: '1', version: 1, note: () => `run ${(executions += 1)}` });
    expect(executions).toBe(3);
  });

  it('completes after a final state and removes the row', async () => {
    const { listen, send, pusher, store } = given();
    await listen('a');
    await send({ id: '1', version: 1, isDone: true });
    expect(pusher.framesOf('a')).toEqual([next(1), complete]);
    expect(await countRows(store)).toBe(0);
    expect(await store.get('a')).not.toBeNull();
  });

  it('removes the row also where that fails once', async () => {
    const { listen, send, warnings, store } = given();
    await listen('a');
    const unsubscribe = jest.spyOn(store, 'unsubscribe').mockRejectedValueOnce(new Error('once'));
    await send({ id: '1', version: 1, isDone: true });
    expect(unsubscribe).toHaveBeenCalledTimes(2);
    expect({ left: await countRows(store), warnings }).toEqual({ left: 0, warnings: [] });
  });

  it('executes a selection again whose resolver failed, once', async () => {
    const { listen, send, pusher } = given();
    await listen('a', { query: 'subscription { job { note } }' });
    let executions = 0;
    const failing = (times: number) => () => {
      executions += 1;
      if (executions <= times) throw new Error('inside');
      return 'read';
    };
    await send({ id: '1', version: 1, note: failing(1) });
    expect(pusher.framesOf('a')).toEqual([
      { message: { id: 'op', type: 'next', payload: { data: { job: { note: 'read' } } } } },
    ]);
    executions = 0;
    await send({ id: '1', version: 2, note: failing(5) });
    expect(executions).toBe(2);
    expect(pusher.framesOf('a')[1]).toMatchObject({
      message: { payload: { data: { job: { note: null } } } },
    });
  });

  it('never sends an older version, and sends an equal one again', async () => {
    const { listen, send, pusher } = given();
    await listen('a');
    await send({ id: '1', version: 5 });
    expect(await send({ id: '1', version: 4 })).toEqual({ ...NONE, stale: 1 });
    await send({ id: '1', version: 5 });
    expect(pusher.framesOf('a')).toEqual([next(5), next(5)]);
  });

  it('keeps the order of versions while a send is slow', async () => {
    const { listen, send, pusher } = given();
    await listen('a');
    let release = (): void => {};
    const slow = new Promise<void>((resolve) => (release = resolve));
    let sends = 0;
    pusher.beforeSend = () => ((sends += 1) === 1 ? slow : undefined);
    const first = send({ id: '1', version: 5 });
    const second = send({ id: '1', version: 6 });
    const third = send({ id: '1', version: 4 });
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(pusher.framesOf('a')).toEqual([]);
    release();
    expect((await third).stale).toBe(1);
    await Promise.all([first, second]);
    expect(pusher.framesOf('a')).toEqual([next(5), next(6)]);
  });

  it('counts versions for each subject of a topic apart', async () => {
    const { listen, send, pusher } = given({ topics: { job: { ...job, subject: ({ id }: Job) => id } } });
    await listen('a');
    await send({ id: 'x', version: 9 });
    await send({ id: 'y', version: 2 });
    expect(await send({ id: 'x', version: 8 })).toMatchObject({ stale: 1 });
    expect(pusher.framesOf('a')).toEqual([next(9, 'x'), next(2, 'y')]);
  });

  it('sends nothing after the final state, though the row is still there', async () => {
    const { listen, send, pusher, store } = given();
    await listen('a');
    store.unsubscribe = () => Promise.reject(new Error('Throttled'));
    expect(await send({ id: '1', version: 1, isDone: true })).toMatchObject({ sent: 1 });
    expect(await send({ id: '1', version: 2, isDone: true })).toMatchObject({ stale: 1 });
    expect(pusher.framesOf('a')).toEqual([next(1), complete]);
  });

  it('removes the connection of a client that is gone', async () => {
    const { listen, send, pusher, store } = given();
    await listen('a');
    await listen('b');
    pusher.leave('a');
    expect(await send({ id: '1', version: 1 })).toEqual({ ...NONE, sent: 1, gone: 1 });
    expect(await store.get('a')).toBeNull();
    expect(await countRows(store)).toBe(1);
  });

  it('closes a connection whose credentials have expired instead of serving it', async () => {
    const { listen, send, pusher, store } = given();
    await listen('a', { expiresAt: startMs / 1_000 });
    expect(await send({ id: '1', version: 1 })).toMatchObject({ sent: 0, gone: 1 });
    expect(pusher.framesOf('a')).toEqual([{ close: { code: 4403, reason: 'Token expired' } }]);
    expect(await store.get('a')).toBeNull();
  });

  it('drops a stored subscription that no longer fits the schema, and says so to the client', async () => {
    const { listen, send, pusher, store } = given();
    await listen('a', { query: 'subscription { job { removedField } }' });
    expect(await send({ id: '1', version: 1 })).toMatchObject({ sent: 0, failed: 1 });
    expect(pusher.framesOf('a')).toEqual([
      {
        message: {
          id: 'op',
          type: 'error',
          payload: [expect.objectContaining({ message: expect.stringContaining('removedField') as string })],
        },
      },
    ]);
    expect(await countRows(store)).toBe(0);
  });

  it('throws for a field without a topic', async () => {
    const { publish } = given();
    await expect(publish({ field: 'toString', topic: '1', payload: {} })).rejects.toThrow(RangeError);
  });
});

describe('publish, within a window', () => {
  const windowed = (from: number, until: number | null) => ({
    topics: { job: { ...job, window: () => ({ from, until }) } },
  });

  it('sends nothing after its end', async () => {
    const { listen, send, pusher } = given(windowed(0, startMs + 100));
    await listen('a');
    expect(await send({ id: '1', version: 1 })).toEqual({ ...NONE, late: 1 });
    expect(pusher.framesOf('a')).toEqual([]);
  });

  it('sends nothing before it begins', async () => {
    jest.useFakeTimers({ now: startMs });
    try {
      const { listen, send, pusher } = given({ ...windowed(startMs + 300, null), now: Date.now });
      await listen('a');
      const sending = send({ id: '1', version: 1 });
      await jest.advanceTimersByTimeAsync(299);
      expect(pusher.framesOf('a')).toEqual([]);
      await jest.advanceTimersByTimeAsync(1);
      expect(await sending).toMatchObject({ sent: 1 });
    } finally {
      jest.useRealTimers();
    }
  });

  it('does not wait for a snapshot after which there is no time left', async () => {
    jest.useFakeTimers({ now: startMs });
    try {
      const { listen, send, pusher } = given({ ...windowed(0, startMs + 399), now: Date.now });
      await listen('a', { snapshotUntil: startMs + 300 });
      const sending = send({ id: '1', version: 1 });
      await jest.advanceTimersByTimeAsync(0);
      expect(await sending).toEqual({ ...NONE, late: 1 });
      expect(pusher.framesOf('a')).toEqual([]);
    } finally {
      jest.useRealTimers();
    }
  });

  it('leaves those alone whose snapshot may be on its way until after its end', async () => {
    const { listen, send, pusher } = given(windowed(0, startMs + 500));
    await listen('a', { snapshotUntil: startMs + 500 });
    await listen('b', { snapshotUntil: startMs });
    expect(await send({ id: '1', version: 1 })).toEqual({ ...NONE, sent: 1, late: 1 });
    expect(pusher.framesOf('a')).toEqual([]);
  });
});

describe('an id that is used for something else while a publisher waits', () => {
  const end: Publication = { field: 'job', topic: '1', payload: { id: '1', version: 9, isDone: true } };
  const other = { topic: 'job:2', query: 'subscription { job { note } }', snapshotUntil: startMs + 1 };

  beforeEach(() => jest.useFakeTimers({ now: startMs }));
  afterEach(() => jest.useRealTimers());

  const windowed = (from: number) => ({
    topics: { job: { ...job, window: () => ({ from, until: null }) } },
    now: Date.now,
  });

  it('for its window is not told what its first subscription was to be told; the others are', async () => {
    const { store, listen, pusher, rows, tell } = given(windowed(startMs + 200));
    for (const id of ['a', 'b']) await listen(id, { snapshotUntil: startMs });
    const telling = tell(end, await rows());
    await jest.advanceTimersByTimeAsync(100);
    await store.unsubscribe('a', 'op', 'job:1');
    await listen('a', other);
    await jest.advanceTimersByTimeAsync(100);
    expect(await telling).toEqual([{ connectionId: 'b', operationId: 'op', snapshotUntil: startMs }]);
    expect([pusher.framesOf('a'), pusher.framesOf('b')]).toEqual([[], [next(9)]]);
  });

  it('is looked up again where the window had to be waited for, and only there', async () => {
    const counts = [];
    for (const waitMs of [0, 200]) {
      const { store, listen, rows, tell } = given(windowed(Date.now() + waitMs));
      await listen('a', { snapshotUntil: 0 });
      const known = await rows();
      const { subscribers } = store;
      let queries = 0;
      store.subscribers = (topic) => ((queries += 1), subscribers(topic));
      const telling = tell(end, known);
      await jest.advanceTimersByTimeAsync(200);
      expect(await telling).toHaveLength(1);
      counts.push(queries);
    }
    expect(counts).toEqual([0, 1]);
  });

  it('for its snapshot is not told either, though it is of the same client', async () => {
    const { store, listen, pusher, publish } = given(windowed(0));
    await listen('a', { snapshotUntil: startMs + 300 });
    const publishing = publish(end);
    await jest.advanceTimersByTimeAsync(100);
    await store.unsubscribe('a', 'op', 'job:1');
    await listen('a', other);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(await publishing).toEqual({ ...NONE, stale: 1 });
    expect(pusher.framesOf('a')).toEqual([]);
  });

  it('is told the end after its own snapshot where it is used for the same again', async () => {
    const { store, listen, pusher, publish } = given(windowed(0));
    await listen('a', { snapshotUntil: startMs + 300 });
    const publishing = publish(end);
    await jest.advanceTimersByTimeAsync(200);
    await store.unsubscribe('a', 'op', 'job:1');
    await listen('a', { snapshotUntil: startMs + 500 });
    await jest.advanceTimersByTimeAsync(299);
    expect(pusher.framesOf('a')).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(await publishing).toEqual({ ...NONE, sent: 1 });
    expect(pusher.framesOf('a')).toEqual([next(9), complete]);
  });
});

describe('publish, where permission may end', () => {
  it('takes the subscription back from one who may not receive the payload any more', async () => {
    const mayReceive = ({ id }: Job, claims: Claims): boolean => claims.owns === id;
    const { listen, send, pusher, store } = given({ topics: { job: { ...job, mayReceive } } });
    await listen('a', { claims: { owns: '1' } });
    await listen('b', { claims: { owns: '2' } });
    expect(await send({ id: '1', version: 1 })).toEqual({ ...NONE, sent: 1, gone: 1 });
    expect(pusher.framesOf('a')).toEqual([next(1)]);
    const extensions = { code: 'FORBIDDEN' };
    expect(pusher.framesOf('b')).toEqual([
      {
        message: {
          id: 'op',
          type: 'error',
          payload: [{ message: 'This is no longer yours to follow', extensions }],
        },
      },
    ]);
    expect(await countRows(store)).toBe(1);
  });
});

describe('a fan-out to many', () => {
  function splitting(overrides: Partial<PublisherOptions<unknown>> = {}) {
    const pages: { publication: Publication; subscribers: readonly SubscriberKey[] }[] = [];
    const fanOut: FanOut = {
      split: async (publication, subscribers) => void pages.push({ publication, subscribers }),
    };
    return { ...given({ fanOut, splitAbove: 5, ...overrides }), pages };
  }

  it('serves the first pages itself and hands the others over, everyone once', async () => {
    const { listen, send, pusher, pages, publishTo } = splitting();
    for (const id of connectionIds(14)) await listen(id);
    expect(await send({ id: '1', version: 1 })).toEqual({ ...NONE, sent: 6, split: 8 });
    expect(pages.map(({ subscribers }) => subscribers.length)).toEqual([3, 3, 2]);
    for (const { publication, subscribers } of pages) {
      expect(await publishTo(publication, subscribers)).toEqual({ ...NONE, sent: subscribers.length });
    }
    for (const id of connectionIds(14)) expect(pusher.framesOf(id)).toEqual([next(1)]);
  });

  it('hands the others over before those are served who stay', async () => {
    let handed = 0;
    let release = (): void => {};
    const allHanded = new Promise<void>((resolve) => (release = resolve));
    const fanOut: FanOut = {
      split: async (_publication, { length }) => {
        if ((handed += length) === 8) release();
      },
    };
    const { listen, send, pusher } = splitting({ fanOut, concurrency: 1, maxSlowSends: 0 });
    for (const id of connectionIds(14)) await listen(id);
    pusher.beforeSend = () => allHanded;
    expect(await send({ id: '1', version: 1 })).toEqual({ ...NONE, sent: 6, split: 8 });
  });

  it('serves those itself whom nobody takes', async () => {
    const fanOut: FanOut = { split: () => Promise.reject(new Error('Throttled')) };
    const { listen, send, warnings } = splitting({ fanOut });
    for (const id of connectionIds(8)) await listen(id);
    expect(await send({ id: '1', version: 1 })).toEqual({ ...NONE, sent: 8 });
    expect(warnings).toEqual([
      { message: 'A fan-out could not be split', details: { field: 'job', error: new Error('Throttled') } },
    ]);
  });

  it('is served by one process where nobody could take a part', async () => {
    const { listen, send } = given({ splitAbove: 1 });
    for (const id of connectionIds(8)) await listen(id);
    expect(await send({ id: '1', version: 1 })).toEqual({ ...NONE, sent: 8 });
  });

  it('leaves out who has gone on meanwhile, and sends no page after its window', async () => {
    const window = () => ({ from: 0, until: startMs + 50 });
    const { listen, store, publishTo, pusher } = splitting({ topics: { job: { ...job, window } } });
    await listen('a');
    await listen('b');
    await store.unsubscribe('a', 'op');
    const wanted = ['a', 'b'].map((connectionId) => ({ connectionId, operationId: 'op' }));
    const publication = { field: 'job', topic: '1', payload: { id: '1', version: 1 } };
    expect(await publishTo(publication, wanted)).toEqual({ ...NONE, late: 1 });
    expect(pusher.framesOf('b')).toEqual([]);
  });

  it('is done once however often a page arrives: after the end there is no subscription left', async () => {
    const { listen, publishTo, pusher } = splitting();
    await listen('a');
    const publication = { field: 'job', topic: '1', payload: { id: '1', version: 1, isDone: true } };
    const wanted = [{ connectionId: 'a', operationId: 'op' }];
    expect(await publishTo(publication, wanted)).toEqual({ ...NONE, sent: 1 });
    expect(await publishTo(publication, wanted)).toEqual(NONE);
    expect(pusher.framesOf('a')).toEqual([next(1), complete]);
  });
});

describe('publish, when sending fails', () => {
  it('tries again', async () => {
    const { listen, send, pusher, warnings } = given();
    await listen('a');
    let failures = 2;
    pusher.beforeSend = () => {
      if ((failures -= 1) >= 0) throw new Error('Throttled');
    };
    expect(await send({ id: '1', version: 1 })).toMatchObject({ sent: 1, failed: 0 });
    expect(pusher.framesOf('a')).toEqual([next(1)]);
    expect(warnings).toEqual([]);
  });

  it('tries again at random times, so that many who were throttled together do not come back together', async () => {
    const { listen, send, pusher } = given({ retryDelayMs: 100, concurrency: 50 });
    const ids = connectionIds(50);
    for (const id of ids) await listen(id);
    const tried = new Map<string, number[]>();
    pusher.beforeSend = (id) => {
      const times = tried.get(id) ?? [];
      tried.set(id, [...times, Date.now() - startMs]);
      if (times.length < 2) throw new Error('Throttled');
    };
    jest.useFakeTimers({ now: startMs });
    try {
      const sending = send({ id: '1', version: 1 });
      await jest.advanceTimersByTimeAsync(1_000);
      expect(await sending).toMatchObject({ sent: 50, failed: 0 });
    } finally {
      jest.useRealTimers();
    }
    const [first, second, third] = [0, 1, 2].map((count) =>
      ids.map((id) => tried.get(id)?.[count] ?? Number.NaN),
    );
    expect(new Set(first)).toEqual(new Set([0]));
    for (const times of [second, third]) expect(new Set(times).size).toBeGreaterThan(15);
    expect(Math.max(...(second ?? []))).toBeLessThanOrEqual(101);
    expect(Math.max(...(third ?? []))).toBeLessThanOrEqual(302);
  });

  it('gives up after the last try, logs ids only, keeps the row, and serves the others', async () => {
    const { listen, send, pusher, warnings, store } = given();
    for (const id of connectionIds(5)) await listen(id);
    let tries = 0;
    pusher.beforeSend = (id) => {
      if (id !== 'c2') return;
      tries += 1;
      throw new Error('Throttled');
    };
    expect(await send({ id: '1', version: 1 })).toEqual({ ...NONE, sent: 4, failed: 1 });
    expect(tries).toBe(3);
    expect(warnings).toEqual([
      {
        message: 'Could not push to a subscriber',
        details: { connectionId: 'c2', operationId: 'op', error: new Error('Throttled') },
      },
    ]);
    expect(await countRows(store)).toBe(5);
  });

  it('lets a repeated publish finish a completion that failed', async () => {
    const { listen, send, pusher, store } = given();
    await listen('a');
    pusher.beforeSend = (_id, text) => {
      if (text.includes('"complete"')) throw new Error('Throttled');
    };
    expect(await send({ id: '1', version: 3, isDone: true })).toMatchObject({ failed: 1 });
    expect(await countRows(store)).toBe(1);
    pusher.beforeSend = () => {};
    expect(await send({ id: '1', version: 3, isDone: true })).toMatchObject({ sent: 1 });
    expect(pusher.framesOf('a')).toEqual([next(3), next(3), complete]);
    expect(await countRows(store)).toBe(0);
  });

  it('does not let a client that never answers delay the others', async () => {
    const { listen, send, pusher } = given({ sendTimeoutMs: 60, sendAttempts: 1 });
    for (const id of connectionIds(20)) await listen(id);
    pusher.beforeSend = (id) => (id === 'c0' ? new Promise(() => {}) : undefined);
    const publishing = send({ id: '1', version: 1 });
    await new Promise((resolve) => setTimeout(resolve, 20));
    for (const id of connectionIds(20).slice(1)) expect(pusher.framesOf(id)).toEqual([next(1)]);
    expect(await publishing).toEqual({ ...NONE, sent: 19, failed: 1 });
  });

  it('sends to no more clients at the same time than allowed, and to that many', async () => {
    const { listen, send, pusher } = given({ concurrency: 4 });
    for (const id of connectionIds(15)) await listen(id);
    let active = 0;
    let mostActive = 0;
    pusher.beforeSend = async () => {
      mostActive = Math.max(mostActive, (active += 1));
      await new Promise((resolve) => setTimeout(resolve, 1));
      active -= 1;
    };
    expect(await send({ id: '1', version: 1 })).toMatchObject({ sent: 15 });
    expect(mostActive).toBe(4);
  });

  it('serves others in the lanes of those who are slow', async () => {
    const options = { concurrency: 2, slowAfterMs: 5, sendTimeoutMs: 400, sendAttempts: 1 };
    const { listen, send, pusher } = given(options);
    for (const id of connectionIds(20)) await listen(id);
    const slow = new Set(['c0', 'c1', 'c2', 'c3', 'c4', 'c5']);
    const served: string[] = [];
    pusher.beforeSend = async (id) => {
      if (slow.has(id)) await new Promise(() => {});
      served.push(id);
    };
    // Six who never answer would hold two lanes for three time-outs, one after the other.
    expect(await send({ id: '1', version: 1 })).toEqual({ ...NONE, sent: 14, failed: 6 });
    expect(served).toEqual(connectionIds(20).filter((id) => !slow.has(id)));
  });

  it('lets only so many slow ones go on beside the lanes', async () => {
    const { listen, send, pusher } = given({ concurrency: 2, slowAfterMs: 1, maxSlowSends: 3 });
    for (const id of connectionIds(12)) await listen(id);
    let active = 0;
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    pusher.beforeSend = () => {
      active += 1;
      return answered;
    };
    jest.useFakeTimers({ now: startMs });
    try {
      const sending = send({ id: '1', version: 1 });
      // A hundred times as long as a send may hold its lane, and far from its time-out.
      await jest.advanceTimersByTimeAsync(100);
      expect(active).toBe(5);
      answer();
      await jest.advanceTimersByTimeAsync(100);
      expect(await sending).toMatchObject({ sent: 12 });
    } finally {
      jest.useRealTimers();
    }
  });

  it('ends the operation with an error when the result is larger than a message may be', async () => {
    const { listen, send, pusher, store, warnings } = given();
    await listen('a', { query: 'subscription { job { note } }' });
    await listen('b');
    pusher.maxLength = 1_000;
    expect(await send({ id: '1', version: 1, note: () => 'x'.repeat(1_000) })).toMatchObject({
      ...{ sent: 1, failed: 1 },
    });
    expect(pusher.framesOf('a')).toEqual([
      {
        message: {
          id: 'op',
          type: 'error',
          payload: [
            {
              message: 'The result is larger than a message may be: select fewer fields',
              extensions: { code: 'PAYLOAD_TOO_LARGE' },
            },
          ],
        },
      },
    ]);
    expect(await countRows(store)).toBe(1);
    expect(warnings.map(({ message }) => message)).toEqual(['A result was too large to be sent']);
  });

  it('throws when subscribers cannot be listed, after the sends it began have ended', async () => {
    const { listen, send, pusher, store } = given();
    for (const id of connectionIds(3)) await listen(id);
    const subscribers = store.subscribers.bind(store);
    store.subscribers = async function* (topic) {
      yield* subscribers(topic);
      throw new Error('Throttled');
    };
    pusher.beforeSend = () => new Promise((resolve) => setTimeout(resolve, 5));
    await expect(send({ id: '1', version: 1 })).rejects.toThrow('Throttled');
    for (const id of connectionIds(3)) expect(pusher.framesOf(id)).toEqual([next(1)]);
  });
});

describe('tell', () => {
  const end: Publication = { field: 'job', topic: '1', payload: { id: '1', version: 9, isDone: true } };
  const op = (connectionId: string): SubscriberKey => ({ connectionId, operationId: 'op' });

  it('takes one send for each subscriber and no call of the store; publish then completes and sends nothing twice', async () => {
    const { listen, pusher, store, rows, tell, publish } = given();
    for (const id of connectionIds(7)) await listen(id);
    const known = await rows();
    const calls: string[] = [];
    const { unsubscribe, disconnect, subscribers } = store;
    Object.assign(store, {
      subscribers: (topic: string) => (calls.push('subscribers'), subscribers(topic)),
      unsubscribe: (...key: Parameters<typeof unsubscribe>) => (
        calls.push('unsubscribe'),
        unsubscribe(...key)
      ),
      disconnect: (id: string) => (calls.push('disconnect'), disconnect(id)),
    });
    const told = await tell(end, known);
    expect(told).toEqual(connectionIds(7).map(op));
    expect(calls).toEqual([]);
    for (const id of connectionIds(7)) expect(pusher.framesOf(id)).toEqual([next(9)]);
    expect(await publish(end, told)).toEqual({ ...NONE, sent: 7 });
    for (const id of connectionIds(7)) expect(pusher.framesOf(id)).toEqual([next(9), complete]);
    expect(await rows()).toEqual([]);
  });

  it('leaves to publish whoever came later, is gone, was not reached, or may not be told', async () => {
    const { listen, pusher, store, rows, tell, publish } = given();
    for (const id of ['told', 'gone', 'failing']) await listen(id);
    await listen('expired', { expiresAt: startMs / 1_000 });
    await listen('unfit', { query: 'subscription { job { nothing } }' });
    const known = await rows();
    await listen('late');
    pusher.leave('gone');
    let failures = 3;
    pusher.beforeSend = (id) => {
      if (id === 'failing' && (failures -= 1) >= 0) throw new Error('Throttled');
    };
    const told = await tell(end, known);
    expect(told).toEqual([op('told')]);
    expect(await countRows(store)).toBe(6);
    expect(await publish(end, told)).toEqual({ ...NONE, sent: 3, gone: 2, failed: 1 });
    for (const id of ['told', 'failing', 'late']) expect(pusher.framesOf(id)).toEqual([next(9), complete]);
    expect(pusher.framesOf('expired')).toEqual([{ close: { code: 4403, reason: 'Token expired' } }]);
    expect(await rows()).toEqual([]);
  });

  it('completes those who were told when another process publishes, however often', async () => {
    const first = given();
    await first.listen('a');
    const told = await first.tell(end, await first.rows());
    // The same clients and rows, and no memory of what was sent.
    const second = given({ store: first.store, pusher: first.pusher });
    for (let time = 0; time < 3; time += 1) await second.publish(end, told);
    expect(first.pusher.framesOf('a')).toEqual([next(9), complete]);
  });

  it('completes again, and sends no state, when the one that completed died before it removed the row', async () => {
    const first = given();
    await first.listen('a');
    const told = await first.tell(end, await first.rows());
    const mortal = { ...first.store, unsubscribe: () => Promise.reject(new Error('died')) };
    await given({ store: mortal, pusher: first.pusher }).publish(end, told);
    await given({ store: first.store, pusher: first.pusher }).publish(end, told);
    expect(first.pusher.framesOf('a')).toEqual([next(9), complete, complete]);
    expect(await first.rows()).toEqual([]);
  });

  it('waits five seconds at most, and what was not sent by then is not sent any more', async () => {
    const { listen, pusher, rows, tell } = given({ now: () => Date.now(), sendTimeoutMs: 60_000 });
    for (const id of ['a', 'b']) await listen(id);
    let release = (): void => undefined;
    const waiting = new Promise<void>((resolve) => (release = resolve));
    pusher.beforeSend = (id) => (id === 'a' ? waiting : undefined);
    jest.useFakeTimers({ now: startMs });
    try {
      const telling = tell(end, await rows());
      await jest.advanceTimersByTimeAsync(5_000);
      expect(await telling).toEqual([op('b')]);
      release();
      await jest.advanceTimersByTimeAsync(1_000);
      expect(pusher.framesOf('a')).toEqual([]);
    } finally {
      jest.useRealTimers();
    }
  });
});

describe('a subscriber that never answers', () => {
  it('holds up neither the others, nor what follows an end for longer than a second', async () => {
    jest.useFakeTimers({ now: startMs });
    try {
      const { listen, pusher, rows, tell } = given({ now: Date.now, concurrency: 2 });
      for (const id of connectionIds(20)) await listen(id);
      pusher.beforeSend = (id) => (id === 'c0' ? new Promise(() => {}) : undefined);
      const end = { field: 'job', topic: '1', payload: { id: '1', version: 9, isDone: true } };
      let toldAfterMs = Infinity;
      const telling = tell(end, await rows()).finally(() => (toldAfterMs = Date.now() - startMs));
      await jest.advanceTimersByTimeAsync(0);
      // One lane of two is enough for all others.
      for (const id of connectionIds(20).slice(1)) expect(pusher.framesOf(id)).toEqual([next(9)]);
      await jest.advanceTimersByTimeAsync(60_000);
      expect(await telling).toHaveLength(19);
      expect(toldAfterMs).toBeLessThanOrEqual(1_000);
    } finally {
      jest.useRealTimers();
    }
  });
});

/** Publishes to three subscribers, of whom one cannot be told, and gives those who were handed over at the last state. */
async function handedOver(
  overrides: Partial<PublisherOptions<unknown>> = {},
): Promise<(readonly SubscriberKey[])[]> {
  const handed: (readonly SubscriberKey[])[] = [];
  const fanOut: FanOut = { split: async (_publication, subscribers) => void handed.push(subscribers) };
  const { listen, send, pusher } = given({ fanOut, ...overrides });
  for (const id of connectionIds(3)) await listen(id);
  pusher.beforeSend = (id) => {
    if (id === 'c1') throw new Error('Throttled');
  };
  await send({ id: '1', version: 1 });
  expect(handed).toEqual([]);
  await send({ id: '1', version: 2, isDone: true });
  return handed;
}

const THE_ONE = [[{ connectionId: 'c1', operationId: 'op' }]];

describe('publish of what nothing follows', () => {
  it('hands those over who could not be told, though the operation goes on', async () => {
    const window = ({ isDone }: Job) => ({ from: 0, until: isDone ? null : startMs + 10_000 });
    const topics = { job: { ...job, isFinal: () => false, window } };
    expect(await handedOver({ topics })).toEqual(THE_ONE);
  });
});

describe('publish of an end', () => {
  it('hands those over who could not be told, since nothing else comes', async () => {
    expect(await handedOver()).toEqual(THE_ONE);
  });
});
