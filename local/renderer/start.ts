import { type ChildProcess, execFile, fork } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { WorkerHealth, WorkerMessage, WorkerSettings } from './worker';

/** How the local renderer is started. Paths may be relative to the working directory. */
export type RendererOptions = {
  /** On 127.0.0.1; 0, the default, takes a free one. */
  port?: number;
  /** The local S3, for example `http://127.0.0.1:4569`. */
  s3Endpoint: string;
  /** Default is the one account that s3rver knows. Never the environment's, which may be a real one. */
  s3Credentials?: { accessKeyId: string; secretAccessKey: string };
  /** Remembers renders over restarts and holds unfinished output. Of one renderer only. */
  dataDir: string;
  /** Renders at once; default 1. */
  concurrency?: number;
  /** The browser to try first; default is the variable REELWAY_BROWSER of `env`. */
  browserExecutable?: string | undefined;
  /** The file that calls `registerRoot()`; default remotion/index.ts of the repository. */
  entryPoint?: string;
  /** What `staticFile()` reads from; default is `public` beside the entry point. */
  publicDir?: string;
  /** After this long a render is given up with a timeout webhook; default 30 minutes, in milliseconds. */
  renderTimeoutMs?: number;
  /** Gets each line that the worker or Remotion logs. */
  onLog?: (line: string) => void;
  /** Added to the worker's environment. */
  env?: Record<string, string>;
};

/** A running local renderer. */
export type Renderer = {
  /** Where the worker answers, for example `http://127.0.0.1:41234`. Stays the same when the worker is replaced. */
  url: string;
  /** Resolves once the site is bundled and a browser is open; rejects with what prevents it. Renders need not wait. */
  ready: Promise<void>;
  /** True while nothing is rendered, waits, or has a webhook under way. */
  idle(): Promise<boolean>;
  /** Ends the worker and everything it started. Renders that were running fail when a renderer is started again. */
  stop(): Promise<void>;
  /** Process id of the worker, undefined while there is none. */
  readonly workerPid: number | undefined;
};

const ROOT_DIR = path.resolve(__dirname, '../..');
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 3_000;
const HEALTH_TIMEOUT_MS = 5_000;
const FIRST_RESTART_DELAY_MS = 200;
const MAX_RESTART_DELAY_MS = 30_000;
/** A worker that lived this long did not die of what killed the one before. */
const STABLE_AFTER_MS = 60_000;

/**
 * Starts the local renderer: a child process that takes renders over HTTP and behaves towards S3 and webhooks as
 * Remotion Lambda does. A child that crashes is replaced, and the renders it was doing get a fatal error. Resolves when
 * it answers HTTP, which is before it is ready to render.
 */
export async function startRenderer(options: RendererOptions): Promise<Renderer> {
  const env = { ...process.env, ...options.env };
  const settings = toSettings(options, env);
  const supervisor = new Supervisor(settings, env, options.onLog ?? (() => undefined));
  const port = await supervisor.start();
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    ready: supervisor.ready,
    idle: async () => supervisor.stopped || (await isIdle(url)),
    stop: () => supervisor.stop(),
    get workerPid() {
      return supervisor.workerPid;
    },
  };
}

function toSettings(options: RendererOptions, env: NodeJS.ProcessEnv): WorkerSettings {
  const entryPoint = path.resolve(options.entryPoint ?? path.join(ROOT_DIR, 'remotion/index.ts'));
  const dataDir = path.resolve(options.dataDir);
  return {
    port: options.port ?? 0,
    s3Endpoint: options.s3Endpoint.replace(/\/$/, ''),
    region: env.AWS_REGION ?? 'us-east-1',
    credentials: options.s3Credentials ?? { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
    dataDir,
    tempDir: path.join(dataDir, 'tmp'),
    cacheDir: path.join(ROOT_DIR, 'node_modules/.cache/reelway'),
    rootDir: ROOT_DIR,
    entryPoint,
    publicDir: path.resolve(options.publicDir ?? path.join(path.dirname(entryPoint), 'public')),
    concurrency: options.concurrency ?? 1,
    renderTimeoutMs: options.renderTimeoutMs ?? 30 * 60_000,
    browserExecutable: options.browserExecutable ?? (env.REELWAY_BROWSER || undefined),
  };
}

/** A worker that is being replaced is not idle: it has failures to report. */
async function isIdle(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS) });
    const { running, queued, notifying } = (await response.json()) as WorkerHealth;
    return running + queued + notifying === 0;
  } catch {
    return false;
  }
}

/** Keeps one worker alive. */
class Supervisor {
  readonly ready: Promise<void>;
  stopped = false;
  #worker: ChildProcess | null = null;
  #markReady!: () => void;
  #markFailed!: (error: Error) => void;
  #restartTimer: NodeJS.Timeout | undefined;
  #crashes = 0;

