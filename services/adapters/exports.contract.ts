import type { ExportLists, ExportStore, NewExport, UsageStore } from '../exports/ports';
import { exampleExport } from '../exports/memory';
import { applyTransition, type Transition, type VideoExport } from '../exports/video-export';

type Store = ExportStore & ExportLists & UsageStore;

const LIMITS = { dailyExports: 10, monthlyBudgetUsd: null };
const SLOTS = { concurrentRenders: 1, totalRenders: 20 };
const NOON = '2026-03-01T12:00:00.000Z';

/** An id that sorts after all with a smaller number. */
const idOf = (number: number): string => `exp_01JZ8Q4S4T${String(number).padStart(16, '0')}`;

const propsOf = (id: string): NewExport['props'] => ({
  width: 1920,
  height: 1080,
  fps: 30,
  scenes: [{ id: 'scene-1', template: 'title', props: { title: `Props of ${id}` }, durationInFrames: 90 }],
});

function newExport(
  number: number,
  changes: Partial<VideoExport> = {},
  more: Partial<NewExport> = {},
): NewExport {
  const videoExport = exampleExport({ id: idOf(number), createdAt: NOON, updatedAt: NOON, ...changes });
  return { videoExport, props: propsOf(videoExport.id), idempotency: null, limits: LIMITS, ...more };
}

const withKey = (key: string, inputHash = 'hash') => ({ idempotency: { key, inputHash } });

function after(before: VideoExport, transition: Transition): VideoExport {
  const result = applyTransition(before, transition);
  if (!result.ok) throw new Error(`The test's transition ${transition.type} is refused: ${result.reason}`);
  return result.next;
}

const claim = (before: VideoExport, limits = SLOTS) => ({
  before,
  after: after(before, { type: 'claim', at: NOON, attempt: before.attempt }),
  slot: { action: 'take' as const, limits },
});

const complete = (before: VideoExport, billedUsd: number | null = null) => ({
  before,
  after: after(before, {
    type: 'complete',
    at: NOON,
    attempt: before.attempt,
    renderId: 'render1',
    outputKey: `exports/${before.id}/1.mp4`,
    sizeInBytes: 1234,
    billedUsd,
  }),
  slot: { action: 'release' as const },
});

async function given(store: Store, request: NewExport): Promise<VideoExport> {
  expect(await store.create(request)).toEqual({ type: 'created' });
  return request.videoExport;
}

async function givenRendering(store: Store, request: NewExport): Promise<VideoExport> {
  const change = claim(await given(store, request), { concurrentRenders: 100, totalRenders: 100 });
  expect(await store.save(change)).toBe('saved');
  return change.after;
}

const countOf = (outcomes: readonly { type: string }[], type: string): number =>
  outcomes.filter((outcome) => outcome.type === type).length;

/**
 * The contract of an export store with its lists and usage. `make` gives an empty one for each test: slots and the lists of
 * the living are of the whole stage.
 */
export function describeExportStore(name: string, make: () => Promise<Store>): void {
  describe(`${name} as an ExportStore`, () => {
    let made: Store;
    beforeEach(async () => {
      made = await make();
    });
    const store = (): Store => made;
    describe('create', () => describeCreate(store));
    describe('idempotency keys', () => describeIdempotency(store));
    describe('what a key has made', () => describeKeys(store));
    describe('limits of creating', () => describeLimits(store));
    describe('save', () => describeSave(store));
    describe('slots', () => describeSlots(store));
    describe('slots that are held', () => describeSlotsHeld(store));
    describe('money', () => describeMoney(store));
    describe('progress and downloads', () => describeProgress(store));
    describe('lists of an owner', () => describeLists(store));
    describe('lists of what is alive', () => describeAlive(store));
    describe('user ids', () => describeUserIds(store));
  });
}

