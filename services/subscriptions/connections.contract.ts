import type { ConnectionStore, Subscription } from './ports';

const session = { claims: { sub: 'user-1', roles: ['editor'] }, expiresAt: 1_900_000_000 };

function subscriptionOf(connectionId: string, operationId: string, topic = 'thing:1'): Subscription {
  return { ...session, connectionId, operationId, topic, query: 'subscription { thing(id: 1) { id } }' };
}

async function rowsOf(store: ConnectionStore, topic: string): Promise<Subscription[]> {
  const rows: Subscription[] = [];
  for await (const page of store.subscribers(topic)) rows.push(...page);
  return rows.sort((a, b) => operationKey(a).localeCompare(operationKey(b)));
}

function operationKey({ connectionId, operationId }: Subscription): string {
  return `${connectionId} ${operationId}`;
}

/**
 * The contract of a ConnectionStore as tests. Call it at the top of a test file, with a function that gives a store; ids are
 * new in each test, so the stores may share what lies behind them.
 */
export function describeConnectionStore(name: string, createStore: () => Promise<ConnectionStore>): void {
  describe(`${name} as a ConnectionStore`, () => {
    let store: ConnectionStore;
    let id: string;
    let topic: string;

    beforeEach(async () => {
      store = await createStore();
      id = `connection-${crypto.randomUUID()}`;
      topic = `thing:${crypto.randomUUID()}`;
    });

    const given = (): Given => ({ store, id, topic });
    describe('connections', () => describeConnections(given));
    describe('the connections of a user', () => describeLimit(given));
    describe('subscriptions', () => describeSubscriptions(given));
    describe('operations on one connection', () => describeOperations(given));
    describe('subscribers', () => describeSubscribers(given));
    describe('disconnect', () => describeDisconnect(given));
  });
}

interface Given {
  readonly store: ConnectionStore;
  readonly id: string;
  readonly topic: string;
}

function describeConnections(given: () => Given): void {
  it('knows nothing of a connection that never was', async () => {
    const { store, id } = given();
    expect(await store.get(id)).toBeNull();
    expect(await store.initialise(id, session)).toBe('missing');
    expect(await store.get(id)).toBeNull();
  });

  it('has no session before initialise, and the given one after', async () => {
    const { store, id } = given();
    await store.connect({ id, connectedAt: 1_700_000_000_123 });
    expect(await store.get(id)).toEqual({ id, connectedAt: 1_700_000_000_123, session: null });
    expect(await store.initialise(id, session)).toBe('ok');
    expect(await store.get(id)).toEqual({ id, connectedAt: 1_700_000_000_123, session });
  });

  it('keeps the first session when initialised again', async () => {
    const { store, id } = given();
    await store.connect({ id, connectedAt: 1 });
    await store.initialise(id, session);
    expect(await store.initialise(id, { claims: { sub: 'user-2' }, expiresAt: 5 })).toBe('already');
    expect((await store.get(id))?.session).toEqual(session);
  });

  it('lets exactly one of several concurrent initialisations in', async () => {
    const { store, id } = given();
    await store.connect({ id, connectedAt: 1 });
    const outcomes = await Promise.all([1, 2, 3, 4, 5].map(() => store.initialise(id, session)));
    expect(outcomes.sort()).toEqual(['already', 'already', 'already', 'already', 'ok']);
  });

  it('keeps the session when the same connection is announced twice', async () => {
    const { store, id } = given();
    await store.connect({ id, connectedAt: 1 });
    await store.initialise(id, session);
    await store.connect({ id, connectedAt: 2 });
    expect(await store.get(id)).toEqual({ id, connectedAt: 1, session });
  });
}

function describeLimit(given: () => Given): void {
  const limit = (maxConnections: number) => ({ user: `user-${given().id}`, maxConnections });
  const open = async (name: string, maxConnections: number) => {
    const { store, id } = given();
    await store.connect({ id: `${id}-${name}`, connectedAt: 1 });
    return store.initialise(`${id}-${name}`, session, limit(maxConnections));
  };

  it('are as many as allowed, and again so when one is closed', async () => {
    const { store, id } = given();
    expect([await open('a', 2), await open('b', 2), await open('c', 2)]).toEqual(['ok', 'ok', 'limit']);
    expect((await store.get(`${id}-c`))?.session).toBeNull();
    await store.disconnect(`${id}-a`);
    expect(await store.initialise(`${id}-c`, session, limit(2))).toBe('ok');
    expect(await open('d', 2)).toBe('limit');
  });

  it('are counted for each user, and only with a session', async () => {
    const { store, id } = given();
    await store.connect({ id: `${id}-silent`, connectedAt: 1 });
    expect(await open('a', 1)).toBe('ok');
    await store.connect({ id, connectedAt: 1 });
    const other = { user: `other-${id}`, maxConnections: 1 };
    expect(await store.initialise(id, session, other)).toBe('ok');
  });

  it('are told apart from those that are initialised already, or are not there', async () => {
    const { store, id } = given();
    expect(await open('a', 1)).toBe('ok');
    expect(await store.initialise(`${id}-a`, session, limit(1))).toBe('already');
    expect(await store.initialise(`${id}-never`, session, limit(1))).toBe('missing');
  });

  it('may be none', async () => {
    expect(await open('a', 0)).toBe('limit');
  });

  it('are no more than allowed when many are opened at the same time', async () => {
    const outcomes = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => open(name, 3)));
    expect(outcomes.filter((outcome) => outcome === 'ok')).toHaveLength(3);
    expect(outcomes.filter((outcome) => outcome === 'limit')).toHaveLength(3);
  });
}

