import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { emulatedTables } from './tables.contract';
import { exampleExport, exampleProject } from '../exports/memory';
import { describeConnectionStore } from '../subscriptions/connections.contract';
import { batchGet, keys, type Table } from './dynamodb';
import { DynamoDbConnections } from './dynamodb-connections';
import { DynamoDbExports } from './dynamodb-exports';
import { DynamoDbProjects } from './dynamodb-projects';
import { describeExportStore } from './exports.contract';
import { describeProjectStore } from './projects.contract';

const newTable = emulatedTables();

describeExportStore('DynamoDbExports', async () => {
  const table = await newTable();
  return { store: new DynamoDbExports(table), projects: new DynamoDbProjects(table) };
});
describeProjectStore('DynamoDbProjects', async () => new DynamoDbProjects(await newTable()));
describeConnectionStore('DynamoDbConnections', async () => new DynamoDbConnections(await newTable()));

describe('what the table holds', () => {
  it('lets keys, counts and connections expire, and never an export or a project', async () => {
    const table = await newTable();
    const videoExport = exampleExport({ createdAt: '2026-03-01T12:00:00.000Z' });
    const idempotency = { key: 'k', inputHash: 'h' };
    const limits = { dailyExports: 10, monthlyBudgetUsd: null, mutationsPerMinute: 60 };
    const props = { width: 1920, height: 1080, fps: 30, scenes: [] };
    await new DynamoDbProjects(table).put(exampleProject());
    await new DynamoDbExports(table).create({ videoExport, props, idempotency, limits, projectVersion: 1 });
    const connections = new DynamoDbConnections(table, () => Date.parse('2026-03-01T12:00:00.000Z'));
    await connections.connect({ id: 'c', connectedAt: 1 });
    const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }));
    const hours = (at: unknown) => (Number(at) - Date.parse('2026-03-01T12:00:00.000Z') / 1000) / 3600;
    const expiring = Items.filter((item) => item.expiresAt !== undefined);
    expect(Object.fromEntries(expiring.map((item) => [item.sk, hours(item.expiresAt)]))).toEqual({
      IDEMPOTENCY: 24,
      CONNECTION: 2 + 1 / 6,
      'DAY#2026-03-01': 62 * 24,
      'MINUTE#2026-03-01T12:00': 1,
    });
    expect(Items.map((item) => item.sk as string).sort()).toEqual(
      [
        ...['CONNECTION', 'DAY#2026-03-01', 'EXPORT', 'IDEMPOTENCY', 'MINUTE#2026-03-01T12:00'],
        ...['MONTH#2026-03', 'PROJECT', 'PROPS'],
      ].sort(),
    );
  });
});

describe('an export and its subscribers', () => {
  const { id } = exampleExport();
  const rowOf = (exportId: string, number: number) => ({
    ...{ connectionId: `connection-${String(number).padStart(3, '0')}`, operationId: 'op' },
    ...{ topic: `exportProgress:export:${exportId}`, query: '{ a }', claims: {}, expiresAt: 1 },
  });

  async function given(subscribers: number) {
    const table = await newTable();
    const [exports, connections] = [new DynamoDbExports(table), new DynamoDbConnections(table)];
    const limits = { dailyExports: 10, monthlyBudgetUsd: null, mutationsPerMinute: 60 };
    const props = { width: 1920, height: 1080, fps: 30, scenes: [] };
    const videoExport = exampleExport();
    await exports.create({ videoExport, props, idempotency: null, limits, projectVersion: null });
    const rows = Array.from({ length: subscribers }, (_, number) => rowOf(id, number));
    for (const row of [...rows, { ...rowOf(`${id}0`, 0), connectionId: 'other' }]) {
      await connections.connect({ id: row.connectionId, connectedAt: 1 });
      expect(await connections.subscribe(row, 50)).toBe('ok');
    }
    return { exports, connections, rows, videoExport };
  }

  it('are found with one read, and nobody of another export is', async () => {
    const { exports, connections, rows, videoExport } = await given(2);
    expect(await exports.watched(id)).toEqual({ videoExport, subscribers: rows });
    const [topic] = rows.map((row) => row.topic) as [string];
    expect(await connections.pick(topic, rows)).toEqual(rows);
    expect(await connections.unsubscribe('connection-000', 'op', topic)).toBe(true);
    for await (const page of connections.subscribers(topic)) expect(page).toEqual(rows.slice(1));
    await connections.disconnect('connection-001');
    expect(await exports.watched(id)).toEqual({ videoExport, subscribers: [] });
  });

  it('are kept when it is removed, for as long as they may still be told of its end', async () => {
    const { exports, connections, rows, videoExport } = await given(2);
    const removedAt = '2026-03-01T12:00:00.000Z';
    await exports.remove(videoExport, removedAt);
    const [topic] = rows.map((row) => row.topic) as [string];
    const found = async (): Promise<unknown[]> => {
      const pages = [];
      for await (const page of connections.subscribers(topic)) pages.push(...page);
      return pages;
    };
    expect(await exports.purge(id, '2026-03-01T11:59:59.999Z')).toBe(false);
    expect([await found(), await exports.props(id)]).toEqual([rows, null]);
    expect(await exports.removal(id)).not.toBeNull();
    await connections.unsubscribe('connection-000', 'op', topic);
    expect(await exports.purge(id, removedAt)).toBe(true);
    expect([await found(), await exports.removal(id)]).toEqual([[], null]);
    expect(await exports.purge(id, removedAt)).toBe(true);
  });

  it('are as many as one function serves', async () => {
    const { exports, rows } = await given(201);
    expect((await exports.watched(id))?.subscribers).toEqual(rows.slice(0, 200));
  });
});

