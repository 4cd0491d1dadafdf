import type { EventBridgeHandler } from 'aws-lambda';
import { renderIdOf } from '../adapters/s3-render-progress';
import { finishDeps } from '../graphql/live';
import { coreConfig, limitsConfig, readEnv, renderFunctionConfig } from '../runtime/config';
import { createTicks } from './ticks';

/** S3's 'Object Created' event, as far as it is used. */
interface ObjectCreated {
  readonly bucket: { readonly name: string };
  readonly object: { readonly key: string; readonly size?: number };
}

const env = readEnv();
const follow = createTicks(finishDeps(coreConfig(env), limitsConfig(env), renderFunctionConfig(env)));

export const handler: EventBridgeHandler<'Object Created', ObjectCreated, void> = async (event) => {
  const { bucket, object } = event.detail;
  const renderId = renderIdOf(object.key);
  if (renderId === null) return;
  const render = { bucketName: bucket.name, renderId };
  await follow({ render, sizeInBytes: object.size ?? null, causationId: event.id });
};
