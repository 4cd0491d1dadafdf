import type { GraphQLSchema } from 'graphql';
import { executableSchema, resultTypes } from './executable';
import { bareTypeDefs } from './generated';

let made: GraphQLSchema | null = null;

/**
 * What is pushed. What queries and mutations resolve with is not here: they are refused, and no function that pushes has to carry
 * it. It is made when it is first used: the GraphQL function hardly ever pushes.
 */
export const liveSchema = (): GraphQLSchema => (made ??= executableSchema(bareTypeDefs, resultTypes));
