import { createTikTokStyleCaptions } from '@remotion/captions';
import * as z from 'zod';
import { hexColor, once, requiredOr, wholeNumber } from './fields';
import { linesOfPieces, piecesOf, widthInEm } from './text-width';

/** Bounds of the captions of one video. */
export const CAPTION_LIMITS = {
  /** Two hours of talk, a caption every second and a half. */
  items: 5000,
  /** UTF-8 bytes of an SRT file, or of the items as JSON: an export keeps a copy, and DynamoDB takes 400 KB an item. */
  bytes: 200_000,
  /** UTF-16 units of one caption; longer than anybody reads at once. */
  textLength: 500,
  /** Milliseconds: a day. */
  timeMs: 86_400_000,
} as const;

const oneOf = <const T extends readonly string[]>(values: T) =>
  z.enum(values, { error: requiredOr(`must be one of ${values.join(', ')}`) });

const captionItemSchema = once(() =>
  z
    .strictObject({
      // Spaces count: where words come one by one, the space before a word begins a new one, as Whisper writes it.
      text: z
        .string({ error: requiredOr('must be text') })
        .max(CAPTION_LIMITS.textLength, `must be at most ${CAPTION_LIMITS.textLength} characters`),
      startMs: wholeNumber(0, CAPTION_LIMITS.timeMs),
      endMs: wholeNumber(0, CAPTION_LIMITS.timeMs),
      pageBreakAfter: z.boolean('must be true or false').optional(),
    })
    .refine(({ startMs, endMs }) => endMs >= startMs, {
      path: ['endMs'],
      error: 'must not be before startMs',
    }),
);

/** How captions look. */
export const captionStyleSchema = once(() =>
  z.strictObject({
    position: oneOf(['bottom', 'center', 'top']).optional(),
    size: oneOf(['small', 'medium', 'large']).optional(),
    look: oneOf(['box', 'outline']).optional(),
    color: hexColor().optional(),
    backgroundColor: hexColor().optional(),
    /** Of the word that is being spoken. */
    highlightColor: hexColor().optional(),
  }),
);

/**
 * The captions of a video: what is said and when, in milliseconds of the video. Sentences, one an item; or words, each with
 * the space before it, which are put together to what is read at once.
 */
export const captionsSchema = once(() =>
  z.strictObject({
    items: z
      .array(captionItemSchema(), { error: requiredOr('must be a list of captions') })
      .max(CAPTION_LIMITS.items, `must hold at most ${CAPTION_LIMITS.items} captions`)
      .refine((items) => JSON.stringify(items).length <= 2 * CAPTION_LIMITS.bytes, {
        error: `must be at most ${2 * CAPTION_LIMITS.bytes} characters of JSON`,
      }),
    style: captionStyleSchema().optional(),
  }),
);

/** One thing that is said. Times are milliseconds of the video. */
export type CaptionItem = z.infer<ReturnType<typeof captionItemSchema>>;
/** The captions of a video. */
export type Captions = z.infer<ReturnType<typeof captionsSchema>>;
/** How captions look. */
export type CaptionStyle = z.infer<ReturnType<typeof captionStyleSchema>>;

/** A word and the frame at which it is spoken, counted like the page's own. `startsLine` is a break that the author made. */
export type CaptionWord = { text: string; startInFrames: number; startsLine?: true };
/** What is read at once: two lines at most. Frames are those of the video. */
export type CaptionPage = { startInFrames: number; durationInFrames: number; words: CaptionWord[] };

type Word = { text: string; startMs: number; endMs: number; startsLine?: true };
/** Words that belong together, until they are found to be too many. */
type Utterance = { endMs: number; words: Word[] };

/** Size of letters for a shorter side of 1080 pixels. Portrait is held in a hand, further away than its width makes one think. */
const FONT_SIZE = { small: 36, medium: 46, large: 58 } as const;

const LINE_HEIGHT = 1.32;

/** Measures of captions, in project pixels where nothing else is said. */
export type CaptionMetrics = {
  fontSize: number;
  /** A multiple of the font size. */
  lineHeight: number;
  lineWidth: number;
  lineWidthEm: number;
  /** Between the captions and their edge of the frame. */
  inset: number;
  /** What two lines take up from their edge, with room to what comes next. */
  height: number;
};

