import type { MainCompositionProps } from '../../remotion/catalog';
import { changeExport, putBack } from './change';
import { failure, isTransient } from './failure';
import { failExport, type FinishDeps } from './finish';
import { outputKey } from './output-key';
import { RendererBusyError, type ExportLists, type ExportStore, type Limits, type Renderer } from './ports';
import type { RenderRef, VideoExport } from './video-export';

/** What starting a render needs. */
export interface StartDeps extends FinishDeps {
  readonly exports: Pick<ExportStore, 'get' | 'save' | 'props'>;
  readonly lists: Pick<ExportLists, 'alive'>;
  readonly renderer: Pick<Renderer, 'start'>;
  readonly limits: Pick<Limits, 'concurrentRenders' | 'totalRenders'>;
}

/** Which attempt of which export to start, and the event that asked for it. */
export interface StartRequest {
  readonly exportId: string;
  readonly ownerId: string;
  readonly attempt: number;
  readonly causationId: string;
}

/** `waiting`: no slot is free; it is asked for again when one is. `postponed`: the renderer has no capacity now. `unclear`: it did
 * not say whether it took the render. */
export type StartResult = 'started' | 'waiting' | 'postponed' | 'unclear' | 'failed' | 'ignored';

/** Exports looked at to find a user's older ones; those beyond are started when their own turn is asked for. */
const OLDER_LOOKED_AT = 100;

/**
 * Starts an export's attempt, and before it whatever the same user asked for earlier and still waits: messages come in any
 * order, and a slot that has just become free belongs to the oldest.
 */
export async function startExport(deps: StartDeps, request: StartRequest): Promise<StartResult> {
  const { items } = await deps.lists.alive('PENDING', { first: OLDER_LOOKED_AT, after: null });
  const { ownerId, exportId, causationId } = request;
  for (const older of items.filter((other) => other.ownerId === ownerId && other.id < exportId)) {
    const result = await startAttempt(deps, { ...older, exportId: older.id, causationId });
    if (result === 'waiting' || result === 'postponed') return result;
  }
  return startAttempt(deps, request);
}

/**
 * Takes a slot and starts the render. The slot and RENDERING are written before Remotion is asked: whoever gets the same
 * request a second time sees RENDERING and does nothing, so nothing is rendered twice. If this function dies between the
 * two, reconcile gives the slot back.
 */
async function startAttempt(deps: StartDeps, request: StartRequest): Promise<StartResult> {
  const { exportId, attempt } = request;
  const claimed = await changeExport(
    deps.exports,
    exportId,
    { type: 'claim', at: deps.clock().toISOString(), attempt },
    { action: 'take', limits: deps.limits },
  );
  if (claimed.type === 'no-slot') return 'waiting';
  if (claimed.type === 'ignored') return 'ignored';

  const answer = await askRenderer(deps, claimed.after);
  if (answer === 'busy') return postpone(deps, request);
  if ('error' in answer) return refuse(deps, request, answer.error);
  if ('unclear' in answer) {
    deps.log.warn('Whether a render was started is not known.', { exportId, attempt, error: answer.unclear });
    return 'unclear';
  }

  const at = deps.clock().toISOString();
  const started = await changeExport(
    deps.exports,
    exportId,
    { type: 'start', at, attempt, render: answer },
    null,
  );
  // A short render may have ended before its id was saved: then there is nothing to add.
  if (started.type === 'changed') await deps.watchers.changed(started.after);
  deps.log.info('A render was started.', { exportId, attempt, renderId: answer.renderId });
  return 'started';
}

type Answer = RenderRef | 'busy' | { readonly unclear: unknown } | { readonly error: unknown };

async function askRenderer(deps: StartDeps, videoExport: VideoExport): Promise<Answer> {
  const { id: exportId, attempt, settings } = videoExport;
  let props: MainCompositionProps | null;
  try {
    props = await deps.exports.props(exportId);
  } catch (error) {
    return isTransient(error) ? 'busy' : { error };
  }
  if (props === null) return { error: new Error('The export has no composition props.') };
  try {
    const key = outputKey(exportId, attempt, settings.format);
    return await deps.renderer.start({ exportId, attempt, settings, props, outputKey: key });
  } catch (error) {
    if (error instanceof RendererBusyError) return 'busy';
    // The request may have arrived although the answer did not. Asking again could render and cost twice, so the export
    // stays RENDERING: its progress will tell, or reconcile finds after two minutes that there is none.
    return isTransient(error) ? { unclear: error } : { error };
  }
}

async function refuse(deps: StartDeps, request: StartRequest, error: unknown): Promise<StartResult> {
  const { exportId, attempt, causationId } = request;
  deps.log.error('The renderer refused a render.', { exportId, attempt, error });
  const reason = failure('INTERNAL', 'The renderer could not be started.');
  await failExport(deps, { exportId, attempt, renderId: null, failure: reason, causationId });
  return 'failed';
}

async function postpone(deps: StartDeps, { exportId, attempt }: StartRequest): Promise<StartResult> {
  await putBack(deps, exportId, attempt);
  deps.log.warn('The renderer has no capacity now; the export waits.', { exportId, attempt });
  return 'postponed';
}
