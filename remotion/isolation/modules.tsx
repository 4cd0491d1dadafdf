// What `$require` of a scene answers with. Each module is written out: what is not named here, no scene has.
import * as captions from '@remotion/captions';
import { Audio, Video } from '@remotion/media';
import * as noise from '@remotion/noise';
import * as paths from '@remotion/paths';
import * as shapes from '@remotion/shapes';
import {
  linearTiming,
  springTiming,
  TransitionSeries,
  useTransitionProgress,
  type TransitionTiming,
} from '@remotion/transitions';
import { clockWipe } from '@remotion/transitions/clock-wipe';
import { fade } from '@remotion/transitions/fade';
import { flip } from '@remotion/transitions/flip';
import { slide } from '@remotion/transitions/slide';
import { wipe } from '@remotion/transitions/wipe';
import * as React from 'react';
import * as remotion from 'remotion';
import { ALLOWED_MODULES } from '../limits';
import * as kit from '../kit';
import type { SceneDelays } from './delays';
import {
  contextOf,
  createSceneElement,
  isSceneElement,
  opaqueToken,
  plainData,
  SceneClass,
  sceneComponent,
  sceneContext,
  sceneForwardRef,
  sceneFragment,
  sceneMemo,
  sceneSuspense,
  type Allowed,
  type SceneElement,
  type SceneEnvironment,
} from './elements';
import { harden } from './realm';

type Module = Readonly<Record<string, unknown>>;
type AllowedModule = (typeof ALLOWED_MODULES)[number];

/** Copies of functions would be other functions; their own, made immutable, cannot be told from copies. */
const pure = (module: Record<string, unknown>, without: readonly string[] = []): Module => {
  const names = Object.keys(module).filter(
    (name) => typeof module[name] === 'function' && !without.includes(name),
  );
  const given = Object.fromEntries(names.map((name) => [name, module[name]]));
  harden(Object.values(given));
  return given;
};

/** A function of React's or Remotion's as another one, so that nothing can be hung on to theirs. */
const passing =
  (call: unknown) =>
  (...values: unknown[]): unknown =>
    (call as (...given: unknown[]) => unknown)(...values);

const HOOKS = [
  ...[
    'useActionState',
    'useCallback',
    'useDebugValue',
    'useDeferredValue',
    'useEffect',
    'useEffectEvent',
    'useId',
  ],
  ...[
    'useImperativeHandle',
    'useInsertionEffect',
    'useLayoutEffect',
    'useMemo',
    'useOptimistic',
    'useReducer',
    'useRef',
  ],
  ...['useState', 'useSyncExternalStore', 'useTransition', 'startTransition'],
] as const;

const jsx = (type: unknown, props: object, key?: unknown) => createSceneElement(type, props, key);

const createElement = (type: unknown, props?: object | null, ...children: unknown[]): SceneElement =>
  createSceneElement(type, {
    ...props,
    ...(children.length === 0 ? {} : { children: children.length === 1 ? children[0] : children }),
  });

const cloneElement = (
  element: unknown,
  props?: Record<string, unknown> | null,
  ...children: unknown[]
): SceneElement => {
  if (!isSceneElement(element)) throw new Error('cloneElement() takes an element');
  return createElement(element.type, { key: element.key, ...element.props, ...props }, ...children);
};

/** `Children` of React, for our elements. */
const Children = Object.freeze({
  toArray: (children: unknown): unknown[] =>
    [children]
      .flat(Infinity)
      .filter((child) => child !== null && child !== undefined && typeof child !== 'boolean'),
  map: (children: unknown, change: (child: unknown, index: number) => unknown): unknown[] =>
    children === null || children === undefined
      ? []
      : [children].flat(Infinity).map((child, index) => change(child, index)),
  forEach: (children: unknown, call: (child: unknown, index: number) => void): void => {
    if (children !== null && children !== undefined)
      [children].flat(Infinity).forEach((child, index) => call(child, index));
  },
  count: (children: unknown): number =>
    children === null || children === undefined ? 0 : [children].flat(Infinity).length,
  only: (children: unknown): unknown => {
    if (isSceneElement(children)) return children;
    throw new Error('Children.only() takes exactly one element');
  },
});

