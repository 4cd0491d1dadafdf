import { createRequire } from 'node:module';

/** One attribute in DynamoDB's JSON: a type letter and a value, `{ "N": "12" }`. Binary is base64 text here. */
export type AttributeValue = Record<string, unknown>;

/** Attribute name → value, as it stands on the wire and in the store. */
export type Item = Record<string, AttributeValue>;

/** The parameters of one operation, as parsed from the request's body. */
export type Parameters = Record<string, unknown>;

/** What DescribeTable says of a table, as far as this emulator looks at it. */
export interface Table {
  TableName: string;
  TableStatus: string;
  KeySchema: { AttributeName: string }[];
  GlobalSecondaryIndexes?: { IndexStatus: string }[];
}

/** An error that AWS's protocol has a name for: `body.__type` tells it, with HTTP status `statusCode`. */
export interface ApiError extends Error {
  statusCode: number;
  body: { __type: string; message?: string } & Record<string, unknown>;
}

/** One line of an atomic LevelDB batch. */
export type Change = { type: 'put'; key: string; value: Item } | { type: 'del'; key: string };

type Callback<Result> = (error: ApiError | Error | null | undefined, result?: Result) => void;

/** The part of a table's item database that dynalite's single-item actions use. */
export interface ItemDb {
  lock(
    keys: string | string[],
    run: (release: <Arguments extends unknown[]>(done: (...args: Arguments) => void) => () => void) => void,
  ): void;
  get(key: string, callback: Callback<Item>): void;
  put(key: string, item: Item, callback: Callback<void>): void;
  del(key: string, callback: Callback<void>): void;
}

/** dynalite's store: one LevelDB whose keys begin with the name of a sub-database and `~`. */
export interface Store {
  options: { maxItemSize: number };
  db: {
    open(): Promise<void>;
    close(): Promise<void>;
    get(key: string): Promise<unknown>;
    getMany(keys: string[]): Promise<(Item | undefined)[]>;
    put(key: string, value: unknown): Promise<void>;
    del(key: string): Promise<void>;
    batch(changes: Change[]): Promise<void>;
    iterator(range: { gte: string; lt: string }): AsyncIterable<[key: string, value: unknown]>;
    clear(range: { gte: string; lt: string }): Promise<void>;
    keys(range?: object): LevelIterator;
    values(range?: object): LevelIterator;
  };
  getTable(name: string, callback: Callback<Table>): void;
  getItemDb(table: string): ItemDb;
  getIndexDb(kind: string, table: string, index: string): Pick<ItemDb, 'put' | 'del'>;
}

interface LevelIterator {
  close(): Promise<void>;
  return?: () => Promise<void>;
}

type Action = (store: Store, data: Parameters, callback: Callback<Parameters>) => void;

/** dynalite's description of an operation's parameters: types, and constraints with AWS's own messages. */
export type ParameterTypes = Record<string, unknown>;

interface OperationValidation {
  types: ParameterTypes;
  custom?: (data: Parameters, store: Store) => string | undefined;
}

// dynalite exports a server and nothing else, and that server hides its store. So its parts are taken one
// by one, by the same names as its own index.js loads them; package.json pins the exact version.
const load = createRequire(__filename);

interface StoreOptions {
  path?: string;
  createTableMs: number;
  deleteTableMs: number;
  updateTableMs: number;
}

/** dynalite's own functions on items, keys and errors. */
export const dynalite = load('dynalite/db') as {
  create(options: StoreOptions): Store;
  validateKey(key: Item, table: Table): ApiError | null | undefined;
  validateItem(item: Item, table: Table): ApiError | null | undefined;
  createKey(item: Item, table: Table): string;
  itemSize(item: Item): number;
  validationError(message: string): ApiError;
};

/**
 * Opens a store. dynalite ends its streams by `return()`, which level's iterators do not have: without it, every query would
 * keep the whole store as it was at that moment.
 */
export function createStore(options: StoreOptions): Store {
  const store = dynalite.create(options);
  for (const name of ['keys', 'values'] as const) {
    const make = store.db[name].bind(store.db);
    store.db[name] = (range) => {
      const iterator = make(range);
      iterator.return = () => iterator.close();
      return iterator;
    };
  }
  return store;
}

