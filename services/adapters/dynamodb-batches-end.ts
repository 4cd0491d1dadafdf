import { batchCounter } from '../exports/batch';
import type { VideoExport } from '../exports/video-export';
import { keys, type Table, type WriteItem } from './dynamodb';

/** Counts the end of an export in its batch; to be written in the transaction of the end. Null when it is of no batch. */
export function countBatchEnd(table: Table, ended: VideoExport): WriteItem | null {
  const counter = batchCounter(ended);
  if (counter === null || ended.batchId === null) return null;
  return {
    Update: {
      TableName: table.name,
      Key: keys.batch(ended.batchId),
      // Without a condition: an end must not fail for a counter.
      UpdateExpression: 'SET endedAt = :at ADD #counter :one, #version :one',
      ExpressionAttributeNames: { '#counter': counter, '#version': 'version' },
      ExpressionAttributeValues: { ':at': ended.finishedAt ?? ended.updatedAt, ':one': 1 },
    },
  };
}
