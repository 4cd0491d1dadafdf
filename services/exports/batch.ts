import { createHash } from 'node:crypto';
import { batchCancelled, batchRequested } from '../events/catalog';
import { parseVariables, type Variables } from '../projects/merge-fields';
import type { ProjectStore } from '../projects/ports';
import { fieldsOf, filledContent, type InputIssue, type Project } from '../projects/project';
import { roundUsd } from './cost';
import {
  checkIdempotencyKey,
  nextMidnightUtc,
  prepareExport,
  type CreateExportDeps,
  type CreateExportResult,
  type Requester,
} from './create';
import type { Clock, EventPublisher, Ids, Limits, Log, NewExport, Page, PageRequest } from './ports';
import type { OutputRequest } from './settings';
import { isTerminal, type VideoExport } from './video-export';

/** Bounds of one batch. */
export const BATCH_LIMITS = {
  /** Rows of one batch. Ids of its exports have room for 1024. */
  rows: 1000,
  /**
   * Rows that are stored together, and exports that are made in one transaction: with two items each and the batch's own, 51
   * of the 100 that DynamoDB takes.
   */
  rowsPerStep: 25,
  /** Bytes of JSON of what the project uses of one row: 25 of them fit into a DynamoDB item of 400 KB. */
  rowBytes: 10_000,
  /** Bytes of JSON of what the project uses of all rows: with the project, less than the 4 MB that one transaction takes. */
  rowsBytes: 2_500_000,
  /** Problems that are told of a batch. */
  issues: 20,
} as const;

/**
 * CREATING: its exports are being made. CREATED: all of them are there. CANCELLING: no more are made, and those that are there
 * are being cancelled. CANCELLED: that is done.
 */
export type BatchPhase = 'CREATING' | 'CREATED' | 'CANCELLING' | 'CANCELLED';

/** Many exports of one project, one for each row of variables. Times are ISO 8601 in UTC; money is USD. */
export interface Batch {
  readonly id: string;
  readonly ownerId: string;
  readonly projectId: string;
  readonly phase: BatchPhase;
  /** Grows by one with every write. */
  readonly version: number;
  readonly format: OutputRequest['format'];
  readonly quality: OutputRequest['quality'];
  /** What each of its exports is expected to cost. */
  readonly estimatedUsd: number;
  /** Rows. */
  readonly total: number;
  /** Exports that are there: those of the first rows. */
  readonly created: number;
  readonly completed: number;
  readonly failed: number;
  /** Exports that were cancelled, and at the end of a cancelled batch also rows whose export was never made. */
  readonly cancelled: number;
  /** Exports whose cancellation was asked for, counted from the last one. */
  readonly cancelAsked: number;
  /** Whether those who watch were told that it was cancelled. */
  readonly isEndTold: boolean;
  readonly correlationId: string;
  readonly createdAt: string;
  /** When its own work was last taken further; ends of its exports do not count. */
  readonly steppedAt: string;
  /** When the latest of its exports ended, or the cancelled batch was closed. */
  readonly endedAt: string | null;
}

/** Whether something is left to be done about a batch itself; its exports are looked after by themselves. */
export const isUnfinished = ({ phase, isEndTold }: Batch): boolean =>
  phase === 'CREATING' || phase === 'CANCELLING' || (phase === 'CANCELLED' && !isEndTold);

/** A batch as users see it. FINISHED: all exports have ended by themselves, with or without a file. */
export type BatchStatus = 'CREATING' | 'RUNNING' | 'FINISHED' | 'CANCELLING' | 'CANCELLED';

/** Exports that have ended, and rows that will never have one. */
export const endedCount = ({ completed, failed, cancelled }: Batch): number => completed + failed + cancelled;

/** What users are told of a batch's state. */
export function batchStatus(batch: Batch): BatchStatus {
  if (batch.phase !== 'CREATED') return batch.phase;
  return endedCount(batch) >= batch.total ? 'FINISHED' : 'RUNNING';
}

/** When a batch reached FINISHED or CANCELLED; null before. */
export const batchFinishedAt = (batch: Batch): string | null =>
  ['FINISHED', 'CANCELLED'].includes(batchStatus(batch)) ? batch.endedAt : null;