function describeCreate(store: () => Store): void {
  it('gives back the export and its props as they were written', async () => {
    const request = newExport(1);
    await given(store(), request);
    expect(await store().get(idOf(1))).toStrictEqual(request.videoExport);
    expect(await store().props(idOf(1))).toStrictEqual(request.props);
  });

  it('knows nothing of what was never written, whatever the id looks like', async () => {
    for (const id of [idOf(9), '', '#', 'exp_', 'x'.repeat(5000), '\u{1f980}'.repeat(600)]) {
      expect(await store().get(id)).toBeNull();
    }
    expect(await store().props(idOf(9))).toBeNull();
    expect(await store().countDownload(idOf(9), NOON)).toBeNull();
  });

  it('leaves nothing behind when it is refused', async () => {
    const refused = newExport(
      1,
      { estimatedUsd: 3 },
      { limits: { dailyExports: 0, monthlyBudgetUsd: 3 }, ...withKey('k') },
    );
    expect(await store().create(refused)).toEqual({ type: 'daily-limit', used: 0 });
    expect(await store().get(idOf(1))).toBeNull();
    expect(await store().props(idOf(1))).toBeNull();
    expect((await store().alive('PENDING', { first: 10, after: null })).items).toEqual([]);
    // The money is not reserved, the key is not remembered and the day is not counted.
    const limits = { dailyExports: 1, monthlyBudgetUsd: 3 };
    await given(store(), newExport(2, { estimatedUsd: 3 }, { limits, ...withKey('k', 'other') }));
  });

  it('does not replace an export that is there', async () => {
    await given(store(), newExport(1));
    await expect(store().create(newExport(1, { title: 'Another' }))).rejects.toThrow();
    expect((await store().get(idOf(1)))?.title).toBe('Example');
    expect((await store().read('user-1', new Date(NOON))).dailyUsed).toBe(1);
  });
}

function describeIdempotency(store: () => Store): void {
  it('answers a known key with the first export when the input is the same', async () => {
    await given(store(), newExport(1, {}, withKey('k')));
    expect(await store().create(newExport(2, {}, withKey('k')))).toEqual({
      type: 'replayed',
      exportId: idOf(1),
    });
    expect(await store().get(idOf(2))).toBeNull();
    expect((await store().read('user-1', new Date(NOON))).dailyUsed).toBe(1);
  });

  it('refuses a known key with another input', async () => {
    await given(store(), newExport(1, {}, withKey('k', 'one')));
    const outcome = await store().create(newExport(2, {}, withKey('k', 'two')));
    expect(outcome).toEqual({ type: 'idempotency-conflict', exportId: idOf(1) });
    expect(await store().get(idOf(2))).toBeNull();
  });

  it.each([
    ['still knows a key a second before its 24 hours are over', 24 * 3600 - 1, 'replayed'],
    ['has forgotten a key after 24 hours', 24 * 3600, 'created'],
  ])('%s', async (_name, seconds, type) => {
    await given(store(), newExport(1, {}, withKey('k')));
    const createdAt = new Date(Date.parse(NOON) + seconds * 1000).toISOString();
    expect(await store().create(newExport(2, { createdAt }, withKey('k')))).toMatchObject({ type });
  });

  it('remembers the newer export once a forgotten key was used again', async () => {
    await given(store(), newExport(1, {}, withKey('k')));
    const createdAt = '2026-03-03T12:00:00.000Z';
    await given(store(), newExport(2, { createdAt }, withKey('k')));
    const again = await store().create(newExport(3, { createdAt }, withKey('k')));
    expect(again).toEqual({ type: 'replayed', exportId: idOf(2) });
  });

  it('answers a known key even when the limits of day and month are reached', async () => {
    const limits = { dailyExports: 1, monthlyBudgetUsd: 1 };
    await given(store(), newExport(1, { estimatedUsd: 1 }, { limits, ...withKey('k', 'one') }));
    const replay = newExport(2, { estimatedUsd: 1 }, { limits, ...withKey('k', 'one') });
    expect(await store().create(replay)).toEqual({ type: 'replayed', exportId: idOf(1) });
    const conflict = newExport(3, { estimatedUsd: 1 }, { limits, ...withKey('k', 'two') });
    expect(await store().create(conflict)).toEqual({ type: 'idempotency-conflict', exportId: idOf(1) });
  });

  it('makes one export of 50 parallel requests with one key', async () => {
    const limits = { dailyExports: 5, monthlyBudgetUsd: null };
    const requests = Array.from({ length: 50 }, (_value, index) =>
      newExport(index, {}, { limits, ...withKey('k') }),
    );
    const outcomes = await Promise.all(requests.map((request) => store().create(request)));
    expect([countOf(outcomes, 'created'), countOf(outcomes, 'replayed')]).toEqual([1, 49]);
    const { items } = await store().alive('PENDING', { first: 100, after: null });
    expect(items).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.type === 'replayed') expect(outcome.exportId).toBe(items[0]?.id);
    }
    expect((await store().read('user-1', new Date(NOON))).dailyUsed).toBe(1);
  });

  it('keeps the keys of users apart, and takes any printable one of 255 characters', async () => {
    const keys = ['#', '%23', 'a#IDEMPOTENCY#b', ' ', '#'.repeat(255), '~'.repeat(255)];
    for (const [index, key] of keys.entries()) {
      await given(store(), newExport(index, { ownerId: 'one' }, withKey(key)));
      await given(store(), newExport(100 + index, { ownerId: 'two' }, withKey(key)));
    }
  });
}

