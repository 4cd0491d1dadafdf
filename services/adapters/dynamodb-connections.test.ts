import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import { CreateTableCommand, DynamoDBClient, type CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { buildSchema } from 'graphql';
import { parse } from 'yaml';
import { startDynamoDb, type DynamoDb } from '../../local/emulators/dynamodb';
import { createPublisher } from '../subscriptions/publish';
import { ApiGatewayPusher } from './apigateway-pusher';
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

describe('a client that has left', () => {
  const session = { claims: { userId: 'ann' }, expiresAt: Math.floor(Date.now() / 1_000) + 3_600 };

  /** An API Gateway that knows only some connections. */
  async function gateway(known: ReadonlySet<string>): Promise<{ server: Server; pusher: ApiGatewayPusher }> {
    const server = createServer((request, response) => {
      const id = decodeURIComponent(request.url?.split('/').at(-1) ?? '');
      request.resume().on('end', () => response.writeHead(known.has(id) ? 200 : 410).end());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const endpoint = `http://127.0.0.1:${port}/dev`;
    const client = new ApiGatewayManagementApiClient({ endpoint, region: 'us-east-1', credentials });
    return { server, pusher: new ApiGatewayPusher(client) };
  }

  it('is found by the 410 of the first push, which takes all of its rows away, and those of nobody else', async () => {
    const store = new DynamoDbConnections(table);
    const { server, pusher } = await gateway(new Set(['there=']));
    const limit = { user: 'left', maxConnections: 5 };
    const query = 'subscription { thing }';
    for (const connectionId of ['left=', 'there=']) {
      await store.connect({ id: connectionId, connectedAt: 1 });
      await store.initialise(connectionId, session, limit);
      for (const topic of ['thing:1', 'thing:2']) {
        const row = { ...session, connectionId, operationId: topic, topic, query };
        expect(await store.subscribe(row, 9)).toBe('ok');
      }
    }
    const { publish } = createPublisher({
      schema: buildSchema('type Query { a: Int } type Subscription { thing: Int }'),
      ...{ store, pusher, contextFor: () => ({}) },
      topics: {
        thing: { topic: () => '1', snapshot: () => null, isFinal: () => false, version: () => 1 },
      },
    });
    try {
      const counts = await publish({ field: 'thing', topic: '1', payload: { thing: 1 } });
      expect(counts).toMatchObject({ sent: 1, gone: 1, failed: 0 });
    } finally {
      await new Promise((resolve) => (server.close(resolve), server.closeAllConnections()));
    }
    const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }));
    const texts = Items.map((item) =>
      JSON.stringify(item, (_key, value: unknown) => (value instanceof Set ? [...value] : value)),
    );
    expect(texts.filter((text) => text.includes('left='))).toEqual([]);
    expect(texts.filter((text) => text.includes('there='))).toHaveLength(4);
  });
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
