import type { APIGatewayProxyStructuredResultV2, APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import { SUBPROTOCOL } from '../subscriptions/protocol';
import type { SubscriptionServer } from '../subscriptions/server';

/** An event of API Gateway's WebSocket API; only `$connect` carries headers. */
type WebSocketEvent = Pick<APIGatewayProxyWebsocketEventV2, 'requestContext'> & {
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string | undefined;
  readonly isBase64Encoded?: boolean;
};

/** Brings each of API Gateway's three routes to the subscription server. */
export async function routeMessage(
  server: Pick<SubscriptionServer, 'onConnect' | 'onMessage' | 'onDisconnect'>,
  event: WebSocketEvent,
): Promise<APIGatewayProxyStructuredResultV2> {
  // Not the route key: that can be chosen by what a client sends, the type of the event cannot.
  const { eventType, connectionId } = event.requestContext;
  switch (eventType) {
    case 'CONNECT':
      return connect(server, connectionId, event.headers);
    case 'DISCONNECT':
      await server.onDisconnect(connectionId);
      return { statusCode: 200 };
    case 'MESSAGE': {
      const body = event.body ?? '';
      await server.onMessage(
        connectionId,
        event.isBase64Encoded ? Buffer.from(body, 'base64').toString() : body,
      );
      return { statusCode: 200 };
    }
  }
}

/** API Gateway does not negotiate subprotocols: what `$connect` returns in this header is what the client gets. */
async function connect(
  server: Pick<SubscriptionServer, 'onConnect'>,
  connectionId: string,
  headers: WebSocketEvent['headers'] = {},
): Promise<APIGatewayProxyStructuredResultV2> {
  const offered = Object.entries(headers).find(
    ([name]) => name.toLowerCase() === 'sec-websocket-protocol',
  )?.[1];
  const protocols = (offered ?? '').split(',').map((protocol) => protocol.trim());
  if (!protocols.includes(SUBPROTOCOL)) {
    return { statusCode: 400, body: `Offer the subprotocol ${SUBPROTOCOL}.` };
  }
  await server.onConnect(connectionId);
  return { statusCode: 200, headers: { 'Sec-WebSocket-Protocol': SUBPROTOCOL } };
}
