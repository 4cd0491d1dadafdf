import type { SQSRecord } from 'aws-lambda';
import { queueHandler } from '../runtime/batch';
import { coreConfig, previewConfig, readEnv, renderPlaceConfig } from '../runtime/config';
import { basics, buckets, delayedQueue, stores } from '../runtime/deps';
import { publishCounts } from '../runtime/metrics';
import { createPreviewRenderer } from '../runtime/renderer';
import { makePreviews, parseMessage } from './make';

const env = readEnv();
const core = coreConfig(env);
const { queueUrl, ...wanted } = previewConfig(env);
const { exports } = stores(core);
const deps = {
  ...basics(),
  ...buckets(core),
  exports,
  previews: exports.previews,
  renderer: createPreviewRenderer(core, renderPlaceConfig(env)),
  queue: delayedQueue(core, queueUrl),
  wanted,
  count: (counts: Record<string, number>) => publishCounts('Previews', counts),
};

/** A message that cannot be read ends in the dead-letter queue after its receives. */
async function onRecord(record: SQSRecord): Promise<void> {
  await makePreviews(deps, parseMessage(record.body));
}

export const handler = queueHandler(onRecord);
