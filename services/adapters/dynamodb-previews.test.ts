import { DynamoDbExports } from './dynamodb-exports';
import { describePreviewStore } from './previews.contract';
import { emulatedTables } from './tables.contract';

const newTable = emulatedTables();

describePreviewStore('DynamoDbPreviews', async () => {
  const exports = new DynamoDbExports(await newTable());
  return { exports, previews: exports.previews };
});
