// Made by `npm run codegen` from schema/*.graphql. Do not edit.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { VideoExport } from '../exports/video-export';
import type { Project as StoredProject } from '../projects/project';
import type { RequestContext } from './context';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** The whole schema, descriptions included. */
export const typeDefs = "\"\"\"Rendering would exceed what is left of the user's monthly budget.\"\"\"\ntype BudgetExceeded implements UserError {\n  budgetUsd: Float!\n  code: String!\n\n  \"\"\"Spent this month, and reserved by exports that have not ended.\"\"\"\n  committedUsd: Float!\n  estimatedUsd: Float!\n  message: String!\n}\n\nunion CreateDownloadResult = CreateDownloadSuccess | ExportNotFound | ExportNotReady\n\ntype CreateDownloadSuccess {\n  \"\"\"When the URL stops working.\"\"\"\n  expiresAt: DateTime!\n  export: Export!\n\n  \"\"\"The name that a browser saves the file under.\"\"\"\n  fileName: String!\n  url: String!\n}\n\ninput CreateExportInput {\n  \"\"\"Default by format: H264 for MP4, VP8 for WEBM. Must fit the format.\"\"\"\n  codec: VideoCodec\n  format: ExportFormat = MP4\n\n  \"\"\"24, 30 or 60; default the project's.\"\"\"\n  fps: Int\n\n  \"\"\"\n  Up to 255 printable characters, chosen by the caller. The same key with the same input within 24 hours gives the same\n  export instead of a new one; with other input it gives `IdempotencyConflict`.\n  \"\"\"\n  idempotencyKey: String\n  projectId: ID!\n  quality: ExportQuality = HIGH\n\n  \"\"\"Default by quality: LOW is P720, the others P1080.\"\"\"\n  resolution: Resolution\n\n  \"\"\"\n  Video bitrate, e.g. `4M` or `800k`, instead of the quality's CRF. Not for GIF.\n  \"\"\"\n  videoBitrate: String\n}\n\nunion CreateExportResult = BudgetExceeded | CreateExportSuccess | DailyLimitReached | IdempotencyConflict | InvalidInput | ProjectNotFound | RenderTooExpensive | RenderTooLong\n\ntype CreateExportSuccess {\n  export: Export!\n}\n\n\"\"\"The user has created as many exports today as allowed.\"\"\"\ntype DailyLimitReached implements UserError {\n  code: String!\n  limit: Int!\n  message: String!\n\n  \"\"\"When the count starts again: the next midnight UTC.\"\"\"\n  resetsAt: DateTime!\n  used: Int!\n}\n\n\"\"\"A point in time, ISO 8601 in UTC, e.g. `2026-03-01T12:00:00.000Z`.\"\"\"\nscalar DateTime\n\n\"\"\"One video file made, or to be made, from a project.\"\"\"\ntype Export {\n  \"\"\"1 for the first try to render.\"\"\"\n  attempt: Int!\n\n  \"\"\"\n  True when an earlier export's file answers this one, so that nothing was rendered.\n  \"\"\"\n  cacheHit: Boolean!\n\n  \"\"\"Null for GIF.\"\"\"\n  codec: VideoCodec\n  cost: ExportCost!\n  createdAt: DateTime!\n\n  \"\"\"How often `createDownload` gave out a URL.\"\"\"\n  downloadCount: Int!\n  durationInFrames: Int!\n\n  \"\"\"Set when FAILED.\"\"\"\n  failure: ExportFailure\n\n  \"\"\"When it reached COMPLETED, FAILED or CANCELLED.\"\"\"\n  finishedAt: DateTime\n  format: ExportFormat!\n  fps: Int!\n\n  \"\"\"Height of the video in pixels.\"\"\"\n  height: Int!\n\n  \"\"\"`exp_` and a ULID.\"\"\"\n  id: ID!\n\n  \"\"\"From 0 to 1. Never falls.\"\"\"\n  progress: Float!\n\n  \"\"\"The project as it is now; null when it has been deleted.\"\"\"\n  project: Project\n  quality: ExportQuality!\n\n  \"\"\"While PENDING: 1 for the caller's export that is rendered next.\"\"\"\n  queuePosition: Int\n\n  \"\"\"Size of the file; null until COMPLETED.\"\"\"\n  sizeInBytes: Float\n\n  \"\"\"When rendering began.\"\"\"\n  startedAt: DateTime\n  status: ExportStatus!\n\n  \"\"\"A signed URL of a still; null when there is none.\"\"\"\n  thumbnailUrl: String\n\n  \"\"\"\n  Grows with every change: of two states, the one with the higher version is newer.\n  \"\"\"\n  version: Int!\n\n  \"\"\"Width of the video in pixels.\"\"\"\n  width: Int!\n}\n\ntype ExportConnection {\n  edges: [ExportEdge!]!\n\n  \"\"\"The nodes of `edges`, for those who need no cursors.\"\"\"\n  nodes: [Export!]!\n  pageInfo: PageInfo!\n}\n\n\"\"\"\nWhat rendering costs at AWS list prices, in USD. Zero with the local renderer.\n\"\"\"\ntype ExportCost {\n  \"\"\"Null until known.\"\"\"\n  billedUsd: Float\n  estimatedUsd: Float!\n}\n\ntype ExportEdge {\n  cursor: String!\n  node: Export!\n}\n\ntype ExportFailure {\n  code: FailureCode!\n\n  \"\"\"One line; never a stack.\"\"\"\n  message: String!\n\n  \"\"\"Whether the same export might succeed when tried again.\"\"\"\n  retryable: Boolean!\n\n  \"\"\"The scene at fault; null when it is not known or no scene is.\"\"\"\n  sceneId: ID\n}\n\nenum ExportFormat {\n  \"\"\"Animated GIF, without sound.\"\"\"\n  GIF\n\n  \"\"\"H.264 or H.265 with AAC.\"\"\"\n  MP4\n\n  \"\"\"VP8 or VP9 with Opus.\"\"\"\n  WEBM\n}\n\n\"\"\"There is no such export, or it belongs to somebody else.\"\"\"\ntype ExportNotFound implements UserError {\n  code: String!\n  exportId: ID!\n  message: String!\n}\n\n\"\"\"The export has no file: it has not ended yet, or ended without one.\"\"\"\ntype ExportNotReady implements UserError {\n  code: String!\n  message: String!\n  status: ExportStatus!\n}\n\n\"\"\"\nA preset of encoder quality, still quality and, unless said otherwise, resolution.\n\"\"\"\nenum ExportQuality {\n  \"\"\"CRF 18, JPEG quality 90, 1080p.\"\"\"\n  HIGH\n\n  \"\"\"CRF 28, JPEG quality 70, 720p.\"\"\"\n  LOW\n\n  \"\"\"CRF 23, JPEG quality 80, 1080p.\"\"\"\n  MEDIUM\n}\n\nenum ExportStatus {\n  \"\"\"Ended by request of the user.\"\"\"\n  CANCELLED\n\n  \"\"\"The file is ready.\"\"\"\n  COMPLETED\n\n  \"\"\"Ended without a file; see `failure`.\"\"\"\n  FAILED\n\n  \"\"\"Accepted; waiting for its turn to render.\"\"\"\n  PENDING\n\n  \"\"\"Being rendered.\"\"\"\n  RENDERING\n}\n\nenum FailureCode {\n  \"\"\"An image, video, sound or font could not be loaded.\"\"\"\n  ASSET_LOAD\n\n  \"\"\"The composition could not be evaluated.\"\"\"\n  COMPOSITION\n\n  \"\"\"Anything else; it has been logged.\"\"\"\n  INTERNAL\n\n  \"\"\"The render ran out of memory.\"\"\"\n  OUT_OF_MEMORY\n\n  \"\"\"The code of a scene threw an error.\"\"\"\n  SCENE_CODE\n\n  \"\"\"The finished file could not be stored or found.\"\"\"\n  STORAGE\n\n  \"\"\"No capacity to render could be had.\"\"\"\n  THROTTLED\n\n  \"\"\"The render took longer than allowed or died without a word.\"\"\"\n  TIMEOUT\n}\n\n\"\"\"\nThe idempotency key was used for another input within the last 24 hours.\n\"\"\"\ntype IdempotencyConflict implements UserError {\n  code: String!\n\n  \"\"\"The export that was made with this key.\"\"\"\n  exportId: ID!\n  message: String!\n}\n\n\"\"\"One thing that is wrong with an input.\"\"\"\ntype InputIssue {\n  \"\"\"What is wrong and what would be accepted.\"\"\"\n  message: String!\n\n  \"\"\"Where it is, from the root of the input, e.g. `scenes[1].props.title`.\"\"\"\n  path: String!\n}\n\n\"\"\"The input breaks a rule. Nothing was changed.\"\"\"\ntype InvalidInput implements UserError {\n  code: String!\n\n  \"\"\"Every problem found, not only the first.\"\"\"\n  issues: [InputIssue!]!\n  message: String!\n}\n\n\"\"\"Any JSON value.\"\"\"\nscalar JSON\n\ntype Mutation {\n  \"\"\"\n  A signed URL of the finished file that works without a token and expires. Counted on the export.\n  \"\"\"\n  createDownload(exportId: ID!): CreateDownloadResult!\n\n  \"\"\"\n  Accepts an export and answers at once; rendering happens afterwards. Follow it with the subscription `exportProgress`.\n  The project is rendered as it is now: later changes to it do not touch this export.\n  \"\"\"\n  createExport(input: CreateExportInput!): CreateExportResult!\n\n  \"\"\"\n  Creates a project, or replaces the one with the given `id`. Every scene is checked here, so that a broken one is found\n  now and not in a render.\n  \"\"\"\n  saveProject(input: SaveProjectInput!): SaveProjectResult!\n}\n\n\"\"\"How to get the next page of a connection (Relay).\"\"\"\ntype PageInfo {\n  \"\"\"\n  The cursor of the last edge, to be passed as `after`; null on an empty page.\n  \"\"\"\n  endCursor: String\n\n  \"\"\"True if there are more edges after the last one of this page.\"\"\"\n  hasNextPage: Boolean!\n\n  \"\"\"True if this page does not start at the beginning of the list.\"\"\"\n  hasPreviousPage: Boolean!\n\n  \"\"\"The cursor of the first edge; null on an empty page.\"\"\"\n  startCursor: String\n}\n\n\"\"\"A video to be: scenes in sequence, with sound and a logo.\"\"\"\ntype Project {\n  \"\"\"\n  Background audio: an https URL, or a file that ships with the Remotion site.\n  \"\"\"\n  audioUrl: String\n  createdAt: DateTime!\n\n  \"\"\"Length of the whole video in frames at the project's `fps`.\"\"\"\n  durationInFrames: Int!\n\n  \"\"\"Frames per second that `durationInFrames` counts in.\"\"\"\n  fps: Int!\n\n  \"\"\"Height of the canvas in pixels.\"\"\"\n  height: Int!\n\n  \"\"\"`prj_` and a ULID.\"\"\"\n  id: ID!\n\n  \"\"\"\n  The logo that templates show: an https URL, or a file that ships with the Remotion site.\n  \"\"\"\n  logoUrl: String\n\n  \"\"\"The scenes, in the order they are played.\"\"\"\n  scenes: [Scene!]!\n  title: String!\n  updatedAt: DateTime!\n\n  \"\"\"\n  Grows by one with every save. Pass it as `expectedVersion` to be sure not to overwrite somebody's change.\n  \"\"\"\n  version: Int!\n\n  \"\"\"Width of the canvas in pixels that scenes are designed for.\"\"\"\n  width: Int!\n}\n\ntype ProjectConnection {\n  edges: [ProjectEdge!]!\n\n  \"\"\"The nodes of `edges`, for those who need no cursors.\"\"\"\n  nodes: [Project!]!\n  pageInfo: PageInfo!\n}\n\ntype ProjectEdge {\n  cursor: String!\n  node: Project!\n}\n\n\"\"\"There is no such project, or it belongs to somebody else.\"\"\"\ntype ProjectNotFound implements UserError {\n  code: String!\n  message: String!\n  projectId: ID!\n}\n\n\"\"\"The project was changed since the caller read it.\"\"\"\ntype ProjectVersionConflict implements UserError {\n  actualVersion: Int!\n  code: String!\n  expectedVersion: Int!\n  message: String!\n}\n\ntype Query {\n  \"\"\"One export of the caller; null when there is none with this id.\"\"\"\n  export(id: ID!): Export\n\n  \"\"\"The caller's exports, newest first.\"\"\"\n  exports(\n    \"\"\"The `endCursor` of the page before.\"\"\"\n    after: String\n\n    \"\"\"How many, 1 to 100.\"\"\"\n    first: Int = 20\n\n    \"\"\"Only exports of this project.\"\"\"\n    projectId: ID\n\n    \"\"\"Only exports in this state.\"\"\"\n    status: ExportStatus\n  ): ExportConnection!\n\n  \"\"\"One project of the caller; null when there is none with this id.\"\"\"\n  project(id: ID!): Project\n\n  \"\"\"The caller's projects, newest first.\"\"\"\n  projects(\n    \"\"\"The `endCursor` of the page before.\"\"\"\n    after: String\n\n    \"\"\"How many, 1 to 100.\"\"\"\n    first: Int = 20\n  ): ProjectConnection!\n\n  \"\"\"The caller, with limits and what is used of them.\"\"\"\n  viewer: Viewer!\n}\n\n\"\"\"Rendering would cost more than one render may.\"\"\"\ntype RenderTooExpensive implements UserError {\n  code: String!\n  estimatedUsd: Float!\n  limitUsd: Float!\n  message: String!\n}\n\n\"\"\"The video would be longer than allowed.\"\"\"\ntype RenderTooLong implements UserError {\n  code: String!\n  durationInSeconds: Float!\n  limitInSeconds: Float!\n  message: String!\n}\n\n\"\"\"The length of the picture's shorter side.\"\"\"\nenum Resolution {\n  \"\"\"2160 pixels.\"\"\"\n  P4K\n\n  \"\"\"720 pixels: 1280×720, 720×1280 or 720×720.\"\"\"\n  P720\n\n  \"\"\"1080 pixels.\"\"\"\n  P1080\n}\n\ninput SaveProjectInput {\n  \"\"\"\n  Background audio: an https URL, or a file that ships with the Remotion site, e.g. `sample/theme.mp3`.\n  \"\"\"\n  audioUrl: String\n\n  \"\"\"\n  Replace only if the project still has this version; otherwise the answer is `ProjectVersionConflict`.\n  \"\"\"\n  expectedVersion: Int\n\n  \"\"\"24, 30 or 60.\"\"\"\n  fps: Int = 30\n\n  \"\"\"Canvas height in pixels: even, 64 to 3840.\"\"\"\n  height: Int = 1080\n\n  \"\"\"The project to replace; a new one is made without it.\"\"\"\n  id: ID\n\n  \"\"\"Logo: an https URL, or a file that ships with the Remotion site.\"\"\"\n  logoUrl: String\n\n  \"\"\"1 to 200 scenes.\"\"\"\n  scenes: [SceneInput!]!\n\n  \"\"\"1 to 200 characters.\"\"\"\n  title: String!\n\n  \"\"\"Canvas width in pixels: even, 64 to 3840.\"\"\"\n  width: Int = 1920\n}\n\nunion SaveProjectResult = InvalidInput | ProjectNotFound | ProjectVersionConflict | SaveProjectSuccess\n\ntype SaveProjectSuccess {\n  project: Project!\n}\n\n\"\"\"One part of the video, made from a built-in template.\"\"\"\ntype Scene {\n  \"\"\"Length in frames at the project's `fps`.\"\"\"\n  durationInFrames: Int!\n\n  \"\"\"Unique in the project; made up if not given.\"\"\"\n  id: ID!\n  name: String\n\n  \"\"\"The template's props.\"\"\"\n  props: JSON!\n\n  \"\"\"The template's id, e.g. `title`.\"\"\"\n  template: String!\n}\n\ninput SceneInput {\n  \"\"\"1 or more frames at the project's `fps`.\"\"\"\n  durationInFrames: Int!\n\n  \"\"\"\n  1 to 64 letters, digits, `_` or `-`; unique in the project. Made up if not given.\n  \"\"\"\n  id: ID\n\n  \"\"\"Up to 200 characters.\"\"\"\n  name: String\n\n  \"\"\"The template's props; see the documentation of templates.\"\"\"\n  props: JSON\n\n  \"\"\"A built-in template: `title`, `media` or `outro`.\"\"\"\n  template: String!\n}\n\ntype Subscription {\n  \"\"\"\n  The export's whole state: at once when subscribing, then at each change, about once a second while it renders.\n  After COMPLETED, FAILED or CANCELLED the subscription completes.\n  \"\"\"\n  exportProgress(id: ID!): Export!\n}\n\n\"\"\"\nAn expected failure of a mutation: something the caller can act on. `code` is stable and meant for programs,\n`message` is an English sentence for people. Each failure also carries its figures in fields of its own.\n\"\"\"\ninterface UserError {\n  \"\"\"A stable, upper-case code, e.g. `DAILY_LIMIT_REACHED`.\"\"\"\n  code: String!\n\n  \"\"\"What happened and what would be accepted instead.\"\"\"\n  message: String!\n}\n\nenum VideoCodec {\n  H264\n  H265\n  VP8\n  VP9\n}\n\n\"\"\"The user the token speaks for.\"\"\"\ntype Viewer {\n  \"\"\"\n  Exports of one user that may render at the same time; others wait their turn.\n  \"\"\"\n  concurrentLimit: Int!\n\n  \"\"\"Exports a user may create in one UTC day.\"\"\"\n  dailyLimit: Int!\n\n  \"\"\"Exports created since midnight UTC.\"\"\"\n  dailyUsed: Int!\n\n  \"\"\"The token's subject (`sub`).\"\"\"\n  id: ID!\n\n  \"\"\"\n  What this user's exports may cost in one UTC month, in USD; null without a budget.\n  \"\"\"\n  monthlyBudgetUsd: Float\n\n  \"\"\"What this month's finished exports have cost so far, in USD.\"\"\"\n  monthlySpentUsd: Float!\n\n  \"\"\"Exports that are rendering now.\"\"\"\n  rendering: Int!\n}";

