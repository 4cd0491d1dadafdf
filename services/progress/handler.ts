import type { EventBridgeHandler } from 'aws-lambda';
import { renderIdOf } from '../adapters/s3-render-progress';
import { followRender } from '../exports/progress';
import { finishDeps } from '../graphql/live';
import { coreConfig, limitsConfig, readEnv, renderFunctionConfig } from '../runtime/config';

/** S3's 'Object Created' event, as far as it is used. */
interface ObjectCreated {
  readonly bucket: { readonly name: string };
  readonly object: { readonly key: string };
}

const env = readEnv();
const deps = finishDeps(coreConfig(env), limitsConfig(env), renderFunctionConfig(env));

export const handler: EventBridgeHandler<'Object Created', ObjectCreated, void> = async (event) => {
  const { bucket, object } = event.detail;
  const renderId = renderIdOf(object.key);
  if (renderId === null) return;
  await followRender(deps, { bucketName: bucket.name, renderId }, event.id);
};
