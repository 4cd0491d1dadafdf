import { exportCancelled, exportCompleted, exportFailed } from '../events/catalog';
import type { DomainEvent } from '../events/define-event';
import { changeExport } from './change';
import { requestRender } from './create';
import { classifyError, failure as makeFailure } from './failure';
import { outputKey, possibleOutputKeys } from './output-key';
import type {
  Clock,
  EventPublisher,
  ExportMetrics,
  ExportStore,
  ExportWatchers,
  Ids,
  Log,
  OutputStore,
  RenderOutcome,
  SlotLimits,
} from './ports';
import { retryAfter } from './retry-policy';
import { isTerminal, type ExportFailure, type Transition, type VideoExport } from './video-export';

/** What ending an export needs. */
export interface FinishDeps {
  readonly exports: Pick<ExportStore, 'get' | 'save' | 'removal'>;
  readonly outputs: Pick<OutputStore, 'head' | 'delete'>;
  readonly events: EventPublisher;
  readonly watchers: ExportWatchers;
  readonly metrics: ExportMetrics;
  readonly limits: SlotLimits;
  /** What an attempt has cost until an ISO time, in USD, when nobody tells. */
  readonly attemptUsd: (videoExport: VideoExport, at: string) => number;
  readonly clock: Clock;
  readonly ids: Ids;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly log: Log;
}

/** How a render ended, and who says so: the webhook, progress.json or reconcile. */
export interface FinishRequest {
  readonly exportId: string;
  readonly attempt: number;
  readonly renderId: string;
  readonly outcome: RenderOutcome;
  readonly causationId: string;
}

/** `retried`: the attempt failed and another one follows. `ignored` tells why nothing was changed: `ended`, and so on. */
export type FinishResult =
  | { readonly type: 'completed' | 'failed' | 'retried' }
  | { readonly type: 'ignored'; readonly reason: string };

/**
 * Ends an attempt. Webhook, progress.json and reconcile all end here, in any order and any number of times; the first one
 * wins. State, slot and money are one transaction; push and event follow it.
 */
export async function finishRender(deps: FinishDeps, request: FinishRequest): Promise<FinishResult> {
  const { exportId, attempt, renderId, outcome } = request;
  const current = await deps.exports.get(exportId);
  if (current === null || isTerminal(current.status) || current.attempt !== attempt) {
    return tooLate(deps, current, request);
  }
  // Remotion has reported finished renders as timed out (remotion-dev/remotion#7854), so the file decides, not the word.
  const key = outputKey(exportId, attempt, current.settings.format);
  const file = outcome.type === 'error' ? null : await deps.outputs.head(key);
  if (file === null) return endAttempt(deps, current, { ...request, failure: failureOf(outcome) });
  const attemptUsd = outcome.type === 'success' ? outcome.billedUsd : null;
  const at = deps.clock().toISOString();
  const { sizeInBytes } = file;
  const transition = { type: 'complete', at, attempt, renderId, outputKey: key, sizeInBytes } as const;
  const result = await apply(
    deps,
    current,
    { ...transition, attemptUsd: attemptUsd ?? deps.attemptUsd(current, at) },
    request,
  );
  const isTooLate =
    result.type === 'ignored' && ['ended', 'other-attempt', 'unknown'].includes(result.reason);
  // It was ended, perhaps cancelled, while the file was being looked for.
  return isTooLate ? tooLate(deps, await deps.exports.get(exportId), request) : result;
}

/** A file that nobody waits for any more must not lie about: of a cancelled export, or of an attempt that was given up. */
async function tooLate(
  deps: FinishDeps,
  current: VideoExport | null,
  { exportId, attempt, outcome }: FinishRequest,
): Promise<FinishResult> {
  if (outcome.type === 'success') {
    // Exports may share the file of one that was deleted since.
    const needed = current?.outputKey ?? (await deps.exports.removal(exportId))?.sharedFile;
    const late = possibleOutputKeys(exportId, attempt).filter((key) => key !== needed);
    const wanted = current?.status === 'COMPLETED' && current.attempt === attempt;
    if (!wanted) await Promise.all(late.map((key) => deps.outputs.delete(key)));
  }
  if (current === null) return { type: 'ignored', reason: 'unknown' };
  return { type: 'ignored', reason: isTerminal(current.status) ? 'ended' : 'other-attempt' };
}

function failureOf(outcome: RenderOutcome): ExportFailure {
  if (outcome.type === 'error') return classifyError(outcome);
  if (outcome.type === 'timeout') return makeFailure('TIMEOUT', 'The render took longer than it may.');
  return makeFailure('STORAGE', 'The render ended, but its file was not found.');
}

