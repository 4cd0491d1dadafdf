import { BoundedMap } from './bounded-map';
import type { Delivery, DeliveryOptions } from './delivery';
import { createDelivery } from './delivery';
import { createLanes, type LanesOptions } from './lanes';
import type { Operations, OperationsOptions, Rejection } from './operation';
import { createOperations, topicKey } from './operation';
import type { FanOut, Publication, SubscriberKey, Subscription } from './ports';
import { closes, frames } from './protocol';

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
  /** To everyone. @throws RangeError for a field without a topic, and whatever the store throws while listing subscribers. */
  readonly publish: (publication: Publication) => Promise<PublishCounts>;
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
  const { store, fanOut, splitAbove = 200, logger } = options;

  /** True when others serve this page. */
  async function handOver(publication: Publication, page: readonly Subscription[]): Promise<boolean> {
    if (fanOut === undefined) return false;
    const { field } = publication;
    try {
      const keys = page.map(({ connectionId, operationId }) => ({ connectionId, operationId }));
      await fanOut.split(publication, keys);
      return true;
    } catch (error) {
      logger?.warn('A fan-out could not be split', { field, error });
      return false;
    }
  }

  async function serve(
    publication: Publication,
    pages: AsyncIterable<readonly Subscription[]>,
    isSplit: boolean,
  ): Promise<PublishCounts> {
    const push = createPush(options, core, publication);
    const counts = { sent: 0, stale: 0, late: 0, gone: 0, failed: 0, split: 0 };
    const lanes = createLanes(options);
    let served = 0;
    try {
      for await (const page of pages) {
        if (isSplit && served >= splitAbove && (await handOver(publication, page))) {
          counts.split += page.length;
          continue;
        }
        served += page.length;
        for (const row of page) await lanes.start(async () => void (counts[await push(row)] += 1));
      }
    } finally {
      // Also when a page could not be read: what was begun ends before the process may be frozen.
      await lanes.end();
    }
    return counts;
  }

  async function begin({ field, payload }: Publication): Promise<void> {
    await core.delivery.waitUntil(core.operations.stateOf(field, payload).window.from);
  }

  return {
    async publish(publication) {
      await begin(publication);
      const topic = topicKey(publication.field, publication.topic);
      return serve(publication, store.subscribers(topic), true);
    },
    async publishTo(publication, subscribers) {
      await begin(publication);
      const topic = topicKey(publication.field, publication.topic);
      return serve(publication, onePage(store.pick(topic, subscribers)), false);
    },
  };
}

async function* onePage<T>(page: Promise<T>): AsyncGenerator<T> {
  yield await page;
}

type Outcome = Exclude<keyof PublishCounts, 'split'>;

/** Gives the function that serves one subscriber of one publication, and never throws. */
function createPush<Context>(
  options: PublisherOptions<Context>,
  { operations, delivery }: Core<Context>,
  { field, payload }: Publication,
): (row: Subscription) => Promise<Outcome> {
  const { logger, now = Date.now } = options;
  const state = operations.stateOf(field, payload);
  const results = new BoundedMap<string, Promise<string | Rejection>>(MAX_SHARED_RESULTS);

  function resultFor(row: Subscription): Promise<string | Rejection> {
    const key = JSON.stringify([row.query, row.operationName, row.variables, row.claims]);
    const shared = results.get(key);
    if (shared) return shared;
    const result = operations.run(row, row.claims, field, payload);
    results.set(key, result);
    return result;
  }

  async function end(row: Subscription, { errors }: Rejection): Promise<void> {
    await options.store.unsubscribe(row.connectionId, row.operationId, row.topic);
    await delivery.send(row.connectionId, frames.error(row.operationId, errors));
  }

  /** True when a snapshot, sent by another process, may overtake this state or be overtaken by it. */
  const isUnsettled = (row: Subscription): boolean =>
    (row.snapshotUntil ?? 0) > now() && !delivery.isSettled(row);

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
    if (isUnsettled(row)) {
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

function idsOf({ connectionId, operationId }: Subscription): Record<string, string> {
  return { connectionId, operationId };
}
