import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { CallbackAttempt, CallbackOutcome, CallbackStore } from '../exports/callback';
import { isPossibleId, keys, ownEarlierWrite, type Table } from './dynamodb';

/** Tries read of one export: many times more than there can be. */
const ATTEMPTS_READ_LIMIT = 100;

/** Tries of callbacks: rows in the partition of their export, so that they are found and removed with it. */
export class DynamoDbCallbacks implements CallbackStore {
  constructor(private readonly table: Table) {}

  async claim(exportId: string, number: number, at: string): Promise<CallbackAttempt | null> {
    const Item = { ...keys.callbackAttempt(exportId, number), number, at, outcome: null };
    try {
      await this.table.client.send(
        new PutCommand({
          TableName: this.table.name,
          Item,
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return null;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException) || error.Item === undefined) throw error;
      return ownEarlierWrite(error, Item) === null ? toAttempt(unmarshall(error.Item)) : null;
    }
  }

  async finish(exportId: string, number: number, outcome: CallbackOutcome): Promise<CallbackOutcome | null> {
    try {
      await this.table.client.send(
        new UpdateCommand({
          TableName: this.table.name,
          Key: keys.callbackAttempt(exportId, number),
          UpdateExpression: 'SET outcome = :outcome',
          ConditionExpression: 'outcome = :none',
          ExpressionAttributeValues: { ':outcome': outcome, ':none': null },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return outcome;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return error.Item === undefined ? null : toAttempt(unmarshall(error.Item)).outcome;
    }
  }

  async list(exportId: string): Promise<readonly CallbackAttempt[]> {
    if (!isPossibleId(exportId)) return [];
    const { pk, sk } = keys.callbackAttempt(exportId, 0);
    const { Items = [] } = await this.table.client.send(
      new QueryCommand({
        TableName: this.table.name,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': pk, ':prefix': sk.slice(0, sk.indexOf('#') + 1) },
        ConsistentRead: true,
        Limit: ATTEMPTS_READ_LIMIT,
      }),
    );
    return Items.map(toAttempt);
  }
}

function toAttempt(item: Record<string, unknown>): CallbackAttempt {
  const { number, at, outcome } = item as unknown as CallbackAttempt;
  return { number, at, outcome };
}
