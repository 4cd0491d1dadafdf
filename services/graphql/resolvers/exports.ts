import { createExport, type CreateExportResult } from '../../exports/create';
import { downloadFileName } from '../../exports/output-key';
import { authenticated } from '../context';
import type {
  CreateExportInput,
  ExportResolvers,
  MutationResolvers,
  QueryResolvers,
  ResolversTypes,
} from '../generated';
import { pageRequest, toConnection } from '../pages';
import { invalidInput, projectNotFound } from './errors';

/** How many waiting exports are counted to tell a place in the queue; beyond it, nobody counts. */
const QUEUE_COUNTED = 1000;

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
    const { dailyExports, concurrentRenders, monthlyBudgetUsd } = api.limits;
    return {
      id: caller.userId,
      dailyLimit: dailyExports,
      concurrentLimit: concurrentRenders,
      monthlyBudgetUsd,
      ...usage,
    };
  },
};

export const exportMutations: Pick<MutationResolvers, 'createExport' | 'createDownload'> = {
  async createExport(_root, { input }, context) {
    const { caller, api, requestId } = authenticated(context);
    const result = await createExport(api, { userId: caller.userId, requestId }, toRequest(input));
    return toCreateExportResult(result, input.projectId);
  },

  async createDownload(_root, { exportId }, context) {
    const { caller, api } = authenticated(context);
    const videoExport = await api.exports.get(exportId);
    if (videoExport?.ownerId !== caller.userId) {
      return {
        __typename: 'ExportNotFound',
        code: 'EXPORT_NOT_FOUND',
        message: 'There is no such export.',
        exportId,
      };
    }
    const { status, outputKey, title, settings } = videoExport;
    if (status !== 'COMPLETED' || outputKey === null) {
      const message = `The export has no file: it is ${status}.`;
      return { __typename: 'ExportNotReady', code: 'EXPORT_NOT_READY', message, status };
    }
    const now = api.clock();
    const fileName = downloadFileName(title, settings.format);
    const url = await api.outputs.sign(outputKey, { fileName, expiresInSeconds: api.downloadUrlSeconds });
    const expiresAt = new Date(now.getTime() + api.downloadUrlSeconds * 1000).toISOString();
    const counted = (await api.exports.countDownload(exportId, now.toISOString())) ?? videoExport;
    return { __typename: 'CreateDownloadSuccess', url, expiresAt, fileName, export: counted };
  },
};

/** Defaults of the schema, given once more for callers that send an explicit null. */
const toRequest = (input: CreateExportInput) => ({
  projectId: input.projectId,
  format: input.format ?? 'MP4',
  quality: input.quality ?? 'HIGH',
  resolution: input.resolution ?? null,
  fps: input.fps ?? null,
  codec: input.codec ?? null,
  videoBitrate: input.videoBitrate ?? null,
  idempotencyKey: input.idempotencyKey ?? null,
});

function toCreateExportResult(
  result: CreateExportResult,
  projectId: string,
): Awaited<ResolversTypes['CreateExportResult']> {
  switch (result.type) {
    case 'success':
      return { __typename: 'CreateExportSuccess', export: result.videoExport };
    case 'project-not-found':
      return projectNotFound(projectId);
    case 'invalid':
      return invalidInput(result.issues);
    case 'daily-limit': {
      const { type: _, ...figures } = result;
      const message = `All ${result.limit} exports of today are used; the count starts again at ${result.resetsAt}.`;
      return { __typename: 'DailyLimitReached', code: 'DAILY_LIMIT_REACHED', message, ...figures };
    }
    case 'too-long': {
      const { type: _, ...figures } = result;
      const message = `The video would be ${result.durationInSeconds.toFixed(1)} s long; at most ${result.limitInSeconds} s are rendered.`;
      return { __typename: 'RenderTooLong', code: 'RENDER_TOO_LONG', message, ...figures };
    }
    case 'too-expensive': {
      const { type: _, ...figures } = result;
      const message = `Rendering would cost about $${result.estimatedUsd}; one render may cost at most $${result.limitUsd}.`;
      return { __typename: 'RenderTooExpensive', code: 'RENDER_TOO_EXPENSIVE', message, ...figures };
    }
    case 'budget': {
      const { type: _, ...figures } = result;
      const message = `Rendering would cost about $${result.estimatedUsd}; $${result.committedUsd} of this month's $${result.budgetUsd} are spent or reserved.`;
      return { __typename: 'BudgetExceeded', code: 'BUDGET_EXCEEDED', message, ...figures };
    }
    case 'idempotency-conflict': {
      const message =
        'The idempotency key was used for another input within the last 24 hours; use a new key.';
      return {
        __typename: 'IdempotencyConflict',
        code: 'IDEMPOTENCY_CONFLICT',
        message,
        exportId: result.exportId,
      };
    }
  }
}

export const Export: ExportResolvers = {
  async project({ projectId, ownerId }, _args, { reads }) {
    const project = await reads.projects.get(projectId);
    return project?.ownerId === ownerId ? project : null;
  },
  async queuePosition({ id, ownerId, status }, _args, { reads }) {
    if (status !== 'PENDING') return null;
    const { items } = await reads.lists.alive('PENDING', { first: QUEUE_COUNTED, after: null });
    return items.filter((other) => other.ownerId === ownerId && other.id < id).length + 1;
  },
  format: ({ settings }) => settings.format,
  quality: ({ settings }) => settings.quality,
  width: ({ settings }) => settings.width,
  height: ({ settings }) => settings.height,
  fps: ({ settings }) => settings.fps,
  codec: ({ settings }) => settings.codec,
  durationInFrames: ({ settings }) => settings.durationInFrames,
  cost: ({ estimatedUsd, billedUsd }) => ({ estimatedUsd, billedUsd }),
  // Every export so far is rendered afresh and has no still.
  cacheHit: () => false,
  thumbnailUrl: () => null,
};