/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A point in time, ISO 8601 in UTC, e.g. `2026-03-01T12:00:00.000Z`. */
  DateTime: { input: string; output: string; }
  /** Any JSON value. */
  JSON: { input: unknown; output: unknown; }
};

/** Rendering would exceed what is left of the user's monthly budget. */
export type BudgetExceeded = UserError & {
  __typename?: 'BudgetExceeded';
  budgetUsd: Scalars['Float']['output'];
  code: Scalars['String']['output'];
  /** Spent this month, and reserved by exports that have not ended. */
  committedUsd: Scalars['Float']['output'];
  estimatedUsd: Scalars['Float']['output'];
  message: Scalars['String']['output'];
};

export type CreateDownloadResult = CreateDownloadSuccess | ExportNotFound | ExportNotReady;

export type CreateDownloadSuccess = {
  __typename?: 'CreateDownloadSuccess';
  /** When the URL stops working. */
  expiresAt: Scalars['DateTime']['output'];
  export: Export;
  /** The name that a browser saves the file under. */
  fileName: Scalars['String']['output'];
  url: Scalars['String']['output'];
};

export type CreateExportInput = {
  /** Default by format: H264 for MP4, VP8 for WEBM. Must fit the format. */
  codec?: InputMaybe<VideoCodec>;
  format?: InputMaybe<ExportFormat>;
  /** 24, 30 or 60; default the project's. */
  fps?: InputMaybe<Scalars['Int']['input']>;
  /**
   * Up to 255 printable characters, chosen by the caller. The same key with the same input within 24 hours gives the same
   * export instead of a new one; with other input it gives `IdempotencyConflict`.
   */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  projectId: Scalars['ID']['input'];
  quality?: InputMaybe<ExportQuality>;
  /** Default by quality: LOW is P720, the others P1080. */
  resolution?: InputMaybe<Resolution>;
  /** Video bitrate, e.g. `4M` or `800k`, instead of the quality's CRF. Not for GIF. */
  videoBitrate?: InputMaybe<Scalars['String']['input']>;
};

