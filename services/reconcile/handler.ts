import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { ScheduledHandler } from 'aws-lambda';
import { reconcile } from '../exports/reconcile';
import { createWatchers } from '../graphql/live';
import { coreConfig, limitsConfig, readEnv } from '../runtime/config';
import { basics, buckets, events, pusher, stores } from '../runtime/deps';

const env = readEnv();
const core = coreConfig(env);
const { exports, lists, projects, connections } = stores(core);
const { log, clock, ids } = basics();
const metrics = new Metrics();
const deps = {
  exports,
  lists,
  log,
  clock,
  ids,
  ...buckets(core),
  events: events(core),
  watchers: createWatchers({ connections, pusher: pusher(core), exports, reads: { projects, lists }, log }),
  renderTimeoutMs: limitsConfig(env).maxRenderSeconds * 1000,
};

export const handler: ScheduledHandler = async (_event, context) => {
  const repairs = await reconcile(deps, context.awsRequestId);
  for (const [name, count] of Object.entries(repairs)) {
    metrics.addMetric(`Reconcile${name[0]?.toUpperCase()}${name.slice(1)}`, MetricUnit.Count, Number(count));
  }
  metrics.publishStoredMetrics();
  if (Object.values(repairs).some((count) => Number(count) > 0))
    log.warn('Something was repaired.', { ...repairs });
};
