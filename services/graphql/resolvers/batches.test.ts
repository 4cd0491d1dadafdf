import { batchExportId, type Batch } from '../../exports/batch';
import { advanceBatch } from '../../exports/batch-steps';
import { cancelExport } from '../../exports/cancel';
import { createDomain, exampleProject } from '../../exports/memory';
import { MemoryBatches } from '../../exports/memory-batches';
import { MemoryCallbacks } from '../../exports/memory-callbacks';
import type { Limits } from '../../exports/ports';
import type { RequestContext } from '../context';
import { createServer } from '../server';

const project = exampleProject({
  scenes: [{ id: 'a', name: null, template: 'title', props: { title: '{{name}}' }, durationInFrames: 90 }],
});
const CALLER = { userId: 'user-1', requestId: 'request-1' };
const CREATE = `mutation ($input: CreateBatchInput!) {
  createBatch(input: $input) {
    __typename
    ... on CreateBatchSuccess { batch { id status total created format quality progress project { id } } }
    ... on UserError { code message }
    ... on InvalidInput { issues { path message } }
    ... on DailyLimitReached { limit used resetsAt }
    ... on BudgetExceeded { budgetUsd committedUsd estimatedUsd }
    ... on BatchIdempotencyConflict { batchId }
    ... on RateLimited { limitPerMinute }
  }
}`;
const CANCEL = `mutation ($id: ID!) {
  cancelBatch(id: $id) {
    __typename
    ... on CancelBatchSuccess { batch { id status } }
    ... on UserError { code message }
    ... on BatchNotFound { batchId }
    ... on BatchEnded { status }
  }
}`;

async function given(limits: Partial<Limits> = {}) {
  const domain = createDomain({ dailyExports: 1000, ...limits });
  await domain.projects.put(project);
  const batches = new MemoryBatches(domain.exports);
  const deps = { ...domain, batches, callbacks: new MemoryCallbacks(), downloadUrlSeconds: 3600 };
  const server = createServer({
    log: domain.log,
    countFailure: () => undefined,
    graphiqlAssetsUrl: null,
    introspection: true,
    subscriptionUrl: 'ws://api.test',
  });
  const ask = async (query: string, variables: object = {}, userId = 'user-1') => {
    const contextValue = {
      ...{ caller: { userId, expiresAt: 2_000_000_000 }, requestId: 'request-1' },
      ...{ reads: deps, api: deps },
    } as unknown as RequestContext;
    const { body } = await server.executeOperation(
      { query, variables: variables as Record<string, unknown> },
      { contextValue },
    );
    if (body.kind !== 'single') throw new Error('A single answer was expected.');
    const { data, errors } = body.singleResult;
    if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
    return JSON.parse(JSON.stringify(data)) as Record<string, unknown>;
  };
  const create = async (count: number, more: object = {}) =>
    (await ask(CREATE, { input: { projectId: project.id, rows: rowsOf(count), ...more } })).createBatch;
  const made = async (count: number): Promise<string> => {
    const { batch } = (await create(count)) as { batch: Batch };
    await advanceBatch(deps, batch.id, { causationId: 'event-1', hasTime: () => true });
    return batch.id;
  };
  return { deps, ask, create, made };
}

const rowsOf = (count: number) => Array.from({ length: count }, (_value, row) => ({ name: `Row ${row}` }));

describe('createBatch', () => {
  it('answers with the batch, whose exports are still to be made', async () => {
    const { create } = await given();
    expect(await create(3, { format: null, quality: null })).toEqual({
      __typename: 'CreateBatchSuccess',
      batch: {
        id: expect.stringMatching(/^bat_/) as string,
        ...{ status: 'CREATING', total: 3, created: 0, progress: 0, format: 'MP4', quality: 'HIGH' },
        project: { id: project.id },
      },
    });
  });

  it('says which row is bad', async () => {
    const { create } = await given();
    const issue = { path: 'rows[1].scenes[0].props.title', message: 'the variable "name" has no value' };
    expect(await create(0, { rows: [...rowsOf(1), {}] })).toMatchObject({
      __typename: 'InvalidInput',
      message: `${issue.path}: ${issue.message}`,
      issues: [issue],
    });
    expect(await create(1001)).toMatchObject({
      issues: [{ path: 'rows', message: 'must be 1 to 1000, got 1001' }],
    });
  });

  it.each([
    [
      { dailyExports: 2 },
      {
        ...{ __typename: 'DailyLimitReached', limit: 2, used: 0 },
        message:
          "A batch of 3 exports does not fit: 0 of today's 2 are used; the count starts again at 2026-03-02T00:00:00.000Z.",
      },
    ],
    [{ mutationsPerMinute: 0 }, { __typename: 'RateLimited', limitPerMinute: 0 }],
    [{ maxRenderSeconds: 1 }, { __typename: 'RenderTooLong' }],
  ])('over the limit of %j is refused with the figures', async (limits, answer) => {
    const { create } = await given(limits);
    expect(await create(3)).toMatchObject(answer);
  });

  it('refuses a key that was used for another input, and does not mix it up with one of an export', async () => {
    const { create } = await given();
    const first = (await create(1, { idempotencyKey: 'k' })) as { batch: { id: string } };
    expect(await create(1, { idempotencyKey: 'k' })).toMatchObject({ batch: { id: first.batch.id } });
    expect(await create(2, { idempotencyKey: 'k' })).toMatchObject({
      ...{ __typename: 'BatchIdempotencyConflict', code: 'IDEMPOTENCY_CONFLICT', batchId: first.batch.id },
    });
  });

  it('counts as one mutation', async () => {
    const { create } = await given({ mutationsPerMinute: 1 });
    expect(await create(1)).toMatchObject({ __typename: 'CreateBatchSuccess' });
    expect(await create(1)).toMatchObject({ __typename: 'RateLimited' });
  });
});

