// What exports cost as a whole: the render, what Reelway adds, and what is made to look at them by; beside two other ways.
import { estimate, type RenderFunction } from '../services/exports/cost';
import { lambdaUsd, pricesIn } from '../services/exports/cost-prices';
import type { RenderSettings } from '../services/exports/video-export';

/** The function that `npm run deploy` makes (deploy/deploy.ts), and as many at once as serverless.yml allows. */
const FUNCTION: RenderFunction = { prices: pricesIn(['us-east-1']), memorySizeInMb: 2048, maxFunctions: 40 };

const settings = (seconds: number, height: number): RenderSettings => ({
  format: 'MP4',
  quality: 'HIGH',
  codec: 'H264',
  width: (height * 16) / 9,
  height,
  scale: 1,
  fps: 30,
  durationInFrames: seconds * 30,
  crf: 18,
  videoBitrate: null,
  jpegQuality: 90,
});

const VIDEOS: readonly (readonly [name: string, settings: RenderSettings])[] = [
  ['10 s of 720p', settings(10, 720)],
  ['30 s of 1080p', settings(30, 1080)],
  ['5 min of 1080p', settings(300, 1080)],
];

/** What Reelway itself adds to an export, in USD, and list prices that others pay as well. */
export interface Added {
  /** Everything but progress. */
  readonly onceUsd: number;
  /** A second of progress that somebody watches. */
  readonly secondUsd: number;
  readonly prices: {
    readonly lambdaRequest: number;
    readonly lambdaGbSecond: number;
    readonly dynamoDbWrite: number;
    readonly dynamoDbRead: number;
    readonly s3Get: number;
    readonly httpRequest: number;
  };
}

/** Seconds of Remotion's function, and of `previews` that waits for it: the middle of what docs/previews.md names. */
const PREVIEWS = { stillSeconds: 6.5, clipSeconds: 10, waitingSeconds: 8, waitingGb: 0.5, restUsd: 0.00001 };

function previewsUsd({ prices: { lambdaGbSecond } }: Added): number {
  const { stillSeconds, clipSeconds, waitingSeconds, waitingGb, restUsd } = PREVIEWS;
  const { memorySizeInMb, prices } = FUNCTION;
  const durationInMilliseconds = (stillSeconds + clipSeconds) * 1000;
  const drawn = lambdaUsd(prices, { durationInMilliseconds, memorySizeInMb, invocations: 2 });
  return drawn + waitingSeconds * waitingGb * lambdaGbSecond + restUsd;
}

/** Lambda on x86, a GB-second: what most workers run on. */
const X86_GB_SECOND = 0.0000166667;
/** The page of a worker asks every two seconds; its answer takes a function of 1 GB 10 ms. */
const ASKS = { everySeconds: 2, seconds: 0.01 };

/** A Lambda function of 2 GB that takes a job from SQS, starts the same render and looks every second until it has ended. */
function waitingUsd(renderSeconds: number, { prices }: Added): number {
  const { lambdaRequest, lambdaGbSecond, dynamoDbWrite, dynamoDbRead, s3Get, httpRequest } = prices;
  const looking = s3Get + dynamoDbWrite;
  const asked = httpRequest + lambdaRequest + ASKS.seconds * lambdaGbSecond + dynamoDbRead;
  return renderSeconds * (2 * X86_GB_SECOND + looking + asked / ASKS.everySeconds);
}

/** A container with 2 vCPU and 4 GB that is always there (Fargate on x86, us-east-1), and draws the frames itself. */
const CONTAINER = { vcpus: 2, hourUsd: 2 * 0.04048 + 4 * 0.004445, monthHours: 730 };
/** Seconds of one CPU for a 1080p frame, and for starting the browser: those of the model of services/exports/cost.ts. */
const CPU = { secondsPerFullHdFrame: 0.12, startSeconds: 6 };

function containerSeconds({ width, height, durationInFrames }: RenderSettings): number {
  const fullHdFrames = (durationInFrames * width * height) / (1920 * 1080);
  return (fullHdFrames * CPU.secondsPerFullHdFrame) / CONTAINER.vcpus + CPU.startSeconds;
}

const line = (name: string, values: readonly string[]): void =>
  console.log(`  ${name.padEnd(40)}${values.map((value) => value.padStart(16)).join('')}`);

/** Prints the tables of docs/costs.md. */
export function printWholeExports(added: Added): void {
  console.log(
    `\nUSD of whole exports, watched${VIDEOS.map(([name]) => name.padStart(16))
      .join('')
      .padStart(61)}`,
  );
  const columns = VIDEOS.map(([, video]) => {
    const { usd, renderSeconds, sizeInBytes } = estimate(video, null, FUNCTION);
    const reelway = added.onceUsd + renderSeconds * added.secondUsd;
    const sum = usd + reelway + previewsUsd(added);
    const seconds = containerSeconds(video);
    const monthUsd = CONTAINER.hourUsd * CONTAINER.monthHours;
    const containers = (exports: number): number =>
      Math.max(1, Math.ceil((exports * seconds) / (CONTAINER.monthHours * 3600))) * monthUsd;
    return {
      usd,
      renderSeconds,
      sizeInBytes,
      reelway,
      sum,
      seconds,
      waiting: waitingUsd(renderSeconds, added),
      containers,
    };
  });
  const row = (name: string, of: (column: (typeof columns)[number]) => number, decimals: number): void =>
    line(
      name,
      columns.map((column) => of(column).toFixed(decimals)),
    );
  row('seconds of the render, by the model', ({ renderSeconds }) => renderSeconds, 1);
  row('MB of the file', ({ sizeInBytes }) => sizeInBytes / 1e6, 1);
  row('the render', ({ usd }) => usd, 5);
  row('Reelway', ({ reelway }) => reelway, 5);
  row('thumbnail and clip', () => previewsUsd(added), 5);
  row('all of it', ({ sum }) => sum, 5);
  row('  1 000 a month', ({ sum }) => sum * 1e3, 2);
  row('  100 000 a month', ({ sum }) => sum * 1e5, 2);
  row('a worker that waits: render and waiting', ({ usd, waiting }) => usd + waiting, 5);
  row('  of it, what is not the render', ({ waiting }) => waiting, 5);
  row('  1 000 a month', ({ usd, waiting }) => (usd + waiting) * 1e3, 2);
  row('  100 000 a month', ({ usd, waiting }) => (usd + waiting) * 1e5, 2);
  row('a container that draws: seconds', ({ seconds }) => seconds, 0);
  row('  1 000 a month', ({ containers }) => containers(1e3), 2);
  row('  100 000 a month, always at work', ({ containers }) => containers(1e5), 2);
}