function describeLimits(store: () => Store): void {
  const limits = { dailyExports: 3, monthlyBudgetUsd: null };

  it('refuses what is above the limit of a UTC day, and starts again at midnight', async () => {
    const createdAt = '2026-03-01T23:59:59.999Z';
    for (const number of [1, 2, 3]) await given(store(), newExport(number, { createdAt }, { limits }));
    expect(await store().create(newExport(4, { createdAt }, { limits }))).toEqual({
      type: 'daily-limit',
      used: 3,
    });
    await given(store(), newExport(5, { createdAt: '2026-03-02T00:00:00.000Z' }, { limits }));
    await given(store(), newExport(6, { createdAt, ownerId: 'user-2' }, { limits }));
    expect((await store().read('user-1', new Date(createdAt))).dailyUsed).toBe(3);
    expect((await store().read('user-1', new Date('2026-03-02T12:00:00Z'))).dailyUsed).toBe(1);
  });

  it('accepts exactly one of 12 parallel requests when one is left of the day', async () => {
    for (const number of [1, 2]) await given(store(), newExport(number, {}, { limits }));
    const requests = Array.from({ length: 12 }, (_value, index) => newExport(10 + index, {}, { limits }));
    const outcomes = await Promise.all(requests.map((request) => store().create(request)));
    expect([countOf(outcomes, 'created'), countOf(outcomes, 'daily-limit')]).toEqual([1, 11]);
    expect((await store().read('user-1', new Date(NOON))).dailyUsed).toBe(3);
  });

  it('takes tenths of a dollar until the budget is exactly reached', async () => {
    const budget = { limits: { dailyExports: 100, monthlyBudgetUsd: 0.3 } };
    for (const number of [1, 2, 3]) await given(store(), newExport(number, { estimatedUsd: 0.1 }, budget));
    const outcome = await store().create(newExport(4, { estimatedUsd: 0.1 }, budget));
    expect(outcome).toEqual({ type: 'budget', committedUsd: 0.3 });
    await given(store(), newExport(5, { estimatedUsd: 0 }, budget));
    await given(store(), newExport(6, { estimatedUsd: 0.1, createdAt: '2026-04-01T00:00:00.000Z' }, budget));
  });

  it('refuses what costs more than the whole budget, also as the first of its month', async () => {
    const budget = { limits: { dailyExports: 100, monthlyBudgetUsd: 1 } };
    const outcome = await store().create(newExport(1, { estimatedUsd: 1.01 }, budget));
    expect(outcome).toEqual({ type: 'budget', committedUsd: 0 });
  });

  it('keeps the budget under parallel requests', async () => {
    const budget = { limits: { dailyExports: 100, monthlyBudgetUsd: 1 } };
    const requests = Array.from({ length: 10 }, (_value, index) =>
      newExport(index, { estimatedUsd: 0.3 }, budget),
    );
    const outcomes = await Promise.all(requests.map((request) => store().create(request)));
    expect([countOf(outcomes, 'created'), countOf(outcomes, 'budget')]).toEqual([3, 7]);
  });
}

