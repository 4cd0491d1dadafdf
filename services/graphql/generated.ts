// Made by `npm run codegen` from schema/*.graphql. Do not edit.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { VideoExport } from '../exports/video-export';
import type { Project as StoredProject } from '../projects/project';
import type { Batch as StoredBatch } from '../exports/batch';
import type { AudioSettings as StoredAudio, ProjectCaptions as StoredCaptions, Overlay as StoredOverlay, Transition as StoredTransition, Watermark as StoredWatermark } from '../projects/composition';
import type { RequestContext } from './context';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** The whole schema, descriptions included. */
export const typeDefs = "\"\"\"The sound underneath a whole video.\"\"\"\ntype Audio {\n  ducking: Ducking\n\n  \"\"\"0.4 if null.\"\"\"\n  fadeInSeconds: Float\n\n  \"\"\"1.2 if null.\"\"\"\n  fadeOutSeconds: Float\n\n  \"\"\"Whether it starts over until the video ends; true if null.\"\"\"\n  loop: Boolean\n  url: String!\n\n  \"\"\"0 to 1; 0.85 if null.\"\"\"\n  volume: Float\n}\n\ninput AudioInput {\n  ducking: DuckingInput\n\n  \"\"\"0 to 60; 0.4 if not given.\"\"\"\n  fadeInSeconds: Float\n\n  \"\"\"0 to 60; 1.2 if not given.\"\"\"\n  fadeOutSeconds: Float\n\n  \"\"\"Whether it starts over until the video ends; true if not given.\"\"\"\n  loop: Boolean\n\n  \"\"\"An https URL, or a file that ships with the Remotion site.\"\"\"\n  url: String!\n\n  \"\"\"0 to 1; 0.85 if not given.\"\"\"\n  volume: Float\n}\n\n\"\"\"\nMany exports of one project as it was when the batch was created, one for each row.\n\"\"\"\ntype Batch {\n  \"\"\"\n  Exports that were cancelled; of a cancelled batch also the rows whose export was never made.\n  \"\"\"\n  cancelled: Int!\n  completed: Int!\n\n  \"\"\"Exports that are there: those of the first rows.\"\"\"\n  created: Int!\n  createdAt: DateTime!\n\n  \"\"\"The exports that are there, in the order of rows.\"\"\"\n  exports(\n    \"\"\"The `endCursor` of the page before.\"\"\"\n    after: String\n\n    \"\"\"How many, 1 to 100.\"\"\"\n    first: Int = 20\n  ): ExportConnection!\n  failed: Int!\n\n  \"\"\"When it reached FINISHED or CANCELLED.\"\"\"\n  finishedAt: DateTime\n  format: ExportFormat!\n\n  \"\"\"`bat_` and a ULID.\"\"\"\n  id: ID!\n\n  \"\"\"\n  From 0 to 1: what has ended, and the parts of the exports that render now, of `total`. Falls a little where an export is\n  rendered once more.\n  \"\"\"\n  progress: Float!\n\n  \"\"\"The project as it is now; null when it has been deleted.\"\"\"\n  project: Project\n  quality: ExportQuality!\n  status: BatchStatus!\n\n  \"\"\"Rows.\"\"\"\n  total: Int!\n\n  \"\"\"\n  Grows with every change: of two states, the one with the higher version is newer.\n  \"\"\"\n  version: Int!\n}\n\n\"\"\"All exports of the batch have ended, so there is nothing to cancel.\"\"\"\ntype BatchEnded implements UserError {\n  code: String!\n  message: String!\n  status: BatchStatus!\n}\n\n\"\"\"\nThe idempotency key was used for another input within the last 24 hours.\n\"\"\"\ntype BatchIdempotencyConflict implements UserError {\n  \"\"\"The batch that was made with this key.\"\"\"\n  batchId: ID!\n  code: String!\n  message: String!\n}\n\n\"\"\"There is no such batch, or it belongs to somebody else.\"\"\"\ntype BatchNotFound implements UserError {\n  batchId: ID!\n  code: String!\n  message: String!\n}\n\nenum BatchStatus {\n  \"\"\"Ended by request of the user.\"\"\"\n  CANCELLED\n\n  \"\"\"No more exports are made; those that are there are being cancelled.\"\"\"\n  CANCELLING\n\n  \"\"\"\n  Accepted; exports are being made, and those that are there may be rendering already.\n  \"\"\"\n  CREATING\n\n  \"\"\"\n  All exports have ended by themselves; `failed` says how many without a file.\n  \"\"\"\n  FINISHED\n\n  \"\"\"All exports are there; not all of them have ended.\"\"\"\n  RUNNING\n}\n\n\"\"\"Downloads with browsers of one family.\"\"\"\ntype BrowserCount {\n  \"\"\"The family of browsers.\"\"\"\n  browser: BrowserFamily!\n\n  \"\"\"How many, 1 or more.\"\"\"\n  count: Int!\n}\n\n\"\"\"Browsers that are told apart.\"\"\"\nenum BrowserFamily {\n  \"\"\"Also Chromium.\"\"\"\n  CHROME\n  EDGE\n  FIREFOX\n  OPERA\n\n  \"\"\"Another one, or none at all.\"\"\"\n  OTHER\n  SAFARI\n\n  \"\"\"Samsung Internet.\"\"\"\n  SAMSUNG\n}\n\n\"\"\"Rendering would exceed what is left of the user's monthly budget.\"\"\"\ntype BudgetExceeded implements UserError {\n  budgetUsd: Float!\n  code: String!\n\n  \"\"\"Spent this month, and reserved by exports that have not ended.\"\"\"\n  committedUsd: Float!\n  estimatedUsd: Float!\n  message: String!\n}\n\n\"\"\"One try to deliver a callback.\"\"\"\ntype CallbackAttempt {\n  \"\"\"When it began.\"\"\"\n  at: DateTime!\n\n  \"\"\"Null while the try is under way, and when it was interrupted.\"\"\"\n  durationMs: Int\n\n  \"\"\"Why it failed; null when it did not, and while the try is under way.\"\"\"\n  error: CallbackError\n\n  \"\"\"From 1.\"\"\"\n  number: Int!\n\n  \"\"\"\n  What the receiver answered; null when it did not, and while the try is under way.\n  \"\"\"\n  statusCode: Int\n}\n\nenum CallbackError {\n  \"\"\"The name leads to an address that is not on the internet.\"\"\"\n  ADDRESS_REFUSED\n\n  \"\"\"No connection could be made, or it was cut.\"\"\"\n  CONNECTION\n\n  \"\"\"The name could not be resolved.\"\"\"\n  DNS\n\n  \"\"\"The receiver answered 410 and is not asked again.\"\"\"\n  GONE\n\n  \"\"\"The try began and nobody knows how it went.\"\"\"\n  INTERRUPTED\n\n  \"\"\"The receiver answered 3xx: redirects are not followed.\"\"\"\n  REDIRECT\n\n  \"\"\"The receiver answered with another status than 2xx.\"\"\"\n  STATUS\n\n  \"\"\"There was no answer within ten seconds.\"\"\"\n  TIMEOUT\n\n  \"\"\"\n  The certificate is not valid for the name, or the other side does not speak TLS.\n  \"\"\"\n  TLS\n}\n\nenum CallbackStatus {\n  \"\"\"The receiver has answered 2xx.\"\"\"\n  DELIVERED\n\n  \"\"\"\n  The receiver is not asked any more: it answered 410, or every try of a day failed.\n  \"\"\"\n  FAILED\n\n  \"\"\"\n  The export has not ended, or the receiver has not taken the message yet.\n  \"\"\"\n  PENDING\n}\n\nunion CancelBatchResult = BatchEnded | BatchNotFound | CancelBatchSuccess | RateLimited\n\ntype CancelBatchSuccess {\n  \"\"\"CANCELLING, or CANCELLED when that is done.\"\"\"\n  batch: Batch!\n}\n\nunion CancelExportResult = CancelExportSuccess | ExportEnded | ExportNotFound | RateLimited\n\ntype CancelExportSuccess {\n  \"\"\"CANCELLED.\"\"\"\n  export: Export!\n}\n\n\"\"\"One thing that is said. Times are milliseconds of the video.\"\"\"\ntype Caption {\n  endMs: Int!\n  startMs: Int!\n  text: String!\n}\n\n\"\"\"As Remotion's `Caption`.\"\"\"\ninput CaptionInput {\n  \"\"\"Accepted and not used.\"\"\"\n  confidence: Float\n  endMs: Float!\n\n  \"\"\"Whether the words that follow are shown on their own.\"\"\"\n  pageBreakAfter: Boolean\n  startMs: Float!\n\n  \"\"\"Up to 500 characters.\"\"\"\n  text: String!\n\n  \"\"\"Accepted and not used.\"\"\"\n  timestampMs: Float\n}\n\ntype CaptionStyle {\n  \"\"\"Of the box or the outline.\"\"\"\n  backgroundColor: String\n  color: String\n\n  \"\"\"Of the word that is being spoken; words have one colour if null.\"\"\"\n  highlightColor: String\n\n  \"\"\"`box` if null, or `outline`.\"\"\"\n  look: String\n\n  \"\"\"`bottom` if null, `center` or `top`.\"\"\"\n  position: String\n\n  \"\"\"`small`, `medium` if null, or `large`.\"\"\"\n  size: String\n}\n\ninput CaptionStyleInput {\n  \"\"\"Of the box or the outline.\"\"\"\n  backgroundColor: String\n\n  \"\"\"\n  Of the letters, such as `#ffffff`. One that cannot be read is not used.\n  \"\"\"\n  color: String\n\n  \"\"\"Of the word that is being spoken.\"\"\"\n  highlightColor: String\n\n  \"\"\"`box` (if not given) or `outline`.\"\"\"\n  look: String\n\n  \"\"\"`bottom` (if not given), `center` or `top`.\"\"\"\n  position: String\n\n  \"\"\"`small`, `medium` (if not given) or `large`.\"\"\"\n  size: String\n}\n\n\"\"\"\nWhat is said, to be read. Either `srt` or `items` is not null, as it was given.\n\"\"\"\ntype Captions {\n  items: [Caption!]\n  srt: String\n  style: CaptionStyle\n}\n\n\"\"\"\nEither `srt` or `items`, up to 5000 captions and 200 000 bytes of each.\n\"\"\"\ninput CaptionsInput {\n  \"\"\"\n  Sentences, one an item; or words, each with the space before it, as speech recognition writes them.\n  \"\"\"\n  items: [CaptionInput!]\n\n  \"\"\"The text of an SRT file.\"\"\"\n  srt: String\n  style: CaptionStyleInput\n}\n\ninput CreateBatchInput {\n  format: ExportFormat = MP4\n\n  \"\"\"\n  Up to 255 printable characters, chosen by the caller. The same key with the same input within 24 hours gives the same\n  batch instead of a new one; with other input it gives `BatchIdempotencyConflict`. Keys of single exports are others.\n  \"\"\"\n  idempotencyKey: String\n  projectId: ID!\n  quality: ExportQuality = HIGH\n\n  \"\"\"\n  1 to 1000 objects of variables: texts, numbers and booleans by name, as `variables` of an export. Columns that no merge\n  field asks for are left aside. What the project uses of one row may have up to 10 kB, of all rows up to 2.5 MB.\n  \"\"\"\n  rows: [JSON!]!\n}\n\nunion CreateBatchResult = BatchIdempotencyConflict | BudgetExceeded | CreateBatchSuccess | DailyLimitReached | InvalidInput | ProjectNotFound | RateLimited | RenderTooExpensive | RenderTooLong\n\ntype CreateBatchSuccess {\n  batch: Batch!\n}\n\nunion CreateDownloadResult = CreateDownloadSuccess | ExportNotFound | ExportNotReady | RateLimited\n\ntype CreateDownloadSuccess {\n  \"\"\"When the URL stops working.\"\"\"\n  expiresAt: DateTime!\n  export: Export!\n\n  \"\"\"The name that a browser saves the file under.\"\"\"\n  fileName: String!\n  url: String!\n}\n\ninput CreateExportInput {\n  \"\"\"\n  An https URL on the internet that is told, with a signed POST, when the export has ended; at most 2048 characters. See\n  `callback`.\n  \"\"\"\n  callbackUrl: String\n\n  \"\"\"Default by format: H264 for MP4, VP8 for WEBM. Must fit the format.\"\"\"\n  codec: VideoCodec\n  format: ExportFormat = MP4\n\n  \"\"\"\n  24, 30 or 60; default the project's. A GIF has 24 or 30, and at most 30 by default.\n  \"\"\"\n  fps: Int\n\n  \"\"\"\n  Up to 255 printable characters, chosen by the caller. The same key with the same input within 24 hours gives the same\n  export instead of a new one; with other input it gives `IdempotencyConflict`.\n  \"\"\"\n  idempotencyKey: String\n  projectId: ID!\n  quality: ExportQuality = HIGH\n\n  \"\"\"Default by quality: LOW is P720, the others P1080.\"\"\"\n  resolution: Resolution\n\n  \"\"\"\n  Values of the project's merge fields `{{name}}`, by name; what is not given here is taken from the project.\n  \"\"\"\n  variables: JSON\n\n  \"\"\"\n  Video bitrate, e.g. `4M` or `800k`, instead of the quality's CRF. Not for GIF.\n  \"\"\"\n  videoBitrate: String\n}\n\nunion CreateExportResult = BudgetExceeded | CreateExportSuccess | DailyLimitReached | IdempotencyConflict | InvalidInput | ProjectNotFound | RateLimited | RenderTooExpensive | RenderTooLong\n\ntype CreateExportSuccess {\n  export: Export!\n}\n\n\"\"\"The user has created as many exports today as allowed.\"\"\"\ntype DailyLimitReached implements UserError {\n  code: String!\n  limit: Int!\n  message: String!\n\n  \"\"\"When the count starts again: the next midnight UTC.\"\"\"\n  resetsAt: DateTime!\n  used: Int!\n}\n\n\"\"\"A point in time, ISO 8601 in UTC, e.g. `2026-03-01T12:00:00.000Z`.\"\"\"\nscalar DateTime\n\nunion DeleteExportResult = DeleteExportSuccess | ExportNotEnded | ExportNotFound | RateLimited\n\ntype DeleteExportSuccess {\n  \"\"\"The id that is no more.\"\"\"\n  exportId: ID!\n}\n\n\"\"\"What a device is used as.\"\"\"\nenum DeviceClass {\n  \"\"\"A program that is no browser: a script, a server, a crawler.\"\"\"\n  BOT\n\n  \"\"\"Also tablets that ask for pages made for desktops, as iPads do.\"\"\"\n  DESKTOP\n  MOBILE\n  TABLET\n\n  \"\"\"Nothing could be told from the header, or there was none.\"\"\"\n  UNKNOWN\n}\n\n\"\"\"Downloads to one kind of device.\"\"\"\ntype DeviceCount {\n  \"\"\"How many, 1 or more.\"\"\"\n  count: Int!\n\n  \"\"\"The kind of device.\"\"\"\n  device: DeviceClass!\n}\n\n\"\"\"\nURLs that `createDownload` gave out, by what the request's `User-Agent` said. Nothing else is kept of who asked, and no\naddress in any form. The counts of each list add up to `count`.\n\"\"\"\ntype DownloadStats {\n  \"\"\"By family of browsers.\"\"\"\n  browsers: [BrowserCount!]!\n\n  \"\"\"How many in all.\"\"\"\n  count: Int!\n\n  \"\"\"By kind of device.\"\"\"\n  devices: [DeviceCount!]!\n\n  \"\"\"By family of operating systems.\"\"\"\n  operatingSystems: [OperatingSystemCount!]!\n}\n\n\"\"\"How the sound underneath makes room for narration.\"\"\"\ntype Ducking {\n  \"\"\"\n  What is left of its volume, 0 to 1; 0.25 if null, and 1 for no ducking.\n  \"\"\"\n  volume: Float\n}\n\ninput DuckingInput {\n  \"\"\"\n  What is left of the volume while a scene's narration sounds, 0 to 1; 0.25 if not given, and 1 for no ducking.\n  \"\"\"\n  volume: Float\n}\n\nunion EstimateExportResult = EstimateExportSuccess | InvalidInput | ProjectNotFound | RenderTooExpensive | RenderTooLong\n\n\"\"\"\nWhat one attempt to render is expected to be: a model of AWS list prices and of measured files, corrected by what earlier\nrenders of the same codec and size came to.\n\"\"\"\ntype EstimateExportSuccess {\n  \"\"\"Length of the video in frames.\"\"\"\n  durationInFrames: Int!\n\n  \"\"\"Length of the video in seconds.\"\"\"\n  durationInSeconds: Float!\n\n  \"\"\"\n  In USD; zero with the local renderer. An export whose file is there already costs nothing, which is not looked at here.\n  \"\"\"\n  estimatedUsd: Float!\n\n  \"\"\"Height of the video in pixels.\"\"\"\n  height: Int!\n\n  \"\"\"\n  From the start of the render to the file, in seconds; waiting for a turn comes on top.\n  \"\"\"\n  renderSeconds: Float!\n\n  \"\"\"Size of the file.\"\"\"\n  sizeInBytes: Float!\n\n  \"\"\"Width of the video in pixels.\"\"\"\n  width: Int!\n}\n\n\"\"\"One video file made, or to be made, from a project.\"\"\"\ntype Export {\n  \"\"\"\n  1 for the first try to render. Three may fail; one that was throttled does not count.\n  \"\"\"\n  attempt: Int!\n\n  \"\"\"\n  Bits for one second of the video, picture and sound together; null until COMPLETED.\n  \"\"\"\n  bitrate: Float\n\n  \"\"\"\n  True when an earlier export's file answers this one, so that nothing was rendered.\n  \"\"\"\n  cacheHit: Boolean!\n\n  \"\"\"\n  How it stands with the callback that was asked for; null when none was.\n  \"\"\"\n  callback: ExportCallback\n\n  \"\"\"Null for GIF.\"\"\"\n  codec: VideoCodec\n  cost: ExportCost!\n  createdAt: DateTime!\n\n  \"\"\"How often `createDownload` gave out a URL.\"\"\"\n  downloadCount: Int!\n  durationInFrames: Int!\n\n  \"\"\"Length of the video in seconds.\"\"\"\n  durationInSeconds: Float!\n\n  \"\"\"\n  About how long it will still render, in seconds: reckoned from its progress and from how long such renders have taken. Null\n  while it does not render, and when nobody can tell yet.\n  \"\"\"\n  estimatedSecondsLeft: Float\n\n  \"\"\"Set when FAILED.\"\"\"\n  failure: ExportFailure\n\n  \"\"\"When it reached COMPLETED, FAILED or CANCELLED.\"\"\"\n  finishedAt: DateTime\n  format: ExportFormat!\n  fps: Int!\n\n  \"\"\"Height of the video in pixels.\"\"\"\n  height: Int!\n\n  \"\"\"`exp_` and a ULID.\"\"\"\n  id: ID!\n\n  \"\"\"\n  A signed URL of a short piece of the video (MP4, H.264, without sound, at most 6 seconds and 360 pixels on its shorter side),\n  as `thumbnailUrl`.\n  \"\"\"\n  previewUrl: String\n\n  \"\"\"From 0 to 1. Never falls.\"\"\"\n  progress: Float!\n\n  \"\"\"The project as it is now; null when it has been deleted.\"\"\"\n  project: Project\n  quality: ExportQuality!\n\n  \"\"\"While PENDING: 1 for the caller's export that is rendered next.\"\"\"\n  queuePosition: Int\n\n  \"\"\"The export that this one repeats; see `retryExport`.\"\"\"\n  retryOf: ID\n\n  \"\"\"\n  Scenes that a calm picture stands in for, because they failed: of a COMPLETED export of a project whose `onSceneError` is\n  FALLBACK. Empty for every other one.\n  \"\"\"\n  sceneErrors: [SceneError!]!\n\n  \"\"\"Size of the file; null until COMPLETED.\"\"\"\n  sizeInBytes: Float\n\n  \"\"\"When rendering began.\"\"\"\n  startedAt: DateTime\n  status: ExportStatus!\n\n  \"\"\"\n  A signed URL of a JPEG of one frame, at most 640 pixels on its longer side. It works for a quarter of an hour; ask again for a\n  new one. Null until COMPLETED and for some seconds after, and where none is made. The subscriptions do not tell when it is there.\n  \"\"\"\n  thumbnailUrl: String\n\n  \"\"\"\n  Grows with every change: of two states, the one with the higher version is newer.\n  \"\"\"\n  version: Int!\n\n  \"\"\"Width of the video in pixels.\"\"\"\n  width: Int!\n}\n\n\"\"\"\nThe signed POST to the user's own server at the end of an export; see docs/callbacks.md.\n\"\"\"\ntype ExportCallback {\n  \"\"\"Every try so far, oldest first.\"\"\"\n  attempts: [CallbackAttempt!]!\n\n  \"\"\"When the next try is due; null when none is planned.\"\"\"\n  nextAttemptAt: DateTime\n  status: CallbackStatus!\n  url: String!\n}\n\ntype ExportConnection {\n  edges: [ExportEdge!]!\n\n  \"\"\"The nodes of `edges`, for those who need no cursors.\"\"\"\n  nodes: [Export!]!\n  pageInfo: PageInfo!\n}\n\n\"\"\"\nWhat rendering costs at AWS list prices, in USD. Zero with the local renderer, and when another export's file is used.\n\"\"\"\ntype ExportCost {\n  \"\"\"What all attempts so far have cost; null until known.\"\"\"\n  billedUsd: Float\n  estimatedUsd: Float!\n}\n\ntype ExportEdge {\n  cursor: String!\n  node: Export!\n}\n\n\"\"\"The export has ended in another way, so there is nothing to cancel.\"\"\"\ntype ExportEnded implements UserError {\n  code: String!\n  message: String!\n  status: ExportStatus!\n}\n\ntype ExportFailure {\n  code: FailureCode!\n\n  \"\"\"\n  The line of the scene's own code, from 1; null when the scene is no code, or when the error does not tell.\n  \"\"\"\n  line: Int\n\n  \"\"\"One line; never a stack.\"\"\"\n  message: String!\n\n  \"\"\"Whether the same export might succeed when tried again.\"\"\"\n  retryable: Boolean!\n\n  \"\"\"The scene at fault; null when it is not known or no scene is.\"\"\"\n  sceneId: ID\n}\n\nenum ExportFormat {\n  \"\"\"Animated GIF, without sound.\"\"\"\n  GIF\n\n  \"\"\"H.264 or H.265 with AAC.\"\"\"\n  MP4\n\n  \"\"\"VP8 or VP9 with Opus.\"\"\"\n  WEBM\n}\n\n\"\"\"The export has not ended; cancel it first.\"\"\"\ntype ExportNotEnded implements UserError {\n  code: String!\n  message: String!\n  status: ExportStatus!\n}\n\n\"\"\"There is no such export, or it belongs to somebody else.\"\"\"\ntype ExportNotFound implements UserError {\n  code: String!\n  exportId: ID!\n  message: String!\n}\n\n\"\"\"The export has no file: it has not ended yet, or ended without one.\"\"\"\ntype ExportNotReady implements UserError {\n  code: String!\n  message: String!\n  status: ExportStatus!\n}\n\n\"\"\"Only FAILED and CANCELLED exports can be repeated.\"\"\"\ntype ExportNotRetryable implements UserError {\n  code: String!\n  message: String!\n  status: ExportStatus!\n}\n\n\"\"\"\nA preset of encoder quality, still quality and, unless said otherwise, resolution.\n\"\"\"\nenum ExportQuality {\n  \"\"\"CRF 18, JPEG quality 90, 1080p.\"\"\"\n  HIGH\n\n  \"\"\"CRF 28, JPEG quality 70, 720p.\"\"\"\n  LOW\n\n  \"\"\"CRF 23, JPEG quality 80, 1080p.\"\"\"\n  MEDIUM\n}\n\n\"\"\"\nCounts and figures of a period. Lists begin with what is most frequent, and leave out what never was.\n\"\"\"\ntype ExportStats {\n  \"\"\"\n  Completed exports that took over the file of an earlier one, so that nothing was rendered.\n  \"\"\"\n  cacheHits: Int!\n\n  \"\"\"Ended by request of the user.\"\"\"\n  cancelled: Int!\n\n  \"\"\"Ended with a file.\"\"\"\n  completed: Int!\n\n  \"\"\"Downloads of the period, whenever their exports ended.\"\"\"\n  downloads: DownloadStats!\n\n  \"\"\"Exports that ended: completed, failed and cancelled together.\"\"\"\n  ended: Int!\n\n  \"\"\"Ended without a file; see `failures`.\"\"\"\n  failed: Int!\n\n  \"\"\"\n  Share of the failed in those that completed or failed, 0 to 1; null when there were none.\n  \"\"\"\n  failureRate: Float\n\n  \"\"\"Why exports failed. The counts add up to `failed`.\"\"\"\n  failures: [FailureCount!]!\n\n  \"\"\"What was asked for. The counts add up to `ended`.\"\"\"\n  formats: [FormatCount!]!\n\n  \"\"\"Frames that were rendered.\"\"\"\n  frames: Float!\n\n  \"\"\"The beginning of the first day.\"\"\"\n  from: DateTime!\n\n  \"\"\"`spentUsd` for each export that ended; null when there were none.\"\"\"\n  meanUsd: Float\n\n  \"\"\"How long all renders took.\"\"\"\n  renderTime: RenderTime!\n\n  \"\"\"\n  How long renders took by the length of the video, shortest first; every length is there.\n  \"\"\"\n  renderTimeByLength: [LengthRenderTime!]!\n\n  \"\"\"Size of all files that were rendered.\"\"\"\n  sizeInBytes: Float!\n\n  \"\"\"What rendering has cost in USD, failed attempts included.\"\"\"\n  spentUsd: Float!\n\n  \"\"\"\n  Share of the completed in those that completed or failed, 0 to 1; null when there were none.\n  \"\"\"\n  successRate: Float\n\n  \"\"\"The last millisecond of the last day.\"\"\"\n  to: DateTime!\n}\n\nenum ExportStatus {\n  \"\"\"Ended by request of the user.\"\"\"\n  CANCELLED\n\n  \"\"\"The file is ready.\"\"\"\n  COMPLETED\n\n  \"\"\"Ended without a file; see `failure`.\"\"\"\n  FAILED\n\n  \"\"\"Accepted; waiting for its turn to render.\"\"\"\n  PENDING\n\n  \"\"\"Being rendered.\"\"\"\n  RENDERING\n}\n\nenum FailureCode {\n  \"\"\"An image, video, sound or font could not be loaded.\"\"\"\n  ASSET_LOAD\n\n  \"\"\"The composition could not be evaluated.\"\"\"\n  COMPOSITION\n\n  \"\"\"Anything else; it has been logged.\"\"\"\n  INTERNAL\n\n  \"\"\"The render ran out of memory.\"\"\"\n  OUT_OF_MEMORY\n\n  \"\"\"The code of a scene threw an error.\"\"\"\n  SCENE_CODE\n\n  \"\"\"The finished file could not be stored or found.\"\"\"\n  STORAGE\n\n  \"\"\"No capacity to render could be had.\"\"\"\n  THROTTLED\n\n  \"\"\"The render took longer than allowed or died without a word.\"\"\"\n  TIMEOUT\n}\n\n\"\"\"How many exports failed for one reason.\"\"\"\ntype FailureCount {\n  \"\"\"Why they failed.\"\"\"\n  code: FailureCode!\n\n  \"\"\"How many, 1 or more.\"\"\"\n  count: Int!\n}\n\n\"\"\"How many exports of one format ended.\"\"\"\ntype FormatCount {\n  \"\"\"How many, 1 or more.\"\"\"\n  count: Int!\n\n  \"\"\"What was asked for.\"\"\"\n  format: ExportFormat!\n}\n\n\"\"\"\nThe idempotency key was used for another input within the last 24 hours.\n\"\"\"\ntype IdempotencyConflict implements UserError {\n  code: String!\n\n  \"\"\"The export that was made with this key.\"\"\"\n  exportId: ID!\n  message: String!\n}\n\n\"\"\"One thing that is wrong with an input.\"\"\"\ntype InputIssue {\n  \"\"\"What is wrong and what would be accepted.\"\"\"\n  message: String!\n\n  \"\"\"Where it is, from the root of the input, e.g. `scenes[1].props.title`.\"\"\"\n  path: String!\n}\n\n\"\"\"The input breaks a rule. Nothing was changed.\"\"\"\ntype InvalidInput implements UserError {\n  code: String!\n\n  \"\"\"Every problem found, not only the first.\"\"\"\n  issues: [InputIssue!]!\n  message: String!\n}\n\n\"\"\"Any JSON value.\"\"\"\nscalar JSON\n\n\"\"\"Render times of videos of one length.\"\"\"\ntype LengthRenderTime {\n  \"\"\"How long the videos are.\"\"\"\n  length: VideoLength!\n\n  \"\"\"How long their renders took.\"\"\"\n  time: RenderTime!\n}\n\ntype Mutation {\n  \"\"\"\n  Cancels a batch as one: no more exports are made, and those that have not ended are cancelled. What was reserved for rows\n  without an export is given back.\n  \"\"\"\n  cancelBatch(id: ID!): CancelBatchResult!\n\n  \"\"\"\n  Ends an export that has not ended. Its slot and the money reserved for it are free at once; the render is stopped.\n  \"\"\"\n  cancelExport(id: ID!): CancelExportResult!\n\n  \"\"\"\n  Accepts many exports of one project, one for each row of variables, and answers at once; the exports are made afterwards.\n  It is accepted whole or not at all: every row is checked, and the limits must leave room for all of them.\n  \"\"\"\n  createBatch(input: CreateBatchInput!): CreateBatchResult!\n\n  \"\"\"\n  A signed URL of the finished file that works without a token and expires. Counted on the export.\n  \"\"\"\n  createDownload(exportId: ID!): CreateDownloadResult!\n\n  \"\"\"\n  Accepts an export and answers at once; rendering happens afterwards. Follow it with the subscription `exportProgress`.\n  The project is rendered as it is now: later changes to it do not touch this export.\n  \"\"\"\n  createExport(input: CreateExportInput!): CreateExportResult!\n\n  \"\"\"\n  Removes an ended export with its file and every trace but the statistics.\n  \"\"\"\n  deleteExport(id: ID!): DeleteExportResult!\n\n  \"\"\"\n  Repeats a FAILED or CANCELLED export as a new one of the same content, which counts towards the limits like any other.\n  Asking again within 24 hours gives the same new export.\n  \"\"\"\n  retryExport(id: ID!): RetryExportResult!\n\n  \"\"\"\n  Creates a project, or replaces the one with the given `id`. Every scene is checked here, so that a broken one is found\n  now and not in a render.\n  \"\"\"\n  saveProject(input: SaveProjectInput!): SaveProjectResult!\n}\n\n\"\"\"What becomes of an export of which a scene fails while it is drawn.\"\"\"\nenum OnSceneError {\n  \"\"\"The export fails, and tells the scene.\"\"\"\n  FAIL\n\n  \"\"\"A quiet picture stands in for the scene, and the export tells which.\"\"\"\n  FALLBACK\n}\n\n\"\"\"Operating systems that are told apart.\"\"\"\nenum OperatingSystem {\n  ANDROID\n  CHROMEOS\n\n  \"\"\"Also iPadOS.\"\"\"\n  IOS\n  LINUX\n  MACOS\n\n  \"\"\"Another one, or not known.\"\"\"\n  OTHER\n  WINDOWS\n}\n\n\"\"\"Downloads on operating systems of one family.\"\"\"\ntype OperatingSystemCount {\n  \"\"\"How many, 1 or more.\"\"\"\n  count: Int!\n\n  \"\"\"The family of operating systems.\"\"\"\n  os: OperatingSystem!\n}\n\n\"\"\"A text or an image over the scenes.\"\"\"\ntype Overlay {\n  \"\"\"Of a text: colour of a lower third's bar.\"\"\"\n  accentColor: String\n\n  \"\"\"Of a text: colour of the box.\"\"\"\n  backgroundColor: String\n\n  \"\"\"Of a text: colour of the letters.\"\"\"\n  color: String\n  durationInFrames: Int!\n  id: ID\n\n  \"\"\"Of an image: 0 to 1; 1 if null.\"\"\"\n  opacity: Float\n\n  \"\"\"\n  Where in the safe area: a text at the `bottom-left`, an image in the `center` if null.\n  \"\"\"\n  position: String\n\n  \"\"\"\n  Of an image: height in per cent of the frame's shorter side; 24 if null.\n  \"\"\"\n  size: Int\n\n  \"\"\"\n  Of an image: an https URL, or a file that ships with the Remotion site.\n  \"\"\"\n  src: String\n\n  \"\"\"Counted from the start of the video.\"\"\"\n  startInFrames: Int!\n\n  \"\"\"Of a text: `label` if null, `lower-third` or `headline`.\"\"\"\n  style: String\n\n  \"\"\"Of a text: a smaller line below it.\"\"\"\n  subtitle: String\n\n  \"\"\"Of a text.\"\"\"\n  text: String\n\n  \"\"\"`text` or `image`.\"\"\"\n  type: String!\n}\n\ninput OverlayInput {\n  \"\"\"Of a text: colour of a lower third's bar.\"\"\"\n  accentColor: String\n\n  \"\"\"Of a text: colour of the box. A headline has none if not given.\"\"\"\n  backgroundColor: String\n\n  \"\"\"\n  Of a text: colour of the letters, such as `#ffffff`. One that cannot be read on its box is not used.\n  \"\"\"\n  color: String\n\n  \"\"\"1 or more. What lasts longer than the video ends with it.\"\"\"\n  durationInFrames: Int!\n\n  \"\"\"1 to 64 letters, digits, `_` or `-`.\"\"\"\n  id: ID\n\n  \"\"\"Of an image: 0 to 1; 1 if not given.\"\"\"\n  opacity: Float\n\n  \"\"\"\n  Where in the safe area: `top-left`, `top`, `top-right`, `left`, `center`, `right`, `bottom-left`, `bottom` or\n  `bottom-right`. A text is at the `bottom-left` and an image in the `center` if not given. What is at the foot stands above\n  captions.\n  \"\"\"\n  position: String\n\n  \"\"\"\n  Of an image: height in per cent of the frame's shorter side, 1 to 100; 24 if not given.\n  \"\"\"\n  size: Int\n\n  \"\"\"\n  Of an image: an https URL, or a file that ships with the Remotion site.\n  \"\"\"\n  src: String\n\n  \"\"\"\n  0 or more, counted from the start of the video; less than the whole video has.\n  \"\"\"\n  startInFrames: Int!\n\n  \"\"\"Of a text: `label` (if not given), `lower-third` or `headline`.\"\"\"\n  style: String\n\n  \"\"\"Of a text: a smaller line below it, 1 to 200 characters.\"\"\"\n  subtitle: String\n\n  \"\"\"Of a text: 1 to 200 characters.\"\"\"\n  text: String\n\n  \"\"\"`text` or `image`.\"\"\"\n  type: String!\n}\n\n\"\"\"How to get the next page of a connection (Relay).\"\"\"\ntype PageInfo {\n  \"\"\"\n  The cursor of the last edge, to be passed as `after`; null on an empty page.\n  \"\"\"\n  endCursor: String\n\n  \"\"\"True if there are more edges after the last one of this page.\"\"\"\n  hasNextPage: Boolean!\n\n  \"\"\"True if this page does not start at the beginning of the list.\"\"\"\n  hasPreviousPage: Boolean!\n\n  \"\"\"The cursor of the first edge; null on an empty page.\"\"\"\n  startCursor: String\n}\n\n\"\"\"\nA video to be: scenes in sequence, with sound and a logo.\n\nTitle, URLs and every text in the props of scenes, in overlays and captions may hold merge fields: `{{name}}`, or `{{name|default}}`.\nA name is a letter, followed by up to 63 letters, digits, `_` or `-`. A field is filled when an export is created: with the\nexport's variable of that name, else with the project's, else with its own default; a field without any of them is refused\nthen. Values are not filled again. `\\{{` stands for two braces.\n\"\"\"\ntype Project {\n  \"\"\"The sound underneath the whole video.\"\"\"\n  audio: Audio\n\n  \"\"\"\n  Short for `audio` with nothing but a URL: an https URL, or a file that ships with the Remotion site.\n  \"\"\"\n  audioUrl: String\n  captions: Captions\n  createdAt: DateTime!\n\n  \"\"\"\n  Length of the whole video in frames at the project's `fps`: all scenes, less the frames that transitions share.\n  \"\"\"\n  durationInFrames: Int!\n\n  \"\"\"Frames per second that `durationInFrames` counts in.\"\"\"\n  fps: Int!\n\n  \"\"\"Height of the canvas in pixels.\"\"\"\n  height: Int!\n\n  \"\"\"`prj_` and a ULID.\"\"\"\n  id: ID!\n\n  \"\"\"\n  The logo that templates show: an https URL, or a file that ships with the Remotion site.\n  \"\"\"\n  logoUrl: String\n\n  \"\"\"What becomes of an export of which a scene fails.\"\"\"\n  onSceneError: OnSceneError!\n\n  \"\"\"Texts and images over the scenes.\"\"\"\n  overlays: [Overlay!]!\n\n  \"\"\"The scenes, in the order they are played.\"\"\"\n  scenes: [Scene!]!\n  title: String!\n  updatedAt: DateTime!\n\n  \"\"\"\n  What merge fields are filled with where an export says nothing else: texts by name.\n  \"\"\"\n  variables: JSON!\n\n  \"\"\"\n  Grows by one with every save. Pass it as `expectedVersion` to be sure not to overwrite somebody's change.\n  \"\"\"\n  version: Int!\n\n  \"\"\"An image over the whole video.\"\"\"\n  watermark: Watermark\n\n  \"\"\"Width of the canvas in pixels that scenes are designed for.\"\"\"\n  width: Int!\n}\n\ntype ProjectConnection {\n  edges: [ProjectEdge!]!\n\n  \"\"\"The nodes of `edges`, for those who need no cursors.\"\"\"\n  nodes: [Project!]!\n  pageInfo: PageInfo!\n}\n\ntype ProjectEdge {\n  cursor: String!\n  node: Project!\n}\n\n\"\"\"There is no such project, or it belongs to somebody else.\"\"\"\ntype ProjectNotFound implements UserError {\n  code: String!\n  message: String!\n  projectId: ID!\n}\n\n\"\"\"The project was changed since the caller read it.\"\"\"\ntype ProjectVersionConflict implements UserError {\n  actualVersion: Int!\n  code: String!\n  expectedVersion: Int!\n  message: String!\n}\n\ntype Query {\n  \"\"\"One batch of the caller; null when there is none with this id.\"\"\"\n  batch(id: ID!): Batch\n\n  \"\"\"\n  What an export would come to, without making it. The limits on length and cost of one render are looked at; those of the day\n  and the month are not. `idempotencyKey` and `callbackUrl` do not matter.\n  \"\"\"\n  estimateExport(input: CreateExportInput!): EstimateExportResult!\n\n  \"\"\"One export of the caller; null when there is none with this id.\"\"\"\n  export(id: ID!): Export\n\n  \"\"\"\n  What the caller's exports and downloads came to on the UTC days from that of `from` to that of `to`, both included; at most\n  366. Ends are counted on the day on which they happened. Deleting an export leaves its counts.\n  \"\"\"\n  exportStats(from: DateTime!, to: DateTime!): ExportStats!\n\n  \"\"\"The caller's exports, newest first.\"\"\"\n  exports(\n    \"\"\"The `endCursor` of the page before.\"\"\"\n    after: String\n\n    \"\"\"How many, 1 to 100.\"\"\"\n    first: Int = 20\n\n    \"\"\"Only exports of this project.\"\"\"\n    projectId: ID\n\n    \"\"\"Only exports in this state.\"\"\"\n    status: ExportStatus\n  ): ExportConnection!\n\n  \"\"\"One project of the caller; null when there is none with this id.\"\"\"\n  project(id: ID!): Project\n\n  \"\"\"The caller's projects, newest first.\"\"\"\n  projects(\n    \"\"\"The `endCursor` of the page before.\"\"\"\n    after: String\n\n    \"\"\"How many, 1 to 100.\"\"\"\n    first: Int = 20\n  ): ProjectConnection!\n\n  \"\"\"The built-in templates that scenes can be made from.\"\"\"\n  templates: [Template!]!\n\n  \"\"\"The caller, with limits and what is used of them.\"\"\"\n  viewer: Viewer!\n}\n\n\"\"\"The user sends mutations faster than allowed.\"\"\"\ntype RateLimited implements UserError {\n  code: String!\n\n  \"\"\"Mutations a user may send in one minute.\"\"\"\n  limitPerMinute: Int!\n  message: String!\n\n  \"\"\"When the count starts again, in seconds from now.\"\"\"\n  retryAfterSeconds: Int!\n}\n\n\"\"\"\nTime from the start of the last attempt to the file. Exports that failed or that rendered nothing are left out.\n\"\"\"\ntype RenderTime {\n  \"\"\"Null without renders.\"\"\"\n  meanSeconds: Float\n\n  \"\"\"\n  95 of 100 renders took no longer; off by at most 9.6 %. Null without renders.\n  \"\"\"\n  p95Seconds: Float\n\n  \"\"\"How many renders were measured.\"\"\"\n  renders: Int!\n}\n\n\"\"\"Rendering would cost more than one render may.\"\"\"\ntype RenderTooExpensive implements UserError {\n  code: String!\n  estimatedUsd: Float!\n  limitUsd: Float!\n  message: String!\n}\n\n\"\"\"The video would be longer than allowed.\"\"\"\ntype RenderTooLong implements UserError {\n  code: String!\n  durationInSeconds: Float!\n  limitInSeconds: Float!\n  message: String!\n}\n\n\"\"\"The length of the picture's shorter side.\"\"\"\nenum Resolution {\n  \"\"\"2160 pixels.\"\"\"\n  P4K\n\n  \"\"\"720 pixels: 1280×720, 720×1280 or 720×720.\"\"\"\n  P720\n\n  \"\"\"1080 pixels.\"\"\"\n  P1080\n}\n\nunion RetryExportResult = BudgetExceeded | DailyLimitReached | ExportNotFound | ExportNotRetryable | RateLimited | RetryExportSuccess\n\ntype RetryExportSuccess {\n  \"\"\"The new export.\"\"\"\n  export: Export!\n}\n\ninput SaveProjectInput {\n  \"\"\"The sound underneath the whole video.\"\"\"\n  audio: AudioInput\n\n  \"\"\"\n  Short for `audio` with nothing but a URL: an https URL, or a file that ships with the Remotion site, e.g. `sample/music.mp3`.\n  \"\"\"\n  audioUrl: String\n  captions: CaptionsInput\n\n  \"\"\"\n  Replace only if the project still has this version; otherwise the answer is `ProjectVersionConflict`.\n  \"\"\"\n  expectedVersion: Int\n\n  \"\"\"24, 30 or 60.\"\"\"\n  fps: Int = 30\n\n  \"\"\"Canvas height in pixels: even, 64 to 3840.\"\"\"\n  height: Int = 1080\n\n  \"\"\"The project to replace; a new one is made without it.\"\"\"\n  id: ID\n\n  \"\"\"Logo: an https URL, or a file that ships with the Remotion site.\"\"\"\n  logoUrl: String\n\n  \"\"\"What becomes of an export of which a scene fails.\"\"\"\n  onSceneError: OnSceneError = FAIL\n\n  \"\"\"\n  Texts and images over the scenes, 50 at most. Later ones lie over earlier ones.\n  \"\"\"\n  overlays: [OverlayInput!]\n\n  \"\"\"1 to 200 scenes.\"\"\"\n  scenes: [SceneInput!]!\n\n  \"\"\"1 to 200 characters.\"\"\"\n  title: String!\n\n  \"\"\"\n  What merge fields are filled with where an export says nothing else: an object of up to 100 texts (up to 2048 characters),\n  numbers and booleans by name. All are kept as text; null is no value.\n  \"\"\"\n  variables: JSON\n\n  \"\"\"An image over the whole video, such as a logo.\"\"\"\n  watermark: WatermarkInput\n\n  \"\"\"Canvas width in pixels: even, 64 to 3840.\"\"\"\n  width: Int = 1920\n}\n\nunion SaveProjectResult = InvalidInput | ProjectNotFound | ProjectVersionConflict | RateLimited | SaveProjectSuccess\n\ntype SaveProjectSuccess {\n  project: Project!\n}\n\n\"\"\"One part of the video: a built-in template, or code of its own.\"\"\"\ntype Scene {\n  \"\"\"\n  The source of the scene, as it was saved; null when it is made from a template.\n  \"\"\"\n  code: String\n\n  \"\"\"Length in frames at the project's `fps`, transitions included.\"\"\"\n  durationInFrames: Int!\n\n  \"\"\"Unique in the project; made up if not given.\"\"\"\n  id: ID!\n  name: String\n\n  \"\"\"What is spoken from its first frame to its last.\"\"\"\n  narrationUrl: String\n\n  \"\"\"0 to 1; 1 if null.\"\"\"\n  narrationVolume: Float\n\n  \"\"\"The props of the template, or of the code's component.\"\"\"\n  props: JSON!\n\n  \"\"\"The template's id, e.g. `title`; null when the scene is code.\"\"\"\n  template: String\n\n  \"\"\"How it gives way to the next scene; a cut if null.\"\"\"\n  transition: Transition\n}\n\n\"\"\"A scene that failed while it was drawn.\"\"\"\ntype SceneError {\n  \"\"\"\n  The line of the scene's own code, from 1; null when the scene is no code, or when the error does not tell.\n  \"\"\"\n  line: Int\n\n  \"\"\"One line, at most 180 characters.\"\"\"\n  message: String!\n  sceneId: ID!\n\n  \"\"\"From 0.\"\"\"\n  sceneIndex: Int!\n}\n\ninput SceneInput {\n  \"\"\"\n  The source of a React component, TypeScript with JSX, of up to 100 000 characters. It is compiled here; what is wrong with it is\n  answered with line and column. Merge fields are not filled in it, only in `props`.\n  \"\"\"\n  code: String\n\n  \"\"\"1 or more frames at the project's `fps`, transitions included.\"\"\"\n  durationInFrames: Int!\n\n  \"\"\"\n  1 to 64 letters, digits, `_` or `-`; unique in the project. Made up if not given.\n  \"\"\"\n  id: ID\n\n  \"\"\"Up to 200 characters.\"\"\"\n  name: String\n\n  \"\"\"\n  What is spoken from its first frame to its last: an https URL, or a file that ships with the Remotion site.\n  \"\"\"\n  narrationUrl: String\n\n  \"\"\"0 to 1; 1 if not given.\"\"\"\n  narrationVolume: Float\n\n  \"\"\"\n  The props of the template, as its `propsSchema` has them, or of the code's component.\n  \"\"\"\n  props: JSON\n\n  \"\"\"\n  The id of a built-in template, of which `templates` is the list. A scene has either `template` or `code`.\n  \"\"\"\n  template: String\n\n  \"\"\"\n  How it gives way to the next scene; a cut if not given. The last scene has none.\n  \"\"\"\n  transition: TransitionInput\n}\n\ntype Subscription {\n  \"\"\"\n  The batch's whole state: at once when subscribing, then when exports of it end, about twice a second at most.\n  After FINISHED or CANCELLED the subscription completes.\n  \"\"\"\n  batchProgress(id: ID!): Batch!\n\n  \"\"\"\n  The export's whole state: at once when subscribing, then at each change, about once a second while it renders.\n  After COMPLETED, FAILED or CANCELLED the subscription completes.\n  \"\"\"\n  exportProgress(id: ID!): Export!\n\n  \"\"\"\n  The caller's exports as they change: first the newest 50 and those that render, then a list of each one that has changed. An\n  export that was made after subscribing is told of as PENDING if it has to wait, and otherwise from when it begins to render.\n  Does not complete by itself.\n  \"\"\"\n  myExports: [Export!]!\n}\n\n\"\"\"\nA built-in kind of scene: give its id as `template` of a scene, and props that its schema accepts.\n\"\"\"\ntype Template {\n  \"\"\"What it shows.\"\"\"\n  description: String!\n\n  \"\"\"\n  Props that are valid and look well, to begin with. Their images ship with the Remotion site.\n  \"\"\"\n  exampleProps: JSON!\n\n  \"\"\"What a scene names it by, e.g. `title`.\"\"\"\n  id: ID!\n\n  \"\"\"\n  JSON Schema (draft 2020-12) of the scene's `props`, with a description of each. An image or video is a text with the format\n  `uri-reference`: an https URL, or a file that ships with the Remotion site. Merge fields may stand in every text, and in the\n  place of a number.\n  \"\"\"\n  propsSchema: JSON!\n\n  \"\"\"Its name for people.\"\"\"\n  title: String!\n}\n\n\"\"\"\nHow a scene gives way to the next one. Both are drawn meanwhile, so that each transition makes the video shorter by its length.\n\"\"\"\ntype Transition {\n  \"\"\"\n  Where the next scene comes from: `from-left` if null, `from-right`, `from-top` or `from-bottom`.\n  \"\"\"\n  direction: String\n  durationInFrames: Int\n\n  \"\"\"`none` (a cut), `fade`, `slide`, `wipe`, `flip` or `clockWipe`.\"\"\"\n  type: String!\n}\n\ninput TransitionInput {\n  \"\"\"\n  `from-left` (if not given), `from-right`, `from-top` or `from-bottom`; for `slide`, `wipe` and `flip` only.\n  \"\"\"\n  direction: String\n\n  \"\"\"\n  1 or more frames, which both scenes must have: neither may be shorter, and the transitions at the two ends of a scene may not\n  overlap. None for `none`.\n  \"\"\"\n  durationInFrames: Int\n\n  \"\"\"`none` (a cut), `fade`, `slide`, `wipe`, `flip` or `clockWipe`.\"\"\"\n  type: String!\n}\n\n\"\"\"\nAn expected failure of a mutation: something the caller can act on. `code` is stable and meant for programs,\n`message` is an English sentence for people. Each failure also carries its figures in fields of its own.\n\"\"\"\ninterface UserError {\n  \"\"\"A stable, upper-case code, e.g. `DAILY_LIMIT_REACHED`.\"\"\"\n  code: String!\n\n  \"\"\"What happened and what would be accepted instead.\"\"\"\n  message: String!\n}\n\nenum VideoCodec {\n  H264\n  H265\n\n  \"\"\"\n  Knows no CRF: the presets are 0.035, 0.06 and 0.1 bits for each pixel of a frame.\n  \"\"\"\n  VP8\n  VP9\n}\n\n\"\"\"How long a video is.\"\"\"\nenum VideoLength {\n  \"\"\"More than five minutes.\"\"\"\n  LONGER\n  UP_TO_1_MINUTE\n  UP_TO_5_MINUTES\n  UP_TO_10_SECONDS\n}\n\n\"\"\"The user the token speaks for.\"\"\"\ntype Viewer {\n  \"\"\"\n  Exports of one user that may render at the same time; others wait their turn.\n  \"\"\"\n  concurrentLimit: Int!\n\n  \"\"\"Exports a user may create in one UTC day.\"\"\"\n  dailyLimit: Int!\n\n  \"\"\"Exports created since midnight UTC.\"\"\"\n  dailyUsed: Int!\n\n  \"\"\"The token's subject (`sub`).\"\"\"\n  id: ID!\n\n  \"\"\"How long one video may be, in seconds.\"\"\"\n  maxRenderSeconds: Float!\n\n  \"\"\"What one render may cost, in USD.\"\"\"\n  maxRenderUsd: Float!\n\n  \"\"\"\n  What this user's exports may cost in one UTC month, in USD; null without a budget.\n  \"\"\"\n  monthlyBudgetUsd: Float\n\n  \"\"\"\n  What is spent this month, and reserved by exports that have not ended, in USD: what the budget is compared with.\n  \"\"\"\n  monthlyCommittedUsd: Float!\n\n  \"\"\"What this month's finished exports have cost so far, in USD.\"\"\"\n  monthlySpentUsd: Float!\n\n  \"\"\"Exports that are rendering now.\"\"\"\n  rendering: Int!\n}\n\n\"\"\"An image over the whole video.\"\"\"\ntype Watermark {\n  \"\"\"0 to 1; 0.8 if null.\"\"\"\n  opacity: Float\n\n  \"\"\"`top-right` if null.\"\"\"\n  position: String\n\n  \"\"\"Height in per cent of the frame's shorter side; 9 if null.\"\"\"\n  size: Int\n  src: String!\n}\n\ninput WatermarkInput {\n  \"\"\"0 to 1; 0.8 if not given.\"\"\"\n  opacity: Float\n\n  \"\"\"As an overlay's; `top-right` if not given.\"\"\"\n  position: String\n\n  \"\"\"\n  Height in per cent of the frame's shorter side, 1 to 100; 9 if not given.\n  \"\"\"\n  size: Int\n\n  \"\"\"An https URL, or a file that ships with the Remotion site.\"\"\"\n  src: String!\n}";
/** The same without descriptions, for functions that nobody asks about it. */
export const bareTypeDefs = "type Audio {\n  ducking: Ducking\n  fadeInSeconds: Float\n  fadeOutSeconds: Float\n  loop: Boolean\n  url: String!\n  volume: Float\n}\n\ninput AudioInput {\n  ducking: DuckingInput\n  fadeInSeconds: Float\n  fadeOutSeconds: Float\n  loop: Boolean\n  url: String!\n  volume: Float\n}\n\ntype Batch {\n  cancelled: Int!\n  completed: Int!\n  created: Int!\n  createdAt: DateTime!\n  exports(after: String, first: Int = 20): ExportConnection!\n  failed: Int!\n  finishedAt: DateTime\n  format: ExportFormat!\n  id: ID!\n  progress: Float!\n  project: Project\n  quality: ExportQuality!\n  status: BatchStatus!\n  total: Int!\n  version: Int!\n}\n\ntype BatchEnded implements UserError {\n  code: String!\n  message: String!\n  status: BatchStatus!\n}\n\ntype BatchIdempotencyConflict implements UserError {\n  batchId: ID!\n  code: String!\n  message: String!\n}\n\ntype BatchNotFound implements UserError {\n  batchId: ID!\n  code: String!\n  message: String!\n}\n\nenum BatchStatus {\n  CANCELLED\n  CANCELLING\n  CREATING\n  FINISHED\n  RUNNING\n}\n\ntype BrowserCount {\n  browser: BrowserFamily!\n  count: Int!\n}\n\nenum BrowserFamily {\n  CHROME\n  EDGE\n  FIREFOX\n  OPERA\n  OTHER\n  SAFARI\n  SAMSUNG\n}\n\ntype BudgetExceeded implements UserError {\n  budgetUsd: Float!\n  code: String!\n  committedUsd: Float!\n  estimatedUsd: Float!\n  message: String!\n}\n\ntype CallbackAttempt {\n  at: DateTime!\n  durationMs: Int\n  error: CallbackError\n  number: Int!\n  statusCode: Int\n}\n\nenum CallbackError {\n  ADDRESS_REFUSED\n  CONNECTION\n  DNS\n  GONE\n  INTERRUPTED\n  REDIRECT\n  STATUS\n  TIMEOUT\n  TLS\n}\n\nenum CallbackStatus {\n  DELIVERED\n  FAILED\n  PENDING\n}\n\nunion CancelBatchResult = BatchEnded | BatchNotFound | CancelBatchSuccess | RateLimited\n\ntype CancelBatchSuccess {\n  batch: Batch!\n}\n\nunion CancelExportResult = CancelExportSuccess | ExportEnded | ExportNotFound | RateLimited\n\ntype CancelExportSuccess {\n  export: Export!\n}\n\ntype Caption {\n  endMs: Int!\n  startMs: Int!\n  text: String!\n}\n\ninput CaptionInput {\n  confidence: Float\n  endMs: Float!\n  pageBreakAfter: Boolean\n  startMs: Float!\n  text: String!\n  timestampMs: Float\n}\n\ntype CaptionStyle {\n  backgroundColor: String\n  color: String\n  highlightColor: String\n  look: String\n  position: String\n  size: String\n}\n\ninput CaptionStyleInput {\n  backgroundColor: String\n  color: String\n  highlightColor: String\n  look: String\n  position: String\n  size: String\n}\n\ntype Captions {\n  items: [Caption!]\n  srt: String\n  style: CaptionStyle\n}\n\ninput CaptionsInput {\n  items: [CaptionInput!]\n  srt: String\n  style: CaptionStyleInput\n}\n\ninput CreateBatchInput {\n  format: ExportFormat = MP4\n  idempotencyKey: String\n  projectId: ID!\n  quality: ExportQuality = HIGH\n  rows: [JSON!]!\n}\n\nunion CreateBatchResult = BatchIdempotencyConflict | BudgetExceeded | CreateBatchSuccess | DailyLimitReached | InvalidInput | ProjectNotFound | RateLimited | RenderTooExpensive | RenderTooLong\n\ntype CreateBatchSuccess {\n  batch: Batch!\n}\n\nunion CreateDownloadResult = CreateDownloadSuccess | ExportNotFound | ExportNotReady | RateLimited\n\ntype CreateDownloadSuccess {\n  expiresAt: DateTime!\n  export: Export!\n  fileName: String!\n  url: String!\n}\n\ninput CreateExportInput {\n  callbackUrl: String\n  codec: VideoCodec\n  format: ExportFormat = MP4\n  fps: Int\n  idempotencyKey: String\n  projectId: ID!\n  quality: ExportQuality = HIGH\n  resolution: Resolution\n  variables: JSON\n  videoBitrate: String\n}\n\nunion CreateExportResult = BudgetExceeded | CreateExportSuccess | DailyLimitReached | IdempotencyConflict | InvalidInput | ProjectNotFound | RateLimited | RenderTooExpensive | RenderTooLong\n\ntype CreateExportSuccess {\n  export: Export!\n}\n\ntype DailyLimitReached implements UserError {\n  code: String!\n  limit: Int!\n  message: String!\n  resetsAt: DateTime!\n  used: Int!\n}\n\nscalar DateTime\n\nunion DeleteExportResult = DeleteExportSuccess | ExportNotEnded | ExportNotFound | RateLimited\n\ntype DeleteExportSuccess {\n  exportId: ID!\n}\n\nenum DeviceClass {\n  BOT\n  DESKTOP\n  MOBILE\n  TABLET\n  UNKNOWN\n}\n\ntype DeviceCount {\n  count: Int!\n  device: DeviceClass!\n}\n\ntype DownloadStats {\n  browsers: [BrowserCount!]!\n  count: Int!\n  devices: [DeviceCount!]!\n  operatingSystems: [OperatingSystemCount!]!\n}\n\ntype Ducking {\n  volume: Float\n}\n\ninput DuckingInput {\n  volume: Float\n}\n\nunion EstimateExportResult = EstimateExportSuccess | InvalidInput | ProjectNotFound | RenderTooExpensive | RenderTooLong\n\ntype EstimateExportSuccess {\n  durationInFrames: Int!\n  durationInSeconds: Float!\n  estimatedUsd: Float!\n  height: Int!\n  renderSeconds: Float!\n  sizeInBytes: Float!\n  width: Int!\n}\n\ntype Export {\n  attempt: Int!\n  bitrate: Float\n  cacheHit: Boolean!\n  callback: ExportCallback\n  codec: VideoCodec\n  cost: ExportCost!\n  createdAt: DateTime!\n  downloadCount: Int!\n  durationInFrames: Int!\n  durationInSeconds: Float!\n  estimatedSecondsLeft: Float\n  failure: ExportFailure\n  finishedAt: DateTime\n  format: ExportFormat!\n  fps: Int!\n  height: Int!\n  id: ID!\n  previewUrl: String\n  progress: Float!\n  project: Project\n  quality: ExportQuality!\n  queuePosition: Int\n  retryOf: ID\n  sceneErrors: [SceneError!]!\n  sizeInBytes: Float\n  startedAt: DateTime\n  status: ExportStatus!\n  thumbnailUrl: String\n  version: Int!\n  width: Int!\n}\n\ntype ExportCallback {\n  attempts: [CallbackAttempt!]!\n  nextAttemptAt: DateTime\n  status: CallbackStatus!\n  url: String!\n}\n\ntype ExportConnection {\n  edges: [ExportEdge!]!\n  nodes: [Export!]!\n  pageInfo: PageInfo!\n}\n\ntype ExportCost {\n  billedUsd: Float\n  estimatedUsd: Float!\n}\n\ntype ExportEdge {\n  cursor: String!\n  node: Export!\n}\n\ntype ExportEnded implements UserError {\n  code: String!\n  message: String!\n  status: ExportStatus!\n}\n\ntype ExportFailure {\n  code: FailureCode!\n  line: Int\n  message: String!\n  retryable: Boolean!\n  sceneId: ID\n}\n\nenum ExportFormat {\n  GIF\n  MP4\n  WEBM\n}\n\ntype ExportNotEnded implements UserError {\n  code: String!\n  message: String!\n  status: ExportStatus!\n}\n\ntype ExportNotFound implements UserError {\n  code: String!\n  exportId: ID!\n  message: String!\n}\n\ntype ExportNotReady implements UserError {\n  code: String!\n  message: String!\n  status: ExportStatus!\n}\n\ntype ExportNotRetryable implements UserError {\n  code: String!\n  message: String!\n  status: ExportStatus!\n}\n\nenum ExportQuality {\n  HIGH\n  LOW\n  MEDIUM\n}\n\ntype ExportStats {\n  cacheHits: Int!\n  cancelled: Int!\n  completed: Int!\n  downloads: DownloadStats!\n  ended: Int!\n  failed: Int!\n  failureRate: Float\n  failures: [FailureCount!]!\n  formats: [FormatCount!]!\n  frames: Float!\n  from: DateTime!\n  meanUsd: Float\n  renderTime: RenderTime!\n  renderTimeByLength: [LengthRenderTime!]!\n  sizeInBytes: Float!\n  spentUsd: Float!\n  successRate: Float\n  to: DateTime!\n}\n\nenum ExportStatus {\n  CANCELLED\n  COMPLETED\n  FAILED\n  PENDING\n  RENDERING\n}\n\nenum FailureCode {\n  ASSET_LOAD\n  COMPOSITION\n  INTERNAL\n  OUT_OF_MEMORY\n  SCENE_CODE\n  STORAGE\n  THROTTLED\n  TIMEOUT\n}\n\ntype FailureCount {\n  code: FailureCode!\n  count: Int!\n}\n\ntype FormatCount {\n  count: Int!\n  format: ExportFormat!\n}\n\ntype IdempotencyConflict implements UserError {\n  code: String!\n  exportId: ID!\n  message: String!\n}\n\ntype InputIssue {\n  message: String!\n  path: String!\n}\n\ntype InvalidInput implements UserError {\n  code: String!\n  issues: [InputIssue!]!\n  message: String!\n}\n\nscalar JSON\n\ntype LengthRenderTime {\n  length: VideoLength!\n  time: RenderTime!\n}\n\ntype Mutation {\n  cancelBatch(id: ID!): CancelBatchResult!\n  cancelExport(id: ID!): CancelExportResult!\n  createBatch(input: CreateBatchInput!): CreateBatchResult!\n  createDownload(exportId: ID!): CreateDownloadResult!\n  createExport(input: CreateExportInput!): CreateExportResult!\n  deleteExport(id: ID!): DeleteExportResult!\n  retryExport(id: ID!): RetryExportResult!\n  saveProject(input: SaveProjectInput!): SaveProjectResult!\n}\n\nenum OnSceneError {\n  FAIL\n  FALLBACK\n}\n\nenum OperatingSystem {\n  ANDROID\n  CHROMEOS\n  IOS\n  LINUX\n  MACOS\n  OTHER\n  WINDOWS\n}\n\ntype OperatingSystemCount {\n  count: Int!\n  os: OperatingSystem!\n}\n\ntype Overlay {\n  accentColor: String\n  backgroundColor: String\n  color: String\n  durationInFrames: Int!\n  id: ID\n  opacity: Float\n  position: String\n  size: Int\n  src: String\n  startInFrames: Int!\n  style: String\n  subtitle: String\n  text: String\n  type: String!\n}\n\ninput OverlayInput {\n  accentColor: String\n  backgroundColor: String\n  color: String\n  durationInFrames: Int!\n  id: ID\n  opacity: Float\n  position: String\n  size: Int\n  src: String\n  startInFrames: Int!\n  style: String\n  subtitle: String\n  text: String\n  type: String!\n}\n\ntype PageInfo {\n  endCursor: String\n  hasNextPage: Boolean!\n  hasPreviousPage: Boolean!\n  startCursor: String\n}\n\ntype Project {\n  audio: Audio\n  audioUrl: String\n  captions: Captions\n  createdAt: DateTime!\n  durationInFrames: Int!\n  fps: Int!\n  height: Int!\n  id: ID!\n  logoUrl: String\n  onSceneError: OnSceneError!\n  overlays: [Overlay!]!\n  scenes: [Scene!]!\n  title: String!\n  updatedAt: DateTime!\n  variables: JSON!\n  version: Int!\n  watermark: Watermark\n  width: Int!\n}\n\ntype ProjectConnection {\n  edges: [ProjectEdge!]!\n  nodes: [Project!]!\n  pageInfo: PageInfo!\n}\n\ntype ProjectEdge {\n  cursor: String!\n  node: Project!\n}\n\ntype ProjectNotFound implements UserError {\n  code: String!\n  message: String!\n  projectId: ID!\n}\n\ntype ProjectVersionConflict implements UserError {\n  actualVersion: Int!\n  code: String!\n  expectedVersion: Int!\n  message: String!\n}\n\ntype Query {\n  batch(id: ID!): Batch\n  estimateExport(input: CreateExportInput!): EstimateExportResult!\n  export(id: ID!): Export\n  exportStats(from: DateTime!, to: DateTime!): ExportStats!\n  exports(after: String, first: Int = 20, projectId: ID, status: ExportStatus): ExportConnection!\n  project(id: ID!): Project\n  projects(after: String, first: Int = 20): ProjectConnection!\n  templates: [Template!]!\n  viewer: Viewer!\n}\n\ntype RateLimited implements UserError {\n  code: String!\n  limitPerMinute: Int!\n  message: String!\n  retryAfterSeconds: Int!\n}\n\ntype RenderTime {\n  meanSeconds: Float\n  p95Seconds: Float\n  renders: Int!\n}\n\ntype RenderTooExpensive implements UserError {\n  code: String!\n  estimatedUsd: Float!\n  limitUsd: Float!\n  message: String!\n}\n\ntype RenderTooLong implements UserError {\n  code: String!\n  durationInSeconds: Float!\n  limitInSeconds: Float!\n  message: String!\n}\n\nenum Resolution {\n  P4K\n  P720\n  P1080\n}\n\nunion RetryExportResult = BudgetExceeded | DailyLimitReached | ExportNotFound | ExportNotRetryable | RateLimited | RetryExportSuccess\n\ntype RetryExportSuccess {\n  export: Export!\n}\n\ninput SaveProjectInput {\n  audio: AudioInput\n  audioUrl: String\n  captions: CaptionsInput\n  expectedVersion: Int\n  fps: Int = 30\n  height: Int = 1080\n  id: ID\n  logoUrl: String\n  onSceneError: OnSceneError = FAIL\n  overlays: [OverlayInput!]\n  scenes: [SceneInput!]!\n  title: String!\n  variables: JSON\n  watermark: WatermarkInput\n  width: Int = 1920\n}\n\nunion SaveProjectResult = InvalidInput | ProjectNotFound | ProjectVersionConflict | RateLimited | SaveProjectSuccess\n\ntype SaveProjectSuccess {\n  project: Project!\n}\n\ntype Scene {\n  code: String\n  durationInFrames: Int!\n  id: ID!\n  name: String\n  narrationUrl: String\n  narrationVolume: Float\n  props: JSON!\n  template: String\n  transition: Transition\n}\n\ntype SceneError {\n  line: Int\n  message: String!\n  sceneId: ID!\n  sceneIndex: Int!\n}\n\ninput SceneInput {\n  code: String\n  durationInFrames: Int!\n  id: ID\n  name: String\n  narrationUrl: String\n  narrationVolume: Float\n  props: JSON\n  template: String\n  transition: TransitionInput\n}\n\ntype Subscription {\n  batchProgress(id: ID!): Batch!\n  exportProgress(id: ID!): Export!\n  myExports: [Export!]!\n}\n\ntype Template {\n  description: String!\n  exampleProps: JSON!\n  id: ID!\n  propsSchema: JSON!\n  title: String!\n}\n\ntype Transition {\n  direction: String\n  durationInFrames: Int\n  type: String!\n}\n\ninput TransitionInput {\n  direction: String\n  durationInFrames: Int\n  type: String!\n}\n\ninterface UserError {\n  code: String!\n  message: String!\n}\n\nenum VideoCodec {\n  H264\n  H265\n  VP8\n  VP9\n}\n\nenum VideoLength {\n  LONGER\n  UP_TO_1_MINUTE\n  UP_TO_5_MINUTES\n  UP_TO_10_SECONDS\n}\n\ntype Viewer {\n  concurrentLimit: Int!\n  dailyLimit: Int!\n  dailyUsed: Int!\n  id: ID!\n  maxRenderSeconds: Float!\n  maxRenderUsd: Float!\n  monthlyBudgetUsd: Float\n  monthlyCommittedUsd: Float!\n  monthlySpentUsd: Float!\n  rendering: Int!\n}\n\ntype Watermark {\n  opacity: Float\n  position: String\n  size: Int\n  src: String!\n}\n\ninput WatermarkInput {\n  opacity: Float\n  position: String\n  size: Int\n  src: String!\n}";

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

