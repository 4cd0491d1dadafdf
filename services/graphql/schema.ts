import { authenticated, type RequestContext } from './context';
import { executableSchema, resultTypes } from './executable';
import { schemaDocument, type MutationResolvers } from './generated';
import { batchMutations, batchQueries } from './resolvers/batches';
import { rateLimited } from './resolvers/errors';
import { exportMutations, exportQueries } from './resolvers/exports';
import { projectMutations, projectQueries } from './resolvers/projects';
import { statisticsQueries } from './resolvers/statistics';
import { templateQueries } from './resolvers/templates';

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

/** The public API. Subscription fields have no resolvers: their values are what is published. */
export const schema = executableSchema(schemaDocument, {
  ...resultTypes,
  Query: { ...projectQueries, ...exportQueries, ...batchQueries, ...statisticsQueries, ...templateQueries },
  Mutation: limitedRate({ ...projectMutations, ...exportMutations, ...batchMutations }),
});
