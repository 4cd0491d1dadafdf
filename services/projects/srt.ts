import { CAPTION_LIMITS, type Captions } from '../../remotion/catalog';

// An SRT file as editors and speech recognition write it: blocks, with an empty line between them.
//
//   1
//   00:00:01,000 --> 00:00:03,500
//   One or more lines of text
//
// The number may be missing. A point stands for the comma as well. What follows the second time (a place on the screen) and
// marks such as <i> are left out.

/** Captions, or the first thing that is wrong with them, with its line. */
export type ParsedSrt =
  { readonly ok: true; readonly items: Captions['items'] } | { readonly ok: false; readonly message: string };

const TIME = String.raw`(\d{1,3}):([0-5]\d):([0-5]\d)[,.](\d{1,3})`;
const TIMES = new RegExp(String.raw`^\s*${TIME}\s*-->\s*${TIME}(?:\s.*)?$`);
const MARKS = /<\/?[a-z][^<>]{0,100}>|\{\\[^{}]{0,100}\}/gi;

/** How much of a faulty line is repeated in a message. */
const SHOWN_LENGTH = 40;

/** Reads an SRT file. Captions without text are left out. Pure; reads each character once. */
export function parseSrt(srt: string): ParsedSrt {
  const lines = srt.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const items: Captions['items'] = [];
  let at = 0;
  while (at < lines.length) {
    if (lineAt(lines, at).trim() === '') {
      at += 1;
      continue;
    }
    const isNumber = /^\s*\d+\s*$/.test(lineAt(lines, at));
    const timeAt = isNumber ? at + 1 : at;
    const times = timesOf(lines, timeAt);
    if (typeof times === 'string') return { ok: false, message: times };
    let end = timeAt + 1;
    while (end < lines.length && lineAt(lines, end).trim() !== '') end += 1;
    const text = textOf(lines.slice(timeAt + 1, end));
    if (text.length > CAPTION_LIMITS.textLength) {
      const message = `line ${timeAt + 2}: the caption has ${text.length} characters; at most ${CAPTION_LIMITS.textLength} are accepted`;
      return { ok: false, message };
    }
    if (text !== '') items.push({ text, ...times });
    if (items.length > CAPTION_LIMITS.items) {
      const message = `line ${timeAt + 1}: more than ${CAPTION_LIMITS.items} captions`;
      return { ok: false, message };
    }
    at = end;
  }
  return items.length > 0 ? { ok: true, items } : { ok: false, message: 'holds no caption' };
}

const lineAt = (lines: readonly string[], index: number): string => lines[index] ?? '';

const textOf = (lines: readonly string[]): string =>
  lines
    .map((line) => line.replace(MARKS, '').trim())
    .filter(Boolean)
    .join('\n');

/** The times in a line, or what is wrong with it. */
function timesOf(lines: readonly string[], index: number): { startMs: number; endMs: number } | string {
  const line = lineAt(lines, index);
  const parts = TIMES.exec(line)?.slice(1);
  if (parts === undefined) {
    const shown =
      index >= lines.length ? 'the file ends' : JSON.stringify(line.trim().slice(0, SHOWN_LENGTH));
    return `line ${index + 1}: ${shown} where a time such as 00:00:01,000 --> 00:00:03,500 is expected`;
  }
  const startMs = millisecondsOf(parts.slice(0, 4));
  const endMs = millisecondsOf(parts.slice(4));
  if (endMs < startMs) return `line ${index + 1}: the caption ends before it begins`;
  if (endMs > CAPTION_LIMITS.timeMs) return `line ${index + 1}: the caption ends after more than a day`;
  return { startMs, endMs };
}

const millisecondsOf = ([hours, minutes, seconds, fraction]: readonly string[]): number =>
  ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 +
  Math.round(Number(`0.${fraction}`) * 1000);
