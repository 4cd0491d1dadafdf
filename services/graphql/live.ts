import { GraphQLError } from 'graphql';
import { batchStatus, type BatchStore } from '../exports/batch';
import type { DelayedQueue } from '../exports/callback';
import { failedAttemptUsd, type RenderFunction } from '../exports/cost';
import type {
  Clock,
  ExportLists,
  ExportStore,
  ExportWatchers,
  Limits,
  Log,
  UsageStore,
  WatchedBatch,
  WatchStore,
} from '../exports/ports';
import { isTerminal, type Telling, type VideoExport } from '../exports/video-export';
import { WATCHED_SECONDS } from '../exports/watches';
import { InvalidTokenError, type Authenticate, type Caller } from '../runtime/caller';
import { liveConfig, readEnv, type CoreConfig } from '../runtime/config';
import { atOnce, basics, buckets, delayedQueue, events, pusher, stores, type Timing } from '../runtime/deps';
import { exportMetrics } from '../runtime/metrics';
import { topicKey } from '../subscriptions/operation';
import type {
  Claims,
  ConnectionStore,
  FanOut,
  Publication,
  Pusher,
  SendWindow,
  SubscriberKey,
  Subscription,
  ToldSubscriber,
  TopicDefinition,
} from '../subscriptions/ports';
import { createPublisher, type Publisher } from '../subscriptions/publish';
import { createSubscriptionServer, type SubscriptionServer } from '../subscriptions/server';
import type { ReadDeps, RequestContext } from './context';
import { liveSchema } from './live-schema';
import { limitRules } from './limits';

/** What pushing to subscribers needs. */
export interface LiveDeps {
  readonly connections: ConnectionStore;
  readonly pusher: Pusher;
  /** Where subscribers go that are too many for one function; null: one function serves all. */
  readonly fanOut: FanOut | null;
  readonly exports: Pick<ExportStore, 'get' | 'watched' | 'watch'>;
  readonly lists: Pick<ExportLists, 'byOwner'>;
  readonly usage: Pick<UsageStore, 'read'>;
  readonly batches: Pick<BatchStore, 'get'>;
  readonly watches: WatchStore;
  readonly reads: ReadDeps;
  readonly clock: Clock;
  readonly log: Log;
}

/** Exports that `myExports` begins with, and marks as watched: as many as a user looks at. */
const NEWEST_EXPORTS = 50;
/** How often the turn to tell of a batch is waited for. Each wait is half a second at most. */
const BATCH_TURNS = 4;

const exportTopic = (id: string): string => `export:${id}`;
const ownerTopic = (ownerId: string): string => `owner:${ownerId}`;
const batchTopic = (id: string): string => `batch:${id}`;

const windowOf = ({ from, until }: Telling, isLast: boolean): SendWindow => ({
  from: Date.parse(from),
  until: isLast ? null : Date.parse(until),
});

const exportWindow = ({ telling, status }: VideoExport): SendWindow => windowOf(telling, isTerminal(status));

const hasEnded = (batch: WatchedBatch): boolean => ['FINISHED', 'CANCELLED'].includes(batchStatus(batch));

/** What has changed since subscribers were told may only be shown when nobody is being told any more. */
function batchWindow(batch: WatchedBatch): SendWindow {
  const { telling, toldVersion, version } = batch;
  if (telling === undefined) return { from: 0, until: null };
  const from = toldVersion === version ? telling.from : telling.until;
  return windowOf({ from, until: telling.until }, hasEnded(batch));
}

const isOwn = ({ ownerId }: { readonly ownerId: string }, { userId }: Claims): boolean => ownerId === userId;

function notFound(what: 'export' | 'batch'): GraphQLError {
  const code = what === 'export' ? 'EXPORT_NOT_FOUND' : 'BATCH_NOT_FOUND';
  return new GraphQLError(`There is no such ${what}.`, { extensions: { code } });
}

type Live<Payload, Args> = TopicDefinition<Payload, Args, RequestContext>;

function exportProgress({ exports }: LiveDeps): Live<VideoExport, { id: string }> {
  const own = async (id: string, { caller }: RequestContext): Promise<VideoExport | null> => {
    const videoExport = await exports.get(id);
    return videoExport?.ownerId === caller?.userId ? videoExport : null;
  };
  return {
    async topic({ id }, context) {
      const found = await own(id, context);
      if (found === null) throw notFound('export');
      // Before the row is written: who changes the export from now on either sees the mark or is seen by the snapshot.
      if (!found.watchedBy.includes('export') && !isTerminal(found.status)) await exports.watch(id, 'export');
      return exportTopic(id);
    },
    snapshot: ({ id }, context) => own(id, context),
    isFinal: ({ status }) => isTerminal(status),
    version: ({ version }) => version,
    window: exportWindow,
    mayReceive: isOwn,
  };
}

