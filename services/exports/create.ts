import { createHash } from 'node:crypto';
import { exportRequested } from '../events/catalog';
import type { ProjectStore } from '../projects/ports';
import { parseVariables } from '../projects/merge-fields';
import { compositionProps, mergedContent, type InputIssue } from '../projects/project';
import type { MainCompositionProps } from '../../remotion/catalog';
import { COMPOSITION_LIMITS } from '../../remotion/limits';
import { projectDurationInFrames } from '../../remotion/timeline';
import { checkCallbackUrl } from './callback';
import type { Clock, CreateOutcome, EventPublisher, ExportStore, Ids, Limits, Log, NewExport } from './ports';
import { resolveSettings, type OutputRequest } from './settings';
import type { RenderSettings, VideoExport } from './video-export';

/** How long an idempotency key is remembered, in hours. */
export const IDEMPOTENCY_HOURS = 24;

/** What creating an export needs. */
export interface CreateExportDeps {
  /** Projects as this process has last seen them, which may be a version behind: accepting an export checks the version. */
  readonly recentProjects: Pick<ProjectStore, 'get'>;
  readonly projects: Pick<ProjectStore, 'get'>;
  readonly exports: Pick<ExportStore, 'create' | 'get' | 'madeWith'>;
  readonly events: EventPublisher;
  /** What a render will cost, in USD. */
  readonly estimateUsd: (settings: RenderSettings) => number | Promise<number>;
  /** How long a render will take, in seconds; left out where nobody knows. */
  readonly estimateSeconds?: (settings: RenderSettings) => number | Promise<number>;
  readonly limits: Limits;
  /** Changes with the code that draws: files of another version are not shared. */
  readonly siteVersion: string;
  /** Whether callbacks may go to private addresses: only where everything is on one machine. */
  readonly allowPrivateCallbacks: boolean;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

/** A user's request for an export. */
export interface CreateExportRequest extends OutputRequest {
  readonly projectId: string;
  readonly idempotencyKey: string | null;
  /** Values of the project's merge fields. */
  readonly variables: unknown;
  readonly callbackUrl: string | null;
}

/** Accepted, or refused with the figures. */
export type CreateExportResult =
  | { readonly type: 'success'; readonly videoExport: VideoExport }
  | { readonly type: 'project-not-found' }
  | { readonly type: 'invalid'; readonly issues: readonly InputIssue[] }
  | { readonly type: 'rate-limit'; readonly perMinute: number; readonly retryAfterSeconds: number }
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

/** How often accepting starts again when the project is being saved, or an earlier export deleted, at the same time. */
const MAX_TRIES = 3;

/**
 * Accepts an export: export, idempotency key, daily quota and money are one transaction; then the event is sent. If the
 * event is lost, the export is accepted all the same, and reconcile asks for it again.
 */
export async function createExport(
  deps: CreateExportDeps,
  caller: Requester,
  request: CreateExportRequest,
): Promise<CreateExportResult> {
  const issues = checkRequest(deps, request);
  if (issues.length > 0) return { type: 'invalid', issues };

  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const projects = tries === 0 ? deps.recentProjects : deps.projects;
    const prepared = await prepareExport({ ...deps, projects }, caller, request);
    if ('type' in prepared) {
      // What this process remembers of a project may be old: nothing is refused for that.
      if (tries === 0) continue;
      // What is refused now may have been accepted under this key: the same request gets the same answer all the same.
      return (await replay(deps, caller.userId, request)) ?? prepared;
    }
    const { outcome, result } = await accept(deps, caller, prepared);
    if (outcome !== 'project-changed') return result;
  }
  throw new Error(`The project ${request.projectId} is being changed by too many at once.`);
}

/** Who asks, and the id of the request. */
export interface Requester {
  readonly userId: string;
  readonly requestId: string;
}

