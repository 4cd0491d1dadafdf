import fc from 'fast-check';
import { buildSchema } from 'graphql';
import { createMemoryConnectionStore } from './memory';
import type { ConnectionStore, Pusher, SendWindow, Subscription, TopicDefinition } from './ports';
import { createPublisher, type Publisher } from './publish';
import { createSubscriptionServer } from './server';

// Several processes tell one client of one thing, each when it gets round to it, over a network that takes its time. Whatever
// happens, the client must never see an older version after a newer one.

interface Thing {
  readonly version: number;
  readonly isDone: boolean;
  readonly telling: { readonly from: number; readonly until: number };
}

/** What happens at a time, in milliseconds; `pauseMs` is how long the process takes from its write to its publish. */
interface Step {
  readonly afterMs: number;
  readonly kind: 'tick' | 'change' | 'end' | 'subscribe';
  readonly pauseMs: number;
  /** Of a tick: how long it may be told. */
  readonly tellMs?: number;
  /** Which process does it; without a name, one that does nothing else. */
  readonly by?: 'one' | 'two' | undefined;
}

interface Network {
  /** How long each send is under way, one after another and from the beginning again. */
  readonly latenciesMs: readonly number[];
  /** Which sends fail instead, by the same count. */
  readonly failing: ReadonlySet<number>;
}

/** What services/exports/video-export.ts gives to states. */
const TICK_MS = 250;
const LONGEST_TICK_MS = 500;
const CHANGE_MS = 500;
/** What the library counts on: after a send was given up, it may still land so much later. */
const LANDING_MS = 99;

/** The order of writes is that of a database: each is conditional on what is stored. */
function write(thing: Thing, { kind, tellMs = TICK_MS }: Step, now: number): Thing | null {
  const { version, isDone, telling } = thing;
  if (isDone || (kind === 'tick' && telling.until > now)) return null;
  const from = Math.max(telling.until, now);
  const until = from + (kind === 'tick' ? tellMs : CHANGE_MS);
  return { version: version + 1, isDone: kind === 'end', telling: { from, until } };
}

const schema = buildSchema(
  'type Query { a: Int } type Subscription { thing: Thing } type Thing { version: Int! }',
);

const windowOf = ({ telling, isDone }: Thing): SendWindow => ({
  from: telling.from,
  until: isDone ? null : telling.until,
});

/** Runs the steps and gives what each subscription saw, in the order in which it arrived. */
async function play(steps: readonly Step[], network: Network, hasWindows: boolean): Promise<string[][]> {
  return (await playAll(steps, network, hasWindows)).seen;
}

async function playAll(
  steps: readonly Step[],
  network: Network,
  hasWindows: boolean,
): Promise<{ readonly seen: string[][]; readonly last: Thing }> {
  let thing: Thing = { version: 1, isDone: false, telling: { from: 0, until: 0 } };
  const seen = new Map<string, string[]>();
  const store = createMemoryConnectionStore();
  const pusher = slowPusher(network, (text) => {
    const { id, type, payload } = JSON.parse(text) as {
      id?: string;
      type: string;
      payload?: { data: { thing: { version: number } } };
    };
    if (id === undefined) return;
    const version = payload?.data.thing.version;
    seen.set(id, [...(seen.get(id) ?? []), version === undefined ? type : `${version}`]);
  });
  const topic: TopicDefinition<Thing> = {
    topic: () => 'thing',
    // A read of the database: what is stored when it is answered.
    snapshot: () => new Promise((resolve) => setTimeout(() => resolve(thing), 20)),
    isFinal: ({ isDone }) => isDone,
    version: ({ version }) => version,
    ...(hasWindows && { window: windowOf }),
  };
  const process = () => ({ ...{ schema, store, pusher, topics: { thing: topic } }, contextFor: () => ({}) });
  const server = createSubscriptionServer({
    ...process(),
    authenticate: () => ({ claims: {}, expiresAt: 2_000_000_000 }),
  });
  await server.onConnect('c');
  await store.initialise('c', { claims: {}, expiresAt: 2_000_000_000 });

  const publishers = new Map<string, Publisher>();
  const running: Promise<unknown>[] = [];
  for (const [index, step] of steps.entries()) {
    const { afterMs, kind, pauseMs, by = `step ${index}` } = step;
    await jest.advanceTimersByTimeAsync(afterMs);
    if (kind === 'subscribe') {
      const payload = { query: 'subscription { thing { version } }' };
      // Every message is handled by a process of its own.
      const other = createSubscriptionServer({ ...process(), authenticate: () => null });
      running.push(other.onMessage('c', JSON.stringify({ id: `s${index}`, type: 'subscribe', payload })));
      continue;
    }
    // Whoever ends it has read of those who are subscribed before.
    const rows = kind === 'end' ? await subscribersOf(store) : null;
    const next = write(thing, step, Date.now());
    if (next === null) continue;
    thing = next;
    const publisher = publishers.get(by) ?? createPublisher(process());
    publishers.set(by, publisher);
    const later = new Promise((resolve) => setTimeout(resolve, pauseMs));
    const publication = { field: 'thing', topic: 'thing', payload: next };
    const tell = async (): Promise<void> => {
      if (rows === null) return void (await publisher.publish(publication));
      // An event of the end is what makes another process complete it.
      const told = await publisher.tell(publication, rows);
      await createPublisher(process()).publish(publication, told);
    };
    running.push(later.then(tell));
  }
  await jest.advanceTimersByTimeAsync(60_000);
  await Promise.all(running);
  return { seen: [...seen.values()], last: thing };
}

