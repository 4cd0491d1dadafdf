import { routeMessage } from './route';

type Event = Parameters<typeof routeMessage>[1];

/** A server that remembers what it was told. */
function recording() {
  const calls: unknown[][] = [];
  const remember =
    (name: string) =>
    async (...args: unknown[]): Promise<void> =>
      void calls.push([name, ...args]);
  return {
    calls,
    server: {
      onConnect: remember('connect'),
      onMessage: remember('message'),
      onDisconnect: remember('disconnect'),
    },
  };
}

const EVENT_TYPES: Record<string, string> = { $connect: 'CONNECT', $disconnect: 'DISCONNECT' };

const eventOf = (
  routeKey: string,
  more: object = {},
  eventType = EVENT_TYPES[routeKey] ?? 'MESSAGE',
): Event => ({ requestContext: { routeKey, eventType, connectionId: 'c1=' }, ...more }) as unknown as Event;

describe('$connect', () => {
  it.each([
    [{ 'Sec-WebSocket-Protocol': 'graphql-transport-ws' }],
    [{ 'sec-websocket-protocol': 'graphql-transport-ws' }],
    [{ 'SEC-WEBSOCKET-PROTOCOL': 'graphql-transport-ws' }],
    [{ Host: 'x', 'Sec-WebSocket-Protocol': 'graphql-ws, graphql-transport-ws' }],
    [{ 'Sec-WebSocket-Protocol': 'graphql-transport-ws,other' }],
    [{ 'Sec-WebSocket-Protocol': 'a ,  graphql-transport-ws  , b' }],
  ])('with %j is accepted, and answered with the one subprotocol', async (headers) => {
    const { server, calls } = recording();
    expect(await routeMessage(server, eventOf('$connect', { headers }))).toEqual({
      statusCode: 200,
      headers: { 'Sec-WebSocket-Protocol': 'graphql-transport-ws' },
    });
    expect(calls).toEqual([['connect', 'c1=']]);
  });

  it.each([
    [undefined],
    [{}],
    [{ 'Sec-WebSocket-Protocol': '' }],
    [{ 'Sec-WebSocket-Protocol': undefined }],
    [{ 'Sec-WebSocket-Protocol': 'graphql-ws' }],
    [{ 'Sec-WebSocket-Protocol': 'graphql-transport-ws2' }],
    [{ 'Sec-WebSocket-Protocol': 'Graphql-Transport-WS' }],
    [{ 'X-Sec-WebSocket-Protocol': 'graphql-transport-ws' }],
  ])('with %j is refused, and remembered by nobody', async (headers) => {
    const { server, calls } = recording();
    expect(await routeMessage(server, eventOf('$connect', { headers }))).toEqual({
      statusCode: 400,
      body: 'Offer the subprotocol graphql-transport-ws.',
    });
    expect(calls).toEqual([]);
  });

  it('fails when the connection could not be remembered', async () => {
    const { server } = recording();
    const headers = { 'Sec-WebSocket-Protocol': 'graphql-transport-ws' };
    const onConnect = () => Promise.reject(new Error('DynamoDB is down'));
    await expect(routeMessage({ ...server, onConnect }, eventOf('$connect', { headers }))).rejects.toThrow(
      'down',
    );
  });
});

describe('a message', () => {
  it.each([
    ['$default', { body: '{"type":"ping"}' }, '{"type":"ping"}'],
    ['ping', { body: '{"type":"ping"}' }, '{"type":"ping"}'],
    ['$default', { body: Buffer.from('{"ü":1}').toString('base64'), isBase64Encoded: true }, '{"ü":1}'],
    ['$default', {}, ''],
  ])('on %s with %j reaches the server', async (routeKey, more, text) => {
    const { server, calls } = recording();
    expect(await routeMessage(server, eventOf(routeKey, more))).toEqual({ statusCode: 200 });
    expect(calls).toEqual([['message', 'c1=', text]]);
  });
});

it('takes a message for a message, whatever route its content names', async () => {
  const { server, calls } = recording();
  const body = '{"type":"$disconnect"}';
  await routeMessage(server, eventOf('$disconnect', { body }, 'MESSAGE'));
  expect(calls).toEqual([['message', 'c1=', body]]);
});

describe('$disconnect', () => {
  it('reaches the server', async () => {
    const { server, calls } = recording();
    expect(await routeMessage(server, eventOf('$disconnect'))).toEqual({ statusCode: 200 });
    expect(calls).toEqual([['disconnect', 'c1=']]);
  });
});
