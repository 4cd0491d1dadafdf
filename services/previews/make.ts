import * as z from 'zod';
import type { MainCompositionProps } from '../../remotion/catalog';
import { exportCompleted } from '../events/catalog';
import type { DelayedQueue } from '../exports/callback';
import { outputKey, previewKeys } from '../exports/output-key';
import {
  RendererBusyError,
  type Clock,
  type ExportStore,
  type FilePreviews,
  type FileRef,
  type Log,
  type OutputStore,
  type PreviewRenderer,
  type PreviewStore,
} from '../exports/ports';
import type { VideoExport } from '../exports/video-export';
import { CLIP_SHORTER_SIDE, THUMBNAIL_LONGER_SIDE, candidateFrames, clipRange, smallCanvas } from './frames';
import { brightnessSpread, showsSomething } from './picture';

/** What is made of each finished file. */
export interface WantedPreviews {
  readonly thumbnails: boolean;
  /** Length of clips; 0: none. */
  readonly clipSeconds: number;
}

/** What making previews needs. */
export interface PreviewDeps {
  readonly exports: Pick<ExportStore, 'get' | 'props' | 'sharedFile' | 'removal'>;
  readonly previews: PreviewStore;
  readonly renderer: PreviewRenderer;
  readonly outputs: Pick<OutputStore, 'head' | 'read' | 'write' | 'delete'>;
  /** This function's own queue. */
  readonly queue: DelayedQueue;
  readonly wanted: WantedPreviews;
  readonly clock: Clock;
  readonly log: Log;
  /** Counts what was made, and what was given up, for a dashboard. */
  readonly count: (counts: Partial<Record<'thumbnails' | 'clips' | 'stills' | 'givenUp', number>>) => void;
}

/** What is to be done, as the queue holds it. */
export interface PreviewMessage {
  readonly exportId: string;
  readonly attempt: number;
  /** Tries that have failed so far. */
  readonly failed: number;
  /** How often there was no capacity. */
  readonly busy: number;
  /** When a clip was asked for that may still come, ISO 8601; null: none was. */
  readonly clipAskedAt: string | null;
}

/** What became of a message. `waiting`: it comes again later. `given-up`: what is missing now stays so. */
export type PreviewResult = 'made' | 'waiting' | 'given-up' | 'ignored';

/** Tries of one file; what fails three times fails for a reason of its own. */
const TRIES_LIMIT = 3;
/** Waits for capacity, of which the last are a quarter of an hour each: about five hours altogether. */
const BUSY_LIMIT = 24;
/** Longer than the function may run: whoever took the turn this long ago has died. */
const TURN_MS = 100_000;
/** After so long no other frame is tried: the function may run for 90 seconds, and one still takes up to 20 of them. */
const DRAWING_MS = 45_000;
/** How long a clip may take that a renderer has accepted. */
const CLIP_MS = 5 * 60_000;
/** Until a clip is looked for: a few seconds of small video take about so long. */
const LOOK_AFTER_SECONDS = 15;
const FAILED_WAIT_SECONDS = 60;
const BUSY_WAIT_SECONDS = 15;
const LONGEST_WAIT_SECONDS = 900;

const eventSchema = z.object({ detail: exportCompleted.schema });
const messageSchema = z.object({
  exportId: z.string().min(1),
  attempt: z.int().min(1),
  failed: z.int().min(0),
  busy: z.int().min(0),
  clipAskedAt: z.iso.datetime().nullable(),
});

/** Reads the queue: whole EventBridge events of exports that were completed, and our own messages. @throws ZodError, SyntaxError. */
export function parseMessage(body: string): PreviewMessage {
  const json: unknown = JSON.parse(body);
  const event = eventSchema.safeParse(json);
  if (!event.success) return messageSchema.parse(json);
  const { exportId, attempt } = event.data.detail.data;
  return { exportId, attempt, failed: 0, busy: 0, clipAskedAt: null };
}

/**
 * Makes the thumbnail and the clip of a finished export, once for each file: exports that share it share these. One at a time
 * has the turn, and looks first at what is there, so that whoever comes twice, or after one that has died, does what is
 * missing. Nothing here can change the export.
 */