/** Measures of captions in a frame of the given project pixels. */
export const captionMetrics = (
  { width, height }: { width: number; height: number },
  size: CaptionStyle['size'] = 'medium',
): CaptionMetrics => {
  const unit = Math.min(width, height) / 1080;
  const isPortrait = height > width * 1.1;
  const fontSize = FONT_SIZE[size] * unit * (isPortrait ? 1.15 : 1);
  // About forty letters, as broadcasters have it, where the picture is wide enough.
  const lineWidth = Math.min(width * 0.84, fontSize * 26);
  // Phones cover the lower part of an upright video with their buttons and texts.
  const inset = (isPortrait ? 300 : 75) * unit;
  return {
    ...{ fontSize, lineHeight: LINE_HEIGHT, lineWidth, lineWidthEm: lineWidth / fontSize, inset },
    height: inset + fontSize * (MAX_LINES * LINE_HEIGHT + 0.9),
  };
};

/** Pixels that captions take up from the given edge of the frame; 0 where there are none, or elsewhere. */
export const captionsHeightAt = (
  edge: 'top' | 'bottom',
  style: CaptionStyle | null,
  frame: { width: number; height: number },
): number =>
  style === null || (style.position ?? 'bottom') !== edge ? 0 : captionMetrics(frame, style.size).height;

/** Puts words together that are spoken within this time. */
const WORDS_TOGETHER_MS = 1200;
/** A silence as long as this one is a reason to begin anew. */
const SILENCE_MS = 700;
const MAX_LINES = 2;

/** What is shown of captions, in the order of time. No two pages are shown at once. */
export const captionPages = (
  { items, style }: Captions,
  frame: { width: number; height: number; fps: number; durationInFrames: number },
): CaptionPage[] => {
  const { lineWidthEm } = captionMetrics(frame, style?.size);
  const parts = utterancesOf(items)
    .flatMap((utterance) => fitted(utterance, lineWidthEm))
    .toSorted((a, b) => (a.words[0]?.startMs ?? 0) - (b.words[0]?.startMs ?? 0));
  const frameAt = (ms: number): number => Math.round((ms * frame.fps) / 1000);
  return parts.flatMap(({ words, endMs }, index): CaptionPage[] => {
    const [first] = words;
    if (first === undefined) return [];
    const startInFrames = frameAt(first.startMs);
    const next = parts[index + 1]?.words[0];
    const end = Math.min(
      Math.max(frameAt(endMs), startInFrames + 1),
      next === undefined ? Infinity : frameAt(next.startMs),
      frame.durationInFrames,
    );
    if (end <= startInFrames) return [];
    const timed = words.map(({ text, startMs, startsLine }) => ({
      text,
      startInFrames: frameAt(startMs) - startInFrames,
      ...(startsLine && { startsLine }),
    }));
    return [{ startInFrames, durationInFrames: end - startInFrames, words: timed }];
  });
};

const utterancesOf = (items: readonly CaptionItem[]): Utterance[] => {
  const sorted = items.filter(({ text }) => text.trim() !== '').toSorted((a, b) => a.startMs - b.startMs);
  // The first word of all has no space before it.
  if (!sorted.some(({ text }, index) => index > 0 && /^\s/.test(text))) {
    return spokenTogether(sorted).map((item) => ({ endMs: item.endMs, words: wordsOf(item) }));
  }
  const { pages } = createTikTokStyleCaptions({
    captions: sorted.map(({ pageBreakAfter = false, ...item }) => {
      return { ...item, pageBreakAfter, timestampMs: null, confidence: null };
    }),
    combineTokensWithinMilliseconds: WORDS_TOGETHER_MS,
    breakOnSilenceAfterMilliseconds: SILENCE_MS,
  });
  return pages.map(({ tokens }) => ({
    endMs: Math.max(...tokens.map(({ toMs }) => toMs)),
    words: tokens.map(({ text, fromMs, toMs }) => ({ text, startMs: fromMs, endMs: toMs })),
  }));
};

