// The server of bench/push.ts, in a process of its own: one port, where `/reelway` speaks through services/subscriptions and
// `/plain` through graphql-ws. Both keep everything in memory and send through the same sockets, in the same way. Clients of
// `http` are connected to bench/push-gateway.ts: their messages come as POSTs to `/invoke`, and the pusher of the stack sends.
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SQSClient } from '@aws-sdk/client-sqs';
import { buildSchema } from 'graphql';
import { makeServer } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import { SqsDelayedQueue } from '../services/adapters/sqs-delayed';
import { queuedFanOut } from '../services/graphql/live';
import { createMemoryConnectionStore } from '../services/subscriptions/memory';
import type { FanOut, Pusher, Subscription } from '../services/subscriptions/ports';
import { createPublisher } from '../services/subscriptions/publish';
import { topicKey } from '../services/subscriptions/operation';
import { createSubscriptionServer, type SubscriptionServer } from '../services/subscriptions/server';
import type { SocketEvent } from './push-gateway';
import { isLater, SLOW_SEND_MS } from './push-load';
import { current, pusherTo, remember, sdl, stateOf, topic, type State } from './push-topic';

/** Who sends: the library to its own sockets, the library through API Gateway's HTTP, or graphql-ws. */
export type Kind = 'reelway' | 'http' | 'plain';

/** What bench/push.ts asks for. */
export type ServerMessage =
  | {
      readonly type: 'publish';
      readonly kind: Kind;
      readonly id: string;
      readonly version: number;
    }
  /** As `publish` of `http`, but beyond 200 subscribers by a queue, whose other end is not there. */
  | { readonly type: 'split'; readonly id: string; readonly version: number; readonly queueUrl: string }
  /** The subscriptions of a topic behind the gateway, in the order in which they are handed over. */
  | { readonly type: 'rows'; readonly id: string }
  | { readonly type: 'gateway'; readonly url: string }
  | { readonly type: 'memory' }
  | { readonly type: 'work' };

/** What it is told; times as performance counts them, from the epoch. */
export interface ServerReport {
  readonly port?: number;
  readonly publishedAt?: number;
  readonly heapBytes?: number;
  /** What the process has of the machine's memory. */
  readonly residentBytes?: number;
  /** Milliseconds of a core that the process has had. */
  readonly workedMs?: number;
  readonly rows?: readonly Subscription[];
  /** Of each part that was handed over: its message, and the time at which the queue had it. */
  readonly parts?: readonly { readonly body: string; readonly handedAt: number }[];
}

interface Socket {
  readonly socket: WebSocket;
  readonly isSlow: boolean;
}

/** A send, as both servers see it: done when the socket has taken it; for slow clients, two seconds later. */
async function deliver({ socket, isSlow }: Socket, data: string): Promise<void> {
  if (isSlow && isLater(data)) {
    await new Promise((resolve) => setTimeout(resolve, SLOW_SEND_MS));
  }
  await new Promise<void>((resolve, reject) =>
    socket.send(data, (error) => (error ? reject(error) : resolve())),
  );
}

const sockets = new Map<string, Socket>();
const newStore = () => createMemoryConnectionStore({ pageSize: 200 });
const serverOn = (pusher: Pusher, store = newStore()): SubscriptionServer =>
  createSubscriptionServer({
    schema: buildSchema(sdl),
    ...{ store, pusher },
    topics: { exportProgress: topic },
    authenticate: () => ({ claims: { user: 'bench' }, expiresAt: 4_000_000_000 }),
    contextFor: () => ({}),
  });

const reelway = serverOn({
  async send(id, data) {
    const client = sockets.get(id);
    if (client === undefined || client.socket.readyState !== client.socket.OPEN) return 'gone';
    await deliver(client, data);
    return 'sent';
  },
  close: async (id) => sockets.get(id)?.socket.close(),
});

let behindGateway: SubscriptionServer | null = null;
let gatewayPusher: Pusher | null = null;
const behindGatewayStore = newStore();

/** What API Gateway does with what happens on a socket. */
async function invoke({ type, connectionId, body }: SocketEvent): Promise<void> {
  if (type === 'CONNECT') await behindGateway?.onConnect(connectionId);
  else if (type === 'MESSAGE') await behindGateway?.onMessage(connectionId, body);
  else await behindGateway?.onDisconnect(connectionId);
}

const listeners = new Map<string, Set<(state: State) => void>>();