export async function makePreviews(deps: PreviewDeps, message: PreviewMessage): Promise<PreviewResult> {
  if (!deps.wanted.thumbnails && deps.wanted.clipSeconds === 0) return 'ignored';
  const videoExport = await deps.exports.get(message.exportId);
  if (videoExport === null) return sweep(deps, message);
  const file = await unfinishedFile(deps, videoExport);
  if (file === null) return 'ignored';
  const now = deps.clock();
  const until = new Date(now.getTime() + TURN_MS).toISOString();
  const known = await deps.previews.takeTurn(file, { at: now.toISOString(), until });
  if (known === null) return later(deps, message, TURN_MS / 1000);
  const { made, error } = await makeMissing(deps, { file, videoExport, known });
  const { hasClip, clipAskedAt } = { ...known, ...made };
  const next = { ...message, clipAskedAt: clipAskedAt ?? message.clipAskedAt };
  if (!(await deps.previews.record(file, made))) return sweep(deps, next);
  deps.count({ thumbnails: Number(made.thumbnailFrame !== undefined), clips: Number(made.hasClip === true) });
  if (error !== null) return tryAgain(deps, message, error);
  return clipAskedAt !== null && !hasClip ? later(deps, next, LOOK_AFTER_SECONDS) : 'made';
}

/** Null where nothing is to be made: it has no file, another export has made it, or all is there. */
async function unfinishedFile(
  { exports, wanted }: PreviewDeps,
  { status, cacheHit, cacheKey, outputKey: key }: VideoExport,
): Promise<FileRef | null> {
  if (status !== 'COMPLETED' || cacheHit || key === null) return null;
  const shared = await exports.sharedFile(cacheKey);
  if (shared?.outputKey !== key) return null;
  const { thumbnailFrame, hasClip } = shared.previews;
  const isDone = (!wanted.thumbnails || thumbnailFrame !== null) && (wanted.clipSeconds === 0 || hasClip);
  return isDone ? null : { cacheKey, outputKey: key };
}

/** A file whose previews are being made, and what of them is there. */
interface Unfinished {
  readonly file: FileRef;
  readonly videoExport: VideoExport;
  readonly known: FilePreviews;
}

/** What a try came to: what is there now that was not known, and what went wrong. */
interface Try {
  readonly made: Partial<FilePreviews>;
  readonly error: unknown;
}

async function makeMissing(deps: PreviewDeps, { file, videoExport, known }: Unfinished): Promise<Try> {
  const { thumbnails, clipSeconds } = deps.wanted;
  let made: Partial<FilePreviews> = {};
  try {
    const props = await deps.exports.props(videoExport.id);
    if (props === null) throw new Error('The props of an export are gone.');
    if (thumbnails && known.thumbnailFrame === null) {
      made = { thumbnailFrame: await makeThumbnail(deps, file, props) };
    }
    if (clipSeconds > 0 && !known.hasClip) {
      made = { ...made, ...(await makeClip(deps, file, props, { ...known, ...made })) };
    }
    return { made, error: null };
  } catch (error) {
    // What was made before it is there all the same; a clip that did not come is to be asked for again.
    return { made: error instanceof ClipMissingError ? { ...made, clipAskedAt: null } : made, error };
  }
}

/** A picture that was drawn, and how much there is to see on it. */
interface Candidate {
  readonly frame: number;
  readonly spread: number;
  readonly picture: Uint8Array;
}

/**
 * Draws one frame after the other until one shows something; if none does, the best of them is the thumbnail.
 * @returns the frame that it shows.
 */
async function makeThumbnail(deps: PreviewDeps, file: FileRef, props: MainCompositionProps): Promise<number> {
  const { thumbnail } = previewKeys(file.outputKey);
  const frames = candidateFrames(props);
  const [first = 0] = frames;
  // Of a try that died before it could say so. It may have left a blank one, too.
  const found = await deps.outputs.read(thumbnail);
  if (found !== null && showsSomething(brightnessSpread(found))) return first;
  const small = smallCanvas(props, { longerSide: THUMBNAIL_LONGER_SIDE });
  let best: Candidate = { frame: first, spread: -1, picture: new Uint8Array() };
  let last = first;
  const begunMs = deps.clock().getTime();
  for (const frame of frames) {
    if (deps.clock().getTime() - begunMs > DRAWING_MS) break;
    last = frame;
    await deps.renderer.still({ ...small, frame, file: file.outputKey, outputKey: thumbnail });
    deps.count({ stills: 1 });
    const picture = await deps.outputs.read(thumbnail);
    if (picture === null) throw new Error('A still was drawn, but is not there.');
    const spread = brightnessSpread(picture);
    if (showsSomething(spread)) return frame;
    if (spread > best.spread) best = { frame, spread, picture };
  }
  if (best.frame !== last) await deps.outputs.write(thumbnail, best.picture, 'image/jpeg');
  return best.frame;
}

