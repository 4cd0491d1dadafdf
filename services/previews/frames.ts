import {
  mainCompositionMetadata,
  overlapInFrames,
  sceneStarts,
  type MainCompositionProps,
} from '../../remotion/catalog';

/** Pixels of a thumbnail's longer side, at most: enough for a list on a screen of double density. */
export const THUMBNAIL_LONGER_SIDE = 640;
/** Pixels of a clip's shorter side, at most. */
export const CLIP_SHORTER_SIDE = 360;
/** Where in a scene its entrance is over and its exit has not begun. */
const SETTLED = 0.6;
/** Other places of the first scene, for videos that have few. */
const ELSEWHERE = [0.3, 0.9] as const;
/** Pictures drawn for one thumbnail, at most: each takes some seconds of a function that waits for it. */
export const CANDIDATES_LIMIT = 4;

/**
 * Frames that may show what a video is about, the best first: of the first three scenes and the one in the middle, each where
 * its entrance is over and no transition is under way. At least one, each once. Props must be parsed. Pure.
 */
export function candidateFrames(props: MainCompositionProps): number[] {
  const { scenes } = props;
  const starts = sceneStarts(scenes);
  const { durationInFrames } = mainCompositionMetadata(props);
  const frameIn = (index: number, share: number): number => {
    const scene = scenes[index];
    const start = starts[index];
    if (scene === undefined || start === undefined) return 0;
    const before = scenes[index - 1];
    const from = start + (before === undefined ? 0 : overlapInFrames(before));
    // Where two transitions fill a scene, nothing of it stands still.
    const length = Math.max(1, start + scene.durationInFrames - overlapInFrames(scene) - from);
    return Math.min(durationInFrames - 1, Math.floor(from + share * length));
  };
  const chosen = [0, 1, 2, Math.floor(scenes.length / 2)].filter((index) => index < scenes.length);
  const frames = [
    ...chosen.map((index) => frameIn(index, SETTLED)),
    ...ELSEWHERE.map((share) => frameIn(0, share)),
  ];
  return [...new Set(frames)].slice(0, CANDIDATES_LIMIT);
}

/**
 * The piece of a video that a clip shows: so many seconds around a frame, or all of a video that is no longer. First and last
 * frame, both included. Pure.
 */
export function clipRange(
  props: MainCompositionProps,
  around: number,
  seconds: number,
): { readonly firstFrame: number; readonly lastFrame: number } {
  const { fps, durationInFrames } = mainCompositionMetadata(props);
  const length = Math.min(durationInFrames, Math.max(1, Math.round(seconds * fps)));
  const firstFrame = Math.max(0, Math.min(around - Math.floor(length / 2), durationInFrames - length));
  return { firstFrame, lastFrame: firstFrame + length - 1 };
}

/** A picture's canvas and what it is scaled by; see `StillRequest`. */
export interface SmallCanvas {
  readonly props: MainCompositionProps;
  readonly scale: number;
}

/**
 * The same video, small: not above so many pixels on the longer, or on the shorter, side. Both sides are whole and even numbers
 * of pixels, as H.264 wants them. Sizes that have no such smaller one are laid out on a small canvas; templates measure
 * themselves by its shorter side, so they look the same. Never larger than the original. Pure.
 */
export function smallCanvas(
  props: MainCompositionProps,
  limit: { readonly longerSide: number } | { readonly shorterSide: number },
): SmallCanvas {
  const { width, height } = props;
  const [side, most] =
    'longerSide' in limit
      ? [Math.max(width, height), limit.longerSide]
      : [Math.min(width, height), limit.shorterSide];
  if (side <= most) return { props, scale: 1 };
  // The shape in the smallest even numbers: 32×18 for 16:9. Whole multiples of it keep the shape exactly.
  const divisor = greatestCommonDivisor(width, height) / 2;
  const steps = Math.floor((most * divisor) / side);
  // Too coarse a shape would make the picture much smaller than it may be.
  if (steps >= 1 && (steps / divisor) * side > most / 2) return { props, scale: steps / divisor };
  const even = (pixels: number): number => Math.max(2, 2 * Math.floor((pixels * (most / side)) / 2));
  return { props: { ...props, width: even(width), height: even(height) }, scale: 1 };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
