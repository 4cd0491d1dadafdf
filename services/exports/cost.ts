import { lambdaUsd, NO_CHARGE, type LambdaPrices } from './cost-prices';
import type { Clock, Log } from './ports';
import type { RenderSettings, VideoExport } from './video-export';

/** Rounds to a millionth of a dollar, so that sums of many exports stay exact enough to compare. */
export const roundUsd = (usd: number): number => Math.round(usd * 1e6) / 1e6;

/** The function that renders, as far as cost and time depend on it. */
export interface RenderFunction {
  readonly prices: LambdaPrices;
  readonly memorySizeInMb: number;
  /** How many draw one export at the same time, not counting the one that leads them; 1 to 200. */
  readonly maxFunctions: number;
}

/** A laptop: one worker draws all, and nobody is billed. */
export const LOCAL_RENDER_FUNCTION: RenderFunction = {
  prices: NO_CHARGE,
  memorySizeInMb: 2048,
  maxFunctions: 1,
};

/** The memory that is part of the name of each of Remotion's functions, in MB; null for any other name. */
export function memorySizeOf(functionName: string): number | null {
  const match = /-mem(\d{3,5})mb-/.exec(functionName);
  return match === null ? null : Number(match[1]);
}

/** What an export is expected to be. */
export interface Estimate {
  /** Of one attempt. */
  readonly usd: number;
  /** From the start of the render to the file, without waiting for a slot. */
  readonly renderSeconds: number;
  readonly sizeInBytes: number;
  /** `history` when measured renders have a part in it. */
  readonly basis: 'history' | 'model';
}

/**
 * CPU time of one 1080p frame on a 2 GB function, in seconds: what the renders of the bundled project take there. Time grows
 * with the number of pixels.
 */
const SECONDS_PER_FULL_HD_FRAME = 0.12;
const FULL_HD_KILOPIXELS = (1920 * 1080) / 1000;
/** Start of Chromium, loading of the site, joining of the parts, in seconds for each function. */
const OVERHEAD_SECONDS = 6;
/** 1080p frames, or as many pixels, that are worth a function of their own: what `functionsFor` of the renderer comes to. */
const FULL_HD_FRAMES_PER_FUNCTION = 60;

/**
 * Bits for one pixel of one 1080p frame at CRF 18, and how much more of CRF halves them: what the files of docs/outputs.md came
 * to. VP8 has a bitrate in place of a CRF.
 */
const COMPRESSION: Record<NonNullable<RenderSettings['codec']>, { bits: number; crfPerHalving: number }> = {
  H264: { bits: 0.032, crfPerHalving: 7 },
  H265: { bits: 0.024, crfPerHalving: 7.3 },
  VP8: { bits: 0.032, crfPerHalving: 7 },
  VP9: { bits: 0.034, crfPerHalving: 24 },
};
const REFERENCE_CRF = 18;
/** A GIF is a picture after the other, with 256 colours and no motion compensation: its bits for one pixel of a 1080p frame. */
const GIF_BITS_PER_PIXEL = 0.6;
/** Larger frames hold smoother pixels: of twice as many, each takes this power of two fewer bits. */
const SMOOTHNESS = { video: 0.45, gif: 0.22 } as const;
/** Remotion's default of AAC and Opus, in bits for one second. */
const AUDIO_BITS_PER_SECOND = 320_000;

/** Fewer measured renders than these say nothing. */
const MIN_RENDERS = 5;
/** The model counts as much as this many measured renders. */
const MODEL_WEIGHT = 5;
/** What is measured to be further from the model than this factor is not believed. */
const MAX_CORRECTION = 10;

/**
 * What rendering will cost, take and give, before anything is known of the scenes: a model, corrected by what renders of the
 * same codec and size were measured to be. With the same history, cost, time and size never fall as frames or pixels
 * grow. Pure.
 */
