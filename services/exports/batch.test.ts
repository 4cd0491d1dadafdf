import fc from 'fast-check';
import type { Project } from '../projects/project';
import {
  BATCH_LIMITS,
  batchExportId,
  batchFinishedAt,
  batchProgress,
  batchRowOf,
  batchStatus,
  cancelBatch,
  createBatch,
  type Batch,
  type BatchChange,
  type CreateBatchRequest,
} from './batch';
import { advanceBatch, repairBatches } from './batch-steps';
import { cancelExport } from './cancel';
import { createDomain, exampleProject } from './memory';
import { exampleBatch, MemoryBatches } from './memory-batches';
import type { Limits } from './ports';
import type { VideoExport } from './video-export';

const CALLER = { userId: 'user-1', requestId: 'request-1' };
const ALWAYS = { causationId: 'event-1', hasTime: () => true };
const project = exampleProject({
  title: 'For {{name}}',
  scenes: [
    { id: 'a', name: null, template: 'title', props: { title: 'Hello {{name}}' }, durationInFrames: 90 },
    {
      id: 'b',
      name: null,
      template: 'media',
      props: { src: '{{photo}}', caption: 'x' },
      durationInFrames: 30,
    },
  ],
});
const rowsOf = (count: number) =>
  Array.from({ length: count }, (_value, row) => ({
    name: `Row ${row}`,
    photo: 'sample/lake.jpg',
    unused: row,
  }));
const requestFor = (count: number, changes: Partial<CreateBatchRequest> = {}): CreateBatchRequest => ({
  ...{ projectId: project.id, rows: rowsOf(count), format: 'MP4', quality: 'LOW', idempotencyKey: null },
  ...changes,
});

/** A domain with batches and one project. */
async function given(limits: Partial<Limits> = {}, stored: Project = project) {
  const domain = createDomain({ dailyExports: 2000, ...limits });
  await domain.projects.put(stored);
  return { ...domain, batches: new MemoryBatches(domain.exports), estimateUsd: () => 0.1 };
}
type World = Awaited<ReturnType<typeof given>>;

async function accepted(deps: World, request: CreateBatchRequest): Promise<Batch> {
  const result = await createBatch(deps, CALLER, request);
  if (result.type !== 'success') throw new Error(JSON.stringify(result));
  return result.batch;
}

async function made(deps: World, count: number): Promise<Batch> {
  const { id } = await accepted(deps, requestFor(count));
  expect(await advanceBatch(deps, id, ALWAYS)).toBe('done');
  return stored(deps, id);
}

async function stored({ batches }: Pick<World, 'batches'>, id: string): Promise<Batch> {
  const batch = await batches.get(id);
  if (batch === null) throw new Error(`There is no batch ${id}.`);
  return batch;
}

async function exportsOf({ exports }: Pick<World, 'exports'>): Promise<readonly VideoExport[]> {
  const all = { first: 2000, after: null, projectId: null, status: null };
  return (await exports.byOwner('user-1', all)).items.toReversed();
}

const usageOf = ({ exports, clock }: World) => exports.read('user-1', clock());
const typesOf = ({ events }: World): string[] => events.published.map(({ type }) => type);

describe('the ids of a batch’s exports', () => {
  const { id } = exampleBatch();

  it('are as old as the batch, all different, and in the order of rows', () => {
    const ids = Array.from({ length: BATCH_LIMITS.rows }, (_value, row) => batchExportId(id, row));
    expect(new Set(ids).size).toBe(1000);
    expect(ids.toSorted()).toEqual(ids);
    for (const one of ids) expect(one).toMatch(/^exp_01JZ8Q4S4T[0-9A-HJKMNP-TV-Z]{16}$/);
    expect(batchExportId('bat_01JZ8Q4S4T6V8X0Y2Z4A6B8C0H', 0)).not.toBe(ids[0]);
  });

  it('tell their row, and those of others none', () => {
    fc.assert(
      fc.property(fc.nat(999), (row) => {
        expect(batchRowOf({ id, total: 1000 }, batchExportId(id, row))).toBe(row);
        expect(batchRowOf({ id, total: row }, batchExportId(id, row))).toBeNull();
        expect(batchRowOf({ id: `${id}x`, total: 1000 }, batchExportId(id, row))).toBeNull();
      }),
    );
    for (const other of [
      '',
      'exp_',
      batchExportId(id, 0).slice(0, -1),
      `${batchExportId(id, 0)}0`,
      'x'.repeat(30),
    ])
      expect(batchRowOf({ id, total: 1000 }, other)).toBeNull();
  });
});

