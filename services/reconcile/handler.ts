import type { ScheduledHandler } from 'aws-lambda';
import { reconcile } from '../exports/reconcile';
import { finishDeps } from '../graphql/live';
import { coreConfig, limitsConfig, readEnv } from '../runtime/config';
import { publishCounts } from '../runtime/metrics';

const env = readEnv();
const deps = {
  ...finishDeps(coreConfig(env)),
  renderTimeoutMs: limitsConfig(env).renderTimeoutSeconds * 1000,
};

export const handler: ScheduledHandler = async (_event, context) => {
  const repairs = await reconcile(deps, context.awsRequestId);
  publishCounts('Reconcile', { ...repairs });
  if (Object.values(repairs).some((count) => Number(count) > 0)) {
    deps.log.warn('Something was repaired.', { ...repairs });
  }
};
