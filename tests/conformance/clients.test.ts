import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ApolloClient, gql, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { Client, subscriptionExchange, type ExecutionResult, type OperationResult } from '@urql/core';
import { createClient } from 'graphql-ws';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import WebSocket from 'ws';
import { createExport, type Target } from '../../local/client';
import { createWarmBrowser } from '../../local/renderer/browser';
import { startLiveWorld, type LiveWorld } from './live-world';

// Clients as people use them, unmodified, against the functions behind a real socket. Each follows one export to its end.

let live: LiveWorld;
beforeAll(async () => {
  live = await startLiveWorld();
}, 180_000);
afterAll(() => live.stop());

const QUERY = 'subscription Watch($id: ID!) { exportProgress(id: $id) { id status version } }';

interface State {
  readonly status: string;
  readonly version: number;
}
type Follow = (target: Target, id: string, onState: (state: State) => void) => Promise<void>;

const connect = ({ wsUrl, token }: Target) =>
  createClient({
    url: wsUrl,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
  });

const clients: Readonly<Record<string, Follow>> = {
  async 'graphql-ws'(target, id, onState) {
    const client = connect(target);
    for await (const { data } of client.iterate<{ exportProgress: State }>({
      query: QUERY,
      variables: { id },
    })) {
      if (data != null) onState(data.exportProgress);
    }
    await client.dispose();
  },
  async 'Apollo Client'(target, id, onState) {
    const socket = connect(target);
    const client = new ApolloClient({ cache: new InMemoryCache(), link: new GraphQLWsLink(socket) });
    await new Promise<void>((resolve, reject) => {
      client.subscribe<{ exportProgress: State }>({ query: gql(QUERY), variables: { id } }).subscribe({
        next: ({ data, error }) =>
          data ? onState(data.exportProgress) : reject(new Error(error?.message ?? 'no data')),
        error: reject,
        complete: resolve,
      });
    });
    client.stop();
    await socket.dispose();
  },
  async urql(target, id, onState) {
    const socket = connect(target);
    const client = new Client({
      url: `${target.httpUrl}/graphql`,
      preferGetMethod: false,
      exchanges: [
        subscriptionExchange({
          forwardSubscription: ({ query, variables }) => ({
            subscribe: (sink) => ({
              unsubscribe: socket.subscribe(
                { query: query ?? '', variables: variables ?? null },
                { ...sink, next: (result) => sink.next(result as ExecutionResult) },
              ),
            }),
          }),
        }),
      ],
    });
    await new Promise<void>((resolve, reject) => {
      const { unsubscribe } = client
        .subscription<{ exportProgress: State }>(QUERY, { id })
        .subscribe(({ data, error }: OperationResult<{ exportProgress: State }>) => {
          if (data === undefined) return reject(new Error(error?.message ?? 'no data'));
          onState(data.exportProgress);
          // urql tells of the end of a subscription by an inactive source alone, so the last state is the end here.
          if (data.exportProgress.status === 'COMPLETED') resolve(unsubscribe());
        });
    });
    await socket.dispose();
  },
  "a browser's own WebSocket": followInBrowser,
};

/** What runs in the page: the protocol by hand, with nothing but what a browser has. */
const PAGE_SCRIPT = `(url, token, query, id) => new Promise((resolve, reject) => {
  const socket = new WebSocket(url, 'graphql-transport-ws');
  const states = [];
  const send = (message) => socket.send(JSON.stringify(message));
  const tell = (state) => fetch('/state', { method: 'POST', body: JSON.stringify(state) });
  let told = Promise.resolve();
  socket.onopen = () => send({ type: 'connection_init', payload: { authorization: 'Bearer ' + token } });
  socket.onerror = () => reject(new Error('The socket failed.'));
  socket.onclose = ({ code }) => reject(new Error('The socket was closed with ' + code));
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data);
    if (message.type === 'connection_ack') send({ id: 'a', type: 'subscribe', payload: { query, variables: { id } } });
    if (message.type === 'next') states.push(message.payload.data.exportProgress);
    // One after the other, so that they arrive in the order in which they were seen, and all before the end.
    if (message.type === 'next') told = told.then(() => tell(message.payload.data.exportProgress));
    if (message.type === 'complete') told.then(() => resolve({ protocol: socket.protocol, states }), reject);
  };
})`;

