import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';
import { createExport, type Target } from '../../local/client';
import { startLiveWorld, type LiveWorld } from './live-world';

// The recipe of docs/subscriptions.md, where API Gateway's limits are seconds in place of ten minutes and two hours.

const IDLE_SECONDS = 3;
const LIFETIME_SECONDS = 8;

let live: LiveWorld;
beforeAll(async () => {
  live = await startLiveWorld({
    webSocketIdleTimeout: IDLE_SECONDS,
    webSocketHardTimeout: LIFETIME_SECONDS,
    connectionsPerUser: 2,
  });
}, 180_000);
afterAll(() => live.stop());

interface State {
  readonly status: string;
  readonly version: number;
}

/** A client by the recipe but for its times, and how often it was connected and closed. */
function recipeClient({ wsUrl, token }: Target, keepAlive: number) {
  const opened: number[] = [];
  const closed: number[] = [];
  const client = createClient({
    url: wsUrl,
    webSocketImpl: WebSocket,
    connectionParams: () => ({ authorization: `Bearer ${token}` }),
    keepAlive,
    retryAttempts: 20,
    shouldRetry: () => true,
    retryWait: () => new Promise((resolve) => setTimeout(resolve, 100)),
    on: {
      connected: () => void opened.push(Date.now()),
      closed: (event) => void closed.push((event as { code: number }).code),
    },
  });
  return { client, opened, closed };
}

async function follow(client: Client, id: string, onState: (state: State) => void): Promise<void> {
  const query = 'subscription Watch($id: ID!) { exportProgress(id: $id) { status version } }';
  const variables = { id };
  for await (const { data } of client.iterate<{ exportProgress: State }>({ query, variables })) {
    if (data != null) onState(data.exportProgress);
  }
}

const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 50));
};

/** Opens a connection, and gives what came until it was acknowledged or closed. */
function open({ wsUrl, token }: Target): Promise<{ socket: WebSocket; texts: string[] }> {
  const socket = new WebSocket(wsUrl, 'graphql-transport-ws');
  const texts: string[] = [];
  return new Promise((resolve, reject) => {
    const payload = { authorization: `Bearer ${token}` };
    socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload })));
    socket.on('message', (data: Buffer) => {
      texts.push(data.toString());
      if (texts[0]?.includes('connection_ack')) resolve({ socket, texts });
    });
    socket.on('close', () => resolve({ socket, texts }));
    socket.on('error', reject);
  });
}

it('tells a user with too many connections so, and lets one in when another has left', async () => {
  const user = await live.newUser();
  const [first, second] = [await open(user), await open(user)];
  expect([first.texts, second.texts]).toEqual([['{"type":"connection_ack"}'], ['{"type":"connection_ack"}']]);
  expect((await open(user)).texts).toEqual(['4403: Too many connections']);
  expect((await open(await live.newUser())).texts).toEqual(['{"type":"connection_ack"}']);
  first.socket.close();
  await until(() => first.socket.readyState === WebSocket.CLOSED);
  await live.world.idle();
  expect((await open(user)).texts).toEqual(['{"type":"connection_ack"}']);
  second.socket.close();
});

describe('a client by the recipe', () => {
  it('outlives the idle limit by its pings, and the lifetime by connecting again: the snapshot is enough', async () => {
    const user = await live.newUser();
    const { id } = await createExport(user, { projectId: user.projectId });
    await live.started(id);
    const { client, opened, closed } = recipeClient(user, 1_000);
    const states: State[] = [];
    const following = follow(client, id, (state) => states.push(state));

    await until(() => opened.length === 2);
    const before = states.length;
    await live.complete(id);
    await following;

    // Only the lifetime has closed it.
    expect(closed.filter((code) => code === 1001)).toHaveLength(1);
    const [first, second] = opened;
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThan(IDLE_SECONDS * 1_000);
    expect(before).toBeGreaterThan(0);
    expect(states.at(-1)?.status).toBe('COMPLETED');
    const versions = states.map(({ version }) => version);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
    await client.dispose();
  });

  it('learns of an end that it was not there to hear', async () => {
    const user = await live.newUser();
    const { id } = await createExport(user, { projectId: user.projectId });
    await live.started(id);
    const { client, opened } = recipeClient(user, 1_000);
    const states: State[] = [];
    const following = follow(client, id, (state) => states.push(state));
    await until(() => states.some(({ status }) => status === 'RENDERING'));
    client.terminate();
    await live.complete(id);
    await following;
    expect(opened.length).toBeGreaterThanOrEqual(1);
    expect(states.at(-1)?.status).toBe('COMPLETED');
    await client.dispose();
  });

  it('is closed when idle without its pings, and comes back', async () => {
    const user = await live.newUser();
    const { id } = await createExport(user, { projectId: user.projectId });
    await live.started(id);
    const { client, opened, closed } = recipeClient(user, 0);
    const following = follow(client, id, () => undefined);
    await until(() => opened.length === 3);
    await live.complete(id);
    await following;
    expect(closed.slice(0, 2)).toEqual([1001, 1001]);
    await client.dispose();
  });
});
