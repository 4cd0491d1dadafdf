import { changeExport } from './change';
import { failure, isTransient } from './failure';
import { failExport, type FinishDeps } from './finish';
import { outputKey } from './output-key';
import { RendererBusyError, type ExportStore, type Limits, type Renderer } from './ports';
import type { RenderRef, VideoExport } from './video-export';

/** What starting a render needs. */
export interface StartDeps extends FinishDeps {
  readonly exports: Pick<ExportStore, 'get' | 'save' | 'props'>;
  readonly renderer: Pick<Renderer, 'start'>;
  readonly limits: Pick<Limits, 'concurrentRenders' | 'totalRenders'>;
}

/** Which attempt of which export to start, and the event that asked for it. */
export interface StartRequest {
  readonly exportId: string;
  readonly attempt: number;
  readonly causationId: string;
}

/** `waiting`: no slot is free; it is asked for again when one is. `postponed`: the renderer has no capacity now. */
export type StartResult = 'started' | 'waiting' | 'postponed' | 'failed' | 'ignored';

/**
 * Takes a slot and starts the render of an export's attempt. The slot and RENDERING are written before Remotion is asked:
 * whoever gets the same request a second time sees RENDERING and does nothing, so nothing is rendered twice. If this
 * function dies between the two, reconcile gives the slot back.
 */
export async function startExport(deps: StartDeps, request: StartRequest): Promise<StartResult> {
  const { exportId, attempt } = request;
  const claimed = await changeExport(
    deps.exports,
    exportId,
    { type: 'claim', at: deps.clock().toISOString(), attempt },
    { action: 'take', limits: deps.limits },
  );
  if (claimed.type === 'no-slot') return 'waiting';
  if (claimed.type === 'ignored') return 'ignored';

  const render = await askRenderer(deps, claimed.after);
  if (render === 'busy') return postpone(deps, request);
  if ('error' in render) {
    deps.log.error('The renderer refused a render.', { exportId, attempt, error: render.error });
    const reason = failure('INTERNAL', 'The renderer could not be started.');
    await failExport(deps, {
      exportId,
      attempt,
      renderId: null,
      failure: reason,
      causationId: request.causationId,
    });
    return 'failed';
  }

  const at = deps.clock().toISOString();
  const started = await changeExport(deps.exports, exportId, { type: 'start', at, attempt, render }, null);
  // A short render may have ended before its id was saved: then there is nothing to add.
  if (started.type === 'changed') await deps.watchers.changed(started.after);
  deps.log.info('A render was started.', { exportId, attempt, renderId: render.renderId });
  return 'started';
}

async function askRenderer(
  deps: StartDeps,
  videoExport: VideoExport,
): Promise<RenderRef | 'busy' | { error: unknown }> {
  try {
    const props = await deps.exports.props(videoExport.id);
    if (props === null) throw new Error('The export has no composition props.');
    const { id: exportId, attempt, settings } = videoExport;
    const key = outputKey(exportId, attempt, settings.format);
    return await deps.renderer.start({ exportId, attempt, settings, props, outputKey: key });
  } catch (error) {
    return error instanceof RendererBusyError || isTransient(error) ? 'busy' : { error };
  }
}

async function postpone(deps: StartDeps, { exportId, attempt }: StartRequest): Promise<StartResult> {
  const at = deps.clock().toISOString();
  const result = await changeExport(
    deps.exports,
    exportId,
    { type: 'postpone', at, attempt },
    { action: 'release' },
  );
  // Who subscribed in the meantime was told RENDERING.
  if (result.type === 'changed') await deps.watchers.changed(result.after);
  deps.log.warn('The renderer has no capacity now; the export waits.', { exportId, attempt });
  return 'postponed';
}
