import {
  DeleteConnectionCommand,
  GoneException,
  PostToConnectionCommand,
  type ApiGatewayManagementApiClient,
} from '@aws-sdk/client-apigatewaymanagementapi';
import type { Pusher } from '../subscriptions/ports';
import { closes, type CloseEvent } from '../subscriptions/protocol';

/** Sends frames to WebSocket clients of API Gateway. */
export class ApiGatewayPusher implements Pusher {
  constructor(private readonly client: ApiGatewayManagementApiClient) {}

  async send(connectionId: string, text: string): Promise<'sent' | 'gone'> {
    try {
      await this.client.send(
        new PostToConnectionCommand({ ConnectionId: connectionId, Data: Buffer.from(text) }),
      );
      return 'sent';
    } catch (error) {
      if (isGone(error)) return 'gone';
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
      const told = await this.send(connectionId, `${event.code}: ${event.reason}`).catch(() => 'failed');
      if (told === 'gone') return;
    }
    try {
      await this.client.send(new DeleteConnectionCommand({ ConnectionId: connectionId }));
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
}

/** Emulators answer 410 without the error's name, so the status decides as well. */
function isGone(error: unknown): boolean {
  if (error instanceof GoneException) return true;
  return (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode === 410;
}
