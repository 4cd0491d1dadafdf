import type { SceneError } from '../../remotion/catalog';
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
  RenderProgressReader,
  SlotLimits,
  Subscriber,
} from './ports';
import { retryAfter } from './retry-policy';
import { isTerminal, type ExportFailure, type Transition, type VideoExport } from './video-export';

/** What ending an export needs. */
export interface FinishDeps {
  readonly exports: Pick<ExportStore, 'get' | 'watched' | 'save' | 'removal'>;
  readonly outputs: Pick<OutputStore, 'head' | 'delete'>;
  /** Tells what a webhook does not; without it, nobody learns which scenes were replaced. */
  readonly renders?: RenderProgressReader;
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
  /** Where the render keeps its progress, where that is known. */
  readonly bucketName?: string | undefined;
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
  const { exportId, attempt, renderId, outcome, causationId } = request;
  const watched = await deps.exports.watched(exportId);
  const current = watched?.videoExport ?? null;
  const cause = { causationId, subscribers: watched?.subscribers ?? null };
  if (current === null || isTerminal(current.status) || current.attempt !== attempt) {
    return tooLate(deps, current, request);
  }
  // Remotion has reported finished renders as timed out (remotion-dev/remotion#7854), so the file decides, not the word.
  const key = outputKey(exportId, attempt, current.settings.format);
  const file = outcome.type === 'error' ? null : await deps.outputs.head(key);
  if (file === null) return endAttempt(deps, current, { ...request, ...cause, failure: failureOf(outcome) });
  const attemptUsd = outcome.type === 'success' ? outcome.billedUsd : null;
  const at = deps.clock().toISOString();
  const { sizeInBytes } = file;
  const sceneErrors = await sceneErrorsOf(deps, current, request);
  const transition = {
    type: 'complete',
    at,
    attempt,
    renderId,
    outputKey: key,
    sizeInBytes,
    sceneErrors,
  } as const;
  const result = await apply(
    deps,
    current,
    { ...transition, attemptUsd: attemptUsd ?? deps.attemptUsd(current, at) },
    cause,
  );
  const isTooLate =
    result.type === 'ignored' && ['ended', 'other-attempt', 'unknown'].includes(result.reason);
  // It was ended, perhaps cancelled, while the file was being looked for.
  return isTooLate ? tooLate(deps, await deps.exports.get(exportId), request) : result;
}

/** The scenes that were replaced. Only progress.json tells, so for other messages it is read where there may be some. */
async function sceneErrorsOf(
  { renders }: FinishDeps,
  { fallsBack, render }: VideoExport,
  { outcome, renderId, bucketName = render?.bucketName }: FinishRequest,
): Promise<readonly SceneError[]> {
  if (fallsBack !== true) return [];
  if (outcome.type === 'success' && outcome.sceneErrors !== undefined) return outcome.sceneErrors;
  if (renders === undefined || bucketName === undefined) return [];
  const told = (await renders.read({ renderId, bucketName }))?.outcome;
  return told?.type === 'success' ? (told.sceneErrors ?? []) : [];
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
  request: Omit<FinishRequest, 'renderId'> &
    Cause & {
      /** Null when there was no render. */
      readonly renderId: string | null;
      readonly failure: ExportFailure;
    },
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

/** Ends an attempt that was never rendered, and so costs nothing: with another one where that may help. */
export const endUnrendered = (
  deps: FinishDeps,
  claimed: VideoExport,
  { failure, causationId }: { readonly failure: ExportFailure; readonly causationId: string },
): Promise<FinishResult> => {
  const { id: exportId, attempt } = claimed;
  const outcome = { type: 'error', name: 'Error', message: failure.message, billedUsd: 0 } as const;
  return endAttempt(deps, claimed, { exportId, attempt, renderId: null, outcome, failure, causationId });
};

/** @param otherwise what to do instead when there is no money for another attempt. */
async function apply(
  deps: FinishDeps,
  known: VideoExport,
  transition: Transition,
  cause: Cause,
  otherwise: Transition | null = null,
): Promise<FinishResult> {
  const { limits } = deps;
  const exportId = known.id;
  const result = await changeExport(deps.exports, { exportId, transition, limits, known });
  switch (result.type) {
    case 'changed':
      return tellChange(deps, result.after, cause);
    case 'ignored':
      return { type: 'ignored', reason: result.reason };
    case 'refused':
      if (result.by === 'budget' && otherwise !== null) {
        return apply(deps, result.current, otherwise, cause);
      }
      return { type: 'ignored', reason: result.by };
  }
}

async function tellChange(deps: FinishDeps, changed: VideoExport, cause: Cause): Promise<FinishResult> {
  if (changed.status === 'PENDING') {
    await Promise.all([
      announce(deps, requestRender(deps, changed, cause.causationId)),
      deps.watchers.changed(changed),
    ]);
    return { type: 'retried' };
  }
  await tellEnd(deps, changed, cause);
  return { type: changed.status === 'COMPLETED' ? 'completed' : 'failed' };
}

/** Why an export changes, and who was subscribed to it alone when it was read; null when that was not looked at. */
interface Cause {
  readonly causationId: string;
  readonly subscribers?: readonly Subscriber[] | null;
}

/**
 * Tells of an end: first those who are subscribed to the export, then the bus. The event names whom it has told: whoever
 * receives it tells the others, and completes all. If the event gets lost, reconcile sends it again.
 */
export async function tellEnd(
  deps: Pick<FinishDeps, 'watchers' | 'events' | 'metrics' | 'clock' | 'ids' | 'log'>,
  ended: VideoExport,
  { causationId, subscribers = null }: Cause,
): Promise<void> {
  const { id: exportId, status, attempt, sizeInBytes, billedUsd, failure, cacheHit } = ended;
  deps.metrics.ended(ended);
  deps.log.info('An export ended.', {
    exportId,
    status,
    attempt,
    sizeInBytes,
    billedUsd,
    cacheHit,
    code: failure?.code,
  });
  const told = await deps.watchers.ended(ended, subscribers);
  await announce(deps, endEvent(deps, ended, causationId, told));
}

async function announce(deps: Pick<FinishDeps, 'events' | 'log'>, event: DomainEvent): Promise<void> {
  try {
    await deps.events.publish([event]);
  } catch (error) {
    deps.log.warn('An event could not be sent; reconcile will.', { type: event.type, error });
  }
}

/** Of those who were told, as many are named in an event: EventBridge takes 256 KB, and counts each 64 KB as one more event. */
const TOLD_BYTES_LIMIT = 32_000;

/** The event of an end. Whoever is not named in it may be told again. */
export function endEvent(
  deps: Pick<FinishDeps, 'clock' | 'ids'>,
  ended: VideoExport,
  causationId: string,
  told: readonly Subscriber[] = [],
): DomainEvent {
  const { id: exportId, ownerId, attempt, correlationId, batchId } = ended;
  const metadata = { id: deps.ids('evt'), time: deps.clock().toISOString(), correlationId, causationId };
  const data = {
    ...{ exportId, ownerId, attempt },
    ...(ended.callbackUrl === null ? {} : { hasCallback: true }),
    ...(batchId === null ? {} : { batchId }),
    ...(told.length === 0 ? {} : { told: withinBytes(told, TOLD_BYTES_LIMIT) }),
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

function withinBytes(subscribers: readonly Subscriber[], limit: number): Subscriber[] {
  let bytes = 0;
  return subscribers.filter((one) => (bytes += Buffer.byteLength(JSON.stringify(one)) + 1) <= limit);
}