export type CreateExportResult = BudgetExceeded | CreateExportSuccess | DailyLimitReached | IdempotencyConflict | InvalidInput | ProjectNotFound | RenderTooExpensive | RenderTooLong;

export type CreateExportSuccess = {
  __typename?: 'CreateExportSuccess';
  export: Export;
};

/** The user has created as many exports today as allowed. */
export type DailyLimitReached = UserError & {
  __typename?: 'DailyLimitReached';
  code: Scalars['String']['output'];
  limit: Scalars['Int']['output'];
  message: Scalars['String']['output'];
  /** When the count starts again: the next midnight UTC. */
  resetsAt: Scalars['DateTime']['output'];
  used: Scalars['Int']['output'];
};

/** One video file made, or to be made, from a project. */
export type Export = {
  __typename?: 'Export';
  /** 1 for the first try to render. */
  attempt: Scalars['Int']['output'];
  /** True when an earlier export's file answers this one, so that nothing was rendered. */
  cacheHit: Scalars['Boolean']['output'];
  /** Null for GIF. */
  codec?: Maybe<VideoCodec>;
  cost: ExportCost;
  createdAt: Scalars['DateTime']['output'];
  /** How often `createDownload` gave out a URL. */
  downloadCount: Scalars['Int']['output'];
  durationInFrames: Scalars['Int']['output'];
  /** Set when FAILED. */
  failure?: Maybe<ExportFailure>;
  /** When it reached COMPLETED, FAILED or CANCELLED. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  format: ExportFormat;
  fps: Scalars['Int']['output'];
  /** Height of the video in pixels. */
  height: Scalars['Int']['output'];
  /** `exp_` and a ULID. */
  id: Scalars['ID']['output'];
  /** From 0 to 1. Never falls. */
  progress: Scalars['Float']['output'];
  /** The project as it is now; null when it has been deleted. */
  project?: Maybe<Project>;
  quality: ExportQuality;
  /** While PENDING: 1 for the caller's export that is rendered next. */
  queuePosition?: Maybe<Scalars['Int']['output']>;
  /** Size of the file; null until COMPLETED. */
  sizeInBytes?: Maybe<Scalars['Float']['output']>;
  /** When rendering began. */
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  status: ExportStatus;
  /** A signed URL of a still; null when there is none. */
  thumbnailUrl?: Maybe<Scalars['String']['output']>;
  /** Grows with every change: of two states, the one with the higher version is newer. */
  version: Scalars['Int']['output'];
  /** Width of the video in pixels. */
  width: Scalars['Int']['output'];
};

