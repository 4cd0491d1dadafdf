import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CreateTableCommand, DynamoDBClient, type CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { parse } from 'yaml';
import { startDynamoDb, type DynamoDb } from '../../local/emulators/dynamodb';
import type { Table } from './dynamodb';

/** The table as it is deployed, without what only AWS has. */
function tableDefinition(): Omit<CreateTableCommandInput, 'TableName'> {
  const file = path.join(__dirname, '../../resources/table.yml');
  const { Resources } = parse(readFileSync(file, 'utf8'), { logLevel: 'error' }) as {
    Resources: { Table: { Properties: CreateTableCommandInput } };
  };
  const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, BillingMode } = Resources.Table.Properties;
  return { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, BillingMode };
}

/** Empty tables in an emulator of this test file's own, which starts before its tests and stops after them. */
export function emulatedTables(): () => Promise<Table> {
  let emulator: DynamoDb;
  let client: DynamoDBDocumentClient;
  let tables = 0;

  beforeAll(async () => {
    emulator = await startDynamoDb();
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    client = DynamoDBDocumentClient.from(
      new DynamoDBClient({ endpoint: emulator.url, region: 'us-east-1', credentials }),
      { marshallOptions: { removeUndefinedValues: true } },
    );
  });
  afterAll(async () => {
    client.destroy();
    await emulator.stop();
  });

  return async () => {
    const name = `table-${(tables += 1)}`;
    await client.send(new CreateTableCommand({ ...tableDefinition(), TableName: name }));
    return { client, name };
  };
}
