import type { RenderSettings } from './video-export';
import { FRAME_RATES } from '../projects/duration';
import type { InputIssue, ProjectContent } from '../projects/project';

/** How a user asks for a file; everything but the format and quality may be left to defaults. */
export interface OutputRequest {
  readonly format: RenderSettings['format'];
  readonly quality: RenderSettings['quality'];
  readonly resolution: 'P720' | 'P1080' | 'P4K' | null;
  readonly fps: number | null;
  readonly codec: RenderSettings['codec'];
  readonly videoBitrate: string | null;
}

/** What the quality presets mean; part of the public API's documentation. */
const QUALITY = {
  LOW: { crf: 28, jpegQuality: 70, resolution: 'P720' },
  MEDIUM: { crf: 23, jpegQuality: 80, resolution: 'P1080' },
  HIGH: { crf: 18, jpegQuality: 90, resolution: 'P1080' },
} as const;

/**
 * Bits for one pixel of one frame of VP8, which stands for the presets' CRF: FFmpeg's encoder takes a CRF only within a bitrate,
 * and Remotion gives either one or the other; with a CRF alone, files of every size come to 200 kbit/s.
 */
const VP8_BITS_PER_PIXEL = { LOW: 0.035, MEDIUM: 0.06, HIGH: 0.1 } as const;

/** The shorter side in pixels. */
const SHORT_SIDE = { P720: 720, P1080: 1080, P4K: 2160 } as const;

/** Codecs by format; the first is the default. GIF has none to choose. */
const CODECS: Record<RenderSettings['format'], readonly NonNullable<RenderSettings['codec']>[]> = {
  MP4: ['H264', 'H265'],
  WEBM: ['VP8', 'VP9'],
  GIF: [],
};

/** The longest side in pixels that H.264 level 5.2 encoders accept everywhere. */
const LONGEST_SIDE_LIMIT = 4096;

/** Frames of a GIF last whole hundredths of a second, and browsers slow down those that last only one. Remotion refuses more than 50. */
const GIF_FRAME_RATES: readonly number[] = FRAME_RATES.filter((rate) => rate <= 50);

/** Remotion refuses a greater `scale` (validate-scale of @remotion/renderer 4.0.527). */
const REMOTION_SCALE_LIMIT = 16;

/** Settings, together with the size that the composition must have for them; or what is wrong with the request. */
export type ResolvedSettings =
  | {
      readonly ok: true;
      readonly settings: Omit<RenderSettings, 'durationInFrames'>;
      readonly composition: { readonly width: number; readonly height: number; readonly fps: number };
    }
  | { readonly ok: false; readonly issues: InputIssue[] };

/** Turns a request into exact settings for a project. Pure. */
export function resolveSettings(
  request: OutputRequest,
  project: Pick<ProjectContent, 'width' | 'height' | 'fps'>,
): ResolvedSettings {
  const quality = QUALITY[request.quality];
  const scale =
    SHORT_SIDE[request.resolution ?? quality.resolution] / Math.min(project.width, project.height);
  const output = { width: evenSide(project.width, scale), height: evenSide(project.height, scale) };
  const fps = request.fps ?? defaultFps(request.format, project.fps);
  const issues = [
    ...checkFps(request.format, fps),
    ...checkCodec(request),
    ...checkBitrate(request),
    ...checkSize(output.width, output.height),
  ];
  if (issues.length > 0) return { ok: false, issues };

  const codec = request.codec ?? CODECS[request.format][0] ?? null;
  const videoBitrate =
    request.videoBitrate ?? (codec === 'VP8' ? vp8Bitrate(request.quality, { ...output, fps }) : null);
  const canvas = canvasFor(project, scale, output);
  return {
    ok: true,
    settings: {
      format: request.format,
      quality: request.quality,
      codec,
      ...output,
      scale: canvas.scale,
      fps,
      crf: videoBitrate === null && codec !== null ? quality.crf : null,
      videoBitrate,
      jpegQuality: quality.jpegQuality,
    },
    composition: { width: canvas.width, height: canvas.height, fps },
  };
}

/** What a preset means for VP8, in kilobits. */
function vp8Bitrate(
  quality: OutputRequest['quality'],
  { width, height, fps }: { readonly width: number; readonly height: number; readonly fps: number },
): string {
  return `${Math.round((VP8_BITS_PER_PIXEL[quality] * width * height * fps) / 1000)}k`;
}

/**
 * The nearest even number of output pixels: 4:2:0 video has no odd sides. Doing it here for every codec lets us tell the
 * exact size before anything is rendered.
 */
const evenSide = (side: number, scale: number): number => 2 * Math.round((side * scale) / 2);

/**
 * The canvas that gives exactly the output when scaled. Remotion refuses a canvas that, scaled, has a fraction of a pixel,
 * and most sizes have one. Those are laid out at the output's own size: templates measure themselves by the shorter
 * side, so they look the same on either canvas.
 */
function canvasFor(
  { width, height }: Pick<ProjectContent, 'width' | 'height'>,
  scale: number,
  output: { readonly width: number; readonly height: number },
): { width: number; height: number; scale: number } {
  const fits =
    width * scale === output.width && height * scale === output.height && scale <= REMOTION_SCALE_LIMIT;
  return fits ? { width, height, scale } : { ...output, scale: 1 };
}

/** The project's, or the highest below it that the format has. */
const defaultFps = (format: RenderSettings['format'], fps: number): number =>
  format === 'GIF' && !GIF_FRAME_RATES.includes(fps) ? Math.max(...GIF_FRAME_RATES) : fps;

function checkFps(format: RenderSettings['format'], fps: number): InputIssue[] {
  if (!(FRAME_RATES as readonly number[]).includes(fps)) {
    return [{ path: 'fps', message: `must be 24, 30 or 60, got ${fps}` }];
  }
  if (format !== 'GIF' || GIF_FRAME_RATES.includes(fps)) return [];
  return [
    { path: 'fps', message: `must be 24 or 30 for GIF, whose frames cannot be that short, got ${fps}` },
  ];
}

function checkCodec({ codec, format }: OutputRequest): InputIssue[] {
  if (codec === null || CODECS[format].includes(codec)) return [];
  const accepted = CODECS[format].join(' or ') || 'no codec, since GIF has only one';
  return [{ path: 'codec', message: `${codec} does not fit the format ${format}, which takes ${accepted}` }];
}

function checkBitrate({ videoBitrate, format }: OutputRequest): InputIssue[] {
  if (videoBitrate === null) return [];
  if (format === 'GIF') return [{ path: 'videoBitrate', message: 'is not for GIF, which has no bitrate' }];
  const match = /^(\d{1,6}(?:\.\d{1,3})?)([kM])$/.exec(videoBitrate);
  const bitsPerSecond = match ? Number(match[1]) * (match[2] === 'M' ? 1e6 : 1e3) : Number.NaN;
  if (bitsPerSecond >= 100e3 && bitsPerSecond <= 100e6) return [];
  return [{ path: 'videoBitrate', message: 'must be from `100k` to `100M`, such as `800k` or `4M`' }];
}

function checkSize(width: number, height: number): InputIssue[] {
  if (Math.max(width, height) <= LONGEST_SIDE_LIMIT) return [];
  return [
    {
      path: 'resolution',
      message: `makes a video of ${width}×${height} pixels; the longer side may have at most ${LONGEST_SIDE_LIMIT}`,
    },
  ];
}
