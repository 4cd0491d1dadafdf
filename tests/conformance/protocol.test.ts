import WebSocket from 'ws';
import { createExport, saveProject } from '../../local/client';
import { startLiveWorld, type LiveWorld, type User } from './live-world';

// The protocol on the wire, where API Gateway's ways are in between: no close codes, and a message for each invocation. What it
// says in general is compared with graphql-ws's own server in services/subscriptions/oracle.test.ts.

let live: LiveWorld;
beforeAll(async () => {
  live = await startLiveWorld();
}, 180_000);
afterAll(() => live.stop());

/** One client by hand. */
interface Wire {
  readonly socket: WebSocket;
  /** What came, in order: messages of the protocol, or the last text as it is. */
  readonly seen: unknown[];
  readonly say: (message: object | string) => void;
  /** Resolves when what came is as it should be; the test's own time limit ends the waiting. */
  readonly until: (isRight: (seen: readonly unknown[]) => boolean) => Promise<void>;
  /** Resolves when the server has closed the socket. */
  readonly closed: Promise<number>;
}

async function dial({ wsUrl }: User): Promise<Wire> {
  const socket = new WebSocket(wsUrl, 'graphql-transport-ws');
  const seen: unknown[] = [];
  const waiting = new Set<() => void>();
  socket.on('message', (data: Buffer) => {
    const text = data.toString();
    seen.push(text.startsWith('{') ? (JSON.parse(text) as unknown) : text);
    for (const look of waiting) look();
  });
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
  return {
    ...{ socket, seen, closed },
    say: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    until: (isRight) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!isRight(seen)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
  };
}

const initOf = (token: string) => ({
  type: 'connection_init',
  payload: { authorization: `Bearer ${token}` },
});
const ACK = { type: 'connection_ack' };

async function acknowledged(user: User, token = user.token): Promise<Wire> {
  const wire = await dial(user);
  wire.say(initOf(token));
  await wire.until((seen) => seen.length > 0);
  expect(wire.seen).toEqual([ACK]);
  return wire;
}

const subscribe = (id: string, query: string, variables: object = {}) => ({
  ...{ id, type: 'subscribe', payload: { query, variables } },
});
const WATCH = 'subscription ($id: ID!) { exportProgress(id: $id) { status } }';

interface Message {
  readonly id: string;
  readonly type: string;
  readonly payload?: { readonly data: Record<string, unknown> } | readonly { readonly message: string }[];
}
const messagesOf = ({ seen }: Pick<Wire, 'seen'>, id: string): Message[] =>
  (seen as Message[]).filter((message) => message.id === id);
const hasTypes =
  (count: number, ...types: readonly string[]) =>
  (seen: readonly unknown[]) =>
    (seen as Message[]).filter(({ type }) => types.includes(type)).length >= count;

async function startedExport(user: User): Promise<string> {
  const { id } = await createExport(user, { projectId: user.projectId });
  await live.started(id);
  return id;
}

