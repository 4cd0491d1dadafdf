import { Webhook } from 'standardwebhooks';
import * as z from 'zod';
import {
  CALLBACK_ATTEMPTS,
  callbackBody,
  callbackId,
  nextAttemptAt,
  type CallbackAnswer,
  type CallbackBody,
  type CallbackError,
  type CallbackOutcome,
  type CallbackSender,
  type CallbackStore,
  type DelayedQueue,
} from '../exports/callback';
import type { Clock, ExportStore, Log } from '../exports/ports';
import type { VideoExport } from '../exports/video-export';

/** What delivering callbacks needs. */
export interface DeliverDeps {
  readonly exports: Pick<ExportStore, 'get' | 'acknowledgeCallback'>;
  readonly callbacks: CallbackStore;
  readonly sender: CallbackSender;
  readonly queue: DelayedQueue;
  /** What messages are signed with: one secret, or during a rotation several. */
  readonly secrets: () => Promise<readonly string[]>;
  readonly clock: Clock;
  /** 0 up to 1. */
  readonly random: () => number;
  readonly log: Log;
}

/** One try that is to be made. */
export interface CallbackMessage {
  readonly exportId: string;
  /** From 1. */
  readonly number: number;
  /** Not before this time, ISO 8601; null for the first try, which is due at once. */
  readonly dueAt: string | null;
}

/** What became of a message. `waiting`: it came too early, or somebody else is making this try. */
export type DeliverResult = 'delivered' | 'failed' | 'waiting' | 'ignored';

/** Signatures of one message: each is 47 bytes of a header, and a receiver knows one or two secrets. */
const MAX_SIGNATURES = 4;

/**
 * What messages are signed with, newest first: the values of the current version of the secret, separated by spaces where
 * there are several, and those of the version before it, which receivers may still know. An old version that cannot sign has
 * never signed, and is left out; a current one that cannot shall be seen to fail.
 */
export function signingSecrets([current, ...previous]: readonly [string, ...string[]]): readonly string[] {
  const valuesOf = (version: string): string[] => version.trim().split(/\s+/);
  const values = [...valuesOf(current), ...previous.flatMap(valuesOf).filter(canSign)];
  return [...new Set(values)].slice(0, MAX_SIGNATURES);
}

function canSign(value: string): boolean {
  try {
    new Webhook(value).sign('id', new Date(0), '');
    return true;
  } catch {
    return false;
  }
}

/** Longer than the function may run: whoever took a try this long ago has died. */
const CLAIM_MS = 60_000;

const endedSchema = z.object({ detail: z.object({ data: z.object({ exportId: z.string().min(1) }) }) });
const messageSchema = z.object({
  exportId: z.string().min(1),
  number: z.int().min(1).max(CALLBACK_ATTEMPTS),
  dueAt: z.iso.datetime().nullable(),
});

/** Reads the queue: whole EventBridge events of exports that ended, and our own messages. @throws ZodError, SyntaxError. */
export function parseMessage(body: string): CallbackMessage {
  const json: unknown = JSON.parse(body);
  const ended = endedSchema.safeParse(json);
  if (!ended.success) return messageSchema.parse(json);
  return { exportId: ended.data.detail.data.exportId, number: 1, dueAt: null };
}

/**
 * Makes one try to tell an export's receiver of its end, and plans the next one. Every try has a number, which the store
 * gives to one caller only, so that a message that is delivered twice is not posted twice. Whoever dies on the way is found
 * by the next delivery of the same message, which goes on from what is recorded.
 */
export async function deliverCallback(deps: DeliverDeps, message: CallbackMessage): Promise<DeliverResult> {
  const { exportId, number, dueAt } = message;
  const now = deps.clock();
  if (dueAt !== null && Date.parse(dueAt) > now.getTime()) return wait(deps, message, dueAt);

  const videoExport = await deps.exports.get(exportId);
  const body = videoExport && callbackBody(videoExport);
  if (!videoExport?.callbackUrl || !body) {
    deps.log.info('A callback is not wanted any more.', { exportId, status: videoExport?.status });
    return 'ignored';
  }
  // Read before the try is taken: without them there is nothing to be tried.
  const secrets = await deps.secrets();

  const earlier = await deps.callbacks.claim(exportId, number, now.toISOString());
  if (earlier === null) {
    const begun = deps.clock();
    const request = signedRequest(secrets, videoExport, videoExport.callbackUrl, body, begun);
    return conclude(deps, message, outcomeOf(await deps.sender.post(request)), begun);
  }
  if (earlier.outcome !== null) return follow(deps, message, earlier.outcome);
  const freeAt = Date.parse(earlier.at) + CLAIM_MS;
  if (freeAt > now.getTime()) return wait(deps, message, new Date(freeAt).toISOString());
  return conclude(deps, message, { statusCode: null, error: 'INTERRUPTED' }, null);
}

/** The queue holds messages back for a quarter of an hour at most; those that come too early go round again. */
async function wait(deps: DeliverDeps, message: CallbackMessage, dueAt: string): Promise<'waiting'> {
  const delaySeconds = (Date.parse(dueAt) - deps.clock().getTime()) / 1000;
  await deps.queue.later(JSON.stringify({ ...message, dueAt }), delaySeconds);
  return 'waiting';
}

/** Records how a try went. @param begun null when nobody knows how long it took. */
async function conclude(
  deps: DeliverDeps,
  message: CallbackMessage,
  { statusCode, error }: Pick<CallbackOutcome, 'statusCode' | 'error'>,
  begun: Date | null,
): Promise<DeliverResult> {
  const { exportId, number } = message;
  const now = deps.clock();
  const durationMs = begun === null ? null : now.getTime() - begun.getTime();
  const isOver = error === null || error === 'GONE';
  const nextAt = isOver ? null : nextAttemptAt(number, now, deps.random());
  const outcome: CallbackOutcome = { statusCode, error, durationMs, nextAttemptAt: nextAt };
  deps.log.info('A callback was tried.', { exportId, number, ...outcome });
  const recorded = await deps.callbacks.finish(exportId, number, outcome);
  return recorded === null ? 'ignored' : follow(deps, message, recorded);
}

/** Sends the next message. Again, where this try is known already: whoever recorded it may have died before sending it. */
async function follow(
  deps: DeliverDeps,
  { exportId, number }: CallbackMessage,
  { error, nextAttemptAt: dueAt }: CallbackOutcome,
): Promise<DeliverResult> {
  if (dueAt !== null) await wait(deps, { exportId, number: number + 1, dueAt }, dueAt);
  else await deps.exports.acknowledgeCallback(exportId);
  return error === null ? 'delivered' : 'failed';
}

function outcomeOf(answer: CallbackAnswer): Pick<CallbackOutcome, 'statusCode' | 'error'> {
  if ('error' in answer) return { statusCode: null, error: answer.error };
  return { statusCode: answer.statusCode, error: statusError(answer.statusCode) };
}

function statusError(statusCode: number): CallbackError | null {
  if (statusCode >= 200 && statusCode < 300) return null;
  if (statusCode >= 300 && statusCode < 400) return 'REDIRECT';
  return statusCode === 410 ? 'GONE' : 'STATUS';
}

/** A message by the rules of Standard Webhooks, signed with each secret: a receiver needs to know one of them. */
function signedRequest(
  secrets: readonly string[],
  videoExport: VideoExport,
  url: string,
  body: CallbackBody,
  at: Date,
) {
  const id = callbackId(videoExport);
  const text = JSON.stringify(body);
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Reelway-Callbacks/1',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, text)).join(' '),
  };
  return { url, headers, body: text };
}
