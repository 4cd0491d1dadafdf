import { createHash } from 'node:crypto';
import {
  apiError,
  dynalite,
  getTable,
  indexStoreKey,
  isApiError,
  itemStoreKey,
  operationCode,
  parseParameters,
  validateExpressions,
  type ApiError,
  type AttributeValue,
  type Change,
  type Item,
  type Parameters,
  type ParameterTypes,
  type Store,
  type Table,
} from './dynalite';

/** TransactWriteItems and TransactGetItems: at most 100 actions (API reference, TransactItems). */
const MAX_TRANSACT_ITEMS = 100;

/** The aggregate size of the items in a transaction (API reference): 4 MB, each item as it is stored. */
const MAX_TRANSACTION_BYTES = 4 * 1024 * 1024;

/** A client request token is valid for 10 minutes after its first request completed (API reference). */
const TOKEN_LIFETIME_MS = 10 * 60 * 1000;

/** Ours, not AWS's: over this many tokens the oldest are forgotten, which bounds the memory to about 20 MB. */
const MAX_TOKENS = 100_000;

/** A transactional read or write consumes twice the capacity units of a plain one. */
const TRANSACTION_CAPACITY_FACTOR = 2;

/** One single-item operation on the way to the store, its expressions parsed by `validateExpressions()`. */
export interface ItemOperation {
  operation: 'GetItem' | 'PutItem' | 'UpdateItem' | 'DeleteItem';
  data: Parameters & { TableName: string; Key?: Item; Item?: Item };
  /** Judge the condition and change nothing: a transaction's ConditionCheck. */
  checkOnly?: boolean;
}

/** What became of an ItemOperation: the operation's own answer, or why it cannot be done. */
type Outcome = { result: Parameters; changes: Change[]; bytes: number } | { error: ApiError };

interface Target {
  table: Table;
  /** Undefined when the key does not fit the table; then the operation is refused with the reason. */
  key: string | undefined;
}

function targetKey({ data }: ItemOperation, table: Table): string | undefined {
  if (data.Item) {
    return dynalite.validateItem(data.Item, table) ? undefined : dynalite.createKey(data.Item, table);
  }
  const key = data.Key ?? {};
  return dynalite.validateKey(key, table) ? undefined : dynalite.createKey(key, table);
}

async function findTargets(store: Store, operations: ItemOperation[]): Promise<Target[]> {
  const names = [...new Set(operations.map(({ data }) => data.TableName))];
  const tables = new Map(
    await Promise.all(names.map(async (name) => [name, await getTable(store, name)] as const)),
  );
  return operations.map((operation) => {
    const table = tables.get(operation.data.TableName)!;
    return { table, key: targetKey(operation, table) };
  });
}

// These are the very locks that dynalite's own writes take (BatchWriteItem goes straight to them). Every lock
// queues up all its keys in one synchronous step, over all tables, so two transactions meet in the same
// order on each key and cannot wait for one another.
async function lockTargets(store: Store, targets: Target[]): Promise<() => void> {
  const keysByTable = new Map<string, string[]>();
  for (const { table, key } of targets) {
    if (key === undefined) continue;
    keysByTable.set(table.TableName, [...(keysByTable.get(table.TableName) ?? []), key]);
  }
  const releases = await Promise.all(
    [...keysByTable].map(
      ([table, keys]) =>
        new Promise<() => void>((resolve) =>
          store.getItemDb(table).lock(keys, (release) => resolve(release(() => undefined))),
        ),
    ),
  );
  return () => releases.forEach((release) => release());
}

// dynalite's action runs here against a store that holds one item and only notes down what it is told to
// write. So expressions, key checks and index upkeep are exactly those of the single-item operation, and the
// noted changes of many actions can be written in one atomic batch.
function evaluate(store: Store, itemOperation: ItemOperation, table: Table, before?: Item): Outcome {
  const { operation, data, checkOnly } = itemOperation;
  const changes: Change[] = [];
  let after: Item | undefined;
  const sandbox = {
    options: store.options,
    getTable: (_name: string, callback: (error: null, table: Table) => void) => callback(null, table),
    getItemDb: (name: string) => ({
      lock: (_key: string, run: (release: <Done>(done: Done) => Done) => void) => run((done) => done),
      get: (_key: string, callback: (error: null, item?: Item) => void) => callback(null, before),
      put: (key: string, value: Item, callback: () => void) => {
        after = value;
        changes.push({ type: 'put', key: itemStoreKey(name, key), value });
        callback();
      },
      del: (key: string, callback: () => void) => {
        changes.push({ type: 'del', key: itemStoreKey(name, key) });
        callback();
      },
    }),
    getIndexDb: (kind: string, name: string, index: string) => ({
      put: (key: string, value: Item, callback: () => void) => {
        changes.push({ type: 'put', key: indexStoreKey(kind, name, index, key), value });
        callback();
      },
      del: (key: string, callback: () => void) => {
        changes.push({ type: 'del', key: indexStoreKey(kind, name, index, key) });
        callback();
      },
    }),
  } as unknown as Store;

  let outcome: Outcome | undefined;
  operationCode[operation].run(sandbox, data, (error, result) => {
    if (error && !isApiError(error)) throw error;
    const stored = operation === 'GetItem' ? before : (after ?? data.Key);
    const bytes = dynalite.itemSize(stored ?? {});
    outcome = error ? { error } : { result: result ?? {}, changes: checkOnly ? [] : changes, bytes };
  });
  if (!outcome) throw new Error(`dynalite's ${operation} did not answer at once`);
  return outcome;
}