const validations = load('dynalite/validations') as {
  checkTypes(data: Parameters, types: ParameterTypes): Parameters;
  checkValidations(
    data: Parameters,
    types: ParameterTypes,
    custom: OperationValidation['custom'],
    store: Store,
  ): void;
};

/** Every operation that dynalite 4.0 knows. */
export const DYNALITE_OPERATIONS = [
  'BatchGetItem',
  'BatchWriteItem',
  'CreateTable',
  'DeleteItem',
  'DeleteTable',
  'DescribeTable',
  'GetItem',
  'ListTables',
  'ListTagsOfResource',
  'PutItem',
  'Query',
  'Scan',
  'TagResource',
  'UntagResource',
  'UpdateItem',
  'UpdateTable',
] as const;

/** The name of an operation, as in the X-Amz-Target header. */
export type DynaliteOperation = (typeof DYNALITE_OPERATIONS)[number];

/** An operation's code: what it does, and what it accepts. */
export interface OperationCode {
  run: Action;
  validation: OperationValidation;
}

/** The code of all of dynalite's operations, by name. */
export const operationCode = Object.fromEntries(
  DYNALITE_OPERATIONS.map((operation) => {
    const file = operation.charAt(0).toLowerCase() + operation.slice(1);
    return [
      operation,
      {
        run: load(`dynalite/actions/${file}`) as Action,
        validation: load(`dynalite/validations/${file}`) as OperationValidation,
      },
    ];
  }),
) as Record<DynaliteOperation, OperationCode>;

/**
 * Takes what `types` describes out of a request, dropping all else, and checks it.
 * @throws ApiError SerializationException or ValidationException, in AWS's words
 */
export function parseParameters(
  store: Store,
  request: Parameters,
  types: ParameterTypes,
  custom?: OperationValidation['custom'],
): Parameters {
  const data = validations.checkTypes(request, types);
  validations.checkValidations(data, types, custom, store);
  return data;
}

/**
 * Runs the checks that go beyond types; they also parse the expressions, into `data` itself.
 * @throws ApiError ValidationException
 */
export function validateExpressions(store: Store, operation: DynaliteOperation, data: Parameters): void {
  const message = operationCode[operation].validation.custom?.(data, store);
  if (message) throw dynalite.validationError(message);
}

/** Makes an error of DynamoDB's own namespace, for instance `TransactionCanceledException`; HTTP status 400. */
export function apiError(name: string, message: string, fields: Record<string, unknown> = {}): ApiError {
  const body = { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message, ...fields };
  return Object.assign(new Error(message), { statusCode: 400, body });
}

/** Tells an error that belongs in the response from a fault of the emulator. */
export function isApiError(error: unknown): error is ApiError {
  return error instanceof Error && 'statusCode' in error && 'body' in error;
}

/**
 * Reads a table's description.
 * @throws ApiError ResourceNotFoundException, also while the table is being created or deleted
 */
export function getTable(store: Store, name: string): Promise<Table> {
  return new Promise((resolve, reject) =>
    store.getTable(name, (error, table) => (table ? resolve(table) : reject(error ?? new Error(name)))),
  );
}

/** Runs one of dynalite's actions on validated parameters. */
export function runAction(store: Store, operation: DynaliteOperation, data: Parameters): Promise<Parameters> {
  return new Promise((resolve, reject) =>
    operationCode[operation].run(store, data, (error, result) =>
      error ? reject(error) : resolve(result ?? {}),
    ),
  );
}

/** The LevelDB key of an item, as dynalite's store builds it. `key` comes from `dynalite.createKey()`. */
export function itemStoreKey(table: string, key: string): string {
  return `item-${table}~${key}`;
}

/** The LevelDB key of an entry in a secondary index, as dynalite's store builds it. */
export function indexStoreKey(kind: string, table: string, index: string, key: string): string {
  return `index-${kind.toLowerCase()}~${table}~${index}~${key}`;
}

/** All LevelDB keys that begin with `prefix`; dynalite's keys go on in ASCII only. */
export function prefixRange(prefix: string): { gte: string; lt: string } {
  return { gte: prefix, lt: `${prefix}\u00ff` };
}
