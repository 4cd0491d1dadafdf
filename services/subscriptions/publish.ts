import { BoundedMap } from './bounded-map';
import type { Delivery, DeliveryOptions } from './delivery';
import { createDelivery } from './delivery';
import type { Operations, OperationsOptions, Rejection } from './operation';
import { createOperations, topicKey } from './operation';
import type { Subscription } from './ports';
import { closes, frames } from './protocol';

/** Most different results kept while one event is published; equal selections of equal users share one. */
const MAX_SHARED_RESULTS = 256;

/** What publishing takes: no authentication, so that any function may do it. */
export interface PublisherOptions<Context> extends OperationsOptions<Context>, DeliveryOptions {
  /** Most subscribers that are sent to at the same time. Default 50. */
  readonly concurrency?: number;
  /** The time, in milliseconds since the epoch. Default Date.now. */
  readonly now?: () => number;
}

/** A new state of something that people listen to. */
export interface Publication {
  /** A field of the Subscription type. */
  readonly field: string;
  /** What `topic()` of the field's definition gave to the subscribers. */
  readonly topic: string;
  /** The whole current state: the value of the field. */
  readonly payload: unknown;
}

/** What became of a publication, counted in subscriptions. */
export interface PublishCounts {
  readonly sent: number;
  /** Not sent, because the subscriber has a newer state or a final one. */
  readonly stale: number;
  /** The client had left, or its credentials had expired; its rows are removed. */
  readonly gone: number;
  /** Neither: logged, and the row is kept. Publishing again is safe. */
  readonly failed: number;
}

/**
 * Sends a state to everyone who listens to it. One subscriber's failure is counted and logged, not thrown.
 * @throws RangeError for a field without a topic, and whatever the store throws while listing subscribers.
 */
export type Publish = (publication: Publication) => Promise<PublishCounts>;

/** What the messages and publish share within a process. */
export interface Core<Context> {
  readonly operations: Operations<Context>;
  readonly delivery: Delivery;
}

/** For functions that only publish. A socket function takes `publish` from its server, which shares the order of messages. */
export function createPublisher<Context>(options: PublisherOptions<Context>): Publish {
  return publisherOn(options, { operations: createOperations(options), delivery: createDelivery(options) });
}

/** A publisher on parts that exist already. */
export function publisherOn<Context>(options: PublisherOptions<Context>, core: Core<Context>): Publish {
  const { concurrency = 50 } = options;
  return async ({ field, topic, payload }) => {
    const push = createPush(options, core, field, payload);
    const counts = { sent: 0, stale: 0, gone: 0, failed: 0 };
    const active = new Set<Promise<void>>();
    try {
      for await (const page of options.store.subscribers(topicKey(field, topic))) {
        for (const row of page) {
          while (active.size >= concurrency) await Promise.race(active);
          const work: Promise<void> = push(row).then((outcome) => {
            counts[outcome] += 1;
            active.delete(work);
          });
          active.add(work);
        }
      }
    } finally {
      // Also when a page could not be read: what was begun ends before the process may be frozen.
      await Promise.all(active);
    }
    return counts;
  };
}

/** Gives the function that serves one subscriber of one publication, and never throws. */
function createPush<Context>(
  options: PublisherOptions<Context>,
  { operations, delivery }: Core<Context>,
  field: string,
  payload: unknown,
): (row: Subscription) => Promise<keyof PublishCounts> {
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

  async function serve(row: Subscription): Promise<keyof PublishCounts> {
    if (row.expiresAt * 1_000 <= now()) {
      await delivery.close(row.connectionId, closes.expired);
      return 'gone';
    }
    const result = await resultFor(row);
    if (typeof result === 'string') return delivery.update(row, { ...state, resultJson: result });
    await options.store.unsubscribe(row.connectionId, row.operationId);
    await delivery.send(row.connectionId, frames.error(row.operationId, result.errors));
    logger?.warn('A stored subscription no longer fits the schema', idsOf(row));
    return 'failed';
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