/** Writes an export and announces it. */
export async function accept(
  deps: Pick<CreateExportDeps, 'exports' | 'events' | 'limits' | 'clock' | 'ids' | 'log'>,
  caller: Requester,
  prepared: NewExport,
): Promise<{ readonly outcome: CreateOutcome['type']; readonly result: CreateExportResult }> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const outcome = await deps.exports.create(prepared);
    if (outcome.type === 'created') await announce(deps, prepared.videoExport, caller.requestId);
    const result = await toResult(deps, prepared.videoExport, outcome);
    // Null when the export that the key had made was deleted a moment later, and the key with it.
    if (result !== null) return { outcome: outcome.type, result };
  }
  throw new Error('An idempotency key points to an export that does not exist.');
}

async function toResult(
  deps: Pick<CreateExportDeps, 'exports' | 'limits' | 'clock'>,
  videoExport: VideoExport,
  outcome: CreateOutcome,
): Promise<CreateExportResult | null> {
  const { limits } = deps;
  switch (outcome.type) {
    case 'created':
      return { type: 'success', videoExport };
    case 'replayed':
      return earlier(deps, outcome.exportId);
    case 'idempotency-conflict':
      return outcome;
    case 'project-changed':
      return { type: 'project-not-found' };
    case 'rate-limit': {
      const retryAfterSeconds = 60 - deps.clock().getUTCSeconds();
      return { type: 'rate-limit', perMinute: limits.mutationsPerMinute, retryAfterSeconds };
    }
    case 'daily-limit': {
      const resetsAt = nextMidnightUtc(deps.clock());
      return { type: 'daily-limit', limit: limits.dailyExports, used: outcome.used, resetsAt };
    }
    case 'budget': {
      const { committedUsd } = outcome;
      const { estimatedUsd } = videoExport;
      return { type: 'budget', budgetUsd: limits.monthlyBudgetUsd ?? 0, committedUsd, estimatedUsd };
    }
  }
}

function checkRequest(deps: CreateExportDeps, request: CreateExportRequest): InputIssue[] {
  const { callbackUrl, idempotencyKey } = request;
  const allowPrivate = deps.allowPrivateCallbacks;
  return [
    ...checkIdempotencyKey(idempotencyKey),
    ...(callbackUrl === null ? [] : checkCallbackUrl(callbackUrl, { allowPrivate })),
  ];
}

/** What is wrong with an idempotency key; null means that there is none. */
export function checkIdempotencyKey(key: string | null): InputIssue[] {
  if (key === null || /^[\x20-\x7e]{1,255}$/.test(key)) return [];
  return [{ path: 'idempotencyKey', message: 'must be 1 to 255 printable ASCII characters' }];
}

async function earlier(
  deps: Pick<CreateExportDeps, 'exports'>,
  exportId: string,
): Promise<CreateExportResult | null> {
  const videoExport = await deps.exports.get(exportId);
  return videoExport === null ? null : { type: 'success', videoExport };
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
  // Nothing was made with variables that are none, and they need not be flat.
  const isReadable = parseVariables(request.variables ?? {}, 'variables', 'any').ok;
  if (isReadable && known.inputHash === hashOf(request)) return earlier(deps, known.exportId);
  return { type: 'idempotency-conflict', exportId: known.exportId };
}

/** Why a request is refused before any limit of the user is looked at. */
export type Refusal = Extract<
  CreateExportResult,
  { type: 'project-not-found' | 'invalid' | 'too-long' | 'too-expensive' }
>;

