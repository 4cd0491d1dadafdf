import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Connection, ConnectionStore, Session, Subscription } from '../subscriptions/ports';
import { failedConditions, keys, transact, type Table } from './dynamodb';

/**
 * API Gateway ends a WebSocket after two hours, so no row is needed longer; the rest is for clocks that differ. Rows are
 * deleted at once when a client leaves: this is for those of whose leaving we were never told.
 */
const ROW_SECONDS = 2 * 3600 + 600;

/** Subscribers read in one page. */
const PAGE_SIZE = 200;

/**
 * WebSocket connections and their subscriptions. A connection's row names the topic of each of its operations; each
 * subscription has a row under its topic, in the base table and not in an index, since an index lags: a publisher that
 * comes right after a subscriber must see it.
 */
export class DynamoDbConnections implements ConnectionStore {
  constructor(
    private readonly table: Table,
    private readonly now: () => number = Date.now,
  ) {}

  async connect(connection: { readonly id: string; readonly connectedAt: number }): Promise<void> {
    try {
      await this.table.client.send(
        new PutCommand({
          TableName: this.table.name,
          Item: {
            ...keys.connection(connection.id),
            connectedAt: connection.connectedAt,
            operations: {},
            expiresAt: this.expiry(),
          },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }

  async get(connectionId: string): Promise<Connection | null> {
    const row = await this.row(connectionId);
    return row === null
      ? null
      : { id: connectionId, connectedAt: row.connectedAt, session: row.session ?? null };
  }

  async initialise(connectionId: string, session: Session): Promise<'ok' | 'already' | 'missing'> {
    try {
      await this.table.client.send(
        new UpdateCommand({
          TableName: this.table.name,
          Key: keys.connection(connectionId),
          UpdateExpression: 'SET #session = :session',
          ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(#session)',
          ExpressionAttributeNames: { '#session': 'session' },
          ExpressionAttributeValues: { ':session': session },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return 'ok';
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return error.Item === undefined ? 'missing' : 'already';
    }
  }

  async subscribe(
    subscription: Subscription,
    maxOperations: number,
  ): Promise<'ok' | 'duplicate' | 'limit' | 'missing'> {
    const { connectionId, operationId, topic } = subscription;
    try {
      await transact(this.table, [
        {
          Update: {
            TableName: this.table.name,
            Key: keys.connection(connectionId),
            UpdateExpression: 'SET operations.#id = :topic',
            ConditionExpression:
              'attribute_exists(pk) AND attribute_not_exists(operations.#id) AND size(operations) < :max',
            ExpressionAttributeNames: { '#id': operationId },
            ExpressionAttributeValues: { ':topic': topic, ':max': maxOperations },
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          },
        },
        {
          Put: {
            TableName: this.table.name,
            Item: {
              ...keys.subscriber(topic, connectionId, operationId),
              subscription,
              expiresAt: this.expiry(),
            },
          },
        },
      ]);
      return 'ok';
    } catch (error) {
      const connection = failedConditions(error)?.[0];
      if (!connection?.failed) throw error;
      if (connection.item === undefined) return 'missing';
      const { operations } = unmarshall(connection.item) as ConnectionRow;
      return Object.hasOwn(operations, operationId) ? 'duplicate' : 'limit';
    }
  }

  async unsubscribe(connectionId: string, operationId: string): Promise<boolean> {
    const topic = (await this.row(connectionId))?.operations[operationId];
    if (topic === undefined) return false;
    try {
      await transact(this.table, [
        {
          Update: {
            TableName: this.table.name,
            Key: keys.connection(connectionId),
            UpdateExpression: 'REMOVE operations.#id',
            ConditionExpression: 'operations.#id = :topic',
            ExpressionAttributeNames: { '#id': operationId },
            ExpressionAttributeValues: { ':topic': topic },
          },
        },
        {
          Delete: { TableName: this.table.name, Key: keys.subscriber(topic, connectionId, operationId) },
        },
      ]);
      return true;
    } catch (error) {
      if (failedConditions(error) === null) throw error;
      return false;
    }
  }

  async *subscribers(topic: string): AsyncIterable<readonly Subscription[]> {
    let start: Record<string, unknown> | undefined;
    do {
      const page = await this.table.client.send(
        new QueryCommand({
          TableName: this.table.name,
          KeyConditionExpression: 'pk = :topic',
          ExpressionAttributeValues: { ':topic': keys.subscriber(topic, '', '').pk },
          ConsistentRead: true,
          Limit: PAGE_SIZE,
          ...(start === undefined ? {} : { ExclusiveStartKey: start }),
        }),
      );
      start = page.LastEvaluatedKey;
      const rows = (page.Items ?? []).map((row) => row.subscription as Subscription);
      if (rows.length > 0) yield rows;
    } while (start !== undefined);
  }

  async disconnect(connectionId: string): Promise<void> {
    const row = await this.row(connectionId);
    if (row === null) return;
    // The connection's row goes last: if this stops half way, whoever comes next still knows what is left to do.
    await Promise.all(
      Object.entries(row.operations).map(([operationId, topic]) =>
        this.table.client.send(
          new DeleteCommand({
            TableName: this.table.name,
            Key: keys.subscriber(topic, connectionId, operationId),
          }),
        ),
      ),
    );
    await this.table.client.send(
      new DeleteCommand({ TableName: this.table.name, Key: keys.connection(connectionId) }),
    );
  }

  private async row(connectionId: string): Promise<ConnectionRow | null> {
    const { Item } = await this.table.client.send(
      new GetCommand({
        TableName: this.table.name,
        Key: keys.connection(connectionId),
        ConsistentRead: true,
      }),
    );
    return (Item as ConnectionRow | undefined) ?? null;
  }

  private expiry(): number {
    return Math.floor(this.now() / 1000) + ROW_SECONDS;
  }
}

interface ConnectionRow {
  readonly connectedAt: number;
  readonly session?: Session;
  /** Topic by operation id. */
  readonly operations: Readonly<Record<string, string>>;
}
