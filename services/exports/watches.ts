import type { Clock, ExportStore, ExportWatchers, Log, WatchStore } from './ports';
import type { VideoExport } from './video-export';

/** How long a user counts as watching after subscribing, in seconds: a connection lives for two hours at most. */
export const WATCHED_SECONDS = 2 * 3600 + 600;

/** False when nobody is left who could have been subscribed when an export, or a batch, ended. */
export function mayStillBeWatched(
  { finishedAt, updatedAt }: Pick<VideoExport, 'finishedAt' | 'updatedAt'>,
  now: Date,
): boolean {
  return now.getTime() - Date.parse(finishedAt ?? updatedAt) <= WATCHED_SECONDS * 1000;
}

/** What finding out who watches needs. */
export interface LearnDeps {
  readonly exports: Pick<ExportStore, 'watch'>;
  readonly watches: Pick<WatchStore, 'watching'>;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Learns of those who began to watch all of the user's exports, or the batch, after this one was made. After the claim, not
 * before: whoever begins to watch notes that first and then marks what renders, so one of the two sees the other. Once more
 * at the end, since the function that has claimed it may have died in between.
 */
export async function learnWatches(deps: LearnDeps, known: VideoExport): Promise<VideoExport> {
  const { id, ownerId, batchId } = known;
  let current = known;
  try {
    for (const by of await deps.watches.watching(ownerId, batchId, deps.clock().toISOString())) {
      if (!current.watchedBy.includes(by)) current = (await deps.exports.watch(id, by)) ?? current;
    }
  } catch (error) {
    // Who is told must not decide what is rendered.
    deps.log.warn('Who watches an export could not be found out.', { exportId: id, error });
  }
  return current;
}

/** What telling of an export that waits needs. */
export interface TellWaitingDeps {
  readonly exports: Pick<ExportStore, 'tellWaiting'>;
  readonly watches: Pick<WatchStore, 'watching'>;
  readonly watchers: Pick<ExportWatchers, 'changed'>;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Tells those who watch all of a user's exports of one that was made after they came and has to wait for its turn. Once: from
 * then on it is known to be watched, and every change of it is told.
 */
export async function tellWaiting(
  deps: TellWaitingDeps,
  { exportId, ownerId }: { readonly exportId: string; readonly ownerId: string },
): Promise<void> {
  const at = deps.clock().toISOString();
  try {
    if (!(await deps.watches.watching(ownerId, null, at)).includes('owner')) return;
    const waiting = await deps.exports.tellWaiting(exportId, at);
    if (waiting !== null) await deps.watchers.changed(waiting);
  } catch (error) {
    deps.log.warn('Those who watch could not be told of an export that waits.', { exportId, error });
  }
}
