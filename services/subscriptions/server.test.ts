import { buildSchema, GraphQLError } from 'graphql';
import { createMemoryConnectionStore, createRecordingPusher } from './memory';
import type { ConnectionStore, Subscription, ToldSubscriber, TopicDefinition } from './ports';
import { createPublisher } from './publish';
import { createSubscriptionServer, type SubscriptionServerOptions } from './server';

const startMs = 1_700_000_000_000;

interface Job {
  id: string;
  version: number;
  isDone: boolean;
  note?: string | (() => string);
}
type Context = { user: string };
type JobTopic = TopicDefinition<Job, { id: string }, Context>;

function given(overrides: Partial<SubscriptionServerOptions<Context>> & { topic?: Partial<JobTopic> } = {}) {
  const jobs = new Map<string, Job>([
    ['1', { id: '1', version: 1, isDone: false }],
    ['done', { id: 'done', version: 7, isDone: true }],
  ]);
  const store = createMemoryConnectionStore();
  const pusher = createRecordingPusher();
  const warnings: { message: string; details: Readonly<Record<string, unknown>> }[] = [];
  const clock = { nowMs: startMs };
  const job: JobTopic = {
    topic: ({ id }) => (jobs.has(id) ? id : null),
    snapshot: ({ id }) => jobs.get(id) ?? null,
    isFinal: (payload) => payload.isDone,
    version: (payload) => payload.version,
    ...overrides.topic,
  };
  const options: SubscriptionServerOptions<Context> = {
    schema: buildSchema(
      `type Query { a: Int } type Subscription { job(id: ID!): Job! } type Job { id: ID! version: Int! note: String }`,
    ),
    store,
    pusher,
    topics: { job },
    authenticate: (payload) =>
      typeof payload?.user === 'string'
        ? { claims: { user: payload.user }, expiresAt: startMs / 1_000 + 60 }
        : null,
    contextFor: ({ user }) => ({ user: String(user) }),
    now: () => clock.nowMs,
    logger: { warn: (message, details) => void warnings.push({ message, details }) },
    retryDelayMs: 1,
    ...overrides,
  };
  const server = createSubscriptionServer(options);
  /** Another process, which only publishes. */
  const process = () => {
    const { publish, tell } = createPublisher(options);
    const publication = (payload: Job) => ({ field: 'job', topic: payload.id, payload });
    return {
      publish: (payload: Job, told?: readonly ToldSubscriber[]) => publish(publication(payload), told),
      tell: async (payload: Job) => tell(publication(payload), await rowsOf(store, `job:${payload.id}`)),
    };
  };
  const say = (connectionId: string, message: object) =>
    server.onMessage(connectionId, JSON.stringify(message));
  const open = async (connectionId = 'c'): Promise<void> => {
    await server.onConnect(connectionId);
    await say(connectionId, { type: 'connection_init', payload: { user: 'ann' } });
  };
  const watch = (id = 'op', job = '1', connectionId = 'c') =>
    say(connectionId, {
      id,
      type: 'subscribe',
      payload: { query: 'subscription ($id: ID!) { job(id: $id) { id version } }', variables: { id: job } },
    });
  return { jobs, store, pusher, warnings, clock, server, process, say, open, watch };
}

const ack = { message: { type: 'connection_ack' } };
const next = (version: number, id = '1') => ({
  message: { id: 'op', type: 'next', payload: { data: { job: { id, version } } } },
});
const complete = { message: { id: 'op', type: 'complete' } };
const errorFrame = (error: unknown) => ({ message: { id: 'op', type: 'error', payload: [error] } });

async function rowsOf(store: ConnectionStore, topic: string): Promise<readonly Subscription[]> {
  const rows: Subscription[] = [];
  for await (const page of store.subscribers(topic)) rows.push(...page);
  return rows;
}

