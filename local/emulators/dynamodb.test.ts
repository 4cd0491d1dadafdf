import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  ConditionalCheckFailedException,
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  TransactionCanceledException,
  UpdateItemCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import {
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactGetCommand,
  TransactWriteCommand,
  UpdateCommand,
  type TransactGetCommandInput,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { startDynamoDb, type DynamoDb } from './dynamodb';

const START_MS = Date.UTC(2026, 0, 15);
const MINUTE_MS = 60_000;
const YEAR_S = 365 * 24 * 60 * 60;

type Key = { pk: string; sk: string };
type TransactItems = NonNullable<TransactWriteCommandInput['TransactItems']>;

const clients: DynamoDBClient[] = [];

function connect(db: DynamoDb): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    endpoint: db.url,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  clients.push(client);
  return DynamoDBDocumentClient.from(client);
}

async function createTable(client: DynamoDBDocumentClient, TableName: string): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk', 'status', 'at'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S' as const,
      })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byStatus',
          KeySchema: [
            { AttributeName: 'status', KeyType: 'HASH' },
            { AttributeName: 'at', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  );
}

async function rejection(promise: Promise<unknown>): Promise<Error & Record<string, unknown>> {
  return promise.then(
    () => {
      throw new Error('expected a rejection');
    },
    (error: Error & Record<string, unknown>) => error,
  );
}

async function eventually(check: () => Promise<boolean>): Promise<void> {
  const deadlineMs = Date.now() + 5000;
  while (!(await check())) {
    if (Date.now() > deadlineMs) throw new Error('did not happen within 5 s');
    await sleep(10);
  }
}

let nowMs = START_MS;
let db: DynamoDb;
let client: DynamoDBDocumentClient;
let lastId = 0;

/** A key that no other test uses. */
function newKey(sk = 'item'): Key {
  lastId += 1;
  return { pk: `test-${lastId}`, sk };
}

async function put(item: Record<string, unknown>): Promise<void> {
  await client.send(new PutCommand({ TableName: 'main', Item: item }));
}

async function get(Key: Key, TableName = 'main'): Promise<Record<string, unknown> | undefined> {
  return (await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }))).Item;
}

async function queryIndex(status: string): Promise<Record<string, unknown>[]> {
  const { Items } = await client.send(
    new QueryCommand({
      TableName: 'main',
      IndexName: 'byStatus',
      KeyConditionExpression: '#status = :status',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':status': status },
    }),
  );
  return Items ?? [];
}

function transactWrite(TransactItems: TransactItems, ClientRequestToken?: string) {
  return client.send(
    new TransactWriteCommand({ TransactItems, ...(ClientRequestToken ? { ClientRequestToken } : {}) }),
  );
}

function transactGet(TransactItems: NonNullable<TransactGetCommandInput['TransactItems']>) {
  return client.send(new TransactGetCommand({ TransactItems }));
}

function increment(Key: Key, by = 1, TableName = 'main') {
  return {
    TableName,
    Key,
    UpdateExpression: 'ADD n :by',
    ExpressionAttributeValues: { ':by': by },
  };
}

beforeAll(async () => {
  db = await startDynamoDb({ clock: () => nowMs });
  client = connect(db);
  await createTable(client, 'main');
  await createTable(client, 'other');
});

afterAll(async () => {
  for (const each of clients) each.destroy();
  await db.stop();
});

describe('tables', () => {
  it('are active as soon as CreateTable has answered, and gone as soon as DeleteTable has', async () => {
    await createTable(client, 'short-lived');
    const { Table } = await client.send(new DescribeTableCommand({ TableName: 'short-lived' }));
    expect(Table?.TableStatus).toBe('ACTIVE');
    await client.send(new PutCommand({ TableName: 'short-lived', Item: { pk: 'a', sk: 'b' } }));

    await client.send(new DeleteTableCommand({ TableName: 'short-lived' }));
    const { TableNames } = await client.send(new ListTablesCommand({}));
    expect(TableNames).toEqual(['main', 'other']);

    await createTable(client, 'short-lived');
    expect(await get({ pk: 'a', sk: 'b' }, 'short-lived')).toBeUndefined();
    await client.send(new DeleteTableCommand({ TableName: 'short-lived' }));
  });

  it('that are unknown are reported as ResourceNotFoundException', async () => {
    const error = await rejection(
      client.send(new PutCommand({ TableName: 'nowhere', Item: { pk: 'a', sk: 'b' } })),
    );
    expect(error.name).toBe('ResourceNotFoundException');
  });
});

describe('the protocol', () => {
  const call = (headers: Record<string, string>, body: string) =>
    fetch(db.url, { method: 'POST', headers, body });

  it('answers an operation it does not know with UnknownOperationException', async () => {
    const response = await call({ 'x-amz-target': 'DynamoDB_20120810.ExecuteStatement' }, '{}');
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      __type: 'com.amazon.coral.service#UnknownOperationException',
    });
  });

  it.each(['', 'not json', 'null', '7'])('answers the body %j with SerializationException', async (body) => {
    const response = await call({ 'x-amz-target': 'DynamoDB_20120810.GetItem' }, body);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ __type: 'com.amazon.coral.service#SerializationException' });
  });

  it('answers a transaction with a null member with ValidationException', async () => {
    const response = await call(
      { 'x-amz-target': 'DynamoDB_20120810.TransactWriteItems' },
      '{"TransactItems":[null]}',
    );
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      __type: 'com.amazon.coral.validate#ValidationException',
    });
  });

  it('refuses a request over 16 MB', async () => {
    const response = await call(
      { 'x-amz-target': 'DynamoDB_20120810.PutItem' },
      ' '.repeat(16 * 1024 * 1024 + 1),
    );
    expect(response.status).toBe(413);
  });
});

