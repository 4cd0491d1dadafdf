import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { AwsRegion } from '@remotion/lambda-client/regions';
import { epochSeconds, keys, type Table } from './dynamodb';

/** A region that renders for the stage. */
export interface RenderRegion {
  readonly region: AwsRegion;
  /** How often it is chosen beside the others; above 0. */
  readonly weight: number;
  /** Where Remotion keeps site, props and progress of what this region renders. */
  readonly bucketName: string;
}

/**
 * The name of the render bucket in another region. Deploys name the buckets of a stage alike but for the region at the
 * end. Null when the given name does not end with its own region: then it has no counterparts.
 */
export function renderBucketIn(homeBucket: string, homeRegion: string, region: string): string | null {
  if (region === homeRegion) return homeBucket;
  const end = `-${homeRegion}`;
  return homeBucket.endsWith(end) ? `${homeBucket.slice(0, -end.length)}-${region}` : null;
}

/** The region that a render bucket names at its end; null when it names none, and is in the stage's own region. */
export const regionOfBucket = (bucketName: string): AwsRegion | null =>
  (/-([a-z]{2}(?:-[a-z]+)+-\d)$/.exec(bucketName)?.[1] as AwsRegion | undefined) ?? null;

/** Remembers which regions are to be left alone, for all who start renders. Times are milliseconds since the epoch. */
export interface RegionCooling {
  /** Until when, by region; regions that nothing is remembered of are left out. */
  read(regions: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Never shortens what is remembered. */
  cool(region: string, untilMs: number): Promise<void>;
}

/** After a region was throttled it is left alone for so long: renders that fill it take minutes. */
const COOL_MS = 5 * 60_000;
/** What is remembered is read at most this often by one process. */
const READ_EVERY_MS = 10_000;

/** The regions that render for a stage, and the order in which a start tries them. */
export class RegionPool {
  #known: ReadonlyMap<string, number> = new Map();
  #readAtMs = -Infinity;

  /**
   * @param regions at least one.
   * @param random gives numbers from 0 up to 1.
   */
  constructor(
    readonly regions: readonly [RenderRegion, ...RenderRegion[]],
    private readonly cooling: RegionCooling,
    private readonly nowMs: () => number = Date.now,
    private readonly random: () => number = Math.random,
  ) {}

  /**
   * Every region once, in the order in which a start is to try them: those that are not cooling first, drawn by weight. The
   * others follow, the one that has cooled longest first: a start that is asked for in vain costs nothing but its time, and
   * they may have room again.
   */
  async order(): Promise<RenderRegion[]> {
    if (this.regions.length === 1) return [...this.regions];
    await this.refresh();
    const now = this.nowMs();
    const until = ({ region }: RenderRegion): number => this.#known.get(region) ?? 0;
    const cooling = this.regions.filter((each) => until(each) > now).toSorted((a, b) => until(a) - until(b));
    return [...this.draw(this.regions.filter((each) => until(each) <= now)), ...cooling];
  }

  /** The region has refused a start for want of capacity. */
  async throttled({ region }: RenderRegion): Promise<void> {
    if (this.regions.length === 1) return;
    const untilMs = this.nowMs() + COOL_MS;
    this.#known = new Map([...this.#known, [region, untilMs]]);
    // What cannot be remembered for all is remembered by this process at least; a start must not fail because of it.
    await this.cooling.cool(region, untilMs).catch(() => undefined);
  }

  private draw(regions: readonly RenderRegion[]): RenderRegion[] {
    const left = [...regions];
    const drawn: RenderRegion[] = [];
    while (left.length > 0) {
      let at = this.random() * left.reduce((sum, { weight }) => sum + weight, 0);
      const index = left.findIndex(({ weight }) => (at -= weight) < 0);
      // Rounding may leave nobody at the very end of the range.
      drawn.push(...left.splice(index === -1 ? left.length - 1 : index, 1));
    }
    return drawn;
  }

  private async refresh(): Promise<void> {
    const now = this.nowMs();
    if (now - this.#readAtMs < READ_EVERY_MS) return;
    this.#readAtMs = now;
    const read = await this.cooling.read(this.regions.map(({ region }) => region)).catch(() => null);
    if (read === null) return;
    // This process may know of a refusal that could not be written.
    const latest = this.regions.map(({ region }) => {
      return [region, Math.max(read.get(region) ?? 0, this.#known.get(region) ?? 0)] as const;
    });
    this.#known = new Map(latest);
  }
}

/** A row for each region that was throttled, in the stage's table. DynamoDB deletes it some time after it has cooled. */
export class DynamoDbRegionCooling implements RegionCooling {
  constructor(private readonly table: Table) {}

  async read(regions: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await Promise.all(
      regions.map(async (region) => {
        const request = { TableName: this.table.name, Key: keys.region(region) };
        const { Item } = await this.table.client.send(new GetCommand(request));
        return Item === undefined ? [] : [[region, Date.parse(Item.coolUntil as string)] as const];
      }),
    );
    return new Map(rows.flat());
  }

  async cool(region: string, untilMs: number): Promise<void> {
    const coolUntil = new Date(untilMs).toISOString();
    const request = new UpdateCommand({
      TableName: this.table.name,
      Key: keys.region(region),
      UpdateExpression: 'SET coolUntil = :until, expiresAt = :expires',
      // ISO 8601 in UTC sorts by time.
      ConditionExpression: 'attribute_not_exists(coolUntil) OR coolUntil < :until',
      ExpressionAttributeValues: { ':until': coolUntil, ':expires': epochSeconds(coolUntil) },
    });
    await this.table.client.send(request).catch((error: unknown) => {
      if (!(error instanceof Error && error.name === 'ConditionalCheckFailedException')) throw error;
    });
  }
}
