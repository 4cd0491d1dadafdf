import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Plan, Rejection } from './operation';
import type { Connection, ConnectionStore, Logger, Subscription } from './ports';
import { closes, frames, type CloseEvent, type SubscribeMessage } from './protocol';
import type { Core } from './publish';

/**
 * How long publishers leave a new subscription alone, so that nothing crosses its snapshot, in milliseconds; doubled with every
 * try. It takes a write, a read or two, and a send.
 */
const SNAPSHOT_MS = 300;
/** How often a snapshot is begun, should it not be sent in time: nine seconds in all. */
const SNAPSHOT_TRIES = 5;

/** What answering `subscribe` takes. */
export interface SubscribeParts<Context> extends Core<Context> {
  readonly store: ConnectionStore;
  readonly maxOperations: number;
  readonly now: () => number;
  readonly logger?: Logger;
}

/**
 * Stores a subscription, then sends the present state. In this order nothing is missed: a change before the row was written
 * is in the snapshot, and a later one finds the row.
 * @returns how to close the connection, or null.
 */
export async function subscribe<Context>(
  parts: SubscribeParts<Context>,
  connection: Connection,
  message: SubscribeMessage,
): Promise<CloseEvent | null> {
  const { id: connectionId, session } = connection;
  if (!session) return closes.unauthorized;
  const plan = await parts.operations.plan(message.payload, session.claims);
  if ('errors' in plan) return reject(parts, connectionId, message.id, plan);

  const row = { ...message.payload, ...session, connectionId, operationId: message.id, topic: plan.topic };
  const snapshotUntil = parts.now() + SNAPSHOT_MS;
  // Before the row exists, since from then on another event may be sent to it.
  parts.delivery.begin({ ...row, snapshotUntil });
  const outcome = await parts.store.subscribe({ ...row, snapshotUntil }, parts.maxOperations);
  switch (outcome) {
    case 'duplicate':
      return closes.alreadyExists(message.id);
    case 'missing':
      return closes.unauthorized;
    case 'limit':
      await parts.delivery.send(connectionId, frames.error(message.id, [tooMany(parts.maxOperations)]));
      return null;
    case 'ok':
      await sendSnapshots(parts, plan, { ...row, snapshotUntil });
      return null;
  }
}

/**
 * Sends the snapshot while publishers leave the subscription alone. If that takes too long, the row is written anew, with more
 * time: what a publisher may be sending by then was written before, so the next snapshot cannot be older.
 */
async function sendSnapshots<Context>(
  parts: SubscribeParts<Context>,
  plan: Plan<Context>,
  first: Subscription & { readonly snapshotUntil: number },
): Promise<void> {
  const { store, delivery, now, maxOperations } = parts;
  const { connectionId, operationId, topic } = first;
  let row = first;
  for (let tries = 1; ; tries += 1) {
    if ((await sendSnapshot(parts, plan, row)) !== 'late') return;
    if (tries === SNAPSHOT_TRIES) return withdraw(parts, row, [TIMED_OUT]);
    await delivery.waitUntil(row.snapshotUntil);
    // The client, or a final state, has ended it.
    if (!(await store.unsubscribe(connectionId, operationId, topic))) return;
    row = { ...row, snapshotUntil: now() + SNAPSHOT_MS * 2 ** tries };
    if ((await store.subscribe(row, maxOperations)) !== 'ok') return;
  }
}

async function sendSnapshot<Context>(
  parts: SubscribeParts<Context>,
  { field, args, topic, context }: Plan<Context>,
  row: Subscription & { readonly snapshotUntil: number },
): Promise<'late' | 'done'> {
  const { operations, delivery } = parts;
  const snapshot = await operations.snapshot({ field, args, topic, context });
  if ('errors' in snapshot) {
    await withdraw(parts, row, snapshot.errors);
    return 'done';
  }
  if (snapshot.payload === null) {
    delivery.settle(row);
    return 'done';
  }
  const result = await operations.run(row, row.claims, field, snapshot.payload);
  if (typeof result !== 'string') {
    await withdraw(parts, row, result.errors);
    return 'done';
  }
  const state = operations.stateOf(field, snapshot.payload);
  // A publisher that has found the row may be waiting with the state before this one, until that one's window ends.
  if (state.window.from >= row.snapshotUntil) return 'late';
  await delivery.waitUntil(state.window.from);
  const window = { from: state.window.from, until: row.snapshotUntil };
  const outcome = await delivery.update(row, { ...state, window, resultJson: result });
  return outcome === 'late' ? 'late' : 'done';
}

/** Takes a stored subscription back. When its row is gone, the client or a final state has ended it, and nobody listens. */
async function withdraw<Context>(
  parts: SubscribeParts<Context>,
  { connectionId, operationId, topic }: Subscription,
  errors: readonly GraphQLFormattedError[],
): Promise<void> {
  if (!(await parts.store.unsubscribe(connectionId, operationId, topic))) return;
  await parts.delivery.send(connectionId, frames.error(operationId, errors));
}

async function reject<Context>(
  parts: SubscribeParts<Context>,
  connectionId: string,
  operationId: string,
  { outcome, errors }: Rejection,
): Promise<CloseEvent | null> {
  // Nothing was stored, so a row of this id belongs to another operation, which an error would end in the client's eyes. The
  // protocol closes the socket instead; losing the row early does no harm then.
  if (await parts.store.unsubscribe(connectionId, operationId)) return closes.alreadyExists(operationId);
  if (outcome === 'refused') {
    await parts.delivery.send(connectionId, frames.error(operationId, errors));
    return null;
  }
  const answer = await parts.delivery.send(
    connectionId,
    frames.next(operationId, JSON.stringify({ errors })),
  );
  if (answer === 'sent') await parts.delivery.send(connectionId, frames.complete(operationId));
  return null;
}

const TIMED_OUT = new GraphQLError('The present state could not be sent in time; subscribe again', {
  extensions: { code: 'SNAPSHOT_TIMEOUT' },
}).toJSON();

function tooMany(maxOperations: number): GraphQLFormattedError {
  return new GraphQLError(`A connection may hold ${maxOperations} operations`, {
    extensions: { code: 'TOO_MANY_OPERATIONS', limit: maxOperations },
  }).toJSON();
}
