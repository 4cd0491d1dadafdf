// Six projects: `unit` (next to the code, contract tests included), `faults` (all functions in one process, killed wherever
// they may die), `flows` (a whole local world that they share), `conformance` (clients of the WebSocket, in worlds whose renders
// do nothing), `template` (what would be deployed, on the packages of two stages) and `lambda` (worlds that render with Remotion's
// own Lambda function, one for each kind of trouble).
const base = {
  testEnvironment: 'node',
  setupFiles: ['<rootDir>/tests/setup-properties.ts'],
  transform: {
    '^.+\\.(t|j|mj)sx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
      },
    ],
  },
  // Packages that ship ES modules only; Jest runs CommonJS.
  transformIgnorePatterns: [
    '/node_modules/(?!(jose|get-port|ulid|fauxqs|pixelmatch|@sveltejs/acorn-typescript)/)',
  ],
  modulePathIgnorePatterns: ['<rootDir>/.esbuild', '<rootDir>/.reelway', '<rootDir>/.serverless'],
};

export default {
  // For all projects, since Jest takes it from nowhere else; renders on a busy machine need it.
  testTimeout: 120_000,
  projects: [
    {
      ...base,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/{services,local,remotion,schema,deploy}/**/*.test.{ts,tsx}',
        '<rootDir>/tests/*.unit.test.ts',
      ],
    },
    {
      ...base,
      displayName: 'faults',
      testMatch: ['<rootDir>/tests/faults/**/*.test.ts'],
    },
    {
      ...base,
      displayName: 'flows',
      testMatch: ['<rootDir>/tests/flows/**/*.test.ts'],
      globalSetup: '<rootDir>/tests/setup-world.ts',
      globalTeardown: '<rootDir>/tests/teardown-world.ts',
    },
    {
      ...base,
      displayName: 'conformance',
      testMatch: ['<rootDir>/tests/conformance/**/*.test.ts'],
    },
    {
      ...base,
      displayName: 'template',
      testMatch: ['<rootDir>/tests/template/**/*.test.ts'],
      globalSetup: '<rootDir>/tests/setup-packages.ts',
      globalTeardown: '<rootDir>/tests/teardown-packages.ts',
    },
    {
      ...base,
      displayName: 'lambda',
      testMatch: ['<rootDir>/tests/lambda/**/*.test.ts'],
    },
  ],
};
