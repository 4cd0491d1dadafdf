import type { ScheduledHandler } from 'aws-lambda';
import { repairBatches } from '../exports/batch-steps';
import { reconcile } from '../exports/reconcile';
import { finishDeps } from '../graphql/live';
import { coreConfig, limitsConfig, readEnv, renderFunctionConfig } from '../runtime/config';
import { stores } from '../runtime/deps';
import { publishCounts } from '../runtime/metrics';

const env = readEnv();
const core = coreConfig(env);
const { batches, callbacks } = stores(core);
const deps = { ...finishDeps(core, limitsConfig(env), renderFunctionConfig(env)), batches, callbacks };

export const handler: ScheduledHandler = async (_event, context) => {
  const [repaired, batchesRepaired] = await Promise.all([
    reconcile(deps, context.awsRequestId),
    repairBatches(deps, context.awsRequestId),
  ]);
  const repairs = { ...repaired, batches: batchesRepaired };
  const counts = Object.values(repairs).map(Number);
  // Asking once more for those that wait their turn is no repair.
  const sum = counts.reduce((total, count) => total + count, 0) - repairs.asked;
  publishCounts('Reconcile', { ...repairs, repairs: sum });
  if (counts.some((count) => count > 0)) {
    deps.log.warn('Something was repaired.', { ...repairs });
  }
};
