import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { IconSet, IconSets } from '../scenes/compile';

/**
 * Icon sets as npm has them, in folders named after their prefixes: `mdi/icons.json`. Each is read when its first icon is asked
 * for, and kept: the largest has 8 MB, all ten together 27. Reading does not wait, since compiling does not.
 */
export class IconSetFiles implements IconSets {
  private known: readonly string[] | null = null;
  private readonly loaded = new Map<string, IconSet>();

  constructor(private readonly folder: string) {}

  get prefixes(): readonly string[] {
    this.known ??= existsSync(this.folder)
      ? readdirSync(this.folder)
          .filter((name) => existsSync(this.fileOf(name)))
          .sort()
      : [];
    return this.known;
  }

  load(prefix: string): IconSet | null {
    // Only what is in the folder: a prefix comes from a user's code.
    if (!this.prefixes.includes(prefix)) return null;
    const set = this.loaded.get(prefix) ?? (JSON.parse(readFileSync(this.fileOf(prefix), 'utf8')) as IconSet);
    this.loaded.set(prefix, set);
    return set;
  }

  private fileOf(prefix: string): string {
    return path.join(this.folder, prefix, 'icons.json');
  }
}