/** A client whose answers are given one by one; what is thrown is an answer too. */
function scripted(...answers: (Error | object)[]): { table: Table; sent: unknown[] } {
  const sent: unknown[] = [];
  const send = async (command: unknown): Promise<object> => {
    sent.push(command);
    const answer = answers[sent.length - 1] ?? answers.at(-1);
    if (answer instanceof Error || answer === undefined) throw answer ?? new Error('no answer');
    return answer;
  };
  return { table: { client: { send } as unknown as DynamoDBDocumentClient, name: 'table' }, sent };
}

const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({
    message: 'Transaction cancelled',
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });

describe('transactions that collide', () => {
  const rendering = exampleExport({ status: 'RENDERING', version: 2 });
  const limits = {
    ...{ concurrentRenders: 1, totalRenders: 20, totalFunctions: 900, monthlyBudgetUsd: null },
  };
  const change = { before: exampleExport(), after: rendering, limits };

  it('are sent again', async () => {
    const collision = cancelled('TransactionConflict', 'None');
    const { table, sent } = scripted(collision, collision, {});
    expect(await new DynamoDbExports(table).save(change)).toBe('saved');
    expect(sent).toHaveLength(3);
  });

  it('are sent again even where a condition failed as well, since the other one may not last', async () => {
    const { table, sent } = scripted(cancelled('ConditionalCheckFailed', 'TransactionConflict'), {});
    expect(await new DynamoDbExports(table).save(change)).toBe('saved');
    expect(sent).toHaveLength(2);
  });

  it('are given up after eight tries', async () => {
    const { table, sent } = scripted(cancelled('TransactionConflict'));
    await expect(new DynamoDbExports(table).save(change)).rejects.toThrow(TransactionCanceledException);
    expect(sent).toHaveLength(8);
  }, 15_000);

  it('do not end a socket on which two operations begin at once', async () => {
    const { table, sent } = scripted(cancelled('TransactionConflict', 'None'), {});
    const subscription = {
      connectionId: 'c',
      operationId: 'o',
      topic: 't',
      query: '{ a }',
      claims: {},
      expiresAt: 1,
    };
    expect(await new DynamoDbConnections(table).subscribe(subscription, 50)).toBe('ok');
    expect(sent).toHaveLength(2);
  });

  it('are no conflict of versions when they fail for another reason', async () => {
    const { table, sent } = scripted(cancelled('ThrottlingError'));
    await expect(new DynamoDbExports(table).save(change)).rejects.toThrow(TransactionCanceledException);
    expect(sent).toHaveLength(1);
  });
});

describe('reading a batch', () => {
  const key = keys.videoExport('exp_1');

  it('asks again for what was left unprocessed', async () => {
    const { table, sent } = scripted(
      { Responses: { table: [] }, UnprocessedKeys: { table: { Keys: [key] } } },
      { Responses: { table: [{ ...key, title: 'Found' }] } },
    );
    expect(await batchGet(table, [key])).toEqual([{ ...key, title: 'Found' }]);
    expect(sent).toHaveLength(2);
  });

  it('fails when keys stay unprocessed, rather than leaving them out', async () => {
    const { table, sent } = scripted({ UnprocessedKeys: { table: { Keys: [key] } } });
    await expect(batchGet(table, [key])).rejects.toThrow('unprocessed');
    expect(sent).toHaveLength(5);
  });
});
