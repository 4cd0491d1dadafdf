/** What AWS charges for Lambda on arm64, in USD. */
export interface LambdaPrices {
  /** One GB of memory for one second. */
  readonly gbSecondUsd: number;
  /** One GB of `/tmp` above the first half for one second. */
  readonly storageGbSecondUsd: number;
  readonly requestUsd: number;
}

/** What a laptop's electricity costs us. */
export const NO_CHARGE: LambdaPrices = { gbSecondUsd: 0, storageGbSecondUsd: 0, requestUsd: 0 };

/** Most regions charge the same; each differs in its storage. */
const common = (storageGbSecondUsd: number): LambdaPrices => ({
  gbSecondUsd: 0.0000133334,
  storageGbSecondUsd,
  requestUsd: 0.0000002,
});

/**
 * The prices that `estimatePrice()` of @remotion/lambda-client 4.0.527 reckons with; its test compares all of them. The
 * package itself would more than double the bundle of whoever only wants to know a price. Its two regions in China charge in
 * CNY and are left out: all money here is USD.
 */
const PRICES = {
  'af-south-1': { gbSecondUsd: 0.00001768, storageGbSecondUsd: 0.0000000404, requestUsd: 0.00000027 },
  'ap-east-1': { gbSecondUsd: 0.0000183, storageGbSecondUsd: 0.0000000407, requestUsd: 0.00000028 },
  'ap-northeast-1': common(0.000000037),
  'ap-northeast-2': common(0.0000000352),
  'ap-northeast-3': common(0.000000037),
  'ap-south-1': common(0.0000000352),
  'ap-southeast-1': common(0.000000037),
  'ap-southeast-2': common(0.000000037),
  'ap-southeast-4': common(0.000000037),
  'ap-southeast-5': { gbSecondUsd: 0.000012, storageGbSecondUsd: 0.0000000333, requestUsd: 0.00000018 },
  'ca-central-1': common(0.000000034),
  'eu-central-1': common(0.0000000367),
  'eu-central-2': { gbSecondUsd: 0.0000146667, storageGbSecondUsd: 0.0000000441, requestUsd: 0.00000022 },
  'eu-north-1': common(0.0000000323),
  'eu-south-1': { gbSecondUsd: 0.0000156138, storageGbSecondUsd: 0.0000000357, requestUsd: 0.00000023 },
  'eu-west-1': common(0.000000034),
  'eu-west-2': common(0.0000000358),
  'eu-west-3': common(0.0000000358),
  'sa-east-1': common(0.0000000586),
  'us-east-1': common(0.0000000309),
  'us-east-2': common(0.0000000309),
  'us-west-1': common(0.000000037),
  'us-west-2': common(0.0000000309),
} satisfies Record<string, LambdaPrices>;

/** Regions whose prices are known. */
export const PRICED_REGIONS = Object.keys(PRICES) as readonly (keyof typeof PRICES)[];

/** False for a region that {@link pricesIn} refuses. */
export const isPricedRegion = (region: string): region is keyof typeof PRICES =>
  Object.hasOwn(PRICES, region);

/**
 * The prices of a region; of several, the highest of each, since it is not known before where a render finds room.
 * @throws RangeError for a region that Remotion has no prices of in USD, and for none at all.
 */
export function pricesIn(regions: readonly [string, ...string[]]): LambdaPrices {
  const prices = regions.map((region) => {
    if (!isPricedRegion(region))
      throw new RangeError(`The prices of Lambda in ${region} are not known in USD.`);
    return PRICES[region];
  });
  const highest = (name: keyof LambdaPrices): number => Math.max(...prices.map((each) => each[name]));
  return {
    gbSecondUsd: highest('gbSecondUsd'),
    storageGbSecondUsd: highest('storageGbSecondUsd'),
    requestUsd: highest('requestUsd'),
  };
}

/** Storage that costs nothing, in MB (https://aws.amazon.com/lambda/pricing/). */
const FREE_STORAGE_IN_MB = 512;
/** Remotion reckons every render with the largest storage, whatever its function has; in MB. */
const STORAGE_IN_MB = 10_240;

/** What functions have used. */
export interface LambdaUsage {
  /** Sum over all functions, in milliseconds. */
  readonly durationInMilliseconds: number;
  readonly memorySizeInMb: number;
  readonly invocations: number;
}

/**
 * What functions cost, in USD: the very sum that Remotion's `estimatePrice()` makes, which rounds it to five decimals. Not
 * rounded here, so that small sums keep their value.
 */
export function lambdaUsd(prices: LambdaPrices, usage: LambdaUsage): number {
  const { durationInMilliseconds, memorySizeInMb, invocations } = usage;
  const seconds = durationInMilliseconds / 1000;
  const memoryUsd = prices.gbSecondUsd * ((memorySizeInMb * seconds) / 1024);
  const storageUsd = prices.storageGbSecondUsd * (STORAGE_IN_MB - FREE_STORAGE_IN_MB) * (seconds / 1024);
  return memoryUsd + storageUsd + prices.requestUsd * invocations;
}
