import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { makeCancelSignal, RenderInternals, renderMedia, selectComposition } from '@remotion/renderer';
import { VERSION } from 'remotion/version';
import * as z from 'zod';
import { CHROMIUM_OPTIONS, type OpenedBrowser } from './browser';
import {
  createReporter,
  describeError,
  initialProgress,
  outcomeOf,
  type PostRenderData,
  type ProgressReporter,
  type RenderMetadata,
  type RenderOutcome,
  type RenderProgressFile,
  type RenderStorage,
  sendWebhook,
} from './report';
import { type DrawnPart, openSegments, type Segments, withKeyframes } from './segments';
import { withSoundInTime } from './sound';

/** Waiting renders beyond this are refused; each holds its input props in memory. */
const MAX_WAITING_RENDERS = 1_000;
/** Of delayRender(), as in Remotion. */
const DEFAULT_DELAY_RENDER_TIMEOUT_MS = 30_000;
/** Remotion's own upper bound for automatic concurrency. */
const MAX_TABS = 8;

/**
 * The body of POST /renders. The options mean what they mean to `renderMediaOnLambda()`; left out or null, Remotion's
 * default applies.
 */
export const renderRequestSchema = z.strictObject({
  /** The same key is the same render, for as long as the data folder lives. */
  idempotencyKey: z.string().min(1).max(256),
  compositionId: z.string().min(1).max(256),
  inputProps: z.record(z.string(), z.unknown()),
  codec: z.enum(['h264', 'h265', 'vp8', 'vp9', 'gif']),
  scale: z.number().positive().max(16).nullish(),
  crf: z.number().min(0).max(63).nullish(),
  jpegQuality: z.number().min(0).max(100).nullish(),
  videoBitrate: z
    .string()
    .regex(/^\d+(\.\d+)?[kKM]$/)
    .nullish(),
  audioCodec: z.enum(['aac', 'mp3', 'opus', 'pcm-16']).nullish(),
  imageFormat: z.enum(['jpeg', 'png']).nullish(),
  /** Of delayRender(), in milliseconds. */
  timeoutInMilliseconds: z.int().min(7_000).max(1_800_000).nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  output: z.strictObject({ bucket: z.string().min(3).max(63), key: z.string().min(1).max(1_024) }),
  renderBucket: z.string().min(3).max(63),
  /** Scenes are reused from renders of the same scope, an owner for example, and from no others. */
  segmentScope: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, dashes or underscores')
    .nullish(),
  webhook: z
    .strictObject({
      url: z.url({ protocol: /^https?$/ }),
      secret: z.string().nullable(),
      customData: z.record(z.string(), z.unknown()).nullable(),
    })
    .nullable(),
});

/** A checked body of POST /renders. */
export type RenderRequest = z.infer<typeof renderRequestSchema>;

/** What one worker renders with. */
export type RenderQueueOptions = {
  /** Holds `live/` (a file for each render that has not ended), `ended/` (an empty file for each that has). */
  dataDir: string;
  /** For unfinished output. */
  tempDir: string;
  /** How many renders run at once. */
  concurrency: number;
  /** After this long a render is given up, as Lambda ends a function. Waiting does not count. */
  renderTimeoutMs: number;
  region: string;
  storage: RenderStorage;
  /** The folder of the bundled site. */
  site(): Promise<string>;
  useBrowser<T>(work: (browser: OpenedBrowser) => Promise<T>): Promise<T>;
  onLog: (line: string) => void;
};

/** Too many renders wait already. */
export class QueueFullError extends Error {
  override name = 'QueueFullError';
  constructor() {
    super(`${MAX_WAITING_RENDERS} renders are waiting already`);
  }
}

/** Why a render was stopped from outside. */
class CancelledError extends Error {
  override name = 'CancelledError';
  constructor() {
    // Remotion's own words.
    super('renderMedia() got cancelled');
  }
}

