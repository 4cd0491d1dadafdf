import { monotonicFactory } from 'ulid';
import type { MainCompositionProps } from '../../remotion/catalog';
import type { DomainEvent } from '../events/define-event';
import type { ProjectStore } from '../projects/ports';
import type { Project } from '../projects/project';
import { roundUsd } from './cost';
import { IDEMPOTENCY_HOURS } from './create';
import type {
  Clock,
  CreateOutcome,
  EventPublisher,
  ExportChange,
  ExportLists,
  ExportMetrics,
  ExportStore,
  ExportWatchers,
  Ids,
  Limits,
  Log,
  LogDetails,
  NewExport,
  OutputStore,
  Page,
  PageRequest,
  ProgressTick,
  RenderProgress,
  RenderProgressReader,
  Renderer,
  RenderRequest,
  UsageStore,
} from './ports';
import { isTerminal, type RenderRef, type VideoExport } from './video-export';

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

/** Exports, their lists and what is used of the limits. */
export class MemoryExports implements ExportStore, ExportLists, UsageStore {
  private readonly rows = new Map<string, { item: VideoExport; progressAt: string | null }>();
  private readonly propsOf = new Map<string, MainCompositionProps>();
  private readonly knownKeys = new Map<
    string,
    { inputHash: string; exportId: string; expiresAtMs: number }
  >();
  private readonly days = new Map<string, number>();
  private readonly months = new Map<string, { committedUsd: number; spentUsd: number }>();
  private readonly slots = new Map<string, Set<string>>();

  async create({ videoExport, props, idempotency, limits }: NewExport): Promise<CreateOutcome> {
    const { id, ownerId, createdAt, estimatedUsd } = videoExport;
    const key = idempotency === null ? null : JSON.stringify([ownerId, idempotency.key]);
    const known = key === null ? undefined : this.knownKeys.get(key);
    if (known !== undefined && known.expiresAtMs > Date.parse(createdAt)) {
      const type = known.inputHash === idempotency?.inputHash ? 'replayed' : 'idempotency-conflict';
      return { type, exportId: known.exportId };
    }
    const day = dayOf(ownerId, createdAt);
    const used = this.days.get(day) ?? 0;
    if (used >= limits.dailyExports) return { type: 'daily-limit', used };
    const month = this.monthOf(ownerId, createdAt);
    const committedUsd = roundUsd(month.committedUsd + estimatedUsd);
    if (limits.monthlyBudgetUsd !== null && committedUsd > limits.monthlyBudgetUsd) {
      return { type: 'budget', committedUsd: month.committedUsd };
    }
    if (this.rows.has(id)) throw new Error(`There is an export ${id} already.`);

    this.days.set(day, used + 1);
    month.committedUsd = committedUsd;
    this.rows.set(id, { item: structuredClone(videoExport), progressAt: null });
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
    return structuredClone(this.rows.get(id)?.item ?? null);
  }

  async props(id: string): Promise<MainCompositionProps | null> {
    return structuredClone(this.propsOf.get(id) ?? null);
  }

  async save({
    before,
    after,
    slot,
  }: ExportChange): Promise<'saved' | 'conflict' | 'user-limit' | 'total-limit'> {
    if (this.rows.get(after.id)?.item.version !== before.version) return 'conflict';
    const own = this.slotsOf(JSON.stringify(after.ownerId));
    const all = this.slotsOf('all');
    if (slot?.action === 'take') {
      const isFull = (holders: Set<string>, limit: number): boolean =>
        holders.size >= limit && !holders.has(after.id);
      if (isFull(own, slot.limits.concurrentRenders)) return 'user-limit';
      if (isFull(all, slot.limits.totalRenders)) return 'total-limit';
      own.add(after.id);
      all.add(after.id);
    } else if (slot?.action === 'release') {
      own.delete(after.id);
      all.delete(after.id);
    }
    if (isTerminal(after.status)) {
      const month = this.monthOf(after.ownerId, after.createdAt);
      const spentUsd = after.billedUsd ?? 0;
      month.committedUsd = roundUsd(month.committedUsd + spentUsd - after.estimatedUsd);
      month.spentUsd = roundUsd(month.spentUsd + spentUsd);
    }
    this.rows.set(after.id, { item: structuredClone(after), progressAt: null });
    return 'saved';
  }

