import { processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSHandler, SQSRecord } from 'aws-lambda';
import { createLivePublisher, liveDeps } from '../graphql/live';
import { queueProcessor } from '../runtime/batch';
import { coreConfig, readEnv } from '../runtime/config';
import { parsePage, pushPage } from './page';

const publisher = createLivePublisher(liveDeps(coreConfig(readEnv())));
const processor = queueProcessor();

const onRecord = (record: SQSRecord): Promise<void> => pushPage(publisher, parsePage(record.body));

export const handler: SQSHandler = (event, context) =>
  processPartialResponse(event, onRecord, processor, { context, throwOnFullBatchFailure: false });
