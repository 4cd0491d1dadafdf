import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CreateTableCommand, DynamoDBClient, type CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { parse } from 'yaml';
import { startDynamoDb, type DynamoDb } from '../../local/emulators/dynamodb';
import { keys, type Table } from './dynamodb';
import { DynamoDbConnections } from './dynamodb-connections';

// What the contract of every store cannot say, since it is about rows; the contract itself runs in dynamodb.test.ts.

let emulator: DynamoDb;
let table: Table;

beforeAll(async () => {
  emulator = await startDynamoDb();
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint: emulator.url, region: 'us-east-1', credentials }),
  );
  const file = readFileSync(path.join(__dirname, '../../resources/table.yml'), 'utf8');
  const { Resources } = parse(file, { logLevel: 'error' }) as {
    Resources: { Table: { Properties: CreateTableCommandInput } };
  };
  const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, BillingMode } = Resources.Table.Properties;
  const definition = { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, BillingMode };
  await client.send(new CreateTableCommand({ ...definition, TableName: 'connections' }));
  table = { client, name: 'connections' };
});
afterAll(async () => {
  table.client.destroy();
  await emulator.stop();
});

const session = { claims: { userId: 'ann' }, expiresAt: 1_900_000_000 };
let users = 0;

describe('the count of a user', () => {
  let nowMs = 1_700_000_000_000;
  let limit: { user: string; maxConnections: number };
  const store = () => new DynamoDbConnections(table, () => nowMs);
  const open = async (id: string) => {
    await store().connect({ id: `${limit.user}-${id}`, connectedAt: nowMs });
    return store().initialise(`${limit.user}-${id}`, session, limit);
  };
  beforeEach(() => {
    limit = { user: `user-${(users += 1)}`, maxConnections: 2 };
  });

  it('forgets connections whose rows are gone, and keeps the others', async () => {
    expect([await open('a'), await open('b'), await open('c')]).toEqual(['ok', 'ok', 'limit']);
    const Key = { ...keys.connection(`${limit.user}-a`) };
    await table.client.send(new DeleteCommand({ TableName: table.name, Key }));
    expect([await open('c'), await open('d')]).toEqual(['ok', 'limit']);
  });

  it('forgets connections that have outlived two hours, whether or not their rows were deleted', async () => {
    expect([await open('a'), await open('b')]).toEqual(['ok', 'ok']);
    nowMs += 2 * 3_600_000;
    expect(await open('c')).toBe('limit');
    nowMs += 11 * 60_000;
    expect([await open('d'), await open('e'), await open('f')]).toEqual(['ok', 'ok', 'limit']);
  });

  it('is not changed by a disconnect that comes twice', async () => {
    expect([await open('a'), await open('b')]).toEqual(['ok', 'ok']);
    await store().disconnect(`${limit.user}-a`);
    await store().disconnect(`${limit.user}-a`);
    expect([await open('c'), await open('d')]).toEqual(['ok', 'limit']);
  });
});
