// Plugins of serverless.yml's esbuild: what a deployed function never runs is not in its bundle.

const { readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { brotliCompressSync } = require('node:zlib');

// What is in a bundle as ES modules is not in it a second time as CommonJS.
const ONCE = /^(@apollo\/server|graphql|tslib|zod)(\/|$)/;

const HEADER_MAP = join(dirname(require.resolve('@apollo/server')), '../esm/utils/HeaderMap.js');

/** A package asked for by `require()` is the same module as the one that others import. */
const asEsModules = {
  name: 'as-es-modules',
  setup(build) {
    build.onResolve({ filter: ONCE }, ({ path, kind, resolveDir, pluginData }) => {
      if (kind !== 'require-call' || pluginData?.isAsked) return undefined;
      // All that the integration with Lambda needs. What is required is bundled whole.
      if (path === '@apollo/server') return { path: HEADER_MAP };
      return build.resolve(path, { kind: 'import-statement', resolveDir, pluginData: { isAsked: true } });
    });
  },
};

/**
 * A module of ours of which nothing is used is left out with all that it imports: none is imported for what it does when it is
 * loaded. esbuild cannot know, since schemas are made by calls.
 */
const withoutSideEffects = {
  name: 'without-side-effects',
  setup(build) {
    build.onResolve({ filter: /^\.\.?\// }, async ({ path, kind, resolveDir, pluginData }) => {
      if (kind !== 'import-statement' || pluginData?.isAsked || /\/node_modules\//.test(resolveDir))
        return undefined;
      const resolved = await build.resolve(path, { kind, resolveDir, pluginData: { isAsked: true } });
      return { ...resolved, sideEffects: false };
    });
  },
};

// What Apollo Server reports to Apollo, where there is a key or a federated schema. It asks for the last one always.
const REPORTING = ['UsageReporting', 'UsageReportingDisabled', 'SchemaReporting', 'InlineTrace'];

const REPLACEMENTS = [
  // Messages of Apollo Studio's reports.
  { filter: /^@apollo\/usage-reporting-protobuf$/, contents: 'export const Trace = {}, Report = {};' },
  {
    filter: /\/plugin\/(usageReporting|schemaReporting|inlineTrace)\/index\.js$/,
    contents: REPORTING.map((name) => `export const ApolloServerPlugin${name} = () => ({});`).join('\n'),
  },
  {
    // Headers for caches between us and the client, made from hints in the schema; we have none, and send `no-store`.
    filter: /\/plugin\/cacheControl\/index\.js$/,
    contents: 'export const ApolloServerPluginCacheControl = () => ({});',
  },
  {
    // What Apollo Server shows to browsers by itself. Where there is a page, it is GraphiQL.
    filter: /\/plugin\/landingPage\/default\/index\.js$/,
    contents: [
      'const none = () => ({ __internal_installed_implicitly__: true });',
      'export { none as ApolloServerPluginLandingPageLocalDefault, none as ApolloServerPluginLandingPageProductionDefault };',
    ].join('\n'),
  },
  {
    // Answers in parts, for @defer and @stream, which GraphQL.js 16 does not have.
    filter: /^\.\/incrementalDeliveryPolyfill\.js$/,
    contents:
      "import { execute } from 'graphql'; export const executeIncrementally = async (args) => execute(args);",
  },
  {
    // Apollo Server makes schemas from type definitions with it; ours is given one that is made.
    filter: /^@graphql-tools\/schema$/,
    contents: "export const makeExecutableSchema = () => { throw new Error('Give ApolloServer a schema.') };",
  },
  {
    // Apollo Server keeps documents that it has parsed by a library for caches of all kinds, which also makes Node load all that
    // measures time. As many are kept as the WebSocket function keeps.
    filter: /^@apollo\/utils\.keyvaluecache$/,
    contents: [
      `import { BoundedMap } from ${JSON.stringify(join(__dirname, '../services/subscriptions/bounded-map'))};`,
      'export class InMemoryLRUCache {',
      '  #documents = new BoundedMap(100);',
      '  async get(key) { return this.#documents.get(key); }',
      '  async set(key, document) { this.#documents.set(key, document); }',
      '  async delete(key) { this.#documents.delete(key); }',
      '}',
      // For persisted queries, which are off.
      'export class PrefixingKeyValueCache { static prefixesAreUnnecessaryForIsolation() { return false; } }',
    ].join('\n'),
  },
  {
    // It looks for Node's own hashes in a way that bundles do not have, and would hash in JavaScript.
    filter: /^@apollo\/utils\.createhash$/,
    contents: "export { createHash } from 'node:crypto';",
  },
  {
    // What sucrase does when it is asked to; of scenes it only takes types and JSX away.
    filter:
      /^\.\/(CJSImportProcessor|CJSImportTransformer|FlowTransformer|JestHoistTransformer|ReactHotLoaderTransformer|computeSourceMap)$/,
    contents: "export default function () { throw new Error('This part of sucrase is not bundled.') }",
  },
  {
    // Sucrase checks its own options with it; ours never change.
    filter: /^ts-interface-checker$/,
    contents: [
      'export const createCheckers = () => ({ Options: { strictCheck() {} } });',
      'const none = () => ({});',
      'export { none as array, none as iface, none as lit, none as name, none as opt, none as union };',
    ].join('\n'),
  },
  {
    // Lambda gives credentials by environment. There are no profiles, single sign-on, containers or instances to be asked.
    filter: /^@aws-sdk\/credential-provider-node$/,
    contents: "export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';",
  },
  {
    // Profiles are files of laptops: a Lambda is told everything by its environment. Only to be defined, it makes Node load what
    // reads files.
    filter: /^\.\.?\/(shared-ini-file-loader\/)?readFile$/,
    contents: [
      'export const fileIntercept = {};',
      "export const readFile = async () => { throw new Error('There are no profiles.'); };",
    ].join('\n'),
  },
  {
    // For operations that answer with a stream of events, such as a select in S3. None of ours does, and Remotion's client
    // brings its own. The SDK loads it at run time, which would keep all that it shares with the rest, used or not.
    filter: /^@smithy\/core\/event-streams$/,
    contents: [
      'export const resolveEventStreamSerdeConfig = (config) => config;',
      'export const eventStreamSerdeProvider = undefined;',
      'export class EventStreamSerde { constructor() { throw new Error("Streams of events are not bundled."); } }',
    ].join('\n'),
  },
  {
    // What the SDK does in browsers. Only to be defined, it makes Node load all of its web streams.
    filter: /^\.\/ChecksumStream\.browser$|^\.\/createChecksumStream\.browser$/,
    contents: [
      'export class ChecksumStream {}',
      'export const createChecksumStream = () => { throw new Error("Web streams are not checked.") };',
    ].join('\n'),
  },
  {
    // For services that tell clients their address. DynamoDB does so only where AWS_ENABLE_ENDPOINT_DISCOVERY asks for it.
    filter: /^@aws-sdk\/endpoint-cache$/,
    contents: 'export class EndpointCache { getEndpoint() {} }',
  },
];

const withoutUnused = {
  name: 'without-unused',
  setup(build) {
    REPLACEMENTS.forEach(({ filter, contents }, index) => {
      const namespace = `replaced-${index}`;
      build.onResolve({ filter }, ({ path, resolveDir }) => {
        return { path, namespace, pluginData: { resolveDir }, sideEffects: false };
      });
      build.onLoad({ filter: /.*/, namespace }, ({ pluginData }) => {
        return { contents, resolveDir: pluginData.resolveDir };
      });
    });
  },
};

const REWRITES = [
  {
    // `{ [_h]: 1 }` may call anything for all that esbuild knows, `{ "h": 1 }` does not: so it can leave out the shapes of
    // the hundred operations that nobody calls. The names are constants of the same file.
    filter: /@aws-sdk\/client-[a-z0-9-]+\/dist-es\/schemas\/schemas_\d+\.js$/,
    rewrite(source) {
      const names = new Map(
        Array.from(source.matchAll(/^const (_\w+) = ("[^"\\]*");$/gm), ([, name, text]) => [name, text]),
      );
      return source.replace(/\[(_\w+)\]:/g, (all, name) => (names.has(name) ? `${names.get(name)}:` : all));
    },
  },
  {
    // Clients tell the server their version, and nothing else of it.
    filter: /@aws-sdk\/client-[a-z0-9-]+\/package\.json$/,
    rewrite: (source) => `export default { version: ${JSON.stringify(JSON.parse(source).version)} };`,
  },
  {
    // Remotion's client, which brings an SDK of its own in one file. What sets a stage up (`deploy/`, which is not bundled)
    // asks these services; who starts and cancels renders does not. Its credentials are found as ours are.
    filter: /@remotion\/lambda-client\/dist\/esm\/index\.mjs$/,
    rewrite(source) {
      const unused = [
        ...['import_client_cloudwatch_logs', 'CloudWatchSDK'],
        ...['import_client_iam', 'IamSdk', 'import_client_service_quotas', 'ServiceQuotasSDK'],
      ].reduce(
        (text, name) =>
          replacedOnce(text, new RegExp(`(?<=^var ${name} = )__toESM\\(\\w+\\(\\), 1\\);$`, 'm'), '{};'),
        source,
      );
      const environment = /^\/\/ .*\/credential-provider-env\/dist-cjs\/index\.js\nvar (\w+) = /m.exec(
        unused,
      )?.[1];
      const leaner = replacedOnce(
        unused,
        /(?<=^\/\/ .*\/credential-provider-node\/dist-cjs\/index\.js\nvar \w+ = )__commonJS\(\(exports\) => \{[^]*?^\}\);$/m,
        `__commonJS((exports) => { exports.defaultProvider = ${environment}().fromEnv; });`,
      );
      // Only so is what nobody requires any more left out.
      return leaner.replaceAll(' = __commonJS(', ' = /* @__PURE__ */ __commonJS(');
    },
  },
];

/** @throws Error where it is not there: what is rewritten has changed, and has to be read again. */
function replacedOnce(text, pattern, replacement) {
  if (!pattern.test(text)) throw new Error(`There is no ${pattern} any more in what is bundled.`);
  return text.replace(pattern, () => replacement);
}

const rewritten = {
  name: 'rewritten',
  setup(build) {
    for (const { filter, rewrite } of REWRITES) {
      build.onLoad({ filter }, ({ path }) => ({
        contents: rewrite(readFileSync(path, 'utf8')),
        loader: 'js',
      }));
    }
  },
};

/** The compiler of scenes as a text, once: threads are started with it, and the main thread runs the same. */
const compilerAsText = {
  name: 'compiler-as-text',
  setup(build) {
    build.onLoad({ filter: /services[\\/]runtime[\\/]bundled-compiler\.ts$/ }, async ({ path }) => {
      const code = await bundleSceneWorker(build.esbuild, dirname(path), build.initialOptions);
      const contents = [
        "import { compileFunction } from 'node:vm';",
        "import { brotliDecompressSync } from 'node:zlib';",
        // Packed, since Node reads to the end of every text of a module before it runs the first line.
        `const packed = ${JSON.stringify(brotliCompressSync(code).toString('base64'))};`,
        'let unpacked;',
        'export const sceneWorkerCode = () =>',
        "  (unpacked ??= brotliDecompressSync(Buffer.from(packed, 'base64')).toString('utf8'));",
        'let exported;',
        'export async function loadSceneWorker() {',
        '  if (exported === undefined) {',
        '    const module = { exports: {} };',
        "    compileFunction(sceneWorkerCode(), ['module', 'exports', 'require'])(module, module.exports, require);",
        '    exported = module.exports;',
        '  }',
        '  return exported;',
        '}',
      ].join('\n');
      return { contents, loader: 'js' };
    });
  },
};

/** CommonJS of services/runtime/scene-worker.ts, with all that it imports. */
async function bundleSceneWorker(esbuild, folder, { minify = false, target = 'node24' } = {}) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(folder, 'scene-worker.ts')],
    ...{ bundle: true, write: false, format: 'cjs', platform: 'node', mainFields: ['module', 'main'] },
    ...{ minify, target, plugins: [asEsModules, withoutUnused, rewritten] },
  });
  return outputFiles[0].text;
}

module.exports = [asEsModules, withoutUnused, withoutSideEffects, rewritten, compilerAsText];