async function subscribersOf(store: ConnectionStore): Promise<Subscription[]> {
  const rows: Subscription[] = [];
  for await (const page of store.subscribers('thing:thing')) rows.push(...page);
  return rows;
}

function slowPusher({ latenciesMs, failing }: Network, land: (text: string) => void): Pusher {
  let sends = 0;
  return {
    async send(_connectionId, text, signal) {
      const count = sends++ % Math.max(1, latenciesMs.length);
      let abortedAt = Infinity;
      signal?.addEventListener('abort', () => (abortedAt = Date.now()));
      await new Promise((resolve) => setTimeout(resolve, latenciesMs[count] ?? 0));
      if (failing.has(count)) throw new Error('Throttled');
      // What was given up is gone, unless the network had it already.
      if (Date.now() - abortedAt > LANDING_MS) throw new Error('Aborted');
      land(text);
      return 'sent';
    },
    close: () => Promise.resolve(),
  };
}

const isOrdered = (frames: readonly string[]): boolean => {
  const versions = frames.filter((frame) => frame !== 'complete').map(Number);
  return versions.every((version, index) => index === 0 || version >= (versions[index - 1] ?? 0));
};

const step = fc.record<Step>({
  afterMs: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 1_200 })),
  kind: fc.constantFrom('tick', 'tick', 'change', 'end', 'subscribe', 'subscribe'),
  pauseMs: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 2_500 })),
  tellMs: fc.constantFrom(TICK_MS, 350, LONGEST_TICK_MS),
  by: fc.constantFrom(undefined, 'one', 'one', 'two'),
});
const network = fc.record<Network>({
  latenciesMs: fc.array(fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 3_500 })), {
    minLength: 1,
    maxLength: 12,
  }),
  failing: fc.uniqueArray(fc.nat(11), { maxLength: 3 }).map((counts) => new Set(counts)),
});
/** Waits for windows are bounded, so more changes than these at one moment would be more than the library promises. */
const MAX_CHANGES = 3;

const steps = fc.array(step, { minLength: 2, maxLength: 12 }).map((rest): Step[] => {
  let changes = 0;
  const few = rest.filter(({ kind }) => kind !== 'change' || (changes += 1) <= MAX_CHANGES);
  return [{ afterMs: 0, kind: 'subscribe', pauseMs: 0 }, ...few];
});

/** A snapshot is on its way while the same state is told by a process that then tells the next one at once. */
const SNAPSHOT_BESIDE_A_TICK: [Step[], Network] = [
  [
    { afterMs: 0, kind: 'subscribe', pauseMs: 0 },
    { afterMs: 100, kind: 'tick', pauseMs: 0, by: 'one' },
    { afterMs: 210, kind: 'change', pauseMs: 0, by: 'one' },
  ],
  { latenciesMs: [220, 1], failing: new Set() },
];

beforeEach(() => jest.useFakeTimers({ now: 1_700_000_000_000 }));
afterEach(() => jest.useRealTimers());

