import fc from 'fast-check';
import { captionMetrics, captionPages, type CaptionItem, type CaptionPage } from './captions';
import { linesOfPieces, piecesOf } from './text-width';

const FRAME = { width: 1920, height: 1080, fps: 30, durationInFrames: 100_000 };
const PORTRAIT = { ...FRAME, width: 1080, height: 1920 };

const textOf = ({ words }: CaptionPage): string => words.map(({ text }) => text).join('');
const pagesOf = (items: CaptionItem[], frame = FRAME): [string, number, number][] =>
  captionPages({ items }, frame).map((page) => [
    textOf(page).trim(),
    page.startInFrames,
    page.durationInFrames,
  ]);

describe('captionPages', () => {
  it('shows a sentence in its time, in the order of time', () => {
    const items = [
      { text: 'Second', startMs: 2000, endMs: 3000 },
      { text: 'First', startMs: 0, endMs: 1500 },
    ];
    expect(pagesOf(items)).toEqual([
      ['First', 0, 45],
      ['Second', 60, 30],
    ]);
  });

  it('ends a caption when the next one begins, and all of them with the video', () => {
    const items = [
      { text: 'First', startMs: 0, endMs: 9000 },
      { text: 'Second', startMs: 1000, endMs: 9000 },
      { text: 'Too late', startMs: 4000, endMs: 9000 },
    ];
    expect(pagesOf(items, { ...FRAME, durationInFrames: 90 })).toEqual([
      ['First', 0, 30],
      ['Second', 30, 60],
    ]);
  });

  it('gives two who speak at once a line each', () => {
    const items = [
      { text: 'Yes.', startMs: 0, endMs: 900 },
      { text: 'No.', startMs: 0, endMs: 1000 },
    ];
    expect(pagesOf(items)).toEqual([['Yes. No.', 0, 30]]);
  });

  it('keeps the two lines of a dialogue', () => {
    const [page] = captionPages({ items: [{ text: '- Who?\n- Me.', startMs: 0, endMs: 900 }] }, FRAME);
    expect(page?.words.map(({ text, startsLine = false }) => [text.trim(), startsLine])).toEqual([
      ['-', false],
      ['Who?', false],
      ['-', true],
      ['Me.', false],
    ]);
  });

  it('puts words together that speech recognition has written one by one', () => {
    const words = ['Scenes', ' in', ' sequence.', ' And', ' sound.'];
    const times = [0, 300, 600, 2500, 2800];
    const items = words.map((text, index) => ({
      ...{ text, startMs: times[index] as number, endMs: (times[index] as number) + 250 },
    }));
    expect(pagesOf(items)).toEqual([
      ['Scenes in sequence.', 0, 26],
      ['And sound.', 75, 17],
    ]);
  });

  it('divides what is too long at the end of a clause, where one is near', () => {
    const text =
      'A project is a list of scenes and some sound, and what comes out of it is a video file; nobody has to wait for it.';
    expect(pagesOf([{ text, startMs: 0, endMs: 6000 }]).map(([part]) => part)).toEqual([
      'A project is a list of scenes and some sound,',
      'and what comes out of it is a video file;',
      'nobody has to wait for it.',
    ]);
  });

  it('divides text without spaces, and begins no line with what closes one', () => {
    const text = '这是一个非常长的中文字幕，用来测试没有空格的文字如何在两行之内换行，以及是否好看。'.repeat(
      2,
    );
    const pages = captionPages({ items: [{ text, startMs: 0, endMs: 9000 }] }, PORTRAIT);
    expect(pages.map(textOf).join('')).toBe(text);
    expect(pages.length).toBeGreaterThan(2);
    expect(pages.flatMap(({ words }) => words).filter((word) => /^[，。]/.test(word.text))).toEqual([]);
  });

  const anyItems = fc.array(
    fc.record({
      text: fc
        .array(fc.constantFrom('a', 'scene', 'transition,', 'sound.', '字幕', 'مرحبا', 'W'.repeat(9)), {
          minLength: 1,
          maxLength: 40,
        })
        .map((words) => words.join(' ')),
      startMs: fc.integer({ min: 0, max: 60_000 }),
      length: fc.integer({ min: 0, max: 9000 }),
    }),
    { maxLength: 12 },
  );
  const anyFrame = fc.constantFrom(FRAME, PORTRAIT, { ...FRAME, width: 1080 }, { ...FRAME, fps: 24 });
  const itemsOf = (items: { text: string; startMs: number; length: number }[]): CaptionItem[] =>
    items.map(({ text, startMs, length }) => ({ text, startMs, endMs: startMs + length }));

  it('never shows more than two lines, nor two pages at once', () => {
    fc.assert(
      fc.property(anyItems, anyFrame, (items, frame) => {
        const { lineWidthEm } = captionMetrics(frame);
        let end = 0;
        for (const page of captionPages({ items: itemsOf(items) }, frame)) {
          expect(linesOfPieces(piecesOf(textOf(page)), lineWidthEm)).toBeLessThanOrEqual(2);
          expect(page.startInFrames).toBeGreaterThanOrEqual(end);
          expect(page.durationInFrames).toBeGreaterThanOrEqual(1);
          end = page.startInFrames + page.durationInFrames;
        }
      }),
    );
  });

  it('leaves out no word of what has the time to be shown', () => {
    fc.assert(
      fc.property(anyItems, anyFrame, (items, frame) => {
        // One after the other, each long enough for all of its words.
        const apart = itemsOf(items).map((item, index) => ({
          ...item,
          startMs: index * 10_000,
          endMs: index * 10_000 + 9000,
        }));
        const shown = captionPages({ items: apart }, frame).map(textOf).join(' ').split(/\s+/).join('');
        expect(shown).toBe(
          apart
            .map(({ text }) => text)
            .join(' ')
            .split(/\s+/)
            .join(''),
        );
      }),
    );
  });
});
