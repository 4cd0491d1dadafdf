import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import { closes } from '../subscriptions/protocol';
import { ApiGatewayPusher } from './apigateway-pusher';
import { describePusher } from './pusher.contract';

/** API Gateway's @connections with a stage, as the management API speaks. */
const frames = new Map<string, string[]>();
const calls: string[] = [];
let failures: number[] = [];
let namesErrors = true;
let server: Server;
let client: ApiGatewayManagementApiClient;

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const id = decodeURIComponent(
    /^\/stage\/@connections\/(.+)$/.exec(decodeURI(request.url ?? ''))?.[1] ?? '',
  );
  const body = await text(request);
  calls.push(`${request.method} ${id}`);
  const failure = failures.shift();
  if (failure !== undefined) {
    response.writeHead(failure).end('{}');
    return;
  }
  const client = frames.get(id);
  if (client === undefined) {
    response.writeHead(410, namesErrors ? { 'x-amzn-errortype': 'GoneException' } : {}).end('{}');
    return;
  }
  if (request.method === 'POST') client.push(body);
  if (request.method === 'DELETE') frames.delete(id);
  response.writeHead(request.method === 'DELETE' ? 204 : 200).end();
}

beforeAll(async () => {
  server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = new ApiGatewayManagementApiClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/stage`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
});
afterAll(async () => {
  client.destroy();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  frames.clear();
  calls.length = 0;
  failures = [];
  namesErrors = true;
});

const isMessage = (frame: string): boolean => frame.startsWith('{');
const seen = new Map<string, string[]>();
const join = (id: string): void => {
  frames.set(id, []);
  seen.set(id, frames.get(id) as string[]);
};

for (const named of [true, false]) {
  describePusher(`ApiGatewayPusher, where 410 ${named ? 'has' : 'lacks'} the error's name,`, async () => {
    namesErrors = named;
    seen.clear();
    return {
      pusher: new ApiGatewayPusher(client),
      join,
      leave: (id) => void frames.delete(id),
      messagesOf: (id) => (seen.get(id) ?? []).filter(isMessage).map((frame) => JSON.parse(frame) as unknown),
    };
  });
}

describe('ApiGatewayPusher', () => {
  const pusher = () => new ApiGatewayPusher(client);

  it.each([
    ['stumbles', [500, 503]],
    ['throttles', [429, 429]],
  ])('tries again when API Gateway %s', async (_what, answers) => {
    join('one=');
    failures = answers;
    expect(await pusher().send('one=', '{}')).toBe('sent');
    expect(calls).toEqual(['POST one=', 'POST one=', 'POST one=']);
  });

  it.each([500, 403])('throws on %i, which does not say that the client has left', async (status) => {
    join('one=');
    failures = Array.from({ length: 10 }, () => status);
    await expect(pusher().send('one=', '{}')).rejects.toMatchObject({
      $metadata: { httpStatusCode: status },
    });
    failures = Array.from({ length: 10 }, () => status);
    await expect(pusher().close('one=', closes.expired)).rejects.toMatchObject({
      $metadata: { httpStatusCode: status },
    });
  });

  it('tells that a message is too large: by its size, which costs no call, or by the answer', async () => {
    join('one=');
    expect(await pusher().send('one=', `"${'ü'.repeat(64 * 1024)}"`)).toBe('too-large');
    expect(calls).toEqual([]);
    failures = [413];
    expect(await pusher().send('one=', '{}')).toBe('too-large');
    expect(calls).toEqual(['POST one=']);
    const largest = `"${'x'.repeat(128 * 1024 - 2)}"`;
    expect(await pusher().send('one=', largest)).toBe('sent');
    expect(frames.get('one=')).toEqual([largest]);
  });

  it('takes 204 for sent as well, as emulators answer, and does not send again', async () => {
    join('one=');
    failures = [204];
    expect(await pusher().send('one=', '{}')).toBe('sent');
    expect(calls).toEqual(['POST one=']);
  });

  it('sends nothing once it was told to stop', async () => {
    join('one=');
    const stop = new AbortController();
    stop.abort();
    await expect(pusher().send('one=', '{}', stop.signal)).rejects.toMatchObject({ name: 'AbortError' });
    expect(frames.get('one=')).toEqual([]);
  });

  it('tells the close code in a last frame, since DeleteConnection has no place for it', async () => {
    join('one=');
    await pusher().close('one=', closes.invalidMessage);
    expect(seen.get('one=')).toEqual(['4400: Invalid message received']);
    expect(calls).toEqual(['POST one=', 'DELETE one=']);
  });

  it('lets a client whose token has expired reconnect: it gets no such frame', async () => {
    join('one=');
    await pusher().close('one=', closes.expired);
    expect(calls).toEqual(['DELETE one=']);
  });

  it('closes even when the last frame could not be sent', async () => {
    join('one=');
    failures = [403, 403];
    await pusher().close('one=', closes.forbidden);
    expect(calls).toEqual(['POST one=', 'POST one=', 'DELETE one=']);
    expect(frames.has('one=')).toBe(false);
  });

  it('does not close what it has just learned to be gone', async () => {
    await pusher().close('left=', closes.forbidden);
    expect(calls).toEqual(['POST left=']);
  });
});