describe('a connection', () => {
  it('is not acknowledged with credentials that expire this very moment', async () => {
    const { server, say, pusher } = given({
      authenticate: () => ({ claims: {}, expiresAt: startMs / 1_000 }),
    });
    await server.onConnect('c');
    await say('c', { type: 'connection_init' });
    expect(pusher.framesOf('c')).toEqual([{ close: { code: 4403, reason: 'Forbidden' } }]);
  });

  it.each([{ type: 'ping' }, { type: 'pong' }, { type: 'complete', id: 'op' }, { type: 'connection_init' }])(
    'ends at any message after its credentials expired: $type',
    async (message) => {
      const { open, say, pusher, clock, store } = given();
      await open();
      clock.nowMs += 59_999;
      await say('c', { type: 'pong' });
      clock.nowMs += 1;
      await say('c', message);
      expect(pusher.framesOf('c')).toEqual([ack, { close: { code: 4403, reason: 'Token expired' } }]);
      expect(await store.get('c')).toBeNull();
    },
  );

  it('is refused when its user has as many as allowed, and accepted when one of them has ended', async () => {
    const { server, say, open, pusher } = given({
      userOf: ({ user }) => String(user),
      maxConnectionsPerUser: 2,
    });
    for (const id of ['a', 'b', 'c']) await open(id);
    await server.onConnect('other');
    await say('other', { type: 'connection_init', payload: { user: 'bob' } });
    expect(pusher.framesOf('b')).toEqual([ack]);
    expect(pusher.framesOf('c')).toEqual([{ close: { code: 4403, reason: 'Too many connections' } }]);
    expect(pusher.framesOf('other')).toEqual([ack]);
    await server.onDisconnect('a');
    await open('d');
    expect(pusher.framesOf('d')).toEqual([ack]);
  });

  it('may be initialised late, up to the time-out and not beyond', async () => {
    const { server, say, pusher, clock } = given({ connectionInitWaitTimeoutMs: 500 });
    const message = { type: 'connection_init', payload: { user: 'ann' } };
    await server.onConnect('in-time');
    await server.onConnect('late');
    clock.nowMs += 500;
    await say('in-time', message);
    clock.nowMs += 1;
    await say('late', message);
    expect(pusher.framesOf('in-time')).toEqual([ack]);
    expect(pusher.framesOf('late')).toEqual([
      { close: { code: 4408, reason: 'Connection initialisation timeout' } },
    ]);
  });

  it('is acknowledged once when two initialisations are handled at the same time', async () => {
    const { server, say, pusher } = given();
    await server.onConnect('c');
    const message = { type: 'connection_init', payload: { user: 'ann' } };
    await Promise.all([say('c', message), say('c', message)]);
    expect(pusher.framesOf('c')).toContainEqual({
      close: { code: 4429, reason: 'Too many initialisation requests' },
    });
    expect(pusher.framesOf('c').filter((frame) => 'message' in frame).length).toBeLessThanOrEqual(1);
  });

  it('that nobody remembers is closed', async () => {
    const { say, pusher } = given();
    await say('unknown', { type: 'ping' });
    expect(pusher.framesOf('unknown')).toEqual([{ close: { code: 4401, reason: 'Unauthorized' } }]);
  });

  it('is closed with 4500 when something breaks, and the message of the client is not logged', async () => {
    const { server, say, pusher, warnings } = given({
      authenticate: () => Promise.reject(new Error('The key server is down')),
    });
    await server.onConnect('c');
    await say('c', { type: 'connection_init', payload: { user: 'secret-token' } });
    expect(pusher.framesOf('c')).toEqual([{ close: { code: 4500, reason: 'Internal server error' } }]);
    expect(warnings.map(({ details }) => String(details.error))).toEqual(['Error: The key server is down']);
    expect(JSON.stringify(warnings)).not.toContain('secret-token');
  });

  it('does not log what a malformed message says', async () => {
    const { open, server, warnings } = given();
    await open();
    await server.onMessage('c', '{"type":"connection_init","payload":secret-token');
    expect(warnings).toHaveLength(1);
    expect(String(warnings[0]?.details.error)).toBe('InvalidMessageError: The message is not JSON');
  });

  it('ends at a message of more than 128 Ki characters', async () => {
    const { open, say, pusher } = given();
    await open();
    await say('c', { type: 'ping', payload: { text: 'x'.repeat(128 * 1024) } });
    expect(pusher.framesOf('c')).toEqual([
      ack,
      { close: { code: 4400, reason: 'Invalid message received' } },
    ]);
  });

  it('loses its subscriptions when the client leaves', async () => {
    const { open, watch, server, store } = given();
    await open();
    await watch();
    expect(await rowsOf(store, 'job:1')).toHaveLength(1);
    await server.onDisconnect('c');
    await server.onDisconnect('c');
    expect(await rowsOf(store, 'job:1')).toEqual([]);
  });

  it('is removed from the store even when closing the socket fails', async () => {
    const { open, say, server, pusher, store } = given();
    await open();
    pusher.close = () => Promise.reject(new Error('Throttled'));
    await expect(say('c', { type: 'nonsense' })).rejects.toThrow('Throttled');
    expect(await store.get('c')).toBeNull();
    await expect(server.onDisconnect('c')).resolves.toBeUndefined();
  });

  it('is removed when a reply finds the client gone', async () => {
    const { open, say, pusher, store } = given();
    await open();
    pusher.leave('c');
    await say('c', { type: 'ping' });
    expect(await store.get('c')).toBeNull();
  });
});

