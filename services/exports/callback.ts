import { isPublicHostname, PRIVATE_HOST_MESSAGE } from '../../remotion/urls';
import type { InputIssue } from '../projects/project';
import type { ExportFailure, ExportStatus, RenderSettings, VideoExport } from './video-export';

/** A queue whose messages wait before they are delivered. Delivery is at least once, in no order. */
export interface DelayedQueue {
  /**
   * Sends a message that is delivered after the given time, in seconds, or earlier when that is longer than the queue can
   * hold a message back: who receives it compares with its own clock, and sends it again for the rest.
   */
  later(body: string, delaySeconds: number): Promise<void>;
}

/** Keeps the tries to tell one export's receiver of its end. They belong to the export and go with it. */
export interface CallbackStore {
  /** Takes the try with this number. Null when it is taken now; else the try that somebody has taken before. */
  claim(exportId: string, number: number, at: string): Promise<CallbackAttempt | null>;
  /**
   * Writes how a try went, once. Answers with what counts: this outcome, or the one that was there before; null when the try
   * was removed together with its export.
   */
  finish(exportId: string, number: number, outcome: CallbackOutcome): Promise<CallbackOutcome | null>;
  /** All tries of an export in their order. Consistent: it sees every write that was answered before. */
  list(exportId: string): Promise<readonly CallbackAttempt[]>;
}

/** Sends callbacks to the internet, and nowhere else. */
export interface CallbackSender {
  /** Never throws for what the receiver or the network does: that is an answer too. Follows no redirect. */
  post(request: CallbackRequest): Promise<CallbackAnswer>;
}

export interface CallbackRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The receiver's status, or why there is none. Nothing else that a receiver says is kept. */
export type CallbackAnswer = { readonly statusCode: number } | { readonly error: ConnectionError };

/**
 * Why a receiver could not be asked. `ADDRESS_REFUSED`: the name leads to an address that is not on the internet.
 * `DNS`: the name leads nowhere. `CONNECTION`, `TLS`: no connection, or none that can be trusted. `TIMEOUT`: no answer in time.
 */
export type ConnectionError = 'ADDRESS_REFUSED' | 'DNS' | 'CONNECTION' | 'TLS' | 'TIMEOUT';

/**
 * Why a try failed. `REDIRECT`: the receiver wanted to send us elsewhere. `GONE`: it answered 410 and is not asked again.
 * `STATUS`: any other answer than 2xx. `INTERRUPTED`: the try began and nobody knows how it went.
 */
export type CallbackError = ConnectionError | 'REDIRECT' | 'GONE' | 'STATUS' | 'INTERRUPTED';

/** How one try went. */
export interface CallbackOutcome {
  /** Null when the receiver did not answer. */
  readonly statusCode: number | null;
  /** Null when the receiver has taken the callback. */
  readonly error: CallbackError | null;
  /** Milliseconds; null when nobody knows. */
  readonly durationMs: number | null;
  /** ISO 8601; null when there will be no further try. */
  readonly nextAttemptAt: string | null;
}

/** One try. */
export interface CallbackAttempt {
  /** From 1. */
  readonly number: number;
  /** When it began, ISO 8601. */
  readonly at: string;
  /** Null while it is under way. */
  readonly outcome: CallbackOutcome | null;
}

/** How it stands with a callback as a whole. */
export interface CallbackState {
  readonly status: 'PENDING' | 'DELIVERED' | 'FAILED';
  /** ISO 8601; null when no further try is planned. */
  readonly nextAttemptAt: string | null;
}

/**
 * Pauses between the tries, in seconds: 5 s, 5 min, 30 min, 2 h, 5 h, 6 h and 8 h. As Standard Webhooks proposes, so that a
 * receiver that restarts is told soon, and one that is down for a night is told as well.
 */
const RETRY_DELAYS_SECONDS = [5, 300, 1800, 7200, 18_000, 21_600, 28_800] as const;

/** Pauses are up to this part longer, so that those who failed together do not come back together. */
const JITTER = 0.1;

/** Tries altogether. The last one is 21.6 to 23.8 hours after the first. */
export const CALLBACK_ATTEMPTS = RETRY_DELAYS_SECONDS.length + 1;

