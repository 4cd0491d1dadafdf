import { MAX_ASSET_REFERENCE_LENGTH } from './urls';

// What the site and those who start renders agree on. Without zod: functions read it that check no composition.

/** Id of the one composition that the site registers; every export renders it. */
export const MAIN_COMPOSITION_ID = 'MainComposition';

/**
 * Bounds of what one composition can hold. The limits of a deployment (longest render, dearest render) are tighter
 * and live in its configuration; these keep a render possible at all.
 */
export const COMPOSITION_LIMITS = {
  /** Pixels. Below this no text is legible. */
  minSideLength: 64,
  /** Pixels. The longest side that H.264 encoders accept everywhere (level 5.2). */
  maxSideLength: 4096,
  /** Frames per second. The highest rate that the export formats offer. */
  maxFps: 60,
  /** Scenes in one project. */
  maxScenes: 200,
  /** Frames, all scenes together: one hour at 60 frames per second. */
  maxDurationInFrames: 216_000,
  /** UTF-16 units. */
  maxAssetReferenceLength: MAX_ASSET_REFERENCE_LENGTH,
  /** UTF-16 units of one scene's compiled code. Its source may have a fifth of it; icons and guards are added. */
  maxSceneCodeLength: 500_000,
  /** Levels of lists and objects in the props of a scene. Code may be given any; beyond this, nobody looks for URLs. */
  maxPropsDepth: 20,
} as const;

/**
 * What scenes that are code may import. The compiler refuses everything else, and the site's `$require` has nothing else. Icons of
 * `@iconify/react` are compiled into the code; `reelway` is our own kit.
 */
export const ALLOWED_MODULES = [
  'react',
  'react/jsx-runtime',
  'remotion',
  '@remotion/media',
  '@remotion/transitions',
  '@remotion/transitions/fade',
  '@remotion/transitions/slide',
  '@remotion/transitions/wipe',
  '@remotion/transitions/flip',
  '@remotion/transitions/clock-wipe',
  '@remotion/shapes',
  '@remotion/paths',
  '@remotion/noise',
  '@remotion/captions',
  '@iconify/react',
  'reelway',
] as const;