/** The sound underneath a whole video. */
export type Audio = {
  __typename?: 'Audio';
  ducking?: Maybe<Ducking>;
  /** 0.4 if null. */
  fadeInSeconds?: Maybe<Scalars['Float']['output']>;
  /** 1.2 if null. */
  fadeOutSeconds?: Maybe<Scalars['Float']['output']>;
  /** Whether it starts over until the video ends; true if null. */
  loop?: Maybe<Scalars['Boolean']['output']>;
  url: Scalars['String']['output'];
  /** 0 to 1; 0.85 if null. */
  volume?: Maybe<Scalars['Float']['output']>;
};

export type AudioInput = {
  ducking?: InputMaybe<DuckingInput>;
  /** 0 to 60; 0.4 if not given. */
  fadeInSeconds?: InputMaybe<Scalars['Float']['input']>;
  /** 0 to 60; 1.2 if not given. */
  fadeOutSeconds?: InputMaybe<Scalars['Float']['input']>;
  /** Whether it starts over until the video ends; true if not given. */
  loop?: InputMaybe<Scalars['Boolean']['input']>;
  /** An https URL, or a file that ships with the Remotion site. */
  url: Scalars['String']['input'];
  /** 0 to 1; 0.85 if not given. */
  volume?: InputMaybe<Scalars['Float']['input']>;
};

