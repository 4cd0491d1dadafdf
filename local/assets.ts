import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, version as esbuildVersion } from 'esbuild';

const ROOT_DIR = resolve(__dirname, '..');

/** The packages whose version changes the bundle. */
const BUNDLED_PACKAGES = [
  'graphiql',
  '@graphiql/react',
  '@graphiql/toolkit',
  'graphql',
  'graphql-ws',
  'react',
  'react-dom',
];

/**
 * Bundles GraphiQL, so that it works without internet. A bundle of the same sources and versions is used again.
 *
 * @returns the files to serve, by name: `graphiql.js` and `graphiql.css`.
 */
export async function buildGraphiql(
  cacheDir = join(ROOT_DIR, 'node_modules/.cache/reelway'),
): Promise<Record<string, string>> {
  const entryPoint = join(__dirname, 'graphiql.tsx');
  const hash = createHash('sha256').update(readFileSync(entryPoint)).update(esbuildVersion);
  for (const name of BUNDLED_PACKAGES)
    hash.update(readFileSync(join(ROOT_DIR, 'node_modules', name, 'package.json')));
  const directory = join(cacheDir, `graphiql-${hash.digest('hex').slice(0, 16)}`);
  if (!existsSync(directory)) await bundleInto(directory, entryPoint);
  return { 'graphiql.js': join(directory, 'graphiql.js'), 'graphiql.css': join(directory, 'graphiql.css') };
}

/** The folder appears whole or not at all: two worlds may start at the same time, and either may be stopped. */
async function bundleInto(directory: string, entryPoint: string): Promise<void> {
  const unfinished = `${directory}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  await build({
    entryPoints: { graphiql: entryPoint },
    outdir: unfinished,
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.woff2': 'dataurl', '.woff': 'dataurl', '.ttf': 'dataurl' },
    legalComments: 'none',
    logLevel: 'silent',
  });
  try {
    renameSync(unfinished, directory);
  } catch (error) {
    if (!existsSync(directory)) throw error;
  }
}
