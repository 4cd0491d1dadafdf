import { Logger } from '@aws-lambda-powertools/logger';

/** The one logger. JSON lines; service and level come from Powertools' own variables in serverless.yml. */
export const logger = new Logger();