function describeSave(store: () => Store): void {
  it('writes a change, and refuses another one that was made from the same state', async () => {
    const before = await given(store(), newExport(1));
    const change = claim(before);
    expect(await store().save(change)).toBe('saved');
    expect(await store().save(change)).toBe('conflict');
    expect(await store().get(before.id)).toStrictEqual(change.after);
  });

  it('refuses to change what is not there', async () => {
    expect(await store().save(claim(newExport(1).videoExport))).toBe('conflict');
    expect(await store().get(idOf(1))).toBeNull();
    expect((await store().read('user-1', new Date(NOON))).rendering).toBe(0);
  });

  it('lets exactly one of several parallel changes win', async () => {
    const before = await given(store(), newExport(1));
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => store().save(claim(before))));
    expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'conflict')).toHaveLength(7);
  });

  it('keeps the props through every change', async () => {
    const rendering = await givenRendering(store(), newExport(1));
    await store().save(complete(rendering));
    expect(await store().props(idOf(1))).toStrictEqual(propsOf(idOf(1)));
  });
}

function describeSlots(store: () => Store): void {
  const rendering = async (user = 'user-1') => (await store().read(user, new Date(NOON))).rendering;

  it('holds the limit of a user, and gives the slot back at the end', async () => {
    const [one, two] = [await given(store(), newExport(1)), await given(store(), newExport(2))];
    const first = claim(one);
    expect(await store().save(first)).toBe('saved');
    expect(await store().save(claim(two))).toBe('user-limit');
    expect((await store().get(two.id))?.status).toBe('PENDING');
    expect(await rendering()).toBe(1);
    expect(await store().save(complete(first.after))).toBe('saved');
    expect(await rendering()).toBe(0);
    expect(await store().save(claim(two))).toBe('saved');
  });

  it('holds the limit of the stage over all users', async () => {
    const limits = { concurrentRenders: 5, totalRenders: 2 };
    const all = [];
    for (const number of [1, 2, 3])
      all.push(await given(store(), newExport(number, { ownerId: `user-${number}` })));
    const [one, two, three] = all.map((each) => claim(each, limits)) as [
      ReturnType<typeof claim>,
      ReturnType<typeof claim>,
      ReturnType<typeof claim>,
    ];
    expect(await store().save(one)).toBe('saved');
    expect(await store().save(two)).toBe('saved');
    expect(await store().save(three)).toBe('total-limit');
    expect(await rendering('user-3')).toBe(0);
    await store().save(complete(one.after));
    expect(await store().save(three)).toBe('saved');
  });

  it.each([
    ['a user', { concurrentRenders: 0, totalRenders: 5 }, 'user-limit'],
    ['the stage', { concurrentRenders: 5, totalRenders: 0 }, 'total-limit'],
  ])('lets nobody render at a limit of zero for %s', async (_name, limits, refusal) => {
    expect(await store().save(claim(await given(store(), newExport(1)), limits))).toBe(refusal);
  });

  it('takes one slot for an export that takes it twice, also when all are taken', async () => {
    const { after: claimed } = claim(await givenPending());
    const postponed = after(claimed, { type: 'postpone', at: NOON, attempt: 1 });
    expect(await store().save({ before: claimed, after: postponed, slot: null })).toBe('saved');
    expect(await store().save(claim(postponed))).toBe('saved');
    expect(await rendering()).toBe(1);

    async function givenPending(): Promise<VideoExport> {
      const pending = await given(store(), newExport(1));
      expect(await store().save(claim(pending))).toBe('saved');
      return pending;
    }
  });
}

function describeSlotsHeld(store: () => Store): void {
  const rendering = async () => (await store().read('user-1', new Date(NOON))).rendering;

  it('gives a slot back once, however often it is told', async () => {
    const one = await givenRendering(store(), newExport(1));
    const two = await givenRendering(store(), newExport(2));
    const postponed = after(one, { type: 'postpone', at: NOON, attempt: 1 });
    await store().save({ before: one, after: postponed, slot: { action: 'release' } });
    const failed = after(postponed, {
      type: 'fail',
      at: NOON,
      attempt: 1,
      renderId: null,
      failure: { code: 'INTERNAL', message: 'It failed.', retryable: true },
      billedUsd: null,
    });
    expect(await store().save({ before: postponed, after: failed, slot: { action: 'release' } })).toBe(
      'saved',
    );
    expect(await rendering()).toBe(1);
    await store().save(complete(two));
    expect(await rendering()).toBe(0);
  });

  it('lets exactly as many in as there are slots, of many at once', async () => {
    const pending = [];
    for (let number = 0; number < 10; number += 1) pending.push(await given(store(), newExport(number)));
    const limits = { concurrentRenders: 3, totalRenders: 20 };
    const outcomes = await Promise.all(pending.map((each) => store().save(claim(each, limits))));
    expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(3);
    expect(await rendering()).toBe(3);
  });
}

