import path from 'node:path';
import { RenderInternals } from '@remotion/renderer';

/** What ffprobe says of a video file. Durations are seconds. */
export interface Probe {
  readonly videoCodec: string;
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  /** Counted by decoding every frame, not read from a header. */
  readonly frames: number;
  readonly durationInSeconds: number;
  readonly audioCodec: string | null;
  readonly audioDurationInSeconds: number | null;
  readonly sizeInBytes: number;
}

interface ProbedStream {
  readonly codec_type: string;
  readonly codec_name: string;
  readonly width?: number;
  readonly height?: number;
  readonly avg_frame_rate?: string;
  readonly nb_read_frames?: string;
  readonly duration?: string;
}

/** Decodes a whole file with the ffprobe that Remotion ships. @throws when it is no video. */
export async function probe(file: string): Promise<Probe> {
  // Absolute, because Remotion runs its binaries in their own folder.
  const { stdout } = await RenderInternals.callFf({
    bin: 'ffprobe',
    args: [
      '-v',
      'error',
      '-count_frames',
      '-show_streams',
      '-show_format',
      '-of',
      'json',
      path.resolve(file),
    ],
    indent: false,
    logLevel: 'error',
    binariesDirectory: null,
    cancelSignal: undefined,
  });
  const { streams, format } = JSON.parse(stdout) as {
    streams: ProbedStream[];
    format: { duration: string; size: string };
  };
  const video = streams.find((stream) => stream.codec_type === 'video');
  const audio = streams.find((stream) => stream.codec_type === 'audio');
  if (video === undefined) throw new Error(`${file} has no video stream.`);
  const [frames = 0, seconds = 1] = (video.avg_frame_rate ?? '0/1').split('/').map(Number);
  return {
    videoCodec: video.codec_name,
    width: video.width ?? 0,
    height: video.height ?? 0,
    fps: frames / seconds,
    frames: Number(video.nb_read_frames),
    durationInSeconds: Number(format.duration),
    audioCodec: audio?.codec_name ?? null,
    audioDurationInSeconds: audio?.duration === undefined ? null : Number(audio.duration),
    sizeInBytes: Number(format.size),
  };
}