/** From 0 to 1: what has ended, and the parts of what renders now. Falls where an attempt fails and is to be repeated. */
export function batchProgress(batch: Batch, rendering: readonly Pick<VideoExport, 'progress'>[]): number {
  const parts = rendering.reduce((sum, { progress }) => sum + progress, 0);
  return Math.min(1, (endedCount(batch) + parts) / batch.total);
}

const BASE32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const ID_PREFIX_LENGTH = 'exp_'.length + 24;

/**
 * The id of a batch's export, by its row. Derived, so that a step that is repeated makes the same export; as old as the batch,
 * so that exports wait in the order of rows; and with 70 bits that are the batch's alone.
 */
export function batchExportId(batchId: string, row: number): string {
  const time = batchId.slice('bat_'.length, 'bat_'.length + 10);
  const digest = createHash('sha256').update(batchId).digest();
  const own = Array.from(digest.subarray(0, 14), (byte) => BASE32[byte % 32]).join('');
  return `exp_${time}${own}${BASE32[Math.floor(row / 32)]}${BASE32[row % 32]}`;
}

/** The row that an export of the batch was made for; null when it is not of the batch. */
export function batchRowOf(batch: Pick<Batch, 'id' | 'total'>, exportId: string): number | null {
  if (exportId.slice(0, ID_PREFIX_LENGTH) !== batchExportId(batch.id, 0).slice(0, ID_PREFIX_LENGTH))
    return null;
  const [high = '', low = ''] = exportId.slice(ID_PREFIX_LENGTH);
  const row = BASE32.indexOf(high) * 32 + BASE32.indexOf(low);
  return batchExportId(batch.id, row) === exportId && row < batch.total ? row : null;
}

/** A new batch with all that is written together with it. */
export interface NewBatch {
  readonly batch: Batch;
  /** As it is now; later changes to it do not touch the batch. */
  readonly project: Project;
  readonly rows: readonly Variables[];
  readonly idempotency: { readonly key: string; readonly inputHash: string } | null;
  readonly limits: Pick<Limits, 'dailyExports' | 'monthlyBudgetUsd' | 'mutationsPerMinute'>;
}

/** What became of a new batch. Everything but `created` leaves nothing behind. */
export type NewBatchOutcome =
  | { readonly type: 'created' }
  | { readonly type: 'replayed'; readonly batchId: string }
  | { readonly type: 'idempotency-conflict'; readonly batchId: string }
  | { readonly type: 'rate-limit' }
  | { readonly type: 'daily-limit'; readonly used: number }
  | { readonly type: 'budget'; readonly committedUsd: number };

/** One change of a batch, with the exports that are made by it. What it gives back follows from the states: see returnsOf(). */
export interface BatchChange {
  readonly before: Batch;
  readonly after: Batch;
  readonly exports: readonly Pick<NewExport, 'videoExport' | 'props'>[];
}

/** Batches. Reads are consistent, but for the list. */
export interface BatchStore {
  /** Writes a batch with its rows, takes `total` units of the daily limit and reserves the money of all exports; all or nothing. */
  create(request: NewBatch): Promise<NewBatchOutcome>;
  /** The batch that an idempotency key made, if the key is still remembered at the given ISO time. */
  madeWith(
    ownerId: string,
    key: string,
    at: string,
  ): Promise<{ readonly batchId: string; readonly inputHash: string } | null>;
  get(id: string): Promise<Batch | null>;
  /** What the next exports are made from: the project, and the rows from `row` on that are stored together. Null when it is gone. */
  source(
    id: string,
    row: number,
  ): Promise<{ readonly project: Project; readonly rows: readonly Variables[] } | null>;
  /** Writes a change with its exports, if the stored version is still `before.version`. False when it is not. */
  save(change: BatchChange): Promise<boolean>;
  /** Ids of batches of which something is left to be done, see isUnfinished(), oldest first. Eventually consistent. */
  unfinished(page: PageRequest): Promise<Page<{ readonly id: string }>>;
}

/** What a change gives back to the user: rows that will never have an export were paid for when the batch was created. */
export function returnsOf({ before, after }: Pick<BatchChange, 'before' | 'after'>): {
  readonly units: number;
  readonly usd: number;
} {
  const units =
    after.phase === 'CANCELLED' && before.phase !== 'CANCELLED' ? before.total - before.created : 0;
  return { units, usd: roundUsd(units * before.estimatedUsd) };
}

