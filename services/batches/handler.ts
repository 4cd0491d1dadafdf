import type { EventBridgeHandler } from 'aws-lambda';
import { batchRequested } from '../events/catalog';
import { advanceBatch } from '../exports/batch-steps';
import { finishDeps } from '../graphql/live';
import { apiConfig, coreConfig, limitsConfig, readEnv, renderFunctionConfig } from '../runtime/config';
import { stores } from '../runtime/deps';

/** A step takes about three seconds, and the end of one export up to ten more; when less is left, another invocation goes on. */
const RESERVE_MS = 15_000;

const env = readEnv();
const core = coreConfig(env);
const deps = {
  ...finishDeps(core, limitsConfig(env), renderFunctionConfig(env)),
  batches: stores(core).batches,
  siteVersion: apiConfig(env).siteVersion,
};

/** What is to be done follows from the batch itself, so the two events, which hold the same, mean the same. */
export const handler: EventBridgeHandler<string, unknown, void> = async (event, context) => {
  const { data, metadata } = batchRequested.parse(event.detail);
  const hasTime = (): boolean => context.getRemainingTimeInMillis() > RESERVE_MS;
  await advanceBatch(deps, data.batchId, { causationId: metadata.id, hasTime });
  await deps.watchers.batchChanged?.(data.batchId);
};
