import type { SceneError } from '../../remotion/catalog';

/** The states of an export. The first two are alive; the others are terminal and absorb whatever comes later. */
export type ExportStatus = 'PENDING' | 'RENDERING' | 'COMPLETED' | 'FAILED' | 'CANCELLED';

/** Why an export failed; see docs/errors.md. */
export type FailureCode =
  | 'OUT_OF_MEMORY'
  | 'TIMEOUT'
  | 'ASSET_LOAD'
  | 'COMPOSITION'
  | 'SCENE_CODE'
  | 'STORAGE'
  | 'THROTTLED'
  | 'INTERNAL';

/** A failure as users see it. `message` is one line. */
export interface ExportFailure {
  readonly code: FailureCode;
  readonly message: string;
  readonly retryable: boolean;
  /** The scene at fault; null when it is not known or no scene is. */
  readonly sceneId: string | null;
  /** Where in the source of a scene that is code, from 1; null, or missing, where nobody knows. */
  readonly line?: number | null;
}

/** How many attempts of an export ended for want of a resource; the next one is given more of it. */
export interface Strain {
  readonly memory: number;
  readonly time: number;
}

/** How the file is encoded. */
export interface RenderSettings {
  readonly format: 'MP4' | 'WEBM' | 'GIF';
  readonly quality: 'LOW' | 'MEDIUM' | 'HIGH';
  /** Null for GIF. */
  readonly codec: 'H264' | 'H265' | 'VP8' | 'VP9' | null;
  /** Size of the video in pixels, even. */
  readonly width: number;
  readonly height: number;
  /** Output pixels for one pixel of the composition's canvas; Remotion's `scale`. */
  readonly scale: number;
  readonly fps: number;
  readonly durationInFrames: number;
  /** Constant rate factor; null when a bitrate is set, and for GIF. */
  readonly crf: number | null;
  /** In FFmpeg's notation, e.g. `4M`; null when a CRF is set, and for GIF. */
  readonly videoBitrate: string | null;
  /** 0 to 100: quality of the stills that Chromium hands to the encoder. */
  readonly jpegQuality: number;
}

/** One render by Remotion that belongs to the current attempt. */
export interface RenderRef {
  readonly renderId: string;
  /** The bucket that holds the render's progress.json. */
  readonly bucketName: string;
}

/** What a user asked for and what became of it. All times are ISO 8601 in UTC; all money is USD. */
export interface VideoExport {
  readonly id: string;
  readonly ownerId: string;
  readonly projectId: string;
  /** The project's title when the export was created; the download's name is made from it. */
  readonly title: string;
  readonly status: ExportStatus;
  /** 0 to 1; never falls. */
  readonly progress: number;
  /** Grows by one with every write. */
  readonly version: number;
  readonly settings: RenderSettings;
  /** From 1; every new attempt has the next number, so that messages of an earlier one are known as such. */
  readonly attempt: number;
  /** Attempts that failed and count: three are allowed. One that was throttled does not count. */
  readonly attemptsUsed: number;
  readonly strain: Strain;
  /** While PENDING: not to be started before this time. */
  readonly notBefore: string | null;
  /** Lambda functions that the current attempt may run at the same time; 0 when none is rendering. */
  readonly functions: number;
  /** Digest of all that the file depends on: what is equal in it is rendered once. */
  readonly cacheKey: string;
  /** True while this is the export that renders the file of its cache key, and the others wait for it. */
  readonly leads: boolean;
  /** True when an earlier export's file answers this one. */
  readonly cacheHit: boolean;
  readonly batchId: string | null;
  /** The export that this one repeats. */
  readonly retryOf: string | null;
  readonly idempotencyKey: string | null;
  /** Where the user's server is told of the end. */
  readonly callbackUrl: string | null;
  /** Who has ever subscribed to it, and how: nobody else needs to be looked for. */
  readonly watchedBy: readonly Watch[];
  /** When subscribers may be told of this state. */
  readonly telling: Telling;
  /** Known once Remotion has accepted the current attempt. */
  readonly render: RenderRef | null;
  /** Where the file of a COMPLETED export is. */
  readonly outputKey: string | null;
  readonly sizeInBytes: number | null;
  readonly failure: ExportFailure | null;
  /** True where another picture stands in for a scene that fails; missing where such a scene ends the export. */
  readonly fallsBack?: true;
  /** Scenes that another picture stands in for, in their order; missing when there are none. */
  readonly sceneErrors?: readonly SceneError[];
  /** What one attempt is expected to cost; reserved until the export ends. */
  readonly estimatedUsd: number;
  /** What one attempt is expected to take, in seconds; null, or missing, where nobody knows. */
  readonly expectedSeconds?: number | null;
  /** What all attempts so far have cost; null until something is known. */
  readonly billedUsd: number | null;
  readonly downloadCount: number;
  readonly correlationId: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
}

