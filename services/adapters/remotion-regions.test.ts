import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { startDynamoDb, type DynamoDb } from '../../local/emulators/dynamodb';
import {
  DynamoDbRegionCooling,
  RegionPool,
  regionOfBucket,
  renderBucketIn,
  type RegionCooling,
  type RenderRegion,
} from './remotion-regions';

describe('the name of a render bucket', () => {
  it.each([
    ['reelway-prod-renders-1-us-east-1', 'eu-west-1', 'reelway-prod-renders-1-eu-west-1'],
    ['remotionlambda-local', 'us-east-1', 'remotionlambda-local'],
    ['remotionlambda-local', 'eu-west-1', null],
    ['reelway-us-east-1-renders', 'eu-west-1', null],
  ])('%s is in %s %s', (homeBucket, region, expected) => {
    expect(renderBucketIn(homeBucket, 'us-east-1', region)).toBe(expected);
  });

  it.each([
    ['reelway-prod-renders-123456789012-us-east-1', 'us-east-1'],
    ['reelway-a-renders-123456789012-ap-southeast-2', 'ap-southeast-2'],
    ['remotionlambda-local', null],
    ['remotionlambda-useast1-abcdefghij', null],
    ['', null],
  ])('%j says that it is in %s', (bucketName, region) => {
    expect(regionOfBucket(bucketName)).toBe(region);
  });
});

const region = (name: RenderRegion['region'], weight: number): RenderRegion => ({
  region: name,
  weight,
  bucketName: `renders-${name}`,
});
const AMERICA = region('us-east-1', 3);
const IRELAND = region('eu-west-1', 1);
const SYDNEY = region('ap-southeast-2', 1);
const ALL = [AMERICA, IRELAND, SYDNEY] as const;

/** Remembers in memory, and counts how often it is asked. */
class MemoryCooling implements RegionCooling {
  readonly until = new Map<string, number>();
  reads = 0;
  failure: Error | null = null;

  async read() {
    this.reads += 1;
    if (this.failure) throw this.failure;
    return new Map(this.until);
  }

  async cool(name: string, untilMs: number) {
    if (this.failure) throw this.failure;
    this.until.set(name, Math.max(untilMs, this.until.get(name) ?? 0));
  }
}

