import { PublicHttp } from '../adapters/public-http';
import type { CallbackAddressConfig } from './config';

// Apart from deps.ts, because only one function needs what it brings with it.

/** The internet, as receivers of callbacks are reached. */
export const publicHttp = (config: CallbackAddressConfig) =>
  new PublicHttp({ allowPrivate: config.allowPrivate });
