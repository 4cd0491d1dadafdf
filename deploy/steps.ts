// Steps that are planned before they are done, the command line that asks for them, and how both look in a terminal.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import colors from 'picocolors';
import { advice, CALLS_INSIDE, type Aws, type Call } from './aws';
import { REGIONS, stageFile, type StageFile } from './stage-file.cjs';

/** The command line cannot be understood; nothing was done. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The stage, and the regions that render for it. The stack is in the first one. */
export interface StageOptions {
  readonly stage: string;
  readonly regions: readonly [string, ...string[]];
  /** How often a region is chosen for a render beside the others; 1 where none is given. */
  readonly weights?: Readonly<Record<string, number>>;
  /** Whether there is a larger function beside the usual one, for what has run out of memory or time. */
  readonly hasLargeFunction?: boolean;
}

/** The weight of a region of the stage. */
export const weightOf = ({ weights }: StageOptions, region: string): number => weights?.[region] ?? 1;

/** What the steps find out, for the steps after them. */
export interface Found {
  /** The id of the AWS account. */
  account: string;
  /** The outputs of the stage's stack. */
  outputs: Record<string, string>;
}

/** One thing to do. It looks at what is there before it changes anything, and so may be done again at any time. */
export interface Step {
  readonly title: string;
  /** Every call that `run` may make, in order, with `<…>` for what only AWS can know. */
  readonly calls: readonly Call[];
  /** Does it. @returns one line about what came of it. */
  run(aws: Aws, found: Found): Promise<string>;
}

