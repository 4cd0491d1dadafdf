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
  /** From 1. */
  readonly attempt: number;
  /** Known once Remotion has accepted the current attempt. */
  readonly render: RenderRef | null;
  /** Where the file of a COMPLETED export is. */
  readonly outputKey: string | null;
  readonly sizeInBytes: number | null;
  readonly failure: ExportFailure | null;
  readonly estimatedUsd: number;
  readonly billedUsd: number | null;
  readonly downloadCount: number;
  readonly correlationId: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
}

/** True for a state that nothing leaves any more. */
export const isTerminal = (status: ExportStatus): boolean => status !== 'PENDING' && status !== 'RENDERING';

/** What can happen to an export. `at` is an ISO time; `attempt` says which attempt it is about. */
export type Transition =
  /** A slot was taken; Remotion is about to be asked. */
  | { readonly type: 'claim'; readonly at: string; readonly attempt: number }
  /** Remotion accepted the render. */
  | { readonly type: 'start'; readonly at: string; readonly attempt: number; readonly render: RenderRef }
  /** Remotion could not take the render now; the slot is given back and the same attempt waits again. */
  | { readonly type: 'postpone'; readonly at: string; readonly attempt: number }
  | {
      readonly type: 'complete';
      readonly at: string;
      readonly attempt: number;
      readonly renderId: string;
      readonly outputKey: string;
      readonly sizeInBytes: number;
      readonly billedUsd: number | null;
    }
  | {
      readonly type: 'fail';
      readonly at: string;
      readonly attempt: number;
      readonly renderId: string | null;
      readonly failure: ExportFailure;
      readonly billedUsd: number | null;
    };

/** The outcome of a transition: the new state, or why nothing changes. */
export type TransitionResult =
  | { readonly ok: true; readonly next: VideoExport }
  | { readonly ok: false; readonly reason: 'ended' | 'wrong-state' | 'other-attempt' | 'other-render' };

/** From which states each transition may leave. Everything that is not here is refused. */
const ALLOWED: Record<Transition['type'], readonly ExportStatus[]> = {
  claim: ['PENDING'],
  start: ['RENDERING'],
  postpone: ['RENDERING'],
  complete: ['RENDERING'],
  fail: ['PENDING', 'RENDERING'],
};

/**
 * Applies a transition: the only way an export changes state. Pure; the caller writes `next` on the condition that the
 * stored version is still the one it was computed from.
 */
export function applyTransition(current: VideoExport, transition: Transition): TransitionResult {
  if (isTerminal(current.status)) return { ok: false, reason: 'ended' };
  if (transition.attempt !== current.attempt) return { ok: false, reason: 'other-attempt' };
  if (!ALLOWED[transition.type].includes(current.status)) return { ok: false, reason: 'wrong-state' };
  if (!isSameRender(current, transition)) return { ok: false, reason: 'other-render' };
  const next = { ...current, ...change(current, transition) };
  return { ok: true, next: { ...next, version: current.version + 1, updatedAt: transition.at } };
}

/**
 * A render that was started but whose id was never saved (the function died in between) is recognised by its first
 * message: then no id is stored yet, and any is right.
 */
function isSameRender(current: VideoExport, transition: Transition): boolean {
  if (current.render === null) return true;
  if (transition.type === 'start') return transition.render.renderId === current.render.renderId;
  if (transition.type === 'complete') return transition.renderId === current.render.renderId;
  if (transition.type === 'fail')
    return transition.renderId === null || transition.renderId === current.render.renderId;
  return true;
}

function change(current: VideoExport, transition: Transition): Partial<VideoExport> {
  switch (transition.type) {
    case 'claim':
      return { status: 'RENDERING', render: null, startedAt: transition.at };
    case 'start':
      return { render: transition.render };
    case 'postpone':
      return { status: 'PENDING', render: null, startedAt: null };
    case 'complete':
      return {
        status: 'COMPLETED',
        progress: 1,
        outputKey: transition.outputKey,
        sizeInBytes: transition.sizeInBytes,
        billedUsd: transition.billedUsd,
        finishedAt: transition.at,
      };
    case 'fail':
      return {
        status: 'FAILED',
        failure: transition.failure,
        billedUsd: transition.billedUsd,
        startedAt: current.startedAt,
        finishedAt: transition.at,
      };
  }
}
