import fc from 'fast-check';
import { estimateLambdaUsd, roundUsd } from './cost';
import { exampleExport } from './memory';

const { settings } = exampleExport();
const estimate = (changes: Partial<typeof settings>): number =>
  estimateLambdaUsd({ ...settings, ...changes });

describe('the estimate of a render on Lambda', () => {
  it('is what frames, functions and their start cost at list price', () => {
    // 1800 frames of 0.12 s, and 31 functions of 6 s, on 2 GB.
    const expected = (1800 * 0.12 + 31 * 6) * 2 * 0.0000133334 + 31 * 0.0000002;
    expect(estimate({ durationInFrames: 1800 })).toBeCloseTo(expected, 6);
    expect(estimate({ durationInFrames: 1800 })).toBe(0.010726);
  });

  it('grows with the length and with the number of pixels', () => {
    const frames = fc.integer({ min: 1, max: 200_000 });
    fc.assert(
      fc.property(frames, fc.integer({ min: 60, max: 10_000 }), (durationInFrames, more) => {
        const usd = estimate({ durationInFrames });
        expect(usd).toBeGreaterThan(0);
        expect(estimate({ durationInFrames: durationInFrames + more })).toBeGreaterThan(usd);
        expect(
          estimate({ durationInFrames: durationInFrames + 60, width: 3840, height: 2160 }),
        ).toBeGreaterThan(usd);
      }),
    );
  });

  it('lets ten minutes of 1080p through the default limit, and not an hour of 4K', () => {
    expect(estimate({ durationInFrames: 18_000 })).toBeLessThan(5);
    expect(estimate({ durationInFrames: 216_000, width: 3840, height: 2160 })).toBeGreaterThan(2.5);
  });
});

describe('rounding of money', () => {
  it('keeps millionths of a dollar', () => {
    expect([roundUsd(0.1 + 0.2), roundUsd(0.00000049), roundUsd(0.0000005), roundUsd(-0.25)]).toEqual([
      0.3, 0, 0.000001, -0.25,
    ]);
  });
});
