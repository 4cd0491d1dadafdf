import { GraphQLError } from 'graphql';
import { BoundedMap } from './bounded-map';
import type { State } from './operation';
import type { ConnectionStore, Logger, Pusher, SubscriberKey, Subscription } from './ports';
import { frames, type CloseEvent } from './protocol';

/** Most subscriptions whose last version a process remembers: far more than it serves between two freezes. */
const MAX_REMEMBERED_OPERATIONS = 5_000;
/** Most subjects remembered for each of them, see TopicDefinition.subject. */
const MAX_REMEMBERED_SUBJECTS = 100;
/**
 * A send is given up this long before its window ends, in milliseconds: what the network has taken already may still arrive,
 * and clocks differ a little.
 */
export const LANDING_MS = 100;
/** Longest wait for a window to begin, in milliseconds: windows are half a second, so more is a clock gone wrong. */
const MAX_WAIT_MS = 5_000;

/** How messages get to clients. */
export interface DeliveryOptions {
  readonly store: ConnectionStore;
  readonly pusher: Pusher;
  readonly logger?: Logger;
  /** Longest wait for one try to send, in milliseconds. Default 3000. */
  readonly sendTimeoutMs?: number;
  /** Tries to send one message, the first included. Default 3. */
  readonly sendAttempts?: number;
  /** The wait before try n + 1 is random, up to this times 2^(n - 1), and never above a second. Default 100. */
  readonly retryDelayMs?: number;
  /** The time, in milliseconds since the epoch. Default Date.now. */
  readonly now?: () => number;
}

/** A state, as text for one selection of fields. */
export interface Update extends State {
  /** The GraphQL result as JSON; null for a subscriber who has the state already, and only needs what follows a final one. */
  readonly resultJson: string | null;
}

/**
 * What became of an update. `stale`: the subscriber has a newer or a final state. `late`: its window ended first.
 * `too-large`: the operation was ended with an `error`.
 */
export type UpdateOutcome = 'sent' | 'stale' | 'gone' | 'late' | 'too-large';

/** To whom something is sent: all that tells a subscription from others that had its id before. */
export type Addressee = Pick<Subscription, 'connectionId' | 'operationId' | 'topic' | 'snapshotUntil'>;

/** Sends, with the order and the cleaning-up that the protocol needs. Keeps what this process sent to whom. */
export interface Delivery {
  /**
   * Sends one text, trying again when that fails. A connection that is gone is removed from the store.
   * @throws the last error when no try succeeded.
   */
  send(connectionId: string, text: string): Promise<'sent' | 'gone' | 'too-large'>;
  /**
   * Sends `next`, and after a final state `complete`, then removes the row. One update at a time for each operation, none
   * outside its window, and none that is older than, or comes after the final one of, what this process sent to it.
   * @throws like send; the row stays, so that a repeated publish can finish the work.
   */
  update(to: Addressee, update: Update): Promise<UpdateOutcome>;
  /**
   * Sends `next` and nothing else: what follows a final state is left to `update`, and so is whatever goes wrong. False when it
   * was not sent by the given time; nothing is on its way then.
   */
  tell(to: Addressee, update: State & { readonly resultJson: string }, untilMs: number): Promise<boolean>;
  /** Forgets what an earlier subscription was sent that is told from this one by nothing: begun in the same millisecond. */
  begin(subscriber: Addressee): void;
  /** Notes that a subscription has no snapshot that could be on its way. */
  settle(subscriber: Addressee): void;
  /** Whether this process has settled a subscription, or sent anything to it: then no snapshot is on its way. */
  isSettled(subscriber: Addressee): boolean;
  /** Resolves at the given time, or after five seconds. */
  waitUntil(timeMs: number): Promise<void>;
  /** Closes the socket and removes the connection with all of its rows. */
  close(connectionId: string, event: CloseEvent): Promise<void>;
}

interface Remembered {
  isComplete: boolean;
  readonly versions: BoundedMap<string, number>;
}

const nothingSent = (): Remembered => ({
  isComplete: false,
  versions: new BoundedMap(MAX_REMEMBERED_SUBJECTS),
});

const isStale = ({ isComplete, versions }: Remembered, { version, subject }: State): boolean =>
  isComplete || version < (versions.get(subject) ?? -Infinity);

function post(options: DeliveryOptions, connectionId: string, text: string, untilMs: number | null) {
  const { pusher, now = Date.now } = options;
  return withRetries((signal) => pusher.send(connectionId, text, signal), { ...options, now }, untilMs);
}

/** Gives what `Delivery.tell` is. */
function createTell(
  options: DeliveryOptions,
  remembered: BoundedMap<string, Remembered>,
  inTurn: ReturnType<typeof createTurns>,
): Delivery['tell'] {
  return (to, update, untilMs) => {
    const key = memoryKey(to);
    return inTurn(operationKey(to), async () => {
      const memory = remembered.get(key) ?? nothingSent();
      if (isStale(memory, update)) return false;
      const text = frames.next(to.operationId, update.resultJson);
      if ((await post(options, to.connectionId, text, untilMs - LANDING_MS)) !== 'sent') return false;
      memory.versions.set(update.subject, update.version);
      remembered.set(key, memory);
      return true;
    });
  };
}