describe('the state of a batch', () => {
  it.each([
    [{ phase: 'CREATING' as const }, 'CREATING', null],
    [{ phase: 'CREATED' as const, completed: 1, failed: 1, endedAt: 'T' }, 'RUNNING', null],
    [{ phase: 'CREATED' as const, completed: 1, failed: 1, cancelled: 1, endedAt: 'T' }, 'FINISHED', 'T'],
    [{ phase: 'CANCELLING' as const, completed: 3, endedAt: 'T' }, 'CANCELLING', null],
    [{ phase: 'CANCELLED' as const, cancelled: 3, endedAt: 'T' }, 'CANCELLED', 'T'],
  ])('%j is %s', (changes, status, finishedAt) => {
    const batch = exampleBatch(changes);
    expect([batchStatus(batch), batchFinishedAt(batch)]).toEqual([status, finishedAt]);
  });

  it('has progress from 0 to 1: what has ended, and the parts of what renders', () => {
    const batch = exampleBatch({ total: 4, completed: 1, failed: 1 });
    expect(batchProgress(batch, [{ progress: 0.5 }])).toBe(0.625);
    expect(batchProgress(exampleBatch(), [])).toBe(0);
    expect(batchProgress(exampleBatch({ completed: 3 }), [{ progress: 0.9 }])).toBe(1);
  });
});

