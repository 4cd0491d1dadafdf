import { readFileSync } from 'node:fs';
import path from 'node:path';
import { estimatePrice } from '@remotion/lambda-client';
import { AWS_REGIONS } from '@remotion/lambda-client/regions';
import { estimatePriceFromMetadata } from '@remotion/serverless-client';
import fc from 'fast-check';
import {
  addUpHistories,
  cachedHistory,
  estimate,
  failedAttemptUsd,
  historyMonths,
  historyOf,
  LOCAL_RENDER_FUNCTION,
  memorySizeOf,
  renderClass,
  roundUsd,
  secondsLeft,
  unfinishedRenderUsd,
  type HistoryStore,
  type RenderFunction,
  type RenderHistory,
} from './cost';
import { isPricedRegion, lambdaUsd, PRICED_REGIONS, pricesIn } from './cost-prices';
import { resolveSettings } from './settings';
import { createRecordingLog, createSteppedClock, exampleExport } from './memory';
import type { RenderSettings, VideoExport } from './video-export';

const { settings } = exampleExport();
const lambda: RenderFunction = { prices: pricesIn(['us-east-1']), memorySizeInMb: 2048, maxFunctions: 40 };
const of = (changes: Partial<RenderSettings>): RenderSettings => ({ ...settings, ...changes });

/** Anything that can be asked for. */
const anySettings: fc.Arbitrary<RenderSettings> = fc
  .record({
    durationInFrames: fc.integer({ min: 1, max: 216_000 }),
    width: fc.integer({ min: 32, max: 2048 }).map((half) => 2 * half),
    height: fc.integer({ min: 32, max: 2048 }).map((half) => 2 * half),
    fps: fc.constantFrom(24, 30, 60),
    encoding: fc.constantFrom(
      { format: 'MP4' as const, codec: 'H264' as const, crf: 18, videoBitrate: null },
      { format: 'MP4' as const, codec: 'H265' as const, crf: 28, videoBitrate: null },
      { format: 'WEBM' as const, codec: 'VP9' as const, crf: null, videoBitrate: '800k' },
      { format: 'GIF' as const, codec: null, crf: null, videoBitrate: null },
    ),
  })
  .map(({ encoding, ...size }) => of({ ...size, ...encoding }));

/** Any history: plausible, absurd, or damaged to zeros. */
const anyHistory: fc.Arbitrary<RenderHistory | null> = fc.option(
  fc.record({
    renders: fc.integer({ min: 0, max: 1_000_000 }),
    usdMillionths: fc.integer({ min: 0, max: 1e12 }),
    renderMs: fc.integer({ min: 0, max: 1e12 }),
    bytes: fc.integer({ min: 0, max: 1e15 }),
    modelBytes: fc.integer({ min: 0, max: 1e15 }),
    kilopixelFrames: fc.integer({ min: 0, max: 1e12 }),
  }),
);

const anyFunction: fc.Arbitrary<RenderFunction> = fc.oneof(
  fc.constant(LOCAL_RENDER_FUNCTION),
  fc.record({
    prices: fc.constantFrom(...PRICED_REGIONS).map((region) => pricesIn([region])),
    memorySizeInMb: fc.constantFrom(512, 2048, 10_240),
    maxFunctions: fc.integer({ min: 1, max: 200 }),
  }),
);

describe('the prices', () => {
  it('are those of every region that Remotion renders in, except where they are not in USD', () => {
    const inUsd = AWS_REGIONS.filter((region) => !region.startsWith('cn-'));
    expect([...PRICED_REGIONS].sort()).toEqual([...inUsd].sort());
  });

  it.each(PRICED_REGIONS)('give in %s exactly what Remotion’s estimatePrice() gives', (region) => {
    const usages = fc.record({
      durationInMilliseconds: fc.integer({ min: 0, max: 1e9 }),
      memorySizeInMb: fc.integer({ min: 512, max: 10_240 }),
      invocations: fc.integer({ min: 0, max: 200 }),
    });
    fc.assert(
      fc.property(usages, (usage) => {
        const { durationInMilliseconds, memorySizeInMb, invocations } = usage;
        const theirs = estimatePrice({
          region,
          durationInMilliseconds,
          memorySizeInMb,
          diskSizeInMb: 10_240,
          lambdasInvoked: invocations,
        });
        expect(Number(lambdaUsd(pricesIn([region]), usage).toFixed(5))).toBe(theirs);
      }),
      { numRuns: 30 },
    );
  });

  it('of several regions are the highest of each', () => {
    expect(pricesIn(['us-east-1', 'ap-southeast-5', 'sa-east-1'])).toEqual({
      gbSecondUsd: 0.0000133334,
      storageGbSecondUsd: 0.0000000586,
      requestUsd: 0.0000002,
    });
  });

  it.each(['cn-north-1', 'moon-1', '', 'constructor'])('of %j are refused', (region) => {
    const message = `The prices of Lambda in ${region} are not known in USD.`;
    expect(() => pricesIn(['us-east-1', region])).toThrow(new RangeError(message));
    expect(isPricedRegion(region)).toBe(false);
  });
});

