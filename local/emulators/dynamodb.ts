import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import {
  createStore,
  DYNALITE_OPERATIONS,
  dynalite,
  getTable,
  isApiError,
  itemStoreKey,
  operationCode,
  parseParameters,
  prefixRange,
  runAction,
  type AttributeValue,
  type DynaliteOperation,
  type Item,
  type Parameters,
  type ParameterTypes,
  type Store,
} from './dynamodb/dynalite';
import {
  createTransactions,
  performSingle,
  returnValuesOnFailureType,
  type ItemOperation,
} from './dynamodb/transactions';

/** dynalite's bound, and AWS's for BatchWriteItem: 16 MB a request. */
const MAX_REQUEST_BYTES = 16 * 1024 * 1024;

/** AWS needs seconds to minutes to make a table; here it is made before the answer goes out. */
const TABLE_CHANGE_MS = 0;
const TABLE_CHANGE_POLL_MS = 2;
const TABLE_CHANGE_TIMEOUT_MS = 5000;

/** AWS deletes expired items within a few days; a minute keeps a local world tidy. */
const TTL_SWEEP_INTERVAL_MS = 60_000;

/** Items whose expiry lies over five years back are not deleted (DynamoDB developer guide, TTL). */
const TTL_IGNORED_AGE_S = 5 * 365 * 24 * 60 * 60;

/** Longer than the SDK keeps an idle socket, so it never sends on one that is just being closed. */
const KEEP_ALIVE_TIMEOUT_MS = 65_000;

/** How long `stop()` waits for requests that are under way. */
const STOP_GRACE_MS = 2000;
const STOP_POLL_MS = 10;

/** What the emulator may be told; everything has a default. */
export interface DynamoDbOptions {
  /** TCP port on 127.0.0.1; 0, the default, takes a free one. */
  port?: number;
  /** Folder of a LevelDB that outlives the process; without it everything is in memory. */
  path?: string;
  /** The time in epoch milliseconds, for TTL and client request tokens. */
  clock?: () => number;
  /** The pause between two searches for expired items, 60 s by default. */
  ttlSweepIntervalMs?: number;
}

/** What DynamoDB says to a request. */
export interface DynamoDbAnswer {
  statusCode: number;
  data: Parameters;
}

/** A running emulator. */
export interface DynamoDb {
  /** For `AWS_ENDPOINT_URL_DYNAMODB`: `http://127.0.0.1:<port>`. */
  url: string;
  port: number;
  /** Answers a request of the same process without HTTP; `target` is its header `x-amz-target`. */
  perform(target: string, body: string): Promise<DynamoDbAnswer>;
  /** Empties all tables, which stay. Only while no request is under way. */
  clear(): Promise<void>;
  /** Lets requests under way finish, then ends the server, the sweeper and the store. May be called twice. */
  stop(): Promise<void>;
}

type Operation = (request: Parameters) => Promise<Parameters>;

/** The attribute that says when an item of a table expires, as it is kept in the store. */
interface TimeToLive {
  AttributeName: string;
}

const TTL_PREFIX = 'ttl~';
/** What dynalite's keys of items, and of entries in indexes, begin with. */
const ROW_PREFIXES = ['item-', 'index-'] as const;

const TABLE_NAME_TYPES: ParameterTypes = { TableName: operationCode.GetItem.validation.types.TableName };

const UPDATE_TTL_TYPES: ParameterTypes = {
  ...TABLE_NAME_TYPES,
  TimeToLiveSpecification: {
    type: 'FieldStruct<TimeToLiveSpecification>',
    notNull: true,
    children: {
      AttributeName: {
        type: 'String',
        notNull: true,
        lengthGreaterThanOrEqual: 1,
        lengthLessThanOrEqual: 255,
      },
      Enabled: { type: 'Boolean', notNull: true },
    },
  },
};

async function readTimeToLive(store: Store, table: string): Promise<TimeToLive | undefined> {
  return (await store.db.get(TTL_PREFIX + table)) as TimeToLive | undefined;
}

async function describeTimeToLive(store: Store, request: Parameters): Promise<Parameters> {
  const { TableName } = parseParameters(store, request, TABLE_NAME_TYPES) as { TableName: string };
  await getTable(store, TableName);
  const timeToLive = await readTimeToLive(store, TableName);
  return {
    TimeToLiveDescription: timeToLive
      ? { TimeToLiveStatus: 'ENABLED', AttributeName: timeToLive.AttributeName }
      : { TimeToLiveStatus: 'DISABLED' },
  };
}

async function updateTimeToLive(store: Store, request: Parameters): Promise<Parameters> {
  const { TableName, TimeToLiveSpecification } = parseParameters(store, request, UPDATE_TTL_TYPES) as {
    TableName: string;
    TimeToLiveSpecification: TimeToLive & { Enabled: boolean };
  };
  const { AttributeName, Enabled } = TimeToLiveSpecification;
  await getTable(store, TableName);
  const current = await readTimeToLive(store, TableName);
  if (current && current.AttributeName !== AttributeName) {
    throw dynalite.validationError(
      `TimeToLive is active on a different AttributeName: current AttributeName is ${current.AttributeName}`,
    );
  }
  if (Enabled === (current !== undefined)) {
    throw dynalite.validationError(`TimeToLive is already ${Enabled ? 'enabled' : 'disabled'}`);
  }
  if (Enabled) await store.db.put(TTL_PREFIX + TableName, { AttributeName } satisfies TimeToLive);
  else await store.db.del(TTL_PREFIX + TableName);
  return { TimeToLiveSpecification };
}

