import { decodeTime, encodeTime } from 'ulid';
import { admitWaiting, oldestOf, type AdmissionDeps } from './admission';
import { callbackState, type CallbackStore } from './callback';
import { putBack } from './change';
import { finishRemoval } from './delete';
import { failure } from './failure';
import { endEvent, failExport, finishRender } from './finish';
import {
  RELEASED_AT_ONCE,
  type AliveExport,
  type AliveList,
  type ExportLists,
  type ExportStore,
  type HeldSlot,
  type Limits,
  type SlotBook,
} from './ports';
import { followRender, type ProgressDeps } from './progress';
import { isTerminal, type VideoExport } from './video-export';

/** What repairing needs. */
export interface ReconcileDeps extends ProgressDeps, AdmissionDeps {
  readonly lists: ExportLists;
  readonly exports: ExportStore;
  readonly slots: SlotBook;
  readonly callbacks: Pick<CallbackStore, 'list'>;
  readonly limits: Pick<
    Limits,
    | 'concurrentRenders'
    | 'totalRenders'
    | 'totalFunctions'
    | 'monthlyBudgetUsd'
    | 'renderTimeoutSeconds'
    | 'maxWaitHours'
  >;
}

/** Repairs of one run, counted. */
export interface Repairs {
  /** Waiting exports that were asked for again. */
  readonly asked: number;
  /** Renders whose end nobody had told us of, or that died. */
  readonly ended: number;
  /** Exports whose render was never started, put back to wait. */
  readonly restarted: number;
  /** Exports that nobody could start for too long. */
  readonly expired: number;
  /** Ends whose event had not arrived, or whose callback was forgotten. */
  readonly announced: number;
  /** Deletions that were finished. */
  readonly removed: number;
  /** Slots that were held by what does not render. */
  readonly slots: number;
}

type Repair = 'ended' | 'restarted' | 'expired' | 'announced' | 'removed';

/** What waits longer than this is asked for again, or told again: the event may be lost. */
const OVERDUE_AFTER_MS = 60_000;
/** A callback's try that is overdue for longer was forgotten; a try takes ten seconds, and its message is on time. */
const CALLBACK_OVERDUE_AFTER_MS = 120_000;
/** After this time without a render id and without progress, the function that should have started the render is dead. */
const NEVER_STARTED_AFTER_MS = 120_000;
/** What is overdue for so much longer has been tried some fifteen times in vain. */
const STUCK_AFTER_MS = 900_000;
/** Pages of each list looked at in one run. */
const PAGES_LIMIT = 10;
/** Of these, as many are repaired as one run has the time for; others follow in a minute. */
const REPAIRED_LIMIT = 500;
/** Exports looked at at the same time. */
const LOOKED_AT_ONCE = 10;

/**
 * Repairs what got lost on the way, and measures what is left. Every step is a conditional write, so it may run beside everything
 * else.
 */
export async function reconcile(deps: ReconcileDeps, causationId: string): Promise<Repairs> {
  const counts = { ended: 0, restarted: 0, expired: 0, announced: 0, removed: 0 };
  let stuck = 0;
  const each = async (
    list: AliveList,
    repair: (one: VideoExport | null, id: string) => Promise<Repair | null>,
    isDue: (one: AliveExport) => boolean = () => true,
  ): Promise<readonly AliveExport[]> => {
    const repairCounted = async (id: string): Promise<void> => {
      const one = list === 'DELETING' ? null : await deps.exports.get(id);
      const done = await repair(one, id);
      if (done !== null) counts[done] += 1;
      if (one !== null && done !== 'ended' && isStuck(deps, list, one)) stuck += 1;
    };
    const { all, failed } = await repairList(deps, { list, isDue }, repairCounted);
    stuck += failed;
    return all;
  };
  const rendering = await each('RENDERING', (one) => repairRender(deps, one, causationId));
  await each('ENDED', (one) => announceAgain(deps, one, causationId));
  await each('CALLBACK', (one) => repairCallback(deps, one, causationId));
  await each('DELETING', async (_, id) => {
    if (!(await finishRemoval(deps, id))) return null;
    deps.log.warn('A deletion was finished.', { exportId: id });
    return 'removed';
  });
  const waiting = await each('PENDING', (one) => expire(deps, one, causationId), expiry(deps));
  const slots = await repairSlots(deps);
  const newestId = highestIdAt(deps.clock().getTime() - OVERDUE_AFTER_MS);
  const asked = await admitWaiting(deps, causationId, { newestId });
  if (asked > 0) deps.log.warn('Exports that wait were asked for again.', { asked });
  const oldestWaitSeconds = oldestWaitMs(waiting, deps.clock()) / 1000;
  deps.metrics.backlog({ waiting: waiting.length, rendering: rendering.length, oldestWaitSeconds, stuck });
  return { asked, slots, ...counts };
}