describe('the model', () => {
  it('is what frames, functions, their start and their storage cost at list price', () => {
    // 1800 frames of 0.12 s, and 31 functions of 6 s, on 2 GB.
    const seconds = 1800 * 0.12 + 31 * 6;
    const expected = seconds * (2 * 0.0000133334 + 9.5 * 0.0000000309) + 31 * 0.0000002;
    expect(estimate(of({ durationInFrames: 1800 }), null, lambda)).toEqual({
      usd: roundUsd(expected),
      // Two starts, and a part of 60 frames.
      renderSeconds: 19.2,
      sizeInBytes: Math.round((1920 * 1080 * 1800 * 0.032 + 60 * 320_000) / 8),
      basis: 'model',
    });
  });

  it('lets one function draw alone what is short', () => {
    const { usd, renderSeconds } = estimate(of({ durationInFrames: 60 }), null, lambda);
    expect(usd).toBe(roundUsd(13.2 * (2 * 0.0000133334 + 9.5 * 0.0000000309) + 0.0000002));
    expect(renderSeconds).toBe(13.2);
  });

  it('takes longer where fewer functions may work at the same time', () => {
    const seconds = (maxFunctions: number): number =>
      estimate(of({ durationInFrames: 6000 }), null, { ...lambda, maxFunctions }).renderSeconds;
    expect([seconds(200), seconds(100), seconds(10), seconds(1)]).toEqual([19.2, 19.2, 84, 726]);
  });

  it('costs nothing on a laptop', () => {
    const { usd, renderSeconds } = estimate(of({ durationInFrames: 100 }), null, LOCAL_RENDER_FUNCTION);
    expect([usd, renderSeconds]).toEqual([0, 18]);
  });

  it.each([
    ['a bitrate', { crf: null, videoBitrate: '4M' }, (10 * (4e6 + 320e3)) / 8],
    ['a small bitrate', { crf: null, videoBitrate: '800k' }, (10 * (800e3 + 320e3)) / 8],
    ['a GIF', { format: 'GIF', codec: null, crf: null }, (1920 * 1080 * 300 * 0.6) / 8],
    ['a coarser CRF', { crf: 25 }, (1920 * 1080 * 300 * 0.016 + 10 * 320e3) / 8],
  ] as const)('knows the size of %s', (_name, changes, bytes) => {
    const { sizeInBytes } = estimate(of({ ...changes, durationInFrames: 300 }), null, lambda);
    expect(sizeInBytes).toBe(Math.round(bytes));
  });

  it.each([
    ['ten minutes of 1080p', { durationInFrames: 18_000 }, 0.065],
    [
      'an hour of 4K at 60 frames per second',
      { durationInFrames: 216_000, width: 3840, height: 2160 },
      2.802,
    ],
  ])('takes %s for so many dollars', (_name, changes, usd) => {
    expect(estimate(of(changes), null, lambda).usd).toBeCloseTo(usd, 3);
  });
});