/** Ends an attempt without a file: with another attempt, or with the whole export. */
async function endAttempt(
  deps: FinishDeps,
  current: VideoExport,
  request: FinishRequest & { readonly failure: ExportFailure },
): Promise<FinishResult> {
  const { attempt, renderId, failure, outcome } = request;
  const retry = retryAfter(current, failure, deps.random());
  const now = deps.clock();
  const at = now.toISOString();
  const told = outcome.type === 'error' ? (outcome.billedUsd ?? null) : null;
  const attemptUsd = told ?? deps.attemptUsd(current, at);
  const fail = { type: 'fail', at, attempt, renderId, failure, attemptUsd } as const;
  if (retry === null) return apply(deps, current, fail, request);
  const { counts, strain } = retry;
  const notBefore = new Date(now.getTime() + retry.waitMs).toISOString();
  const again = { type: 'retry', at, attempt, renderId, notBefore, counts, strain, attemptUsd } as const;
  deps.log.warn('An attempt failed; another one follows.', {
    exportId: current.id,
    attempt,
    code: failure.code,
  });
  return apply(deps, current, again, request, fail);
}

/** Fails an export whose render could not even be asked for. */
export async function failExport(
  deps: FinishDeps,
  current: VideoExport,
  { failure, causationId }: { readonly failure: ExportFailure; readonly causationId: string },
): Promise<FinishResult> {
  const { attempt } = current;
  const at = deps.clock().toISOString();
  const attemptUsd = current.status === 'RENDERING' ? 0 : null;
  return apply(
    deps,
    current,
    { type: 'fail', at, attempt, renderId: null, failure, attemptUsd },
    { causationId },
  );
}

/** @param otherwise what to do instead when there is no money for another attempt. */
async function apply(
  deps: FinishDeps,
  known: VideoExport,
  transition: Transition,
  { causationId }: { readonly causationId: string },
  otherwise: Transition | null = null,
): Promise<FinishResult> {
  const { limits } = deps;
  const exportId = known.id;
  const result = await changeExport(deps.exports, { exportId, transition, limits, known });
  switch (result.type) {
    case 'changed':
      return tellChange(deps, result.after, causationId);
    case 'ignored':
      return { type: 'ignored', reason: result.reason };
    case 'refused':
      if (result.by === 'budget' && otherwise !== null) {
        return apply(deps, result.current, otherwise, { causationId });
      }
      return { type: 'ignored', reason: result.by };
  }
}

async function tellChange(
  deps: FinishDeps,
  changed: VideoExport,
  causationId: string,
): Promise<FinishResult> {
  if (changed.status === 'PENDING') {
    await Promise.all([
      announce(deps, requestRender(deps, changed, causationId)),
      deps.watchers.changed(changed),
    ]);
    return { type: 'retried' };
  }
  await tellEnd(deps, changed, causationId);
  return { type: changed.status === 'COMPLETED' ? 'completed' : 'failed' };
}

/** The longest that the event of an end waits for those who watch, in milliseconds: one who does not answer must not hold up all. */
const TOLD_WITHIN_MS = 5_000;

/** Waits for work to be done, but no longer than told; it goes on all the same. */
async function withinTime(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const time = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, time]).finally(() => clearTimeout(timer));
}

/**
 * Tells of an end: first those who watch, then the bus. In this order, whoever receives the event finds a subscriber that is
 * left only if this function has died in between, and tells it. If the event gets lost, reconcile sends it again.
 */
export async function tellEnd(
  deps: Pick<FinishDeps, 'watchers' | 'events' | 'metrics' | 'clock' | 'ids' | 'log'>,
  ended: VideoExport,
  causationId: string,
): Promise<void> {
  const { id: exportId, status, attempt, sizeInBytes, failure, cacheHit } = ended;
  deps.metrics.ended(ended);
  deps.log.info('An export ended.', {
    exportId,
    status,
    attempt,
    sizeInBytes,
    cacheHit,
    code: failure?.code,
  });
  await withinTime(deps.watchers.changed(ended), TOLD_WITHIN_MS);
  await announce(deps, endEvent(deps, ended, causationId));
}

async function announce(deps: Pick<FinishDeps, 'events' | 'log'>, event: DomainEvent): Promise<void> {
  try {
    await deps.events.publish([event]);
  } catch (error) {
    deps.log.warn('An event could not be sent; reconcile will.', { type: event.type, error });
  }
}

/** The event of an end. */
export function endEvent(
  deps: Pick<FinishDeps, 'clock' | 'ids'>,
  ended: VideoExport,
  causationId: string,
): DomainEvent {
  const { id: exportId, ownerId, attempt, correlationId, batchId } = ended;
  const metadata = { id: deps.ids('evt'), time: deps.clock().toISOString(), correlationId, causationId };
  const data = {
    ...{ exportId, ownerId, attempt },
    ...(ended.callbackUrl === null ? {} : { hasCallback: true }),
    ...(batchId === null ? {} : { batchId }),
  };
  switch (ended.status) {
    case 'COMPLETED': {
      const { sizeInBytes, billedUsd } = ended;
      return exportCompleted.make(metadata, { ...data, sizeInBytes: sizeInBytes ?? 0, billedUsd });
    }
    case 'CANCELLED':
      return exportCancelled.make(metadata, data);
    default:
      return exportFailed.make(metadata, { ...data, code: ended.failure?.code ?? 'INTERNAL' });
  }
}
