import { AWS_REGIONS, type AwsRegion } from '@remotion/lambda-client/regions';
import * as v from 'valibot';
import { renderBucketIn, type RenderRegion } from '../adapters/remotion-regions';
import type { AssetSizeLimits } from '../exports/assets';
import { LOCAL_RENDER_FUNCTION, memorySizeOf, type RenderFunction } from '../exports/cost';
import { pricesIn } from '../exports/cost-prices';
import type { Limits } from '../exports/ports';

/** The environment of a function: strings, as Lambda hands them over. */
export type Env = Readonly<Record<string, string | undefined>>;

/** Reads the environment. The only place that does. */
export const readEnv = (): Env => ({ ...process.env });

// A variable that is set to nothing is one that is not set (`parse`): so none is read as zero.

const text = v.string();
const optionalText = v.optional(v.nullable(text), null);
const url = v.pipe(text, v.url());
const httpUrl = v.pipe(url, v.regex(/^https?:/i));
const number = v.pipe(text, v.toNumber(), v.finite());
const positive = v.pipe(number, v.gtValue(0));
const natural = v.pipe(number, v.integer(), v.minValue(0));
const between = (least: number, most: number) => v.pipe(number, v.minValue(least), v.maxValue(most));
const wholeBetween = (least: number, most: number) => v.pipe(between(least, most), v.integer());
const flag = (fallback: 'true' | 'false') =>
  v.pipe(
    v.optional(v.picklist(['true', 'false']), fallback),
    v.transform((value) => value === 'true'),
  );

const coreSchema = v.object({
  AWS_REGION: text,
  STAGE: text,
  TABLE_NAME: text,
  EVENT_BUS_NAME: text,
  OUTPUT_BUCKET: text,
  WEBSOCKET_ENDPOINT: url,
});

const answerSchema = v.object({ ANSWER_SECONDS: v.optional(wholeBetween(1, 60), '3') });

/**
 * Seconds that AWS may take to answer one try of a call. Three tries and the pauses between them have to fit into the 15 seconds that
 * the shortest functions have; more is for the local world, where all functions and emulators share a process.
 * @throws ConfigError when the variable is wrong.
 */
export const answerSeconds = (env: Env): number => parse(answerSchema, env).ANSWER_SECONDS;

const outputStoreSchema = v.object({
  OUTPUT_ENDPOINT: httpUrl,
  OUTPUT_REGION: v.optional(text, 'auto'),
  OUTPUT_PATH_STYLE: flag('false'),
  OUTPUT_SECRET_ID: text,
});

/** A store in place of S3 that understands its API. */
export interface OutputStoreConfig {
  readonly endpoint: string;
  /** As the store calls it. Many have one, `auto`. */
  readonly region: string;
  /** The bucket stands in the path of URLs, not before the host. */
  readonly forcePathStyle: boolean;
  /** The secret that holds the credentials. */
  readonly secretId: string;
}

const downloadsSchema = v.object({
  DOWNLOAD_BASE_URL: v.pipe(
    httpUrl,
    v.transform((value) => value.replace(/\/$/, '')),
  ),
  DOWNLOAD_KEY_PAIR_ID: text,
  DOWNLOAD_SECRET_ID: text,
});

/** A CloudFront distribution that gives out the output bucket. */
export interface DownloadsConfig {
  /** Without a slash at the end. */
  readonly baseUrl: string;
  readonly keyPairId: string;
  /** The secret that holds the private key. */
  readonly secretId: string;
}

/** What every function needs. */
export interface CoreConfig {
  readonly region: string;
  readonly stage: string;
  readonly tableName: string;
  readonly eventBusName: string;
  readonly outputBucket: string;
  /** Where the output bucket is; null: in S3, in the stage's region. */
  readonly outputStore: OutputStoreConfig | null;
  /** What signed URLs of finished files lead to; null: to the store. */
  readonly downloads: DownloadsConfig | null;
  readonly websocketEndpoint: string;
}

/** @throws ConfigError naming every variable that is missing or wrong. */
export function coreConfig(env: Env): CoreConfig {
  const vars = parse(coreSchema, env);
  return {
    region: vars.AWS_REGION,
    stage: vars.STAGE,
    tableName: vars.TABLE_NAME,
    eventBusName: vars.EVENT_BUS_NAME,
    outputBucket: vars.OUTPUT_BUCKET,
    ...outputConfig(env),
    websocketEndpoint: vars.WEBSOCKET_ENDPOINT,
  };
}

