import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSHandler, SQSRecord } from 'aws-lambda';
import { callbackConfig, coreConfig, readEnv } from '../runtime/config';
import { basics, delayedQueue, stores } from '../runtime/deps';
import { publicHttp } from '../runtime/public-http';
import { readSecret } from '../runtime/secrets';
import { deliverCallback, parseMessage } from './deliver';

const env = readEnv();
const core = coreConfig(env);
const config = callbackConfig(env);
const deps = {
  ...basics(),
  ...stores(core),
  sender: publicHttp(config),
  queue: delayedQueue(core, config.queueUrl),
  // Separated by spaces while one is being replaced by another.
  secrets: async () => (await readSecret(config.secretId)).trim().split(/\s+/),
};

const processor = new BatchProcessor(EventType.SQS);

/** A message that cannot be read ends in the dead-letter queue after its receives. */
async function onRecord(record: SQSRecord): Promise<void> {
  await deliverCallback(deps, parseMessage(record.body));
}

export const handler: SQSHandler = (event, context) =>
  processPartialResponse(event, onRecord, processor, { context, throwOnFullBatchFailure: false });
