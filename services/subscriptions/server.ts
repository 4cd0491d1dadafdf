import { complete } from './complete';
import { connectionInit } from './connection-init';
import { createDelivery } from './delivery';
import { createOperations } from './operation';
import type { Claims, Connection, Session } from './ports';
import {
  closes,
  frames,
  InvalidMessageError,
  parseClientMessage,
  type ClientMessage,
  type CloseEvent,
  type JsonObject,
} from './protocol';
import { publisherOn, type Publisher, type PublisherOptions } from './publish';
import { subscribe } from './subscribe';

/** What a subscription server takes. */
export interface SubscriptionServerOptions<Context> extends PublisherOptions<Context> {
  /** Checks the payload of `connection_init`; null refuses the connection. */
  readonly authenticate: (payload: JsonObject | null) => Promise<Session | null> | Session | null;
  /** Most operations on one connection at the same time. Default 50. */
  readonly maxOperationsPerConnection?: number;
  /** The user behind some claims; when given, connections of a user are counted. */
  readonly userOf?: (claims: Claims) => string;
  /** Most initialised connections of a user at the same time. Default 20. */
  readonly maxConnectionsPerUser?: number;
  /**
   * How long after `onConnect` a connection may stay without `connection_init`, in milliseconds. Default 10 000: above the
   * 3000 of graphql-ws, because two cold starts may lie in between.
   */
  readonly connectionInitWaitTimeoutMs?: number;
}

/** One method for each thing a serverless WebSocket tells, and publish for the things to tell its clients. */
export interface SubscriptionServer extends Publisher {
  /** A socket was opened. Throws what the store throws: a connection nobody remembers must not be accepted. */
  onConnect(connectionId: string): Promise<void>;
  /** A message came. Throws only when even closing the connection failed. */
  onMessage(connectionId: string, rawText: string): Promise<void>;
  /** A socket was closed. May come late, twice, or never. */
  onDisconnect(connectionId: string): Promise<void>;
}

/**
 * Serves graphql-transport-ws where each message arrives in another invocation, perhaps of another process.
 * @throws Error when schema and topics do not fit, see createOperations.
 */
export function createSubscriptionServer<Context>(
  options: SubscriptionServerOptions<Context>,
): SubscriptionServer {
  const { store, logger, now = Date.now, connectionInitWaitTimeoutMs = 10_000 } = options;
  const delivery = createDelivery(options);
  const parts = {
    ...options,
    now,
    delivery,
    operations: createOperations(options),
    maxOperations: options.maxOperationsPerConnection ?? 50,
    userOf: options.userOf ?? null,
    maxConnections: options.maxConnectionsPerUser ?? 20,
  };

  /** Why a connection is not served, whatever its message says. */
  function refusal({ session, connectedAt }: Connection): CloseEvent | null {
    if (session) return session.expiresAt * 1_000 <= now() ? closes.expired : null;
    // Nothing runs between messages, so the time-out shows at the first message that is late.
    return now() - connectedAt > connectionInitWaitTimeoutMs ? closes.initialisationTimeout : null;
  }

  async function answer(connection: Connection, message: ClientMessage): Promise<CloseEvent | null> {
    switch (message.type) {
      case 'connection_init':
        return connectionInit(parts, connection, message);
      case 'subscribe':
        return subscribe(parts, connection, message);
      case 'complete':
        await complete(store, connection, message);
        return null;
      case 'ping':
        await delivery.send(connection.id, frames.pong(message.payload));
        return null;
      case 'pong':
        return null;
    }
  }

  async function handle(connectionId: string, rawText: string): Promise<CloseEvent | null> {
    const message = parseClientMessage(rawText);
    const connection = await store.get(connectionId);
    // We closed it already, and this message was on its way.
    if (!connection) return closes.unauthorized;
    return refusal(connection) ?? answer(connection, message);
  }

  return {
    onConnect: (connectionId) => store.connect({ id: connectionId, connectedAt: now() }),
    async onMessage(connectionId, rawText) {
      const close = await handle(connectionId, rawText).catch((error: unknown) => {
        logger?.warn('Closing a connection after an error', { connectionId, error });
        return error instanceof InvalidMessageError ? closes.invalidMessage : closes.internalServerError;
      });
      if (close) await delivery.close(connectionId, close);
    },
    onDisconnect: (connectionId) => store.disconnect(connectionId),
    ...publisherOn(options, { operations: parts.operations, delivery }),
  };
}