/** What any in-process publish-subscribe gives to graphql-ws. */
function streamOf(id: string): AsyncIterableIterator<{ exportProgress: State }> {
  const waiting: State[] = [current(id)];
  let wake = (): void => {};
  let isOver = false;
  const listener = (state: State): void => (waiting.push(state), wake());
  const all = listeners.get(id) ?? new Set();
  listeners.set(id, all.add(listener));
  const stream: AsyncIterableIterator<{ exportProgress: State }> = {
    async next() {
      while (waiting.length === 0 && !isOver) await new Promise<void>((resolve) => (wake = resolve));
      const state = waiting.shift();
      return state === undefined
        ? { done: true, value: undefined }
        : { done: false, value: { exportProgress: state } };
    },
    async return() {
      isOver = true;
      all.delete(listener);
      wake();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => stream,
  };
  return stream;
}

const plainSchema = buildSchema(sdl);
const field = plainSchema.getSubscriptionType()?.getFields().exportProgress;
if (field !== undefined) field.subscribe = (_source, { id }: { id: string }) => streamOf(id);
const plain = makeServer({ schema: plainSchema });

async function publish(kind: Kind, state: State): Promise<void> {
  remember(state);
  if (kind === 'plain') for (const listener of listeners.get(state.id) ?? []) listener(state);
  const server = kind === 'http' ? behindGateway : kind === 'reelway' ? reelway : null;
  await server?.publish({ field: 'exportProgress', topic: state.id, payload: state });
}

async function rowsOf(id: string): Promise<Subscription[]> {
  const rows: Subscription[] = [];
  for await (const page of behindGatewayStore.subscribers(topicKey('exportProgress', id))) rows.push(...page);
  return rows;
}

/** Serves the first 200, and hands over the others as the stack does. */
async function split(state: State, queueUrl: string): Promise<ServerReport> {
  remember(state);
  const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };
  sqs ??= new SQSClient({ region: 'us-east-1', endpoint: new URL(queueUrl).origin, credentials });
  const queue = new SqsDelayedQueue(sqs, queueUrl);
  const parts: { body: string; handedAt: number }[] = [];
  const fanOut: FanOut = queuedFanOut({
    async later(body, delaySeconds) {
      await queue.later(body, delaySeconds);
      parts.push({ body, handedAt: performance.timeOrigin + performance.now() });
    },
  });
  const pusher = gatewayPusher ?? pusherTo('');
  const schema = buildSchema(sdl);
  const store = behindGatewayStore;
  const topics = { exportProgress: topic };
  const publisher = createPublisher({ schema, store, pusher, fanOut, topics, contextFor: () => ({}) });
  const publishedAt = performance.timeOrigin + performance.now();
  await publisher.publish({ field: 'exportProgress', topic: state.id, payload: state });
  return { publishedAt, parts };
}

let sqs: SQSClient | null = null;

const http = createServer((request, response) => {
  void (async () => {
    const body = await text(request);
    if (request.url === '/invoke') {
      await invoke(JSON.parse(body) as SocketEvent);
      return response.writeHead(200).end();
    }
    const signature = createHmac('sha512', 'secret').update(body).digest('hex');
    const isSigned = request.headers['x-remotion-signature'] === `sha512=${signature}`;
    if (!isSigned) return response.writeHead(401).end();
    const { id, version } = JSON.parse(body) as { id: string; version: number };
    await publish('plain', stateOf(id, version));
    return response.writeHead(200).end('{}');
  })();
});

new WebSocketServer({ server: http, handleProtocols: () => 'graphql-transport-ws' }).on(
  'connection',
  (socket, request) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const client = { socket, isSlow: searchParams.get('role') === 'slow' };
    if (pathname === '/plain') return openPlain(client);
    const id = `c${Math.random()}`;
    sockets.set(id, client);
    const opened = reelway.onConnect(id);
    socket.on('message', (data: Buffer) => void opened.then(() => reelway.onMessage(id, data.toString())));
    // The end of those who are to be dead is never reported, as it happens on API Gateway.
    socket.on('close', () => {
      sockets.delete(id);
      if (searchParams.get('role') !== 'dead') void reelway.onDisconnect(id);
    });
  },
);

function openPlain(client: Socket): void {
  const { socket } = client;
  const closed = plain.opened(
    {
      protocol: 'graphql-transport-ws',
      send: (data) => deliver(client, data).catch(() => undefined),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (callback) => void socket.on('message', (data: Buffer) => void callback(data.toString())),
    },
    {},
  );
  socket.once('close', (code, reason) => void closed(code, reason.toString()));
}

const report = (message: ServerReport): void => void process.send?.(message);

process.on('message', (message: ServerMessage) => {
  if (message.type === 'memory') {
    globalThis.gc?.();
    const { heapUsed, rss } = process.memoryUsage();
    return report({ heapBytes: heapUsed, residentBytes: rss });
  }
  if (message.type === 'work') {
    const { user, system } = process.cpuUsage();
    return report({ workedMs: (user + system) / 1_000 });
  }
  if (message.type === 'gateway') {
    gatewayPusher = pusherTo(message.url);
    behindGateway = serverOn(gatewayPusher, behindGatewayStore);
    return report({});
  }
  if (message.type === 'rows') return void rowsOf(message.id).then((rows) => report({ rows }));
  if (message.type === 'split') {
    return void split(stateOf(message.id, message.version), message.queueUrl).then(report);
  }
  const publishedAt = performance.timeOrigin + performance.now();
  const published = publish(message.kind, stateOf(message.id, message.version));
  report({ publishedAt });
  published.catch((error: unknown) => console.error(error));
});
process.on('disconnect', () => process.exit());

http.listen(0, '127.0.0.1', () => report({ port: (http.address() as AddressInfo).port }));
