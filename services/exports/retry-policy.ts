import type { ExportFailure, FailureCode, Strain, VideoExport } from './video-export';

/** Attempts of one export that may fail before it has failed; throttled ones do not count. */
export const MAX_ATTEMPTS = 3;
/** Throttled attempts of one export. By then, some 55 minutes have been waited; a render would hold up others for ever. */
const MAX_THROTTLES = 20;

/** The wait before the second attempt, in seconds; it doubles with each further one. */
const FIRST_WAIT_SECONDS = 4;
const LONGEST_WAIT_SECONDS = 300;

/** What to do about each kind of failure. */
const POLICY: Record<FailureCode, 'retry' | 'retry-with-more' | 'wait' | 'give-up'> = {
  // The same again would fail the same way: more and smaller chunks, or a larger function.
  OUT_OF_MEMORY: 'retry-with-more',
  TIMEOUT: 'retry-with-more',
  ASSET_LOAD: 'retry',
  STORAGE: 'retry',
  INTERNAL: 'retry',
  THROTTLED: 'wait',
  // Whoever wrote them must mend them.
  COMPOSITION: 'give-up',
  SCENE_CODE: 'give-up',
};

/** How the next attempt differs, and when it may begin. */
export interface Retry {
  readonly counts: boolean;
  readonly strain: Strain;
  readonly waitMs: number;
}

/**
 * Decides whether a failed attempt is followed by another one; null when the export has failed. Pure.
 * @param random 0 to 1: spreads out those that failed together.
 */
export function retryAfter(current: VideoExport, failure: ExportFailure, random: number): Retry | null {
  const { code } = failure;
  const policy = POLICY[code];
  if (policy === 'give-up' || !failure.retryable) return null;
  const throttled = current.attempt - 1 - current.attemptsUsed;
  if (policy === 'wait') {
    if (throttled >= MAX_THROTTLES) return null;
    return { counts: false, strain: current.strain, waitMs: waitMs(throttled, random) };
  }
  if (current.attemptsUsed + 1 >= MAX_ATTEMPTS) return null;
  return { counts: true, strain: moreOf(current.strain, code), waitMs: waitMs(current.attemptsUsed, random) };
}

function moreOf({ memory, time }: Strain, code: FailureCode): Strain {
  return {
    memory: memory + (code === 'OUT_OF_MEMORY' ? 1 : 0),
    time: time + (code === 'TIMEOUT' ? 1 : 0),
  };
}

/** Half of the wait is fixed, so that there is one, and half is random. */
export function waitMs(earlier: number, random: number): number {
  const seconds = Math.min(FIRST_WAIT_SECONDS * 2 ** earlier, LONGEST_WAIT_SECONDS);
  return Math.round(seconds * 1000 * (0.5 + random / 2));
}
