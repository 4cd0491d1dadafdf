import {
  batchExportId,
  batchFinishedAt,
  batchProgress,
  batchRowOf,
  batchStatus,
  cancelBatch,
  createBatch,
  type Batch as StoredBatch,
  type CreateBatchResult,
} from '../../exports/batch';
import type { Page, PageRequest } from '../../exports/ports';
import type { VideoExport } from '../../exports/video-export';
import { authenticated, type ReadDeps } from '../context';
import type { BatchResolvers, MutationResolvers, QueryResolvers, ResolversTypes } from '../generated';
import { badInput, pageRequest, toConnection } from '../pages';
import { toLimitResult, toRefusal } from './exports';

export const batchQueries: Pick<QueryResolvers, 'batch'> = {
  async batch(_root, { id }, context) {
    const { caller, api } = authenticated(context);
    const batch = await api.batches.get(id);
    return batch?.ownerId === caller.userId ? batch : null;
  },
};

export const batchMutations: Pick<MutationResolvers, 'createBatch' | 'cancelBatch'> = {
  async createBatch(_root, { input }, context) {
    const { caller, api, requestId } = authenticated(context);
    const { projectId, rows } = input;
    const result = await createBatch(
      api,
      { userId: caller.userId, requestId },
      // Defaults of the schema, given once more for callers that send an explicit null.
      {
        ...{ projectId, rows, format: input.format ?? 'MP4', quality: input.quality ?? 'HIGH' },
        idempotencyKey: input.idempotencyKey ?? null,
      },
    );
    return toCreateBatchResult(result, projectId, rows.length);
  },

  async cancelBatch(_root, { id }, context) {
    const { caller, api, requestId } = authenticated(context);
    const result = await cancelBatch(api, { userId: caller.userId, requestId }, id);
    switch (result.type) {
      case 'success':
        return { __typename: 'CancelBatchSuccess', batch: result.batch };
      case 'not-found': {
        const message = 'There is no such batch.';
        return { __typename: 'BatchNotFound', code: 'BATCH_NOT_FOUND', message, batchId: id };
      }
      case 'ended': {
        const message = 'All exports of the batch have ended already.';
        return { __typename: 'BatchEnded', code: 'BATCH_ENDED', message, status: batchStatus(result.batch) };
      }
    }
  },
};

function toCreateBatchResult(
  result: CreateBatchResult,
  projectId: string,
  total: number,
): Awaited<ResolversTypes['CreateBatchResult']> {
  switch (result.type) {
    case 'success':
      return { __typename: 'CreateBatchSuccess', batch: result.batch };
    case 'idempotency-conflict': {
      const message =
        'The idempotency key was used for another batch within the last 24 hours; use a new key.';
      const { batchId } = result;
      return { __typename: 'BatchIdempotencyConflict', code: 'IDEMPOTENCY_CONFLICT', message, batchId };
    }
    case 'daily-limit': {
      const { limit, used, resetsAt } = result;
      const message = `A batch of ${total} exports does not fit: ${used} of today's ${limit} are used; the count starts again at ${resetsAt}.`;
      return { __typename: 'DailyLimitReached', code: 'DAILY_LIMIT_REACHED', message, limit, used, resetsAt };
    }
    case 'rate-limit':
    case 'budget':
      return toLimitResult(result);
    default:
      return toRefusal(result, projectId);
  }
}

export const Batch: BatchResolvers = {
  async project({ projectId, ownerId }, _args, { reads }) {
    const project = await reads.projects.get(projectId);
    return project?.ownerId === ownerId ? project : null;
  },
  status: batchStatus,
  finishedAt: batchFinishedAt,
  async progress(batch, _args, context) {
    if (batchFinishedAt(batch) !== null) return batchProgress(batch, []);
    return batchProgress(batch, await renderingOf(context.reads, batch));
  },
  async exports(batch, args, context) {
    const request = pageRequest(args, 'exp');
    return toConnection(await exportsOf(context.reads, batch, request), request);
  },
};

/** Those exports of a batch that render now: a few, since they hold the user's slots. */
async function renderingOf({ usage, exports, clock }: ReadDeps, batch: StoredBatch): Promise<VideoExport[]> {
  const { renderingIds } = await usage.read(batch.ownerId, clock());
  const own = renderingIds.filter((id) => batchRowOf(batch, id) !== null);
  const found = await Promise.all(own.map((id) => exports.get(id)));
  // What has ended since is counted already, or will be when the batch is read the next time.
  return found.flatMap((one) => (one?.status === 'RENDERING' ? [one] : []));
}

/** Ids are known by their rows, so no list has to be read; those that were deleted are left out. */
async function exportsOf(
  { exports }: Pick<ReadDeps, 'exports'>,
  batch: StoredBatch,
  { first, after }: PageRequest,
): Promise<Page<VideoExport>> {
  const last = after === null ? -1 : batchRowOf(batch, after);
  if (last === null) throw badInput('after: must be the `endCursor` of an earlier page of this list');
  const end = Math.min(batch.created, last + 1 + first);
  const rows = Array.from({ length: Math.max(0, end - last - 1) }, (_value, index) => last + 1 + index);
  const found = await Promise.all(rows.map((row) => exports.get(batchExportId(batch.id, row))));
  const items = found.filter((one) => one !== null);
  if (end >= batch.created) return { items, hasNextPage: false };
  return { items, hasNextPage: true, continueAfter: batchExportId(batch.id, end - 1) };
}
