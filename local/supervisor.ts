import { spawn, type ChildProcess } from 'node:child_process';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, relative, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import getPort from 'get-port';
import { LOCAL_FUNCTION, remotionFunctionName } from './lambda/instances';
import { WorldLog, type LogRecord } from './log';
import { issueToken } from './tokens';
import type { WorldMessage, WorldResources, WorldSettings } from './world';

/** How a local world is started; everything has a default. */
export interface WorldOptions {
  /** The port of the HTTP API; a free one when not given. */
  httpPort?: number;
  /** The port of the WebSocket API; a free one when not given. */
  wsPort?: number;
  /** The folder that keeps data, logs and the key between runs; of one world at a time. */
  dataDir: string;
  /** The folder of serverless.yml; this repository when not given. */
  serviceDir?: string;
  /** What renders: `local`, the render worker, unless told; `lambda` runs Remotion's own Lambda function. */
  renderMode?: 'local' | 'lambda';
  /** Added to the `--param`s of serverless.yml; with `renderWorkerUrl` no renderer is started here. */
  params?: Record<string, string | number>;
  /** Added to the environment of the world's process. */
  env?: Record<string, string>;
  /** Build and load handlers again when their sources change; false unless told. */
  watches?: boolean;
  /** Multiplies the emulators' pauses, maximum ages and visibility timeouts; 1, AWS's speed, unless told. */
  timeScale?: number;
  /** Gets, line by line, what IAM would have to allow each function for what it does. */
  callsFile?: string;
  /** Passes no line to `onLine`. */
  quiet?: boolean;
  /** Gets a line for each part that comes up, and for each noteworthy log record. */
  onLine?: (line: string) => void;
  /** Gets every log record. */
  onRecord?: (record: LogRecord) => void;
  /** Gets, before the world is up, what ends it: a start can be interrupted too. */
  onProcess?: (handle: Pick<RunningWorld, 'stop' | 'kill'>) => void;
}

/** A running local world. */
export interface RunningWorld {
  /** E.g. `http://localhost:3000`. */
  httpUrl: string;
  /** E.g. `ws://localhost:3001`. */
  wsUrl: string;
  /** EventBridge, Secrets Manager, keys and /idle. */
  controlUrl: string;
  /** serverless-offline's Lambda endpoint. */
  lambdaUrl: string;
  dynamodbUrl: string;
  s3Url: string;
  sqsUrl: string;
  /** The render worker, or what stands in for Lambda. */
  rendererUrl: string;
  resources: WorldResources;
  /** Where all log records go. */
  logFile: string;
  /** Resolves with the reason when the world ended without being asked to. */
  crashed: Promise<string>;
  /** Resolves when nothing is in flight; rejects after `timeoutMs`, 30 s unless told, naming what is. */
  idle: (options?: { timeoutMs?: number }) => Promise<void>;
  /** A token for a user. */
  token: (userId: string) => Promise<string>;
  /** Ends every process of the world, in a few seconds. May be called twice. */
  stop: () => Promise<void>;
  /** Ends every process of the world at once. */
  kill: () => void;
}

/** Something the user can put right; the message says what. */
export class WorldError extends Error {
  override name = 'WorldError';
}

const ROOT_DIR = resolve(__dirname, '..');

/** Bundling a site and unpacking a browser for the first time takes half a minute on a slow machine. */
const START_TIMEOUT_MS = 180_000;

/** What the world may take to end by itself, before it is killed. */
const STOP_TIMEOUT_MS = 6000;

const LAST_WORDS_MS = 500;

const DEFAULT_IDLE_TIMEOUT_MS = 30_000;

/** The last lines that a failed start shows. */
const SHOWN_ON_FAILURE = 15;

/**
 * Starts a local world: all emulators, the functions behind HTTP and WebSocket, and the renderer. Resolves when
 * all of it is up.
 *
 * @throws WorldError when a port or the data folder is taken, or the start fails.
 */
export async function startWorld(options: WorldOptions): Promise<RunningWorld> {
  const dataDir = resolve(options.dataDir);
  if (options.httpPort !== undefined) await assertFree(options.httpPort, 'HTTP', 'REELWAY_HTTP_PORT');
  if (options.wsPort !== undefined) await assertFree(options.wsPort, 'WebSocket', 'REELWAY_WS_PORT');
  mkdirSync(dataDir, { recursive: true });
  const unlock = lock(dataDir);
  try {
    const world = new Supervisor(options, dataDir, await pickPorts(options), unlock);
    return await world.start();
  } catch (error) {
    unlock();
    throw error;
  }
}