  constructor(
    private readonly settings: WorkerSettings,
    private readonly env: NodeJS.ProcessEnv,
    private readonly onLog: (line: string) => void,
  ) {
    this.ready = new Promise((resolve, reject) => {
      this.#markReady = resolve;
      this.#markFailed = reject;
    });
    // Who does not wait for it must not die of it.
    this.ready.catch(() => undefined);
  }

  get workerPid(): number | undefined {
    return this.#worker?.pid;
  }

  /** Resolves with the port. A second worker gets the port of the first. */
  async start(): Promise<number> {
    await this.#sweep();
    if (this.stopped) throw new Error('The renderer was stopped.');
    const startedMs = Date.now();
    const worker = forkWorker(this.settings, this.env, this.onLog);
    this.#worker = worker;
    const port = await new Promise<number>((resolve, reject) => {
      const timer = setTimeout(() => {
        worker.kill('SIGKILL');
        reject(new Error(`The render worker did not answer within ${START_TIMEOUT_MS} ms.`));
      }, START_TIMEOUT_MS);
      worker.on('message', (message: WorkerMessage) => {
        if (message.type === 'ready') this.#markReady();
        if (message.type === 'failed') {
          this.onLog(message.message);
          this.#markFailed(new Error(message.message));
        }
        if (message.type !== 'listening') return;
        clearTimeout(timer);
        worker.once('exit', () => this.#replace(startedMs));
        resolve(message.port);
      });
      worker.once('exit', (code) => {
        clearTimeout(timer);
        reject(new Error(`The render worker ended with code ${code} before it answered.`));
      });
    });
    this.settings.port = port;
    return port;
  }

  async stop(): Promise<void> {
    if (this.stopped) return;
    this.stopped = true;
    clearTimeout(this.#restartTimer);
    this.#markFailed(new Error('The renderer was stopped.'));
    const worker = this.#worker;
    if (worker !== null && worker.exitCode === null && worker.signalCode === null) {
      const exited = new Promise((resolve) => worker.once('exit', resolve));
      const timer = setTimeout(() => worker.kill('SIGKILL'), STOP_TIMEOUT_MS);
      if (worker.connected) worker.send('stop');
      else worker.kill('SIGKILL');
      await exited;
      clearTimeout(timer);
    }
    await this.#sweep();
  }

  #replace(startedMs: number): void {
    if (this.stopped) return;
    this.#crashes = Date.now() - startedMs > STABLE_AFTER_MS ? 1 : this.#crashes + 1;
    const delayMs = Math.min(MAX_RESTART_DELAY_MS, FIRST_RESTART_DELAY_MS * 2 ** (this.#crashes - 1));
    this.onLog(`renderer: the worker ended unexpectedly, starting another in ${delayMs} ms`);
    this.#restartTimer = setTimeout(() => {
      this.start().catch((error: unknown) => {
        this.onLog(`renderer: ${String(error)}`);
        this.#replace(Date.now());
      });
    }, delayMs);
  }

  /** Ends what a worker left behind and empties the folder for temporary files. */
  async #sweep(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    // The worker leads a process group, in which FFmpeg and Remotion's compositor are.
    if (worker?.pid !== undefined) kill(-worker.pid);
    for (const pid of await findBrowsers(this.settings.tempDir)) kill(pid);
    await rm(this.settings.tempDir, { recursive: true, force: true, maxRetries: 5 });
    await mkdir(this.settings.tempDir, { recursive: true });
  }
}

function forkWorker(
  settings: WorkerSettings,
  env: NodeJS.ProcessEnv,
  onLog: (line: string) => void,
): ChildProcess {
  const worker = fork(path.join(__dirname, 'worker.ts'), [JSON.stringify(settings)], {
    execArgv: ['--import', pathToFileURL(require.resolve('tsx')).href],
    cwd: settings.rootDir,
    env: { ...env, TMPDIR: settings.tempDir, NODE_ENV: 'production', NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A group of its own: Ctrl-C in the terminal reaches the parent alone, which then decides.
    detached: true,
  });
  for (const stream of [worker.stdout, worker.stderr]) {
    if (stream !== null) createInterface({ input: stream }).on('line', onLog);
  }
  worker.on('error', (error) => onLog(`renderer: ${error.message}`));
  return worker;
}

/**
 * Browsers run in groups of their own and outlive a worker that was killed, except on Linux with `setpriv`, by which
 * Remotion ties them to it. They are known by their profile folder, which lies in the worker's temporary folder. Without
 * `ps` none is found.
 */
export async function findBrowsers(tempDir: string): Promise<number[]> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-A', '-ww', '-o', 'pid=,args='], {
      maxBuffer: 64 * 1_048_576,
    });
    const lines = stdout.split('\n').filter((line) => line.includes(`--user-data-dir=${tempDir}${path.sep}`));
    return lines.map((line) => Number.parseInt(line, 10)).filter((pid) => pid > 1);
  } catch {
    // Without `ps` there is nothing to go by.
    return [];
  }
}

/** Ends a process, or a group when negative; one that is gone already is fine. */
export function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}
