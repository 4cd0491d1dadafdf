import type { ExportStore, ExportWatchers, SlotLimits } from './ports';
import { applyTransition, type Refusal, type Transition, type VideoExport } from './video-export';

/** How often a change starts again when another write comes first. Progress ticks are the usual cause; five is plenty. */
const MAX_TRIES = 5;

/** For changes that can run into no limit: they take no slot and spend no reserved money. */
const NO_LIMITS: SlotLimits = {
  concurrentRenders: Infinity,
  totalRenders: Infinity,
  totalFunctions: Infinity,
  monthlyBudgetUsd: null,
};

/** What became of a change. `ignored` says why nothing was written, and what is stored; null when there is no such export. */
export type ChangeResult =
  | { readonly type: 'changed'; readonly before: VideoExport; readonly after: VideoExport }
  | {
      readonly type: 'ignored';
      readonly reason: Refusal | 'unknown';
      readonly current: VideoExport | null;
    }
  | {
      readonly type: 'refused';
      readonly by: 'user-limit' | 'total-limit' | 'budget' | 'file-taken' | 'file-gone';
      readonly current: VideoExport;
    };

/** What to change, and what the caller knows already. */
export interface Change {
  readonly exportId: string;
  /** The transition, or how to choose it from what is stored. */
  readonly transition: Transition | ((current: VideoExport) => Transition);
  readonly limits?: SlotLimits;
  /** The export as the caller has just read it, which saves reading it once more. */
  readonly known?: VideoExport;
}

/**
 * Reads an export, applies a transition and writes the result on the condition that nobody else wrote in between. The
 * transition is computed again from what is then stored, so that whatever comes late or twice is seen for what it is.
 */
export async function changeExport(
  store: Pick<ExportStore, 'get' | 'save'>,
  { exportId, transition, limits = NO_LIMITS, known }: Change,
): Promise<ChangeResult> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const before = tries === 0 && known !== undefined ? known : await store.get(exportId);
    if (before === null) return { type: 'ignored', reason: 'unknown', current: null };
    const result = applyTransition(
      before,
      typeof transition === 'function' ? transition(before) : transition,
    );
    if (!result.ok) return { type: 'ignored', reason: result.reason, current: before };
    const saved = await store.save({ before, after: result.next, limits });
    if (saved === 'saved') return { type: 'changed', before, after: result.next };
    if (saved !== 'conflict') return { type: 'refused', by: saved, current: before };
  }
  throw new Error(`The export ${exportId} is being changed by too many at once.`);
}

/** Puts an attempt that renders nothing back to wait, frees its slot, and tells who was told RENDERING. Null when too late. */
export async function putBack(
  deps: { readonly exports: Pick<ExportStore, 'get' | 'save'>; readonly watchers: ExportWatchers },
  { exportId, attempt, at, notBefore }: PutBackRequest,
): Promise<VideoExport | null> {
  const transition = { type: 'postpone', at, attempt, notBefore } as const;
  const result = await changeExport(deps.exports, { exportId, transition });
  if (result.type !== 'changed') return null;
  await deps.watchers.changed(result.after);
  return result.after;
}

/** Which attempt to put back, and until when; ISO times. */
export interface PutBackRequest {
  readonly exportId: string;
  readonly attempt: number;
  readonly at: string;
  readonly notBefore: string | null;
}
