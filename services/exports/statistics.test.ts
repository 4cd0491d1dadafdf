import fc from 'fast-check';
import { exampleExport } from './memory';
import {
  coarseClient,
  statisticsOf,
  statisticsOfDownload,
  statisticsPeriod,
  summarise,
  type CoarseClient,
  type Counters,
} from './statistics';
import type { FailureCode, VideoExport } from './video-export';

const { settings } = exampleExport();
const NOON = Date.parse('2026-03-01T12:00:00.000Z');

const completed = (renderMs: number, seconds = 3, changes: Partial<VideoExport> = {}): VideoExport =>
  exampleExport({
    status: 'COMPLETED',
    cacheHit: false,
    settings: { ...settings, fps: 30, durationInFrames: Math.round(seconds * 30) },
    startedAt: new Date(NOON).toISOString(),
    finishedAt: new Date(NOON + renderMs).toISOString(),
    sizeInBytes: 1000,
    billedUsd: 0.25,
    ...changes,
  });

const failed = (code: FailureCode, changes: Partial<VideoExport> = {}): VideoExport =>
  completed(5000, 3, {
    status: 'FAILED',
    sizeInBytes: null,
    billedUsd: null,
    failure: { code, message: 'x', retryable: true, sceneId: null },
    ...changes,
  });

/** Any export that has ended, in any way. */
const anyEnded: fc.Arbitrary<VideoExport> = fc
  .record({
    status: fc.constantFrom('COMPLETED', 'FAILED', 'CANCELLED' as const),
    format: fc.constantFrom('MP4', 'WEBM', 'GIF' as const),
    code: fc.constantFrom<FailureCode>('TIMEOUT', 'OUT_OF_MEMORY', 'SCENE_CODE'),
    renderMs: fc.option(fc.integer({ min: 0, max: 20_000_000 })),
    seconds: fc.integer({ min: 1, max: 1800 }),
    billedUsd: fc.option(fc.integer({ min: 0, max: 5_000_000 }).map((millionths) => millionths / 1e6)),
    sizeInBytes: fc.integer({ min: 1, max: 1e9 }),
    cacheHit: fc.boolean(),
  })
  .map(({ status, format, code, renderMs, seconds, billedUsd, sizeInBytes, cacheHit }) => {
    const isCompleted = status === 'COMPLETED';
    const base = completed(renderMs ?? 0, seconds);
    return {
      ...base,
      status,
      settings: { ...base.settings, format },
      startedAt: renderMs === null ? null : base.startedAt,
      failure: status === 'FAILED' ? { code, message: 'x', retryable: true, sceneId: null } : null,
      cacheHit: isCompleted && cacheHit,
      sizeInBytes: isCompleted ? sizeInBytes : null,
      billedUsd,
    };
  });

const sumOf = (tallies: readonly { readonly count: number }[]): number =>
  tallies.reduce((sum, { count }) => sum + count, 0);

describe('the counters of an end', () => {
  it('of a rendered file are its status, format, cost, size and time', () => {
    expect(statisticsOf(completed(20_000, 3))).toEqual({
      completed: 1,
      format_MP4: 1,
      usdMillionths: 250_000,
      bytes: 1000,
      frames: 90,
      renderMs_s10: 20_000,
      // 100 ms × 1.2^29 = 19.8 s, × 1.2^30 = 23.7 s.
      renders_s10_29: 1,
    });
  });

  it('of a failure are its code and what it cost', () => {
    expect(statisticsOf(failed('TIMEOUT'))).toEqual({ failed: 1, format_MP4: 1, failure_TIMEOUT: 1 });
    expect(statisticsOf(failed('STORAGE', { billedUsd: 0.000001 }))).toEqual({
      failed: 1,
      format_MP4: 1,
      failure_STORAGE: 1,
      usdMillionths: 1,
    });
  });

  it('of a cancellation are its status and what it cost', () => {
    const cancelled = completed(5000, 3, { status: 'CANCELLED', sizeInBytes: null });
    expect(statisticsOf(cancelled)).toEqual({ cancelled: 1, format_MP4: 1, usdMillionths: 250_000 });
  });

  it('of another export’s file hold no time, frames and bytes: nothing was rendered', () => {
    expect(statisticsOf(completed(0, 3, { cacheHit: true, billedUsd: 0, startedAt: null }))).toEqual({
      completed: 1,
      format_MP4: 1,
      cacheHits: 1,
    });
  });

  it.each([
    [10, 's10'],
    [10.1, 's60'],
    [60, 's60'],
    [300, 's300'],
    [301, 'long'],
    [3600, 'long'],
  ])('of a video of %d seconds are of the class %s', (seconds, code) => {
    expect(statisticsOf(completed(20_000, seconds))).toMatchObject({ [`renders_${code}_29`]: 1 });
  });

  it('are whole numbers above zero under names that need no escaping, of which there is a bounded number', () => {
    const names = new Set<string>();
    fc.assert(
      fc.property(anyEnded, (ended) => {
        for (const [name, count] of Object.entries(statisticsOf(ended))) {
          expect(name).toMatch(/^[a-zA-Z0-9_]{1,40}$/);
          expect(Number.isSafeInteger(count) && count > 0).toBe(true);
          names.add(name);
        }
      }),
      { numRuns: 500 },
    );
    // 4 × 64 buckets, and some 30 others.
    expect(names.size).toBeLessThan(300);
  });
});

