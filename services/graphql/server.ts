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
  /** Called once for each request that failed, all or in part, and not by what its caller sent. */
  readonly countFailure: () => void;
  /** Null turns the page for browsers off. */
  readonly graphiqlAssetsUrl: string | null;
  /** Whether callers may ask what the API is. Where they may not, errors do not suggest names either. */
  readonly introspection: boolean;
  readonly subscriptionUrl: string;
}

/** Apollo Server on the public schema. */
export function createServer({
  log,
  countFailure,
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
      traceability(log, countFailure),
      graphiqlAssetsUrl === null
        ? ApolloServerPluginLandingPageDisabled()
        : landingPage(graphiqlPage(graphiqlAssetsUrl, subscriptionUrl)),
    ],
  });
}

const landingPage = (html: string): ApolloServerPlugin<RequestContext> => ({
  serverWillStart: async () => ({ renderLandingPage: async () => ({ html }) }),
});

/** Every failure of ours is counted, and logged under the name of its request. */
const traceability = (log: Log, countFailure: () => void): ApolloServerPlugin<RequestContext> => ({
  requestDidStart: async ({ contextValue: { requestId } }) => ({
    // Whatever Apollo's types say, there is no operation where a document has several and the request names none.
    didResolveOperation: async ({ operation }: { readonly operation?: OperationDefinitionNode }) => {
      if (operation?.operation === OperationTypeNode.SUBSCRIPTION) throw subscriptionsNeedSockets();
    },
    didEncounterErrors: async ({ errors }) => {
      const failures = errors.filter(isOurFailure);
      if (failures.length > 0) countFailure();
      for (const error of failures) {
        const { originalError = error, path } = error;
        log.error('A GraphQL request failed.', { error: originalError, path, requestId });
      }
    },
  }),
});

/** Executed as a query, a subscription would find no resolver, which would look like a failure of ours. */
const subscriptionsNeedSockets = (): GraphQLError =>
  new GraphQLError('Subscriptions go over a WebSocket, by the protocol graphql-transport-ws.', {
    extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
  });

/**
 * Errors of the request, and those that resolvers throw on purpose, carry a code of their own. Anything else is our failure, but for
 * an argument that only the execution finds to be missing: a variable is null where it has a default.
 */
const isOurFailure = (error: FormattedError): boolean =>
  !isArgumentOfCaller(error) &&
  (error.extensions?.code === undefined || error.extensions.code === 'INTERNAL_SERVER_ERROR');

/** As much as errors and what callers see of them have in common. */
interface FormattedError {
  readonly message: string;
  readonly extensions?: { readonly code?: unknown } | undefined;
}

/** GraphQL.js gives such an error no code, and no other of its own begins so. */
const isArgumentOfCaller = ({ message, extensions }: FormattedError): boolean =>
  ARGUMENT.test(message) && [undefined, 'INTERNAL_SERVER_ERROR'].includes(extensions?.code as undefined);

const ARGUMENT = /^Argument "\w+" (?:of (?:non-null|required) type|has invalid value)/;

/** What callers see of an error: of our own failures, only that they happened. The details are in the log. */
export function maskError(formatted: GraphQLFormattedError): GraphQLFormattedError {
  if (isArgumentOfCaller(formatted)) {
    return { ...formatted, extensions: { ...formatted.extensions, code: 'BAD_USER_INPUT' } };
  }
  if (!isOurFailure(formatted)) return formatted;
  return {
    message:
      'Something went wrong on our side. Try again; if it stays, tell the operator the `x-request-id`.',
    ...(formatted.locations ? { locations: formatted.locations } : {}),
    ...(formatted.path ? { path: formatted.path } : {}),
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  };
}
