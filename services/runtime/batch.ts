import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { EventSourceDataClassTypes, FailureResponse } from '@aws-lambda-powertools/batch/types';
import type { SQSHandler, SQSRecord } from 'aws-lambda';
import { logger } from './logger';

/** Powertools gives failed messages back to the queue without a word; five times later they would be dead letters. */
class LoggingProcessor extends BatchProcessor {
  override failureHandler(record: EventSourceDataClassTypes, error: Error): FailureResponse {
    const messageId = 'messageId' in record ? record.messageId : undefined;
    logger.error('A message could not be handled; the queue delivers it again.', { messageId, error });
    return super.failureHandler(record, error);
  }
}

/**
 * The handler of a function that reads a queue: `onRecord` handles one message, and throws when it is to be delivered again.
 * An invocation that could handle none fails as a whole, which for the queue is the same: only so does Lambda count an error,
 * and an alarm see it.
 */
export function queueHandler(onRecord: (record: SQSRecord) => Promise<void>): SQSHandler {
  const processor = new LoggingProcessor(EventType.SQS);
  return async (event, context) => {
    const answer = await processPartialResponse(event, onRecord, processor, {
      context,
      // Powertools would throw an error that holds all reasons, and Lambda logs whatever an error holds.
      throwOnFullBatchFailure: false,
    });
    if (answer.batchItemFailures.length < event.Records.length) return answer;
    throw new Error('No message of the batch could be handled.');
  };
}