/** Whether runs before this one should have moved it. Callbacks may take a day, and tell of their ends themselves. */
function isStuck(
  { clock, limits }: Pick<ReconcileDeps, 'clock' | 'limits'>,
  list: AliveList,
  { status, updatedAt, finishedAt }: VideoExport,
): boolean {
  const sinceMs = clock().getTime() - Date.parse(finishedAt ?? updatedAt);
  if (list === 'ENDED') return isTerminal(status) && sinceMs >= STUCK_AFTER_MS;
  const timeoutMs = limits.renderTimeoutSeconds * 1000;
  return list === 'RENDERING' && status === 'RENDERING' && sinceMs >= timeoutMs + STUCK_AFTER_MS;
}

/** For how long the oldest export that may start has been there; ids tell when they were made. */
function oldestWaitMs(waiting: readonly AliveExport[], now: Date): number {
  const at = now.toISOString();
  const oldest = waiting.find(({ notBefore }) => notBefore === null || notBefore <= at);
  return oldest === undefined ? 0 : Math.max(0, now.getTime() - decodeTime(oldest.id.slice('exp_'.length)));
}

/** Looks at the oldest of a list. What fails is logged, and must not keep the others from being repaired. */
async function repairList(
  deps: ReconcileDeps,
  { list, isDue }: { readonly list: AliveList; readonly isDue: (one: AliveExport) => boolean },
  repair: (id: string) => Promise<void>,
): Promise<{ readonly all: readonly AliveExport[]; readonly failed: number }> {
  const all = await oldestOf(deps.lists, list, { pages: PAGES_LIMIT });
  const old = all.filter((one) => isDue(one)).slice(0, REPAIRED_LIMIT);
  let failed = 0;
  for (let start = 0; start < old.length; start += LOOKED_AT_ONCE) {
    const some = old.slice(start, start + LOOKED_AT_ONCE).map(({ id }) =>
      repair(id).catch((error: unknown) => {
        failed += 1;
        deps.log.error('An export could not be repaired.', { exportId: id, list, error });
      }),
    );
    await Promise.all(some);
  }
  return { all, failed };
}

async function repairRender(
  deps: ReconcileDeps,
  stuck: VideoExport | null,
  causationId: string,
): Promise<Repair | null> {
  if (stuck?.status !== 'RENDERING') return null;
  const silentMs = deps.clock().getTime() - Date.parse(stuck.updatedAt);
  if (silentMs < OVERDUE_AFTER_MS) return null;
  if (stuck.render === null) return silentMs < NEVER_STARTED_AFTER_MS ? null : restart(deps, stuck);

  const timeoutMs = deps.limits.renderTimeoutSeconds * 1000;
  const target = { exportId: stuck.id, attempt: stuck.attempt };
  const followed = await followRender(deps, stuck.render, causationId, { target }).catch((error: unknown) => {
    // A progress file that cannot be read must not hold a slot for ever.
    if (silentMs < timeoutMs) throw error;
    deps.log.error('The progress of a silent render could not be read.', { exportId: stuck.id, error });
    return null;
  });
  if (followed !== null && hasEnded(followed.type)) {
    deps.log.warn('The end of a render had not been heard of.', { ...target, as: followed.type });
    return 'ended';
  }
  if (silentMs < timeoutMs) return null;
  return giveUp(deps, stuck, stuck.render.renderId, causationId);
}

const hasEnded = (type: string): boolean => type === 'completed' || type === 'failed' || type === 'retried';

async function restart(deps: ReconcileDeps, { id: exportId, attempt }: VideoExport): Promise<Repair | null> {
  const at = deps.clock().toISOString();
  if ((await putBack(deps, { exportId, attempt, at, notBefore: null })) === null) return null;
  deps.log.warn('A render was never started; its export waits again.', { exportId, attempt });
  return 'restarted';
}

/** The render died without a word. Its file may be there all the same. */
async function giveUp(
  deps: ReconcileDeps,
  { id: exportId, attempt }: VideoExport,
  renderId: string,
  causationId: string,
): Promise<Repair | null> {
  deps.log.warn('A render died without a word.', { exportId, attempt, renderId });
  const outcome = { type: 'timeout' } as const;
  const ended = await finishRender(deps, { exportId, attempt, renderId, outcome, causationId });
  return hasEnded(ended.type) ? 'ended' : null;
}

