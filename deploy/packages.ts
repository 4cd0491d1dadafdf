// The packages of a tree: made apart from it, held against their budgets, and against each other.
import { execFile, spawn } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';

const ROOT = path.join(__dirname, '..');

/** What is beside the sources and is no part of a package. Of the rest, the framework takes what it needs. */
const NOT_COPIED = new Set([
  'node_modules',
  '.git',
  '.serverless',
  '.esbuild',
  '.reelway',
  'out',
  'coverage',
]);

/** Packaging takes some ten seconds; a machine that is busy with everything else at once is waited for. */
const PACKAGE_TIMEOUT_MS = 300_000;

/** The framework could not package; the message is what it printed last. */
export class PackageError extends Error {
  override readonly name = 'PackageError';
}

/**
 * Packages each stage into `<folder>/<stage>`: the zip of every function, the template, and the framework's state.
 *
 * Each stage is packaged from a copy of its own, in a folder of its own. Packaging empties `.serverless` and `.esbuild`, which
 * a running world or the operator's last package may be using; and bytes that depended on a place or a moment would differ.
 *
 * @returns how long each stage took, in milliseconds.
 * @throws PackageError when one cannot be packaged.
 */
export async function packageStages(
  stages: readonly string[],
  folder: string,
): Promise<{ stage: string; durationMs: number }[]> {
  const done = [];
  for (const stage of stages) {
    const tree = mkdtempSync(path.join(os.tmpdir(), `reelway-package-${stage}-`));
    try {
      copyTree(tree);
      const start = performance.now();
      await runPackage(tree, stage);
      done.push({ stage, durationMs: performance.now() - start });
      keep(path.join(tree, '.serverless'), path.join(folder, stage));
    } finally {
      rmSync(tree, { recursive: true, force: true });
    }
  }
  return done;
}

function copyTree(tree: string): void {
  for (const name of readdirSync(ROOT)) {
    if (!NOT_COPIED.has(name)) cpSync(path.join(ROOT, name), path.join(tree, name), { recursive: true });
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(tree, 'node_modules'));
}

function keep(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) cpSync(path.join(from, name), path.join(to, name));
}

/**
 * Lets the framework package a tree, whatever account is meant by the environment: none is asked.
 * @param params of serverless.yml.
 * @throws PackageError when it cannot be packaged.
 */
export async function runPackage(
  tree: string,
  stage: string,
  params: Readonly<Record<string, string>> = {},
): Promise<void> {
  const given = Object.entries(params).flatMap(([name, value]) => ['--param', `${name}=${value}`]);
  // Packaging needs no account, and none may be asked.
  const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS|SLS|SERVERLESS)_/.test(name));
  const child = spawn(
    process.execPath,
    [require.resolve('serverless/bin/serverless.js'), 'package', '--stage', stage, ...given],
    {
      cwd: tree,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: PACKAGE_TIMEOUT_MS,
      env: {
        ...Object.fromEntries(inherited),
        AWS_EC2_METADATA_DISABLED: 'true',
        SLS_TELEMETRY_DISABLED: '1',
        SLS_TRACKING_DISABLED: '1',
        SLS_NOTIFICATIONS_MODE: 'off',
        FORCE_COLOR: '0',
      },
    },
  );
  let printed = '';
  const print = (chunk: Buffer): void => void (printed = (printed + chunk.toString()).slice(-4000));
  child.stdout.on('data', print);
  child.stderr.on('data', print);
  const code = await new Promise<number | string>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode, signal) => resolve(exitCode ?? signal ?? 'unknown'));
  });
  if (code !== 0) throw new PackageError(`Stage ${stage} cannot be packaged (${code}):\n${printed}`);
}

/** The zips of a package by file name. */
export function readZips(folder: string): Map<string, Buffer> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.zip'));
  return new Map(names.map((name) => [name, readFileSync(path.join(folder, name))]));
}

/**
 * What the zip of a function may have, in bytes: it is fetched and read whenever a function starts cold. Those that start renders
 * carry Remotion's client, 342 kB of it; the API carries Apollo Server and the compiler of scenes.
 */
export const BUDGETS: Readonly<Record<string, number>> = {
  'graphql.zip': 450_000,
  'render.zip': 600_000,
  'previews.zip': 600_000,
};

/** What the zip of any other function may have, in bytes. */
export const OTHER_BUDGET = 250_000;

/** Of a layer, only those files are read that are asked for. */
const LAYERS = new Set(['iconSets.zip']);

/** One function's zip beside its budget, in bytes. */
export interface Weight {
  readonly name: string;
  readonly size: number;
  readonly budget: number;
}

/** The functions' zips and their budgets, the heaviest first. */
export function weigh(zips: ReadonlyMap<string, Uint8Array>): Weight[] {
  return [...zips]
    .filter(([name]) => !LAYERS.has(name))
    .map(([name, { length: size }]) => ({ name, size, budget: BUDGETS[name] ?? OTHER_BUDGET }))
    .sort((a, b) => b.size - a.size);
}