describe('UpdateItem expressions', () => {
  async function update(Key: Key, UpdateExpression: string, values: Record<string, unknown> = {}) {
    const hasValues = Object.keys(values).length > 0;
    const { Attributes } = await client.send(
      new UpdateCommand({
        TableName: 'main',
        Key,
        UpdateExpression,
        ...(hasValues ? { ExpressionAttributeValues: values } : {}),
        ReturnValues: 'ALL_NEW',
      }),
    );
    const { pk: _pk, sk: _sk, ...rest } = Attributes!;
    return rest;
  }

  // The document client would turn these into floats; the text on the wire is what counts.
  async function addNumbers(stored: string, added: string, sign: '+' | '-'): Promise<string | undefined> {
    const { pk, sk } = newKey();
    const Key = { pk: { S: pk }, sk: { S: sk } };
    await client.send(new PutItemCommand({ TableName: 'main', Item: { ...Key, n: { N: stored } } }));
    const expression = {
      UpdateExpression: `SET n = n ${sign} :x`,
      ExpressionAttributeValues: { ':x': { N: added } },
    };
    await client.send(new UpdateItemCommand({ TableName: 'main', Key, ...expression }));
    return (await client.send(new GetItemCommand({ TableName: 'main', Key }))).Item?.n?.N;
  }

  it.each([
    ['9007199254740993', '1', '+', '9007199254740994'],
    ['12345678901234567890123456789012345678', '1', '-', '12345678901234567890123456789012345677'],
    ['0.1', '0.2', '+', '0.3'],
    ['-5', '7.25', '-', '-12.25'],
    ['-1.5', '1.5', '+', '0'],
    ['1e3', '0', '+', '1000'],
  ] as const)('computes %s and %s (%s) exactly', async (stored, added, sign, expected) => {
    expect(await addNumbers(stored, added, sign)).toBe(expected);
  });

  it('orders numbers by value in conditions, not by their text', async () => {
    const key = newKey();
    await put({ ...key, n: -10 });
    const raise = (limit: number) =>
      client.send(
        new UpdateCommand({
          ...increment(key),
          ConditionExpression: 'n < :limit',
          ExpressionAttributeValues: { ':by': 1, ':limit': limit },
        }),
      );
    await raise(-9);
    expect((await rejection(raise(-9))).name).toBe('ConditionalCheckFailedException');
    await raise(10);
    expect(await get(key)).toEqual({ ...key, n: -8 });
  });

  it('adds to and deletes from string sets, and drops a set that becomes empty', async () => {
    const key = newKey();
    expect(await update(key, 'ADD tags :t', { ':t': new Set(['a', 'b']) })).toEqual({
      tags: new Set(['a', 'b']),
    });
    expect(await update(key, 'ADD tags :t', { ':t': new Set(['b', 'c']) })).toEqual({
      tags: new Set(['a', 'b', 'c']),
    });
    expect(await update(key, 'DELETE tags :t', { ':t': new Set(['a', 'x']) })).toEqual({
      tags: new Set(['b', 'c']),
    });
    expect(await update(key, 'DELETE tags :t', { ':t': new Set(['b', 'c']) })).toEqual({});
  });

  it('judges contains() and size() of sets in conditions', async () => {
    const key = newKey();
    await put({ ...key, slots: new Set(['one', 'two']) });
    const take = (slot: string, limit: number) =>
      client.send(
        new UpdateCommand({
          TableName: 'main',
          Key: key,
          UpdateExpression: 'ADD slots :new',
          ConditionExpression: 'NOT contains(slots, :slot) AND size(slots) < :limit',
          ExpressionAttributeValues: { ':new': new Set([slot]), ':slot': slot, ':limit': limit },
        }),
      );
    expect((await rejection(take('two', 9))).name).toBe('ConditionalCheckFailedException');
    expect((await rejection(take('three', 2))).name).toBe('ConditionalCheckFailedException');
    await take('three', 3);
    expect(await get(key)).toEqual({ ...key, slots: new Set(['one', 'two', 'three']) });
  });

  it('appends to lists, at either end, and creates one with if_not_exists', async () => {
    const key = newKey();
    const append = 'SET history = list_append(if_not_exists(history, :none), :new)';
    await update(key, append, { ':none': [], ':new': ['a'] });
    await update(key, append, { ':none': [], ':new': ['b', 1] });
    expect(await update(key, 'SET history = list_append(:new, history)', { ':new': ['first'] })).toEqual({
      history: ['first', 'a', 'b', 1],
    });
    expect(await update(key, 'SET history[1] = :x REMOVE history[3]', { ':x': { deep: true } })).toEqual({
      history: ['first', { deep: true }, 'b'],
    });
  });

  it('keeps the present value with if_not_exists, and counts from the given start', async () => {
    const key = newKey();
    const count = 'SET n = if_not_exists(n, :zero) + :one, createdAt = if_not_exists(createdAt, :now)';
    await update(key, count, { ':zero': 0, ':one': 1, ':now': 'monday' });
    expect(await update(key, count, { ':zero': 0, ':one': 1, ':now': 'tuesday' })).toEqual({
      n: 2,
      createdAt: 'monday',
    });
  });

  it('changes one leaf of a nested map, and refuses a path whose parent is not there', async () => {
    const key = newKey();
    await put({ ...key, cost: { render: { usd: 0.25, frames: 90 }, note: null } });
    expect(
      await update(key, 'SET cost.render.usd = cost.render.usd + :x REMOVE cost.note', { ':x': 0.5 }),
    ).toEqual({ cost: { render: { usd: 0.75, frames: 90 } } });
    const error = await rejection(update(key, 'SET cost.absent.usd = :x', { ':x': 1 }));
    expect(error).toMatchObject({
      name: 'ValidationException',
      message: 'The document path provided in the update expression is invalid for update',
    });
  });

  it('stores every type unchanged', async () => {
    const item = {
      ...newKey(),
      text: 'Grüße 🎬',
      empty: '',
      yes: true,
      nothing: null,
      bytes: new Uint8Array([0, 255, 7]),
      numbers: new Set([1, 2.5, -3]),
      nested: [{ list: [[], {}] }],
    };
    await put(item);
    expect(await get({ pk: item.pk, sk: item.sk })).toEqual(item);
  });
});