export type ExportConnection = {
  __typename?: 'ExportConnection';
  edges: Array<ExportEdge>;
  /** The nodes of `edges`, for those who need no cursors. */
  nodes: Array<Export>;
  pageInfo: PageInfo;
};

/** What rendering costs at AWS list prices, in USD. Zero with the local renderer. */
export type ExportCost = {
  __typename?: 'ExportCost';
  /** Null until known. */
  billedUsd?: Maybe<Scalars['Float']['output']>;
  estimatedUsd: Scalars['Float']['output'];
};

export type ExportEdge = {
  __typename?: 'ExportEdge';
  cursor: Scalars['String']['output'];
  node: Export;
};

export type ExportFailure = {
  __typename?: 'ExportFailure';
  code: FailureCode;
  /** One line; never a stack. */
  message: Scalars['String']['output'];
  /** Whether the same export might succeed when tried again. */
  retryable: Scalars['Boolean']['output'];
  /** The scene at fault; null when it is not known or no scene is. */
  sceneId?: Maybe<Scalars['ID']['output']>;
};

export type ExportFormat =
  /** Animated GIF, without sound. */
  | 'GIF'
  /** H.264 or H.265 with AAC. */
  | 'MP4'
  /** VP8 or VP9 with Opus. */
  | 'WEBM';

/** There is no such export, or it belongs to somebody else. */
export type ExportNotFound = UserError & {
  __typename?: 'ExportNotFound';
  code: Scalars['String']['output'];
  exportId: Scalars['ID']['output'];
  message: Scalars['String']['output'];
};

/** The export has no file: it has not ended yet, or ended without one. */
export type ExportNotReady = UserError & {
  __typename?: 'ExportNotReady';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  status: ExportStatus;
};

/** A preset of encoder quality, still quality and, unless said otherwise, resolution. */
export type ExportQuality =
  /** CRF 18, JPEG quality 90, 1080p. */
  | 'HIGH'
  /** CRF 28, JPEG quality 70, 720p. */
  | 'LOW'
  /** CRF 23, JPEG quality 80, 1080p. */
  | 'MEDIUM';