/** How an export is watched: by itself, with all of its owner's, or as a part of its batch. */
export type Watch = 'export' | 'owner' | 'batch';

/**
 * When a state may be on its way to subscribers, in ISO times. Windows of consecutive states never overlap, so that whoever
 * sends, in whatever process, nothing older arrives after something newer. A terminal state's window never ends.
 */
export interface Telling {
  readonly from: string;
  /** Sends that have not succeeded by then are given up. */
  readonly until: string;
}

/**
 * How long subscribers may be told of a state, in milliseconds: an end that another function tells may have to wait for it.
 * `passing`: another state follows soon, and heals what was missed. It takes a write (6), a query (6) and a send (10 to 50, or
 * twice that through a new socket), and 100 are left for what the network has taken. `waiting`: what has to wait for its turn
 * may do so for minutes, so there is time to try a failed send again.
 */
const TELLING_MS = { passing: 250, waiting: 500 } as const;
/** Each subscriber lengthens the window by so much, up to this length: a function of 512 MB sends four in a millisecond. */
const TELLING_PER_SUBSCRIBER_MS = 1;
const LONGEST_TELLING_MS = 500;

/**
 * The window of a rise of progress: it is only recorded when the one before has ended.
 * @param audience subscribers that there are, as far as anybody knows.
 */
export function tellProgress(at: string, audience = 0): Telling {
  const ms = Math.min(LONGEST_TELLING_MS, TELLING_MS.passing + audience * TELLING_PER_SUBSCRIBER_MS);
  return { from: at, until: plusMs(at, ms) };
}

/** The window of a state that may last for minutes, where no other one is being told of. */
export const tellWaiting = (at: string): Telling => ({ from: at, until: plusMs(at, TELLING_MS.waiting) });

/** The window of a change, after that of the state before. That of an end is not looked at: an end is told until it arrives. */
function tellAfter({ telling }: Pick<VideoExport, 'telling'>, { at, type }: Transition): Telling {
  const from = telling.until > at ? telling.until : at;
  return { from, until: plusMs(from, type === 'start' ? TELLING_MS.passing : TELLING_MS.waiting) };
}

const plusMs = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();

/** True for a state that nothing leaves any more. */
export const isTerminal = (status: ExportStatus): boolean => status !== 'PENDING' && status !== 'RENDERING';

