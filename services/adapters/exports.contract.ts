import type {
  ExportChange,
  ExportLists,
  ExportStore,
  NewExport,
  RateLimiter,
  SlotBook,
  SlotLimits,
  UsageStore,
} from '../exports/ports';
import { exampleExport, exampleProject } from '../exports/memory';
import { applyTransition, type Transition, type VideoExport } from '../exports/video-export';
import type { ProjectStore } from '../projects/ports';

type Store = ExportStore & ExportLists & UsageStore & RateLimiter & { readonly slots: SlotBook };

/** A store and the projects that it looks at when an export is created. */
export interface ExportStoreWorld {
  readonly store: Store;
  readonly projects: ProjectStore;
}

const LIMITS = { dailyExports: 10, monthlyBudgetUsd: null, mutationsPerMinute: 10_000 };
const SLOTS: SlotLimits = {
  ...{ concurrentRenders: 1, totalRenders: 20, totalFunctions: 900, monthlyBudgetUsd: null },
};
const NOON = '2026-03-01T12:00:00.000Z';

const CLIENT = { device: 'DESKTOP', browser: 'FIREFOX', os: 'LINUX' } as const;

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
  const at = { createdAt: NOON, updatedAt: NOON };
  const videoExport = exampleExport({ id: idOf(number), cacheKey: `file-${number}`, ...at, ...changes });
  const common = { idempotency: null, limits: LIMITS, projectVersion: null };
  return { videoExport, props: propsOf(videoExport.id), ...common, ...more };
}

const withKey = (key: string, inputHash = 'hash') => ({ idempotency: { key, inputHash } });

function after(before: VideoExport, transition: Transition): VideoExport {
  const result = applyTransition(before, transition);
  if (!result.ok) throw new Error(`The test's transition ${transition.type} is refused: ${result.reason}`);
  return result.next;
}

const change = (
  before: VideoExport,
  transition: Transition,
  limits: Partial<SlotLimits> = {},
): ExportChange => ({
  before,
  after: after(before, transition),
  limits: { ...SLOTS, ...limits },
});

const claim = (before: VideoExport, limits: Partial<SlotLimits> = {}, functions = 1): ExportChange =>
  change(before, { type: 'claim', at: NOON, attempt: before.attempt, functions }, limits);

const postpone = (before: VideoExport): ExportChange =>
  change(before, { type: 'postpone', at: NOON, attempt: before.attempt, notBefore: null });

const fileOf = ({ id, attempt }: VideoExport): string => `exports/${id}/${attempt}.mp4`;

const complete = (before: VideoExport, attemptUsd: number | null = null): ExportChange =>
  change(before, {
    type: 'complete',
    at: NOON,
    attempt: before.attempt,
    renderId: 'render1',
    outputKey: fileOf(before),
    sizeInBytes: 1234,
    attemptUsd,
  });

const fail = (before: VideoExport, attemptUsd: number | null = null): ExportChange =>
  change(before, {
    type: 'fail',
    at: NOON,
    attempt: before.attempt,
    renderId: null,
    failure: { code: 'INTERNAL', message: 'It failed.', retryable: true, sceneId: null },
    attemptUsd,
  });

async function given(store: Store, request: NewExport): Promise<VideoExport> {
  expect(await store.create(request)).toEqual({ type: 'created' });
  return request.videoExport;
}

async function givenRendering(store: Store, request: NewExport): Promise<VideoExport> {
  const limits = { concurrentRenders: 100, totalRenders: 100 };
  return saved(store, claim(await given(store, request), limits));
}

/** Writes a change that must be possible, and gives the new state. */
async function saved(store: Store, wanted: ExportChange): Promise<VideoExport> {
  expect(await store.save(wanted)).toBe('saved');
  return wanted.after;
}

const countOf = (outcomes: readonly { type: string }[], type: string): number =>
  outcomes.filter((outcome) => outcome.type === type).length;

/**
 * The contract of an export store with its lists and usage. `make` gives an empty one for each test: slots and the lists of
 * the living are of the whole stage.
 */
