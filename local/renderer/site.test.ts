import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { unpackChromium } from './browser';
import { type SiteSource, siteFolder } from './bundle';

jest.setTimeout(120_000);

const root = mkdtempSync(path.join(os.tmpdir(), 'reelway-site-'));
/** In a process of its own, as every maker of a bundle is; and webpack does not run inside Jest. */
const bundleSite = async (source: SiteSource): Promise<string> => {
  const script = `require(${JSON.stringify(path.join(__dirname, 'bundle.ts'))})
    .bundleSite(${JSON.stringify(source)})
    .then((site) => console.log('site=' + site), (error) => { console.error(error); process.exit(1); })`;
  const tsx = pathToFileURL(require.resolve('tsx')).href;
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', tsx, '--eval', script]);
  return /^site=(.*)$/m.exec(stdout)?.[1] ?? '';
};

afterAll(() => rmSync(root, { recursive: true, force: true }));

it('bundles the same sources once, though two ask for it at once, and changed ones elsewhere', async () => {
  const publicDir = path.join(root, 'public');
  mkdirSync(publicDir);
  writeFileSync(path.join(publicDir, 'caption.txt'), 'one');
  const source = {
    entryPoint: path.join(__dirname, 'fixture-site/index.tsx'),
    publicDir,
    rootDir: path.resolve(__dirname, '../..'),
    cacheDir: path.join(root, 'sites'),
  };

  const [first, second] = await Promise.all([bundleSite(source), bundleSite(source)]);
  expect(second).toBe(first);
  expect(readdirSync(source.cacheDir)).toEqual([path.basename(first)]);
  const madeMs = statSync(path.join(first, 'index.html')).mtimeMs;
  expect(await bundleSite(source)).toBe(first);
  expect(statSync(path.join(first, 'index.html')).mtimeMs).toBe(madeMs);

  expect(readFileSync(path.join(first, 'public/caption.txt'), 'utf8')).toBe('one');

  writeFileSync(path.join(publicDir, 'caption.txt'), 'changed');
  expect(await siteFolder(source)).not.toBe(first);
});

it('says why a site cannot be bundled, and leaves nothing half-made', async () => {
  const folder = path.join(root, 'broken');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'index.ts'), 'export {};');
  const cacheDir = path.join(root, 'broken-sites');

  const bundling = bundleSite({
    entryPoint: path.join(folder, 'index.ts'),
    publicDir: path.join(folder, 'public'),
    rootDir: path.resolve(__dirname, '../..'),
    cacheDir,
  });

  await expect(bundling).rejects.toThrow('does not contain "registerRoot"');
  expect(readdirSync(cacheDir)).toEqual([]);
});

// The package has a binary for this kind of machine only.
const onLinux = process.platform === 'linux' && process.arch === 'x64' ? it : it.skip;

onLinux('unpacks a Chromium that runs, though two ask for it at once', async () => {
  const cacheDir = path.join(root, 'browsers');

  const [first, second] = await Promise.all([unpackChromium(cacheDir), unpackChromium(cacheDir)]);

  expect(second).toBe(first);
  expect(readdirSync(cacheDir)).toHaveLength(1);
  const libraries = execFileSync('ldd', [path.join(path.dirname(first as string), 'chromium')], {
    encoding: 'utf8',
    env: { ...process.env, LD_LIBRARY_PATH: path.join(path.dirname(first as string), 'al2023/lib') },
  });
  expect(libraries).toMatch(/libnss3\.so => .*al2023\/lib/);
  const version = execFileSync(first as string, ['--version'], { encoding: 'utf8', timeout: 10_000 });
  expect(version).toMatch(/^Chromium \d+/);
});