/** Many exports of one project as it was when the batch was created, one for each row. */
export type Batch = {
  __typename?: 'Batch';
  /** Exports that were cancelled; of a cancelled batch also the rows whose export was never made. */
  cancelled: Scalars['Int']['output'];
  completed: Scalars['Int']['output'];
  /** Exports that are there: those of the first rows. */
  created: Scalars['Int']['output'];
  createdAt: Scalars['DateTime']['output'];
  /** The exports that are there, in the order of rows. */
  exports: ExportConnection;
  failed: Scalars['Int']['output'];
  /** When it reached FINISHED or CANCELLED. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  format: ExportFormat;
  /** `bat_` and a ULID. */
  id: Scalars['ID']['output'];
  /**
   * From 0 to 1: what has ended, and the parts of the exports that render now, of `total`. Falls a little where an export is
   * rendered once more.
   */
  progress: Scalars['Float']['output'];
  /** The project as it is now; null when it has been deleted. */
  project?: Maybe<Project>;
  quality: ExportQuality;
  status: BatchStatus;
  /** Rows. */
  total: Scalars['Int']['output'];
  /** Grows with every change: of two states, the one with the higher version is newer. */
  version: Scalars['Int']['output'];
};


/** Many exports of one project as it was when the batch was created, one for each row. */
export type BatchExportsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** All exports of the batch have ended, so there is nothing to cancel. */
export type BatchEnded = UserError & {
  __typename?: 'BatchEnded';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  status: BatchStatus;
};