function describeSubscriptions(given: () => Given): void {
  it('refuses a subscription of a connection that is not there', async () => {
    const { store, id, topic } = given();
    expect(await store.subscribe(subscriptionOf(id, 'a', topic), 50)).toBe('missing');
    expect(await rowsOf(store, topic)).toEqual([]);
  });

  it('gives back every field, and none that was absent', async () => {
    const { store, id, topic } = given();
    await store.connect({ id, connectedAt: 1 });
    const variables = { id: 'x', nested: { list: [1, null, 'é'], flag: false }, empty: '' };
    const full = { ...subscriptionOf(id, 'a', topic), operationName: 'Watch', variables };
    expect(await store.subscribe(full, 50)).toBe('ok');
    expect(await store.subscribe(subscriptionOf(id, 'b', topic), 50)).toBe('ok');
    expect(await rowsOf(store, topic)).toStrictEqual([full, subscriptionOf(id, 'b', topic)]);
  });

  it('refuses an operation id in use on the connection, and keeps the first', async () => {
    const { store, id, topic } = given();
    await store.connect({ id, connectedAt: 1 });
    await store.subscribe(subscriptionOf(id, 'a', topic), 50);
    expect(await store.subscribe(subscriptionOf(id, 'a', `${topic}-other`), 50)).toBe('duplicate');
    expect(await rowsOf(store, topic)).toHaveLength(1);
    expect(await rowsOf(store, `${topic}-other`)).toEqual([]);
  });

  it('lets two connections use the same operation id', async () => {
    const { store, id, topic } = given();
    for (const connectionId of [`${id}-1`, `${id}-2`]) {
      await store.connect({ id: connectionId, connectedAt: 1 });
      expect(await store.subscribe(subscriptionOf(connectionId, 'a', topic), 50)).toBe('ok');
    }
    expect(await rowsOf(store, topic)).toHaveLength(2);
  });
}

function describeOperations(given: () => Given): void {
  it('holds at most the given number on a connection, and has room again after unsubscribe', async () => {
    const { store, id, topic } = given();
    await store.connect({ id, connectedAt: 1 });
    expect(await store.subscribe(subscriptionOf(id, 'a', topic), 2)).toBe('ok');
    expect(await store.subscribe(subscriptionOf(id, 'b', topic), 2)).toBe('ok');
    expect(await store.subscribe(subscriptionOf(id, 'c', topic), 2)).toBe('limit');
    expect(await store.subscribe(subscriptionOf(id, 'a', topic), 2)).toBe('duplicate');
    expect(await store.unsubscribe(id, 'a')).toBe(true);
    expect(await store.subscribe(subscriptionOf(id, 'c', topic), 2)).toBe('ok');
    expect(await rowsOf(store, topic)).toHaveLength(2);
  });

  it('keeps the limit under concurrent subscriptions', async () => {
    const { store, id, topic } = given();
    await store.connect({ id, connectedAt: 1 });
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const outcomes = await Promise.all(
      ids.map((each) => store.subscribe(subscriptionOf(id, each, topic), 3)),
    );
    expect(outcomes.filter((outcome) => outcome === 'ok')).toHaveLength(3);
    expect(outcomes.filter((outcome) => outcome === 'limit')).toHaveLength(3);
    expect(await rowsOf(store, topic)).toHaveLength(3);
  });

  it('removes one subscription once', async () => {
    const { store, id, topic } = given();
    await store.connect({ id, connectedAt: 1 });
    await store.subscribe(subscriptionOf(id, 'a', topic), 50);
    await store.subscribe(subscriptionOf(id, 'b', topic), 50);
    expect(await store.unsubscribe(id, 'a')).toBe(true);
    expect(await store.unsubscribe(id, 'a')).toBe(false);
    expect(await store.unsubscribe(id, 'never')).toBe(false);
    expect((await rowsOf(store, topic)).map((row) => row.operationId)).toEqual(['b']);
  });

  it('removes a subscription for one who knows its topic, and none of another topic', async () => {
    const { store, id, topic } = given();
    await store.connect({ id, connectedAt: 1 });
    await store.subscribe(subscriptionOf(id, 'a', topic), 50);
    expect(await store.unsubscribe(id, 'a', `${topic}-other`)).toBe(false);
    expect(await rowsOf(store, topic)).toHaveLength(1);
    expect(await store.unsubscribe(id, 'a', topic)).toBe(true);
    expect(await store.unsubscribe(id, 'a', topic)).toBe(false);
    expect(await rowsOf(store, topic)).toEqual([]);
  });

  it('takes any operation id that the protocol allows', async () => {
    const { store, id, topic } = given();
    await store.connect({ id, connectedAt: 1 });
    const ids = ['#', 'a#b', 'a:b', ' ', '"', 'ü', 'x'.repeat(256)];
    for (const each of ids) expect(await store.subscribe(subscriptionOf(id, each, topic), 50)).toBe('ok');
    expect(new Set((await rowsOf(store, topic)).map((row) => row.operationId))).toEqual(new Set(ids));
    for (const each of ids) expect(await store.unsubscribe(id, each)).toBe(true);
  });
}

