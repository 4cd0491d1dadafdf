import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import {
  GraphQLError,
  OperationTypeNode,
  type GraphQLFormattedError,
  type OperationDefinitionNode,
} from 'graphql';
import type { Log } from '../exports/ports';
import type { RequestContext } from './context';
import { graphiqlPage } from './graphiql';
import { limitRules } from './limits';
import { schema } from './schema';

/** What the server needs besides the schema. */
export interface ServerOptions {
  readonly log: Log;
  /** Null turns the page for browsers off. */
  readonly graphiqlAssetsUrl: string | null;
  /** Whether callers may ask what the API is. Where they may not, errors do not suggest names either. */
  readonly introspection: boolean;
  readonly subscriptionUrl: string;
}

/** Apollo Server on the public schema. */
export function createServer({
  log,
  graphiqlAssetsUrl,
  introspection,
  subscriptionUrl,
}: ServerOptions): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    schema,
    csrfPrevention: true,
    introspection,
    hideSchemaDetailsFromClientErrors: !introspection,
    allowBatchedHttpRequests: false,
    // Registering queries by their digest would let anybody fill a process's memory, and saves little here.
    persistedQueries: false,
    validationRules: [...limitRules],
    // Four times what introspection takes.
    parseOptions: { maxTokens: 4000 },
    includeStacktraceInErrorResponses: false,
    // Lambda freezes the process between requests, so there is nothing to drain and no signal to wait for.
    stopOnTerminationSignals: false,
    formatError: maskError,
    plugins: [
      traceability(log),
      graphiqlAssetsUrl === null
        ? ApolloServerPluginLandingPageDisabled()
        : landingPage(graphiqlPage(graphiqlAssetsUrl, subscriptionUrl)),
    ],
  });
}

const landingPage = (html: string): ApolloServerPlugin<RequestContext> => ({
  serverWillStart: async () => ({ renderLandingPage: async () => ({ html }) }),
});

/** Every answer names its request, and every failure of ours is logged under that name. */
const traceability = (log: Log): ApolloServerPlugin<RequestContext> => ({
  contextCreationDidFail: async ({ error }) => {
    if (!(error instanceof GraphQLError)) log.error('A caller could not be authenticated.', { error });
  },
  requestDidStart: async ({ contextValue: { requestId } }) => ({
    // Whatever Apollo's types say, there is no operation where a document has several and the request names none.
    didResolveOperation: async ({ operation }: { readonly operation?: OperationDefinitionNode }) => {
      if (operation?.operation === OperationTypeNode.SUBSCRIPTION) throw subscriptionsNeedSockets();
    },
    didEncounterErrors: async ({ errors }) => {
      for (const error of errors.filter(isOurFailure)) {
        const { originalError = error, path } = error;
        log.error('A GraphQL request failed.', { error: originalError, path, requestId });
      }
    },
    willSendResponse: async ({ response }) => {
      response.http.headers.set('x-request-id', requestId);
      // Answers are one caller's, and change.
      response.http.headers.set('cache-control', 'no-store');
    },
  }),
});

/** Executed as a query, a subscription would find no resolver, which would look like a failure of ours. */
const subscriptionsNeedSockets = (): GraphQLError =>
  new GraphQLError('Subscriptions go over a WebSocket, by the protocol graphql-transport-ws.', {
    extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
  });

/** Errors of the request, and those that resolvers throw on purpose, carry a code of their own. Anything else is our failure. */
const isOurFailure = ({
  extensions,
}: {
  readonly extensions?: { readonly code?: unknown } | undefined;
}): boolean => extensions?.code === undefined || extensions.code === 'INTERNAL_SERVER_ERROR';

/** What callers see of an error: of our own failures, only that they happened. The details are in the log. */
export function maskError(formatted: GraphQLFormattedError): GraphQLFormattedError {
  if (!isOurFailure(formatted)) return formatted;
  return {
    message:
      'Something went wrong on our side. Try again; if it stays, tell the operator the `x-request-id`.',
    ...(formatted.locations ? { locations: formatted.locations } : {}),
    ...(formatted.path ? { path: formatted.path } : {}),
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  };
}
