import type { RenderSettings } from './video-export';

/**
 * AWS list prices of Lambda on arm64 in us-east-1, USD, as of 2026 (https://aws.amazon.com/lambda/pricing/). Other regions
 * differ by up to a third; an estimate that decides about a cap need not be nearer than that.
 */
const USD_PER_GB_SECOND = 0.0000133334;
const USD_PER_INVOCATION = 0.0000002;

/**
 * CPU time of one 1080p frame on a 2 GB function, in seconds: what the renders of the bundled project take there. Time grows
 * with the number of pixels.
 */
const SECONDS_PER_FULL_HD_FRAME = 0.12;
const FULL_HD_PIXELS = 1920 * 1080;
const FUNCTION_GB = 2;
/** Start of Chromium, loading of the site, joining of the parts, in seconds for each function. */
const OVERHEAD_SECONDS = 6;
/** Frames that one function renders; Remotion's default is of this order. */
const FRAMES_PER_FUNCTION = 60;

/** What rendering on Lambda will cost, in USD, before anything is known of the scenes. Pure. */
export function estimateLambdaUsd(settings: RenderSettings): number {
  const secondsPerFrame = (SECONDS_PER_FULL_HD_FRAME * settings.width * settings.height) / FULL_HD_PIXELS;
  const functions = Math.ceil(settings.durationInFrames / FRAMES_PER_FUNCTION) + 1;
  const seconds = settings.durationInFrames * secondsPerFrame + functions * OVERHEAD_SECONDS;
  return roundUsd(seconds * FUNCTION_GB * USD_PER_GB_SECOND + functions * USD_PER_INVOCATION);
}

/** Rounds to a millionth of a dollar, so that sums of many exports stay exact enough to compare. */
export const roundUsd = (usd: number): number => Math.round(usd * 1e6) / 1e6;
