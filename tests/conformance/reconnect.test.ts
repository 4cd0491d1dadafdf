import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';
import { createExport, type Target } from '../../local/client';
import { startLiveWorld, type LiveWorld } from './live-world';

// The recipe of docs/subscriptions.md, where API Gateway's limits are seconds in place of ten minutes and two hours.

const WORLD_TIMEOUT_MS = 180_000;

interface State {
  readonly status: string;
  readonly version: number;
}

/** A client by the recipe but for its times, how often it was connected, and with what codes it was closed. */
function recipeClient({ wsUrl, token }: Target, keepAlive: number) {
  const seen = { opened: 0, codes: [] as number[] };
  const client = createClient({
    url: wsUrl,
    webSocketImpl: WebSocket,
    connectionParams: () => ({ authorization: `Bearer ${token}` }),
    keepAlive,
    retryAttempts: 20,
    shouldRetry: () => true,
    retryWait: () => new Promise((resolve) => setTimeout(resolve, 100)),
    on: {
      connected: () => void (seen.opened += 1),
      closed: (event) => void seen.codes.push((event as { code: number }).code),
    },
  });
  return { client, seen };
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

const isClosed = (socket: WebSocket): boolean => socket.readyState === WebSocket.CLOSED;

describe('the limit of connections', () => {
  let live: LiveWorld;
  beforeAll(async () => void (live = await startLiveWorld({ connectionsPerUser: 2 })), WORLD_TIMEOUT_MS);
  afterAll(() => live.stop());

  it('tells a user with too many connections so, and lets one in when another has left', async () => {
    const user = await live.newUser();
    const [first, second] = [await open(user), await open(user)];
    expect([first.texts, second.texts]).toEqual([
      ['{"type":"connection_ack"}'],
      ['{"type":"connection_ack"}'],
    ]);
    expect((await open(user)).texts).toEqual(['4403: Too many connections']);
    const other = await open(await live.newUser());
    expect(other.texts).toEqual(['{"type":"connection_ack"}']);
    first.socket.close();
    await until(() => isClosed(first.socket));
    await live.world.idle();
    const third = await open(user);
    expect(third.texts).toEqual(['{"type":"connection_ack"}']);
    for (const { socket } of [second, other, third]) socket.close();
  });
});

describe('a client by the recipe', () => {
  let live: LiveWorld;
  beforeAll(async () => {
    live = await startLiveWorld({ webSocketIdleTimeout: 10, webSocketHardTimeout: 25 });
  }, WORLD_TIMEOUT_MS);
  afterAll(() => live.stop());

  it('outlives the idle limit by its pings, and the lifetime by connecting again: the snapshot is enough', async () => {
    const user = await live.newUser();
    const { id } = await createExport(user, { projectId: user.projectId });
    await live.started(id);
    const { client, seen } = recipeClient(user, 1_000);
    const states: State[] = [];
    const following = follow(client, id, (state) => states.push(state));
    await until(() => states.length > 0);

    // One who connected later and is silent is closed before.
    const silent = await open(user);
    await until(() => isClosed(silent.socket));
    expect(seen).toEqual({ opened: 1, codes: [] });

    await until(() => seen.opened >= 2);
    await live.complete(id);
    await following;

    expect(seen.codes).toContain(1001);
    expect(states.at(-1)?.status).toBe('COMPLETED');
    const versions = states.map(({ version }) => version);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
    await client.dispose();
  });

  it('learns of an end that it was not there to hear', async () => {
    const user = await live.newUser();
    const { id } = await createExport(user, { projectId: user.projectId });
    await live.started(id);
    const { client } = recipeClient(user, 1_000);
    const states: State[] = [];
    const following = follow(client, id, (state) => states.push(state));
    await until(() => states.some(({ status }) => status === 'RENDERING'));
    client.terminate();
    await live.complete(id);
    await following;
    expect(states.at(-1)?.status).toBe('COMPLETED');
    await client.dispose();
  });

  it('is closed when idle without its pings, and comes back', async () => {
    const user = await live.newUser();
    const { id } = await createExport(user, { projectId: user.projectId });
    await live.started(id);
    const { client, seen } = recipeClient(user, 0);
    const states: State[] = [];
    const following = follow(client, id, (state) => states.push(state));
    await until(() => seen.opened >= 2);
    await live.complete(id);
    await following;
    expect(seen.codes).toContain(1001);
    expect(states.at(-1)?.status).toBe('COMPLETED');
    await client.dispose();
  });
});
