import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSHandler, SQSRecord } from 'aws-lambda';
import { exportRequested } from '../events/catalog';
import { startExport } from '../exports/start';
import { finishDeps } from '../graphql/live';
import { coreConfig, limitsConfig, readEnv, renderConfig } from '../runtime/config';
import { createRenderer } from '../runtime/renderer';

const env = readEnv();
const core = coreConfig(env);
const deps = {
  ...finishDeps(core),
  renderer: createRenderer(core, renderConfig(env)),
  limits: limitsConfig(env),
};

const processor = new BatchProcessor(EventType.SQS);

/** The queue holds whole EventBridge events. One that cannot be read ends in the dead-letter queue after its receives. */
async function onRecord(record: SQSRecord): Promise<void> {
  const { detail } = JSON.parse(record.body) as { detail: unknown };
  const { data, metadata } = exportRequested.parse(detail);
  await startExport(deps, { ...data, causationId: metadata.id });
}

export const handler: SQSHandler = (event, context) =>
  processPartialResponse(event, onRecord, processor, { context, throwOnFullBatchFailure: false });
