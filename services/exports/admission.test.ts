import fc from 'fast-check';
import { admitWaiting, afterEnd, createTurns } from './admission';
import { cancelExport } from './cancel';
import { finishRender } from './finish';
import { createDomain, exampleExport } from './memory';
import type { AliveExport } from './ports';
import { startExport } from './start';
import type { VideoExport } from './video-export';

type Domain = ReturnType<typeof createDomain>;

const CAUSE = { causationId: 'evt_2' };
const props = { width: 1920, height: 1080, fps: 30, scenes: [] };

async function given(domain: Domain, changes: Partial<VideoExport> = {}): Promise<string> {
  const at = domain.clock().toISOString();
  const id = domain.ids('exp');
  const videoExport = exampleExport({ id, cacheKey: id, createdAt: at, updatedAt: at, ...changes });
  const limits = { dailyExports: 10_000, monthlyBudgetUsd: null, mutationsPerMinute: 10_000 };
  await domain.exports.create({ videoExport, props, idempotency: null, limits, projectVersion: null });
  return videoExport.id;
}

const start = (domain: Domain, exportId: string, ownerId = 'user-1') =>
  startExport(domain, { exportId, attempt: 1, ownerId, causationId: 'evt_1' });
const asked = (domain: Domain): string[] =>
  domain.events.published.map(({ detail }) => (detail.data as { exportId: string }).exportId);

describe('fair turns', () => {
  const at = '2026-03-01T12:00:00.000Z';
  const earlier = '2026-03-01T11:59:59.999Z';
  const later = '2026-03-01T12:00:00.001Z';
  const idOf = (number: number): string => `exp_${String(number).padStart(4, '0')}`;

  const stage = fc.record({
    owners: fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 20 }),
    notBefore: fc.array(fc.constantFrom(null, null, earlier, at, later), { minLength: 20, maxLength: 20 }),
    shuffle: fc.array(fc.nat(), { minLength: 20, maxLength: 20 }),
    rendering: fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 8 }),
    perUser: fc.integer({ min: 1, max: 4 }),
    /** Whether each export that is tried gets a slot. */
    isTaken: fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }),
  });

  type Stage = typeof stage extends fc.Arbitrary<infer T> ? T : never;
  const waitingOf = ({ owners, notBefore, shuffle }: Stage): AliveExport[] =>
    owners
      .map((ownerId, index) => ({
        ...{ id: idOf(index), ownerId, attempt: 1, batchId: null },
        notBefore: notBefore[index] ?? null,
      }))
      .sort(
        (one, other) => (shuffle[Number(one.id.slice(4))] ?? 0) - (shuffle[Number(other.id.slice(4))] ?? 0),
      );

  it('never give a user more than may be, prefer who has fewer, and go oldest first within a user', () => {
    fc.assert(
      fc.property(stage, (all) => {
        const { rendering, perUser, isTaken } = all;
        const waiting = waitingOf(all);
        const running = new Map<string, number>();
        for (const ownerId of rendering) running.set(ownerId, (running.get(ownerId) ?? 0) + 1);
        const count = (ownerId: string): number => running.get(ownerId) ?? 0;
        const left = new Set(waiting.filter(({ notBefore }) => (notBefore ?? at) <= at).map(({ id }) => id));
        const oldestOf = (ownerId: string): string | undefined =>
          waiting
            .filter((one) => one.ownerId === ownerId && left.has(one.id))
            .map(({ id }) => id)
            .sort()[0];

        const turns = createTurns(
          waiting,
          rendering.map((ownerId) => ({ ownerId })),
          { perUser, at },
        );
        for (let tried = 0; ; tried += 1) {
          const next = turns.next();
          const eligible = ['a', 'b', 'c', 'd'].filter(
            (ownerId) => count(ownerId) < perUser && oldestOf(ownerId) !== undefined,
          );
          if (next === null) {
            // Everybody is served who can be.
            expect(eligible).toEqual([]);
            break;
          }
          expect(eligible).toContain(next.ownerId);
          expect(next.id).toBe(oldestOf(next.ownerId));
          for (const other of eligible) {
            expect(count(next.ownerId)).toBeLessThanOrEqual(count(other));
            if (count(other) === count(next.ownerId)) expect(next.id <= (oldestOf(other) ?? '')).toBe(true);
          }
          left.delete(next.id);
          if (isTaken[tried] === true) {
            turns.took(next.ownerId);
            running.set(next.ownerId, count(next.ownerId) + 1);
          }
        }
      }),
    );
  });

  it('pass over a user who has no slot left, whatever was known', () => {
    const one = (number: number, ownerId: string) => ({
      id: idOf(number),
      ownerId,
      attempt: 1,
      notBefore: null,
      batchId: null,
    });
    const turns = createTurns([one(1, 'a'), one(2, 'a'), one(3, 'b')], [], { perUser: 9, at });
    expect(turns.next()?.id).toBe(idOf(1));
    turns.full('a');
    expect([turns.next()?.id, turns.next()]).toEqual([idOf(3), null]);
  });

  it('leave out whose time has not come', () => {
    const waiting = [later, at, null].map((notBefore, index) => ({
      ...{ id: idOf(index), ownerId: 'a', attempt: 1, batchId: null },
      notBefore,
    }));
    const turns = createTurns(waiting, [], { perUser: 9, at });
    expect([turns.next()?.id, turns.next()?.id, turns.next()]).toEqual([idOf(1), idOf(2), null]);
  });
});

