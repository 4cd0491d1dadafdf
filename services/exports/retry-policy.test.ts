import fc from 'fast-check';
import { failure } from './failure';
import { exampleExport } from './memory';
import { MAX_ATTEMPTS, retryAfter, waitMs } from './retry-policy';
import type { FailureCode, VideoExport } from './video-export';

const none = { memory: 0, time: 0 };
/** An export whose attempts so far have failed; throttled ones have a number, but do not count. */
const after = (attemptsUsed: number, throttled = 0): VideoExport =>
  exampleExport({ status: 'RENDERING', attemptsUsed, attempt: 1 + attemptsUsed + throttled });
const decide = (code: FailureCode, attemptsUsed: number, random = 0) =>
  retryAfter(after(attemptsUsed), failure(code, 'x'), random);

describe('an attempt that failed', () => {
  it.each([
    ['OUT_OF_MEMORY', { memory: 1, time: 0 }],
    ['TIMEOUT', { memory: 0, time: 1 }],
    ['ASSET_LOAD', none],
    ['STORAGE', none],
    ['INTERNAL', none],
  ] as const)('by %s is followed by two more, then by none', (code, strain) => {
    expect(decide(code, 0)).toEqual({ counts: true, strain, waitMs: 2000 });
    expect(decide(code, 1)).toEqual({ counts: true, strain, waitMs: 4000 });
    expect(decide(code, 2)).toBeNull();
    expect(MAX_ATTEMPTS).toBe(3);
  });

  it.each(['COMPOSITION', 'SCENE_CODE'] as const)('by %s is not repeated: it would fail again', (code) => {
    for (const attemptsUsed of [0, 1, 2]) expect(decide(code, attemptsUsed)).toBeNull();
  });

  it('by an asset that is not there is not repeated', () => {
    const missing = 'Received a status code of 404 while downloading file https://example.com/a.mp3';
    expect(retryAfter(after(0), failure('ASSET_LOAD', missing), 0)).toBeNull();
  });

  it('adds to the strain that earlier attempts have shown', () => {
    const strained = { ...after(1), strain: { memory: 1, time: 0 } };
    expect(retryAfter(strained, failure('TIMEOUT', 'x'), 0)?.strain).toEqual({ memory: 1, time: 1 });
    expect(retryAfter(strained, failure('OUT_OF_MEMORY', 'x'), 0)?.strain).toEqual({ memory: 2, time: 0 });
    expect(retryAfter(strained, failure('STORAGE', 'x'), 0)?.strain).toEqual({ memory: 1, time: 0 });
  });

  it('by throttling does not count, however many others have failed before', () => {
    const strain = { memory: 2, time: 0 };
    for (const attemptsUsed of [0, 1, 2]) {
      const throttled = retryAfter({ ...after(attemptsUsed), strain }, failure('THROTTLED', 'x'), 0);
      expect(throttled).toEqual({ counts: false, strain, waitMs: 2000 });
    }
  });

  it.each([
    [0, 2000],
    [1, 4000],
    [6, 128_000],
    [7, 150_000],
    [19, 150_000],
    [20, null],
  ])('by throttling after %i throttled ones is repeated after %s ms', (throttled, wait) => {
    expect(retryAfter(after(1, throttled), failure('THROTTLED', 'x'), 0)?.waitMs ?? null).toBe(wait);
  });

  it('has all of its attempts, though some were throttled', () => {
    expect(retryAfter(after(1, 5), failure('TIMEOUT', 'x'), 0)).toMatchObject({ counts: true, waitMs: 4000 });
    expect(retryAfter(after(2, 5), failure('TIMEOUT', 'x'), 0)).toBeNull();
  });
});

describe('the wait before an attempt', () => {
  it.each([
    [0, 0, 2000],
    [0, 1, 4000],
    [1, 0, 4000],
    [1, 1, 8000],
    [3, 0.5, 24_000],
    [7, 1, 300_000],
    [1000, 1, 300_000],
  ])('after %i earlier ones and with the random number %d is %i ms', (earlier, random, expected) => {
    expect(waitMs(earlier, random)).toBe(expected);
  });

  it('never shrinks for the same luck, and is never outside of two seconds and five minutes', () => {
    fc.assert(
      fc.property(fc.nat({ max: 60 }), fc.double({ min: 0, max: 1, noNaN: true }), (earlier, random) => {
        const wait = waitMs(earlier, random);
        expect(wait).toBeGreaterThanOrEqual(2000);
        expect(wait).toBeLessThanOrEqual(300_000);
        expect(waitMs(earlier + 1, random)).toBeGreaterThanOrEqual(wait);
      }),
    );
  });
});