export function estimate(
  settings: RenderSettings,
  history: RenderHistory | null,
  renderFunction: RenderFunction,
): Estimate {
  const model = modelOf(kilopixelFramesOf(settings), renderFunction);
  const bytes = modelBytes(settings);
  if (history === null || history.renders < MIN_RENDERS) {
    return { ...rounded(model.usd, model.seconds, bytes), basis: 'model' };
  }
  const { renders } = history;
  const mean = modelOf(history.kilopixelFrames / renders, renderFunction);
  const weight = renders / (renders + MODEL_WEIGHT);
  const correction = (measured: number, expected: number): number =>
    1 + weight * (believable(measured, expected) - 1);
  return {
    ...rounded(
      model.usd * correction(history.usdMillionths / 1e6 / renders, mean.usd),
      model.seconds * correction(history.renderMs / 1000 / renders, mean.seconds),
      bytes * correction(history.bytes, history.modelBytes),
    ),
    basis: 'history',
  };
}

function believable(measured: number, expected: number): number {
  if (expected <= 0) return 1;
  return Math.min(MAX_CORRECTION, Math.max(1 / MAX_CORRECTION, measured / expected));
}

const rounded = (usd: number, seconds: number, bytes: number) => ({
  usd: roundUsd(usd),
  renderSeconds: Math.round(seconds * 10) / 10,
  sizeInBytes: Math.round(bytes),
});

const kilopixelFramesOf = ({ width, height, durationInFrames }: RenderSettings): number =>
  (width * height * durationInFrames) / 1000;

/** Cost and time by the amount of pixels to be drawn. */
function modelOf(
  kilopixelFrames: number,
  { prices, memorySizeInMb, maxFunctions }: RenderFunction,
): { readonly usd: number; readonly seconds: number } {
  const fullHdFrames = kilopixelFrames / FULL_HD_KILOPIXELS;
  const seconds = fullHdFrames * SECONDS_PER_FULL_HD_FRAME;
  const drawing = Math.min(maxFunctions, Math.max(1, Math.ceil(fullHdFrames / FULL_HD_FRAMES_PER_FUNCTION)));
  // With one, the function that leads draws as well.
  const functions = drawing === 1 ? 1 : drawing + 1;
  const busySeconds = seconds + functions * OVERHEAD_SECONDS;
  const usage = { durationInMilliseconds: busySeconds * 1000, memorySizeInMb, invocations: functions };
  // Parts are up to a whole share long; a smaller one does not make the render end earlier than others.
  const share = FULL_HD_FRAMES_PER_FUNCTION * SECONDS_PER_FULL_HD_FRAME;
  const longestPart = Math.max(Math.min(seconds, share), seconds / maxFunctions);
  // The functions that draw are started by one that has started itself.
  const starts = functions === 1 ? 1 : 2;
  return { usd: lambdaUsd(prices, usage), seconds: longestPart + starts * OVERHEAD_SECONDS };
}

function modelBytes(settings: RenderSettings): number {
  const { codec, crf, videoBitrate, durationInFrames, fps, width, height } = settings;
  const pixels = kilopixelFramesOf(settings) * 1000;
  const relativeSize = (width * height) / 1000 / FULL_HD_KILOPIXELS;
  if (codec === null) return (pixels * GIF_BITS_PER_PIXEL * relativeSize ** -SMOOTHNESS.gif) / 8;
  const audioBits = AUDIO_BITS_PER_SECOND * (durationInFrames / fps);
  const match = videoBitrate === null ? null : /^([\d.]+)([kM])$/.exec(videoBitrate);
  if (match !== null) {
    const bitsPerSecond = Number(match[1]) * (match[2] === 'M' ? 1e6 : 1e3);
    return (bitsPerSecond * (durationInFrames / fps) + audioBits) / 8;
  }
  const { bits, crfPerHalving } = COMPRESSION[codec];
  const ofSize = bits * relativeSize ** -SMOOTHNESS.video;
  const bitsPerPixel = ofSize * 2 ** ((REFERENCE_CRF - (crf ?? REFERENCE_CRF)) / crfPerHalving);
  return (pixels * bitsPerPixel + audioBits) / 8;
}

/** Sums over renders of one codec and size. Whole numbers, so that adding them up in any order gives the same. */
export interface RenderHistory {
  readonly renders: number;
  /** Millionths of a dollar. */
  readonly usdMillionths: number;
  readonly renderMs: number;
  readonly bytes: number;
  /** What the model expected instead of `bytes`: qualities and bitrates of renders differ. */
  readonly modelBytes: number;
  /** Pixels of a frame times frames, in thousands. */
  readonly kilopixelFrames: number;
}

