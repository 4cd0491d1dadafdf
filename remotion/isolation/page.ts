import { getRemotionEnvironment } from 'remotion';
import type { MainCompositionProps } from '../catalog';
import { enforceContentPolicy } from './policy';
import { hardenLanguage, sceneIdOf } from './realm';

/** Scenes that are drawn now, by id: what goes wrong outside of any drawing is told to one of them. */
const drawn = new Map<string, (error: Error) => void>();

/** Notes whom errors of a scene are told that nobody has caught. @returns what takes it back. */
export const listenToScene = (sceneId: string, fail: (error: Error) => void): (() => void) => {
  drawn.set(sceneId, fail);
  return () => {
    if (drawn.get(sceneId) === fail) drawn.delete(sceneId);
  };
};

/** Whose error it is: by its stack, or, where it has none, the only scene's that is there. */
const ownerOf = (error: unknown): ((error: Error) => void) | null => {
  const sceneId = sceneIdOf(error);
  if (sceneId !== null) return drawn.get(sceneId) ?? null;
  const [only, ...others] = drawn.values();
  const hasStack = error instanceof Error && typeof error.stack === 'string';
  return !hasStack && others.length === 0 ? (only ?? null) : null;
};

let isContained = false;

/**
 * Makes the page of a render one that may run code of scenes: with a content security policy, a language that cannot be changed,
 * and without the props of the whole project in a global variable. Does nothing where there is no such code, and in Remotion Studio,
 * which is a page of the developer's own and could not go on working. To be called before any scene is drawn.
 */
export const containPage = (props: MainCompositionProps): void => {
  if (isContained || !props.scenes.some(({ template }) => template === 'code')) return;
  if (!getRemotionEnvironment().isRendering) return;
  isContained = true;
  enforceContentPolicy(props);
  // Remotion has read them by now.
  window.remotion_inputProps = '{}';
  for (const name of ['error', 'unhandledrejection'] as const) {
    window.addEventListener(name, (event) => {
      const error: unknown = 'reason' in event ? event.reason : event.error;
      const fail = ownerOf(error);
      if (fail === null) return;
      // Else Remotion would end the render, whatever becomes of the scene.
      event.preventDefault();
      event.stopImmediatePropagation();
      fail(
        error instanceof Error
          ? error
          : new Error(typeof error === 'string' ? error : 'the scene has failed'),
      );
    });
  }
  silenceScenes();
  hardenLanguage();
};

/** React prints what a boundary has caught; what users write belongs into no log. Remotion reports what ends the render. */
const silenceScenes = (): void => {
  const print = console.error;
  console.error = (...values: unknown[]) => {
    if (!values.some((value) => value instanceof Error)) print(...values);
  };
};