function describeSubscribers(given: () => Given): void {
  it('lists exactly the subscriptions of the topic, over as many pages as it takes', async () => {
    const { store, id, topic } = given();
    const expected: string[] = [];
    for (let index = 0; index < 12; index += 1) {
      const connectionId = `${id}-${String(index).padStart(3, '0')}`;
      await store.connect({ id: connectionId, connectedAt: 1 });
      for (const operationId of ['a', 'b']) {
        await store.subscribe(subscriptionOf(connectionId, operationId, topic), 50);
        expected.push(`${connectionId} ${operationId}`);
      }
      await store.subscribe(subscriptionOf(connectionId, 'other', `${topic}0`), 50);
    }
    expect((await rowsOf(store, topic)).map(operationKey)).toEqual(expected);
  });

  it('picks some, without those that are gone or listen to something else', async () => {
    const { store, id, topic } = given();
    await store.connect({ id, connectedAt: 1 });
    for (const each of ['a', 'b', 'c']) await store.subscribe(subscriptionOf(id, each, topic), 50);
    await store.subscribe(subscriptionOf(id, 'other', `${topic}-other`), 50);
    await store.unsubscribe(id, 'b');
    const wanted = ['c', 'b', 'a', 'other', 'never'].map((operationId) => ({
      connectionId: id,
      operationId,
    }));
    const picked = await store.pick(topic, wanted);
    expect([...picked].sort((a, b) => operationKey(a).localeCompare(operationKey(b)))).toStrictEqual([
      subscriptionOf(id, 'a', topic),
      subscriptionOf(id, 'c', topic),
    ]);
    expect(await store.pick(topic, [])).toEqual([]);
  });

  it('lists nothing for a topic without subscriptions', async () => {
    const { store, topic } = given();
    expect(await rowsOf(store, topic)).toEqual([]);
  });

  it('survives the removal of rows while it lists them', async () => {
    const { store, id, topic } = given();
    await store.connect({ id, connectedAt: 1 });
    for (const each of ['a', 'b', 'c']) await store.subscribe(subscriptionOf(id, each, topic), 50);
    for await (const page of store.subscribers(topic)) {
      for (const row of page) await store.unsubscribe(row.connectionId, row.operationId);
    }
    expect(await rowsOf(store, topic)).toEqual([]);
  });
}

function describeDisconnect(given: () => Given): void {
  it('removes the connection and all of its subscriptions, and nothing of others', async () => {
    const { store, id, topic } = given();
    for (const connectionId of [id, `${id}-other`]) {
      await store.connect({ id: connectionId, connectedAt: 1 });
      for (let index = 0; index < 30; index += 1) {
        await store.subscribe(subscriptionOf(connectionId, `operation-${index}`, topic), 50);
      }
    }
    await store.disconnect(id);
    expect(await store.get(id)).toBeNull();
    expect(await store.get(`${id}-other`)).not.toBeNull();
    expect((await rowsOf(store, topic)).map((row) => row.connectionId)).toEqual(
      Array.from({ length: 30 }, () => `${id}-other`),
    );
  });

  it('may be repeated, and may come for a connection that never was', async () => {
    const { store, id } = given();
    await store.connect({ id, connectedAt: 1 });
    await store.disconnect(id);
    await store.disconnect(id);
    await store.disconnect(`${id}-never`);
    expect(await store.initialise(id, session)).toBe('missing');
  });
}