describe('ReturnValuesOnConditionCheckFailure', () => {
  const failing = {
    ConditionExpression: 'n = :never',
    ExpressionAttributeValues: { ':never': -1 },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };

  it.each([
    ['PutItem', (Key: Key) => new PutCommand({ TableName: 'main', Item: { ...Key, n: 2 }, ...failing })],
    [
      'UpdateItem',
      (Key: Key) => new UpdateCommand({ TableName: 'main', Key, UpdateExpression: 'REMOVE n', ...failing }),
    ],
    ['DeleteItem', (Key: Key) => new DeleteCommand({ TableName: 'main', Key, ...failing })],
  ])('ALL_OLD gives the item that failed the condition: %s', async (_name, command) => {
    const key = newKey();
    await put({ ...key, n: 1, tags: new Set(['a']) });
    const error = await rejection(client.send(command(key) as PutCommand));
    expect(error).toBeInstanceOf(ConditionalCheckFailedException);
    expect(error).toMatchObject({
      message: 'The conditional request failed',
      // The document client leaves the items in errors as they are on the wire.
      Item: { pk: { S: key.pk }, sk: { S: key.sk }, n: { N: '1' }, tags: { SS: ['a'] } },
    });
    expect(await get(key)).toMatchObject({ n: 1 });
  });

  it('gives no item when there was none, or when it was not asked for', async () => {
    const key = newKey();
    const absent = await rejection(client.send(new PutCommand({ TableName: 'main', Item: key, ...failing })));
    expect(absent.name).toBe('ConditionalCheckFailedException');
    expect(absent.Item).toBeUndefined();

    await put({ ...key, n: 1 });
    const unasked = await rejection(
      client.send(
        new PutCommand({
          TableName: 'main',
          Item: key,
          ...failing,
          ReturnValuesOnConditionCheckFailure: 'NONE',
        }),
      ),
    );
    expect(unasked.name).toBe('ConditionalCheckFailedException');
    expect(unasked.Item).toBeUndefined();
  });
});

