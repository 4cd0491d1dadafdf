import { readFileSync } from 'node:fs';
import path from 'node:path';

const read = (file: string): unknown => JSON.parse(readFileSync(path.join(__dirname, '../..', file), 'utf8'));
const isRemotion = (name: string): boolean => name === 'remotion' || name.startsWith('@remotion/');

const { dependencies, devDependencies } = read('package.json') as Record<string, Record<string, string>>;
const wanted = Object.entries({ ...dependencies, ...devDependencies }).filter(([name]) => isRemotion(name));
const version = dependencies?.remotion ?? '';

describe('Remotion', () => {
  it('is wanted in one exact version', () => {
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(wanted.length).toBeGreaterThan(5);
    expect(wanted.filter(([, each]) => each !== version)).toEqual([]);
  });

  it('is locked in that version everywhere, also where packages of Remotion need each other', () => {
    const { packages } = read('package-lock.json') as { packages: Record<string, { version: string }> };
    const locked = Object.entries(packages)
      .map(([at, each]) => [at.replace(/^(?:.*\/)?node_modules\//, ''), each.version] as const)
      .filter(([name]) => isRemotion(name));
    expect(locked.length).toBeGreaterThan(wanted.length);
    expect(locked.filter(([, each]) => each !== version)).toEqual([]);
  });

  it('is what is installed', () => {
    for (const [name] of wanted) {
      expect([name, (read(`node_modules/${name}/package.json`) as { version: string }).version]).toEqual([
        name,
        version,
      ]);
    }
  });

  it('is the version whose function serverless.yml names', () => {
    const yml = readFileSync(path.join(__dirname, '../../serverless.yml'), 'utf8');
    expect(yml).toContain(`remotion-render-${version.replaceAll('.', '-')}\${`);
  });
});
