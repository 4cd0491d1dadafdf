import { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { monotonicFactory } from 'ulid';
import { ApiGatewayPusher } from '../adapters/apigateway-pusher';
import { CloudFrontOutputs } from '../adapters/cloudfront-outputs';
import { retryConflicts } from '../adapters/dynamodb';
import { DynamoDbBatches } from '../adapters/dynamodb-batches';
import { DynamoDbCallbacks } from '../adapters/dynamodb-callbacks';
import { DynamoDbConnections } from '../adapters/dynamodb-connections';
import { DynamoDbExports } from '../adapters/dynamodb-exports';
import { DynamoDbProjects } from '../adapters/dynamodb-projects';
import { DynamoDbHistory, DynamoDbStatistics } from '../adapters/dynamodb-statistics';
import { EventBridgePublisher } from '../adapters/eventbridge';
import { DynamoDbRegionCooling, regionOfBucket } from '../adapters/remotion-regions';
import { S3Outputs } from '../adapters/s3-outputs';
import { S3RenderProgress } from '../adapters/s3-render-progress';
import { SqsDelayedQueue } from '../adapters/sqs-delayed';
import { cachedHistory, estimate, type Estimate, type RenderFunction } from '../exports/cost';
import type { Clock, Ids } from '../exports/ports';
import type { RenderSettings } from '../exports/video-export';
import type { ProjectStore } from '../projects/ports';
import type { Project } from '../projects/project';
import { BoundedMap } from '../subscriptions/bounded-map';
import { boundedCalls } from './aws-calls';
import type { CoreConfig, OutputStoreConfig } from './config';
import { logger } from './logger';
import { readSecret, readStoreCredentials } from './secrets';

// The parts below are functions of their own, so that a Lambda bundles only the clients that it uses.

/** When a part is made. */
export type Timing = <Part extends object>(make: () => Part) => Part;

/** While the module is loaded, which Lambda does with all the processor there is: for what most events need. */
export const atOnce: Timing = (make) => make();

/** When it is first used: for what few events need, as a client takes milliseconds of each cold start. */
export const lazily: Timing = <Part extends object>(make: () => Part): Part => {
  let part: Part | null = null;
  return new Proxy({} as Part, {
    get(_target, key) {
      part ??= make();
      const value: unknown = Reflect.get(part, key);
      // Methods see the part itself: a proxy has not its private fields.
      return typeof value === 'function' ? (value.bind(part) as unknown) : value;
    },
  });
};

/** Clock, ids and log. */
export function basics() {
  const ulid = monotonicFactory();
  const clock: Clock = () => new Date();
  const ids: Ids = (prefix) => `${prefix}_${ulid()}`;
  return { clock, ids, random: Math.random, log: logger };
}

/**
 * One client for each region: all parts of a function share its connections. Calls are marked as pure, so that a function that uses
 * none does not bundle it.
 */
function perRegion<Client>(make: (region: string) => Client): (region: string) => Client {
  const clients = new Map<string, Client>();
  return (region) => {
    const client = clients.get(region) ?? make(region);
    clients.set(region, client);
    return client;
  };
}

const documentClient = /* @__PURE__ */ perRegion((region) =>
  DynamoDBDocumentClient.from(retryConflicts(new DynamoDBClient({ region, ...boundedCalls })), {
    marshallOptions: { removeUndefinedValues: true },
  }),
);

const s3Client = /* @__PURE__ */ perRegion((region) => new S3Client({ region, ...boundedCalls }));

/** Everything that is kept in the table. */
export function stores(config: Pick<CoreConfig, 'region' | 'tableName'>) {
  const table = { client: documentClient(config.region), name: config.tableName };
  const exports = new DynamoDbExports(table);
  return {
    exports,
    lists: exports,
    usage: exports,
    rates: exports,
    slots: exports.slots,
    statistics: new DynamoDbStatistics(table),
    history: new DynamoDbHistory(table),
    projects: new DynamoDbProjects(table),
    connections: new DynamoDbConnections(table),
    callbacks: new DynamoDbCallbacks(table),
    batches: new DynamoDbBatches(table),
  };
}

/** The bus. */
export const events = (config: Pick<CoreConfig, 'region' | 'eventBusName'>) =>
  new EventBridgePublisher(
    new EventBridgeClient({ region: config.region, ...boundedCalls }),
    config.eventBusName,
  );

/** A queue whose messages wait before they are delivered. */
export const delayedQueue = (config: Pick<CoreConfig, 'region'>, queueUrl: string) =>
  new SqsDelayedQueue(new SQSClient({ region: config.region, ...boundedCalls }), queueUrl);

/** Finished files and renders' progress. */
export function buckets(config: Pick<CoreConfig, 'region' | 'outputBucket' | 'outputStore' | 'downloads'>) {
  const { outputStore, downloads, outputBucket } = config;
  const client = outputStore === null ? s3Client(config.region) : storeClient(outputStore);
  const files = new S3Outputs(client, outputBucket);
  const { clock } = basics();
  return {
    outputs:
      downloads === null
        ? files
        : new CloudFrontOutputs(files, {
            ...downloads,
            clock,
            privateKey: () => readSecret(downloads.secretId),
          }),
    renders: new S3RenderProgress((bucket) => s3Client(regionOfBucket(bucket) ?? config.region)),
  };
}

/**
 * The client of a store other than S3. Checksums in headers are S3's alone: other stores refuse some of them, or leave them out
 * of what they answer.
 */
function storeClient({ endpoint, region, forcePathStyle, secretId }: OutputStoreConfig): S3Client {
  return new S3Client({
    ...{ endpoint, region, forcePathStyle, ...boundedCalls },
    // Asked for at each call, and remembered by who reads the secret: credentials that were replaced are used soon.
    credentials: async () => ({
      ...(await readStoreCredentials(secretId)),
      expiration: new Date(),
    }),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}

/** Which regions have no capacity for renders, as all functions of the stage know it. */
export const regionCooling = (config: Pick<CoreConfig, 'region' | 'tableName'>) =>
  new DynamoDbRegionCooling({
    client: documentClient(config.region),
    name: config.tableName,
  });

/** The way back to WebSocket clients. */
export const pusher = (config: Pick<CoreConfig, 'region' | 'websocketEndpoint'>) =>
  new ApiGatewayPusher(
    new ApiGatewayManagementApiClient({
      region: config.region,
      endpoint: config.websocketEndpoint,
      ...boundedCalls,
      // A publisher has 100 lanes, and up to 200 slow sends beside them.
      requestHandler: { ...boundedCalls.requestHandler, httpsAgent: { maxSockets: 300 } },
    }),
  );

/** How long the measured history of renders is used before it is read again, in milliseconds. */
const HISTORY_TTL_MS = 300_000;

/** Estimates by the measured history of renders. */
export function costEstimate(
  { history }: Pick<ReturnType<typeof stores>, 'history'>,
  renderFunction: RenderFunction,
): (settings: RenderSettings) => Promise<Estimate> {
  const { clock, log } = basics();
  const known = cachedHistory({ store: history, clock, log }, HISTORY_TTL_MS);
  return async (settings) => estimate(settings, await known(settings), renderFunction);
}

/** Projects kept in a process: as many as a busy user works on, a few megabytes each at most. */
const MAX_RECENT_PROJECTS = 20;

/** Projects as this process has last read or written them; for those who check the version before they rely on it. */
export function recentProjects(store: ProjectStore): {
  recent: Pick<ProjectStore, 'get'>;
  projects: ProjectStore;
} {
  const known = new BoundedMap<string, Project>(MAX_RECENT_PROJECTS);
  const remember = (project: Project | null): Project | null => {
    if (project !== null) known.set(project.id, project);
    return project;
  };
  const get = async (id: string): Promise<Project | null> => remember(await store.get(id));
  return {
    recent: { get: async (id) => known.get(id) ?? get(id) },
    projects: {
      get,
      async put(project) {
        const outcome = await store.put(project);
        if (outcome === 'saved') remember(project);
        return outcome;
      },
      byOwner: (...request) => store.byOwner(...request),
    },
  };
}
