import { BoundedMap } from './bounded-map';
import type { Delivery, DeliveryOptions } from './delivery';
import { createDelivery, LANDING_MS } from './delivery';
import { createLanes, type LanesOptions } from './lanes';
import type { Operations, OperationsOptions, Rejection, State } from './operation';
import { createOperations, topicKey } from './operation';
import type { FanOut, Publication, SubscriberKey, Subscription, ToldSubscriber } from './ports';
import { closes, frames } from './protocol';

/** The longest that telling an end takes, in milliseconds: a subscriber who does not answer must not hold up what follows it. */
const TELL_WITHIN_MS = 1_000;
/** Most subjects of which a process remembers that it has told everybody: far more than it tells of between two freezes. */
const MAX_SETTLED_SUBJECTS = 5_000;
/** How often a subscription is looked at again whose snapshot is begun anew meanwhile: as often as that happens. */
const MAX_LOOKS = 5;
/** Parts of a fan-out that are handed over at the same time. */
const PARTS_AT_ONCE = 4;
/** Most different results kept while one event is published; equal selections of equal users share one. */
const MAX_SHARED_RESULTS = 256;

/** What publishing takes: no authentication, so that any function may do it. */
export interface PublisherOptions<Context> extends OperationsOptions<Context>, DeliveryOptions, LanesOptions {
  /** Takes subscribers beyond `splitAbove` elsewhere. Without it, one process serves all. */
  readonly fanOut?: FanOut;
  /** Subscribers that one process serves when there is a `fanOut`; rounded up to whole pages of the store. Default 200. */
  readonly splitAbove?: number;
}

/** What became of a publication, counted in subscriptions. */
export interface PublishCounts {
  readonly sent: number;
  /** Not sent, because the subscriber has a newer state or a final one. */
  readonly stale: number;
  /** Not sent in time; a newer state follows. */
  readonly late: number;
  /** The client had left, its credentials had expired, or it may not see this any more; its rows are removed. */
  readonly gone: number;
  /** None of these: logged. Unless the operation was ended by an `error`, the row is kept, and publishing again is safe. */
  readonly failed: number;
  /** Handed over to `fanOut`. */
  readonly split: number;
}

/** Sends states to those who listen. One subscriber's failure is counted and logged, not thrown. */
export interface Publisher {
  /**
   * To everyone. Those whom `tell` has told have the state already, and only get what follows a final one. Whoever could not be
   * told a last state is handed to `fanOut`, where that is tried again.
   * @throws RangeError for a field without a topic, and whatever the store throws while listing subscribers.
   */
  readonly publish: (publication: Publication, told?: readonly ToldSubscriber[]) => Promise<PublishCounts>;
  /**
   * Tells subscribers that the caller has read of an end, as fast as can be: one send for each, within a second, and nothing
   * else. Those whose snapshot may be on its way are left out. Operations stay open until `publish`, which also serves whoever
   * is not in what this gives. Where the window had to be waited for, they are looked up again.
   * @throws RangeError like publish, and whatever the store throws.
   */
  readonly tell: (
    publication: Publication,
    subscribers: readonly Subscription[],
  ) => Promise<readonly ToldSubscriber[]>;
  /** To some: the other end of `fanOut`. @throws like publish. */
  readonly publishTo: (
    publication: Publication,
    subscribers: readonly SubscriberKey[],
  ) => Promise<PublishCounts>;
}

/** What the messages and publish share within a process. */
export interface Core<Context> {
  readonly operations: Operations<Context>;
  readonly delivery: Delivery;
}

/** For functions that only publish. A socket function takes `publish` from its server, which shares the order of messages. */
export function createPublisher<Context>(options: PublisherOptions<Context>): Publisher {
  return publisherOn(options, { operations: createOperations(options), delivery: createDelivery(options) });
}

/** A publisher on parts that exist already. */
export function publisherOn<Context>(options: PublisherOptions<Context>, core: Core<Context>): Publisher {
  const { store, now = Date.now } = options;
  /** When the windows of states end that this process has told everybody: nothing of them is on its way any more. */
  const settled = new BoundedMap<string, number>(MAX_SETTLED_SUBJECTS);

  const stateAndKey = ({ field, topic, payload }: Publication) => {
    const state = core.operations.stateOf(field, payload);
    return { ...state, key: JSON.stringify([field, topic, state.subject]) };
  };

  /**
   * Waits for the window, unless this process alone has sent what came before, and all of it was answered. True where it had to
   * wait: what was read before may be different by now.
   */
  async function begin(publication: Publication): Promise<boolean> {
    const { key, window } = stateAndKey(publication);
    if (window.from <= now() || (settled.get(key) ?? -Infinity) >= window.from) return false;
    await core.delivery.waitUntil(window.from);
    return true;
  }

  /** Those who are subscribed still: the others may have used their ids for something else. */
  async function still(publication: Publication, rows: readonly Subscription[]): Promise<Subscription[]> {
    const known = new Set(rows.map(keyOf));
    const present: Subscription[] = [];
    let seen = 0;
    for await (const page of store.subscribers(topicKey(publication.field, publication.topic))) {
      present.push(...page.filter((row) => known.has(keyOf(row))));
      seen += page.length;
      // Whoever is on a later page by now is left to publish.
      if (seen >= rows.length) break;
    }
    return present;
  }

  function settle(publication: Publication, { late, failed, split }: PublishCounts): void {
    const { key, window } = stateAndKey(publication);
    if (window.until !== null && late + failed + split === 0) settled.set(key, window.until);
  }

  return {
    async publish(publication, told = []) {
      await begin(publication);
      const topic = topicKey(publication.field, publication.topic);
      const counts = await serve(options, core, publication, {
        ...{ pages: store.subscribers(topic), isSplit: true, told },
      });
      settle(publication, counts);
      return counts;
    },
    async tell(publication, subscribers) {
      const hasWaited = await begin(publication);
      const present = hasWaited ? await still(publication, subscribers) : subscribers;
      return tellAll(options, core, publication, present);
    },
    async publishTo(publication, subscribers) {
      await begin(publication);
      const topic = topicKey(publication.field, publication.topic);
      const pages = onePage(store.pick(topic, subscribers));
      return serve(options, core, publication, { pages, isSplit: false, told: [] });
    },
  };
}

