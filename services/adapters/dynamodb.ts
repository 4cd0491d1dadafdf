import { isDeepStrictEqual } from 'node:util';
import {
  TransactionCanceledException,
  TransactionConflictException,
  type ConditionalCheckFailedException,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { AliveList } from '../exports/ports';
import { BatchGetCommand, TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';

/**
 * Lets the SDK send a single write again that came while a transaction was changing its item: DynamoDB refuses it, and the SDK
 * takes that for final. Transactions that collide are sent again by `transact`.
 */
export function retryConflicts(client: DynamoDBClient): DynamoDBClient {
  client.middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        if (error instanceof TransactionConflictException) Object.assign(error, { $retryable: {} });
        throw error;
      }
    },
    { name: 'retryConflicts', step: 'finalizeRequest', priority: 'low' },
  );
  return client;
}

/** What every DynamoDB adapter is made with. */
export interface Table {
  readonly client: DynamoDBDocumentClient;
  readonly name: string;
}

/** A primary key. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

// User ids come from tokens and may hold anything, `#` included, so it is escaped: no user can name another's key. Nothing
// else is, since a partition key has at most 2048 bytes and an id of 255 characters may need 765 of them.
const user = (ownerId: string): string => `USER#${escaped(ownerId)}`;
const escaped = (text: string): string => text.replace(/[%#]/g, encodeURIComponent);

/** Ids of ours are shorter. What a caller sends as an id may have any length, and DynamoDB refuses keys above 2048 bytes. */
const ID_LENGTH_LIMIT = 64;

/** False for what cannot be the id of anything, and need not be looked up. */
export const isPossibleId = (id: string): boolean => id.length <= ID_LENGTH_LIMIT;

/** What the sort keys of those begin with who are subscribed to one export. */
export const EXPORT_SUBSCRIBER = 'EXPORT#SUBSCRIBER#';

/** Every key of the table. What is read or changed together shares a partition where it can. */
export const keys = {
  project: (id: string): Key => ({ pk: `PROJECT#${id}`, sk: 'PROJECT' }),
  projectsOf: (ownerId: string) => `${user(ownerId)}#PROJECTS`,
  videoExport: (id: string): Key => ({ pk: `EXPORT#${id}`, sk: 'EXPORT' }),
  exportProps: (id: string): Key => ({ pk: `EXPORT#${id}`, sk: 'PROPS' }),
  callbackAttempt: (id: string, number: number): Key => ({
    pk: `EXPORT#${id}`,
    sk: `CALLBACK#${String(number).padStart(3, '0')}`,
  }),
  exportsOf: (ownerId: string) => `${user(ownerId)}#EXPORTS`,
  alive: (list: AliveList) => `ALIVE#${list}`,
  file: (cacheKey: string): Key => ({ pk: `FILE#${cacheKey}`, sk: 'FILE' }),
  minute: (ownerId: string, isoTime: string): Key => ({
    pk: user(ownerId),
    sk: `MINUTE#${isoTime.slice(0, 16)}`,
  }),
  batch: (id: string): Key => ({ pk: `BATCH#${id}`, sk: 'BATCH' }),
  batchProject: (id: string): Key => ({ pk: `BATCH#${id}`, sk: 'PROJECT' }),
  batchRows: (id: string, part: number): Key => ({
    pk: `BATCH#${id}`,
    sk: `ROWS#${String(part).padStart(3, '0')}`,
  }),
  unfinishedBatches: 'ALIVE#BATCH',
  /** Keys of exports and of batches are apart: what one was used for says nothing of the other. */
  batchIdempotency: (ownerId: string, key: string): Key => ({
    pk: `${user(ownerId)}#IDEMPOTENCY#${escaped(key)}`,
    sk: 'BATCH',
  }),
  idempotency: (ownerId: string, key: string): Key => ({
    pk: `${user(ownerId)}#IDEMPOTENCY#${escaped(key)}`,
    sk: 'IDEMPOTENCY',
  }),
  day: (ownerId: string, isoTime: string): Key => ({ pk: user(ownerId), sk: `DAY#${isoTime.slice(0, 10)}` }),
  month: (ownerId: string, isoTime: string): Key => ({
    pk: user(ownerId),
    sk: `MONTH#${isoTime.slice(0, 7)}`,
  }),
  slots: (ownerId: string): Key => ({ pk: user(ownerId), sk: 'SLOTS' }),
  region: (name: string): Key => ({ pk: `REGION#${name}`, sk: 'REGION' }),
  connectionsOf: (ownerId: string): Key => ({ pk: user(ownerId), sk: 'CONNECTIONS' }),
  watchedOwner: (ownerId: string): Key => ({ pk: user(ownerId), sk: 'WATCHED' }),
  allSlots: { pk: 'SLOTS', sk: 'ALL' } as Key,
  statistics: (ownerId: string, isoTime: string): Key => ({
    pk: user(ownerId),
    sk: `STATS#${isoTime.slice(0, 10)}`,
  }),
  history: (renderClass: string, isoTime: string): Key => ({
    pk: `HISTORY#${renderClass}`,
    sk: `MONTH#${isoTime.slice(0, 7)}`,
  }),
  connection: (id: string): Key => ({ pk: `CONNECTION#${id}`, sk: 'CONNECTION' }),
  /** What the keys of a topic's subscribers begin with. Those of one export lie behind it, so that its end finds both at once. */
  subscribers: (topic: string): Key => {
    const [, id] = /^exportProgress:export:(.+)$/s.exec(topic) ?? [];
    return id === undefined
      ? { pk: `TOPIC#${topic}`, sk: 'SUBSCRIBER#' }
      : { pk: `EXPORT#${id}`, sk: EXPORT_SUBSCRIBER };
  },
  subscriber: (topic: string, connectionId: string, operationId: string): Key => {
    const { pk, sk } = keys.subscribers(topic);
    return { pk, sk: `${sk}${connectionId}#${operationId}` };
  },
};