/**
 * Keeps what renders were measured to be, by month: what was measured long ago, with an older renderer or a smaller function, is
 * forgotten.
 */
export interface HistoryStore {
  /** Of renders of these settings' class that ended in the {@link historyMonths}; null without any. */
  read(settings: RenderSettings, at: Date): Promise<RenderHistory | null>;
}

/** Which renders are comparable: `H264_1080`, `GIF_720`. */
export const renderClass = ({ codec, width, height }: RenderSettings): string =>
  `${codec ?? 'GIF'}_${Math.min(width, height)}`;

/**
 * What an export that ended adds to the history of its class; null when it tells nothing of one render: it has no file, it took
 * over another's, its cost is not known, or more than one attempt was paid. Pure.
 */
export function historyOf(ended: VideoExport): RenderHistory | null {
  const { status, cacheHit, attempt, billedUsd, sizeInBytes, settings } = ended;
  const renderMs = renderMsOf(ended);
  const isMeasured = status === 'COMPLETED' && !cacheHit && attempt === 1;
  if (!isMeasured || renderMs === null || billedUsd === null || sizeInBytes === null) return null;
  return {
    renders: 1,
    usdMillionths: Math.round(billedUsd * 1e6),
    renderMs,
    bytes: sizeInBytes,
    modelBytes: Math.round(modelBytes(settings)),
    kilopixelFrames: Math.round(kilopixelFramesOf(settings)),
  };
}

/** Adds up histories; null when there is none. */
export function addUpHistories(histories: readonly RenderHistory[]): RenderHistory | null {
  if (histories.length === 0) return null;
  const sum = (name: keyof RenderHistory): number => histories.reduce((all, each) => all + each[name], 0);
  return {
    renders: sum('renders'),
    usdMillionths: sum('usdMillionths'),
    renderMs: sum('renderMs'),
    bytes: sum('bytes'),
    modelBytes: sum('modelBytes'),
    kilopixelFrames: sum('kilopixelFrames'),
  };
}

/** The months, `2026-03`, whose renders tell of one that is to come: the month of `at` in UTC and the one before. */
export const historyMonths = (at: Date): readonly [string, string] => {
  const before = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - 1));
  return [before.toISOString().slice(0, 7), at.toISOString().slice(0, 7)];
};

/** How long the last attempt of an ended export took, in milliseconds; null when it was never started. */
export function renderMsOf({
  startedAt,
  finishedAt,
}: Pick<VideoExport, 'startedAt' | 'finishedAt'>): number | null {
  if (startedAt === null || finishedAt === null) return null;
  return Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt));
}

/**
 * A history that is read at most once within `ttlMs` for each class. Who asks waits only when nothing is known yet; what is
 * older is given out while a newer one is read. When reading fails, what was known counts for another `ttlMs`, or the model
 * if that was nothing: an estimate must not fail an export. As many entries as there are classes, about 15.
 */
export function cachedHistory(
  deps: { readonly store: HistoryStore; readonly clock: Clock; readonly log: Pick<Log, 'warn'> },
  ttlMs: number,
): (settings: RenderSettings) => Promise<RenderHistory | null> {
  const known = new Map<string, { readonly history: RenderHistory | null; readonly readAtMs: number }>();
  const underWay = new Map<string, Promise<RenderHistory | null>>();

  async function read(key: string, settings: RenderSettings): Promise<RenderHistory | null> {
    const at = deps.clock();
    let history = known.get(key)?.history ?? null;
    try {
      history = await deps.store.read(settings, at);
    } catch (error) {
      deps.log.warn('The history of renders could not be read.', { renderClass: key, error });
    }
    known.set(key, { history, readAtMs: at.getTime() });
    return history;
  }

  function refreshed(key: string, settings: RenderSettings): Promise<RenderHistory | null> {
    const running = underWay.get(key);
    if (running !== undefined) return running;
    const reading = read(key, settings).finally(() => underWay.delete(key));
    underWay.set(key, reading);
    return reading;
  }

  return async (settings) => {
    const key = renderClass(settings);
    const entry = known.get(key);
    if (entry === undefined) return refreshed(key, settings);
    if (deps.clock().getTime() - entry.readAtMs >= ttlMs) void refreshed(key, settings);
    return entry.history;
  };
}

