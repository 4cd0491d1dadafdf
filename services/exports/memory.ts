import { monotonicFactory } from 'ulid';
import type { MainCompositionProps } from '../../remotion/catalog';
import type { DomainEvent } from '../events/define-event';
import type { ProjectStore } from '../projects/ports';
import type { Project } from '../projects/project';
import { estimate, LOCAL_RENDER_FUNCTION, roundUsd } from './cost';
import { IDEMPOTENCY_HOURS } from './create';
import { MemoryCallbacks, RecordingDelayedQueue } from './memory-callbacks';
import { MemoryWatches } from './memory-watches';
import { MemoryHistory, MemoryStatistics } from './memory-statistics';
import type {
  AliveExport,
  AliveList,
  AssetAnswer,
  AssetChecker,
  Backlog,
  Clock,
  CreateOutcome,
  EventPublisher,
  ExportChange,
  ExportLists,
  ExportMetrics,
  ExportStore,
  ExportWatchers,
  FilePreviews,
  Ids,
  Limits,
  Log,
  LogDetails,
  NewExport,
  OutputStore,
  Page,
  PageRequest,
  PreviewStore,
  ProgressTick,
  RateLimiter,
  Removal,
  RenderProgress,
  RenderProgressReader,
  Renderer,
  RenderRequest,
  SaveOutcome,
  SharedFile,
  SignedDownload,
  SlotBook,
  SlotLimits,
  Subscriber,
  Usage,
  UsageStore,
  WatchedExport,
} from './ports';
import type { CoarseClient } from './statistics';
import {
  effectsOf,
  isTerminal,
  tellProgress,
  tellWaiting,
  type Effects,
  type RenderRef,
  type RenderSettings,
  type VideoExport,
  type Watch,
} from './video-export';

// The domain's ports in the memory of one process, for tests. Everything is copied on its way in and out, as a database
// does. The contract suites of services/adapters hold these and the real adapters to the same behaviour.

/** A clock that stands still until it is moved. */
export interface SteppedClock extends Clock {
  /** Moves the clock, in milliseconds. */
  advance(ms: number): void;
}

/** @param at ISO 8601. */
export function createSteppedClock(at = '2026-03-01T12:00:00.000Z'): SteppedClock {
  let nowMs = Date.parse(at);
  const advance = (ms: number): void => {
    nowMs += ms;
  };
  return Object.assign(() => new Date(nowMs), { advance });
}

/** Ids as in production, by the given clock; the same in every run. */
export function createIds(clock: Clock): Ids {
  const ulid = monotonicFactory(() => 0.5);
  return (prefix) => `${prefix}_${ulid(clock().getTime())}`;
}

/** Remembers log lines. */
export interface RecordingLog extends Log {
  readonly lines: { level: 'info' | 'warn' | 'error'; message: string; details: LogDetails }[];
}

export function createRecordingLog(): RecordingLog {
  const lines: RecordingLog['lines'] = [];
  const at =
    (level: 'info' | 'warn' | 'error') =>
    (message: string, details: LogDetails = {}): void =>
      void lines.push({ level, message, details });
  return { lines, info: at('info'), warn: at('warn'), error: at('error') };
}

/** What is kept of one export. */
interface Row {
  item: VideoExport;
  progressAt: string | null;
  /** Of an ended export: what is left to be done. */
  todo: 'ENDED' | 'CALLBACK' | null;
  removal: Removal | null;
  /** ISO 8601; empty where there is no removal. */
  removedAt: string;
}

interface FileRow {
  leader: string | null;
  outputKey: string | null;
  sizeInBytes: number | null;
  readonly followers: Set<string>;
  readonly holders: Set<string>;
  previews: FilePreviews;
  previewsTakenUntil: string | null;
}

const NO_PREVIEWS = {
  previews: { thumbnailFrame: null, hasClip: false, clipAskedAt: null },
  previewsTakenUntil: null,
};

/** Exports, their lists and what is used of the limits. */
export class MemoryExports implements ExportStore, ExportLists, UsageStore, RateLimiter {
  private readonly rows = new Map<string, Row>();
  private readonly propsOf = new Map<string, MainCompositionProps>();
  private readonly knownKeys = new Map<
    string,
    { inputHash: string; exportId: string; expiresAtMs: number }
  >();
  private readonly days = new Map<string, number>();
  private readonly minutes = new Map<string, number>();
  private readonly months = new Map<string, { committedUsd: number; spentUsd: number }>();
  private readonly userSlots = new Map<string, Set<string>>();
  private readonly files = new Map<string, FileRow>();
  /** Removals that are finished, of exports whose file others share. */
  private readonly kept = new Map<string, Removal>();
  readonly statistics = new MemoryStatistics();
  readonly history = new MemoryHistory();
  private book: { holders: Set<string>; functions: number } = { holders: new Set(), functions: 0 };

