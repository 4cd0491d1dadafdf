import type { Worker } from 'node:worker_threads';
import type { CompileResult, ParallelCompiler } from '../scenes/compile';
import type { SceneWork, SceneWorkerData } from './scene-worker';

/**
 * Megabytes of one thread's heap. All icon sets together take 60 of them, the longest scene less than 50. A scene for which that
 * is not enough is given up, and the thread with it: Node ends the thread, and not the process, for what is made of small parts.
 */
const HEAP_MB = 256;

/** Milliseconds beyond a scene's own time in which a thread has to answer: it ends itself when it can. */
const GRACE_MS = 2000;

/** Milliseconds at most for a thread to start: 100 to 300, and many times that on a machine that is busy. */
const START_MS = 15_000;

/** What threads are made of. */
export interface ScenePoolOptions {
  /** CommonJS of `scene-worker.ts`. */
  readonly code: string;
  /** How many run at the same time. */
  readonly threads: number;
  readonly iconSetsFolder: string | null;
  /** The result for a scene that a thread has hung or died of. */
  readonly givenUp: CompileResult;
  /** Instead of {@link GRACE_MS}. */
  readonly graceMs?: number;
  /** Instead of {@link HEAP_MB}. */
  readonly heapMb?: number;
  /** Is told why a thread could not start; what it was to compile is left to the main thread. */
  readonly onNoThread?: (error: Error) => void;
}

/** Compiles scenes in threads. They start when they are first needed, and do not keep the process alive. */
export class ScenePool {
  readonly #free: CompilerThread[];
  readonly #waiting: ((thread: CompilerThread) => void)[] = [];

  constructor(readonly options: ScenePoolOptions) {
    this.#free = Array.from({ length: options.threads }, () => new CompilerThread(options));
  }

  /** Null where no thread could be started. @throws when the compiler itself fails; never for what is in a source. */
  readonly compile: ParallelCompiler = async (sources, leftMs) => {
    const results = sources.map((): CompileResult | null => null);
    const waiting = sources.entries();
    let hasFailed = false;
    const lane = async (): Promise<void> => {
      for (const [index, source] of waiting) {
        // Nobody asks for the rest any more, and other saves need the threads.
        if (hasFailed) return;
        try {
          results[index] = await this.#compileOne(source, leftMs);
        } catch (error) {
          if (!(error instanceof NoThread)) {
            hasFailed = true;
            throw error;
          }
          this.options.onNoThread?.(error);
          return;
        }
      }
    };
    // Those of other saves take threads as well; each scene waits for one by itself.
    await Promise.all(Array.from({ length: Math.min(this.options.threads, sources.length) }, lane));
    return results;
  };

  async #compileOne(source: string, leftMs: () => number): Promise<CompileResult> {
    const thread =
      this.#free.pop() ?? (await new Promise<CompilerThread>((take) => this.#waiting.push(take)));
    try {
      return await thread.compile(source, leftMs);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free.push(thread);
      else next(thread);
    }
  }

  /** Ends the threads that wait for work. */
  async close(): Promise<void> {
    await Promise.all(this.#free.map((thread) => thread.stop()));
  }
}

/** A thread could not be started, or ended while it did. */
class NoThread extends Error {
  override name = 'NoThread';

  constructor(cause: unknown) {
    super('A thread for compiling scenes did not start.', { cause });
  }
}

/** A thread that compiles one scene at a time, and is replaced by a new one when a scene has broken it. */
class CompilerThread {
  #worker: Worker | null = null;

  constructor(readonly options: ScenePoolOptions) {}

  async compile(source: string, leftMs: () => number): Promise<CompileResult> {
    const { givenUp, graceMs = GRACE_MS } = this.options;
    if (leftMs() < 1) return givenUp;
    const worker = (this.#worker ??= await this.#start(Math.min(START_MS, leftMs())));
    const timeoutMs = leftMs();
    if (worker === null || timeoutMs < 1) return givenUp;
    const work: SceneWork = { source, timeoutMs };
    worker.postMessage(work);
    const answer = await answerOf(worker, timeoutMs + graceMs);
    if (answer.type === 'message') return answer.message as CompileResult;
    await this.stop();
    if (answer.type === 'error' && !isOutOfMemory(answer.error)) throw answer.error;
    return givenUp;
  }

  /** Null when it takes too long: a machine that is so busy has no time for the scene either. */
  async #start(timeoutMs: number): Promise<Worker | null> {
    const { code, iconSetsFolder, heapMb = HEAP_MB } = this.options;
    const workerData: SceneWorkerData = { compilesScenes: true, iconSetsFolder };
    const resourceLimits = { maxOldGenerationSizeMb: heapMb };
    // Few functions ever start a thread.
    const threads = await import('node:worker_threads');
    let worker: Worker;
    try {
      worker = new threads.Worker(code, { eval: true, workerData, resourceLimits });
    } catch (error) {
      throw new NoThread(error);
    }
    // It may throw while nobody waits for it: without a listener, that would end the process.
    worker.on('error', () => undefined);
    const answer = await answerOf(worker, timeoutMs);
    if (answer.type !== 'message') {
      await worker.terminate();
      if (answer.type === 'silence') return null;
      throw new NoThread(answer.type === 'error' ? answer.error : answer.type);
    }
    // Whatever ends it while nobody asks it for anything: the next scene gets a new one.
    const forget = (): void => {
      if (this.#worker === worker) this.#worker = null;
    };
    worker.on('error', forget).on('exit', forget);
    return worker;
  }

  async stop(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }
}

/** What came first of a thread. */
type Answer =
  | { readonly type: 'message'; readonly message: unknown }
  | { readonly type: 'error'; readonly error: unknown }
  | { readonly type: 'exit' | 'silence' };

/** Waits for a thread, which keeps the process alive for so long. */
function answerOf(worker: Worker, timeoutMs: number): Promise<Answer> {
  return new Promise((resolve) => {
    const end = (answer: Answer): void => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit).unref();
      resolve(answer);
    };
    const onMessage = (message: unknown): void => end({ type: 'message', message });
    const onError = (error: unknown): void => end({ type: 'error', error });
    const onExit = (): void => end({ type: 'exit' });
    const timer = setTimeout(() => end({ type: 'silence' }), timeoutMs);
    worker.on('message', onMessage).on('error', onError).on('exit', onExit).ref();
  });
}

const isOutOfMemory = (error: unknown): boolean =>
  (error as { readonly code?: unknown } | null)?.code === 'ERR_WORKER_OUT_OF_MEMORY';
