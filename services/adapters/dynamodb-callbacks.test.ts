import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { emulatedTables } from './tables.contract';
import { describeCallbackStore } from './callbacks.contract';
import { keys } from './dynamodb';
import { DynamoDbCallbacks } from './dynamodb-callbacks';

const newTable = emulatedTables();

describeCallbackStore('DynamoDbCallbacks', async () => new DynamoDbCallbacks(await newTable()));

describe('DynamoDbCallbacks', () => {
  it('keeps its rows in the partition of the export, apart from the export itself', async () => {
    const table = await newTable();
    const store = new DynamoDbCallbacks(table);
    await store.claim('exp_1', 1, '2026-03-01T12:00:00.000Z');
    const key = { pk: keys.videoExport('exp_1').pk, sk: 'CALLBACK#001' };
    const { Item } = await table.client.send(new GetCommand({ TableName: table.name, Key: key }));
    expect(Item).toMatchObject({ number: 1 });
  });
});