describe('a summary', () => {
  it('of nothing has no rates and no means', () => {
    const nothing = { renders: 0, meanSeconds: null, p95Seconds: null };
    expect(summarise([])).toEqual({
      ended: 0,
      completed: 0,
      failed: 0,
      cancelled: 0,
      successRate: null,
      failureRate: null,
      failures: [],
      formats: [],
      cacheHits: 0,
      renderTimes: nothing,
      renderTimesByLength: [
        { length: 'UP_TO_10_SECONDS', ...nothing },
        { length: 'UP_TO_1_MINUTE', ...nothing },
        { length: 'UP_TO_5_MINUTES', ...nothing },
        { length: 'LONGER', ...nothing },
      ],
      spentUsd: 0,
      meanUsd: null,
      sizeInBytes: 0,
      frames: 0,
      downloads: { count: 0, devices: [], browsers: [], operatingSystems: [] },
    });
  });

  it('has rates of what completed or failed, and what is most frequent first', () => {
    const ends = [
      completed(1000),
      completed(3000),
      completed(2000, 3, { settings: { ...settings, format: 'GIF', codec: null } }),
      failed('TIMEOUT'),
      failed('OUT_OF_MEMORY'),
      failed('OUT_OF_MEMORY'),
      completed(1000, 3, { status: 'CANCELLED', billedUsd: null }),
    ];
    expect(summarise(ends.map(statisticsOf))).toMatchObject({
      ended: 7,
      completed: 3,
      failed: 3,
      cancelled: 1,
      successRate: 0.5,
      failureRate: 0.5,
      failures: [
        { name: 'OUT_OF_MEMORY', count: 2 },
        { name: 'TIMEOUT', count: 1 },
      ],
      formats: [
        { name: 'MP4', count: 6 },
        { name: 'GIF', count: 1 },
      ],
      spentUsd: 0.75,
      meanUsd: 0.75 / 7,
      sizeInBytes: 3000,
      frames: 270,
    });
  });

  it('has exact means by length of the video', () => {
    const ends = [completed(1000, 5), completed(2000, 10), completed(9000, 60), completed(100_000, 900)];
    const { renderTimes, renderTimesByLength } = summarise(ends.map(statisticsOf));
    expect(renderTimes).toMatchObject({ renders: 4, meanSeconds: 28 });
    expect(
      renderTimesByLength.map(({ length, renders, meanSeconds }) => [length, renders, meanSeconds]),
    ).toEqual([
      ['UP_TO_10_SECONDS', 2, 1.5],
      ['UP_TO_1_MINUTE', 1, 9],
      ['UP_TO_5_MINUTES', 0, null],
      ['LONGER', 1, 100],
    ]);
  });

  it('has parts that add up to the whole', () => {
    fc.assert(
      fc.property(fc.array(anyEnded, { maxLength: 40 }), (ends) => {
        const sum = summarise(ends.map(statisticsOf));
        const rendered = ends.filter(({ status, cacheHit }) => status === 'COMPLETED' && !cacheHit);
        expect(sum.ended).toBe(ends.length);
        expect(sum.completed + sum.failed + sum.cancelled).toBe(ends.length);
        expect(sumOf(sum.failures)).toBe(sum.failed);
        expect(sumOf(sum.formats)).toBe(sum.ended);
        expect(sum.cacheHits).toBe(sum.completed - rendered.length);
        const renders = sum.renderTimesByLength.reduce((all, each) => all + each.renders, 0);
        expect([renders, sum.renderTimes.renders]).toEqual(
          Array(2).fill(rendered.filter(({ startedAt }) => startedAt !== null).length),
        );
        expect(Math.round(sum.spentUsd * 1e6)).toBe(
          ends.reduce((all, { billedUsd }) => all + Math.round((billedUsd ?? 0) * 1e6), 0),
        );
        expect((sum.successRate ?? 0) + (sum.failureRate ?? 1)).toBeCloseTo(1, 12);
      }),
    );
  });

  it('is the same however the ends are spread over rows', () => {
    fc.assert(
      fc.property(fc.array(anyEnded, { maxLength: 20 }), fc.nat(), (ends, cut) => {
        const rows = ends.map(statisticsOf);
        const middle = rows.length === 0 ? 0 : cut % rows.length;
        const merged = [added(rows.slice(0, middle)), added(rows.slice(middle).reverse())];
        expect(summarise(merged)).toEqual(summarise(rows));
      }),
    );
  });

  const added = (rows: readonly Counters[]): Counters => {
    const sums: Record<string, number> = {};
    for (const row of rows) {
      for (const [name, count] of Object.entries(row)) sums[name] = (sums[name] ?? 0) + count;
    }
    return sums;
  };
});

