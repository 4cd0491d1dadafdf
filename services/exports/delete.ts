import { previewKeys } from './output-key';
import type { Clock, ExportStore, ExportWatchers, OutputStore } from './ports';
import { isTerminal, type ExportStatus } from './video-export';
import { mayStillBeWatched } from './watches';

/** What deleting needs. */
export interface DeleteDeps {
  readonly exports: Pick<ExportStore, 'get' | 'remove' | 'removal' | 'purge'>;
  readonly outputs: Pick<OutputStore, 'delete'>;
  readonly watchers: Pick<ExportWatchers, 'concluded'>;
  readonly clock: Clock;
}

/** What became of a deletion. */
export type DeleteResult =
  | { readonly type: 'success'; readonly exportId: string }
  | { readonly type: 'not-found' }
  | { readonly type: 'not-ended'; readonly status: ExportStatus };

/**
 * How long subscriptions are left that could not be told of the end at once, in milliseconds: as long as the queue of the function
 * `push` tries, three times within three minutes each.
 */
const TOLD_WITHIN_MS = 10 * 60_000;

/** How often a deletion starts again when another write comes first, such as the count of a download. */
const MAX_TRIES = 5;

/**
 * Deletes an ended export with all of its traces but the statistics. Its owner does not see it from the first write on; the
 * file, its thumbnail and its clip go unless another export shares them. If this function dies half way, or some who watch are
 * told by others only now, reconcile does the rest.
 * @throws what kept those who watch from being told of the end: it is not deleted then, and may be tried again.
 */
export async function deleteExport(
  deps: DeleteDeps,
  caller: { readonly userId: string },
  exportId: string,
): Promise<DeleteResult> {
  let isConcluded = false;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const current = await deps.exports.get(exportId);
    if (current === null || current.ownerId !== caller.userId) return { type: 'not-found' };
    if (!isTerminal(current.status)) return { type: 'not-ended', status: current.status };
    // The end may not have been followed up yet, and its subscribers' rows go with it: nobody could be told afterwards.
    if (!isConcluded && current.watchedBy.length > 0 && mayStillBeWatched(current, deps.clock())) {
      await deps.watchers.concluded(current, []);
      isConcluded = true;
    }
    const removal = await deps.exports.remove(current, deps.clock().toISOString());
    if (removal === null) continue;
    await finishRemoval(deps, exportId);
    return { type: 'success', exportId };
  }
  throw new Error(`The export ${exportId} is being changed by too many at once.`);
}

/** Finishes a deletion that has begun. Idempotent. False when some who watch are still being told of the end. */
export async function finishRemoval(
  deps: Pick<DeleteDeps, 'exports' | 'outputs' | 'clock'>,
  exportId: string,
): Promise<boolean> {
  const removal = await deps.exports.removal(exportId);
  if (removal === null) return true;
  // The file first: as long as it is there, it must be known that it is to go.
  if (removal.unusedFile !== null) {
    const { thumbnail, clip } = previewKeys(removal.unusedFile);
    await Promise.all([removal.unusedFile, thumbnail, clip].map((key) => deps.outputs.delete(key)));
  }
  return deps.exports.purge(exportId, new Date(deps.clock().getTime() - TOLD_WITHIN_MS).toISOString());
}
