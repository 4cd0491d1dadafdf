import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Plan, Rejection } from './operation';
import type { Connection, ConnectionStore, Logger, Session } from './ports';
import { closes, frames, type CloseEvent, type SubscribeMessage } from './protocol';
import type { Core } from './publish';

/** What answering `subscribe` takes. */
export interface SubscribeParts<Context> extends Core<Context> {
  readonly store: ConnectionStore;
  readonly maxOperations: number;
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
  // Before the row exists, since from then on another event may be sent to it.
  parts.delivery.begin(connectionId, message.id);
  const outcome = await parts.store.subscribe(row, parts.maxOperations);
  switch (outcome) {
    case 'duplicate':
      return closes.alreadyExists(message.id);
    case 'missing':
      return closes.unauthorized;
    case 'limit':
      await parts.delivery.send(connectionId, frames.error(message.id, [tooMany(parts.maxOperations)]));
      return null;
    case 'ok':
      await sendSnapshot(parts, connectionId, message, plan, session);
      return null;
  }
}

async function sendSnapshot<Context>(
  parts: SubscribeParts<Context>,
  connectionId: string,
  message: SubscribeMessage,
  plan: Plan<Context>,
  { claims }: Session,
): Promise<void> {
  const snapshot = await parts.operations.snapshot(plan);
  if ('errors' in snapshot) return withdraw(parts, connectionId, message.id, snapshot);
  if (snapshot.payload === null) return;
  const result = await parts.operations.run(message.payload, claims, plan.field, snapshot.payload);
  if (typeof result !== 'string') return withdraw(parts, connectionId, message.id, result);
  const state = parts.operations.stateOf(plan.field, snapshot.payload);
  await parts.delivery.update({ connectionId, operationId: message.id }, { ...state, resultJson: result });
}

/** Takes a stored subscription back. When its row is gone, the client or a final state has ended it, and nobody listens. */
async function withdraw<Context>(
  parts: SubscribeParts<Context>,
  connectionId: string,
  operationId: string,
  { errors }: Rejection,
): Promise<void> {
  if (!(await parts.store.unsubscribe(connectionId, operationId))) return;
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

function tooMany(maxOperations: number): GraphQLFormattedError {
  return new GraphQLError(`A connection may hold ${maxOperations} operations`, {
    extensions: { code: 'TOO_MANY_OPERATIONS', limit: maxOperations },
  }).toJSON();
}
