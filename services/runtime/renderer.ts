import type { AwsRegion } from '@remotion/lambda-client';
import { RemotionLambdaRenderer } from '../adapters/remotion-lambda';
import { RemotionLocalRenderer } from '../adapters/remotion-local';
import { isTransient } from '../exports/failure';
import { RendererBusyError, type Renderer } from '../exports/ports';
import type { CoreConfig, RenderConfig } from './config';
import { readSecret } from './secrets';

// Apart from deps.ts, because Remotion's client is larger than everything else together.

/** The renderer that RENDER_MODE asks for. */
export function createRenderer(core: CoreConfig, config: RenderConfig): Renderer {
  const target = {
    outputBucket: core.outputBucket,
    renderBucket: config.renderBucket,
    webhook: async () => ({ url: config.webhookUrl, secret: await webhookSecret(config.webhookSecretId) }),
  };
  if (config.mode === 'local') return new RemotionLocalRenderer({ ...target, workerUrl: config.workerUrl });
  const { functionName, serveUrl, licenseKey, maxFunctions } = config;
  return new RemotionLambdaRenderer({
    ...target,
    region: core.region as AwsRegion,
    functionName,
    serveUrl,
    licenseKey,
    maxFunctions,
  });
}

/** Nothing was asked of the renderer yet, so a failure that may pass is no more than a reason to wait. */
async function webhookSecret(id: string): Promise<string> {
  try {
    return await readSecret(id);
  } catch (cause) {
    if (!isTransient(cause)) throw cause;
    throw new RendererBusyError("The webhook's secret cannot be read now.", { cause });
  }
}
