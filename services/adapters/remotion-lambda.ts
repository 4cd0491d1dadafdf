import {
  cancelRenderOnLambda,
  renderMediaOnLambda,
  renderStillOnLambda,
  type AwsRegion,
} from '@remotion/lambda-client';
import { MAIN_COMPOSITION_ID } from '../../remotion/limits';
import {
  RendererBusyError,
  type ClipRequest,
  type PreviewRenderer,
  type Renderer,
  type RenderRequest,
  type StillRequest,
} from '../exports/ports';
import type { RenderRef } from '../exports/video-export';
import { functionsFor } from './remotion-functions';
import { remotionOptions } from './remotion-options';
import { regionOfBucket, type RegionPool, type RenderRegion } from './remotion-regions';

/** How Lambda says that it has no capacity, by error name and in Remotion's wording of it. */
const BUSY = /TooManyRequestsException|ConcurrentInvocationLimitExceeded|Rate Exceeded|ThrottlingException/i;

/** The bucket of finished files, which may be in another region than the render, or in another store. */
export interface OutputTarget {
  readonly bucketName: string;
  readonly region: string;
  readonly endpoint: string;
  /** A store that understands S3's API and knows no roles; null: S3. */
  readonly otherStore: {
    readonly forcePathStyle: boolean;
    readonly credentials: () => Promise<{ readonly accessKeyId: string; readonly secretAccessKey: string }>;
  } | null;
}

/** What renders for a stage, and where its files go. */
export interface RemotionLambdaTarget {
  /** The stage's own. */
  readonly region: AwsRegion;
  readonly pool: RegionPool;
  readonly output: OutputTarget;
  /** The same in every region, as is the site. */
  readonly functionName: string;
  /** Renders what has run out of memory or time before; null when there is no larger function. */
  readonly largeFunctionName: string | null;
  readonly serveUrl: string;
  readonly licenseKey: string | null;
  /** 1 to 200, which is as many as Remotion lets work on one render. */
  readonly maxFunctions: number;
  readonly webhook: () => Promise<{ url: string; secret: string }>;
}

/**
 * How long Remotion's client waits for AWS, in milliseconds; by itself it would wait for ever. It calls Lambda once, since an
 * unclear answer may be a render, and S3 up to three times.
 */
const waitingFor = (answerMs: number) => ({
  connectionTimeout: 2000,
  requestTimeout: answerMs,
  throwOnRequestTimeout: true,
  socketTimeout: answerMs,
});
/** A start answers after a second or two, of which most is the function's own start. Functions that ask for it have 60 seconds. */
const STARTING = waitingFor(20_000);
/** A small file is read and another one written. */
const CANCELLING = waitingFor(5_000);
/** All of a cancellation, in milliseconds, within the same 60 seconds. It first asks whose account it is, by a client that takes no bounds. */
const CANCELLED_WITHIN_MS = 20_000;
/** Stills are drawn before they are answered. The function that asks for it has 90 seconds, and asks for none after 45 of them. */
const DRAWING = waitingFor(30_000);

/** How small clips are encoded: they are looked at for a moment, and loaded by the dozen. */
const CLIP_ENCODING = { codec: 'h264', crf: 30, jpegQuality: 70, muted: true } as const;
/** Of JPEG stills, 0 to 100. */
const STILL_QUALITY = 80;

/** Renders on Remotion Lambda, with Remotion's own client. */
export class RemotionLambdaRenderer implements Renderer, PreviewRenderer {
  constructor(private readonly target: RemotionLambdaTarget) {}

  async start(request: RenderRequest): Promise<RenderRef> {
    const { functionName, largeFunctionName, maxFunctions } = this.target;
    const { settings, strain } = request;
    const [webhook, provider] = await Promise.all([this.target.webhook(), this.provider()]);
    return this.inFirstWithRoom(async (place) => {
      const { webhookCustomData, outName, ...options } = remotionOptions(request, this.outputBucket);
      const { renderId, bucketName } = await renderMediaOnLambda({
        ...options,
        ...this.common(place),
        requestHandler: STARTING,
        functionName: strain.memory + strain.time > 0 ? (largeFunctionName ?? functionName) : functionName,
        outName: { ...outName, ...provider(place) },
        concurrency: functionsFor(settings, maxFunctions, strain),
        // The key is this attempt's alone. A start that was repeated must not fail because the first one has succeeded.
        overwrite: true,
        // Of a part of the render, by Remotion itself.
        maxRetries: 1,
        enableCancellation: true,
        webhook: { ...webhook, customData: webhookCustomData },
      });
      return { renderId, bucketName };
    });
  }

