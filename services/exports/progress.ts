import { finishRender, type FinishDeps, type FinishResult } from './finish';
import type { ExportStore, RenderProgressReader } from './ports';
import type { RenderRef } from './video-export';

/** What following a render needs. */
export interface ProgressDeps extends FinishDeps {
  readonly exports: Pick<ExportStore, 'get' | 'save' | 'removal' | 'recordProgress'>;
  readonly renders: RenderProgressReader;
}

/** Progress is written and pushed about once a second, however often Remotion rewrites its file (up to 4 times). */
const MIN_INTERVAL_MS = 900;

/** A render is only complete when its file was seen; until then nobody is shown 100 %. */
const HIGHEST_RUNNING_PROGRESS = 0.99;

/** What became of a look at progress.json. */
export type FollowResult =
  | FinishResult
  | { readonly type: 'raised' | 'unchanged' }
  | { readonly type: 'ignored'; readonly reason: string };

/**
 * Reads a render's progress.json and brings its export up to date. The file alone can end an export: a webhook with a
 * character outside ASCII never arrives, because Remotion counts characters where HTTP counts bytes.
 */
export async function followRender(
  deps: ProgressDeps,
  render: RenderRef,
  causationId: string,
  known: { readonly exportId: string; readonly attempt: number } | null = null,
): Promise<FollowResult> {
  const progress = await deps.renders.read(render);
  // A render that fails before its composition is evaluated never says whose it is; reconcile knows all the same.
  const target = progress?.target ?? known;
  if (progress === null || target === null) return { type: 'ignored', reason: 'unknown' };
  const { exportId, attempt } = target;
  if (progress.outcome !== null) {
    const { renderId } = progress;
    return finishRender(deps, { exportId, attempt, renderId, outcome: progress.outcome, causationId });
  }
  const raised = await deps.exports.recordProgress({
    exportId,
    attempt,
    render,
    progress: Math.min(progress.overall, HIGHEST_RUNNING_PROGRESS),
    at: deps.clock().toISOString(),
    minIntervalMs: MIN_INTERVAL_MS,
  });
  if (raised === null) return { type: 'unchanged' };
  await deps.watchers.changed(raised);
  return { type: 'raised' };
}
