import type { EventBridgeHandler } from 'aws-lambda';
import { afterEnd } from '../exports/admission';
import type { Subscriber } from '../exports/ports';
import { finishDeps } from '../graphql/live';
import { coreConfig, limitsConfig, readEnv, renderFunctionConfig } from '../runtime/config';

const env = readEnv();
const deps = finishDeps(coreConfig(env), limitsConfig(env), renderFunctionConfig(env));

/** The part of the detail that all ends have in common. */
interface Ended {
  readonly data: { readonly exportId: string; readonly told?: readonly Subscriber[] };
}

/** An export ended, so a slot is free, and others may wait for its file. */
export const handler: EventBridgeHandler<string, Ended, void> = async (event) => {
  const { exportId, told = [] } = event.detail.data;
  const asked = await afterEnd(deps, exportId, { causationId: event.id, told });
  deps.log.info('Waiting exports were asked for.', { exportId, asked });
};
