import {
  contrastOf,
  directionOf,
  fitFontSize,
  fitFontSizeOfAll,
  fitFontSizeOnLine,
  inkOn,
  legibleAccentOn,
  linesInBox,
  settle,
  stageOf,
} from './design';

describe('stageOf', () => {
  it('draws the same design at any size of the same shape', () => {
    const hd = stageOf(1920, 1080);
    const small = stageOf(960, 540);
    expect(hd.unit).toBe(1);
    expect([small.unit, small.marginX, small.marginY]).toEqual([hd.unit / 2, hd.marginX / 2, hd.marginY / 2]);
  });

  it('tells portrait from square and landscape', () => {
    expect([stageOf(1080, 1920), stageOf(1080, 1080), stageOf(1920, 1080)].map((s) => s.isPortrait)).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('colours', () => {
  it('measures contrast as WCAG does', () => {
    expect(contrastOf('#fff', '#000000')).toBeCloseTo(21, 5);
    expect(contrastOf('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  it.each([
    ['#000', '#ffffff'],
    ['#0c1220', '#ffffff'],
    ['#ffffff', '#0b0f19'],
    ['#ffe14d', '#0b0f19'],
  ])('writes on %s in %s', (background, ink) => {
    expect(inkOn(background)).toBe(ink);
  });

  it('uses an accent for text only where it is legible', () => {
    expect(legibleAccentOn('#0c1220', '#ff7a45')).toBe('#ff7a45');
    expect(legibleAccentOn('#0c1220', '#112233')).toBe('#ffffff');
    expect(legibleAccentOn('#f6f2ea', '#2f6bff')).toBe('#0b0f19');
    expect(legibleAccentOn('#f6f2ea', '#2f6bff', 3)).toBe('#2f6bff');
  });
});

describe('fitFontSize', () => {
  const box = { width: 1000, height: 300, maxSize: 120, minSize: 30, lineHeight: 1.1 };

  it('keeps a short text at the greatest size', () => {
    expect(fitFontSize('Hello', box)).toBe(120);
  });

  it('never grows with more text, and never goes below the smallest size', () => {
    const sizes = Array.from({ length: 200 }, (_, count) =>
      fitFontSize('word '.repeat(count + 1).trim(), box),
    );
    expect([...sizes].sort((a, b) => b - a)).toEqual(sizes);
    expect(sizes.at(-1)).toBe(30);
  });

  it('shrinks one long word until it fits the line unbroken', () => {
    const size = fitFontSize('Donaudampfschifffahrtsgesellschaft', box);
    expect(size).toBeLessThan(60);
    expect(size).toBeGreaterThan(30);
  });

  it('gives wide scripts a smaller size than Latin ones', () => {
    const text = '映像を書き出すための道具です'.repeat(3);
    expect(fitFontSize(text, box)).toBeLessThan(fitFontSize(text.replace(/./gu, 'a '), box));
  });

  it('lets scripts without spaces wrap at every character', () => {
    const line = { ...box, height: 132 };
    expect(fitFontSize('映像を書き出す道具', line)).toBeLessThan(120);
    expect(fitFontSize('映像を書き出す道具', box)).toBe(120);
  });

  it('gives several texts the size of the one that needs most room', () => {
    const long = 'word '.repeat(40);
    expect(fitFontSizeOfAll(['Hello', long], box)).toBe(fitFontSize(long, box));
    expect(fitFontSizeOfAll([], box)).toBe(120);
  });

  it('makes a text that must not wrap as small as it has to be', () => {
    expect(fitFontSizeOnLine(['7'], box)).toBe(120);
    const size = fitFontSizeOnLine(['1,234 '.repeat(40)], box);
    expect(size).toBeLessThan(10);
    expect(size).toBeGreaterThan(0);
  });

  it('knows how many lines have room', () => {
    expect([20, 60, 120, 500].map((size) => linesInBox(box, size))).toEqual([13, 4, 2, 1]);
  });
});

describe('directionOf', () => {
  it.each([
    ['Hello', 'ltr'],
    ['تصدير', 'rtl'],
    ['"שלום" means hello', 'rtl'],
    ['2026: تصدير with Reelway', 'rtl'],
    ['映像', 'ltr'],
    ['99.5 %', undefined],
    ['', undefined],
  ])('reads %j %s', (text, direction) => {
    expect(directionOf(text)).toBe(direction);
  });
});

describe('settle', () => {
  it('goes from 0 to 1 in the given seconds and stays there', () => {
    expect([settle(0, 0.5, 1), settle(0.5, 0.5, 1), settle(1.5, 0.5, 1), settle(9, 0.5, 1)]).toEqual([
      0, 0, 1, 1,
    ]);
  });

  it('is under way in the first frame if it starts before it', () => {
    expect(settle(0, -0.2, 0.9)).toBeGreaterThan(0.5);
  });
});