/** The idempotency key was used for another input within the last 24 hours. */
export type BatchIdempotencyConflict = UserError & {
  __typename?: 'BatchIdempotencyConflict';
  /** The batch that was made with this key. */
  batchId: Scalars['ID']['output'];
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
};

/** There is no such batch, or it belongs to somebody else. */
export type BatchNotFound = UserError & {
  __typename?: 'BatchNotFound';
  batchId: Scalars['ID']['output'];
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
};

export type BatchStatus =
  /** Ended by request of the user. */
  | 'CANCELLED'
  /** No more exports are made; those that are there are being cancelled. */
  | 'CANCELLING'
  /** Accepted; exports are being made, and those that are there may be rendering already. */
  | 'CREATING'
  /** All exports have ended by themselves; `failed` says how many without a file. */
  | 'FINISHED'
  /** All exports are there; not all of them have ended. */
  | 'RUNNING';

/** Downloads with browsers of one family. */
export type BrowserCount = {
  __typename?: 'BrowserCount';
  /** The family of browsers. */
  browser: BrowserFamily;
  /** How many, 1 or more. */
  count: Scalars['Int']['output'];
};

/** Browsers that are told apart. */
export type BrowserFamily =
  /** Also Chromium. */
  | 'CHROME'
  | 'EDGE'
  | 'FIREFOX'
  | 'OPERA'
  /** Another one, or none at all. */
  | 'OTHER'
  | 'SAFARI'
  /** Samsung Internet. */
  | 'SAMSUNG';

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

