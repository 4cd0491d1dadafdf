import {
  callbackState,
  type CallbackAttempt,
  type CallbackState,
  type CallbackStore,
} from '../../exports/callback';
import { isTerminal, type VideoExport } from '../../exports/video-export';

/** What the field reads. */
interface CallbackContext {
  readonly reads: { readonly callbacks: Pick<CallbackStore, 'list'> };
}

/** `Export.callback`. */
export async function callback(
  videoExport: VideoExport,
  _args: unknown,
  { reads }: CallbackContext,
): Promise<(CallbackState & { url: string; attempts: ReturnType<typeof toAttempt>[] }) | null> {
  const { id, status, callbackUrl } = videoExport;
  if (callbackUrl === null) return null;
  // Nobody is told before the end, so there is nothing to be read.
  const attempts = isTerminal(status) ? await reads.callbacks.list(id) : [];
  return { url: callbackUrl, ...callbackState(attempts), attempts: attempts.map(toAttempt) };
}

const toAttempt = ({ number, at, outcome }: CallbackAttempt) => ({
  number,
  at,
  statusCode: outcome?.statusCode ?? null,
  error: outcome?.error ?? null,
  durationMs: outcome?.durationMs ?? null,
});
