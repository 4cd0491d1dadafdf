import type { SQSRecord } from 'aws-lambda';
import { queueHandler } from '../runtime/batch';
import { callbackConfig, coreConfig, readEnv } from '../runtime/config';
import { basics, delayedQueue, stores } from '../runtime/deps';
import { publicHttp } from '../runtime/public-http';
import { readSecretVersions } from '../runtime/secrets';
import { deliverCallback, parseMessage, signingSecrets } from './deliver';

const env = readEnv();
const core = coreConfig(env);
const config = callbackConfig(env);
const deps = {
  ...basics(),
  ...stores(core),
  sender: publicHttp(config),
  queue: delayedQueue(core, config.queueUrl),
  secrets: async () => signingSecrets(await readSecretVersions(config.secretId)),
};

/** A message that cannot be read ends in the dead-letter queue after its receives. */
async function onRecord(record: SQSRecord): Promise<void> {
  await deliverCallback(deps, parseMessage(record.body));
}

export const handler = queueHandler(onRecord);
