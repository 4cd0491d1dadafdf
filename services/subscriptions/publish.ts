import { BoundedMap } from './bounded-map';
import type { Delivery, DeliveryOptions } from './delivery';
import { createDelivery } from './delivery';
import { createLanes, type LanesOptions } from './lanes';
import type { Operations, OperationsOptions, Rejection, State } from './operation';
import { createOperations, topicKey } from './operation';
import type { FanOut, Publication, SubscriberKey, Subscription, ToldSubscriber } from './ports';
import { closes, frames } from './protocol';

/** The longest that telling an end takes, in milliseconds: a subscriber who does not answer must not hold up what follows it. */
const TELL_WITHIN_MS = 1_000;
/** Most subjects of which a process remembers that it has told everybody: far more than it tells of between two freezes. */
const MAX_SETTLED_SUBJECTS = 5_000;
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
   * told a final state is handed to `fanOut`, where that is tried again.
   * @throws RangeError for a field without a topic, and whatever the store throws while listing subscribers.
   */
  readonly publish: (publication: Publication, told?: readonly ToldSubscriber[]) => Promise<PublishCounts>;
  /**
   * Tells subscribers that the caller has read of an end, as fast as can be: one send for each, within a second, and nothing
   * else. Operations stay open until `publish`, which also serves whoever is not in what this gives.
   * @throws RangeError like publish.
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
  const { store } = options;
  /** When the windows of states end that this process has told everybody: nothing of them is on its way any more. */
  const settled = new BoundedMap<string, number>(MAX_SETTLED_SUBJECTS);

  const stateAndKey = ({ field, topic, payload }: Publication) => {
    const state = core.operations.stateOf(field, payload);
    return { ...state, key: JSON.stringify([field, topic, state.subject]) };
  };

  /** Waits for the window, unless this process alone has sent what came before, and all of it was answered. */
  async function begin(publication: Publication): Promise<void> {
    const { key, window } = stateAndKey(publication);
    if ((settled.get(key) ?? -Infinity) < window.from) await core.delivery.waitUntil(window.from);
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
      await begin(publication);
      return tellAll(options, core, publication, subscribers);
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
  let served = 0;
  try {
    for await (const page of pages) {
      if (isSplit && served >= splitAbove && (await handOver(options, publication, page))) {
        counts.split += page.length;
        continue;
      }
      served += page.length;
      for (const row of page) await lanes.start(() => pushCounted(row));
    }
  } finally {
    // Also when a page could not be read: what was begun ends before the process may be frozen.
    await lanes.end();
  }
  // Nothing comes after a final state that would tell them.
  const { isFinal } = core.operations.stateOf(publication.field, publication.payload);
  if (isSplit && isFinal && failed.length > 0) await handOver(options, publication, failed);
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

  async function serve(row: Subscription): Promise<Outcome> {
    if (row.expiresAt * 1_000 <= now()) {
      await delivery.close(row.connectionId, closes.expired);
      return 'gone';
    }
    const refusal = operations.refusal(field, payload, row.claims);
    if (refusal !== null) {
      await end(row, refusal);
      return 'gone';
    }
    await delivery.waitUntil(snapshotMayBeUnderWayUntil(row, state));
    if (isTold.has(keyOf(row))) {
      const outcome = await delivery.update(row, { ...state, resultJson: null });
      return outcome === 'too-large' ? 'failed' : outcome;
    }
    if (isUnsettled(row, delivery, now())) {
      const { until } = state.window;
      if (until !== null && until <= (row.snapshotUntil ?? 0)) return 'late';
      await delivery.waitUntil(row.snapshotUntil ?? 0);
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
      await delivery.waitUntil(snapshotMayBeUnderWayUntil(row, state));
      if (isUnsettled(row, delivery, now())) await delivery.waitUntil(row.snapshotUntil ?? 0);
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

/** True when a snapshot, sent by another process, may overtake a state or be overtaken by it. */
const isUnsettled = (row: Subscription, delivery: Delivery, nowMs: number): boolean =>
  (row.snapshotUntil ?? 0) > nowMs && !delivery.isSettled(row);

/**
 * When no snapshot of an earlier state can be on its way any more. A process that has told everybody of that state begins before its
 * window has ended, but whoever answers a `subscribe` may be sending it within that window as well.
 */
const snapshotMayBeUnderWayUntil = ({ snapshotUntil = 0 }: Subscription, { window }: State): number =>
  Math.min(window.from, snapshotUntil);

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