describe('the size that is expected of the sample of docs/outputs.md', () => {
  const CODECS = {
    H264: { format: 'MP4', codec: 'H264' },
    H265: { format: 'MP4', codec: 'H265' },
    VP8: { format: 'WEBM', codec: 'VP8' },
    VP9: { format: 'WEBM', codec: 'VP9' },
    GIF: { format: 'GIF', codec: null },
  } as const;
  const page = readFileSync(path.join(__dirname, '../../docs/outputs.md'), 'utf8');
  const [titles = [], , ...rows] = (/<!-- sizes -->\n([^]*?)<!-- \/sizes -->/.exec(page)?.[1] ?? '')
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const measured = rows.flatMap((row) =>
    row.flatMap((kilobytes, column) => {
      const [resolution, quality] = (titles[column] ?? '').split(' ');
      if (quality === undefined || kilobytes === '') return [];
      return [[row[1] ?? '', resolution ?? '', quality, Number(kilobytes)] as const];
    }),
  );

  it('is known of many', () => {
    expect(measured.length).toBeGreaterThanOrEqual(30);
  });

  it.each(measured)('%s at %s in %s is about %i kB', (codec, resolution, quality, kilobytes) => {
    const resolved = resolveSettings(
      {
        ...CODECS[codec as keyof typeof CODECS],
        quality: quality as 'LOW',
        resolution: `P${resolution.replace('p', '')}` as 'P720',
        ...{ fps: null, videoBitrate: null },
      },
      { width: 1920, height: 1080, fps: 30 },
    );
    if (!resolved.ok) throw new Error(JSON.stringify(resolved.issues));
    const { sizeInBytes } = estimate({ ...resolved.settings, durationInFrames: 90 }, null, lambda);
    const ratio = sizeInBytes / (kilobytes * 1000);
    expect(ratio).toBeGreaterThan(0.7);
    // A bitrate is what may be used: large calm frames have no need of all of it.
    expect(ratio).toBeLessThan(codec === 'VP8' ? 4 : 1.4);
  });
});