/** A step failed. Those before it are done. */
export class StepError extends Error {
  override readonly name = 'StepError';
  constructor(
    readonly step: Step,
    readonly done: readonly Step[],
    readonly total: number,
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** Where lines go. */
export type Print = (line?: string) => void;

/** Does the steps in order. @throws StepError at the first that fails. */
export async function runSteps(steps: readonly Step[], aws: Aws, print: Print): Promise<Found> {
  const found: Found = { account: '', outputs: {} };
  for (const [index, step] of steps.entries()) {
    print(`${number(index, steps.length)}  ${colors.bold(step.title)}`);
    const result = await step.run(aws, found).catch((error: unknown) => {
      throw new StepError(step, steps.slice(0, index), steps.length, error);
    });
    print(`${indent(steps.length)}${colors.green('✓')} ${result}`);
  }
  return found;
}

/** Shows what `runSteps` would do, call by call. */
export function printPlan(steps: readonly Step[], print: Print): void {
  for (const [index, step] of steps.entries()) {
    print(`${number(index, steps.length)}  ${colors.bold(step.title)}`);
    for (const call of step.calls) for (const line of describeCall(call)) print(indent(steps.length) + line);
    if (step.calls.length === 0) print(indent(steps.length) + colors.dim('no call'));
    print();
  }
}

/** Says what failed, what had been done, and how to go on. */
export function printFailure(error: StepError, again: string, print: Print): void {
  const { step, done, total } = error;
  const space = indent(total);
  print(`${space}${colors.red('✗')} ${firstLine(error.message)}`);
  print();
  print(colors.red(`Step ${done.length + 1} of ${total} failed: ${step.title}.`));
  print(
    done.length === 0
      ? 'Nothing was changed.'
      : `Done before it: ${done.map(({ title }) => lowerFirst(title)).join(', ')}.`,
  );
  const hint = advice(error.cause);
  if (hint !== null) print(hint);
  print('When that is put right, run the same again; what is done already is found and kept:');
  print(`  ${again}`);
}

const number = (index: number, total: number): string =>
  colors.dim(String(index + 1).padStart(String(total).length + 1));
const indent = (total: number): string => ' '.repeat(String(total).length + 3);
const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
/** Errors of tools may carry a stack or a page of help. */
export const firstLine = (text: string): string => text.split('\n')[0] ?? text;

function describeCall({ service, operation, region, input, when }: Call): string[] {
  const head = `${colors.cyan(service)} ${operation}`;
  // IAM is one for all regions.
  const where = service === 'IAM' ? '' : `  ${colors.dim(region)}`;
  const condition = when === undefined ? '' : `  ${colors.yellow(when)}`;
  const inside = CALLS_INSIDE[operation];
  return [
    `${head}${where}${condition}`,
    ...(service === 'Remotion' && inside !== undefined ? [colors.dim(`  makes ${inside}`)] : []),
    ...describeInput(input),
  ];
}

/** Lines of `name  value`; what has more than one part gets a line for each. */
function describeInput(input: Readonly<Record<string, unknown>>): string[] {
  const width = Math.max(0, ...Object.keys(input).map((name) => name.length));
  return Object.entries(input).flatMap(([name, value]) =>
    describeValue(value).map((line, index) => `  ${colors.dim((index ? '' : name).padEnd(width))}  ${line}`),
  );
}

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Principal?: '*' | { readonly Service: string };
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

function describeValue(value: unknown): string[] {
  if (typeof value === 'string' && value.startsWith('{"Version"')) {
    const { Statement: statements } = JSON.parse(value) as { Statement: Statement[] };
    return statements.map(({ Effect, Action, Resource, Principal, Condition = {} }) =>
      [
        Effect,
        [Action].flat().join(' '),
        Resource && `on ${[Resource].flat().join(' ')}`,
        Principal === '*' ? 'to everybody' : Principal?.Service,
        ...Object.values(Condition)
          .flatMap((each) => Object.entries(each))
          .map(([key, wanted]) => `if ${key} is ${wanted}`),
      ]
        .filter(Boolean)
        .join('  '),
    );
  }
  if (typeof value !== 'object' || value === null) return [String(value)];
  return Object.entries(value).flatMap(([name, each]) =>
    typeof each === 'object'
      ? [each].flat().map((part) => `${name}  ${JSON.stringify(part)}`)
      : `${name}=${each}`,
  );
}

/** Where the stack lives unless a region is named; serverless.yml says the same. */
export const DEFAULT_REGION = 'us-east-1';
/** Stage names become part of names of buckets and roles, which are short and in lower case. */
const STAGE = /^[a-z][a-z0-9-]{0,15}$/;

/** What a command line asks for beside the stage and its regions. */
interface Flags<Switch extends string> {
  readonly stage: string;
  /** As they were typed; none: those of the stage's file, or the default. */
  readonly regions: readonly string[];
  readonly isOn: Readonly<Record<Switch | typeof LARGE, boolean>>;
}

const LARGE = 'large-function';

/**
 * Reads `--stage X [--region R[=WEIGHT] …] [--large-function]` and the given switches. What is not said is taken from the file
 * of the stage, so that no run forgets what an earlier one was told.
 * @param fileOf reads the file of a stage; null where there is none
 * @throws UsageError with the one thing that is wrong.
 */
export function readCommandLine<Switch extends string>(
  args: readonly string[],
  switches: readonly Switch[],
  fileOf: (stage: string) => StageFile | null,
): StageOptions & Readonly<Record<Switch, boolean>> {
  const { stage, regions, isOn } = readFlags(args, switches);
  const { [LARGE]: isLarge, ...others } = isOn;
  const file = fileOf(stage);
  const named = regions.length > 0 ? regions : (file?.regions ?? []);
  const wanted = { stage, ...readRegions(named), ...((isLarge || file?.largeFunction) && LARGE_FUNCTION) };
  const home = file && readRegions(file.regions).regions[0];
  if (home !== null && home !== wanted.regions[0]) {
    throw new UsageError(
      `--region ${wanted.regions[0]}: stage ${stage} is in ${home} (${stageFile(stage)}), so that must be the first. ` +
        'To move a stage, remove it and then delete its file.',
    );
  }
  return { ...(others as Readonly<Record<Switch, boolean>>), ...wanted };
}

const LARGE_FUNCTION = { hasLargeFunction: true } as const;

/** The content of a stage's file, for the same regions and functions the next time. */
export const stageFileOf = (options: StageOptions): StageFile => ({
  regions: options.regions.map((region) => regionFlag(options, region)),
  largeFunction: options.hasLargeFunction === true,
});

/** A region as the command line has it. */
function regionFlag(options: StageOptions, region: string): string {
  const weight = weightOf(options, region);
  return weight === 1 ? region : `${region}=${weight}`;
}

function readFlags<Switch extends string>(args: readonly string[], others: readonly Switch[]): Flags<Switch> {
  const switches = [LARGE, ...others] as const;
  const options: ParseArgsOptionsConfig = {
    stage: { type: 'string' },
    region: { type: 'string', multiple: true },
    ...Object.fromEntries(switches.map((name) => [name, { type: 'boolean' }])),
  };
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  let stage: string | undefined;
  const regions: string[] = [];
  const isOn = Object.fromEntries(switches.map((name) => [name, false])) as Record<
    (typeof switches)[number],
    boolean
  >;
  for (const token of tokens) {
    if (token.kind === 'positional')
      throw new UsageError(`Unexpected "${token.value}": every value follows its flag.`);
    if (token.kind === 'option-terminator') continue;
    const isSwitch = (switches as readonly string[]).includes(token.name);
    if (!isSwitch && !['stage', 'region'].includes(token.name))
      throw new UsageError(`Unknown flag ${token.rawName}.`);
    if (isSwitch) {
      if (token.value !== undefined) throw new UsageError(`${token.rawName} takes no value.`);
      isOn[token.name as Switch] = true;
    } else {
      if (!token.value || token.value.startsWith('--'))
        throw new UsageError(`${token.rawName} needs a value.`);
      if (token.name === 'region') regions.push(token.value);
      else if (stage === undefined) stage = token.value;
      else throw new UsageError('--stage is given twice.');
    }
  }
  return { stage: checkStage(stage), regions, isOn };
}

function checkStage(stage: string | undefined): string {
  if (stage === undefined) throw new UsageError('--stage is missing.');
  if (!STAGE.test(stage)) {
    throw new UsageError(
      `--stage "${stage}" is not a stage: a lower-case letter, then up to 15 lower-case letters, digits or hyphens.`,
    );
  }
  if (stage === 'local')
    throw new UsageError('--stage local is the stage of npm start; give a deployed one another name.');
  return stage;
}

/** Weights are whole numbers, as the configuration of the stage takes them. */
function readRegions(given: readonly string[]): Pick<StageOptions, 'regions' | 'weights'> {
  const entries = given.map((text) => {
    const [region = '', weight = '1', ...rest] = text.split('=');
    if (rest.length > 0 || !/^[1-9]\d{0,3}$/.test(weight)) {
      throw new UsageError(`--region "${text}" has no weight from 1 to 9999 after its "=".`);
    }
    return [region, Number(weight)] as const;
  });
  const regions = checkRegions(entries.map(([region]) => region));
  const weighted = entries.filter(([, weight]) => weight !== 1);
  return weighted.length === 0 ? { regions } : { regions, weights: Object.fromEntries(weighted) };
}

function checkRegions(regions: readonly string[]): [string, ...string[]] {
  const unknown = regions.find((region) => !REGIONS.has(region));
  if (unknown !== undefined) {
    throw new UsageError(
      `--region "${unknown}" is not a region that Remotion Lambda runs in: ${[...REGIONS].sort().join(', ')}.`,
    );
  }
  const twice = regions.find((region, index) => regions.indexOf(region) !== index);
  if (twice !== undefined) throw new UsageError(`--region ${twice} is given twice.`);
  const [first = DEFAULT_REGION, ...others] = regions;
  return [first, ...others];
}

/** The command that does the same again. */
export const commandLine = (script: string, options: StageOptions, ...switches: readonly string[]): string =>
  [
    `npm run ${script} -- --stage ${options.stage}`,
    ...options.regions.map((region) => `--region ${regionFlag(options, region)}`),
    ...(options.hasLargeFunction ? ['--large-function'] : []),
    ...switches,
  ].join(' ');

/** What package.json asks for, and what is installed, by name of the package. */
export interface Packages {
  readonly wanted: Readonly<Record<string, string>>;
  readonly installed: Readonly<Record<string, string | undefined>>;
}

/** The root of the repository. */
export const ROOT = path.join(__dirname, '..');

/** Reads the packages of Remotion from the disk. */
export function readPackages(): Packages {
  const read = (file: string) => JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')) as unknown;
  const { dependencies, devDependencies } = read('package.json') as Record<string, Record<string, string>>;
  const wanted = Object.fromEntries(
    Object.entries({ ...dependencies, ...devDependencies }).filter(([name]) => isRemotion(name)),
  );
  const installed = Object.keys(wanted).map((name) => {
    try {
      return [name, (read(`node_modules/${name}/package.json`) as { version: string }).version] as const;
    } catch {
      return [name, undefined] as const;
    }
  });
  return { wanted, installed: Object.fromEntries(installed) };
}

const isRemotion = (name: string): boolean => name === 'remotion' || name.startsWith('@remotion/');

/** Packages of Remotion are not of one version; nothing may be deployed with them. */
export class VersionError extends Error {
  override readonly name = 'VersionError';
}

/**
 * The one version of Remotion. A function refuses calls of a client of another version, and a site of another version
 * renders wrongly or not at all.
 * @throws VersionError naming every package that differs.
 */
export function remotionVersion({ wanted, installed }: Packages): string {
  const version = wanted.remotion ?? '';
  if (!/^\d+\.\d+\.\d+$/.test(version))
    throw new VersionError(`package.json must name one exact version of remotion, not "${version}".`);
  const different = Object.entries(wanted).flatMap(([name, range]) => {
    if (range !== version) return [`${name} is ${range} in package.json`];
    const there = installed[name];
    return there === version ? [] : [`${name} is ${there === undefined ? 'not' : `${there} as`} installed`];
  });
  if (different.length === 0) return version;
  throw new VersionError(
    `Every package of Remotion must be ${version}: ${different.join(', ')}. Correct package.json and run npm ci.`,
  );
}

/**
 * Runs a command: prints what it throws, and gives the exit code (0 done, 1 failed, 2 not understood). With `--help` it only prints
 * how the command is used.
 */
export async function runCommand(usage: string, main: () => Promise<number>): Promise<void> {
  if (process.argv.includes('--help')) {
    console.log(usage);
    return;
  }
  try {
    process.exitCode = await main();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const isUsage = error instanceof UsageError;
    process.stderr.write(`${colors.red(message)}\n${isUsage ? `\n${usage}\n` : ''}`);
    process.exitCode = isUsage ? 2 : 1;
  }
}
