import type { EventBridgeHandler } from 'aws-lambda';
import { admitWaiting } from '../exports/admission';
import { coreConfig, readEnv } from '../runtime/config';
import { basics, events, stores } from '../runtime/deps';

const core = coreConfig(readEnv());
const deps = { ...basics(), lists: stores(core).lists, events: events(core) };

/** An export ended, so a slot is free. Which one does not matter: all that wait are looked at. */
export const handler: EventBridgeHandler<string, unknown, void> = async (event) => {
  const asked = await admitWaiting(deps, event.id);
  deps.log.info('Waiting exports were asked for.', { asked });
};