  /** @param projects when given, exports are refused whose project was changed in the meantime. */
  constructor(private readonly projects: Pick<ProjectStore, 'get'> | null = null) {}

  async create(request: NewExport): Promise<CreateOutcome> {
    const { videoExport, props, idempotency, limits, projectVersion } = request;
    const { id, ownerId, createdAt, estimatedUsd } = videoExport;
    // Read first: between here and the last write nothing may wait, since all of it is one transaction.
    const project = (await this.projects?.get(videoExport.projectId)) ?? null;
    const key = idempotency === null ? null : JSON.stringify([ownerId, idempotency.key]);
    const known = key === null ? undefined : this.knownKeys.get(key);
    if (known !== undefined && known.expiresAtMs > Date.parse(createdAt)) {
      const type = known.inputHash === idempotency?.inputHash ? 'replayed' : 'idempotency-conflict';
      return { type, exportId: known.exportId };
    }
    if (this.projects !== null && projectVersion !== null && project?.version !== projectVersion) {
      return { type: 'project-changed' };
    }
    const minute = minuteOf(ownerId, createdAt);
    if ((this.minutes.get(minute) ?? 0) >= limits.mutationsPerMinute) return { type: 'rate-limit' };
    const day = dayOf(ownerId, createdAt);
    const used = this.days.get(day) ?? 0;
    if (used >= limits.dailyExports) return { type: 'daily-limit', used };
    const month = this.monthOf(ownerId, createdAt);
    const committedUsd = roundUsd(month.committedUsd + estimatedUsd);
    if (limits.monthlyBudgetUsd !== null && committedUsd > limits.monthlyBudgetUsd) {
      return { type: 'budget', committedUsd: month.committedUsd };
    }
    if (this.rows.has(id)) throw new Error(`There is an export ${id} already.`);

    this.minutes.set(minute, (this.minutes.get(minute) ?? 0) + 1);
    this.days.set(day, used + 1);
    month.committedUsd = committedUsd;
    this.put(videoExport);
    this.propsOf.set(id, structuredClone(props));
    if (key !== null && idempotency !== null) {
      const expiresAtMs = Date.parse(createdAt) + IDEMPOTENCY_HOURS * 3_600_000;
      this.knownKeys.set(key, { inputHash: idempotency.inputHash, exportId: id, expiresAtMs });
    }
    return { type: 'created' };
  }

  async madeWith(ownerId: string, key: string, at: string) {
    const known = this.knownKeys.get(JSON.stringify([ownerId, key]));
    if (known === undefined || known.expiresAtMs <= Date.parse(at)) return null;
    return { exportId: known.exportId, inputHash: known.inputHash };
  }

  async get(id: string): Promise<VideoExport | null> {
    return structuredClone(this.present(id)?.item ?? null);
  }

  /** Who is subscribed to an export: nobody, unless a test says otherwise. */
  subscribersOf: (id: string) => Promise<readonly Subscriber[]> = async () => [];

  async watched(id: string): Promise<WatchedExport | null> {
    const videoExport = await this.get(id);
    return videoExport === null ? null : { videoExport, subscribers: await this.subscribersOf(id) };
  }

  async props(id: string): Promise<MainCompositionProps | null> {
    return structuredClone(this.propsOf.get(id) ?? null);
  }

