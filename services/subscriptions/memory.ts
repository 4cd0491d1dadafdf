import type { Connection, ConnectionStore, Pusher, Subscription } from './ports';
import type { CloseEvent } from './protocol';

/**
 * A store in the memory of one process, for tests and for servers that are one process. Copies what it takes and gives, as a
 * database does. Pages hold `pageSize` rows, 100 by default.
 */
export function createMemoryConnectionStore({ pageSize = 100 } = {}): ConnectionStore {
  const connections = new Map<
    string,
    { connection: Connection; rows: Map<string, Subscription>; user: string | null }
  >();
  const countOf = (user: string): number =>
    [...connections.values()].filter((entry) => entry.user === user).length;

  return {
    async connect({ id, connectedAt }) {
      if (connections.has(id)) return;
      connections.set(id, { connection: { id, connectedAt, session: null }, rows: new Map(), user: null });
    },
    async get(connectionId) {
      return structuredClone(connections.get(connectionId)?.connection ?? null);
    },
    async initialise(connectionId, session, limit) {
      const entry = connections.get(connectionId);
      if (!entry) return 'missing';
      if (entry.connection.session) return 'already';
      if (limit && countOf(limit.user) >= limit.maxConnections) return 'limit';
      entry.user = limit?.user ?? null;
      entry.connection = { ...entry.connection, session: structuredClone(session) };
      return 'ok';
    },
    async subscribe(subscription, maxOperations) {
      const rows = connections.get(subscription.connectionId)?.rows;
      if (!rows) return 'missing';
      if (rows.has(subscription.operationId)) return 'duplicate';
      if (rows.size >= maxOperations) return 'limit';
      rows.set(subscription.operationId, structuredClone(subscription));
      return 'ok';
    },
    async unsubscribe(connectionId, operationId, topic) {
      const rows = connections.get(connectionId)?.rows;
      if (topic !== undefined && rows?.get(operationId)?.topic !== topic) return false;
      return rows?.delete(operationId) ?? false;
    },
    async *subscribers(topic) {
      const rows = [...connections.values()].flatMap((entry) => [...entry.rows.values()]);
      const found = rows.filter((row) => row.topic === topic);
      for (let start = 0; start < found.length; start += pageSize) {
        yield structuredClone(found.slice(start, start + pageSize));
      }
    },
    async pick(topic, wanted) {
      const rows = wanted.map(({ connectionId, operationId }) =>
        connections.get(connectionId)?.rows.get(operationId),
      );
      return structuredClone(rows.filter((row) => row?.topic === topic) as Subscription[]);
    },
    async disconnect(connectionId) {
      connections.delete(connectionId);
    },
  };
}

/** What a client saw: a message, or the end of the socket. */
export type Frame = { readonly message: unknown } | { readonly close: CloseEvent };

/** A pusher that records, and that can be told to misbehave. */
export interface RecordingPusher extends Pusher {
  /** Everything that a client saw so far, in order. */
  framesOf(connectionId: string): readonly Frame[];
  /** Answers `gone` from now on. */
  leave(connectionId: string): void;
  /** Runs before each send; what it throws, or waits for, happens to the send. */
  beforeSend: (connectionId: string, text: string) => Promise<void> | void;
  /** Longer texts are `too-large`, in UTF-16 units. */
  maxLength: number;
}

/** Records what is sent to each client. A closed socket is gone. */
export function createRecordingPusher(): RecordingPusher {
  const seen = new Map<string, Frame[]>();
  const gone = new Set<string>();
  const record = (connectionId: string, frame: Frame): void => {
    seen.set(connectionId, [...(seen.get(connectionId) ?? []), frame]);
  };
  const pusher: RecordingPusher = {
    beforeSend: () => {},
    maxLength: Infinity,
    framesOf: (connectionId) => seen.get(connectionId) ?? [],
    leave: (connectionId) => void gone.add(connectionId),
    async send(connectionId, text, signal) {
      await pusher.beforeSend(connectionId, text);
      signal?.throwIfAborted();
      if (gone.has(connectionId)) return 'gone';
      if (text.length > pusher.maxLength) return 'too-large';
      record(connectionId, { message: JSON.parse(text) as unknown });
      return 'sent';
    },
    async close(connectionId, event) {
      if (!gone.has(connectionId)) record(connectionId, { close: event });
      gone.add(connectionId);
    },
  };
  return pusher;
}
