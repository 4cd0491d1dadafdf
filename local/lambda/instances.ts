import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { VERSION } from 'remotion/version';
import { findBrowsers, kill } from '../renderer/start';

/** What Remotion's function is deployed with, and what its name is made of. */
export interface FunctionSettings {
  readonly memorySizeInMb: number;
  readonly diskSizeInMb: number;
  /** Of one invocation; Lambda allows at most 900. */
  readonly timeoutSeconds: number;
}

/** Remotion's defaults for a deployment. Here only the time is enforced: memory and disk are the machine's. */
export const LOCAL_FUNCTION: FunctionSettings = {
  memorySizeInMb: 2048,
  diskSizeInMb: 2048,
  timeoutSeconds: 120,
};

/** A name as deploys give it, with the stage in it: Remotion's client and price estimate read the size from its end. */
export const remotionFunctionName = (settings: FunctionSettings): string =>
  [
    'remotion-render',
    `${VERSION.replaceAll('.', '-')}_local`,
    `mem${settings.memorySizeInMb}mb`,
    `disk${settings.diskSizeInMb}mb`,
    `${settings.timeoutSeconds}sec`,
  ].join('-');

/** What an instance is told as its one argument, in JSON. */
export interface InstanceSettings {
  /** Null for the browser that Remotion keeps itself. */
  readonly browserExecutable: string | null;
  readonly gl: string | null;
}

/** What an instance is sent: one invocation. */
export interface InvocationMessage {
  readonly requestId: string;
  readonly event: unknown;
  /** Unix time in milliseconds. */
  readonly deadlineMs: number;
}

/** What an instance answers: `ready` once, then for each invocation any number of chunks and one `done`. */
export type InstanceMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'chunk'; readonly requestId: string; readonly chunk: Uint8Array }
  | { readonly type: 'done'; readonly requestId: string; readonly error: FunctionFailure | null };

/** How Lambda reports that a function failed. */
export interface FunctionFailure {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** One call of the function. */
export interface Invocation {
  readonly requestId: string;
  readonly event: unknown;
  readonly timeoutSeconds: number;
  /** The instance is killed as soon as it has got the call, as when it runs out of memory. */
  readonly dies?: boolean;
  /** Gets the parts of the answer as they are written. */
  readonly onChunk: (chunk: Uint8Array) => void;
}

/** All instances are busy. Lambda refuses a call that waits for its answer, and keeps one that does not. */
export class NoInstanceError extends Error {
  override readonly name = 'NoInstanceError';
}

export interface InstancesOptions {
  readonly functionName: string;
  /** At once, as an account's concurrency; at least 2, since a main function calls others. */
  readonly maxInstances: number;
  /** Each instance has a folder of its own in it. */
  readonly dir: string;
  /** The whole environment of an instance, but for its TMPDIR. */
  readonly env: NodeJS.ProcessEnv;
  readonly settings: () => Promise<InstanceSettings>;
  readonly onLog: (line: string) => void;
}

const ROOT_DIR = path.resolve(__dirname, '../..');

/** Loading Remotion takes a second or two; a machine that needs this long is not working. */
const INIT_TIMEOUT_MS = 60_000;

/** Invocations that wait for an instance; Lambda's own queue is as good as endless. */
const MAX_QUEUED = 1000;

interface Instance {
  readonly id: number;
  readonly dir: string;
  readonly process: ChildProcess;
  readonly ready: Promise<void>;
  /** Resolves when the process has ended, however it did. */
  readonly exited: Promise<void>;
  onMessage: (message: InstanceMessage) => void;
}

/**
 * The instances of one function: child processes that each do one invocation at a time and are kept for the next one.
 * Between invocations they are not frozen as Lambda's are.
 */
export class Instances {
  readonly #idle: Instance[] = [];
  readonly #all = new Set<Instance>();
  readonly #queue: (() => Promise<void>)[] = [];
  #lastId = 0;
  /** Invocations that hold an instance, or wait for one to start. */
  #running = 0;
  #stopped = false;

  constructor(private readonly options: InstancesOptions) {}

  /** Invocations that run or wait. */
  get pending(): number {
    return this.#running + this.#queue.length;
  }

  /** Processes that were started so far and are alive. */
  get pids(): number[] {
    return [...this.#all].map((instance) => instance.process.pid ?? 0).filter((pid) => pid > 0);
  }

  /** False when a call would be refused. */
  get hasRoom(): boolean {
    return !this.#stopped && this.#running < this.options.maxInstances;
  }

  /** Runs an invocation now. Resolves with its failure or null. @throws NoInstanceError */
  async invoke(invocation: Invocation): Promise<FunctionFailure | null> {
    if (!this.hasRoom) throw new NoInstanceError();
    this.#running += 1;
    try {
      return await this.#run(invocation);
    } finally {
      this.#running -= 1;
      this.#drain();
    }
  }

  /** Runs an invocation as soon as an instance is free; nobody learns what becomes of it. @throws NoInstanceError */
  enqueue(invocation: Invocation): void {
    if (this.#queue.length >= MAX_QUEUED) throw new NoInstanceError();
    this.#queue.push(async () => {
      const failure = await this.invoke(invocation);
      if (failure) this.options.onLog(`${invocation.requestId} ${failure.errorType} ${failure.errorMessage}`);
    });
    this.#drain();
  }