describe('createBatch', () => {
  it('accepts a batch whole: quota, money, rows, and the event', async () => {
    const deps = await given();
    const batch = await accepted(deps, requestFor(30));
    expect(batch).toMatchObject({
      id: expect.stringMatching(/^bat_[0-9A-HJKMNP-TV-Z]{26}$/) as string,
      ...{ ownerId: 'user-1', projectId: project.id, phase: 'CREATING', total: 30, created: 0 },
      ...{ estimatedUsd: 0.1, correlationId: 'request-1', createdAt: '2026-03-01T12:00:00.000Z' },
    });
    expect(await stored(deps, batch.id)).toEqual(batch);
    expect(await usageOf(deps)).toMatchObject({ dailyUsed: 30, monthlyCommittedUsd: 3 });
    expect(await exportsOf(deps)).toEqual([]);
    expect(deps.events.published).toMatchObject([
      { type: 'batch.requested.v1', detail: { data: { batchId: batch.id, ownerId: 'user-1' } } },
    ]);
  });

  it('keeps of the rows only what the project asks for', async () => {
    const deps = await given();
    const { id } = await accepted(deps, requestFor(1));
    expect((await deps.batches.source(id, 0))?.rows).toEqual([{ name: 'Row 0', photo: 'sample/lake.jpg' }]);
  });

  const ASSET = 'must be an https:// URL or the path of a file in the public folder, such as sample/lake.jpg';
  const many = rowsOf(1001);
  it.each<[string, Partial<CreateBatchRequest>, { path: string; message: string }[]]>([
    ['no rows', { rows: [] }, [{ path: 'rows', message: 'must be 1 to 1000, got 0' }]],
    ['1001 rows', { rows: many }, [{ path: 'rows', message: 'must be 1 to 1000, got 1001' }]],
    [
      'a key of 256 characters',
      { idempotencyKey: 'x'.repeat(256) },
      [{ path: 'idempotencyKey', message: 'must be 1 to 255 printable ASCII characters' }],
    ],
    [
      'rows that are no objects',
      { rows: [...rowsOf(1), 'x', null, []] },
      [1, 2, 3].map((row) => ({ path: `rows[${row}]`, message: 'must be an object of variables' })),
    ],
    [
      'a value that is a list',
      { rows: [...rowsOf(17), { ...rowsOf(1)[0], name: ['x'] }] },
      [{ path: 'rows[17].name', message: 'must be text, a number, true or false' }],
    ],
    [
      'rows in which a value is missing or wrong',
      { rows: [...rowsOf(1), { photo: 'sample/a.jpg' }, { name: 'x', photo: '../x' }] },
      [
        { path: 'rows[1].title', message: 'the variable "name" has no value' },
        { path: 'rows[1].scenes[0].props.title', message: 'the variable "name" has no value' },
        { path: 'rows[2].scenes[1].props.src', message: ASSET },
      ],
    ],
  ])('refuses %s, and says which', async (_name, changes, issues) => {
    const deps = await given();
    expect(await createBatch(deps, CALLER, requestFor(2, changes))).toEqual({ type: 'invalid', issues });
    expect([await usageOf(deps), deps.events.published]).toMatchObject([{ dailyUsed: 0 }, []]);
  });

  it('tells at most 20 problems, the last one being how many are left', async () => {
    const rows = Array.from({ length: 1000 }, () => ({ name: 'x', photo: '/etc/passwd' }));
    const result = await createBatch(await given(), CALLER, requestFor(0, { rows }));
    const issues = result.type === 'invalid' ? result.issues : [];
    expect(issues).toHaveLength(20);
    expect(issues.slice(18)).toEqual([
      { path: 'rows[18].scenes[1].props.src', message: ASSET },
      { path: 'rows', message: 'have 981 more problems' },
    ]);
  });

  it('refuses rows that could not be stored', async () => {
    const names = Array.from({ length: 10 }, (_value, index) => `v${index}`);
    const [first] = project.scenes;
    if (first === undefined) throw new Error('The project has no scene.');
    const fields = names.map((name) => `{{${name}}}`).join('');
    const wide = { ...project, scenes: [{ ...first, props: { title: 'x', subtitle: fields } }], title: 'x' };
    const row = Object.fromEntries(names.map((name) => [name, 'x'.repeat(1000)]));
    const result = await createBatch(await given({}, wide), CALLER, requestFor(0, { rows: [row] }));
    expect(result).toMatchObject({
      type: 'invalid',
      issues: [
        {
          path: 'rows[0]',
          message: 'has 10081 bytes of values that the project uses; at most 10000 are accepted',
        },
        { path: 'rows[0].scenes[0].props.subtitle' },
      ],
    });
  });

  it("answers the same for a project that is not there and for somebody else's", async () => {
    const deps = await given();
    const other = { ...CALLER, userId: 'user-2' };
    expect(await createBatch(deps, other, requestFor(1))).toEqual({ type: 'project-not-found' });
    expect(await createBatch(deps, CALLER, requestFor(1, { projectId: 'prj_unknown' }))).toEqual({
      type: 'project-not-found',
    });
  });

  it.each<[string, Partial<Limits>, object]>([
    [
      'the day',
      { dailyExports: 2 },
      { type: 'daily-limit', limit: 2, used: 0, resetsAt: '2026-03-02T00:00:00.000Z' },
    ],
    [
      'the month',
      { monthlyBudgetUsd: 0.25 },
      { type: 'budget', budgetUsd: 0.25, committedUsd: 0, estimatedUsd: 0.3 },
    ],
    [
      'one render’s length',
      { maxRenderSeconds: 3 },
      { type: 'too-long', limitInSeconds: 3, durationInSeconds: 4 },
    ],
    [
      'one render’s cost',
      { maxRenderUsd: 0.05 },
      { type: 'too-expensive', limitUsd: 0.05, estimatedUsd: 0.1 },
    ],
    ['the minute', { mutationsPerMinute: 0 }, { type: 'rate-limit', perMinute: 0, retryAfterSeconds: 60 }],
  ])('refuses what is over the limit of %s, with the figures', async (_name, limits, result) => {
    expect(await createBatch(await given(limits), CALLER, requestFor(3))).toEqual(result);
  });

  it('answers a known key with the first batch, whatever the order of columns, and refuses another input', async () => {
    const deps = await given({ dailyExports: 3 });
    const request = requestFor(3, { idempotencyKey: 'k' });
    const { id } = await accepted(deps, request);
    await advanceBatch(deps, id, ALWAYS);
    const turned = request.rows.map((row) => Object.fromEntries(Object.entries(row as object).toReversed()));
    // Over the limit of the day by now, and no longer valid for the project.
    expect(await createBatch(deps, CALLER, { ...request, rows: turned })).toMatchObject({
      type: 'success',
      batch: { id, created: 3 },
    });
    await deps.projects.put({ ...project, version: 2, title: '{{missing}}' });
    expect(await createBatch(deps, CALLER, request)).toMatchObject({ type: 'success', batch: { id } });
    const other = { ...request, quality: 'HIGH' as const };
    expect(await createBatch(deps, CALLER, other)).toEqual({ type: 'idempotency-conflict', batchId: id });
  });

  it('does not remember a key of what was refused', async () => {
    const deps = await given();
    const bad = requestFor(1, { idempotencyKey: 'k', rows: [{ name: 'x' }] });
    expect(await createBatch(deps, CALLER, bad)).toMatchObject({ type: 'invalid' });
    await accepted(deps, requestFor(1, { idempotencyKey: 'k' }));
  });

  it('accepts also when the event cannot be sent, and says so in the log', async () => {
    const deps = await given();
    deps.events.failure = new Error('down');
    const { id } = await accepted(deps, requestFor(1));
    expect(deps.log.lines).toMatchObject([{ level: 'warn', details: { batchId: id } }]);
  });
});

