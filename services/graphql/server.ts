import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Log } from '../exports/ports';
import type { RequestContext } from './context';
import { graphiqlPage } from './graphiql';
import { schema } from './schema';

/** What the server needs besides the schema. */
export interface ServerOptions {
  readonly log: Log;
  /** Null turns the page for browsers off. */
  readonly graphiqlAssetsUrl: string | null;
  readonly subscriptionUrl: string;
}

/** Apollo Server on the public schema. */
export function createServer({
  log,
  graphiqlAssetsUrl,
  subscriptionUrl,
}: ServerOptions): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    schema,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    // Lambda freezes the process between requests, so there is nothing to drain and no signal to wait for.
    stopOnTerminationSignals: false,
    status400ForVariableCoercionErrors: true,
    formatError: (formatted, error) => maskError(formatted, error, log),
    plugins: [
      graphiqlAssetsUrl === null
        ? ApolloServerPluginLandingPageDisabled()
        : landingPage(graphiqlPage(graphiqlAssetsUrl, subscriptionUrl)),
    ],
  });
}

const landingPage = (html: string): ApolloServerPlugin<RequestContext> => ({
  serverWillStart: async () => ({ renderLandingPage: async () => ({ html }) }),
});

/**
 * What callers see of an error. Errors of the request, and those that resolvers throw on purpose, pass; anything else is
 * our failure: it is logged, and the caller learns only that it happened.
 */
export function maskError(formatted: GraphQLFormattedError, error: unknown, log: Log): GraphQLFormattedError {
  const original = unwrapResolverError(error);
  const { code } = formatted.extensions ?? {};
  if (original instanceof GraphQLError && code !== 'INTERNAL_SERVER_ERROR') return formatted;
  if (code !== undefined && code !== 'INTERNAL_SERVER_ERROR') return formatted;
  log.error('A GraphQL request failed.', { error: original, path: formatted.path });
  return {
    message: 'Something went wrong on our side. Try again; if it stays, tell the operator the request id.',
    ...(formatted.locations ? { locations: formatted.locations } : {}),
    ...(formatted.path ? { path: formatted.path } : {}),
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  };
}
