import { handlers, startServerAndCreateLambdaHandler } from '@as-integrations/aws-lambda';
import { GraphQLError } from 'graphql';
import { createAuthenticate, InvalidTokenError, type Caller } from '../runtime/auth';
import { apiConfig, authConfig, coreConfig, limitsConfig, readEnv } from '../runtime/config';
import { basics, buckets, costEstimate, events, stores } from '../runtime/deps';
import { logger } from '../runtime/logger';
import type { RequestContext } from './context';
import { createServer } from './server';

const env = readEnv();
const core = coreConfig(env);
const api = apiConfig(env);
const authenticate = createAuthenticate(authConfig(env));
const { exports, lists, usage, projects } = stores(core);
const deps = {
  ...basics(),
  exports,
  lists,
  usage,
  projects,
  outputs: buckets(core).outputs,
  events: events(core),
  limits: limitsConfig(env),
  estimateUsd: costEstimate(api.renderMode),
  downloadUrlSeconds: api.downloadUrlSeconds,
};

const server = createServer({
  log: logger,
  graphiqlAssetsUrl: api.graphiqlAssetsUrl,
  subscriptionUrl: core.websocketEndpoint.replace(/^http/, 'ws'),
});

export const handler = startServerAndCreateLambdaHandler(
  server,
  handlers.createAPIGatewayProxyEventV2RequestHandler(),
  {
    context: async ({ event, context }): Promise<RequestContext> => ({
      caller: await callerOf(event.headers.authorization),
      requestId: context.awsRequestId,
      reads: deps,
      api: deps,
    }),
  },
);

/** A request without a token may ask what needs none; one with a bad token is refused whole. */
async function callerOf(authorization: string | undefined): Promise<Caller | null> {
  try {
    return await authenticate(authorization);
  } catch (error) {
    if (!(error instanceof InvalidTokenError)) throw error;
    throw new GraphQLError(error.message, {
      extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } },
    });
  }
}