describe('the steps of a batch', () => {
  it('make one export for each row, filled in, in order, as old as the batch', async () => {
    const deps = await given();
    const { id } = await accepted(deps, requestFor(60));
    deps.clock.advance(90_000);
    await advanceBatch(deps, id, ALWAYS);
    const exports = await exportsOf(deps);
    expect(exports.map((one) => one.id)).toEqual(rowsOf(60).map((_row, index) => batchExportId(id, index)));
    expect(exports.map(({ title }) => title)).toEqual(rowsOf(60).map(({ name }) => `For ${name}`));
    expect(exports[59]).toMatchObject({
      ...{ batchId: id, ownerId: 'user-1', status: 'PENDING', estimatedUsd: 0.1, correlationId: 'request-1' },
      createdAt: '2026-03-01T12:00:00.000Z',
    });
    expect((await deps.exports.props(batchExportId(id, 59)))?.scenes[0]?.props).toEqual({
      title: 'Hello Row 59',
    });
    expect(new Set(exports.map(({ cacheKey }) => cacheKey)).size).toBe(60);
    expect(await stored(deps, id)).toMatchObject({ phase: 'CREATED', created: 60, version: 4 });
    expect(await usageOf(deps)).toMatchObject({ dailyUsed: 60, monthlyCommittedUsd: 6 });
  });

  it('are of the project as it was, whatever becomes of it', async () => {
    const deps = await given();
    const { id } = await accepted(deps, requestFor(1));
    await deps.projects.put({ ...project, version: 2, title: 'Changed' });
    await advanceBatch(deps, id, ALWAYS);
    expect((await exportsOf(deps))[0]?.title).toBe('For Row 0');
  });

  it('ask for as many exports as may render at once; the others are asked for when one ends', async () => {
    const deps = await given({ concurrentRenders: 2 });
    const { id } = await accepted(deps, requestFor(30));
    await advanceBatch(deps, id, ALWAYS);
    const asked = deps.events.published.filter(({ type }) => type === 'export.requested.v1');
    expect(asked.map(({ detail }) => (detail.data as { exportId: string }).exportId)).toEqual([
      batchExportId(id, 0),
      batchExportId(id, 1),
    ]);
  });

  it('take no more than 25 rows, and no more than fits into a transaction', async () => {
    const [first] = project.scenes;
    if (first === undefined) throw new Error('The project has no scene.');
    const scenes = Array.from({ length: 140 }, (_value, index) => ({
      ...{ ...first, id: `s${index}`, template: 'media' },
      props: { src: `https://example.com/${'x'.repeat(1900)}`, caption: '{{name}}' },
    }));
    const deps = await given({}, { ...project, scenes });
    const sizes: number[] = [];
    const save = deps.batches.save.bind(deps.batches);
    deps.batches.save = async (change: BatchChange) => {
      sizes.push(change.exports.length);
      return save(change);
    };
    const { id } = await accepted(deps, requestFor(26));
    await advanceBatch(deps, id, ALWAYS);
    expect(sizes).toEqual([10, 10, 5, 1]);
    expect(await exportsOf(deps)).toHaveLength(26);
  });

  it('go on in another invocation when time is up, but never without having done one', async () => {
    const deps = await given();
    const { id } = await accepted(deps, requestFor(60));
    deps.events.published.length = 0;
    const late = { causationId: 'event-1', hasTime: () => false };
    expect(await advanceBatch(deps, id, late)).toBe('continues');
    expect((await stored(deps, id)).created).toBe(25);
    expect(typesOf(deps)).toEqual(['export.requested.v1', 'batch.requested.v1']);
    expect(deps.events.published[1]?.detail.metadata).toMatchObject({
      correlationId: 'request-1',
      causationId: 'event-1',
    });
    expect(await advanceBatch(deps, id, late)).toBe('continues');
    expect(await advanceBatch(deps, id, late)).toBe('done');
    expect(await advanceBatch(deps, id, late)).toBe('done');
    expect(await exportsOf(deps)).toHaveLength(60);
  });

  it('make nothing twice when several invocations are at work', async () => {
    const deps = await given();
    const { id } = await accepted(deps, requestFor(100));
    await Promise.all([1, 2, 3].map(() => advanceBatch(deps, id, ALWAYS)));
    expect(await exportsOf(deps)).toHaveLength(100);
    expect(await stored(deps, id)).toMatchObject({ phase: 'CREATED', created: 100 });
  });

  it('do nothing for a batch that is not there', async () => {
    expect(await advanceBatch(await given(), 'bat_unknown', ALWAYS)).toBe('done');
  });
});

