import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { ApolloClient, gql, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { Client, subscriptionExchange, type ExecutionResult, type OperationResult } from '@urql/core';
import { createClient, type Client as Socket } from 'graphql-ws';
import WebSocket from 'ws';
import type { Target } from '../../local/client';
import { createWarmBrowser } from '../../local/renderer/browser';

// Clients as people use them, unmodified, each as a function that follows one subscription.

/** What to follow, and until when. */
export interface Operation<State> {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  /** The field of Subscription that is asked for. */
  readonly field: string;
  /** True for the state that is waited for. */
  readonly isLast: (state: State) => boolean;
  /** Whether the server completes the operation after that; otherwise the client leaves. */
  readonly completes: boolean;
}

/** Shows every state in order, and resolves after the last one. */
type Follow = <State>(
  target: Target,
  operation: Operation<State>,
  onState: (state: State) => void,
) => Promise<void>;

type Data<State> = Record<string, State>;

/** A connection of graphql-ws, which Apollo Client and urql use as well. */
export const connect = ({ wsUrl, token }: Target): Socket =>
  createClient({
    url: wsUrl,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
  });

async function followWithGraphqlWs<State>(
  target: Target,
  operation: Operation<State>,
  onState: (state: State) => void,
): Promise<void> {
  const { query, variables, field, isLast, completes } = operation;
  const client = connect(target);
  for await (const { data } of client.iterate<Data<State>>({ query, variables })) {
    const state = data?.[field];
    if (state === undefined) continue;
    onState(state);
    if (!completes && isLast(state)) break;
  }
  await client.dispose();
}

async function followWithApollo<State>(
  target: Target,
  operation: Operation<State>,
  onState: (state: State) => void,
): Promise<void> {
  const { query, variables, field, isLast, completes } = operation;
  const socket = connect(target);
  const client = new ApolloClient({ cache: new InMemoryCache(), link: new GraphQLWsLink(socket) });
  await new Promise<void>((resolve, reject) => {
    const subscription = client.subscribe<Data<State>>({ query: gql(query), variables }).subscribe({
      next: ({ data, error }) => {
        const state = data?.[field];
        if (state === undefined) return reject(new Error(error?.message ?? 'no data'));
        onState(state);
        if (!completes && isLast(state)) resolve(subscription.unsubscribe());
      },
      error: reject,
      complete: resolve,
    });
  });
  client.stop();
  await socket.dispose();
}

async function followWithUrql<State>(
  target: Target,
  operation: Operation<State>,
  onState: (state: State) => void,
): Promise<void> {
  const { query, variables, field, isLast } = operation;
  const socket = connect(target);
  const client = new Client({
    url: `${target.httpUrl}/graphql`,
    preferGetMethod: false,
    exchanges: [
      subscriptionExchange({
        forwardSubscription: (request) => ({
          subscribe: (sink) => ({
            unsubscribe: socket.subscribe(
              { query: request.query ?? '', variables: request.variables ?? null },
              { ...sink, next: (result) => sink.next(result as ExecutionResult) },
            ),
          }),
        }),
      }),
    ],
  });
  await new Promise<void>((resolve, reject) => {
    const { unsubscribe } = client
      .subscription<Data<State>>(query, variables)
      .subscribe(({ data, error }: OperationResult<Data<State>>) => {
        const state = data?.[field];
        if (state === undefined) return reject(new Error(error?.message ?? 'no data'));
        onState(state);
        // urql tells of the end of a subscription by an inactive source alone, so the last state is the end here.
        if (isLast(state)) resolve(unsubscribe());
      });
  });
  await socket.dispose();
}

/** What runs in the page: the protocol by hand, with nothing but what a browser has. */
const PAGE_SCRIPT = `(url, token, { query, variables, field, completes }) => new Promise((resolve, reject) => {
  const socket = new WebSocket(url, 'graphql-transport-ws');
  const send = (message) => socket.send(JSON.stringify(message));
  let told = Promise.resolve();
  // One after the other, so that they arrive in the order in which they were seen, and all before the end.
  const tell = async (state) => {
    const answer = await fetch('/state', { method: 'POST', body: JSON.stringify(state) });
    if (!completes && (await answer.text()) === 'last') resolve({ protocol: socket.protocol });
  };
  socket.onopen = () => send({ type: 'connection_init', payload: { authorization: 'Bearer ' + token } });
  socket.onerror = () => reject(new Error('The socket failed.'));
  socket.onclose = ({ code }) => reject(new Error('The socket was closed with ' + code));
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data);
    if (message.type === 'connection_ack') send({ id: 'a', type: 'subscribe', payload: { query, variables } });
    if (message.type === 'next') told = told.then(() => tell(message.payload.data[field]));
    if (message.type === 'error') reject(new Error(data));
    if (message.type === 'complete') told.then(() => resolve({ protocol: socket.protocol }), reject);
  };
})`;

const rootDir = path.join(__dirname, '../..');
let browser: ReturnType<typeof createWarmBrowser> | undefined;

/** To be called when all tests are done. */
export const closeBrowser = async (): Promise<void> => void (await browser?.close());

async function answerPage(
  request: IncomingMessage,
  response: ServerResponse,
  onBody: (body: string) => string,
): Promise<void> {
  const body = await text(request);
  const answer = request.method === 'POST' ? onBody(body) : '<!doctype html><title>Live</title>';
  response.writeHead(200, { 'content-type': 'text/html' }).end(answer);
}

async function followInBrowser<State>(
  target: Target,
  operation: Operation<State>,
  onState: (state: State) => void,
): Promise<void> {
  const { isLast, ...asked } = operation;
  const onBody = (body: string): string => {
    const state = JSON.parse(body) as State;
    onState(state);
    return isLast(state) ? 'last' : 'more';
  };
  const page = createServer((request, response) => void answerPage(request, response, onBody));
  await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(page.address() as AddressInfo).port}/`;
  browser ??= createWarmBrowser({
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
      const args = [target.wsUrl, target.token, asked].map((value) => JSON.stringify(value)).join(', ');
      const { value } = await tab._client().send('Runtime.evaluate', {
        ...{ expression: `(${PAGE_SCRIPT})(${args})`, awaitPromise: true, returnByValue: true },
      });
      const { result } = value as { result: { value?: { protocol: string } } };
      expect(result.value?.protocol).toBe('graphql-transport-ws');
    });
  } finally {
    page.closeAllConnections();
    page.close();
  }
}

/** By name. */
export const clients: Readonly<Record<string, Follow>> = {
  'graphql-ws': followWithGraphqlWs,
  'Apollo Client': followWithApollo,
  urql: followWithUrql,
  "a browser's own WebSocket": followInBrowser,
};
