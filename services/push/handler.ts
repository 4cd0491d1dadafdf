import type { SQSRecord } from 'aws-lambda';
import { createLivePublisher, liveDeps } from '../graphql/live';
import { queueHandler } from '../runtime/batch';
import { coreConfig, readEnv } from '../runtime/config';
import { parsePage, pushPage } from './page';

const publisher = createLivePublisher(liveDeps(coreConfig(readEnv())));

const onRecord = (record: SQSRecord): Promise<void> => pushPage(publisher, parsePage(record.body));

export const handler = queueHandler(onRecord);
