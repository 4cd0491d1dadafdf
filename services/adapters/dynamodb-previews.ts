import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { FilePreviews, FileRef, PreviewStore } from '../exports/ports';
import { keys, ownEarlierWrite, type Table } from './dynamodb';

/**
 * What is known of previews, in the row of the file that equal exports share: it is there exactly as long as somebody has the
 * file, so that what is made after the last of them has gone is known to be in vain.
 */
export class DynamoDbPreviews implements PreviewStore {
  constructor(private readonly table: Table) {}

  async takeTurn(
    file: FileRef,
    { at, until }: { readonly at: string; readonly until: string },
  ): Promise<FilePreviews | null> {
    const change = {
      UpdateExpression: 'SET previewsTakenUntil = :until',
      ConditionExpression:
        'outputKey = :key AND (attribute_not_exists(previewsTakenUntil) OR previewsTakenUntil <= :at)',
      ExpressionAttributeValues: { ':key': file.outputKey, ':at': at, ':until': until },
    };
    const row = await this.update(file, change, { outputKey: file.outputKey, previewsTakenUntil: until });
    return row === null ? null : previewsIn(row);
  }

  async record(
    file: FileRef,
    { thumbnailFrame, hasClip, clipAskedAt }: Partial<FilePreviews>,
  ): Promise<boolean> {
    const known = { thumbnailFrame, hasClip, clipAskedAt };
    const made = Object.entries(known).filter(([, value]) => value !== undefined);
    const set = made.map(([name]) => `${name} = :${name}`).join(', ');
    const row = await this.update(file, {
      UpdateExpression: `${set === '' ? '' : `SET ${set} `}REMOVE previewsTakenUntil`,
      ConditionExpression: 'outputKey = :key',
      ExpressionAttributeValues: {
        ':key': file.outputKey,
        ...Object.fromEntries(made.map(([name, value]) => [`:${name}`, value])),
      },
    });
    return row !== null;
  }

  /**
   * Changes the row of a file, and gives it as it is then; null when the condition does not hold.
   * @param written what an own earlier try is known by (`ownEarlierWrite`); null where it would not be refused.
   */
  private async update(
    { cacheKey }: FileRef,
    change: Omit<UpdateCommandInput, 'TableName' | 'Key'>,
    written: Record<string, unknown> | null = null,
  ): Promise<Record<string, unknown> | null> {
    const Key = { ...keys.file(cacheKey) };
    const returns = { ReturnValues: 'ALL_NEW', ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;
    const request = { TableName: this.table.name, Key, ...returns, ...change };
    try {
      return (await this.table.client.send(new UpdateCommand(request))).Attributes ?? {};
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return written === null ? null : ownEarlierWrite(error, written);
    }
  }
}

/** What the row of a file says of its previews. */
export const previewsIn = (row: Record<string, unknown>): FilePreviews => ({
  thumbnailFrame: (row.thumbnailFrame as number | undefined) ?? null,
  hasClip: row.hasClip === true,
  clipAskedAt: (row.clipAskedAt as string | null | undefined) ?? null,
});