/** The newest exports of a user, and those that render, which the index of the others may not show yet. */
async function newestOf({ exports, lists, usage, clock }: LiveDeps, ownerId: string): Promise<VideoExport[]> {
  const [{ items }, { renderingIds }] = await Promise.all([
    lists.byOwner(ownerId, { first: NEWEST_EXPORTS, after: null, projectId: null, status: null }),
    usage.read(ownerId, clock()),
  ]);
  const known = new Set(items.map(({ id }) => id));
  const others = await Promise.all(renderingIds.filter((id) => !known.has(id)).map((id) => exports.get(id)));
  const rendering = others.filter((one) => one?.ownerId === ownerId) as VideoExport[];
  return [...items, ...rendering].toSorted((a, b) => (a.id < b.id ? 1 : -1));
}

/** A payload is a list: the newest exports as a snapshot, one export as a change. */
function myExports(deps: LiveDeps): Live<readonly VideoExport[], object> {
  const { exports, watches, clock } = deps;
  const signedIn = ({ caller }: RequestContext): Caller => {
    if (caller === null) throw new GraphQLError('Nobody is signed in.');
    return caller;
  };
  return {
    async topic(_args, context) {
      const { userId } = signedIn(context);
      // First the user, then what is there: an export that begins to render in between sees one or is seen by the other.
      await watches.watchOwner(userId, Math.floor(clock().getTime() / 1000) + WATCHED_SECONDS);
      const unmarked = (await newestOf(deps, userId)).filter(
        ({ status, watchedBy }) => !isTerminal(status) && !watchedBy.includes('owner'),
      );
      await Promise.all(unmarked.map(({ id }) => exports.watch(id, 'owner')));
      return ownerTopic(userId);
    },
    snapshot: (_args, context) => newestOf(deps, signedIn(context).userId),
    isFinal: () => false,
    version: ([first]) => first?.version ?? 0,
    subject: ([first]) => first?.id ?? '',
    window(exportsTold) {
      const windows = exportsTold.map(exportWindow);
      const ends = windows.flatMap(({ until }) => until ?? []);
      const from = Math.max(0, ...windows.map((window) => window.from));
      return { from, until: ends.length === 0 ? null : Math.min(...ends) };
    },
    mayReceive: (exportsTold, claims) => exportsTold.every((one) => isOwn(one, claims)),
  };
}

function batchProgress({ batches, watches }: LiveDeps): Live<WatchedBatch, { id: string }> {
  const own = async (id: string, { caller }: RequestContext): Promise<WatchedBatch | null> => {
    const batch: WatchedBatch | null = await batches.get(id);
    return batch?.ownerId === caller?.userId ? batch : null;
  };
  return {
    async topic({ id }, context) {
      const found = await own(id, context);
      if (found === null) throw notFound('batch');
      if (!found.watched && !hasEnded(found)) await watches.watchBatch(id);
      return batchTopic(id);
    },
    snapshot: ({ id }, context) => own(id, context),
    isFinal: hasEnded,
    version: ({ version }) => version,
    window: batchWindow,
    mayReceive: isOwn,
  };
}

const options = (deps: LiveDeps) => ({
  schema: liveSchema(),
  validationRules: limitRules,
  store: deps.connections,
  pusher: deps.pusher,
  ...(deps.fanOut === null ? {} : { fanOut: deps.fanOut }),
  logger: deps.log,
  now: () => deps.clock().getTime(),
  topics: {
    exportProgress: exportProgress(deps),
    myExports: myExports(deps),
    batchProgress: batchProgress(deps),
  },
  contextFor: (claims: unknown): RequestContext => ({
    caller: claims as Caller,
    requestId: '',
    userAgent: null,
    reads: deps.reads,
    api: null,
  }),
});

/** Answers the messages of WebSocket clients. */
export const createLiveServer = (
  deps: LiveDeps & { readonly connectionsPerUser: number },
  authenticate: Authenticate,
): SubscriptionServer =>
  createSubscriptionServer({
    ...options(deps),
    async authenticate(payload) {
      const authorization = payload?.authorization ?? payload?.Authorization;
      try {
        const caller = await authenticate(typeof authorization === 'string' ? authorization : null);
        return caller === null ? null : { claims: { ...caller }, expiresAt: caller.expiresAt };
      } catch (error) {
        if (error instanceof InvalidTokenError) return null;
        throw error;
      }
    },
    userOf: ({ userId }) => String(userId),
    maxConnectionsPerUser: deps.connectionsPerUser,
  });