  /** Ends every instance and what it started, whatever it is doing. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#queue.length = 0;
    await Promise.all([...this.#all].map((instance) => this.#end(instance)));
    await rm(this.options.dir, { recursive: true, force: true, maxRetries: 5 });
  }

  /** One instance stays free of queued work, so that a start is answered while renders run. */
  #drain(): void {
    while (this.#running < this.options.maxInstances - 1) {
      const run = this.#queue.shift();
      if (run === undefined) return;
      run().catch((error: unknown) => this.options.onLog(String(error)));
    }
  }

  async #run(invocation: Invocation): Promise<FunctionFailure | null> {
    const instance = this.#idle.pop() ?? (await this.#start());
    if (this.#stopped) {
      await this.#end(instance);
      return { errorType: 'Runtime.ExitError', errorMessage: 'Lambda was stopped.' };
    }
    const { requestId, timeoutSeconds } = invocation;
    const failed = await instance.ready.then(
      () => null,
      (error: Error): FunctionFailure => ({ errorType: 'Runtime.ExitError', errorMessage: error.message }),
    );
    const outcome = failed ?? (await this.#perform(instance, invocation));
    if (outcome === 'timeout' || failed !== null || !this.#all.has(instance)) await this.#end(instance);
    else this.#idle.push(instance);
    if (outcome !== 'timeout') return outcome;
    const errorMessage = `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
    return { errorType: 'Sandbox.Timedout', errorMessage };
  }

  #perform(
    instance: Instance,
    { requestId, event, timeoutSeconds, dies, onChunk }: Invocation,
  ): Promise<FunctionFailure | 'timeout' | null> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve('timeout'), timeoutSeconds * 1000);
      const end = (outcome: FunctionFailure | null) => {
        clearTimeout(timer);
        resolve(outcome);
      };
      instance.onMessage = (message) => {
        if (message.type === 'ready' || message.requestId !== requestId) return;
        if (message.type === 'chunk') onChunk(message.chunk);
        else end(message.error);
      };
      const errorMessage = `RequestId: ${requestId} Error: Runtime exited`;
      void instance.exited.then(() => end({ errorType: 'Runtime.ExitError', errorMessage }));
      const message: InvocationMessage = {
        requestId,
        event,
        deadlineMs: Date.now() + timeoutSeconds * 1000,
      };
      instance.process.send(message, () => {
        if (dies && instance.process.pid !== undefined) kill(-instance.process.pid);
      });
    });
  }

  async #start(): Promise<Instance> {
    const settings = await this.options.settings();
    const id = (this.#lastId += 1);
    const dir = path.join(this.options.dir, `instance-${id}`);
    mkdirSync(dir, { recursive: true });
    const child = fork(path.join(__dirname, 'instance.ts'), [JSON.stringify(settings)], {
      execArgv: ['--import', pathToFileURL(require.resolve('tsx')).href],
      cwd: ROOT_DIR,
      env: { ...this.options.env, TMPDIR: dir },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // For the chunks, which are bytes.
      serialization: 'advanced',
      // A group of its own: Ctrl-C reaches the parent alone, and FFmpeg and the compositor end with their instance.
      detached: true,
    });
    for (const stream of [child.stdout, child.stderr]) {
      if (stream)
        createInterface({ input: stream }).on('line', (line) => this.options.onLog(`${id}: ${line}`));
    }
    const exited = new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.once('error', () => resolve());
    });
    const ready = new Promise<void>((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error('The instance did not start in time.')),
        INIT_TIMEOUT_MS,
      );
      child.on('message', (message: InstanceMessage) => {
        instance.onMessage(message);
        if (message.type !== 'ready') return;
        clearTimeout(late);
        resolve();
      });
      void exited.then(() => {
        clearTimeout(late);
        reject(new Error('The instance ended while it started.'));
      });
    });
    ready.catch(() => undefined);
    const instance: Instance = { id, dir, process: child, ready, exited, onMessage: () => undefined };
    this.#all.add(instance);
    void exited.then(() => this.#end(instance));
    return instance;
  }

  /** Also when the process has ended by itself: what it started may be left. */
  async #end(instance: Instance): Promise<void> {
    if (!this.#all.delete(instance)) return;
    const index = this.#idle.indexOf(instance);
    if (index >= 0) this.#idle.splice(index, 1);
    if (instance.process.pid !== undefined) kill(-instance.process.pid);
    await instance.exited;
    for (const pid of await findBrowsers(instance.dir)) kill(pid);
    await rm(instance.dir, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A new name for an invocation, as Lambda gives it. */
export const newRequestId = (): string => randomUUID();
