import type { APIGatewayProxyHandlerV2 } from 'aws-lambda';
import { finishDeps } from '../graphql/live';
import { coreConfig, limitsConfig, readEnv, renderFunctionConfig, webhookSecretId } from '../runtime/config';
import { readSecret, readSecretVersions } from '../runtime/secrets';
import { receiveWebhook } from './remotion-webhook';

const env = readEnv();
const secretId = webhookSecretId(env);
const deps = {
  ...finishDeps(coreConfig(env), limitsConfig(env), renderFunctionConfig(env)),
  secret: () => readSecret(secretId),
  secrets: () => readSecretVersions(secretId, 'newest'),
};

export const handler: APIGatewayProxyHandlerV2 = async (event, context) => {
  const { statusCode, body } = await receiveWebhook(deps, {
    rawBody: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
    signature: event.headers['x-remotion-signature'],
    requestId: context.awsRequestId,
  });
  return { statusCode, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
};
