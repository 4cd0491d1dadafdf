import type { DomainEvent } from '../events/define-event';
import type { MainCompositionProps, SceneError } from '../../remotion/catalog';
import type { CoarseClient } from './statistics';
import type { Batch } from './batch';
import type { ConnectionError } from './callback';
import type {
  ExportStatus,
  RenderRef,
  RenderSettings,
  Strain,
  Telling,
  VideoExport,
  Watch,
} from './video-export';

/** The time now. */
export type Clock = () => Date;

/** Makes ids of a kind, sortable by time: `exp_01J…`. */
export type Ids = (prefix: 'exp' | 'prj' | 'bat' | 'evt') => string;

/** Limits of one user and of the whole stage. */
export interface Limits {
  /** Exports in one UTC day. */
  readonly dailyExports: number;
  /** Renders of one user at the same time. */
  readonly concurrentRenders: number;
  /** Renders of the whole stage at the same time. */
  readonly totalRenders: number;
  /** Lambda functions that all renders of the stage may run at the same time. */
  readonly totalFunctions: number;
  readonly maxRenderSeconds: number;
  readonly maxRenderUsd: number;
  /** A render that is silent for longer is given up. */
  readonly renderTimeoutSeconds: number;
  /** An export that nobody could start for so long is given up; one of a batch, whose own others go first, after a week of it. */
  readonly maxWaitHours: number;
  /** Mutations of one user in a minute. */
  readonly mutationsPerMinute: number;
  /** Null: no budget. */
  readonly monthlyBudgetUsd: number | null;
}

/** A new export with all that is written together with it. */
export interface NewExport {
  readonly videoExport: VideoExport;
  /** What Remotion will render; kept apart from the export, so that a progress tick stays a small write. */
  readonly props: MainCompositionProps;
  readonly idempotency: { readonly key: string; readonly inputHash: string } | null;
  readonly limits: Pick<Limits, 'dailyExports' | 'monthlyBudgetUsd' | 'mutationsPerMinute'>;
  /** The version of the project that the export was made from: a newer one must not be overlooked. Null: it does not matter. */
  readonly projectVersion: number | null;
}

/** What became of a new export. Everything but `created` leaves nothing behind. */
export type CreateOutcome =
  | { readonly type: 'created' }
  /** The project was changed or deleted in the meantime. */
  | { readonly type: 'project-changed' }
  | { readonly type: 'rate-limit' }
  | { readonly type: 'replayed'; readonly exportId: string }
  | { readonly type: 'idempotency-conflict'; readonly exportId: string }
  | { readonly type: 'daily-limit'; readonly used: number }
  | { readonly type: 'budget'; readonly committedUsd: number };

/** One state change. What changes with it in the same transaction follows from the two states: see effectsOf(). */
export interface ExportChange {
  readonly before: VideoExport;
  readonly after: VideoExport;
  /** Looked at when a slot is taken, and the budget when an attempt is repeated. */
  readonly limits: SlotLimits;
}

/** Limits that a state change may run into. */
export type SlotLimits = Pick<
  Limits,
  'concurrentRenders' | 'totalRenders' | 'totalFunctions' | 'monthlyBudgetUsd'
>;

/**
 * What became of a state change; nothing but `saved` leaves anything behind. `conflict`: the stored version is another one.
 * `file-taken`: another export renders, or has rendered, the same file. `file-gone`: the file to share is not there any more.
 */
export type SaveOutcome =
  'saved' | 'conflict' | 'user-limit' | 'total-limit' | 'budget' | 'file-taken' | 'file-gone';

/** The file that all exports with one cache key share. */
export interface SharedFile {
  /** The export that renders it; null once it is there. */
  readonly leader: string | null;
  readonly outputKey: string | null;
  readonly sizeInBytes: number | null;
  /** Exports that wait for it. */
  readonly followers: readonly string[];
  readonly previews: FilePreviews;
}