export type ExportStatus =
  /** Ended by request of the user. */
  | 'CANCELLED'
  /** The file is ready. */
  | 'COMPLETED'
  /** Ended without a file; see `failure`. */
  | 'FAILED'
  /** Accepted; waiting for its turn to render. */
  | 'PENDING'
  /** Being rendered. */
  | 'RENDERING';

export type FailureCode =
  /** An image, video, sound or font could not be loaded. */
  | 'ASSET_LOAD'
  /** The composition could not be evaluated. */
  | 'COMPOSITION'
  /** Anything else; it has been logged. */
  | 'INTERNAL'
  /** The render ran out of memory. */
  | 'OUT_OF_MEMORY'
  /** The code of a scene threw an error. */
  | 'SCENE_CODE'
  /** The finished file could not be stored or found. */
  | 'STORAGE'
  /** No capacity to render could be had. */
  | 'THROTTLED'
  /** The render took longer than allowed or died without a word. */
  | 'TIMEOUT';

/** The idempotency key was used for another input within the last 24 hours. */
export type IdempotencyConflict = UserError & {
  __typename?: 'IdempotencyConflict';
  code: Scalars['String']['output'];
  /** The export that was made with this key. */
  exportId: Scalars['ID']['output'];
  message: Scalars['String']['output'];
};

/** One thing that is wrong with an input. */
export type InputIssue = {
  __typename?: 'InputIssue';
  /** What is wrong and what would be accepted. */
  message: Scalars['String']['output'];
  /** Where it is, from the root of the input, e.g. `scenes[1].props.title`. */
  path: Scalars['String']['output'];
};

/** The input breaks a rule. Nothing was changed. */
export type InvalidInput = UserError & {
  __typename?: 'InvalidInput';
  code: Scalars['String']['output'];
  /** Every problem found, not only the first. */
  issues: Array<InputIssue>;
  message: Scalars['String']['output'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /** A signed URL of the finished file that works without a token and expires. Counted on the export. */
  createDownload: CreateDownloadResult;
  /**
   * Accepts an export and answers at once; rendering happens afterwards. Follow it with the subscription `exportProgress`.
   * The project is rendered as it is now: later changes to it do not touch this export.
   */
  createExport: CreateExportResult;
  /**
   * Creates a project, or replaces the one with the given `id`. Every scene is checked here, so that a broken one is found
   * now and not in a render.
   */
  saveProject: SaveProjectResult;
};


export type MutationCreateDownloadArgs = {
  exportId: Scalars['ID']['input'];
};


export type MutationCreateExportArgs = {
  input: CreateExportInput;
};


export type MutationSaveProjectArgs = {
  input: SaveProjectInput;
};

/** How to get the next page of a connection (Relay). */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** The cursor of the last edge, to be passed as `after`; null on an empty page. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** True if there are more edges after the last one of this page. */
  hasNextPage: Scalars['Boolean']['output'];
  /** True if this page does not start at the beginning of the list. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first edge; null on an empty page. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** A video to be: scenes in sequence, with sound and a logo. */
export type Project = {
  __typename?: 'Project';
  /** Background audio: an https URL, or a file that ships with the Remotion site. */
  audioUrl?: Maybe<Scalars['String']['output']>;
  createdAt: Scalars['DateTime']['output'];
  /** Length of the whole video in frames at the project's `fps`. */
  durationInFrames: Scalars['Int']['output'];
  /** Frames per second that `durationInFrames` counts in. */
  fps: Scalars['Int']['output'];
  /** Height of the canvas in pixels. */
  height: Scalars['Int']['output'];
  /** `prj_` and a ULID. */
  id: Scalars['ID']['output'];
  /** The logo that templates show: an https URL, or a file that ships with the Remotion site. */
  logoUrl?: Maybe<Scalars['String']['output']>;
  /** The scenes, in the order they are played. */
  scenes: Array<Scene>;
  title: Scalars['String']['output'];
  updatedAt: Scalars['DateTime']['output'];
  /** Grows by one with every save. Pass it as `expectedVersion` to be sure not to overwrite somebody's change. */
  version: Scalars['Int']['output'];
  /** Width of the canvas in pixels that scenes are designed for. */
  width: Scalars['Int']['output'];
};

export type ProjectConnection = {
  __typename?: 'ProjectConnection';
  edges: Array<ProjectEdge>;
  /** The nodes of `edges`, for those who need no cursors. */
  nodes: Array<Project>;
  pageInfo: PageInfo;
};

export type ProjectEdge = {
  __typename?: 'ProjectEdge';
  cursor: Scalars['String']['output'];
  node: Project;
};

/** There is no such project, or it belongs to somebody else. */
export type ProjectNotFound = UserError & {
  __typename?: 'ProjectNotFound';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  projectId: Scalars['ID']['output'];
};

/** The project was changed since the caller read it. */
export type ProjectVersionConflict = UserError & {
  __typename?: 'ProjectVersionConflict';
  actualVersion: Scalars['Int']['output'];
  code: Scalars['String']['output'];
  expectedVersion: Scalars['Int']['output'];
  message: Scalars['String']['output'];
};

export type Query = {
  __typename?: 'Query';
  /** One export of the caller; null when there is none with this id. */
  export?: Maybe<Export>;
  /** The caller's exports, newest first. */
  exports: ExportConnection;
  /** One project of the caller; null when there is none with this id. */
  project?: Maybe<Project>;
  /** The caller's projects, newest first. */
  projects: ProjectConnection;
  /** The caller, with limits and what is used of them. */
  viewer: Viewer;
};


export type QueryExportArgs = {
  id: Scalars['ID']['input'];
};


export type QueryExportsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  projectId?: InputMaybe<Scalars['ID']['input']>;
  status?: InputMaybe<ExportStatus>;
};


export type QueryProjectArgs = {
  id: Scalars['ID']['input'];
};


export type QueryProjectsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Rendering would cost more than one render may. */
export type RenderTooExpensive = UserError & {
  __typename?: 'RenderTooExpensive';
  code: Scalars['String']['output'];
  estimatedUsd: Scalars['Float']['output'];
  limitUsd: Scalars['Float']['output'];
  message: Scalars['String']['output'];
};

/** The video would be longer than allowed. */
export type RenderTooLong = UserError & {
  __typename?: 'RenderTooLong';
  code: Scalars['String']['output'];
  durationInSeconds: Scalars['Float']['output'];
  limitInSeconds: Scalars['Float']['output'];
  message: Scalars['String']['output'];
};