function isExpired(value: AttributeValue | undefined, nowS: number): boolean {
  if (typeof value?.N !== 'string') return false;
  const expiresAtS = Number(value.N);
  return expiresAtS < nowS && expiresAtS >= nowS - TTL_IGNORED_AGE_S;
}

async function deleteExpired(
  store: Store,
  tableName: string,
  attribute: string,
  nowS: number,
  stopping: AbortSignal,
): Promise<void> {
  const { KeySchema } = await getTable(store, tableName);
  for await (const [, value] of store.db.iterator(prefixRange(itemStoreKey(tableName, '')))) {
    if (stopping.aborted) return;
    const item = value as Item;
    if (!isExpired(item[attribute], nowS)) continue;
    const Key = Object.fromEntries(KeySchema.map((key) => [key.AttributeName, item[key.AttributeName]!]));
    // The item may have been given a longer life since it was read.
    const Expected = { [attribute]: { ComparisonOperator: 'EQ', AttributeValueList: [item[attribute]] } };
    const operation: ItemOperation = {
      operation: 'DeleteItem',
      data: { TableName: tableName, Key, Expected },
    };
    await performSingle(store, operation).catch((error: unknown) => {
      if (!isApiError(error)) throw error;
    });
  }
}

async function sweepExpired(store: Store, clock: () => number, stopping: AbortSignal): Promise<void> {
  for await (const [key, value] of store.db.iterator(prefixRange(TTL_PREFIX))) {
    if (stopping.aborted) return;
    const { AttributeName } = value as TimeToLive;
    try {
      await deleteExpired(store, key.slice(TTL_PREFIX.length), AttributeName, clock() / 1000, stopping);
    } catch (error) {
      // The table may have been deleted in the meantime; the others still have their turn.
      if (!isApiError(error)) throw error;
    }
  }
}

/** Sweeps again and again until told to stop; then the returned promise resolves. */
async function runSweeper(
  store: Store,
  clock: () => number,
  intervalMs: number,
  stopping: AbortSignal,
): Promise<void> {
  while (!stopping.aborted) {
    await sleep(intervalMs, undefined, { signal: stopping }).catch(() => undefined);
    if (stopping.aborted) return;
    await sweepExpired(store, clock, stopping).catch((error: unknown) => {
      console.error('DynamoDB emulator: the search for expired items failed', error);
    });
  }
}

function singleItemOperation(store: Store, operation: 'PutItem' | 'UpdateItem' | 'DeleteItem'): Operation {
  const { types, custom } = operationCode[operation].validation;
  const ownTypes = { ...types, ...returnValuesOnFailureType };
  return async (request) => {
    const data = parseParameters(store, request, ownTypes, custom) as ItemOperation['data'];
    return performSingle(store, { operation, data });
  };
}

function dynaliteOperation(store: Store, operation: DynaliteOperation): Operation {
  const { types, custom } = operationCode[operation].validation;
  return async (request) => runAction(store, operation, parseParameters(store, request, types, custom));
}

// dynalite changes a table's status on a timer after it has answered. Waiting for that here spares clients the
// SDK's waiter, which first looks again after two seconds.
function tableOperation(store: Store, operation: 'CreateTable' | 'UpdateTable' | 'DeleteTable'): Operation {
  const change = dynaliteOperation(store, operation);
  return async (request) => {
    const tableName = request.TableName as string;
    const result = await change(request);
    if (operation === 'DeleteTable') await store.db.del(TTL_PREFIX + tableName);
    for (let waitedMs = 0; waitedMs < TABLE_CHANGE_TIMEOUT_MS; waitedMs += TABLE_CHANGE_POLL_MS) {
      const settled = await getTableStatus(store, tableName);
      if (settled === (operation === 'DeleteTable' ? 'DELETED' : 'ACTIVE')) return result;
      await sleep(TABLE_CHANGE_POLL_MS);
    }
    throw new Error(`${operation} of ${tableName} did not settle within ${TABLE_CHANGE_TIMEOUT_MS} ms`);
  };
}

async function getTableStatus(store: Store, tableName: string): Promise<string> {
  const described = await runAction(store, 'DescribeTable', { TableName: tableName }).catch(
    (error: unknown) => {
      if (isApiError(error)) return undefined;
      throw error;
    },
  );
  return described ? (described.Table as { TableStatus: string }).TableStatus : 'DELETED';
}

