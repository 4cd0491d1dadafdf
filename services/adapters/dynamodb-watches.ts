import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { BatchTurn, WatchedBatch, WatchStore } from '../exports/ports';
import { tellWaiting, type Watch } from '../exports/video-export';
import { epochSeconds, isPossibleId, keys, ownEarlierWrite } from './dynamodb';
import { DynamoDbRows } from './dynamodb-rows';

/** Who watches users and batches. What is told of a batch is kept with the batch, and every change of it has a version. */
export class DynamoDbWatches extends DynamoDbRows implements WatchStore {
  async watchOwner(ownerId: string, untilSeconds: number): Promise<void> {
    const Item = { ...keys.watchedOwner(ownerId), expiresAt: untilSeconds };
    await this.table.client.send(new PutCommand({ TableName: this.table.name, Item }));
  }

  async watchBatch(batchId: string): Promise<void> {
    await this.update(batchId, {
      UpdateExpression: 'SET watched = :yes ADD #version :one',
      ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(watched)',
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: { ':yes': true, ':one': 1 },
    });
  }

  async watching(ownerId: string, batchId: string | null, at: string) {
    const [owner, batch] = await Promise.all([
      this.row(keys.watchedOwner(ownerId)),
      batchId === null ? null : this.row(keys.batch(batchId)),
    ]);
    const found: Exclude<Watch, 'export'>[] = [];
    // DynamoDB deletes expired rows up to days late, so the time is looked at here as well.
    if (owner !== null && (owner.expiresAt as number) > epochSeconds(at)) found.push('owner');
    if (batch?.watched === true) found.push('batch');
    return found;
  }

  async tellBatch(batchId: string, at: string): Promise<BatchTurn | null> {
    const telling = tellWaiting(at);
    const change = {
      UpdateExpression: 'SET telling = :telling, toldVersion = #version + :one ADD #version :one',
      ConditionExpression: [
        'watched = :yes',
        '(attribute_not_exists(toldVersion) OR toldVersion < #version)',
        '(attribute_not_exists(telling) OR telling.#until <= :at)',
      ].join(' AND '),
      ExpressionAttributeNames: { '#version': 'version', '#until': 'until' },
      ExpressionAttributeValues: { ':yes': true, ':one': 1, ':at': at, ':telling': telling },
    };
    const told = await this.update(batchId, change, { telling });
    const batch = told.row === null ? null : fromItem(told.row);
    if (!batch?.watched) return null;
    if (told.isWritten) return { type: 'turn', batch };
    if ((batch.toldVersion ?? 0) >= batch.version) return { type: 'told', batch };
    return { type: 'busy', until: batch.telling?.until ?? at };
  }

  /**
   * Changes a batch's row; gives it as it is afterwards, or as it was where the condition did not hold.
   * @param written what an own earlier try is known by (`ownEarlierWrite`); null where it is no matter who was first.
   */
  private async update(
    batchId: string,
    input: Omit<UpdateCommandInput, 'TableName' | 'Key'>,
    written: Record<string, unknown> | null = null,
  ): Promise<{ readonly isWritten: boolean; readonly row: Record<string, unknown> | null }> {
    if (!isPossibleId(batchId)) return { isWritten: false, row: null };
    try {
      const { Attributes } = await this.table.client.send(
        new UpdateCommand({
          ...{ TableName: this.table.name, Key: { ...keys.batch(batchId) }, ReturnValues: 'ALL_NEW' },
          ...{ ReturnValuesOnConditionCheckFailure: 'ALL_OLD', ...input },
        }),
      );
      return { isWritten: true, row: Attributes ?? null };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      const own = written === null ? null : ownEarlierWrite(error, written);
      if (own !== null) return { isWritten: true, row: own };
      return { isWritten: false, row: error.Item === undefined ? null : unmarshall(error.Item) };
    }
  }
}

function fromItem({ pk: _pk, sk: _sk, gsi2pk: _gsi2pk, gsi2sk: _gsi2sk, ...batch }: Record<string, unknown>) {
  return batch as unknown as WatchedBatch;
}