function describeMoney(store: () => Store): void {
  const limits = { dailyExports: 100, monthlyBudgetUsd: 1 };
  const spent = async (at = NOON) => (await store().read('user-1', new Date(at))).monthlySpentUsd;

  it('turns what was reserved into what was billed when an export ends', async () => {
    const rendering = await givenRendering(store(), newExport(1, { estimatedUsd: 0.9 }, { limits }));
    const next = newExport(2, { estimatedUsd: 0.7 }, { limits });
    expect(await store().create(next)).toEqual({ type: 'budget', committedUsd: 0.9 });
    await store().save(complete(rendering, 0.25));
    expect(await spent()).toBe(0.25);
    expect(await store().create(newExport(3, { estimatedUsd: 0.8 }, { limits }))).toEqual({
      type: 'budget',
      committedUsd: 0.25,
    });
    await given(store(), next);
  });

  it('gives back what was reserved when nothing was billed', async () => {
    const rendering = await givenRendering(store(), newExport(1, { estimatedUsd: 1 }, { limits }));
    await store().save(complete(rendering, null));
    expect(await spent()).toBe(0);
    await given(store(), newExport(2, { estimatedUsd: 1 }, { limits }));
  });

  it('settles in the month in which the export was created', async () => {
    const createdAt = '2026-02-28T23:59:00.000Z';
    const rendering = await givenRendering(store(), newExport(1, { estimatedUsd: 1, createdAt }, { limits }));
    await store().save(complete(rendering, 0.5));
    expect([await spent(createdAt), await spent()]).toEqual([0.5, 0]);
  });

  it('settles once, since a terminal state is written once', async () => {
    const rendering = await givenRendering(store(), newExport(1, { estimatedUsd: 1 }, { limits }));
    const change = complete(rendering, 0.4);
    const outcomes = await Promise.all([store().save(change), store().save(change)]);
    expect(outcomes.sort()).toEqual(['conflict', 'saved']);
    expect(await spent()).toBe(0.4);
  });
}

function describeKeys(store: () => Store): void {
  const idempotency = { key: 'a key', inputHash: 'hash' };

  it('tells what a key made, to its owner only, for 24 hours', async () => {
    await given(store(), newExport(1, {}, { idempotency }));
    const [soon, later] = ['2026-03-02T11:59:59.000Z', '2026-03-02T12:00:01.000Z'];
    const { ownerId } = exampleExport();
    expect(await store().madeWith(ownerId, 'a key', soon)).toEqual({ exportId: idOf(1), inputHash: 'hash' });
    expect(await store().madeWith(ownerId, 'a key', later)).toBeNull();
    expect(await store().madeWith(ownerId, 'another', soon)).toBeNull();
    expect(await store().madeWith('somebody else', 'a key', soon)).toBeNull();
  });
}

