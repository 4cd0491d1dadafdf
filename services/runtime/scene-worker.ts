import { parentPort, workerData } from 'node:worker_threads';
import { IconSetFiles } from '../adapters/icon-sets';
import { compileScene, sceneCompiler, TOO_COMPLICATED } from '../scenes/compile';

// The whole compiler in one module. deploy/esbuild-plugins.cjs bundles it to a text, from which a thread is started, and which is
// run in the main thread as well: so a package holds it once.

export { compileScene, IconSetFiles, sceneCompiler, TOO_COMPLICATED };

/** What a thread is started with. */
export interface SceneWorkerData {
  /** Null where there are no icons. */
  readonly iconSetsFolder: string | null;
  /** Tells a thread of a {@link ScenePool} from one that somebody else runs this module in. */
  readonly compilesScenes: true;
}

/** One scene to be compiled; the answer is a `CompileResult`. */
export interface SceneWork {
  readonly source: string;
  readonly timeoutMs: number;
}

function listen({ iconSetsFolder }: SceneWorkerData): void {
  const options = iconSetsFolder === null ? {} : { icons: new IconSetFiles(iconSetsFolder) };
  parentPort?.on('message', ({ source, timeoutMs }: SceneWork) => {
    parentPort?.postMessage(compileScene(source, { ...options, timeoutMs }));
  });
  // It has started.
  parentPort?.postMessage('ready');
}

const given = workerData as SceneWorkerData | null;
if (given?.compilesScenes === true) listen(given);