describe('TransactWriteItems', () => {
  it('does a Put, an Update, a Delete and a ConditionCheck, in two tables, at once', async () => {
    const [created, updated, deleted, checked] = [newKey(), newKey(), newKey(), newKey()] as const;
    await put({ ...updated, n: 1 });
    await put(deleted);
    await put({ ...checked, state: 'OPEN' });
    await transactWrite([
      { Put: { TableName: 'other', Item: { ...created, a: [1, { b: 'c' }] } } },
      { Update: increment(updated, 4) },
      { Delete: { TableName: 'main', Key: deleted } },
      {
        ConditionCheck: {
          TableName: 'main',
          Key: checked,
          ConditionExpression: '#state = :open',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':open': 'OPEN' },
        },
      },
    ]);
    expect(await get(created, 'other')).toEqual({ ...created, a: [1, { b: 'c' }] });
    expect(await get(updated)).toEqual({ ...updated, n: 5 });
    expect(await get(deleted)).toBeUndefined();
    expect(await get(checked)).toEqual({ ...checked, state: 'OPEN' });
  });

  it('changes nothing when one condition fails, and gives the reasons in the order of the items', async () => {
    const [first, second, third] = [newKey(), newKey(), newKey()] as const;
    await put({ ...second, n: 7 });
    const error = await rejection(
      transactWrite([
        { Put: { TableName: 'main', Item: first } },
        {
          Put: {
            TableName: 'main',
            Item: { ...second, n: 8 },
            ConditionExpression: 'attribute_not_exists(pk)',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          },
        },
        { Update: increment(third) },
        { ConditionCheck: { TableName: 'main', Key: newKey(), ConditionExpression: 'attribute_exists(pk)' } },
      ]),
    );
    expect(error).toBeInstanceOf(TransactionCanceledException);
    expect(error.message).toBe(
      'Transaction cancelled, please refer cancellation reasons for specific reasons ' +
        '[None, ConditionalCheckFailed, None, ConditionalCheckFailed]',
    );
    expect(error.CancellationReasons).toEqual([
      { Code: 'None' },
      {
        Code: 'ConditionalCheckFailed',
        Message: 'The conditional request failed',
        Item: { pk: { S: second.pk }, sk: { S: second.sk }, n: { N: '7' } },
      },
      { Code: 'None' },
      { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' },
    ]);
    expect(await get(first)).toBeUndefined();
    expect(await get(second)).toEqual({ ...second, n: 7 });
    expect(await get(third)).toBeUndefined();
  });

  it('is cancelled with ValidationError when an update does not fit the stored item', async () => {
    const [text, other] = [newKey(), newKey()] as const;
    await put({ ...text, n: 'not a number' });
    const error = await rejection(
      transactWrite([{ Put: { TableName: 'main', Item: other } }, { Update: increment(text) }]),
    );
    expect(error.name).toBe('TransactionCanceledException');
    expect(error.CancellationReasons).toEqual([
      { Code: 'None' },
      {
        Code: 'ValidationError',
        Message: 'An operand in the update expression has an incorrect data type',
      },
    ]);
    expect(await get(other)).toBeUndefined();
  });

  it('is cancelled with ValidationError when an item would outgrow 400 KB', async () => {
    const key = newKey();
    await put({ ...key, a: 'x'.repeat(300 * 1024) });
    const error = await rejection(
      transactWrite([
        {
          Update: {
            TableName: 'main',
            Key: key,
            UpdateExpression: 'SET b = :b',
            ExpressionAttributeValues: { ':b': 'x'.repeat(101 * 1024) },
          },
        },
      ]),
    );
    expect(error.CancellationReasons).toEqual([
      { Code: 'ValidationError', Message: 'Item size to update has exceeded the maximum allowed size' },
    ]);
  });

  it('is cancelled with ValidationError when a key does not fit the table', async () => {
    const error = await rejection(
      transactWrite([
        { Delete: { TableName: 'main', Key: { pk: 'only half a key' } } },
        { Put: { TableName: 'main', Item: newKey() } },
      ]),
    );
    expect(error.name).toBe('TransactionCanceledException');
    expect(error.CancellationReasons).toEqual([
      { Code: 'ValidationError', Message: 'The provided key element does not match the schema' },
      { Code: 'None' },
    ]);
  });

  it('takes 100 items and refuses 101', async () => {
    const puts = (count: number) =>
      Array.from({ length: count }, () => ({ Put: { TableName: 'main', Item: newKey() } }));
    const hundred = puts(100);
    await transactWrite(hundred);
    expect(await get(hundred[99]!.Put.Item)).toEqual(hundred[99]!.Put.Item);
    const error = await rejection(transactWrite(puts(101)));
    expect(error.name).toBe('ValidationException');
    expect(error.message).toMatch(
      /at 'transactItems' failed to satisfy constraint: Member must have length less than or equal to 100$/,
    );
  });

  it('refuses an empty list', async () => {
    const error = await rejection(transactWrite([]));
    expect(error.name).toBe('ValidationException');
    expect(error.message).toMatch(/Member must have length greater than or equal to 1$/);
  });

  it('refuses items of more than 4 MB together', async () => {
    const puts = Array.from({ length: 11 }, () => ({
      Put: { TableName: 'main', Item: { ...newKey(), a: 'x'.repeat(390 * 1024) } },
    }));
    const error = await rejection(transactWrite(puts));
    expect(error.name).toBe('ValidationException');
    const { pk, sk } = puts[0]!.Put.Item;
    expect(await get({ pk, sk })).toBeUndefined();
    await transactWrite(puts.slice(1));
    const last = puts[10]!.Put.Item;
    expect(await get({ pk: last.pk, sk: last.sk })).toEqual(last);
  });

  it.each<[string, (key: Key) => TransactItems]>([
    [
      'two Puts',
      (key) => [
        { Put: { TableName: 'main', Item: { ...key, n: 1 } } },
        { Put: { TableName: 'main', Item: { ...key, n: 2 } } },
      ],
    ],
    [
      'a ConditionCheck and an Update',
      (key) => [
        {
          ConditionCheck: {
            TableName: 'main',
            Key: key,
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
        { Update: increment(key) },
      ],
    ],
  ])('refuses the same item twice: %s', async (_name, items) => {
    const key = newKey();
    const error = await rejection(transactWrite(items(key)));
    expect(error).toMatchObject({
      name: 'ValidationException',
      message: 'Transaction request cannot include multiple operations on one item',
    });
    expect(await get(key)).toBeUndefined();
  });

  it('takes the same key in two tables', async () => {
    const key = newKey();
    await transactWrite([
      { Put: { TableName: 'main', Item: key } },
      { Put: { TableName: 'other', Item: key } },
    ]);
    expect([await get(key), await get(key, 'other')]).toEqual([key, key]);
  });

  it('refuses an unknown table, and does not do the rest', async () => {
    const key = newKey();
    const error = await rejection(
      transactWrite([
        { Put: { TableName: 'main', Item: key } },
        { Put: { TableName: 'nowhere', Item: key } },
      ]),
    );
    expect(error.name).toBe('ResourceNotFoundException');
    expect(await get(key)).toBeUndefined();
  });

  it.each<[string, TransactItems[number], RegExp]>([
    [
      'two actions in one member',
      {
        Put: { TableName: 'main', Item: { pk: 'a', sk: 'a' } },
        Delete: { TableName: 'main', Key: { pk: 'b', sk: 'b' } },
      },
      /^TransactItems can only contain one of/,
    ],
    ['a member without action', {}, /^TransactItems can only contain one of/],
    [
      'an expression that does not parse',
      { Update: { TableName: 'main', Key: { pk: 'a', sk: 'a' }, UpdateExpression: 'SET' } },
      /^Invalid UpdateExpression: Syntax error/,
    ],
    [
      'an unused value',
      {
        Put: {
          TableName: 'main',
          Item: { pk: 'a', sk: 'a' },
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeValues: { ':unused': 1 },
        },
      },
      /unused in expressions: keys: \{:unused\}$/,
    ],
    [
      'a ConditionCheck without condition',
      { ConditionCheck: { TableName: 'main', Key: { pk: 'a', sk: 'a' }, ConditionExpression: undefined } },
      /at 'transactItems\.1\.member\.conditionCheck\.conditionExpression' failed to satisfy constraint: Member must not be null$/,
    ],
  ])('refuses %s with ValidationException', async (_name, member, message) => {
    const error = await rejection(transactWrite([member]));
    expect(error.name).toBe('ValidationException');
    expect(error.message).toMatch(message);
  });

  it('keeps secondary indexes in step', async () => {
    const [first, second] = [newKey(), newKey()] as const;
    const status = `S-${first.pk}`;
    await transactWrite([
      { Put: { TableName: 'main', Item: { ...first, status, at: '2' } } },
      { Put: { TableName: 'main', Item: { ...second, status, at: '1' } } },
    ]);
    expect(await queryIndex(status)).toEqual([
      { ...second, status, at: '1' },
      { ...first, status, at: '2' },
    ]);
    await transactWrite([
      {
        Update: {
          TableName: 'main',
          Key: first,
          UpdateExpression: 'SET #status = :done',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: { ':done': `${status}-done` },
        },
      },
      { Delete: { TableName: 'main', Key: second } },
    ]);
    expect(await queryIndex(status)).toEqual([]);
    expect(await queryIndex(`${status}-done`)).toEqual([{ ...first, status: `${status}-done`, at: '2' }]);
  });

  it('leaves secondary indexes alone when it is cancelled', async () => {
    const key = newKey();
    const status = `S-${key.pk}`;
    await put({ ...key, status, at: '1' });
    await rejection(
      transactWrite([
        { Delete: { TableName: 'main', Key: key } },
        { ConditionCheck: { TableName: 'main', Key: newKey(), ConditionExpression: 'attribute_exists(pk)' } },
      ]),
    );
    expect(await queryIndex(status)).toEqual([{ ...key, status, at: '1' }]);
  });

  it('consumes twice the capacity of plain writes, summed by table', async () => {
    const { ConsumedCapacity } = await client.send(
      new TransactWriteCommand({
        ReturnConsumedCapacity: 'TOTAL',
        TransactItems: [
          { Put: { TableName: 'main', Item: newKey() } },
          { Put: { TableName: 'main', Item: { ...newKey(), a: 'x'.repeat(1500) } } },
          { Put: { TableName: 'other', Item: newKey() } },
        ],
      }),
    );
    expect(ConsumedCapacity).toEqual([
      { TableName: 'main', CapacityUnits: 6, WriteCapacityUnits: 6 },
      { TableName: 'other', CapacityUnits: 2, WriteCapacityUnits: 2 },
    ]);
  });
});

describe('ClientRequestToken', () => {
  it('makes a second identical request succeed without doing it again', async () => {
    const key = newKey();
    await transactWrite([{ Update: increment(key) }], 'token-identical');
    await transactWrite([{ Update: increment(key) }], 'token-identical');
    expect(await get(key)).toEqual({ ...key, n: 1 });
  });

  it('refuses other parameters with IdempotentParameterMismatchException', async () => {
    const key = newKey();
    await transactWrite([{ Update: increment(key) }], 'token-mismatch');
    const error = await rejection(transactWrite([{ Update: increment(key, 2) }], 'token-mismatch'));
    expect(error.name).toBe('IdempotentParameterMismatchException');
    expect(await get(key)).toEqual({ ...key, n: 1 });
  });

  it('is valid for 10 minutes after the request completed', async () => {
    const key = newKey();
    await transactWrite([{ Update: increment(key) }], 'token-expiring');
    nowMs += 10 * MINUTE_MS - 1;
    await transactWrite([{ Update: increment(key) }], 'token-expiring');
    expect(await get(key)).toEqual({ ...key, n: 1 });
    nowMs += 1;
    await transactWrite([{ Update: increment(key) }], 'token-expiring');
    expect(await get(key)).toEqual({ ...key, n: 2 });
  });

  it('does not hold a cancelled transaction against a retry', async () => {
    const key = newKey();
    const guarded: TransactItems = [
      { Update: { ...increment(key), ConditionExpression: 'attribute_exists(pk)' } },
    ];
    const error = await rejection(transactWrite(guarded, 'token-cancelled'));
    expect(error.name).toBe('TransactionCanceledException');
    await put({ ...key, n: 5 });
    await transactWrite(guarded, 'token-cancelled');
    expect(await get(key)).toEqual({ ...key, n: 6 });
  });

  it('does it once when identical requests arrive together', async () => {
    const key = newKey();
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, () => transactWrite([{ Update: increment(key) }], 'token-together')),
    );
    for (const result of results) {
      if (result.status === 'rejected') {
        expect((result.reason as Error).name).toBe('TransactionInProgressException');
      }
    }
    expect(results.map(({ status }) => status)).toContain('fulfilled');
    expect(await get(key)).toEqual({ ...key, n: 1 });
  });
});