  async save({ before, after, limits }: ExportChange): Promise<SaveOutcome> {
    if (this.present(after.id)?.item.version !== before.version) return 'conflict';
    const effects = effectsOf(before, after);
    const refusal = this.refusal(after, effects, limits);
    if (refusal !== null) return refusal;

    const own = this.slotsOf(after.ownerId);
    if (effects.takesSlot !== null) {
      own.add(after.id);
      this.book.holders.add(after.id);
      this.book.functions += effects.takesSlot.functions;
    } else if (effects.releasesSlot !== null) {
      own.delete(after.id);
      this.book.holders.delete(after.id);
      this.book.functions -= effects.releasesSlot.functions;
    }
    if (effects.money !== null) {
      const month = this.monthOf(after.ownerId, after.createdAt);
      const { spentUsd, releasedUsd } = effects.money;
      month.committedUsd = roundUsd(month.committedUsd + spentUsd - releasedUsd);
      month.spentUsd = roundUsd(month.spentUsd + spentUsd);
    }
    if (effects.returnsDailyUnit) {
      const day = dayOf(after.ownerId, after.createdAt);
      this.days.set(day, (this.days.get(day) ?? 0) - 1);
    }
    this.changeFile(after, effects);
    if (effects.ends) {
      this.statistics.countEnd(after);
      this.history.countHistory(after);
    }
    this.put(after);
    return 'saved';
  }

  private refusal(after: VideoExport, effects: Effects, limits: SlotLimits): SaveOutcome | null {
    const { file, takesSlot, money, ends } = effects;
    const shared = this.files.get(after.cacheKey);
    if (file === 'lead' && shared !== undefined) return 'file-taken';
    if (file === 'hold' && shared?.outputKey !== after.outputKey) return 'file-gone';
    if (takesSlot !== null) {
      const { holders, functions } = this.book;
      if (this.slotsOf(after.ownerId).size >= limits.concurrentRenders) return 'user-limit';
      if (holders.size >= limits.totalRenders) return 'total-limit';
      const isTooMany = functions + takesSlot.functions > limits.totalFunctions;
      if (takesSlot.functions > 0 && functions > 0 && isTooMany) return 'total-limit';
    }
    if (money === null || ends || limits.monthlyBudgetUsd === null) return null;
    const { committedUsd } = this.monthOf(after.ownerId, after.createdAt);
    return committedUsd > roundUsd(limits.monthlyBudgetUsd - money.spentUsd) ? 'budget' : null;
  }

  private changeFile({ id, cacheKey, outputKey, sizeInBytes }: VideoExport, { file }: Effects): void {
    const row = this.files.get(cacheKey);
    if (file === 'lead') {
      const empty = { followers: new Set<string>(), holders: new Set<string>(), ...NO_PREVIEWS };
      this.files.set(cacheKey, { leader: id, outputKey: null, sizeInBytes: null, ...empty });
    } else if (file === 'drop') {
      this.files.delete(cacheKey);
    } else if (file === 'keep') {
      const followers = row?.followers ?? new Set<string>();
      const holders = new Set([id]);
      this.files.set(cacheKey, { leader: null, outputKey, sizeInBytes, followers, holders, ...NO_PREVIEWS });
    } else if (file === 'hold') {
      row?.holders.add(id);
      row?.followers.delete(id);
    }
  }

  async watch(id: string, by: Watch = 'export'): Promise<VideoExport | null> {
    const row = this.present(id);
    if (row === null) return null;
    const { watchedBy, version, telling } = row.item;
    if (!watchedBy.includes(by)) {
      // The first who watches need not wait for what others are being told.
      const from = watchedBy.length > 0 ? telling.until : telling.from;
      const marked = { watchedBy: [...watchedBy, by], telling: { from, until: telling.until } };
      row.item = { ...row.item, ...marked, version: version + 1 };
    }
    return structuredClone(row.item);
  }

  async tellWaiting(id: string, at: string): Promise<VideoExport | null> {
    const row = this.present(id);
    if (row === null) return null;
    const { watchedBy, version, telling, status } = row.item;
    if (status !== 'PENDING' || watchedBy.includes('owner') || telling.until > at) return null;
    const marked = { watchedBy: [...watchedBy, 'owner'] as const, telling: tellWaiting(at) };
    row.item = { ...row.item, ...marked, version: version + 1 };
    return structuredClone(row.item);
  }

  async acknowledgeEnd(id: string, hasCallback = false): Promise<void> {
    const row = this.present(id);
    if (row !== null && row.todo === 'ENDED') row.todo = hasCallback ? 'CALLBACK' : null;
  }

  async acknowledgeCallback(id: string): Promise<void> {
    const row = this.present(id);
    if (row !== null && row.todo === 'CALLBACK') row.todo = null;
  }

  async sharedFile(cacheKey: string): Promise<SharedFile | null> {
    const row = this.files.get(cacheKey);
    if (row === undefined) return null;
    const { leader, outputKey, sizeInBytes, followers, previews } = row;
    return { leader, outputKey, sizeInBytes, followers: [...followers], previews };
  }