const react = (): Module => {
  const hooks = Object.fromEntries(HOOKS.map((name) => [name, passing(React[name])]));
  const useContext = (token: unknown): unknown => React.useContext(contextOf(token));
  const use = (value: unknown): unknown => (value instanceof Promise ? React.use(value) : useContext(value));
  const names = {
    ...hooks,
    ...{ Children, cloneElement, createElement, isValidElement: isSceneElement, useContext, use },
    ...{
      Component: SceneClass,
      PureComponent: SceneClass,
      Fragment: sceneFragment,
      StrictMode: sceneFragment,
    },
    ...{ Profiler: sceneFragment, Suspense: sceneSuspense, memo: sceneMemo, forwardRef: sceneForwardRef },
    ...{ createContext: sceneContext, createRef: () => ({ current: null }), version: React.version },
  };
  return { ...names, default: names };
};

// ---- Remotion

const BOX = ['style', 'className'] as const;
const TIME = [
  'from',
  'durationInFrames',
  'name',
  'layout',
  'width',
  'height',
  'premountFor',
  'postmountFor',
  'hidden',
];
const SEQUENCE = [
  ...BOX,
  ...TIME,
  'offset',
  'freeze',
  'trimBefore',
  'styleWhilePremounted',
  'styleWhilePostmounted',
];
const PLAYING = [
  ...[
    'muted',
    'loop',
    'playbackRate',
    'trimBefore',
    'trimAfter',
    'startFrom',
    'endAt',
    'loopVolumeCurveBehavior',
    'name',
  ],
  ...['toneFrequency', 'audioStreamIndex', 'preservePitch', 'style', 'className'],
];
const audio: Allowed = { data: PLAYING, urls: ['src'], values: ['volume'] };
const video: Allowed = {
  data: [...PLAYING, 'objectFit', 'transparent', 'toneMapped'],
  urls: ['src'],
  values: ['volume'],
};
const image: Allowed = {
  data: [...BOX, 'width', 'height', 'alt', 'objectFit', 'fit', 'playbackRate', 'loopBehavior', 'maxRetries'],
  urls: ['src'],
  events: ['onLoad', 'onError'],
};

const failing = (name: string) => (environment: SceneEnvironment) => ({
  [name]: (error: unknown) => environment.fail(error),
});

/** What a picture that moves has failed with comes here, or it would be nobody's. */
const movie = (environment: SceneEnvironment) => ({
  fallbackOffthreadVideoProps: failing('onError')(environment),
});

const remotionModule = (_environment: SceneEnvironment, delays: SceneDelays): Module => {
  const { interpolate, interpolateColors, measureSpring, random, spring, Easing } = remotion;
  harden([interpolate, interpolateColors, measureSpring, random, spring, Easing]);
  const useVideoConfig = () => {
    // Remotion's own tells the props of the whole project, too.
    const { width, height, fps, durationInFrames, id } = remotion.useVideoConfig();
    return Object.freeze({
      width,
      height,
      fps,
      durationInFrames,
      id,
      props: Object.freeze({}),
      defaultProps: Object.freeze({}),
    });
  };
  const environmentOf = () => Object.freeze({ ...remotion.getRemotionEnvironment() });
  const series = sceneComponent('Series.Sequence', remotion.Series.Sequence, { data: SEQUENCE });
  return {
    ...{ interpolate, interpolateColors, measureSpring, random, spring, Easing, useVideoConfig },
    ...{
      useCurrentFrame: () => remotion.useCurrentFrame(),
      useCurrentScale: () => remotion.useCurrentScale(),
    },
    ...{
      getRemotionEnvironment: environmentOf,
      useRemotionEnvironment: environmentOf,
      VERSION: remotion.VERSION,
    },
    ...delays,
    useDelayRender: () => delays,
    useBufferState: () => ({ delayPlayback: () => ({ unblock: () => undefined }) }),
    staticFile: (path: unknown) => remotion.staticFile(checkedPath(path)),
    AbsoluteFill: sceneComponent('AbsoluteFill', remotion.AbsoluteFill, { data: BOX }),
    Sequence: sceneComponent('Sequence', remotion.Sequence, { data: SEQUENCE }),
    Series: sceneComponent('Series', remotion.Series, { data: SEQUENCE }, { Sequence: series }),
    Loop: sceneComponent('Loop', remotion.Loop, {
      data: ['durationInFrames', 'times', 'layout', 'style', 'name'],
    }),
    Freeze: sceneComponent('Freeze', remotion.Freeze, { data: ['frame'], values: ['active'] }),
    Img: sceneComponent('Img', remotion.Img, { ...image, added: failing('onImageError') }),
    AnimatedImage: sceneComponent('AnimatedImage', remotion.AnimatedImage, {
      ...image,
      added: failing('onError'),
    }),
    Audio: sceneComponent('Audio', remotion.Html5Audio, { ...audio, added: failing('onError') }),
    Html5Audio: sceneComponent('Html5Audio', remotion.Html5Audio, { ...audio, added: failing('onError') }),
    Video: sceneComponent('Video', remotion.OffthreadVideo, { ...video, added: failing('onError') }),
    Html5Video: sceneComponent('Html5Video', remotion.OffthreadVideo, {
      ...video,
      added: failing('onError'),
    }),
    OffthreadVideo: sceneComponent('OffthreadVideo', remotion.OffthreadVideo, {
      ...video,
      added: failing('onError'),
    }),
  };
};

