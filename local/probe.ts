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
  /** FFmpeg's name: `yuv420p`, and `yuvj420p` for the same with the full range of brightness. */
  readonly pixelFormat: string;
  readonly audioCodec: string | null;
  readonly audioDurationInSeconds: number | null;
  readonly sizeInBytes: number;
}

interface ProbedStream {
  readonly codec_type: string;
  readonly codec_name: string;
  readonly pix_fmt?: string;
  readonly width?: number;
  readonly height?: number;
  readonly avg_frame_rate?: string;
  readonly nb_read_frames?: string;
  readonly duration?: string;
  readonly sample_rate?: string;
}

/** Decodes a whole file with the ffprobe that Remotion ships. @throws when it is no video. */
export async function probe(file: string): Promise<Probe> {
  const text = await ffprobe(file, ['-count_frames', '-show_streams', '-show_format', '-of', 'json']);
  const { streams, format } = JSON.parse(text) as {
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
    pixelFormat: video.pix_fmt ?? '',
    audioCodec: audio?.codec_name ?? null,
    audioDurationInSeconds: audio === undefined ? null : await audioSeconds(file, audio),
    sizeInBytes: Number(format.size),
  };
}

/**
 * Where the sound ends. WebM keeps no length of a stream, and its last packet may be longer than what is to be played of it:
 * there, what comes out of the decoder counts.
 */
async function audioSeconds(file: string, { duration, sample_rate: rate }: ProbedStream): Promise<number> {
  if (duration !== undefined) return Number(duration);
  const frames = ['-select_streams', 'a:0', '-show_entries', 'frame=pts_time,nb_samples', '-of', 'csv=p=0'];
  const ends = (await ffprobe(file, frames))
    .trim()
    .split('\n')
    .map((line) => {
      const [start = 0, samples = 0] = line.split(',').map(Number);
      return start + samples / Number(rate);
    });
  return Math.max(...ends);
}

async function ffprobe(file: string, args: readonly string[]): Promise<string> {
  const { stdout } = await RenderInternals.callFf({
    bin: 'ffprobe',
    // Absolute, because Remotion runs its binaries in their own folder.
    args: ['-v', 'error', ...args, path.resolve(file)],
    indent: false,
    logLevel: 'error',
    binariesDirectory: null,
    cancelSignal: undefined,
  });
  return stdout;
}
