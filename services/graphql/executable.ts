import {
  buildASTSchema,
  GraphQLError,
  GraphQLObjectType,
  GraphQLScalarType,
  Kind,
  valueFromASTUntyped,
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import type { RequestContext } from './context';
import type { Resolvers } from './generated';
import { Batch } from './resolvers/batches';
import { Export } from './resolvers/exports';
import { Project } from './resolvers/projects';

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

/** What results are made of. This is all that a push to subscribers resolves. */
export const resultTypes = { DateTime, JSON: JSONValue, Project, Export, Batch } satisfies Resolvers;

/** What a type of the schema is given: the resolvers of its fields, or how a scalar is read. */
type TypeResolvers =
  Readonly<Record<string, GraphQLFieldResolver<unknown, RequestContext>>> | GraphQLScalarType;

/**
 * A schema whose types have these resolvers. Not by a library: every function that only executes subscriptions would carry it,
 * and unions need no help, since every result names its type.
 * @param document a `DocumentNode` as JSON, of a schema that is valid.
 * @throws Error for a type or field that is not in the schema.
 */
export function executableSchema(document: string, resolvers: Resolvers): GraphQLSchema {
  // Codegen has checked it, and tests check what is made of it.
  const executable = buildASTSchema(JSON.parse(document) as DocumentNode, { assumeValid: true });
  for (const [name, given] of Object.entries(resolvers)) {
    const resolversOf = given as TypeResolvers;
    const type = executable.getType(name);
    if (type instanceof GraphQLScalarType && resolversOf instanceof GraphQLScalarType) {
      const { serialize, parseValue, parseLiteral } = resolversOf;
      Object.assign(type, { serialize, parseValue, parseLiteral });
    } else if (type instanceof GraphQLObjectType && !(resolversOf instanceof GraphQLScalarType)) {
      for (const [fieldName, resolve] of Object.entries(resolversOf)) {
        const field = type.getFields()[fieldName];
        if (field === undefined) throw new Error(`The schema has no field ${name}.${fieldName}.`);
        field.resolve = resolve;
      }
    } else {
      throw new Error(`The schema has no type ${name} that could have these resolvers.`);
    }
  }
  return executable;
}