  async cancel({ renderId, bucketName }: RenderRef): Promise<void> {
    const region = regionOfBucket(bucketName) ?? this.target.region;
    try {
      await within(
        CANCELLED_WITHIN_MS,
        cancelRenderOnLambda({ region, bucketName, renderId, requestHandler: CANCELLING }),
      );
    } catch (error) {
      if (!isUnknownRender(error)) throw error;
    }
  }

  /** Answers after five to twenty seconds. */
  async still({ props, scale, frame, outputKey }: StillRequest): Promise<void> {
    const provider = await this.provider();
    await this.inFirstWithRoom((place) =>
      renderStillOnLambda({
        ...this.common(place),
        requestHandler: DRAWING,
        functionName: this.target.functionName,
        inputProps: { ...props },
        frame,
        scale,
        imageFormat: 'jpeg',
        jpegQuality: STILL_QUALITY,
        outName: { bucketName: this.target.output.bucketName, key: outputKey, ...provider(place) },
        maxRetries: 1,
      }),
    );
  }

  /** One function leads and draws. No webhook: its end is seen by the file. */
  async clip({ props, scale, firstFrame, lastFrame, outputKey }: ClipRequest): Promise<void> {
    const provider = await this.provider();
    await this.inFirstWithRoom((place) =>
      renderMediaOnLambda({
        ...this.common(place),
        ...CLIP_ENCODING,
        requestHandler: STARTING,
        // Asked for a second time when the first answer got lost.
        overwrite: true,
        functionName: this.target.functionName,
        inputProps: { ...props },
        frameRange: [firstFrame, lastFrame],
        scale,
        concurrency: 1,
        outName: { bucketName: this.target.output.bucketName, key: outputKey, ...provider(place) },
        maxRetries: 1,
      }),
    );
  }

  /** Asks one region after the other, and only if the one before has clearly refused: an unclear answer may be a render. */
  private async inFirstWithRoom<T>(ask: (place: RenderRegion) => Promise<T>): Promise<T> {
    let cause: unknown;
    for (const place of await this.target.pool.order()) {
      try {
        return await ask(place);
      } catch (error) {
        if (!(error instanceof Error && BUSY.test(`${error.name} ${error.message}`))) throw error;
        cause = error;
        await this.target.pool.throttled(place);
      }
    }
    throw new RendererBusyError('Lambda has no capacity for another render now.', { cause });
  }

  private get outputBucket() {
    return { outputBucket: this.target.output.bucketName };
  }

  /** What videos and stills have in common. */
  private common({ region, bucketName }: RenderRegion) {
    const { serveUrl, licenseKey } = this.target;
    return {
      region,
      serveUrl,
      composition: MAIN_COMPOSITION_ID,
      forceBucketName: bucketName,
      // The output bucket enforces its owner and refuses every ACL; Remotion's other words would send one.
      privacy: 'no-acl',
      // At the next level the function logs the whole input props, which are the users'.
      logLevel: 'warn',
      // Any key makes the function call Remotion's licence server; none makes no call.
      ...(licenseKey === null ? {} : { licenseKey }),
    } as const;
  }

  /**
   * Tells a function where the output bucket is, when it is not in S3 of the function's own region, where it would look for it.
   * Another region's bucket opens to the function's role, as no other credentials are given; another store to its own.
   */
  private async provider() {
    const { region: outputRegion, endpoint, otherStore } = this.target.output;
    if (otherStore !== null) {
      const { forcePathStyle, credentials } = otherStore;
      const { accessKeyId, secretAccessKey } = await credentials();
      const s3OutputProvider = {
        endpoint,
        region: outputRegion,
        accessKeyId,
        secretAccessKey,
        forcePathStyle,
      };
      return () => ({ s3OutputProvider });
    }
    const credentials = { accessKeyId: null, secretAccessKey: null };
    const s3OutputProvider = { endpoint, region: outputRegion, ...credentials };
    return ({ region }: RenderRegion) => (region === outputRegion ? {} : { s3OutputProvider });
  }
}

/** @throws TimeoutError when it takes longer. */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    const error = Object.assign(new Error(`Remotion's client took longer than ${ms} ms.`), {
      name: 'TimeoutError',
    });
    timer = setTimeout(() => reject(error), ms);
  });
  return Promise.race([work, tooLate]).finally(() => clearTimeout(timer));
}

/** Remotion looks at progress.json before it cancels, and every render has one before its id is known. */
const isUnknownRender = (error: unknown): boolean =>
  error instanceof Error &&
  (['NoSuchKey', 'NotFound', 'NoSuchBucket'].includes(error.name) ||
    error.message.startsWith('No render with ID'));
