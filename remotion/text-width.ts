// Advance widths in em, on the generous side of Inter at weight 700: a guess that is too wide only costs size.
const glyphWidth = (glyph: string): number => {
  if (/[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]|\p{Extended_Pictographic}/u.test(glyph)) return 1.05;
  if (/[MWmw@%—]/.test(glyph)) return 0.92;
  if (/\p{Lu}/u.test(glyph)) return 0.7;
  if (/[ iljtfrI.,:;'|!()[\]]/.test(glyph)) return 0.36;
  return 0.61;
};

/** Width of a text on one line, in em: an estimate that errs towards wide. */
export const widthInEm = (text: string): number =>
  [...text].reduce((sum, glyph) => sum + glyphWidth(glyph), 0);

/** A part of a text that stays on one line, and the width of the space before it. In em. */
export type Piece = { width: number; gap: number };

// Chinese, Japanese and Korean may break between any two characters.
const PIECE = /[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]|[^\s\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]+/g;

/** The parts that a text may be broken into where it wraps: words, or the characters of scripts without spaces. */
export const piecesOf = (text: string): Piece[] =>
  [...text.matchAll(PIECE)].map(({ 0: piece, index }) => ({
    width: widthInEm(piece),
    gap: index > 0 && /\s/.test(text.charAt(index - 1)) ? glyphWidth(' ') : 0,
  }));

/** How many lines of the given width, in em, the pieces of a text take up when they wrap. */
export const linesOfPieces = (pieces: readonly Piece[], lineWidthEm: number): number => {
  let lines = 1;
  let used = 0;
  for (const { width, gap } of pieces) {
    const wanted = used === 0 ? width : used + gap + width;
    if (wanted > lineWidthEm && used > 0) {
      lines += 1;
      used = width;
    } else {
      used = wanted;
    }
  }
  return lines;
};