/** The longest URL that is accepted, in characters: as long as that of an asset. */
const URL_LENGTH_LIMIT = 2048;

/**
 * When to try again after a try has failed. Pure.
 *
 * @param number of the try that failed.
 * @param random 0 up to 1.
 * @returns null after the last try.
 */
export function nextAttemptAt(number: number, failedAt: Date, random: number): string | null {
  const delaySeconds = RETRY_DELAYS_SECONDS[number - 1];
  if (delaySeconds === undefined) return null;
  return new Date(failedAt.getTime() + delaySeconds * 1000 * (1 + JITTER * random)).toISOString();
}

/** How it stands after the given tries. Pure. */
export function callbackState(attempts: readonly CallbackAttempt[]): CallbackState {
  const isDelivered = attempts.some(({ outcome }) => outcome !== null && outcome.error === null);
  if (isDelivered) return { status: 'DELIVERED', nextAttemptAt: null };
  const next = attempts.at(-1)?.outcome;
  if (next == null) return { status: 'PENDING', nextAttemptAt: null };
  return { status: next.nextAttemptAt === null ? 'FAILED' : 'PENDING', nextAttemptAt: next.nextAttemptAt };
}

/**
 * Checks a callback's URL as a user sent it, as far as that is possible without the network: where its name leads to is
 * checked at each connection. With `allowPrivate`, for a world without internet, `http` and any host are accepted.
 */
export function checkCallbackUrl(
  url: string,
  { allowPrivate }: { readonly allowPrivate: boolean },
): InputIssue[] {
  const message = urlProblem(url, allowPrivate);
  return message === null ? [] : [{ path: 'callbackUrl', message }];
}

function urlProblem(url: string, allowPrivate: boolean): string | null {
  if (url.length > URL_LENGTH_LIMIT) return `must be at most ${URL_LENGTH_LIMIT} characters`;
  const schemes = allowPrivate ? /^https?:\/\/\S+$/i : /^https:\/\/\S+$/i;
  if (!schemes.test(url) || !URL.canParse(url)) {
    return `must be an https:// URL${allowPrivate ? ' or an http:// URL' : ''}`;
  }
  const { username, password, hostname } = new URL(url);
  if (username !== '' || password !== '') return 'must not hold a user name or a password';
  return allowPrivate || isPublicHostname(hostname) ? null : PRIVATE_HOST_MESSAGE;
}

/** What a receiver is told, as JSON. Fields may be added; none is ever taken away. */
export interface CallbackBody {
  readonly type: 'export.completed' | 'export.failed' | 'export.cancelled';
  /** When the export ended, ISO 8601. */
  readonly timestamp: string;
  readonly data: {
    readonly id: string;
    readonly projectId: string;
    readonly status: ExportStatus;
    readonly format: RenderSettings['format'];
    /** Pixels. */
    readonly width: number;
    readonly height: number;
    readonly fps: number;
    readonly durationInFrames: number;
    readonly sizeInBytes: number | null;
    readonly failure: Pick<ExportFailure, 'code' | 'message' | 'sceneId'> | null;
    readonly finishedAt: string;
  };
}

const TYPES: Partial<Record<ExportStatus, CallbackBody['type']>> = {
  COMPLETED: 'export.completed',
  FAILED: 'export.failed',
  CANCELLED: 'export.cancelled',
};

/** The message about an export that has ended: the same at every try. Null for one that has not. Pure. */
export function callbackBody(videoExport: VideoExport): CallbackBody | null {
  const { id, projectId, status, settings, sizeInBytes, failure, finishedAt } = videoExport;
  const type = TYPES[status];
  if (type === undefined || finishedAt === null) return null;
  const { format, width, height, fps, durationInFrames } = settings;
  return {
    type,
    timestamp: finishedAt,
    data: {
      id,
      projectId,
      status,
      format,
      width,
      height,
      fps,
      durationInFrames,
      sizeInBytes,
      failure: failure && { code: failure.code, message: failure.message, sceneId: failure.sceneId },
      finishedAt,
    },
  };
}

/** What makes a message one and the same over all tries, so that a receiver can drop doubles: `webhook-id`. */
export const callbackId = ({ id, status }: Pick<VideoExport, 'id' | 'status'>): string =>
  `${id}_${status.toLowerCase()}`;