function describeProgress(store: () => Store): void {
  const at = (ms: number): string => new Date(Date.parse(NOON) + ms).toISOString();
  const tick = (progress: number, ms: number, attempt = 1, renderId = 'own') =>
    store().recordProgress({
      exportId: idOf(1),
      attempt,
      renderId,
      progress,
      at: at(ms),
      minIntervalMs: 900,
    });

  it('raises progress with a version and a time of its own, and changes nothing else', async () => {
    const before = await givenRendering(store(), newExport(1));
    const raised = await tick(0.5, 0);
    expect(raised).toStrictEqual({ ...before, progress: 0.5, version: before.version + 1, updatedAt: at(0) });
    expect(await store().get(idOf(1))).toStrictEqual(raised);
  });

  it('never lowers it, and writes nothing for the same', async () => {
    const before = await givenRendering(store(), newExport(1));
    await tick(0.5, 0);
    expect(await tick(0.5, 5000)).toBeNull();
    expect(await tick(0.4, 5000)).toBeNull();
    expect(await store().get(idOf(1))).toMatchObject({ progress: 0.5, version: before.version + 1 });
  });

  it('lets the shortest interval pass between two rises', async () => {
    await givenRendering(store(), newExport(1));
    expect(await tick(0.1, 0)).not.toBeNull();
    expect(await tick(0.2, 899)).toBeNull();
    expect(await tick(0.3, 900)).toMatchObject({ progress: 0.3 });
  });

  it('ignores another attempt, an export that does not render, and one that is not there', async () => {
    expect(await tick(0.5, 0)).toBeNull();
    const pending = await given(store(), newExport(1));
    expect(await tick(0.5, 0)).toBeNull();
    const { after: rendering } = claim(pending);
    await store().save(claim(pending));
    expect(await tick(0.5, 0, 2)).toBeNull();
    await store().save(complete(rendering));
    expect(await tick(1.5, 0)).toBeNull();
    expect(await store().get(idOf(1))).toMatchObject({ status: 'COMPLETED', progress: 1 });
  });

  it('ignores another render of the attempt once its own is known', async () => {
    const before = await givenRendering(store(), newExport(1));
    const render = { renderId: 'own', bucketName: 'renders' };
    await store().save({ before, after: { ...before, render, version: before.version + 1 }, slot: null });
    expect(await tick(0.5, 0, 1, 'orphan')).toBeNull();
    expect(await tick(0.5, 0)).toMatchObject({ progress: 0.5, render });
  });

  it('makes a change that was computed before the rise a conflict', async () => {
    const before = await givenRendering(store(), newExport(1));
    await tick(0.5, 0);
    expect(await store().save(complete(before))).toBe('conflict');
  });

  it('counts every download, also parallel ones, and raises the version', async () => {
    const before = await given(store(), newExport(1));
    await Promise.all(Array.from({ length: 5 }, () => store().countDownload(idOf(1), at(1))));
    const counted = { ...before, downloadCount: 5, version: before.version + 5, updatedAt: at(1) };
    expect(await store().get(idOf(1))).toStrictEqual(counted);
  });
}

function describeLists(store: () => Store): void {
  const everything = { projectId: null, status: null };
  const ids = (items: readonly { id: string }[]): string[] => items.map(({ id }) => id);
  const limits = { dailyExports: 1000, monthlyBudgetUsd: null };

  it('lists the exports of an owner newest first, over pages that miss and double nothing', async () => {
    for (const number of [2, 1, 4, 3, 5]) await given(store(), newExport(number));
    await given(store(), newExport(6, { ownerId: 'user-2' }));
    const seen: string[] = [];
    let after: string | null = null;
    for (const more of [true, true, false]) {
      const page = await store().byOwner('user-1', { first: 2, after, ...everything });
      expect(page.hasNextPage).toBe(more);
      seen.push(...ids(page.items));
      after = page.items.at(-1)?.id ?? null;
    }
    expect(seen).toEqual([5, 4, 3, 2, 1].map(idOf));
    expect(await store().byOwner('user-1', { first: 2, after, ...everything })).toEqual({
      items: [],
      hasNextPage: false,
    });
    expect((await store().byOwner('user-1', { first: 5, after: null, ...everything })).hasNextPage).toBe(
      false,
    );
  });

  it('filters by project and by state, also where matches are rare among more rows than a query gives', async () => {
    const numbers = Array.from({ length: 230 }, (_value, index) => index);
    await inTurns(numbers, (number) =>
      store().create(
        newExport(number, { projectId: number % 100 === 7 ? 'prj_rare' : 'prj_often' }, { limits }),
      ),
    );
    const rare = { projectId: 'prj_rare', status: null };
    const first = await store().byOwner('user-1', { first: 2, after: null, ...rare });
    expect([ids(first.items), first.hasNextPage]).toEqual([[207, 107].map(idOf), true]);
    const second = await store().byOwner('user-1', { first: 2, after: idOf(107), ...rare });
    expect([ids(second.items), second.hasNextPage]).toEqual([[idOf(7)], false]);
    const all = await store().byOwner('user-1', { first: 100, after: null, ...everything });
    expect([all.items.length, all.hasNextPage]).toEqual([100, true]);
    const rendering = { projectId: null, status: 'RENDERING' as const };
    expect((await store().byOwner('user-1', { first: 5, after: null, ...rendering })).items).toEqual([]);
    await store().save(claim((await store().get(idOf(0))) as VideoExport));
    expect(ids((await store().byOwner('user-1', { first: 5, after: null, ...rendering })).items)).toEqual([
      idOf(0),
    ]);
  });
}

