import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { type ChromiumOptions, openBrowser } from '@remotion/renderer';

const run = promisify(execFile);

/**
 * How Chromium draws. `angle` and no choice at all were equally fast on machines without a GPU;
 * `swangle`, Remotion Lambda's own choice, took half as long again.
 */
export const CHROMIUM_OPTIONS: ChromiumOptions = { gl: 'angle' };

/** A browser that answers, and what Remotion must be told to use it. */
export type OpenedBrowser = {
  instance: Awaited<ReturnType<typeof openBrowser>>;
  /** Path of the executable; null for the one Remotion keeps itself. */
  executable: string | null;
  chromeMode: ChromeMode;
  /** Where it was found, for the log. */
  source: string;
};

/** One browser kept open from render to render. */
export type WarmBrowser = {
  /** Runs `work` with a browser that answers, opening one first if there is none. */
  use<T>(work: (browser: OpenedBrowser) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

type ChromeMode = 'headless-shell' | 'chrome-for-testing';
/** `executable: null` is the browser that Remotion keeps itself and finds without being told. */
type Location = { executable: string | null };
type Candidate = { source: string; locate(): Promise<Location | null>; chromeModes: ChromeMode[] };
type BrowserOptions = {
  /** A browser the user chose; tried first. */
  browserExecutable?: string | undefined;
  /** Where unpacked browsers are kept. */
  cacheDir: string;
  /** Where Remotion looks for the browser it downloaded: the folder with node_modules. */
  rootDir: string;
  onLog: (line: string) => void;
};

/** A browser leaks a little with every tab, so it is replaced, which costs a tenth of a second. */
const RENDERS_PER_BROWSER = 50;
const PROBE_TIMEOUT_MS = 2_000;
const UNPACK_TIMEOUT_MS = 120_000;
const DOWNLOAD_TIMEOUT_MS = 600_000;
const MAX_CHILD_OUTPUT_BYTES = 1_048_576;

/**
 * Keeps one browser open for all renders. The first that starts is taken: the user's own choice,
 * `@sparticuz/chromium`, an installed Chromium or Chrome, and last the one Remotion downloads.
 */
export function createWarmBrowser(options: BrowserOptions): WarmBrowser {
  let opened: Promise<OpenedBrowser> | null = null;
  let uses = 0;
  let inUse = 0;

  const discard = async () => {
    const previous = opened;
    opened = null;
    uses = 0;
    await previous?.then((browser) => browser.instance.close({ silent: true })).catch(() => undefined);
  };

  const get = async (): Promise<OpenedBrowser> => {
    if (opened !== null) {
      const current = opened;
      const worn = uses >= RENDERS_PER_BROWSER && inUse === 0;
      if (worn || !(await answers(current))) {
        // Whoever else waited for the same probe may have replaced it by now.
        if (opened === current) await discard();
      }
    }
    opened ??= openFirst(options);
    return opened;
  };

  return {
    async use(work) {
      const browser = await get();
      uses += 1;
      inUse += 1;
      try {
        return await work(browser);
      } finally {
        inUse -= 1;
      }
    },
    close: discard,
  };
}

/** False for a browser that crashed, hangs, or never opened. */
async function answers(opened: Promise<OpenedBrowser>): Promise<boolean> {
  try {
    const { instance } = await opened;
    // Remotion's types know only the commands that it sends itself.
    await withTimeout(instance.connection.send('Browser.getVersion' as 'Browser.close'), PROBE_TIMEOUT_MS);
    return true;
  } catch {
    return false;
  }
}

async function withTimeout<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

async function openFirst(options: BrowserOptions): Promise<OpenedBrowser> {
  const failures: string[] = [];
  for (const candidate of candidates(options)) {
    try {
      const location = await candidate.locate();
      if (location === null) continue;
      return await openInAnyMode(candidate, location);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      failures.push(`- ${candidate.source}: ${firstLines(reason)}`);
      options.onLog(`renderer: ${candidate.source} did not start, trying the next browser`);
    }
  }
  throw new Error(
    'No browser could be started to render with. Install Chromium or Chrome (on Debian and Ubuntu: ' +
      '`apt-get install chromium`), or set REELWAY_BROWSER to the path of one.\n' +
      failures.join('\n'),
  );
}

/** Chrome dropped its old headless mode in version 132, headless shells know no other: hence both are tried. */
async function openInAnyMode(candidate: Candidate, { executable }: Location): Promise<OpenedBrowser> {
  let failure: unknown;
  for (const chromeMode of candidate.chromeModes) {
    try {
      const instance = await openBrowser('chrome', {
        browserExecutable: executable,
        chromiumOptions: CHROMIUM_OPTIONS,
        chromeMode,
        logLevel: 'error',
      });
      return { instance, executable, chromeMode, source: candidate.source };
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

function candidates({ browserExecutable, cacheDir, rootDir }: BrowserOptions): Candidate[] {
  const chosen: Candidate[] =
    browserExecutable === undefined
      ? []
      : [
          {
            source: `the chosen browser ${browserExecutable}`,
            // A path that does not exist must never reach Remotion, which would then refuse every later browser too.
            locate: async () => {
              if (existsSync(browserExecutable)) return { executable: browserExecutable };
              throw new Error('there is no such file');
            },
            chromeModes: ['headless-shell', 'chrome-for-testing'],
          },
        ];
  return [
    ...chosen,
    {
      source: '@sparticuz/chromium',
      locate: async () => {
        const executable = await unpackChromium(cacheDir);
        return executable === null ? null : { executable };
      },
      chromeModes: ['headless-shell'],
    },
    {
      source: 'an installed Chromium or Chrome',
      locate: async () => findInstalled(),
      chromeModes: ['chrome-for-testing', 'headless-shell'],
    },
    {
      source: "Remotion's own download",
      locate: () => downloadBrowser(rootDir),
      chromeModes: ['headless-shell'],
    },
  ];
}

/**
 * Unpacks the Chromium of `@sparticuz/chromium` once into the cache and returns the script that starts it, or
 * null where the package has no binary for this machine.
 *
 * The package itself unpacks to the system's temporary folder, where a second process would take a half-written
 * binary for a whole one. So it is made to unpack into a folder of its own, which is then renamed into place.
 */
export async function unpackChromium(cacheDir: string): Promise<string | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const entry = require.resolve('@sparticuz/chromium');
  const manifest = await readFile(path.resolve(path.dirname(entry), '../package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  const target = path.join(cacheDir, `chromium-${version}`);
  const script = path.join(target, 'chromium.sh');
  if (existsSync(script)) return script;

  await mkdir(cacheDir, { recursive: true });
  const staging = await mkdtemp(path.join(cacheDir, 'unpacking-'));
  try {
    await run(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `const { default: chromium } = await import(${JSON.stringify(pathToFileURL(entry).href)});
         await chromium.executablePath();`,
      ],
      {
        timeout: UNPACK_TIMEOUT_MS,
        maxBuffer: MAX_CHILD_OUTPUT_BYTES,
        // The variable makes the package unpack NSS, NSPR and Expat as well, for machines without them.
        env: { ...process.env, TMPDIR: staging, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x', NODE_OPTIONS: '' },
      },
    );
    await writeFile(path.join(staging, 'fonts', 'fonts.conf'), FONTS_CONF);
    await writeFile(path.join(staging, 'chromium.sh'), START_SCRIPT);
    await chmod(path.join(staging, 'chromium.sh'), 0o755);
    await rename(staging, target).catch((error: unknown) => {
      // Somebody else was faster, and theirs is as good as ours.
      if (!existsSync(script)) throw error;
    });
    return script;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** A script and not variables of our own process, because FFmpeg and other browsers must not get these libraries. */
const START_SCRIPT = `#!/bin/sh
dir=$(dirname "$0")
export LD_LIBRARY_PATH="$dir/al2023/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_PATH="\${FONTCONFIG_PATH:-$dir/fonts}"
exec "$dir/chromium" "$@"
`;

/** The package's own file names /tmp/fonts, which is not where the fonts are. */
const FONTS_CONF = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

function findInstalled(): Location | null {
  const names = [
    'chrome-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
  ];
  const onPath = (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => names.map((name) => path.join(folder, name)));
  const inApplications = ['Google Chrome', 'Chromium'].map(
    (app) => `/Applications/${app}.app/Contents/MacOS/${app}`,
  );
  const executable = [...onPath, ...inApplications].find((file) => existsSync(file));
  return executable === undefined ? null : { executable };
}

/**
 * Lets Remotion download its browser unless it has one already. It runs in a child, because a download that
 * failed makes Remotion refuse every browser until its process ends.
 */
async function downloadBrowser(rootDir: string): Promise<Location> {
  await run(
    process.execPath,
    [
      '--eval',
      `require('@remotion/renderer').ensureBrowser({ logLevel: 'error' }).catch((error) => {
      console.error(error.message);
      process.exit(1);
    })`,
    ],
    { cwd: rootDir, timeout: DOWNLOAD_TIMEOUT_MS, maxBuffer: MAX_CHILD_OUTPUT_BYTES },
  );
  return { executable: null };
}

function firstLines(text: string): string {
  return text.trim().split('\n').slice(0, 4).join('\n  ');
}
