import { oldestOf } from '../../exports/admission';
import { cancelExport } from '../../exports/cancel';
import { createExport, type CreateExportResult } from '../../exports/create';
import { secondsLeft } from '../../exports/cost';
import { deleteExport } from '../../exports/delete';
import { downloadFileName, previewFileNames, previewKeys } from '../../exports/output-key';
import { coarseClient } from '../../exports/statistics';
import { retryExport, type RetryResult } from '../../exports/retry';
import type { AliveExport, SharedFile } from '../../exports/ports';
import type { VideoExport } from '../../exports/video-export';
import { authenticated, type RequestContext } from '../context';
import type {
  CreateExportInput,
  ExportResolvers,
  MutationResolvers,
  QueryResolvers,
  ResolversTypes,
} from '../generated';
import { pageRequest, toConnection } from '../pages';
import { callback } from './callbacks';
import { exportNotFound, invalidInput, projectNotFound, rateLimited } from './errors';

/** Thousands of waiting exports of the stage that are looked at to tell a place in the queue; beyond, nobody counts. */
const QUEUE_PAGES = 5;

export const exportQueries: Pick<QueryResolvers, 'export' | 'exports' | 'viewer'> = {
  async export(_root, { id }, context) {
    const { caller, api } = authenticated(context);
    const videoExport = await api.exports.get(id);
    return videoExport?.ownerId === caller.userId ? videoExport : null;
  },

  async exports(_root, args, context) {
    const { caller, api } = authenticated(context);
    const request = pageRequest(args, 'exp');
    const filter = { projectId: args.projectId ?? null, status: args.status ?? null };
    return toConnection(await api.lists.byOwner(caller.userId, { ...request, ...filter }), request);
  },

  async viewer(_root, _args, context) {
    const { caller, api } = authenticated(context);
    const usage = await api.usage.read(caller.userId, api.clock());
    const { dailyExports, concurrentRenders, monthlyBudgetUsd, maxRenderUsd, maxRenderSeconds } = api.limits;
    return {
      id: caller.userId,
      dailyLimit: dailyExports,
      concurrentLimit: concurrentRenders,
      monthlyBudgetUsd,
      maxRenderUsd,
      maxRenderSeconds,
      ...usage,
    };
  },
};

export const exportMutations: Pick<
  MutationResolvers,
  'createExport' | 'cancelExport' | 'retryExport' | 'deleteExport' | 'createDownload'
> = {
  async createExport(_root, { input }, context) {
    const { caller, api, requestId } = authenticated(context);
    const result = await createExport(api, { userId: caller.userId, requestId }, toRequest(input));
    return toCreateExportResult(result, input.projectId);
  },

  async cancelExport(_root, { id }, context) {
    const { caller, api, requestId } = authenticated(context);
    const result = await cancelExport(api, { userId: caller.userId, requestId }, id);
    switch (result.type) {
      case 'success':
        return { __typename: 'CancelExportSuccess', export: result.videoExport };
      case 'not-found':
        return exportNotFound(id);
      case 'ended': {
        const { status } = result.videoExport;
        const message = `The export has ended already: it is ${status}.`;
        return { __typename: 'ExportEnded', code: 'EXPORT_ENDED', message, status };
      }
    }
  },

  async retryExport(_root, { id }, context) {
    const { caller, api, requestId } = authenticated(context);
    return toRetryResult(await retryExport(api, { userId: caller.userId, requestId }, id), id);
  },

  async deleteExport(_root, { id }, context) {
    const { caller, api } = authenticated(context);
    const result = await deleteExport(api, caller, id);
    switch (result.type) {
      case 'success':
        return { __typename: 'DeleteExportSuccess', exportId: id };
      case 'not-found':
        return exportNotFound(id);
      case 'not-ended': {
        const { status } = result;
        const message = `The export has not ended: it is ${status}. Cancel it first.`;
        return { __typename: 'ExportNotEnded', code: 'EXPORT_NOT_ENDED', message, status };
      }
    }
  },

  async createDownload(_root, { exportId }, context) {
    const { caller, api, userAgent } = authenticated(context);
    const videoExport = await api.exports.get(exportId);
    if (videoExport?.ownerId !== caller.userId) return exportNotFound(exportId);
    const { status, outputKey, title, settings } = videoExport;
    if (status !== 'COMPLETED' || outputKey === null) {
      const message = `The export has no file: it is ${status}.`;
      return { __typename: 'ExportNotReady', code: 'EXPORT_NOT_READY', message, status };
    }
    const now = api.clock();
    const fileName = downloadFileName(title, settings.format);
    const url = await api.outputs.sign(outputKey, { fileName, expiresInSeconds: api.downloadUrlSeconds });
    const expiresAt = new Date(now.getTime() + api.downloadUrlSeconds * 1000).toISOString();
    await api.exports.countDownload(videoExport, now.toISOString(), coarseClient(userAgent));
    const counted = (await api.exports.get(exportId)) ?? videoExport;
    return { __typename: 'CreateDownloadSuccess', url, expiresAt, fileName, export: counted };
  },
};