describe('cancelBatch', () => {
  it("knows nothing of somebody else's batch, to the letter", async () => {
    const deps = await given();
    const { id } = await made(deps, 2);
    const other = { ...CALLER, userId: 'user-2' };
    expect(await cancelBatch(deps, other, id)).toEqual({ type: 'not-found' });
    expect(await cancelBatch(deps, other, 'bat_unknown')).toEqual({ type: 'not-found' });
    expect((await stored(deps, id)).phase).toBe('CREATED');
  });

  it('stops a batch half way, cancels what is there, and gives back what never will be', async () => {
    const deps = await given();
    const { id } = await accepted(deps, requestFor(60));
    await advanceBatch(deps, id, { causationId: 'event-1', hasTime: () => false });
    const result = await cancelBatch(deps, CALLER, id);
    expect(result).toMatchObject({ type: 'success', batch: { phase: 'CANCELLING', created: 25 } });
    expect(typesOf(deps).at(-1)).toBe('batch.cancelled.v1');
    await advanceBatch(deps, id, ALWAYS);
    const batch = await stored(deps, id);
    expect([batchStatus(batch), batchProgress(batch, [])]).toEqual(['CANCELLED', 1]);
    expect(batch).toMatchObject({ created: 25, cancelled: 60, endedAt: '2026-03-01T12:00:00.000Z' });
    const exports = await exportsOf(deps);
    expect(exports.map(({ status }) => status)).toEqual(Array.from({ length: 25 }, () => 'CANCELLED'));
    expect(await usageOf(deps)).toMatchObject({ dailyUsed: 25, monthlyCommittedUsd: 0 });
  });

  it('cancels the oldest last, so that no slot that gets free lets another one of the batch render', async () => {
    const deps = await given();
    const { id } = await made(deps, 30);
    await cancelBatch(deps, CALLER, id);
    deps.events.published.length = 0;
    await advanceBatch(deps, id, ALWAYS);
    const ended = deps.events.published.map(({ detail }) => (detail.data as { exportId: string }).exportId);
    expect(ended).toEqual(rowsOf(30).map((_row, index) => batchExportId(id, 29 - index)));
  });

  it('is told again when somebody could not be told, while anybody may still be there', async () => {
    const deps = await given();
    const { id } = await made(deps, 2);
    await cancelBatch(deps, CALLER, id);
    const batchChanged = jest.fn(() => Promise.reject(new Error('Not all were told')));
    const failing = { ...deps, watchers: Object.assign(deps.watchers, { batchChanged }) };
    for (let times = 1; times <= 2; times += 1) {
      await expect(advanceBatch(failing, id, ALWAYS)).rejects.toThrow('Not all were told');
      expect([batchChanged.mock.calls.length, (await stored(deps, id)).isEndTold]).toEqual([times, false]);
    }
    deps.clock.advance(60_000);
    expect(await repairBatches(deps, 'run-1')).toBe(1);
    // No connection of that time is left then.
    deps.clock.advance(2 * 3_600_000 + 600_000);
    expect(await advanceBatch(failing, id, ALWAYS)).toBe('done');
    expect(await stored(deps, id)).toMatchObject({ phase: 'CANCELLED', isEndTold: true });
  });

  it('gives the same answer again', async () => {
    const deps = await given();
    const { id } = await made(deps, 2);
    await cancelBatch(deps, CALLER, id);
    expect(await cancelBatch(deps, CALLER, id)).toMatchObject({
      type: 'success',
      batch: { phase: 'CANCELLING' },
    });
    await advanceBatch(deps, id, ALWAYS);
    expect(await cancelBatch(deps, CALLER, id)).toMatchObject({
      type: 'success',
      batch: { phase: 'CANCELLED' },
    });
  });

  it('does not touch what has ended', async () => {
    const deps = await given();
    const { id } = await made(deps, 3);
    await cancelOne(deps, batchExportId(id, 0));
    await cancelBatch(deps, CALLER, id);
    await advanceBatch(deps, id, ALWAYS);
    expect(await stored(deps, id)).toMatchObject({ phase: 'CANCELLED', cancelled: 3 });
    const finished = await made(deps, 1);
    await cancelOne(deps, batchExportId(finished.id, 0));
    expect(await cancelBatch(deps, CALLER, finished.id)).toMatchObject({
      type: 'ended',
      batch: { cancelled: 1 },
    });
  });
});

