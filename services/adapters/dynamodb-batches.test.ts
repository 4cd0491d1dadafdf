import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { emulatedTables } from './tables.contract';
import { exampleExport, exampleProject } from '../exports/memory';
import { exampleBatch } from '../exports/memory-batches';
import { describeBatchStore } from './batches.contract';
import { DynamoDbBatches } from './dynamodb-batches';
import { countBatchEnd } from './dynamodb-batches-end';
import { DynamoDbExports } from './dynamodb-exports';

const newTable = emulatedTables();

describeBatchStore('DynamoDbBatches', async () => {
  const table = await newTable();
  return { batches: new DynamoDbBatches(table), exports: new DynamoDbExports(table) };
});

describe('what the table holds of a batch', () => {
  it('lets the rows expire after a week, and never the batch', async () => {
    const table = await newTable();
    await new DynamoDbBatches(table).create({
      batch: exampleBatch({ total: 26 }),
      project: exampleProject(),
      rows: Array.from({ length: 26 }, () => ({})),
      idempotency: { key: 'k', inputHash: 'h' },
      limits: { dailyExports: 26, monthlyBudgetUsd: null, mutationsPerMinute: 1 },
    });
    const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }));
    const hours = (at: unknown): number => (Number(at) - Date.parse(exampleBatch().createdAt) / 1000) / 3600;
    const nameOf = ({ pk, sk }: Record<string, unknown>): string =>
      `${String(pk).split('#')[0]} ${String(sk)}`;
    const expiring = Items.map((item) => [nameOf(item), item.expiresAt as unknown] as const);
    expect(
      Object.fromEntries(expiring.map(([key, at]) => [key, at === undefined ? 'never' : hours(at)])),
    ).toEqual({
      'BATCH BATCH': 'never',
      'BATCH PROJECT': 7 * 24,
      'BATCH ROWS#000': 7 * 24,
      'BATCH ROWS#001': 7 * 24,
      'USER BATCH': 24,
      'USER DAY#2026-03-01': 62 * 24,
      'USER MONTH#2026-03': 'never',
      'USER MINUTE#2026-03-01T12:00': 1,
    });
  });

  it('counts no end of an export that has not ended, or is of no batch', async () => {
    const table = await newTable();
    expect(countBatchEnd(table, exampleExport({ batchId: 'bat_1' }))).toBeNull();
    expect(countBatchEnd(table, exampleExport({ status: 'COMPLETED' }))).toBeNull();
  });
});