/** Seconds since the epoch, as DynamoDB's TTL wants them. */
export const epochSeconds = (isoTime: string, plusSeconds = 0): number =>
  Math.floor(Date.parse(isoTime) / 1000) + plusSeconds;

/**
 * The row, where a write was refused because its own earlier try had been carried out; null where somebody else was first. The
 * SDK sends a write again when no answer came, and only transactions are known again by DynamoDB, by the token that the SDK
 * gives each. The write has to ask for the row: `ReturnValuesOnConditionCheckFailure: 'ALL_OLD'`.
 * @param written what the write sets; undefined stands for what it leaves out. Two who set the same take themselves for first
 * both, so that must do no harm.
 */
export function ownEarlierWrite(
  error: ConditionalCheckFailedException,
  written: Readonly<Record<string, unknown>>,
): Record<string, unknown> | null {
  const { $metadata, Item } = error;
  if (($metadata.attempts ?? 1) === 1 || Item === undefined) return null;
  const row = unmarshall(Item);
  const wanted = unmarshall(marshall(written, { removeUndefinedValues: true }));
  return Object.keys(written).every((name) => isSameValue(wanted[name], row[name])) ? row : null;
}

/** Bytes come back as another kind of array than they were sent as. */
const isSameValue = (one: unknown, other: unknown): boolean =>
  one instanceof Uint8Array && other instanceof Uint8Array
    ? Buffer.compare(one, other) === 0
    : isDeepStrictEqual(one, other);

/**
 * Why a transaction was cancelled, by the place of its items: true where the item's own condition failed. Null when the
 * error is another one, or when items collided with another transaction: that is to be tried again, not to be judged.
 */
export function failedConditions(error: unknown): readonly FailedCondition[] | null {
  if (!(error instanceof TransactionCanceledException)) return null;
  const reasons = error.CancellationReasons ?? [];
  if (!reasons.some((reason) => reason.Code === 'ConditionalCheckFailed')) return null;
  return reasons.map((reason) => ({ failed: reason.Code === 'ConditionalCheckFailed', item: reason.Item }));
}

/** One item of a cancelled transaction; `item` in DynamoDB's own notation, where it was asked for. */
export interface FailedCondition {
  readonly failed: boolean;
  readonly item: NonNullable<TransactionCanceledException['CancellationReasons']>[number]['Item'];
}

/** True when two transactions touched the same item at the same time and this one lost. */
const isTransactionConflict = (error: unknown): boolean =>
  error instanceof TransactionCanceledException &&
  (error.CancellationReasons ?? []).some((reason) => reason.Code === 'TransactionConflict');

/** BatchGetItem takes at most 100 keys (DynamoDB API reference). */
const BATCH_GET_LIMIT = 100;
const BATCH_TRIES = 5;

/** Reads items by key, consistently, in the order of the keys; missing ones are left out. */
export async function batchGet(table: Table, wanted: readonly Key[]): Promise<Record<string, unknown>[]> {
  const found = new Map<string, Record<string, unknown>>();
  for (let start = 0; start < wanted.length; start += BATCH_GET_LIMIT) {
    let pending: Record<string, unknown>[] = wanted
      .slice(start, start + BATCH_GET_LIMIT)
      .map((key) => ({ ...key }));
    for (let tries = 0; pending.length > 0; tries += 1) {
      if (tries === BATCH_TRIES) throw new Error('DynamoDB left keys of a batch unprocessed.');
      const answer = await table.client.send(
        new BatchGetCommand({ RequestItems: { [table.name]: { Keys: pending, ConsistentRead: true } } }),
      );
      for (const item of answer.Responses?.[table.name] ?? []) found.set(`${item.pk}|${item.sk}`, item);
      pending = answer.UnprocessedKeys?.[table.name]?.Keys ?? [];
    }
  }
  return wanted.flatMap((key) => {
    const item = found.get(`${key.pk}|${key.sk}`);
    return item === undefined ? [] : [item];
  });
}

/** One item of a transaction. */
export type WriteItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** How often a transaction that collided with another write is sent again. */
const CONFLICT_TRIES = 8;

/** Sends a transaction, again when it collided with another write on one of its items. */
export async function transact(table: Table, items: WriteItem[]): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await table.client.send(new TransactWriteCommand({ TransactItems: items }));
      return;
    } catch (error) {
      if (!isTransactionConflict(error) || tries === CONFLICT_TRIES) throw error;
      // Full jitter: those who collided must not collide again.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** tries));
    }
  }
}