describe('admission', () => {
  it('asks for the oldest of each user, oldest first', async () => {
    const domain = createDomain();
    const ids = [];
    for (const ownerId of ['a', 'a', 'b', 'a', 'c', 'b']) ids.push(await given(domain, { ownerId }));
    expect(await admitWaiting(domain, 'evt_1')).toBe(3);
    expect(asked(domain)).toEqual([ids[0], ids[2], ids[4]]);
  });

  it('asks for as many of a user as may render, less those that do', async () => {
    const domain = createDomain({ concurrentRenders: 3 });
    const ids = [];
    for (let number = 0; number < 5; number += 1) ids.push(await given(domain));
    await start(domain, ids[0] as string);
    expect(await admitWaiting(domain, 'evt_1')).toBe(2);
    expect(asked(domain)).toEqual([ids[1], ids[2]]);
  });

  it('asks for one more than there seems to be room for, since the index lags', async () => {
    const domain = createDomain({ totalRenders: 2 });
    const ids = [];
    for (const ownerId of ['a', 'b', 'c', 'd']) ids.push(await given(domain, { ownerId }));
    await start(domain, ids[0] as string, 'a');
    expect(await admitWaiting(domain, 'evt_1')).toBe(2);
    // One that has just ended may still be in the index: it is not counted.
    domain.events.published.length = 0;
    expect(await admitWaiting(domain, 'evt_1', { endedId: ids[0] as string })).toBe(3);
  });

  it('asks for nobody when nobody waits', async () => {
    const domain = createDomain();
    await start(domain, await given(domain));
    expect(await admitWaiting(domain, 'evt_1')).toBe(0);
    expect(domain.events.published).toEqual([]);
  });

  it('asks for 50 at once at most', async () => {
    const domain = createDomain({ totalRenders: 100 });
    const ids = [];
    for (let number = 0; number < 60; number += 1)
      ids.push(await given(domain, { ownerId: `user-${number}` }));
    expect(await admitWaiting(domain, 'evt_1')).toBe(50);
    expect(asked(domain)).toEqual(ids.slice(0, 50));
  });

  it('leaves out what is younger than it was told', async () => {
    const domain = createDomain();
    const old = await given(domain, { ownerId: 'a' });
    const young = await given(domain, { ownerId: 'b' });
    expect(await admitWaiting(domain, 'evt_1', { newestId: old })).toBe(1);
    expect(asked(domain)).toEqual([old]);
    expect(young > old).toBe(true);
  });

  it('throws when the events cannot be sent, so that the caller is tried again', async () => {
    const domain = createDomain();
    await given(domain);
    domain.events.failure = new Error('EventBridge is down');
    await expect(admitWaiting(domain, 'evt_1')).rejects.toThrow('EventBridge is down');
  });
});

