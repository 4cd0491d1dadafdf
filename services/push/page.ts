import * as z from 'zod';
import type { FanOutPage } from '../graphql/live';
import type { Publisher } from '../subscriptions/publish';

const pageSchema = z.object({
  publication: z.object({ field: z.string(), topic: z.string(), payload: z.unknown() }),
  subscribers: z.array(z.object({ connectionId: z.string(), operationId: z.string() })),
});

/** Reads a message of the push queue. @throws Error when it is none. */
export const parsePage = (body: string): FanOutPage => pageSchema.parse(JSON.parse(body));

/**
 * Serves a part of a fan-out. What comes too late is dropped by its window; who was served already has no subscription any
 * more, or gets the same state again.
 * @throws Error when somebody could not be reached, so that the message comes again.
 */
export async function pushPage(publisher: Pick<Publisher, 'publishTo'>, page: FanOutPage): Promise<void> {
  const { failed } = await publisher.publishTo(page.publication, page.subscribers);
  if (failed > 0) throw new Error(`${failed} of ${page.subscribers.length} subscribers could not be told.`);
}
