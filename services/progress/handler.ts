import type { EventBridgeHandler } from 'aws-lambda';
import { renderIdOf } from '../adapters/s3-render-progress';
import { followRender } from '../exports/progress';
import { createWatchers } from '../graphql/live';
import { coreConfig, readEnv } from '../runtime/config';
import { basics, buckets, events, pusher, stores } from '../runtime/deps';
import { exportMetrics } from '../runtime/metrics';

/** S3's 'Object Created' event, as far as it is used. */
interface ObjectCreated {
  readonly bucket: { readonly name: string };
  readonly object: { readonly key: string };
}

const core = coreConfig(readEnv());
const { exports, lists, projects, connections } = stores(core);
const { log, clock, ids } = basics();
const reads = { projects, lists };
const deps = {
  exports,
  log,
  clock,
  ids,
  ...buckets(core),
  events: events(core),
  metrics: exportMetrics,
  watchers: createWatchers({ connections, pusher: pusher(core), exports, reads, log }),
};

export const handler: EventBridgeHandler<'Object Created', ObjectCreated, void> = async (event) => {
  const { bucket, object } = event.detail;
  const renderId = renderIdOf(object.key);
  if (renderId === null) return;
  await followRender(deps, { bucketName: bucket.name, renderId }, event.id);
};
