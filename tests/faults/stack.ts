import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import {
  describeStack,
  resolveEnvironments,
  type ServerlessFunction,
  type ServerlessService,
  type Stack,
} from '../../local/stack';

const ROOT = path.join(__dirname, '../..');

/** The stage that is resolved: it has no parameters of its own, so it is what a deploy makes, but for those below. */
export const STAGE = 'faults';

/** What a deployed stage gets from CloudFormation, and what makes thousands of flows short. */
const PARAMS: Readonly<Record<string, string>> = {
  websocketEndpoint: 'http://127.0.0.1:9/socket',
  webhookUrl: 'http://127.0.0.1:9/webhooks/remotion',
  authIssuer: 'https://reelway.localhost/',
  authJwksUri: 'http://127.0.0.1:9/jwks.json',
  // Receivers of callbacks are played by the world as well.
  callbackAllowPrivate: 'true',
  // Ten runs of reconcile in place of thirty, until a silent render is given up.
  renderTimeoutSeconds: '600',
  monthlyBudgetUsd: '100',
  dailyExportLimit: '1000',
  mutationsPerMinute: '1000',
};

/** A function of serverless.yml, as far as the framework resolves it. */
export type DeployedFunction = ServerlessFunction & {
  readonly handler: string;
  /** MB. */
  readonly memorySize?: number;
  readonly logs?: { readonly systemLogLevel?: string };
  readonly iamRoleStatements?: readonly { readonly Action: string | readonly string[] }[];
};

/** What would be deployed: serverless.yml resolved by the framework itself, and every function as one script. */
export interface DeployedStack {
  readonly stack: Stack;
  readonly functions: Readonly<Record<string, DeployedFunction>>;
  /** Environment of each function, without what the world adds. */
  readonly environments: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** CommonJS of each function, without what it shares with others. */
  readonly scripts: Readonly<Record<string, string>>;
  /** CommonJS of what they share: exports of its modules by their path. */
  readonly shared: string;
  /** MB of a function that does not say otherwise. */
  readonly defaultMemorySize: number;
}

/**
 * Resolves serverless.yml and builds every function in it, so that one that is added is covered by itself. Takes seconds.
 * @param params of optional parts; none unless told.
 */
export async function deployedStack(params: Readonly<Record<string, string>> = {}): Promise<DeployedStack> {
  const service = await resolveService({ ...PARAMS, ...params });
  const stack = describeStack(service, STAGE, 'http://127.0.0.1:9');
  resolveEnvironments(service, stack);
  const functions = service.functions as Record<string, DeployedFunction>;
  const entries = Object.entries(functions);
  const environments = entries.map(([key, { environment }]): [string, Record<string, string>] => {
    const merged = { ...service.provider.environment, ...environment, AWS_REGION: stack.identity.region };
    return [key, Object.fromEntries(Object.entries(merged).map(([name, value]) => [name, String(value)]))];
  });
  const { memorySize } = service.provider as { memorySize?: number };
  return {
    stack,
    functions,
    environments: Object.fromEntries(environments),
    ...(await scriptsOf(entries.map(([key, { handler }]) => [key, handler]))),
    defaultMemorySize: memorySize ?? 1024,
  };
}

async function resolveService(params: Readonly<Record<string, string>>): Promise<ServerlessService> {
  const args = Object.entries(params).flatMap(([name, value]) => ['--param', `${name}=${value}`]);
  const serverless = path.join(ROOT, 'node_modules/.bin/serverless');
  const { stdout } = await promisify(execFile)(
    serverless,
    ['print', '--stage', STAGE, '--format', 'json', ...args],
    { cwd: ROOT, maxBuffer: 16 * 1024 * 1024 },
  );
  return JSON.parse(stdout.slice(stdout.indexOf('{'))) as ServerlessService;
}

/**
 * What belongs to one process of a function: the handlers, what they make their clients with, and packages that remember.
 * Everything else keeps no state of its own, and is loaded once for all processes, which makes a cold start a matter of
 * milliseconds.
 */
const OWN_FILES =
  /^services\/(?:\w+\/handler|graphql\/live|runtime\/(?:aws-calls|batch|deps|logger|metrics|renderer|secrets))\.ts$/;
const OWN_PACKAGES = /^(?:@aws-lambda-powertools\/|@aws\/lambda-invoke-store)/;
/** Packages that look at the clock, which is the world's. */
const TIMED_PACKAGES = /^(?:aws-jwt-verify|ulid|#)/;

/** How a script asks for a module that all share. */
export const SHARED_PREFIX = 'shared:';

const OPTIONS = {
  absWorkingDir: ROOT,
  write: false,
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  define: { 'import.meta.url': '""' },
  logLevel: 'error',
} satisfies BuildOptions;

/** Builds the functions without what they share, and notes what that is. */
const withoutShared = (shared: Set<string>): Plugin => ({
  name: 'without-shared',
  setup: ({ onResolve }) =>
    onResolve({ filter: /./ }, ({ path: name, resolveDir, kind }) => {
      if (kind === 'entry-point' || OWN_PACKAGES.test(name) || TIMED_PACKAGES.test(name)) return undefined;
      if (!name.startsWith('.')) return { path: name, external: true };
      if (resolveDir.includes('node_modules')) return undefined;
      const file = path.relative(ROOT, createRequire(path.join(resolveDir, 'x.js')).resolve(`${name}.ts`));
      if (OWN_FILES.test(file)) return undefined;
      shared.add(file);
      return { path: `${SHARED_PREFIX}${file}`, external: true };
    }),
});

/** Leaves packages where they are. */
const withoutPackages: Plugin = {
  name: 'without-packages',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^[^.]/ }, ({ path: name }) =>
      TIMED_PACKAGES.test(name) || path.isAbsolute(name) ? undefined : { path: name, external: true },
    ),
};

type Scripts = Pick<DeployedStack, 'scripts' | 'shared'>;

let built: Promise<Scripts> | undefined;

/** Stacks differ in what is around their functions, whose code is the same. */
const scriptsOf = (handlers: Parameters<typeof buildScripts>[0]): Promise<Scripts> =>
  (built ??= buildScripts(handlers));

async function buildScripts(
  handlers: readonly (readonly [key: string, handler: string])[],
): Promise<Scripts> {
  const shared = new Set<string>();
  const functions = await build({
    ...OPTIONS,
    outdir: '/out',
    entryPoints: handlers.map(([key, handler]) => ({
      in: `./${handler.replace(/\.[^.]+$/, '')}.ts`,
      out: key,
    })),
    plugins: [withoutShared(shared)],
  });
  const lines = [...shared].map((file) => `${JSON.stringify(file)}: require(${JSON.stringify(`./${file}`)})`);
  const common = await build({
    ...OPTIONS,
    stdin: { contents: `module.exports = {${lines.join(',\n')}}`, resolveDir: ROOT },
    plugins: [withoutPackages],
  });
  const scripts = functions.outputFiles.map(
    ({ path: file, text }) => [path.basename(file, '.js'), text] as const,
  );
  return { scripts: Object.fromEntries(scripts), shared: common.outputFiles[0]?.text ?? '' };
}
