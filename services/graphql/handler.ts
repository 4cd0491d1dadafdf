import { handlers, startServerAndCreateLambdaHandler } from '@as-integrations/aws-lambda';
import type { APIGatewayProxyEventV2, APIGatewayProxyResultV2, Context } from 'aws-lambda';
import { GraphQLError } from 'graphql';
import { createAuthenticate } from '../runtime/auth';
import { InvalidTokenError, type Caller } from '../runtime/caller';
import type { RenderSettings } from '../exports/video-export';
import {
  apiConfig,
  authConfig,
  callbackAddressConfig,
  coreConfig,
  limitsConfig,
  readEnv,
  renderFunctionConfig,
} from '../runtime/config';
import { costEstimate, lazily, recentProjects, stores } from '../runtime/deps';
import { logger } from '../runtime/logger';
import { countRequestFailure } from '../runtime/metrics';
import { lazySceneCompiler, processorsOf } from '../runtime/scene-compiler';
import type { RequestContext } from './context';
import { finishDeps } from './live';
import { named, refusal, withPlainMediaType } from './request';
import { createServer } from './server';

const env = readEnv();
const core = coreConfig(env);
const api = apiConfig(env);
const authenticate = createAuthenticate(authConfig(env));
const limits = limitsConfig(env);
const renderFunction = renderFunctionConfig(env);
const kept = stores(core);
const { recent, projects } = recentProjects(kept.projects);
const estimate = costEstimate(kept, renderFunction);
const deps = {
  ...kept,
  ...finishDeps(core, limits, renderFunction, lazily),
  projects,
  recentProjects: recent,
  estimate,
  estimateUsd: async (settings: RenderSettings) => (await estimate(settings)).usd,
  estimateSeconds: async (settings: RenderSettings) => (await estimate(settings)).renderSeconds,
  siteVersion: api.siteVersion,
  allowPrivateCallbacks: callbackAddressConfig(env).allowPrivate,
  downloadUrlSeconds: api.downloadUrlSeconds,
  sceneCompiler: lazySceneCompiler(api.iconSetsFolder, processorsOf(env)),
};

const server = createServer({
  log: logger,
  countFailure: countRequestFailure,
  graphiqlAssetsUrl: api.graphiqlAssetsUrl,
  introspection: api.introspection,
  subscriptionUrl: core.websocketEndpoint.replace(/^http/, 'ws'),
});

const serve = startServerAndCreateLambdaHandler(
  server,
  handlers.createAPIGatewayProxyEventV2RequestHandler(),
  {
    context: async ({ event, context }): Promise<RequestContext> => ({
      caller: await callerOf(event.headers.authorization, context.awsRequestId),
      requestId: context.awsRequestId,
      userAgent: event.headers['user-agent'] ?? null,
      reads: deps,
      api: deps,
    }),
  },
);

/** Of two parameters: Lambda's Node.js 24 refuses to start what has a third, which was once a callback, whether it is used or not. */
export const handler = async (
  event: APIGatewayProxyEventV2,
  context: Context,
): Promise<APIGatewayProxyResultV2> => {
  const request = withPlainMediaType(event);
  const answer = refusal(request) ?? (await serve(request, context, () => undefined));
  return named(answer, context.awsRequestId);
};

/** A request without a token may ask what needs none; one with a bad token is refused whole. */
async function callerOf(authorization: string | undefined, requestId: string): Promise<Caller | null> {
  try {
    return await authenticate(authorization);
  } catch (error) {
    if (!(error instanceof InvalidTokenError)) {
      logger.error('A caller could not be authenticated.', { error, requestId });
      countRequestFailure();
      throw error;
    }
    throw new GraphQLError(error.message, {
      extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } },
    });
  }
}