/** The length of the picture's shorter side. */
export type Resolution =
  /** 2160 pixels. */
  | 'P4K'
  /** 720 pixels: 1280×720, 720×1280 or 720×720. */
  | 'P720'
  /** 1080 pixels. */
  | 'P1080';

export type SaveProjectInput = {
  /** Background audio: an https URL, or a file that ships with the Remotion site, e.g. `sample/theme.mp3`. */
  audioUrl?: InputMaybe<Scalars['String']['input']>;
  /** Replace only if the project still has this version; otherwise the answer is `ProjectVersionConflict`. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** 24, 30 or 60. */
  fps?: InputMaybe<Scalars['Int']['input']>;
  /** Canvas height in pixels: even, 64 to 3840. */
  height?: InputMaybe<Scalars['Int']['input']>;
  /** The project to replace; a new one is made without it. */
  id?: InputMaybe<Scalars['ID']['input']>;
  /** Logo: an https URL, or a file that ships with the Remotion site. */
  logoUrl?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 200 scenes. */
  scenes: Array<SceneInput>;
  /** 1 to 200 characters. */
  title: Scalars['String']['input'];
  /** Canvas width in pixels: even, 64 to 3840. */
  width?: InputMaybe<Scalars['Int']['input']>;
};

export type SaveProjectResult = InvalidInput | ProjectNotFound | ProjectVersionConflict | SaveProjectSuccess;

export type SaveProjectSuccess = {
  __typename?: 'SaveProjectSuccess';
  project: Project;
};

/** One part of the video, made from a built-in template. */
export type Scene = {
  __typename?: 'Scene';
  /** Length in frames at the project's `fps`. */
  durationInFrames: Scalars['Int']['output'];
  /** Unique in the project; made up if not given. */
  id: Scalars['ID']['output'];
  name?: Maybe<Scalars['String']['output']>;
  /** The template's props. */
  props: Scalars['JSON']['output'];
  /** The template's id, e.g. `title`. */
  template: Scalars['String']['output'];
};

export type SceneInput = {
  /** 1 or more frames at the project's `fps`. */
  durationInFrames: Scalars['Int']['input'];
  /** 1 to 64 letters, digits, `_` or `-`; unique in the project. Made up if not given. */
  id?: InputMaybe<Scalars['ID']['input']>;
  /** Up to 200 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** The template's props; see the documentation of templates. */
  props?: InputMaybe<Scalars['JSON']['input']>;
  /** A built-in template: `title`, `media` or `outro`. */
  template: Scalars['String']['input'];
};

export type Subscription = {
  __typename?: 'Subscription';
  /**
   * The export's whole state: at once when subscribing, then at each change, about once a second while it renders.
   * After COMPLETED, FAILED or CANCELLED the subscription completes.
   */
  exportProgress: Export;
};


export type SubscriptionExportProgressArgs = {
  id: Scalars['ID']['input'];
};

/**
 * An expected failure of a mutation: something the caller can act on. `code` is stable and meant for programs,
 * `message` is an English sentence for people. Each failure also carries its figures in fields of its own.
 */
export type UserError = {
  /** A stable, upper-case code, e.g. `DAILY_LIMIT_REACHED`. */
  code: Scalars['String']['output'];
  /** What happened and what would be accepted instead. */
  message: Scalars['String']['output'];
};

export type VideoCodec =
  | 'H264'
  | 'H265'
  | 'VP8'
  | 'VP9';