type Ports = WorldSettings['ports'] & { http: number; ws: number; lambda: number };

class Supervisor {
  private child: ChildProcess | undefined;
  private readonly log: WorldLog;
  private readonly recent: string[] = [];
  private stopping: Promise<void> | undefined;
  private readonly exited: Promise<string>;
  private markExited!: (reason: string) => void;

  constructor(
    private readonly options: WorldOptions,
    private readonly dataDir: string,
    private readonly ports: Ports,
    private readonly unlock: () => void,
  ) {
    this.log = new WorldLog(join(dataDir, 'logs'));
    this.exited = new Promise((resolveExited) => (this.markExited = resolveExited));
  }

  async start(): Promise<RunningWorld> {
    const { http, ws, control, lambda, dynamodb, s3, sqs, renderer } = this.ports;
    const urls = {
      httpUrl: `http://localhost:${http}`,
      wsUrl: `ws://localhost:${ws}`,
      controlUrl: loopback(control),
      lambdaUrl: loopback(lambda),
      dynamodbUrl: loopback(dynamodb),
      s3Url: loopback(s3),
      sqsUrl: loopback(sqs),
      rendererUrl: loopback(renderer),
    };
    this.options.onProcess?.({ stop: () => this.stop(), kill: () => this.kill() });
    try {
      const resources = await this.launch();
      const world = { ...urls, resources, logFile: this.log.path };
      writeFileSync(
        join(this.dataDir, 'world.json'),
        JSON.stringify({ pid: process.pid, ...world }, null, 2),
      );
      const crashed = this.exited.then(async (reason) => {
        // A stop that was asked for is no crash, and its promise stays open.
        if (this.stopping) return new Promise<string>(() => undefined);
        await this.stop();
        return reason;
      });
      return {
        ...world,
        crashed,
        idle: ({ timeoutMs = DEFAULT_IDLE_TIMEOUT_MS } = {}) => waitUntilIdle(urls.controlUrl, timeoutMs),
        token: (userId) => issueToken(this.dataDir, userId),
        stop: () => this.stop(),
        kill: () => this.kill(),
      };
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Resolves with the resources when the world says that it is ready. */
  private async launch(): Promise<WorldResources> {
    const child = spawn(process.execPath, this.commandLine(), {
      cwd: this.options.serviceDir ?? ROOT_DIR,
      env: this.environment(),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // A group of its own: the terminal's Ctrl-C reaches the supervisor alone, and the group ends as a whole.
      detached: true,
    });
    this.child = child;
    for (const stream of ['stdout', 'stderr'] as const) {
      const output = child[stream];
      if (output)
        createInterface({ input: output }).on('line', (line) => this.record(this.log.parse(line, stream)));
    }
    child.once('exit', (code, signal) => {
      const markExited = (): void => this.markExited(`The world's process ended with ${signal ?? code}.`);
      // Its last words are still on the way; a child of its own that holds the pipe open must not delay the end.
      child.once('close', markExited);
      setTimeout(markExited, LAST_WORDS_MS).unref();
    });
    child.once('error', (error) =>
      this.markExited(`The world's process could not be started: ${error.message}`),
    );
    const ready = new Promise<WorldResources>((resolveReady, reject) => {
      child.on('message', (message: WorldMessage) => {
        if (message.kind === 'up') this.line(`${message.name.padEnd(30)}${message.url ?? ''}`);
        if (message.kind === 'log') this.record(this.log.fromWorld(message));
        if (message.kind === 'ready') resolveReady(message.resources);
        if (message.kind === 'failed') reject(this.failure(message.message));
      });
    });
    // Whoever of these comes late must not count as unhandled.
    ready.catch(() => undefined);
    const exit = this.exited.then((reason) => Promise.reject(this.failure(reason)));
    exit.catch(() => undefined);
    const timeout = new AbortController();
    const late = sleep(START_TIMEOUT_MS, undefined, { signal: timeout.signal }).then(() => {
      throw this.failure(`The world was not ready after ${START_TIMEOUT_MS / 1000} s.`);
    });
    late.catch(() => undefined);
    try {
      return await Promise.race([ready, exit, late]);
    } finally {
      timeout.abort();
    }
  }

  private commandLine(): string[] {
    const { http, ws, lambda, control, renderer } = this.ports;
    const params: Record<string, string | number> = {
      websocketEndpoint: `http://localhost:${ws}`,
      webhookUrl: `${loopback(http)}/webhooks/remotion`,
      authJwksUri: `${loopback(control)}/.well-known/jwks.json`,
      ...this.renderParams(loopback(renderer)),
      graphiqlAssetsUrl: `${loopback(control)}/assets`,
      iconSetsDir: join(ROOT_DIR, 'node_modules/@iconify-json'),
      // Packaging at the same time empties the usual folder, so each world has one of its own.
      buildFolder: relative(this.options.serviceDir ?? ROOT_DIR, join(this.dataDir, 'build')),
      ...this.options.params,
    };
    return [
      require.resolve('serverless/bin/serverless.js'),
      ...['offline', 'start', '--stage', 'local', '--host', '127.0.0.1'],
      ...['--httpPort', String(http), '--websocketPort', String(ws), '--lambdaPort', String(lambda)],
      ...Object.entries(params).map(([name, value]) => `--param=${name}=${value}`),
    ];
  }

  /** What the functions are told of the renderer; with Lambda, just what a deployed stage is told. */
  private renderParams(rendererUrl: string): Record<string, string | number> {
    if (this.options.renderMode !== 'lambda') return { renderWorkerUrl: rendererUrl };
    return {
      renderMode: 'lambda',
      remotionFunctionName: remotionFunctionName(LOCAL_FUNCTION),
      remotionServeUrl: `${rendererUrl}/index.html`,
      // More would only share the same few cores.
      remotionMaxFunctions: 1,
    };
  }

  private environment(): NodeJS.ProcessEnv {
    const { control, dynamodb, s3, sqs, renderer, lambda } = this.ports;
    const settings: WorldSettings = {
      dataDir: this.dataDir,
      ports: { control, dynamodb, s3, sqs, renderer },
      lambdaUrl: loopback(lambda),
      rendersHere: this.options.params?.renderWorkerUrl === undefined,
      renderMode: this.options.renderMode ?? 'local',
      watches: this.options.watches ?? false,
      timeScale: this.options.timeScale ?? 1,
      ...(this.options.callsFile !== undefined && { callsFile: resolve(this.options.callsFile) }),
    };
    // The user's own AWS settings, Remotion's names for them included, must not leak in: nothing here may reach a real account.
    const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS|REMOTION)_/.test(name));
    return {
      ...Object.fromEntries(inherited),
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_EC2_METADATA_DISABLED: 'true',
      // Where no profile is, none can be read.
      AWS_CONFIG_FILE: join(this.dataDir, 'no-aws-config'),
      AWS_SHARED_CREDENTIALS_FILE: join(this.dataDir, 'no-aws-credentials'),
      SLS_TELEMETRY_DISABLED: '1',
      SLS_TRACKING_DISABLED: '1',
      SLS_NOTIFICATIONS_MODE: 'off',
      SLS_DEPRECATION_NOTIFICATION_MODE: 'warn:summary',
      FORCE_COLOR: '0',
      ...this.options.env,
      REELWAY_WORLD: JSON.stringify(settings),
    };
  }

