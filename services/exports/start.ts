import type { MainCompositionProps } from '../../remotion/catalog';
import { createTurns } from './admission';
import { checkAssets, type AssetDeps } from './assets';
import type { DelayedQueue } from './callback';
import { changeExport, putBack, type ChangeResult } from './change';
import { requestRender } from './create';
import { failure, isTransient } from './failure';
import { endUnrendered, failExport, tellEnd, type FinishDeps } from './finish';
import { outputKey } from './output-key';
import {
  RendererBusyError,
  type AliveExport,
  type Clock,
  type ExportLists,
  type ExportStore,
  type Limits,
  type Renderer,
  type WatchStore,
} from './ports';
import { waitMs } from './retry-policy';
import { learnWatches, tellWaiting } from './watches';
import type { ExportFailure, RenderRef, Strain, VideoExport } from './video-export';

/** What starting a render needs. */
export interface StartDeps extends FinishDeps, AssetDeps {
  readonly exports: Pick<
    ExportStore,
    | 'get'
    | 'watched'
    | 'save'
    | 'removal'
    | 'props'
    | 'sharedFile'
    | 'follow'
    | 'forgetFile'
    | 'watch'
    | 'tellWaiting'
  >;
  readonly lists: Pick<ExportLists, 'alive'>;
  readonly renderer: Pick<Renderer, 'start' | 'cancel'>;
  readonly limits: Pick<Limits, 'concurrentRenders' | 'totalRenders' | 'totalFunctions' | 'monthlyBudgetUsd'>;
  /** Lambda functions that a render will run at the same time. */
  readonly functionsFor: (settings: VideoExport['settings'], strain: Strain) => number;
  readonly watches: Pick<WatchStore, 'watching'>;
  /** The render function's own queue. */
  readonly requests: DelayedQueue;
}

/** Which attempt of which export to start, and the event that asked for it. */
export interface StartRequest {
  readonly exportId: string;
  readonly ownerId: string;
  readonly attempt: number;
  readonly causationId: string;
}

/**
 * `user-waiting`, `all-waiting`: no slot of the user, or none at all, is free; it is asked for again when one is. `early`: its
 * next attempt comes later. `postponed`: the renderer has no capacity now. `following`: an equal export renders the file.
 * `reused`: the file was there. `unclear`: the renderer did not say whether it took the render. `failed`: the attempt has
 * ended; another one may follow.
 */
export type StartResult =
  | 'started'
  | 'user-waiting'
  | 'all-waiting'
  | 'early'
  | 'postponed'
  | 'following'
  | 'reused'
  | 'unclear'
  | 'failed'
  | 'ignored';

/** Waiting and rendering exports looked at to find whose turn it is. */
const LOOKED_AT = 200;
/** Renders started for one message: each takes a second or two, and the function has one minute. */
const MAX_STARTS = 5;
/** After so long nothing more is begun for one message, in milliseconds: looking for assets may take another quarter of a minute. */
const STARTING_MS = 25_000;
/** Exports tried for one message: of those that need no slot, there may be many. */
const MAX_TRIED = 20;

/** What leaves an export waiting for its turn, or for the file of another one. */
const WAITING: readonly StartResult[] = ['user-waiting', 'all-waiting', 'following'];

/**
 * Starts an export's attempt, and before it whatever has waited longer and may start: messages come in any order, and a slot
 * that has just become free belongs to whose turn it is.
 */
export async function startExport(deps: StartDeps, request: StartRequest): Promise<StartResult> {
  const result = await startInTurn(deps, request);
  if (WAITING.includes(result)) await tellWaiting(deps, request);
  return result;
}

async function startInTurn(deps: StartDeps, request: StartRequest): Promise<StartResult> {
  const { exportId, ownerId, attempt, causationId } = request;
  const [waiting, rendering] = await Promise.all([
    deps.lists.alive('PENDING', { first: LOOKED_AT, after: null }),
    deps.lists.alive('RENDERING', { first: LOOKED_AT, after: null }),
  ]);
  // The index lags: the requested one may not be in it yet.
  const wanted: AliveExport = { id: exportId, ownerId, attempt, notBefore: null };
  const turns = createTurns(
    [...waiting.items.filter(({ id }) => id !== exportId), wanted],
    rendering.items.filter(({ id }) => id !== exportId),
    { perUser: deps.limits.concurrentRenders, at: deps.clock().toISOString() },
  );
  const hasTime = within(deps.clock, STARTING_MS);
  let starts = 0;
  for (let tried = 0; tried < MAX_TRIED && starts < MAX_STARTS && hasTime(); tried += 1) {
    const next = turns.next();
    if (next === null) break;
    const result = await startAttempt(deps, { exportId: next.id, attempt: next.attempt, causationId });
    if (result === 'started' || result === 'unclear') turns.took(next.ownerId);
    starts += Number(result === 'started');
    if (next.id === exportId) return result;
    if (result === 'postponed' || result === 'all-waiting') return finishWaiting(deps, request);
    if (result === 'user-waiting') turns.full(next.ownerId);
  }
  if (starts < MAX_STARTS && hasTime()) return startAttempt(deps, request);
  await deps.events.publish([requestRender(deps, wanted, causationId)]);
  return 'all-waiting';
}

