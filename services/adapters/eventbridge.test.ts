import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { PutEventsValidationError } from '../../local/emulators/eventbridge';
import { EventBridge, type EventBridgeEvent, type PutEventsEntry } from '../../local/emulators/eventbridge';
import { EventBridgePublisher } from './eventbridge';
import { describeEventPublisher, exampleEvent } from './events.contract';

let server: Server;
let bridge: EventBridge;
let client: EventBridgeClient;
let received: EventBridgeEvent[] = [];
let requests = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    requests += 1;
    void json(request).then((body) => {
      try {
        response.end(JSON.stringify(bridge.putEvents((body as { Entries: PutEventsEntry[] }).Entries)));
      } catch (error) {
        const { name, message } = error as PutEventsValidationError;
        response.writeHead(400).end(JSON.stringify({ __type: name, message }));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = new EventBridgeClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
});
afterAll(async () => {
  client.destroy();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  requests = 0;
  received = [];
  bridge = new EventBridge({
    region: 'us-east-1',
    busNames: ['default', 'bus'],
    rules: [],
    asyncInvokes: {},
    invoke: async () => undefined,
    sendMessage: async () => undefined,
    onEvent: (event) => received.push(event),
  });
});

describeEventPublisher('EventBridgePublisher', async () => ({
  publisher: new EventBridgePublisher(client, 'bus'),
  received: () => received.map((event) => ({ type: event['detail-type'], detail: event.detail })),
}));

describe('EventBridgePublisher', () => {
  it('names itself as the source, and sends ten events with each request', async () => {
    await new EventBridgePublisher(client, 'bus').publish(
      Array.from({ length: 11 }, (_value, index) => exampleEvent(index)),
    );
    expect(requests).toBe(2);
    expect(new Set(received.map(({ source }) => source))).toEqual(new Set(['reelway.exports']));
  });

  it('makes no request for no events', async () => {
    await new EventBridgePublisher(client, 'bus').publish([]);
    expect(requests).toBe(0);
  });

  it('throws when EventBridge answers 200 and took nothing', async () => {
    const publishing = new EventBridgePublisher(client, 'no-such-bus').publish([
      exampleEvent(1),
      exampleEvent(2),
    ]);
    await expect(publishing).rejects.toThrow(/^EventBridge refused 2 of 2 events: \w+$/);
    expect(received).toEqual([]);
  });

  it('throws when the whole request is refused', async () => {
    const huge = { ...exampleEvent(1), detail: { ...exampleEvent(1).detail, data: 'x'.repeat(300_000) } };
    await expect(new EventBridgePublisher(client, 'bus').publish([huge])).rejects.toThrow(/size/);
  });
});
