import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeCancelSignal, RenderInternals } from '@remotion/renderer';
import { VERSION } from 'remotion/version';
import {
  MAIN_COMPOSITION_ID,
  type MainCompositionProps,
  parseMainCompositionProps,
  projectDurationInFrames,
  segmentInputs,
  soundInputs,
} from '../../remotion/catalog';
import type { RenderRequest } from './renders';
import type { RenderStorage } from './report';
import { soundInTime } from './sound';

/** Where segments are kept in the output bucket, whose lifecycle rule deletes them after 30 days. */
const segmentObject = ({ output, segmentScope }: RenderRequest, name: string) => ({
  bucket: output.bucket,
  key: `segments/${segmentScope ?? 'all'}/${name}`,
});

/** Part of every hash: to be raised when segments are made in another way. */
const FORMAT = 2;
/** Each part is an object to look for, and an output of one run of FFmpeg. */
const MAX_SCENES = 100;
const PARALLEL_CALLS = 8;
const ASSET_TIMEOUT_MS = 3_000;
/**
 * Drawing every frame for its sound alone takes about a third of a whole render, so where the sound is new and little of
 * the picture is there, a whole render is faster.
 */
const LEAST_REUSED_SHARE = { soundIsThere: 0.05, soundIsNew: 0.4 };

/** What a render of one codec has in common with another that may share its segments. */
type Settings = Pick<
  RenderRequest,
  'codec' | 'crf' | 'videoBitrate' | 'scale' | 'jpegQuality' | 'imageFormat'
>;

/**
 * The frames of a scene, or of several that transitions join, and what they are known by; null for what can change without
 * notice.
 */
export type SceneSegment = { from: number; frames: number; hash: string | null };

/** The parts a video is made of. `sound` is null where there is none. */
export type SegmentPlan = { scenes: SceneSegment[]; sound: { hash: string | null } | null };

/** What segments depend on besides the props: everything that draws and encodes. */
export type SegmentContext = {
  /** The version of the bundled site. */
  site: string;
  browser: string;
  settings: Settings;
  /** Tells one state of a remote file from another; null when its server does not. */
  versionOf: (url: string) => Promise<string | null>;
};

/** One encode by Remotion. Frames count from the start of the video, both ends inclusive; null means all. */
export type DrawnPart = {
  codec: 'h264' | 'h265' | 'aac';
  file: string;
  ranges: [number, number][] | null;
  muted: boolean;
  /** Frames of the encoded file that must be keyframes. */
  keyframes: number[];
  /** Frames of the video that need not be drawn, for the progress. */
  framesReused: number;
};

/** The segments of one render. */
export type Segments = {
  /** The frames at which a whole render must put keyframes, so that it can be cut. */
  readonly keyframes: number[];
  /**
   * Makes the video from the segments that are there and from the scenes that `draw` has to draw. False, and no file, when
   * a whole render is better or nothing could be joined. Rejects with what `draw` rejects with.
   */
  join(file: string, draw: (part: DrawnPart) => Promise<void>): Promise<boolean>;
  /** Keeps the scenes of the finished video for later renders. Never rejects. */
  keep(file: string): Promise<void>;
};

type SegmentOptions = {
  request: RenderRequest;
  composition: { id: string; props: unknown; durationInFrames: number };
  context: Omit<SegmentContext, 'settings' | 'versionOf'>;
  storage: Pick<RenderStorage, 'download' | 'upload'>;
  /** For this render alone; whoever owns it deletes it. */
  folder: string;
  signal: AbortSignal;
  onLog: (line: string) => void;
};

/** Segments could not be cut or joined, so the video has to be rendered as a whole. */
class SegmentError extends Error {
  override name = 'SegmentError';
}

/**
 * Looks which scenes of a render are there already. Null where scenes cannot be joined: another composition, a codec that
 * cannot be cut without encoding again (libvpx puts keyframes where it likes, GIF has one palette), sound in another form,
 * or a number of scenes for which it makes no sense.
 */