/** True when others serve this page. */
async function handOver(
  { fanOut, logger }: Pick<PublisherOptions<unknown>, 'fanOut' | 'logger'>,
  publication: Publication,
  page: readonly SubscriberKey[],
): Promise<boolean> {
  if (fanOut === undefined) return false;
  const { field } = publication;
  try {
    await fanOut.split(publication, page.map(idsOf));
    return true;
  } catch (error) {
    logger?.warn('A fan-out could not be split', { field, error });
    return false;
  }
}

/** Whom to serve, whether others may serve some of them, and who has the state already. */
interface Audience {
  readonly pages: AsyncIterable<readonly Subscription[]>;
  readonly isSplit: boolean;
  readonly told: readonly ToldSubscriber[];
}

async function serve<Context>(
  options: PublisherOptions<Context>,
  core: Core<Context>,
  publication: Publication,
  { pages, isSplit, told }: Audience,
): Promise<PublishCounts> {
  const { splitAbove = 200 } = options;
  const push = createPush(options, core, publication, told);
  const counts = { sent: 0, stale: 0, late: 0, gone: 0, failed: 0, split: 0 };
  const failed: Subscription[] = [];
  const lanes = createLanes(options);
  const pushCounted = async (row: Subscription): Promise<void> => {
    const outcome = await push(row);
    counts[outcome] += 1;
    if (outcome === 'failed') failed.push(row);
  };
  const serveAll = async (rows: readonly Subscription[]): Promise<void> => {
    for (const row of rows) await lanes.start(() => pushCounted(row));
  };
  const handOverOrServe = async (page: readonly Subscription[]): Promise<void> => {
    if (await handOver(options, publication, page)) counts.split += page.length;
    else await serveAll(page);
  };
  const handing = createLanes({ concurrency: PARTS_AT_ONCE, maxSlowSends: 0 });
  const own: Promise<void>[] = [];
  let served = 0;
  try {
    for await (const page of pages) {
      if (isSplit && served >= splitAbove) {
        await handing.start(() => handOverOrServe(page));
        continue;
      }
      served += page.length;
      const serving = serveAll(page);
      // Whoever is handed over does not wait until those who stay are served.
      if (isSplit && options.fanOut !== undefined) own.push(serving);
      else await serving;
    }
  } finally {
    // Also when a page could not be read: what was begun ends before the process may be frozen.
    await handing.end();
    await Promise.all(own);
    await lanes.end();
  }
  // Nothing comes after it that would tell them.
  const { isLast } = core.operations.stateOf(publication.field, publication.payload);
  if (isSplit && isLast && failed.length > 0) await handOver(options, publication, failed);
  return counts;
}

async function tellAll<Context>(
  options: PublisherOptions<Context>,
  core: Core<Context>,
  publication: Publication,
  subscribers: readonly Subscription[],
): Promise<readonly ToldSubscriber[]> {
  const { now = Date.now } = options;
  const untilMs = now() + TELL_WITHIN_MS;
  const tellOne = createTell(options, core, publication, untilMs);
  const told: ToldSubscriber[] = [];
  const lanes = createLanes(options);
  const telling = async (): Promise<void> => {
    for (const row of subscribers) {
      await lanes.start(async () => void ((await tellOne(row)) && told.push(toldOf(row))));
    }
    await lanes.end();
  };
  await withinTime(telling(), untilMs - now());
  return [...told];
}

/** Waits for work to be done, but no longer than told; it goes on all the same. */
async function withinTime(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const time = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, time]).finally(() => clearTimeout(timer));
}

async function* onePage<T>(page: Promise<T>): AsyncGenerator<T> {
  yield await page;
}

type Outcome = Exclude<keyof PublishCounts, 'split'>;

type Results = (row: Subscription) => Promise<string | Rejection>;