describe('a socket that is ended', () => {
  it.each<[string, (user: User) => (object | string)[], unknown[]]>([
    ['4400: Invalid message received', ({ token }) => [initOf(token), 'hello'], [ACK]],
    ['4401: Unauthorized', () => [subscribe('a', WATCH)], []],
    ['4403: Forbidden', () => [initOf('nobody')], []],
    ['4429: Too many initialisation requests', ({ token }) => [initOf(token), initOf(token)], [ACK]],
  ])('is told why by its last text: %s', async (reason, messages, before) => {
    const user = await live.newUser();
    const wire = await dial(user);
    for (const [index, message] of messages(user).entries()) {
      // Messages that are on their way together may be handled in any order.
      await wire.until((seen) => seen.length >= index);
      wire.say(message);
    }
    await wire.closed;
    expect(wire.seen).toEqual([...before, reason]);
  });

  it('is told why by its last text: 4409', async () => {
    const user = await live.newUser();
    const wire = await acknowledged(user);
    const message = subscribe('a', WATCH, { id: await startedExport(user) });
    wire.say(message);
    await wire.until((seen) => seen.length > 1);
    wire.say(message);
    await wire.closed;
    expect(wire.seen.at(-1)).toBe('4409: Subscriber for a already exists');
  });

  it('is told why by its last text: 4408, ten seconds after it was opened', async () => {
    const user = await live.newUser();
    const wire = await dial(user);
    await new Promise((resolve) => setTimeout(resolve, 10_500));
    wire.say(initOf(user.token));
    await wire.closed;
    expect(wire.seen).toEqual(['4408: Connection initialisation timeout']);
  });

  it('has no last text when its token has expired: clients come back with a fresh one', async () => {
    const user = await live.newUser();
    const id = await startedExport(user);
    // Enough for a slow machine to connect and subscribe in.
    const seconds = 12;
    const wire = await acknowledged(user, await live.shortToken(user, seconds));
    wire.say(subscribe('a', WATCH, { id }));
    await wire.until((seen) => seen.length > 1);
    const before = wire.seen.length;
    await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
    wire.say({ type: 'ping' });
    expect([1000, 1001, 1005]).toContain(await wire.closed);
    expect(wire.seen.length).toBe(before);
  });

  it.each([['graphql-ws'], [undefined]])('is not even opened with the subprotocol %s', async (protocol) => {
    const { wsUrl } = await live.newUser();
    const socket = protocol === undefined ? new WebSocket(wsUrl) : new WebSocket(wsUrl, protocol);
    const outcome = new Promise<string>((resolve) => {
      socket.on('close', () => resolve('refused'));
      socket.on('error', () => resolve('refused'));
      socket.on('message', () => resolve('served'));
      socket.on('open', () => socket.send(JSON.stringify({ type: 'ping' })));
    });
    expect(await outcome).toBe('refused');
  });
});

describe('a connection', () => {
  it('holds several operations, each with its own fragments, aliases and variables', async () => {
    const user = await live.newUser();
    const id = await startedExport(user);
    const wire = await acknowledged(user);
    wire.say(subscribe('a', 'subscription ($id: ID!) { one: exportProgress(id: $id) { key: id } }', { id }));
    const fragments = `subscription ($id: ID!, $more: Boolean = false) { ...Root }
      fragment Root on Subscription { exportProgress(id: $id) { ...Parts status @include(if: $more) } }
      fragment Parts on Export { id }`;
    wire.say(subscribe('b', fragments, { id }));
    wire.say(subscribe('c', fragments, { id, more: true }));
    await wire.until(hasTypes(3, 'next'));
    await live.complete(id);
    await wire.until(hasTypes(3, 'complete'));
    const lastOf = (operationId: string) =>
      messagesOf(wire, operationId)
        .slice(-2)
        .map(({ type, payload }) => (payload as { data?: object } | undefined)?.data ?? type);
    expect(lastOf('a')).toEqual([{ one: { key: id } }, 'complete']);
    expect(lastOf('b')).toEqual([{ exportProgress: { id } }, 'complete']);
    expect(lastOf('c')).toEqual([{ exportProgress: { id, status: 'COMPLETED' } }, 'complete']);
    wire.socket.close();
  });

  it('answers what is wrong with an operation, or belongs to HTTP, by an error of that operation alone', async () => {
    const user = await live.newUser();
    const wire = await acknowledged(user);
    const wrong: Readonly<Record<string, [string, object?]>> = {
      query: ['{ viewer { id } }'],
      mutation: ['mutation { cancelExport(id: "exp_1") { __typename } }'],
      field: ['subscription { exportProgress(id: "exp_1") { nothing } }'],
      syntax: ['subscription {'],
      unknown: [WATCH, { id: 'exp_01JZ8Q4S4T6V8X0Y2Z4A6B8C0D' }],
    };
    for (const [id, [query, variables]] of Object.entries(wrong)) wire.say(subscribe(id, query, variables));
    await wire.until(hasTypes(5, 'error'));
    const errors = (wire.seen as Message[]).flatMap(({ id, type, payload }) =>
      type === 'error' ? [[id, (payload as { message: string }[])[0]?.message]] : [],
    );
    expect(Object.fromEntries(errors)).toEqual({
      query: 'Send a query over HTTP: this socket serves subscriptions only',
      mutation: 'Send a mutation over HTTP: this socket serves subscriptions only',
      field: 'Cannot query field "nothing" on type "Export".',
      syntax: 'Syntax Error: Expected Name, found <EOF>.',
      unknown: 'There is no such export.',
    });
    wire.say({ type: 'ping', payload: { still: 'here' } });
    await wire.until(hasTypes(1, 'pong'));
    expect(wire.seen.at(-1)).toEqual({ type: 'pong', payload: { still: 'here' } });
    wire.socket.close();
  });

  it('holds 50 operations, and the next one is an error', async () => {
    const user = await live.newUser();
    const id = await startedExport(user);
    const wire = await acknowledged(user);
    for (let count = 1; count <= 51; count += 1) {
      wire.say(subscribe(`op-${count}`, WATCH, { id }));
      await wire.until(hasTypes(count, 'next', 'error'));
    }
    expect(messagesOf(wire, 'op-51')).toEqual([
      {
        ...{ id: 'op-51', type: 'error' },
        payload: [
          {
            message: 'A connection may hold 50 operations',
            extensions: { code: 'TOO_MANY_OPERATIONS', limit: 50 },
          },
        ],
      },
    ]);
    wire.socket.close();
  });

  it('gets nothing more of an operation that it has completed, and may use its id again', async () => {
    const user = await live.newUser();
    const id = await startedExport(user);
    const wire = await acknowledged(user);
    wire.say(subscribe('a', WATCH, { id }));
    await wire.until(hasTypes(1, 'next'));
    wire.say({ id: 'a', type: 'complete' });
    await live.world.idle();
    await live.complete(id);
    await live.world.idle();
    expect(messagesOf(wire, 'a').length).toBe(1);
    wire.say(subscribe('a', WATCH, { id }));
    await wire.until(hasTypes(1, 'complete'));
    const [, late] = messagesOf(wire, 'a');
    // Who comes after the end is told it, and that nothing follows.
    expect(late?.payload).toEqual({ data: { exportProgress: { status: 'COMPLETED' } } });
    expect(messagesOf(wire, 'a').map(({ type }) => type)).toEqual(['next', 'next', 'complete']);
    wire.socket.close();
  });
});