/** One try to deliver a callback. */
export type CallbackAttempt = {
  __typename?: 'CallbackAttempt';
  /** When it began. */
  at: Scalars['DateTime']['output'];
  /** Null while the try is under way, and when it was interrupted. */
  durationMs?: Maybe<Scalars['Int']['output']>;
  /** Why it failed; null when it did not, and while the try is under way. */
  error?: Maybe<CallbackError>;
  /** From 1. */
  number: Scalars['Int']['output'];
  /** What the receiver answered; null when it did not, and while the try is under way. */
  statusCode?: Maybe<Scalars['Int']['output']>;
};

export type CallbackError =
  /** The name leads to an address that is not on the internet. */
  | 'ADDRESS_REFUSED'
  /** No connection could be made, or it was cut. */
  | 'CONNECTION'
  /** The name could not be resolved. */
  | 'DNS'
  /** The receiver answered 410 and is not asked again. */
  | 'GONE'
  /** The try began and nobody knows how it went. */
  | 'INTERRUPTED'
  /** The receiver answered 3xx: redirects are not followed. */
  | 'REDIRECT'
  /** The receiver answered with another status than 2xx. */
  | 'STATUS'
  /** There was no answer within ten seconds. */
  | 'TIMEOUT'
  /** The certificate is not valid for the name, or the other side does not speak TLS. */
  | 'TLS';

export type CallbackStatus =
  /** The receiver has answered 2xx. */
  | 'DELIVERED'
  /** The receiver is not asked any more: it answered 410, or every try of a day failed. */
  | 'FAILED'
  /** The export has not ended, or the receiver has not taken the message yet. */
  | 'PENDING';

export type CancelBatchResult = BatchEnded | BatchNotFound | CancelBatchSuccess | RateLimited;

export type CancelBatchSuccess = {
  __typename?: 'CancelBatchSuccess';
  /** CANCELLING, or CANCELLED when that is done. */
  batch: Batch;
};

export type CancelExportResult = CancelExportSuccess | ExportEnded | ExportNotFound | RateLimited;

export type CancelExportSuccess = {
  __typename?: 'CancelExportSuccess';
  /** CANCELLED. */
  export: Export;
};

/** One thing that is said. Times are milliseconds of the video. */
export type Caption = {
  __typename?: 'Caption';
  endMs: Scalars['Int']['output'];
  startMs: Scalars['Int']['output'];
  text: Scalars['String']['output'];
};

/** As Remotion's `Caption`. */
export type CaptionInput = {
  /** Accepted and not used. */
  confidence?: InputMaybe<Scalars['Float']['input']>;
  endMs: Scalars['Float']['input'];
  /** Whether the words that follow are shown on their own. */
  pageBreakAfter?: InputMaybe<Scalars['Boolean']['input']>;
  startMs: Scalars['Float']['input'];
  /** Up to 500 characters. */
  text: Scalars['String']['input'];
  /** Accepted and not used. */
  timestampMs?: InputMaybe<Scalars['Float']['input']>;
};

export type CaptionStyle = {
  __typename?: 'CaptionStyle';
  /** Of the box or the outline. */
  backgroundColor?: Maybe<Scalars['String']['output']>;
  color?: Maybe<Scalars['String']['output']>;
  /** Of the word that is being spoken; words have one colour if null. */
  highlightColor?: Maybe<Scalars['String']['output']>;
  /** `box` if null, or `outline`. */
  look?: Maybe<Scalars['String']['output']>;
  /** `bottom` if null, `center` or `top`. */
  position?: Maybe<Scalars['String']['output']>;
  /** `small`, `medium` if null, or `large`. */
  size?: Maybe<Scalars['String']['output']>;
};

export type CaptionStyleInput = {
  /** Of the box or the outline. */
  backgroundColor?: InputMaybe<Scalars['String']['input']>;
  /** Of the letters, such as `#ffffff`. One that cannot be read is not used. */
  color?: InputMaybe<Scalars['String']['input']>;
  /** Of the word that is being spoken. */
  highlightColor?: InputMaybe<Scalars['String']['input']>;
  /** `box` (if not given) or `outline`. */
  look?: InputMaybe<Scalars['String']['input']>;
  /** `bottom` (if not given), `center` or `top`. */
  position?: InputMaybe<Scalars['String']['input']>;
  /** `small`, `medium` (if not given) or `large`. */
  size?: InputMaybe<Scalars['String']['input']>;
};

/** What is said, to be read. Either `srt` or `items` is not null, as it was given. */
export type Captions = {
  __typename?: 'Captions';
  items?: Maybe<Array<Caption>>;
  srt?: Maybe<Scalars['String']['output']>;
  style?: Maybe<CaptionStyle>;
};

/** Either `srt` or `items`, up to 5000 captions and 200 000 bytes of each. */
export type CaptionsInput = {
  /** Sentences, one an item; or words, each with the space before it, as speech recognition writes them. */
  items?: InputMaybe<Array<CaptionInput>>;
  /** The text of an SRT file. */
  srt?: InputMaybe<Scalars['String']['input']>;
  style?: InputMaybe<CaptionStyleInput>;
};

export type CreateBatchInput = {
  format?: InputMaybe<ExportFormat>;
  /**
   * Up to 255 printable characters, chosen by the caller. The same key with the same input within 24 hours gives the same
   * batch instead of a new one; with other input it gives `BatchIdempotencyConflict`. Keys of single exports are others.
   */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  projectId: Scalars['ID']['input'];
  quality?: InputMaybe<ExportQuality>;
  /**
   * 1 to 1000 objects of variables: texts, numbers and booleans by name, as `variables` of an export. Columns that no merge
   * field asks for are left aside. What the project uses of one row may have up to 10 kB, of all rows up to 2.5 MB.
   */
  rows: Array<Scalars['JSON']['input']>;
};

export type CreateBatchResult = BatchIdempotencyConflict | BudgetExceeded | CreateBatchSuccess | DailyLimitReached | InvalidInput | ProjectNotFound | RateLimited | RenderTooExpensive | RenderTooLong;

export type CreateBatchSuccess = {
  __typename?: 'CreateBatchSuccess';
  batch: Batch;
};

export type CreateDownloadResult = CreateDownloadSuccess | ExportNotFound | ExportNotReady | RateLimited;

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
  /**
   * An https URL on the internet that is told, with a signed POST, when the export has ended; at most 2048 characters. See
   * `callback`.
   */
  callbackUrl?: InputMaybe<Scalars['String']['input']>;
  /** Default by format: H264 for MP4, VP8 for WEBM. Must fit the format. */
  codec?: InputMaybe<VideoCodec>;
  format?: InputMaybe<ExportFormat>;
  /** 24, 30 or 60; default the project's. A GIF has 24 or 30, and at most 30 by default. */
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
  /** Values of the project's merge fields `{{name}}`, by name; what is not given here is taken from the project. */
  variables?: InputMaybe<Scalars['JSON']['input']>;
  /** Video bitrate, e.g. `4M` or `800k`, instead of the quality's CRF. Not for GIF. */
  videoBitrate?: InputMaybe<Scalars['String']['input']>;
};

export type CreateExportResult = BudgetExceeded | CreateExportSuccess | DailyLimitReached | IdempotencyConflict | InvalidInput | ProjectNotFound | RateLimited | RenderTooExpensive | RenderTooLong;

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

export type DeleteExportResult = DeleteExportSuccess | ExportNotEnded | ExportNotFound | RateLimited;

export type DeleteExportSuccess = {
  __typename?: 'DeleteExportSuccess';
  /** The id that is no more. */
  exportId: Scalars['ID']['output'];
};

/** What a device is used as. */
export type DeviceClass =
  /** A program that is no browser: a script, a server, a crawler. */
  | 'BOT'
  /** Also tablets that ask for pages made for desktops, as iPads do. */
  | 'DESKTOP'
  | 'MOBILE'
  | 'TABLET'
  /** Nothing could be told from the header, or there was none. */
  | 'UNKNOWN';

/** Downloads to one kind of device. */
export type DeviceCount = {
  __typename?: 'DeviceCount';
  /** How many, 1 or more. */
  count: Scalars['Int']['output'];
  /** The kind of device. */
  device: DeviceClass;
};

/**
 * URLs that `createDownload` gave out, by what the request's `User-Agent` said. Nothing else is kept of who asked, and no
 * address in any form. The counts of each list add up to `count`.
 */
export type DownloadStats = {
  __typename?: 'DownloadStats';
  /** By family of browsers. */
  browsers: Array<BrowserCount>;
  /** How many in all. */
  count: Scalars['Int']['output'];
  /** By kind of device. */
  devices: Array<DeviceCount>;
  /** By family of operating systems. */
  operatingSystems: Array<OperatingSystemCount>;
};

/** How the sound underneath makes room for narration. */
export type Ducking = {
  __typename?: 'Ducking';
  /** What is left of its volume, 0 to 1; 0.25 if null, and 1 for no ducking. */
  volume?: Maybe<Scalars['Float']['output']>;
};

export type DuckingInput = {
  /** What is left of the volume while a scene's narration sounds, 0 to 1; 0.25 if not given, and 1 for no ducking. */
  volume?: InputMaybe<Scalars['Float']['input']>;
};

export type EstimateExportResult = EstimateExportSuccess | InvalidInput | ProjectNotFound | RenderTooExpensive | RenderTooLong;

/**
 * What one attempt to render is expected to be: a model of AWS list prices and of measured files, corrected by what earlier
 * renders of the same codec and size came to.
 */
export type EstimateExportSuccess = {
  __typename?: 'EstimateExportSuccess';
  /** Length of the video in frames. */
  durationInFrames: Scalars['Int']['output'];
  /** Length of the video in seconds. */
  durationInSeconds: Scalars['Float']['output'];
  /** In USD; zero with the local renderer. An export whose file is there already costs nothing, which is not looked at here. */
  estimatedUsd: Scalars['Float']['output'];
  /** Height of the video in pixels. */
  height: Scalars['Int']['output'];
  /** From the start of the render to the file, in seconds; waiting for a turn comes on top. */
  renderSeconds: Scalars['Float']['output'];
  /** Size of the file. */
  sizeInBytes: Scalars['Float']['output'];
  /** Width of the video in pixels. */
  width: Scalars['Int']['output'];
};

/** One video file made, or to be made, from a project. */
export type Export = {
  __typename?: 'Export';
  /** 1 for the first try to render. Three may fail; one that was throttled does not count. */
  attempt: Scalars['Int']['output'];
  /** Bits for one second of the video, picture and sound together; null until COMPLETED. */
  bitrate?: Maybe<Scalars['Float']['output']>;
  /** True when an earlier export's file answers this one, so that nothing was rendered. */
  cacheHit: Scalars['Boolean']['output'];
  /** How it stands with the callback that was asked for; null when none was. */
  callback?: Maybe<ExportCallback>;
  /** Null for GIF. */
  codec?: Maybe<VideoCodec>;
  cost: ExportCost;
  createdAt: Scalars['DateTime']['output'];
  /** How often `createDownload` gave out a URL. */
  downloadCount: Scalars['Int']['output'];
  durationInFrames: Scalars['Int']['output'];
  /** Length of the video in seconds. */
  durationInSeconds: Scalars['Float']['output'];
  /**
   * About how long it will still render, in seconds: reckoned from its progress and from how long such renders have taken. Null
   * while it does not render, and when nobody can tell yet.
   */
  estimatedSecondsLeft?: Maybe<Scalars['Float']['output']>;
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
  /**
   * A signed URL of a short piece of the video (MP4, H.264, without sound, at most 6 seconds and 360 pixels on its shorter side),
   * as `thumbnailUrl`.
   */
  previewUrl?: Maybe<Scalars['String']['output']>;
  /** From 0 to 1. Never falls. */
  progress: Scalars['Float']['output'];
  /** The project as it is now; null when it has been deleted. */
  project?: Maybe<Project>;
  quality: ExportQuality;
  /** While PENDING: 1 for the caller's export that is rendered next. */
  queuePosition?: Maybe<Scalars['Int']['output']>;
  /** The export that this one repeats; see `retryExport`. */
  retryOf?: Maybe<Scalars['ID']['output']>;
  /**
   * Scenes that a calm picture stands in for, because they failed: of a COMPLETED export of a project whose `onSceneError` is
   * FALLBACK. Empty for every other one.
   */
  sceneErrors: Array<SceneError>;
  /** Size of the file; null until COMPLETED. */
  sizeInBytes?: Maybe<Scalars['Float']['output']>;
  /** When rendering began. */
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  status: ExportStatus;
  /**
   * A signed URL of a JPEG of one frame, at most 640 pixels on its longer side. It works for a quarter of an hour; ask again for a
   * new one. Null until COMPLETED and for some seconds after, and where none is made. The subscriptions do not tell when it is there.
   */
  thumbnailUrl?: Maybe<Scalars['String']['output']>;
  /** Grows with every change: of two states, the one with the higher version is newer. */
  version: Scalars['Int']['output'];
  /** Width of the video in pixels. */
  width: Scalars['Int']['output'];
};

/** The signed POST to the user's own server at the end of an export; see docs/callbacks.md. */
export type ExportCallback = {
  __typename?: 'ExportCallback';
  /** Every try so far, oldest first. */
  attempts: Array<CallbackAttempt>;
  /** When the next try is due; null when none is planned. */
  nextAttemptAt?: Maybe<Scalars['DateTime']['output']>;
  status: CallbackStatus;
  url: Scalars['String']['output'];
};

export type ExportConnection = {
  __typename?: 'ExportConnection';
  edges: Array<ExportEdge>;
  /** The nodes of `edges`, for those who need no cursors. */
  nodes: Array<Export>;
  pageInfo: PageInfo;
};

/** What rendering costs at AWS list prices, in USD. Zero with the local renderer, and when another export's file is used. */
export type ExportCost = {
  __typename?: 'ExportCost';
  /** What all attempts so far have cost; null until known. */
  billedUsd?: Maybe<Scalars['Float']['output']>;
  estimatedUsd: Scalars['Float']['output'];
};

export type ExportEdge = {
  __typename?: 'ExportEdge';
  cursor: Scalars['String']['output'];
  node: Export;
};

/** The export has ended in another way, so there is nothing to cancel. */
export type ExportEnded = UserError & {
  __typename?: 'ExportEnded';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  status: ExportStatus;
};

