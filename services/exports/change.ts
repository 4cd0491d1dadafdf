import type { ExportChange, ExportStore } from './ports';
import { applyTransition, type Transition, type VideoExport } from './video-export';

/** How often a change starts again when another write comes first. Progress ticks are the usual cause; five is plenty. */
const MAX_TRIES = 5;

/** What became of a change. `ignored` says why nothing was written. */
export type ChangeResult =
  | { readonly type: 'changed'; readonly before: VideoExport; readonly after: VideoExport }
  | { readonly type: 'ignored'; readonly reason: string }
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
    if (before === null) return { type: 'ignored', reason: 'unknown' };
    const result = applyTransition(before, transition);
    if (!result.ok) return { type: 'ignored', reason: result.reason };
    const saved = await store.save({ before, after: result.next, slot });
    if (saved === 'saved') return { type: 'changed', before, after: result.next };
    if (saved === 'user-limit') return { type: 'no-slot', limit: 'user' };
    if (saved === 'total-limit') return { type: 'no-slot', limit: 'total' };
  }
  throw new Error(`The export ${exportId} is being changed by too many at once.`);
}