/** True for so many milliseconds from now. */
function within(clock: Clock, ms: number): () => boolean {
  const end = clock().getTime() + ms;
  return () => clock().getTime() < end;
}

/** There is no room for a render, but a file that is there already needs none. */
async function finishWaiting(deps: StartDeps, { exportId, causationId }: StartRequest): Promise<StartResult> {
  const current = await deps.exports.get(exportId);
  if (current?.status !== 'PENDING') return 'ignored';
  const file = await deps.exports.sharedFile(current.cacheKey);
  if (file === null || file.outputKey === null) return 'all-waiting';
  return share(deps, current, causationId);
}

/** Names an attempt. */
type AttemptRef = Pick<StartRequest, 'exportId' | 'attempt' | 'causationId'>;

/**
 * Takes a slot and starts the render. The slot and RENDERING are written before Remotion is asked: whoever gets the same
 * request a second time sees RENDERING and does nothing, so nothing is rendered twice. If this function dies between the
 * two, reconcile gives the slot back.
 */
async function startAttempt(deps: StartDeps, ref: AttemptRef): Promise<StartResult> {
  const { exportId, attempt } = ref;
  const at = deps.clock().toISOString();
  const claimed = await changeExport(deps.exports, {
    exportId,
    transition: ({ settings, strain }) => {
      return { type: 'claim', at, attempt, functions: deps.functionsFor(settings, strain) };
    },
    limits: deps.limits,
  });
  if (claimed.type !== 'changed') return notClaimed(deps, claimed, ref);

  const [answer, current] = await Promise.all([
    askRenderer(deps, claimed.after),
    learnWatches(deps, claimed.after),
  ]);
  if (answer === 'busy') return postpone(deps, current);
  if ('error' in answer) return refuse(deps, current, ref, answer.error);
  if ('failure' in answer) {
    await endUnrendered(deps, current, { failure: answer.failure, causationId: ref.causationId });
    return 'failed';
  }
  if ('unclear' in answer) {
    deps.log.warn('Whether a render was started is not known.', { exportId, attempt, error: answer.unclear });
    return 'unclear';
  }
  return rememberRender(deps, current, answer);
}

async function notClaimed(
  deps: StartDeps,
  claimed: Exclude<ChangeResult, { type: 'changed' }>,
  { causationId }: AttemptRef,
): Promise<StartResult> {
  const { current } = claimed;
  if (claimed.type === 'ignored') {
    if (claimed.reason !== 'too-early' || current === null) return 'ignored';
    await wake(deps, current);
    return 'early';
  }
  switch (claimed.by) {
    case 'user-limit':
      return 'user-waiting';
    case 'total-limit':
      return 'all-waiting';
    default:
      return share(deps, claimed.current, causationId);
  }
}

/** Has an export asked for again when its time has come. */
async function wake(deps: StartDeps, waiting: VideoExport): Promise<void> {
  const { id, notBefore, correlationId } = waiting;
  const seconds = (Date.parse(notBefore ?? '') - deps.clock().getTime()) / 1000;
  const { type, detail } = requestRender(deps, waiting, correlationId);
  await deps.requests.later(JSON.stringify({ 'detail-type': type, detail }), Math.max(0, seconds));
  deps.log.info('An export waits for its next attempt.', { exportId: id, seconds });
}