/** Asks for the clip unless it is there or on its way. @throws ClipMissingError when it should have been there long ago. */
async function makeClip(
  deps: PreviewDeps,
  file: FileRef,
  props: MainCompositionProps,
  { thumbnailFrame, clipAskedAt }: FilePreviews,
): Promise<Partial<FilePreviews>> {
  const { clip } = previewKeys(file.outputKey);
  const isThere = async (): Promise<boolean> => (await deps.outputs.head(clip)) !== null;
  if (await isThere()) return { hasClip: true, clipAskedAt: null };
  const now = deps.clock();
  if (clipAskedAt !== null) {
    if (now.getTime() - Date.parse(clipAskedAt) < CLIP_MS) return {};
    throw new ClipMissingError();
  }
  const around = thumbnailFrame ?? candidateFrames(props)[0] ?? 0;
  const range = clipRange(props, around, deps.wanted.clipSeconds);
  const small = smallCanvas(props, { shorterSide: CLIP_SHORTER_SIDE });
  await deps.renderer.clip({ ...small, ...range, file: file.outputKey, outputKey: clip });
  return (await isThere()) ? { hasClip: true } : { clipAskedAt: now.toISOString() };
}

/** A renderer has accepted a clip, and it never came. */
class ClipMissingError extends Error {
  override readonly name = 'ClipMissingError';
  constructor() {
    super('A clip was asked for, but did not come.');
  }
}

/** Neither a busy renderer nor a broken picture is worth a message that nobody can do anything about. */
async function tryAgain(deps: PreviewDeps, message: PreviewMessage, error: unknown): Promise<PreviewResult> {
  const { exportId, failed, busy } = message;
  if (error instanceof RendererBusyError && busy < BUSY_LIMIT) {
    const seconds = Math.min(LONGEST_WAIT_SECONDS, BUSY_WAIT_SECONDS * 2 ** Math.min(busy, 10));
    return later(deps, { ...message, busy: busy + 1 }, seconds);
  }
  if (!(error instanceof RendererBusyError) && failed + 1 < TRIES_LIMIT) {
    deps.log.info('A preview could not be made; it is tried again.', { exportId, failed: failed + 1, error });
    return later(deps, { ...message, failed: failed + 1 }, FAILED_WAIT_SECONDS);
  }
  deps.log.warn('A preview could not be made and was given up.', { exportId, failed, busy, error });
  deps.count({ givenUp: 1 });
  return 'given-up';
}

/**
 * Takes away what was made of a file that nobody has any more. A clip that is on its way is waited for, so that it does not lie
 * about for ever.
 */
async function sweep(deps: PreviewDeps, message: PreviewMessage): Promise<PreviewResult> {
  const { exportId, attempt, clipAskedAt } = message;
  // Others may have the file of one that was deleted; the extension is of no matter here.
  const keys = previewKeys(outputKey(exportId, attempt, 'MP4'));
  const sharedFile = (await deps.exports.removal(exportId))?.sharedFile ?? null;
  if (sharedFile !== null && previewKeys(sharedFile).clip === keys.clip) return 'ignored';
  await Promise.all([keys.thumbnail, keys.clip].map((key) => deps.outputs.delete(key)));
  const mayCome = clipAskedAt !== null && deps.clock().getTime() - Date.parse(clipAskedAt) < CLIP_MS;
  return mayCome ? later(deps, message, LONGEST_WAIT_SECONDS) : 'ignored';
}

async function later(deps: PreviewDeps, message: PreviewMessage, seconds: number): Promise<'waiting'> {
  await deps.queue.later(JSON.stringify(message), seconds);
  return 'waiting';
}