function withOldItem(outcome: Outcome, { data }: ItemOperation, before?: Item): Outcome {
  if (!before || data.ReturnValuesOnConditionCheckFailure !== 'ALL_OLD') return outcome;
  if (!('error' in outcome) || !isNamed(outcome.error, 'ConditionalCheckFailedException')) return outcome;
  return { error: Object.assign(outcome.error, { body: { ...outcome.error.body, Item: before } }) };
}

function isNamed(error: ApiError, name: string): boolean {
  return error.body.__type.endsWith(`#${name}`);
}

/**
 * Does all of the operations at once, or none, isolated from every other write and transaction.
 * @returns the operations' own answers, in their order
 * @throws what `refuse` makes of the outcomes when any operation failed, or their items are together over 4 MB;
 *   ApiError ResourceNotFoundException for an unknown table
 */
async function perform(
  store: Store,
  operations: ItemOperation[],
  refuse: (outcomes: Outcome[]) => ApiError,
  check: (targets: Target[]) => void = () => undefined,
): Promise<Parameters[]> {
  const targets = await findTargets(store, operations);
  check(targets);
  const release = await lockTargets(store, targets);
  try {
    const keys = targets.map(({ table, key }) => itemStoreKey(table.TableName, key ?? ''));
    const items = await store.db.getMany(keys);
    const outcomes = operations.map((operation, index) =>
      withOldItem(evaluate(store, operation, targets[index]!.table, items[index]), operation, items[index]),
    );
    const done = outcomes.filter((outcome) => 'result' in outcome);
    if (done.length < outcomes.length) throw refuse(outcomes);
    checkAggregateSize(done.map(({ bytes }) => bytes));
    const changes = done.flatMap((outcome) => outcome.changes);
    if (changes.length > 0) await store.db.batch(changes);
    return done.map(({ result }) => result);
  } finally {
    release();
  }
}

function checkAggregateSize(itemBytes: number[]): void {
  const bytes = itemBytes.reduce((sum, size) => sum + size, 0);
  if (bytes <= MAX_TRANSACTION_BYTES) return;
  throw dynalite.validationError(
    `The aggregate size of the items in the transaction, ${bytes} bytes, exceeds ${MAX_TRANSACTION_BYTES}`,
  );
}

/**
 * Does one PutItem, UpdateItem or DeleteItem: the item and its index entries change in one atomic batch.
 * @throws ApiError; ConditionalCheckFailedException carries `Item` when the request asked for ALL_OLD
 */
export async function performSingle(store: Store, operation: ItemOperation): Promise<Parameters> {
  const [result] = await perform(store, [operation], ([outcome]) => {
    return (outcome as { error: ApiError }).error;
  });
  return result!;
}

function cancellation(outcomes: Outcome[]): ApiError {
  const reasons = outcomes.map((outcome) => {
    if (!('error' in outcome)) return { Code: 'None' };
    const { __type: _, message, ...fields } = outcome.error.body;
    const failedCheck = isNamed(outcome.error, 'ConditionalCheckFailedException');
    return { Code: failedCheck ? 'ConditionalCheckFailed' : 'ValidationError', Message: message, ...fields };
  });
  const codes = reasons.map(({ Code }) => Code).join(', ');
  return apiError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { CancellationReasons: reasons },
  );
}

function checkNoItemTwice(targets: Target[]): void {
  const seen = new Set<string>();
  for (const { table, key } of targets) {
    if (key === undefined) continue;
    const storeKey = itemStoreKey(table.TableName, key);
    if (seen.has(storeKey)) {
      throw dynalite.validationError('Transaction request cannot include multiple operations on one item');
    }
    seen.add(storeKey);
  }
}

