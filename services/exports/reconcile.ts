import { encodeTime } from 'ulid';
import { admitWaiting, type AdmissionDeps } from './admission';
import { putBack } from './change';
import { finishRender } from './finish';
import type { ExportLists, ExportStore } from './ports';
import { followRender, type ProgressDeps } from './progress';
import type { VideoExport } from './video-export';

/** What repairing needs. */
export interface ReconcileDeps extends ProgressDeps, AdmissionDeps {
  readonly lists: ExportLists;
  readonly exports: ExportStore;
  /** Longest time from the start of a render to its last sign of life, in milliseconds. */
  readonly renderTimeoutMs: number;
}

/** Repairs of one run, counted. */
export interface Repairs {
  /** Waiting exports that were asked for again. */
  readonly asked: number;
  /** Renders whose end nobody had told us of. */
  readonly ended: number;
  /** Exports whose render was never started, put back to wait. */
  readonly restarted: number;
}

/** An export that waits longer than this is asked for again: its event may be lost. */
const WAITING_AFTER_MS = 60_000;
/** A render that is silent longer than this is looked at. Remotion writes its progress every 250 ms. */
const SILENT_AFTER_MS = 60_000;
/** After this time without a render id and without progress, the function that should have started the render is dead. */
const NEVER_STARTED_AFTER_MS = 120_000;
/** Renders looked at in one run, and at the same time. */
const LOOKED_AT_LIMIT = 200;
const LOOKED_AT_ONCE = 10;

/** Repairs what got lost on the way. Every step is a conditional write, so it may run beside everything else. */
export async function reconcile(deps: ReconcileDeps, causationId: string): Promise<Repairs> {
  const rendering = await deps.lists.alive('RENDERING', { first: LOOKED_AT_LIMIT, after: null });
  const counts = { ended: 0, restarted: 0 };
  for (let start = 0; start < rendering.items.length; start += LOOKED_AT_ONCE) {
    const results = await Promise.all(
      rendering.items.slice(start, start + LOOKED_AT_ONCE).map(({ id }) =>
        repair(deps, id, causationId).catch((error: unknown) => {
          deps.log.error('An export could not be repaired.', { exportId: id, error });
          return null;
        }),
      ),
    );
    counts.ended += results.filter((result) => result === 'ended').length;
    counts.restarted += results.filter((result) => result === 'restarted').length;
  }
  const asked = await admitWaiting(deps, causationId, highestIdAt(deps.clock().getTime() - WAITING_AFTER_MS));
  return { asked, ...counts };
}

async function repair(
  deps: ReconcileDeps,
  id: string,
  causationId: string,
): Promise<'ended' | 'restarted' | null> {
  const stuck = await deps.exports.get(id);
  if (stuck?.status !== 'RENDERING') return null;
  const silentMs = deps.clock().getTime() - Date.parse(stuck.updatedAt);
  if (silentMs < SILENT_AFTER_MS) return null;
  if (stuck.render === null) return silentMs < NEVER_STARTED_AFTER_MS ? null : restart(deps, stuck);

  const followed = await followRender(deps, stuck.render, causationId, {
    exportId: id,
    attempt: stuck.attempt,
  }).catch((error: unknown) => {
    // A progress file that cannot be read must not hold a slot for ever.
    if (silentMs < deps.renderTimeoutMs) throw error;
    deps.log.error('The progress of a silent render could not be read.', { exportId: id, error });
    return null;
  });
  if (followed?.type === 'completed' || followed?.type === 'failed') return 'ended';
  if (silentMs < deps.renderTimeoutMs) return null;
  return giveUp(deps, stuck, stuck.render.renderId, causationId);
}

async function restart(deps: ReconcileDeps, { id, attempt }: VideoExport): Promise<'restarted' | null> {
  if (!(await putBack(deps, id, attempt))) return null;
  deps.log.warn('A render was never started; its export waits again.', { exportId: id, attempt });
  return 'restarted';
}

/** The render died without a word. Its file may be there all the same. */
async function giveUp(
  deps: ReconcileDeps,
  { id: exportId, attempt }: VideoExport,
  renderId: string,
  causationId: string,
): Promise<'ended' | null> {
  deps.log.warn('A render died without a word.', { exportId, attempt, renderId });
  const outcome = { type: 'timeout' } as const;
  const ended = await finishRender(deps, { exportId, attempt, renderId, outcome, causationId });
  return ended.type === 'ignored' ? null : 'ended';
}

/** The highest id that an export made at this time can have: ids sort by time. */
const highestIdAt = (timeMs: number): string => `exp_${encodeTime(timeMs)}${'Z'.repeat(16)}`;
