import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeCancelSignal, RenderInternals } from '@remotion/renderer';
import * as z from 'zod';
import type { RenderStorage } from './report';

const objectSchema = z.strictObject({ bucket: z.string().min(3).max(63), key: z.string().min(1).max(1_024) });

/** The body of POST /previews: a picture, or a clip without sound, of a video that is in the bucket. */
export const previewRequestSchema = z
  .strictObject({
    kind: z.enum(['still', 'clip']),
    source: objectSchema,
    output: objectSchema,
    /** Pixels, even. */
    width: z.int().min(2).max(4_096).multipleOf(2),
    height: z.int().min(2).max(4_096).multipleOf(2),
    fps: z.int().min(1).max(60),
    /** From 0. */
    firstFrame: z.int().min(0),
    /** Included; of a still, the first one. */
    lastFrame: z.int().min(0),
  })
  .refine(({ firstFrame, lastFrame }) => lastFrame >= firstFrame, {
    path: ['lastFrame'],
    error: 'must not be before firstFrame',
  });

/** A checked body of POST /previews. */
export type PreviewRequest = z.infer<typeof previewRequestSchema>;

/** What previews are made with. */
export type PreviewOptions = {
  storage: Pick<RenderStorage, 'download' | 'upload'>;
  /** For unfinished output. */
  tempDir: string;
  /** True while a video is being rendered, or waits to be. */
  isRendering: () => boolean;
  /** How long a preview waits for its turn, in milliseconds. */
  patienceMs?: number;
};

/** Videos go first. */
export class RenderingError extends Error {
  override name = 'RenderingError';
  constructor() {
    super('videos are being rendered');
  }
}

/** A render that has just ended may still be closing its files. */
const PATIENCE_MS = 5_000;
const LOOK_EVERY_MS = 100;
/** Of one picture or a few seconds of video; on an idle machine they take one. */
const TIMEOUT_MS = 45_000;

/**
 * Makes previews, one at a time and only while no video is rendered or waits. They are taken out of the finished file by the
 * FFmpeg that Remotion ships, which takes about a second where drawing them again would take several.
 */
export function createPreviews({ storage, tempDir, isRendering, patienceMs = PATIENCE_MS }: PreviewOptions) {
  let last: Promise<unknown> = Promise.resolve();
  let made = 0;

  async function make({ kind, source, output, ...cut }: PreviewRequest): Promise<void> {
    const deadlineMs = Date.now() + patienceMs;
    while (isRendering()) {
      if (Date.now() > deadlineMs) throw new RenderingError();
      await sleep(LOOK_EVERY_MS);
    }
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    made += 1;
    const name = path.join(tempDir, `preview-${made}`);
    const [video, file] = [
      `${name}-source${path.extname(source.key)}`,
      `${name}.${kind === 'still' ? 'jpg' : 'mp4'}`,
    ];
    try {
      if (!(await storage.download(source, video, signal))) throw new Error(`There is no ${source.key}.`);
      await cutOut(video, file, kind, cut, signal);
      await storage.upload(output, file, kind === 'still' ? 'image/jpeg' : 'video/mp4', signal);
    } finally {
      await Promise.all([video, file].map((each) => rm(each, { force: true })));
    }
  }

  return {
    /** Resolves when the preview is in the bucket. Rejects with {@link RenderingError} when videos go first. */
    make(request: PreviewRequest): Promise<void> {
      const making = last.then(() => make(request));
      last = making.catch(() => undefined);
      return making;
    },
  };
}

async function cutOut(
  video: string,
  file: string,
  kind: PreviewRequest['kind'],
  { width, height, fps, firstFrame, lastFrame }: Omit<PreviewRequest, 'kind' | 'source' | 'output'>,
  signal: AbortSignal,
): Promise<void> {
  // Half a frame early: the first one that is not before it is the right one, however times are rounded.
  const from = Math.max(0, (firstFrame - 0.5) / fps);
  const frames = kind === 'still' ? 1 : lastFrame - firstFrame + 1;
  const scaled = `scale=${width}:${height}:flags=area`;
  const { cancel, cancelSignal } = makeCancelSignal();
  signal.addEventListener('abort', cancel, { once: true });
  await RenderInternals.callFf({
    bin: 'ffmpeg',
    args: [
      ...['-v', 'error', '-ss', from.toFixed(6), '-i', video, '-an', '-frames:v', String(frames)],
      ...(kind === 'still'
        ? ['-vf', `${scaled}:out_range=full,format=yuvj420p`, '-q:v', '4']
        : ['-vf', `${scaled},format=yuv420p`, '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '30']),
      ...(kind === 'still' ? [] : ['-movflags', 'faststart']),
      ...['-y', file],
    ],
    indent: false,
    logLevel: 'error',
    binariesDirectory: null,
    cancelSignal,
  });
  signal.throwIfAborted();
}
