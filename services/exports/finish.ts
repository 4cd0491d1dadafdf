import { exportCompleted, exportFailed } from '../events/catalog';
import type { DomainEvent } from '../events/define-event';
import { changeExport } from './change';
import { classifyError, failure as makeFailure } from './failure';
import { outputKey } from './output-key';
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
} from './ports';
import type { ExportFailure, Transition, VideoExport } from './video-export';

/** What ending an export needs. */
export interface FinishDeps {
  readonly exports: Pick<ExportStore, 'get' | 'save'>;
  readonly outputs: Pick<OutputStore, 'head'>;
  readonly events: EventPublisher;
  readonly watchers: ExportWatchers;
  readonly metrics: ExportMetrics;
  readonly clock: Clock;
  readonly ids: Ids;
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

/** `ignored` tells why nothing was changed: `ended` for a message that came twice or late, and so on. */
export type FinishResult =
  { readonly type: 'completed' | 'failed' } | { readonly type: 'ignored'; readonly reason: string };

/**
 * Ends an export. Webhook, progress.json and reconcile all end here, in any order and any number of times; the first one
 * wins. State, slot and money are one transaction; event and push follow it.
 */
export async function finishRender(deps: FinishDeps, request: FinishRequest): Promise<FinishResult> {
  const { exportId, attempt, renderId, outcome } = request;
  const current = await deps.exports.get(exportId);
  if (current === null) return { type: 'ignored', reason: 'unknown' };

  // Remotion has reported finished renders as timed out (remotion-dev/remotion#7854), so the file decides, not the word.
  const key = outputKey(exportId, attempt, current.settings.format);
  const file = outcome.type === 'error' ? null : await deps.outputs.head(key);
  if (file !== null) {
    const billedUsd = outcome.type === 'success' ? outcome.billedUsd : null;
    const { sizeInBytes } = file;
    const at = deps.clock().toISOString();
    return end(
      deps,
      { type: 'complete', at, attempt, renderId, outputKey: key, sizeInBytes, billedUsd },
      request,
    );
  }
  return failExport(deps, { ...request, failure: failureOf(outcome) });
}

function failureOf(outcome: RenderOutcome): ExportFailure {
  if (outcome.type === 'error') return classifyError(outcome);
  if (outcome.type === 'timeout') return makeFailure('TIMEOUT', 'The render took longer than it may.');
  return makeFailure('STORAGE', 'The render ended, but its file was not found.');
}

/** Ends an export without a file. */
export async function failExport(
  deps: FinishDeps,
  request: Omit<FinishRequest, 'outcome' | 'renderId'> & {
    readonly renderId: string | null;
    readonly failure: ExportFailure;
  },
): Promise<FinishResult> {
  const { attempt, renderId, failure } = request;
  const at = deps.clock().toISOString();
  return end(deps, { type: 'fail', at, attempt, renderId, failure, billedUsd: null }, request);
}

async function end(
  deps: FinishDeps,
  transition: Transition,
  { exportId, causationId }: Pick<FinishRequest, 'exportId' | 'causationId'>,
): Promise<FinishResult> {
  const result = await changeExport(deps.exports, exportId, transition, { action: 'release' });
  if (result.type === 'no-slot') return { type: 'ignored', reason: 'no-slot' };
  if (result.type === 'ignored') {
    const { reason, current } = result;
    // Whoever ended the export may have died before telling. Webhook and progress.json both report every end, so the second
    // one makes good for it; those who were told have no subscription any more.
    if (reason === 'ended' && current !== null) await deps.watchers.changed(current);
    return { type: 'ignored', reason };
  }

  const ended = result.after;
  // Both are tried whatever becomes of the other: a client must be told even when EventBridge is down.
  await Promise.all([announceEnd(deps, ended, causationId), deps.watchers.changed(ended)]);
  deps.metrics.ended(ended);
  const { status, attempt, sizeInBytes, failure } = ended;
  deps.log.info('An export ended.', { exportId, status, attempt, sizeInBytes, code: failure?.code });
  return { type: status === 'COMPLETED' ? 'completed' : 'failed' };
}

async function announceEnd(deps: FinishDeps, ended: VideoExport, causationId: string): Promise<void> {
  try {
    await deps.events.publish([endEvent(deps, ended, causationId)]);
  } catch (error) {
    deps.log.warn('The end of an export could not be announced.', { exportId: ended.id, error });
  }
}

function endEvent(deps: FinishDeps, ended: VideoExport, causationId: string): DomainEvent {
  const metadata = {
    id: deps.ids('evt'),
    time: deps.clock().toISOString(),
    correlationId: ended.correlationId,
    causationId,
  };
  const ref = { exportId: ended.id, ownerId: ended.ownerId, attempt: ended.attempt };
  return ended.status === 'COMPLETED'
    ? exportCompleted.make(metadata, {
        ...ref,
        sizeInBytes: ended.sizeInBytes ?? 0,
        billedUsd: ended.billedUsd,
      })
    : exportFailed.make(metadata, { ...ref, code: ended.failure?.code ?? 'INTERNAL' });
}
