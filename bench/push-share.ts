// The function `push` of bench/push.ts, in a process of its own: it serves one share of a fan-out, as it comes from the queue.
// Its rows are in memory, where the function reads them from the table.
import { buildSchema } from 'graphql';
import { parsePage, pushPage } from '../services/push/page';
import { createMemoryConnectionStore } from '../services/subscriptions/memory';
import type { Subscription } from '../services/subscriptions/ports';
import { createPublisher } from '../services/subscriptions/publish';
import { pusherTo, sdl, topic } from './push-topic';

/** What bench/push.ts asks for: first the rows, then the message of the queue. */
export type ShareMessage =
  | { readonly type: 'rows'; readonly rows: readonly Subscription[] }
  | { readonly type: 'page'; readonly body: string };

/** What it is told: when it has begun, as performance counts, from the epoch. */
export interface ShareReport {
  readonly begunAt: number;
}

const [, , gatewayUrl = ''] = process.argv;
let store = createMemoryConnectionStore({ pageSize: 200 });
const publisher = createPublisher({
  schema: buildSchema(sdl),
  store: new Proxy(store, { get: (_, name) => Reflect.get(store, name) as unknown }),
  pusher: pusherTo(gatewayUrl),
  topics: { exportProgress: topic },
  contextFor: () => ({}),
});

async function hold(rows: readonly Subscription[]): Promise<void> {
  store = createMemoryConnectionStore({ pageSize: 200 });
  for (const row of rows) {
    await store.connect({ id: row.connectionId, connectedAt: 0 });
    await store.subscribe(row, 1);
  }
}

const now = (): number => performance.timeOrigin + performance.now();
const report = (begunAt: number): void => void process.send?.({ begunAt } satisfies ShareReport);

process.on('message', (message: ShareMessage) => {
  if (message.type === 'rows') return void hold(message.rows).then(() => report(now()));
  const begunAt = now();
  const pushing = pushPage(publisher, parsePage(message.body));
  report(begunAt);
  // Those who left between the rows and now are nobody's failure.
  pushing.catch((error: unknown) => console.error(error));
});
process.on('disconnect', () => process.exit());
report(now());
