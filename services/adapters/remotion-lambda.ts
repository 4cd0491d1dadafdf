import { renderMediaOnLambda, type AwsRegion } from '@remotion/lambda-client';
import { MAIN_COMPOSITION_ID } from '../../remotion/catalog';
import { RendererBusyError, type Renderer, type RenderRequest } from '../exports/ports';
import type { RenderRef } from '../exports/video-export';
import { remotionOptions, type RemotionTarget } from './remotion-options';

/** How Lambda says that it has no capacity, by error name and in Remotion's wording of it. */
const BUSY = /TooManyRequestsException|ConcurrentInvocationLimitExceeded|Rate Exceeded|ThrottlingException/i;

/** Renders on Remotion Lambda, with Remotion's own client. */
export class RemotionLambdaRenderer implements Renderer {
  constructor(
    private readonly target: RemotionTarget & {
      readonly region: AwsRegion;
      readonly functionName: string;
      readonly serveUrl: string;
      readonly licenseKey: string | null;
      readonly webhook: () => Promise<{ url: string; secret: string }>;
    },
  ) {}

  async start(request: RenderRequest): Promise<RenderRef> {
    const { region, functionName, serveUrl, licenseKey, renderBucket } = this.target;
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
        privacy: 'private',
        // Reelway itself decides whether and how to try again.
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