// In memory a read and the write after it hardly ever leave room for another request; with a folder they do.
describe.each(['in memory', 'in a folder'])('isolation %s', (place) => {
  let sharedClient: DynamoDBDocumentClient;
  let ownDb: DynamoDb;
  let path: string | undefined;

  beforeAll(async () => {
    path = place === 'in a folder' ? await mkdtemp(join(tmpdir(), 'reelway-dynamodb-')) : undefined;
    ownDb = await startDynamoDb(path === undefined ? {} : { path });
    sharedClient = client;
    client = connect(ownDb);
    await createTable(client, 'main');
    await createTable(client, 'other');
  });

  afterAll(async () => {
    client = sharedClient;
    await ownDb.stop();
    if (path !== undefined) await rm(path, { recursive: true });
  });

  it('loses no update when transactions and single writes meet on the same items', async () => {
    const [first, second, third] = [newKey(), newKey(), newKey()] as const;
    await Promise.all(
      Array.from({ length: 40 }, () => [
        transactWrite([{ Update: increment(first) }, { Update: increment(second) }]),
        transactWrite([{ Update: increment(second) }, { Update: increment(first) }]),
        transactWrite([{ Update: increment(first) }, { Update: increment(third, 1, 'other') }]),
        transactWrite([{ Update: increment(third, 1, 'other') }, { Update: increment(first) }]),
        client.send(new UpdateCommand(increment(first))),
      ]).flat(),
    );
    expect(await get(first)).toEqual({ ...first, n: 200 });
    expect(await get(second)).toEqual({ ...second, n: 80 });
    expect(await get(third, 'other')).toEqual({ ...third, n: 80 });
  });

  it('keeps the index true when batches and transactions meet on one item', async () => {
    const key = newKey();
    const statuses = ['0', '1', '2', '3'].map((n) => `${key.pk}-${n}`);
    await Promise.all(
      Array.from({ length: 60 }, (_, n) => {
        const Item = { ...key, status: statuses[n % 4], at: '1' };
        const batch = new BatchWriteCommand({ RequestItems: { main: [{ PutRequest: { Item } }] } });
        return [client.send(batch), transactWrite([{ Update: increment(key) }])];
      }).flat(),
    );
    const indexed = (await Promise.all(statuses.map(queryIndex))).flat();
    expect(indexed).toEqual([await get(key)]);
  });

  it('accepts exactly one of many parallel transactions when one place is left', async () => {
    const counter = newKey();
    await put({ ...counter, n: 9 });
    const winners = Array.from({ length: 25 }, () => newKey('winner'));
    const results = await Promise.allSettled(
      winners.map((winner) =>
        transactWrite([
          { Put: { TableName: 'main', Item: winner, ConditionExpression: 'attribute_not_exists(pk)' } },
          {
            Update: {
              ...increment(counter),
              ConditionExpression: 'n < :limit',
              ExpressionAttributeValues: { ':by': 1, ':limit': 10 },
            },
          },
        ]),
      ),
    );
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(24);
    for (const { reason } of refused) {
      expect((reason as TransactionCanceledException).CancellationReasons).toMatchObject([
        { Code: 'None' },
        { Code: 'ConditionalCheckFailed' },
      ]);
    }
    const written = await Promise.all(winners.map((winner) => get(winner)));
    expect(written.map((item) => item !== undefined)).toEqual(
      results.map(({ status }) => status === 'fulfilled'),
    );
    expect(await get(counter)).toEqual({ ...counter, n: 10 });
  });

  it('never shows TransactGetItems half of a transaction', async () => {
    const [from, to] = [newKey(), newKey()] as const;
    await put({ ...from, n: 100 });
    await put({ ...to, n: 0 });
    const transfers = Array.from({ length: 60 }, () =>
      transactWrite([{ Update: increment(from, -1) }, { Update: increment(to, 1) }]),
    );
    const reads = Array.from({ length: 60 }, async () => {
      const { Responses } = await transactGet([
        { Get: { TableName: 'main', Key: from } },
        { Get: { TableName: 'main', Key: to } },
      ]);
      return Responses!.reduce((sum, response) => sum + (response.Item!.n as number), 0);
    });
    expect(new Set(await Promise.all(reads))).toEqual(new Set([100]));
    await Promise.all(transfers);
    expect(await get(to)).toMatchObject({ n: 60 });
  });
});