async function cancelOne(deps: World, exportId: string): Promise<void> {
  expect((await cancelExport(deps, CALLER, exportId)).type).toBe('success');
}

describe('repairing batches', () => {
  it('sends the event again when nothing was done for a minute, and not before', async () => {
    const deps = await given();
    await accepted(deps, requestFor(2));
    const cancelled = await made(deps, 2);
    await cancelBatch(deps, CALLER, cancelled.id);
    await made(deps, 2);
    deps.events.published.length = 0;
    deps.clock.advance(59_999);
    expect(await repairBatches(deps, 'run-1')).toBe(0);
    deps.clock.advance(1);
    expect(await repairBatches(deps, 'run-1')).toBe(2);
    expect(typesOf(deps)).toEqual(['batch.requested.v1', 'batch.cancelled.v1']);
  });

  it('is not put off by exports that end', async () => {
    const deps = await given();
    const { id } = await accepted(deps, requestFor(60));
    await advanceBatch(deps, id, { causationId: 'event-1', hasTime: () => false });
    deps.clock.advance(59_000);
    await cancelOne(deps, batchExportId(id, 0));
    deps.clock.advance(1000);
    expect(await repairBatches(deps, 'run-1')).toBe(1);
  });

  it('gives up what could not be made in a day, and gives back what was taken for it', async () => {
    const deps = await given();
    const { id } = await accepted(deps, requestFor(30));
    deps.batches.source = async () => null;
    await expect(advanceBatch(deps, id, ALWAYS)).rejects.toThrow(`The rows of the batch ${id} are gone.`);
    deps.clock.advance(24 * 3_600_000 - 1);
    await repairBatches(deps, 'run-1');
    expect((await stored(deps, id)).phase).toBe('CREATING');
    deps.clock.advance(60_000);
    await repairBatches(deps, 'run-2');
    await advanceBatch(deps, id, ALWAYS);
    expect(await stored(deps, id)).toMatchObject({ phase: 'CANCELLED', cancelled: 30 });
    const at = new Date('2026-03-01T13:00:00.000Z');
    expect(await deps.exports.read('user-1', at)).toMatchObject({ dailyUsed: 0, monthlyCommittedUsd: 0 });
  });

  it('goes on with the others when one cannot be repaired', async () => {
    const deps = await given();
    const first = await accepted(deps, requestFor(1));
    await accepted(deps, requestFor(1));
    deps.clock.advance(60_000);
    const get = deps.batches.get.bind(deps.batches);
    deps.batches.get = async (id) => {
      if (id === first.id) throw new Error('down');
      return get(id);
    };
    expect(await repairBatches(deps, 'run-1')).toBe(1);
    expect(deps.log.lines.filter(({ level }) => level === 'error')).toMatchObject([
      { details: { batchId: first.id } },
    ]);
  });
});