/** Makes a delivery; everything that sends in a process should share one. */
export function createDelivery(options: DeliveryOptions): Delivery {
  const { store, pusher, logger, now = Date.now } = options;
  const remembered = new BoundedMap<string, Remembered>(MAX_REMEMBERED_OPERATIONS);
  const inTurn = createTurns();

  async function send(connectionId: string, text: string, untilMs: number | null = null) {
    const outcome = await post(options, connectionId, text, untilMs);
    if (outcome === 'gone') await cleanUp(connectionId, () => store.disconnect(connectionId));
    return outcome;
  }

  // The client has what it should have, and nobody comes back for the row; one that stays after all only costs, until the connection
  // ends or the store expires it.
  async function cleanUp(connectionId: string, remove: () => Promise<unknown>): Promise<void> {
    try {
      await remove().catch(remove);
    } catch (error) {
      logger?.warn('Could not remove a subscription or connection', { connectionId, error });
    }
  }

  /** Repeating cannot help: the operation is over, and the client is told why. */
  async function refuse({ connectionId, operationId }: SubscriberKey, topic: string): Promise<'too-large'> {
    await store.unsubscribe(connectionId, operationId, topic);
    await send(connectionId, frames.error(operationId, [TOO_LARGE]));
    logger?.warn('A result was too large to be sent', { connectionId, operationId });
    return 'too-large';
  }

  async function sendUpdate(to: Addressee, update: Update): Promise<UpdateOutcome> {
    const key = memoryKey(to);
    const { connectionId, operationId, topic } = to;
    const { version, subject, window, resultJson } = update;
    const memory = remembered.get(key) ?? nothingSent();
    if (isStale(memory, update)) return 'stale';
    if (resultJson !== null) {
      const untilMs = window.until === null ? null : window.until - LANDING_MS;
      const outcome = await send(connectionId, frames.next(operationId, resultJson), untilMs);
      if (outcome === 'gone') return 'gone';
      if (outcome === 'too-large') return refuse(to, topic);
    }
    memory.versions.set(subject, version);
    remembered.set(key, memory);
    if (!update.isFinal) return 'sent';
    if ((await send(connectionId, frames.complete(operationId))) === 'gone') return 'gone';
    memory.isComplete = true;
    await cleanUp(connectionId, () => store.unsubscribe(connectionId, operationId, topic));
    return 'sent';
  }

  return {
    send: (connectionId, text) => send(connectionId, text),
    async update(to, update) {
      try {
        return await inTurn(operationKey(to), () => sendUpdate(to, update));
      } catch (error) {
        if (error instanceof TooLateError) return 'late';
        throw error;
      }
    },
    tell: createTell(options, remembered, inTurn),
    begin: (subscriber) => remembered.delete(memoryKey(subscriber)),
    settle: (subscriber) => remembered.set(memoryKey(subscriber), nothingSent()),
    isSettled: (subscriber) => remembered.get(memoryKey(subscriber)) !== undefined,
    waitUntil: (timeMs) => pause(Math.min(MAX_WAIT_MS, timeMs - now())),
    async close(connectionId, event) {
      try {
        await pusher.close(connectionId, event);
      } finally {
        // Not left to $disconnect alone: it is delivered on a best-effort basis.
        await store.disconnect(connectionId);
      }
    },
  };
}

const TOO_LARGE = new GraphQLError('The result is larger than a message may be: select fewer fields', {
  extensions: { code: 'PAYLOAD_TOO_LARGE' },
}).toJSON();

/** Messages of an id are sent in turn, whichever of its subscriptions they belong to: the client sees nothing but the id. */
function operationKey({ connectionId, operationId }: SubscriberKey): string {
  return JSON.stringify([connectionId, operationId]);
}

/** No process but the one that answered `subscribe` hears that an id is used again, so what is remembered must not fit then. */
function memoryKey({ connectionId, operationId, topic, snapshotUntil = 0 }: Addressee): string {
  return JSON.stringify([connectionId, operationId, topic, snapshotUntil]);
}

/** Runs tasks of the same key one after the other, whether they succeed or not. Tasks of other keys do not wait. */
function createTurns(): <T>(key: string, task: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return (key, task) => {
    const turn = (last.get(key) ?? Promise.resolve()).then(task, task);
    const leave = (): void => {
      if (last.get(key) === turn) last.delete(key);
    };
    last.set(key, turn);
    turn.then(leave, leave);
    return turn;
  };
}

/** The window of what was to be sent has ended. */
class TooLateError extends Error {
  override readonly name = 'TooLateError';
}

/** @param untilMs after this time nothing is tried, and what is under way is aborted; null: no such time. */
async function withRetries<T>(
  action: (signal: AbortSignal) => Promise<T>,
  options: DeliveryOptions & { readonly now: () => number },
  untilMs: number | null,
): Promise<T> {
  const { sendAttempts = 3, sendTimeoutMs = 3_000, retryDelayMs = 100, now } = options;
  const leftMs = (): number => (untilMs === null ? Infinity : untilMs - now());
  for (let attempt = 1; ; attempt += 1) {
    if (leftMs() <= 0) throw new TooLateError('Its window has ended');
    try {
      return await withTimeout(action, Math.min(sendTimeoutMs, leftMs()));
    } catch (error) {
      // Random, so that many failing sends do not come back at the same moment.
      const pauseMs = Math.random() * Math.min(1_000, retryDelayMs * 2 ** (attempt - 1));
      if (leftMs() <= 0) throw new TooLateError('Its window has ended', { cause: error });
      if (attempt >= sendAttempts) throw error;
      if (leftMs() <= pauseMs) throw new TooLateError('Its window ends before another try', { cause: error });
      await pause(pauseMs);
    }
  }
}

async function withTimeout<T>(action: (signal: AbortSignal) => Promise<T>, timeoutMs: number): Promise<T> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`Sending took longer than ${Math.round(timeoutMs)} ms`));
      controller.abort();
    }, timeoutMs);
  });
  try {
    return await Promise.race([action(controller.signal), timeout]);
  } finally {
    clearTimeout(timer);
  }
}

const pause = (ms: number): Promise<void> =>
  ms > 0 ? new Promise((resolve) => setTimeout(resolve, ms)) : Promise.resolve();