describe('any sequence of transactions', () => {
  const NAMES = ['a', 'b', 'c', 'd'];

  type ModelItem = { n: number; status: string; at: string };
  type Model = Map<string, ModelItem>;
  type Condition =
    { kind: 'none' } | { kind: 'exists' } | { kind: 'absent' } | { kind: 'below'; limit: number };
  type Action = {
    name: string;
    kind: 'put' | 'add' | 'delete' | 'check';
    value: number;
    condition: Condition;
  };

  const conditionArbitrary: fc.Arbitrary<Condition> = fc.oneof(
    { weight: 3, arbitrary: fc.constant({ kind: 'none' as const }) },
    { weight: 2, arbitrary: fc.constant({ kind: 'exists' as const }) },
    { weight: 2, arbitrary: fc.constant({ kind: 'absent' as const }) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('below' as const), limit: fc.integer({ min: -5, max: 5 }) }),
    },
  );
  const transactionArbitrary: fc.Arbitrary<Action[]> = fc.uniqueArray(
    fc.record({
      name: fc.constantFrom(...NAMES),
      kind: fc.constantFrom('put' as const, 'add' as const, 'delete' as const, 'check' as const),
      value: fc.integer({ min: -5, max: 5 }),
      condition: conditionArbitrary,
    }),
    { minLength: 1, maxLength: NAMES.length, selector: ({ name }) => name },
  );

  // A ConditionCheck must have a condition; "none" becomes one that always holds.
  function expression(condition: Condition, required: boolean) {
    switch (condition.kind) {
      case 'none':
        return required ? { ConditionExpression: 'attribute_exists(pk) OR attribute_not_exists(pk)' } : {};
      case 'exists':
        return { ConditionExpression: 'attribute_exists(pk)' };
      case 'absent':
        return { ConditionExpression: 'attribute_not_exists(pk)' };
      case 'below':
        return {
          ConditionExpression: 'n < :limit',
          ExpressionAttributeValues: { ':limit': condition.limit } as Record<string, unknown>,
        };
    }
  }

  function toTransactItem(pk: string, { name, kind, value, condition }: Action): TransactItems[number] {
    const Key = { pk, sk: name };
    const TableName = 'main';
    const guard = expression(condition, kind === 'check');
    switch (kind) {
      case 'put':
        return {
          Put: { TableName, Item: { ...Key, n: value, status: `${pk}-${value % 2}`, at: name }, ...guard },
        };
      case 'add': {
        const update = { UpdateExpression: 'ADD n :by SET #s = :s, #at = :at' };
        const names = { '#s': 'status', '#at': 'at' };
        const values = { ':by': value, ':s': `${pk}-added`, ':at': name };
        return {
          Update: {
            TableName,
            Key,
            ...guard,
            ...update,
            ExpressionAttributeNames: names,
            ExpressionAttributeValues: { ...values, ...guard.ExpressionAttributeValues },
          },
        };
      }
      case 'delete':
        return { Delete: { TableName, Key, ...guard } };
      case 'check':
        return {
          ConditionCheck: { TableName, Key, ...guard, ConditionExpression: guard.ConditionExpression },
        };
    }
  }

  function holds(condition: Condition, item: ModelItem | undefined): boolean {
    if (condition.kind === 'exists') return item !== undefined;
    if (condition.kind === 'absent') return item === undefined;
    if (condition.kind === 'below') return item !== undefined && item.n < condition.limit;
    return true;
  }

  /** Applies a transaction to the model and returns the codes it must give. */
  function applyToModel(model: Model, pk: string, actions: Action[]): string[] {
    const codes = actions.map(({ name, condition }) =>
      holds(condition, model.get(name)) ? 'None' : 'ConditionalCheckFailed',
    );
    if (codes.some((code) => code !== 'None')) return codes;
    for (const { name, kind, value } of actions) {
      if (kind === 'put') model.set(name, { n: value, status: `${pk}-${value % 2}`, at: name });
      if (kind === 'delete') model.delete(name);
      if (kind === 'add') {
        model.set(name, { n: (model.get(name)?.n ?? 0) + value, status: `${pk}-added`, at: name });
      }
    }
    return codes;
  }

  it('leaves the table and its index as a simple model of it', async () => {
    let accepted = 0;
    let cancelled = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(transactionArbitrary, { minLength: 1, maxLength: 6 }),
        async (transactions) => {
          const { pk } = newKey();
          const model: Model = new Map();
          for (const actions of transactions) {
            const expected = applyToModel(model, pk, actions);
            const codes = await transactWrite(actions.map((action) => toTransactItem(pk, action))).then(
              () => actions.map(() => 'None'),
              (error: TransactionCanceledException) => error.CancellationReasons!.map(({ Code }) => Code!),
            );
            expect(codes).toEqual(expected);
            if (codes.every((code) => code === 'None')) accepted += 1;
            else cancelled += 1;
          }
          const { Items } = await client.send(
            new QueryCommand({
              TableName: 'main',
              KeyConditionExpression: 'pk = :pk',
              ExpressionAttributeValues: { ':pk': pk },
            }),
          );
          const expectedItems = NAMES.filter((name) => model.has(name)).map((name) => ({
            pk,
            sk: name,
            ...model.get(name),
          }));
          expect(Items).toEqual(expectedItems);
          const statuses = [`${pk}-0`, `${pk}-1`, `${pk}--1`, `${pk}-added`];
          const indexed = (await Promise.all(statuses.map(queryIndex))).flat();
          expect(indexed.toSorted((a, b) => String(a.sk).localeCompare(String(b.sk)))).toEqual(expectedItems);
        },
      ),
      { numRuns: 100 },
    );
    // Otherwise the conditions would be such that one side is never tried.
    expect(Math.min(accepted, cancelled)).toBeGreaterThan(20);
  });
});