/** Where finished files are, and by which way they leave. */
function outputConfig(env: Env): Pick<CoreConfig, 'outputStore' | 'downloads'> {
  const store = isSet(env.OUTPUT_ENDPOINT) ? parse(outputStoreSchema, env) : null;
  const downloads = isSet(env.DOWNLOAD_BASE_URL) ? parse(downloadsSchema, env) : null;
  if (store !== null && downloads !== null) {
    throw wrongEnvironment("DOWNLOAD_BASE_URL: the distribution gives out the stage's own bucket alone");
  }
  return {
    outputStore: store && {
      endpoint: store.OUTPUT_ENDPOINT,
      region: store.OUTPUT_REGION,
      forcePathStyle: store.OUTPUT_PATH_STYLE,
      secretId: store.OUTPUT_SECRET_ID,
    },
    downloads: downloads && {
      baseUrl: downloads.DOWNLOAD_BASE_URL,
      keyPairId: downloads.DOWNLOAD_KEY_PAIR_ID,
      secretId: downloads.DOWNLOAD_SECRET_ID,
    },
  };
}

const isSet = (value: string | undefined): boolean => value !== undefined && value !== '';

const limitsSchema = v.object({
  DAILY_EXPORT_LIMIT: v.optional(natural, '10'),
  CONCURRENT_RENDER_LIMIT: v.optional(natural, '1'),
  TOTAL_RENDER_LIMIT: v.optional(natural, '20'),
  TOTAL_FUNCTION_LIMIT: v.optional(natural, '900'),
  MAX_WAIT_HOURS: v.optional(positive, '24'),
  MUTATIONS_PER_MINUTE: v.optional(natural, '60'),
  MAX_RENDER_MINUTES: v.optional(positive, '30'),
  MAX_RENDER_USD: v.optional(v.pipe(number, v.minValue(0)), '5'),
  RENDER_TIMEOUT_SECONDS: v.optional(natural, '1800'),
  MONTHLY_BUDGET_USD: v.optional(v.nullable(v.pipe(number, v.minValue(0))), null),
});

/** @throws ConfigError naming every variable that is wrong. */
export function limitsConfig(env: Env): Limits {
  const vars = parse(limitsSchema, env);
  return {
    dailyExports: vars.DAILY_EXPORT_LIMIT,
    concurrentRenders: vars.CONCURRENT_RENDER_LIMIT,
    totalRenders: vars.TOTAL_RENDER_LIMIT,
    totalFunctions: vars.TOTAL_FUNCTION_LIMIT,
    maxWaitHours: vars.MAX_WAIT_HOURS,
    mutationsPerMinute: vars.MUTATIONS_PER_MINUTE,
    maxRenderSeconds: vars.MAX_RENDER_MINUTES * 60,
    maxRenderUsd: vars.MAX_RENDER_USD,
    renderTimeoutSeconds: vars.RENDER_TIMEOUT_SECONDS,
    monthlyBudgetUsd: vars.MONTHLY_BUDGET_USD,
  };
}

const authSchema = v.object({ AUTH_ISSUER: text, AUTH_AUDIENCE: text, AUTH_JWKS_URI: url });

/** Whose tokens are accepted. */
export interface AuthConfig {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUri: string;
}

/** @throws ConfigError naming every variable that is missing or wrong. */
export function authConfig(env: Env): AuthConfig {
  const vars = parse(authSchema, env);
  return { issuer: vars.AUTH_ISSUER, audience: vars.AUTH_AUDIENCE, jwksUri: vars.AUTH_JWKS_URI };
}

const apiSchema = v.object({
  DOWNLOAD_URL_SECONDS: v.optional(wholeBetween(60, 3600), '3600'),
  GRAPHIQL_ASSETS_URL: optionalText,
  GRAPHQL_INTROSPECTION: flag('true'),
  ICON_SETS_DIR: optionalText,
  SITE_VERSION: text,
});

