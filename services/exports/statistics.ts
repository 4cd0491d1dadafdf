import type { InputIssue } from '../projects/project';
import { renderMsOf } from './cost';
import type { FailureCode, RenderSettings, VideoExport } from './video-export';

/**
 * Counts by name. Names are made of letters, digits and underscores; values are whole numbers, so that adding up in any order
 * gives the same.
 */
export type Counters = Readonly<Record<string, number>>;

/** Lengths of a video, in seconds, that render times are told apart by. */
const LENGTHS = [
  { name: 'UP_TO_10_SECONDS', code: 's10', upToSeconds: 10 },
  { name: 'UP_TO_1_MINUTE', code: 's60', upToSeconds: 60 },
  { name: 'UP_TO_5_MINUTES', code: 's300', upToSeconds: 300 },
  { name: 'LONGER', code: 'long', upToSeconds: Infinity },
] as const;
/** A class of lengths. */
export type VideoLength = (typeof LENGTHS)[number]['name'];

/**
 * Render times are counted in buckets, each a fifth wider than the one before. A percentile is the geometric middle of its
 * bucket, so it is at most √1.2 − 1 = 9.6 % from the exact one. That holds from 0.1 seconds to 3.2 hours (0.1 s × 1.2^64);
 * what is beyond counts in the first or last bucket.
 */
const BUCKET_GROWTH = 1.2;
const FIRST_BUCKET_MS = 100;
const BUCKETS = 64;

const bucketOf = (ms: number): number => {
  const bucket = Math.floor(Math.log(ms / FIRST_BUCKET_MS) / Math.log(BUCKET_GROWTH));
  return Math.min(BUCKETS - 1, Math.max(0, bucket));
};
const bucketMiddleMs = (bucket: number): number => FIRST_BUCKET_MS * BUCKET_GROWTH ** (bucket + 0.5);

/**
 * What an export that ended adds to the counters of its owner's day. To be written in the transaction that ends it, which
 * happens once. Pure.
 */
export function statisticsOf(ended: VideoExport): Counters {
  const { status, settings, failure, cacheHit, billedUsd } = ended;
  const counters = {
    [status.toLowerCase()]: 1,
    [`format_${settings.format}`]: 1,
    usdMillionths: Math.round((billedUsd ?? 0) * 1e6),
    cacheHits: cacheHit ? 1 : 0,
    ...(failure === null ? {} : { [`failure_${failure.code}`]: 1 }),
    ...(status === 'COMPLETED' && !cacheHit ? renderedFile(ended) : {}),
  };
  return withoutZeros(counters);
}

function renderedFile(ended: VideoExport): Counters {
  const { settings, sizeInBytes } = ended;
  const file = { bytes: sizeInBytes ?? 0, frames: settings.durationInFrames };
  const renderMs = renderMsOf(ended);
  if (renderMs === null) return file;
  const { code } = lengthOf(settings);
  return { ...file, [`renderMs_${code}`]: renderMs, [`renders_${code}_${bucketOf(renderMs)}`]: 1 };
}

function lengthOf({ durationInFrames, fps }: RenderSettings): (typeof LENGTHS)[number] {
  const seconds = durationInFrames / fps;
  return LENGTHS.find(({ upToSeconds }) => seconds <= upToSeconds) ?? LENGTHS[3];
}

const withoutZeros = (counters: Counters): Counters =>
  Object.fromEntries(Object.entries(counters).filter(([, count]) => count !== 0));

/** All that is kept of who downloads. No address, no version, nothing that would tell one person from another. */
export interface CoarseClient {
  /** `BOT` is every program that is no browser: scripts, servers, crawlers. */
  readonly device: 'DESKTOP' | 'MOBILE' | 'TABLET' | 'BOT' | 'UNKNOWN';
  readonly browser: 'CHROME' | 'EDGE' | 'FIREFOX' | 'OPERA' | 'SAFARI' | 'SAMSUNG' | 'OTHER';
  readonly os: 'ANDROID' | 'CHROMEOS' | 'IOS' | 'LINUX' | 'MACOS' | 'WINDOWS' | 'OTHER';
}

/** Longer ones are cut, in characters; real ones have some 100 to 250. */
const USER_AGENT_LIMIT = 512;

const BOT =
  /(?<!cu)bot\b|crawl|spider|slurp|headless|preview|facebookexternalhit|^(?!Mozilla\/|Opera\/)\S+\/|^(?:axios|curl|node|undici|wget)\b/i;