describe('a pool of regions', () => {
  let nowMs = 0;
  const clock = () => nowMs;
  beforeEach(() => {
    nowMs = 1_000_000;
  });
  const namesOf = async (pool: RegionPool) => (await pool.order()).map((each) => each.region);

  it.each([
    [0, ['us-east-1', 'eu-west-1', 'ap-southeast-2']],
    [0.59, ['us-east-1', 'ap-southeast-2', 'eu-west-1']],
    [0.6, ['eu-west-1', 'us-east-1', 'ap-southeast-2']],
    [0.79, ['eu-west-1', 'ap-southeast-2', 'us-east-1']],
    [0.8, ['ap-southeast-2', 'eu-west-1', 'us-east-1']],
  ])('draws by weight: %f of all', async (drawn, expected) => {
    expect(await namesOf(new RegionPool(ALL, new MemoryCooling(), clock, () => drawn))).toEqual(expected);
  });

  it('names every region once, whatever is drawn and whatever cools', async () => {
    const weights = fc.tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 9999 }));
    const draw = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    await fc.assert(
      fc.asyncProperty(weights, draw, fc.boolean(), async ([first, second], drawn, cools) => {
        const cooling = new MemoryCooling();
        const pool = new RegionPool(
          [region('us-east-1', first), region('eu-west-1', second)],
          cooling,
          clock,
          () => drawn,
        );
        if (cools) await pool.throttled(AMERICA);
        expect((await namesOf(pool)).toSorted()).toEqual(['eu-west-1', 'us-east-1']);
      }),
    );
  });

  it('leaves a region that was throttled to the last for five minutes', async () => {
    const pool = new RegionPool(ALL, new MemoryCooling(), clock, () => 0);
    await pool.throttled(AMERICA);
    expect(await namesOf(pool)).toEqual(['eu-west-1', 'ap-southeast-2', 'us-east-1']);
    nowMs += 299_999;
    expect((await namesOf(pool))[0]).toBe('eu-west-1');
    nowMs += 1;
    expect((await namesOf(pool))[0]).toBe('us-east-1');
  });

  it('tries the one that cools longest first when none has room', async () => {
    const pool = new RegionPool(ALL, new MemoryCooling(), clock, () => 0);
    for (const each of [SYDNEY, AMERICA, IRELAND]) {
      await pool.throttled(each);
      nowMs += 1000;
    }
    expect(await namesOf(pool)).toEqual(['ap-southeast-2', 'us-east-1', 'eu-west-1']);
  });

  it('learns from other processes within ten seconds, and does not ask more often', async () => {
    const shared = new MemoryCooling();
    const one = new RegionPool(ALL, shared, clock, () => 0);
    const other = new RegionPool(ALL, shared, clock, () => 0);
    await other.order();
    await one.throttled(AMERICA);
    nowMs += 9_999;
    expect((await namesOf(other))[0]).toBe('us-east-1');
    nowMs += 1;
    expect((await namesOf(other))[0]).toBe('eu-west-1');
    expect(shared.reads).toBe(2);
  });

  it('goes on with what it knows itself when nothing can be read or written', async () => {
    const cooling = new MemoryCooling();
    cooling.failure = new Error('DynamoDB is away.');
    const pool = new RegionPool(ALL, cooling, clock, () => 0);
    expect((await namesOf(pool))[0]).toBe('us-east-1');
    await pool.throttled(AMERICA);
    nowMs += 60_000;
    expect((await namesOf(pool))[0]).toBe('eu-west-1');
    cooling.failure = null;
    nowMs += 60_000;
    expect((await namesOf(pool))[0]).toBe('eu-west-1');
  });

  it('asks nothing and remembers nothing where there is only one', async () => {
    const cooling = new MemoryCooling();
    const pool = new RegionPool([AMERICA], cooling, clock);
    await pool.throttled(AMERICA);
    expect(await namesOf(pool)).toEqual(['us-east-1']);
    expect([cooling.reads, cooling.until.size]).toEqual([0, 0]);
  });
});

describe('DynamoDbRegionCooling', () => {
  let emulator: DynamoDb;
  let client: DynamoDBDocumentClient;
  beforeAll(async () => {
    emulator = await startDynamoDb();
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    client = DynamoDBDocumentClient.from(
      new DynamoDBClient({ endpoint: emulator.url, region: 'us-east-1', credentials }),
    );
    await client.send(
      new CreateTableCommand({
        TableName: 'table',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
      }),
    );
  });
  afterAll(async () => {
    client.destroy();
    await emulator.stop();
  });

  it('remembers for all, never for less time than before, and lets DynamoDB forget', async () => {
    const at = Date.parse('2026-03-01T12:00:00.000Z');
    const cooling = new DynamoDbRegionCooling({ client, name: 'table' });
    expect(await cooling.read(['us-east-1', 'eu-west-1'])).toEqual(new Map());
    await cooling.cool('us-east-1', at);
    await cooling.cool('us-east-1', at - 1000);
    expect(await cooling.read(['us-east-1', 'eu-west-1'])).toEqual(new Map([['us-east-1', at]]));
    await cooling.cool('us-east-1', at + 1000);
    const other = new DynamoDbRegionCooling({ client, name: 'table' });
    expect(await other.read(['us-east-1'])).toEqual(new Map([['us-east-1', at + 1000]]));
    const Key = { pk: 'REGION#us-east-1', sk: 'REGION' };
    const { Item } = await client.send(new GetCommand({ TableName: 'table', Key }));
    expect(Item).toEqual({ ...Key, coolUntil: '2026-03-01T12:00:01.000Z', expiresAt: at / 1000 + 1 });
  });
});
