import type { RenderSettings, Strain } from '../exports/video-export';

// Apart from remotion-lambda.ts, because Remotion's client is larger than everything else together.

/**
 * Frames that are worth a function of their own, by the pixels of one frame. A function spends about six seconds on
 * starting Chromium and loading the site, so each row is what takes 2 GB functions about as long: with less most of the
 * bill is overhead, with more most of the time is waiting.
 */
const FRAMES_PER_FUNCTION: readonly { readonly pixels: number; readonly frames: number }[] = [
  // About 0.05 s a frame.
  { pixels: 1280 * 720, frames: 120 },
  // About 0.12 s a frame.
  { pixels: 1920 * 1080, frames: 60 },
  // About 0.5 s a frame of 4K.
  { pixels: Infinity, frames: 20 },
];

/** Fewer cannot have their audio joined without a gap (MINIMUM_FRAMES_PER_FUNCTION of @remotion/serverless-client 4.0.527). */
const MIN_FRAMES_PER_FUNCTION = 5;

/**
 * How many functions render one export: Remotion's `concurrency`. With one, the function that leads the render draws all
 * frames itself; with more, it is one function on top of these. Never above `maxFunctions`: a part that Lambda has no
 * capacity for fails the whole render. Every earlier attempt that ran out of memory or time doubles them: what a function
 * holds and what it has to do are both halved.
 */
export function functionsFor(
  { width, height, durationInFrames }: Pick<RenderSettings, 'width' | 'height' | 'durationInFrames'>,
  maxFunctions: number,
  strain: Strain = { memory: 0, time: 0 },
): number {
  const row = FRAMES_PER_FUNCTION.find(({ pixels }) => width * height <= pixels);
  const wanted = Math.ceil(durationInFrames / (row?.frames ?? 1)) * 2 ** (strain.memory + strain.time);
  let functions = Math.max(
    1,
    Math.min(wanted, maxFunctions, Math.floor(durationInFrames / MIN_FRAMES_PER_FUNCTION)),
  );
  while (functions > 1 && lastPart(durationInFrames, functions) < MIN_FRAMES_PER_FUNCTION) functions -= 1;
  return functions;
}

/** Frames that are left for the last function when all others draw equally many, as Remotion cuts a video. */
function lastPart(frames: number, functions: number): number {
  const each = Math.ceil(frames / functions);
  return frames % each || each;
}

/** How many functions a render runs at the same time: those that draw, and the one that leads them where it does not draw. */
export function functionsAtOnce(...request: Parameters<typeof functionsFor>): number {
  const drawing = functionsFor(...request);
  return drawing === 1 ? 1 : drawing + 1;
}
