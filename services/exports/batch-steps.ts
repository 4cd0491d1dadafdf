import {
  BATCH_LIMITS,
  batchEvent,
  batchExportId,
  cancelling,
  changeBatch,
  exportRequest,
  isUnfinished,
  type AnnounceDeps,
  type Batch,
  type BatchStore,
} from './batch';
import { cancelExport, type CancelDeps } from './cancel';
import { prepareExport, requestRender } from './create';
import type { Limits, NewExport, Page } from './ports';
import { mayStillBeWatched } from './watches';

/** What working on batches needs. */
export interface BatchStepsDeps extends CancelDeps {
  readonly batches: BatchStore;
  readonly limits: Pick<Limits, 'concurrentRenders'>;
  readonly siteVersion: string;
}

/** Props of all exports that are made in one transaction, in bytes of JSON: DynamoDB takes 4 MB. */
const STEP_BYTES_LIMIT = 3_000_000;
/** Steps of one invocation: more than a batch of 1000 rows takes, should none of them be disturbed. */
const STEPS_LIMIT = 100;

/** `done`: nothing is left to be done. `continues`: time is up, and the event was sent again. */
export type AdvanceResult = 'done' | 'continues';

/**
 * Works on a batch, step by step, until nothing is left or until `hasTime` says no; then it sends itself the event again. What
 * a step does is written in one transaction with how far it is, so it may die anywhere, run twice, or run beside another.
 */
export async function advanceBatch(
  deps: BatchStepsDeps,
  batchId: string,
  { causationId, hasTime }: { readonly causationId: string; readonly hasTime: () => boolean },
): Promise<AdvanceResult> {
  for (let steps = 0; ; steps += 1) {
    const batch = await deps.batches.get(batchId);
    if (batch === null) return 'done';
    if (!isUnfinished(batch)) return 'done';
    // The first step is always done, so that every event brings a batch further.
    if (steps > 0 && (steps === STEPS_LIMIT || !hasTime())) {
      await deps.events.publish([batchEvent(deps, batch, causationId)]);
      return 'continues';
    }
    if (batch.phase === 'CREATING') await createExports(deps, batch, causationId);
    else if (batch.phase === 'CANCELLING') await cancelExports(deps, batch, { causationId, hasTime });
    else await tellCancelled(deps, batch);
  }
}

/** Makes the exports of the next rows. Whoever is disturbed by another write starts again from what is stored then. */
async function createExports(deps: BatchStepsDeps, batch: Batch, causationId: string): Promise<void> {
  const exports = await nextExports(deps, batch);
  const created = batch.created + exports.length;
  const after: Batch = {
    ...batch,
    created,
    phase: created === batch.total ? 'CREATED' : 'CREATING',
    version: batch.version + 1,
    steppedAt: deps.clock().toISOString(),
  };
  if (!(await deps.batches.save({ before: batch, after, exports }))) return;
  deps.log.info('Exports of a batch were made.', { batchId: batch.id, created, total: batch.total });
  // More than may render at the same time need not be asked for: the others are, when one ends.
  const first = exports.slice(0, Math.max(0, deps.limits.concurrentRenders - batch.created));
  if (first.length === 0) return;
  await deps.events.publish(first.map(({ videoExport }) => requestRender(deps, videoExport, causationId)));
}

/** The exports of the next rows, as many as one transaction takes, each as createExport would have made it at the batch's time. */
async function nextExports(
  deps: Pick<BatchStepsDeps, 'batches' | 'siteVersion'>,
  batch: Batch,
): Promise<Pick<NewExport, 'videoExport' | 'props'>[]> {
  const source = await deps.batches.source(batch.id, batch.created);
  if (source === null || source.rows.length === 0)
    throw new Error(`The rows of the batch ${batch.id} are gone.`);
  const exports: Pick<NewExport, 'videoExport' | 'props'>[] = [];
  let bytes = 0;
  for (const [index, variables] of source.rows.slice(0, BATCH_LIMITS.rowsPerStep).entries()) {
    const prepared = await prepareExport(
      {
        projects: { get: async () => source.project },
        // Limits were checked, and quota and money taken, when the batch was accepted; and in that day and month.
        limits: NO_LIMITS,
        estimateUsd: () => batch.estimatedUsd,
        clock: () => new Date(batch.createdAt),
        ids: () => batchExportId(batch.id, batch.created + index),
        siteVersion: deps.siteVersion,
      },
      { userId: batch.ownerId, requestId: batch.correlationId },
      exportRequest(batch, variables),
    );
    // Every row was checked. A batch that cannot go on, since what is accepted has changed, is given up by reconcile.
    if ('type' in prepared) throw new Error(`A row of the batch ${batch.id} is refused: ${prepared.type}.`);
    bytes += Buffer.byteLength(JSON.stringify(prepared.props));
    if (exports.length > 0 && bytes > STEP_BYTES_LIMIT) break;
    exports.push({ props: prepared.props, videoExport: { ...prepared.videoExport, batchId: batch.id } });
  }
  return exports;
}

