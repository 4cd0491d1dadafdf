import type { APIGatewayProxyHandlerV2 } from 'aws-lambda';
import { createWatchers } from '../graphql/live';
import { coreConfig, readEnv, webhookSecretId } from '../runtime/config';
import { basics, buckets, events, pusher, stores } from '../runtime/deps';
import { exportMetrics } from '../runtime/metrics';
import { readSecret } from '../runtime/secrets';
import { receiveWebhook } from './remotion-webhook';

const env = readEnv();
const core = coreConfig(env);
const secretId = webhookSecretId(env);
const { exports, lists, projects, connections } = stores(core);
const { log, clock, ids } = basics();
const reads = { projects, lists };
const deps = {
  exports,
  log,
  clock,
  ids,
  outputs: buckets(core).outputs,
  events: events(core),
  metrics: exportMetrics,
  watchers: createWatchers({ connections, pusher: pusher(core), exports, reads, log }),
  secret: () => readSecret(secretId),
};

export const handler: APIGatewayProxyHandlerV2 = async (event, context) => {
  const { statusCode, body } = await receiveWebhook(deps, {
    rawBody: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
    signature: event.headers['x-remotion-signature'],
    requestId: context.awsRequestId,
  });
  return { statusCode, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
};