describe('subscribe', () => {
  it('stores the row before it reads the snapshot, so that no change falls in between', async () => {
    const { open, watch, jobs, server, store, pusher } = given({
      topic: {
        snapshot: async () => {
          const seen = await rowsOf(store, 'job:1');
          const before = { ...jobs.get('1')! };
          await server.publish({ field: 'job', topic: '1', payload: { id: '1', version: 2, isDone: false } });
          return { ...before, note: String(seen.length) };
        },
      },
    });
    await open();
    await watch();
    // Version 2 went out while version 1 was being read, so the snapshot is stale and the client never goes back.
    expect(pusher.framesOf('c')).toEqual([ack, next(2)]);
  });

  it('keeps quiet, and stays subscribed, when there is no state yet', async () => {
    const { open, watch, server, pusher } = given({ topic: { snapshot: () => null } });
    await open();
    await watch();
    expect(pusher.framesOf('c')).toEqual([ack]);
    await server.publish({ field: 'job', topic: '1', payload: { id: '1', version: 1, isDone: false } });
    expect(pusher.framesOf('c')).toEqual([ack, next(1)]);
  });

  it('completes a late subscriber to a final state and keeps no row', async () => {
    const { open, watch, store, pusher } = given();
    await open();
    await watch('op', 'done');
    expect(pusher.framesOf('c')).toEqual([ack, next(7, 'done'), complete]);
    expect(await rowsOf(store, 'job:done')).toEqual([]);
  });

  it('passes coerced arguments and the context of the user to the topic', async () => {
    const calls: unknown[] = [];
    const { open, say } = given({
      topic: { topic: (args, context) => (calls.push({ ...args, ...context }), null) },
    });
    await open();
    await say('c', {
      id: 'op',
      type: 'subscribe',
      payload: { query: 'subscription { job(id: 5) { id } }' },
    });
    expect(calls).toEqual([{ id: '5', user: 'ann' }]);
  });

  it('answers an unknown topic with an error and stores nothing', async () => {
    const { open, watch, store, pusher } = given();
    await open();
    await watch('op', 'nobody');
    expect(pusher.framesOf('c')).toEqual([
      ack,
      errorFrame({ message: 'Not found', extensions: { code: 'NOT_FOUND' } }),
    ]);
    expect(await rowsOf(store, 'job:nobody')).toEqual([]);
  });

  it.each(['topic', 'snapshot'] as const)(
    'masks an unexpected error of %s, and keeps no row',
    async (method) => {
      const failing = { [method]: () => Promise.reject(new Error('table job-prod is missing')) };
      const { open, watch, store, pusher, warnings } = given({ topic: failing });
      await open();
      await watch();
      expect(pusher.framesOf('c')).toEqual([
        ack,
        errorFrame({
          message: 'Internal server error',
          path: ['job'],
          extensions: { code: 'INTERNAL_SERVER_ERROR' },
        }),
      ]);
      expect(warnings.map(({ details }) => String(details.error))).toEqual([
        'Error: table job-prod is missing',
      ]);
      expect(await rowsOf(store, 'job:1')).toEqual([]);
    },
  );

  it('shows a GraphQLError of a topic to the client', async () => {
    const { open, watch, pusher, warnings } = given({
      topic: {
        topic: () => {
          throw new GraphQLError('Ask your admin', { extensions: { code: 'FORBIDDEN' } });
        },
      },
    });
    await open();
    await watch();
    expect(pusher.framesOf('c')).toEqual([
      ack,
      errorFrame({ message: 'Ask your admin', path: ['job'], extensions: { code: 'FORBIDDEN' } }),
    ]);
    expect(warnings).toEqual([]);
  });

  it('gives every error to formatError', async () => {
    const { open, watch, pusher } = given({
      topic: { topic: () => Promise.reject(new Error('inside')) },
      formatError: (error) => ({ message: `formatted: ${error.originalError?.message ?? ''}` }),
    });
    await open();
    await watch();
    expect(pusher.framesOf('c')).toEqual([ack, errorFrame({ message: 'formatted: inside' })]);
  });

  it('masks unexpected errors of resolvers in results', async () => {
    const { open, say, pusher, jobs } = given();
    jobs.set('1', {
      ...jobs.get('1')!,
      note: () => {
        throw new Error('secret inside');
      },
    });
    await open();
    await say('c', {
      id: 'op',
      type: 'subscribe',
      payload: { query: 'subscription { job(id: 1) { note } }' },
    });
    expect(pusher.framesOf('c')[1]).toEqual({
      message: {
        id: 'op',
        type: 'next',
        payload: {
          data: { job: { note: null } },
          errors: [expect.objectContaining({ message: 'Internal server error', path: ['job', 'note'] })],
        },
      },
    });
    expect(JSON.stringify(pusher.framesOf('c'))).not.toContain('secret');
  });

  it('answers one operation too many with an error, and keeps the others', async () => {
    const { open, watch, server, pusher } = given({ maxOperationsPerConnection: 1 });
    await open();
    await watch('op');
    await watch('second');
    expect(pusher.framesOf('c')[2]).toEqual({
      message: {
        id: 'second',
        type: 'error',
        payload: [
          {
            message: 'A connection may hold 1 operations',
            extensions: { code: 'TOO_MANY_OPERATIONS', limit: 1 },
          },
        ],
      },
    });
    await server.publish({ field: 'job', topic: '1', payload: { id: '1', version: 2, isDone: false } });
    expect(pusher.framesOf('c').slice(3)).toEqual([next(2)]);
  });

  it('refuses a document of more tokens than anybody writes', async () => {
    const { open, say, pusher, store } = given();
    await open();
    const query = `subscription { job(id: 1) { ${'id '.repeat(4_001)} } }`;
    await say('c', { id: 'op', type: 'subscribe', payload: { query } });
    expect(pusher.framesOf('c')).toEqual([
      ack,
      errorFrame(expect.objectContaining({ message: expect.stringContaining('4000 tokens') as string })),
    ]);
    expect(await rowsOf(store, 'job:1')).toEqual([]);
  });

  it('applies the validation rules of the options', async () => {
    const { open, watch, pusher } = given({
      validationRules: [
        (context) => ({
          OperationDefinition: (node) => context.reportError(new GraphQLError('Too dear', { nodes: node })),
        }),
      ],
    });
    await open();
    await watch();
    expect(pusher.framesOf('c')[1]).toEqual(errorFrame(expect.objectContaining({ message: 'Too dear' })));
  });

  it('cleans up when the client is gone before the snapshot arrives', async () => {
    const { open, watch, pusher, store } = given();
    await open();
    pusher.leave('c');
    await watch();
    expect(await store.get('c')).toBeNull();
    expect(await rowsOf(store, 'job:1')).toEqual([]);
  });

  it('sends no error for a snapshot that failed after the client completed', async () => {
    const { open, watch, say, pusher } = given({
      topic: {
        snapshot: async () => {
          await say('c', { id: 'op', type: 'complete' });
          throw new Error('too late');
        },
      },
    });
    await open();
    await watch();
    expect(pusher.framesOf('c')).toEqual([ack]);
  });

  it('begins the snapshot anew when it could not be sent in time, and never shows an older one', async () => {
    jest.useFakeTimers({ now: startMs });
    try {
      const { open, watch, pusher, jobs, store } = given({ now: Date.now, sendAttempts: 1 });
      await open();
      let sends = 0;
      pusher.beforeSend = () => ((sends += 1) === 1 ? new Promise(() => {}) : undefined);
      const watching = watch();
      await jest.advanceTimersByTimeAsync(150);
      jobs.set('1', { id: '1', version: 2, isDone: false });
      await jest.advanceTimersByTimeAsync(1_000);
      await watching;
      expect(pusher.framesOf('c')).toEqual([ack, next(2)]);
      expect(await rowsOf(store, 'job:1')).toHaveLength(1);
    } finally {
      jest.useRealTimers();
    }
  });

  it('takes a subscription back whose snapshot cannot be sent at all', async () => {
    jest.useFakeTimers({ now: startMs });
    try {
      const { open, watch, pusher, store } = given({ now: Date.now });
      await open();
      pusher.beforeSend = (_id, text) => (text.includes('"next"') ? new Promise(() => {}) : undefined);
      const watching = watch();
      await jest.advanceTimersByTimeAsync(10_000);
      await watching;
      expect(pusher.framesOf('c')).toEqual([
        ack,
        errorFrame({
          message: 'The present state could not be sent in time; subscribe again',
          extensions: { code: 'SNAPSHOT_TIMEOUT' },
        }),
      ]);
      expect(await rowsOf(store, 'job:1')).toEqual([]);
    } finally {
      jest.useRealTimers();
    }
  });

  it('answers with an error when the snapshot is larger than a message may be', async () => {
    const { open, watch, pusher, store } = given();
    await open();
    pusher.maxLength = 20;
    await watch();
    expect(await rowsOf(store, 'job:1')).toEqual([]);
  });

  it('takes messages up to 128 Ki characters, and ends at a longer one', async () => {
    const { open, server, pusher } = given();
    await open();
    const ping = (length: number): string => {
      const empty = JSON.stringify({ type: 'ping', payload: { x: '' } }).length;
      return JSON.stringify({ type: 'ping', payload: { x: 'x'.repeat(length - empty) } });
    };
    await server.onMessage('c', ping(128 * 1024));
    expect(pusher.framesOf('c')).toHaveLength(2);
    await server.onMessage('c', ping(128 * 1024 + 1));
    expect(pusher.framesOf('c').at(-1)).toEqual({
      close: { code: 4400, reason: 'Invalid message received' },
    });
  });

  it('lets an operation id be used again for an older version of something else', async () => {
    const { open, watch, say, jobs, pusher } = given();
    jobs.set('2', { id: '2', version: 50, isDone: false });
    await open();
    await watch('op', '2');
    await say('c', { id: 'op', type: 'complete' });
    await watch('op', '1');
    expect(pusher.framesOf('c')).toEqual([ack, next(50, '2'), next(1)]);
  });
});

