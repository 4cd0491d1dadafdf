import type { DomainEvent } from '../events/define-event';
import type { MainCompositionProps } from '../../remotion/catalog';
import type { ExportStatus, RenderRef, RenderSettings, VideoExport } from './video-export';

/** The time now. */
export type Clock = () => Date;

/** Makes ids of a kind, sortable by time: `exp_01J…`. */
export type Ids = (prefix: 'exp' | 'prj' | 'evt') => string;

/** Limits of one user and of the whole stage. */
export interface Limits {
  /** Exports in one UTC day. */
  readonly dailyExports: number;
  /** Renders of one user at the same time. */
  readonly concurrentRenders: number;
  /** Renders of the whole stage at the same time. */
  readonly totalRenders: number;
  readonly maxRenderSeconds: number;
  readonly maxRenderUsd: number;
  /** A render that is silent for longer is given up. */
  readonly renderTimeoutSeconds: number;
  /** Null: no budget. */
  readonly monthlyBudgetUsd: number | null;
}

/** A new export with all that is written together with it. */
export interface NewExport {
  readonly videoExport: VideoExport;
  /** What Remotion will render; kept apart from the export, so that a progress tick stays a small write. */
  readonly props: MainCompositionProps;
  readonly idempotency: { readonly key: string; readonly inputHash: string } | null;
  readonly limits: Pick<Limits, 'dailyExports' | 'monthlyBudgetUsd'>;
}

/** What became of a new export. Everything but `created` leaves nothing behind. */
export type CreateOutcome =
  | { readonly type: 'created' }
  | { readonly type: 'replayed'; readonly exportId: string }
  | { readonly type: 'idempotency-conflict'; readonly exportId: string }
  | { readonly type: 'daily-limit'; readonly used: number }
  | { readonly type: 'budget'; readonly committedUsd: number };

/** One state change with all that changes together with it. */
export interface ExportChange {
  readonly before: VideoExport;
  readonly after: VideoExport;
  /** Whether the change takes or gives back one of the slots to render in. Both are idempotent. */
  readonly slot:
    | { readonly action: 'take'; readonly limits: Pick<Limits, 'concurrentRenders' | 'totalRenders'> }
    | { readonly action: 'release' }
    | null;
}

/** Exports, one by one. Reads are consistent: they see every write that was answered before. */
export interface ExportStore {
  create(request: NewExport): Promise<CreateOutcome>;
  /** The export that an idempotency key made, if the key is still remembered at the given ISO time. */
  madeWith(
    ownerId: string,
    key: string,
    at: string,
  ): Promise<{ readonly exportId: string; readonly inputHash: string } | null>;
  get(id: string): Promise<VideoExport | null>;
  /** What Remotion renders for an export; null when there is no such export. */
  props(id: string): Promise<MainCompositionProps | null>;
  /** Writes a state change if the stored version is still `before.version`; settles money when `after` is terminal. */
  save(change: ExportChange): Promise<'saved' | 'conflict' | 'user-limit' | 'total-limit'>;
  /** Raises progress. Null, and nothing written, unless the export renders this attempt, has less, and was not raised within `minIntervalMs`. */
  recordProgress(tick: ProgressTick): Promise<VideoExport | null>;
  /** Counts one download; null when there is no such export. */
  countDownload(id: string, at: string): Promise<VideoExport | null>;
}

/** One rise of progress. */
export interface ProgressTick {
  readonly exportId: string;
  readonly attempt: number;
  /** Progress of any other render than the attempt's own, as far as that is known, is ignored. */
  readonly renderId: string;
  /** 0 to 1. */
  readonly progress: number;
  /** ISO 8601. */
  readonly at: string;
  readonly minIntervalMs: number;
}

/** A page of a list. `after` is the id that the page before ended with. */
export interface PageRequest {
  readonly first: number;
  readonly after: string | null;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly hasNextPage: boolean;
  /** Where the next page begins, when that is not after the last item: a filter may have left out what came later. */
  readonly continueAfter?: string;
}

/** What can be told of an export that has not ended without reading it. */
export interface AliveExport {
  readonly id: string;
  readonly ownerId: string;
  readonly attempt: number;
}

/** Lists of exports. Eventually consistent: a write may take a moment to show. */
export interface ExportLists {
  /** Newest first. */
  byOwner(
    ownerId: string,
    page: PageRequest & { readonly projectId: string | null; readonly status: ExportStatus | null },
  ): Promise<Page<VideoExport>>;
  /** Exports that have not ended, oldest first. */
  alive(status: 'PENDING' | 'RENDERING', page: PageRequest): Promise<Page<AliveExport>>;
}

/** What a user has used of the limits. */
export interface UsageStore {
  /** `at` chooses the day and the month, in UTC. */
  read(ownerId: string, at: Date): Promise<{ dailyUsed: number; rendering: number; monthlySpentUsd: number }>;
}

/** Sends events, at least once each. Throws when one was not accepted. */
export interface EventPublisher {
  publish(events: readonly DomainEvent[]): Promise<void>;
}

/** A render to be started. */
export interface RenderRequest {
  readonly exportId: string;
  readonly attempt: number;
  readonly settings: RenderSettings;
  readonly props: MainCompositionProps;
  /** The key of the file in the output bucket. */
  readonly outputKey: string;
}

/** Starts renders: Remotion Lambda, or the local render worker. */
export interface Renderer {
  /** Answers as soon as the render is accepted. @throws RendererBusyError when there is no capacity now. */
  start(request: RenderRequest): Promise<RenderRef>;
}

/** There is no capacity to render now; the same start may be tried again later. */
export class RendererBusyError extends Error {
  override readonly name = 'RendererBusyError';
}

/** What Remotion's progress.json says of a render. */
export interface RenderProgress {
  readonly renderId: string;
  /** Which export's attempt it is; null when the render is not one of ours. */
  readonly target: { readonly exportId: string; readonly attempt: number } | null;
  /** 0 to 1, with Remotion's weights. */
  readonly overall: number;
  readonly outcome: RenderOutcome | null;
}

/** How a render ended. */
export type RenderOutcome =
  | { readonly type: 'success'; readonly billedUsd: number | null }
  | { readonly type: 'error'; readonly name: string; readonly message: string }
  | { readonly type: 'timeout' };

/** Reads renders' progress from S3; the same for both renderers. */
export interface RenderProgressReader {
  /** Null when the render has not written any yet. */
  read(render: RenderRef): Promise<RenderProgress | null>;
}

/** The finished files. */
export interface OutputStore {
  /** A URL that downloads the file under the given name and expires. */
  sign(
    key: string,
    download: { readonly fileName: string; readonly expiresInSeconds: number },
  ): Promise<string>;
  /** Null when there is no such file. */
  head(key: string): Promise<{ readonly sizeInBytes: number } | null>;
}

/** Tells those who watch an export of its newest state. Never throws: who is told must not decide what is true. */
export interface ExportWatchers {
  changed(videoExport: VideoExport): Promise<void>;
}

/** Counts what an operator wants to see on a dashboard. */
export interface ExportMetrics {
  ended(videoExport: VideoExport): void;
}

/** Details of a log line: ids, figures and errors, never user content. */
export type LogDetails = Record<string, unknown>;

/** The part of Powertools' logger that the domain uses. */
export interface Log {
  info(message: string, ...details: [] | [LogDetails]): void;
  warn(message: string, ...details: [] | [LogDetails]): void;
  error(message: string, ...details: [] | [LogDetails]): void;
}