/** The user the token speaks for. */
export type Viewer = {
  __typename?: 'Viewer';
  /** Exports of one user that may render at the same time; others wait their turn. */
  concurrentLimit: Scalars['Int']['output'];
  /** Exports a user may create in one UTC day. */
  dailyLimit: Scalars['Int']['output'];
  /** Exports created since midnight UTC. */
  dailyUsed: Scalars['Int']['output'];
  /** The token's subject (`sub`). */
  id: Scalars['ID']['output'];
  /** What this user's exports may cost in one UTC month, in USD; null without a budget. */
  monthlyBudgetUsd?: Maybe<Scalars['Float']['output']>;
  /** What this month's finished exports have cost so far, in USD. */
  monthlySpentUsd: Scalars['Float']['output'];
  /** Exports that are rendering now. */
  rendering: Scalars['Int']['output'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;



/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  CreateDownloadResult:
    | ( Omit<CreateDownloadSuccess, 'export'> & { export: _RefType['Export'] } )
    | ( ExportNotFound )
    | ( ExportNotReady )
  ;
  CreateExportResult:
    | ( BudgetExceeded )
    | ( Omit<CreateExportSuccess, 'export'> & { export: _RefType['Export'] } )
    | ( DailyLimitReached )
    | ( IdempotencyConflict )
    | ( InvalidInput )
    | ( ProjectNotFound )
    | ( RenderTooExpensive )
    | ( RenderTooLong )
  ;
  SaveProjectResult:
    | ( InvalidInput )
    | ( ProjectNotFound )
    | ( ProjectVersionConflict )
    | ( Omit<SaveProjectSuccess, 'project'> & { project: _RefType['Project'] } )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError:
    | ( BudgetExceeded )
    | ( DailyLimitReached )
    | ( ExportNotFound )
    | ( ExportNotReady )
    | ( IdempotencyConflict )
    | ( InvalidInput )
    | ( ProjectNotFound )
    | ( ProjectVersionConflict )
    | ( RenderTooExpensive )
    | ( RenderTooLong )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  BudgetExceeded: ResolverTypeWrapper<BudgetExceeded>;
  CreateDownloadResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateDownloadResult']>;
  CreateDownloadSuccess: ResolverTypeWrapper<Omit<CreateDownloadSuccess, 'export'> & { export: ResolversTypes['Export'] }>;
  CreateExportInput: CreateExportInput;
  CreateExportResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateExportResult']>;
  CreateExportSuccess: ResolverTypeWrapper<Omit<CreateExportSuccess, 'export'> & { export: ResolversTypes['Export'] }>;
  DailyLimitReached: ResolverTypeWrapper<DailyLimitReached>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Export: ResolverTypeWrapper<VideoExport>;
  ExportConnection: ResolverTypeWrapper<Omit<ExportConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['ExportEdge']>, nodes: Array<ResolversTypes['Export']> }>;
  ExportCost: ResolverTypeWrapper<ExportCost>;
  ExportEdge: ResolverTypeWrapper<Omit<ExportEdge, 'node'> & { node: ResolversTypes['Export'] }>;
  ExportFailure: ResolverTypeWrapper<ExportFailure>;
  ExportFormat: ExportFormat;
  ExportNotFound: ResolverTypeWrapper<ExportNotFound>;
  ExportNotReady: ResolverTypeWrapper<ExportNotReady>;
  ExportQuality: ExportQuality;
  ExportStatus: ExportStatus;
  FailureCode: FailureCode;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  IdempotencyConflict: ResolverTypeWrapper<IdempotencyConflict>;
  InputIssue: ResolverTypeWrapper<InputIssue>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  InvalidInput: ResolverTypeWrapper<InvalidInput>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Project: ResolverTypeWrapper<StoredProject>;
  ProjectConnection: ResolverTypeWrapper<Omit<ProjectConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['ProjectEdge']>, nodes: Array<ResolversTypes['Project']> }>;
  ProjectEdge: ResolverTypeWrapper<Omit<ProjectEdge, 'node'> & { node: ResolversTypes['Project'] }>;
  ProjectNotFound: ResolverTypeWrapper<ProjectNotFound>;
  ProjectVersionConflict: ResolverTypeWrapper<ProjectVersionConflict>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RenderTooExpensive: ResolverTypeWrapper<RenderTooExpensive>;
  RenderTooLong: ResolverTypeWrapper<RenderTooLong>;
  Resolution: Resolution;
  SaveProjectInput: SaveProjectInput;
  SaveProjectResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SaveProjectResult']>;
  SaveProjectSuccess: ResolverTypeWrapper<Omit<SaveProjectSuccess, 'project'> & { project: ResolversTypes['Project'] }>;
  Scene: ResolverTypeWrapper<Scene>;
  SceneInput: SceneInput;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  VideoCodec: VideoCodec;
  Viewer: ResolverTypeWrapper<Viewer>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Boolean: Scalars['Boolean']['output'];
  BudgetExceeded: BudgetExceeded;
  CreateDownloadResult: ResolversUnionTypes<ResolversParentTypes>['CreateDownloadResult'];
  CreateDownloadSuccess: Omit<CreateDownloadSuccess, 'export'> & { export: ResolversParentTypes['Export'] };
  CreateExportInput: CreateExportInput;
  CreateExportResult: ResolversUnionTypes<ResolversParentTypes>['CreateExportResult'];
  CreateExportSuccess: Omit<CreateExportSuccess, 'export'> & { export: ResolversParentTypes['Export'] };
  DailyLimitReached: DailyLimitReached;
  DateTime: Scalars['DateTime']['output'];
  Export: VideoExport;
  ExportConnection: Omit<ExportConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['ExportEdge']>, nodes: Array<ResolversParentTypes['Export']> };
  ExportCost: ExportCost;
  ExportEdge: Omit<ExportEdge, 'node'> & { node: ResolversParentTypes['Export'] };
  ExportFailure: ExportFailure;
  ExportNotFound: ExportNotFound;
  ExportNotReady: ExportNotReady;
  Float: Scalars['Float']['output'];
  ID: Scalars['ID']['output'];
  IdempotencyConflict: IdempotencyConflict;
  InputIssue: InputIssue;
  Int: Scalars['Int']['output'];
  InvalidInput: InvalidInput;
  JSON: Scalars['JSON']['output'];
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Project: StoredProject;
  ProjectConnection: Omit<ProjectConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['ProjectEdge']>, nodes: Array<ResolversParentTypes['Project']> };
  ProjectEdge: Omit<ProjectEdge, 'node'> & { node: ResolversParentTypes['Project'] };
  ProjectNotFound: ProjectNotFound;
  ProjectVersionConflict: ProjectVersionConflict;
  Query: Record<PropertyKey, never>;
  RenderTooExpensive: RenderTooExpensive;
  RenderTooLong: RenderTooLong;
  SaveProjectInput: SaveProjectInput;
  SaveProjectResult: ResolversUnionTypes<ResolversParentTypes>['SaveProjectResult'];
  SaveProjectSuccess: Omit<SaveProjectSuccess, 'project'> & { project: ResolversParentTypes['Project'] };
  Scene: Scene;
  SceneInput: SceneInput;
  String: Scalars['String']['output'];
  Subscription: Record<PropertyKey, never>;
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  Viewer: Viewer;
};

export type BudgetExceededResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BudgetExceeded'] = ResolversParentTypes['BudgetExceeded']> = {
  budgetUsd?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  committedUsd?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  estimatedUsd?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateDownloadResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateDownloadResult'] = ResolversParentTypes['CreateDownloadResult']> = {
  __resolveType: TypeResolveFn<'CreateDownloadSuccess' | 'ExportNotFound' | 'ExportNotReady', ParentType, ContextType>;
};

export type CreateDownloadSuccessResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateDownloadSuccess'] = ResolversParentTypes['CreateDownloadSuccess']> = {
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  export?: Resolver<ResolversTypes['Export'], ParentType, ContextType>;
  fileName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateExportResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateExportResult'] = ResolversParentTypes['CreateExportResult']> = {
  __resolveType: TypeResolveFn<'BudgetExceeded' | 'CreateExportSuccess' | 'DailyLimitReached' | 'IdempotencyConflict' | 'InvalidInput' | 'ProjectNotFound' | 'RenderTooExpensive' | 'RenderTooLong', ParentType, ContextType>;
};

