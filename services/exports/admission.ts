import { requestRender } from './create';
import type { AliveExport, Clock, EventPublisher, ExportLists, Ids } from './ports';

/** What asking for waiting exports needs. */
export interface AdmissionDeps {
  readonly lists: Pick<ExportLists, 'alive'>;
  readonly events: EventPublisher;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** Waiting exports looked at in one go. Reconcile comes back every minute for those beyond. */
const WAITING_LOOKED_AT = 1000;
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
  const { items } = await deps.lists.alive('PENDING', { first: WAITING_LOOKED_AT, after: null });
  const oldestOf = new Map<string, AliveExport>();
  for (const waiting of items) {
    if (newestId !== null && waiting.id > newestId) break;
    if (!oldestOf.has(waiting.ownerId)) oldestOf.set(waiting.ownerId, waiting);
  }
  const next = [...oldestOf.values()].slice(0, ADMITTED_LIMIT);
  if (next.length > 0)
    await deps.events.publish(next.map((waiting) => requestRender(deps, waiting, causationId)));
  return next.length;
}
