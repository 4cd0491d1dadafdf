import type { RenderRequest } from '../exports/ports';
import type { RenderSettings } from '../exports/video-export';

/** Buckets of a stage. */
export interface RemotionTarget {
  /** Where finished files go. */
  readonly outputBucket: string;
  /** Where Remotion keeps progress.json and what else it needs. */
  readonly renderBucket: string;
}

const REMOTION_CODEC = { H264: 'h264', H265: 'h265', VP8: 'vp8', VP9: 'vp9' } as const;

/**
 * What both renderers are told, in Remotion's terms. That both get the same is what makes a laptop's file the same as
 * Lambda's. Options that do not apply are left out.
 */
export function remotionOptions(
  { exportId, attempt, settings, props, outputKey }: RenderRequest,
  target: Pick<RemotionTarget, 'outputBucket'>,
) {
  return {
    inputProps: { ...props, exportId } as Record<string, unknown>,
    scale: settings.scale,
    jpegQuality: settings.jpegQuality,
    ...encoding(settings),
    outName: { bucketName: target.outputBucket, key: outputKey },
    // Ids in ASCII only: Remotion counts characters where HTTP counts bytes, and drops a webhook that holds others.
    webhookCustomData: { exportId, attempt },
  };
}

function encoding({ codec, crf, videoBitrate }: RenderSettings) {
  return {
    codec: codec === null ? ('gif' as const) : REMOTION_CODEC[codec],
    ...(crf === null ? {} : { crf }),
    ...(videoBitrate === null ? {} : { videoBitrate: videoBitrate as `${number}M` | `${number}k` }),
  };
}
