import { createHash } from 'node:crypto';
import { exportRequested } from '../events/catalog';
import type { ProjectStore } from '../projects/ports';
import { compositionProps, type InputIssue, type Project } from '../projects/project';
import type { Clock, EventPublisher, ExportStore, Ids, Limits, Log, NewExport } from './ports';
import { resolveSettings, type OutputRequest } from './settings';
import type { RenderSettings, VideoExport } from './video-export';

/** How long an idempotency key is remembered, in hours. */
export const IDEMPOTENCY_HOURS = 24;

/** What creating an export needs. */
export interface CreateExportDeps {
  readonly projects: Pick<ProjectStore, 'get'>;
  readonly exports: Pick<ExportStore, 'create' | 'get' | 'madeWith'>;
  readonly events: EventPublisher;
  /** What a render will cost, in USD. */
  readonly estimateUsd: (settings: RenderSettings) => number;
  readonly limits: Limits;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

/** A user's request for an export. */
export interface CreateExportRequest extends OutputRequest {
  readonly projectId: string;
  readonly idempotencyKey: string | null;
}

/** Accepted, or refused with the figures. */
export type CreateExportResult =
  | { readonly type: 'success'; readonly videoExport: VideoExport }
  | { readonly type: 'project-not-found' }
  | { readonly type: 'invalid'; readonly issues: readonly InputIssue[] }
  | { readonly type: 'daily-limit'; readonly limit: number; readonly used: number; readonly resetsAt: string }
  | { readonly type: 'too-long'; readonly limitInSeconds: number; readonly durationInSeconds: number }
  | { readonly type: 'too-expensive'; readonly limitUsd: number; readonly estimatedUsd: number }
  | {
      readonly type: 'budget';
      readonly budgetUsd: number;
      readonly committedUsd: number;
      readonly estimatedUsd: number;
    }
  | { readonly type: 'idempotency-conflict'; readonly exportId: string };

/**
 * Accepts an export: export, idempotency key, daily quota and money are one transaction; then the event is sent. If the
 * event is lost, the export is accepted all the same, and reconcile asks for it again.
 */
export async function createExport(
  deps: CreateExportDeps,
  caller: { readonly userId: string; readonly requestId: string },
  request: CreateExportRequest,
): Promise<CreateExportResult> {
  const keyIssues = checkIdempotencyKey(request.idempotencyKey);
  if (keyIssues.length > 0) return { type: 'invalid', issues: keyIssues };

  const prepared = await prepare(deps, caller, request);
  // What is refused now may have been accepted under this key: the same request gets the same answer all the same.
  if ('type' in prepared) return (await replay(deps, caller.userId, request)) ?? prepared;
  const { videoExport } = prepared;

  const outcome = await deps.exports.create(prepared);
  switch (outcome.type) {
    case 'created':
      await announce(deps, videoExport, caller.requestId);
      return { type: 'success', videoExport };
    case 'replayed':
      return earlier(deps, outcome.exportId);
    case 'idempotency-conflict':
      return outcome;
    case 'daily-limit':
      return {
        type: 'daily-limit',
        limit: deps.limits.dailyExports,
        used: outcome.used,
        resetsAt: nextMidnightUtc(deps.clock()),
      };
    case 'budget':
      return {
        type: 'budget',
        budgetUsd: deps.limits.monthlyBudgetUsd ?? 0,
        committedUsd: outcome.committedUsd,
        estimatedUsd: videoExport.estimatedUsd,
      };
  }
}

function checkIdempotencyKey(key: string | null): InputIssue[] {
  if (key === null || /^[\x20-\x7e]{1,255}$/.test(key)) return [];
  return [{ path: 'idempotencyKey', message: 'must be 1 to 255 printable ASCII characters' }];
}

async function earlier(deps: CreateExportDeps, exportId: string): Promise<CreateExportResult> {
  const videoExport = await deps.exports.get(exportId);
  if (videoExport === null) throw new Error('An idempotency key points to an export that does not exist.');
  return { type: 'success', videoExport };
}

async function replay(
  deps: CreateExportDeps,
  ownerId: string,
  request: CreateExportRequest,
): Promise<CreateExportResult | null> {
  const key = request.idempotencyKey;
  if (key === null) return null;
  const known = await deps.exports.madeWith(ownerId, key, deps.clock().toISOString());
  if (known === null) return null;
  if (known.inputHash === hashOf(request)) return earlier(deps, known.exportId);
  return { type: 'idempotency-conflict', exportId: known.exportId };
}

async function prepare(
  deps: CreateExportDeps,
  caller: { readonly userId: string; readonly requestId: string },
  request: CreateExportRequest,
): Promise<NewExport | Exclude<CreateExportResult, { type: 'success' }>> {
  const project = await deps.projects.get(request.projectId);
  if (project === null || project.ownerId !== caller.userId) return { type: 'project-not-found' };
  const resolved = resolveSettings(request, project);
  if (!resolved.ok) return { type: 'invalid', issues: resolved.issues };

  const props = compositionProps(project, resolved.composition);
  const durationInFrames = props.scenes.reduce((frames, scene) => frames + scene.durationInFrames, 0);
  const settings: RenderSettings = { ...resolved.settings, durationInFrames };
  const durationInSeconds = durationInFrames / settings.fps;
  const limitInSeconds = deps.limits.maxRenderSeconds;
  if (durationInSeconds > limitInSeconds) return { type: 'too-long', limitInSeconds, durationInSeconds };

  const estimatedUsd = deps.estimateUsd(settings);
  const limitUsd = deps.limits.maxRenderUsd;
  if (estimatedUsd > limitUsd) return { type: 'too-expensive', limitUsd, estimatedUsd };

  const key = request.idempotencyKey;
  return {
    videoExport: newExport(deps, caller, project, settings, estimatedUsd),
    props,
    idempotency: key === null ? null : { key, inputHash: hashOf(request) },
    limits: deps.limits,
  };
}

function newExport(
  deps: CreateExportDeps,
  caller: { readonly userId: string; readonly requestId: string },
  project: Project,
  settings: RenderSettings,
  estimatedUsd: number,
): VideoExport {
  const at = deps.clock().toISOString();
  return {
    id: deps.ids('exp'),
    ownerId: caller.userId,
    projectId: project.id,
    title: project.title,
    status: 'PENDING',
    progress: 0,
    version: 1,
    settings,
    attempt: 1,
    render: null,
    outputKey: null,
    sizeInBytes: null,
    failure: null,
    estimatedUsd,
    billedUsd: null,
    downloadCount: 0,
    correlationId: caller.requestId,
    createdAt: at,
    updatedAt: at,
    startedAt: null,
    finishedAt: null,
  };
}

async function announce(deps: CreateExportDeps, videoExport: VideoExport, requestId: string): Promise<void> {
  try {
    await deps.events.publish([requestRender(deps, videoExport, requestId)]);
  } catch (error) {
    deps.log.warn('An accepted export could not be announced; reconcile will.', {
      exportId: videoExport.id,
      error,
    });
  }
}

/** The event that asks for an export's current attempt to be rendered. */
export const requestRender = (
  deps: { readonly ids: Ids; readonly clock: Clock },
  videoExport: Pick<VideoExport, 'id' | 'ownerId' | 'attempt'> & { readonly correlationId?: string },
  causationId: string,
) =>
  exportRequested.make(
    {
      id: deps.ids('evt'),
      time: deps.clock().toISOString(),
      correlationId: videoExport.correlationId ?? causationId,
      causationId,
    },
    { exportId: videoExport.id, ownerId: videoExport.ownerId, attempt: videoExport.attempt },
  );

/** A digest of everything that was asked for except the key; the order of fields does not matter. */
function hashOf(request: CreateExportRequest): string {
  const { projectId, format, quality, resolution, fps, codec, videoBitrate } = request;
  const canonical = JSON.stringify([projectId, format, quality, resolution, fps, codec, videoBitrate]);
  return createHash('sha256').update(canonical).digest('hex');
}

function nextMidnightUtc(now: Date): string {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1)).toISOString();
}