export type ExportFailure = {
  __typename?: 'ExportFailure';
  code: FailureCode;
  /** The line of the scene's own code, from 1; null when the scene is no code, or when the error does not tell. */
  line?: Maybe<Scalars['Int']['output']>;
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

/** The export has not ended; cancel it first. */
export type ExportNotEnded = UserError & {
  __typename?: 'ExportNotEnded';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  status: ExportStatus;
};

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

/** Only FAILED and CANCELLED exports can be repeated. */
export type ExportNotRetryable = UserError & {
  __typename?: 'ExportNotRetryable';
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

/** Counts and figures of a period. Lists begin with what is most frequent, and leave out what never was. */
export type ExportStats = {
  __typename?: 'ExportStats';
  /** Completed exports that took over the file of an earlier one, so that nothing was rendered. */
  cacheHits: Scalars['Int']['output'];
  /** Ended by request of the user. */
  cancelled: Scalars['Int']['output'];
  /** Ended with a file. */
  completed: Scalars['Int']['output'];
  /** Downloads of the period, whenever their exports ended. */
  downloads: DownloadStats;
  /** Exports that ended: completed, failed and cancelled together. */
  ended: Scalars['Int']['output'];
  /** Ended without a file; see `failures`. */
  failed: Scalars['Int']['output'];
  /** Share of the failed in those that completed or failed, 0 to 1; null when there were none. */
  failureRate?: Maybe<Scalars['Float']['output']>;
  /** Why exports failed. The counts add up to `failed`. */
  failures: Array<FailureCount>;
  /** What was asked for. The counts add up to `ended`. */
  formats: Array<FormatCount>;
  /** Frames that were rendered. */
  frames: Scalars['Float']['output'];
  /** The beginning of the first day. */
  from: Scalars['DateTime']['output'];
  /** `spentUsd` for each export that ended; null when there were none. */
  meanUsd?: Maybe<Scalars['Float']['output']>;
  /** How long all renders took. */
  renderTime: RenderTime;
  /** How long renders took by the length of the video, shortest first; every length is there. */
  renderTimeByLength: Array<LengthRenderTime>;
  /** Size of all files that were rendered. */
  sizeInBytes: Scalars['Float']['output'];
  /** What rendering has cost in USD, failed attempts included. */
  spentUsd: Scalars['Float']['output'];
  /** Share of the completed in those that completed or failed, 0 to 1; null when there were none. */
  successRate?: Maybe<Scalars['Float']['output']>;
  /** The last millisecond of the last day. */
  to: Scalars['DateTime']['output'];
};

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

/** How many exports failed for one reason. */
export type FailureCount = {
  __typename?: 'FailureCount';
  /** Why they failed. */
  code: FailureCode;
  /** How many, 1 or more. */
  count: Scalars['Int']['output'];
};

/** How many exports of one format ended. */
export type FormatCount = {
  __typename?: 'FormatCount';
  /** How many, 1 or more. */
  count: Scalars['Int']['output'];
  /** What was asked for. */
  format: ExportFormat;
};

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

/** Render times of videos of one length. */
export type LengthRenderTime = {
  __typename?: 'LengthRenderTime';
  /** How long the videos are. */
  length: VideoLength;
  /** How long their renders took. */
  time: RenderTime;
};

export type Mutation = {
  __typename?: 'Mutation';
  /**
   * Cancels a batch as one: no more exports are made, and those that have not ended are cancelled. What was reserved for rows
   * without an export is given back.
   */
  cancelBatch: CancelBatchResult;
  /** Ends an export that has not ended. Its slot and the money reserved for it are free at once; the render is stopped. */
  cancelExport: CancelExportResult;
  /**
   * Accepts many exports of one project, one for each row of variables, and answers at once; the exports are made afterwards.
   * It is accepted whole or not at all: every row is checked, and the limits must leave room for all of them.
   */
  createBatch: CreateBatchResult;
  /** A signed URL of the finished file that works without a token and expires. Counted on the export. */
  createDownload: CreateDownloadResult;
  /**
   * Accepts an export and answers at once; rendering happens afterwards. Follow it with the subscription `exportProgress`.
   * The project is rendered as it is now: later changes to it do not touch this export.
   */
  createExport: CreateExportResult;
  /** Removes an ended export with its file and every trace but the statistics. */
  deleteExport: DeleteExportResult;
  /**
   * Repeats a FAILED or CANCELLED export as a new one of the same content, which counts towards the limits like any other.
   * Asking again within 24 hours gives the same new export.
   */
  retryExport: RetryExportResult;
  /**
   * Creates a project, or replaces the one with the given `id`. Every scene is checked here, so that a broken one is found
   * now and not in a render.
   */
  saveProject: SaveProjectResult;
};


export type MutationCancelBatchArgs = {
  id: Scalars['ID']['input'];
};


export type MutationCancelExportArgs = {
  id: Scalars['ID']['input'];
};


export type MutationCreateBatchArgs = {
  input: CreateBatchInput;
};


export type MutationCreateDownloadArgs = {
  exportId: Scalars['ID']['input'];
};


export type MutationCreateExportArgs = {
  input: CreateExportInput;
};


export type MutationDeleteExportArgs = {
  id: Scalars['ID']['input'];
};


export type MutationRetryExportArgs = {
  id: Scalars['ID']['input'];
};


export type MutationSaveProjectArgs = {
  input: SaveProjectInput;
};

/** What becomes of an export of which a scene fails while it is drawn. */
export type OnSceneError =
  /** The export fails, and tells the scene. */
  | 'FAIL'
  /** A quiet picture stands in for the scene, and the export tells which. */
  | 'FALLBACK';

/** Operating systems that are told apart. */
export type OperatingSystem =
  | 'ANDROID'
  | 'CHROMEOS'
  /** Also iPadOS. */
  | 'IOS'
  | 'LINUX'
  | 'MACOS'
  /** Another one, or not known. */
  | 'OTHER'
  | 'WINDOWS';

/** Downloads on operating systems of one family. */
export type OperatingSystemCount = {
  __typename?: 'OperatingSystemCount';
  /** How many, 1 or more. */
  count: Scalars['Int']['output'];
  /** The family of operating systems. */
  os: OperatingSystem;
};

/** A text or an image over the scenes. */
export type Overlay = {
  __typename?: 'Overlay';
  /** Of a text: colour of a lower third's bar. */
  accentColor?: Maybe<Scalars['String']['output']>;
  /** Of a text: colour of the box. */
  backgroundColor?: Maybe<Scalars['String']['output']>;
  /** Of a text: colour of the letters. */
  color?: Maybe<Scalars['String']['output']>;
  durationInFrames: Scalars['Int']['output'];
  id?: Maybe<Scalars['ID']['output']>;
  /** Of an image: 0 to 1; 1 if null. */
  opacity?: Maybe<Scalars['Float']['output']>;
  /** Where in the safe area: a text at the `bottom-left`, an image in the `center` if null. */
  position?: Maybe<Scalars['String']['output']>;
  /** Of an image: height in per cent of the frame's shorter side; 24 if null. */
  size?: Maybe<Scalars['Int']['output']>;
  /** Of an image: an https URL, or a file that ships with the Remotion site. */
  src?: Maybe<Scalars['String']['output']>;
  /** Counted from the start of the video. */
  startInFrames: Scalars['Int']['output'];
  /** Of a text: `label` if null, `lower-third` or `headline`. */
  style?: Maybe<Scalars['String']['output']>;
  /** Of a text: a smaller line below it. */
  subtitle?: Maybe<Scalars['String']['output']>;
  /** Of a text. */
  text?: Maybe<Scalars['String']['output']>;
  /** `text` or `image`. */
  type: Scalars['String']['output'];
};

export type OverlayInput = {
  /** Of a text: colour of a lower third's bar. */
  accentColor?: InputMaybe<Scalars['String']['input']>;
  /** Of a text: colour of the box. A headline has none if not given. */
  backgroundColor?: InputMaybe<Scalars['String']['input']>;
  /** Of a text: colour of the letters, such as `#ffffff`. One that cannot be read on its box is not used. */
  color?: InputMaybe<Scalars['String']['input']>;
  /** 1 or more. What lasts longer than the video ends with it. */
  durationInFrames: Scalars['Int']['input'];
  /** 1 to 64 letters, digits, `_` or `-`. */
  id?: InputMaybe<Scalars['ID']['input']>;
  /** Of an image: 0 to 1; 1 if not given. */
  opacity?: InputMaybe<Scalars['Float']['input']>;
  /**
   * Where in the safe area: `top-left`, `top`, `top-right`, `left`, `center`, `right`, `bottom-left`, `bottom` or
   * `bottom-right`. A text is at the `bottom-left` and an image in the `center` if not given. What is at the foot stands above
   * captions.
   */
  position?: InputMaybe<Scalars['String']['input']>;
  /** Of an image: height in per cent of the frame's shorter side, 1 to 100; 24 if not given. */
  size?: InputMaybe<Scalars['Int']['input']>;
  /** Of an image: an https URL, or a file that ships with the Remotion site. */
  src?: InputMaybe<Scalars['String']['input']>;
  /** 0 or more, counted from the start of the video; less than the whole video has. */
  startInFrames: Scalars['Int']['input'];
  /** Of a text: `label` (if not given), `lower-third` or `headline`. */
  style?: InputMaybe<Scalars['String']['input']>;
  /** Of a text: a smaller line below it, 1 to 200 characters. */
  subtitle?: InputMaybe<Scalars['String']['input']>;
  /** Of a text: 1 to 200 characters. */
  text?: InputMaybe<Scalars['String']['input']>;
  /** `text` or `image`. */
  type: Scalars['String']['input'];
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

/**
 * A video to be: scenes in sequence, with sound and a logo.
 *
 * Title, URLs and every text in the props of scenes, in overlays and captions may hold merge fields: `{{name}}`, or `{{name|default}}`.
 * A name is a letter, followed by up to 63 letters, digits, `_` or `-`. A field is filled when an export is created: with the
 * export's variable of that name, else with the project's, else with its own default; a field without any of them is refused
 * then. Values are not filled again. `\{{` stands for two braces.
 */
export type Project = {
  __typename?: 'Project';
  /** The sound underneath the whole video. */
  audio?: Maybe<Audio>;
  /** Short for `audio` with nothing but a URL: an https URL, or a file that ships with the Remotion site. */
  audioUrl?: Maybe<Scalars['String']['output']>;
  captions?: Maybe<Captions>;
  createdAt: Scalars['DateTime']['output'];
  /** Length of the whole video in frames at the project's `fps`: all scenes, less the frames that transitions share. */
  durationInFrames: Scalars['Int']['output'];
  /** Frames per second that `durationInFrames` counts in. */
  fps: Scalars['Int']['output'];
  /** Height of the canvas in pixels. */
  height: Scalars['Int']['output'];
  /** `prj_` and a ULID. */
  id: Scalars['ID']['output'];
  /** The logo that templates show: an https URL, or a file that ships with the Remotion site. */
  logoUrl?: Maybe<Scalars['String']['output']>;
  /** What becomes of an export of which a scene fails. */
  onSceneError: OnSceneError;
  /** Texts and images over the scenes. */
  overlays: Array<Overlay>;
  /** The scenes, in the order they are played. */
  scenes: Array<Scene>;
  title: Scalars['String']['output'];
  updatedAt: Scalars['DateTime']['output'];
  /** What merge fields are filled with where an export says nothing else: texts by name. */
  variables: Scalars['JSON']['output'];
  /** Grows by one with every save. Pass it as `expectedVersion` to be sure not to overwrite somebody's change. */
  version: Scalars['Int']['output'];
  /** An image over the whole video. */
  watermark?: Maybe<Watermark>;
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
  /** One batch of the caller; null when there is none with this id. */
  batch?: Maybe<Batch>;
  /**
   * What an export would come to, without making it. The limits on length and cost of one render are looked at; those of the day
   * and the month are not. `idempotencyKey` and `callbackUrl` do not matter.
   */
  estimateExport: EstimateExportResult;
  /** One export of the caller; null when there is none with this id. */
  export?: Maybe<Export>;
  /**
   * What the caller's exports and downloads came to on the UTC days from that of `from` to that of `to`, both included; at most
   * 366. Ends are counted on the day on which they happened. Deleting an export leaves its counts.
   */
  exportStats: ExportStats;
  /** The caller's exports, newest first. */
  exports: ExportConnection;
  /** One project of the caller; null when there is none with this id. */
  project?: Maybe<Project>;
  /** The caller's projects, newest first. */
  projects: ProjectConnection;
  /** The built-in templates that scenes can be made from. */
  templates: Array<Template>;
  /** The caller, with limits and what is used of them. */
  viewer: Viewer;
};


export type QueryBatchArgs = {
  id: Scalars['ID']['input'];
};


export type QueryEstimateExportArgs = {
  input: CreateExportInput;
};


export type QueryExportArgs = {
  id: Scalars['ID']['input'];
};


export type QueryExportStatsArgs = {
  from: Scalars['DateTime']['input'];
  to: Scalars['DateTime']['input'];
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

/** The user sends mutations faster than allowed. */
export type RateLimited = UserError & {
  __typename?: 'RateLimited';
  code: Scalars['String']['output'];
  /** Mutations a user may send in one minute. */
  limitPerMinute: Scalars['Int']['output'];
  message: Scalars['String']['output'];
  /** When the count starts again, in seconds from now. */
  retryAfterSeconds: Scalars['Int']['output'];
};

/** Time from the start of the last attempt to the file. Exports that failed or that rendered nothing are left out. */
export type RenderTime = {
  __typename?: 'RenderTime';
  /** Null without renders. */
  meanSeconds?: Maybe<Scalars['Float']['output']>;
  /** 95 of 100 renders took no longer; off by at most 9.6 %. Null without renders. */
  p95Seconds?: Maybe<Scalars['Float']['output']>;
  /** How many renders were measured. */
  renders: Scalars['Int']['output'];
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

export type RetryExportResult = BudgetExceeded | DailyLimitReached | ExportNotFound | ExportNotRetryable | RateLimited | RetryExportSuccess;

export type RetryExportSuccess = {
  __typename?: 'RetryExportSuccess';
  /** The new export. */
  export: Export;
};

export type SaveProjectInput = {
  /** The sound underneath the whole video. */
  audio?: InputMaybe<AudioInput>;
  /** Short for `audio` with nothing but a URL: an https URL, or a file that ships with the Remotion site, e.g. `sample/music.mp3`. */
  audioUrl?: InputMaybe<Scalars['String']['input']>;
  captions?: InputMaybe<CaptionsInput>;
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
  /** What becomes of an export of which a scene fails. */
  onSceneError?: InputMaybe<OnSceneError>;
  /** Texts and images over the scenes, 50 at most. Later ones lie over earlier ones. */
  overlays?: InputMaybe<Array<OverlayInput>>;
  /** 1 to 200 scenes. */
  scenes: Array<SceneInput>;
  /** 1 to 200 characters. */
  title: Scalars['String']['input'];
  /**
   * What merge fields are filled with where an export says nothing else: an object of up to 100 texts (up to 2048 characters),
   * numbers and booleans by name. All are kept as text; null is no value.
   */
  variables?: InputMaybe<Scalars['JSON']['input']>;
  /** An image over the whole video, such as a logo. */
  watermark?: InputMaybe<WatermarkInput>;
  /** Canvas width in pixels: even, 64 to 3840. */
  width?: InputMaybe<Scalars['Int']['input']>;
};

export type SaveProjectResult = InvalidInput | ProjectNotFound | ProjectVersionConflict | RateLimited | SaveProjectSuccess;

export type SaveProjectSuccess = {
  __typename?: 'SaveProjectSuccess';
  project: Project;
};

/** One part of the video: a built-in template, or code of its own. */
export type Scene = {
  __typename?: 'Scene';
  /** The source of the scene, as it was saved; null when it is made from a template. */
  code?: Maybe<Scalars['String']['output']>;
  /** Length in frames at the project's `fps`, transitions included. */
  durationInFrames: Scalars['Int']['output'];
  /** Unique in the project; made up if not given. */
  id: Scalars['ID']['output'];
  name?: Maybe<Scalars['String']['output']>;
  /** What is spoken from its first frame to its last. */
  narrationUrl?: Maybe<Scalars['String']['output']>;
  /** 0 to 1; 1 if null. */
  narrationVolume?: Maybe<Scalars['Float']['output']>;
  /** The props of the template, or of the code's component. */
  props: Scalars['JSON']['output'];
  /** The template's id, e.g. `title`; null when the scene is code. */
  template?: Maybe<Scalars['String']['output']>;
  /** How it gives way to the next scene; a cut if null. */
  transition?: Maybe<Transition>;
};

/** A scene that failed while it was drawn. */
export type SceneError = {
  __typename?: 'SceneError';
  /** The line of the scene's own code, from 1; null when the scene is no code, or when the error does not tell. */
  line?: Maybe<Scalars['Int']['output']>;
  /** One line, at most 180 characters. */
  message: Scalars['String']['output'];
  sceneId: Scalars['ID']['output'];
  /** From 0. */
  sceneIndex: Scalars['Int']['output'];
};

export type SceneInput = {
  /**
   * The source of a React component, TypeScript with JSX, of up to 100 000 characters. It is compiled here; what is wrong with it is
   * answered with line and column. Merge fields are not filled in it, only in `props`.
   */
  code?: InputMaybe<Scalars['String']['input']>;
  /** 1 or more frames at the project's `fps`, transitions included. */
  durationInFrames: Scalars['Int']['input'];
  /** 1 to 64 letters, digits, `_` or `-`; unique in the project. Made up if not given. */
  id?: InputMaybe<Scalars['ID']['input']>;
  /** Up to 200 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** What is spoken from its first frame to its last: an https URL, or a file that ships with the Remotion site. */
  narrationUrl?: InputMaybe<Scalars['String']['input']>;
  /** 0 to 1; 1 if not given. */
  narrationVolume?: InputMaybe<Scalars['Float']['input']>;
  /** The props of the template, as its `propsSchema` has them, or of the code's component. */
  props?: InputMaybe<Scalars['JSON']['input']>;
  /** The id of a built-in template, of which `templates` is the list. A scene has either `template` or `code`. */
  template?: InputMaybe<Scalars['String']['input']>;
  /** How it gives way to the next scene; a cut if not given. The last scene has none. */
  transition?: InputMaybe<TransitionInput>;
};

export type Subscription = {
  __typename?: 'Subscription';
  /**
   * The batch's whole state: at once when subscribing, then when exports of it end, about twice a second at most.
   * After FINISHED or CANCELLED the subscription completes.
   */
  batchProgress: Batch;
  /**
   * The export's whole state: at once when subscribing, then at each change, about once a second while it renders.
   * After COMPLETED, FAILED or CANCELLED the subscription completes.
   */
  exportProgress: Export;
  /**
   * The caller's exports as they change: first the newest 50 and those that render, then a list of each one that has changed. An
   * export that was made after subscribing is told of as PENDING if it has to wait, and otherwise from when it begins to render.
   * Does not complete by itself.
   */
  myExports: Array<Export>;
};


export type SubscriptionBatchProgressArgs = {
  id: Scalars['ID']['input'];
};


export type SubscriptionExportProgressArgs = {
  id: Scalars['ID']['input'];
};

/** A built-in kind of scene: give its id as `template` of a scene, and props that its schema accepts. */
export type Template = {
  __typename?: 'Template';
  /** What it shows. */
  description: Scalars['String']['output'];
  /** Props that are valid and look well, to begin with. Their images ship with the Remotion site. */
  exampleProps: Scalars['JSON']['output'];
  /** What a scene names it by, e.g. `title`. */
  id: Scalars['ID']['output'];
  /**
   * JSON Schema (draft 2020-12) of the scene's `props`, with a description of each. An image or video is a text with the format
   * `uri-reference`: an https URL, or a file that ships with the Remotion site. Merge fields may stand in every text, and in the
   * place of a number.
   */
  propsSchema: Scalars['JSON']['output'];
  /** Its name for people. */
  title: Scalars['String']['output'];
};

/** How a scene gives way to the next one. Both are drawn meanwhile, so that each transition makes the video shorter by its length. */
export type Transition = {
  __typename?: 'Transition';
  /** Where the next scene comes from: `from-left` if null, `from-right`, `from-top` or `from-bottom`. */
  direction?: Maybe<Scalars['String']['output']>;
  durationInFrames?: Maybe<Scalars['Int']['output']>;
  /** `none` (a cut), `fade`, `slide`, `wipe`, `flip` or `clockWipe`. */
  type: Scalars['String']['output'];
};

export type TransitionInput = {
  /** `from-left` (if not given), `from-right`, `from-top` or `from-bottom`; for `slide`, `wipe` and `flip` only. */
  direction?: InputMaybe<Scalars['String']['input']>;
  /**
   * 1 or more frames, which both scenes must have: neither may be shorter, and the transitions at the two ends of a scene may not
   * overlap. None for `none`.
   */
  durationInFrames?: InputMaybe<Scalars['Int']['input']>;
  /** `none` (a cut), `fade`, `slide`, `wipe`, `flip` or `clockWipe`. */
  type: Scalars['String']['input'];
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
  /** Knows no CRF: the presets are 0.035, 0.06 and 0.1 bits for each pixel of a frame. */
  | 'VP8'
  | 'VP9';

/** How long a video is. */
export type VideoLength =
  /** More than five minutes. */
  | 'LONGER'
  | 'UP_TO_1_MINUTE'
  | 'UP_TO_5_MINUTES'
  | 'UP_TO_10_SECONDS';

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
  /** How long one video may be, in seconds. */
  maxRenderSeconds: Scalars['Float']['output'];
  /** What one render may cost, in USD. */
  maxRenderUsd: Scalars['Float']['output'];
  /** What this user's exports may cost in one UTC month, in USD; null without a budget. */
  monthlyBudgetUsd?: Maybe<Scalars['Float']['output']>;
  /** What is spent this month, and reserved by exports that have not ended, in USD: what the budget is compared with. */
  monthlyCommittedUsd: Scalars['Float']['output'];
  /** What this month's finished exports have cost so far, in USD. */
  monthlySpentUsd: Scalars['Float']['output'];
  /** Exports that are rendering now. */
  rendering: Scalars['Int']['output'];
};

/** An image over the whole video. */
export type Watermark = {
  __typename?: 'Watermark';
  /** 0 to 1; 0.8 if null. */
  opacity?: Maybe<Scalars['Float']['output']>;
  /** `top-right` if null. */
  position?: Maybe<Scalars['String']['output']>;
  /** Height in per cent of the frame's shorter side; 9 if null. */
  size?: Maybe<Scalars['Int']['output']>;
  src: Scalars['String']['output'];
};

export type WatermarkInput = {
  /** 0 to 1; 0.8 if not given. */
  opacity?: InputMaybe<Scalars['Float']['input']>;
  /** As an overlay's; `top-right` if not given. */
  position?: InputMaybe<Scalars['String']['input']>;
  /** Height in per cent of the frame's shorter side, 1 to 100; 9 if not given. */
  size?: InputMaybe<Scalars['Int']['input']>;
  /** An https URL, or a file that ships with the Remotion site. */
  src: Scalars['String']['input'];
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
  CancelBatchResult:
    | ( BatchEnded )
    | ( BatchNotFound )
    | ( Omit<CancelBatchSuccess, 'batch'> & { batch: _RefType['Batch'] } )
    | ( RateLimited )
  ;
  CancelExportResult:
    | ( Omit<CancelExportSuccess, 'export'> & { export: _RefType['Export'] } )
    | ( ExportEnded )
    | ( ExportNotFound )
    | ( RateLimited )
  ;
  CreateBatchResult:
    | ( BatchIdempotencyConflict )
    | ( BudgetExceeded )
    | ( Omit<CreateBatchSuccess, 'batch'> & { batch: _RefType['Batch'] } )
    | ( DailyLimitReached )
    | ( InvalidInput )
    | ( ProjectNotFound )
    | ( RateLimited )
    | ( RenderTooExpensive )
    | ( RenderTooLong )
  ;
  CreateDownloadResult:
    | ( Omit<CreateDownloadSuccess, 'export'> & { export: _RefType['Export'] } )
    | ( ExportNotFound )
    | ( ExportNotReady )
    | ( RateLimited )
  ;
  CreateExportResult:
    | ( BudgetExceeded )
    | ( Omit<CreateExportSuccess, 'export'> & { export: _RefType['Export'] } )
    | ( DailyLimitReached )
    | ( IdempotencyConflict )
    | ( InvalidInput )
    | ( ProjectNotFound )
    | ( RateLimited )
    | ( RenderTooExpensive )
    | ( RenderTooLong )
  ;
  DeleteExportResult:
    | ( DeleteExportSuccess )
    | ( ExportNotEnded )
    | ( ExportNotFound )
    | ( RateLimited )
  ;
  EstimateExportResult:
    | ( EstimateExportSuccess )
    | ( InvalidInput )
    | ( ProjectNotFound )
    | ( RenderTooExpensive )
    | ( RenderTooLong )
  ;
  RetryExportResult:
    | ( BudgetExceeded )
    | ( DailyLimitReached )
    | ( ExportNotFound )
    | ( ExportNotRetryable )
    | ( RateLimited )
    | ( Omit<RetryExportSuccess, 'export'> & { export: _RefType['Export'] } )
  ;
  SaveProjectResult:
    | ( InvalidInput )
    | ( ProjectNotFound )
    | ( ProjectVersionConflict )
    | ( RateLimited )
    | ( Omit<SaveProjectSuccess, 'project'> & { project: _RefType['Project'] } )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError:
    | ( BatchEnded )
    | ( BatchIdempotencyConflict )
    | ( BatchNotFound )
    | ( BudgetExceeded )
    | ( DailyLimitReached )
    | ( ExportEnded )
    | ( ExportNotEnded )
    | ( ExportNotFound )
    | ( ExportNotReady )
    | ( ExportNotRetryable )
    | ( IdempotencyConflict )
    | ( InvalidInput )
    | ( ProjectNotFound )
    | ( ProjectVersionConflict )
    | ( RateLimited )
    | ( RenderTooExpensive )
    | ( RenderTooLong )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Audio: ResolverTypeWrapper<StoredAudio>;
  AudioInput: AudioInput;
  Batch: ResolverTypeWrapper<StoredBatch>;
  BatchEnded: ResolverTypeWrapper<BatchEnded>;
  BatchIdempotencyConflict: ResolverTypeWrapper<BatchIdempotencyConflict>;
  BatchNotFound: ResolverTypeWrapper<BatchNotFound>;
  BatchStatus: BatchStatus;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  BrowserCount: ResolverTypeWrapper<BrowserCount>;
  BrowserFamily: BrowserFamily;
  BudgetExceeded: ResolverTypeWrapper<BudgetExceeded>;
  CallbackAttempt: ResolverTypeWrapper<CallbackAttempt>;
  CallbackError: CallbackError;
  CallbackStatus: CallbackStatus;
  CancelBatchResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelBatchResult']>;
  CancelBatchSuccess: ResolverTypeWrapper<Omit<CancelBatchSuccess, 'batch'> & { batch: ResolversTypes['Batch'] }>;
  CancelExportResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelExportResult']>;
  CancelExportSuccess: ResolverTypeWrapper<Omit<CancelExportSuccess, 'export'> & { export: ResolversTypes['Export'] }>;
  Caption: ResolverTypeWrapper<Caption>;
  CaptionInput: CaptionInput;
  CaptionStyle: ResolverTypeWrapper<CaptionStyle>;
  CaptionStyleInput: CaptionStyleInput;
  Captions: ResolverTypeWrapper<StoredCaptions>;
  CaptionsInput: CaptionsInput;
  CreateBatchInput: CreateBatchInput;
  CreateBatchResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateBatchResult']>;
  CreateBatchSuccess: ResolverTypeWrapper<Omit<CreateBatchSuccess, 'batch'> & { batch: ResolversTypes['Batch'] }>;
  CreateDownloadResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateDownloadResult']>;
  CreateDownloadSuccess: ResolverTypeWrapper<Omit<CreateDownloadSuccess, 'export'> & { export: ResolversTypes['Export'] }>;
  CreateExportInput: CreateExportInput;
  CreateExportResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateExportResult']>;
  CreateExportSuccess: ResolverTypeWrapper<Omit<CreateExportSuccess, 'export'> & { export: ResolversTypes['Export'] }>;
  DailyLimitReached: ResolverTypeWrapper<DailyLimitReached>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeleteExportResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteExportResult']>;
  DeleteExportSuccess: ResolverTypeWrapper<DeleteExportSuccess>;
  DeviceClass: DeviceClass;
  DeviceCount: ResolverTypeWrapper<DeviceCount>;
  DownloadStats: ResolverTypeWrapper<DownloadStats>;
  Ducking: ResolverTypeWrapper<Ducking>;
  DuckingInput: DuckingInput;
  EstimateExportResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['EstimateExportResult']>;
  EstimateExportSuccess: ResolverTypeWrapper<EstimateExportSuccess>;
  Export: ResolverTypeWrapper<VideoExport>;
  ExportCallback: ResolverTypeWrapper<ExportCallback>;
  ExportConnection: ResolverTypeWrapper<Omit<ExportConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['ExportEdge']>, nodes: Array<ResolversTypes['Export']> }>;
  ExportCost: ResolverTypeWrapper<ExportCost>;
  ExportEdge: ResolverTypeWrapper<Omit<ExportEdge, 'node'> & { node: ResolversTypes['Export'] }>;
  ExportEnded: ResolverTypeWrapper<ExportEnded>;
  ExportFailure: ResolverTypeWrapper<ExportFailure>;
  ExportFormat: ExportFormat;
  ExportNotEnded: ResolverTypeWrapper<ExportNotEnded>;
  ExportNotFound: ResolverTypeWrapper<ExportNotFound>;
  ExportNotReady: ResolverTypeWrapper<ExportNotReady>;
  ExportNotRetryable: ResolverTypeWrapper<ExportNotRetryable>;
  ExportQuality: ExportQuality;
  ExportStats: ResolverTypeWrapper<ExportStats>;
  ExportStatus: ExportStatus;
  FailureCode: FailureCode;
  FailureCount: ResolverTypeWrapper<FailureCount>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  FormatCount: ResolverTypeWrapper<FormatCount>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  IdempotencyConflict: ResolverTypeWrapper<IdempotencyConflict>;
  InputIssue: ResolverTypeWrapper<InputIssue>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  InvalidInput: ResolverTypeWrapper<InvalidInput>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  LengthRenderTime: ResolverTypeWrapper<LengthRenderTime>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  OnSceneError: OnSceneError;
  OperatingSystem: OperatingSystem;
  OperatingSystemCount: ResolverTypeWrapper<OperatingSystemCount>;
  Overlay: ResolverTypeWrapper<StoredOverlay>;
  OverlayInput: OverlayInput;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Project: ResolverTypeWrapper<StoredProject>;
  ProjectConnection: ResolverTypeWrapper<Omit<ProjectConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['ProjectEdge']>, nodes: Array<ResolversTypes['Project']> }>;
  ProjectEdge: ResolverTypeWrapper<Omit<ProjectEdge, 'node'> & { node: ResolversTypes['Project'] }>;
  ProjectNotFound: ResolverTypeWrapper<ProjectNotFound>;
  ProjectVersionConflict: ResolverTypeWrapper<ProjectVersionConflict>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RateLimited: ResolverTypeWrapper<RateLimited>;
  RenderTime: ResolverTypeWrapper<RenderTime>;
  RenderTooExpensive: ResolverTypeWrapper<RenderTooExpensive>;
  RenderTooLong: ResolverTypeWrapper<RenderTooLong>;
  Resolution: Resolution;
  RetryExportResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RetryExportResult']>;
  RetryExportSuccess: ResolverTypeWrapper<Omit<RetryExportSuccess, 'export'> & { export: ResolversTypes['Export'] }>;
  SaveProjectInput: SaveProjectInput;
  SaveProjectResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SaveProjectResult']>;
  SaveProjectSuccess: ResolverTypeWrapper<Omit<SaveProjectSuccess, 'project'> & { project: ResolversTypes['Project'] }>;
  Scene: ResolverTypeWrapper<Omit<Scene, 'transition'> & { transition?: Maybe<ResolversTypes['Transition']> }>;
  SceneError: ResolverTypeWrapper<SceneError>;
  SceneInput: SceneInput;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Template: ResolverTypeWrapper<Template>;
  Transition: ResolverTypeWrapper<StoredTransition>;
  TransitionInput: TransitionInput;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  VideoCodec: VideoCodec;
  VideoLength: VideoLength;
  Viewer: ResolverTypeWrapper<Viewer>;
  Watermark: ResolverTypeWrapper<StoredWatermark>;
  WatermarkInput: WatermarkInput;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Audio: StoredAudio;
  AudioInput: AudioInput;
  Batch: StoredBatch;
  BatchEnded: BatchEnded;
  BatchIdempotencyConflict: BatchIdempotencyConflict;
  BatchNotFound: BatchNotFound;
  Boolean: Scalars['Boolean']['output'];
  BrowserCount: BrowserCount;
  BudgetExceeded: BudgetExceeded;
  CallbackAttempt: CallbackAttempt;
  CancelBatchResult: ResolversUnionTypes<ResolversParentTypes>['CancelBatchResult'];
  CancelBatchSuccess: Omit<CancelBatchSuccess, 'batch'> & { batch: ResolversParentTypes['Batch'] };
  CancelExportResult: ResolversUnionTypes<ResolversParentTypes>['CancelExportResult'];
  CancelExportSuccess: Omit<CancelExportSuccess, 'export'> & { export: ResolversParentTypes['Export'] };
  Caption: Caption;
  CaptionInput: CaptionInput;
  CaptionStyle: CaptionStyle;
  CaptionStyleInput: CaptionStyleInput;
  Captions: StoredCaptions;
  CaptionsInput: CaptionsInput;
  CreateBatchInput: CreateBatchInput;
  CreateBatchResult: ResolversUnionTypes<ResolversParentTypes>['CreateBatchResult'];
  CreateBatchSuccess: Omit<CreateBatchSuccess, 'batch'> & { batch: ResolversParentTypes['Batch'] };
  CreateDownloadResult: ResolversUnionTypes<ResolversParentTypes>['CreateDownloadResult'];
  CreateDownloadSuccess: Omit<CreateDownloadSuccess, 'export'> & { export: ResolversParentTypes['Export'] };
  CreateExportInput: CreateExportInput;
  CreateExportResult: ResolversUnionTypes<ResolversParentTypes>['CreateExportResult'];
  CreateExportSuccess: Omit<CreateExportSuccess, 'export'> & { export: ResolversParentTypes['Export'] };
  DailyLimitReached: DailyLimitReached;
  DateTime: Scalars['DateTime']['output'];
  DeleteExportResult: ResolversUnionTypes<ResolversParentTypes>['DeleteExportResult'];
  DeleteExportSuccess: DeleteExportSuccess;
  DeviceCount: DeviceCount;
  DownloadStats: DownloadStats;
  Ducking: Ducking;
  DuckingInput: DuckingInput;
  EstimateExportResult: ResolversUnionTypes<ResolversParentTypes>['EstimateExportResult'];
  EstimateExportSuccess: EstimateExportSuccess;
  Export: VideoExport;
  ExportCallback: ExportCallback;
  ExportConnection: Omit<ExportConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['ExportEdge']>, nodes: Array<ResolversParentTypes['Export']> };
  ExportCost: ExportCost;
  ExportEdge: Omit<ExportEdge, 'node'> & { node: ResolversParentTypes['Export'] };
  ExportEnded: ExportEnded;
  ExportFailure: ExportFailure;
  ExportNotEnded: ExportNotEnded;
  ExportNotFound: ExportNotFound;
  ExportNotReady: ExportNotReady;
  ExportNotRetryable: ExportNotRetryable;
  ExportStats: ExportStats;
  FailureCount: FailureCount;
  Float: Scalars['Float']['output'];
  FormatCount: FormatCount;
  ID: Scalars['ID']['output'];
  IdempotencyConflict: IdempotencyConflict;
  InputIssue: InputIssue;
  Int: Scalars['Int']['output'];
  InvalidInput: InvalidInput;
  JSON: Scalars['JSON']['output'];
  LengthRenderTime: LengthRenderTime;
  Mutation: Record<PropertyKey, never>;
  OperatingSystemCount: OperatingSystemCount;
  Overlay: StoredOverlay;
  OverlayInput: OverlayInput;
  PageInfo: PageInfo;
  Project: StoredProject;
  ProjectConnection: Omit<ProjectConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['ProjectEdge']>, nodes: Array<ResolversParentTypes['Project']> };
  ProjectEdge: Omit<ProjectEdge, 'node'> & { node: ResolversParentTypes['Project'] };
  ProjectNotFound: ProjectNotFound;
  ProjectVersionConflict: ProjectVersionConflict;
  Query: Record<PropertyKey, never>;
  RateLimited: RateLimited;
  RenderTime: RenderTime;
  RenderTooExpensive: RenderTooExpensive;
  RenderTooLong: RenderTooLong;
  RetryExportResult: ResolversUnionTypes<ResolversParentTypes>['RetryExportResult'];
  RetryExportSuccess: Omit<RetryExportSuccess, 'export'> & { export: ResolversParentTypes['Export'] };
  SaveProjectInput: SaveProjectInput;
  SaveProjectResult: ResolversUnionTypes<ResolversParentTypes>['SaveProjectResult'];
  SaveProjectSuccess: Omit<SaveProjectSuccess, 'project'> & { project: ResolversParentTypes['Project'] };
  Scene: Omit<Scene, 'transition'> & { transition?: Maybe<ResolversParentTypes['Transition']> };
  SceneError: SceneError;
  SceneInput: SceneInput;
  String: Scalars['String']['output'];
  Subscription: Record<PropertyKey, never>;
  Template: Template;
  Transition: StoredTransition;
  TransitionInput: TransitionInput;
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  Viewer: Viewer;
  Watermark: StoredWatermark;
  WatermarkInput: WatermarkInput;
};

export type AudioResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Audio'] = ResolversParentTypes['Audio']> = {
  ducking?: Resolver<Maybe<ResolversTypes['Ducking']>, ParentType, ContextType>;
  fadeInSeconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  fadeOutSeconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  loop?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  volume?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type BatchResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Batch'] = ResolversParentTypes['Batch']> = {
  cancelled?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  completed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  created?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  exports?: Resolver<ResolversTypes['ExportConnection'], ParentType, ContextType, RequireFields<BatchExportsArgs, 'first'>>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  format?: Resolver<ResolversTypes['ExportFormat'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  progress?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  quality?: Resolver<ResolversTypes['ExportQuality'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['BatchStatus'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type BatchEndedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BatchEnded'] = ResolversParentTypes['BatchEnded']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['BatchStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BatchIdempotencyConflictResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BatchIdempotencyConflict'] = ResolversParentTypes['BatchIdempotencyConflict']> = {
  batchId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BatchNotFoundResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BatchNotFound'] = ResolversParentTypes['BatchNotFound']> = {
  batchId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BrowserCountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BrowserCount'] = ResolversParentTypes['BrowserCount']> = {
  browser?: Resolver<ResolversTypes['BrowserFamily'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type BudgetExceededResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BudgetExceeded'] = ResolversParentTypes['BudgetExceeded']> = {
  budgetUsd?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  committedUsd?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  estimatedUsd?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CallbackAttemptResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CallbackAttempt'] = ResolversParentTypes['CallbackAttempt']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  durationMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['CallbackError']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  statusCode?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type CancelBatchResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CancelBatchResult'] = ResolversParentTypes['CancelBatchResult']> = {
  __resolveType: TypeResolveFn<'BatchEnded' | 'BatchNotFound' | 'CancelBatchSuccess' | 'RateLimited', ParentType, ContextType>;
};

export type CancelBatchSuccessResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CancelBatchSuccess'] = ResolversParentTypes['CancelBatchSuccess']> = {
  batch?: Resolver<ResolversTypes['Batch'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CancelExportResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CancelExportResult'] = ResolversParentTypes['CancelExportResult']> = {
  __resolveType: TypeResolveFn<'CancelExportSuccess' | 'ExportEnded' | 'ExportNotFound' | 'RateLimited', ParentType, ContextType>;
};

export type CancelExportSuccessResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CancelExportSuccess'] = ResolversParentTypes['CancelExportSuccess']> = {
  export?: Resolver<ResolversTypes['Export'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CaptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Caption'] = ResolversParentTypes['Caption']> = {
  endMs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  startMs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CaptionStyleResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CaptionStyle'] = ResolversParentTypes['CaptionStyle']> = {
  backgroundColor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  color?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  highlightColor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  look?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  position?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  size?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CaptionsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Captions'] = ResolversParentTypes['Captions']> = {
  items?: Resolver<Maybe<Array<ResolversTypes['Caption']>>, ParentType, ContextType>;
  srt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  style?: Resolver<Maybe<ResolversTypes['CaptionStyle']>, ParentType, ContextType>;
};

export type CreateBatchResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateBatchResult'] = ResolversParentTypes['CreateBatchResult']> = {
  __resolveType: TypeResolveFn<'BatchIdempotencyConflict' | 'BudgetExceeded' | 'CreateBatchSuccess' | 'DailyLimitReached' | 'InvalidInput' | 'ProjectNotFound' | 'RateLimited' | 'RenderTooExpensive' | 'RenderTooLong', ParentType, ContextType>;
};

export type CreateBatchSuccessResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateBatchSuccess'] = ResolversParentTypes['CreateBatchSuccess']> = {
  batch?: Resolver<ResolversTypes['Batch'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateDownloadResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateDownloadResult'] = ResolversParentTypes['CreateDownloadResult']> = {
  __resolveType: TypeResolveFn<'CreateDownloadSuccess' | 'ExportNotFound' | 'ExportNotReady' | 'RateLimited', ParentType, ContextType>;
};

export type CreateDownloadSuccessResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateDownloadSuccess'] = ResolversParentTypes['CreateDownloadSuccess']> = {
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  export?: Resolver<ResolversTypes['Export'], ParentType, ContextType>;
  fileName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateExportResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateExportResult'] = ResolversParentTypes['CreateExportResult']> = {
  __resolveType: TypeResolveFn<'BudgetExceeded' | 'CreateExportSuccess' | 'DailyLimitReached' | 'IdempotencyConflict' | 'InvalidInput' | 'ProjectNotFound' | 'RateLimited' | 'RenderTooExpensive' | 'RenderTooLong', ParentType, ContextType>;
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

export type DeleteExportResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeleteExportResult'] = ResolversParentTypes['DeleteExportResult']> = {
  __resolveType: TypeResolveFn<'DeleteExportSuccess' | 'ExportNotEnded' | 'ExportNotFound' | 'RateLimited', ParentType, ContextType>;
};

export type DeleteExportSuccessResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeleteExportSuccess'] = ResolversParentTypes['DeleteExportSuccess']> = {
  exportId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeviceCountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeviceCount'] = ResolversParentTypes['DeviceCount']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  device?: Resolver<ResolversTypes['DeviceClass'], ParentType, ContextType>;
};

export type DownloadStatsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DownloadStats'] = ResolversParentTypes['DownloadStats']> = {
  browsers?: Resolver<Array<ResolversTypes['BrowserCount']>, ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  devices?: Resolver<Array<ResolversTypes['DeviceCount']>, ParentType, ContextType>;
  operatingSystems?: Resolver<Array<ResolversTypes['OperatingSystemCount']>, ParentType, ContextType>;
};

