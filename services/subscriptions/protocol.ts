import type { GraphQLFormattedError } from 'graphql';

/** The WebSocket subprotocol this library speaks. The handshake must answer with exactly this name. */
export const SUBPROTOCOL = 'graphql-transport-ws';

/** Why the server ends a socket. The numbers and their reasons are those of the protocol and of graphql-ws. */
export const CloseCode = {
  /** The server failed in a way the client cannot repair. */
  InternalServerError: 4500,
  /** Text that is not JSON, an unknown type, or a message with missing or wrong fields. */
  BadRequest: 4400,
  /** An operation was asked for before `connection_ack`. */
  Unauthorized: 4401,
  /** The credentials of `connection_init` were refused or have expired since, or their user has too many connections. */
  Forbidden: 4403,
  /** No `connection_init` arrived in time. */
  ConnectionInitialisationTimeout: 4408,
  /** `subscribe` named an operation id which is still in use on this connection. */
  SubscriberAlreadyExists: 4409,
  /** A second `connection_init`. */
  TooManyInitialisationRequests: 4429,
} as const;

/** How a socket ends. RFC 6455 allows a reason of at most 123 bytes of UTF-8. */
export interface CloseEvent {
  readonly code: (typeof CloseCode)[keyof typeof CloseCode];
  readonly reason: string;
}

/** The ways in which this server closes a connection. */
export const closes = {
  internalServerError: { code: CloseCode.InternalServerError, reason: 'Internal server error' },
  invalidMessage: { code: CloseCode.BadRequest, reason: 'Invalid message received' },
  unauthorized: { code: CloseCode.Unauthorized, reason: 'Unauthorized' },
  forbidden: { code: CloseCode.Forbidden, reason: 'Forbidden' },
  expired: { code: CloseCode.Forbidden, reason: 'Token expired' },
  tooManyConnections: { code: CloseCode.Forbidden, reason: 'Too many connections' },
  initialisationTimeout: {
    code: CloseCode.ConnectionInitialisationTimeout,
    reason: 'Connection initialisation timeout',
  },
  tooManyInitialisations: {
    code: CloseCode.TooManyInitialisationRequests,
    reason: 'Too many initialisation requests',
  },
  alreadyExists(operationId: string): CloseEvent {
    const reason = `Subscriber for ${operationId} already exists`;
    const fits = new TextEncoder().encode(reason).length <= 123;
    return { code: CloseCode.SubscriberAlreadyExists, reason: fits ? reason : 'Subscriber already exists' };
  },
} as const satisfies Record<string, CloseEvent | ((id: string) => CloseEvent)>;

/** A JSON object from the wire, of unknown shape. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** What a client asks to be run: the payload of `subscribe`. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: JsonObject;
}

export interface ConnectionInitMessage {
  readonly type: 'connection_init';
  readonly payload: JsonObject | null;
}
export interface SubscribeMessage {
  readonly type: 'subscribe';
  readonly id: string;
  readonly payload: OperationRequest;
}
export interface CompleteMessage {
  readonly type: 'complete';
  readonly id: string;
}
export interface PingMessage {
  readonly type: 'ping';
  readonly payload: JsonObject | null;
}
export interface PongMessage {
  readonly type: 'pong';
}

/** Every message a client may send. */
export type ClientMessage =
  ConnectionInitMessage | SubscribeMessage | CompleteMessage | PingMessage | PongMessage;

/** A client's text is not a message of the protocol. The text of the error never quotes the client. */
export class InvalidMessageError extends Error {
  override readonly name = 'InvalidMessageError';
}

/** Longest client message, in UTF-16 units. API Gateway closes the socket at messages above 128 KiB before they get here. */
export const MAX_MESSAGE_LENGTH = 128 * 1024;
/** Longest operation id, in UTF-16 units. Ids become keys of a store, and keys have limits; clients use UUIDs. */
export const MAX_OPERATION_ID_LENGTH = 256;

/**
 * Reads one message of a client.
 * @throws InvalidMessageError when the text is no message that a client may send.
 */
export function parseClientMessage(rawText: string): ClientMessage {
  if (rawText.length > MAX_MESSAGE_LENGTH) throw new InvalidMessageError('The message is too long');
  const message = parseJson(rawText);
  if (!isObject(message)) throw new InvalidMessageError('The message is not a JSON object');
  switch (message.type) {
    case 'connection_init':
    case 'ping':
      return { type: message.type, payload: optionalObject(message, 'payload') };
    case 'pong':
      optionalObject(message, 'payload');
      return { type: 'pong' };
    case 'subscribe':
      return { type: 'subscribe', id: operationId(message), payload: operationRequest(message.payload) };
    case 'complete':
      return { type: 'complete', id: operationId(message) };
    default:
      throw new InvalidMessageError("The 'type' is missing or is none that a client may send");
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // V8 quotes the text in its message, and the text may hold a token, so the cause is dropped.
    throw new InvalidMessageError('The message is not JSON');
  }
}

function operationId(message: JsonObject): string {
  const { id } = message;
  if (typeof id !== 'string' || id === '') throw new InvalidMessageError("'id' must be a non-empty string");
  if (id.length > MAX_OPERATION_ID_LENGTH) throw new InvalidMessageError("The 'id' is too long");
  return id;
}

function operationRequest(payload: unknown): OperationRequest {
  if (!isObject(payload)) throw new InvalidMessageError("'payload' must be an object");
  const { query } = payload;
  const operationName = payload.operationName ?? null;
  if (typeof query !== 'string') throw new InvalidMessageError("'payload.query' must be a string");
  if (operationName !== null && typeof operationName !== 'string') {
    throw new InvalidMessageError("'payload.operationName' must be a string or null");
  }
  optionalObject(payload, 'extensions');
  const variables = optionalObject(payload, 'variables');
  return { query, ...(operationName !== null && { operationName }), ...(variables && { variables }) };
}

function optionalObject(parent: JsonObject, key: string): JsonObject | null {
  const value = parent[key] ?? null;
  if (value !== null && !isObject(value)) throw new InvalidMessageError(`'${key}' must be an object or null`);
  return value;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The server's messages, as text ready to be sent. */
export const frames = {
  connectionAck: (): string => '{"type":"connection_ack"}',
  pong: (payload: JsonObject | null): string =>
    JSON.stringify(payload ? { type: 'pong', payload } : { type: 'pong' }),
  /** Takes the result as JSON text: one result often goes to many operations and is serialised once. */
  next: (id: string, resultJson: string): string =>
    `{"id":${JSON.stringify(id)},"type":"next","payload":${resultJson}}`,
  error: (id: string, errors: readonly GraphQLFormattedError[]): string =>
    JSON.stringify({ id, type: 'error', payload: errors }),
  complete: (id: string): string => JSON.stringify({ id, type: 'complete' }),
} as const;
