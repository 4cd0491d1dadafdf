import {
  accept,
  cacheKeyOf,
  fallbackOf,
  newExport,
  type CreateExportDeps,
  type CreateExportResult,
  type Requester,
} from './create';
import type { ExportStore } from './ports';
import type { ExportStatus } from './video-export';

/** What repeating an export needs. */
export interface RetryDeps extends Pick<
  CreateExportDeps,
  'events' | 'limits' | 'siteVersion' | 'clock' | 'ids' | 'log'
> {
  readonly exports: Pick<ExportStore, 'create' | 'get' | 'madeWith' | 'props'>;
}

/** What became of it: the results of createExport that need no project, and two of its own. */
export type RetryResult =
  | Extract<CreateExportResult, { type: 'success' | 'rate-limit' | 'daily-limit' | 'budget' }>
  | { readonly type: 'not-found' }
  | { readonly type: 'not-retryable'; readonly status: ExportStatus };

/**
 * Repeats a failed or cancelled export, as a new one of the same content: an ended export never changes again. Asking twice
 * gives the same new export. It counts towards the limits like any other.
 */
export async function retryExport(
  deps: RetryDeps,
  caller: Requester,
  exportId: string,
): Promise<RetryResult> {
  const ended = await deps.exports.get(exportId);
  if (ended === null || ended.ownerId !== caller.userId) return { type: 'not-found' };
  const { status } = ended;
  if (status !== 'FAILED' && status !== 'CANCELLED') return { type: 'not-retryable', status };
  const props = await deps.exports.props(exportId);
  if (props === null) return { type: 'not-found' };
  const { projectId, title, settings, estimatedUsd, callbackUrl } = ended;
  // Of now, not of then: what draws may have changed.
  const cacheKey = cacheKeyOf(caller.userId, props, settings, deps.siteVersion);
  // No user can send this key: it holds a character that theirs may not. It goes when the new export is deleted.
  const key = `\u0000retry ${exportId}`;
  const facts = { projectId, title, settings, estimatedUsd, callbackUrl, cacheKey, idempotencyKey: key };
  const expectedSeconds = ended.expectedSeconds ?? null;
  const videoExport = newExport(deps, caller, {
    ...{ ...facts, expectedSeconds, retryOf: exportId },
    ...fallbackOf(props),
  });
  const { limits } = deps;
  const { result } = await accept(deps, caller, {
    ...{ videoExport, props, limits, projectVersion: null },
    idempotency: { key, inputHash: exportId },
  });
  return result as RetryResult;
}
