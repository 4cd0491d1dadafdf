import { Easing, interpolate } from 'remotion';
import { linesOfPieces, piecesOf, widthInEm } from '../../text-width';

const HAN = { zh: '"Noto Sans SC Variable"', ja: '"Noto Sans JP Variable"', ko: '"Noto Sans KR Variable"' };

/**
 * The families for a text, all of which ship with the site; each covers what those before it lack. Chinese, Japanese and Korean
 * share characters that each writes in its own way: kana tell Japanese, Hangul tells Korean.
 */
export const fontFamilyFor = (text: string): string => {
  const first = /[\u3040-\u30ff]/.test(text)
    ? HAN.ja
    : /[\u1100-\u11ff\uac00-\ud7af]/.test(text)
      ? HAN.ko
      : HAN.zh;
  const scripts = ['Arabic', 'Hebrew', 'Devanagari', 'Thai'].map((name) => `"Noto Sans ${name} Variable"`);
  const han = [first, ...Object.values(HAN).filter((family) => family !== first)];
  return ['"Inter Variable"', '"Noto Color Emoji"', ...scripts, ...han, 'sans-serif'].join(', ');
};

/** The families where the text is not known. */
export const FONT_FAMILY = fontFamilyFor('');

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
  isLandscape: boolean;
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
    isLandscape,
    marginX: (isLandscape ? 144 : 92) * unit,
    marginY: (isPortrait ? 200 : 100) * unit,
  };
};

/** Where text has to fit in: all in pixels, but `lineHeight`, which is a multiple of the font size. */
export type TextBox = { width: number; height: number; maxSize: number; minSize: number; lineHeight: number };

/**
 * The largest font size in pixels, between `minSize` and `maxSize`, at which the text wraps into the box without
 * breaking a word. Estimated from glyph classes, so it needs no layout and is the same in every render worker. At
 * `minSize` the text may still overflow; the caller lets words break there.
 */
export const fitFontSize = (text: string, box: TextBox): number => {
  const pieces = piecesOf(text);
  const longest = Math.max(0, ...pieces.map(({ width }) => width));
  const steps = 40;
  for (let step = 0; step <= steps; step += 1) {
    const size = box.maxSize * (box.minSize / box.maxSize) ** (step / steps);
    const lineWidthEm = box.width / size;
    if (longest > lineWidthEm) continue;
    if (linesOfPieces(pieces, lineWidthEm) * size * box.lineHeight <= box.height) return size;
  }
  return box.minSize;
};

/** The font size at which each of several texts fits into a box of its own, all boxes being alike. */
export const fitFontSizeOfAll = (texts: readonly string[], box: TextBox): number =>
  Math.min(box.maxSize, ...texts.map((text) => fitFontSize(text, box)));

/** The font size at which each of several texts fits into a box of its own on one line, however small that is. */
export const fitFontSizeOnLine = (
  texts: readonly string[],
  { width, height, maxSize, lineHeight }: Omit<TextBox, 'minSize'>,
): number => Math.min(maxSize, height / lineHeight, ...texts.map((text) => width / widthInEm(text)));

/** How many whole lines of a font size have room in a box; at least one. */
export const linesInBox = ({ height, lineHeight }: TextBox, fontSize: number): number =>
  // A hair more, because a size that was made to fit must not lose its last line to rounding.
  Math.max(1, Math.floor(height / (fontSize * lineHeight) + 0.01));

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** The direction that a text is read in, by its first letter; undefined for one without letters. */
export const directionOf = (text: string): 'ltr' | 'rtl' | undefined => {
  const letter = /\p{L}/u.exec(text)?.[0];
  if (letter === undefined) return undefined;
  return RIGHT_TO_LEFT.test(letter) ? 'rtl' : 'ltr';
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