/** Defaults of the schema, given once more for callers that send an explicit null. */
export const toRequest = (input: CreateExportInput) => ({
  projectId: input.projectId,
  format: input.format ?? 'MP4',
  quality: input.quality ?? 'HIGH',
  resolution: input.resolution ?? null,
  fps: input.fps ?? null,
  codec: input.codec ?? null,
  videoBitrate: input.videoBitrate ?? null,
  idempotencyKey: input.idempotencyKey ?? null,
  variables: input.variables ?? {},
  callbackUrl: input.callbackUrl ?? null,
});

/** Of these, some cannot come of a repetition; they would be told as what they are all the same. */
function toRetryResult(result: RetryResult, exportId: string): Awaited<ResolversTypes['RetryExportResult']> {
  switch (result.type) {
    case 'success':
      return { __typename: 'RetryExportSuccess', export: result.videoExport };
    case 'not-found':
      return exportNotFound(exportId);
    case 'not-retryable': {
      const { status } = result;
      const message = `Only FAILED and CANCELLED exports can be repeated; this one is ${status}.`;
      return { __typename: 'ExportNotRetryable', code: 'EXPORT_NOT_RETRYABLE', message, status };
    }
    default:
      return toLimitResult(result);
  }
}

function toCreateExportResult(
  result: CreateExportResult,
  projectId: string,
): Awaited<ResolversTypes['CreateExportResult']> {
  switch (result.type) {
    case 'success':
      return { __typename: 'CreateExportSuccess', export: result.videoExport };
    case 'idempotency-conflict': {
      const { exportId } = result;
      const message =
        'The idempotency key was used for another input within the last 24 hours; use a new key.';
      return { __typename: 'IdempotencyConflict', code: 'IDEMPOTENCY_CONFLICT', message, exportId };
    }
    case 'rate-limit':
    case 'daily-limit':
    case 'budget':
      return toLimitResult(result);
    default:
      return toRefusal(result, projectId);
  }
}

type ResultOf<Type extends CreateExportResult['type']> = Extract<CreateExportResult, { type: Type }>;

/** What an input comes to that cannot be exported; shared with estimateExport. */
export function toRefusal(
  result: ResultOf<'project-not-found' | 'invalid' | 'too-long' | 'too-expensive'>,
  projectId: string,
) {
  switch (result.type) {
    case 'project-not-found':
      return projectNotFound(projectId);
    case 'invalid':
      return invalidInput(result.issues);
    case 'too-long': {
      const { type: _, ...figures } = result;
      const message = `The video would be ${result.durationInSeconds.toFixed(1)} s long; at most ${result.limitInSeconds} s are rendered.`;
      return { __typename: 'RenderTooLong' as const, code: 'RENDER_TOO_LONG', message, ...figures };
    }
    case 'too-expensive': {
      const { type: _, ...figures } = result;
      const message = `Rendering would cost about $${result.estimatedUsd}; one render may cost at most $${result.limitUsd}.`;
      return { __typename: 'RenderTooExpensive' as const, code: 'RENDER_TOO_EXPENSIVE', message, ...figures };
    }
  }
}

