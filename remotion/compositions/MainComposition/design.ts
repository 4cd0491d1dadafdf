import { Easing, interpolate } from 'remotion';

/** The family that @fontsource-variable/inter declares; the system's sans-serif covers scripts that Inter lacks. */
export const FONT_FAMILY = '"Inter Variable", sans-serif';

export const DEFAULT_ACCENT_COLOR = '#ff7a45';
export const DEFAULT_BACKGROUND_COLOR = '#0c1220';

type Rgb = readonly [red: number, green: number, blue: number];

const rgbOf = (hex: string): Rgb => {
  const digits = hex.slice(1);
  const full = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits;
  const value = Number.parseInt(full, 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
};

/** Relative luminance as WCAG 2.2 defines it, 0 (black) to 1 (white), of `#rgb` or `#rrggbb`. */
export const luminanceOf = (hex: string): number => {
  const [red, green, blue] = rgbOf(hex).map((channel) => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/** WCAG contrast ratio of two colours, 1 to 21. */
export const contrastOf = (one: string, other: string): number => {
  const [low, high] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
};

/** The text colour, near white or near black, that stands out more on a background. */
export const inkOn = (background: string): string =>
  contrastOf('#ffffff', background) >= contrastOf('#0b0f19', background) ? '#ffffff' : '#0b0f19';

/**
 * The accent where it stands out enough from a background, else the plain text colour. WCAG AA asks for a contrast
 * of 4.5 of small text, the default, and of 3 of shapes.
 */
export const legibleAccentOn = (background: string, accent: string, minContrast = 4.5): string =>
  contrastOf(accent, background) >= minContrast ? accent : inkOn(background);

/** A colour at an opacity from 0 to 1, as CSS `rgba()`. */
export const withAlpha = (hex: string, alpha: number): string => `rgba(${rgbOf(hex).join(', ')}, ${alpha})`;

/** A colour mixed with another in sRGB; `amount` 0 gives the first, 1 the second. */
export const mix = (from: string, to: string, amount: number): string => {
  const target = rgbOf(to);
  const channels = rgbOf(from).map((value, index) =>
    Math.round(value + ((target[index] ?? value) - value) * amount),
  );
  return `rgb(${channels.join(', ')})`;
};

/**
 * Measures of one frame. `unit` is one design pixel: designs are drawn for a shorter side of 1080, so a length times
 * `unit` looks the same in every project size.
 */
export type Stage = {
  width: number;
  height: number;
  unit: number;
  isPortrait: boolean;
  /** Pixels kept free at the left and right edge. */
  marginX: number;
  /** Pixels kept free at the upper and lower edge; more in portrait, where phone players put their buttons. */
  marginY: number;
};

/** Measures for a frame of the given project pixels. */
export const stageOf = (width: number, height: number): Stage => {
  const unit = Math.min(width, height) / 1080;
  const isPortrait = height > width * 1.1;
  const isLandscape = width > height * 1.1;
  return {
    width,
    height,
    unit,
    isPortrait,
    marginX: (isLandscape ? 144 : 92) * unit,
    marginY: (isPortrait ? 200 : 100) * unit,
  };
};

// Advance widths in em, on the generous side of Inter at weight 700: a guess that is too wide only costs size.
const glyphWidth = (glyph: string): number => {
  if (/[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]|\p{Extended_Pictographic}/u.test(glyph)) return 1.05;
  if (/[MWmw@%—]/.test(glyph)) return 0.92;
  if (/\p{Lu}/u.test(glyph)) return 0.7;
  if (/[ iljtfrI.,:;'|!()[\]]/.test(glyph)) return 0.36;
  return 0.61;
};

const widthInEm = (text: string): number => [...text].reduce((sum, glyph) => sum + glyphWidth(glyph), 0);

const linesNeeded = (wordWidths: readonly number[], lineWidthEm: number): number => {
  let lines = 1;
  let used = 0;
  for (const word of wordWidths) {
    const wanted = used === 0 ? word : used + glyphWidth(' ') + word;
    if (wanted > lineWidthEm && used > 0) {
      lines += 1;
      used = word;
    } else {
      used = wanted;
    }
  }
  return lines;
};

/**
 * The largest font size in pixels, between `minSize` and `maxSize`, at which the text wraps into the box without
 * breaking a word. Estimated from glyph classes, so it needs no layout and is the same in every render worker. At
 * `minSize` the text may still overflow; the caller lets words break there.
 */
export const fitFontSize = (
  text: string,
  box: { width: number; height: number; maxSize: number; minSize: number; lineHeight: number },
): number => {
  const wordWidths = text.split(/\s+/).map(widthInEm);
  const longest = Math.max(...wordWidths);
  const steps = 40;
  for (let step = 0; step <= steps; step += 1) {
    const size = box.maxSize * (box.minSize / box.maxSize) ** (step / steps);
    const lineWidthEm = box.width / size;
    if (longest > lineWidthEm) continue;
    if (linesNeeded(wordWidths, lineWidthEm) * size * box.lineHeight <= box.height) return size;
  }
  return box.minSize;
};

/**
 * Progress from 0 to 1 of something that starts at `startSeconds` and settles softly after `durationSeconds`. In
 * seconds, so that an animation looks the same at 24, 30 and 60 frames per second. A negative start means that it is
 * already under way in the first frame.
 */
export const settle = (seconds: number, startSeconds: number, durationSeconds: number): number =>
  interpolate(seconds, [startSeconds, startSeconds + durationSeconds], [0, 1], {
    easing: Easing.bezier(0.16, 1, 0.3, 1),
    extrapolateLeft: 'clamp',
    extrapolateRight: 'clamp',
  });

const MUSIC_VOLUME = 0.85;
const FADE_IN_SECONDS = 0.4;
const FADE_OUT_SECONDS = 1.2;

/** Volume (0 to 1) of the background music in a frame: it fades in and out at the two ends of the whole video. */
export const musicVolumeAt = (frame: number, fps: number, durationInFrames: number): number => {
  const fadeIn = Math.min(FADE_IN_SECONDS * fps, durationInFrames / 3);
  const fadeOut = Math.min(FADE_OUT_SECONDS * fps, durationInFrames / 3);
  const nearestEnd = Math.min(frame / fadeIn, (durationInFrames - 1 - frame) / fadeOut, 1);
  return MUSIC_VOLUME * Math.max(0, nearestEnd);
};
