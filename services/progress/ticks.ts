import { followRender, MIN_INTERVAL_MS, type FollowResult, type ProgressDeps } from '../exports/progress';
import type { RenderRef } from '../exports/video-export';
import { BoundedMap } from '../subscriptions/bounded-map';

/** One writing of a render's progress.json. */
export interface Tick {
  readonly render: RenderRef;
  /** Of the file, as the event says; null when it does not. */
  readonly sizeInBytes: number | null;
  readonly causationId: string;
}

/** `skipped`: nobody could be told of it, and it cannot be the last one, so that it was not even read. */
export type TickResult = FollowResult | { readonly type: 'skipped' };

/** What a process knows of a render: what it has read, and until when reading again is of no use. */
interface Followed {
  readonly sizeInBytes: number;
  /** What the export has at least; null where this process has raised nothing. */
  readonly progress: number | null;
  readonly readAgainMs: number;
  /** Subscribers who were told last. */
  readonly audience: number;
}

/** Renders that a process remembers: many more than it follows at the same time. */
const MAX_FOLLOWED = 1_000;
/** How often progress is raised that nobody is told of, in milliseconds: often enough for who asks. */
const UNWATCHED_INTERVAL_MS = 3_000;
/**
 * A file that has grown by less cannot tell an end, in bytes. What Remotion 4.0.527 adds with the end is longer: 600 bytes and
 * more of `postRenderData`, or `fatalErrorTimestamp` and an error whose keys alone are as long; nothing gets shorter.
 */
export const END_GROWTH_BYTES = 80;

/**
 * Follows renders by the events of their progress.json, up to four a second for each. What this process has read last tells
 * which of them can change nothing, and they cost nothing but the invocation. No end is lost by it: a file that may tell one is
 * always read.
 */
export function createTicks(deps: ProgressDeps): (tick: Tick) => Promise<TickResult> {
  const followed = new BoundedMap<string, Followed>(MAX_FOLLOWED);

  const mayBeSkipped = ({ readAgainMs, sizeInBytes }: Followed, size: number | null): boolean =>
    size !== null && size < sizeInBytes + END_GROWTH_BYTES && deps.clock().getTime() < readAgainMs;

  return async ({ render, sizeInBytes, causationId }) => {
    const { renderId } = render;
    const known = followed.get(renderId);
    if (known !== undefined && mayBeSkipped(known, sizeInBytes)) return { type: 'skipped' };
    // If this fails, the event comes again, and must not be skipped.
    followed.delete(renderId);
    const { progress = null, audience = 0 } = known ?? {};
    const result = await followRender(deps, render, causationId, { above: progress, audience });
    if (result.type === 'raised' || result.type === 'unchanged') {
      const isUnwatched = result.type === 'raised' && !result.isWatched;
      followed.set(renderId, {
        sizeInBytes: result.read.sizeInBytes,
        progress: result.type === 'raised' ? result.read.progress : progress,
        readAgainMs: deps.clock().getTime() + (isUnwatched ? UNWATCHED_INTERVAL_MS : MIN_INTERVAL_MS),
        audience: result.type === 'raised' ? result.audience : audience,
      });
    }
    return result;
  };
}
