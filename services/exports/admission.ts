import { requestRender } from './create';
import type { AliveExport, Clock, EventPublisher, ExportLists, Ids, Page } from './ports';

/** What asking for waiting exports needs. */
export interface AdmissionDeps {
  readonly lists: Pick<ExportLists, 'alive'>;
  readonly events: EventPublisher;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** Waiting exports looked at in one go, and in how many pages. */
const PAGE_SIZE = 1000;
const PAGES_LIMIT = 5;
/** Exports asked for in one go. */
const ADMITTED_LIMIT = 50;

/**
 * Asks again for exports that wait: for each user only the oldest, oldest first, so that nobody with many of them holds up
 * others. The render function decides: it starts those that get a slot and leaves the rest waiting. `newestId` leaves out
 * whatever is younger, for callers that only care for exports that have waited long enough.
 */
export async function admitWaiting(
  deps: AdmissionDeps,
  causationId: string,
  newestId: string | null = null,
): Promise<number> {
  const oldestOf = new Map<string, AliveExport>();
  let after: string | null = null;
  for (let pages = 0; pages < PAGES_LIMIT && oldestOf.size < ADMITTED_LIMIT; pages += 1) {
    const page: Page<AliveExport> = await deps.lists.alive('PENDING', { first: PAGE_SIZE, after });
    const old = page.items.filter(({ id }) => newestId === null || id <= newestId);
    for (const waiting of old) if (!oldestOf.has(waiting.ownerId)) oldestOf.set(waiting.ownerId, waiting);
    if (!page.hasNextPage || old.length < page.items.length) break;
    after = page.items.at(-1)?.id ?? null;
  }
  const next = [...oldestOf.values()].slice(0, ADMITTED_LIMIT);
  if (next.length > 0)
    await deps.events.publish(next.map((waiting) => requestRender(deps, waiting, causationId)));
  return next.length;
}