export function describeExportStore(name: string, make: () => Promise<ExportStoreWorld>): void {
  describe(`${name} as an ExportStore`, () => {
    let made: ExportStoreWorld;
    beforeEach(async () => {
      made = await make();
    });
    const store = (): Store => made.store;
    describe('projects', () => describeProjects(() => made));
    describe('create', () => describeCreate(store));
    describe('idempotency keys', () => describeIdempotency(store));
    describe('what a key has made', () => describeKeys(store));
    describe('limits of creating', () => describeLimits(store));
    describe('save', () => describeSave(store));
    describe('slots', () => describeSlots(store));
    describe('slots that are held', () => describeSlotsHeld(store));
    describe('money', () => describeMoney(store));
    describe('money of several attempts', () => describeRetries(store));
    describe('functions that come with slots', () => describeFunctions(store));
    describe('the book of slots', () => describeBook(store));
    describe('files that are shared', () => describeFiles(store));
    describe('sharing a file', () => describeSharing(store));
    describe('removing', () => describeRemoval(store));
    describe('removing what shares a file', () => describeSharedRemoval(store));
    describe('keys of removed exports', () => describeRemovedKeys(store));
    describe('mutations of a minute', () => describeMinutes(store));
    describe('watching', () => describeWatching(store));
    describe('progress and downloads', () => describeProgress(store));
    describe('lists of an owner', () => describeLists(store));
    describe('lists of what is alive', () => describeAlive(store));
    describe('lists of what is left to be done', () => describeUnfinished(store));
    describe('user ids', () => describeUserIds(store));
  });
}