  private record(record: LogRecord): void {
    this.log.write(record);
    this.options.onRecord?.(record);
    this.recent.push(record.message);
    if (this.recent.length > SHOWN_ON_FAILURE) this.recent.shift();
    const line = this.log.noteworthy(record);
    if (line !== undefined && this.child?.connected) this.line(line);
  }

  private line(line: string): void {
    if (!this.options.quiet) this.options.onLine?.(line);
  }

  private failure(reason: string): WorldError {
    const tail = this.recent.map((line) => `  ${line}`).join('\n');
    return new WorldError(`${reason}\n${tail}\nAll of it is in ${this.log.path}.`);
  }

  private stop(): Promise<void> {
    this.stopping ??= (async () => {
      if (this.child?.connected) this.child.send('stop', () => undefined);
      const timeout = new AbortController();
      const late = sleep(STOP_TIMEOUT_MS, undefined, { signal: timeout.signal }).catch(() => undefined);
      if (this.child) await Promise.race([this.exited, late]);
      timeout.abort();
      // Also when the process has ended: a browser that it left behind is in the same group.
      this.kill();
      rmSync(join(this.dataDir, 'world.json'), { force: true });
      await this.log.close();
      this.unlock();
    })();
    return this.stopping;
  }

  private kill(): void {
    try {
      if (this.child?.pid) process.kill(-this.child.pid, 'SIGKILL');
    } catch {
      // Nobody is left in the group.
    }
  }
}