/** What a file can be looked at by before it is downloaded. All who share the file share this too. */
export interface FilePreviews {
  /** Which frame the thumbnail shows, from 0; null while there is none. */
  readonly thumbnailFrame: number | null;
  readonly hasClip: boolean;
  /** When a renderer has accepted a clip that was not there at once, ISO 8601; null when none is awaited. */
  readonly clipAskedAt: string | null;
}

/** A finished file, as the exports that share it know it. */
export type FileRef = Pick<VideoExport, 'cacheKey'> & { readonly outputKey: string };

/** Who makes the previews of a file, and what of them is there. It is remembered as long as somebody has the file. */
export interface PreviewStore {
  /**
   * Takes the turn to make them until an ISO time. Gives what is there then; null while somebody else has the turn, and when
   * nobody has the file any more.
   */
  takeTurn(
    file: FileRef,
    turn: { readonly at: string; readonly until: string },
  ): Promise<FilePreviews | null>;
  /** Notes what was made, besides what is there already, and gives the turn back. False when nobody has the file any more. */
  record(file: FileRef, made: Partial<FilePreviews>): Promise<boolean>;
}

/** What was removed with an export. */
export interface Removal {
  /** The key of the file that nobody needs any more. */
  readonly unusedFile: string | null;
  /** The key of the file that others still need: late messages of its render must not have it deleted. */
  readonly sharedFile: string | null;
}

/** Names one subscription of a client. */
export interface Subscriber {
  readonly connectionId: string;
  readonly operationId: string;
  /** Tells it from others that had its id, in milliseconds since the epoch. */
  readonly snapshotUntil?: number;
}

/** An export together with those who are subscribed to it alone: as many as one function serves. */
export interface WatchedExport {
  readonly videoExport: VideoExport;
  /** As they are stored; whoever pushes knows what else is in them. */
  readonly subscribers: readonly Subscriber[];
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
  /** An export and its subscribers, in one read. */
  watched(id: string): Promise<WatchedExport | null>;
  /** What Remotion renders for an export; null when there is no such export. */
  props(id: string): Promise<MainCompositionProps | null>;
  /** Writes a state change, with all of its effects, if the stored version is still `before.version`. */
  save(change: ExportChange): Promise<SaveOutcome>;
  /** Notes how somebody watches, by itself unless told, so that changes are told from now on. Null when there is none. */
  watch(id: string, by?: Watch): Promise<VideoExport | null>;
  /**
   * Notes that all of its owner's exports are watched, and gives a waiting export a window in which they are told of it. Null
   * where that was noted before, since they know of it then, where it is being told of, and where it waits no more.
   */
  tellWaiting(id: string, at: string): Promise<VideoExport | null>;
  /** The event of an end has arrived. With a callback, it may have to be sent again until that is over. */
  acknowledgeEnd(id: string, hasCallback?: boolean): Promise<void>;
  /** The callback of an export whose end is acknowledged is over. */
  acknowledgeCallback(id: string): Promise<void>;
  /** The file of a cache key; null when nobody has rendered or renders it. */
  sharedFile(cacheKey: string): Promise<SharedFile | null>;
  /** Asks to be told when the file is there. False when nobody renders it any more. */
  follow(cacheKey: string, exportId: string): Promise<boolean>;
  /** Forgets a file that is not where it should be. */
  forgetFile(cacheKey: string, outputKey: string): Promise<void>;
  /**
   * Takes an ended export from its owner's sight at once, its idempotency key with it, and remembers until `purge` what is left
   * to be removed. Null when another write came first.
   */
  remove(ended: VideoExport, at: string): Promise<Removal | null>;
  /** The removal of an export, while it is not finished or others share the file. Null when there is none. */
  removal(id: string): Promise<Removal | null>;
  /**
   * Removes what `remove` has left; a shared file is remembered for some weeks. Only to be called when the unused file is deleted.
   * @param toldSince an ISO time: subscriptions to what was removed after it stay, and so does the removal, since the end may be
   * on its way to them. None stay where it is missing.
   * @returns false while some stay, and it has to be called again.
   */
  purge(id: string, toldSince?: string): Promise<boolean>;
  /**
   * Raises progress. Null, and nothing written, unless the export renders this attempt, has less, was not raised within
   * `minIntervalMs`, and nobody may still be told of the state before.
   */
  recordProgress(tick: ProgressTick): Promise<VideoExport | null>;
  /** Counts one download, on the export and in its owner's statistics. False when there is no such export. */
  countDownload(
    videoExport: Pick<VideoExport, 'id' | 'ownerId'>,
    at: string,
    client: CoarseClient,
  ): Promise<boolean>;
}