function describeCreate(store: () => Store): void {
  it('gives back the export and its props as they were written', async () => {
    const request = newExport(1);
    await given(store(), request);
    expect(await store().get(idOf(1))).toStrictEqual(request.videoExport);
    expect(await store().watched(idOf(1))).toStrictEqual({
      videoExport: request.videoExport,
      subscribers: [],
    });
    expect(await store().props(idOf(1))).toStrictEqual(request.props);
  });

  it('knows nothing of what was never written, whatever the id looks like', async () => {
    for (const id of [idOf(9), '', '#', 'exp_', 'x'.repeat(5000), '\u{1f980}'.repeat(600)]) {
      expect(await store().get(id)).toBeNull();
      expect(await store().watched(id)).toBeNull();
    }
    expect(await store().props(idOf(9))).toBeNull();
    expect(await store().countDownload({ id: idOf(9), ownerId: 'user-1' }, NOON, CLIENT)).toBe(false);
  });

  it('leaves nothing behind when it is refused', async () => {
    const refused = newExport(
      1,
      { estimatedUsd: 3 },
      { limits: { ...LIMITS, dailyExports: 0, monthlyBudgetUsd: 3 }, ...withKey('k') },
    );
    expect(await store().create(refused)).toEqual({ type: 'daily-limit', used: 0 });
    expect(await store().get(idOf(1))).toBeNull();
    expect(await store().props(idOf(1))).toBeNull();
    expect((await store().alive('PENDING', { first: 10, after: null })).items).toEqual([]);
    // The money is not reserved, the key is not remembered and the day is not counted.
    const limits = { ...LIMITS, dailyExports: 1, monthlyBudgetUsd: 3 };
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
    const limits = { ...LIMITS, dailyExports: 1, monthlyBudgetUsd: 1 };
    await given(store(), newExport(1, { estimatedUsd: 1 }, { limits, ...withKey('k', 'one') }));
    const replay = newExport(2, { estimatedUsd: 1 }, { limits, ...withKey('k', 'one') });
    expect(await store().create(replay)).toEqual({ type: 'replayed', exportId: idOf(1) });
    const conflict = newExport(3, { estimatedUsd: 1 }, { limits, ...withKey('k', 'two') });
    expect(await store().create(conflict)).toEqual({ type: 'idempotency-conflict', exportId: idOf(1) });
  });

  it('makes one export of 50 parallel requests with one key', async () => {
    const limits = { ...LIMITS, dailyExports: 5, monthlyBudgetUsd: null };
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
  const limits = { ...LIMITS, dailyExports: 3, monthlyBudgetUsd: null };

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
    const budget = { limits: { ...LIMITS, dailyExports: 100, monthlyBudgetUsd: 0.3 } };
    for (const number of [1, 2, 3]) await given(store(), newExport(number, { estimatedUsd: 0.1 }, budget));
    const outcome = await store().create(newExport(4, { estimatedUsd: 0.1 }, budget));
    expect(outcome).toEqual({ type: 'budget', committedUsd: 0.3 });
    await given(store(), newExport(5, { estimatedUsd: 0 }, budget));
    await given(store(), newExport(6, { estimatedUsd: 0.1, createdAt: '2026-04-01T00:00:00.000Z' }, budget));
  });

  it('refuses what costs more than the whole budget, also as the first of its month', async () => {
    const budget = { limits: { ...LIMITS, dailyExports: 100, monthlyBudgetUsd: 1 } };
    const outcome = await store().create(newExport(1, { estimatedUsd: 1.01 }, budget));
    expect(outcome).toEqual({ type: 'budget', committedUsd: 0 });
  });

  it('keeps the budget under parallel requests', async () => {
    const budget = { limits: { ...LIMITS, dailyExports: 100, monthlyBudgetUsd: 1 } };
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
    const first = claim(before);
    expect(await store().save(first)).toBe('saved');
    expect(await store().save(first)).toBe('conflict');
    expect(await store().get(before.id)).toStrictEqual(first.after);
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
    const postponed = await saved(store(), postpone(claimed));
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
    const postponed = await saved(store(), postpone(one));
    await saved(store(), fail(postponed));
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
  const limits = { ...LIMITS, dailyExports: 100, monthlyBudgetUsd: 1 };
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
    const end = complete(rendering, 0.4);
    const outcomes = await Promise.all([store().save(end), store().save(end)]);
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

function describeProjects(world: () => ExportStoreWorld): void {
  const project = exampleProject();

  it('are looked at: an export of an older version, or of one that is gone, leaves nothing behind', async () => {
    const { store, projects } = world();
    const request = newExport(1, {}, { projectVersion: 1, ...withKey('k') });
    expect(await store.create(request)).toEqual({ type: 'project-changed' });
    await projects.put(project);
    await projects.put({ ...project, version: 2 });
    expect(await store.create(request)).toEqual({ type: 'project-changed' });
    expect(await store.get(idOf(1))).toBeNull();
    expect(await store.read('user-1', new Date(NOON))).toMatchObject({
      dailyUsed: 0,
      monthlyCommittedUsd: 0,
    });
    await given(store, { ...request, projectVersion: 2 });
  });

  it('do not matter to an export that asks for no version, nor to a key that is known', async () => {
    const { store, projects } = world();
    await given(store, newExport(1));
    await projects.put(project);
    await given(store, newExport(2, {}, { projectVersion: 1, ...withKey('k') }));
    await projects.put({ ...project, version: 2 });
    const again = newExport(3, {}, { projectVersion: 1, ...withKey('k') });
    expect(await store.create(again)).toEqual({ type: 'replayed', exportId: idOf(2) });
  });
}

function describeRetries(store: () => Store): void {
  const limits = { ...LIMITS, dailyExports: 100, monthlyBudgetUsd: 2 };
  const usage = () => store().read('user-1', new Date(NOON));
  const retry = (before: VideoExport, attemptUsd: number, monthlyBudgetUsd: number | null): ExportChange => {
    const { attempt, strain } = before;
    const next = { renderId: 'render1', notBefore: '2026-03-01T12:00:04.000Z', counts: true, strain };
    return change(before, { type: 'retry', at: NOON, attempt, attemptUsd, ...next }, { monthlyBudgetUsd });
  };

  it('is spent with each attempt, while one attempt stays reserved', async () => {
    const rendering = await givenRendering(store(), newExport(1, { estimatedUsd: 1 }, { limits }));
    const waiting = await saved(store(), retry(rendering, 0.25, null));
    expect(await store().get(idOf(1))).toStrictEqual(waiting);
    expect(await usage()).toMatchObject({ rendering: 0, monthlySpentUsd: 0.25, monthlyCommittedUsd: 1.25 });
    const at = '2026-03-01T12:00:04.000Z';
    const again = await saved(store(), change(waiting, { type: 'claim', at, attempt: 2, functions: 1 }));
    await saved(store(), complete(again, 0.5));
    expect(await usage()).toMatchObject({ monthlySpentUsd: 0.75, monthlyCommittedUsd: 0.75 });
  });

  it.each([
    ['up to exactly the budget', 0.5, 'saved'],
    ['not above it', 0.500001, 'budget'],
  ])('is only there %s', async (_name, attemptUsd, outcome) => {
    const rendering = await givenRendering(store(), newExport(1, { estimatedUsd: 1.5 }, { limits }));
    expect(await store().save(retry(rendering, attemptUsd, 2))).toBe(outcome);
    const left = outcome === 'saved' ? 0 : 1;
    expect(await usage()).toMatchObject({ rendering: left, monthlySpentUsd: left === 0 ? attemptUsd : 0 });
    // The end is written whatever it has cost.
    if (left === 1)
      expect(await store().save({ ...fail(rendering, 9), limits: { ...SLOTS, monthlyBudgetUsd: 2 } })).toBe(
        'saved',
      );
  });
}

function describeFunctions(store: () => Store): void {
  const limits = { concurrentRenders: 5, totalFunctions: 10 };
  const pending = (number: number) => given(store(), newExport(number, { ownerId: `user-${number}` }));

  it('are limited over all users, exactly, and given back', async () => {
    const first = await saved(store(), claim(await pending(1), limits, 6));
    const second = await pending(2);
    expect(await store().save(claim(second, limits, 5))).toBe('total-limit');
    expect((await store().read('user-2', new Date(NOON))).rendering).toBe(0);
    expect(await store().slots.read()).toEqual({ holders: [idOf(1)], functions: 6 });
    await saved(store(), claim(second, limits, 4));
    expect((await store().slots.read()).functions).toBe(10);
    await saved(store(), complete(first));
    expect(await store().slots.read()).toEqual({ holders: [idOf(2)], functions: 4 });
  });

  it('let one render that needs more than all run alone, each time', async () => {
    for (const number of [1, 2]) {
      const big = await saved(store(), claim(await pending(number), limits, 11));
      expect(await store().save(claim(await pending(number + 5), limits, 1))).toBe('total-limit');
      await saved(store(), complete(big));
    }
    const small = await saved(store(), claim(await pending(3), limits, 1));
    expect(await store().save(claim(await pending(4), limits, 11))).toBe('total-limit');
    await saved(store(), complete(small));
  });
}

function describeBook(store: () => Store): void {
  it('is empty as long as nobody renders', async () => {
    expect(await store().slots.read()).toEqual({ holders: [], functions: 0 });
  });

  it('is corrected when nobody has changed it, and then slots can be taken again', async () => {
    const one = await givenRendering(store(), newExport(1));
    await givenRendering(store(), newExport(2));
    const read = await store().slots.read();
    expect({ ...read, holders: [...read.holders].sort() }).toEqual({
      holders: [1, 2].map(idOf),
      functions: 2,
    });
    await saved(store(), complete(one));
    expect(await store().slots.correct(read, { holders: [], functions: 0 })).toBe(false);
    const now = await store().slots.read();
    expect(await store().slots.correct({ ...now, functions: 7 }, { holders: [], functions: 0 })).toBe(false);
    expect(await store().slots.correct(now, { holders: [], functions: 0 })).toBe(true);
    expect(await store().slots.read()).toEqual({ holders: [], functions: 0 });
    const free = { concurrentRenders: 5, totalRenders: 1 };
    await saved(store(), claim(await given(store(), newExport(3)), free));
    const held = await store().slots.read();
    expect(await store().slots.correct(held, { holders: [idOf(3), idOf(4)], functions: 3 })).toBe(true);
    expect((await store().slots.read()).holders).toHaveLength(2);
  });

  it('gives slots of users back in the same instant, and no others', async () => {
    for (const number of [1, 2, 3]) await givenRendering(store(), newExport(number));
    const rendering = async (): Promise<readonly string[]> =>
      (await store().read('user-1', new Date(NOON))).renderingIds;
    const read = await store().slots.read();
    const right = { holders: [idOf(3)], functions: 1 };
    const released = [
      { ownerId: 'user-1', exportId: idOf(1) },
      { ownerId: 'user-1', exportId: idOf(2) },
      { ownerId: 'user-2', exportId: idOf(3) },
    ];
    expect(await store().slots.correct({ ...read, functions: 7 }, right, released)).toBe(false);
    expect(await rendering()).toHaveLength(3);
    expect(await store().slots.correct(read, right, released)).toBe(true);
    expect(await rendering()).toEqual([idOf(3)]);
  });
}

/** An export whose file is there, and what else has the same cache key. */
async function givenCompleted(
  store: Store,
  number = 1,
  changes: Partial<VideoExport> = {},
): Promise<VideoExport> {
  const rendering = await givenRendering(store, newExport(number, { cacheKey: 'shared', ...changes }));
  return saved(store, complete(rendering));
}

/** What shares the file of another. */
const reuse = (before: VideoExport, file: VideoExport): ExportChange => {
  const { outputKey, sizeInBytes } = file;
  if (outputKey === null || sizeInBytes === null) throw new Error('There is no file to share.');
  return change(before, { type: 'reuse', at: NOON, attempt: before.attempt, outputKey, sizeInBytes });
};

async function givenSharing(store: Store, number: number, file: VideoExport): Promise<VideoExport> {
  return saved(store, reuse(await given(store, newExport(number, { cacheKey: 'shared' })), file));
}

function describeFiles(store: () => Store): void {
  const shared = { cacheKey: 'shared' };
  const limits = { concurrentRenders: 5 };

  it('have one leader, who keeps the lead from the first claim to the end', async () => {
    expect(await store().sharedFile('shared')).toBeNull();
    const [one, two] = [
      await given(store(), newExport(1, shared)),
      await given(store(), newExport(2, shared)),
    ];
    const rendering = await saved(store(), claim(one, limits));
    const previews = { thumbnailFrame: null, hasClip: false, clipAskedAt: null };
    const leading = { leader: idOf(1), outputKey: null, sizeInBytes: null, followers: [], previews };
    expect(await store().sharedFile('shared')).toEqual(leading);
    expect(await store().save(claim(two, limits))).toBe('file-taken');
    expect(await store().slots.read()).toEqual({ holders: [idOf(1)], functions: 1 });
    const waiting = await saved(store(), postpone(rendering));
    expect(await store().save(claim(two, limits))).toBe('file-taken');
    expect(await store().sharedFile('shared')).toEqual(leading);
    await saved(store(), claim(waiting, limits));
  });

  it('have one leader of many who want to be it at once', async () => {
    const all = [];
    for (let number = 0; number < 6; number += 1) all.push(await given(store(), newExport(number, shared)));
    const outcomes = await Promise.all(all.map((one) => store().save(claim(one, { concurrentRenders: 10 }))));
    expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'file-taken')).toHaveLength(5);
  });

  it.each(['fail', 'cancel'] as const)(
    'are free for another leader after the first one ends by %s',
    async (end) => {
      const rendering = await givenRendering(store(), newExport(1, shared));
      const ended =
        end === 'fail' ? fail(rendering) : change(rendering, { type: 'cancel', at: NOON, attemptUsd: 0 });
      await saved(store(), ended);
      expect(await store().sharedFile('shared')).toBeNull();
      await saved(store(), claim(await given(store(), newExport(2, shared))));
      expect(await store().sharedFile('shared')).toMatchObject({ leader: idOf(2) });
    },
  );

  it('are followed while somebody renders them, and their followers stay known until they share', async () => {
    expect(await store().follow('shared', idOf(9))).toBe(false);
    const rendering = await givenRendering(store(), newExport(1, shared));
    const two = await given(store(), newExport(2, shared));
    for (const number of [2, 3, 2]) expect(await store().follow('shared', idOf(number))).toBe(true);
    const done = await saved(store(), complete(rendering));
    const file = await store().sharedFile('shared');
    expect({ ...file, followers: [...(file?.followers ?? [])].sort() }).toEqual({
      ...{ leader: null, outputKey: done.outputKey, sizeInBytes: 1234 },
      followers: [2, 3].map(idOf),
      previews: { thumbnailFrame: null, hasClip: false, clipAskedAt: null },
    });
    expect(await store().follow('shared', idOf(4))).toBe(false);
    await saved(store(), reuse(two, done));
    expect((await store().sharedFile('shared'))?.followers).toEqual([idOf(3)]);
  });
}

function describeSharing(store: () => Store): void {
  const usage = () => store().read('user-1', new Date(NOON));

  it('takes no slot and costs nothing: the money and the unit of the day are given back', async () => {
    const done = await givenCompleted(store());
    const request = newExport(2, { cacheKey: 'shared', estimatedUsd: 0.5 });
    const pending = await given(store(), request);
    expect(await usage()).toMatchObject({ dailyUsed: 2, monthlyCommittedUsd: 0.5 });
    const hit = await saved(store(), reuse(pending, done));
    expect(await store().get(idOf(2))).toStrictEqual(hit);
    expect(await usage()).toMatchObject({
      ...{ dailyUsed: 1, rendering: 0, monthlySpentUsd: 0, monthlyCommittedUsd: 0 },
    });
  });

  it('is refused when the file is not there any more, or is another one', async () => {
    const done = await givenCompleted(store());
    const pending = await given(store(), newExport(2, { cacheKey: 'shared' }));
    expect(await store().save(reuse(pending, { ...done, outputKey: 'another' }))).toBe('file-gone');
    await store().forgetFile('shared', 'another');
    expect(await store().sharedFile('shared')).not.toBeNull();
    await store().forgetFile('shared', fileOf(done));
    expect(await store().sharedFile('shared')).toBeNull();
    expect(await store().save(reuse(pending, done))).toBe('file-gone');
    expect(await store().get(idOf(2))).toStrictEqual(pending);
    expect((await usage()).dailyUsed).toBe(2);
  });

  it('does not forget a file that somebody renders', async () => {
    await givenRendering(store(), newExport(1, { cacheKey: 'shared' }));
    await store().forgetFile('shared', `exports/${idOf(1)}/1.mp4`);
    expect(await store().sharedFile('shared')).toMatchObject({ leader: idOf(1) });
  });
}

function describeRemoval(store: () => Store): void {
  const everything = { first: 10, after: null, projectId: null, status: null };
  const alive = async (list: 'ENDED' | 'DELETING') =>
    (await store().alive(list, { first: 10, after: null })).items.map(({ id }) => id);

  it('takes an export from sight at once, and remembers what is left to be removed', async () => {
    const done = await givenCompleted(store());
    const removal = { unusedFile: fileOf(done), sharedFile: null };
    expect(await store().removal(idOf(1))).toBeNull();
    expect(await store().remove(done, NOON)).toEqual(removal);
    expect(await store().get(idOf(1))).toBeNull();
    expect(await store().watched(idOf(1))).toBeNull();
    expect((await store().byOwner('user-1', everything)).items).toEqual([]);
    expect([await alive('ENDED'), await alive('DELETING')]).toEqual([[], [idOf(1)]]);
    expect(await store().countDownload(done, NOON, CLIENT)).toBe(false);
    expect(await store().watch(idOf(1))).toBeNull();
    const tick = {
      exportId: idOf(1),
      attempt: 1,
      render: { renderId: 'render1', bucketName: 'renders' },
      progress: 1,
      at: NOON,
      minIntervalMs: 0,
    };
    expect(await store().recordProgress(tick)).toBeNull();
    expect(await store().removal(idOf(1))).toEqual(removal);
    expect(await store().remove(done, NOON)).toBeNull();
  });

  it('leaves nothing after the purge, which may come twice, and nothing to whom it may not come at all', async () => {
    const done = await givenCompleted(store());
    await store().purge(idOf(1));
    expect(await store().get(idOf(1))).toStrictEqual(done);
    await store().remove(done, NOON);
    await store().acknowledgeEnd(idOf(1));
    expect(await alive('DELETING')).toEqual([idOf(1)]);
    for (let times = 0; times < 2; times += 1) await store().purge(idOf(1));
    expect(await alive('DELETING')).toEqual([]);
    expect([await store().removal(idOf(1)), await store().props(idOf(1))]).toEqual([null, null]);
  });

  it('is refused when another write came first', async () => {
    const done = await givenCompleted(store());
    await store().countDownload(done, NOON, CLIENT);
    expect(await store().remove(done, NOON)).toBeNull();
    expect((await store().get(idOf(1)))?.downloadCount).toBe(1);
    expect(await store().sharedFile('shared')).not.toBeNull();
  });

  it('has no file to name of an export that has none, and keeps what was spent and counted', async () => {
    const rendering = await givenRendering(store(), newExport(1, { estimatedUsd: 1 }));
    const failed = await saved(store(), fail(rendering, 0.25));
    expect(await store().remove(failed, NOON)).toEqual({ unusedFile: null, sharedFile: null });
    await store().purge(idOf(1));
    expect(await store().read('user-1', new Date(NOON))).toMatchObject({
      dailyUsed: 1,
      monthlySpentUsd: 0.25,
    });
  });
}

function describeSharedRemoval(store: () => Store): void {
  it('leaves the file to the others, whoever rendered it, and the last one takes it away', async () => {
    const done = await givenCompleted(store());
    const others = [await givenSharing(store(), 2, done), await givenSharing(store(), 3, done)];
    const kept = { unusedFile: null, sharedFile: fileOf(done) };
    for (const one of [done, others[0] as VideoExport]) {
      expect(await store().remove(one, NOON)).toEqual(kept);
      await store().purge(one.id);
      expect(await store().sharedFile('shared')).toMatchObject({ outputKey: fileOf(done) });
    }
    expect(await store().remove(others[1] as VideoExport, NOON)).toEqual({
      unusedFile: fileOf(done),
      sharedFile: null,
    });
    expect(await store().sharedFile('shared')).toBeNull();
  });

  it('remembers after the purge that others need the file, since messages of its render may still come', async () => {
    const done = await givenCompleted(store());
    await givenSharing(store(), 2, done);
    await store().remove(done, NOON);
    await store().purge(idOf(1));
    expect(await store().removal(idOf(1))).toEqual({ unusedFile: null, sharedFile: fileOf(done) });
    expect(await store().get(idOf(1))).toBeNull();
    expect((await store().alive('DELETING', { first: 9, after: null })).items).toEqual([]);
  });

  it('leaves exactly one who takes the file away when all go at once', async () => {
    const done = await givenCompleted(store());
    const all = [done, await givenSharing(store(), 2, done), await givenSharing(store(), 3, done)];
    const removals = [];
    // Whoever was disturbed by another asks again, as the domain does.
    let left = all;
    for (let tries = 0; left.length > 0 && tries < 5; tries += 1) {
      const outcomes = await Promise.all(left.map((one) => store().remove(one, NOON)));
      removals.push(...outcomes.filter((outcome) => outcome !== null));
      left = left.filter((_one, index) => outcomes[index] === null);
    }
    expect(removals).toHaveLength(3);
    expect(removals.filter(({ unusedFile }) => unusedFile === fileOf(done))).toHaveLength(1);
    expect(await store().sharedFile('shared')).toBeNull();
  });

  it('leaves the newer file alone when the older one was forgotten', async () => {
    const done = await givenCompleted(store());
    await store().forgetFile('shared', fileOf(done));
    const newer = await givenCompleted(store(), 2);
    expect(await store().remove(done, NOON)).toEqual({ unusedFile: fileOf(done), sharedFile: null });
    expect(await store().sharedFile('shared')).toMatchObject({ outputKey: fileOf(newer) });
  });
}

function describeRemovedKeys(store: () => Store): void {
  const key = (createdAt = NOON) => ({ idempotencyKey: 'k', createdAt });

  it('may be used again at once', async () => {
    const pending = await given(store(), newExport(1, key(), withKey('k')));
    await store().remove(await saved(store(), fail(pending)), NOON);
    expect(await store().madeWith('user-1', 'k', NOON)).toBeNull();
    await given(store(), newExport(2, key(), withKey('k', 'other')));
    await store().purge(idOf(1));
    expect(await store().madeWith('user-1', 'k', NOON)).toEqual({ exportId: idOf(2), inputHash: 'other' });
  });

  it('stay when they are of another export by now', async () => {
    const next = '2026-03-02T12:00:00.000Z';
    const pending = await given(store(), newExport(1, key(), withKey('k')));
    await given(store(), newExport(2, key(next), withKey('k')));
    expect(await store().remove(await saved(store(), fail(pending)), NOON)).not.toBeNull();
    await store().purge(idOf(1));
    expect(await store().madeWith('user-1', 'k', next)).toEqual({ exportId: idOf(2), inputHash: 'hash' });
  });
}

function describeMinutes(store: () => Store): void {
  const [first, last, next] = [
    '2026-03-01T12:00:00.000Z',
    '2026-03-01T12:00:59.999Z',
    '2026-03-01T12:01:00.000Z',
  ];

  it('are counted to the limit of each user, and from the start again in the next minute', async () => {
    expect([await store().allow('user-1', first, 2), await store().allow('user-1', last, 2)]).toEqual([
      true,
      true,
    ]);
    expect(await store().allow('user-1', last, 2)).toBe(false);
    expect([await store().allow('user-2', last, 2), await store().allow('user-1', next, 2)]).toEqual([
      true,
      true,
    ]);
  });

  it('include exports that are created, and refuse one above the limit, which leaves nothing behind', async () => {
    const limits = { ...LIMITS, mutationsPerMinute: 2 };
    expect(await store().allow('user-1', first, 2)).toBe(true);
    await given(store(), newExport(1, {}, { limits, ...withKey('k') }));
    const refused = newExport(2, { createdAt: last }, { limits, ...withKey('other') });
    expect(await store().create(refused)).toEqual({ type: 'rate-limit' });
    expect(await store().get(idOf(2))).toBeNull();
    expect(await store().create(newExport(3, {}, { limits, ...withKey('k') }))).toMatchObject({
      type: 'replayed',
    });
    await given(store(), newExport(2, { createdAt: next }, { limits, ...withKey('other') }));
    expect((await store().read('user-1', new Date(NOON))).dailyUsed).toBe(2);
  });

  it('let exactly as many through as are allowed, of many at once', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => store().allow('user-1', NOON, 5)));
    expect(answers.filter(Boolean)).toHaveLength(5);
  });
}

