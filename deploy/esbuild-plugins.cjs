// Plugins of serverless.yml's esbuild: what a deployed function never runs is not in its bundle.

// What is in a bundle as ES modules is not in it a second time as CommonJS.
const ONCE = /^(@apollo\/server|graphql|tslib|zod)(\/|$)/;

/** A package asked for by `require()` is the same module as the one that others import. */
const asEsModules = {
  name: 'as-es-modules',
  setup(build) {
    build.onResolve({ filter: ONCE }, ({ path, kind, resolveDir, pluginData }) => {
      if (kind !== 'require-call' || pluginData?.isAsked) return undefined;
      return build.resolve(path, { kind: 'import-statement', resolveDir, pluginData: { isAsked: true } });
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
    // Apollo Server makes schemas from type definitions with it; ours is given one that is made.
    filter: /^@graphql-tools\/schema$/,
    contents: "export const makeExecutableSchema = () => { throw new Error('Give ApolloServer a schema.') };",
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

module.exports = [asEsModules, withoutUnused];
