import {
  BATCH_LIMITS,
  isUnfinished,
  returnsOf,
  type Batch,
  type BatchChange,
  type BatchStore,
  type NewBatch,
  type NewBatchOutcome,
} from '../exports/batch';
import { roundUsd } from '../exports/cost';
import { IDEMPOTENCY_HOURS } from '../exports/create';
import type { Page, PageRequest } from '../exports/ports';
import type { Variables } from '../projects/merge-fields';
import type { Project } from '../projects/project';
import { batchGet, epochSeconds, isPossibleId, keys, type Key, type WriteItem } from './dynamodb';
import { newExportItems, QUOTA_KEPT_SECONDS } from './dynamodb-exports';
import { DynamoDbRows, type Named } from './dynamodb-rows';
import { packed, unpacked } from './packed';

/** Rows are of no use once the exports are made, or given up after a day; kept a little longer, for those who look into it. */
const ROWS_KEPT_SECONDS = 7 * 24 * 3600;

/** The batches of a stage in its DynamoDB table. */
export class DynamoDbBatches extends DynamoDbRows implements BatchStore {
  async create(request: NewBatch): Promise<NewBatchOutcome> {
    const { batch, idempotency, limits } = request;
    const parts: Named[] = [
      ['day', this.takeDay(batch, limits.dailyExports)],
      ['month', this.reserveMoney(batch, limits.monthlyBudgetUsd)],
      // A batch is one mutation.
      ['minute', this.countMinute(batch.ownerId, batch.createdAt, limits.mutationsPerMinute)],
      ...this.newItems(request).map((item): Named => ['batch', item]),
    ];
    if (idempotency !== null) parts.push(['key', this.rememberKey(batch, idempotency)]);
    const failed = await this.transactNamed(parts);
    if (failed === null) return { type: 'created' };
    // A known key answers before any limit does: the same request must get the same answer.
    const known = failed.get('key');
    if (known !== undefined) {
      const type = known?.inputHash === idempotency?.inputHash ? 'replayed' : 'idempotency-conflict';
      return { type, batchId: known?.batchId as string };
    }
    if (failed.has('minute')) return { type: 'rate-limit' };
    if (failed.has('day')) {
      return { type: 'daily-limit', used: (failed.get('day')?.exports as number | undefined) ?? 0 };
    }
    if (failed.has('month')) {
      const committedUsd = roundUsd((failed.get('month')?.committedUsd as number | undefined) ?? 0);
      return { type: 'budget', committedUsd };
    }
    throw new Error(`There is a batch ${batch.id} already.`);
  }

  async madeWith(ownerId: string, key: string, at: string) {
    const row = await this.row(keys.batchIdempotency(ownerId, key));
    if (row === null || (row.expiresAt as number) <= epochSeconds(at)) return null;
    return { batchId: row.batchId as string, inputHash: row.inputHash as string };
  }

  async get(id: string): Promise<Batch | null> {
    if (!isPossibleId(id)) return null;
    const row = await this.row(keys.batch(id));
    if (row === null) return null;
    const { pk: _pk, sk: _sk, gsi2pk: _gsi2pk, gsi2sk: _gsi2sk, ...batch } = row;
    return batch as unknown as Batch;
  }

  async source(id: string, row: number) {
    const part = Math.floor(row / BATCH_LIMITS.rowsPerStep);
    const found = await batchGet(this.table, [keys.batchProject(id), keys.batchRows(id, part)]);
    const [first, second] = found as [Record<string, unknown>?, { rows?: Variables[] }?];
    const project = unpacked(first ?? {}).project as Project | undefined;
    if (project === undefined || second?.rows === undefined) return null;
    return { project, rows: second.rows.slice(row % BATCH_LIMITS.rowsPerStep) };
  }

