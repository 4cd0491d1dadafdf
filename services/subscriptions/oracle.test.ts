import fc from 'fast-check';
import { buildSchema, GraphQLError, type GraphQLSchema } from 'graphql';
import { makeServer } from 'graphql-ws';
import { createMemoryConnectionStore, createRecordingPusher, type Frame } from './memory';
import { createSubscriptionServer } from './server';

// The same script goes to this library and to graphql-ws's own server, and both clients must see the same.

const sdl = `
  type Query { version: String! }
  type Mutation { touch: Boolean! }
  type Subscription {
    thing(id: ID!, scale: Int! = 1): Thing!
    other(filter: Filter): Thing!
  }
  input Filter { ids: [ID!]! }
  type Thing { id: ID! version: Int! isDone: Boolean! broken: String label(upper: Boolean = false): String! }
`;

interface Thing {
  id: string;
  version: number;
  isDone: boolean;
  label: (args: { upper: boolean }) => string;
  broken: () => never;
}

function thingOf(id: string, version: number, isDone = false): Thing {
  return {
    id,
    version,
    isDone,
    label: ({ upper }) => (upper ? `THING ${id}` : `thing ${id}`),
    broken: () => {
      throw new GraphQLError('This field is broken');
    },
  };
}

type Step =
  | { readonly client: string | object }
  | { readonly publish: { readonly id: string; readonly version: number; readonly isDone?: boolean } }
  | { readonly waitMs: number };
type Script = readonly Step[];

const initWaitTimeoutMs = 40;

/** How many random scripts are compared, and where they begin: at the seed of all property tests, or at a new one. */
const RUNS = Number(process.env.REELWAY_ORACLE_RUNS ?? 1_000);
const SEED = fc.readConfigureGlobal().seed ?? Date.now() % 2 ** 31;

