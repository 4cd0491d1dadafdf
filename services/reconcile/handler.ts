import type { ScheduledHandler } from 'aws-lambda';
import { reconcile } from '../exports/reconcile';
import { createWatchers } from '../graphql/live';
import { coreConfig, limitsConfig, readEnv } from '../runtime/config';
import { basics, buckets, events, pusher, stores } from '../runtime/deps';
import { exportMetrics, publishCounts } from '../runtime/metrics';

const env = readEnv();
const core = coreConfig(env);
const { exports, lists, projects, connections } = stores(core);
const { log, clock, ids } = basics();
const deps = {
  exports,
  lists,
  log,
  clock,
  ids,
  ...buckets(core),
  events: events(core),
  metrics: exportMetrics,
  watchers: createWatchers({ connections, pusher: pusher(core), exports, reads: { projects, lists }, log }),
  renderTimeoutMs: limitsConfig(env).renderTimeoutSeconds * 1000,
};

export const handler: ScheduledHandler = async (_event, context) => {
  const repairs = await reconcile(deps, context.awsRequestId);
  publishCounts('Reconcile', { ...repairs });
  if (Object.values(repairs).some((count) => Number(count) > 0))
    log.warn('Something was repaired.', { ...repairs });
};
