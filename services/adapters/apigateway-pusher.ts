import {
  DeleteConnectionCommand,
  GoneException,
  PayloadTooLargeException,
  type ApiGatewayManagementApiClient,
} from '@aws-sdk/client-apigatewaymanagementapi';
import type { Pusher } from '../subscriptions/ports';
import { closes, type CloseEvent } from '../subscriptions/protocol';
import { PostToConnectionCommand } from './apigateway-post';

/** API Gateway's quota for a message; it splits what it sends into frames of 32 KB by itself. */
const MAX_MESSAGE_BYTES = 128 * 1024;

/**
 * Milliseconds for each of the two calls that close a connection, all attempts included: rows of the connection have to be removed
 * in the same invocation, of which 15 seconds are all there is.
 */
const CLOSING_MS = 4000;

/** Sends frames to WebSocket clients of API Gateway. */
export class ApiGatewayPusher implements Pusher {
  constructor(private readonly client: ApiGatewayManagementApiClient) {}

  async send(
    connectionId: string,
    text: string,
    signal?: AbortSignal,
  ): Promise<'sent' | 'gone' | 'too-large'> {
    const data = Buffer.from(text);
    if (data.length > MAX_MESSAGE_BYTES) return 'too-large';
    try {
      const command = new PostToConnectionCommand({ ConnectionId: connectionId, Data: data });
      await this.client.send(command, signal === undefined ? {} : { abortSignal: signal });
      return 'sent';
    } catch (error) {
      if (isGone(error)) return 'gone';
      if (error instanceof PayloadTooLargeException || statusOf(error) === 413) return 'too-large';
      throw error;
    }
  }

  /**
   * DeleteConnection has no place for a close code: the client sees 1000 or 1001, and graphql-ws would reconnect at once and
   * for ever. A last frame that is no message of the protocol says what happened and ends its retries. Only a client whose
   * token has expired is left to reconnect, with a fresh one.
   */
  async close(connectionId: string, event: CloseEvent): Promise<void> {
    if (event.code !== closes.expired.code || event.reason !== closes.expired.reason) {
      const text = `${event.code}: ${event.reason}`;
      const told = await this.send(connectionId, text, AbortSignal.timeout(CLOSING_MS)).catch(() => 'failed');
      if (told === 'gone') return;
    }
    try {
      const command = new DeleteConnectionCommand({ ConnectionId: connectionId });
      await this.client.send(command, { abortSignal: AbortSignal.timeout(CLOSING_MS) });
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
}

/** Emulators answer 410 without the error's name, so the status decides as well. */
function isGone(error: unknown): boolean {
  return error instanceof GoneException || statusOf(error) === 410;
}

const statusOf = (error: unknown): number | undefined =>
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