describe('an operation id that is used again, where other processes remember its first subscription', () => {
  const end = (id: string, version: number): Job => ({ id, version, isDone: true });
  /** Longer than a snapshot may be on its way. */
  const LATER_MS = 1_000;

  it('gets the lower versions of another topic, its end and complete', async () => {
    const { open, watch, jobs, pusher, clock, process } = given();
    const [one, two] = [process(), process()];
    jobs.set('2', { id: '2', version: 39, isDone: false });
    await open();
    await watch('op', '2');
    clock.nowMs += LATER_MS;
    expect(await two.publish(end('2', 40), await one.tell(end('2', 40)))).toMatchObject({ sent: 1 });
    await watch('op', '1');
    clock.nowMs += LATER_MS;
    expect(await two.publish({ id: '1', version: 2, isDone: false })).toMatchObject({ sent: 1, stale: 0 });
    const told = await one.tell(end('1', 3));
    expect(told).toEqual([{ connectionId: 'c', operationId: 'op', snapshotUntil: startMs + LATER_MS + 300 }]);
    expect(await two.publish(end('1', 3), told)).toMatchObject({ sent: 1, stale: 0 });
    const first = [next(39, '2'), next(40, '2'), complete];
    expect(pusher.framesOf('c')).toEqual([ack, ...first, next(1), next(2), next(3), complete]);
  });

  it('gets its snapshot before what is newer, though they have sent to the first one', async () => {
    jest.useFakeTimers({ now: startMs });
    try {
      const { open, watch, say, jobs, pusher, process } = given({ now: () => Date.now() });
      const one = process();
      jobs.set('2', { id: '2', version: 39, isDone: false });
      await open();
      await watch('op', '2');
      await jest.advanceTimersByTimeAsync(LATER_MS);
      await one.publish({ id: '2', version: 40, isDone: false });
      await say('c', { id: 'op', type: 'complete' });
      pusher.beforeSend = (_id, text) =>
        text.includes('"version":1}') ? new Promise((resolve) => setTimeout(resolve, 150)) : undefined;
      const watching = watch('op', '1');
      await jest.advanceTimersByTimeAsync(10);
      const publishing = one.publish({ id: '1', version: 41, isDone: false });
      await jest.advanceTimersByTimeAsync(LATER_MS);
      await Promise.all([watching, publishing]);
      expect(pusher.framesOf('c')).toEqual([ack, next(39, '2'), next(40, '2'), next(1), next(41)]);
    } finally {
      jest.useRealTimers();
    }
  });

  /** The first subscription has got the end of a job; the second one to it waits for a snapshot that does not come. */
  async function usedAgainForTheSame(tellEnd: 'tell' | 'publish') {
    let isStuck = false;
    const world = given({
      topic: { snapshot: () => (isStuck ? new Promise(() => {}) : { id: '1', version: 1, isDone: false }) },
    });
    const { open, watch, say, clock, process } = world;
    const [one, two] = [process(), process()];
    await open();
    await watch();
    clock.nowMs += LATER_MS;
    const told = tellEnd === 'tell' ? await one.tell(end('1', 2)) : [];
    if (tellEnd === 'publish') await two.publish(end('1', 2));
    await say('c', { id: 'op', type: 'complete' });
    isStuck = true;
    void watch();
    // The row is there as soon as the event loop has turned.
    await new Promise((resolve) => setImmediate(resolve));
    clock.nowMs += LATER_MS;
    return { ...world, two, told };
  }

  it.each([
    ['was told the end, and waits for complete', 'tell', [next(2)]],
    ['was completed', 'publish', [next(2), complete]],
  ] as const)('gets the state and complete, where the first one %s', async (_name, tellEnd, first) => {
    const { two, told, pusher, store } = await usedAgainForTheSame(tellEnd);
    expect(await rowsOf(store, 'job:1')).toHaveLength(1);
    expect(await two.publish(end('1', 2), told)).toMatchObject({ sent: 1, stale: 0 });
    expect(pusher.framesOf('c')).toEqual([ack, next(1), ...first, next(2), complete]);
    expect(await rowsOf(store, 'job:1')).toEqual([]);
  });
});

describe('createSubscriptionServer', () => {
  const schema = buildSchema(
    'type Query { a: Int } type Subscription { job(id: ID!): Int } type Job { id: ID! }',
  );
  const topic: TopicDefinition = {
    topic: () => '1',
    snapshot: () => null,
    isFinal: () => false,
    version: () => 1,
  };

  it('refuses a schema with a subscription field that has no topic', () => {
    expect(() => given({ schema, topics: {} })).toThrow('Subscription.job has no topic');
  });

  it('refuses a topic that is no subscription field', () => {
    expect(() => given({ schema, topics: { job: topic, jbo: topic } })).toThrow(
      'The topic "jbo" is no field of the Subscription type',
    );
  });

  it('refuses a subscription field with a subscribe function, which would never be called', () => {
    const withSubscribe = buildSchema('type Query { a: Int } type Subscription { job: Int }');
    withSubscribe.getSubscriptionType()!.getFields().job!.subscribe = () => null;
    expect(() => given({ schema: withSubscribe, topics: { job: topic } })).toThrow(
      'Subscription.job must not have a subscribe function',
    );
  });
});