/** One rise of progress. */
export interface ProgressTick {
  readonly exportId: string;
  readonly attempt: number;
  /** Progress of any other render than the attempt's own is ignored. One that nobody has noted becomes known by it. */
  readonly render: RenderRef;
  /** 0 to 1. */
  readonly progress: number;
  /** ISO 8601. */
  readonly at: string;
  readonly minIntervalMs: number;
  /** Subscribers who are to be told, as far as anybody knows: the more, the longer it may take. None if missing. */
  readonly audience?: number;
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

/** What can be told of an export in an {@link AliveList} without reading it. */
export interface AliveExport {
  readonly id: string;
  readonly ownerId: string;
  readonly attempt: number;
  /** ISO 8601; null when it may start at once. */
  readonly notBefore: string | null;
  readonly batchId?: string | null;
}

/**
 * What something is left to be done about. `ENDED`: the event of the end has not been acknowledged. `CALLBACK`: the user's
 * server may still have to be told. `DELETING`: removed, but not all of it is gone.
 */
export type AliveList = 'PENDING' | 'RENDERING' | 'ENDED' | 'CALLBACK' | 'DELETING';

/** Lists of exports. Eventually consistent: a write may take a moment to show. */
export interface ExportLists {
  /** Newest first. */
  byOwner(
    ownerId: string,
    page: PageRequest & { readonly projectId: string | null; readonly status: ExportStatus | null },
  ): Promise<Page<VideoExport>>;
  /** Exports about which something is left to be done, oldest first. */
  alive(list: AliveList, page: PageRequest): Promise<Page<AliveExport>>;
}

/** Slots of the whole stage as they are counted. */
export interface SlotCount {
  readonly holders: readonly string[];
  readonly functions: number;
}

/** The book of slots, to be compared with the exports that really render. */
export interface SlotBook {
  read(): Promise<SlotCount>;
  /**
   * Writes what is right, if nobody has changed what was read, and in the same instant takes exports out of their owners' slots: up
   * to {@link RELEASED_AT_ONCE}.
   */
  correct(read: SlotCount, right: SlotCount, released?: readonly HeldSlot[]): Promise<boolean>;
}

/** An export that holds a slot of its owner. */
export interface HeldSlot {
  readonly exportId: string;
  readonly ownerId: string;
}

/** Slots of users in one correction: a transaction takes 100 items (DynamoDB API reference), of which the book is one. */
export const RELEASED_AT_ONCE = 99;

/** Counts a user's mutations. */
export interface RateLimiter {
  /** False when the user has sent as many as allowed in this minute. */
  allow(ownerId: string, at: string, perMinute: number): Promise<boolean>;
}

/** What a user has used of the limits; `monthlyCommittedUsd` is spent and reserved together. */
export interface Usage {
  readonly dailyUsed: number;
  readonly rendering: number;
  /** Ids of the exports that render. */
  readonly renderingIds: readonly string[];
  readonly monthlySpentUsd: number;
  readonly monthlyCommittedUsd: number;
}

/** Reads what a user has used of the limits. */
export interface UsageStore {
  /** `at` chooses the day and the month, in UTC. */
  read(ownerId: string, at: Date): Promise<Usage>;
}

/** Sends events, at least once each. Throws when one was not accepted. */
export interface EventPublisher {
  publish(events: readonly DomainEvent[]): Promise<void>;
}

/** A render to be started. */
export interface RenderRequest {
  readonly exportId: string;
  /** Parts of a video may be used again for the same owner, and for nobody else. */
  readonly ownerId: string;
  readonly attempt: number;
  readonly strain: Strain;
  readonly settings: RenderSettings;
  readonly props: MainCompositionProps;
  /** The key of the file in the output bucket. */
  readonly outputKey: string;
}

/** Starts renders: Remotion Lambda, or the local render worker. */
export interface Renderer {
  /** Answers as soon as the render is accepted. @throws RendererBusyError when there is no capacity now. */
  start(request: RenderRequest): Promise<RenderRef>;
  /** Stops a render. One that is unknown or has ended is no error. */
  cancel(render: RenderRef): Promise<void>;
}

/** One picture of a finished export, as JPEG. */
export interface StillRequest {
  /** On the canvas that `scale` makes the picture's size: whole and even numbers of pixels. */
  readonly props: MainCompositionProps;
  /** Pixels of the picture for one pixel of the canvas; above 0, at most 1. */
  readonly scale: number;
  /** From 0. */
  readonly frame: number;
  /** The key of the finished file, which shows the same. */
  readonly file: string;
  /** Where the picture goes: a key of the output bucket. */
  readonly outputKey: string;
}

/** A short piece of a finished export without its sound: MP4 with H.264. */
export interface ClipRequest extends Omit<StillRequest, 'frame'> {
  readonly firstFrame: number;
  /** Included. */
  readonly lastFrame: number;
}

/** Makes what a finished export can be looked at by. */
export interface PreviewRenderer {
  /** Answers when the picture is in the output bucket. @throws RendererBusyError when there is no capacity now. */
  still(request: StillRequest): Promise<void>;
  /** Answers when the clip is accepted: its file may be there then, or come later, or never. @throws RendererBusyError as above. */
  clip(request: ClipRequest): Promise<void>;
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
  /** Of the file. */
  readonly sizeInBytes: number;
  readonly outcome: RenderOutcome | null;
}

/** How a render ended. */
export type RenderOutcome =
  | {
      readonly type: 'success';
      readonly billedUsd: number | null;
      /** Scenes that another picture stands in for; missing where who tells does not know. */
      readonly sceneErrors?: readonly SceneError[];
    }
  | {
      readonly type: 'error';
      readonly name: string;
      readonly message: string;
      /** What the attempt has cost all the same; null when Remotion does not say. */
      readonly billedUsd?: number | null;
    }
  | { readonly type: 'timeout' };

/** Reads renders' progress from S3; the same for both renderers. */
export interface RenderProgressReader {
  /** Null when the render has not written any yet. */
  read(render: RenderRef): Promise<RenderProgress | null>;
}

/** What a server says of a file. */
export type AssetAnswer =
  | {
      readonly type: 'found';
      /** In lower case, without parameters; null when it is not said. */
      readonly contentType: string | null;
      /** Null when it is not said. */
      readonly sizeInBytes: number | null;
    }
  | { readonly type: 'status'; readonly statusCode: number }
  /** `REDIRECTS`: too many of them. `NOT_REACHED`: other servers have taken all the time there was. */
  | { readonly type: 'error'; readonly error: ConnectionError | 'REDIRECTS' | 'NOT_REACHED' };

/** Looks whether files on the internet are there, without reading them. */
export interface AssetChecker {
  /** An answer for each different URL. Never throws, and takes seconds at most, however many there are. */
  look(urls: readonly string[]): Promise<ReadonlyMap<string, AssetAnswer>>;
}

/** How a signed URL gives a file out. */
export interface SignedDownload {
  readonly fileName: string;
  readonly expiresInSeconds: number;
  /** For pages that show it; without, a browser saves it. */
  readonly inline?: boolean;
}

/** The finished files, and what they can be looked at by. */
export interface OutputStore {
  /** A URL that downloads the file under the given name, or shows it where it is `inline`, and expires. */
  sign(key: string, download: SignedDownload): Promise<string>;
  /** Null when there is no such file. */
  head(key: string): Promise<{ readonly sizeInBytes: number } | null>;
  /** The whole of a small file; null when there is none. */
  read(key: string): Promise<Uint8Array | null>;
  write(key: string, body: Uint8Array, contentType: string): Promise<void>;
  /** Deletes a file; one that is not there is no error. */
  delete(key: string): Promise<void>;
}

/** Tells those who watch an export of its newest state. `changed` and `ended` never throw: who is told must not decide what is true. */
export interface ExportWatchers {
  /** Tells of a change that is no end, and gives how many subscribers were found. */
  changed(videoExport: VideoExport): Promise<number>;
  /**
   * Tells subscribers of an end, with one call for each and within seconds, and gives whom it has told. `concluded` does the
   * rest. Null: they have to be looked for.
   */
  ended(videoExport: VideoExport, subscribers: readonly Subscriber[] | null): Promise<readonly Subscriber[]>;
  /**
   * Tells all others of an end, and those who were told that nothing more will come. Doing it again does no harm.
   * @throws when somebody may not have heard of it, after all others have.
   */
  concluded(videoExport: VideoExport, told: readonly Subscriber[]): Promise<void>;
  /**
   * Tells those who watch a batch; one whose exports end is told of by itself.
   * @throws when somebody may not have heard of it.
   */
  batchChanged?(batchId: string): Promise<void>;
}

/**
 * Who watches more than one export: somebody all of a user's, or a batch. Exports that are watched know it, see `watchedBy`;
 * this is asked when an export begins to render, so that it learns of those who came after it was made.
 */
export interface WatchStore {
  /** Notes until when, in seconds since the epoch, somebody watches all exports of a user. */
  watchOwner(ownerId: string, untilSeconds: number): Promise<void>;
  /** Notes that somebody watches a batch. */
  watchBatch(batchId: string): Promise<void>;
  /** Who watches, at an ISO time; `batchId` null asks for the owner only. */
  watching(ownerId: string, batchId: string | null, at: string): Promise<readonly Exclude<Watch, 'export'>[]>;
  /** Takes the next turn to tell of a batch, at an ISO time. Null when there is no such batch, or nobody has ever watched it. */
  tellBatch(batchId: string, at: string): Promise<BatchTurn | null>;
}

/** A batch, and what subscribers were told of it. */
export interface WatchedBatch extends Batch {
  readonly watched?: boolean;
  /** The window of the version that was told last. */
  readonly telling?: Telling;
  readonly toldVersion?: number;
}

/**
 * `turn`: the caller has the batch's newest state to tell, within its window. `told`: all of it was told already, or is being
 * told. `busy`: another state is being told until an ISO time; ask again then.
 */
export type BatchTurn =
  | { readonly type: 'turn' | 'told'; readonly batch: WatchedBatch }
  | { readonly type: 'busy'; readonly until: string };

/** Counts what an operator wants to see on a dashboard. */
export interface ExportMetrics {
  ended(videoExport: VideoExport): void;
  backlog(backlog: Backlog): void;
}

/** What is left to be done, as one run of reconcile saw it. Each count ends at what a run looks at. */
export interface Backlog {
  /** Exports that are PENDING. */
  readonly waiting: number;
  readonly rendering: number;
  /** Since the oldest export that may start now was asked for; 0 when none waits. */
  readonly oldestWaitSeconds: number;
  /** Exports that are overdue although reconcile has tried again and again, or that it could not even try. */
  readonly stuck: number;
}

/** Details of a log line: ids, figures and errors, never user content. */
export type LogDetails = Record<string, unknown>;

/** The part of Powertools' logger that the domain uses. */
export interface Log {
  info(message: string, ...details: [] | [LogDetails]): void;
  warn(message: string, ...details: [] | [LogDetails]): void;
  error(message: string, ...details: [] | [LogDetails]): void;
}