/** Executes the selections of subscribers, equal ones once. */
function createResults<Context>(
  { operations }: Core<Context>,
  { field, payload }: Pick<Publication, 'field' | 'payload'>,
): Results {
  const results = new BoundedMap<string, Promise<string | Rejection>>(MAX_SHARED_RESULTS);
  return (row) => {
    const key = JSON.stringify([row.query, row.operationName, row.variables, row.claims]);
    const shared = results.get(key);
    if (shared) return shared;
    const result = operations.run(row, row.claims, field, payload);
    results.set(key, result);
    return result;
  };
}

/** Gives the function that serves one subscriber of one publication, and never throws. */
function createPush<Context>(
  options: PublisherOptions<Context>,
  core: Core<Context>,
  { field, payload }: Publication,
  told: readonly ToldSubscriber[],
): (row: Subscription) => Promise<Outcome> {
  const { operations, delivery } = core;
  const { logger, now = Date.now } = options;
  const state = operations.stateOf(field, payload);
  const resultFor = createResults(core, { field, payload });
  const isTold = new Set(told.map(keyOf));

  async function end(row: Subscription, { errors }: Rejection): Promise<void> {
    await options.store.unsubscribe(row.connectionId, row.operationId, row.topic);
    await delivery.send(row.connectionId, frames.error(row.operationId, errors));
  }

  /** The row again, after a snapshot that may have been on its way; null when somebody else has its id, or nobody. */
  async function after(row: Subscription, waitMs: number): Promise<Subscription | null> {
    await delivery.waitUntil(waitMs);
    const [present = null] = await options.store.pick(row.topic, [row]);
    return present;
  }

  async function serve(row: Subscription, looks = 1): Promise<Outcome> {
    if (row.expiresAt * 1_000 <= now()) {
      await delivery.close(row.connectionId, closes.expired);
      return 'gone';
    }
    const refusal = operations.refusal(field, payload, row.claims);
    if (refusal !== null) {
      await end(row, refusal);
      return 'gone';
    }
    if (isTold.has(keyOf(row))) {
      const outcome = await delivery.update(row, { ...state, resultJson: null });
      return outcome === 'too-large' ? 'failed' : outcome;
    }
    const freeAtMs = snapshotUnderWayUntil(row, state, delivery);
    if (freeAtMs > now()) {
      const { until } = state.window;
      // Not waited for, where there would be no time left to send it.
      if (until !== null && until - LANDING_MS <= freeAtMs) return 'late';
      const present = await after(row, freeAtMs);
      if (present === null) return 'stale';
      // Another one, or its snapshot was begun anew.
      if (keyOf(present) !== keyOf(row)) return looks < MAX_LOOKS ? serve(present, looks + 1) : 'failed';
    }
    const result = await resultFor(row);
    if (typeof result !== 'string') {
      await end(row, result);
      logger?.warn('A stored subscription no longer fits the schema', idsOf(row));
      return 'failed';
    }
    const outcome = await delivery.update(row, { ...state, resultJson: result });
    return outcome === 'too-large' ? 'failed' : outcome;
  }

  return async (row) => {
    try {
      return await serve(row);
    } catch (error) {
      logger?.warn('Could not push to a subscriber', { ...idsOf(row), error });
      return 'failed';
    }
  };
}

/** Gives the function that tells one subscriber of an end, never throws, and leaves all other cases to a push. */
function createTell<Context>(
  { now = Date.now }: PublisherOptions<Context>,
  core: Core<Context>,
  { field, payload }: Publication,
  untilMs: number,
): (row: Subscription) => Promise<boolean> {
  const { operations, delivery } = core;
  const state = operations.stateOf(field, payload);
  const resultFor = createResults(core, { field, payload });

  return async (row) => {
    try {
      if (row.expiresAt * 1_000 <= now()) return false;
      if (operations.refusal(field, payload, row.claims) !== null) return false;
      if (snapshotUnderWayUntil(row, state, delivery) > now()) return false;
      const result = await resultFor(row);
      return (
        typeof result === 'string' && (await delivery.tell(row, { ...state, resultJson: result }, untilMs))
      );
    } catch {
      // Whoever pushes next says what is wrong.
      return false;
    }
  };
}

/**
 * Until when a snapshot, sent by another process, may overtake a state or be overtaken by it. A process that has sent to the
 * subscription knows that its snapshot has arrived, but not that of the state before: it may begin before that one's window has
 * ended, in which whoever answers a `subscribe` may be sending as well.
 */
function snapshotUnderWayUntil(row: Subscription, { window }: State, delivery: Delivery): number {
  const { snapshotUntil = 0 } = row;
  return delivery.isSettled(row) ? Math.min(window.from, snapshotUntil) : snapshotUntil;
}

/** An id that is used again must not get `complete` for a state that only its earlier subscription was sent. */
const keyOf = ({ connectionId, operationId, snapshotUntil = 0 }: ToldSubscriber): string =>
  JSON.stringify([connectionId, operationId, snapshotUntil]);

const toldOf = (row: Subscription): ToldSubscriber => ({
  ...idsOf(row),
  ...(row.snapshotUntil !== undefined && { snapshotUntil: row.snapshotUntil }),
});

function idsOf({ connectionId, operationId }: SubscriberKey): SubscriberKey {
  return { connectionId, operationId };
}
