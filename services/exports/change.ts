import type { Clock, ExportChange, ExportStore, ExportWatchers } from './ports';
import { applyTransition, type Transition, type VideoExport } from './video-export';

/** How often a change starts again when another write comes first. Progress ticks are the usual cause; five is plenty. */
const MAX_TRIES = 5;

/** What became of a change. `ignored` says why nothing was written, and what is stored; null when there is no such export. */
export type ChangeResult =
  | { readonly type: 'changed'; readonly before: VideoExport; readonly after: VideoExport }
  | { readonly type: 'ignored'; readonly reason: string; readonly current: VideoExport | null }
  | { readonly type: 'no-slot'; readonly limit: 'user' | 'total' };

/**
 * Reads an export, applies a transition and writes the result on the condition that nobody else wrote in between. The
 * transition is computed again from what is then stored, so that whatever comes late or twice is seen for what it is.
 */
export async function changeExport(
  store: Pick<ExportStore, 'get' | 'save'>,
  exportId: string,
  transition: Transition,
  slot: ExportChange['slot'],
): Promise<ChangeResult> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const before = await store.get(exportId);
    if (before === null) return { type: 'ignored', reason: 'unknown', current: null };
    const result = applyTransition(before, transition);
    if (!result.ok) return { type: 'ignored', reason: result.reason, current: before };
    const saved = await store.save({ before, after: result.next, slot });
    if (saved === 'saved') return { type: 'changed', before, after: result.next };
    if (saved === 'user-limit') return { type: 'no-slot', limit: 'user' };
    if (saved === 'total-limit') return { type: 'no-slot', limit: 'total' };
  }
  throw new Error(`The export ${exportId} is being changed by too many at once.`);
}

/** Puts an attempt that renders nothing back to wait, frees its slot, and tells who was told RENDERING. False when too late. */
export async function putBack(
  deps: {
    readonly exports: Pick<ExportStore, 'get' | 'save'>;
    readonly watchers: ExportWatchers;
    readonly clock: Clock;
  },
  exportId: string,
  attempt: number,
): Promise<boolean> {
  const transition = { type: 'postpone', at: deps.clock().toISOString(), attempt } as const;
  const result = await changeExport(deps.exports, exportId, transition, { action: 'release' });
  if (result.type !== 'changed') return false;
  await deps.watchers.changed(result.after);
  return true;
}
