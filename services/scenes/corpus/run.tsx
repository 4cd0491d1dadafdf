import * as captions from '@remotion/captions';
import * as noise from '@remotion/noise';
import * as paths from '@remotion/paths';
import * as shapes from '@remotion/shapes';
import * as React from 'react';
import * as jsxRuntime from 'react/jsx-runtime';
import { renderToStaticMarkup } from 'react-dom/server';
import { Easing, interpolate, interpolateColors, measureSpring, random, spring } from 'remotion';

type Props = { readonly children?: React.ReactNode; readonly style?: React.CSSProperties };

const Box = ({ children, style }: Props) => <div style={style}>{children}</div>;
const File = ({ src }: { src: string }) => <img src={src} alt="" />;
const parts = { Sequence: Box, Transition: () => null, Overlay: Box };

/** Stands in for what the composition gives to scenes: React and pure functions as they are, the rest as plain boxes. */
const MODULES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  react: React,
  'react/jsx-runtime': jsxRuntime,
  remotion: {
    ...{ Easing, interpolate, interpolateColors, measureSpring, random, spring },
    ...{
      AbsoluteFill: Box,
      Sequence: Box,
      Loop: Box,
      Freeze: Box,
      Series: Object.assign(() => <Box />, parts),
    },
    ...{ Img: File, Video: File, OffthreadVideo: File, Audio: File, staticFile: (path: string) => path },
    useCurrentFrame: () => 15,
    useVideoConfig: () => ({ width: 1920, height: 1080, fps: 30, durationInFrames: 90 }),
    ...{ delayRender: () => 1, continueRender: () => undefined },
  },
  '@remotion/media': { Video: File, Audio: File },
  '@remotion/transitions': {
    TransitionSeries: Object.assign(Box, parts),
    ...{ linearTiming: () => ({}), springTiming: () => ({}), useTransitionProgress: () => ({}) },
  },
  '@remotion/transitions/fade': { fade: () => ({}) },
  '@remotion/shapes': shapes,
  '@remotion/paths': paths,
  '@remotion/noise': noise,
  '@remotion/captions': captions,
  reelway: {
    ...{ Backdrop: Box, Rise: Box, theme: { backgroundColor: '#000', accentColor: '#f60' } },
    Headline: ({ text, style }: { text: string; style?: React.CSSProperties }) => (
      <h1 style={style}>{text}</h1>
    ),
    ...{ useStage: () => ({ width: 1920, height: 1080 }), fitFontSize: () => 40 },
  },
};

/** Makes a function of a scene's code, as the composition does. @throws SyntaxError */
export const CodeFunction = Function;

/** What has become of a scene that was run and drawn. */
export interface Drawn {
  readonly markup: string;
  /** How often `$guard` was called. */
  readonly guarded: number;
}

/**
 * Runs compiled code as the composition does and draws its component once. @throws what the code throws, also when `$guard` is
 * called more often than `guardLimit`.
 */
export function drawCompiled(js: string, props: object, guardLimit = 100_000): Drawn {
  const exported: { default?: React.ComponentType<object> } = {};
  let guarded = 0;
  const require = (name: string): unknown => {
    if (MODULES[name] === undefined) throw new Error(`There is no module ${name}.`);
    return MODULES[name];
  };
  const guard = (): void => {
    guarded += 1;
    if (guarded > guardLimit) throw new Error('An endless loop.');
  };
  const run = new CodeFunction('$require', '$exports', '$guard', `${js}\n//# sourceURL=scene.tsx`) as (
    ...given: unknown[]
  ) => void;
  run(require, exported, guard);
  if (exported.default === undefined) throw new Error('The scene exports nothing.');
  return { markup: renderToStaticMarkup(<exported.default {...props} />), guarded };
}
