import { executableSchema, resultTypes } from './executable';
import { bareTypeDefs } from './generated';

/** What is pushed. What queries and mutations resolve with is not here: they are refused, and no function that pushes has to carry it. */
export const liveSchema = executableSchema(bareTypeDefs, resultTypes);
