// Every cell of the output matrix, rendered for real and probed. `npm run test:full` tries all of them; otherwise some, in
// which every value occurs.
import { rmSync } from 'node:fs';
import type { OutputRequest } from '../../services/exports/settings';
import type { RenderSettings } from '../../services/exports/video-export';
import { probe } from '../probe';
import { DEFAULT_REQUEST, openOutputRig, projectOf, type OutputRig } from './outputs';

// A frame of 4K takes a second or two on a machine that is busy.
jest.setTimeout(300_000);

const TRIES_ALL = process.env.REELWAY_MATRIX === 'all';

type Codec = NonNullable<RenderSettings['codec']> | 'GIF';
type Quality = OutputRequest['quality'] | `${number}M`;

interface Cell {
  readonly codec: Codec;
  readonly resolution: NonNullable<OutputRequest['resolution']>;
  readonly fps: number;
  /** A preset, or a bitrate. */
  readonly quality: Quality;
  readonly aspect: keyof typeof CANVAS;
}

const CANVAS = {
  landscape: { width: 640, height: 360 },
  portrait: { width: 360, height: 640 },
  square: { width: 640, height: 640 },
  // No resolution of it is a whole number of pixels.
  odd: { width: 1000, height: 562 },
} as const;

const CODECS: Record<
  Codec,
  Pick<OutputRequest, 'format'> & { readonly video: string; readonly audio: string | null }
> = {
  H264: { format: 'MP4', video: 'h264', audio: 'aac' },
  H265: { format: 'MP4', video: 'hevc', audio: 'aac' },
  VP8: { format: 'WEBM', video: 'vp8', audio: 'opus' },
  VP9: { format: 'WEBM', video: 'vp9', audio: 'opus' },
  GIF: { format: 'GIF', video: 'gif', audio: null },
};

const SHORT_SIDE = { P720: 720, P1080: 1080, P4K: 2160 } as const;

const cell = (
  codec: Codec,
  resolution: Cell['resolution'],
  fps: number,
  quality: Quality,
  aspect: Cell['aspect'] = 'landscape',
): Cell => ({ codec, resolution, fps, quality, aspect });

const SAMPLE: readonly Cell[] = [
  cell('H264', 'P720', 30, 'LOW', 'odd'),
  cell('H264', 'P1080', 60, 'MEDIUM', 'portrait'),
  cell('H264', 'P4K', 24, '4M'),
  cell('H265', 'P720', 24, 'HIGH'),
  cell('VP8', 'P720', 60, 'LOW', 'square'),
  cell('VP9', 'P720', 24, '1M', 'portrait'),
  cell('GIF', 'P720', 30, 'MEDIUM'),
  cell('GIF', 'P720', 24, 'LOW', 'odd'),
];

const PRESETS = ['LOW', 'MEDIUM', 'HIGH'] as const;

/** Each aspect with every codec, resolution and rate, though not with every quality, of which the size does not depend. */
const ASPECT_OF = { LOW: 'portrait', MEDIUM: 'square', HIGH: 'landscape', '2M': 'odd' } as const;

const everyCell = (): Cell[] =>
  (Object.keys(CODECS) as Codec[]).flatMap((codec) =>
    (['P720', 'P1080', 'P4K'] as const).flatMap((resolution) =>
      // A GIF has neither 60 frames per second nor a bitrate.
      (codec === 'GIF' ? [24, 30] : [24, 30, 60]).flatMap((fps) =>
        (codec === 'GIF' ? PRESETS : [...PRESETS, '2M' as const]).map((quality) =>
          cell(codec, resolution, fps, quality, ASPECT_OF[quality]),
        ),
      ),
    ),
  );

/** A title with music, of so many frames. */
const projectFor = ({ fps, aspect }: Cell, durationInFrames: number) =>
  projectOf({
    title: 'Matrix',
    ...CANVAS[aspect],
    fps,
    scenes: [{ id: 'only', template: 'title', props: { title: 'Every cell' }, durationInFrames }],
    audioUrl: 'sample/music.mp3',
  });

function requestFor({ codec, resolution, fps, quality }: Cell): OutputRequest {
  const { format } = CODECS[codec];
  const isPreset = quality === 'LOW' || quality === 'MEDIUM' || quality === 'HIGH';
  return {
    ...DEFAULT_REQUEST,
    ...{ format, resolution, fps, codec: codec === 'GIF' ? null : codec },
    ...(isPreset ? { quality } : { videoBitrate: quality }),
  };
}

/** Width and height in pixels. */
function sizeOf({ resolution, aspect }: Cell): { width: number; height: number } {
  const short = SHORT_SIDE[resolution];
  const { width, height } = CANVAS[aspect];
  const long = 2 * Math.round((Math.max(width, height) / Math.min(width, height)) * (short / 2));
  return width > height ? { width: long, height: short } : { width: short, height: long };
}

let rig: OutputRig;

beforeAll(async () => {
  rig = await openOutputRig();
});

afterAll(() => rig.stop());

it.each(TRIES_ALL ? [...SAMPLE, ...everyCell()] : SAMPLE)(
  'an export in $codec at $resolution, $fps frames per second, $quality, $aspect is what was asked for',
  async (asked) => {
    // A number that no rate, packet or group of pictures divides.
    const frames = asked.resolution === 'P4K' ? 7 : 13;
    const { video, audio } = CODECS[asked.codec];

    const { file, settings } = await rig.render(requestFor(asked), projectFor(asked, frames));
    const probed = await probe(file);
    rmSync(file);

    expect(settings).toMatchObject(sizeOf(asked));
    expect(probed).toMatchObject({ videoCodec: video, audioCodec: audio, frames, ...sizeOf(asked) });
    expect(probed.pixelFormat).toBe({ gif: 'bgra', h264: 'yuvj420p', hevc: 'yuvj420p' }[video] ?? 'yuv420p');
    // A GIF counts in hundredths of a second.
    const seconds = frames / asked.fps;
    if (asked.codec === 'GIF') expect(Math.abs(probed.durationInSeconds - seconds)).toBeLessThanOrEqual(0.01);
    else expect(probed.fps).toBeCloseTo(asked.fps, 6);
    expectSoundInTime(probed.audioDurationInSeconds, audio === null ? null : seconds, asked.fps);
  },
);

/** Picture and sound end within one frame. */
function expectSoundInTime(audioSeconds: number | null, seconds: number | null, fps: number): void {
  if (audioSeconds === null || seconds === null) expect([audioSeconds, seconds]).toEqual([null, null]);
  else expect(Math.abs(audioSeconds - seconds)).toBeLessThanOrEqual(1 / fps);
}
