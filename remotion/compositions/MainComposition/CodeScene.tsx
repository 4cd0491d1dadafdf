import { useLayoutEffect, type ReactNode } from 'react';
import { getRemotionEnvironment } from 'remotion';
import { sceneDelays, textOf } from '../../isolation/delays';
import { drawScene, type SceneEnvironment } from '../../isolation/elements';
import { sceneModules } from '../../isolation/modules';
import { listenToScene } from '../../isolation/page';
import { declaredUrls } from '../../isolation/policy';
import { createGuard, frozenCopy, runSceneCode } from '../../isolation/realm';
import { useFailScene } from './SceneBoundary';

type Props = Readonly<Record<string, unknown>>;

/** A scene's code, run once for the life of the page. */
type RunningScene = {
  environment: SceneEnvironment & { assets: SceneEnvironment['assets'] };
  /** Draws the exported component. @throws what the code has thrown when it was run. */
  draw(props: Props): ReactNode;
  /** Whom errors are told that nobody can catch. */
  tell: (error: Error) => void;
  /** Lets go of everything that the scene keeps waiting. */
  release(): void;
};

const running = new Map<string, RunningScene>();

const runScene = (sceneId: string, code: string): RunningScene => {
  const key = `${sceneId}\0${code}`;
  const known = running.get(key);
  if (known !== undefined) return known;
  let broken: { error: unknown } | null = null;
  const { delays, release } = sceneDelays((error) => scene.environment.fail(error));
  const scene: RunningScene = {
    environment: {
      assets: { declared: new Set(), staticBase: '' },
      fail(error) {
        broken ??= { error };
        scene.tell(error instanceof Error ? error : new Error(textOf(error)));
      },
      check() {
        if (broken !== null) throw broken.error;
      },
    },
    draw(props) {
      scene.environment.check();
      return drawScene(componentOf(exported()), props, scene.environment);
    },
    tell: () => undefined,
    release,
  };
  const exported = once(() =>
    runSceneCode(code, {
      sceneId,
      require: sceneModules(scene.environment, delays),
      guard: createGuard(),
      globals: sceneGlobals((error) => scene.environment.fail(error)),
    }),
  );
  running.set(key, scene);
  return scene;
};

/** Remembers the outcome, a failure as well: code that has half run must not run again. */
const once = <T,>(work: () => T): (() => T) => {
  let outcome: { value: T } | { error: unknown } | null = null;
  return () => {
    if (outcome === null) {
      try {
        outcome = { value: work() };
      } catch (error) {
        outcome = { error };
      }
    }
    if ('error' in outcome) throw outcome.error;
    return outcome.value;
  };
};

/** The default export, or the only thing that can be drawn. */
const componentOf = (exported: Record<string, unknown>): unknown => {
  if (exported.default !== undefined) return exported.default;
  const named = Object.values(exported).filter((each) => typeof each === 'function');
  if (named.length === 1) return named[0];
  throw new Error('the scene exports nothing that can be drawn');
};

/** Timers of a scene beyond this in one page are a mistake. */
const MAX_TIMERS = 1_000;

/** What scenes have of the browser. What they print goes nowhere but to the developer's own console. */
const sceneGlobals = (fail: (error: unknown) => void): Record<string, unknown> => {
  let timers = 0;
  const names = [
    'log',
    'info',
    'warn',
    'error',
    'debug',
    'trace',
    'table',
    'group',
    'groupEnd',
    'time',
    'timeEnd',
    'assert',
  ];
  const isShown = getRemotionEnvironment().isStudio;
  const print = (name: string) =>
    isShown
      ? (...values: unknown[]) => (console[name as 'log'] as (...given: unknown[]) => void)(...values)
      : () => undefined;
  const later = (call: unknown, waitMs: unknown): number => {
    // A text would be run as code of the page.
    if (typeof call !== 'function') throw new TypeError('setTimeout() takes a function');
    timers += 1;
    if (timers > MAX_TIMERS) throw new Error(`setTimeout() was called more than ${MAX_TIMERS} times`);
    const run = () => {
      try {
        (call as () => void)();
      } catch (error) {
        fail(error);
      }
    };
    return setTimeout(run, Math.max(0, Number(waitMs) || 0)) as unknown as number;
  };
  const globals: Record<string, unknown> = {
    console: Object.freeze(Object.fromEntries(names.map((name) => [name, Object.freeze(print(name))]))),
    performance: Object.freeze({ now: () => performance.now() }),
    setTimeout: later,
    clearTimeout: (timer: unknown) => clearTimeout(timer as number),
    queueMicrotask: (call: unknown) => void Promise.resolve().then(call as () => void),
    structuredClone: (value: unknown): unknown => structuredClone(value),
    atob: (text: unknown) => atob(String(text)),
    btoa: (text: unknown) => btoa(String(text)),
  };
  for (const each of Object.values(globals)) Object.freeze(each);
  return globals;
};

/** Draws a scene that is code. It is given copies of its own props and nothing else; what it throws is the boundary's. */
export const CodeScene = ({
  sceneId,
  code,
  urls,
  props,
}: {
  sceneId: string;
  code: string;
  urls?: readonly string[] | undefined;
  props: Props;
}): ReactNode => {
  const fail = useFailScene();
  const scene = runScene(sceneId, code);
  scene.tell = fail;
  const declared = declaredUrls({ code, props, urls });
  scene.environment.assets = { declared, staticBase: window.remotion_staticBase };
  useLayoutEffect(() => {
    const forget = listenToScene(sceneId, (error) => scene.environment.fail(error));
    return () => {
      forget();
      scene.release();
    };
  }, [sceneId, scene]);
  return scene.draw(frozenCopy(props));
};