/** What the GraphQL function needs. */
export interface ApiConfig {
  /** How long a download URL works: an hour at most, since it dies with the role's temporary credentials. */
  readonly downloadUrlSeconds: number;
  /** Where GraphiQL's script and style are; null turns the page off. */
  readonly graphiqlAssetsUrl: string | null;
  /** Whether callers may ask what the API is. */
  readonly introspection: boolean;
  /** A digest of the code that draws. */
  readonly siteVersion: string;
  /** The folder of the icon sets that scenes draw from; null where there are none. */
  readonly iconSetsFolder: string | null;
}

/** @throws ConfigError naming every variable that is wrong. */
export function apiConfig(env: Env): ApiConfig {
  const vars = parse(apiSchema, env);
  return {
    downloadUrlSeconds: vars.DOWNLOAD_URL_SECONDS,
    graphiqlAssetsUrl: vars.GRAPHIQL_ASSETS_URL,
    introspection: vars.GRAPHQL_INTROSPECTION,
    siteVersion: vars.SITE_VERSION,
    iconSetsFolder: vars.ICON_SETS_DIR,
  };
}

/** `us-east-1=3,eu-west-1=1`: regions that render, each with its weight; a region alone has the weight 1. */
const regionsSchema = v.pipe(
  v.optional(text, ''),
  v.rawTransform(({ dataset: { value }, addIssue, NEVER }) => {
    const entries = value === '' ? [] : value.split(',');
    const regions = entries.flatMap((entry) => {
      const [, name = '', weight = '1'] = /^\s*([a-z0-9-]+)(?:=(\d{1,4}))?\s*$/.exec(entry) ?? [];
      const region = AWS_REGIONS.find((each) => each === name);
      return region === undefined || Number(weight) === 0 ? [] : [{ region, weight: Number(weight) }];
    });
    if (new Set(regions.map(({ region }) => region)).size === entries.length) return regions;
    addIssue({ expected: 'regions such as us-east-1=3,eu-west-1=1' });
    return NEVER;
  }),
);

const maxFunctions = v.optional(wholeBetween(1, 200), '40');

const renderSchema = v.variant('RENDER_MODE', [
  v.object({ RENDER_MODE: v.literal('local'), RENDER_WORKER_URL: url }),
  v.object({
    RENDER_MODE: v.literal('lambda'),
    AWS_REGION: text,
    AWS_ENDPOINT_URL_S3: optionalText,
    REMOTION_REGIONS: regionsSchema,
    REMOTION_FUNCTION_NAME: text,
    REMOTION_LARGE_FUNCTION_NAME: optionalText,
    REMOTION_SERVE_URL: text,
    REMOTION_LICENSE_KEY: optionalText,
    REMOTION_MAX_FUNCTIONS: maxFunctions,
  }),
]);
const renderBucketSchema = v.object({ REMOTION_BUCKET: text });
const renderTargetSchema = v.object({
  WEBHOOK_URL: url,
  WEBHOOK_SECRET_ID: text,
  RENDER_QUEUE_URL: url,
});

/** What renders. */
export type RenderPlace = { readonly renderBucket: string } & (
  | { readonly mode: 'local'; readonly workerUrl: string }
  | {
      readonly mode: 'lambda';
      /** At least one: the stage's own unless others are named. */
      readonly regions: readonly [RenderRegion, ...RenderRegion[]];
      /** S3 in the stage's own region, where the output bucket is. */
      readonly outputEndpoint: string;
      readonly functionName: string;
      /** For what has run out of memory or time before. */
      readonly largeFunctionName: string | null;
      readonly serveUrl: string;
      readonly licenseKey: string | null;
      /**
       * Functions that draw one export at the same time; Remotion takes at most 200. By default 40: with the leading
       * function and 20 renders at once (TOTAL_RENDER_LIMIT) that is 820 of the 1000 that accounts usually may run.
       */
      readonly maxFunctions: number;
    }
);

/** How renders are started. */
export type RenderConfig = RenderPlace & {
  readonly webhookUrl: string;
  readonly webhookSecretId: string;
  /** The render function's own queue. */
  readonly queueUrl: string;
};

/** @throws ConfigError naming every variable that is missing or wrong. */
export function renderConfig(env: Env): RenderConfig {
  const target = parse(renderTargetSchema, env);
  return {
    ...renderPlaceConfig(env),
    webhookUrl: target.WEBHOOK_URL,
    webhookSecretId: target.WEBHOOK_SECRET_ID,
    queueUrl: target.RENDER_QUEUE_URL,
  };
}