function describeWatching(store: () => Store): void {
  it('is noted once, with a version, at any time', async () => {
    expect(await store().watch(idOf(1))).toBeNull();
    const before = await given(store(), newExport(1));
    const watched: VideoExport = { ...before, watchedBy: ['export'], version: 2 };
    expect(await store().watch(idOf(1))).toStrictEqual(watched);
    expect(await store().watch(idOf(1))).toStrictEqual(watched);
    expect(await store().get(idOf(1))).toStrictEqual(watched);
    expect(await store().save(claim(before))).toBe('conflict');
  });

  it('of an ended export changes nothing else, and it is still to be acknowledged', async () => {
    const ended = await saved(store(), fail(await given(store(), newExport(1))));
    const watched: VideoExport = { ...ended, watchedBy: ['export'], version: ended.version + 1 };
    expect(await store().watch(idOf(1))).toStrictEqual(watched);
    const { items } = await store().alive('ENDED', { first: 9, after: null });
    expect(items.map(({ id }) => id)).toEqual([idOf(1)]);
  });

  it('of all exports is told of one that waits, once and in a window of its own', async () => {
    const at = '2026-03-01T12:00:07.000Z';
    expect(await store().tellWaiting(idOf(1), at)).toBeNull();
    await given(store(), newExport(1));
    const seen = await store().watch(idOf(1));
    const telling = { from: at, until: '2026-03-01T12:00:07.500Z' };
    const told = { ...seen, watchedBy: ['export', 'owner'], telling, version: 3 };
    expect(await store().tellWaiting(idOf(1), at)).toStrictEqual(told);
    expect(await store().tellWaiting(idOf(1), '2026-03-01T12:00:09.000Z')).toBeNull();
    expect(await store().get(idOf(1))).toStrictEqual(told);
  });

  it('of all exports is not told of one that renders, or is being told of', async () => {
    const before = await givenRendering(store(), newExport(1));
    expect(await store().tellWaiting(idOf(1), '2026-03-01T13:00:00.000Z')).toBeNull();
    expect(await store().get(idOf(1))).toStrictEqual(before);
    await saved(store(), change(before, { type: 'postpone', at: NOON, attempt: 1, notBefore: null }));
    expect(await store().tellWaiting(idOf(1), NOON)).toBeNull();
  });
}

