import type { Connection, ConnectionStore } from './ports';
import type { CompleteMessage } from './protocol';

/**
 * Ends a subscription on the client's wish. An unknown id is ignored: the server may have completed the operation while the
 * message was on its way.
 */
export async function complete(
  store: ConnectionStore,
  connection: Connection,
  message: CompleteMessage,
): Promise<void> {
  // Without a session there can be no rows, and an unauthenticated client should not cause writes.
  if (connection.session) await store.unsubscribe(connection.id, message.id);
}