function capacityByTable(
  results: Parameters[],
  unitsName: 'ReadCapacityUnits' | 'WriteCapacityUnits',
): Parameters[] | undefined {
  const unitsByTable = new Map<string, number>();
  for (const { ConsumedCapacity } of results) {
    if (!ConsumedCapacity) continue;
    const { TableName, CapacityUnits } = ConsumedCapacity as { TableName: string; CapacityUnits: number };
    const units = TRANSACTION_CAPACITY_FACTOR * CapacityUnits;
    unitsByTable.set(TableName, (unitsByTable.get(TableName) ?? 0) + units);
  }
  if (unitsByTable.size === 0) return undefined;
  return [...unitsByTable].map(([TableName, CapacityUnits]) => ({
    TableName,
    CapacityUnits,
    [unitsName]: CapacityUnits,
  }));
}

/** ReturnValuesOnConditionCheckFailure, which dynalite does not know. */
export const returnValuesOnFailureType: ParameterTypes = {
  ReturnValuesOnConditionCheckFailure: { type: 'String', enum: ['ALL_OLD', 'NONE'] },
};

const EXPRESSION_PARAMETERS = ['ExpressionAttributeNames', 'ExpressionAttributeValues'];

// A transaction's action takes the same parameters as the single-item operation, but for the older ones
// (Expected, AttributeUpdates, AttributesToGet) and ReturnValues.
function actionTypes(
  operation: ItemOperation['operation'],
  names: string[],
  required: string[],
): ParameterTypes {
  const own = operationCode[operation].validation.types;
  return Object.fromEntries(
    ['TableName', ...names, ...EXPRESSION_PARAMETERS].flatMap((name) => {
      if (!(name in own)) return [];
      return [[name, required.includes(name) ? { ...(own[name] as object), notNull: true } : own[name]]];
    }),
  );
}

interface TransactAction {
  operation: ItemOperation['operation'];
  checkOnly: boolean;
  types: ParameterTypes;
}

const WRITE_ACTIONS: Record<string, TransactAction> = {
  ConditionCheck: {
    operation: 'DeleteItem',
    checkOnly: true,
    types: actionTypes('DeleteItem', ['Key', 'ConditionExpression'], ['ConditionExpression']),
  },
  Put: {
    operation: 'PutItem',
    checkOnly: false,
    types: actionTypes('PutItem', ['Item', 'ConditionExpression'], []),
  },
  Delete: {
    operation: 'DeleteItem',
    checkOnly: false,
    types: actionTypes('DeleteItem', ['Key', 'ConditionExpression'], []),
  },
  Update: {
    operation: 'UpdateItem',
    checkOnly: false,
    types: actionTypes(
      'UpdateItem',
      ['Key', 'UpdateExpression', 'ConditionExpression'],
      ['UpdateExpression'],
    ),
  },
};

const READ_ACTIONS: Record<string, TransactAction> = {
  Get: {
    operation: 'GetItem',
    checkOnly: false,
    types: actionTypes('GetItem', ['Key', 'ProjectionExpression'], ['Key']),
  },
};

function transactTypes(actions: Record<string, TransactAction>, memberName: string): ParameterTypes {
  return {
    ReturnConsumedCapacity: { type: 'String', enum: ['INDEXES', 'TOTAL', 'NONE'] },
    TransactItems: {
      type: 'List',
      notNull: true,
      lengthGreaterThanOrEqual: 1,
      lengthLessThanOrEqual: MAX_TRANSACT_ITEMS,
      children: {
        type: `ValueStruct<${memberName}>`,
        children: Object.fromEntries(
          Object.entries(actions).map(([name, { types, operation }]) => [
            name,
            {
              type: `FieldStruct<${name}>`,
              children: operation === 'GetItem' ? types : { ...types, ...returnValuesOnFailureType },
            },
          ]),
        ),
      },
    },
  };
}

const TRANSACT_WRITE_TYPES: ParameterTypes = {
  ...transactTypes(WRITE_ACTIONS, 'TransactWriteItem'),
  ClientRequestToken: { type: 'String', lengthGreaterThanOrEqual: 1, lengthLessThanOrEqual: 36 },
};

const TRANSACT_GET_TYPES: ParameterTypes = transactTypes(READ_ACTIONS, 'TransactGetItem');

function readActions(
  store: Store,
  request: Parameters,
  actions: Record<string, TransactAction>,
): ItemOperation[] {
  return (request.TransactItems as (Record<string, ItemOperation['data']> | null)[]).map((member) => {
    const [[name, data] = [], ...others] = Object.entries(member ?? {});
    const action = name === undefined ? undefined : actions[name];
    if (!action || !data || others.length > 0) {
      throw dynalite.validationError(
        `TransactItems can only contain one of ${Object.keys(actions).join(', ')}`,
      );
    }
    validateExpressions(store, action.operation, data);
    const capacity = request.ReturnConsumedCapacity
      ? { ReturnConsumedCapacity: request.ReturnConsumedCapacity }
      : {};
    return { operation: action.operation, data: { ...data, ...capacity }, checkOnly: action.checkOnly };
  });
}

