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
  /**
   * Milliseconds since the epoch: until then its snapshot may be on its way, and publishers of other processes stay away. Tells
   * it from others that had its id as well.
   */
  readonly snapshotUntil?: number;
}

/** Names one subscription. */
export type SubscriberKey = Pick<Subscription, 'connectionId' | 'operationId'>;

/**
 * Names one subscription among all that had its id: a client may use an id again, and `snapshotUntil` differs each time. Without
 * it, or where it differs, another subscription is meant.
 */
export type ToldSubscriber = Pick<Subscription, 'connectionId' | 'operationId' | 'snapshotUntil'>;

/** How many connections a user may have. */
export interface ConnectionLimit {
  /** Names the user; opaque to the store. */
  readonly user: string;
  readonly maxConnections: number;
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
  /**
   * Gives a connection its session, once: of two concurrent calls, one gets `already` (this wins over `limit`). `limit`: the
   * user has as many initialised connections as allowed. Those whose end was never reported must not count for ever.
   */
  initialise(
    connectionId: string,
    session: Session,
    limit?: ConnectionLimit,
  ): Promise<'ok' | 'already' | 'missing' | 'limit'>;
  /**
   * Adds a subscription. `duplicate`: the operation id is in use on this connection (this wins over `limit`). `limit`: the
   * connection holds `maxOperations` already. `missing`: there is no such connection, so nobody would remove the row.
   */
  subscribe(
    subscription: Subscription,
    maxOperations: number,
  ): Promise<'ok' | 'duplicate' | 'limit' | 'missing'>;
  /** Removes a subscription and tells whether it existed. A caller who knows its topic may save the store a look. */
  unsubscribe(connectionId: string, operationId: string, topic?: string): Promise<boolean>;
  /** The subscriptions of a topic in pages. Rows added or removed while iterating may or may not appear. */
  subscribers(topic: string): AsyncIterable<readonly Subscription[]>;
  /** Some of the subscriptions of a topic, in any order; those that are gone are left out. At most a page of them. */
  pick(topic: string, wanted: readonly SubscriberKey[]): Promise<readonly Subscription[]>;
  /** Removes a connection and all of its subscriptions. Removing nothing is not an error. */
  disconnect(connectionId: string): Promise<void>;
}

/** The way back to a client. */
export interface Pusher {
  /**
   * `gone` when the client has left for good, `too-large` when no message of this size can be sent. Any other failure is
   * thrown, and may be tried again. Once the signal is aborted, nothing may be sent any more as far as that can be helped.
   */
  send(connectionId: string, text: string, signal?: AbortSignal): Promise<'sent' | 'gone' | 'too-large'>;
  /** Ends the socket. Closing one that is already gone is not an error. */
  close(connectionId: string, event: CloseEvent): Promise<void>;
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

/** Takes a part of a publication's subscribers elsewhere, where `publishTo` serves them. */
export interface FanOut {
  /** Throws when it could not be handed over; the publisher then serves this part itself. */
  split(publication: Publication, subscribers: readonly SubscriberKey[]): Promise<void>;
}

/** Where trouble is told. Details hold ids and errors, never payloads, tokens, queries or variables. */
export interface Logger {
  warn(message: string, details: Readonly<Record<string, unknown>>): void;
}

/** When a state may be on its way to subscribers. In milliseconds since the epoch. */
export interface SendWindow {
  /** Nothing is sent before. */
  readonly from: number;
  /** What was not sent by then is given up, since a newer state may follow. Null: nothing newer follows, so never. */
  readonly until: number | null;
}

type MaybePromise<T> = T | Promise<T>;

/**
 * What a field of the Subscription type listens to. `Payload` is the value of that field, before resolvers of its subfields
 * run; `Args` are the field's arguments after GraphQL coerced them.
 */
export interface TopicDefinition<Payload = unknown, Args = unknown, Context = unknown> {
  /**
   * The topic to listen to, or null when it does not exist for this user. Check permission here; while the subscription
   * lives, only mayReceive() is asked. A thrown GraphQLError reaches the client; any other error is masked.
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
  /**
   * When this state may be sent. Where the windows of all states of a subject follow each other without overlapping, no
   * subscriber gets an older state after a newer one, whichever processes send them. Without it, order holds within a process.
   */
  window?(payload: Payload): SendWindow;
  /** Asked at every push, so it must be cheap. False takes the subscription back with an `error`. Default: true. */
  mayReceive?(payload: Payload, claims: Claims): boolean;
}
