import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type {
  Connection,
  ConnectionLimit,
  ConnectionStore,
  Session,
  SubscriberKey,
  Subscription,
} from '../subscriptions/ports';
import { batchGet, failedConditions, keys, transact, type Key, type Table, type WriteItem } from './dynamodb';

/**
 * API Gateway ends a WebSocket after two hours, so no row is needed longer; the rest is for clocks that differ. Rows are
 * deleted at once when a client leaves: this is for those of whose leaving we were never told.
 */
const ROW_SECONDS = 2 * 3600 + 600;

/** Subscribers read in one page. */
const PAGE_SIZE = 200;

/**
 * WebSocket connections and their subscriptions. A connection's row names the topic of each of its operations; each
 * subscription has a row under its topic, or beside its export, in the base table and not in an index, since an index lags:
 * a publisher that comes right after a subscriber must see it.
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

  async initialise(
    connectionId: string,
    session: Session,
    limit?: ConnectionLimit,
  ): Promise<'ok' | 'already' | 'missing' | 'limit'> {
    const outcome = await this.tryInitialise(connectionId, session, limit);
    if (typeof outcome === 'string') return outcome;
    // Ends of connections are reported on a best-effort basis, so those that are counted may be long gone.
    if (limit === undefined || !(await this.forgetGone(limit.user, outcome.connectionIds))) return 'limit';
    const again = await this.tryInitialise(connectionId, session, limit);
    return typeof again === 'string' ? again : 'limit';
  }

  private async tryInitialise(
    connectionId: string,
    session: Session,
    limit: ConnectionLimit | undefined,
  ): Promise<'ok' | 'already' | 'missing' | { readonly connectionIds: readonly string[] }> {
    const user = limit?.user;
    const items: WriteItem[] = [
      {
        Update: {
          TableName: this.table.name,
          Key: keys.connection(connectionId),
          UpdateExpression: `SET #session = :session${user === undefined ? '' : ', #user = :user'}`,
          ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(#session)',
          ExpressionAttributeNames: {
            '#session': 'session',
            ...(user === undefined ? {} : { '#user': 'user' }),
          },
          ExpressionAttributeValues: {
            ':session': session,
            ...(user === undefined ? {} : { ':user': user }),
          },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        },
      },
    ];
    if (limit !== undefined) items.push(this.countConnection(connectionId, limit));
    try {
      await transact(this.table, items);
      return 'ok';
    } catch (error) {
      const [connection, counted] = failedConditions(error) ?? [];
      if (connection?.failed) return connection.item === undefined ? 'missing' : 'already';
      if (!counted?.failed) throw error;
      const row = counted.item === undefined ? {} : unmarshall(counted.item);
      return { connectionIds: [...((row.connectionIds as Set<string> | undefined) ?? [])] };
    }
  }

  private countConnection(connectionId: string, { user, maxConnections }: ConnectionLimit): WriteItem {
    const isFree = 'size(connectionIds) < :max';
    return {
      Update: {
        TableName: this.table.name,
        Key: keys.connectionsOf(user),
        UpdateExpression: 'SET expiresAt = :expiresAt ADD connectionIds :connection',
        // Without a row, a limit of zero must not let one through.
        ConditionExpression: maxConnections > 0 ? `attribute_not_exists(connectionIds) OR ${isFree}` : isFree,
        ExpressionAttributeValues: {
          ':max': maxConnections,
          ':connection': new Set([connectionId]),
          ':expiresAt': this.expiry(),
        },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    };
  }

  /** Takes connections out of a user's count that are gone or have outlived two hours; false when there are none. */
  private async forgetGone(user: string, connectionIds: readonly string[]): Promise<boolean> {
    const rows = await batchGet(this.table, connectionIds.map(keys.connection));
    const nowSeconds = Math.floor(this.now() / 1000);
    const alive = new Set(
      rows.filter(({ expiresAt }) => (expiresAt as number) > nowSeconds).map(({ pk }) => pk),
    );
    const gone = connectionIds.filter((id) => !alive.has(keys.connection(id).pk));
    if (gone.length > 0) await this.uncount(user, gone);
    return gone.length > 0;
  }

  private async uncount(user: string, connectionIds: readonly string[]): Promise<void> {
    await this.table.client.send(
      new UpdateCommand({
        TableName: this.table.name,
        Key: { ...keys.connectionsOf(user) },
        UpdateExpression: 'SET expiresAt = if_not_exists(expiresAt, :expiresAt) DELETE connectionIds :gone',
        ExpressionAttributeValues: { ':gone': new Set(connectionIds), ':expiresAt': this.expiry() },
      }),
    );
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

  async unsubscribe(connectionId: string, operationId: string, known?: string): Promise<boolean> {
    const topic = known ?? (await this.row(connectionId))?.operations[operationId];
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
    const { pk, sk } = keys.subscribers(topic);
    let start: Record<string, unknown> | undefined;
    do {
      const page = await this.table.client.send(
        new QueryCommand({
          TableName: this.table.name,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
          ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
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

  async pick(topic: string, wanted: readonly SubscriberKey[]): Promise<readonly Subscription[]> {
    const found = wanted.map(({ connectionId, operationId }) =>
      keys.subscriber(topic, connectionId, operationId),
    );
    const rows = found.length === 1 ? await this.read(found[0] as Key) : await batchGet(this.table, found);
    return rows.map((row) => row.subscription as Subscription);
  }

  async disconnect(connectionId: string): Promise<void> {
    const row = await this.row(connectionId);
    if (row === null) return;
    // The connection's row goes last: if this stops half way, whoever comes next still knows what is left to do.
    await Promise.all([
      ...(row.user === undefined ? [] : [this.uncount(row.user, [connectionId])]),
      ...Object.entries(row.operations).map(([operationId, topic]) =>
        this.table.client.send(
          new DeleteCommand({
            TableName: this.table.name,
            Key: keys.subscriber(topic, connectionId, operationId),
          }),
        ),
      ),
    ]);
    await this.table.client.send(
      new DeleteCommand({ TableName: this.table.name, Key: keys.connection(connectionId) }),
    );
  }

  private async row(connectionId: string): Promise<ConnectionRow | null> {
    const [row = null] = await this.read(keys.connection(connectionId));
    return row as ConnectionRow | null;
  }

  /** One row, or none. */
  private async read(key: Key): Promise<Record<string, unknown>[]> {
    const { Item } = await this.table.client.send(
      new GetCommand({ TableName: this.table.name, Key: { ...key }, ConsistentRead: true }),
    );
    return Item === undefined ? [] : [Item];
  }

  private expiry(): number {
    return Math.floor(this.now() / 1000) + ROW_SECONDS;
  }
}

interface ConnectionRow {
  readonly connectedAt: number;
  /** Whose connections it is counted with. */
  readonly user?: string;
  readonly session?: Session;
  /** Topic by operation id. */
  readonly operations: Readonly<Record<string, string>>;
}
