import { requestRender } from './create';
import type { FinishDeps } from './finish';
import type {
  AliveExport,
  AliveList,
  Clock,
  EventPublisher,
  ExportLists,
  ExportStore,
  Ids,
  Limits,
  Page,
  Subscriber,
} from './ports';
import { isTerminal, type VideoExport } from './video-export';
import { learnWatches, mayStillBeWatched, type LearnDeps } from './watches';

/** What asking for waiting exports needs. */
export interface AdmissionDeps {
  readonly lists: Pick<ExportLists, 'alive'>;
  readonly events: EventPublisher;
  readonly limits: Pick<Limits, 'concurrentRenders' | 'totalRenders'>;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** Waiting exports looked at in one go, and in how many pages. */
const PAGE_SIZE = 1000;
const PAGES_LIMIT = 20;
/** Exports asked for in one go. */
const ADMITTED_LIMIT = 50;

/** Whose turn it is, asked again and again while slots are taken. */
export interface Turns {
  /** The next to be tried, each once; null when nobody may start. */
  next(): AliveExport | null;
  /** A slot was taken by this user. */
  took(ownerId: string): void;
  /** This user has no slot left, whatever was known. */
  full(ownerId: string): void;
}

/**
 * Fair turns: of the users who have a slot left, the one who has the fewest renders running is next; among equals, whose
 * oldest export has waited longest. Within a user, oldest first. Pure but for its own count.
 */
export function createTurns(
  waiting: readonly AliveExport[],
  rendering: readonly Pick<AliveExport, 'ownerId'>[],
  { perUser, at }: { readonly perUser: number; readonly at: string },
): Turns {
  const running = new Map<string, number>();
  const took = (ownerId: string): void => void running.set(ownerId, (running.get(ownerId) ?? 0) + 1);
  for (const { ownerId } of rendering) took(ownerId);
  const queues = new Map<string, AliveExport[]>();
  const ready = waiting.filter(({ notBefore }) => notBefore === null || notBefore <= at);
  for (const one of ready.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const queue = queues.get(one.ownerId);
    if (queue === undefined) queues.set(one.ownerId, [one]);
    else queue.push(one);
  }
  return {
    took,
    full: (ownerId) => void running.set(ownerId, Infinity),
    next() {
      let best: { readonly ownerId: string; readonly id: string; readonly count: number } | null = null;
      for (const [ownerId, [oldest]] of queues) {
        const count = running.get(ownerId) ?? 0;
        if (oldest === undefined || count >= perUser) continue;
        if (best === null || count < best.count || (count === best.count && oldest.id < best.id)) {
          best = { ownerId, id: oldest.id, count };
        }
      }
      return best === null ? null : (queues.get(best.ownerId)?.shift() ?? null);
    },
  };
}

/**
 * Asks for exports that wait, as many as there may be room for, fairly and oldest first. The render function decides: it
 * starts those that get a slot and leaves the rest waiting. `newestId` leaves out whatever is younger, for callers that only
 * care for exports that have waited long enough; `endedId` has just ended, which the index may not show yet.
 */
export async function admitWaiting(
  deps: AdmissionDeps,
  causationId: string,
  {
    newestId = null,
    endedId = null,
  }: { readonly newestId?: string | null; readonly endedId?: string | null } = {},
): Promise<number> {
  const [waiting, { items }] = await Promise.all([
    oldestOf(deps.lists, 'PENDING', { pages: PAGES_LIMIT, newestId }),
    deps.lists.alive('RENDERING', { first: PAGE_SIZE, after: null }),
  ]);
  const rendering = items.filter(({ id }) => id !== endedId);
  const at = deps.clock().toISOString();
  const { concurrentRenders: perUser, totalRenders } = deps.limits;
  const turns = createTurns(waiting, rendering, { perUser, at });
  // One more than seems free: the index lags, and a slot may be free that it does not show.
  const room = Math.min(ADMITTED_LIMIT, Math.max(0, totalRenders - rendering.length) + 1);
  const next: AliveExport[] = [];
  for (let turn = turns.next(); turn !== null && next.length < room; turn = turns.next()) {
    next.push(turn);
    turns.took(turn.ownerId);
  }
  if (next.length > 0) {
    await deps.events.publish(next.map((one) => requestRender(deps, one, causationId)));
  }
  return next.length;
}

/**
 * The oldest of a list, up to so many pages of a thousand; with `newestId`, only those that are not younger.
 */
export async function oldestOf(
  lists: Pick<ExportLists, 'alive'>,
  list: AliveList,
  { pages, newestId = null }: { readonly pages: number; readonly newestId?: string | null },
): Promise<AliveExport[]> {
  const found: AliveExport[] = [];
  let after: string | null = null;
  for (let read = 0; read < pages; read += 1) {
    const page: Page<AliveExport> = await lists.alive(list, { first: PAGE_SIZE, after });
    const old = page.items.filter(({ id }) => newestId === null || id <= newestId);
    found.push(...old);
    if (!page.hasNextPage || old.length < page.items.length) break;
    after = page.items.at(-1)?.id ?? null;
  }
  return found;
}

/** What following up an end needs. */
export interface AfterEndDeps extends AdmissionDeps, Pick<FinishDeps, 'watchers' | 'log'> {
  readonly exports: Pick<ExportStore, 'get' | 'watch' | 'acknowledgeEnd' | 'sharedFile'>;
  readonly watches: LearnDeps['watches'];
}

/**
 * An export ended, so a slot is free: asks for those who wait for its file, and for the next ones. Tells all who watch and were
 * not told by the function that ended the export, and completes the operations of all. Only then is the event acknowledged,
 * since nobody sends it again afterwards.
 * @throws what kept somebody from being told, so that the event comes again: others need not wait for that.
 */
export async function afterEnd(
  deps: AfterEndDeps,
  exportId: string,
  { causationId, told = [] }: { readonly causationId: string; readonly told?: readonly Subscriber[] },
): Promise<number> {
  const ended = await deps.exports.get(exportId);
  let followers = 0;
  let untold: Untold | null = null;
  if (ended !== null && isTerminal(ended.status)) {
    untold = await conclude(deps, ended, told);
    // Those who wait for a file are asked by who made it, not by each who took it.
    if (!ended.cacheHit) followers = await askFollowers(deps, ended.cacheKey, causationId);
  }
  const asked = await admitWaiting(deps, causationId, { endedId: exportId });
  if (untold !== null) throw untold.error;
  await deps.exports.acknowledgeEnd(exportId, (ended?.callbackUrl ?? null) !== null);
  return asked + followers;
}

/** Why somebody was not told. */
interface Untold {
  readonly error: unknown;
}

/** Null when all were told, and when all who were not are gone by now: what nobody waits for must not be repeated for ever. */
async function conclude(
  deps: AfterEndDeps,
  ended: VideoExport,
  told: readonly Subscriber[],
): Promise<Untold | null> {
  try {
    await deps.watchers.concluded(await learnWatches(deps, ended), told);
    return null;
  } catch (error) {
    if (mayStillBeWatched(ended, deps.clock())) return { error };
    deps.log.warn('An end that not all were told of is too old to be told.', { exportId: ended.id, error });
    return null;
  }
}

async function askFollowers(deps: AfterEndDeps, cacheKey: string, causationId: string): Promise<number> {
  const file = await deps.exports.sharedFile(cacheKey);
  if (file === null || file.outputKey === null) return 0;
  const waiting: AliveExport[] = [];
  for (const id of file.followers.slice(0, ADMITTED_LIMIT)) {
    const follower = await deps.exports.get(id);
    if (follower?.status === 'PENDING') waiting.push(follower);
  }
  if (waiting.length > 0) {
    await deps.events.publish(waiting.map((one) => requestRender(deps, one, causationId)));
  }
  return waiting.length;
}