function describeUnfinished(store: () => Store): void {
  const ended = async () =>
    (await store().alive('ENDED', { first: 9, after: null })).items.map(({ id }) => id);

  it('keep every end until it is acknowledged, which what lives cannot be', async () => {
    const pending = await given(store(), newExport(2));
    const rendering = await givenRendering(store(), newExport(1));
    for (const one of [pending, rendering]) await store().acknowledgeEnd(one.id);
    await saved(store(), fail(pending));
    await saved(store(), complete(rendering));
    expect(await ended()).toEqual([1, 2].map(idOf));
    for (const number of [1, 1, 9]) await store().acknowledgeEnd(idOf(number));
    expect(await ended()).toEqual([idOf(2)]);
    expect((await store().get(idOf(1)))?.status).toBe('COMPLETED');
  });

  it('do not come back when an acknowledged export is downloaded or watched', async () => {
    const done = await givenCompleted(store());
    await store().acknowledgeEnd(idOf(1));
    await store().countDownload(done, NOON, CLIENT);
    await store().watch(idOf(1));
    expect(await ended()).toEqual([]);
  });

  it('tell from when an export may be started', async () => {
    const rendering = await givenRendering(store(), newExport(1));
    const notBefore = '2026-03-01T12:00:04.000Z';
    await saved(store(), change(rendering, { type: 'postpone', at: NOON, attempt: 1, notBefore }));
    expect((await store().alive('PENDING', { first: 9, after: null })).items).toEqual([
      { id: idOf(1), ownerId: 'user-1', attempt: 1, notBefore, batchId: null },
    ]);
  });
}

