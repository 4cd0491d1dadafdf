import { createHmac } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type {
  EnhancedErrorInfo,
  WebhookErrorPayload,
  WebhookPayload,
  WebhookSuccessPayload,
  WebhookTimeoutPayload,
} from '@remotion/lambda-client';
import type { AudioCodec } from '@remotion/renderer';

/** Stands where Remotion Lambda names the account that owns the bucket. */
export const LOCAL_ACCOUNT_ID = '000000000000';

/**
 * Least time between two writes of progress.json. Remotion Lambda's is 250 ms; here each write, and all that follows from
 * it, is done by the cores that render, and an export shows no more than about one a second anyway.
 */
const PROGRESS_INTERVAL_MS = 1_000;
const MAX_STORAGE_ATTEMPTS = 3;
const MAX_WEBHOOK_ATTEMPTS = 3;
/** As Remotion Lambda has it. */
const WEBHOOK_TIMEOUT_MS = 10_000;

/** One entry of `errors` in progress.json. */
export type RenderErrorInfo = Omit<EnhancedErrorInfo, 's3Location' | 'explanation'>;

/** What is known of a render once its composition is. Times are epoch milliseconds. */
export type RenderMetadata = {
  type: 'video';
  renderId: string;
  siteId: string;
  startedDate: number;
  totalChunks: 1;
  estimatedTotalLambdaInvokations: 1;
  estimatedRenderLambdaInvokations: 1;
  compositionId: string;
  codec: string;
  audioCodec: AudioCodec | null;
  imageFormat: string;
  inputProps: { type: 'payload'; payload: string };
  framesPerLambda: number;
  functionName: string;
  rendererFunctionName: string;
  lambdaVersion: string;
  region: string;
  outName: { bucketName: string; key: string };
  outputFileIsConditional: false;
  privacy: 'private';
  everyNthFrame: 1;
  /** First and last frame, both inclusive. */
  frameRange: [number, number];
  deleteAfter: null;
  numberOfGifLoops: null;
  downloadBehavior: { type: 'play-in-browser' };
  audioBitrate: null;
  muted: false;
  metadata: Record<string, string> | null;
  /** In pixels, scale included. */
  dimensions: { width: number; height: number };
  scale: number;
};

/** Present once the output is in S3. Durations are milliseconds, sizes bytes. */
export type PostRenderData = {
  cost: WebhookSuccessPayload['costs'];
  outputFile: string;
  outputSize: number;
  renderSize: number;
  timeToFinish: number;
  errors: EnhancedErrorInfo[];
  startTime: number;
  endTime: number;
  filesCleanedUp: 0;
  timeToCleanUp: 0;
  timeToEncode: number;
  timeToRenderChunks: number;
  timeToRenderFrames: number;
  timeToCombine: null;
  retriesInfo: [];
  mostExpensiveFrameRanges: { timeInMilliseconds: number; chunk: number; frameRange: [number, number] }[];
  deleteAfter: null;
  estimatedBillingDurationInMilliseconds: number;
  artifactProgress: ReceivedArtifact[];
};

/** A file that a composition has emitted beside the video. */
export type ReceivedArtifact = { filename: string; sizeInBytes: number; s3Url: string; s3Key: string };

/**
 * `renders/<renderId>/progress.json`, as the main function of Remotion Lambda writes it. A render here is one chunk
 * that one renderer makes. `postRenderData` means finished, `fatalErrorTimestamp` means failed.
 */
export type RenderProgressFile = {
  cancellationEnabled: true;
  chunks: number[];
  framesRendered: number;
  framesEncoded: number;
  combinedFrames: number;
  timeToCombine: null;
  timeToEncode: number | null;
  timeToRenderFrames: number | null;
  lambdasInvoked: number;
  retries: [];
  postRenderData: PostRenderData | null;
  timings: { chunk: number; start: number; rendered: number }[];
  renderMetadata: RenderMetadata | null;
  errors: RenderErrorInfo[];
  fatalErrorTimestamp: number | null;
  /** When the render is given up, epoch milliseconds; moves while it waits for its turn. */
  timeoutTimestamp: number;
  functionLaunched: number;
  serveUrlOpened: number | null;
  compositionValidated: number | null;
  receivedArtifact: ReceivedArtifact[];
};

