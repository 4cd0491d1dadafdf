import { makeExecutableSchema } from '@graphql-tools/schema';
import { GraphQLError, GraphQLScalarType, Kind, valueFromASTUntyped } from 'graphql';
import { typeDefs, type Resolvers } from './generated';
import { Export, exportMutations, exportQueries } from './resolvers/exports';
import { Project, projectMutations, projectQueries } from './resolvers/projects';

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

const resolvers: Resolvers = {
  DateTime,
  JSON: JSONValue,
  Query: { ...projectQueries, ...exportQueries },
  Mutation: { ...projectMutations, ...exportMutations },
  Project,
  Export,
};

/** The public API. Subscription fields have no resolvers: their values are what is published. */
export const schema = makeExecutableSchema({
  typeDefs,
  resolvers,
  // Every result names its type, which is all that a union or interface needs to know.
  resolverValidationOptions: { requireResolversForResolveType: 'ignore' },
});