/** An equal export has the file, or renders it. */
async function share(deps: StartDeps, current: VideoExport, causationId: string): Promise<StartResult> {
  const { id: exportId, cacheKey, attempt } = current;
  const file = await deps.exports.sharedFile(cacheKey);
  if (file === null) return 'all-waiting';
  const { outputKey: key, sizeInBytes } = file;
  if (key === null || sizeInBytes === null) {
    const follows = await deps.exports.follow(cacheKey, exportId);
    if (follows && file.leader !== null) await startLeader(deps, file.leader, causationId);
    return follows ? 'following' : 'all-waiting';
  }
  if ((await deps.outputs.head(key)) === null) {
    // Somebody has deleted it behind our back: the next request renders it again.
    await deps.exports.forgetFile(cacheKey, key);
    await deps.events.publish([requestRender(deps, current, causationId)]);
    return 'all-waiting';
  }
  const at = deps.clock().toISOString();
  const transition = { type: 'reuse', at, attempt, outputKey: key, sizeInBytes } as const;
  const known = await learnWatches(deps, current);
  const reused = await changeExport(deps.exports, { exportId, transition, known });
  if (reused.type !== 'changed') return 'ignored';
  await tellEnd(deps, reused.after, { causationId });
  return 'reused';
}

/**
 * Starts the export that another one waits for, should it wait itself. Its own request may be lost, and a younger leader is never
 * asked for while its older follower is the user's next: both would wait for ever.
 */
async function startLeader(deps: StartDeps, leaderId: string, causationId: string): Promise<void> {
  const leader = await deps.exports.get(leaderId);
  if (leader?.status !== 'PENDING') return;
  const { notBefore, attempt } = leader;
  // One that is too early is asked for when its time has come.
  if (notBefore !== null && notBefore > deps.clock().toISOString()) return;
  await startAttempt(deps, { exportId: leaderId, attempt, causationId });
}

async function rememberRender(
  deps: StartDeps,
  claimed: VideoExport,
  render: RenderRef,
): Promise<StartResult> {
  const { id: exportId, attempt } = claimed;
  const at = deps.clock().toISOString();
  const transition = { type: 'start', at, attempt, render } as const;
  const started = await changeExport(deps.exports, { exportId, transition, known: claimed });
  if (started.type === 'changed') await deps.watchers.changed(started.after);
  // Nobody waits for this render any more, and nobody who ended the export could stop it, since it was not known. Where it is
  // the one that has ended the export, being so short, there is nothing to be stopped.
  else await deps.renderer.cancel(render);
  deps.log.info('A render was started.', { exportId, attempt, renderId: render.renderId });
  return 'started';
}

type Answer =
  | RenderRef
  | 'busy'
  | { readonly unclear: unknown }
  | { readonly error: unknown }
  /** An asset cannot be used. */
  | { readonly failure: ExportFailure };

async function askRenderer(deps: StartDeps, videoExport: VideoExport): Promise<Answer> {
  const { id: exportId, ownerId, attempt, settings, strain } = videoExport;
  let props: MainCompositionProps | null;
  try {
    props = await deps.exports.props(exportId);
  } catch (error) {
    return isTransient(error) ? 'busy' : { error };
  }
  if (props === null) return { error: new Error('The export has no composition props.') };
  // With the slot in hand: so each attempt looks once, however often its request comes.
  const missing = await checkAssets(deps, props);
  if (missing !== null) return { failure: missing };
  try {
    const key = outputKey(exportId, attempt, settings.format);
    return await deps.renderer.start({ exportId, ownerId, attempt, strain, settings, props, outputKey: key });
  } catch (error) {
    if (error instanceof RendererBusyError) return 'busy';
    // The request may have arrived although the answer did not. Asking again could render and cost twice, so the export
    // stays RENDERING: its progress will tell, or reconcile finds after two minutes that there is none.
    return isTransient(error) ? { unclear: error } : { error };
  }
}

async function refuse(
  deps: StartDeps,
  claimed: VideoExport,
  { causationId }: AttemptRef,
  error: unknown,
): Promise<StartResult> {
  deps.log.error('The renderer refused a render.', { exportId: claimed.id, attempt: claimed.attempt, error });
  const reason = failure('INTERNAL', 'The renderer could not be started.');
  await failExport(deps, claimed, { failure: reason, causationId });
  return 'failed';
}

/** The longer an export has been waiting for capacity, the more seldom it asks. */
async function postpone(deps: StartDeps, claimed: VideoExport): Promise<StartResult> {
  const { id: exportId, attempt, createdAt } = claimed;
  const now = deps.clock();
  const waitedMs = now.getTime() - Date.parse(createdAt);
  const earlier = Math.max(0, Math.floor(Math.log2(waitedMs / 4000 + 1)));
  const notBefore = new Date(now.getTime() + waitMs(earlier, deps.random())).toISOString();
  const waiting = await putBack(deps, { exportId, attempt, at: now.toISOString(), notBefore });
  if (waiting !== null) await wake(deps, waiting);
  deps.log.warn('The renderer has no capacity now; the export waits.', { exportId, attempt, notBefore });
  return 'postponed';
}