/** What creating a batch needs. */
export interface CreateBatchDeps extends Pick<
  CreateExportDeps,
  'estimateUsd' | 'limits' | 'siteVersion' | 'clock' | 'ids' | 'log' | 'events'
> {
  readonly projects: Pick<ProjectStore, 'get'>;
  readonly batches: Pick<BatchStore, 'create' | 'get' | 'madeWith'>;
}

/** A user's request for a batch. */
export interface CreateBatchRequest {
  readonly projectId: string;
  /** One object of variables for each export. */
  readonly rows: readonly unknown[];
  readonly format: OutputRequest['format'];
  readonly quality: OutputRequest['quality'];
  readonly idempotencyKey: string | null;
}

/** Accepted, or refused with the figures; `estimatedUsd` of a budget is that of all rows. */
export type CreateBatchResult =
  | { readonly type: 'success'; readonly batch: Batch }
  | Exclude<CreateExportResult, { readonly type: 'success' | 'idempotency-conflict' }>
  | { readonly type: 'idempotency-conflict'; readonly batchId: string };

/**
 * Accepts a batch, whole or not at all: every row is checked, then batch, rows, key, quota and money are one transaction. Its
 * exports are made afterwards, in steps. If the event is lost, reconcile sends it again.
 */
export async function createBatch(
  deps: CreateBatchDeps,
  caller: Requester,
  request: CreateBatchRequest,
): Promise<CreateBatchResult> {
  const parsed = parseRows(request);
  if (!parsed.ok) return { type: 'invalid', issues: parsed.issues };
  const prepared = await prepareBatch(deps, caller, request, parsed.rows);
  // What is refused now may have been accepted under this key: the same request gets the same answer all the same.
  if ('type' in prepared) return (await replay(deps, caller.userId, request)) ?? prepared;

  const { batch } = prepared;
  const outcome = await deps.batches.create(prepared);
  switch (outcome.type) {
    case 'created':
      await announceBatch(deps, batch, caller.requestId);
      return { type: 'success', batch };
    case 'replayed':
      return earlier(deps, outcome.batchId);
    case 'idempotency-conflict':
      return outcome;
    case 'rate-limit': {
      const retryAfterSeconds = 60 - deps.clock().getUTCSeconds();
      return { type: 'rate-limit', perMinute: deps.limits.mutationsPerMinute, retryAfterSeconds };
    }
    case 'daily-limit': {
      const { used } = outcome;
      const resetsAt = nextMidnightUtc(deps.clock());
      return { type: 'daily-limit', limit: deps.limits.dailyExports, used, resetsAt };
    }
    case 'budget': {
      const budgetUsd = deps.limits.monthlyBudgetUsd ?? 0;
      const estimatedUsd = roundUsd(batch.total * batch.estimatedUsd);
      return { type: 'budget', budgetUsd, committedUsd: outcome.committedUsd, estimatedUsd };
    }
  }
}

type ParsedRows =
  | { readonly ok: true; readonly rows: readonly Variables[] }
  | { readonly ok: false; readonly issues: readonly InputIssue[] };

/** Checks what can be told of a request without its project. */
function parseRows({ rows, idempotencyKey }: CreateBatchRequest): ParsedRows {
  const issues: InputIssue[] = checkIdempotencyKey(idempotencyKey);
  if (rows.length < 1 || rows.length > BATCH_LIMITS.rows) {
    issues.push({ path: 'rows', message: `must be 1 to ${BATCH_LIMITS.rows}, got ${rows.length}` });
    return { ok: false, issues };
  }
  const parsed = rows.map((row, index) => parseVariables(row, `rows[${index}]`, 'any'));
  issues.push(...parsed.flatMap((row) => (row.ok ? [] : row.issues)));
  if (issues.length > 0) return { ok: false, issues: firstOf(issues) };
  return { ok: true, rows: parsed.map((row) => (row.ok ? row.variables : {})) };
}

/** As many issues as are told; the last one says how many are not. */
function firstOf(issues: readonly InputIssue[]): readonly InputIssue[] {
  if (issues.length <= BATCH_LIMITS.issues) return issues;
  const told = issues.slice(0, BATCH_LIMITS.issues - 1);
  return [...told, { path: 'rows', message: `have ${issues.length - told.length} more problems` }];
}