/** What is wrong with the packages of one tree, a sentence each. Code does not depend on the stage, so all are equal. */
export function packageComplaints(packages: ReadonlyMap<string, ReadonlyMap<string, Uint8Array>>): string[] {
  const [[firstStage, first] = ['', new Map<string, Uint8Array>()] as const, ...others] = packages;
  const heavy = weigh(first)
    .filter(({ size, budget }) => size > budget)
    .map(
      ({ name, size, budget }) =>
        `${name} has ${size} bytes, ${size - budget} more than its budget of ${budget}.`,
    );
  const unequal = others.flatMap(([stage, zips]) =>
    [...new Set([...first.keys(), ...zips.keys()])]
      .filter((name) => !same(first.get(name), zips.get(name)))
      .map((name) => `${name} of ${stage} is not that of ${firstStage}: the same tree gave other bytes.`),
  );
  const missing = Object.keys(BUDGETS)
    .filter((name) => !first.has(name))
    .map((name) => `${name} has a budget, and is not in the package.`);
  return [...heavy, ...missing, ...unequal];
}

const same = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean =>
  a !== undefined && b !== undefined && Buffer.compare(a, b) === 0;

/** A function of a package, unpacked. */
export interface PackagedFunction {
  /** Its key in serverless.yml. */
  readonly name: string;
  /** The bundle on this disk. */
  readonly file: string;
  /** Of the zip, in bytes. */
  readonly zipSize: number;
  /** What only AWS knows is a URL, which does for a name as well. */
  readonly environment: Readonly<Record<string, string>>;
}

/** As much of the template as is read. */
interface Template {
  readonly Resources: Readonly<
    Record<
      string,
      {
        readonly Properties?: {
          readonly Handler?: string;
          readonly Environment?: { readonly Variables: Readonly<Record<string, unknown>> };
        };
      }
    >
  >;
}

/**
 * Writes the bundle of each function of a package to `<folder>/<function>.js`.
 * @param packageFolder as `packageStages` makes it, of one stage.
 * @throws Error for a zip that the template names no function of, or that has not its file.
 */
export function unpackFunctions(packageFolder: string, folder: string): PackagedFunction[] {
  const template = JSON.parse(
    readFileSync(path.join(packageFolder, 'cloudformation-template-update-stack.json'), 'utf8'),
  ) as Template;
  const functions = Object.values(template.Resources).map(({ Properties = {} }) => Properties);
  return [...readZips(packageFolder)].flatMap(([zipName, zip]) => {
    const name = path.basename(zipName, '.zip');
    const handler = `services/${name}/handler`;
    const properties = functions.find(({ Handler }) => Handler === `${handler}.handler`);
    if (LAYERS.has(zipName)) return [];
    if (properties === undefined)
      throw new Error(`${zipName} is of no function with the handler ${handler}.handler.`);
    const code = unzipSync(zip)[`${handler}.js`];
    if (code === undefined) throw new Error(`${zipName} holds no ${handler}.js.`);
    const file = path.join(folder, `${name}.js`);
    writeFileSync(file, code);
    const variables = Object.entries(properties.Environment?.Variables ?? {});
    const environment = Object.fromEntries(
      variables.map(([key, value]) => [key, typeof value === 'string' ? value : 'https://aws.test/x']),
    );
    return [{ name, file, zipSize: zip.length, environment }];
  });
}

/** Loading takes a tenth of a second, on a busy machine a few. */
export const LOAD_TIMEOUT_MS = 60_000;

/** Event and context. Lambda's Node.js 24 takes a third for a callback, and refuses the function at every start. */
const MOST_PARAMETERS = 2;

const COUNT = `
const { handler } = require(process.argv[1]);
console.log('\\n' + (typeof handler === 'function' ? handler.length : -1));
process.exit(0);
`;

/** What Lambda would refuse about functions, a sentence each: each bundle is loaded in a new process, with its environment. */
export async function handlerComplaints(functions: readonly PackagedFunction[]): Promise<string[]> {
  const complaints: string[] = [];
  for (const { name, file, environment } of functions) {
    const env = { AWS_REGION: 'us-east-1', AWS_LAMBDA_FUNCTION_NAME: name, ...environment };
    try {
      const loaded = await promisify(execFile)(process.execPath, ['-e', COUNT, file], {
        timeout: LOAD_TIMEOUT_MS,
        env,
      });
      const count = Number(loaded.stdout.trim().split('\n').at(-1));
      if (count < 0) complaints.push(`${name} exports no handler.`);
      if (count > MOST_PARAMETERS)
        complaints.push(
          `The handler of ${name} has ${count} parameters; Lambda takes ${MOST_PARAMETERS} and no callback.`,
        );
    } catch (error) {
      const { stderr = '' } = error as { stderr?: string };
      complaints.push(`${name} cannot be loaded: ${/^\w*Error.*$/m.exec(stderr)?.[0] ?? String(error)}`);
    }
  }
  return complaints;
}