/** @throws ConfigError naming every variable that is missing or wrong. */
export function renderPlaceConfig(env: Env): RenderPlace {
  const vars = parse(renderSchema, env);
  const common = { renderBucket: parse(renderBucketSchema, env).REMOTION_BUCKET };
  if (vars.RENDER_MODE === 'local') {
    if (!isSet(env.OUTPUT_ENDPOINT)) return { ...common, mode: 'local', workerUrl: vars.RENDER_WORKER_URL };
    throw wrongEnvironment('OUTPUT_ENDPOINT: only renders on Lambda can be stored elsewhere');
  }
  return {
    ...common,
    mode: 'lambda',
    regions: renderRegions(vars.REMOTION_REGIONS, vars.AWS_REGION, common.renderBucket),
    outputEndpoint: vars.AWS_ENDPOINT_URL_S3 ?? `https://s3.${vars.AWS_REGION}.amazonaws.com`,
    functionName: vars.REMOTION_FUNCTION_NAME,
    largeFunctionName: vars.REMOTION_LARGE_FUNCTION_NAME,
    serveUrl: vars.REMOTION_SERVE_URL,
    licenseKey: vars.REMOTION_LICENSE_KEY,
    maxFunctions: vars.REMOTION_MAX_FUNCTIONS,
  };
}

function renderRegions(
  named: readonly Pick<RenderRegion, 'region' | 'weight'>[],
  home: string,
  homeBucket: string,
): readonly [RenderRegion, ...RenderRegion[]] {
  const wanted = named.length > 0 ? named : [{ region: home as AwsRegion, weight: 1 }];
  const regions = wanted.map(({ region, weight }) => {
    const bucketName = renderBucketIn(homeBucket, home, region);
    if (bucketName !== null) return { region, weight, bucketName };
    const problem = `REMOTION_BUCKET: must end with -${home}, since REMOTION_REGIONS names ${region}`;
    throw wrongEnvironment(problem);
  });
  return regions as [RenderRegion, ...RenderRegion[]];
}

const liveSchema = v.object({
  PUSH_QUEUE_URL: optionalText,
  CONNECTIONS_PER_USER: v.optional(v.pipe(natural, v.minValue(1)), '20'),
});

/** How subscribers are reached. */
export interface LiveConfig {
  /** Where large fan-outs are split to; null where all are sent by who publishes. */
  readonly pushQueueUrl: string | null;
  /** WebSockets of one user at the same time. */
  readonly connectionsPerUser: number;
}

/** @throws ConfigError naming every variable that is wrong. */
export function liveConfig(env: Env): LiveConfig {
  const vars = parse(liveSchema, env);
  return { pushQueueUrl: vars.PUSH_QUEUE_URL, connectionsPerUser: vars.CONNECTIONS_PER_USER };
}

const previewSchema = v.object({
  PREVIEW_QUEUE_URL: url,
  THUMBNAILS: flag('true'),
  PREVIEW_SECONDS: v.optional(between(0, 6), '4'),
});

/** What finished exports can be looked at by. */
export interface PreviewConfig {
  /** The previews function's own queue. */
  readonly queueUrl: string;
  readonly thumbnails: boolean;
  /** Length of preview clips, up to 6; 0: none are made. */
  readonly clipSeconds: number;
}

/** @throws ConfigError naming every variable that is missing or wrong. */
export function previewConfig(env: Env): PreviewConfig {
  const vars = parse(previewSchema, env);
  return {
    queueUrl: vars.PREVIEW_QUEUE_URL,
    thumbnails: vars.THUMBNAILS,
    clipSeconds: vars.PREVIEW_SECONDS,
  };
}

const costSchema = v.variant('RENDER_MODE', [
  v.object({ RENDER_MODE: v.literal('local') }),
  v.object({
    RENDER_MODE: v.literal('lambda'),
    AWS_REGION: text,
    REMOTION_REGIONS: regionsSchema,
    REMOTION_FUNCTION_NAME: text,
    REMOTION_MAX_FUNCTIONS: maxFunctions,
  }),
]);