/** What can happen to an export. `at` is an ISO time; `attempt` says which attempt it is about. */
export type Transition =
  /** A slot was taken; Remotion is about to be asked. */
  | { readonly type: 'claim'; readonly at: string; readonly attempt: number; readonly functions: number }
  /** Remotion accepted the render. */
  | { readonly type: 'start'; readonly at: string; readonly attempt: number; readonly render: RenderRef }
  /** Remotion could not take the render now; the slot is given back and the same attempt waits again. */
  | {
      readonly type: 'postpone';
      readonly at: string;
      readonly attempt: number;
      readonly notBefore: string | null;
    }
  /** The attempt failed, and another one is to follow. */
  | {
      readonly type: 'retry';
      readonly at: string;
      readonly attempt: number;
      readonly renderId: string | null;
      readonly notBefore: string;
      /** Whether it is one of the attempts that are allowed. */
      readonly counts: boolean;
      readonly strain: Strain;
      readonly attemptUsd: number;
    }
  | {
      readonly type: 'complete';
      readonly at: string;
      readonly attempt: number;
      readonly renderId: string;
      readonly outputKey: string;
      readonly sizeInBytes: number;
      readonly attemptUsd: number | null;
      readonly sceneErrors?: readonly SceneError[];
    }
  /** The file of an equal export is there already. */
  | {
      readonly type: 'reuse';
      readonly at: string;
      readonly attempt: number;
      readonly outputKey: string;
      readonly sizeInBytes: number;
    }
  | {
      readonly type: 'fail';
      readonly at: string;
      readonly attempt: number;
      readonly renderId: string | null;
      readonly failure: ExportFailure;
      readonly attemptUsd: number | null;
    }
  /** The user wants it no more, in whatever attempt it is. */
  | { readonly type: 'cancel'; readonly at: string; readonly attemptUsd: number | null };

/** Why a transition does not change anything. */
export type Refusal = 'ended' | 'wrong-state' | 'other-attempt' | 'other-render' | 'too-early';

/** The outcome of a transition: the new state, or why nothing changes. */
export type TransitionResult =
  { readonly ok: true; readonly next: VideoExport } | { readonly ok: false; readonly reason: Refusal };

/** From which states each transition may leave. Everything that is not here is refused. */
const ALLOWED: Record<Transition['type'], readonly ExportStatus[]> = {
  claim: ['PENDING'],
  start: ['RENDERING'],
  postpone: ['RENDERING'],
  retry: ['RENDERING'],
  // Also of an attempt that was put back because nobody knew whether its render had begun.
  complete: ['PENDING', 'RENDERING'],
  reuse: ['PENDING'],
  fail: ['PENDING', 'RENDERING'],
  cancel: ['PENDING', 'RENDERING'],
};

/**
 * Applies a transition: the only way an export changes state. Pure; the caller writes `next` on the condition that the
 * stored version is still the one it was computed from.
 */
export function applyTransition(current: VideoExport, transition: Transition): TransitionResult {
  if (isTerminal(current.status)) return { ok: false, reason: 'ended' };
  if (transition.type !== 'cancel' && transition.attempt !== current.attempt) {
    return { ok: false, reason: 'other-attempt' };
  }
  if (!ALLOWED[transition.type].includes(current.status)) return { ok: false, reason: 'wrong-state' };
  if (!isSameRender(current, transition)) return { ok: false, reason: 'other-render' };
  if (transition.type === 'claim' && current.notBefore !== null && transition.at < current.notBefore) {
    return { ok: false, reason: 'too-early' };
  }
  // Nobody is told of a claim.
  const telling = transition.type === 'claim' ? current.telling : tellAfter(current, transition);
  const next = { ...current, ...change(current, transition), telling };
  return { ok: true, next: { ...next, version: current.version + 1, updatedAt: transition.at } };
}

/**
 * A render that was started but whose id was never saved (the function died in between) is recognised by its first
 * message: then no id is stored yet, and any is right.
 */
function isSameRender(current: VideoExport, transition: Transition): boolean {
  if (current.render === null) return true;
  const { renderId } = current.render;
  switch (transition.type) {
    case 'start':
      return transition.render.renderId === renderId;
    case 'complete':
      return transition.renderId === renderId;
    case 'retry':
    case 'fail':
      return transition.renderId === null || transition.renderId === renderId;
    default:
      return true;
  }
}