  async follow(cacheKey: string, exportId: string): Promise<boolean> {
    const row = this.files.get(cacheKey);
    if (row === undefined || row.leader === null) return false;
    row.followers.add(exportId);
    return true;
  }

  async forgetFile(cacheKey: string, outputKey: string): Promise<void> {
    if (this.files.get(cacheKey)?.outputKey === outputKey) this.files.delete(cacheKey);
  }

  async remove(ended: VideoExport, at: string): Promise<Removal | null> {
    const row = this.present(ended.id);
    if (row === null || row.item.version !== ended.version) return null;
    const file = this.files.get(ended.cacheKey);
    const isHolder = file?.outputKey === ended.outputKey && file.holders.delete(ended.id);
    const isShared = isHolder && file.holders.size > 0;
    if (isHolder && !isShared) this.files.delete(ended.cacheKey);
    const { ownerId, idempotencyKey, outputKey } = row.item;
    const key = JSON.stringify([ownerId, idempotencyKey]);
    if (this.knownKeys.get(key)?.exportId === ended.id) this.knownKeys.delete(key);
    row.removal = isShared
      ? { unusedFile: null, sharedFile: outputKey }
      : { unusedFile: outputKey, sharedFile: null };
    row.removedAt = at;
    return row.removal;
  }

  async removal(id: string): Promise<Removal | null> {
    return this.rows.get(id)?.removal ?? this.kept.get(id) ?? null;
  }

  async purge(id: string, toldSince?: string): Promise<boolean> {
    const row = this.rows.get(id);
    if (row === undefined || row.removal === null) return true;
    const isRecent = toldSince !== undefined && row.removedAt > toldSince;
    if (isRecent && (await this.subscribersOf(id)).length > 0) return false;
    if (row.removal.sharedFile !== null) this.kept.set(id, row.removal);
    this.propsOf.delete(id);
    this.rows.delete(id);
    return true;
  }

  /** The book of slots. */
  readonly slots: SlotBook = {
    read: async () => ({ holders: [...this.book.holders], functions: this.book.functions }),
    correct: async (read, right, released = []) => {
      const { holders, functions } = this.book;
      const isSame = functions === read.functions && holders.size === read.holders.length;
      if (!isSame || !read.holders.every((id) => holders.has(id))) return false;
      this.book = { holders: new Set(right.holders), functions: right.functions };
      for (const { ownerId, exportId } of released) this.slotsOf(ownerId).delete(exportId);
      return true;
    },
  };

  /** Who makes previews, and what of them is there. */
  readonly previews: PreviewStore = {
    takeTurn: async ({ cacheKey, outputKey }, { at, until }) => {
      const row = this.files.get(cacheKey);
      const isTaken = row?.previewsTakenUntil != null && row.previewsTakenUntil > at;
      if (row === undefined || row.outputKey !== outputKey || isTaken) return null;
      row.previewsTakenUntil = until;
      return row.previews;
    },
    record: async ({ cacheKey, outputKey }, made) => {
      const row = this.files.get(cacheKey);
      if (row === undefined || row.outputKey !== outputKey) return false;
      row.previews = { ...row.previews, ...made };
      row.previewsTakenUntil = null;
      return true;
    },
  };

  async allow(ownerId: string, at: string, perMinute: number): Promise<boolean> {
    const minute = minuteOf(ownerId, at);
    const sent = this.minutes.get(minute) ?? 0;
    if (sent >= perMinute) return false;
    this.minutes.set(minute, sent + 1);
    return true;
  }

  async recordProgress(tick: ProgressTick): Promise<VideoExport | null> {
    const row = this.present(tick.exportId);
    if (row === null) return null;
    const { item, progressAt } = row;
    const waitedMs = progressAt === null ? Infinity : Date.parse(tick.at) - Date.parse(progressAt);
    const isNews =
      item.status === 'RENDERING' &&
      item.attempt === tick.attempt &&
      item.progress < tick.progress &&
      (item.render === null || item.render.renderId === tick.render.renderId) &&
      item.telling.until <= tick.at;
    if (!isNews || waitedMs < tick.minIntervalMs) return null;
    const telling = tellProgress(tick.at, tick.audience);
    const { progress, at, render } = tick;
    row.item = { ...item, progress, render, updatedAt: at, telling, version: item.version + 1 };
    row.progressAt = tick.at;
    return structuredClone(row.item);
  }