async function settle(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** The state of the world that both servers watch. 'done' is finished from the start, 'forbidden' is not for us. */
function createThings(): Map<string, Thing> {
  return new Map([
    ['1', thingOf('1', 1)],
    ['2', thingOf('2', 1)],
    ['done', thingOf('done', 9, true)],
  ]);
}

async function runOurs(script: Script): Promise<readonly Frame[]> {
  const things = createThings();
  const pusher = createRecordingPusher();
  let nowMs = 1_700_000_000_000;
  const notFound = (id: string): null => (id === 'forbidden' ? null : unreachable(id));
  const topicOf = (id: string): string | null => (things.has(id) ? id : notFound(id));
  const shared = { isFinal: (thing: Thing) => thing.isDone, version: (thing: Thing) => thing.version };
  const server = createSubscriptionServer({
    schema: buildSchema(sdl),
    store: createMemoryConnectionStore(),
    pusher,
    topics: {
      thing: {
        ...shared,
        topic: ({ id }: { id: string }) => topicOf(id),
        snapshot: ({ id }: { id: string }) => things.get(id) ?? null,
      },
      other: {
        ...shared,
        topic: ({ filter }: { filter?: { ids: string[] } }) => topicOf(filter?.ids[0] ?? '1'),
        snapshot: ({ filter }: { filter?: { ids: string[] } }) => things.get(filter?.ids[0] ?? '1') ?? null,
      },
    },
    authenticate: (payload) =>
      payload?.token === 'wrong' ? null : { claims: { sub: 'u' }, expiresAt: 2_000_000_000 },
    contextFor: () => ({}),
    now: () => nowMs,
    connectionInitWaitTimeoutMs: initWaitTimeoutMs,
  });
  await server.onConnect('c');
  for (const step of script) {
    if (pusher.framesOf('c').some((frame) => 'close' in frame)) break;
    if ('client' in step) await server.onMessage('c', textOf(step.client));
    else if ('waitMs' in step) nowMs += step.waitMs;
    else {
      const { id, version, isDone } = step.publish;
      const payload = thingOf(id, version, isDone);
      things.set(id, payload);
      for (const field of ['thing', 'other']) await server.publish({ field, topic: id, payload });
    }
  }
  return pusher.framesOf('c');
}

function unreachable(id: string): never {
  throw new Error(`No script should ask for thing "${id}"`);
}

function textOf(message: string | object): string {
  return typeof message === 'string' ? message : JSON.stringify(message);
}

/** An event stream that ends at once when it is returned, which an async generator waiting for a value does not. */
function createStream<T>(onReturn: () => void) {
  const values: T[] = [];
  let wake = (): void => {};
  let ended = false;
  const stream: AsyncIterableIterator<T> & { push: (value: T) => void; end: () => void } = {
    push: (value) => (values.push(value), wake()),
    end: () => ((ended = true), wake()),
    async next() {
      while (values.length === 0 && !ended) await new Promise<void>((resolve) => (wake = resolve));
      const value = values.shift();
      return value === undefined ? { done: true, value: undefined } : { done: false, value };
    },
    async return() {
      values.length = 0;
      ended = true;
      wake();
      onReturn();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => stream,
  };
  return stream;
}

function theirSchema(things: Map<string, Thing>, listeners: Set<(thing: Thing) => void>): GraphQLSchema {
  const schema = buildSchema(sdl);
  const watch = (field: string, id: string) => {
    const snapshot = things.get(id);
    if (!snapshot) throw new GraphQLError('Not found', { extensions: { code: 'NOT_FOUND' } });
    const listener = (thing: Thing): void => {
      if (thing.id !== id) return;
      stream.push({ [field]: thing });
      if (thing.isDone) stream.end();
    };
    const stream = createStream<Record<string, Thing>>(() => listeners.delete(listener));
    listeners.add(listener);
    listener(snapshot);
    return stream;
  };
  const fields = schema.getSubscriptionType()!.getFields();
  fields.thing!.subscribe = (_source, { id }: { id: string }) => watch('thing', id);
  fields.other!.subscribe = (_source, { filter }: { filter?: { ids: string[] } }) =>
    watch('other', filter?.ids[0] ?? '1');
  return schema;
}

async function runTheirs(script: Script): Promise<readonly Frame[]> {
  const things = createThings();
  const listeners = new Set<(thing: Thing) => void>();
  const frames: Frame[] = [];
  const isClosed = (): boolean => frames.some((frame) => 'close' in frame);
  const close = (code: number, reason: string): void => {
    if (!isClosed()) frames.push({ close: { code, reason } } as Frame);
  };
  let receive = async (_text: string): Promise<void> => {};
  const closed = makeServer({
    schema: theirSchema(things, listeners),
    // Its timer is a real one: where a script does not wait for it, a busy machine must not let it go off.
    connectionInitWaitTimeout: script.some((step) => 'waitMs' in step) ? initWaitTimeoutMs : 600_000,
    onConnect: ({ connectionParams }) => connectionParams?.token !== 'wrong',
  }).opened(
    {
      protocol: 'graphql-transport-ws',
      send: async (text) => void (isClosed() || frames.push({ message: JSON.parse(text) as unknown })),
      close,
      onMessage: (callback) => (receive = callback),
    },
    {},
  );
  for (const step of script) {
    if (isClosed()) break;
    if ('client' in step) {
      // What graphql-ws's own adapters do with an error thrown by the handler of a message, in production.
      receive(textOf(step.client)).catch(() => close(4500, 'Internal server error'));
    } else if ('waitMs' in step) await new Promise((resolve) => setTimeout(resolve, step.waitMs));
    else {
      const { id, version, isDone } = step.publish;
      things.set(id, thingOf(id, version, isDone));
      for (const listener of listeners) listener(things.get(id)!);
    }
    await settle();
  }
  const result = [...frames];
  await closed(1000, '');
  return result;
}

const init = { client: { type: 'connection_init' } };
const subscribe = (id: string, query: string, rest: object = {}): Step => ({
  client: { id, type: 'subscribe', payload: { query, ...rest } },
});
const watch = (id: string, thing = '1'): Step =>
  subscribe(id, `subscription { thing(id: "${thing}") { id version isDone } }`);
const complete = (id: string): Step => ({ client: { id, type: 'complete' } });
const publish = (id: string, version: number, isDone = false): Step => ({ publish: { id, version, isDone } });
const malformed = (client: string | object): Script => [init, { client }, watch('after')];

const equal: Readonly<Record<string, Script>> = {
  'acknowledges a connection': [init],
  'acknowledges with a payload': [{ client: { type: 'connection_init', payload: { token: 'right' } } }],
  'acknowledges with a null payload': [{ client: { type: 'connection_init', payload: null } }],
  'refuses a connection': [{ client: { type: 'connection_init', payload: { token: 'wrong' } } }, watch('a')],
  'ends at a second connection_init': [init, init, watch('a')],
  'ends at subscribe before connection_init': [watch('a')],
  'times out without connection_init': [{ waitMs: initWaitTimeoutMs + 30 }, init],
  'does not time out once initialised': [
    init,
    { waitMs: initWaitTimeoutMs + 30 },
    { client: { type: 'ping' } },
  ],
  'answers ping before connection_init': [{ client: { type: 'ping' } }, init],
  'answers ping with its payload': [
    init,
    { client: { type: 'ping', payload: { at: [1, { deep: null }] } } },
    { client: { type: 'ping', payload: {} } },
    { client: { type: 'ping', payload: null } },
  ],
  'ignores pong': [init, { client: { type: 'pong', payload: { at: 1 } } }, { client: { type: 'pong' } }],
  'ends at text that is not JSON': malformed('{"type":'),
  'ends at an empty text': malformed(''),
  'ends at a JSON array': malformed('[]'),
  'ends at JSON null': malformed('null'),
  'ends at a message without type': malformed({ id: 'a' }),
  'ends at a type that is no string': malformed({ type: 7 }),
  'ends at an unknown type': malformed({ type: 'start' }),
  'ends at a ping payload that is no object': malformed({ type: 'ping', payload: 'x' }),
  'ends at a pong payload that is no object': malformed({ type: 'pong', payload: [1] }),
  'ends at a connection_init payload that is no object': [
    { client: { type: 'connection_init', payload: 'token' } },
  ],
  'ends at subscribe without id': malformed({ type: 'subscribe', payload: { query: '{ version }' } }),
  'ends at subscribe with an empty id': malformed({
    type: 'subscribe',
    id: '',
    payload: { query: '{ version }' },
  }),
  'ends at subscribe without payload': malformed({ type: 'subscribe', id: 'a' }),
  'ends at subscribe without query': malformed({ type: 'subscribe', id: 'a', payload: {} }),
  'ends at variables that are no object': malformed({
    type: 'subscribe',
    id: 'a',
    payload: { query: 'subscription { other { id } }', variables: [1] },
  }),
  'ends at an operationName that is no string': malformed({
    type: 'subscribe',
    id: 'a',
    payload: { query: 'subscription { other { id } }', operationName: 1 },
  }),
  'ends at extensions that are no object': malformed({
    type: 'subscribe',
    id: 'a',
    payload: { query: 'subscription { other { id } }', extensions: 'x' },
  }),
  'ends at complete without id': malformed({ type: 'complete' }),
  'sends the present state, then what happens': [
    init,
    watch('a'),
    publish('1', 2),
    publish('2', 5),
    publish('1', 3),
  ],
  'completes after a final state': [init, watch('a'), publish('1', 2, true), publish('1', 3)],
  'completes at once when the state is final already': [init, watch('a', 'done'), publish('done', 10)],
  'ends at an operation id in use': [init, watch('a'), watch('a', '2'), publish('1', 2)],
  'ends at an operation id in use, though the new operation is invalid': [
    init,
    watch('a'),
    subscribe('a', 'subscription { nothing }'),
  ],
  'ends at an operation id in use, though variables are missing': [
    init,
    watch('a'),
    subscribe('a', 'subscription ($id: ID!) { thing(id: $id) { id } }'),
  ],
  'takes an operation id again after complete from the client': [
    init,
    watch('a'),
    complete('a'),
    publish('1', 2),
    watch('a'),
    publish('1', 3),
  ],
  'takes an operation id again after complete from the server': [init, watch('a', 'done'), watch('a')],
  'takes an operation id again after an error': [
    init,
    subscribe('a', 'subscription { nothing }'),
    watch('a'),
  ],
  'ignores complete of an unknown operation': [init, complete('never'), watch('a')],
  'ignores complete before connection_init': [complete('never'), init],
  'serves several operations on one connection': [
    init,
    watch('a'),
    watch('b', '2'),
    publish('1', 2),
    complete('a'),
    publish('1', 3),
    publish('2', 2),
  ],
  'answers a validation error': [
    init,
    subscribe('a', 'subscription { thing(id: 1) { nothing } }'),
    publish('1', 2),
  ],
  'answers two root fields with an error': [
    init,
    subscribe('a', 'subscription { thing(id: 1) { id } other { id } }'),
  ],
  'answers a missing argument with an error': [init, subscribe('a', 'subscription { thing { id } }')],
  'answers an unknown operation name with an error': [
    init,
    subscribe('a', 'subscription A { other { id } }', { operationName: 'B' }),
  ],
  'answers several operations without a name with an error': [
    init,
    subscribe('a', 'subscription A { other { id } } subscription B { other { id } }'),
  ],
  'picks the named operation': [
    init,
    subscribe(
      'a',
      'subscription A { other { id } } subscription B { thing(id: "2") { version } } query C { version }',
      {
        operationName: 'B',
      },
    ),
    publish('1', 2),
    publish('2', 2),
  ],
  'answers a missing variable with a result of errors': [
    init,
    subscribe('a', 'subscription ($id: ID!) { thing(id: $id) { id } }'),
    publish('1', 2),
  ],
  'answers a variable of the wrong type with a result of errors': [
    init,
    subscribe('a', 'subscription ($filter: Filter) { other(filter: $filter) { id } }', {
      variables: { filter: { ids: [{}] } },
    }),
  ],
  'answers a variable that an argument does not allow with a result of errors': [
    init,
    subscribe('a', 'subscription ($scale: Int = 2) { thing(id: 1, scale: $scale) { id } }', {
      variables: { scale: null },
    }),
  ],
  'uses variables, their defaults, and coercion': [
    init,
    subscribe('a', 'subscription ($id: ID!) { thing(id: $id) { id } }', { variables: { id: 2 } }),
    subscribe('b', 'subscription ($id: ID = "2") { thing(id: $id) { id } }'),
    subscribe('c', 'subscription ($filter: Filter) { other(filter: $filter) { id } }', {
      variables: { filter: { ids: '2' } },
    }),
    publish('2', 2),
  ],
  'uses aliases and arguments of subfields': [
    init,
    subscribe(
      'a',
      'subscription { mine: thing(id: 1) { key: id label(upper: true) low: label __typename } }',
    ),
    publish('1', 2),
  ],
  'uses fragments at the root and below': [
    init,
    subscribe(
      'a',
      `subscription { ...Root }
       fragment Root on Subscription { ... on Subscription { thing(id: "2") { ...Parts } } }
       fragment Parts on Thing { id version }`,
    ),
    publish('2', 2),
  ],
  'merges fields of the same name': [
    init,
    subscribe('a', 'subscription { thing(id: 1) { id } ... { thing(id: 1) { version } } }'),
  ],
  'uses skip and include below the root': [
    init,
    subscribe(
      'a',
      'subscription ($yes: Boolean!) { thing(id: 1) { id @include(if: $yes) version @skip(if: $yes) } }',
      {
        variables: { yes: true },
      },
    ),
    publish('1', 2),
  ],
  'skips a root field by a literal': [
    init,
    subscribe('a', 'subscription { thing(id: 1) @skip(if: true) { id } other { version } }'),
  ],
  'sends errors of fields together with data': [
    init,
    subscribe('a', 'subscription { thing(id: 1) { id broken } }'),
    publish('1', 2),
  ],
  'takes null for everything that may be missing': [
    init,
    subscribe('a', 'subscription { other { id } }', {
      variables: null,
      operationName: null,
      extensions: null,
    }),
  ],
  'takes extensions': [init, subscribe('a', 'subscription { other { id } }', { extensions: { trace: 1 } })],
};

interface Difference {
  readonly reason: string;
  readonly script: Script;
  readonly ours: readonly unknown[];
  readonly theirs: readonly unknown[];
}

const ack = { message: { type: 'connection_ack' } };
const next = (id: string, data: object) => ({ message: { id, type: 'next', payload: { data } } });
const errorOf = (id: string, message: string) => ({
  message: { id, type: 'error', payload: [expect.objectContaining({ message })] },
});
const closed = (code: number, reason: string) => ({ close: { code, reason } });

const different: Readonly<Record<string, Difference>> = {
  'a query': {
    reason: 'Queries belong to HTTP, where their limits and loaders are.',
    script: [init, subscribe('a', '{ version: __typename }'), { client: { type: 'ping' } }],
    ours: [
      ack,
      errorOf('a', 'Send a query over HTTP: this socket serves subscriptions only'),
      { message: { type: 'pong' } },
    ],
    theirs: [
      ack,
      next('a', { version: 'Query' }),
      { message: { id: 'a', type: 'complete' } },
      { message: { type: 'pong' } },
    ],
  },
  'a mutation': {
    reason: 'Mutations belong to HTTP too.',
    script: [init, subscribe('a', 'mutation { __typename }')],
    ours: [ack, errorOf('a', 'Send a mutation over HTTP: this socket serves subscriptions only')],
    theirs: [ack, next('a', { __typename: 'Mutation' }), { message: { id: 'a', type: 'complete' } }],
  },
  'a syntax error': {
    reason: 'graphql-ws lets the parser throw, which ends every operation of the client; one is enough.',
    script: [init, subscribe('a', 'subscription {')],
    ours: [ack, errorOf('a', 'Syntax Error: Expected Name, found <EOF>.')],
    theirs: [ack, closed(4500, 'Internal server error')],
  },
  'a root field with @include and a variable': {
    reason:
      'validate() throws here; the specification forbids it, so it is answered like any validation error.',
    script: [
      init,
      subscribe('a', 'subscription ($yes: Boolean!) { other @include(if: $yes) { id } }', {
        variables: { yes: true },
      }),
    ],
    ours: [
      ack,
      errorOf(
        'a',
        'Argument "if" of required type "Boolean!" was provided the variable "$yes" which was not provided a runtime value.',
      ),
    ],
    theirs: [ack, closed(4500, 'Internal server error')],
  },
  'a subscription without any field': {
    reason: 'graphql-js throws a TypeError; this is an error of the one operation.',
    script: [init, subscribe('a', 'subscription { other @skip(if: true) { id } }')],
    ours: [ack, errorOf('a', 'The subscription selects no field')],
    theirs: [ack, closed(4500, 'Internal server error')],
  },
  'a message that only servers send': {
    reason: 'The protocol asks for 4400 at messages it does not specify; graphql-ws throws.',
    script: [init, { client: { type: 'next', id: 'a', payload: {} } }],
    ours: [ack, closed(4400, 'Invalid message received')],
    theirs: [ack, closed(4500, 'Internal server error')],
  },
  'a topic that is not for this user': {
    reason:
      'No operation came to be, which is what `error` says; graphql-ws sends a result and completes it.',
    script: [init, watch('a', 'forbidden')],
    ours: [ack, errorOf('a', 'Not found')],
    theirs: [
      ack,
      {
        message: {
          id: 'a',
          type: 'next',
          payload: { errors: [expect.objectContaining({ message: 'Not found' })] },
        },
      },
      { message: { id: 'a', type: 'complete' } },
    ],
  },
  'an older version after a newer one': {
    reason: 'Events may arrive out of order; a stream in one process has an order of its own.',
    script: [init, watch('a'), publish('1', 3), publish('1', 2)],
    ours: [ack, next('a', stateOf(1)), next('a', stateOf(3))],
    theirs: [ack, next('a', stateOf(1)), next('a', stateOf(3)), next('a', stateOf(2))],
  },
  'an operation id of 300 characters': {
    reason: 'Ids become keys of a store, so their length is bounded.',
    script: [init, watch('i'.repeat(300))],
    ours: [ack, closed(4400, 'Invalid message received')],
    theirs: [ack, next('i'.repeat(300), stateOf(1))],
  },
  'a duplicate operation id whose reason is above 123 bytes': {
    reason: 'A longer reason cannot be sent in a close frame.',
    script: [init, watch('i'.repeat(200)), watch('i'.repeat(200))],
    ours: [ack, next('i'.repeat(200), stateOf(1)), closed(4409, 'Subscriber already exists')],
    theirs: [
      ack,
      next('i'.repeat(200), stateOf(1)),
      closed(4409, `Subscriber for ${'i'.repeat(200)} already exists`),
    ],
  },
};

function stateOf(version: number): object {
  return { thing: { id: '1', version, isDone: false } };
}

/** Frames of one operation keep their order; between operations the protocol promises none, except that close is last. */
function byOperation(frames: readonly Frame[]): object {
  const groups: Record<string, Frame[]> = {};
  for (const frame of frames) {
    const group = 'close' in frame ? 'close' : ((frame.message as { id?: string }).id ?? 'connection');
    (groups[group] ??= []).push(frame);
  }
  return groups;
}

describe('the server and graphql-ws show a client the same', () => {
  it.each(Object.entries(equal))('%s', async (_name, script) => {
    const theirs = await runTheirs(script);
    expect(await runOurs(script)).toEqual(theirs);
  });

  it(`for ${RUNS} random scripts of seed ${SEED}`, async () => {
    const step = fc.constantFrom<Step>(
      init,
      { client: { type: 'connection_init', payload: { token: 'wrong' } } },
      watch('a'),
      watch('b', '2'),
      watch('b', 'done'),
      complete('a'),
      complete('b'),
      subscribe('a', 'subscription { nothing }'),
      subscribe('b', 'subscription ($id: ID!) { thing(id: $id) { id } }'),
      subscribe('b', 'subscription { x: other { y: id label } }'),
      subscribe(
        'c',
        'subscription ($id: ID! = "2") { thing(id: $id) { ...T } } fragment T on Thing { version }',
      ),
      subscribe('c', 'subscription A { other { id broken } } subscription B { thing(id: 2) { id } }', {
        operationName: 'A',
      }),
      subscribe('c', 'subscription A { other { id } }', { operationName: 'Z' }),
      subscribe('a', 'subscription ($filter: Filter) { other(filter: $filter) { id } }', {
        variables: { filter: { ids: [{}] } },
      }),
      complete('c'),
      { client: { type: 'ping', payload: { n: 1 } } },
      { client: { type: 'pong' } },
    );
    const broken = fc.constantFrom<Step>(
      ...['', '{', 'null', '[]', '"x"', '{"type":7}', '{"type":"start"}'].map((client) => ({ client })),
      ...['ping', 'pong', 'connection_init'].map((type) => ({ client: { type, payload: 'x' } })),
      ...[undefined, '', 7].map((id) => ({ client: { type: 'subscribe', id, payload: { query: '{ a }' } } })),
      {
        client: {
          type: 'subscribe',
          id: 'a',
          payload: { query: 'subscription { other { id } }', variables: [] },
        },
      },
      { client: { type: 'complete' } },
    );
    const change = fc.record({ id: fc.constantFrom('1', '2'), isDone: fc.nat(9).map((die) => die === 0) });
    const scripts = fc.array(
      fc.oneof(
        { weight: 30, arbitrary: step },
        { weight: 10, arbitrary: change },
        { weight: 1, arbitrary: broken },
      ),
      { maxLength: 14 },
    );
    await fc.assert(
      fc.asyncProperty(scripts, fc.nat(3), async (steps, die) => {
        // Versions only grow here, and end at the end: what happens otherwise is in the list of differences.
        const done = new Set<string>();
        const script = steps.flatMap((each, index): Step[] => {
          if (!('isDone' in each)) return [each];
          if (done.has(each.id)) return [];
          if (each.isDone) done.add(each.id);
          return [publish(each.id, index + 2, each.isDone)];
        });
        // Most clients begin as they should, so that there is something to compare.
        const whole = die > 0 ? [init, ...script.filter((each) => each !== init)] : script;
        expect(byOperation(await runOurs(whole))).toEqual(byOperation(await runTheirs(whole)));
      }),
      { numRuns: RUNS, seed: SEED },
    );
  }, 900_000);
});

describe('the server differs from graphql-ws on purpose in', () => {
  it.each(Object.entries(different))('%s', async (_name, { script, ours, theirs, reason }) => {
    expect(reason).not.toBe('');
    expect(await runOurs(script)).toEqual(ours);
    expect(await runTheirs(script)).toEqual(theirs);
  });
});