/** From so much progress on, time is reckoned from it alone; below, the less there is the more the estimate counts. */
const TRUSTED_PROGRESS = 0.25;
/** Without an estimate, less progress than this tells nothing: functions start and load the site first. */
const LEAST_PROGRESS = 0.05;

/**
 * How long a render will still take, in seconds; null when it does not run, or nobody can tell yet. From 0, and never greater
 * than a few times what has passed and what was expected. Pure.
 */
export function secondsLeft(
  rendering: Pick<VideoExport, 'status' | 'startedAt' | 'progress' | 'expectedSeconds'>,
  at: Date,
): number | null {
  const { status, startedAt, progress, expectedSeconds } = rendering;
  if (status !== 'RENDERING' || startedAt === null) return null;
  const elapsed = Math.max(0, at.getTime() - Date.parse(startedAt)) / 1000;
  const remaining = Math.min(1, Math.max(0, 1 - progress));
  if (expectedSeconds == null) {
    return progress < LEAST_PROGRESS ? null : tenths((elapsed * remaining) / progress);
  }
  const expected = Math.max(0, expectedSeconds - elapsed);
  // It takes longer than expected, and nothing says how much longer.
  if (progress <= 0) return expected > 0 ? tenths(expected) : null;
  const trust = Math.min(1, progress / TRUSTED_PROGRESS);
  return tenths((trust * elapsed * remaining) / progress + (1 - trust) * expected);
}

const tenths = (seconds: number): number => Math.round(seconds * 10) / 10;

/** No function of Lambda runs longer, in milliseconds (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html). */
const LONGEST_FUNCTION_MS = 900_000;

/**
 * What an attempt has cost that ended without saying so, in USD: as if every function had worked the whole time, or until
 * Lambda ended it. Pure.
 */
export function failedAttemptUsd(
  attempt: Pick<VideoExport, 'functions' | 'startedAt'>,
  endedAt: string,
  { prices, memorySizeInMb }: RenderFunction,
): number {
  const { functions } = attempt;
  const ms = renderMsOf({ startedAt: attempt.startedAt, finishedAt: endedAt }) ?? 0;
  const durationInMilliseconds = functions * Math.min(ms, LONGEST_FUNCTION_MS);
  return roundUsd(lambdaUsd(prices, { durationInMilliseconds, memorySizeInMb, invocations: functions }));
}

/** What progress.json says of a render that did not end well. */
export interface UnfinishedRender {
  /** Functions that have drawn their part; epoch times in milliseconds. */
  readonly timings: readonly { readonly start: number; readonly rendered: number }[];
  readonly lambdasInvoked: number;
  /** From the render's start to its fatal error. */
  readonly elapsedMs: number;
  readonly memorySizeInMb: number;
}

/** Remotion adds it to each function that has drawn its part (OVERHEAD_TIME_PER_LAMBDA of @remotion/serverless-client 4.0.527). */
const OVERHEAD_MS = 100;

/**
 * What an unfinished render has cost, in USD, not rounded: as Remotion's `estimatePriceFromMetadata()` reckons it. Remotion leaves
 * out the function that leads; where no other was invoked, it has drawn alone, and counts. Pure.
 */
export function unfinishedRenderUsd(render: UnfinishedRender, prices: LambdaPrices): number {
  const { timings, elapsedMs, memorySizeInMb } = render;
  const invocations = Math.max(1, render.lambdasInvoked);
  const finishedMs = timings.reduce(
    (ms, { start, rendered }) => ms + Math.max(0, rendered - start) + OVERHEAD_MS,
    0,
  );
  const unfinished = Math.max(0, invocations - timings.length);
  const durationInMilliseconds = finishedMs + unfinished * Math.max(0, elapsedMs);
  return lambdaUsd(prices, { durationInMilliseconds, memorySizeInMb, invocations });
}
