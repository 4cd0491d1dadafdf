import type { SQSRecord } from 'aws-lambda';
import { functionsAtOnce } from '../adapters/remotion-functions';
import { exportCancelled, exportRequested } from '../events/catalog';
import { stopRender } from '../exports/cancel';
import { startExport } from '../exports/start';
import type { RenderSettings, Strain } from '../exports/video-export';
import { finishDeps } from '../graphql/live';
import { queueHandler } from '../runtime/batch';
import {
  assetConfig,
  coreConfig,
  limitsConfig,
  readEnv,
  renderConfig,
  renderFunctionConfig,
} from '../runtime/config';
import { delayedQueue } from '../runtime/deps';
import { assetChecks } from '../runtime/public-http';
import { createRenderer } from '../runtime/renderer';

const env = readEnv();
const core = coreConfig(env);
const config = renderConfig(env);
const renderFunction = renderFunctionConfig(env);
const deps = {
  ...finishDeps(core, limitsConfig(env), renderFunction),
  ...assetChecks(assetConfig(env)),
  renderer: createRenderer(core, config),
  requests: delayedQueue(core, config.queueUrl),
  functionsFor: (settings: RenderSettings, strain: Strain): number =>
    functionsAtOnce(settings, renderFunction.maxFunctions, strain),
};

/** The queue holds whole EventBridge events. One that cannot be read ends in the dead-letter queue after its receives. */
async function onRecord(record: SQSRecord): Promise<void> {
  const { 'detail-type': type, detail } = JSON.parse(record.body) as {
    'detail-type': string;
    detail: unknown;
  };
  if (type === exportCancelled.type) return stopRender(deps, exportCancelled.parse(detail).data);
  const { data, metadata } = exportRequested.parse(detail);
  await startExport(deps, { ...data, causationId: metadata.id });
}

export const handler = queueHandler(onRecord);
