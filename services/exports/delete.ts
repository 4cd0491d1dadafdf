import { previewKeys } from './output-key';
import type { Clock, ExportStore, OutputStore } from './ports';
import { isTerminal, type ExportStatus } from './video-export';

/** What deleting needs. */
export interface DeleteDeps {
  readonly exports: Pick<ExportStore, 'get' | 'remove' | 'removal' | 'purge'>;
  readonly outputs: Pick<OutputStore, 'delete'>;
  readonly clock: Clock;
}

/** What became of a deletion. */
export type DeleteResult =
  | { readonly type: 'success'; readonly exportId: string }
  | { readonly type: 'not-found' }
  | { readonly type: 'not-ended'; readonly status: ExportStatus };

/** How often a deletion starts again when another write comes first, such as the count of a download. */
const MAX_TRIES = 5;

/**
 * Deletes an ended export with all of its traces but the statistics. Its owner does not see it from the first write on; the
 * file, its thumbnail and its clip go unless another export shares them. If this function dies half way, reconcile does the rest.
 */
export async function deleteExport(
  deps: DeleteDeps,
  caller: { readonly userId: string },
  exportId: string,
): Promise<DeleteResult> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const current = await deps.exports.get(exportId);
    if (current === null || current.ownerId !== caller.userId) return { type: 'not-found' };
    if (!isTerminal(current.status)) return { type: 'not-ended', status: current.status };
    const removal = await deps.exports.remove(current, deps.clock().toISOString());
    if (removal === null) continue;
    await finishRemoval(deps, exportId);
    return { type: 'success', exportId };
  }
  throw new Error(`The export ${exportId} is being changed by too many at once.`);
}

/** Finishes a deletion that has begun. Idempotent. */
export async function finishRemoval(
  deps: Pick<DeleteDeps, 'exports' | 'outputs'>,
  exportId: string,
): Promise<void> {
  const removal = await deps.exports.removal(exportId);
  if (removal === null) return;
  // The file first: as long as it is there, it must be known that it is to go.
  if (removal.unusedFile !== null) {
    const { thumbnail, clip } = previewKeys(removal.unusedFile);
    await Promise.all([removal.unusedFile, thumbnail, clip].map((key) => deps.outputs.delete(key)));
  }
  await deps.exports.purge(exportId);
}
