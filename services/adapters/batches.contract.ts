import {
  BATCH_LIMITS,
  batchExportId,
  type Batch,
  type BatchChange,
  type BatchPhase,
  type BatchStore,
  type NewBatch,
} from '../exports/batch';
import { exampleExport, exampleProject } from '../exports/memory';
import { exampleBatch } from '../exports/memory-batches';
import type { ExportLists, ExportStore, UsageStore } from '../exports/ports';
import { applyTransition, type Transition, type VideoExport } from '../exports/video-export';

/** A batch store, and the exports of the same table. */
export interface BatchWorld {
  readonly batches: BatchStore;
  readonly exports: ExportStore & ExportLists & UsageStore;
}

const NOON = '2026-03-01T12:00:00.000Z';
const LIMITS = { dailyExports: 2000, monthlyBudgetUsd: null, mutationsPerMinute: 1000 };
const SLOTS = { concurrentRenders: 100, totalRenders: 100, totalFunctions: 1000, monthlyBudgetUsd: null };

const idOf = (number: number): string => `bat_01JZ8Q4S4T${String(number).padStart(16, '0')}`;
const project = exampleProject({ title: 'For {{name}}', variables: { name: 'you' } });

function newBatch(number: number, changes: Partial<Batch> = {}, more: Partial<NewBatch> = {}): NewBatch {
  const batch = exampleBatch({ id: idOf(number), ...changes });
  const rows = Array.from({ length: batch.total }, (_value, row) => ({ name: `Row ${row}` }));
  return { batch, project, rows, idempotency: null, limits: LIMITS, ...more };
}

const withKey = (key: string, inputHash = 'hash') => ({ idempotency: { key, inputHash } });

function madeOf(batch: Batch, from: number, count: number): BatchChange['exports'] {
  return Array.from({ length: count }, (_value, index) => ({
    videoExport: exampleExport({
      ...{ id: batchExportId(batch.id, from + index), ownerId: batch.ownerId, batchId: batch.id },
      ...{
        estimatedUsd: batch.estimatedUsd,
        createdAt: batch.createdAt,
        cacheKey: `${batch.id}-${from + index}`,
      },
    }),
    props: { width: 64, height: 64, fps: 30, scenes: [] },
  }));
}

/** The change that makes the exports of the next rows. */
function step(before: Batch, count: number, changes: Partial<Batch> = {}): BatchChange {
  const created = before.created + count;
  const phase: BatchPhase = created === before.total ? 'CREATED' : 'CREATING';
  const after = { ...before, created, phase, version: before.version + 1, ...changes };
  return { before, after, exports: madeOf(before, before.created, count) };
}

const to = (before: Batch, changes: Partial<Batch>): BatchChange => ({
  before,
  after: { ...before, version: before.version + 1, ...changes },
  exports: [],
});

async function given({ batches }: BatchWorld, request: NewBatch): Promise<Batch> {
  expect(await batches.create(request)).toEqual({ type: 'created' });
  return request.batch;
}

async function saved({ batches }: BatchWorld, change: BatchChange): Promise<Batch> {
  expect(await batches.save(change)).toBe(true);
  return change.after;
}

const usage = ({ exports }: BatchWorld) => exports.read('user-1', new Date(NOON));

/** Ends one of the exports of a batch. */
async function end({ exports }: BatchWorld, id: string, transition: Transition): Promise<VideoExport> {
  const before = await exports.get(id);
  if (before === null) throw new Error(`The test knows no export ${id}.`);
  const result = applyTransition(before, transition);
  if (!result.ok) throw new Error(result.reason);
  expect(await exports.save({ before, after: result.next, limits: SLOTS })).toBe('saved');
  return result.next;
}

/** The contract of a batch store. `make` gives an empty one for each test, with the exports of the same table. */
export function describeBatchStore(name: string, make: () => Promise<BatchWorld>): void {
  describe(`${name} as a BatchStore`, () => {
    let made: BatchWorld;
    beforeEach(async () => {
      made = await make();
    });
    const world = (): BatchWorld => made;
    describe('create', () => describeCreate(world));
    describe('limits', () => describeLimits(world));
    describe('keys', () => describeKeys(world));
    describe('save', () => describeSave(world));
    describe('ends of exports', () => describeEnds(world));
    describe('the list of what is unfinished', () => describeUnfinished(world));
  });
}

