import { readFileSync } from 'node:fs';
import type { Client } from 'graphql-ws';
import { call, createExport, saveProject } from '../../local/client';
import { clients, closeBrowser, connect, type Operation } from './clients';
import { startLiveWorld, type LiveWorld, type User } from './live-world';

// Unmodified clients against the functions behind a real socket.

let live: LiveWorld;
beforeAll(async () => {
  live = await startLiveWorld();
}, 180_000);
afterAll(async () => {
  await closeBrowser();
  await live.stop();
});

interface State {
  readonly id: string;
  readonly status: string;
  readonly version: number;
}

/** A subscription, what happens as soon as its client shows that it listens, and what must be seen of it. */
interface Case<Seen> {
  readonly operation: Operation<Seen>;
  readonly act: () => Promise<void>;
  readonly check: (seen: readonly Seen[]) => void;
}

async function createStarted({ projectId, ...user }: User): Promise<string> {
  const { id } = await createExport(user, { projectId });
  await live.started(id);
  return id;
}

const expectRising = (states: readonly State[]): void => {
  const versions = states.map(({ version }) => version);
  expect(versions).toEqual(versions.toSorted((a, b) => a - b));
};

const QUERY = 'subscription Watch($id: ID!) { exportProgress(id: $id) { id status version } }';

async function exportProgress(user: User): Promise<Case<State>> {
  const id = await createStarted(user);
  const isLast = ({ status }: State): boolean => status === 'COMPLETED';
  return {
    operation: { query: QUERY, variables: { id }, field: 'exportProgress', isLast, completes: true },
    act: async () => void (await live.complete(id)),
    check(seen) {
      expect(['PENDING', 'RENDERING']).toContain(seen[0]?.status);
      expect(seen.at(-1)?.status).toBe('COMPLETED');
      expectRising(seen);
    },
  };
}

async function myExports(user: User): Promise<Case<readonly State[]>> {
  const isLast = (states: readonly State[]): boolean => states.some(({ status }) => status === 'COMPLETED');
  const query = 'subscription { myExports { id status version } }';
  return {
    operation: { query, variables: {}, field: 'myExports', isLast, completes: false },
    // Made after the first frame, which is empty since the user has made nothing.
    act: async () => void (await live.complete(await createStarted(user))),
    check(seen) {
      expect(seen[0]).toEqual([]);
      expect(seen.at(-1)?.map(({ status }) => status)).toEqual(['COMPLETED']);
      expectRising(seen.flat());
    },
  };
}

interface BatchState extends State {
  readonly completed: number;
}

async function createBatch(user: User): Promise<string> {
  const mutation = `mutation ($input: CreateBatchInput!) {
    createBatch(input: $input) { ... on CreateBatchSuccess { batch { id } } ... on UserError { message } }
  }`;
  const scene = { id: 'only', template: 'title', props: { title: '{{name}}' }, durationInFrames: 10 };
  const project = { title: 'For {{name}}', width: 640, height: 360, fps: 30, scenes: [scene] };
  const { id: projectId } = await saveProject(user, project);
  const input = { projectId, rows: [{ name: 'Ada' }, { name: 'Grace' }] };
  const made = await call<{ createBatch: { batch: { id: string } } }>(user, mutation, { input });
  return made.createBatch.batch.id;
}

async function exportsOf(user: User, id: string): Promise<string[]> {
  for (;;) {
    const query = 'query ($id: ID!) { batch(id: $id) { status exports { nodes { id } } } }';
    const { batch } = await call<{ batch: { status: string; exports: { nodes: { id: string }[] } } }>(
      ...[user, query, { id }],
    );
    if (batch.status !== 'CREATING') return batch.exports.nodes.map((node) => node.id);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function batchProgress(user: User): Promise<Case<BatchState>> {
  const id = await createBatch(user);
  const isLast = ({ status }: State): boolean => status === 'FINISHED';
  const query = 'subscription Watch($id: ID!) { batchProgress(id: $id) { id status version completed } }';
  return {
    operation: { query, variables: { id }, field: 'batchProgress', isLast, completes: true },
    async act() {
      for (const exportId of await exportsOf(user, id)) {
        await live.started(exportId);
        await live.complete(exportId);
      }
    },
    check(seen) {
      expect(['CREATING', 'RUNNING']).toContain(seen[0]?.status);
      expect(seen.at(-1)).toMatchObject({ id, status: 'FINISHED', completed: 2 });
      expectRising(seen);
    },
  };
}

/** Follows a case with a client, and gives how many states it has seen. */
async function run<Seen>(name: string, user: User, { operation, act, check }: Case<Seen>): Promise<number> {
  const seen: Seen[] = [];
  let acting: Promise<void> | undefined;
  await clients[name]?.(user, operation, (state) => {
    seen.push(state);
    acting ??= act();
  });
  await acting;
  check(seen);
  return seen.length;
}

describe.each(Object.keys(clients))('%s, unmodified,', (name) => {
  it('follows an export to its end by exportProgress', async () => {
    const user = await live.newUser();
    expect(await run(name, user, await exportProgress(user))).toBeGreaterThan(1);
  });

  it('is told of every export of its user by myExports, also of one that was made later', async () => {
    const user = await live.newUser();
    expect(await run(name, user, await myExports(user))).toBeGreaterThan(1);
  });

  it('follows a batch to its end by batchProgress', async () => {
    const user = await live.newUser();
    expect(await run(name, user, await batchProgress(user))).toBeGreaterThan(1);
  });
});

/** Follows an export, and tells of its first state and of its end. */
function listen(client: Client, id: string) {
  const states: State[] = [];
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const ended = new Promise<void>((resolve, reject) => {
    client.subscribe<{ exportProgress: State }>(
      { query: QUERY, variables: { id } },
      {
        next({ data }) {
          if (data != null) states.push(data.exportProgress);
          begin();
        },
        error: (error) => reject(new Error(JSON.stringify(error))),
        complete: resolve,
      },
    );
  });
  return { states, begun: Promise.race([begun, ended]), ended };
}

it('is told of the end with 450 others, by several functions', async () => {
  const user = await live.newUser();
  const id = await createStarted(user);
  const sockets = Array.from({ length: 10 }, () => connect(user));
  const listeners: ReturnType<typeof listen>[] = [];
  // One connection after the other: what is tried here is how many there are, not how many come at once.
  for (const client of sockets) {
    const some = Array.from({ length: 45 }, () => listen(client, id));
    await Promise.all(some.map(({ begun }) => begun));
    listeners.push(...some);
  }
  await live.complete(id);
  await Promise.all(listeners.map(({ ended }) => ended));
  for (const client of sockets) await client.dispose();
  await live.world.idle();
  for (const { states } of listeners) {
    expectRising(states);
    expect(states.at(-1)?.status).toBe('COMPLETED');
  }
  const log = readFileSync(live.world.logFile, 'utf8');
  expect(log.split('(λ: push)').length - 1).toBeGreaterThanOrEqual(2);
});
