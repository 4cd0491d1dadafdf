import { BatchProcessor, EventType } from '@aws-lambda-powertools/batch';
import type { EventSourceDataClassTypes, FailureResponse } from '@aws-lambda-powertools/batch/types';
import { logger } from './logger';

/** Powertools gives failed messages back to the queue without a word; five times later they would be dead letters. */
class LoggingProcessor extends BatchProcessor {
  override failureHandler(record: EventSourceDataClassTypes, error: Error): FailureResponse {
    const messageId = 'messageId' in record ? record.messageId : undefined;
    logger.error('A message could not be handled; the queue delivers it again.', { messageId, error });
    return super.failureHandler(record, error);
  }
}

/** For functions of queues that answer with the messages that failed. */
export const queueProcessor = (): BatchProcessor => new LoggingProcessor(EventType.SQS);
