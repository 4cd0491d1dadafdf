import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CreateTableCommand, DynamoDBClient, type CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { parse } from 'yaml';
import { startDynamoDb, type DynamoDb } from '../../local/emulators/dynamodb';
import { keys } from './dynamodb';
import { DynamoDbBatches } from './dynamodb-batches';
import { DynamoDbWatches } from './dynamodb-watches';
import { describeWatchStore } from './watches.contract';

let emulator: DynamoDb;
let client: DynamoDBDocumentClient;
let definition: Omit<CreateTableCommandInput, 'TableName'>;
let tables = 0;

beforeAll(async () => {
  emulator = await startDynamoDb();
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint: emulator.url, region: 'us-east-1', credentials }),
  );
  const file = readFileSync(path.join(__dirname, '../../resources/table.yml'), 'utf8');
  const { Resources } = parse(file, { logLevel: 'error' }) as {
    Resources: { Table: { Properties: CreateTableCommandInput } };
  };
  const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, BillingMode } = Resources.Table.Properties;
  definition = { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, BillingMode };
});
afterAll(async () => {
  client.destroy();
  await emulator.stop();
});

describeWatchStore('DynamoDbWatches', async () => {
  const name = `table-${(tables += 1)}`;
  await client.send(new CreateTableCommand({ ...definition, TableName: name }));
  const table = { client, name };
  return {
    store: new DynamoDbWatches(table),
    async put(batch) {
      await client.send(new PutCommand({ TableName: name, Item: { ...batch, ...keys.batch(batch.id) } }));
    },
    get: (id) => new DynamoDbBatches(table).get(id),
  };
});