class RenderTimeoutError extends Error {
  override name = 'RenderTimeoutError';
}

class RenderWorkerCrashedError extends Error {
  override name = 'RenderWorkerCrashedError';
  constructor() {
    super('The render worker stopped while this render was running.');
  }
}

/** What is on disk of a render that has not ended. */
type RenderRecord = {
  request: RenderRequest;
  acceptedMs: number;
  order: number;
  state: 'waiting' | 'running';
};

type Render = {
  id: string;
  record: RenderRecord;
  reporter: ProgressReporter;
  /** Fires with the reason to stop. */
  stop: AbortController;
  /** The first write of progress.json. */
  announced: Promise<void>;
};

/**
 * The id of the render that a key stands for: ten characters, as Remotion's. Derived, so that no restart can make the
 * same key a second render.
 */
export function renderIdOf(idempotencyKey: string): string {
  const digest = createHash('sha256').update(idempotencyKey).digest('hex');
  return (BigInt(`0x${digest}`) % 36n ** 10n).toString(36).padStart(10, '0');
}

/** Takes renders, does them in order, and reports each as Remotion Lambda would. */
export class RenderQueue {
  readonly #options: RenderQueueOptions;
  readonly #journal: ReturnType<typeof openJournal>;
  readonly #live = new Map<string, Render>();
  readonly #waiting: Render[] = [];
  readonly #running = new Set<Render>();
  #order = 0;

  /**
   * Renders that waited when an earlier worker stopped go on waiting; those that were running get a fatal error, since
   * one of them may be what stopped it.
   */
  constructor(options: RenderQueueOptions) {
    this.#options = options;
    this.#journal = openJournal(options.dataDir);
    for (const { id, record } of this.#journal.readLive()) {
      const render = this.#track(id, record);
      if (record.state === 'running') void this.#failCrashed(render);
      else this.#enqueue(render);
    }
  }

