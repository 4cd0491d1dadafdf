import { randomBytes } from 'node:crypto';
import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import {
  epochSeconds,
  failedConditions,
  keys,
  transact,
  type Key,
  type Table,
  type WriteItem,
} from './dynamodb';

/** A row as it is stored. */
export type Row = Record<string, unknown>;

/** A part of a transaction, with a name to know it by when it fails. */
export type Named = readonly [name: string, item: WriteItem];

/** Which rows of an index to read. */
export interface IndexRange {
  /** Exclusive; null begins at the beginning, or where it is read backwards at the end. */
  readonly after: string | null;
  readonly forward: boolean;
  readonly limit: number;
}

/** What stores of exports and of batches do alike. */
export abstract class DynamoDbRows {
  constructor(protected readonly table: Table) {}

  /** A row as it was last written; null when there is none. */
  protected async row(key: Key): Promise<Row | null> {
    const { Item } = await this.table.client.send(
      new GetCommand({ TableName: this.table.name, Key: { ...key }, ConsistentRead: true }),
    );
    return Item ?? null;
  }

  /** Rows of one partition of an index, which lags behind the table. */
  protected async queryIndex(
    index: 'gsi1' | 'gsi2',
    partition: string,
    { after, forward, limit }: IndexRange,
  ): Promise<Row[]> {
    const range = after === null ? '' : ` AND ${index}sk ${forward ? '>' : '<'} :after`;
    const { Items = [] } = await this.table.client.send(
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
    return Items;
  }

  /** Sends a transaction; null when it was written, else what failed, with the rows that were asked for. */
  protected async transactNamed(parts: readonly Named[]): Promise<Map<string, Row | null> | null> {
    try {
      await transact(
        this.table,
        parts.map(([, item]) => item),
      );
      return null;
    } catch (error) {
      const failed = failedConditions(error);
      if (failed === null) throw error;
      const entries = parts.flatMap(([name], index) => {
        const reason = failed[index];
        if (!reason?.failed) return [];
        return [[name, reason.item === undefined ? null : unmarshall(reason.item)] as const];
      });
      return new Map(entries);
    }
  }

  /**
   * Counts one mutation of a user, unless there were as many as allowed in that minute. Each has an id: what the SDK sends a second
   * time is not counted a second time, and no transaction is needed, of which those of a user would collide.
   */
  protected countMinute(ownerId: string, at: string, limit: number) {
    const id = randomBytes(6).toString('base64url');
    return {
      Update: {
        TableName: this.table.name,
        Key: { ...keys.minute(ownerId, at) },
        UpdateExpression: 'SET expiresAt = :expiresAt ADD mutationIds :ids',
        ConditionExpression:
          'attribute_not_exists(mutationIds) OR size(mutationIds) < :limit OR contains(mutationIds, :id)',
        ExpressionAttributeValues: {
          ...{ ':id': id, ':ids': new Set([id]) },
          ...{ ':limit': limit, ':expiresAt': epochSeconds(at, 3600) },
        },
      },
    } satisfies WriteItem;
  }
}