function checkedPath(path: unknown): string {
  if (typeof path === 'string' && /^[A-Za-z0-9_-][\w./ -]*$/.test(path) && !path.includes('..')) return path;
  throw new Error('staticFile() takes the path of a file in the public folder, such as "sample/lake.jpg"');
}

const mediaModule = (): Module => ({
  Audio: sceneComponent('Audio', Audio, audio),
  Video: sceneComponent('Video', Video, { ...video, added: movie }),
});

// ---- Transitions

const timing = (make: unknown, environment: SceneEnvironment) => (options: unknown) => {
  const real = (make as (given: unknown) => TransitionTiming)(plainData(options ?? {}, environment));
  return opaqueToken(real, {
    getDurationInFrames: (given: { fps: number }) => real.getDurationInFrames({ fps: Number(given.fps) }),
    getProgress: (given: { frame: number; fps: number }) =>
      real.getProgress({ frame: Number(given.frame), fps: Number(given.fps) }),
  });
};

const presentation = (make: unknown, environment: SceneEnvironment) => (options: unknown) =>
  opaqueToken((make as (given: unknown) => object)(plainData(options ?? {}, environment)), {});

const transitionsModule = (environment: SceneEnvironment): Module => ({
  linearTiming: timing(linearTiming, environment),
  springTiming: timing(springTiming, environment),
  useTransitionProgress: () => {
    const { entering, exiting, isInTransitionSeries } = useTransitionProgress();
    return { entering, exiting, isInTransitionSeries };
  },
  TransitionSeries: sceneComponent(
    'TransitionSeries',
    TransitionSeries,
    { data: SEQUENCE },
    {
      Sequence: sceneComponent('TransitionSeries.Sequence', TransitionSeries.Sequence, { data: SEQUENCE }),
      Transition: sceneComponent('TransitionSeries.Transition', TransitionSeries.Transition, {
        opaque: ['timing', 'presentation'],
      }),
      Overlay: sceneComponent('TransitionSeries.Overlay', TransitionSeries.Overlay, {
        data: ['durationInFrames', 'offset'],
      }),
    },
  ),
});

// ---- Shapes and our own kit