describe('an estimate', () => {
  it('is never negative and always a number, whatever was measured', () => {
    fc.assert(
      fc.property(anySettings, anyHistory, anyFunction, (asked, history, renderFunction) => {
        const { usd, renderSeconds, sizeInBytes } = estimate(asked, history, renderFunction);
        for (const figure of [usd, renderSeconds, sizeInBytes]) {
          expect(Number.isFinite(figure) && figure >= 0).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('never falls as frames or pixels grow', () => {
    const more = fc.integer({ min: 0, max: 5000 });
    fc.assert(
      fc.property(
        anySettings,
        fc.tuple(more, more, more),
        anyHistory,
        anyFunction,
        (asked, [frames, width, height], history, renderFunction) => {
          const larger = {
            ...asked,
            durationInFrames: asked.durationInFrames + frames,
            width: asked.width + width,
            height: asked.height + height,
          };
          const less = estimate(asked, history, renderFunction);
          const greater = estimate(larger, history, renderFunction);
          expect(greater.usd).toBeGreaterThanOrEqual(less.usd);
          expect(greater.renderSeconds).toBeGreaterThanOrEqual(less.renderSeconds);
          expect(greater.sizeInBytes).toBeGreaterThanOrEqual(less.sizeInBytes);
        },
      ),
      { numRuns: 500 },
    );
  });

  const model = estimate(settings, null, lambda);
  /** Renders of the same settings that cost, took and gave so many times what the model says. */
  const measured = (renders: number, factor: number): RenderHistory => ({
    renders,
    usdMillionths: Math.round(renders * model.usd * 1e6 * factor),
    renderMs: Math.round(renders * model.renderSeconds * 1000 * factor),
    bytes: Math.round(renders * model.sizeInBytes * factor),
    modelBytes: renders * model.sizeInBytes,
    kilopixelFrames: renders * 2073.6 * settings.durationInFrames,
  });

  it.each([
    ['not believed from 4 renders', 4, 3, 1, 'model'],
    ['half believed from 5 renders', 5, 3, 2, 'history'],
    ['believed for nine parts of ten from 45 renders', 45, 2, 1.9, 'history'],
    ['believed for almost all from a million renders', 1_000_000, 0.5, 0.5, 'history'],
    ['not believed beyond ten times the model', 1_000_000, 1000, 10, 'history'],
    ['not believed below a tenth of the model', 1_000_000, 0, 0.1, 'history'],
  ] as const)('is %s', (_name, renders, factor, expected, basis) => {
    const { usd, renderSeconds, sizeInBytes, ...rest } = estimate(
      settings,
      measured(renders, factor),
      lambda,
    );
    expect(rest).toEqual({ basis });
    expect(usd / model.usd).toBeCloseTo(expected, 2);
    expect(renderSeconds / model.renderSeconds).toBeCloseTo(expected, 1);
    expect(sizeInBytes / model.sizeInBytes).toBeCloseTo(expected, 2);
  });
});

describe('the history of a render', () => {
  const completed: VideoExport = exampleExport({
    status: 'COMPLETED',
    attempt: 1,
    cacheHit: false,
    startedAt: '2026-03-01T12:00:00.000Z',
    finishedAt: '2026-03-01T12:00:20.500Z',
    sizeInBytes: 1000,
    billedUsd: 0.002,
  });

  it('is what it cost, took and gave', () => {
    expect(historyOf(completed)).toEqual({
      renders: 1,
      usdMillionths: 2000,
      renderMs: 20_500,
      bytes: 1000,
      modelBytes: Math.round((1920 * 1080 * 90 * 0.032 + 3 * 320_000) / 8),
      kilopixelFrames: 186_624,
    });
  });

  it.each<[string, Partial<VideoExport>]>([
    ['failed', { status: 'FAILED' }],
    ['was cancelled', { status: 'CANCELLED' }],
    ['took over another’s file', { cacheHit: true }],
    ['needed more than one attempt', { attempt: 2 }],
    ['does not know its cost', { billedUsd: null }],
    ['does not know its size', { sizeInBytes: null }],
    ['was never started', { startedAt: null }],
  ])('tells nothing when it %s', (_name, changes) => {
    expect(historyOf({ ...completed, ...changes })).toBeNull();
  });

  it.each([
    [{}, 'H264_1080'],
    [{ codec: 'VP9', format: 'WEBM', width: 720, height: 1280 }, 'VP9_720'],
    [{ codec: null, format: 'GIF', width: 3840, height: 2160 }, 'GIF_2160'],
  ] as const)('with %j is of the class %s', (changes, expected) => {
    expect(renderClass(of(changes))).toBe(expected);
  });

  it.each([
    ['2026-03-31T23:59:59.999Z', ['2026-02', '2026-03']],
    ['2026-01-01T00:00:00.000Z', ['2025-12', '2026-01']],
  ])('at %s is of the months %j', (at, months) => {
    expect(historyMonths(new Date(at))).toEqual(months);
  });

  it('adds up, and there is none of nothing', () => {
    const one = historyOf(completed) as RenderHistory;
    expect(addUpHistories([])).toBeNull();
    expect(addUpHistories([one, one])).toEqual(
      Object.fromEntries(Object.entries(one).map(([name, sum]) => [name, 2 * sum])),
    );
  });
});

describe('a cached history', () => {
  const TTL_MS = 300_000;
  const history = (renders: number): RenderHistory => ({
    renders,
    usdMillionths: 0,
    renderMs: 0,
    bytes: 0,
    modelBytes: 0,
    kilopixelFrames: 0,
  });

  /** A store whose answers are given one by one, by hand. */
  function given() {
    const asked: {
      readonly settings: RenderSettings;
      readonly at: Date;
      answer(history: RenderHistory | null): void;
      fail(error: Error): void;
    }[] = [];
    const store: HistoryStore = {
      read: (wanted, at) =>
        new Promise((answer, fail) => void asked.push({ settings: wanted, at, answer, fail })),
    };
    const [clock, log] = [createSteppedClock(), createRecordingLog()];
    return { asked, clock, log, read: cachedHistory({ store, clock, log }, TTL_MS) };
  }

  /** Lets everything run that waits for nothing but its turn. */
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it('is read once for all who ask at the same time, and then not again until it is old', async () => {
    const { asked, clock, read } = given();
    const both = Promise.all([read(settings), read(of({ durationInFrames: 1 }))]);
    asked[0]?.answer(history(7));
    expect(await both).toEqual([history(7), history(7)]);
    clock.advance(TTL_MS - 1);
    expect(await read(settings)).toEqual(history(7));
    expect(asked).toHaveLength(1);
  });

  it('is given out while a newer one is read, once for all', async () => {
    const { asked, clock, read } = given();
    const first = read(settings);
    asked[0]?.answer(history(7));
    await first;
    clock.advance(TTL_MS);
    expect(await Promise.all([read(settings), read(settings)])).toEqual([history(7), history(7)]);
    expect(asked.map(({ at }) => at.toISOString())).toEqual([
      '2026-03-01T12:00:00.000Z',
      '2026-03-01T12:05:00.000Z',
    ]);
    asked[1]?.answer(history(8));
    await settle();
    expect(await read(settings)).toEqual(history(8));
    expect(asked).toHaveLength(2);
  });

  it('is kept apart by class, and that there is none is known as well', async () => {
    const { asked, read } = given();
    const both = Promise.all([read(settings), read(of({ codec: 'H265' }))]);
    asked[0]?.answer(null);
    asked[1]?.answer(history(1));
    expect(await both).toEqual([null, history(1)]);
    expect(await read(settings)).toBeNull();
    expect(asked).toHaveLength(2);
  });

  it('stays what it was for another while when it cannot be read, which is logged', async () => {
    const { asked, clock, log, read } = given();
    const first = read(settings);
    asked[0]?.answer(history(7));
    await first;
    clock.advance(TTL_MS);
    await read(settings);
    asked[1]?.fail(new Error('down'));
    await settle();
    expect(await read(settings)).toEqual(history(7));
    expect(asked).toHaveLength(2);
    const details = { renderClass: 'H264_1080', error: new Error('down') };
    expect(log.lines).toEqual([
      { level: 'warn', message: 'The history of renders could not be read.', details },
    ]);
    clock.advance(TTL_MS);
    await read(settings);
    expect(asked).toHaveLength(3);
  });

  it('is none when it never could be read', async () => {
    const { asked, read } = given();
    const first = read(settings);
    asked[0]?.fail(new Error('down'));
    expect(await first).toBeNull();
    expect(await read(settings)).toBeNull();
    expect(asked).toHaveLength(1);
  });

  it('survives a store that throws at once', async () => {
    let reads = 0;
    const store: HistoryStore = {
      read: () => {
        reads += 1;
        throw new Error('down');
      },
    };
    const clock = createSteppedClock();
    const read = cachedHistory({ store, clock, log: createRecordingLog() }, TTL_MS);
    expect(await read(settings)).toBeNull();
    clock.advance(TTL_MS);
    await read(settings);
    await settle();
    expect(reads).toBe(2);
  });
});

describe('an attempt whose cost nobody told', () => {
  const startedAt = '2026-03-01T12:00:00.000Z';
  const perSecond = 2 * 0.0000133334 + 9.5 * 0.0000000309;

  it.each([
    ['of 10 functions and 30 seconds', 10, '2026-03-01T12:00:30.000Z', 300],
    ['of one function', 1, '2026-03-01T12:00:01.000Z', 1],
    ['that nobody looked after for a day', 2, '2026-03-02T12:00:00.000Z', 1800],
    ['that ended before it began, by clocks that differ', 3, '2026-03-01T11:00:00.000Z', 0],
  ])('%s costs the whole time of all functions', (_name, functions, endedAt, seconds) => {
    expect(failedAttemptUsd({ functions, startedAt }, endedAt, lambda)).toBe(
      roundUsd(seconds * perSecond + functions * 0.0000002),
    );
  });

  it('costs nothing where nothing was started, and on a laptop', () => {
    const endedAt = '2026-03-01T12:10:00.000Z';
    expect(failedAttemptUsd({ functions: 0, startedAt: null }, endedAt, lambda)).toBe(0);
    expect(failedAttemptUsd({ functions: 4, startedAt }, endedAt, LOCAL_RENDER_FUNCTION)).toBe(0);
  });
});

describe('a render that did not end well', () => {
  const prices = pricesIn(['us-east-1']);
  const timing = fc.record({ start: fc.nat(1_000_000), rendered: fc.nat(1_000_000) });

  it('costs exactly what Remotion reckons from progress.json', () => {
    fc.assert(
      fc.property(
        fc.array(timing, { maxLength: 40 }),
        fc.integer({ min: 1, max: 41 }),
        fc.nat(900_000),
        fc.constantFrom(512, 2048, 3008),
        (timings, lambdasInvoked, elapsedMs, memorySizeInMb) => {
          const startedDate = 1_795_273_811_829;
          const parts = timings.map((each, chunk) => ({ ...each, chunk }));
          const theirs = estimatePriceFromMetadata({
            renderMetadata: { startedDate },
            memorySizeInMb,
            diskSizeInMb: 10_240,
            functionsInvoked: lambdasInvoked,
            timings: parts,
            region: 'us-east-1',
            providerSpecifics: { estimatePrice },
            fatalErrorTimestamp: startedDate + elapsedMs,
          } as unknown as Parameters<typeof estimatePriceFromMetadata>[0]);
          const render = { timings, lambdasInvoked, elapsedMs, memorySizeInMb };
          const ours = unfinishedRenderUsd(render, prices);
          // Remotion rounds twice.
          expect(Number(Number(ours.toFixed(5)).toPrecision(5))).toBe(theirs?.accruedSoFar);
        },
      ),
    );
  });

  it('costs the time of the leading function where it drew alone, which Remotion leaves out', () => {
    const alone = { timings: [], lambdasInvoked: 0, elapsedMs: 3412, memorySizeInMb: 2048 };
    const seconds = 3.412;
    expect(unfinishedRenderUsd(alone, prices)).toBeCloseTo(
      seconds * (2 * 0.0000133334 + 9.5 * 0.0000000309) + 0.0000002,
      12,
    );
  });
});

describe('the memory of a function', () => {
  it.each([
    ['remotion-render-4-0-527-mem2048mb-disk10240mb-900sec', 2048],
    ['remotion-render-4-0-527-mem512mb-disk10240mb-120sec', 512],
    ['my-function', null],
    ['', null],
  ])('%j is %j MB', (functionName, expected) => {
    expect(memorySizeOf(functionName)).toBe(expected);
  });
});

describe('rounding of money', () => {
  it('keeps millionths of a dollar', () => {
    expect([roundUsd(0.1 + 0.2), roundUsd(0.00000049), roundUsd(0.0000005), roundUsd(-0.25)]).toEqual([
      0.3, 0, 0.000001, -0.25,
    ]);
  });
});

describe('the time left', () => {
  const startedAt = '2026-03-01T12:00:00.000Z';
  const after = (seconds: number): Date => new Date(Date.parse(startedAt) + seconds * 1000);
  const left = (progress: number, elapsedSeconds: number, expectedSeconds: number | null): number | null =>
    secondsLeft({ status: 'RENDERING', startedAt, progress, expectedSeconds }, after(elapsedSeconds));

  it.each<[string, number, number, number | null, number | null]>([
    ['what is expected, before there is progress', 0, 0, 60, 60],
    ['less of it as time passes', 0, 20, 60, 40],
    ['unknown, when that is over and there is no progress', 0, 61, 60, null],
    ['what progress says, from a quarter on', 0.25, 30, 60, 90],
    ['what progress says, whatever was expected', 0.5, 30, 600, 30],
    ['something between, below', 0.125, 10, 60, 60],
    ['little, near the end', 0.99, 99, 60, 1],
    ['nothing, when all is done but the last word', 1, 99, 60, 0],
    ['unknown without an expectation, at the beginning', 0.04, 10, null, null],
    ['what progress says without an expectation', 0.05, 10, null, 190],
    ['what is expected, when clocks differ', 0, -5, 60, 60],
  ])('is %s', (_what, progress, elapsed, expected, seconds) => {
    expect(left(progress, elapsed, expected)).toBe(seconds);
  });

  it.each(['PENDING', 'COMPLETED', 'FAILED', 'CANCELLED'] as const)('is unknown while %s', (status) => {
    const videoExport = exampleExport({ status, startedAt, progress: 0.5, expectedSeconds: 60 });
    expect(secondsLeft(videoExport, after(10))).toBeNull();
  });

  it('is unknown of an export that was accepted before it was reckoned', () => {
    expect(secondsLeft(exampleExport({ status: 'RENDERING', startedAt }), after(10))).toBeNull();
  });

  const moment = fc.record({
    progress: fc.double({ min: 0, max: 1, noNaN: true }),
    elapsed: fc.double({ min: -1e4, max: 1e5, noNaN: true }),
    expected: fc.option(fc.double({ min: 0, max: 1e5, noNaN: true })),
  });

  it('is null or a number from 0, and never beyond all reason', () => {
    fc.assert(
      fc.property(moment, ({ progress, elapsed, expected }) => {
        const seconds = left(progress, elapsed, expected);
        if (seconds === null) return;
        expect(seconds).toBeGreaterThanOrEqual(0);
        // At most nineteen times what has passed, and what was expected.
        expect(seconds).toBeLessThanOrEqual(19 * Math.max(0, elapsed) + (expected ?? 0) + 0.1);
      }),
      { numRuns: 2000 },
    );
  });

  it('falls to nothing in a render that goes on evenly, whatever was expected', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 1e4, noNaN: true }),
        fc.option(fc.double({ min: 0, max: 1e4, noNaN: true })),
        (total, expected) => {
          for (const progress of [0.25, 0.5, 0.75, 0.9, 1]) {
            const seconds = left(progress, progress * total, expected);
            // Times are whole milliseconds.
            expect(Math.abs((seconds ?? NaN) - (1 - progress) * total)).toBeLessThanOrEqual(0.11);
          }
        },
      ),
    );
  });
});
