import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { viaRemotion } from '../../local/calls';
import {
  LARGE_RENDER_FUNCTION,
  OTHER_REGION,
  OTHER_RENDER_BUCKET,
  RENDER_BUCKET,
  RENDER_FUNCTION,
} from '../../local/permissions';
import { OPTIONAL_STACKS, type OptionalStackName } from './stacks';

/** What each function needs to be allowed, by its key; as `permissionsOf` words it, in the order of the alphabet. */
export type Recording = Readonly<Record<string, readonly string[]>>;

const fileOf = (name: string): string => path.join(__dirname, `${name}.json`);

const read = <T>(name: string): T => JSON.parse(readFileSync(fileOf(name), 'utf8')) as T;

/** The calls of a stack without optional parts that are known: those that a person has looked at. */
export const knownCalls = (): Recording => read('calls');

/** The same of stacks with an optional part: the calls that no other stack makes, or that are all the stack makes of their kind. */
export const knownOptionalCalls = (): Readonly<Record<OptionalStackName, Recording>> =>
  read('optional-calls');

/** What functions of a stack need: what those of the plain one do, but for what is another thing with its optional part. */
export function callsWith(name: OptionalStackName): Recording {
  const own = knownOptionalCalls()[name];
  return Object.fromEntries(
    Object.entries(knownCalls()).map(([key, permissions]) => {
      const same = permissions.filter((one) => !OPTIONAL_STACKS[name].differs.test(one));
      return [key, [...same, ...(own[key] ?? [])].sort()];
    }),
  );
}

const IS_UPDATED = process.env.REELWAY_PERMISSIONS === 'update';

const write = (name: string, content: unknown): void =>
  writeFileSync(fileOf(name), `${JSON.stringify(content, null, 2)}\n`);

/** Lines of `recording` that `other` does not have. */
export const difference = (recording: Recording, other: Recording): string[] =>
  Object.entries(recording).flatMap(([key, permissions]) =>
    permissions.filter((one) => !other[key]?.includes(one)).map((one) => `${key}: ${one}`),
  );

/** Collects what functions need. */
export class Recorder {
  private readonly seen = new Map<string, Set<string>>();

  add(functionKey: string, permissions: Iterable<string>): void {
    const known = this.seen.get(functionKey) ?? new Set();
    this.seen.set(functionKey, known);
    for (const permission of permissions) known.add(permission);
  }

  get recording(): Recording {
    const sorted = [...this.seen].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(sorted.map(([key, permissions]) => [key, [...permissions].sort()]));
  }

  /** What differs from the known calls; with `REELWAY_PERMISSIONS=update`, these are what was recorded from now on. */
  compared(): Compared {
    const { recording } = this;
    if (IS_UPDATED) write('calls', recording);
    const known = knownCalls();
    return { unknown: difference(recording, known), unused: difference(known, recording) };
  }

  /** The same of a stack with an optional part, in whose flows only what differs has to be whole. */
  comparedWith(name: OptionalStackName): Compared {
    const { differs } = OPTIONAL_STACKS[name];
    const own = Object.entries(this.recording).map(
      ([key, permissions]) => [key, permissions.filter((one) => differs.test(one))] as const,
    );
    const recording = Object.fromEntries(own.filter(([, permissions]) => permissions.length > 0));
    if (IS_UPDATED) write('optional-calls', { ...knownOptionalCalls(), [name]: recording });
    return {
      unknown: difference(this.recording, callsWith(name)),
      unused: difference(knownOptionalCalls()[name], recording),
    };
  }
}

/** Differences between what was recorded and what is known. */
export interface Compared {
  readonly unknown: readonly string[];
  readonly unused: readonly string[];
}

/** What Remotion's client calls, by its method. */
const ofRemotionsClient = (): Recording => read('remotion-client');

/** A line of what a local world has recorded. */
const lineOf = (line: string): readonly [key: string, permission: string] => {
  const at = line.indexOf(': ');
  return [line.slice(0, at), line.slice(at + 2)];
};

/** What was recorded, by function. @param lines as `recordCalls` of local/calls.ts writes them. */
export function recordingOf(lines: string): Recording {
  const recorder = new Recorder();
  for (const line of lines.split('\n').filter((each) => each.includes(': '))) {
    const [key, permission] = lineOf(line);
    recorder.add(key, [permission]);
  }
  return recorder.recording;
}

/** Larger functions and other regions are called as the usual ones are. */
const usual = (permission: string): string =>
  permission
    .replace(LARGE_RENDER_FUNCTION, RENDER_FUNCTION)
    .replace(OTHER_RENDER_BUCKET, RENDER_BUCKET)
    .replace(OTHER_REGION, 'AWS::Region');

/**
 * Looks at what a local world has recorded, a line each. Such a world does not always go the same way, so that it may only show
 * that something is missing; `tests/lambda/renderer.test.ts` shows of Remotion's client that nothing is there in vain.
 * @throws Error naming each call that is not known.
 */
export function assertKnownCalls(lines: string): void {
  const regions = callsWith('two regions and a larger function');
  const plain = knownCalls();
  const listed = new Set(Object.values(ofRemotionsClient()).flat());
  const isKnown = ([key, permission]: readonly [string, string]): boolean =>
    Object.keys(plain).some((functionKey) => viaRemotion(functionKey) === key)
      ? listed.has(usual(permission))
      : [plain, regions].some((recording) => recording[key]?.includes(permission));
  const unknown = lines.split('\n').filter((line) => line.includes(': ') && !isKnown(lineOf(line)));
  if (unknown.length > 0)
    throw new Error(`Calls that tests/permissions/*.json do not have:\n${unknown.join('\n')}`);
}