async function waitUntilIdle(controlUrl: string, timeoutMs: number): Promise<void> {
  const response = await fetch(`${controlUrl}/idle?timeoutMs=${timeoutMs}`);
  const { busy } = (await response.json()) as { busy: string[] };
  if (!response.ok) throw new WorldError(`The world is not idle after ${timeoutMs} ms: ${busy.join(', ')}.`);
}

function loopback(port: number): string {
  return `http://127.0.0.1:${port}`;
}

async function pickPorts({ httpPort, wsPort }: WorldOptions): Promise<Ports> {
  const free = (): Promise<number> => getPort({ host: '127.0.0.1' });
  return {
    http: httpPort ?? (await free()),
    ws: wsPort ?? (await free()),
    lambda: await free(),
    control: await free(),
    dynamodb: await free(),
    s3: await free(),
    sqs: await free(),
    renderer: await free(),
  };
}

/**
 * Both addresses that `localhost` may mean: a stranger on either would get some of the requests.
 *
 * @throws WorldError
 */
async function assertFree(port: number, what: string, variable: string): Promise<void> {
  for (const host of ['127.0.0.1', '::1']) {
    const code = await new Promise<string | undefined>((resolveCode) => {
      const probe = createServer();
      probe.once('error', (error: NodeJS.ErrnoException) => resolveCode(error.code));
      probe.listen(port, host, () => probe.close(() => resolveCode(undefined)));
    });
    // A machine without IPv6 has no ::1 to be taken.
    if (code === undefined || code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') continue;
    const reason = code === 'EADDRINUSE' ? 'is used by another program' : `cannot be opened (${code})`;
    throw new WorldError(`Port ${port}, for ${what}, ${reason}. Set ${variable} to another port.`);
  }
}

/**
 * Takes the data folder for this process. A lock whose process has ended counts for nothing.
 *
 * @returns what gives it back.
 * @throws WorldError
 */
function lock(dataDir: string): () => void {
  const path = join(dataDir, 'lock');
  const mine = JSON.stringify({ pid: process.pid, startedAt: processStart(process.pid) });
  for (let tries = 0; tries < 3; tries += 1) {
    try {
      writeFileSync(path, mine, { flag: 'wx' });
      return () => {
        if (readIfThere(path) === mine) rmSync(path, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = readIfThere(path);
    if (holder === undefined) continue;
    if (isAlive(holder)) {
      throw new WorldError(
        `Another local world uses ${dataDir}${pidOf(holder)}. Stop it, or set REELWAY_DATA_DIR to another folder.`,
      );
    }
    discardStale(path, holder);
  }
  throw new WorldError(`The folder ${dataDir} cannot be locked.`);
}

/** Two may find the same stale lock: whoever moves away a newer one puts it back. */
function discardStale(path: string, holder: string): void {
  const moved = `${path}.${process.pid}`;
  try {
    renameSync(path, moved);
    if (readFileSync(moved, 'utf8') !== holder) linkSync(moved, path);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    rmSync(moved, { force: true });
  }
}

interface LockHolder {
  pid?: number;
  startedAt?: string;
}

function parseHolder(holder: string): LockHolder {
  try {
    return JSON.parse(holder) as LockHolder;
  } catch {
    return {};
  }
}

function pidOf(holder: string): string {
  const { pid } = parseHolder(holder);
  return pid === undefined ? '' : ` (process ${pid})`;
}

/** A process id is used again some day: the start time tells whether it is still the same process. */
function isAlive(holder: string): boolean {
  const { pid, startedAt } = parseHolder(holder);
  if (pid === undefined) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return processStart(pid) === startedAt;
}

/** The 22nd field of /proc/<pid>/stat, counted behind the name, which may hold anything; empty where there is no /proc. */
function processStart(pid: number): string {
  const stat = readIfThere(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
