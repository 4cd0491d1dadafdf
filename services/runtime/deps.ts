import { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { monotonicFactory } from 'ulid';
import { ApiGatewayPusher } from '../adapters/apigateway-pusher';
import { DynamoDbConnections } from '../adapters/dynamodb-connections';
import { DynamoDbExports } from '../adapters/dynamodb-exports';
import { DynamoDbProjects } from '../adapters/dynamodb-projects';
import { EventBridgePublisher } from '../adapters/eventbridge';
import { S3Outputs } from '../adapters/s3-outputs';
import { S3RenderProgress } from '../adapters/s3-render-progress';
import { estimateLambdaUsd } from '../exports/cost';
import type { Clock, Ids } from '../exports/ports';
import type { RenderSettings } from '../exports/video-export';
import type { CoreConfig } from './config';
import { logger } from './logger';

// The parts below are functions of their own, so that a Lambda bundles only the clients that it uses.

/** Connections per client: enough for the parallel calls of one invocation, and for bursts where functions share a process. */
const requestHandler = {
  httpsAgent: { maxSockets: 100 },
  httpAgent: { maxSockets: 500 },
  connectionTimeout: 3000,
  requestTimeout: 10_000,
};

/** Clock, ids and log. */
export function basics() {
  const ulid = monotonicFactory();
  const clock: Clock = () => new Date();
  const ids: Ids = (prefix) => `${prefix}_${ulid()}`;
  return { clock, ids, log: logger };
}

/** Everything that is kept in the table. */
export function stores(config: Pick<CoreConfig, 'region' | 'tableName'>) {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: config.region, requestHandler }), {
    marshallOptions: { removeUndefinedValues: true },
  });
  const table = { client, name: config.tableName };
  const exports = new DynamoDbExports(table);
  return {
    exports,
    lists: exports,
    usage: exports,
    projects: new DynamoDbProjects(table),
    connections: new DynamoDbConnections(table),
  };
}

/** The bus. */
export const events = (config: Pick<CoreConfig, 'region' | 'eventBusName'>) =>
  new EventBridgePublisher(
    new EventBridgeClient({ region: config.region, requestHandler }),
    config.eventBusName,
  );

/** Finished files and renders' progress. */
export function buckets(config: Pick<CoreConfig, 'region' | 'outputBucket'>) {
  const client = new S3Client({ region: config.region, requestHandler });
  return { outputs: new S3Outputs(client, config.outputBucket), renders: new S3RenderProgress(client) };
}

/** The way back to WebSocket clients. */
export const pusher = (config: Pick<CoreConfig, 'region' | 'websocketEndpoint'>) =>
  new ApiGatewayPusher(
    new ApiGatewayManagementApiClient({
      region: config.region,
      endpoint: config.websocketEndpoint,
      requestHandler,
    }),
  );

/** What a render costs, in USD: on Lambda by list prices; a laptop's electricity is not ours to count. */
export const costEstimate = (renderMode: 'local' | 'lambda'): ((settings: RenderSettings) => number) =>
  renderMode === 'lambda' ? estimateLambdaUsd : () => 0;