async function announceAgain(
  deps: ReconcileDeps,
  ended: VideoExport | null,
  causationId: string,
): Promise<Repair | null> {
  if (ended === null || !isTerminal(ended.status)) return null;
  const waitedMs = deps.clock().getTime() - Date.parse(ended.finishedAt ?? ended.updatedAt);
  if (waitedMs < OVERDUE_AFTER_MS) return null;
  await deps.events.publish([endEvent(deps, ended, causationId)]);
  deps.log.warn('The end of an export was announced again.', { exportId: ended.id });
  return 'announced';
}

/** The message for the next try is lost when its time is over: the event makes the callback go on from what is recorded. */
async function repairCallback(
  deps: ReconcileDeps,
  ended: VideoExport | null,
  causationId: string,
): Promise<Repair | null> {
  if (ended === null) return null;
  const attempts = await deps.callbacks.list(ended.id);
  const { status, nextAttemptAt } = callbackState(attempts);
  if (status !== 'PENDING') {
    await deps.exports.acknowledgeCallback(ended.id);
    return null;
  }
  const dueAt = nextAttemptAt ?? attempts.at(-1)?.at ?? ended.finishedAt ?? ended.updatedAt;
  // A message may be in the queue's hands for a quarter of an hour; another copy of it does no harm.
  if (deps.clock().getTime() - Date.parse(dueAt) < CALLBACK_OVERDUE_AFTER_MS) return null;
  await deps.events.publish([endEvent(deps, ended, causationId)]);
  deps.log.warn('A callback was asked for again.', { exportId: ended.id, attempts: attempts.length });
  return 'announced';
}

/** Rows of a batch wait for each other, so they are given more time. */
const BATCH_WAIT_FACTOR = 7;

/** Tells who has waited too long. */
function expiry(deps: ReconcileDeps): (one: AliveExport) => boolean {
  const now = deps.clock().getTime();
  const limitMs = deps.limits.maxWaitHours * 3_600_000;
  const [newest, newestOfBatch] = [
    highestIdAt(now - limitMs),
    highestIdAt(now - BATCH_WAIT_FACTOR * limitMs),
  ];
  return ({ id, batchId }) => id <= ((batchId ?? null) === null ? newest : newestOfBatch);
}

/** Gives back the money that is reserved for an export that nobody can start. */
async function expire(
  deps: ReconcileDeps,
  waiting: VideoExport | null,
  causationId: string,
): Promise<Repair | null> {
  if (waiting?.status !== 'PENDING') return null;
  const hours = deps.limits.maxWaitHours * (waiting.batchId === null ? 1 : BATCH_WAIT_FACTOR);
  const reason = failure('THROTTLED', `No capacity to render could be had for ${hours} hours.`);
  const ended = await failExport(deps, waiting, { failure: reason, causationId });
  if (ended.type !== 'failed') return null;
  deps.log.warn('An export waited too long and was given up.', { exportId: waiting.id });
  return 'expired';
}

/** A slot is held exactly while its export renders. Should the book ever say otherwise, the exports are right. */
async function repairSlots(deps: ReconcileDeps): Promise<number> {
  const book = await deps.slots.read();
  const holders: string[] = [];
  const leaked: string[] = [];
  const released: HeldSlot[] = [];
  let functions = 0;
  for (let start = 0; start < book.holders.length; start += LOOKED_AT_ONCE) {
    const ids = book.holders.slice(start, start + LOOKED_AT_ONCE);
    const found = await Promise.all(ids.map((id) => deps.exports.get(id)));
    found.forEach((holder, index) => {
      const id = ids[index] as string;
      if (holder?.status === 'RENDERING') {
        holders.push(id);
        functions += holder.functions;
      } else if (holder === null) leaked.push(id);
      else if (released.length < RELEASED_AT_ONCE) {
        leaked.push(id);
        released.push({ exportId: id, ownerId: holder.ownerId });
      } else holders.push(id); // The next run's.
    });
  }
  if (leaked.length === 0 && functions === book.functions) return 0;
  // Whoever has taken or given back a slot in the meantime has changed the book: then the next run looks again.
  if (!(await deps.slots.correct(book, { holders, functions }, released))) return 0;
  deps.log.warn('Slots were held by what does not render.', { leaked, functions });
  return Math.max(1, leaked.length);
}

/** The highest id that an export made at this time can have: ids sort by time. */
const highestIdAt = (timeMs: number): string => `exp_${encodeTime(Math.max(0, timeMs))}${'Z'.repeat(16)}`;
