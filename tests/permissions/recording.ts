import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What each function needs to be allowed, by its key; as `permissionsOf` words it, in the order of the alphabet. */
export type Recording = Readonly<Record<string, readonly string[]>>;

const FILE = path.join(__dirname, 'calls.json');

/** The calls that are known: those that a person has looked at. */
export const knownCalls = (): Recording => JSON.parse(readFileSync(FILE, 'utf8')) as Recording;

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
  compared(): { readonly unknown: string[]; readonly unused: string[] } {
    const { recording } = this;
    if (process.env.REELWAY_PERMISSIONS === 'update')
      writeFileSync(FILE, `${JSON.stringify(recording, null, 2)}\n`);
    const known = knownCalls();
    return { unknown: difference(recording, known), unused: difference(known, recording) };
  }
}

/**
 * Looks at what a local world has recorded, a line each. Such a world does not always go the same way, so that it may only show
 * that something is missing.
 * @throws Error naming each call that is not known.
 */
export function assertKnownCalls(lines: string): void {
  const known = knownCalls();
  const unknown = lines.split('\n').filter((line) => {
    const [key = '', permission] = line.split(': ');
    return permission !== undefined && !known[key]?.includes(permission);
  });
  if (unknown.length > 0)
    throw new Error(`Calls that tests/permissions/calls.json does not have:\n${unknown.join('\n')}`);
}