/** Pushes to subscribers of all kinds. */
export const createLivePublisher = (deps: LiveDeps): Publisher => createPublisher(options(deps));

const ofExport = (videoExport: VideoExport): Publication => ({
  field: 'exportProgress',
  topic: exportTopic(videoExport.id),
  payload: videoExport,
});

const ofOwner = (videoExport: VideoExport): Publication => ({
  field: 'myExports',
  topic: ownerTopic(videoExport.ownerId),
  payload: [videoExport],
});

/** What became of telling a topic's subscribers. */
interface Told {
  /** False, and a line in the log, when somebody may not have been told of a state that no other one follows. */
  readonly areAll: boolean;
  /** Subscriptions that were found. */
  readonly audience: number;
}

/** Tells of one state of a topic. `isLast`: no other one follows. */
type Tell = (
  publication: Publication,
  how: { readonly isLast: boolean; readonly told?: readonly ToldSubscriber[] },
) => Promise<Told>;

const NOBODY: Told = { areAll: true, audience: 0 };

function createTell(deps: LiveDeps, publisher: Publisher, fanOut: WatchedFanOut): Tell {
  async function isLeftOut(publication: Publication): Promise<boolean> {
    if (fanOut.tookLast(publication)) return false;
    // Whoever has a row is still to be told; an operation that was ended by an `error` has none.
    for await (const page of deps.connections.subscribers(topicKey(publication.field, publication.topic))) {
      if (page.length > 0) return true;
    }
    return false;
  }
  return async (publication, { isLast, told = [] }) => {
    const { field, topic } = publication;
    try {
      const { sent, stale, late, gone, failed, split } = await publisher.publish(publication, told);
      const audience = sent + stale + late + gone + failed + split;
      // A client that does not answer must not have what others follow repeated for hours, to all others as well.
      if (!isLast || failed === 0 || !(await isLeftOut(publication))) return { areAll: true, audience };
      deps.log.warn('Subscribers could not be told of an end.', { field, topic, failed });
    } catch (error) {
      deps.log.warn('Subscribers could not be told of a change.', { field, topic, error });
    }
    return { areAll: false, audience: 0 };
  };
}

/** A fan-out that remembers whether it took the last subscribers of a publication: those who could not be served. */
interface WatchedFanOut {
  readonly fanOut: FanOut | null;
  tookLast(publication: Publication): boolean;
}

function watchFanOut(fanOut: FanOut | null): WatchedFanOut {
  const taken = new WeakMap<Publication, boolean>();
  const watched: FanOut = {
    async split(publication, subscribers) {
      taken.set(publication, false);
      await fanOut?.split(publication, subscribers);
      taken.set(publication, true);
    },
  };
  return {
    fanOut: fanOut === null ? null : watched,
    tookLast: (publication) => taken.get(publication) === true,
  };
}

function createTellBatch(deps: LiveDeps, tell: Tell): (batchId: string) => Promise<boolean> {
  const tellInTurn = async (batchId: string): Promise<boolean> => {
    for (let turns = 0; turns < BATCH_TURNS; turns += 1) {
      const turn = await deps.watches.tellBatch(batchId, deps.clock().toISOString());
      if (turn === null) return true;
      if (turn.type === 'busy') {
        await pauseUntil(deps.clock, turn.until);
        continue;
      }
      const isLast = hasEnded(turn.batch);
      // The end is told again: whoever told it may have died before all had heard it.
      if (turn.type === 'told' && !isLast) return true;
      const publication = { field: 'batchProgress', topic: batchTopic(batchId), payload: turn.batch };
      return (await tell(publication, { isLast })).areAll;
    }
    // Whoever took those turns has told what was to be told here as well.
    return true;
  };
  return async (batchId) => {
    try {
      return await tellInTurn(batchId);
    } catch (error) {
      deps.log.warn('Subscribers could not be told of a batch.', { batchId, error });
      return false;
    }
  };
}

/**
 * Tells subscribers of changes. What goes wrong is logged: the change is true whether or not anybody was told. Only an end that
 * somebody was not told of is an error, since nothing follows it.
 * @param timing when what telling takes is made.
 */