describe('TransactGetItems', () => {
  it('gives the items in the order asked, an empty response for none, and projections', async () => {
    const [first, second] = [newKey(), newKey()] as const;
    await put({ ...first, a: { b: 1, c: 2 }, d: 3 });
    await client.send(new PutCommand({ TableName: 'other', Item: { ...second, n: 2 } }));
    const { Responses } = await transactGet([
      { Get: { TableName: 'other', Key: second } },
      { Get: { TableName: 'main', Key: newKey() } },
      {
        Get: {
          TableName: 'main',
          Key: first,
          ProjectionExpression: '#a.b, d',
          ExpressionAttributeNames: { '#a': 'a' },
        },
      },
    ]);
    expect(Responses).toEqual([{ Item: { ...second, n: 2 } }, {}, { Item: { a: { b: 1 }, d: 3 } }]);
  });

  it('refuses the same item twice, more than 100 items and unknown tables', async () => {
    const key = newKey();
    const read = (Key: Key, TableName = 'main') => ({ Get: { TableName, Key } });
    expect(await rejection(transactGet([read(key), read(key)]))).toMatchObject({
      name: 'ValidationException',
      message: 'Transaction request cannot include multiple operations on one item',
    });
    const many = Array.from({ length: 101 }, () => read(newKey()));
    expect((await rejection(transactGet(many))).name).toBe('ValidationException');
    expect((await rejection(transactGet([read(key, 'nowhere')]))).name).toBe('ResourceNotFoundException');
  });

  it('refuses items of more than 4 MB together', async () => {
    const keys = Array.from({ length: 11 }, () => newKey());
    for (const key of keys) await put({ ...key, a: 'x'.repeat(390 * 1024) });
    const reads = keys.map((Key) => ({ Get: { TableName: 'main', Key } }));
    expect((await rejection(transactGet(reads))).name).toBe('ValidationException');
    expect((await transactGet(reads.slice(1))).Responses).toHaveLength(10);
  });
});

describe('time to live', () => {
  let ttlDb: DynamoDb;
  let ttlClient: DynamoDBDocumentClient;

  const setTimeToLive = (Enabled: boolean, AttributeName = 'expiresAt') =>
    ttlClient.send(
      new UpdateTimeToLiveCommand({
        TableName: 'main',
        TimeToLiveSpecification: { Enabled, AttributeName },
      }),
    );
  const describeTimeToLive = async () =>
    (await ttlClient.send(new DescribeTimeToLiveCommand({ TableName: 'main' }))).TimeToLiveDescription;
  const putExpiring = (pk: string, expiresAt: unknown, more: object = {}) =>
    ttlClient.send(new PutCommand({ TableName: 'main', Item: { pk, sk: 'x', expiresAt, ...more } }));
  const scanned = async () => {
    const { Items } = await ttlClient.send(new ScanCommand({ TableName: 'main' }));
    return Items!.map(({ pk }) => pk as string).toSorted();
  };
  /** After this a whole sweep has seen everything that was there before it. */
  const sweepsDone = async (markerExpiresAtS: number) => {
    for (const marker of ['marker-1', 'marker-2']) {
      await putExpiring(marker, markerExpiresAtS);
      await eventually(async () => !(await scanned()).includes(marker));
    }
  };

  beforeEach(async () => {
    nowMs = START_MS;
    ttlDb = await startDynamoDb({ clock: () => nowMs, ttlSweepIntervalMs: 5 });
    ttlClient = connect(ttlDb);
    await createTable(ttlClient, 'main');
  });

  afterEach(() => ttlDb.stop());

  it('is disabled at first, and described as it was set', async () => {
    expect(await describeTimeToLive()).toEqual({ TimeToLiveStatus: 'DISABLED' });
    const { TimeToLiveSpecification } = await setTimeToLive(true);
    expect(TimeToLiveSpecification).toEqual({ Enabled: true, AttributeName: 'expiresAt' });
    expect(await describeTimeToLive()).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' });
    await setTimeToLive(false);
    expect(await describeTimeToLive()).toEqual({ TimeToLiveStatus: 'DISABLED' });
  });

  it('refuses what is so already, another attribute, and an unknown table', async () => {
    expect((await rejection(setTimeToLive(false))).message).toBe('TimeToLive is already disabled');
    await setTimeToLive(true);
    expect((await rejection(setTimeToLive(true))).message).toBe('TimeToLive is already enabled');
    expect(await rejection(setTimeToLive(true, 'otherAttribute'))).toMatchObject({
      name: 'ValidationException',
      message: 'TimeToLive is active on a different AttributeName: current AttributeName is expiresAt',
    });
    const unknown = ttlClient.send(new DescribeTimeToLiveCommand({ TableName: 'nowhere' }));
    expect((await rejection(unknown)).name).toBe('ResourceNotFoundException');
  });

  it('deletes what has expired, from the indexes too, and nothing else', async () => {
    const nowS = START_MS / 1000;
    await setTimeToLive(true);
    await putExpiring('expired', nowS - 1, { status: 'EXPIRED', at: '1' });
    await putExpiring('future', nowS + 60);
    await putExpiring('text', String(nowS - 1));
    await putExpiring('very old', nowS - 5 * YEAR_S - 1);
    await putExpiring('without', undefined).catch(() => undefined);
    await ttlClient.send(new PutCommand({ TableName: 'main', Item: { pk: 'without', sk: 'x' } }));
    await sweepsDone(nowS - 1);
    expect(await scanned()).toEqual(['future', 'text', 'very old', 'without']);
    const { Items } = await ttlClient.send(new ScanCommand({ TableName: 'main', IndexName: 'byStatus' }));
    expect(Items).toEqual([]);

    nowMs += 2 * MINUTE_MS;
    await eventually(async () => !(await scanned()).includes('future'));
    expect(await scanned()).toEqual(['text', 'very old', 'without']);
  });

  it('deletes nothing any more once it is disabled', async () => {
    const nowS = START_MS / 1000;
    await createTable(ttlClient, 'second');
    await setTimeToLive(true);
    await setTimeToLive(false);
    await putExpiring('expired', nowS - 1);
    // The second table shows that sweeps have gone by.
    const second = { TableName: 'second', TimeToLiveSpecification: { Enabled: true, AttributeName: 'ttl' } };
    await ttlClient.send(new UpdateTimeToLiveCommand(second));
    for (const sk of ['1', '2']) {
      await ttlClient.send(new PutCommand({ TableName: 'second', Item: { pk: 'a', sk, ttl: nowS - 1 } }));
      await eventually(
        async () => (await ttlClient.send(new ScanCommand({ TableName: 'second' }))).Count === 0,
      );
    }
    expect(await scanned()).toEqual(['expired']);
  });

  it('is forgotten with its table', async () => {
    await setTimeToLive(true);
    await ttlClient.send(new DeleteTableCommand({ TableName: 'main' }));
    await createTable(ttlClient, 'main');
    expect(await describeTimeToLive()).toEqual({ TimeToLiveStatus: 'DISABLED' });
  });
});