// In each list the first that matches decides: browsers name those that they want to be taken for, too.
const DEVICES: readonly (readonly [CoarseClient['device'], RegExp])[] = [
  ['BOT', BOT],
  ['MOBILE', /Windows Phone|iPhone|iPod|Android[^)]*\).*Mobile|Mobile;|Opera Mini/],
  ['TABLET', /iPad|Tablet|Android|Kindle|Silk\//],
  ['DESKTOP', /Windows NT|Macintosh|CrOS|X11|Linux/],
];
const BROWSERS: readonly (readonly [CoarseClient['browser'], RegExp])[] = [
  ['EDGE', /\bEdg(?:e|A|iOS)?\//],
  ['OPERA', /\b(?:OPR|OPT|Opera)\b/],
  ['SAMSUNG', /\bSamsungBrowser\//],
  ['FIREFOX', /\b(?:Firefox|FxiOS)\//],
  ['CHROME', /\b(?:Chrome|Chromium|CriOS)\//],
  ['SAFARI', /\bVersion\/[\d.]+.*\bSafari\//],
];
const SYSTEMS: readonly (readonly [CoarseClient['os'], RegExp])[] = [
  ['WINDOWS', /Windows/],
  ['IOS', /iPhone|iPad|iPod/],
  ['ANDROID', /Android/],
  ['CHROMEOS', /\bCrOS\b/],
  ['MACOS', /Macintosh|Mac OS X/],
  ['LINUX', /Linux|X11/],
];

/**
 * Reduces the header `User-Agent` to classes. A few rules of our own: a parser's tables are 8 kB of every bundle, to learn
 * versions that must not be kept. An iPad that asks for desktop pages calls itself a Macintosh, and counts as one. Pure.
 */
export function coarseClient(userAgent: string | null | undefined): CoarseClient {
  const text = (userAgent ?? '').trim().slice(0, USER_AGENT_LIMIT);
  const first = <T>(rules: readonly (readonly [T, RegExp])[]): T | null =>
    rules.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
  const device = first(DEVICES) ?? 'UNKNOWN';
  const browser = device === 'BOT' ? null : first(BROWSERS);
  return { device, browser: browser ?? 'OTHER', os: first(SYSTEMS) ?? 'OTHER' };
}

/** What one download adds to the counters of its owner's day. Pure. */
export const statisticsOfDownload = ({ device, browser, os }: CoarseClient): Counters => ({
  downloads: 1,
  [`device_${device}`]: 1,
  [`browser_${browser}`]: 1,
  [`os_${os}`]: 1,
});

/** Days in UTC, `2026-03-01`, both included. Made by {@link statisticsPeriod} only, which has checked them. */
export interface StatisticsPeriod {
  readonly fromDay: string;
  readonly toDay: string;
}

/** Days that one reading covers at most: a leap year. */
export const STATISTICS_DAYS_LIMIT = 366;

const DAY_MS = 86_400_000;
/** Other years have more digits in ISO 8601, and would not sort. */
const ISO_TIME = /^\d{4}-\d\d-\d\d(?:T|$)/;

/** The whole days that two ISO times lie in, or what is wrong with them. Pure. */
export function statisticsPeriod(
  from: string,
  to: string,
):
  | { readonly ok: true; readonly period: StatisticsPeriod }
  | { readonly ok: false; readonly issues: InputIssue[] } {
  const message = 'must be an ISO 8601 time of the years 0 to 9999, such as 2026-03-01T12:00:00Z';
  const invalid = Object.entries({ from, to }).flatMap(([path, time]) =>
    ISO_TIME.test(time) && !Number.isNaN(Date.parse(time)) ? [] : [{ path, message }],
  );
  if (invalid.length > 0) return { ok: false, issues: invalid };
  if (Date.parse(from) > Date.parse(to)) {
    return { ok: false, issues: [{ path: 'from', message: 'must not be after `to`' }] };
  }
  const [fromDay, toDay] = [dayOf(from), dayOf(to)];
  const days = (Date.parse(toDay) - Date.parse(fromDay)) / DAY_MS + 1;
  if (days > STATISTICS_DAYS_LIMIT) {
    const tooLong = `must be within ${STATISTICS_DAYS_LIMIT} days from \`from\`, both included; these are ${days}`;
    return { ok: false, issues: [{ path: 'to', message: tooLong }] };
  }
  return { ok: true, period: { fromDay, toDay } };
}

/** The UTC day of a time: `2026-03-01`. */
const dayOf = (time: string): string => new Date(time).toISOString().slice(0, 10);

/** Reads counters. A write may take a moment to show. */
export interface StatisticsStore {
  /** The counters of each day of the period on which anything was counted, oldest first. */
  read(ownerId: string, period: StatisticsPeriod): Promise<Counters[]>;
}

/** How long renders took. Failed ones, and exports that took over another's file, are left out. */
export interface RenderTimes {
  readonly renders: number;
  /** Null without renders. */
  readonly meanSeconds: number | null;
  /** 95 of 100 were not slower; at most 9.6 % from the exact figure. Null without renders. */
  readonly p95Seconds: number | null;
}

/** How often something was counted. */
export interface Tally<Name extends string> {
  readonly name: Name;
  readonly count: number;
}

/** What an owner's exports came to in a period. All lists begin with what is most frequent and leave out what never was. */
export interface ExportStatistics {
  readonly ended: number;
  readonly completed: number;
  readonly failed: number;
  readonly cancelled: number;
  /** Of those that completed or failed, 0 to 1: who cancels is no failure. Null without any. */
  readonly successRate: number | null;
  readonly failureRate: number | null;
  readonly failures: readonly Tally<FailureCode>[];
  readonly formats: readonly Tally<RenderSettings['format']>[];
  readonly cacheHits: number;
  readonly renderTimes: RenderTimes;
  /** One for each class of lengths, shortest first. */
  readonly renderTimesByLength: readonly (RenderTimes & { readonly length: VideoLength })[];
  readonly spentUsd: number;
  /** For each export that ended, in whatever way. Null without any. */
  readonly meanUsd: number | null;
  /** Of rendered files. */
  readonly sizeInBytes: number;
  readonly frames: number;
  readonly downloads: DownloadStatistics;
}

/** Who downloaded. Each list adds up to `count`. */
export interface DownloadStatistics {
  readonly count: number;
  readonly devices: readonly Tally<CoarseClient['device']>[];
  readonly browsers: readonly Tally<CoarseClient['browser']>[];
  readonly operatingSystems: readonly Tally<CoarseClient['os']>[];
}

/** Adds up counters and makes figures of them. Pure. */
export function summarise(rows: readonly Counters[]): ExportStatistics {
  const counters = addUp(rows);
  const count = (name: string): number => counters.get(name) ?? 0;
  const [completed, failed, cancelled] = [count('completed'), count('failed'), count('cancelled')];
  const ended = completed + failed + cancelled;
  const spentUsd = count('usdMillionths') / 1e6;
  return {
    ended,
    completed,
    failed,
    cancelled,
    successRate: ratio(completed, completed + failed),
    failureRate: ratio(failed, completed + failed),
    failures: tally(counters, 'failure_'),
    formats: tally(counters, 'format_'),
    cacheHits: count('cacheHits'),
    renderTimes: renderTimes(counters, LENGTHS),
    renderTimesByLength: LENGTHS.map((length) => ({
      length: length.name,
      ...renderTimes(counters, [length]),
    })),
    spentUsd,
    meanUsd: ratio(spentUsd, ended),
    sizeInBytes: count('bytes'),
    frames: count('frames'),
    downloads: {
      count: count('downloads'),
      devices: tally(counters, 'device_'),
      browsers: tally(counters, 'browser_'),
      operatingSystems: tally(counters, 'os_'),
    },
  };
}

function addUp(rows: readonly Counters[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const row of rows) {
    for (const [name, count] of Object.entries(row)) sums.set(name, (sums.get(name) ?? 0) + count);
  }
  return sums;
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** Names come from {@link statisticsOf} and {@link statisticsOfDownload}, which is why they are of the type that is asked for. */
function tally<Name extends string>(counters: ReadonlyMap<string, number>, prefix: string): Tally<Name>[] {
  return [...counters]
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, count]) => ({ name: name.slice(prefix.length) as Name, count }))
    .sort((a, b) => b.count - a.count || a.name.localeCompare(b.name));
}

function renderTimes(
  counters: ReadonlyMap<string, number>,
  lengths: readonly (typeof LENGTHS)[number][],
): RenderTimes {
  const sum = (name: (code: string) => string): number =>
    lengths.reduce((all, { code }) => all + (counters.get(name(code)) ?? 0), 0);
  const buckets = Array.from({ length: BUCKETS }, (_, bucket) => sum((code) => `renders_${code}_${bucket}`));
  const renders = buckets.reduce((all, count) => all + count, 0);
  if (renders === 0) return { renders, meanSeconds: null, p95Seconds: null };
  const rank = Math.ceil(renders * 0.95);
  let seen = 0;
  const bucket = buckets.findIndex((count) => (seen += count) >= rank);
  return {
    renders,
    meanSeconds: sum((code) => `renderMs_${code}`) / 1000 / renders,
    p95Seconds: bucketMiddleMs(bucket) / 1000,
  };
}
