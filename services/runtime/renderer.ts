import type { AwsRegion } from '@remotion/lambda-client/regions';
import { RemotionLambdaRenderer, type OutputTarget } from '../adapters/remotion-lambda';
import { RemotionLocalRenderer } from '../adapters/remotion-local';
import { RegionPool } from '../adapters/remotion-regions';
import { isTransient } from '../exports/failure';
import { RendererBusyError, type PreviewRenderer, type Renderer } from '../exports/ports';
import type { CoreConfig, RenderConfig, RenderPlace } from './config';
import { regionCooling } from './deps';
import { readSecret, readStoreCredentials } from './secrets';

// Apart from deps.ts, because Remotion's client is larger than everything else together.

/** The renderer that RENDER_MODE asks for. */
export function createRenderer(core: CoreConfig, config: RenderConfig): Renderer {
  return rendererIn(core, config, async () => ({
    url: config.webhookUrl,
    secret: await busyWhileUnread(() => readSecret(config.webhookSecretId)),
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
    region: core.region as AwsRegion,
    pool: new RegionPool(regions, regionCooling(core)),
    output: outputTarget(core, outputEndpoint),
    functionName,
    largeFunctionName,
    serveUrl,
    licenseKey,
    maxFunctions,
    webhook,
  });
}

function outputTarget(
  { region, outputBucket: bucketName, outputStore }: CoreConfig,
  s3Endpoint: string,
): OutputTarget {
  if (outputStore === null) return { bucketName, region, endpoint: s3Endpoint, otherStore: null };
  const { endpoint, forcePathStyle, secretId } = outputStore;
  const credentials = () => busyWhileUnread(() => readStoreCredentials(secretId));
  return {
    ...{ bucketName, region: outputStore.region, endpoint },
    otherStore: { forcePathStyle, credentials },
  };
}

/** Nothing was asked of the renderer yet, so a failure that may pass is no more than a reason to wait. */
async function busyWhileUnread<T>(readIt: () => Promise<T>): Promise<T> {
  try {
    return await readIt();
  } catch (cause) {
    if (!isTransient(cause)) throw cause;
    throw new RendererBusyError('A secret that renders need cannot be read now.', { cause });
  }
}
