import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { exampleBatch } from '../exports/memory-batches';
import { describeConnectionStore } from '../subscriptions/connections.contract';
import { describeBatchStore } from './batches.contract';
import { keys } from './dynamodb';
import { DynamoDbBatches } from './dynamodb-batches';
import { DynamoDbCallbacks } from './dynamodb-callbacks';
import { DynamoDbConnections } from './dynamodb-connections';
import { DynamoDbExports } from './dynamodb-exports';
import { DynamoDbPreviews } from './dynamodb-previews';
import { DynamoDbProjects } from './dynamodb-projects';
import { DynamoDbWatches } from './dynamodb-watches';
import { describeExportStore } from './exports.contract';
import { describeProjectStore } from './projects.contract';
import { emulatedTables } from './tables.contract';

// What a store promises it keeps where the SDK sends each write twice, since no answer to the first one came.
const newTable = emulatedTables({ losesAnswers: true });
const named = (store: string): string => `${store}, every write of which is sent twice,`;

describeExportStore(named('DynamoDbExports'), async () => {
  const table = await newTable();
  return { store: new DynamoDbExports(table), projects: new DynamoDbProjects(table) };
});
describeBatchStore(named('DynamoDbBatches'), async () => {
  const table = await newTable();
  return { batches: new DynamoDbBatches(table), exports: new DynamoDbExports(table) };
});
describeProjectStore(named('DynamoDbProjects'), async () => new DynamoDbProjects(await newTable()));
describeConnectionStore(named('DynamoDbConnections'), async () => new DynamoDbConnections(await newTable()));

describe('a turn that the SDK asks for twice', () => {
  const [noon, later] = ['2026-03-01T12:00:00.000Z', '2026-03-01T12:01:40.000Z'];

  it('to make a callback is given, and not to others', async () => {
    const callbacks = new DynamoDbCallbacks(await newTable());
    expect(await callbacks.claim('exp_1', 1, noon)).toBeNull();
    expect(await callbacks.claim('exp_1', 1, later)).toEqual({ number: 1, at: noon, outcome: null });
    const outcome = { statusCode: 200, error: null, durationMs: 5, nextAttemptAt: null };
    expect(await callbacks.finish('exp_1', 1, outcome)).toEqual(outcome);
  });

  it('to make previews is given, and not to others', async () => {
    const table = await newTable();
    const file = { cacheKey: 'file-1', outputKey: 'exports/exp_1/1.mp4' };
    const Item = { ...keys.file(file.cacheKey), outputKey: file.outputKey };
    await table.client.send(new PutCommand({ TableName: table.name, Item }));
    const previews = new DynamoDbPreviews(table);
    const none = { thumbnailFrame: null, hasClip: false, clipAskedAt: null };
    expect(await previews.takeTurn(file, { at: noon, until: later })).toEqual(none);
    expect(await previews.takeTurn(file, { at: noon, until: '2026-03-01T12:01:41.000Z' })).toBeNull();
    expect(await previews.record(file, { hasClip: true })).toBe(true);
  });

  it('to tell of a batch is given, and not to others', async () => {
    const table = await newTable();
    const batch = exampleBatch();
    const Item = { ...batch, ...keys.batch(batch.id) };
    await table.client.send(new PutCommand({ TableName: table.name, Item }));
    const watches = new DynamoDbWatches(table);
    await watches.watchBatch(batch.id);
    expect(await watches.tellBatch(batch.id, noon)).toMatchObject({ type: 'turn', batch: { id: batch.id } });
    expect(await watches.tellBatch(batch.id, later)).toMatchObject({ type: 'told' });
  });
});