export async function openSegments(options: SegmentOptions): Promise<Segments | null> {
  const { request, composition, context, folder, storage, signal } = options;
  const props = divisibleProps(request, composition);
  if (props === null) return null;
  const plan = await planSegments(props, { ...context, settings: request, versionOf: remoteVersion });
  await mkdir(folder, { recursive: true });
  const stored = new Set<string>();
  await inParallel(namesOf(plan), async (name) => {
    const object = segmentObject(request, name);
    if (await storage.download(object, path.join(folder, name), signal)) stored.add(name);
  });
  signal.throwIfAborted();
  return new StoredSegments(options, plan, props.fps, stored);
}

/** The props of a video of several parts that do not touch; null for any other. */
function divisibleProps(
  { codec, audioCodec, metadata }: RenderRequest,
  { id, props, durationInFrames }: SegmentOptions['composition'],
): MainCompositionProps | null {
  const isJoinable = (codec === 'h264' || codec === 'h265') && (audioCodec ?? 'aac') === 'aac';
  if (id !== MAIN_COMPOSITION_ID || !isJoinable || metadata != null) return null;
  const parsed = parseMainCompositionProps(props);
  if (!parsed.success) return null;
  if (projectDurationInFrames(parsed.props.scenes) !== durationInFrames) return null;
  const parts = segmentInputs(parsed.props)?.length ?? 0;
  return parts > 1 && parts <= MAX_SCENES ? parsed.props : null;
}

/** Divides a video into parts that do not touch, and its sound, each known by a hash of all that it depends on. */
export async function planSegments(
  props: MainCompositionProps,
  { site, browser, settings, versionOf }: SegmentContext,
): Promise<SegmentPlan> {
  const { codec, crf, videoBitrate, scale, jpegQuality, imageFormat } = settings;
  const encoding = [codec, crf, videoBitrate, scale, jpegQuality, imageFormat].map((value) => value ?? null);
  const versions = new Map<string, Promise<string | null>>();
  const versionOnce = (url: string) => {
    const version = versions.get(url) ?? versionOf(url);
    versions.set(url, version);
    return version;
  };
  const hashOf = async (kind: string, inputs: unknown, ...rest: unknown[]): Promise<string | null> => {
    const assets = await Promise.all(remoteFiles(inputs).map(versionOnce));
    if (assets.includes(null)) return null;
    const parts = [FORMAT, VERSION, kind, site, browser, inputs, assets, ...rest];
    return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  };
  const scenes: SceneSegment[] = [];
  for (const { from, frames, inputs } of segmentInputs(props) ?? []) {
    scenes.push({ from, frames, hash: await hashOf('scene', inputs, ...encoding) });
  }
  const sound = soundInputs(props);
  return { scenes, sound: sound === null ? null : { hash: await hashOf('sound', sound) } };
}

/** Every URL that occurs in the values. */
function remoteFiles(inputs: unknown): string[] {
  const urls = new Set<string>();
  JSON.stringify(inputs, (_key, value: unknown) => {
    if (typeof value === 'string' && /^https?:/i.test(value)) urls.add(value);
    return value;
  });
  return [...urls].sort();
}

/** What a server says of a file's state without sending it. */
async function remoteVersion(url: string): Promise<string | null> {
  try {
    const { ok, headers } = await fetch(url, {
      method: 'HEAD',
      signal: AbortSignal.timeout(ASSET_TIMEOUT_MS),
    });
    const changed = headers.get('last-modified');
    const version = headers.get('etag') ?? (changed && `${changed} ${headers.get('content-length')}`);
    return ok ? version : null;
  } catch {
    // The render itself will say what is wrong with it.
    return null;
  }
}

const namesOf = ({ scenes, sound }: SegmentPlan): string[] => [
  ...new Set([
    ...scenes.flatMap(({ hash }) => (hash === null ? [] : [`${hash}.mp4`])),
    ...(sound?.hash == null ? [] : [`${sound.hash}.aac`]),
  ]),
];

type Scene = SceneSegment & { file: string };
type Sound = { hash: string | null; file: string };

const framesOf = (scenes: readonly { frames: number }[]): number =>
  scenes.reduce((sum, { frames }) => sum + frames, 0);

class StoredSegments implements Segments {
  readonly keyframes: number[];
  readonly #scenes: readonly Scene[];
  readonly #sound: Sound | null;
  /** Files of this render that were cut or drawn for it. */
  readonly #made = new Set<string>();