async function prepareBatch(
  deps: CreateBatchDeps,
  caller: Requester,
  request: CreateBatchRequest,
  rows: readonly Variables[],
): Promise<NewBatch | Exclude<CreateBatchResult, { type: 'success' }>> {
  const project = await deps.projects.get(request.projectId);
  if (project === null || project.ownerId !== caller.userId) return { type: 'project-not-found' };
  const used = usedVariables(project, rows);
  const issues = [...used.issues, ...checkRows(project, used.rows)];
  if (issues.length > 0) return { type: 'invalid', issues: firstOf(issues) };

  // Rows differ in texts alone, so what one costs and how long it is holds for all.
  const projects = { get: async () => project };
  const [variables] = rows;
  const first = await prepareExport({ ...deps, projects }, caller, exportRequest(request, variables));
  if ('type' in first) return first;

  const { estimatedUsd } = first.videoExport;
  const key = request.idempotencyKey;
  return {
    batch: newBatch(deps, caller, { ...request, total: rows.length, estimatedUsd }),
    project,
    rows: used.rows,
    idempotency: key === null ? null : { key, inputHash: hashOf(request) },
    limits: deps.limits,
  };
}

/** What createExport would have been asked for one row. */
export const exportRequest = (
  { projectId, format, quality }: Pick<Batch, 'projectId' | 'format' | 'quality'>,
  variables: Variables | undefined,
) => ({
  ...{ projectId, format, quality, variables },
  ...{ resolution: null, fps: null, codec: null, videoBitrate: null },
  ...{ idempotencyKey: null, callbackUrl: null },
});

/** Rows without the columns that no field asks for. */
function usedVariables(
  project: Project,
  rows: readonly Variables[],
): { readonly rows: readonly Variables[]; readonly issues: readonly InputIssue[] } {
  const names = new Set(fieldsOf(project));
  const used = rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => names.has(name))));
  const sizes = used.map((row) => Buffer.byteLength(JSON.stringify(row)));
  const tooLarge = (bytes: number, limit: number): string =>
    `${bytes} bytes of values that the project uses; at most ${limit} are accepted`;
  const issues = sizes.flatMap((bytes, index) =>
    bytes <= BATCH_LIMITS.rowBytes
      ? []
      : [{ path: `rows[${index}]`, message: `has ${tooLarge(bytes, BATCH_LIMITS.rowBytes)}` }],
  );
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  if (bytes > BATCH_LIMITS.rowsBytes) {
    issues.push({ path: 'rows', message: `have ${tooLarge(bytes, BATCH_LIMITS.rowsBytes)}` });
  }
  return { rows: used, issues };
}

/** Every row, filled in and checked as if it were exported. */
const checkRows = (project: Project, rows: readonly Variables[]): InputIssue[] =>
  rows.flatMap((row, index) => {
    const filled = filledContent(project, row);
    if (filled.ok) return [];
    return filled.issues.map(({ path, message }) => ({ path: `rows[${index}].${path}`, message }));
  });

function newBatch(
  deps: { readonly clock: Clock; readonly ids: Ids },
  caller: Requester,
  facts: Pick<Batch, 'projectId' | 'format' | 'quality' | 'total' | 'estimatedUsd'>,
): Batch {
  const at = deps.clock().toISOString();
  const { projectId, format, quality, total, estimatedUsd } = facts;
  return {
    id: deps.ids('bat'),
    ownerId: caller.userId,
    ...{ projectId, format, quality, total, estimatedUsd },
    ...{ phase: 'CREATING', version: 1, cancelAsked: 0, isEndTold: false },
    ...{ created: 0, completed: 0, failed: 0, cancelled: 0 },
    ...{ correlationId: caller.requestId, createdAt: at, steppedAt: at, endedAt: null },
  };
}

async function replay(
  deps: Pick<CreateBatchDeps, 'batches' | 'clock'>,
  ownerId: string,
  request: CreateBatchRequest,
): Promise<CreateBatchResult | null> {
  const key = request.idempotencyKey;
  const known = key === null ? null : await deps.batches.madeWith(ownerId, key, deps.clock().toISOString());
  if (known === null) return null;
  if (known.inputHash === hashOf(request)) return earlier(deps, known.batchId);
  return { type: 'idempotency-conflict', batchId: known.batchId };
}