function describeProgress(store: () => Store): void {
  const at = (ms: number): string => new Date(Date.parse(NOON) + ms).toISOString();
  const tick = (progress: number, ms: number, attempt = 1, renderId = 'own') =>
    store().recordProgress({
      exportId: idOf(1),
      attempt,
      render: { renderId, bucketName: 'renders' },
      progress,
      at: at(ms),
      minIntervalMs: 900,
    });

  it('raises progress with a version and a time of its own, and changes nothing else', async () => {
    const before = await givenRendering(store(), newExport(1));
    const raised = await tick(0.5, 0);
    const telling = { from: at(0), until: at(250) };
    // A render whose id was never noted becomes known by its progress.
    const render = { renderId: 'own', bucketName: 'renders' };
    const changed = { progress: 0.5, render, version: before.version + 1, updatedAt: at(0), telling };
    expect(raised).toStrictEqual({ ...before, ...changed });
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
    await store().save({ before, after: { ...before, render, version: before.version + 1 }, limits: SLOTS });
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
    const counts = Array.from({ length: 5 }, () => store().countDownload(before, at(1), CLIENT));
    expect(await Promise.all(counts)).toEqual([true, true, true, true, true]);
    const counted = { ...before, downloadCount: 5, version: before.version + 5, updatedAt: at(1) };
    expect(await store().get(idOf(1))).toStrictEqual(counted);
  });
}

function describeLists(store: () => Store): void {
  const everything = { projectId: null, status: null };
  const ids = (items: readonly { id: string }[]): string[] => items.map(({ id }) => id);
  const limits = { ...LIMITS, dailyExports: 1000, monthlyBudgetUsd: null };

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
  const limits = { ...LIMITS, dailyExports: 1000, monthlyBudgetUsd: null };

  it('lists what is alive oldest first with owner and attempt, and nothing that has ended', async () => {
    for (const number of [3, 1, 2]) await given(store(), newExport(number, { ownerId: `user-${number}` }));
    const rendering = await givenRendering(store(), newExport(4));
    const pending = await store().alive('PENDING', { first: 2, after: null });
    expect(pending).toEqual({
      items: [1, 2].map((number) => ({
        id: idOf(number),
        ownerId: `user-${number}`,
        attempt: 1,
        notBefore: null,
        batchId: null,
      })),
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
    const limits = { ...LIMITS, dailyExports: 1, monthlyBudgetUsd: 1 };
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
        renderingIds: [idOf(index)],
        monthlySpentUsd: 0,
        monthlyCommittedUsd: 1,
      });
    }
  });
}