  constructor(
    private readonly options: SegmentOptions,
    plan: SegmentPlan,
    private readonly fps: number,
    /** Names of the files that were stored by earlier renders. */
    private readonly stored: Set<string>,
  ) {
    const fileOf = (hash: string | null, name: string) =>
      path.join(options.folder, hash === null ? name : `${hash}${path.extname(name)}`);
    this.#scenes = plan.scenes.map((scene, index) => ({
      ...scene,
      file: fileOf(scene.hash, `${index}.mp4`),
    }));
    this.keyframes = plan.scenes.slice(1).map(({ from }) => from);
    const { sound } = plan;
    this.#sound = sound === null ? null : { ...sound, file: fileOf(sound.hash, 'sound.aac') };
  }

  async join(file: string, draw: (part: DrawnPart) => Promise<void>): Promise<boolean> {
    const missing = this.#missing();
    const newSound = this.#newSound();
    const total = framesOf(this.#scenes);
    const reused = total - framesOf(missing);
    const least = newSound === null ? LEAST_REUSED_SHARE.soundIsThere : LEAST_REUSED_SHARE.soundIsNew;
    if (reused < least * total) return false;
    try {
      if (missing.length > 0) await this.#drawMissing(missing, reused, draw);
      if (newSound !== null) await this.#drawSound(newSound, draw);
      await this.#concatenate(file);
    } catch (error) {
      if (!(error instanceof SegmentError)) throw error;
      this.options.onLog(`renderer: rendering the whole video, because ${error.message}`);
      // Whatever was wrong with the segments, they are to be replaced.
      this.stored.clear();
      this.#made.clear();
      return false;
    }
    this.options.onLog(`renderer: ${reused} of ${total} frames were there already`);
    return true;
  }

  async keep(file: string): Promise<void> {
    const { onLog, request, signal, storage } = this.options;
    try {
      const parts = [...this.#missing(), this.#newSound()].filter((part) => part !== null);
      const lasting = parts.filter(({ hash }) => hash !== null);
      const uncut = lasting.filter((part) => !this.#made.has(part.file));
      if (uncut.length > 0) {
        await this.#check(file, this.#scenes);
        await this.#cut(file, uncut);
      }
      await inParallel(lasting, async (part) => {
        const object = segmentObject(request, path.basename(part.file));
        await storage.upload(object, part.file, 'frames' in part ? 'video/mp4' : 'audio/aac', signal);
      });
    } catch (error) {
      onLog(`renderer: the scenes of a render could not be kept: ${String(error)}`);
    }
  }

  /** What is not stored; of scenes that are alike only the first. */
  #missing(): Scene[] {
    const files = new Set<string>();
    return this.#scenes.filter(({ file }) => {
      if (this.stored.has(path.basename(file)) || files.has(file)) return false;
      files.add(file);
      return true;
    });
  }

  /** The sound, unless it is stored or there is none. */
  #newSound(): Sound | null {
    return this.#sound === null || this.stored.has(path.basename(this.#sound.file)) ? null : this.#sound;
  }

  async #drawSound({ file }: Sound, draw: (part: DrawnPart) => Promise<void>): Promise<void> {
    await draw({ codec: 'aac', file, ranges: null, muted: false, keyframes: [], framesReused: 0 });
    this.#made.add(file);
  }

  /** All in one encode, since opening the pages again would take longer than most scenes do. */
  async #drawMissing(
    missing: readonly Scene[],
    framesReused: number,
    draw: (part: DrawnPart) => Promise<void>,
  ): Promise<void> {
    const codec = this.options.request.codec as 'h264' | 'h265';
    const file = path.join(this.options.folder, 'missing.mp4');
    let end = 0;
    const placed = missing.map((scene) => {
      const from = end;
      end += scene.frames;
      return { ...scene, from };
    });
    const ranges = missing.map(({ from, frames }): [number, number] => [from, from + frames - 1]);
    const keyframes = placed.slice(1).map(({ from }) => from);
    await draw({ codec, file, ranges, muted: true, keyframes, framesReused });
    await this.#check(file, placed);
    await this.#cut(file, placed);
  }

  /** Copies parts out of a video packet by packet; each scene gets a clock of its own. */
  async #cut(video: string, parts: readonly (Scene | Sound)[]): Promise<void> {
    const outputs = parts.flatMap((part) => {
      if (!('frames' in part)) return ['-map', '0:a:0', '-c', 'copy', '-f', 'adts', '-y', part.file];
      const { from, frames, file } = part;
      const packets = `noise=drop=lt(n\\,${from})+gte(n\\,${from + frames})`;
      const shift = `round(${from}/${this.fps}/TB)`;
      const filters = `${packets},setts=pts=PTS-${shift}:dts=DTS-${shift}`;
      return ['-map', '0:v:0', '-c', 'copy', '-bsf:v', filters, '-y', file];
    });
    await this.#ff('ffmpeg', ['-v', 'error', '-i', video, ...outputs]);
    for (const { file } of parts) this.#made.add(file);
  }

  async #concatenate(file: string): Promise<void> {
    const decoders = new Set<string>();
    const distinct = [...new Set(this.#scenes.map((scene) => scene.file))];
    await inParallel(distinct, async (own) => {
      const args = ['-v', 'error', '-show_streams', '-show_data_hash', 'sha256', '-of', 'json', own];
      const { streams } = JSON.parse(await this.#ff('ffprobe', args)) as {
        streams: { extradata_hash: string }[];
      };
      decoders.add(streams.map(({ extradata_hash }) => extradata_hash).join());
    });
    // A file has one description of its video for the decoder, the one of its first segment.
    if (decoders.size !== 1) throw new SegmentError('the scenes were not encoded alike');
    const list = path.join(this.options.folder, 'scenes.txt');
    await writeFile(list, this.#scenes.map((scene) => `file '${path.basename(scene.file)}'\n`).join(''));
    // Lengths of files are kept in microseconds; on the grid of frames again, no rest of them adds up.
    const grid = (time: string) => `round(${time}*TB*${this.fps})/(${this.fps}*TB)`;
    const sound = this.#sound && soundInTime(this.#sound.file, framesOf(this.#scenes) / this.fps);
    await this.#ff('ffmpeg', [
      ...['-v', 'error', '-f', 'concat', '-i', list],
      ...(sound === null ? [] : [...sound.input, '-map', '1:a:0', ...sound.output]),
      ...['-map', '0:v:0', '-c', 'copy', '-bsf:v', `setts=pts=${grid('PTS')}:dts=${grid('DTS')}`],
      // As Remotion marks its files.
      ...['-metadata', `comment=Made with Remotion ${VERSION}`, '-movflags', 'faststart', '-y', file],
    ]);
    await this.#check(file, this.#scenes);
  }

  /** @throws SegmentError unless the file has exactly the scenes' frames, with a keyframe at the start of each. */
  async #check(file: string, scenes: readonly { from: number; frames: number }[]): Promise<void> {
    const select = ['-select_streams', 'v:0', '-show_entries', 'packet=flags', '-of', 'csv=p=0'];
    const flags = (await this.#ff('ffprobe', ['-v', 'error', ...select, file])).trim().split('\n');
    const total = framesOf(scenes);
    if (flags.length !== total) throw new SegmentError(`${flags.length} frames came out of ${total}`);
    const uncut = scenes.find(({ from }) => flags[from]?.startsWith('K') !== true);
    if (uncut !== undefined) throw new SegmentError(`no keyframe is at frame ${uncut.from}`);
  }

  async #ff(bin: 'ffmpeg' | 'ffprobe', args: string[]): Promise<string> {
    const { signal } = this.options;
    const { cancel, cancelSignal } = makeCancelSignal();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      signal.throwIfAborted();
      const { stdout } = await RenderInternals.callFf({
        ...{ bin, args, cancelSignal, indent: false, logLevel: 'error', binariesDirectory: null },
      });
      return stdout;
    } catch (cause) {
      signal.throwIfAborted();
      const [reason = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n').slice(-1);
      throw new SegmentError(`${bin} failed: ${reason}`, { cause });
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }
}

/** Arguments for FFmpeg that begin each scene with a keyframe over which no later frame looks back; none when it copies. */
export function withKeyframes(args: string[], keyframes: readonly number[]): string[] {
  const codec = args.indexOf('-c:v');
  if (keyframes.length === 0 || codec < 0 || args[codec + 1] === 'copy') return args;
  const at = keyframes.map((frame) => `eq(n,${frame})`).join('+');
  return args.toSpliced(codec, 0, '-force_key_frames', `expr:${at}`, '-forced-idr', '1');
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const lane = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: PARALLEL_CALLS }, lane));
}