function describeCreate(world: () => BatchWorld): void {
  it('gives back the batch as it was written', async () => {
    const { batch } = newBatch(1);
    await given(world(), newBatch(1));
    expect(await world().batches.get(idOf(1))).toStrictEqual(batch);
  });

  it('knows nothing of what was never written, whatever the id looks like', async () => {
    for (const id of [idOf(9), '', '#', 'x'.repeat(5000)]) expect(await world().batches.get(id)).toBeNull();
    expect(await world().batches.source(idOf(9), 0)).toBeNull();
  });

  it('gives the project and the rows, from any row to the end of those that are stored together', async () => {
    const { rows } = newBatch(1, { total: 60 });
    await given(world(), newBatch(1, { total: 60 }));
    const { rowsPerStep } = BATCH_LIMITS;
    for (const row of [0, 1, rowsPerStep - 1, rowsPerStep, 59]) {
      const end = (Math.floor(row / rowsPerStep) + 1) * rowsPerStep;
      expect(await world().batches.source(idOf(1), row)).toStrictEqual({
        project,
        rows: rows.slice(row, end),
      });
    }
    expect(await world().batches.source(idOf(1), 75)).toBeNull();
  });

  it('takes a thousand rows of the size that is accepted, with the largest project', async () => {
    const value = 'x'.repeat(BATCH_LIMITS.rowsBytes / BATCH_LIMITS.rows - 20);
    const rows = Array.from({ length: 1000 }, () => ({ name: value }));
    const scenes = [
      { ...(project.scenes[0] as (typeof project.scenes)[0]), props: { title: 'x'.repeat(290_000) } },
    ];
    await given(world(), newBatch(1, { total: 1000 }, { rows, project: { ...project, scenes } }));
    expect((await world().batches.source(idOf(1), 999))?.rows).toEqual([{ name: value }]);
  });

  it('takes the units of all rows and reserves their money', async () => {
    await given(world(), newBatch(1, { total: 7, estimatedUsd: 0.1 }));
    expect(await usage(world())).toMatchObject({
      dailyUsed: 7,
      monthlyCommittedUsd: 0.7,
      monthlySpentUsd: 0,
    });
  });
}

function describeLimits(world: () => BatchWorld): void {
  const limited = (limits: Partial<NewBatch['limits']>) => ({ limits: { ...LIMITS, ...limits } });

  it('of the day are for all rows or none, and count what was used', async () => {
    const limits = limited({ dailyExports: 5 });
    expect(await world().batches.create(newBatch(1, { total: 6 }, limits))).toEqual({
      type: 'daily-limit',
      used: 0,
    });
    await given(world(), newBatch(2, { total: 3 }, limits));
    expect(await world().batches.create(newBatch(3, { total: 3 }, limits))).toEqual({
      type: 'daily-limit',
      used: 3,
    });
    await given(world(), newBatch(4, { total: 2 }, limits));
    expect((await usage(world())).dailyUsed).toBe(5);
  });

  it('of the month are for the money of all rows', async () => {
    const limits = limited({ monthlyBudgetUsd: 1 });
    const outcome = await world().batches.create(newBatch(1, { total: 11, estimatedUsd: 0.1 }, limits));
    expect(outcome).toEqual({ type: 'budget', committedUsd: 0 });
    await given(world(), newBatch(2, { total: 7, estimatedUsd: 0.1 }, limits));
    expect(await world().batches.create(newBatch(3, { total: 4, estimatedUsd: 0.1 }, limits))).toEqual({
      type: 'budget',
      committedUsd: 0.7,
    });
    await given(world(), newBatch(4, { total: 3, estimatedUsd: 0.1 }, limits));
  });

  it('of the minute count a batch once', async () => {
    const limits = limited({ mutationsPerMinute: 1 });
    await given(world(), newBatch(1, {}, limits));
    expect(await world().batches.create(newBatch(2, {}, limits))).toEqual({ type: 'rate-limit' });
  });

  it('leave nothing behind of what they refuse', async () => {
    const request = newBatch(1, { estimatedUsd: 1 }, { ...limited({ dailyExports: 2 }), ...withKey('k') });
    await world().batches.create(request);
    expect(await world().batches.get(idOf(1))).toBeNull();
    expect(await world().batches.source(idOf(1), 0)).toBeNull();
    expect(await world().batches.madeWith('user-1', 'k', NOON)).toBeNull();
    expect(await usage(world())).toMatchObject({ dailyUsed: 0, monthlyCommittedUsd: 0 });
    expect((await world().batches.unfinished({ first: 10, after: null })).items).toEqual([]);
  });

  it('let one of several batches through that fit alone, but not together', async () => {
    const requests = [1, 2, 3, 4].map((number) => newBatch(number, {}, limited({ dailyExports: 5 })));
    const outcomes = await Promise.all(requests.map((request) => world().batches.create(request)));
    expect(outcomes.map(({ type }) => type).sort()).toEqual([
      'created',
      'daily-limit',
      'daily-limit',
      'daily-limit',
    ]);
  });
}

