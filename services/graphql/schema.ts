import { makeExecutableSchema } from '@graphql-tools/schema';
import { GraphQLError, GraphQLScalarType, Kind, valueFromASTUntyped } from 'graphql';
import { authenticated, type RequestContext } from './context';
import { typeDefs, type MutationResolvers, type Resolvers } from './generated';
import { Batch, batchMutations, batchQueries } from './resolvers/batches';
import { rateLimited } from './resolvers/errors';
import { Export, exportMutations, exportQueries } from './resolvers/exports';
import { Project, projectMutations, projectQueries } from './resolvers/projects';
import { statisticsQueries } from './resolvers/statistics';

const DateTime = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  serialize: (value) => String(value),
  parseValue: (value) => parseDateTime(value),
  parseLiteral: (node) => parseDateTime(node.kind === Kind.STRING ? node.value : null),
});

function parseDateTime(value: unknown): string {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time)) throw new GraphQLError('DateTime must be ISO 8601, such as 2026-03-01T12:00:00Z');
  return new Date(time).toISOString();
}

const JSONValue = new GraphQLScalarType({
  name: 'JSON',
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
});

/** These are counted in the transaction that creates the export or batch; else when they are refused. */
const COUNTED_ELSEWHERE = new Set(['createExport', 'retryExport', 'createBatch']);

type Resolve = (root: unknown, args: unknown, context: RequestContext, info: unknown) => unknown;

/** Counts every mutation before it runs, and answers with RateLimited when there are too many. */
function limitedRate(mutations: MutationResolvers): MutationResolvers {
  const limited = Object.entries(mutations).map(([name, resolver]) => {
    const resolve = resolver as Resolve;
    const counted: Resolve = async (root, args, context, info) => {
      const { caller, api } = authenticated(context);
      const now = api.clock();
      const { mutationsPerMinute: perMinute } = api.limits;
      if (await api.rates.allow(caller.userId, now.toISOString(), perMinute)) {
        return resolve(root, args, context, info);
      }
      return rateLimited(perMinute, 60 - now.getUTCSeconds());
    };
    const countedWhenRefused: Resolve = async (root, args, context, info) => {
      const { caller, api } = authenticated(context);
      const result = (await resolve(root, args, context, info)) as { readonly __typename: string };
      if (/Success$|^RateLimited$/.test(result.__typename)) return result;
      const now = api.clock();
      const { mutationsPerMinute: perMinute } = api.limits;
      const isAllowed = await api.rates.allow(caller.userId, now.toISOString(), perMinute);
      return isAllowed ? result : rateLimited(perMinute, 60 - now.getUTCSeconds());
    };
    return [name, COUNTED_ELSEWHERE.has(name) ? countedWhenRefused : counted];
  });
  return Object.fromEntries(limited) as MutationResolvers;
}

const resolvers: Resolvers = {
  DateTime,
  JSON: JSONValue,
  Query: { ...projectQueries, ...exportQueries, ...batchQueries, ...statisticsQueries },
  Mutation: limitedRate({ ...projectMutations, ...exportMutations, ...batchMutations }),
  Project,
  Export,
  Batch,
};

/** The public API. Subscription fields have no resolvers: their values are what is published. */
export const schema = makeExecutableSchema({
  typeDefs,
  resolvers,
  // Every result names its type, which is all that a union or interface needs to know.
  resolverValidationOptions: { requireResolversForResolveType: 'ignore' },
});
