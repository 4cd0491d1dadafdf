import { HttpAssetChecker } from '../adapters/asset-checker';
import { PublicHttp } from '../adapters/public-http';
import type { AssetConfig, CallbackAddressConfig } from './config';

// Apart from deps.ts, because only few functions need what it brings with it.

/** The internet, as receivers of callbacks are reached. */
export const publicHttp = (config: CallbackAddressConfig) =>
  new PublicHttp({ allowPrivate: config.allowPrivate });

/** Looks at files on the internet before they are rendered, and how large they may be. */
export const assetChecks = ({ allowPrivate, sizeLimits }: AssetConfig) => ({
  assets: new HttpAssetChecker(new PublicHttp({ allowPrivate })),
  assetSizeLimits: sizeLimits,
});
