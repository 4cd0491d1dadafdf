import { finishRender, type FinishDeps, type FinishResult } from './finish';
import type { ExportStore, RenderProgressReader } from './ports';
import type { RenderRef } from './video-export';

/** What following a render needs. */
export interface ProgressDeps extends FinishDeps {
  readonly exports: Pick<ExportStore, 'get' | 'watched' | 'save' | 'removal' | 'recordProgress'>;
  readonly renders: RenderProgressReader;
}

/** Progress is written and pushed about once a second, however often Remotion rewrites its file (up to 4 times). In milliseconds. */
export const MIN_INTERVAL_MS = 900;

/** A render is only complete when its file was seen; until then nobody is shown 100 %. */
const HIGHEST_RUNNING_PROGRESS = 0.99;

/** What was read of a render that goes on. */
export interface ReadProgress {
  /** 0 to 0.99. */
  readonly progress: number;
  /** Of progress.json. */
  readonly sizeInBytes: number;
}

/** What became of a look at progress.json. `isWatched`: whether anybody is told. */
export type FollowResult =
  | FinishResult
  | { readonly type: 'unchanged'; readonly read: ReadProgress }
  | {
      readonly type: 'raised';
      readonly read: ReadProgress;
      readonly isWatched: boolean;
      /** Subscribers who were found. */
      readonly audience: number;
    }
  | { readonly type: 'ignored'; readonly reason: string };

/** What is known of a render before its file is read. */
export interface KnownRender {
  /** Which export's attempt it is: a render that fails before its composition is evaluated never says that. */
  readonly target?: { readonly exportId: string; readonly attempt: number };
  /** The export has at least this progress, so that what is not higher need not be written; null: nobody knows. */
  readonly above?: number | null;
  /** Subscribers who were found last. */
  readonly audience?: number;
}

/**
 * Reads a render's progress.json and brings its export up to date. The file alone can end an export: a webhook with a
 * character outside ASCII never arrives, because Remotion counts characters where HTTP counts bytes.
 */
export async function followRender(
  deps: ProgressDeps,
  render: RenderRef,
  causationId: string,
  known: KnownRender = {},
): Promise<FollowResult> {
  const progress = await deps.renders.read(render);
  const target = progress?.target ?? known.target ?? null;
  if (progress === null || target === null) return { type: 'ignored', reason: 'unknown' };
  const { exportId, attempt } = target;
  if (progress.outcome !== null) {
    const { renderId } = progress;
    return finishRender(deps, { exportId, attempt, renderId, outcome: progress.outcome, causationId });
  }
  const running = Math.min(progress.overall, HIGHEST_RUNNING_PROGRESS);
  const read = { progress: running, sizeInBytes: progress.sizeInBytes };
  // A conditional write that is refused costs as much as one that is not.
  if (running <= (known.above ?? -1)) return { type: 'unchanged', read };
  const at = deps.clock().toISOString();
  const { audience: expected = 0 } = known;
  const timing = { at, minIntervalMs: MIN_INTERVAL_MS, audience: expected };
  const tick = { exportId, attempt, render, progress: running, ...timing };
  const raised = await deps.exports.recordProgress(tick);
  if (raised === null) return { type: 'unchanged', read };
  const audience = await deps.watchers.changed(raised);
  return { type: 'raised', read, audience, isWatched: raised.watchedBy.some((by) => by !== 'batch') };
}
