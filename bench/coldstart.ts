// `npm run bench:coldstart`: what a cold start has to fetch and to run before the first event: the size of each function's zip, and
// how long its module takes to load in a process that is new. Beside it, in turns, Apollo Server's own handler with a schema of one
// field, bundled with the same options: as it comes, and without what no function runs (ADR 22).
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { build, type Plugin } from 'esbuild';
import { LOAD_TIMEOUT_MS, packageStages, unpackFunctions } from '../deploy/packages';
import { ROOT } from '../deploy/steps';

const run = promisify(execFile);

// eslint-disable-next-line @typescript-eslint/no-require-imports -- serverless-esbuild reads it as CommonJS
const plugins = require('../deploy/esbuild-plugins.cjs') as Plugin[];

const STAGE = 'dev';
/** A bundle as Lambda would have it on its disk. */
interface Subject {
  readonly name: string;
  readonly file: string;
  /** Of the zip, in bytes; null where there is none. */
  readonly zipSize: number | null;
  readonly environment: Readonly<Record<string, string>>;
}

/** The functions of the package, unpacked, each with its environment. */
async function functions(folder: string): Promise<Subject[]> {
  await packageStages([STAGE], folder);
  return unpackFunctions(path.join(folder, STAGE), folder);
}

const BARE = `
import { ApolloServer } from '@apollo/server';
import { handlers, startServerAndCreateLambdaHandler } from '@as-integrations/aws-lambda';
import { buildSchema } from 'graphql';
const server = new ApolloServer({ schema: buildSchema('type Query { hello: String }'), rootValue: { hello: 'world' } });
export const handler = startServerAndCreateLambdaHandler(server, handlers.createAPIGatewayProxyEventV2RequestHandler());
`;

/** Apollo Server alone, with the options of serverless.yml. */
async function bare(folder: string, name: string, bundled: readonly Plugin[]): Promise<Subject> {
  const file = path.join(folder, `${name}.js`);
  await build({
    stdin: { contents: BARE, resolveDir: ROOT },
    ...{ bundle: true, minify: true, platform: 'node', target: 'node24', mainFields: ['module', 'main'] },
    ...{ outfile: file, plugins: [...bundled], logLevel: 'error' },
  });
  return { name, file, zipSize: null, environment: {} };
}

const LOAD = `
require('node:http');
const before = process.cpuUsage();
require(process.argv[1]);
const { user, system } = process.cpuUsage(before);
console.log((user + system) / 1000);
process.exit(0);
`;

/**
 * What the module takes to load in a new process, in milliseconds of processor time: a machine that is busy with other things delays
 * everything, and everything alike. Lambda's own runtime has loaded Node's HTTP client before.
 */
async function loadMs({ file, environment }: Subject): Promise<number> {
  const { stdout } = await run(process.execPath, ['-e', LOAD, file], {
    timeout: LOAD_TIMEOUT_MS,
    env: { AWS_REGION: 'us-east-1', AWS_LAMBDA_FUNCTION_NAME: 'bench', ...environment },
  });
  return Number(stdout.trim().split('\n').at(-1));
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { runs: { type: 'string', default: '15' } } });
  const runs = Math.max(1, Math.trunc(Number(values.runs)));
  const folder = mkdtempSync(path.join(os.tmpdir(), 'reelway-coldstart-'));
  try {
    const peers = [
      await bare(folder, 'bare Apollo Server', []),
      await bare(folder, 'bare, without what is unused', plugins),
    ];
    const subjects = [...peers, ...(await functions(folder))];
    const times = new Map<string, number[]>(subjects.map(({ name }) => [name, []]));
    for (let round = 0; round < runs; round += 1) {
      for (const subject of subjects) times.get(subject.name)?.push(await loadMs(subject));
    }
    print(subjects, times, runs);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function print(
  subjects: readonly Subject[],
  times: ReadonlyMap<string, readonly number[]>,
  runs: number,
): void {
  const of = (name: string): number => median(times.get(name) ?? []);
  const [peer, lean] = subjects.map(({ name }) => of(name));
  console.log(
    `medians of ${runs}, each in a new process of Node ${process.version}; ratios to bare Apollo Server\n`,
  );
  console.log(
    `${''.padEnd(30)}${'zip'.padStart(9)}${'code'.padStart(10)}${'load'.padStart(10)}${'ratios'.padStart(14)}`,
  );
  for (const { name, file, zipSize } of subjects) {
    const kB = (size: number): string => `${(size / 1000).toFixed(0)} kB`;
    const zip = zipSize === null ? '' : kB(zipSize);
    const load = of(name);
    const ratios = `${(load / (peer ?? 1)).toFixed(2)} | ${(load / (lean ?? 1)).toFixed(2)}`;
    const code = kB(readFileSync(file).length);
    console.log(
      `${name.padEnd(30)}${zip.padStart(9)}${code.padStart(10)}${`${load.toFixed(0)} ms`.padStart(10)}${ratios.padStart(14)}`,
    );
  }
}

void main();
