import type { Batch } from '../exports/batch';
import type { WatchStore } from '../exports/ports';

/** A store, and a way to have batches in it that change. */
export interface WatchStoreWorld {
  readonly store: WatchStore;
  /** Writes a batch as it is. */
  readonly put: (batch: Batch) => Promise<void>;
  readonly get: (id: string) => Promise<Batch | null>;
}

const NOON = '2026-03-01T12:00:00.000Z';
const NOON_SECONDS = Date.parse(NOON) / 1000;
const at = (ms: number): string => new Date(Date.parse(NOON) + ms).toISOString();

let batches = 0;
const newBatch = (): Batch => ({
  id: `bat_01JZ8Q4S4T${String((batches += 1)).padStart(16, '0')}`,
  ...{ ownerId: 'user-1', projectId: 'prj_1', phase: 'CREATED', version: 5, format: 'MP4', quality: 'LOW' },
  ...{ estimatedUsd: 0, total: 3, created: 3, completed: 0, failed: 0, cancelled: 0, cancelAsked: 0 },
  isEndTold: false,
  ...{ correlationId: 'request-1', createdAt: NOON, steppedAt: NOON, endedAt: null },
});

/** The contract of a store of who watches. `make` gives one for each test. */
export function describeWatchStore(name: string, make: () => Promise<WatchStoreWorld>): void {
  describe(`${name} as a WatchStore`, () => {
    let world: WatchStoreWorld;
    beforeEach(async () => {
      world = await make();
    });

    it('knows who watches a user, until a time', async () => {
      const { store } = world;
      expect(await store.watching('ann', null, NOON)).toEqual([]);
      await store.watchOwner('ann', NOON_SECONDS + 60);
      expect(await store.watching('ann', null, NOON)).toEqual(['owner']);
      expect(await store.watching('bob', null, NOON)).toEqual([]);
      expect(await store.watching('ann', null, at(59_999))).toEqual(['owner']);
      expect(await store.watching('ann', null, at(60_000))).toEqual([]);
      await store.watchOwner('ann', NOON_SECONDS + 120);
      expect(await store.watching('ann', null, at(60_000))).toEqual(['owner']);
    });

    it('knows that a batch is watched, and writes its version once', async () => {
      const { store, put, get } = world;
      const batch = newBatch();
      await put(batch);
      expect(await store.watching('ann', batch.id, NOON)).toEqual([]);
      await store.watchBatch(batch.id);
      await store.watchBatch(batch.id);
      expect((await get(batch.id))?.version).toBe(6);
      await store.watchOwner('ann', NOON_SECONDS + 60);
      expect(await store.watching('ann', batch.id, NOON)).toEqual(['owner', 'batch']);
    });

    it('makes no batch of one that is not there', async () => {
      const { store, get } = world;
      await store.watchBatch('bat_none');
      expect(await get('bat_none')).toBeNull();
      expect(await store.tellBatch('bat_none', NOON)).toBeNull();
      expect(await store.tellBatch('x'.repeat(5_000), NOON)).toBeNull();
    });

    it('gives no turn while nobody watches', async () => {
      const { store, put } = world;
      const batch = newBatch();
      await put(batch);
      expect(await store.tellBatch(batch.id, NOON)).toBeNull();
    });

    describe('the turn to tell of a batch', () => describeTurns(() => world));
  });
}

function describeTurns(world: () => WatchStoreWorld): void {
  const watched = async (): Promise<string> => {
    const batch = newBatch();
    await world().put(batch);
    await world().store.watchBatch(batch.id);
    return batch.id;
  };
  const change = async (id: string): Promise<void> => {
    const before = await world().get(id);
    if (before !== null) await world().put({ ...before, completed: 1, version: before.version + 1 });
  };

  it('is taken with the newest state, and its window', async () => {
    const id = await watched();
    expect(await world().store.tellBatch(id, NOON)).toMatchObject({
      type: 'turn',
      batch: { id, version: 7, toldVersion: 7, telling: { from: NOON, until: at(500) } },
    });
  });

  it('is not given again for what was told', async () => {
    const id = await watched();
    await world().store.tellBatch(id, NOON);
    expect(await world().store.tellBatch(id, at(5_000))).toMatchObject({
      type: 'told',
      batch: { version: 7 },
    });
  });

  it('is busy until the window of the state before has ended', async () => {
    const id = await watched();
    await world().store.tellBatch(id, NOON);
    await change(id);
    expect(await world().store.tellBatch(id, at(499))).toEqual({ type: 'busy', until: at(500) });
    expect(await world().store.tellBatch(id, at(500))).toMatchObject({
      type: 'turn',
      batch: { completed: 1, version: 9, toldVersion: 9, telling: { from: at(500), until: at(1_000) } },
    });
  });

  it('is given to exactly one of many', async () => {
    const id = await watched();
    const turns = await Promise.all([1, 2, 3, 4, 5].map(() => world().store.tellBatch(id, NOON)));
    expect(turns.map((turn) => turn?.type).sort()).toEqual(['told', 'told', 'told', 'told', 'turn']);
  });
}