  /** Resolves once progress.json exists, before anything is rendered. Rejects with {@link QueueFullError}. */
  async accept(request: RenderRequest): Promise<{ renderId: string; bucketName: string }> {
    const id = renderIdOf(request.idempotencyKey);
    const answer = { renderId: id, bucketName: request.renderBucket };
    let render = this.#live.get(id);
    if (render === undefined) {
      if (this.#journal.hasEnded(id)) return answer;
      if (this.#waiting.length >= MAX_WAITING_RENDERS) throw new QueueFullError();
      const record = { request, acceptedMs: Date.now(), order: this.#order + 1, state: 'waiting' as const };
      this.#journal.write(id, record);
      render = this.#track(id, record);
      this.#enqueue(render);
    }
    await render.announced;
    return answer;
  }

  /** Makes a render end with a CancelledError. False if there never was such a render; true if it ended already. */
  cancel(renderId: string): boolean {
    const render = this.#live.get(renderId);
    if (render === undefined) return this.#journal.hasEnded(renderId);
    const error = new CancelledError();
    render.stop.abort(error);
    const place = this.#waiting.indexOf(render);
    if (place >= 0) {
      this.#waiting.splice(place, 1);
      void reportFailure(render, error).then((outcome) => this.#end(render, outcome));
    }
    return true;
  }

  /** `notifying` counts renders that ended but whose webhook is not delivered yet. */
  counts(): { running: number; queued: number; notifying: number } {
    const running = this.#running.size;
    const queued = this.#waiting.length;
    return { running, queued, notifying: this.#live.size - running - queued };
  }

  #track(id: string, record: RenderRecord): Render {
    const { concurrency, onLog, renderTimeoutMs, storage } = this.#options;
    // No render ahead may run longer than the timeout, so this is when a waiting one must have ended at last.
    const rounds = Math.floor((this.#waiting.length + this.#running.size) / concurrency) + 1;
    const reporter = createReporter(
      initialProgress(Date.now() + renderTimeoutMs * rounds),
      (progress) => storage.writeProgress(record.request.renderBucket, id, progress),
      onLog,
    );
    const render = { id, record, reporter, stop: new AbortController(), announced: Promise.resolve() };
    this.#live.set(id, render);
    this.#order = Math.max(this.#order, record.order);
    return render;
  }

  #enqueue(render: Render): void {
    this.#waiting.push(render);
    render.announced = render.reporter.written({});
    this.#startNext();
  }

  #startNext(): void {
    while (this.#running.size < this.#options.concurrency) {
      const render = this.#waiting.shift();
      if (render === undefined) return;
      this.#running.add(render);
      void this.#run(render);
    }
  }

  async #run(render: Render): Promise<void> {
    this.#journal.write(render.id, { ...render.record, state: 'running' });
    const outcome = await renderAndReport(render, this.#options);
    this.#running.delete(render);
    this.#startNext();
    await this.#end(render, outcome);
  }

  async #end(render: Render, outcome: RenderOutcome): Promise<void> {
    await notify(render, outcome, this.#options.onLog);
    this.#journal.end(render.id);
    this.#live.delete(render.id);
  }

  async #failCrashed(render: Render): Promise<void> {
    const { renderBucket } = render.record.request;
    const { progress } = render.reporter;
    Object.assign(progress, await this.#options.storage.readProgress(renderBucket, render.id));
    // It may have ended and been stopped before its webhook was sent.
    const outcome = outcomeOf(progress) ?? (await reportFailure(render, new RenderWorkerCrashedError()));
    await this.#end(render, outcome);
  }
}

/** Written with plain synchronous calls: the files are small, and between them no second request can slip in. */
function openJournal(dataDir: string) {
  const liveDir = path.join(dataDir, 'live');
  const endedDir = path.join(dataDir, 'ended');
  mkdirSync(liveDir, { recursive: true });
  mkdirSync(endedDir, { recursive: true });
  const liveFile = (id: string) => path.join(liveDir, `${id}.json`);
  return {
    write(id: string, record: RenderRecord) {
      const file = liveFile(id);
      writeFileSync(`${file}.new`, JSON.stringify(record));
      renameSync(`${file}.new`, file);
    },
    end(id: string) {
      writeFileSync(path.join(endedDir, id), '');
      rmSync(liveFile(id), { force: true });
    },
    hasEnded: (id: string) => /^[0-9a-z]{10}$/.test(id) && existsSync(path.join(endedDir, id)),
    /** Oldest first. */
    readLive(): { id: string; record: RenderRecord }[] {
      return readdirSync(liveDir)
        .filter((name) => name.endsWith('.json'))
        .map((name) => ({
          id: name.slice(0, -'.json'.length),
          record: JSON.parse(readFileSync(path.join(liveDir, name), 'utf8')) as RenderRecord,
        }))
        .sort((a, b) => a.record.acceptedMs - b.record.acceptedMs || a.record.order - b.record.order);
    },
  };
}

async function notify(render: Render, outcome: RenderOutcome, onLog: (line: string) => void): Promise<void> {
  const { renderBucket, webhook } = render.record.request;
  if (webhook === null) return;
  try {
    await sendWebhook(webhook, { renderId: render.id, bucketName: renderBucket }, outcome);
  } catch (error) {
    onLog(`renderer: the webhook of render ${render.id} could not be delivered: ${String(error)}`);
    const failure = describeError(error, 'webhook', false);
    await render.reporter.written({ errors: [...render.reporter.progress.errors, failure] });
  }
}

async function reportFailure(render: Render, error: unknown): Promise<RenderOutcome> {
  const { progress } = render.reporter;
  const errors = [...progress.errors, describeError(error, 'stitcher', true)];
  await render.reporter.written({ errors, fatalErrorTimestamp: Date.now() });
  return outcomeOf(progress) as RenderOutcome;
}

/** Never rejects: whatever goes wrong is the render's outcome. */
async function renderAndReport(render: Render, options: RenderQueueOptions): Promise<RenderOutcome> {
  const { id, record, reporter, stop } = render;
  const { codec, audioCodec } = record.request;
  const extension = RenderInternals.getFileExtensionFromCodec(codec, audioCodec ?? null);
  const file = path.join(options.tempDir, `${id}.${extension}`);
  const timer = setTimeout(() => {
    stop.abort(new RenderTimeoutError(`not finished within ${options.renderTimeoutMs} ms`));
  }, options.renderTimeoutMs);
  try {
    const postRenderData = await renderToStorage(render, file, options);
    await reporter.written({ postRenderData });
    return outcomeOf(reporter.progress) as RenderOutcome;
  } catch (error) {
    // Once stopped, whatever else broke is a consequence.
    const reason: unknown = stop.signal.aborted ? stop.signal.reason : error;
    // Lambda ends a function that takes too long before it can write anything, so progress.json just stands still.
    if (reason instanceof RenderTimeoutError) return { type: 'timeout' };
    return await reportFailure(render, reason);
  } finally {
    clearTimeout(timer);
    await rm(file, { force: true });
    await rm(segmentFolder(file), { recursive: true, force: true });
  }
}

const segmentFolder = (file: string): string => `${file}.segments`;

async function renderToStorage(
  render: Render,
  file: string,
  options: RenderQueueOptions,
): Promise<PostRenderData> {
  const { record, reporter, stop } = render;
  const { request } = record;
  const startedMs = Date.now();
  reporter.update({ timeoutTimestamp: startedMs + options.renderTimeoutMs });
  const serveUrl = await unlessStopped(options.site(), stop.signal);
  const using = options.useBrowser(async (browser) => {
    stop.signal.throwIfAborted();
    const metadata = await openComposition(render, { browser, serveUrl, startedMs, region: options.region });
    const segments = await openSegments({
      ...{ request, storage: options.storage, onLog: options.onLog, signal: stop.signal },
      composition: metadata.composition,
      context: { site: path.basename(serveUrl), browser: browser.source },
      folder: segmentFolder(file),
    });
    const tabs = tabsPerRender(options.concurrency);
    const { storage } = options;
    return renderFile(render, { browser, serveUrl, file, tabs, segments, storage, ...metadata });
  });
  const { segments, ...times } = await unlessStopped(using, stop.signal);
  const contentType =
    request.codec === 'gif' ? 'image/gif' : /^vp/.test(request.codec) ? 'video/webm' : 'video/mp4';
  const [size] = await Promise.all([
    options.storage.upload(request.output, file, contentType, stop.signal),
    segments?.keep(file),
  ]);
  stop.signal.throwIfAborted();
  return postRender(render, { startedMs, size, url: options.storage.urlOf(request.output), ...times });
}

type Work = { browser: OpenedBrowser; serveUrl: string };
type Composition = Awaited<ReturnType<typeof selectComposition>>;

/** Evaluates the composition with its props, and reports what came out. */
async function openComposition(
  render: Render,
  { browser, serveUrl, startedMs, region }: Work & { startedMs: number; region: string },
): Promise<{ composition: Composition }> {
  const { request } = render.record;
  const composition = await selectComposition({
    id: request.compositionId,
    serveUrl,
    inputProps: request.inputProps,
    ...remotionOptions(browser, request),
  });
  const nowMs = Date.now();
  const scale = request.scale ?? 1;
  const metadata: RenderMetadata = {
    type: 'video',
    renderId: render.id,
    siteId: 'local',
    startedDate: startedMs,
    totalChunks: 1,
    estimatedTotalLambdaInvokations: 1,
    estimatedRenderLambdaInvokations: 1,
    compositionId: composition.id,
    codec: request.codec,
    audioCodec: request.audioCodec ?? null,
    imageFormat: request.imageFormat ?? 'jpeg',
    inputProps: { type: 'payload', payload: JSON.stringify(request.inputProps) },
    framesPerLambda: composition.durationInFrames,
    functionName: 'local',
    rendererFunctionName: 'local',
    lambdaVersion: VERSION,
    region,
    outName: { bucketName: request.output.bucket, key: request.output.key },
    outputFileIsConditional: false,
    privacy: 'private',
    everyNthFrame: 1,
    frameRange: [0, composition.durationInFrames - 1],
    deleteAfter: null,
    numberOfGifLoops: null,
    downloadBehavior: { type: 'play-in-browser' },
    audioBitrate: null,
    muted: false,
    metadata: request.metadata ?? null,
    dimensions: { width: composition.width * scale, height: composition.height * scale },
    scale,
  };
  render.reporter.update({
    renderMetadata: metadata,
    serveUrlOpened: nowMs,
    compositionValidated: nowMs,
    lambdasInvoked: 1,
  });
  return { composition };
}

type RenderTimes = { frameCount: number; renderStartedMs: number; renderEndedMs: number };
type Drawing = Work & { file: string; tabs: number; composition: Composition; storage: RenderStorage };

/** Draws what is not there yet of the scenes, or the whole video. */
async function renderFile(
  render: Render,
  { segments, ...drawing }: Drawing & { segments: Segments | null },
): Promise<RenderTimes & { segments: Segments | null }> {
  const { reporter, stop } = render;
  const { composition, file } = drawing;
  stop.signal.throwIfAborted();
  const frameCount = composition.durationInFrames;
  const renderStartedMs = Date.now();
  const encodeTimes = { firstMs: null };
  const isJoined = await segments?.join(file, (part) => draw(render, drawing, part, encodeTimes));
  if (isJoined !== true) {
    const whole = { codec: render.record.request.codec, ranges: null, muted: false, framesReused: 0 };
    await draw(render, drawing, { ...whole, file, keyframes: segments?.keyframes ?? [] }, encodeTimes);
  }
  stop.signal.throwIfAborted();
  const renderEndedMs = Date.now();
  reporter.update({
    framesRendered: frameCount,
    framesEncoded: frameCount,
    combinedFrames: frameCount,
    chunks: [0],
    timings: [{ chunk: 0, start: renderStartedMs, rendered: renderEndedMs }],
    timeToEncode: renderEndedMs - (encodeTimes.firstMs ?? renderEndedMs),
  });
  return { frameCount, renderStartedMs, renderEndedMs, segments };
}

/** One encode by Remotion. Sound alone shows no progress: its frames are no pictures. */
async function draw(
  render: Render,
  { browser, serveUrl, tabs, composition, storage }: Drawing,
  part: Omit<DrawnPart, 'codec'> & { codec: DrawnPart['codec'] | RenderRequest['codec'] },
  encodeTimes: { firstMs: number | null },
): Promise<void> {
  const { reporter, stop } = render;
  const { request } = render.record;
  let firstFrameMs: number | null = null;
  const artifacts: { filename: string; content: string | Uint8Array }[] = [];
  const { cancel, cancelSignal } = makeCancelSignal();
  stop.signal.addEventListener('abort', cancel, { once: true });
  await renderMedia({
    composition,
    serveUrl,
    codec: part.codec,
    outputLocation: part.file,
    overwrite: true,
    frameRange: part.ranges,
    muted: part.muted,
    inputProps: request.inputProps,
    imageFormat: part.codec === 'aac' ? 'none' : (request.imageFormat ?? 'jpeg'),
    scale: request.scale ?? 1,
    crf: part.codec === 'aac' ? null : (request.crf ?? null),
    jpegQuality: request.jpegQuality ?? RenderInternals.DEFAULT_JPEG_QUALITY,
    videoBitrate: part.codec === 'aac' ? null : (request.videoBitrate ?? null),
    audioCodec: request.audioCodec ?? null,
    metadata: request.metadata ?? null,
    concurrency: tabs,
    cancelSignal,
    onArtifact: (artifact) => void artifacts.push(artifact),
    ffmpegOverride: ({ args }) =>
      withSoundInTime(withKeyframes(args, part.keyframes), composition.durationInFrames / composition.fps),
    onProgress: ({ renderedFrames, encodedFrames }) => {
      if (part.codec === 'aac') return;
      if (renderedFrames > 0) firstFrameMs ??= Date.now();
      if (encodedFrames > 0) encodeTimes.firstMs ??= Date.now();
      const change: Partial<RenderProgressFile> = {
        framesRendered: part.framesReused + renderedFrames,
        framesEncoded: part.framesReused + encodedFrames,
      };
      if (change.framesRendered === composition.durationInFrames && firstFrameMs !== null) {
        change.timeToRenderFrames = reporter.progress.timeToRenderFrames ?? Date.now() - firstFrameMs;
      }
      reporter.update(change);
    },
    ...remotionOptions(browser, request),
  });
  stop.signal.throwIfAborted();
  const received = await Promise.all(
    artifacts.map((artifact) => storage.writeArtifact(request.renderBucket, render.id, artifact)),
  );
  reporter.update({ receivedArtifact: [...reporter.progress.receivedArtifact, ...received] });
}

function remotionOptions(browser: OpenedBrowser, request: RenderRequest) {
  return {
    puppeteerInstance: browser.instance,
    browserExecutable: browser.executable,
    chromeMode: browser.chromeMode,
    chromiumOptions: CHROMIUM_OPTIONS,
    logLevel: 'error',
    timeoutInMilliseconds: request.timeoutInMilliseconds ?? DEFAULT_DELAY_RENDER_TIMEOUT_MS,
  } as const;
}

function postRender(
  { reporter }: Render,
  end: RenderTimes & { startedMs: number; size: number; url: string },
): PostRenderData {
  const renderMs = end.renderEndedMs - end.renderStartedMs;
  const endTime = Date.now();
  return {
    cost: {
      currency: 'USD',
      disclaimer: 'Rendered on this machine, without any function invocations.',
      estimatedCost: 0,
      estimatedDisplayCost: '$0',
    },
    outputFile: end.url,
    outputSize: end.size,
    renderSize: end.size,
    timeToFinish: endTime - end.startedMs,
    errors: [],
    startTime: end.startedMs,
    endTime,
    filesCleanedUp: 0,
    timeToCleanUp: 0,
    timeToEncode: reporter.progress.timeToEncode ?? 0,
    timeToRenderChunks: renderMs,
    timeToRenderFrames: reporter.progress.timeToRenderFrames ?? renderMs,
    timeToCombine: null,
    retriesInfo: [],
    mostExpensiveFrameRanges: [
      { timeInMilliseconds: renderMs, chunk: 0, frameRange: [0, end.frameCount - 1] },
    ],
    deleteAfter: null,
    estimatedBillingDurationInMilliseconds: 0,
    artifactProgress: reporter.progress.receivedArtifact,
  };
}

/**
 * Browser tabs for each render. A tab spends much of its time waiting for the screenshot, so on two cores two tabs took
 * 3.9 s where one took 6.5 s (90 frames, 1280x720). With more cores half of them, as Remotion does, leaves room for
 * FFmpeg.
 */
function tabsPerRender(concurrency: number): number {
  const cores = os.availableParallelism();
  const tabs = cores <= 2 ? cores : Math.min(MAX_TABS, Math.max(2, Math.floor(cores / 2)));
  return Math.max(1, Math.floor(tabs / concurrency));
}

/** Rejects with the signal's reason as soon as it fires, though the work itself may need longer to wind down. */
function unlessStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const stopped = new Promise<never>((_resolve, reject) => {
    const stop = () => reject(signal.reason as Error);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  return Promise.race([work, stopped]);
}
