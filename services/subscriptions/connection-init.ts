import type { Claims, Connection, ConnectionStore, Session } from './ports';
import { closes, frames, type CloseEvent, type ConnectionInitMessage, type JsonObject } from './protocol';
import type { Delivery } from './delivery';

/** What answering `connection_init` takes. */
export interface ConnectionInitParts {
  readonly store: ConnectionStore;
  readonly delivery: Delivery;
  readonly authenticate: (payload: JsonObject | null) => Promise<Session | null> | Session | null;
  readonly now: () => number;
  /** Null: connections are not counted. */
  readonly userOf: ((claims: Claims) => string) | null;
  readonly maxConnections: number;
}

/**
 * Authenticates a connection and acknowledges it.
 * @returns how to close the connection, or null when it was acknowledged.
 */
export async function connectionInit(
  parts: ConnectionInitParts,
  connection: Connection,
  message: ConnectionInitMessage,
): Promise<CloseEvent | null> {
  if (connection.session) return closes.tooManyInitialisations;
  const session = await parts.authenticate(message.payload);
  if (!session || session.expiresAt * 1_000 <= parts.now()) return closes.forbidden;
  // Two messages can be handled by two processes at once; the store lets only one of them in.
  const { claims, expiresAt } = session;
  const { userOf, maxConnections } = parts;
  const limit = userOf === null ? undefined : { user: userOf(claims), maxConnections };
  const outcome = await parts.store.initialise(connection.id, { claims, expiresAt }, limit);
  if (outcome === 'already') return closes.tooManyInitialisations;
  if (outcome === 'limit') return closes.tooManyConnections;
  if (outcome === 'missing') return closes.unauthorized;
  await parts.delivery.send(connection.id, frames.connectionAck());
  return null;
}