export function createWatchers(deps: LiveDeps, timing: Timing = atOnce): Required<ExportWatchers> {
  const watched = watchFanOut(deps.fanOut);
  const publisher = timing(() => createLivePublisher({ ...deps, fanOut: watched.fanOut }));
  const tell = createTell(deps, publisher, watched);
  const tellBatch = createTellBatch(deps, tell);

  return {
    async batchChanged(batchId) {
      if (!(await tellBatch(batchId))) throw new Error(`Not all who watch ${batchId} were told of it.`);
    },
    async changed(videoExport) {
      const { watchedBy } = videoExport;
      // Each kind of subscriber is looked for only where there has ever been one.
      const found = await Promise.all([
        watchedBy.includes('export') ? tell(ofExport(videoExport), { isLast: false }) : NOBODY,
        watchedBy.includes('owner') ? tell(ofOwner(videoExport), { isLast: false }) : NOBODY,
      ]);
      return found.reduce((sum, { audience }) => sum + audience, 0);
    },
    async ended(videoExport, subscribers) {
      const { id, watchedBy } = videoExport;
      if (!watchedBy.includes('export')) return [];
      try {
        const found = subscribers ?? (await deps.exports.watched(id))?.subscribers ?? [];
        return await publisher.tell(ofExport(videoExport), found as readonly Subscription[]);
      } catch (error) {
        deps.log.warn('Subscribers could not be told of an end.', { exportId: id, error });
        return [];
      }
    },
    async concluded(videoExport, told) {
      const { id, batchId, watchedBy } = videoExport;
      const [ofIt, ofAll, isBatchTold] = await Promise.all([
        watchedBy.includes('export') ? tell(ofExport(videoExport), { isLast: true, told }) : NOBODY,
        watchedBy.includes('owner') ? tell(ofOwner(videoExport), { isLast: true }) : NOBODY,
        !watchedBy.includes('batch') || batchId === null || tellBatch(batchId),
      ]);
      if (!ofIt.areAll || !ofAll.areAll || !isBatchTold)
        throw new Error(`Not all who watch ${id} were told of its end.`);
    },
  };
}

async function pauseUntil(clock: Clock, isoTime: string): Promise<void> {
  // Twice what a turn takes, should clocks differ.
  const ms = Math.min(1_000, Date.parse(isoTime) - clock().getTime());
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
}

/** A part of a fan-out, as it waits in the queue. */
export interface FanOutPage {
  readonly publication: Publication;
  readonly subscribers: readonly SubscriberKey[];
}

/** Bytes of one message; SQS takes 256 KB, whatever else it may take. */
const MAX_PAGE_BYTES = 200_000;

/** Splits a fan-out over invocations of the push function. */
export const queuedFanOut = (queue: DelayedQueue): FanOut => ({
  async split(publication, subscribers) {
    const roomBytes = MAX_PAGE_BYTES - Buffer.byteLength(JSON.stringify(publication));
    let page: SubscriberKey[] = [];
    let bytes = 0;
    const send = (): Promise<void> => queue.later(JSON.stringify({ publication, subscribers: page }), 0);
    for (const key of subscribers) {
      const size = Buffer.byteLength(JSON.stringify(key)) + 1;
      if (page.length > 0 && bytes + size > roomBytes) {
        await send();
        [page, bytes] = [[], 0];
      }
      page.push(key);
      bytes += size;
    }
    await send();
  },
});

/** What pushing needs, made from the environment. */
export function liveDeps(
  core: CoreConfig,
  timing: Timing = atOnce,
  outputs = timing(() => buckets(core).outputs),
): LiveDeps & { readonly connectionsPerUser: number } {
  const { exports, lists, usage, projects, callbacks, connections, batches } = stores(core);
  const { pushQueueUrl, connectionsPerUser } = liveConfig(readEnv());
  const { clock, log } = basics();
  return {
    ...{ exports, lists, usage, batches, connections, connectionsPerUser, clock, log },
    pusher: timing(() => pusher(core)),
    fanOut: pushQueueUrl === null ? null : queuedFanOut(timing(() => delayedQueue(core, pushQueueUrl))),
    watches: exports.watches,
    reads: { projects, lists, callbacks, exports, outputs, usage, clock },
  };
}

/**
 * What every function has that may end an export: all of FinishDeps, and the stores behind it.
 * @param timing when clients of what most of its events do not need are made.
 */
export function finishDeps(
  core: CoreConfig,
  limits: Limits,
  renderFunction: RenderFunction,
  timing: Timing = atOnce,
) {
  const { exports, lists, slots } = stores(core);
  const files = timing(() => buckets(core));
  const outputs = timing(() => files.outputs);
  const renders = timing(() => files.renders);
  const live = liveDeps(core, timing, outputs);
  const { watches } = live;
  const attemptUsd = (videoExport: VideoExport, at: string): number =>
    failedAttemptUsd(videoExport, at, renderFunction);
  const told = {
    events: timing(() => events(core)),
    watchers: createWatchers(live, timing),
    metrics: exportMetrics,
  };
  return { ...basics(), ...told, exports, watches, lists, slots, outputs, renders, limits, attemptUsd };
}