describe('a large message', () => {
  /** Asks for variables of 3 KB so many times. */
  const asking = (times: number): string => {
    const fields = Array.from({ length: times }, (_, index) => `p${index}: project { variables }`);
    return `subscription ($id: ID!) { exportProgress(id: $id) { status ${fields.join(' ')} } }`;
  };
  const scenes = [{ id: 'only', template: 'title', props: { title: 'Long' }, durationInFrames: 10 }];
  const variables = { a: 'x'.repeat(1_000), b: 'x'.repeat(1_000), c: 'x'.repeat(1_000) };

  it('of more than 32 KB reaches the client whole, and of more than 128 KB is an error', async () => {
    const user = await live.newUser();
    const project = { title: 'Long', width: 640, height: 360, fps: 30, scenes, variables };
    const { id: projectId } = await saveProject(user, project);
    const id = await startedExport({ ...user, projectId });
    const wire = await acknowledged(user);
    wire.say(subscribe('large', asking(15), { id }));
    wire.say(subscribe('larger', asking(48), { id }));
    await wire.until(hasTypes(2, 'next', 'error'));
    const [large] = messagesOf(wire, 'large');
    const bytes = Buffer.byteLength(JSON.stringify(large));
    expect(large?.type).toBe('next');
    expect(bytes).toBeGreaterThan(32 * 1024);
    expect(bytes).toBeLessThan(128 * 1024);
    expect(messagesOf(wire, 'larger')).toEqual([
      {
        ...{ id: 'larger', type: 'error' },
        payload: [
          {
            message: 'The result is larger than a message may be: select fewer fields',
            extensions: { code: 'PAYLOAD_TOO_LARGE' },
          },
        ],
      },
    ]);
    // The end of the one, too, and its completion.
    await live.complete(id);
    await wire.until(hasTypes(1, 'complete'));
    expect(
      messagesOf(wire, 'large')
        .map(({ type }) => type)
        .slice(-2),
    ).toEqual(['next', 'complete']);
    wire.socket.close();
  });
});