describe('the 95th percentile of render times', () => {
  it('is within 9.6 % of the exact one, which not more than one of twenty exceeds', () => {
    const times = fc.array(fc.integer({ min: 100, max: 11_000_000 }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(times, (renderMs) => {
        const { renderTimes } = summarise(renderMs.map((ms) => statisticsOf(completed(ms))));
        const sorted = [...renderMs].sort((a, b) => a - b);
        const exact = (sorted[Math.ceil(sorted.length * 0.95) - 1] as number) / 1000;
        const error = Math.abs((renderTimes.p95Seconds as number) / exact - 1);
        expect(error).toBeLessThanOrEqual(Math.sqrt(1.2) - 1 + 1e-9);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    [0, 0.1],
    [99, 0.1],
    [100_000_000, 0.1 * 1.2 ** 63],
  ])('of renders of %d ms, beyond the buckets, is within the first or last one', (ms, fromSeconds) => {
    const { p95Seconds } = summarise([statisticsOf(completed(ms))]).renderTimes;
    expect(p95Seconds).toBeCloseTo(fromSeconds * Math.sqrt(1.2), 6);
  });
});

describe('what is kept of who downloads', () => {
  const chrome = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0';
  it.each<[string, CoarseClient['device'], CoarseClient['browser'], CoarseClient['os']]>([
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome} Safari/537.36`, 'DESKTOP', 'CHROME', 'WINDOWS'],
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome} Safari/537.36 Edg/124.0`,
      'DESKTOP',
      'EDGE',
      'WINDOWS',
    ],
    [`Mozilla/5.0 (X11; Linux x86_64) ${chrome} Safari/537.36 OPR/109.0`, 'DESKTOP', 'OPERA', 'LINUX'],
    [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${chrome} Safari/537.36`, 'DESKTOP', 'CHROME', 'CHROMEOS'],
    [
      'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:125.0) Gecko/20100101 Firefox/125.0',
      'DESKTOP',
      'FIREFOX',
      'LINUX',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15',
      'DESKTOP',
      'SAFARI',
      'MACOS',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1',
      'MOBILE',
      'SAFARI',
      'IOS',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/124.0 Mobile/15E148 Safari/604.1',
      'MOBILE',
      'CHROME',
      'IOS',
    ],
    [
      'Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1',
      'TABLET',
      'SAFARI',
      'IOS',
    ],
    [`Mozilla/5.0 (Linux; Android 10; K) ${chrome} Mobile Safari/537.36`, 'MOBILE', 'CHROME', 'ANDROID'],
    [
      `Mozilla/5.0 (Linux; Android 9; CUBOT X19) ${chrome} Mobile Safari/537.36`,
      'MOBILE',
      'CHROME',
      'ANDROID',
    ],
    [`Mozilla/5.0 (Linux; Android 10; K) ${chrome} Safari/537.36`, 'TABLET', 'CHROME', 'ANDROID'],
    [
      'Mozilla/5.0 (Linux; Android 13; SM-S901B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/24.0 Chrome/117.0 Mobile Safari/537.36',
      'MOBILE',
      'SAMSUNG',
      'ANDROID',
    ],
    ['Mozilla/5.0 (Android 14; Mobile; rv:125.0) Gecko/125.0 Firefox/125.0', 'MOBILE', 'FIREFOX', 'ANDROID'],
    ['Mozilla/5.0 (Android 14; Tablet; rv:125.0) Gecko/125.0 Firefox/125.0', 'TABLET', 'FIREFOX', 'ANDROID'],
    ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'BOT', 'OTHER', 'OTHER'],
    [
      `Mozilla/5.0 (X11; Linux x86_64) ${chrome.replace('Chrome', 'HeadlessChrome')}`,
      'BOT',
      'OTHER',
      'LINUX',
    ],
    ['curl/8.5.0', 'BOT', 'OTHER', 'OTHER'],
    ['node', 'BOT', 'OTHER', 'OTHER'],
    ['python-requests/2.31.0', 'BOT', 'OTHER', 'OTHER'],
    ['okhttp/4.12.0', 'BOT', 'OTHER', 'OTHER'],
    ['Something else', 'UNKNOWN', 'OTHER', 'OTHER'],
    ['', 'UNKNOWN', 'OTHER', 'OTHER'],
  ])('of %j is %s, %s, %s', (userAgent, device, browser, os) => {
    expect(coarseClient(userAgent)).toEqual({ device, browser, os });
  });

  it('of a request without the header is nothing', () => {
    const unknown = { device: 'UNKNOWN', browser: 'OTHER', os: 'OTHER' };
    expect([coarseClient(null), coarseClient(undefined)]).toEqual([unknown, unknown]);
  });

  it('is one of a few names, whatever the header says', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2000, unit: 'grapheme' }), (userAgent) => {
        for (const [name, count] of Object.entries(statisticsOfDownload(coarseClient(userAgent)))) {
          expect(name).toMatch(/^(?:downloads|device_[A-Z]+|browser_[A-Z]+|os_[A-Z]+)$/);
          expect(count).toBe(1);
        }
      }),
    );
  });

  it('adds up to all downloads in each list', () => {
    const agents = ['curl/8', `Mozilla/5.0 (Windows NT 10.0) ${chrome} Safari/537.36`, '', 'node'];
    const { downloads } = summarise(agents.map((agent) => statisticsOfDownload(coarseClient(agent))));
    expect(downloads).toEqual({
      count: 4,
      devices: [
        { name: 'BOT', count: 2 },
        { name: 'DESKTOP', count: 1 },
        { name: 'UNKNOWN', count: 1 },
      ],
      browsers: [
        { name: 'OTHER', count: 3 },
        { name: 'CHROME', count: 1 },
      ],
      operatingSystems: [
        { name: 'OTHER', count: 3 },
        { name: 'WINDOWS', count: 1 },
      ],
    });
  });
});

describe('a period', () => {
  it.each([
    ['2026-03-01T12:00:00.000Z', '2026-03-01T12:00:00.000Z', '2026-03-01', '2026-03-01'],
    ['2026-03-01T23:59:59.999Z', '2026-03-02T00:00:00.000Z', '2026-03-01', '2026-03-02'],
    ['2026-03-01T23:00:00-05:00', '2026-03-03T00:00:00Z', '2026-03-02', '2026-03-03'],
    ['2028-01-01', '2028-12-31', '2028-01-01', '2028-12-31'],
    ['2026-01-01T00:00:00.000Z', '2027-01-01T23:59:59.999Z', '2026-01-01', '2027-01-01'],
  ])('from %s to %s is the days %s to %s', (from, to, fromDay, toDay) => {
    expect(statisticsPeriod(from, to)).toEqual({ ok: true, period: { fromDay, toDay } });
  });

  const notATime = 'must be an ISO 8601 time of the years 0 to 9999, such as 2026-03-01T12:00:00Z';
  it.each([
    ['2026-03-02T00:00:00Z', '2026-03-01T00:00:00Z', [{ path: 'from', message: 'must not be after `to`' }]],
    [
      '2026-03-01T00:00:00.001Z',
      '2026-03-01T00:00:00.000Z',
      [{ path: 'from', message: 'must not be after `to`' }],
    ],
    [
      '2026-01-01T00:00:00Z',
      '2027-01-02T00:00:00Z',
      [{ path: 'to', message: 'must be within 366 days from `from`, both included; these are 367' }],
    ],
    [
      '0001-01-01T00:00:00Z',
      '9999-12-31T00:00:00Z',
      [{ path: 'to', message: 'must be within 366 days from `from`, both included; these are 3652059' }],
    ],
    ['yesterday', '2026-03-01T00:00:00Z', [{ path: 'from', message: notATime }]],
    ['2026-03-01T00:00:00Z', '2026-13-01T00:00:00Z', [{ path: 'to', message: notATime }]],
    ['', '+012026-03-01T00:00:00.000Z', ['from', 'to'].map((path) => ({ path, message: notATime }))],
    ['-000001-01-01T00:00:00.000Z', '2026-03-01', [{ path: 'from', message: notATime }]],
  ])('from %j to %j is refused', (from, to, issues) => {
    expect(statisticsPeriod(from, to)).toEqual({ ok: false, issues });
  });
});
