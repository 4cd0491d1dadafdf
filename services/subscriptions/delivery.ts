import { BoundedMap } from './bounded-map';
import type { State } from './operation';
import type { ConnectionStore, Logger, Pusher, Subscription } from './ports';
import { frames, type CloseEvent } from './protocol';

/** Most operations whose last version a process remembers: far more than it serves between two freezes. */
const MAX_REMEMBERED_OPERATIONS = 5_000;
/** Most subjects remembered for each of them, see TopicDefinition.subject. */
const MAX_REMEMBERED_SUBJECTS = 100;

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
}

/** A state, as text for one selection of fields. */
export interface Update extends State {
  /** The GraphQL result as JSON. */
  readonly resultJson: string;
}

/** Sends, with the order and the cleaning-up that the protocol needs. Keeps what this process sent to whom. */
export interface Delivery {
  /**
   * Sends one text, trying again when that fails. A connection that is gone is removed from the store.
   * @throws the last error when no try succeeded.
   */
  send(connectionId: string, text: string): Promise<'sent' | 'gone'>;
  /**
   * Sends `next`, and after a final state `complete`, then removes the row. One update at a time for each operation, and
   * none that is older than, or comes after the final one of, what this process sent to it: those are `stale`.
   * @throws like send; the row stays, so that a repeated publish can finish the work.
   */
  update(
    to: Pick<Subscription, 'connectionId' | 'operationId'>,
    update: Update,
  ): Promise<'sent' | 'stale' | 'gone'>;
  /** Forgets what an earlier operation of the same id was sent. */
  begin(connectionId: string, operationId: string): void;
  /** Closes the socket and removes the connection with all of its rows. */
  close(connectionId: string, event: CloseEvent): Promise<void>;
}

interface Remembered {
  isComplete: boolean;
  readonly versions: BoundedMap<string, number>;
}

/** Makes a delivery; everything that sends in a process should share one. */
export function createDelivery(options: DeliveryOptions): Delivery {
  const { store, pusher, logger } = options;
  const remembered = new BoundedMap<string, Remembered>(MAX_REMEMBERED_OPERATIONS);
  const inTurn = createTurns();

  async function send(connectionId: string, text: string): Promise<'sent' | 'gone'> {
    const outcome = await withRetries(() => pusher.send(connectionId, text), options);
    if (outcome === 'gone') await cleanUp(connectionId, () => store.disconnect(connectionId));
    return outcome;
  }

  // The client has what it should have; a row that stays only costs, until the connection ends or the store expires it.
  async function cleanUp(connectionId: string, remove: () => Promise<unknown>): Promise<void> {
    try {
      await remove();
    } catch (error) {
      logger?.warn('Could not remove a subscription or connection', { connectionId, error });
    }
  }

  async function sendUpdate(
    key: string,
    to: Pick<Subscription, 'connectionId' | 'operationId'>,
    update: Update,
  ): Promise<'sent' | 'stale' | 'gone'> {
    const { connectionId, operationId } = to;
    const memory = remembered.get(key) ?? {
      isComplete: false,
      versions: new BoundedMap(MAX_REMEMBERED_SUBJECTS),
    };
    if (memory.isComplete || update.version < (memory.versions.get(update.subject) ?? -Infinity))
      return 'stale';
    if ((await send(connectionId, frames.next(operationId, update.resultJson))) === 'gone') return 'gone';
    memory.versions.set(update.subject, update.version);
    remembered.set(key, memory);
    if (!update.isFinal) return 'sent';
    if ((await send(connectionId, frames.complete(operationId))) === 'gone') return 'gone';
    memory.isComplete = true;
    await cleanUp(connectionId, () => store.unsubscribe(connectionId, operationId));
    return 'sent';
  }

  return {
    send,
    update: (to, update) => {
      const key = operationKey(to.connectionId, to.operationId);
      return inTurn(key, () => sendUpdate(key, to, update));
    },
    begin: (connectionId, operationId) => remembered.delete(operationKey(connectionId, operationId)),
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

function operationKey(connectionId: string, operationId: string): string {
  return JSON.stringify([connectionId, operationId]);
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

async function withRetries<T>(action: () => Promise<T>, options: DeliveryOptions): Promise<T> {
  const { sendAttempts = 3, sendTimeoutMs = 3_000, retryDelayMs = 100 } = options;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await withTimeout(action(), sendTimeoutMs);
    } catch (error) {
      if (attempt >= sendAttempts) throw error;
      // Random, so that many failing sends do not come back at the same moment.
      const delayMs = Math.random() * Math.min(1_000, retryDelayMs * 2 ** (attempt - 1));
      await new Promise((resolve) => setTimeout(resolve, delayMs));
    }
  }
}

async function withTimeout<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`Sending took longer than ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
