import { availableParallelism } from 'node:os';
import type { SceneCompiler } from '../scenes/compile';
import { loadSceneWorker, sceneWorkerCode } from './bundled-compiler';
import { logger } from './logger';
import { ScenePool } from './scene-pool';

// Apart from deps.ts, because what is imported at run time is bundled whole, with all that it shares with others.

/** Megabytes of memory for which Lambda gives one whole processor, as AWS documents it. */
const MB_PER_PROCESSOR = 1769;

/**
 * Processors that this process may keep busy. In Lambda there seem to be two, whatever the memory; below 3538 MB they are shares
 * of two, and two threads do not get further than one.
 */
export function processorsOf(env: Readonly<Record<string, string | undefined>>): number {
  // Emulators tell a function's memory as well; the runtime API is Lambda's own.
  if (env.AWS_LAMBDA_RUNTIME_API === undefined) return availableParallelism();
  const memoryMb = Number(env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE);
  return Math.min(availableParallelism(), Math.floor(memoryMb / MB_PER_PROCESSOR));
}

/**
 * The compiler of scenes. It is loaded when the first scene that is code is saved: it is as large as all else of the GraphQL
 * function, and most requests do not need it. Many scenes are compiled in threads.
 * @param threads How many; of fewer than two there would be nothing to gain.
 */
export function lazySceneCompiler(
  iconSetsFolder: string | null,
  threads: number,
): () => Promise<SceneCompiler> {
  let compiler: Promise<SceneCompiler> | null = null;
  const load = async (): Promise<SceneCompiler> => {
    const { sceneCompiler, IconSetFiles, TOO_COMPLICATED } = await loadSceneWorker();
    const icons = iconSetsFolder === null ? {} : { icons: new IconSetFiles(iconSetsFolder) };
    const code = sceneWorkerCode();
    if (code === null || threads < 2) return sceneCompiler(icons);
    const onNoThread = (error: Error): void =>
      logger.warn('A thread for compiling scenes did not start; the main thread does its work.', { error });
    const pool = new ScenePool({ code, threads, iconSetsFolder, givenUp: TOO_COMPLICATED, onNoThread });
    return sceneCompiler({ ...icons, parallel: pool.compile });
  };
  return () => (compiler ??= load());
}