function describeAlive(store: () => Store): void {
  const ids = (items: readonly { id: string }[]): string[] => items.map(({ id }) => id);
  const limits = { dailyExports: 1000, monthlyBudgetUsd: null };

  it('lists what is alive oldest first with owner and attempt, and nothing that has ended', async () => {
    for (const number of [3, 1, 2]) await given(store(), newExport(number, { ownerId: `user-${number}` }));
    const rendering = await givenRendering(store(), newExport(4));
    const pending = await store().alive('PENDING', { first: 2, after: null });
    expect(pending).toEqual({
      items: [1, 2].map((number) => ({ id: idOf(number), ownerId: `user-${number}`, attempt: 1 })),
      hasNextPage: true,
    });
    const rest = await store().alive('PENDING', { first: 2, after: idOf(2) });
    expect([ids(rest.items), rest.hasNextPage]).toEqual([[idOf(3)], false]);
    expect(ids((await store().alive('RENDERING', { first: 9, after: null })).items)).toEqual([idOf(4)]);
    await store().save(complete(rendering));
    expect(await store().alive('RENDERING', { first: 9, after: null })).toEqual({
      items: [],
      hasNextPage: false,
    });
  });

  it('shows one more than a page asks for only as the next page', async () => {
    await inTurns(
      Array.from({ length: 120 }, (_value, index) => index),
      (number) => store().create(newExport(number, {}, { limits })),
    );
    const page = await store().alive('PENDING', { first: 119, after: null });
    expect([page.items.length, page.hasNextPage]).toEqual([119, true]);
    expect((await store().alive('PENDING', { first: 120, after: null })).hasNextPage).toBe(false);
  });
}

/** Runs an action for each, ten at a time: parallel writes to one day's count wait for each other. */
async function inTurns<T>(all: readonly T[], action: (each: T) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < all.length; start += 10) {
    await Promise.all(all.slice(start, start + 10).map(action));
  }
}

function describeUserIds(store: () => Store): void {
  const userIds = [
    'a',
    'a#EXPORTS',
    'a#PROJECTS',
    'a#IDEMPOTENCY#k',
    'a%23EXPORTS',
    '#',
    '%',
    '%2523',
    ' ',
    'ü',
    'u\u0308',
    '日本'.repeat(127),
    '字'.repeat(255),
    '🦀'.repeat(127),
    '#'.repeat(255),
    '%'.repeat(255),
    'x'.repeat(255),
    'x'.repeat(254),
  ];

  it('keeps a user and a key apart from another user and key that read the same together', async () => {
    const pairs = [
      ['a', 'b#IDEMPOTENCY#c'],
      ['a#IDEMPOTENCY#b', 'c'],
      ['a%23IDEMPOTENCY%23b', 'c'],
    ] as const;
    for (const [index, [ownerId, key]] of pairs.entries()) {
      await given(store(), newExport(index, { ownerId }, withKey(key)));
    }
  });

  it('keeps users apart, whatever their ids are made of', async () => {
    const limits = { dailyExports: 1, monthlyBudgetUsd: 1 };
    for (const [index, ownerId] of userIds.entries()) {
      const request = newExport(index, { ownerId, estimatedUsd: 1 }, { limits, ...withKey('k') });
      expect(await store().save(claim(await given(store(), request)))).toBe('saved');
    }
    for (const [index, ownerId] of userIds.entries()) {
      const { items } = await store().byOwner(ownerId, {
        first: 10,
        after: null,
        projectId: null,
        status: null,
      });
      expect(items.map(({ id }) => id)).toEqual([idOf(index)]);
      expect(await store().read(ownerId, new Date(NOON))).toEqual({
        dailyUsed: 1,
        rendering: 1,
        monthlySpentUsd: 0,
      });
    }
  });
}