/** The progress of a render of which nothing is done yet. `timeoutTimestamp` is epoch milliseconds. */
export function initialProgress(timeoutTimestamp: number): RenderProgressFile {
  return {
    cancellationEnabled: true,
    chunks: [],
    framesRendered: 0,
    framesEncoded: 0,
    combinedFrames: 0,
    timeToCombine: null,
    timeToEncode: null,
    timeToRenderFrames: null,
    lambdasInvoked: 0,
    retries: [],
    postRenderData: null,
    timings: [],
    renderMetadata: null,
    errors: [],
    fatalErrorTimestamp: null,
    timeoutTimestamp,
    functionLaunched: Date.now(),
    serveUrlOpened: null,
    compositionValidated: null,
    receivedArtifact: [],
  };
}

/** An error in the words of progress.json; `frame` and `chunk` are unknown to a whole render. */
export function describeError(
  error: unknown,
  type: RenderErrorInfo['type'],
  isFatal: boolean,
): RenderErrorInfo {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  return {
    type,
    name,
    message,
    stack: stack ?? `${name}: ${message}`,
    frame: null,
    chunk: null,
    isFatal,
    tmpDir: null,
    attempt: 1,
    totalAttempts: 1,
    willRetry: false,
  };
}

/** The bucket as the renderer needs it. Each write is tried three times. */
export type RenderStorage = {
  readProgress(bucketName: string, renderId: string): Promise<RenderProgressFile | null>;
  writeProgress(bucketName: string, renderId: string, progress: RenderProgressFile): Promise<void>;
  /** Keeps an artifact where Remotion Lambda does. */
  writeArtifact(
    bucketName: string,
    renderId: string,
    artifact: { filename: string; content: string | Uint8Array },
  ): Promise<ReceivedArtifact>;
  /** Streams a file to the bucket; returns its size in bytes. Rejects with the signal's reason when aborted. */
  upload(
    output: { bucket: string; key: string },
    file: string,
    contentType: string,
    signal: AbortSignal,
  ): Promise<number>;
  /** False when the object is not there or cannot be had. Rejects with the signal's reason when aborted. */
  download(object: { bucket: string; key: string }, file: string, signal: AbortSignal): Promise<boolean>;
  urlOf(output: { bucket: string; key: string }): string;
};

type StorageOptions = {
  endpoint: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
};

/** Reaches the buckets of the S3 at `endpoint`, for example `http://127.0.0.1:4569`. */
export function createStorage({ endpoint, region, credentials }: StorageOptions): RenderStorage {
  const s3 = new S3Client({
    endpoint,
    region,
    forcePathStyle: true,
    credentials,
    // A checksum would turn the stream into a chunked one, of a length that is unknown in advance.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // A stream cannot be sent twice, so the retries are ours.
    maxAttempts: 1,
  });
  const progressKey = (renderId: string) => `renders/${renderId}/progress.json`;
  return {
    async readProgress(bucketName, renderId) {
      try {
        const object = await s3.send(
          new GetObjectCommand({ Bucket: bucketName, Key: progressKey(renderId) }),
        );
        return JSON.parse((await object.Body?.transformToString()) ?? 'null') as RenderProgressFile | null;
      } catch {
        return null;
      }
    },
    writeProgress(bucketName, renderId, progress) {
      const command = {
        Bucket: bucketName,
        Key: progressKey(renderId),
        Body: JSON.stringify(progress),
        ContentType: 'application/json',
      };
      return withRetries(async () => {
        await s3.send(new PutObjectCommand(command));
      });
    },
    async writeArtifact(bucketName, renderId, { filename, content }) {
      const s3Key = `renders/${renderId}/artifacts/${filename}`;
      await withRetries(async () => {
        await s3.send(new PutObjectCommand({ Bucket: bucketName, Key: s3Key, Body: content }));
      });
      const s3Url = `${endpoint}/${bucketName}/${s3Key}`;
      return { filename, sizeInBytes: Buffer.byteLength(content), s3Url, s3Key };
    },
    async upload({ bucket, key }, file, contentType, signal) {
      const { size } = await stat(file);
      await withRetries(async () => {
        signal.throwIfAborted();
        const command = new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: createReadStream(file),
          ContentLength: size,
          ContentType: contentType,
        });
        await s3.send(command, { abortSignal: signal });
      });
      return size;
    },
    async download({ bucket, key }, file, signal) {
      try {
        const command = new GetObjectCommand({ Bucket: bucket, Key: key });
        const { Body } = await s3.send(command, { abortSignal: signal });
        await pipeline(Body as Readable, createWriteStream(file), { signal });
        return true;
      } catch {
        signal.throwIfAborted();
        return false;
      }
    },
    urlOf: ({ bucket, key }) => `${endpoint}/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`,
  };
}

async function withRetries(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === MAX_STORAGE_ATTEMPTS) throw error;
      await sleep(100 * 2 ** (attempt - 1));
    }
  }
}

