import { RemotionLambdaRenderer } from '../adapters/remotion-lambda';
import { RemotionLocalRenderer } from '../adapters/remotion-local';
import { RegionPool } from '../adapters/remotion-regions';
import { isTransient } from '../exports/failure';
import { RendererBusyError, type PreviewRenderer, type Renderer } from '../exports/ports';
import type { CoreConfig, RenderConfig, RenderPlace } from './config';
import { regionCooling } from './deps';
import { readSecret } from './secrets';

// Apart from deps.ts, because Remotion's client is larger than everything else together.

/** The renderer that RENDER_MODE asks for. */
export function createRenderer(core: CoreConfig, config: RenderConfig): Renderer {
  return rendererIn(core, config, async () => ({
    url: config.webhookUrl,
    secret: await webhookSecret(config.webhookSecretId),
  }));
}

/** The same, for stills and clips: nobody is called when they are there. */
export function createPreviewRenderer(core: CoreConfig, config: RenderPlace): PreviewRenderer {
  return rendererIn(core, config, () => Promise.reject(new Error('Previews have no webhook.')));
}

function rendererIn(
  core: CoreConfig,
  config: RenderPlace,
  webhook: () => Promise<{ url: string; secret: string }>,
): Renderer & PreviewRenderer {
  if (config.mode === 'local') {
    const { workerUrl, renderBucket } = config;
    return new RemotionLocalRenderer({ workerUrl, renderBucket, outputBucket: core.outputBucket, webhook });
  }
  const { regions, outputEndpoint, functionName, largeFunctionName, serveUrl, licenseKey, maxFunctions } =
    config;
  return new RemotionLambdaRenderer({
    pool: new RegionPool(regions, regionCooling(core)),
    output: { bucketName: core.outputBucket, region: core.region, endpoint: outputEndpoint },
    functionName,
    largeFunctionName,
    serveUrl,
    licenseKey,
    maxFunctions,
    webhook,
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