/** Attributes of SVG, and the measures that shapes are made of. */
const SHAPE = [
  ...BOX,
  ...[
    'width',
    'height',
    'radius',
    'length',
    'direction',
    'edgeRoundness',
    'cornerRadius',
    'points',
    'innerRadius',
    'outerRadius',
  ],
  ...[
    'rx',
    'ry',
    'progress',
    'closePath',
    'counterClockwise',
    'rotation',
    'aspectRatio',
    'depthAdjustment',
    'bottomRoundnessAdjustment',
  ],
  ...[
    'fill',
    'stroke',
    'strokeWidth',
    'strokeLinecap',
    'strokeLinejoin',
    'strokeDasharray',
    'strokeDashoffset',
    'opacity',
    'pathStyle',
  ],
  ...[
    'headWidth',
    'headLength',
    'shaftWidth',
    'pointerLength',
    'pointerWidth',
    'pointerPosition',
    'pointerDirection',
    'edges',
    'transform',
  ],
];

const shapesModule = (): Module => {
  const names = Object.keys(shapes);
  const components = names.filter((name) => /^[A-Z]/.test(name));
  const drawn = components.map((name): [string, unknown] => [
    name,
    sceneComponent(name, shapes[name as keyof typeof shapes], { data: SHAPE }),
  ]);
  return { ...pure(shapes, components), ...Object.fromEntries<unknown>(drawn) };
};

const kitModule = (): Module => ({
  ...pure({
    contrastOf: kit.contrastOf,
    fitFontSize: kit.fitFontSize,
    inkOn: kit.inkOn,
    legibleAccentOn: kit.legibleAccentOn,
    mix: kit.mix,
    settle: kit.settle,
    withAlpha: kit.withAlpha,
  }),
  theme: kit.theme,
  useStage: () => ({ ...kit.useStage() }),
  Backdrop: sceneComponent('Backdrop', kit.Backdrop, { data: ['background', 'ink', 'accent', 'rings'] }),
  Rise: sceneComponent('Rise', kit.Rise, { data: ['startSeconds', 'style'] }),
  Headline: sceneComponent('Headline', kit.Headline, { data: ['text', 'startSeconds', 'style'] }),
  Eyebrow: sceneComponent('Eyebrow', kit.Eyebrow, { data: ['text', 'accent', 'background', 'startSeconds'] }),
});

/** Each module of {@link ALLOWED_MODULES}; icons are compiled into the code. */
const MODULES: {
  readonly [Name in AllowedModule]: (environment: SceneEnvironment, delays: SceneDelays) => Module;
} = {
  react,
  'react/jsx-runtime': () => ({ jsx, jsxs: jsx, Fragment: sceneFragment }),
  remotion: remotionModule,
  '@remotion/media': mediaModule,
  '@remotion/transitions': transitionsModule,
  '@remotion/transitions/fade': (environment) => ({ fade: presentation(fade, environment) }),
  '@remotion/transitions/slide': (environment) => ({ slide: presentation(slide, environment) }),
  '@remotion/transitions/wipe': (environment) => ({ wipe: presentation(wipe, environment) }),
  '@remotion/transitions/flip': (environment) => ({ flip: presentation(flip, environment) }),
  '@remotion/transitions/clock-wipe': (environment) => ({ clockWipe: presentation(clockWipe, environment) }),
  '@remotion/shapes': shapesModule,
  '@remotion/paths': () => pure(paths, ['PathInternals']),
  '@remotion/noise': () => pure(noise),
  '@remotion/captions': () => pure(captions, ['CaptionsInternals']),
  '@iconify/react': () => ({}),
  reelway: kitModule,
};

const isAllowed = (name: string): name is AllowedModule =>
  (ALLOWED_MODULES as readonly string[]).includes(name);

/** The modules of one scene; each is made when it is first asked for. */
export const sceneModules = (
  environment: SceneEnvironment,
  delays: SceneDelays,
): ((name: unknown) => Module) => {
  const made = new Map<string, Module>();
  return (name) => {
    const wanted = String(name);
    if (!isAllowed(wanted)) {
      throw new Error(
        `${JSON.stringify(wanted.slice(0, 80))} cannot be imported: there are ${ALLOWED_MODULES.join(', ')}`,
      );
    }
    const found = made.get(wanted);
    if (found !== undefined) return found;
    const names = MODULES[wanted](environment, delays);
    for (const each of Object.values(names)) if (typeof each === 'function') Object.freeze(each);
    const module = Object.freeze({ ...names, __esModule: true });
    made.set(wanted, module);
    return module;
  };
};