async function followInBrowser(target: Target, id: string, onState: (state: State) => void): Promise<void> {
  const page = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.method === 'POST') onState(JSON.parse(Buffer.concat(chunks).toString()) as State);
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Live</title>');
    });
  });
  await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(page.address() as AddressInfo).port}/`;
  const rootDir = path.join(__dirname, '../..');
  const browser = createWarmBrowser({
    ...{ rootDir, cacheDir: path.join(rootDir, 'node_modules/.cache/reelway'), onLog: () => undefined },
    browserExecutable: process.env.REELWAY_BROWSER,
  });
  try {
    await browser.use(async ({ instance }) => {
      const tab = await instance.newPage({
        ...{ context: () => null, logLevel: 'error', indent: false, pageIndex: 0 },
        ...{ onBrowserLog: null, onLog: () => undefined },
      });
      await tab.goto({ url, timeout: 30_000 });
      const args = [target.wsUrl, target.token, QUERY, id].map((value) => JSON.stringify(value)).join(', ');
      const session = tab._client();
      const { value } = await session.send('Runtime.evaluate', {
        ...{ expression: `(${PAGE_SCRIPT})(${args})`, awaitPromise: true, returnByValue: true },
      });
      const { result } = value as { result: { value?: { protocol: string } } };
      expect(result.value?.protocol).toBe('graphql-transport-ws');
    });
  } finally {
    await browser.close();
    page.closeAllConnections();
    page.close();
  }
}

async function makeAndComplete(user: Target & { readonly projectId: string }): Promise<void> {
  const { id } = await createExport(user, { projectId: user.projectId });
  await live.started(id);
  await live.complete(id);
}

it('sees every export of its user by myExports, also one that was made later', async () => {
  const user = await live.newUser();
  const client = connect(user);
  const seen: string[] = [];
  let made: Promise<void> | undefined;
  const query = 'subscription { myExports { id status version } }';
  for await (const { data } of client.iterate<{ myExports: (State & { id: string })[] }>({ query })) {
    const states = data?.myExports ?? [];
    seen.push(states.map(({ status }) => status).join());
    if (states.some(({ status }) => status === 'COMPLETED')) break;
    // The first frame shows that somebody listens; it is empty, since the user has made nothing.
    made ??= makeAndComplete(user);
  }
  await made;
  await client.dispose();
  expect(seen[0]).toBe('');
  expect(seen.at(-1)).toBe('COMPLETED');
});

it('is told of the end with 450 others, by several functions', async () => {
  const user = await live.newUser();
  const { id } = await createExport(user, { projectId: user.projectId });
  await live.started(id);
  const sockets = Array.from({ length: 10 }, () => connect(user));
  const seen = Array.from({ length: 450 }, (): State[] => []);
  const following = seen.map(async (states, index) => {
    const client = sockets[index % sockets.length];
    const operation = { query: QUERY, variables: { id } };
    for await (const { data } of client?.iterate<{ exportProgress: State }>(operation) ?? []) {
      if (data != null) states.push(data.exportProgress);
    }
  });
  while (seen.some((states) => states.length === 0)) await new Promise((resolve) => setTimeout(resolve, 50));
  await live.complete(id);
  await Promise.all(following);
  for (const client of sockets) await client.dispose();
  await live.world.idle();
  for (const states of seen) {
    const versions = states.map(({ version }) => version);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
    expect(states.at(-1)?.status).toBe('COMPLETED');
  }
  const log = readFileSync(live.world.logFile, 'utf8');
  expect(log.split('(λ: push)').length - 1).toBeGreaterThanOrEqual(2);
});

describe('an unmodified client follows an export from PENDING to COMPLETED', () => {
  it.each(Object.entries(clients))('%s', async (_name, follow) => {
    const user = await live.newUser();
    const { id } = await createExport(user, { projectId: user.projectId });
    await live.started(id);
    const states: State[] = [];
    let finishing: Promise<unknown> | undefined;
    await follow(user, id, (state) => {
      states.push(state);
      // The end comes when the client shows that it listens.
      finishing ??= live.complete(id);
    });
    await finishing;
    expect(states.at(-1)?.status).toBe('COMPLETED');
    expect(['PENDING', 'RENDERING']).toContain(states[0]?.status);
    const versions = states.map(({ version }) => version);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
  });
});