describe('order between processes', () => {
  it('is kept by windows, however slow processes and network are', async () => {
    await fc.assert(
      fc.asyncProperty(steps, network, async (script, connections) => {
        for (const frames of await play(script, connections, true)) {
          expect([frames, isOrdered(frames)]).toEqual([frames, true]);
        }
      }),
      { numRuns: 300, examples: [SNAPSHOT_BESIDE_A_TICK] },
    );
  });

  it('loses no end: on a network that works, every subscription sees the last version and completes', async () => {
    const working = fc
      .array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 12 })
      .map((latenciesMs): Network => ({ latenciesMs, failing: new Set() }));
    await fc.assert(
      fc.asyncProperty(steps, working, async (script, connections) => {
        const ending: Step[] = [...script, { afterMs: 0, kind: 'end', pauseMs: 0 }];
        const { seen, last } = await playAll(ending, connections, true);
        const versions = seen.map((frames) => frames.filter((frame) => frame !== 'complete').at(-1));
        expect(new Set(versions)).toEqual(new Set([`${last.version}`]));
        expect(seen.every((frames) => frames.includes('complete'))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('is what the windows are for: without them, versions go backwards', async () => {
    const script: Step[] = [
      { afterMs: 0, kind: 'subscribe', pauseMs: 0 },
      { afterMs: 2_000, kind: 'tick', pauseMs: 0 },
      { afterMs: 50, kind: 'end', pauseMs: 0 },
    ];
    const slowTick = { latenciesMs: [5, 120, 5, 5], failing: new Set<number>() };
    expect(await play(script, slowTick, false)).toEqual([['1', '3', 'complete', '2']]);
    expect(await play(script, slowTick, true)).toEqual([['1', '2', '3', 'complete']]);
  });

  it('costs a tick that is too slow, and nothing else', async () => {
    const script: Step[] = [
      { afterMs: 0, kind: 'subscribe', pauseMs: 0 },
      { afterMs: 2_000, kind: 'tick', pauseMs: 0 },
      { afterMs: 200, kind: 'end', pauseMs: 0 },
    ];
    const stuck = { latenciesMs: [5, 2_900, 5, 5], failing: new Set<number>() };
    expect(await play(script, stuck, true)).toEqual([['1', '3', 'complete']]);
  });

  it('is kept by one process as well: what it has given up may still arrive', async () => {
    const script: Step[] = [
      { afterMs: 0, kind: 'subscribe', pauseMs: 0 },
      { afterMs: 2_000, kind: 'tick', pauseMs: 0, by: 'one' },
      { afterMs: 170, kind: 'end', pauseMs: 0, by: 'one' },
    ];
    const landsLate = { latenciesMs: [5, 230, 5, 5], failing: new Set<number>() };
    expect(await play(script, landsLate, true)).toEqual([['1', '2', '3', 'complete']]);
  });
});

describe('when an end is sent', () => {
  /** A process that tells one subscriber, and the times of its sends. */
  async function telling(send: () => Promise<'sent'> = async () => 'sent') {
    const sentAt: number[] = [];
    const store = createMemoryConnectionStore();
    const pusher: Pusher = {
      send: () => (sentAt.push(Date.now()), send()),
      close: () => Promise.resolve(),
    };
    const topic: TopicDefinition<Thing> = {
      ...{ topic: () => 'thing', snapshot: () => null, window: windowOf },
      ...{ isFinal: ({ isDone }) => isDone, version: ({ version }) => version },
    };
    const topics = { thing: topic };
    const { publish } = createPublisher({ schema, store, pusher, topics, contextFor: () => ({}) });
    const session = { claims: {}, expiresAt: 2_000_000_000 };
    await store.connect({ id: 'c', connectedAt: 0 });
    const query = 'subscription { thing { version } }';
    const row = { ...session, connectionId: 'c', operationId: 'a', topic: 'thing:thing', query };
    await store.subscribe(row, 9);
    const tell = (payload: Thing) => publish({ field: 'thing', topic: 'thing', payload });
    return { tell, sentAt };
  }
  const tick = (from: number): Thing => ({
    version: 2,
    isDone: false,
    telling: { from, until: from + LONGEST_TICK_MS },
  });
  const end = (from: number): Thing => ({ version: 3, isDone: true, telling: { from, until: from } });

  it('is at once where nothing can be on its way', async () => {
    const now = Date.now();
    const { tell, sentAt } = await telling();
    await tell(end(now));
    expect(sentAt).toEqual([now, now]);
  });

  it('is at once where the same process has told everybody what came before', async () => {
    const now = Date.now();
    const { tell, sentAt } = await telling();
    await tell(tick(now));
    await tell(end(now + LONGEST_TICK_MS));
    expect(sentAt).toEqual([now, now, now]);
  });

  it.each([
    ['another process has told what came before', async () => 'sent' as const, 1],
    // What has failed may have arrived all the same.
    ['somebody could not be told', () => Promise.reject(new Error('Throttled')), 2],
  ])('is after the window where %s', async (_name, send, tells) => {
    const now = Date.now();
    let tries = 0;
    const { tell, sentAt } = await telling(() => ((tries += 1) <= 3 ? send() : Promise.resolve('sent')));
    const earlier = tells === 2 ? tell(tick(now)) : Promise.resolve();
    await jest.advanceTimersByTimeAsync(LONGEST_TICK_MS - 1);
    await earlier;
    const before = sentAt.length;
    const ending = tell(end(now + LONGEST_TICK_MS));
    expect(sentAt.length).toBe(before);
    await jest.advanceTimersByTimeAsync(1);
    await ending;
    expect(sentAt.slice(before)).toEqual([now + LONGEST_TICK_MS, now + LONGEST_TICK_MS]);
  });
});