/** Keeps progress.json up to date. */
export type ProgressReporter = {
  readonly progress: Readonly<RenderProgressFile>;
  /** Changes the state and lets it be written soon. */
  update(change: Partial<RenderProgressFile>): void;
  /** Changes the state and writes it as soon as no other write is under way; resolves when that was tried. */
  written(change: Partial<RenderProgressFile>): Promise<void>;
};

/**
 * Rewrites progress.json at most every `intervalMs`, unless a change asks to be written at once. One write at a time, so that
 * an older state can never overwrite a newer one, and the last state is always written. A failed write is logged; the
 * next one contains it.
 */
export function createReporter(
  progress: RenderProgressFile,
  write: (progress: RenderProgressFile) => Promise<void>,
  onLog: (line: string) => void,
  intervalMs = PROGRESS_INTERVAL_MS,
): ProgressReporter {
  let timer: NodeJS.Timeout | null = null;
  let lastWriteMs = 0;
  let lastWrite = Promise.resolve();
  let nextWrite: Promise<void> | null = null;

  const writeNow = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    // A write that has not begun yet will contain this change too.
    nextWrite ??= lastWrite = lastWrite.then(async () => {
      nextWrite = null;
      lastWriteMs = Date.now();
      await write(progress).catch((error: unknown) => {
        onLog(`renderer: could not write progress.json: ${String(error)}`);
      });
    });
    return nextWrite;
  };
  return {
    progress,
    update(change) {
      Object.assign(progress, change);
      timer ??= setTimeout(() => void writeNow(), Math.max(0, lastWriteMs + intervalMs - Date.now()));
    },
    written(change) {
      Object.assign(progress, change);
      return writeNow();
    },
  };
}

/** The receiver of a render's outcome; `customData` comes back to it unchanged. */
export type Webhook = { url: string; secret: string | null; customData: Record<string, unknown> | null };

/** How a render ended, as far as a webhook tells. */
export type RenderOutcome =
  | Pick<
      WebhookSuccessPayload,
      'type' | 'lambdaErrors' | 'outputUrl' | 'outputFile' | 'timeToFinish' | 'costs'
    >
  | Pick<WebhookErrorPayload, 'type' | 'errors'>
  | Pick<WebhookTimeoutPayload, 'type'>;

/** The outcome that a progress.json states, or null while it states none. */
export function outcomeOf(progress: RenderProgressFile): RenderOutcome | null {
  if (progress.postRenderData !== null) {
    const { outputFile, errors, timeToFinish, cost } = progress.postRenderData;
    return {
      type: 'success',
      outputUrl: outputFile,
      lambdaErrors: errors,
      outputFile,
      timeToFinish,
      costs: cost,
    };
  }
  if (progress.fatalErrorTimestamp === null) return null;
  const fatal = progress.errors.filter((error) => error.isFatal);
  return { type: 'error', errors: fatal.map(({ message, name, stack }) => ({ message, name, stack })) };
}

/**
 * Sends the signed POST that Remotion Lambda sends when a render ended: up to three times, within two seconds and the
 * timeouts. Rejects with the last failure. Unlike Remotion's, its Content-Length counts bytes, so that a text outside
 * ASCII arrives.
 */
export async function sendWebhook(
  webhook: Webhook,
  render: { renderId: string; bucketName: string },
  outcome: RenderOutcome,
): Promise<void> {
  const { type, ...details } = outcome;
  const payload = {
    type,
    renderId: render.renderId,
    expectedBucketOwner: LOCAL_ACCOUNT_ID,
    bucketName: render.bucketName,
    customData: webhook.customData,
    ...details,
  } as WebhookPayload;
  const body = JSON.stringify(payload);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await post(webhook, body, type);
    } catch (error) {
      if (attempt === MAX_WEBHOOK_ATTEMPTS) throw error;
      await sleep(500 * 2 ** (attempt - 1));
    }
  }
}

async function post({ url, secret }: Webhook, body: string, status: string): Promise<void> {
  const signature =
    secret === null || secret === ''
      ? 'NO_SECRET_PROVIDED'
      : `sha512=${createHmac('sha512', secret).update(body).digest('hex')}`;
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-Remotion-Mode': 'production',
      'X-Remotion-Signature': signature,
      'X-Remotion-Status': status,
    },
    body,
    signal: AbortSignal.timeout(WEBHOOK_TIMEOUT_MS),
    redirect: 'follow',
  });
  // An unread body would keep the connection open.
  await response.body?.cancel();
  if (!response.ok) throw new Error(`Failed to send webhook to ${url}, got status code ${response.status}`);
}