export type DuckingResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Ducking'] = ResolversParentTypes['Ducking']> = {
  volume?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type EstimateExportResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EstimateExportResult'] = ResolversParentTypes['EstimateExportResult']> = {
  __resolveType: TypeResolveFn<'EstimateExportSuccess' | 'InvalidInput' | 'ProjectNotFound' | 'RenderTooExpensive' | 'RenderTooLong', ParentType, ContextType>;
};

export type EstimateExportSuccessResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EstimateExportSuccess'] = ResolversParentTypes['EstimateExportSuccess']> = {
  durationInFrames?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  durationInSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  estimatedUsd?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  height?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  renderSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  sizeInBytes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  width?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExportResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Export'] = ResolversParentTypes['Export']> = {
  attempt?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  bitrate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  cacheHit?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  callback?: Resolver<Maybe<ResolversTypes['ExportCallback']>, ParentType, ContextType>;
  codec?: Resolver<Maybe<ResolversTypes['VideoCodec']>, ParentType, ContextType>;
  cost?: Resolver<ResolversTypes['ExportCost'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  downloadCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  durationInFrames?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  durationInSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  estimatedSecondsLeft?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['ExportFailure']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  format?: Resolver<ResolversTypes['ExportFormat'], ParentType, ContextType>;
  fps?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  height?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  previewUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  progress?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  quality?: Resolver<ResolversTypes['ExportQuality'], ParentType, ContextType>;
  queuePosition?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  retryOf?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  sceneErrors?: Resolver<Array<ResolversTypes['SceneError']>, ParentType, ContextType>;
  sizeInBytes?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ExportStatus'], ParentType, ContextType>;
  thumbnailUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  width?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ExportCallbackResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExportCallback'] = ResolversParentTypes['ExportCallback']> = {
  attempts?: Resolver<Array<ResolversTypes['CallbackAttempt']>, ParentType, ContextType>;
  nextAttemptAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['CallbackStatus'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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

export type ExportEndedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExportEnded'] = ResolversParentTypes['ExportEnded']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ExportStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExportFailureResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExportFailure'] = ResolversParentTypes['ExportFailure']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  line?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  sceneId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type ExportNotEndedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExportNotEnded'] = ResolversParentTypes['ExportNotEnded']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ExportStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
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

export type ExportNotRetryableResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExportNotRetryable'] = ResolversParentTypes['ExportNotRetryable']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ExportStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExportStatsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ExportStats'] = ResolversParentTypes['ExportStats']> = {
  cacheHits?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  cancelled?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  completed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  downloads?: Resolver<ResolversTypes['DownloadStats'], ParentType, ContextType>;
  ended?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failureRate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  failures?: Resolver<Array<ResolversTypes['FailureCount']>, ParentType, ContextType>;
  formats?: Resolver<Array<ResolversTypes['FormatCount']>, ParentType, ContextType>;
  frames?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  meanUsd?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  renderTime?: Resolver<ResolversTypes['RenderTime'], ParentType, ContextType>;
  renderTimeByLength?: Resolver<Array<ResolversTypes['LengthRenderTime']>, ParentType, ContextType>;
  sizeInBytes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  spentUsd?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  successRate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type FailureCountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FailureCount'] = ResolversParentTypes['FailureCount']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FormatCountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FormatCount'] = ResolversParentTypes['FormatCount']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  format?: Resolver<ResolversTypes['ExportFormat'], ParentType, ContextType>;
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

