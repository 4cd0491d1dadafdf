import type * as SceneWorker from './scene-worker';

/**
 * CommonJS of `scene-worker.ts`, for threads to be started with; null where nothing is bundled, and scenes are compiled in the main
 * thread alone. In bundles, deploy/esbuild-plugins.cjs puts the text here, and has {@link loadSceneWorker} run it.
 */
export const sceneWorkerCode = (): string | null => null;

/** The compiler, for the main thread. */
export const loadSceneWorker = (): Promise<typeof SceneWorker> => import('./scene-worker');
