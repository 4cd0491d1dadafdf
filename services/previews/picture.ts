import { decode } from 'jpeg-js';

/**
 * What a picture that shows something has at least; in steps of brightness, of which there are 256. Measured: a title has 46, its
 * stage before anything has come in 23, a picture that has just begun to fade in from black up to 6, one colour 0.
 */
const LEAST_SPREAD = 10;

/** Pixels of a picture that are looked at: every so manyth in each direction. */
const LOOKED_AT_EVERY = 2;

/** Bounds of a decoder that is given a file of unknown origin. A thumbnail has a quarter of a megapixel. */
const DECODER_LIMITS = { maxResolutionInMP: 4, maxMemoryUsageInMB: 128 };

/** How much the brightness of a JPEG varies: its standard deviation, 0 for one colour. @throws Error when it is no JPEG. */
export function brightnessSpread(jpeg: Uint8Array): number {
  const { width, height, data } = decode(jpeg, { useTArray: true, ...DECODER_LIMITS });
  let [count, sum, squares] = [0, 0, 0];
  for (let y = 0; y < height; y += LOOKED_AT_EVERY) {
    for (let x = 0; x < width; x += LOOKED_AT_EVERY) {
      const at = 4 * (y * width + x);
      const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
      // ITU-R BT.601, as JPEG itself weighs colours.
      const brightness = 0.299 * red + 0.587 * green + 0.114 * blue;
      count += 1;
      sum += brightness;
      squares += brightness * brightness;
    }
  }
  const mean = sum / count;
  return Math.sqrt(Math.max(0, squares / count - mean * mean));
}

/** False for a picture that is black, white or otherwise blank, or nearly so. */
export const showsSomething = (spread: number): boolean => spread >= LEAST_SPREAD;
