import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { CreateTableCommand, DynamoDBClient, type CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { HttpRequest, HttpResponse } from '@smithy/core/protocols';
import { StandardRetryStrategy } from '@smithy/core/retry';
import { parse } from 'yaml';
import { startDynamoDb, type DynamoDb } from '../../local/emulators/dynamodb';
import type { Table } from './dynamodb';

/** The table as it is deployed, without what only AWS has. */
function tableDefinition(): Omit<CreateTableCommandInput, 'TableName'> {
  const file = path.join(__dirname, '../../resources/table.yml');
  const { Resources } = parse(readFileSync(file, 'utf8'), { logLevel: 'error' }) as {
    Resources: { Table: { Properties: CreateTableCommandInput } };
  };
  const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, BillingMode } = Resources.Table.Properties;
  return { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, BillingMode };
}

/** Operations that change something. */
const WRITES = /\.(?:PutItem|UpdateItem|DeleteItem|TransactWriteItems)$/;

/** Every write is carried out and its answer lost once, so that the SDK sends it again. */
function loseFirstAnswers({ config }: DynamoDBClient): void {
  // Without the bucket of tokens that ends repetitions where too many calls fail.
  config.retryStrategy = async () => new StandardRetryStrategy({ maxAttempts: 2, baseDelay: 1 });
  const { requestHandler } = config;
  const handle = requestHandler.handle.bind(requestHandler);
  requestHandler.handle = async (request: HttpRequest, options) => {
    const answer = await handle(request, options);
    const { 'x-amz-target': target = '', 'amz-sdk-request': attempt = '' } = request.headers;
    if (!WRITES.test(target) || !attempt.startsWith('attempt=1;')) return answer;
    await text((answer.response as HttpResponse).body as Readable);
    throw Object.assign(new Error('The answer is lost.'), { name: 'TimeoutError' });
  };
}

/**
 * Empty tables in an emulator of this test file's own, which starts before its tests and stops after them.
 * @param losesAnswers whether the first answer to each write is lost.
 */
export function emulatedTables({ losesAnswers = false } = {}): () => Promise<Table> {
  let emulator: DynamoDb;
  let client: DynamoDBDocumentClient;
  let tables = 0;

  beforeAll(async () => {
    emulator = await startDynamoDb();
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const plain = new DynamoDBClient({ endpoint: emulator.url, region: 'us-east-1', credentials });
    if (losesAnswers) loseFirstAnswers(plain);
    client = DynamoDBDocumentClient.from(plain, { marshallOptions: { removeUndefinedValues: true } });
  });
  afterAll(async () => {
    client.destroy();
    await emulator.stop();
  });

  return async () => {
    const name = `table-${(tables += 1)}`;
    await client.send(new CreateTableCommand({ ...tableDefinition(), TableName: name }));
    return { client, name };
  };
}