function change(current: VideoExport, transition: Transition): Partial<VideoExport> {
  switch (transition.type) {
    case 'claim': {
      const { at, functions } = transition;
      return { status: 'RENDERING', render: null, startedAt: at, notBefore: null, functions, leads: true };
    }
    case 'start':
      return { render: transition.render };
    case 'postpone':
      return { ...WAITING, notBefore: transition.notBefore };
    case 'retry':
      return {
        ...WAITING,
        notBefore: transition.notBefore,
        attempt: current.attempt + 1,
        attemptsUsed: current.attemptsUsed + (transition.counts ? 1 : 0),
        strain: transition.strain,
        billedUsd: add(current.billedUsd, transition.attemptUsd),
      };
    case 'complete':
      return {
        ...ended(current, transition),
        status: 'COMPLETED',
        progress: 1,
        outputKey: transition.outputKey,
        sizeInBytes: transition.sizeInBytes,
        ...(transition.sceneErrors?.length ? { sceneErrors: transition.sceneErrors } : {}),
      };
    case 'reuse':
      return {
        ...ended(current, { at: transition.at, attemptUsd: 0 }),
        status: 'COMPLETED',
        progress: 1,
        outputKey: transition.outputKey,
        sizeInBytes: transition.sizeInBytes,
        cacheHit: true,
      };
    case 'fail':
      return { ...ended(current, transition), status: 'FAILED', failure: transition.failure };
    case 'cancel':
      return { ...ended(current, transition), status: 'CANCELLED' };
  }
}

/** What an export is that renders nothing and waits for its turn. */
const WAITING = { status: 'PENDING', render: null, startedAt: null, functions: 0 } as const;

/** What all ends have in common. The render stays known: it may have to be stopped, and late messages name it. */
function ended(
  current: VideoExport,
  { at, attemptUsd }: { readonly at: string; readonly attemptUsd: number | null },
): Partial<VideoExport> {
  const billedUsd = add(current.billedUsd, attemptUsd);
  return { billedUsd, finishedAt: at, notBefore: null, functions: 0, leads: false };
}

/** Sums money, where nothing is known of either as long as nothing is known of both. */
const add = (sum: number | null, usd: number | null): number | null =>
  usd === null ? sum : Math.round(((sum ?? 0) + usd) * 1e6) / 1e6;

/**
 * What changes together with a state, in the same transaction. Derived from the two states alone, so that no caller can
 * forget a part of it: a slot is held exactly while RENDERING, money is reserved exactly until the end.
 */
export interface Effects {
  /** Functions that come with the slot. */
  readonly takesSlot: { readonly functions: number } | null;
  readonly releasesSlot: { readonly functions: number } | null;
  /** Money of the user's month, in USD: what is no longer reserved, and what was spent since the last state. */
  readonly money: { readonly releasedUsd: number; readonly spentUsd: number } | null;
  /** What becomes of the file that exports with the same cache key share. */
  readonly file: 'lead' | 'keep' | 'drop' | 'hold' | null;
  /** Whether the unit of the daily limit is given back: nothing had to be rendered. */
  readonly returnsDailyUnit: boolean;
  /** Whether the export has ended with this change, to be counted in statistics and in its batch. */
  readonly ends: boolean;
}

/** The effects of going from one state to the next. Pure. */
export function effectsOf(before: VideoExport, after: VideoExport): Effects {
  const held = before.status === 'RENDERING';
  const holds = after.status === 'RENDERING';
  const ends = isTerminal(after.status) && !isTerminal(before.status);
  const spentUsd = Math.round(((after.billedUsd ?? 0) - (before.billedUsd ?? 0)) * 1e6) / 1e6;
  const releasedUsd = ends ? before.estimatedUsd : 0;
  return {
    takesSlot: holds && !held ? { functions: after.functions } : null,
    releasesSlot: held && !holds ? { functions: before.functions } : null,
    money: ends || spentUsd !== 0 ? { releasedUsd, spentUsd } : null,
    file: fileEffect(before, after, ends),
    returnsDailyUnit: ends && after.cacheHit,
    ends,
  };
}

function fileEffect(before: VideoExport, after: VideoExport, ends: boolean): Effects['file'] {
  if (after.leads && !before.leads) return 'lead';
  if (!ends) return null;
  if (after.cacheHit) return 'hold';
  if (!before.leads) return null;
  return after.status === 'COMPLETED' ? 'keep' : 'drop';
}