describe('a batch', () => {
  const BATCH = `query ($id: ID!, $first: Int, $after: String) {
    batch(id: $id) {
      status created completed failed cancelled progress finishedAt
      exports(first: $first, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } }
    }
  }`;

  it('sums up the progress of its exports', async () => {
    const { deps, ask, made } = await given();
    const id = await made(4);
    await cancelExport(deps, CALLER, batchExportId(id, 0));
    const rendering = await deps.exports.get(batchExportId(id, 1));
    if (rendering === null) throw new Error('The export is not there.');
    const after = { ...rendering, status: 'RENDERING', progress: 0.5, version: 2, leads: true } as const;
    expect(await deps.exports.save({ before: rendering, after, limits: deps.limits })).toBe('saved');
    expect((await ask(BATCH, { id })).batch).toMatchObject({
      ...{ status: 'RUNNING', created: 4, completed: 0, failed: 0, cancelled: 1 },
      ...{ progress: 0.375, finishedAt: null },
    });
  });

  it('lists its exports in the order of rows, in pages, without those that were deleted', async () => {
    const { deps, ask, made } = await given();
    const id = await made(5);
    const get = deps.exports.get.bind(deps.exports);
    deps.exports.get = async (one) => (one === batchExportId(id, 1) ? null : get(one));
    const seen: string[][] = [];
    let after: string | null = null;
    do {
      const { batch } = (await ask(BATCH, { id, first: 2, after })) as {
        batch: {
          exports: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
        };
      };
      seen.push(batch.exports.nodes.map((node) => node.id));
      after = batch.exports.pageInfo.hasNextPage ? batch.exports.pageInfo.endCursor : null;
    } while (after !== null && seen.length < 9);
    expect(seen).toEqual([[0], [2, 3], [4]].map((rows) => rows.map((row) => batchExportId(id, row))));
  });

  it('refuses cursors of other lists, and pages that are too long', async () => {
    const { ask, made } = await given();
    const [id, other] = [await made(1), await made(2)];
    const cursor = Buffer.from(`v1:${batchExportId(other, 0)}`).toString('base64url');
    const message = 'after: must be the `endCursor` of an earlier page of this list';
    await expect(ask(BATCH, { id, after: cursor })).rejects.toThrow(message);
    await expect(ask(BATCH, { id, after: 'x' })).rejects.toThrow(message);
    await expect(ask(BATCH, { id, first: 101 })).rejects.toThrow('first: must be from 1 to 100, got 101');
  });

  it("is null where there is none, and where it is somebody else's", async () => {
    const { ask, made } = await given();
    const id = await made(1);
    expect(await ask(BATCH, { id }, 'user-2')).toEqual({ batch: null });
    expect(await ask(BATCH, { id: 'x'.repeat(5000) })).toEqual({ batch: null });
  });
});

describe('cancelBatch', () => {
  it('cancels, and gives the same answer again', async () => {
    const { ask, made } = await given();
    const id = await made(2);
    for (const _time of [1, 2]) {
      expect(await ask(CANCEL, { id })).toEqual({
        cancelBatch: { __typename: 'CancelBatchSuccess', batch: { id, status: 'CANCELLING' } },
      });
    }
  });

  it('says so when all exports have ended', async () => {
    const { deps, ask, made } = await given();
    const id = await made(1);
    await cancelExport(deps, CALLER, batchExportId(id, 0));
    expect(await ask(CANCEL, { id })).toEqual({
      cancelBatch: {
        ...{ __typename: 'BatchEnded', code: 'BATCH_ENDED', status: 'FINISHED' },
        message: 'All exports of the batch have ended already.',
      },
    });
  });

  it("answers the same for a batch that is not there and for somebody else's", async () => {
    const { ask, made } = await given();
    const id = await made(1);
    const answer = (batchId: string) => ({
      cancelBatch: {
        ...{ __typename: 'BatchNotFound', code: 'BATCH_NOT_FOUND', batchId },
        message: 'There is no such batch.',
      },
    });
    expect(await ask(CANCEL, { id }, 'user-2')).toEqual(answer(id));
    expect(await ask(CANCEL, { id: 'bat_unknown' })).toEqual(answer('bat_unknown'));
  });
});

describe('the variables of a project', () => {
  it('are saved and read, and are none where none were given', async () => {
    const { ask } = await given();
    const save = `mutation ($input: SaveProjectInput!) {
      saveProject(input: $input) { ... on SaveProjectSuccess { project { variables } } }
    }`;
    const scenes = [{ template: 'title', props: { title: '{{a}}' }, durationInFrames: 1 }];
    const input = { title: 'x', scenes };
    expect(await ask(save, { input: { ...input, variables: { a: 1, b: true, c: 'x' } } })).toEqual({
      saveProject: { project: { variables: { a: '1', b: 'true', c: 'x' } } },
    });
    expect(await ask(save, { input })).toEqual({ saveProject: { project: { variables: {} } } });
  });
});