/** Checks a request without accepting it: what createExport would write, or why it would refuse. */
export async function prepareExport(
  deps: Pick<
    CreateExportDeps,
    'projects' | 'estimateUsd' | 'estimateSeconds' | 'limits' | 'siteVersion' | 'clock' | 'ids'
  >,
  caller: Requester,
  request: CreateExportRequest,
): Promise<NewExport | Refusal> {
  const project = await deps.projects.get(request.projectId);
  if (project === null || project.ownerId !== caller.userId) return { type: 'project-not-found' };
  const resolved = resolveSettings(request, project);
  if (!resolved.ok) return { type: 'invalid', issues: resolved.issues };

  const merged = mergedContent(project, request.variables);
  if (!merged.ok) return { type: 'invalid', issues: merged.issues };
  const { content } = merged;

  const props = compositionProps(content, resolved.composition);
  const durationInFrames = projectDurationInFrames(props.scenes);
  const settings: RenderSettings = { ...resolved.settings, durationInFrames };
  const durationInSeconds = durationInFrames / settings.fps;
  // Longer ones the composition refuses, whatever a deployment allows.
  const longestInSeconds = COMPOSITION_LIMITS.maxDurationInFrames / settings.fps;
  const limitInSeconds = Math.min(deps.limits.maxRenderSeconds, longestInSeconds);
  if (durationInSeconds > limitInSeconds) return { type: 'too-long', limitInSeconds, durationInSeconds };

  const estimatedUsd = await deps.estimateUsd(settings);
  const limitUsd = deps.limits.maxRenderUsd;
  if (estimatedUsd > limitUsd) return { type: 'too-expensive', limitUsd, estimatedUsd };

  const expectedSeconds = (await deps.estimateSeconds?.(settings)) ?? null;

  const { idempotencyKey: key, callbackUrl } = request;
  return {
    videoExport: newExport(deps, caller, {
      ...{ projectId: project.id, title: content.title, settings, estimatedUsd, callbackUrl },
      ...{ idempotencyKey: key, expectedSeconds, ...fallbackOf(props) },
      cacheKey: cacheKeyOf(caller.userId, props, settings, deps.siteVersion),
    }),
    props,
    idempotency: key === null ? null : { key, inputHash: hashOf(request) },
    limits: deps.limits,
    projectVersion: project.version,
  };
}

/** What makes two files the same: who owns them, what is drawn, how it is encoded, and the code that draws. */
export function cacheKeyOf(
  ownerId: string,
  props: MainCompositionProps,
  settings: RenderSettings,
  siteVersion: string,
): string {
  return hashed([ownerId, props, settings, siteVersion]);
}

const hashed = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** What a new export is made of; everything else begins the same for all. */
type NewExportFacts = Pick<
  VideoExport,
  'projectId' | 'title' | 'settings' | 'estimatedUsd' | 'callbackUrl' | 'idempotencyKey' | 'cacheKey'
> &
  Partial<Pick<VideoExport, 'batchId' | 'retryOf' | 'expectedSeconds' | 'fallsBack'>>;

/** A new export, PENDING in its first attempt. */
export function newExport(
  deps: { readonly clock: Clock; readonly ids: Ids },
  caller: Requester,
  facts: NewExportFacts,
): VideoExport {
  const at = deps.clock().toISOString();
  const id = deps.ids('exp');
  return {
    id,
    ownerId: caller.userId,
    ...{ status: 'PENDING', progress: 0, version: 1 },
    ...{ attempt: 1, attemptsUsed: 0, strain: { memory: 0, time: 0 }, notBefore: null, functions: 0 },
    ...{ leads: false, cacheHit: false, batchId: null, retryOf: null, watchedBy: [] },
    ...{ render: null, outputKey: null, sizeInBytes: null, failure: null },
    ...{ expectedSeconds: null, billedUsd: null, downloadCount: 0, correlationId: caller.requestId },
    ...{ createdAt: at, updatedAt: at, startedAt: null, finishedAt: null },
    telling: { from: at, until: at },
    ...facts,
    // What is wrong with its scenes is told of the export that was rendered, and a render that had bad luck must not be shared.
    cacheKey: facts.fallsBack === true ? hashed([facts.cacheKey, id]) : facts.cacheKey,
  };
}

/** What an export is that draws another picture for a scene that fails. */
export const fallbackOf = ({ onSceneError }: MainCompositionProps): Pick<VideoExport, 'fallsBack'> =>
  onSceneError === 'fallback' ? { fallsBack: true } : {};

async function announce(
  deps: Pick<CreateExportDeps, 'events' | 'clock' | 'ids' | 'log'>,
  videoExport: VideoExport,
  requestId: string,
): Promise<void> {
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
  const { projectId, format, quality, resolution, fps, codec, videoBitrate, variables, callbackUrl } =
    request;
  const output = [projectId, format, quality, resolution, fps, codec, videoBitrate];
  const canonical = JSON.stringify([...output, sorted(variables), callbackUrl]);
  return createHash('sha256').update(canonical).digest('hex');
}

/** The same value with the keys of its objects in one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

/** When the daily count starts again, ISO 8601. */
export function nextMidnightUtc(now: Date): string {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1)).toISOString();
}
