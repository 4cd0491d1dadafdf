import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { startDynamoDb, type DynamoDb } from '../../local/emulators/dynamodb';
import { describeCallbackStore } from './callbacks.contract';
import { keys, type Table } from './dynamodb';
import { DynamoDbCallbacks } from './dynamodb-callbacks';

let emulator: DynamoDb;
let client: DynamoDBDocumentClient;
let tables = 0;

beforeAll(async () => {
  emulator = await startDynamoDb();
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint: emulator.url, region: 'us-east-1', credentials }),
  );
});
afterAll(async () => {
  client.destroy();
  await emulator.stop();
});

/** The table without its indexes, which no callback is in. */
async function newTable(): Promise<Table> {
  const name = `table-${(tables += 1)}`;
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    }),
  );
  return { client, name };
}

describeCallbackStore('DynamoDbCallbacks', async () => new DynamoDbCallbacks(await newTable()));

describe('DynamoDbCallbacks', () => {
  it('keeps its rows in the partition of the export, apart from the export itself', async () => {
    const table = await newTable();
    const store = new DynamoDbCallbacks(table);
    await store.claim('exp_1', 1, '2026-03-01T12:00:00.000Z');
    const key = { pk: keys.videoExport('exp_1').pk, sk: 'CALLBACK#001' };
    const { Item } = await client.send(new GetCommand({ TableName: table.name, Key: key }));
    expect(Item).toMatchObject({ number: 1 });
  });
});
