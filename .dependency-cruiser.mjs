// The import rule: five floors, and imports only go down. docs/adr/0003 says why.
const room = (names) => `^services/(${names})/`;
const test = '\\.(test|contract)\\.tsx?$|/memory\\.ts$';
const handlerRooms =
  'graphql|render|progress|webhook|websocket|admission|callbacks|previews|batches|push|reconcile';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nobody-imports-a-handler',
      severity: 'error',
      from: { pathNot: '/handler\\.test\\.ts$' },
      to: { path: '^services/[^/]+/handler\\.ts$' },
    },
    {
      name: 'events-know-only-zod',
      severity: 'error',
      from: { path: room('events'), pathNot: test },
      to: { pathNot: [room('events'), '^node_modules/zod/'] },
    },
    {
      name: 'the-domain-knows-no-sdk',
      severity: 'error',
      from: { path: room('exports|projects'), pathNot: test },
      to: {
        pathNot: [
          room('exports|projects|events|scenes'),
          '^remotion/(catalog|asset-references|limits|scene-errors|timeline|urls)\\.ts$',
          '^node_modules/(zod|ulid)/',
          '^(node:)?(crypto|zlib)$',
        ],
      },
    },
    {
      name: 'scenes-know-only-their-compiler',
      comment:
        'Source in, code out: no project, no storage. Only graphql compiles, so nobody else takes the values of it.',
      severity: 'error',
      from: { path: room('scenes'), pathNot: [test, '^services/scenes/corpus/'] },
      to: {
        pathNot: [
          room('events|scenes'),
          '^remotion/(limits|urls)\\.ts$',
          '^node_modules/(acorn|sucrase|@sveltejs/acorn-typescript)/',
          '^(node:)?(crypto|vm)$',
        ],
      },
    },
    {
      name: 'subscriptions-know-only-graphql',
      comment: 'A library that could be taken out: no AWS, no export, no import upwards.',
      severity: 'error',
      from: { path: room('subscriptions'), pathNot: test },
      to: { pathNot: [room('subscriptions'), '^node_modules/graphql/'] },
    },
    {
      name: 'adapters-know-ports-and-sdks',
      severity: 'error',
      from: { path: room('adapters'), pathNot: test },
      to: { path: [room(`runtime|${handlerRooms}`), '^(local|web|tests)/'] },
    },
    {
      name: 'runtime-knows-no-room',
      severity: 'error',
      from: { path: room('runtime'), pathNot: test },
      to: { path: [room(handlerRooms), '^(local|web|tests)/'] },
    },
    {
      name: 'handler-rooms-do-not-import-each-other',
      comment: 'Only graphql/live.ts is for all: the schema is what a push is made with.',
      severity: 'error',
      from: { path: `^services/(${handlerRooms})/`, pathNot: test },
      to: {
        path: `^services/(${handlerRooms})/`,
        pathNot: ['^services/$1/', '^services/graphql/live\\.ts$'],
      },
    },
    {
      name: 'services-know-nothing-of-local-and-web',
      severity: 'error',
      from: { path: '^services/', pathNot: '\\.(test|contract)\\.ts$' },
      to: { path: '^(local|web|tests|bench)/' },
    },
    {
      name: 'only-runtime-makes-clients',
      comment: 'Adapters take their client as an argument, and import its commands and errors only.',
      severity: 'error',
      from: { path: room(handlerRooms), pathNot: test },
      to: { path: '^node_modules/@(aws-sdk|remotion)/' },
    },
    {
      name: 'the-site-knows-no-service',
      severity: 'error',
      from: { path: '^remotion/' },
      to: { path: '^(services|local|tests)/' },
    },
    {
      name: 'the-catalog-is-free-of-react',
      comment: 'It is part of the GraphQL Lambda.',
      severity: 'error',
      from: { path: '^remotion/(?!index\\.)[a-z-]+\\.ts$' },
      to: {
        pathNot: [
          '^remotion/(?!index\\.)[a-z-]+\\.ts$',
          '^node_modules/zod/',
          // Pure functions without a dependency of their own.
          '^node_modules/@remotion/captions/',
        ],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
