import type { GraphQLSchema } from 'graphql';
import { executableSchema, resultTypes } from './executable';
import { bareSchemaDocument } from './generated';

/**
 * What is pushed. What queries and mutations resolve with is not here: they are refused, and no function that pushes has to carry
 * it. Each call makes another, in some milliseconds: a function makes one, when it first pushes.
 */
export const liveSchema = (): GraphQLSchema => executableSchema(bareSchemaDocument, resultTypes);