describe('what follows an end', () => {
  const key = (exportId: string): string => `exports/${exportId}/1.mp4`;
  const cancel = (domain: Domain, exportId: string) =>
    cancelExport(domain, { userId: 'user-1', requestId: 'request-1' }, exportId);
  const unacknowledged = async (domain: Domain) =>
    (await domain.lists.alive('ENDED', { first: 9, after: null })).items.map(({ id }) => id);

  it('tells who watches, asks for the next one, and acknowledges last', async () => {
    const domain = createDomain();
    const [first, second] = [await given(domain), await given(domain)];
    await start(domain, first);
    await cancel(domain, first);
    domain.events.published.length = 0;
    const order: string[] = [];
    const note = <T extends object>(port: T, names: readonly string[]): T =>
      new Proxy(port, {
        get: (target, name) => {
          const method: unknown = Reflect.get(target, name);
          if (typeof method !== 'function') return method;
          return (...all: unknown[]): unknown => {
            if (names.includes(String(name))) order.push(String(name));
            return (method as (...values: unknown[]) => unknown).apply(target, all);
          };
        },
      });
    const noted = {
      ...domain,
      exports: note(domain.exports, ['acknowledgeEnd']),
      watchers: note(domain.watchers, ['concluded']),
      events: note(domain.events, ['publish']),
    };
    expect(await afterEnd(noted, first, CAUSE)).toBe(1);
    expect(order).toEqual(['concluded', 'publish', 'acknowledgeEnd']);
    expect(asked(domain)).toEqual([second]);
    expect(domain.watchers.concludedEnds).toEqual([await domain.exports.get(first)]);
    expect(await unacknowledged(domain)).toEqual([]);
  });

  it('is not acknowledged when the next one could not be asked for, so that it is tried again', async () => {
    const domain = createDomain();
    const [first] = [await given(domain), await given(domain)];
    await cancel(domain, first);
    domain.events.failure = new Error('EventBridge is down');
    await expect(afterEnd(domain, first, CAUSE)).rejects.toThrow('EventBridge is down');
    expect(await unacknowledged(domain)).toEqual([first]);
  });

  describe('of which not all could be told', () => {
    async function givenUntold() {
      const domain = createDomain();
      const [ended, waiting] = [await given(domain), await given(domain)];
      await cancel(domain, ended);
      domain.events.published.length = 0;
      domain.watchers.failure = new Error('Query is throttled');
      return { domain, ended, waiting };
    }

    it('lets the next one begin, is not acknowledged, and is told when its event comes again', async () => {
      const { domain, ended, waiting } = await givenUntold();
      await expect(afterEnd(domain, ended, CAUSE)).rejects.toThrow('Query is throttled');
      expect(asked(domain)).toEqual([waiting]);
      expect(await unacknowledged(domain)).toEqual([ended]);
      domain.watchers.failure = null;
      await afterEnd(domain, ended, CAUSE);
      expect(domain.watchers.concludedEnds.map(({ id }) => id)).toEqual([ended]);
      expect(await unacknowledged(domain)).toEqual([]);
    });

    it('is acknowledged all the same once no subscription can be left', async () => {
      const { domain, ended } = await givenUntold();
      domain.clock.advance(130 * 60_000);
      await expect(afterEnd(domain, ended, CAUSE)).rejects.toThrow('Query is throttled');
      domain.clock.advance(1);
      await afterEnd(domain, ended, CAUSE);
      expect(await unacknowledged(domain)).toEqual([]);
      expect(domain.log.lines.at(-1)).toMatchObject({
        level: 'warn',
        message: 'An end that not all were told of is too old to be told.',
        details: { exportId: ended },
      });
    });
  });

  it('asks all who wait for the file, once it is there, and none who has ended', async () => {
    const domain = createDomain({ concurrentRenders: 9 });
    const same = { cacheKey: 'shared' };
    const ids = [];
    for (let number = 0; number < 4; number += 1) ids.push(await given(domain, same));
    const [leader, one, two, three] = ids as [string, string, string, string];
    expect(await start(domain, leader)).toBe('started');
    for (const id of [one, two, three]) expect(await start(domain, id)).toBe('following');
    await cancel(domain, two);
    domain.outputs.sizes.set(key(leader), 1);
    const outcome = { type: 'success', billedUsd: 0 } as const;
    const request = { exportId: leader, attempt: 1, renderId: 'render1', outcome, causationId: 'webhook' };
    expect(await finishRender(domain, request)).toEqual({ type: 'completed' });
    domain.events.published.length = 0;
    await afterEnd(domain, leader, CAUSE);
    expect(asked(domain).slice(0, 2)).toEqual([one, three]);
    for (const id of [one, three]) expect(await start(domain, id)).toBe('reused');
  });

  it('lets another export lead when the leader has failed', async () => {
    const domain = createDomain({ concurrentRenders: 9 });
    const [leader, follower] = [
      await given(domain, { cacheKey: 'shared' }),
      await given(domain, { cacheKey: 'shared' }),
    ];
    await start(domain, leader);
    expect(await start(domain, follower)).toBe('following');
    await cancel(domain, leader);
    domain.events.published.length = 0;
    await afterEnd(domain, leader, CAUSE);
    expect(asked(domain)).toEqual([follower]);
    expect(await start(domain, follower)).toBe('started');
  });

  it('of an export that was deleted since still lets the next one begin', async () => {
    const domain = createDomain();
    const waiting = await given(domain);
    expect(await afterEnd(domain, 'exp_gone', CAUSE)).toBe(1);
    expect(asked(domain)).toEqual([waiting]);
    expect(domain.watchers.concludedEnds).toEqual([]);
  });
});