  async save(change: BatchChange): Promise<boolean> {
    const { before, after, exports } = change;
    const { units, usd } = returnsOf(change);
    const replaced: WriteItem = {
      Put: {
        TableName: this.table.name,
        Item: toItem(after),
        ConditionExpression: '#version = :version',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':version': before.version },
      },
    };
    const failed = await this.transactNamed([
      ['batch', replaced],
      ...exports.flatMap((made) => newExportItems(this.table, made)).map((item): Named => ['export', item]),
      ...(units === 0 ? [] : this.giveBack(before, units, usd)).map((item): Named => ['return', item]),
    ]);
    if (failed === null) return true;
    if (failed.has('batch')) return false;
    throw new Error(`There is an export of the batch ${before.id} already.`);
  }

  async unfinished({ first, after }: PageRequest): Promise<Page<{ readonly id: string }>> {
    const range = { after, forward: true, limit: first + 1 };
    const rows = await this.queryIndex('gsi2', keys.unfinishedBatches, range);
    const items = rows.slice(0, first).map((row) => ({ id: row.gsi2sk as string }));
    return { items, hasNextPage: rows.length > first };
  }

  private newItems({ batch, project, rows }: NewBatch): WriteItem[] {
    const expiresAt = epochSeconds(batch.createdAt, ROWS_KEPT_SECONDS);
    const put = (Item: Record<string, unknown>): WriteItem => ({
      Put: { TableName: this.table.name, Item, ConditionExpression: 'attribute_not_exists(pk)' },
    });
    const parts: WriteItem[] = [];
    for (let start = 0; start < rows.length; start += BATCH_LIMITS.rowsPerStep) {
      const key = keys.batchRows(batch.id, parts.length);
      parts.push(put({ ...key, rows: rows.slice(start, start + BATCH_LIMITS.rowsPerStep), expiresAt }));
    }
    return [
      put(toItem(batch)),
      put({ ...keys.batchProject(batch.id), ...packed({ project }), expiresAt }),
      ...parts,
    ];
  }

  private takeDay({ ownerId, createdAt, total }: Batch, limit: number): WriteItem {
    return {
      Update: {
        TableName: this.table.name,
        Key: keys.day(ownerId, createdAt),
        UpdateExpression: 'SET expiresAt = :expiresAt ADD exports :total',
        // Without a row, a batch above the whole limit must not slip through.
        ConditionExpression: `${total > limit ? '' : 'attribute_not_exists(exports) OR '}exports <= :headroom`,
        ExpressionAttributeValues: {
          ':total': total,
          ':headroom': limit - total,
          ':expiresAt': epochSeconds(createdAt, QUOTA_KEPT_SECONDS),
        },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    };
  }

  private reserveMoney(
    { ownerId, createdAt, total, estimatedUsd }: Batch,
    budgetUsd: number | null,
  ): WriteItem {
    const sumUsd = roundUsd(total * estimatedUsd);
    const update = {
      TableName: this.table.name,
      Key: keys.month(ownerId, createdAt),
      UpdateExpression: 'ADD committedUsd :sum',
    };
    if (budgetUsd === null) return { Update: { ...update, ExpressionAttributeValues: { ':sum': sumUsd } } };
    return {
      Update: {
        ...update,
        // Without a row, a sum above the whole budget must not slip through.
        ConditionExpression: `${sumUsd > budgetUsd ? '' : 'attribute_not_exists(committedUsd) OR '}committedUsd <= :headroom`,
        ExpressionAttributeValues: { ':sum': sumUsd, ':headroom': roundUsd(budgetUsd - sumUsd) },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    };
  }

  private rememberKey(
    { id, ownerId, createdAt }: Batch,
    { key, inputHash }: NonNullable<NewBatch['idempotency']>,
  ): WriteItem {
    const expiresAt = epochSeconds(createdAt, IDEMPOTENCY_HOURS * 3600);
    return {
      Put: {
        TableName: this.table.name,
        Item: { ...keys.batchIdempotency(ownerId, key), inputHash, batchId: id, expiresAt },
        // DynamoDB deletes expired rows up to days late, so the time is looked at here as well.
        ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
        ExpressionAttributeValues: { ':now': epochSeconds(createdAt) },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    };
  }

  private giveBack({ ownerId, createdAt }: Batch, units: number, usd: number): WriteItem[] {
    const add = (Key: Key, attribute: string, amount: number): WriteItem => ({
      Update: {
        TableName: this.table.name,
        Key,
        UpdateExpression: `ADD ${attribute} :amount`,
        ExpressionAttributeValues: { ':amount': -amount },
      },
    });
    return [
      add(keys.day(ownerId, createdAt), 'exports', units),
      add(keys.month(ownerId, createdAt), 'committedUsd', usd),
    ];
  }
}

/** A batch as it is stored. While something is left to be done about it, it is in the index of what is unfinished. */
function toItem(batch: Batch): Record<string, unknown> {
  return {
    ...batch,
    ...keys.batch(batch.id),
    ...(isUnfinished(batch) ? { gsi2pk: keys.unfinishedBatches, gsi2sk: batch.id } : {}),
  };
}
