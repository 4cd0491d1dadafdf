import type { CloseEvent, JsonObject, OperationRequest } from './protocol';

/** Who is connected: small, and made of JSON only, since it is stored with the connection and each subscription. */
export type Claims = JsonObject;

/** What `connection_init` established. */
export interface Session {
  readonly claims: Claims;
  /** Seconds since the epoch, like `exp` of a JWT. From this moment on the connection is not served. */
  readonly expiresAt: number;
}

/** One WebSocket. */
export interface Connection {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly connectedAt: number;
  /** Null until `connection_init` was accepted. */
  readonly session: Session | null;
}

/** One running subscription operation: all that is needed to answer it from another process. */
export interface Subscription extends OperationRequest, Session {
  readonly connectionId: string;
  /** The client's id of the operation, unique within its connection. */
  readonly operationId: string;
  /** What the subscription listens to. Opaque to the store, which looks rows up by it. */
  readonly topic: string;
}

/**
 * Where connections and subscriptions live between function invocations. Each method is atomic, and each sees what every
 * earlier one wrote. `describeConnectionStore` in connections.contract.ts is the executable form of this contract.
 */
export interface ConnectionStore {
  /** Remembers a connection without a session. A repeated call with the same id changes nothing. */
  connect(connection: { readonly id: string; readonly connectedAt: number }): Promise<void>;
  /** The connection as last written, or null when there is none. */
  get(connectionId: string): Promise<Connection | null>;
  /** Gives a connection its session, once: of two concurrent calls, one gets `already`. */
  initialise(connectionId: string, session: Session): Promise<'ok' | 'already' | 'missing'>;
  /**
   * Adds a subscription. `duplicate`: the operation id is in use on this connection (this wins over `limit`). `limit`: the
   * connection holds `maxOperations` already. `missing`: there is no such connection, so nobody would remove the row.
   */
  subscribe(
    subscription: Subscription,
    maxOperations: number,
  ): Promise<'ok' | 'duplicate' | 'limit' | 'missing'>;
  /** Removes a subscription and tells whether it existed. */
  unsubscribe(connectionId: string, operationId: string): Promise<boolean>;
  /** The subscriptions of a topic in pages. Rows added or removed while iterating may or may not appear. */
  subscribers(topic: string): AsyncIterable<readonly Subscription[]>;
  /** Removes a connection and all of its subscriptions. Removing nothing is not an error. */
  disconnect(connectionId: string): Promise<void>;
}

/** The way back to a client. */
export interface Pusher {
  /** `gone` when the client has left for good. Any other failure is thrown, and may be tried again. */
  send(connectionId: string, text: string): Promise<'sent' | 'gone'>;
  /** Ends the socket. Closing one that is already gone is not an error. */
  close(connectionId: string, event: CloseEvent): Promise<void>;
}

/** Where trouble is told. Details hold ids and errors, never payloads, tokens, queries or variables. */
export interface Logger {
  warn(message: string, details: Readonly<Record<string, unknown>>): void;
}

type MaybePromise<T> = T | Promise<T>;

/**
 * What a field of the Subscription type listens to. `Payload` is the value of that field, before resolvers of its subfields
 * run; `Args` are the field's arguments after GraphQL coerced them.
 */
export interface TopicDefinition<Payload = unknown, Args = unknown, Context = unknown> {
  /**
   * The topic to listen to, or null when it does not exist for this user. Check permission here: nothing is checked again
   * while the subscription lives. A thrown GraphQLError reaches the client; any other error is masked.
   */
  topic(args: Args, context: Context): MaybePromise<string | null>;
  /** The present state, read consistently, or null when there is nothing to tell yet. */
  snapshot(args: Args, context: Context): MaybePromise<Payload | null>;
  /** True for a state after which nothing will come: the operation is completed. */
  isFinal(payload: Payload): boolean;
  /** Grows with every change of the same subject. A subscriber is never sent an older one than it has seen. */
  version(payload: Payload): number;
  /** What the version counts. Needed where one topic tells of several things, each with versions of its own. */
  subject?(payload: Payload): string;
}
