import { renderMediaOnLambda, type AwsRegion } from '@remotion/lambda-client';
import { MAIN_COMPOSITION_ID } from '../../remotion/catalog';
import { RendererBusyError, type Renderer, type RenderRequest } from '../exports/ports';
import type { RenderRef, RenderSettings } from '../exports/video-export';
import { remotionOptions, type RemotionTarget } from './remotion-options';

/** How Lambda says that it has no capacity, by error name and in Remotion's wording of it. */
const BUSY = /TooManyRequestsException|ConcurrentInvocationLimitExceeded|Rate Exceeded|ThrottlingException/i;

/**
 * Frames that are worth a function of their own, by the pixels of one frame. A function spends about six seconds on
 * starting Chromium and loading the site, so each row is what takes 2 GB functions about as long: with less most of the
 * bill is overhead, with more most of the time is waiting.
 */
const FRAMES_PER_FUNCTION: readonly { readonly pixels: number; readonly frames: number }[] = [
  // About 0.05 s a frame.
  { pixels: 1280 * 720, frames: 120 },
  // About 0.12 s a frame.
  { pixels: 1920 * 1080, frames: 60 },
  // About 0.5 s a frame of 4K. Chunks of four frames and fewer cannot have their audio joined without a gap.
  { pixels: Infinity, frames: 20 },
];

/**
 * How many functions render one export: Remotion's `concurrency`. With one, the function that leads the render draws all
 * frames itself; with more, it is one function on top of these. Never above `maxFunctions`: a part that Lambda has no
 * capacity for fails the whole render.
 */
export function functionsFor(
  { width, height, durationInFrames }: Pick<RenderSettings, 'width' | 'height' | 'durationInFrames'>,
  maxFunctions: number,
): number {
  const row = FRAMES_PER_FUNCTION.find(({ pixels }) => width * height <= pixels);
  const wanted = Math.ceil(durationInFrames / (row?.frames ?? 1));
  return Math.max(1, Math.min(wanted, maxFunctions));
}

/** Renders on Remotion Lambda, with Remotion's own client. */
export class RemotionLambdaRenderer implements Renderer {
  constructor(
    private readonly target: RemotionTarget & {
      readonly region: AwsRegion;
      readonly functionName: string;
      readonly serveUrl: string;
      readonly licenseKey: string | null;
      /** 1 to 200, which is as many as Remotion lets work on one render. */
      readonly maxFunctions: number;
      readonly webhook: () => Promise<{ url: string; secret: string }>;
    },
  ) {}

  async start(request: RenderRequest): Promise<RenderRef> {
    const { region, functionName, serveUrl, licenseKey, maxFunctions, renderBucket } = this.target;
    const { webhookCustomData, ...options } = remotionOptions(request, this.target);
    const webhook = await this.target.webhook();
    try {
      const { renderId, bucketName } = await renderMediaOnLambda({
        ...options,
        region,
        functionName,
        serveUrl,
        composition: MAIN_COMPOSITION_ID,
        forceBucketName: renderBucket,
        concurrency: functionsFor(request.settings, maxFunctions),
        // The output bucket enforces its owner and refuses every ACL; Remotion's other words would send one.
        privacy: 'no-acl',
        // The key is this attempt's alone. A start that was repeated must not fail because the first one has succeeded.
        overwrite: true,
        // At the next level the function logs the whole input props, which are the users'.
        logLevel: 'warn',
        // Of a part of the render, by Remotion itself.
        maxRetries: 1,
        enableCancellation: true,
        webhook: { ...webhook, customData: webhookCustomData },
        // Any key makes the function call Remotion's licence server; none makes no call.
        ...(licenseKey === null ? {} : { licenseKey }),
      });
      return { renderId, bucketName };
    } catch (error) {
      if (error instanceof Error && BUSY.test(`${error.name} ${error.message}`)) {
        throw new RendererBusyError('Lambda has no capacity for another render now.', { cause: error });
      }
      throw error;
    }
  }
}