/** What renders, as far as costs depend on it. @throws ConfigError naming every variable that is missing or wrong. */
export function renderFunctionConfig(env: Env): RenderFunction {
  const vars = parse(costSchema, env);
  if (vars.RENDER_MODE === 'local') return LOCAL_RENDER_FUNCTION;
  const [first = vars.AWS_REGION, ...others] = vars.REMOTION_REGIONS.map(({ region }): string => region);
  return {
    prices: pricesIn([first, ...others]),
    memorySizeInMb: memorySizeOf(vars.REMOTION_FUNCTION_NAME) ?? 2048,
    maxFunctions: vars.REMOTION_MAX_FUNCTIONS,
  };
}

/** Where the webhook's secret is. @throws ConfigError when it is not said. */
export const webhookSecretId = (env: Env): string =>
  parse(v.object({ WEBHOOK_SECRET_ID: text }), env).WEBHOOK_SECRET_ID;

const callbackAddressSchema = v.object({
  CALLBACK_ALLOW_PRIVATE: flag('false'),
});
const callbackSchema = v.object({
  ...callbackAddressSchema.entries,
  CALLBACK_QUEUE_URL: url,
  CALLBACK_SECRET_ID: text,
});

/** Where callbacks may go. */
export interface CallbackAddressConfig {
  /** Allows `http` and private addresses: for the local world, whose receivers are on loopback. Never on AWS. */
  readonly allowPrivate: boolean;
}

/** How callbacks are sent. */
export interface CallbackConfig extends CallbackAddressConfig {
  readonly queueUrl: string;
  readonly secretId: string;
}

/** @throws ConfigError when the variable is wrong. */
export const callbackAddressConfig = (env: Env): CallbackAddressConfig => ({
  allowPrivate: parse(callbackAddressSchema, env).CALLBACK_ALLOW_PRIVATE,
});

/** @throws ConfigError naming every variable that is missing or wrong. */
export function callbackConfig(env: Env): CallbackConfig {
  const vars = parse(callbackSchema, env);
  return {
    allowPrivate: vars.CALLBACK_ALLOW_PRIVATE,
    queueUrl: vars.CALLBACK_QUEUE_URL,
    secretId: vars.CALLBACK_SECRET_ID,
  };
}

const megabytes = (fallback: number) =>
  v.pipe(
    v.optional(wholeBetween(1, 10_000), String(fallback)),
    v.transform((mb) => mb * 1e6),
  );

const assetSchema = v.object({
  ASSET_ALLOW_PRIVATE: flag('false'),
  ASSET_MAX_IMAGE_MB: megabytes(50),
  ASSET_MAX_VIDEO_MB: megabytes(2000),
  ASSET_MAX_AUDIO_MB: megabytes(200),
});

/** How the files that compositions load are looked at before a render. */
export interface AssetConfig {
  /** Allows `http` and private addresses: for tests alone. A project's URLs never name such a host, but may redirect to one. */
  readonly allowPrivate: boolean;
  readonly sizeLimits: AssetSizeLimits;
}

/** @throws ConfigError naming every variable that is wrong. */
export function assetConfig(env: Env): AssetConfig {
  const vars = parse(assetSchema, env);
  return {
    allowPrivate: vars.ASSET_ALLOW_PRIVATE,
    sizeLimits: {
      image: vars.ASSET_MAX_IMAGE_MB,
      video: vars.ASSET_MAX_VIDEO_MB,
      audio: vars.ASSET_MAX_AUDIO_MB,
    },
  };
}

/** A function was deployed with settings that it cannot work with. Thrown at its first invocation. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

function parse<Schema extends v.GenericSchema>(schema: Schema, env: Env): v.InferOutput<Schema> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = v.safeParse(schema, given);
  if (result.success) return result.output;
  throw wrongEnvironment(result.issues.map(problemOf).join('; '));
}

/** The library's own messages quote the value, which may be a secret. */
function problemOf({ path, input, type, expected }: v.BaseIssue<unknown>): string {
  const name = path?.map(({ key }) => String(key)).join('.');
  if (input === undefined) return `${name}: is not set`;
  const wanted = KINDS[type] ?? expected?.replace(/^\((.*)\)$/, '$1') ?? type;
  return `${name}: must be ${wanted}`;
}

/** What some checks ask for, in words; by the names that the library has for them. */
const KINDS: Readonly<Record<string, string>> = {
  url: 'a URL',
  regex: 'an http or https URL',
  integer: 'a whole number',
  finite: 'a number',
  to_number: 'a number',
};

const wrongEnvironment = (problems: string): ConfigError =>
  new ConfigError(`The function's environment is not right. ${problems}`);