  async countDownload(
    { id, ownerId }: Pick<VideoExport, 'id' | 'ownerId'>,
    at: string,
    client: CoarseClient,
  ): Promise<boolean> {
    const row = this.present(id);
    if (row === null) return false;
    this.statistics.countDownload(ownerId, at, client);
    const { downloadCount, version } = row.item;
    row.item = { ...row.item, downloadCount: downloadCount + 1, version: version + 1, updatedAt: at };
    return true;
  }

  async byOwner(ownerId: string, request: Parameters<ExportLists['byOwner']>[1]): Promise<Page<VideoExport>> {
    const found = [...this.rows.values()]
      .filter(({ removal }) => removal === null)
      .map(({ item }) => item)
      .filter((item) => item.ownerId === ownerId)
      .filter((item) => request.projectId === null || item.projectId === request.projectId)
      .filter((item) => request.status === null || item.status === request.status);
    return structuredClone(pageOf(found, request, 'newest first'));
  }

  async alive(list: AliveList, request: PageRequest): Promise<Page<AliveExport>> {
    const found = [...this.rows.values()]
      .filter((row) => listOf(row) === list)
      .map(({ item: { id, ownerId, attempt, notBefore, batchId } }) => {
        return { id, ownerId, attempt, notBefore, batchId };
      });
    return pageOf(found, request, 'oldest first');
  }

  async read(ownerId: string, at: Date): Promise<Usage> {
    const { spentUsd, committedUsd } = this.monthOf(ownerId, at.toISOString());
    const renderingIds = [...this.slotsOf(ownerId)];
    return {
      dailyUsed: this.days.get(dayOf(ownerId, at.toISOString())) ?? 0,
      rendering: renderingIds.length,
      renderingIds,
      monthlySpentUsd: spentUsd,
      monthlyCommittedUsd: committedUsd,
    };
  }

  private present(id: string): Row | null {
    const row = this.rows.get(id);
    return row === undefined || row.removal !== null ? null : row;
  }

  private put(item: VideoExport): void {
    const todo = isTerminal(item.status) ? ('ENDED' as const) : null;
    const fresh = { progressAt: null, todo, removal: null, removedAt: '' };
    this.rows.set(item.id, { item: structuredClone(item), ...fresh });
  }

  private monthOf(ownerId: string, at: string): { committedUsd: number; spentUsd: number } {
    return getOrMake(this.months, JSON.stringify([ownerId, at.slice(0, 7)]), () => ({
      committedUsd: 0,
      spentUsd: 0,
    }));
  }

  private slotsOf(ownerId: string): Set<string> {
    return getOrMake(this.userSlots, ownerId, () => new Set<string>());
  }
}

/** What is left to be done about an export. */
function listOf({ item, todo, removal }: Row): AliveList | null {
  if (removal !== null) return 'DELETING';
  if (isTerminal(item.status)) return todo;
  return item.status as 'PENDING' | 'RENDERING';
}

const minuteOf = (ownerId: string, at: string): string => JSON.stringify([ownerId, at.slice(0, 16)]);
const dayOf = (ownerId: string, at: string): string => JSON.stringify([ownerId, at.slice(0, 10)]);

