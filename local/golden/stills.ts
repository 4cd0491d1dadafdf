import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { bundle } from '@remotion/bundler';
import { renderStill, selectComposition } from '@remotion/renderer';
import { CHROMIUM_OPTIONS, createWarmBrowser, type OpenedBrowser } from '../renderer/browser';
import { LAYOUT_LINE } from './layout';

/** One picture to be made: a frame of a composition with these props, at `scale` times its size, as a PNG file. */
export type Still = {
  compositionId: string;
  inputProps: Record<string, unknown>;
  frame: number;
  scale: number;
  output: string;
};

/** What is in the file that this program takes as its one argument. Paths are absolute. */
export type StillsJob = {
  /** Where the site is bundled to. */
  siteDir: string;
  stills: Still[];
};

const ROOT_DIR = path.resolve(__dirname, '../..');
const PARALLEL_STILLS = 2;

/**
 * A program of its own, since webpack does not run inside Jest. One bundle and one browser serve all pictures. What the pages
 * write to their consoles under {@link LAYOUT_LINE} goes to stdout.
 */
async function main(jobFile: string): Promise<void> {
  const { siteDir, stills } = JSON.parse(await readFile(jobFile, 'utf8')) as StillsJob;
  await bundle({
    entryPoint: path.join(__dirname, 'site.tsx'),
    publicDir: path.join(ROOT_DIR, 'remotion/public'),
    rootDir: ROOT_DIR,
    outDir: siteDir,
    // Other processes may be bundling, and two of them break the bundler's cache.
    enableCaching: false,
  });
  const warm = createWarmBrowser({
    cacheDir: path.join(ROOT_DIR, 'node_modules/.cache/reelway'),
    rootDir: ROOT_DIR,
    onLog: (line) => process.stderr.write(`${line}\n`),
  });
  try {
    await warm.use(async (browser) => {
      const waiting = [...stills];
      const work = async () => {
        for (let still = waiting.shift(); still !== undefined; still = waiting.shift()) {
          await render(still, siteDir, browser);
        }
      };
      await Promise.all(Array.from({ length: PARALLEL_STILLS }, work));
    });
  } finally {
    await warm.close();
  }
}

type Composition = Awaited<ReturnType<typeof selectComposition>>;
const selected = new Map<string, Promise<Composition>>();

async function render(still: Still, serveUrl: string, browser: OpenedBrowser): Promise<void> {
  const { compositionId, inputProps, frame, scale, output } = still;
  const shared = {
    ...{ serveUrl, inputProps, puppeteerInstance: browser.instance, browserExecutable: browser.executable },
    ...{ chromeMode: browser.chromeMode, chromiumOptions: CHROMIUM_OPTIONS, logLevel: 'error' as const },
  };
  // Asking the site takes as long as a picture; it answers the same for all of one size, but for the props.
  const size = `${compositionId} ${String(inputProps.width)}x${String(inputProps.height)}`;
  const composition = selected.get(size) ?? selectComposition({ ...shared, id: compositionId });
  selected.set(size, composition);
  await renderStill({
    ...shared,
    ...{
      composition: { ...(await composition), props: inputProps },
      frame,
      scale,
      output,
      imageFormat: 'png',
    },
    onBrowserLog: ({ text }) => {
      if (text.startsWith(LAYOUT_LINE)) process.stdout.write(`${text}\n`);
    },
  });
}

void main(process.argv[2] ?? '').then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