describe('a store with a path', () => {
  it('keeps tables, items, indexes and time to live over a restart', async () => {
    const path = await mkdtemp(join(tmpdir(), 'reelway-dynamodb-'));
    try {
      const before = await startDynamoDb({ path });
      const writer = connect(before);
      await createTable(writer, 'main');
      await writer.send(
        new UpdateTimeToLiveCommand({
          TableName: 'main',
          TimeToLiveSpecification: { Enabled: true, AttributeName: 'ttl' },
        }),
      );
      const single = { pk: 'single', sk: 'x', status: 'OPEN', at: '1' };
      const transacted = { pk: 'transacted', sk: 'x', status: 'OPEN', at: '2' };
      await writer.send(new PutCommand({ TableName: 'main', Item: single }));
      await writer.send(
        new TransactWriteCommand({ TransactItems: [{ Put: { TableName: 'main', Item: transacted } }] }),
      );
      await before.stop();

      const after = await startDynamoDb({ path });
      const reader = connect(after);
      const { Items } = await reader.send(
        new QueryCommand({
          TableName: 'main',
          IndexName: 'byStatus',
          KeyConditionExpression: '#status = :open',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: { ':open': 'OPEN' },
        }),
      );
      expect(Items).toEqual([single, transacted]);
      const key = { pk: 'transacted', sk: 'x' };
      const { Item } = await reader.send(new GetCommand({ TableName: 'main', Key: key }));
      expect(Item).toEqual(transacted);
      const described = await reader.send(new DescribeTimeToLiveCommand({ TableName: 'main' }));
      expect(described.TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'ttl' });
      await after.stop();
    } finally {
      await rm(path, { recursive: true });
    }
  });

  it('refuses to open a folder that is open already', async () => {
    const path = await mkdtemp(join(tmpdir(), 'reelway-dynamodb-'));
    const first = await startDynamoDb({ path });
    try {
      await expect(startDynamoDb({ path })).rejects.toThrow(/is it open in another process/);
    } finally {
      await first.stop();
      await rm(path, { recursive: true });
    }
  });
});

describe('starting and stopping', () => {
  it('takes the port it is given, and says so when it is taken', async () => {
    const first = await startDynamoDb();
    await expect(startDynamoDb({ port: first.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await first.stop();
    const second = await startDynamoDb({ port: first.port });
    expect(second.url).toBe(`http://127.0.0.1:${first.port}`);
    await second.stop();
  });

  it('finishes a request under way, then answers nobody, and may be stopped twice', async () => {
    const short = await startDynamoDb();
    const shortClient = connect(short);
    await createTable(shortClient, 'main');
    const underWay = request(short.url, {
      method: 'POST',
      headers: { 'x-amz-target': 'DynamoDB_20120810.DescribeTable', expect: '100-continue' },
    });
    underWay.flushHeaders();
    // The server has the request in hand when it asks for the body.
    await once(underWay, 'continue');
    const stopped = Promise.all([short.stop(), short.stop()]);
    underWay.end('{"TableName":"main"}');
    const [response] = (await once(underWay, 'response')) as [IncomingMessage];
    expect(response.statusCode).toBe(200);
    response.resume();

    await stopped;
    const late = await rejection(shortClient.send(new ListTablesCommand({})));
    expect(late.message).toMatch(/ECONNREFUSED/);
  });

  it('is emptied of all items, in tables and in indexes, and keeps the tables', async () => {
    const short = await startDynamoDb();
    const shortClient = connect(short);
    const item = { pk: 'a', sk: 'b', status: 'WAITING', at: '1' };
    const byStatus = new QueryCommand({
      TableName: 'main',
      IndexName: 'byStatus',
      KeyConditionExpression: '#status = :status',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':status': 'WAITING' },
    });
    await createTable(shortClient, 'main');
    await shortClient.send(new PutCommand({ TableName: 'main', Item: item }));
    expect((await shortClient.send(byStatus)).Items).toEqual([item]);
    await short.clear();
    expect((await shortClient.send(new ScanCommand({ TableName: 'main' }))).Items).toEqual([]);
    expect((await shortClient.send(byStatus)).Items).toEqual([]);
    await shortClient.send(new PutCommand({ TableName: 'main', Item: item }));
    expect((await shortClient.send(byStatus)).Items).toEqual([item]);
    await short.stop();
  });

  it('leaves no timer behind', async () => {
    const countTimers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const countBefore = countTimers();
    const short = await startDynamoDb();
    expect(countTimers()).toBe(countBefore + 1);
    await short.stop();
    expect(countTimers()).toBe(countBefore);
  });
});