export type CreateExportSuccessResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateExportSuccess'] = ResolversParentTypes['CreateExportSuccess']> = {
  export?: Resolver<ResolversTypes['Export'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DailyLimitReachedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DailyLimitReached'] = ResolversParentTypes['DailyLimitReached']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  limit?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  resetsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  used?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type ExportResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Export'] = ResolversParentTypes['Export']> = {
  attempt?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  cacheHit?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  codec?: Resolver<Maybe<ResolversTypes['VideoCodec']>, ParentType, ContextType>;
  cost?: Resolver<ResolversTypes['ExportCost'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  downloadCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  durationInFrames?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['ExportFailure']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  format?: Resolver<ResolversTypes['ExportFormat'], ParentType, ContextType>;
  fps?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  height?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  progress?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  quality?: Resolver<ResolversTypes['ExportQuality'], ParentType, ContextType>;
  queuePosition?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  sizeInBytes?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ExportStatus'], ParentType, ContextType>;
  thumbnailUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  width?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ExportConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExportConnection'] = ResolversParentTypes['ExportConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ExportEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Export']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ExportCostResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExportCost'] = ResolversParentTypes['ExportCost']> = {
  billedUsd?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  estimatedUsd?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type ExportEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExportEdge'] = ResolversParentTypes['ExportEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Export'], ParentType, ContextType>;
};

export type ExportFailureResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExportFailure'] = ResolversParentTypes['ExportFailure']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  sceneId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type ExportNotFoundResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExportNotFound'] = ResolversParentTypes['ExportNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  exportId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExportNotReadyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExportNotReady'] = ResolversParentTypes['ExportNotReady']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ExportStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type IdempotencyConflictResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['IdempotencyConflict'] = ResolversParentTypes['IdempotencyConflict']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  exportId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InputIssueResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InputIssue'] = ResolversParentTypes['InputIssue']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type InvalidInputResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InvalidInput'] = ResolversParentTypes['InvalidInput']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  issues?: Resolver<Array<ResolversTypes['InputIssue']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type MutationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  createDownload?: Resolver<ResolversTypes['CreateDownloadResult'], ParentType, ContextType, RequireFields<MutationCreateDownloadArgs, 'exportId'>>;
  createExport?: Resolver<ResolversTypes['CreateExportResult'], ParentType, ContextType, RequireFields<MutationCreateExportArgs, 'input'>>;
  saveProject?: Resolver<ResolversTypes['SaveProjectResult'], ParentType, ContextType, RequireFields<MutationSaveProjectArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProjectResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Project'] = ResolversParentTypes['Project']> = {
  audioUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  durationInFrames?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  fps?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  height?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  logoUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  scenes?: Resolver<Array<ResolversTypes['Scene']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  width?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProjectConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProjectConnection'] = ResolversParentTypes['ProjectConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ProjectEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Project']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ProjectEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProjectEdge'] = ResolversParentTypes['ProjectEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
};

export type ProjectNotFoundResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProjectNotFound'] = ResolversParentTypes['ProjectNotFound']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  projectId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProjectVersionConflictResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProjectVersionConflict'] = ResolversParentTypes['ProjectVersionConflict']> = {
  actualVersion?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expectedVersion?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  export?: Resolver<Maybe<ResolversTypes['Export']>, ParentType, ContextType, RequireFields<QueryExportArgs, 'id'>>;
  exports?: Resolver<ResolversTypes['ExportConnection'], ParentType, ContextType, RequireFields<QueryExportsArgs, 'first'>>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType, RequireFields<QueryProjectArgs, 'id'>>;
  projects?: Resolver<ResolversTypes['ProjectConnection'], ParentType, ContextType, RequireFields<QueryProjectsArgs, 'first'>>;
  viewer?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType>;
};

export type RenderTooExpensiveResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RenderTooExpensive'] = ResolversParentTypes['RenderTooExpensive']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  estimatedUsd?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  limitUsd?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RenderTooLongResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RenderTooLong'] = ResolversParentTypes['RenderTooLong']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  durationInSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  limitInSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SaveProjectResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SaveProjectResult'] = ResolversParentTypes['SaveProjectResult']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'ProjectNotFound' | 'ProjectVersionConflict' | 'SaveProjectSuccess', ParentType, ContextType>;
};

export type SaveProjectSuccessResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SaveProjectSuccess'] = ResolversParentTypes['SaveProjectSuccess']> = {
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SceneResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Scene'] = ResolversParentTypes['Scene']> = {
  durationInFrames?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  props?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  template?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  exportProgress?: SubscriptionResolver<ResolversTypes['Export'], "exportProgress", ParentType, ContextType, RequireFields<SubscriptionExportProgressArgs, 'id'>>;
};

export type UserErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'BudgetExceeded' | 'DailyLimitReached' | 'ExportNotFound' | 'ExportNotReady' | 'IdempotencyConflict' | 'InvalidInput' | 'ProjectNotFound' | 'ProjectVersionConflict' | 'RenderTooExpensive' | 'RenderTooLong', ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  concurrentLimit?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  dailyLimit?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  dailyUsed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  monthlyBudgetUsd?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  monthlySpentUsd?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  rendering?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type Resolvers<ContextType = RequestContext> = {
  BudgetExceeded?: BudgetExceededResolvers<ContextType>;
  CreateDownloadResult?: CreateDownloadResultResolvers<ContextType>;
  CreateDownloadSuccess?: CreateDownloadSuccessResolvers<ContextType>;
  CreateExportResult?: CreateExportResultResolvers<ContextType>;
  CreateExportSuccess?: CreateExportSuccessResolvers<ContextType>;
  DailyLimitReached?: DailyLimitReachedResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Export?: ExportResolvers<ContextType>;
  ExportConnection?: ExportConnectionResolvers<ContextType>;
  ExportCost?: ExportCostResolvers<ContextType>;
  ExportEdge?: ExportEdgeResolvers<ContextType>;
  ExportFailure?: ExportFailureResolvers<ContextType>;
  ExportNotFound?: ExportNotFoundResolvers<ContextType>;
  ExportNotReady?: ExportNotReadyResolvers<ContextType>;
  IdempotencyConflict?: IdempotencyConflictResolvers<ContextType>;
  InputIssue?: InputIssueResolvers<ContextType>;
  InvalidInput?: InvalidInputResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Project?: ProjectResolvers<ContextType>;
  ProjectConnection?: ProjectConnectionResolvers<ContextType>;
  ProjectEdge?: ProjectEdgeResolvers<ContextType>;
  ProjectNotFound?: ProjectNotFoundResolvers<ContextType>;
  ProjectVersionConflict?: ProjectVersionConflictResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RenderTooExpensive?: RenderTooExpensiveResolvers<ContextType>;
  RenderTooLong?: RenderTooLongResolvers<ContextType>;
  SaveProjectResult?: SaveProjectResultResolvers<ContextType>;
  SaveProjectSuccess?: SaveProjectSuccessResolvers<ContextType>;
  Scene?: SceneResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
};