describe('a crash', () => {
  class Crash extends Error {}

  /** Makes one of all calls of the stores and ports fail: before it does anything, or after it has done all. */
  function crashing(
    deps: World,
    crashAt: number,
    when: 'before' | 'after',
  ): { deps: World; calls: () => number } {
    let calls = 0;
    const wrap = <T extends object>(port: T): T =>
      new Proxy(port, {
        get(target, name) {
          const value = Reflect.get(target, name) as unknown;
          if (typeof value !== 'function') return value;
          return async (...args: unknown[]): Promise<unknown> => {
            calls += 1;
            const isIt = calls === crashAt;
            if (isIt && when === 'before') throw new Crash(String(name));
            const answer: unknown = await Reflect.apply(value, target, args);
            if (isIt) throw new Crash(String(name));
            return answer;
          };
        },
      });
    const { batches, exports, events, projects } = deps;
    const wrapped = {
      batches: wrap(batches),
      exports: wrap(exports),
      events: wrap(events),
      projects: wrap(projects),
    };
    return { deps: { ...deps, ...wrapped }, calls: () => calls };
  }

  const survive = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
    }
  };

  /** Delivers every event of a batch twice, and lets reconcile run until nothing is left. */
  async function settle(deps: World, real: World): Promise<void> {
    let delivered = 0;
    for (let rounds = 0; rounds < 20; rounds += 1) {
      const events = real.events.published.slice(delivered).filter(({ type }) => type.startsWith('batch.'));
      delivered = real.events.published.length;
      for (const { detail } of [...events, ...events]) {
        const { batchId } = detail.data as { batchId: string };
        let left = 2;
        await survive(() =>
          advanceBatch(deps, batchId, { causationId: 'e', hasTime: () => (left -= 1) > 0 }),
        );
      }
      if ((await real.batches.unfinished({ first: 1, after: null })).items.length === 0) return;
      real.clock.advance(60_000);
      await survive(() => repairBatches(deps, 'run'));
    }
    throw new Error('The batch does not come to an end.');
  }

  async function tryEveryCall(run: (deps: World, real: World) => Promise<void>): Promise<number> {
    let tried = 0;
    for (const when of ['before', 'after'] as const) {
      for (let crashAt = 1; ; crashAt += 1) {
        const real = await given();
        const { deps, calls } = crashing(real, crashAt, when);
        await run(deps, real);
        if (calls() < crashAt) break;
        tried += 1;
      }
    }
    return tried;
  }

  it('anywhere while a batch is made leaves one export for each row, and nothing taken twice', async () => {
    const tried = await tryEveryCall(async (deps, real) => {
      const request = requestFor(60, { idempotencyKey: 'k' });
      await survive(() => createBatch(deps, CALLER, request));
      // A client without an answer asks again.
      const { id } = await accepted(deps, request).catch(() => accepted(deps, request));
      await settle(deps, real);
      expect(await stored(real, id)).toMatchObject({ phase: 'CREATED', created: 60 });
      expect(await exportsOf(real)).toHaveLength(60);
      const at = new Date('2026-03-01T13:00:00.000Z');
      expect(await real.exports.read('user-1', at)).toMatchObject({ dailyUsed: 60, monthlyCommittedUsd: 6 });
    });
    expect(tried).toBeGreaterThan(20);
  });

  it('anywhere while a batch is cancelled leaves nothing running, and gives everything back once', async () => {
    const tried = await tryEveryCall(async (deps, real) => {
      const { id } = await accepted(real, requestFor(40));
      await advanceBatch(real, id, { causationId: 'e', hasTime: () => false });
      real.events.published.length = 0;
      const cancel = () => cancelBatch(deps, CALLER, id);
      await cancel().catch(cancel);
      await settle(deps, real);
      expect(await stored(real, id)).toMatchObject({ phase: 'CANCELLED', created: 25, cancelled: 40 });
      expect((await exportsOf(real)).every(({ status }) => status === 'CANCELLED')).toBe(true);
      const at = new Date('2026-03-01T13:00:00.000Z');
      expect(await real.exports.read('user-1', at)).toMatchObject({ dailyUsed: 25, monthlyCommittedUsd: 0 });
    });
    expect(tried).toBeGreaterThan(100);
  });
});