/** Two who speak at the same time get a line each. */
const spokenTogether = (sorted: readonly CaptionItem[]): CaptionItem[] => {
  const together: CaptionItem[] = [];
  for (const item of sorted) {
    const last = together.at(-1);
    if (last?.startMs !== item.startMs) together.push(item);
    else {
      const endMs = Math.max(last.endMs, item.endMs);
      together[together.length - 1] = { ...last, endMs, text: `${last.text}\n${item.text}` };
    }
  }
  return together;
};

// Scripts that are written without spaces: a line may break after any letter, but not before what closes.
const UNSPACED =
  /(?<=[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef])(?![\s、。，．！？：；）」』】》〉…ーぁぃぅぇぉっゃゅょァィゥェォッャュョ])/u;

/** The words of a sentence. When each is spoken is a guess: in proportion to how long it is. */
const wordsOf = ({ text, startMs, endMs }: CaptionItem): Word[] => {
  const lines = text
    .trim()
    .split(/\s*\n\s*/)
    .filter(Boolean);
  const words = lines.flatMap((line, lineIndex) =>
    line
      .split(/(?=\s)/)
      .flatMap((word) => word.split(UNSPACED))
      .filter((word) => word.trim() !== '')
      .map((word, index) => ({
        text: index === 0 && lineIndex > 0 ? ` ${word}` : word,
        startsLine: index === 0 && lineIndex > 0,
      })),
  );
  const total = widthInEm(words.map((word) => word.text).join(''));
  let done = 0;
  const timeAt = (width: number): number => Math.round(startMs + ((endMs - startMs) * width) / total);
  return words.map(({ text: word, startsLine }) => {
    const wordStart = timeAt(done);
    done += widthInEm(word);
    return {
      text: word,
      startMs: wordStart,
      endMs: timeAt(done),
      ...(startsLine && { startsLine: true as const }),
    };
  });
};

/** Parts that take up two lines at most, as equal in length as their words allow. */
const fitted = (utterance: Utterance, lineWidthEm: number): Utterance[] => {
  const { words } = utterance;
  if (keepsLines(words, lineWidthEm)) return [utterance];
  const flowing = words.map(({ startsLine: _authors, ...word }) => word);
  if (linesOf(flowing, lineWidthEm) <= MAX_LINES) return [{ ...utterance, words: flowing }];
  const parts = divided(flowing, lineWidthEm);
  return parts.map((part, index) => {
    const last = part.at(-1) as Word;
    return { words: part, endMs: index === parts.length - 1 ? utterance.endMs : last.endMs };
  });
};

/** Whether the lines that the author made fit as they are. */
const keepsLines = (words: readonly Word[], lineWidthEm: number): boolean => {
  const starts = words.flatMap(({ startsLine }, index) => (startsLine ? [index] : []));
  if (starts.length === 0 || starts.length >= MAX_LINES) return false;
  const [start = 0] = starts;
  return [words.slice(0, start), words.slice(start)].every((line) => linesOf(line, lineWidthEm) === 1);
};

const linesOf = (words: readonly Word[], lineWidthEm: number): number =>
  linesOfPieces(piecesOf(words.map(({ text }) => text).join('')), lineWidthEm);

/** Divides at the end of a sentence or a clause where one is near, else where the parts become equal. */
const divided = (words: readonly Word[], lineWidthEm: number): Word[][] => {
  const widths = words.map(({ text }) => widthInEm(text));
  const total = widths.reduce((sum, width) => sum + width, 0);
  const count = Math.ceil(total / (MAX_LINES * lineWidthEm * 0.85));
  const target = total / count;
  const parts: Word[][] = [];
  let part: Word[] = [];
  let width = 0;
  words.forEach((word, index) => {
    const own = widths[index] as number;
    const isFull = part.length > 0 && linesOf([...part, word], lineWidthEm) > MAX_LINES;
    const isEnough =
      width >= target || (width >= 0.7 * target && /[.!?。！？,;:、，]$/.test(part.at(-1)?.text ?? ''));
    if (isFull || (part.length > 0 && isEnough)) {
      parts.push(part);
      part = [];
      width = 0;
    }
    part.push(word);
    width += own;
  });
  return [...parts, part];
};