/** What runs into a limit of the user; shared by all that create exports. */
export function toLimitResult(result: ResultOf<'rate-limit' | 'daily-limit' | 'budget'>) {
  switch (result.type) {
    case 'rate-limit':
      return rateLimited(result.perMinute, result.retryAfterSeconds);
    case 'daily-limit': {
      const { type: _, ...figures } = result;
      const message = `All ${result.limit} exports of today are used; the count starts again at ${result.resetsAt}.`;
      return { __typename: 'DailyLimitReached' as const, code: 'DAILY_LIMIT_REACHED', message, ...figures };
    }
    case 'budget': {
      const { type: _, ...figures } = result;
      const message = `Rendering would cost about $${result.estimatedUsd}; $${result.committedUsd} of this month's $${result.budgetUsd} are spent or reserved.`;
      return { __typename: 'BudgetExceeded' as const, code: 'BUDGET_EXCEEDED', message, ...figures };
    }
  }
}

/** Waiting exports by request: a list of a hundred asks for the queue once. */
const queues = new WeakMap<RequestContext, Promise<readonly AliveExport[]>>();

function waitingIn(context: RequestContext): Promise<readonly AliveExport[]> {
  const known = queues.get(context);
  if (known !== undefined) return known;
  const waiting = oldestOf(context.reads.lists, 'PENDING', { pages: QUEUE_PAGES });
  queues.set(context, waiting);
  return waiting;
}

/** How long a URL of a thumbnail or a clip works: as long as a page may stay open before it asks again. */
const PREVIEW_URL_SECONDS = 900;

/** Files by request: a thumbnail and a clip, and exports that share a file, are one look-up. */
const files = new WeakMap<RequestContext, Map<string, Promise<SharedFile | null>>>();

function fileIn(context: RequestContext, cacheKey: string): Promise<SharedFile | null> {
  const known = files.get(context) ?? new Map<string, Promise<SharedFile | null>>();
  files.set(context, known);
  const file = known.get(cacheKey) ?? context.reads.exports.sharedFile(cacheKey);
  known.set(cacheKey, file);
  return file;
}

/** Null while it is not there. Previews belong to the file, so whoever shares it shows the same. */
async function previewUrl(
  { status, cacheKey, outputKey, title }: VideoExport,
  kind: 'thumbnail' | 'clip',
  context: RequestContext,
): Promise<string | null> {
  if (status !== 'COMPLETED' || outputKey === null) return null;
  const file = await fileIn(context, cacheKey);
  if (file?.outputKey !== outputKey) return null;
  const { thumbnailFrame, hasClip } = file.previews;
  if (!(kind === 'thumbnail' ? thumbnailFrame !== null : hasClip)) return null;
  const download = { fileName: previewFileNames(title)[kind], expiresInSeconds: PREVIEW_URL_SECONDS };
  return context.reads.outputs.sign(previewKeys(outputKey)[kind], { ...download, inline: true });
}

export const Export: ExportResolvers = {
  async project({ projectId, ownerId }, _args, { reads }) {
    const project = await reads.projects.get(projectId);
    return project?.ownerId === ownerId ? project : null;
  },
  async queuePosition({ id, ownerId, status }, _args, context) {
    if (status !== 'PENDING') return null;
    const waiting = await waitingIn(context);
    return waiting.filter((other) => other.ownerId === ownerId && other.id < id).length + 1;
  },
  format: ({ settings }) => settings.format,
  quality: ({ settings }) => settings.quality,
  width: ({ settings }) => settings.width,
  height: ({ settings }) => settings.height,
  fps: ({ settings }) => settings.fps,
  codec: ({ settings }) => settings.codec,
  durationInFrames: ({ settings }) => settings.durationInFrames,
  durationInSeconds: ({ settings }) => settings.durationInFrames / settings.fps,
  bitrate: ({ settings, sizeInBytes }) =>
    sizeInBytes === null ? null : Math.round((sizeInBytes * 8 * settings.fps) / settings.durationInFrames),
  sceneErrors: ({ sceneErrors = [] }) => sceneErrors.map(({ line = null, ...error }) => ({ ...error, line })),
  estimatedSecondsLeft: (videoExport, _args, { reads }) => secondsLeft(videoExport, reads.clock()),
  cost: ({ estimatedUsd, billedUsd }) => ({ estimatedUsd, billedUsd }),
  attempt: ({ attemptsUsed }) => attemptsUsed + 1,
  callback,
  thumbnailUrl: (videoExport, _args, context) => previewUrl(videoExport, 'thumbnail', context),
  previewUrl: (videoExport, _args, context) => previewUrl(videoExport, 'clip', context),
};