  async recordProgress(tick: ProgressTick): Promise<VideoExport | null> {
    const row = this.rows.get(tick.exportId);
    if (row === undefined) return null;
    const { item, progressAt } = row;
    const waitedMs = progressAt === null ? Infinity : Date.parse(tick.at) - Date.parse(progressAt);
    const isNews =
      item.status === 'RENDERING' &&
      item.attempt === tick.attempt &&
      item.progress < tick.progress &&
      (item.render === null || item.render.renderId === tick.renderId);
    if (!isNews || waitedMs < tick.minIntervalMs) return null;
    row.item = { ...item, progress: tick.progress, updatedAt: tick.at, version: item.version + 1 };
    row.progressAt = tick.at;
    return structuredClone(row.item);
  }

  async countDownload(id: string, at: string): Promise<VideoExport | null> {
    const row = this.rows.get(id);
    if (row === undefined) return null;
    const { downloadCount, version } = row.item;
    row.item = { ...row.item, downloadCount: downloadCount + 1, version: version + 1, updatedAt: at };
    return structuredClone(row.item);
  }

  async byOwner(ownerId: string, request: Parameters<ExportLists['byOwner']>[1]): Promise<Page<VideoExport>> {
    const found = [...this.rows.values()]
      .map(({ item }) => item)
      .filter((item) => item.ownerId === ownerId)
      .filter((item) => request.projectId === null || item.projectId === request.projectId)
      .filter((item) => request.status === null || item.status === request.status);
    return structuredClone(pageOf(found, request, 'newest first'));
  }

  async alive(status: 'PENDING' | 'RENDERING', request: PageRequest) {
    const found = [...this.rows.values()]
      .filter(({ item }) => item.status === status)
      .map(({ item: { id, ownerId, attempt } }) => ({ id, ownerId, attempt }));
    return pageOf(found, request, 'oldest first');
  }

  async read(ownerId: string, at: Date) {
    return {
      dailyUsed: this.days.get(dayOf(ownerId, at.toISOString())) ?? 0,
      rendering: this.slotsOf(JSON.stringify(ownerId)).size,
      monthlySpentUsd: this.monthOf(ownerId, at.toISOString()).spentUsd,
    };
  }

  private monthOf(ownerId: string, at: string): { committedUsd: number; spentUsd: number } {
    return getOrMake(this.months, JSON.stringify([ownerId, at.slice(0, 7)]), () => ({
      committedUsd: 0,
      spentUsd: 0,
    }));
  }

  private slotsOf(name: string): Set<string> {
    return getOrMake(this.slots, name, () => new Set<string>());
  }
}

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

  async changed(videoExport: VideoExport): Promise<void> {
    this.told.push(structuredClone(videoExport));
  }
}

/** Remembers the exports that were counted. */
export class RecordingMetrics implements ExportMetrics {
  readonly counted: VideoExport[] = [];

  ended(videoExport: VideoExport): void {
    this.counted.push(structuredClone(videoExport));
  }
}

/** Finished files, by key; only their sizes in bytes. */
export class MemoryOutputs implements OutputStore {
  readonly sizes = new Map<string, number>();

  async sign(key: string, { fileName, expiresInSeconds }: { fileName: string; expiresInSeconds: number }) {
    const query = new URLSearchParams({ fileName, expiresInSeconds: String(expiresInSeconds) });
    return `https://files.test/${key}?${query.toString()}`;
  }

  async head(key: string): Promise<{ sizeInBytes: number } | null> {
    const sizeInBytes = this.sizes.get(key);
    return sizeInBytes === undefined ? null : { sizeInBytes };
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
  onStart: (request: RenderRequest) => Promise<void> | void = () => {};

  async start(request: RenderRequest): Promise<RenderRef> {
    await this.onStart(request);
    this.started.push(structuredClone(request));
    return { renderId: `render${this.started.length}`, bucketName: 'renders' };
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
  render: null,
  outputKey: null,
  sizeInBytes: null,
  failure: null,
  estimatedUsd: 0,
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
  const exports = new MemoryExports();
  return {
    clock,
    ids: createIds(clock),
    log: createRecordingLog(),
    exports,
    lists: exports,
    usage: exports,
    projects: new MemoryProjects(),
    events: new RecordingEvents(),
    watchers: new RecordingWatchers(),
    metrics: new RecordingMetrics(),
    outputs: new MemoryOutputs(),
    renders: new MemoryRenderProgress(),
    renderer: new ScriptedRenderer(),
    estimateUsd: (): number => 0,
    renderTimeoutMs: 1_800_000,
    limits: {
      dailyExports: 10,
      concurrentRenders: 1,
      totalRenders: 20,
      maxRenderSeconds: 1800,
      maxRenderUsd: 5,
      renderTimeoutSeconds: 1800,
      monthlyBudgetUsd: null,
      ...limits,
    },
  };
}
