import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { VERSION } from 'remotion/version';

/** What is bundled, and where bundles are kept. All paths are absolute. */
export type SiteSource = {
  /** The file that calls `registerRoot()`; all in its folder counts as source, but no tests and nothing they compare with. */
  entryPoint: string;
  /** The folder `staticFile()` reads from; need not exist. */
  publicDir: string;
  /** The folder with package-lock.json and tsconfig.json. */
  rootDir: string;
  cacheDir: string;
};

/** A bundle is about 50 MB, half of it fonts; more of them than branches one switches between are not worth their room. */
const KEPT_SITES = 5;
const STALE_STAGING_MS = 3_600_000;
const MAX_SOURCE_FILES = 20_000;

/**
 * Returns the folder of the bundled site, bundling it only if these very sources were not bundled before. Two
 * processes may do so at once: each builds in a folder of its own, and the first to rename it into place wins.
 * Rejects with the bundler's message when the sources do not compile.
 */
export async function bundleSite(source: SiteSource): Promise<string> {
  const site = await siteFolder(source);
  if (existsSync(path.join(site, 'index.html'))) {
    // The time of last use decides what may be deleted.
    await utimes(site, new Date(), new Date());
    return site;
  }
  await mkdir(source.cacheDir, { recursive: true });
  await deleteOldSites(source.cacheDir);
  const staging = await mkdtemp(path.join(source.cacheDir, 'bundling-'));
  try {
    // Loading the bundler takes a second, which a process that finds its bundle ready need not spend.
    const { bundle } = await import('@remotion/bundler');
    await bundle({
      entryPoint: source.entryPoint,
      publicDir: existsSync(source.publicDir) ? source.publicDir : null,
      rootDir: source.rootDir,
      outDir: staging,
      // The bundler's own cache breaks when two processes write to it, and then ends each later one out of memory.
      enableCaching: false,
    });
    await rename(staging, site).catch((error: unknown) => {
      if (!existsSync(path.join(site, 'index.html'))) throw error;
    });
    return site;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** Where the bundle of these very sources is kept, made or not. */
export async function siteFolder({ entryPoint, publicDir, rootDir, cacheDir }: SiteSource): Promise<string> {
  const hash = createHash('sha256').update(`${VERSION}\0${entryPoint}\0`);
  for (const name of ['package-lock.json', 'tsconfig.json']) {
    hash.update(await readFile(path.join(rootDir, name)).catch(() => ''));
  }
  const assets = existsSync(publicDir) ? await listFiles(publicDir) : [];
  const sources = (await listFiles(path.dirname(entryPoint))).filter(
    (file) => !file.startsWith(publicDir + path.sep),
  );
  for (const file of sources) {
    if (!/\.test\.tsx?$|[\\/]golden[\\/][^\\/]*\.png$/.test(file))
      hash.update(`${file}\0`).update(await readFile(file));
  }
  // Films and fonts can be large: their size and date stand for their content.
  for (const file of assets) hash.update(`${file}\0`).update(await fingerprint(file));
  return path.join(cacheDir, `site-${hash.digest('hex').slice(0, 16)}`);
}

async function fingerprint(file: string): Promise<string> {
  const { size, mtimeMs } = await stat(file);
  return `${size} ${mtimeMs}`;
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  if (files.length > MAX_SOURCE_FILES) {
    throw new Error(
      `${folder} holds more than ${MAX_SOURCE_FILES} files, which cannot all be sources of a site`,
    );
  }
  return files.map((entry) => path.join(entry.parentPath, entry.name)).sort();
}

/** Deletes all but the bundles used last, and what makers left behind that were killed. */
async function deleteOldSites(cacheDir: string): Promise<void> {
  const names = await readdir(cacheDir);
  const dated = await Promise.all(
    names.map(async (name) => {
      const folder = path.join(cacheDir, name);
      const usedMs = await stat(folder).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      );
      return { name, folder, usedMs };
    }),
  );
  const staleStaging = dated.filter(
    ({ name, usedMs }) => /^(bundling|unpacking)-/.test(name) && usedMs < Date.now() - STALE_STAGING_MS,
  );
  const oldSites = dated
    .filter(({ name }) => name.startsWith('site-'))
    .sort((a, b) => b.usedMs - a.usedMs)
    .slice(KEPT_SITES - 1);
  for (const { folder } of [...staleStaging, ...oldSites]) await rm(folder, { recursive: true, force: true });
}