function createOperations(store: Store, clock: () => number): Map<string, Operation> {
  const transactions = createTransactions(store, clock);
  return new Map<string, Operation>([
    ...DYNALITE_OPERATIONS.map((name) => [name, dynaliteOperation(store, name)] as const),
    ...(['PutItem', 'UpdateItem', 'DeleteItem'] as const).map(
      (name) => [name, singleItemOperation(store, name)] as const,
    ),
    ...(['CreateTable', 'UpdateTable', 'DeleteTable'] as const).map(
      (name) => [name, tableOperation(store, name)] as const,
    ),
    ['TransactWriteItems', (request) => transactions.write(request)],
    ['TransactGetItems', (request) => transactions.get(request)],
    ['DescribeTimeToLive', (request) => describeTimeToLive(store, request)],
    ['UpdateTimeToLive', (request) => updateTimeToLive(store, request)],
  ]);
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_REQUEST_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, statusCode: number, data: Parameters): void {
  const body = Buffer.from(JSON.stringify(data));
  response.writeHead(statusCode, {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': body.length,
    'x-amzn-requestid': randomUUID(),
    'x-amz-crc32': crc32(body),
  });
  response.end(body);
}

const SERIALIZATION_ERROR: DynamoDbAnswer = {
  statusCode: 400,
  data: { __type: 'com.amazon.coral.service#SerializationException' },
};
const UNKNOWN_OPERATION: DynamoDbAnswer = {
  statusCode: 400,
  data: { __type: 'com.amazon.coral.service#UnknownOperationException' },
};

/** Never rejects: whatever goes wrong is an answer too. */
async function perform(
  operations: Map<string, Operation>,
  target: string,
  body: string,
): Promise<DynamoDbAnswer> {
  const [api, name, ...rest] = target.split('.');
  const operation = api === 'DynamoDB_20120810' && rest.length === 0 ? operations.get(name ?? '') : undefined;
  if (!operation) return UNKNOWN_OPERATION;
  let parameters: unknown;
  try {
    parameters = JSON.parse(body);
  } catch {
    return SERIALIZATION_ERROR;
  }
  if (typeof parameters !== 'object' || parameters === null) return SERIALIZATION_ERROR;
  try {
    return { statusCode: 200, data: await operation(parameters as Parameters) };
  } catch (error) {
    if (isApiError(error)) return { statusCode: error.statusCode, data: error.body };
    console.error(`DynamoDB emulator: ${name} failed`, error);
    const __type = 'com.amazonaws.dynamodb.v20120810#InternalServerError';
    return { statusCode: 500, data: { __type, message: String(error) } };
  }
}

async function answer(
  operations: Map<string, Operation>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  if (body === undefined) {
    response.writeHead(413, { connection: 'close' }).end();
    return;
  }
  const { statusCode, data } = await perform(operations, String(request.headers['x-amz-target'] ?? ''), body);
  send(response, statusCode, data);
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  // A kept-alive connection becomes idle only some time after its answer, and says nothing when it does.
  const idleCheck = setInterval(() => server.closeIdleConnections(), STOP_POLL_MS);
  const impatience = setTimeout(() => server.closeAllConnections(), STOP_GRACE_MS);
  await closed;
  clearInterval(idleCheck);
  clearTimeout(impatience);
}

/**
 * Starts a DynamoDB on 127.0.0.1 for the AWS SDK: dynalite's tables, items, indexes and expressions, and beyond
 * dynalite transactions, `ReturnValuesOnConditionCheckFailure` and time to live. Credentials are not checked.
 *
 * Not there: streams, PartiQL, backups, new indexes on an old table; tables never throttle, and a
 * transaction waits for another on the same item where AWS would answer TransactionConflict.
 * @throws Error when the port is taken, or another process has the folder open
 */
export async function startDynamoDb(options: DynamoDbOptions = {}): Promise<DynamoDb> {
  const { port = 0, path, clock = Date.now, ttlSweepIntervalMs = TTL_SWEEP_INTERVAL_MS } = options;
  const store = createStore({
    ...(path === undefined ? {} : { path }),
    createTableMs: TABLE_CHANGE_MS,
    deleteTableMs: TABLE_CHANGE_MS,
    updateTableMs: TABLE_CHANGE_MS,
  });
  await store.db.open().catch((cause: unknown) => {
    throw new Error(`The DynamoDB folder ${path} cannot be opened; is it open in another process?`, {
      cause,
    });
  });
  const operations = createOperations(store, clock);
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS }, (request, response) => {
    // Reading the request fails only when the client has gone, and then there is nobody to tell.
    answer(operations, request, response).catch(() => response.destroy());
  });
  const boundPort = await listen(server, port).catch(async (error: unknown) => {
    await store.db.close();
    throw error;
  });
  const stopping = new AbortController();
  const swept = runSweeper(store, clock, ttlSweepIntervalMs, stopping.signal);

  let stopped: Promise<void> | undefined;
  async function shutDown(): Promise<void> {
    stopping.abort();
    await Promise.all([closeServer(server), swept]);
    await store.db.close();
  }
  return {
    url: `http://127.0.0.1:${boundPort}`,
    port: boundPort,
    perform: (target, body) => perform(operations, target, body),
    async clear() {
      for (const prefix of ROW_PREFIXES) await store.db.clear(prefixRange(prefix));
    },
    stop: () => (stopped ??= shutDown()),
  };
}