async function earlier(deps: Pick<CreateBatchDeps, 'batches'>, batchId: string): Promise<CreateBatchResult> {
  const batch = await deps.batches.get(batchId);
  if (batch === null) throw new Error('An idempotency key points to a batch that does not exist.');
  return { type: 'success', batch };
}

/** A digest of everything that was asked for except the key; the order of columns does not matter. Rows are known to be flat. */
function hashOf({ projectId, format, quality, rows }: CreateBatchRequest): string {
  const columns = rows.map((row) => Object.entries(row as object).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return createHash('sha256')
    .update(JSON.stringify([projectId, format, quality, columns]))
    .digest('hex');
}

/** What sending the event of a batch needs. */
export interface AnnounceDeps {
  readonly events: EventPublisher;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

/** The event that asks for a batch's work to be done, or to go on. */
export function batchEvent(deps: Omit<AnnounceDeps, 'log'>, batch: Batch, causationId: string) {
  const { id: batchId, ownerId, correlationId } = batch;
  const metadata = { id: deps.ids('evt'), time: deps.clock().toISOString(), correlationId, causationId };
  const definition = batch.phase === 'CREATING' ? batchRequested : batchCancelled;
  return definition.make(metadata, { batchId, ownerId });
}

async function announceBatch(deps: AnnounceDeps, batch: Batch, causationId: string): Promise<void> {
  try {
    await deps.events.publish([batchEvent(deps, batch, causationId)]);
  } catch (error) {
    deps.log.warn('The event of a batch could not be sent; reconcile will.', { batchId: batch.id, error });
  }
}

/** How often a change starts again when another write comes first. Ends of exports are the usual cause. */
const MAX_TRIES = 8;

/** Reads a batch, changes it, and writes it if nobody else did. Null, and nothing written, where `change` gives null. */
export async function changeBatch(
  batches: Pick<BatchStore, 'get' | 'save'>,
  id: string,
  at: string,
  change: (batch: Batch) => Partial<Batch> | null,
): Promise<Batch | null> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const before = await batches.get(id);
    const changes = before === null ? null : change(before);
    if (before === null || changes === null) return null;
    const after = { ...before, ...changes, version: before.version + 1, steppedAt: at };
    if (await batches.save({ before, after, exports: [] })) return after;
  }
  throw new Error(`The batch ${id} is being changed by too many at once.`);
}

/** What cancelling a batch needs. */
export interface CancelBatchDeps extends AnnounceDeps {
  readonly batches: Pick<BatchStore, 'get' | 'save'>;
}

/** What became of a cancellation. */
export type CancelBatchResult =
  | { readonly type: 'success'; readonly batch: Batch }
  | { readonly type: 'not-found' }
  | { readonly type: 'ended'; readonly batch: Batch };

/**
 * Cancels a batch as one: from the write on, no more exports are made, and those that are there are cancelled in steps.
 * Cancelling what was cancelled gives the same answer again.
 */
export async function cancelBatch(
  deps: CancelBatchDeps,
  caller: Requester,
  batchId: string,
): Promise<CancelBatchResult> {
  const found = await deps.batches.get(batchId);
  if (found === null || found.ownerId !== caller.userId) return { type: 'not-found' };
  const cancelled = await changeBatch(deps.batches, batchId, deps.clock().toISOString(), cancelling);
  if (cancelled !== null) {
    await announceBatch(deps, cancelled, caller.requestId);
    return { type: 'success', batch: cancelled };
  }
  const batch = await deps.batches.get(batchId);
  if (batch === null) return { type: 'not-found' };
  return { type: batchStatus(batch) === 'FINISHED' ? 'ended' : 'success', batch };
}

/** The change that cancels a batch; null when there is nothing to be cancelled. */
export const cancelling = (batch: Batch): Partial<Batch> | null =>
  ['CREATING', 'RUNNING'].includes(batchStatus(batch)) ? { phase: 'CANCELLING' } : null;

/** Which of a batch's counters an ended export raises; null when it is of no batch or has not ended. */
export function batchCounter({ batchId, status }: VideoExport): 'completed' | 'failed' | 'cancelled' | null {
  if (batchId === null || !isTerminal(status)) return null;
  return status === 'COMPLETED' ? 'completed' : status === 'FAILED' ? 'failed' : 'cancelled';
}
