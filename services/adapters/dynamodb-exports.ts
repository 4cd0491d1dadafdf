import { ConditionalCheckFailedException, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { MainCompositionProps } from '../../remotion/catalog';
import { IDEMPOTENCY_HOURS } from '../exports/create';
import { roundUsd } from '../exports/cost';
import type {
  AliveExport,
  CreateOutcome,
  ExportChange,
  ExportLists,
  ExportStore,
  NewExport,
  Page,
  ProgressTick,
  UsageStore,
} from '../exports/ports';
import { isTerminal, type VideoExport } from '../exports/video-export';
import {
  batchGet,
  epochSeconds,
  failedConditions,
  isPossibleId,
  keys,
  transact,
  type Table,
  type WriteItem,
} from './dynamodb';

/** Quota rows are of no use after their day or month; kept a little longer, for those who look into a complaint. */
const QUOTA_KEPT_SECONDS = 62 * 24 * 3600;
/** A list whose filter matches little stops after this many rows, rather than reading a whole history for one page. */
const SCANNED_ROWS_LIMIT = 2000;

/** The exports of a stage in its DynamoDB table. */
export class DynamoDbExports implements ExportStore, ExportLists, UsageStore {
  constructor(private readonly table: Table) {}

  async create(request: NewExport): Promise<CreateOutcome> {
    const { videoExport, props, idempotency, limits } = request;
    const items: WriteItem[] = [
      this.countDay(videoExport, limits.dailyExports),
      this.reserveMoney(videoExport, limits.monthlyBudgetUsd),
      {
        Put: {
          TableName: this.table.name,
          Item: toItem(videoExport),
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      },
      { Put: { TableName: this.table.name, Item: { ...keys.exportProps(videoExport.id), props } } },
    ];
    if (idempotency !== null) items.push(this.rememberKey(videoExport, idempotency));

    try {
      await transact(this.table, items);
      return { type: 'created' };
    } catch (error) {
      const failed = failedConditions(error);
      if (failed === null) throw error;
      const [day, month, , , known] = failed;
      // A known key answers before any limit does: the same request must get the same answer.
      if (known?.failed && known.item) {
        const row = unmarshall(known.item);
        const exportId = row.exportId as string;
        return {
          type: row.inputHash === idempotency?.inputHash ? 'replayed' : 'idempotency-conflict',
          exportId,
        };
      }
      if (day?.failed)
        return { type: 'daily-limit', used: day.item ? (unmarshall(day.item).exports as number) : 0 };
      if (month?.failed) {
        const committedUsd = month.item ? (unmarshall(month.item).committedUsd as number) : 0;
        return { type: 'budget', committedUsd };
      }
      throw error;
    }
  }

  async madeWith(ownerId: string, key: string, at: string) {
    const { Item } = await this.table.client.send(
      new GetCommand({
        TableName: this.table.name,
        Key: keys.idempotency(ownerId, key),
        ConsistentRead: true,
      }),
    );
    if (Item === undefined || (Item.expiresAt as number) <= epochSeconds(at)) return null;
    return { exportId: Item.exportId as string, inputHash: Item.inputHash as string };
  }

  async get(id: string): Promise<VideoExport | null> {
    if (!isPossibleId(id)) return null;
    const { Item } = await this.table.client.send(
      new GetCommand({ TableName: this.table.name, Key: keys.videoExport(id), ConsistentRead: true }),
    );
    return Item === undefined ? null : fromItem(Item);
  }

  async props(id: string): Promise<MainCompositionProps | null> {
    const { Item } = await this.table.client.send(
      new GetCommand({ TableName: this.table.name, Key: keys.exportProps(id), ConsistentRead: true }),
    );
    return (Item?.props as MainCompositionProps | undefined) ?? null;
  }

  async save(change: ExportChange): Promise<'saved' | 'conflict' | 'user-limit' | 'total-limit'> {
    const { before, after, slot } = change;
    const items: WriteItem[] = [
      {
        Put: {
          TableName: this.table.name,
          Item: toItem(after),
          ConditionExpression: '#version = :version',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':version': before.version },
        },
      },
    ];
    if (slot?.action === 'take') {
      items.push(
        this.takeSlot(keys.slots(after.ownerId), after.id, slot.limits.concurrentRenders),
        this.takeSlot(keys.allSlots, after.id, slot.limits.totalRenders),
      );
    } else if (slot?.action === 'release') {
      items.push(
        this.releaseSlot(keys.slots(after.ownerId), after.id),
        this.releaseSlot(keys.allSlots, after.id),
      );
    }
    if (isTerminal(after.status)) items.push(this.settleMoney(after));

    try {
      await transact(this.table, items);
      return 'saved';
    } catch (error) {
      const failed = failedConditions(error);
      if (failed === null) throw error;
      if (failed[0]?.failed) return 'conflict';
      return failed[1]?.failed ? 'user-limit' : 'total-limit';
    }
  }

  async recordProgress(tick: ProgressTick): Promise<VideoExport | null> {
    const stale = new Date(Date.parse(tick.at) - tick.minIntervalMs).toISOString();
    try {
      const { Attributes } = await this.table.client.send(
        new UpdateCommand({
          TableName: this.table.name,
          Key: keys.videoExport(tick.exportId),
          UpdateExpression: 'SET progress = :progress, updatedAt = :at, progressAt = :at ADD #version :one',
          ConditionExpression: [
            '#status = :rendering AND attempt = :attempt AND progress < :progress',
            '(attribute_not_exists(progressAt) OR progressAt <= :stale)',
            '(attribute_type(#render, :null) OR #render.renderId = :renderId)',
          ].join(' AND '),
          ExpressionAttributeNames: { '#status': 'status', '#version': 'version', '#render': 'render' },
          ExpressionAttributeValues: {
            ':null': 'NULL',
            ':renderId': tick.renderId,
            ':progress': tick.progress,
            ':at': tick.at,
            ':one': 1,
            ':rendering': 'RENDERING',
            ':attempt': tick.attempt,
            ':stale': stale,
          },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return fromItem(Attributes as Record<string, unknown>);
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return null;
      // The export is changing state at this moment, which is the greater news.
      if (error instanceof TransactionConflictException) return null;
      throw error;
    }
  }

  async countDownload(id: string, at: string): Promise<VideoExport | null> {
    try {
      const { Attributes } = await this.table.client.send(
        new UpdateCommand({
          TableName: this.table.name,
          Key: keys.videoExport(id),
          UpdateExpression: 'SET updatedAt = :at ADD downloadCount :one, #version :one',
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':at': at, ':one': 1 },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return fromItem(Attributes as Record<string, unknown>);
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return null;
      throw error;
    }
  }

  async byOwner(ownerId: string, request: Parameters<ExportLists['byOwner']>[1]): Promise<Page<VideoExport>> {
    const wanted = (videoExport: VideoExport): boolean =>
      (request.projectId === null || videoExport.projectId === request.projectId) &&
      (request.status === null || videoExport.status === request.status);
    const items: VideoExport[] = [];
    let after = request.after;
    let isMore = true;
    // The index holds keys only, so what a filter asks about is read from the items themselves, which are consistent.
    for (let scanned = 0; isMore && scanned < SCANNED_ROWS_LIMIT && items.length <= request.first;) {
      const rows = await this.queryIndex('gsi1', keys.exportsOf(ownerId), after, false, 100);
      const exports = (
        await batchGet(
          this.table,
          rows.map((row) => keys.videoExport(row.gsi1sk)),
        )
      ).map(fromItem);
      items.push(...exports.filter((videoExport) => videoExport.ownerId === ownerId && wanted(videoExport)));
      after = rows.at(-1)?.gsi1sk ?? null;
      scanned += rows.length;
      isMore = rows.length === 100;
    }
    if (items.length > request.first) return { items: items.slice(0, request.first), hasNextPage: true };
    return isMore && after !== null
      ? { items, hasNextPage: true, continueAfter: after }
      : { items, hasNextPage: false };
  }

  async alive(
    status: 'PENDING' | 'RENDERING',
    page: { first: number; after: string | null },
  ): Promise<Page<AliveExport>> {
    const rows = await this.queryIndex('gsi2', keys.alive(status), page.after, true, page.first + 1);
    const items = rows
      .slice(0, page.first)
      .map((row) => ({ id: row.gsi2sk, ownerId: row.ownerId, attempt: row.attempt }));
    return { items, hasNextPage: rows.length > page.first };
  }

  async read(ownerId: string, at: Date) {
    const now = at.toISOString();
    const [day, slots, month] = [keys.day(ownerId, now), keys.slots(ownerId), keys.month(ownerId, now)];
    const rows = await batchGet(this.table, [day, slots, month]);
    const row = (key: { sk: string }) => rows.find((candidate) => candidate.sk === key.sk);
    return {
      dailyUsed: (row(day)?.exports as number | undefined) ?? 0,
      rendering: (row(slots)?.holders as Set<string> | undefined)?.size ?? 0,
      monthlySpentUsd: roundUsd((row(month)?.spentUsd as number | undefined) ?? 0),
    };
  }

  private async queryIndex(
    index: 'gsi1' | 'gsi2',
    partition: string,
    after: string | null,
    forward: boolean,
    limit: number,
  ): Promise<IndexRow[]> {
    const range = after === null ? '' : ` AND ${index}sk ${forward ? '>' : '<'} :after`;
    const { Items } = await this.table.client.send(
      new QueryCommand({
        TableName: this.table.name,
        IndexName: index,
        KeyConditionExpression: `${index}pk = :partition${range}`,
        ExpressionAttributeValues: {
          ':partition': partition,
          ...(after === null ? {} : { ':after': after }),
        },
        ScanIndexForward: forward,
        Limit: limit,
      }),
    );
    return (Items ?? []) as IndexRow[];
  }

  private countDay({ ownerId, createdAt }: VideoExport, limit: number): WriteItem {
    return {
      Update: {
        TableName: this.table.name,
        Key: keys.day(ownerId, createdAt),
        UpdateExpression: 'SET expiresAt = :expiresAt ADD exports :one',
        // Without a row, a limit of zero must not let one through.
        ConditionExpression:
          limit > 0 ? 'attribute_not_exists(exports) OR exports < :limit' : 'exports < :limit',
        ExpressionAttributeValues: {
          ':one': 1,
          ':limit': limit,
          ':expiresAt': epochSeconds(createdAt, QUOTA_KEPT_SECONDS),
        },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    };
  }

  /** The month's row keeps what is spent and reserved in one number, since a condition cannot add two. */
  private reserveMoney(
    { ownerId, createdAt, estimatedUsd }: VideoExport,
    budgetUsd: number | null,
  ): WriteItem {
    const condition =
      budgetUsd === null
        ? {}
        : {
            // Without a row, an estimate above the whole budget must not slip through.
            ConditionExpression:
              estimatedUsd > budgetUsd
                ? 'committedUsd <= :headroom'
                : 'attribute_not_exists(committedUsd) OR committedUsd <= :headroom',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
          };
    return {
      Update: {
        TableName: this.table.name,
        Key: keys.month(ownerId, createdAt),
        UpdateExpression: 'ADD committedUsd :estimated',
        ExpressionAttributeValues: {
          ':estimated': estimatedUsd,
          ...(budgetUsd === null ? {} : { ':headroom': roundUsd(budgetUsd - estimatedUsd) }),
        },
        ...condition,
      },
    };
  }

  /** Turns the reservation into what was really spent, in the month in which it was made. */
  private settleMoney({ ownerId, createdAt, estimatedUsd, billedUsd }: VideoExport): WriteItem {
    const spent = billedUsd ?? 0;
    return {
      Update: {
        TableName: this.table.name,
        Key: keys.month(ownerId, createdAt),
        UpdateExpression: 'ADD committedUsd :difference, spentUsd :spent',
        ExpressionAttributeValues: { ':difference': roundUsd(spent - estimatedUsd), ':spent': spent },
      },
    };
  }

  private rememberKey(
    { id, ownerId, createdAt }: VideoExport,
    idempotency: NonNullable<NewExport['idempotency']>,
  ): WriteItem {
    const expiresAt = epochSeconds(createdAt, IDEMPOTENCY_HOURS * 3600);
    return {
      Put: {
        TableName: this.table.name,
        Item: {
          ...keys.idempotency(ownerId, idempotency.key),
          inputHash: idempotency.inputHash,
          exportId: id,
          expiresAt,
        },
        // DynamoDB deletes expired rows up to days late, so the time is looked at here as well.
        ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
        ExpressionAttributeValues: { ':now': epochSeconds(createdAt) },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    };
  }

  private takeSlot(key: { pk: string; sk: string }, exportId: string, limit: number): WriteItem {
    return {
      Update: {
        TableName: this.table.name,
        Key: key,
        UpdateExpression: 'ADD holders :holder',
        ConditionExpression: `${limit > 0 ? 'attribute_not_exists(holders) OR ' : ''}size(holders) < :limit OR contains(holders, :id)`,
        ExpressionAttributeValues: { ':holder': new Set([exportId]), ':limit': limit, ':id': exportId },
      },
    };
  }

  private releaseSlot(key: { pk: string; sk: string }, exportId: string): WriteItem {
    return {
      Update: {
        TableName: this.table.name,
        Key: key,
        UpdateExpression: 'DELETE holders :holder',
        ExpressionAttributeValues: { ':holder': new Set([exportId]) },
      },
    };
  }
}

interface IndexRow extends AliveExport {
  readonly gsi1sk: string;
  readonly gsi2sk: string;
}

/** An export as it is stored, with the keys of the indexes that it is in. Ended exports leave the index of the living. */
function toItem(videoExport: VideoExport): Record<string, unknown> {
  const { id, ownerId, status } = videoExport;
  return {
    ...videoExport,
    ...keys.videoExport(id),
    gsi1pk: keys.exportsOf(ownerId),
    gsi1sk: id,
    ...(status === 'PENDING' || status === 'RENDERING' ? { gsi2pk: keys.alive(status), gsi2sk: id } : {}),
  };
}

const STORAGE_ATTRIBUTES = new Set(['pk', 'sk', 'gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk', 'progressAt']);

function fromItem(item: Record<string, unknown>): VideoExport {
  const entries = Object.entries(item).filter(([name]) => !STORAGE_ATTRIBUTES.has(name));
  return Object.fromEntries(entries) as unknown as VideoExport;
}