function describeKeys(world: () => BatchWorld): void {
  it('answer with the first batch when the input is the same, also over the limits', async () => {
    const limits = { limits: { ...LIMITS, dailyExports: 3 } };
    await given(world(), newBatch(1, {}, { ...withKey('k', 'one'), ...limits }));
    const again = await world().batches.create(newBatch(2, {}, { ...withKey('k', 'one'), ...limits }));
    expect(again).toEqual({ type: 'replayed', batchId: idOf(1) });
    const other = await world().batches.create(newBatch(3, {}, { ...withKey('k', 'two'), ...limits }));
    expect(other).toEqual({ type: 'idempotency-conflict', batchId: idOf(1) });
    expect(await world().batches.get(idOf(2))).toBeNull();
    expect((await usage(world())).dailyUsed).toBe(3);
  });

  it('are remembered for 24 hours, for each user', async () => {
    await given(world(), newBatch(1, {}, withKey('k#', 'one')));
    const at = (hours: number): string => new Date(Date.parse(NOON) + hours * 3_600_000).toISOString();
    const made = { batchId: idOf(1), inputHash: 'one' };
    expect(await world().batches.madeWith('user-1', 'k#', at(23.999))).toEqual(made);
    expect(await world().batches.madeWith('user-1', 'k#', at(24))).toBeNull();
    expect(await world().batches.madeWith('user-2', 'k#', NOON)).toBeNull();
    await given(world(), newBatch(2, { createdAt: at(24) }, withKey('k#', 'two')));
  });

  it('are other keys than those of single exports', async () => {
    await given(world(), newBatch(1, {}, withKey('k')));
    expect(await world().exports.madeWith('user-1', 'k', NOON)).toBeNull();
  });

  it('make one batch of 20 parallel requests', async () => {
    const requests = Array.from({ length: 20 }, (_value, number) => newBatch(number, {}, withKey('k')));
    const outcomes = await Promise.all(requests.map((request) => world().batches.create(request)));
    expect(outcomes.filter(({ type }) => type === 'created')).toHaveLength(1);
    expect(outcomes.filter(({ type }) => type === 'replayed')).toHaveLength(19);
    expect((await usage(world())).dailyUsed).toBe(3);
  });
}

function describeSave(world: () => BatchWorld): void {
  it('makes exports, and counts and reserves nothing for them again', async () => {
    const batch = await given(world(), newBatch(1, { total: 25, estimatedUsd: 0.1 }));
    const after = await saved(world(), step(batch, 25));
    expect(await world().batches.get(batch.id)).toStrictEqual(after);
    for (const row of [0, 24]) {
      const [made] = madeOf(batch, row, 1);
      expect(await world().exports.get(batchExportId(batch.id, row))).toStrictEqual(made?.videoExport);
      expect(await world().exports.props(batchExportId(batch.id, row))).toStrictEqual(made?.props);
    }
    expect(await usage(world())).toMatchObject({ dailyUsed: 25, monthlyCommittedUsd: 2.5 });
    const waiting = await world().exports.alive('PENDING', { first: 100, after: null });
    expect(waiting.items.map(({ id }) => id)).toEqual(
      Array.from({ length: 25 }, (_value, row) => batchExportId(batch.id, row)),
    );
  });

  it('writes nothing on top of another version', async () => {
    const batch = await given(world(), newBatch(1));
    const first = step(batch, 1);
    await saved(world(), first);
    expect(await world().batches.save(step(batch, 2))).toBe(false);
    expect(await world().exports.get(batchExportId(batch.id, 1))).toBeNull();
    expect(await world().batches.get(batch.id)).toStrictEqual(first.after);
    expect(await world().batches.save({ ...first, before: exampleBatch({ id: idOf(9) }) })).toBe(false);
  });

  it('lets one of several parallel steps win', async () => {
    const batch = await given(world(), newBatch(1));
    const outcomes = await Promise.all([1, 2, 3].map((count) => world().batches.save(step(batch, count))));
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    const { items } = await world().exports.alive('PENDING', { first: 10, after: null });
    expect(items).toHaveLength(outcomes.indexOf(true) + 1);
  });

  it('gives back the units and the money of rows without an export when a cancelled batch is closed, once', async () => {
    const batch = await given(world(), newBatch(1, { total: 10, estimatedUsd: 0.1 }));
    const made = await saved(world(), step(batch, 4));
    const cancelling = await saved(world(), to(made, { phase: 'CANCELLING' }));
    expect(await usage(world())).toMatchObject({ dailyUsed: 10, monthlyCommittedUsd: 1 });
    const closed = await saved(world(), to(cancelling, { phase: 'CANCELLED', cancelled: 6, endedAt: NOON }));
    expect(await usage(world())).toMatchObject({ dailyUsed: 4, monthlyCommittedUsd: 0.4 });
    await saved(world(), to(closed, {}));
    expect((await usage(world())).dailyUsed).toBe(4);
  });
}

