import { changeExport } from './change';
import { tellEnd, type FinishDeps } from './finish';
import { possibleOutputKeys } from './output-key';
import type { ExportStore, OutputStore, Renderer } from './ports';
import type { VideoExport } from './video-export';

/** What cancelling needs. */
export type CancelDeps = Omit<FinishDeps, 'outputs' | 'limits' | 'random'>;

/** What became of a cancellation. */
export type CancelResult =
  | { readonly type: 'success'; readonly videoExport: VideoExport }
  | { readonly type: 'not-found' }
  | { readonly type: 'ended'; readonly videoExport: VideoExport };

/**
 * Cancels an export in whatever attempt it is. Slot and money are given back in the same transaction as the state; the render
 * itself is stopped by whoever receives the event, since stopping may fail and is to be tried again. Cancelling what was
 * cancelled gives the same answer again.
 */
export async function cancelExport(
  deps: CancelDeps,
  caller: { readonly userId: string; readonly requestId: string },
  exportId: string,
): Promise<CancelResult> {
  const current = await deps.exports.get(exportId);
  if (current === null || current.ownerId !== caller.userId) return { type: 'not-found' };
  const at = deps.clock().toISOString();
  const result = await changeExport(deps.exports, {
    exportId,
    transition: (before) => ({ type: 'cancel', at, attemptUsd: spentUsd(deps, before, at) }),
    known: current,
  });
  switch (result.type) {
    case 'changed':
      await tellEnd(deps, result.after, { causationId: caller.requestId });
      return { type: 'success', videoExport: result.after };
    case 'refused':
      throw new Error(`An export could not be cancelled: ${result.by}.`);
    case 'ignored':
      if (result.current === null) return { type: 'not-found' };
      if (result.current.status === 'CANCELLED') return { type: 'success', videoExport: result.current };
      return { type: 'ended', videoExport: result.current };
  }
}

const spentUsd = (deps: CancelDeps, before: VideoExport, at: string): number | null =>
  before.status === 'RENDERING' ? deps.attemptUsd(before, at) : null;

/** Stops the render of a cancelled export, and removes what it may have written. Idempotent. */
export async function stopRender(
  deps: {
    readonly exports: Pick<ExportStore, 'get'>;
    readonly renderer: Pick<Renderer, 'cancel'>;
    readonly outputs: Pick<OutputStore, 'delete'>;
  },
  { exportId, attempt }: { readonly exportId: string; readonly attempt: number },
): Promise<void> {
  const cancelled = await deps.exports.get(exportId);
  if (cancelled !== null && cancelled.status !== 'CANCELLED') return;
  // Deleted meanwhile: then its render is unknown, and what it writes from now on is removed when it reports.
  if (cancelled !== null && cancelled.render !== null) await deps.renderer.cancel(cancelled.render);
  await Promise.all(possibleOutputKeys(exportId, attempt).map((key) => deps.outputs.delete(key)));
}