const NO_LIMITS: Limits = {
  ...{
    dailyExports: Infinity,
    concurrentRenders: Infinity,
    totalRenders: Infinity,
    totalFunctions: Infinity,
  },
  ...{ maxRenderSeconds: Infinity, maxRenderUsd: Infinity, monthlyBudgetUsd: null },
  ...{ renderTimeoutSeconds: Infinity, maxWaitHours: Infinity, mutationsPerMinute: Infinity },
};

/**
 * Cancels some of the exports that are there; when there are none left, closes the batch and gives back what was taken for rows
 * that have no export. From the last to the first: an end lets the user's oldest export render, which would be this batch's.
 */
async function cancelExports(
  deps: BatchStepsDeps,
  batch: Batch,
  { causationId, hasTime }: { readonly causationId: string; readonly hasTime: () => boolean },
): Promise<void> {
  const { id, created, cancelAsked, ownerId: userId } = batch;
  const last = Math.min(created, cancelAsked + BATCH_LIMITS.rowsPerStep);
  let asked = cancelAsked;
  // Telling those who watch may take seconds for each; one is always done.
  while (asked < last && (asked === cancelAsked || hasTime())) {
    const exportId = batchExportId(id, created - 1 - asked);
    await cancelExport(deps, { userId, requestId: causationId }, exportId);
    asked += 1;
  }
  const at = deps.clock().toISOString();
  const changed = await changeBatch(deps.batches, id, at, (current) => {
    // Another invocation is at work as well, and further.
    if (current.phase !== 'CANCELLING' || current.cancelAsked !== cancelAsked) return null;
    if (asked < created) return { cancelAsked: asked };
    const cancelled = current.cancelled + current.total - created;
    return { cancelAsked: asked, phase: 'CANCELLED', cancelled, endedAt: at };
  });
  if (changed?.phase === 'CANCELLED') deps.log.info('A batch was cancelled.', { batchId: id, created });
}

/**
 * Tells those who watch, whom no export of the batch may tell. Again, should this function die before it is noted.
 * @throws what kept somebody from being told, so that the step is repeated, while somebody may still be there.
 */
async function tellCancelled(deps: BatchStepsDeps, { id, endedAt, steppedAt }: Batch): Promise<void> {
  const now = deps.clock();
  try {
    await deps.watchers.batchChanged?.(id);
  } catch (error) {
    if (mayStillBeWatched({ finishedAt: endedAt, updatedAt: steppedAt }, now)) throw error;
    deps.log.warn('The end of a batch that not all were told of is too old to be told.', {
      batchId: id,
      error,
    });
  }
  await changeBatch(deps.batches, id, now.toISOString(), () => ({ isEndTold: true }));
}

/** What repairing batches needs. */
export interface RepairBatchesDeps extends AnnounceDeps {
  readonly batches: Pick<BatchStore, 'get' | 'save' | 'unfinished'>;
}

/** A batch that was taken no further for so long is looked after: its event may be lost. */
const OVERDUE_AFTER_MS = 60_000;
/** A batch whose exports could not be made in this time never will be; what is left of it is cancelled. */
const GIVEN_UP_AFTER_MS = 24 * 3_600_000;
/** Batches of one page, and pages of one run. */
const PAGE_SIZE = 100;
const PAGES_LIMIT = 5;

/** Sends the events of batches again that were taken no further for a minute, and tells how many. */
export async function repairBatches(deps: RepairBatchesDeps, causationId: string): Promise<number> {
  let repaired = 0;
  let after: string | null = null;
  for (let pages = 0; pages < PAGES_LIMIT; pages += 1) {
    const page: Page<{ readonly id: string }> = await deps.batches.unfinished({ first: PAGE_SIZE, after });
    for (const { id } of page.items) {
      const isRepaired = await repairBatch(deps, id, causationId).catch((error: unknown) => {
        deps.log.error('A batch could not be repaired.', { batchId: id, error });
        return false;
      });
      if (isRepaired) repaired += 1;
    }
    if (!page.hasNextPage) break;
    after = page.items.at(-1)?.id ?? null;
  }
  return repaired;
}

async function repairBatch(deps: RepairBatchesDeps, id: string, causationId: string): Promise<boolean> {
  const batch = await deps.batches.get(id);
  if (batch === null || !isUnfinished(batch)) return false;
  const now = deps.clock();
  if (now.getTime() - Date.parse(batch.steppedAt) < OVERDUE_AFTER_MS) return false;
  let current = batch;
  if (batch.phase === 'CREATING' && now.getTime() - Date.parse(batch.createdAt) >= GIVEN_UP_AFTER_MS) {
    deps.log.error('The exports of a batch could not be made; it is cancelled.', { batchId: id });
    current = (await changeBatch(deps.batches, id, now.toISOString(), cancelling)) ?? batch;
  }
  await deps.events.publish([batchEvent(deps, current, causationId)]);
  deps.log.warn('The event of a batch was sent again.', { batchId: id, phase: current.phase });
  return true;
}