function describeEnds(world: () => BatchWorld): void {
  it('are counted in their batch, by how they ended', async () => {
    const batch = await saved(world(), step(await given(world(), newBatch(1, { estimatedUsd: 1 })), 3));
    const id = (row: number): string => batchExportId(batch.id, row);
    const failure = { code: 'INTERNAL', message: 'x', retryable: false, sceneId: null } as const;
    await end(world(), id(0), { type: 'claim', at: NOON, attempt: 1, functions: 1 });
    expect(await world().batches.get(batch.id)).toStrictEqual(batch);
    const complete = {
      type: 'complete',
      renderId: 'r',
      outputKey: 'k',
      sizeInBytes: 1,
      attemptUsd: 0.5,
    } as const;
    await end(world(), id(0), { ...complete, at: '2026-03-01T12:01:00.000Z', attempt: 1 });
    await end(world(), id(1), { type: 'cancel', at: NOON, attemptUsd: null });
    const at = '2026-03-01T12:02:00.000Z';
    await end(world(), id(2), { type: 'fail', at, attempt: 1, renderId: null, failure, attemptUsd: null });
    expect(await world().batches.get(batch.id)).toStrictEqual({
      ...batch,
      ...{ completed: 1, failed: 1, cancelled: 1, endedAt: at, version: batch.version + 3 },
    });
    expect(await usage(world())).toMatchObject({ monthlyCommittedUsd: 0.5, monthlySpentUsd: 0.5 });
  });

  it('of other exports are counted in no batch', async () => {
    const batch = await given(world(), newBatch(1));
    const { videoExport, props } = madeOf(batch, 0, 1)[0] as BatchChange['exports'][0];
    const single = { ...videoExport, batchId: null };
    await world().exports.create({
      videoExport: single,
      props,
      idempotency: null,
      limits: LIMITS,
      projectVersion: null,
    });
    await end(world(), single.id, { type: 'cancel', at: NOON, attemptUsd: null });
    expect(await world().batches.get(batch.id)).toStrictEqual(batch);
  });
}

function describeUnfinished(world: () => BatchWorld): void {
  const ids = async (first = 10, after: string | null = null) => {
    const page = await world().batches.unfinished({ first, after });
    return [page.items.map(({ id }) => id), page.hasNextPage];
  };

  it('holds batches whose exports are being made or cancelled, or whose end nobody was told, oldest first, in pages', async () => {
    for (const number of [3, 1, 4, 2]) await given(world(), newBatch(number));
    const get = async (number: number) => (await world().batches.get(idOf(number))) as Batch;
    const created = await saved(world(), step(await get(1), 3));
    const untold = await saved(world(), to(await get(2), { phase: 'CANCELLED' }));
    expect(await ids()).toEqual([[idOf(2), idOf(3), idOf(4)], false]);
    await saved(world(), to(untold, { isEndTold: true }));
    await saved(world(), to(await get(3), { phase: 'CANCELLING' }));
    expect(await ids()).toEqual([[idOf(3), idOf(4)], false]);
    await saved(world(), to(created, { phase: 'CANCELLING' }));
    expect(await ids(2)).toEqual([[idOf(1), idOf(3)], true]);
    expect(await ids(2, idOf(3))).toEqual([[idOf(4)], false]);
  });
}
