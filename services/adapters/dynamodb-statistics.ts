import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import {
  addUpHistories,
  historyMonths,
  historyOf,
  renderClass,
  type HistoryStore,
  type RenderHistory,
} from '../exports/cost';
import {
  statisticsOf,
  statisticsOfDownload,
  STATISTICS_DAYS_LIMIT,
  type CoarseClient,
  type Counters,
  type StatisticsPeriod,
  type StatisticsStore,
} from '../exports/statistics';
import type { RenderSettings, VideoExport } from '../exports/video-export';
import { batchGet, epochSeconds, keys, type Key, type Table, type WriteItem } from './dynamodb';

/** History is read for two months at most; kept a little longer, for those who look into an estimate. */
const HISTORY_KEPT_SECONDS = 100 * 24 * 3600;
/**
 * Query answers 1 MB at a time. A day's row with every counter there is takes about 7 kB, so a year of them is three
 * pages; this many are not reached by any data.
 */
const PAGES_LIMIT = 8;

/** Counts an end in its owner's day; for the transaction that ends the export. Rows are kept: they are small and few. */
export const countEnd = (table: Table, ended: VideoExport): WriteItem =>
  add(table, keys.statistics(ended.ownerId, ended.finishedAt ?? ended.updatedAt), statisticsOf(ended));

/** Counts a download in its owner's day. @param at ISO 8601. */
export const countDownload = (table: Table, ownerId: string, at: string, client: CoarseClient): WriteItem =>
  add(table, keys.statistics(ownerId, at), statisticsOfDownload(client));

/** Adds a render to the history that estimates are made from; for the transaction that ends the export. Null when it tells nothing. */
export function countHistory(table: Table, ended: VideoExport): WriteItem | null {
  const measured = historyOf(ended);
  if (measured === null || ended.finishedAt === null) return null;
  const { finishedAt, settings } = ended;
  const expiresAt = epochSeconds(finishedAt, HISTORY_KEPT_SECONDS);
  return add(table, keys.history(renderClass(settings), finishedAt), { ...measured }, expiresAt);
}

function add(table: Table, key: Key, counters: Counters, expiresAt?: number): WriteItem {
  const entries = Object.entries(counters);
  const sums = entries.map((_, index) => `#${index} :${index}`).join(', ');
  const isExpiring = expiresAt !== undefined;
  return {
    Update: {
      TableName: table.name,
      Key: key,
      UpdateExpression: `${isExpiring ? 'SET expiresAt = :expiresAt ' : ''}ADD ${sums}`,
      ExpressionAttributeNames: Object.fromEntries(entries.map(([name], index) => [`#${index}`, name])),
      ExpressionAttributeValues: {
        ...Object.fromEntries(entries.map(([, count], index) => [`:${index}`, count])),
        ...(isExpiring ? { ':expiresAt': expiresAt } : {}),
      },
    },
  };
}

/** The counters of a stage in its DynamoDB table: one row for each owner and day. */
export class DynamoDbStatistics implements StatisticsStore {
  constructor(private readonly table: Table) {}

  async read(ownerId: string, { fromDay, toDay }: StatisticsPeriod): Promise<Counters[]> {
    const [first, last] = [keys.statistics(ownerId, fromDay), keys.statistics(ownerId, toDay)];
    const rows: Counters[] = [];
    let start: Record<string, unknown> | undefined;
    for (let page = 0; page < PAGES_LIMIT; page += 1) {
      const { Items = [], LastEvaluatedKey } = await this.table.client.send(
        new QueryCommand({
          TableName: this.table.name,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
          ExpressionAttributeValues: { ':pk': first.pk, ':first': first.sk, ':last': last.sk },
          Limit: STATISTICS_DAYS_LIMIT,
          ...(start === undefined ? {} : { ExclusiveStartKey: start }),
        }),
      );
      rows.push(...Items.map(countersOf));
      if (LastEvaluatedKey === undefined || rows.length >= STATISTICS_DAYS_LIMIT) return rows;
      start = LastEvaluatedKey;
    }
    throw new Error('The statistics of a period were more than can be read.');
  }
}

function countersOf({ pk: _pk, sk: _sk, ...counters }: Record<string, unknown>): Counters {
  return counters as Counters;
}

/** What renders of a stage were measured to be: one row for each class and month. */
export class DynamoDbHistory implements HistoryStore {
  constructor(private readonly table: Table) {}

  async read(settings: RenderSettings, at: Date): Promise<RenderHistory | null> {
    const rows = await batchGet(
      this.table,
      historyMonths(at).map((month) => keys.history(renderClass(settings), month)),
    );
    return addUpHistories(rows as unknown as RenderHistory[]);
  }
}