function getOrMake<T>(map: Map<string, T>, key: string, make: () => T): T {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

function pageOf<T extends { readonly id: string }>(
  all: readonly T[],
  { first, after }: PageRequest,
  order: 'newest first' | 'oldest first',
): Page<T> {
  const sign = order === 'oldest first' ? 1 : -1;
  const compare = (a: string, b: string): number => sign * (a < b ? -1 : Number(a > b));
  const rest = all
    .filter(({ id }) => after === null || compare(id, after) > 0)
    .sort((a, b) => compare(a.id, b.id));
  return { items: rest.slice(0, first), hasNextPage: rest.length > first };
}

/** Projects. */
export class MemoryProjects implements ProjectStore {
  private readonly rows = new Map<string, Project>();

  async get(id: string): Promise<Project | null> {
    return structuredClone(this.rows.get(id) ?? null);
  }

  async put(project: Project): Promise<'saved' | 'conflict'> {
    if ((this.rows.get(project.id)?.version ?? 0) !== project.version - 1) return 'conflict';
    this.rows.set(project.id, structuredClone(project));
    return 'saved';
  }

  async byOwner(ownerId: string, page: PageRequest): Promise<Page<Project>> {
    const found = [...this.rows.values()].filter((project) => project.ownerId === ownerId);
    return structuredClone(pageOf(found, page, 'newest first'));
  }
}

/** Remembers events. `failure`, when set, is thrown instead. */
export class RecordingEvents implements EventPublisher {
  readonly published: DomainEvent[] = [];
  failure: Error | null = null;

  async publish(events: readonly DomainEvent[]): Promise<void> {
    if (this.failure !== null) throw this.failure;
    this.published.push(...structuredClone(events));
  }
}

/** Remembers what watchers were told. */
export class RecordingWatchers implements ExportWatchers {
  readonly told: VideoExport[] = [];

  readonly concludedEnds: VideoExport[] = [];

  /** Why somebody cannot be told of an end. */
  failure: Error | null = null;

  /** Subscribers that are found. */
  audience = 0;

  async changed(videoExport: VideoExport): Promise<number> {
    this.told.push(structuredClone(videoExport));
    return this.audience;
  }

  async ended(
    videoExport: VideoExport,
    subscribers: readonly Subscriber[] | null,
  ): Promise<readonly Subscriber[]> {
    this.told.push(structuredClone(videoExport));
    return subscribers ?? [];
  }

  async concluded(videoExport: VideoExport): Promise<void> {
    if (this.failure !== null) throw this.failure;
    this.concludedEnds.push(structuredClone(videoExport));
  }
}

/** Remembers the exports that were counted. */
export class RecordingMetrics implements ExportMetrics {
  readonly counted: VideoExport[] = [];
  readonly backlogs: Backlog[] = [];

  ended(videoExport: VideoExport): void {
    this.counted.push(structuredClone(videoExport));
  }

  backlog(backlog: Backlog): void {
    this.backlogs.push(backlog);
  }
}

/** Finished files, by key: their sizes in bytes, and of those that were written or drawn, what is in them. */
export class MemoryOutputs implements OutputStore {
  readonly sizes = new Map<string, number>();
  readonly bodies = new Map<string, Uint8Array>();

  async sign(key: string, { fileName, expiresInSeconds, inline }: SignedDownload) {
    const query = new URLSearchParams({ fileName, expiresInSeconds: String(expiresInSeconds) });
    if (inline === true) query.set('inline', '1');
    return `https://files.test/${key}?${query.toString()}`;
  }

  async read(key: string): Promise<Uint8Array | null> {
    return this.bodies.get(key) ?? null;
  }

  async write(key: string, body: Uint8Array): Promise<void> {
    this.bodies.set(key, Uint8Array.from(body));
    this.sizes.set(key, body.length);
  }

  async head(key: string): Promise<{ sizeInBytes: number } | null> {
    const sizeInBytes = this.sizes.get(key);
    return sizeInBytes === undefined ? null : { sizeInBytes };
  }

  async delete(key: string): Promise<void> {
    this.sizes.delete(key);
    this.bodies.delete(key);
  }
}

/** Progress of renders, by `<bucket>/<renderId>`. An Error is thrown when it is read. */
export class MemoryRenderProgress implements RenderProgressReader {
  readonly files = new Map<string, RenderProgress | Error>();

  async read({ bucketName, renderId }: RenderRef): Promise<RenderProgress | null> {
    const file = this.files.get(`${bucketName}/${renderId}`) ?? null;
    if (file instanceof Error) throw file;
    return structuredClone(file);
  }
}

/** Starts nothing, and remembers what it was asked. `onStart` may throw, or wait, before the render is accepted. */
export class ScriptedRenderer implements Renderer {
  readonly started: RenderRequest[] = [];
  readonly cancelled: RenderRef[] = [];
  onStart: (request: RenderRequest) => Promise<void> | void = () => {};

  async start(request: RenderRequest): Promise<RenderRef> {
    await this.onStart(request);
    this.started.push(structuredClone(request));
    return { renderId: `render${this.started.length}`, bucketName: 'renders' };
  }

  async cancel(render: RenderRef): Promise<void> {
    this.cancelled.push(render);
  }
}

/** Finds every file, unless it was told otherwise. */
export class ScriptedAssets implements AssetChecker {
  readonly looked: string[] = [];
  readonly answers = new Map<string, AssetAnswer>();

  async look(urls: readonly string[]): Promise<ReadonlyMap<string, AssetAnswer>> {
    this.looked.push(...urls);
    const found: AssetAnswer = { type: 'found', contentType: null, sizeInBytes: 1 };
    return new Map(urls.map((url) => [url, this.answers.get(url) ?? found]));
  }
}

/** An export that has just been created, with the given changes. */
export const exampleExport = (changes: Partial<VideoExport> = {}): VideoExport => ({
  id: 'exp_01JZ8Q4S4T6V8X0Y2Z4A6B8C0E',
  ownerId: 'user-1',
  projectId: 'prj_01JZ8Q4S4T6V8X0Y2Z4A6B8C0F',
  title: 'Example',
  status: 'PENDING',
  progress: 0,
  version: 1,
  settings: {
    format: 'MP4',
    quality: 'HIGH',
    codec: 'H264',
    width: 1920,
    height: 1080,
    scale: 1,
    fps: 30,
    durationInFrames: 90,
    crf: 18,
    videoBitrate: null,
    jpegQuality: 90,
  },
  attempt: 1,
  attemptsUsed: 0,
  strain: { memory: 0, time: 0 },
  notBefore: null,
  functions: 0,
  cacheKey: 'cache-key-1',
  leads: false,
  cacheHit: false,
  batchId: null,
  retryOf: null,
  idempotencyKey: null,
  callbackUrl: null,
  watchedBy: [],
  telling: { from: '2026-03-01T12:00:00.000Z', until: '2026-03-01T12:00:00.000Z' },
  render: null,
  outputKey: null,
  sizeInBytes: null,
  failure: null,
  estimatedUsd: 0,
  expectedSeconds: null,
  billedUsd: null,
  downloadCount: 0,
  correlationId: 'request-1',
  createdAt: '2026-03-01T12:00:00.000Z',
  updatedAt: '2026-03-01T12:00:00.000Z',
  startedAt: null,
  finishedAt: null,
  ...changes,
});

/** A project of one scene, with the given changes. */
export const exampleProject = (changes: Partial<Project> = {}): Project => ({
  id: 'prj_01JZ8Q4S4T6V8X0Y2Z4A6B8C0F',
  ownerId: 'user-1',
  title: 'Example',
  width: 1920,
  height: 1080,
  fps: 30,
  scenes: [{ id: 'scene-1', name: null, template: 'title', props: { title: 'Hello' }, durationInFrames: 90 }],
  audioUrl: null,
  logoUrl: null,
  version: 1,
  createdAt: '2026-03-01T12:00:00.000Z',
  updatedAt: '2026-03-01T12:00:00.000Z',
  ...changes,
});

/** Everything that the domain's functions need, in memory; hand it to any of them. */
export function createDomain(limits: Partial<Limits> = {}) {
  const clock = createSteppedClock();
  const projects = new MemoryProjects();
  const exports = new MemoryExports(projects);
  return {
    clock,
    ids: createIds(clock),
    random: (): number => 0.5,
    log: createRecordingLog(),
    exports,
    lists: exports,
    usage: exports,
    rates: exports,
    slots: exports.slots,
    statistics: exports.statistics,
    callbacks: new MemoryCallbacks(),
    estimate: async (settings: RenderSettings) => estimate(settings, null, LOCAL_RENDER_FUNCTION),
    projects,
    recentProjects: projects,
    events: new RecordingEvents(),
    watchers: new RecordingWatchers(),
    metrics: new RecordingMetrics(),
    outputs: new MemoryOutputs(),
    renders: new MemoryRenderProgress(),
    renderer: new ScriptedRenderer(),
    requests: new RecordingDelayedQueue(),
    assets: new ScriptedAssets(),
    assetSizeLimits: { image: 50e6, video: 2000e6, audio: 200e6 },
    watches: new MemoryWatches(),
    estimateUsd: (): number => 0,
    attemptUsd: (): number => 0,
    functionsFor: (): number => 1,
    siteVersion: 'site-1',
    sceneCompiler: async () => (await import('../scenes/compile')).sceneCompiler(),
    allowPrivateCallbacks: false,
    limits: {
      dailyExports: 10,
      concurrentRenders: 1,
      totalRenders: 20,
      totalFunctions: 900,
      maxWaitHours: 24,
      mutationsPerMinute: 60,
      maxRenderSeconds: 1800,
      maxRenderUsd: 5,
      renderTimeoutSeconds: 1800,
      monthlyBudgetUsd: null,
      ...limits,
    },
  };
}
