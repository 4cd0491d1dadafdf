import { createHash } from 'node:crypto';
import * as z from 'zod';
import { MAIN_COMPOSITION_ID } from '../../remotion/limits';
import {
  RendererBusyError,
  type ClipRequest,
  type PreviewRenderer,
  type Renderer,
  type RenderRequest,
  type StillRequest,
} from '../exports/ports';
import type { RenderRef } from '../exports/video-export';
import { remotionOptions, type RemotionTarget } from './remotion-options';

/** How long the worker may take to accept a render, in milliseconds; it answers before it renders. */
const ACCEPT_TIMEOUT_MS = 10_000;

/** How long the worker may take for a still or a clip, in milliseconds: it waits for its turn, and then for FFmpeg. */
const PREVIEW_TIMEOUT_MS = 60_000;

/** How much of an unexpected answer goes into the error, in characters. */
const ANSWER_SHOWN = 500;

const answerSchema = z.object({ renderId: z.string().min(1), bucketName: z.string().min(1) });

/** Renders through the render worker of the local world, which does what Remotion Lambda does, on this machine. */
export class RemotionLocalRenderer implements Renderer, PreviewRenderer {
  constructor(
    private readonly target: RemotionTarget & {
      readonly workerUrl: string;
      readonly webhook: () => Promise<{ url: string; secret: string }>;
    },
  ) {}

  async start(request: RenderRequest): Promise<RenderRef> {
    const { exportId, ownerId, attempt } = request;
    const { outName, webhookCustomData, ...options } = remotionOptions(request, this.target);
    const webhook = { ...(await this.target.webhook()), customData: webhookCustomData };
    const response = await this.post('/renders', ACCEPT_TIMEOUT_MS, {
      ...options,
      idempotencyKey: `${exportId}:${attempt}`,
      compositionId: MAIN_COMPOSITION_ID,
      output: { bucket: outName.bucketName, key: outName.key },
      // Parts that are kept for the next render are one owner's alone, and the id of a user may hold anything.
      segmentScope: createHash('sha256').update(ownerId).digest('hex'),
      renderBucket: this.target.renderBucket,
      webhook,
    });
    const text = await response.text();
    if (response.ok) {
      const answer = answerSchema.safeParse(parseJson(text));
      if (answer.success) return answer.data;
    }
    throw unexpected(response, text);
  }

  async still({ frame, ...request }: StillRequest): Promise<void> {
    await this.preview('still', { ...request, firstFrame: frame, lastFrame: frame });
  }

  /** Its file is there when it answers. */
  async clip(request: ClipRequest): Promise<void> {
    await this.preview('clip', request);
  }

  /** Taken from the finished file, which is on this machine: quicker than drawing it once more. */
  private async preview(kind: 'still' | 'clip', request: ClipRequest): Promise<void> {
    const { props, scale, file, outputKey, firstFrame, lastFrame } = request;
    const bucket = this.target.outputBucket;
    const response = await this.post('/previews', PREVIEW_TIMEOUT_MS, {
      kind,
      source: { bucket, key: file },
      output: { bucket, key: outputKey },
      width: Math.round(props.width * scale),
      height: Math.round(props.height * scale),
      fps: props.fps,
      firstFrame,
      lastFrame,
    });
    const text = await response.text();
    if (!response.ok) throw unexpected(response, text);
  }

  async cancel({ renderId }: RenderRef): Promise<void> {
    const url = new URL(`/renders/${encodeURIComponent(renderId)}`, this.target.workerUrl);
    const response = await fetch(url, { method: 'DELETE', signal: AbortSignal.timeout(ACCEPT_TIMEOUT_MS) });
    // The worker has never heard of it.
    if (response.ok || response.status === 404) return;
    throw new Error(`The local render worker answered ${response.status} to a cancellation.`);
  }

  /** A worker that cannot be reached is being started again. Asking twice is safe: it knows the key. */
  private async post(path: string, timeoutMs: number, body: Record<string, unknown>): Promise<Response> {
    const response = await fetch(new URL(path, this.target.workerUrl), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      signal: AbortSignal.timeout(timeoutMs),
      body: JSON.stringify(body),
    }).catch((cause: unknown) => {
      throw new RendererBusyError('The local render worker cannot be reached now.', { cause });
    });
    if (response.status !== 429 && response.status !== 503) return response;
    throw new RendererBusyError('The local render worker takes no more renders now.');
  }
}

const unexpected = ({ status }: Response, text: string): Error =>
  new Error(`The local render worker answered ${status}: ${text.slice(0, ANSWER_SHOWN)}`);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