export type LengthRenderTimeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LengthRenderTime'] = ResolversParentTypes['LengthRenderTime']> = {
  length?: Resolver<ResolversTypes['VideoLength'], ParentType, ContextType>;
  time?: Resolver<ResolversTypes['RenderTime'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  cancelBatch?: Resolver<ResolversTypes['CancelBatchResult'], ParentType, ContextType, RequireFields<MutationCancelBatchArgs, 'id'>>;
  cancelExport?: Resolver<ResolversTypes['CancelExportResult'], ParentType, ContextType, RequireFields<MutationCancelExportArgs, 'id'>>;
  createBatch?: Resolver<ResolversTypes['CreateBatchResult'], ParentType, ContextType, RequireFields<MutationCreateBatchArgs, 'input'>>;
  createDownload?: Resolver<ResolversTypes['CreateDownloadResult'], ParentType, ContextType, RequireFields<MutationCreateDownloadArgs, 'exportId'>>;
  createExport?: Resolver<ResolversTypes['CreateExportResult'], ParentType, ContextType, RequireFields<MutationCreateExportArgs, 'input'>>;
  deleteExport?: Resolver<ResolversTypes['DeleteExportResult'], ParentType, ContextType, RequireFields<MutationDeleteExportArgs, 'id'>>;
  retryExport?: Resolver<ResolversTypes['RetryExportResult'], ParentType, ContextType, RequireFields<MutationRetryExportArgs, 'id'>>;
  saveProject?: Resolver<ResolversTypes['SaveProjectResult'], ParentType, ContextType, RequireFields<MutationSaveProjectArgs, 'input'>>;
};

export type OperatingSystemCountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OperatingSystemCount'] = ResolversParentTypes['OperatingSystemCount']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  os?: Resolver<ResolversTypes['OperatingSystem'], ParentType, ContextType>;
};

export type OverlayResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Overlay'] = ResolversParentTypes['Overlay']> = {
  accentColor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  backgroundColor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  color?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  durationInFrames?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  opacity?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  position?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  size?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  src?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  startInFrames?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  style?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  subtitle?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProjectResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Project'] = ResolversParentTypes['Project']> = {
  audio?: Resolver<Maybe<ResolversTypes['Audio']>, ParentType, ContextType>;
  audioUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  captions?: Resolver<Maybe<ResolversTypes['Captions']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  durationInFrames?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  fps?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  height?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  logoUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  onSceneError?: Resolver<ResolversTypes['OnSceneError'], ParentType, ContextType>;
  overlays?: Resolver<Array<ResolversTypes['Overlay']>, ParentType, ContextType>;
  scenes?: Resolver<Array<ResolversTypes['Scene']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  variables?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  watermark?: Resolver<Maybe<ResolversTypes['Watermark']>, ParentType, ContextType>;
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
  batch?: Resolver<Maybe<ResolversTypes['Batch']>, ParentType, ContextType, RequireFields<QueryBatchArgs, 'id'>>;
  estimateExport?: Resolver<ResolversTypes['EstimateExportResult'], ParentType, ContextType, RequireFields<QueryEstimateExportArgs, 'input'>>;
  export?: Resolver<Maybe<ResolversTypes['Export']>, ParentType, ContextType, RequireFields<QueryExportArgs, 'id'>>;
  exportStats?: Resolver<ResolversTypes['ExportStats'], ParentType, ContextType, RequireFields<QueryExportStatsArgs, 'from' | 'to'>>;
  exports?: Resolver<ResolversTypes['ExportConnection'], ParentType, ContextType, RequireFields<QueryExportsArgs, 'first'>>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType, RequireFields<QueryProjectArgs, 'id'>>;
  projects?: Resolver<ResolversTypes['ProjectConnection'], ParentType, ContextType, RequireFields<QueryProjectsArgs, 'first'>>;
  templates?: Resolver<Array<ResolversTypes['Template']>, ParentType, ContextType>;
  viewer?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType>;
};

export type RateLimitedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RateLimited'] = ResolversParentTypes['RateLimited']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  limitPerMinute?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAfterSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RenderTimeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RenderTime'] = ResolversParentTypes['RenderTime']> = {
  meanSeconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  p95Seconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  renders?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
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

export type RetryExportResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RetryExportResult'] = ResolversParentTypes['RetryExportResult']> = {
  __resolveType: TypeResolveFn<'BudgetExceeded' | 'DailyLimitReached' | 'ExportNotFound' | 'ExportNotRetryable' | 'RateLimited' | 'RetryExportSuccess', ParentType, ContextType>;
};

export type RetryExportSuccessResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RetryExportSuccess'] = ResolversParentTypes['RetryExportSuccess']> = {
  export?: Resolver<ResolversTypes['Export'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SaveProjectResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SaveProjectResult'] = ResolversParentTypes['SaveProjectResult']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'ProjectNotFound' | 'ProjectVersionConflict' | 'RateLimited' | 'SaveProjectSuccess', ParentType, ContextType>;
};

export type SaveProjectSuccessResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SaveProjectSuccess'] = ResolversParentTypes['SaveProjectSuccess']> = {
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SceneResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Scene'] = ResolversParentTypes['Scene']> = {
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  durationInFrames?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  narrationUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  narrationVolume?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  props?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  template?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  transition?: Resolver<Maybe<ResolversTypes['Transition']>, ParentType, ContextType>;
};

export type SceneErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SceneError'] = ResolversParentTypes['SceneError']> = {
  line?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sceneId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sceneIndex?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  batchProgress?: SubscriptionResolver<ResolversTypes['Batch'], "batchProgress", ParentType, ContextType, RequireFields<SubscriptionBatchProgressArgs, 'id'>>;
  exportProgress?: SubscriptionResolver<ResolversTypes['Export'], "exportProgress", ParentType, ContextType, RequireFields<SubscriptionExportProgressArgs, 'id'>>;
  myExports?: SubscriptionResolver<Array<ResolversTypes['Export']>, "myExports", ParentType, ContextType>;
};

export type TemplateResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Template'] = ResolversParentTypes['Template']> = {
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  exampleProps?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  propsSchema?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TransitionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Transition'] = ResolversParentTypes['Transition']> = {
  direction?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  durationInFrames?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'BatchEnded' | 'BatchIdempotencyConflict' | 'BatchNotFound' | 'BudgetExceeded' | 'DailyLimitReached' | 'ExportEnded' | 'ExportNotEnded' | 'ExportNotFound' | 'ExportNotReady' | 'ExportNotRetryable' | 'IdempotencyConflict' | 'InvalidInput' | 'ProjectNotFound' | 'ProjectVersionConflict' | 'RateLimited' | 'RenderTooExpensive' | 'RenderTooLong', ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  concurrentLimit?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  dailyLimit?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  dailyUsed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  maxRenderSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  maxRenderUsd?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  monthlyBudgetUsd?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  monthlyCommittedUsd?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  monthlySpentUsd?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  rendering?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type WatermarkResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Watermark'] = ResolversParentTypes['Watermark']> = {
  opacity?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  position?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  size?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  src?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = RequestContext> = {
  Audio?: AudioResolvers<ContextType>;
  Batch?: BatchResolvers<ContextType>;
  BatchEnded?: BatchEndedResolvers<ContextType>;
  BatchIdempotencyConflict?: BatchIdempotencyConflictResolvers<ContextType>;
  BatchNotFound?: BatchNotFoundResolvers<ContextType>;
  BrowserCount?: BrowserCountResolvers<ContextType>;
  BudgetExceeded?: BudgetExceededResolvers<ContextType>;
  CallbackAttempt?: CallbackAttemptResolvers<ContextType>;
  CancelBatchResult?: CancelBatchResultResolvers<ContextType>;
  CancelBatchSuccess?: CancelBatchSuccessResolvers<ContextType>;
  CancelExportResult?: CancelExportResultResolvers<ContextType>;
  CancelExportSuccess?: CancelExportSuccessResolvers<ContextType>;
  Caption?: CaptionResolvers<ContextType>;
  CaptionStyle?: CaptionStyleResolvers<ContextType>;
  Captions?: CaptionsResolvers<ContextType>;
  CreateBatchResult?: CreateBatchResultResolvers<ContextType>;
  CreateBatchSuccess?: CreateBatchSuccessResolvers<ContextType>;
  CreateDownloadResult?: CreateDownloadResultResolvers<ContextType>;
  CreateDownloadSuccess?: CreateDownloadSuccessResolvers<ContextType>;
  CreateExportResult?: CreateExportResultResolvers<ContextType>;
  CreateExportSuccess?: CreateExportSuccessResolvers<ContextType>;
  DailyLimitReached?: DailyLimitReachedResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeleteExportResult?: DeleteExportResultResolvers<ContextType>;
  DeleteExportSuccess?: DeleteExportSuccessResolvers<ContextType>;
  DeviceCount?: DeviceCountResolvers<ContextType>;
  DownloadStats?: DownloadStatsResolvers<ContextType>;
  Ducking?: DuckingResolvers<ContextType>;
  EstimateExportResult?: EstimateExportResultResolvers<ContextType>;
  EstimateExportSuccess?: EstimateExportSuccessResolvers<ContextType>;
  Export?: ExportResolvers<ContextType>;
  ExportCallback?: ExportCallbackResolvers<ContextType>;
  ExportConnection?: ExportConnectionResolvers<ContextType>;
  ExportCost?: ExportCostResolvers<ContextType>;
  ExportEdge?: ExportEdgeResolvers<ContextType>;
  ExportEnded?: ExportEndedResolvers<ContextType>;
  ExportFailure?: ExportFailureResolvers<ContextType>;
  ExportNotEnded?: ExportNotEndedResolvers<ContextType>;
  ExportNotFound?: ExportNotFoundResolvers<ContextType>;
  ExportNotReady?: ExportNotReadyResolvers<ContextType>;
  ExportNotRetryable?: ExportNotRetryableResolvers<ContextType>;
  ExportStats?: ExportStatsResolvers<ContextType>;
  FailureCount?: FailureCountResolvers<ContextType>;
  FormatCount?: FormatCountResolvers<ContextType>;
  IdempotencyConflict?: IdempotencyConflictResolvers<ContextType>;
  InputIssue?: InputIssueResolvers<ContextType>;
  InvalidInput?: InvalidInputResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  LengthRenderTime?: LengthRenderTimeResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  OperatingSystemCount?: OperatingSystemCountResolvers<ContextType>;
  Overlay?: OverlayResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Project?: ProjectResolvers<ContextType>;
  ProjectConnection?: ProjectConnectionResolvers<ContextType>;
  ProjectEdge?: ProjectEdgeResolvers<ContextType>;
  ProjectNotFound?: ProjectNotFoundResolvers<ContextType>;
  ProjectVersionConflict?: ProjectVersionConflictResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RateLimited?: RateLimitedResolvers<ContextType>;
  RenderTime?: RenderTimeResolvers<ContextType>;
  RenderTooExpensive?: RenderTooExpensiveResolvers<ContextType>;
  RenderTooLong?: RenderTooLongResolvers<ContextType>;
  RetryExportResult?: RetryExportResultResolvers<ContextType>;
  RetryExportSuccess?: RetryExportSuccessResolvers<ContextType>;
  SaveProjectResult?: SaveProjectResultResolvers<ContextType>;
  SaveProjectSuccess?: SaveProjectSuccessResolvers<ContextType>;
  Scene?: SceneResolvers<ContextType>;
  SceneError?: SceneErrorResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Template?: TemplateResolvers<ContextType>;
  Transition?: TransitionResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
  Watermark?: WatermarkResolvers<ContextType>;
};