// Two requests are the same when their parameters are, in whatever order their maps were written.
function fingerprint(request: Parameters): string {
  const { ClientRequestToken: _, ReturnConsumedCapacity: __, ...parameters } = request;
  const canonical = JSON.stringify(parameters, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
  return createHash('sha256').update(canonical).digest('base64');
}

/**
 * Remembers the client request tokens of transactions that are running or have succeeded. A cancelled
 * transaction had no effect that a second one could double, so its token is free again and a retry is judged
 * afresh. Tokens are held in memory only: a restart forgets them.
 */
class RequestTokens {
  // In the order of completion: a token is put again at the end when its transaction succeeds.
  private readonly tokens = new Map<string, { fingerprint: string; completedAtMs?: number }>();

  constructor(private readonly clock: () => number) {}

  /**
   * @returns true when the same request has succeeded already, and must not be done again
   * @throws ApiError IdempotentParameterMismatchException, TransactionInProgressException
   */
  begin(token: string, requestFingerprint: string): boolean {
    this.forgetExpired();
    const known = this.tokens.get(token);
    if (!known) {
      this.tokens.set(token, { fingerprint: requestFingerprint });
      return false;
    }
    if (known.fingerprint !== requestFingerprint) {
      throw apiError(
        'IdempotentParameterMismatchException',
        'The client request token was used before with other parameters',
      );
    }
    if (known.completedAtMs === undefined) {
      throw apiError(
        'TransactionInProgressException',
        'The transaction with the given request token is already in progress.',
      );
    }
    return true;
  }

  succeeded(token: string, requestFingerprint: string): void {
    this.tokens.delete(token);
    this.tokens.set(token, { fingerprint: requestFingerprint, completedAtMs: this.clock() });
  }

  cancelled(token: string): void {
    this.tokens.delete(token);
  }

  private forgetExpired(): void {
    const expiredAtMs = this.clock() - TOKEN_LIFETIME_MS;
    for (const [token, { completedAtMs }] of this.tokens) {
      if (completedAtMs === undefined) continue;
      if (completedAtMs > expiredAtMs && this.tokens.size <= MAX_TOKENS) return;
      this.tokens.delete(token);
    }
  }
}

/** The two transactional operations of DynamoDB, on a dynalite store. */
export interface Transactions {
  /**
   * TransactWriteItems: all of up to 100 actions or none. Where AWS answers TransactionConflict, because another
   * write has one of the items in hand, this one waits its turn.
   * @throws ApiError TransactionCanceledException with `CancellationReasons` in the order of the actions,
   *   ValidationException, ResourceNotFoundException, IdempotentParameterMismatchException,
   *   TransactionInProgressException
   */
  write(request: Parameters): Promise<Parameters>;
  /**
   * TransactGetItems: up to 100 items of one moment, in the order asked; `{}` stands for one that is not there.
   * @throws ApiError as above
   */
  get(request: Parameters): Promise<Parameters>;
}

/**
 * Adds transactions to a store.
 * @param clock the time in epoch milliseconds, by which client request tokens expire
 */
export function createTransactions(store: Store, clock: () => number): Transactions {
  const tokens = new RequestTokens(clock);

  async function write(request: Parameters): Promise<Parameters> {
    const requestFingerprint = fingerprint(request);
    const data = parseParameters(store, request, TRANSACT_WRITE_TYPES);
    const operations = readActions(store, data, WRITE_ACTIONS);
    const token = data.ClientRequestToken as string | undefined;
    if (token !== undefined && tokens.begin(token, requestFingerprint)) return {};
    try {
      const results = await perform(store, operations, cancellation, checkNoItemTwice);
      if (token !== undefined) tokens.succeeded(token, requestFingerprint);
      return { ConsumedCapacity: capacityByTable(results, 'WriteCapacityUnits') };
    } catch (error) {
      if (token !== undefined) tokens.cancelled(token);
      throw error;
    }
  }

  async function get(request: Parameters): Promise<Parameters> {
    const data = parseParameters(store, request, TRANSACT_GET_TYPES);
    const operations = readActions(store, data, READ_ACTIONS);
    const results = await perform(store, operations, cancellation, checkNoItemTwice);
    return {
      ConsumedCapacity: capacityByTable(results, 'ReadCapacityUnits'),
      Responses: results.map(({ Item: item }) =>
        item ? { Item: item as Record<string, AttributeValue> } : {},
      ),
    };
  }

  return { write, get };
}
