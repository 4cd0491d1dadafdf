import { z } from 'zod';
import type { Limits } from '../exports/ports';

/** The environment of a function: strings, as Lambda hands them over. */
export type Env = Readonly<Record<string, string | undefined>>;

/** Reads the environment. The only place that does. */
export const readEnv = (): Env => ({ ...process.env });

const text = z.string().min(1);
const optionalText = z
  .string()
  .optional()
  .transform((value) => (value === undefined || value === '' ? null : value));
const number = z.coerce.number();
/** A variable that is set to nothing means the default, as one that is not set: it must not be read as zero. */
const orDefault = (schema: z.ZodType<number>, fallback: number) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.default(fallback));
const wholeNumber = (fallback: number) => orDefault(number.int().min(0), fallback);

const coreSchema = z.object({
  AWS_REGION: text,
  STAGE: text,
  TABLE_NAME: text,
  EVENT_BUS_NAME: text,
  OUTPUT_BUCKET: text,
  WEBSOCKET_ENDPOINT: z.url(),
});

/** What every function needs. */
export interface CoreConfig {
  readonly region: string;
  readonly stage: string;
  readonly tableName: string;
  readonly eventBusName: string;
  readonly outputBucket: string;
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
    websocketEndpoint: vars.WEBSOCKET_ENDPOINT,
  };
}

const limitsSchema = z.object({
  DAILY_EXPORT_LIMIT: wholeNumber(10),
  CONCURRENT_RENDER_LIMIT: wholeNumber(1),
  TOTAL_RENDER_LIMIT: wholeNumber(20),
  MAX_RENDER_MINUTES: orDefault(number.positive(), 30),
  MAX_RENDER_USD: orDefault(number.min(0), 5),
  RENDER_TIMEOUT_SECONDS: wholeNumber(1800),
  MONTHLY_BUDGET_USD: z
    .literal('')
    .transform(() => null)
    .or(number.min(0))
    .default(null),
});

/** @throws ConfigError naming every variable that is wrong. */
export function limitsConfig(env: Env): Limits {
  const vars = parse(limitsSchema, env);
  return {
    dailyExports: vars.DAILY_EXPORT_LIMIT,
    concurrentRenders: vars.CONCURRENT_RENDER_LIMIT,
    totalRenders: vars.TOTAL_RENDER_LIMIT,
    maxRenderSeconds: vars.MAX_RENDER_MINUTES * 60,
    maxRenderUsd: vars.MAX_RENDER_USD,
    renderTimeoutSeconds: vars.RENDER_TIMEOUT_SECONDS,
    monthlyBudgetUsd: vars.MONTHLY_BUDGET_USD,
  };
}

const authSchema = z.object({ AUTH_ISSUER: text, AUTH_AUDIENCE: text, AUTH_JWKS_URI: z.url() });

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

const apiSchema = z.object({
  DOWNLOAD_URL_SECONDS: orDefault(number.int().min(60).max(3600), 3600),
  GRAPHIQL_ASSETS_URL: optionalText,
  RENDER_MODE: z.enum(['local', 'lambda']),
});

/** What the GraphQL function needs. */
export interface ApiConfig {
  /** How long a download URL works: an hour at most, since it dies with the role's temporary credentials. */
  readonly downloadUrlSeconds: number;
  /** Where GraphiQL's script and style are; null turns the page off. */
  readonly graphiqlAssetsUrl: string | null;
  readonly renderMode: 'local' | 'lambda';
}

/** @throws ConfigError naming every variable that is wrong. */
export function apiConfig(env: Env): ApiConfig {
  const vars = parse(apiSchema, env);
  return {
    downloadUrlSeconds: vars.DOWNLOAD_URL_SECONDS,
    graphiqlAssetsUrl: vars.GRAPHIQL_ASSETS_URL,
    renderMode: vars.RENDER_MODE,
  };
}

const renderSchema = z.discriminatedUnion('RENDER_MODE', [
  z.object({ RENDER_MODE: z.literal('local'), RENDER_WORKER_URL: z.url() }),
  z.object({
    RENDER_MODE: z.literal('lambda'),
    REMOTION_FUNCTION_NAME: text,
    REMOTION_SERVE_URL: text,
    REMOTION_LICENSE_KEY: optionalText,
    REMOTION_MAX_FUNCTIONS: orDefault(number.int().min(1).max(200), 40),
  }),
]);
const renderTargetSchema = z.object({ REMOTION_BUCKET: text, WEBHOOK_URL: z.url(), WEBHOOK_SECRET_ID: text });

/** How renders are started. */
export type RenderConfig = {
  readonly renderBucket: string;
  readonly webhookUrl: string;
  readonly webhookSecretId: string;
} & (
  | { readonly mode: 'local'; readonly workerUrl: string }
  | {
      readonly mode: 'lambda';
      readonly functionName: string;
      readonly serveUrl: string;
      readonly licenseKey: string | null;
      /**
       * Functions that draw one export at the same time; Remotion takes at most 200. By default 40: with the leading
       * function and 20 renders at once (TOTAL_RENDER_LIMIT) that is 820 of the 1000 that accounts usually may run.
       */
      readonly maxFunctions: number;
    }
);

/** @throws ConfigError naming every variable that is missing or wrong. */
export function renderConfig(env: Env): RenderConfig {
  const target = parse(renderTargetSchema, env);
  const vars = parse(renderSchema, env);
  const common = {
    renderBucket: target.REMOTION_BUCKET,
    webhookUrl: target.WEBHOOK_URL,
    webhookSecretId: target.WEBHOOK_SECRET_ID,
  };
  if (vars.RENDER_MODE === 'local') return { ...common, mode: 'local', workerUrl: vars.RENDER_WORKER_URL };
  return {
    ...common,
    mode: 'lambda',
    functionName: vars.REMOTION_FUNCTION_NAME,
    serveUrl: vars.REMOTION_SERVE_URL,
    licenseKey: vars.REMOTION_LICENSE_KEY,
    maxFunctions: vars.REMOTION_MAX_FUNCTIONS,
  };
}

/** Where the webhook's secret is. @throws ConfigError when it is not said. */
export const webhookSecretId = (env: Env): string =>
  parse(z.object({ WEBHOOK_SECRET_ID: text }), env).WEBHOOK_SECRET_ID;

/** A function was deployed with settings that it cannot work with. Thrown at its first invocation. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

function parse<Schema extends z.ZodType>(schema: Schema, env: Env): z.infer<Schema> {
  const result = schema.safeParse(env);
  if (result.success) return result.data;
  // The values are left out: among them may be secrets.
  const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigError(`The function's environment is not right. ${problems.join('; ')}`);
}
