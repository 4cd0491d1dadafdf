import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import fc from 'fast-check';
import {
  type MainCompositionProps,
  parseMainCompositionProps,
  parseSceneError,
} from '../../remotion/catalog';
import { startS3, type S3Emulator } from '../emulators/s3';
import { probe } from '../probe';
import type { RenderProgressFile } from './report';
import { renderIdOf, type RenderRequest } from './renders';
import { planSegments, type SegmentContext, type SegmentPlan, withKeyframes } from './segments';
import { type Renderer, startRenderer } from './start';

// Three renders in one test, on a machine that may be busy.
jest.setTimeout(300_000);

const SAMPLE: MainCompositionProps = {
  width: 320,
  height: 180,
  fps: 30,
  scenes: [
    { id: 'a', template: 'title', props: { title: 'One' }, durationInFrames: 12 },
    { id: 'b', template: 'media', props: { src: 'sample/lake.jpg', caption: 'Two' }, durationInFrames: 7 },
    { id: 'c', template: 'title', props: { title: 'Three' }, durationInFrames: 9 },
    { id: 'd', template: 'outro', props: { headline: 'Four' }, durationInFrames: 8 },
  ],
  audioUrl: 'sample/music.mp3',
  logoUrl: 'sample/logo.svg',
};
type Scene = MainCompositionProps['scenes'][number];

const withScene = (index: number, change: Partial<Scene>): MainCompositionProps => ({
  ...SAMPLE,
  scenes: SAMPLE.scenes.map((scene, at) => (at === index ? ({ ...scene, ...change } as Scene) : scene)),
});

describe('planSegments', () => {
  const context: SegmentContext = {
    site: 'site-1',
    browser: 'Chromium',
    settings: { codec: 'h264', crf: 23, jpegQuality: 80, scale: 1 },
    versionOf: async (url) => `version of ${url}`,
  };
  const settings = (change: Partial<SegmentContext['settings']>) => ({
    settings: { ...context.settings, ...change },
  });
  const remote = withScene(1, { props: { src: 'https://example.com/lake.jpg', caption: 'Two' } });
  const hashesOf = ({ scenes, sound }: SegmentPlan) => [...scenes, sound].map((part) => part?.hash);

  /** What must be made anew, as letters of the sample's scenes, and `♪` for the sound. */
  const madeAnew = async (
    [props, change]: [MainCompositionProps, Partial<SegmentContext> | undefined],
    before: [MainCompositionProps, Partial<SegmentContext>?] = [SAMPLE],
  ) => {
    const plan = await planSegments(props, { ...context, ...change });
    const known = hashesOf(await planSegments(before[0], { ...context, ...before[1] }));
    return hashesOf(plan)
      .flatMap((hash, at) => (hash != null && known.includes(hash) ? [] : ['abcd♪'[at]]))
      .join('');
  };

  const overlay = (startInFrames: number, durationInFrames: number) => ({
    ...({ type: 'text', text: 'Live' } as const),
    ...{ startInFrames, durationInFrames },
  });
  const captioned = {
    ...SAMPLE,
    captions: { items: [{ text: 'Ho', startMs: 700, endMs: 800 }] },
  } satisfies MainCompositionProps;

  it.each<[string, string, MainCompositionProps, Partial<SegmentContext>?, MainCompositionProps?]>([
    ['nothing', '', SAMPLE],
    ['the export', '', { ...SAMPLE, exportId: 'exp_2' }],
    ['the id and name of a scene', '', withScene(0, { id: 'z', name: 'Zed' })],
    ['the order of scenes', '', { ...SAMPLE, scenes: SAMPLE.scenes.toReversed() }],
    ['a text', 'c', withScene(2, { props: { title: 'Drei' } })],
    ['the length of a scene', 'b♪', withScene(1, { durationInFrames: 8 })],
    ['the logo', 'd', { ...SAMPLE, logoUrl: 'sample/other.svg' }],
    ['an overlay over two scenes', 'bc', { ...SAMPLE, overlays: [overlay(18, 2)] }],
    [
      'a caption',
      'c',
      { ...SAMPLE, captions: { items: [{ text: 'Hi', startMs: 700, endMs: 800 }] } },
      {},
      captioned,
    ],
    [
      'the look of captions',
      'abcd',
      { ...captioned, captions: { ...captioned.captions, style: { size: 'large' } } },
      {},
      captioned,
    ],
    ['the watermark', 'abcd', { ...SAMPLE, watermark: { src: 'sample/logo.svg' } }],
    ['the volume of the music', '♪', { ...SAMPLE, audio: { url: 'sample/music.mp3', volume: 0.5 } }],
    ['a narration', '♪', withScene(1, { narrationUrl: 'sample/music.mp3' })],
    ['the music', '♪', { ...SAMPLE, audioUrl: 'sample/other.mp3' }],
    ['the rate', 'abcd♪', { ...SAMPLE, fps: 60 }],
    ['the width', 'abcd', { ...SAMPLE, width: 640 }],
    ['the height', 'abcd', { ...SAMPLE, height: 360 }],
    ['the CRF', 'abcd', SAMPLE, settings({ crf: 18 })],
    ['the bitrate', 'abcd', SAMPLE, settings({ videoBitrate: '4M' })],
    ['the scale', 'abcd', SAMPLE, settings({ scale: 2 })],
    ['the JPEG quality', 'abcd', SAMPLE, settings({ jpegQuality: 90 })],
    ['the image format', 'abcd', SAMPLE, settings({ imageFormat: 'png' })],
    ['the codec', 'abcd', SAMPLE, settings({ codec: 'h265' })],
    ['the site', 'abcd♪', SAMPLE, { site: 'site-2' }],
    ['the browser', 'abcd♪', SAMPLE, { browser: 'Chrome' }],
  ])('makes anew what depends on %s: "%s"', async (_what, expected, props, change = {}, before = SAMPLE) => {
    expect(await madeAnew([props, change], [before])).toBe(expected);
  });

  it('takes scenes that a transition joins for one', async () => {
    const transition = { type: 'fade', durationInFrames: 3 } as const;
    const faded = withScene(1, { transition });
    const { scenes } = await planSegments(faded, context);
    expect(scenes.map(({ from, frames }) => [from, frames])).toEqual([
      [0, 12],
      [12, 13],
      [25, 8],
    ]);
    const cut = hashesOf(await planSegments(SAMPLE, context));
    expect(scenes.map(({ hash }) => cut.includes(hash ?? ''))).toEqual([true, false, true]);
    const wiped = withScene(1, { transition: { ...transition, type: 'wipe' } });
    const hashes = (await planSegments(wiped, context)).scenes.map(({ hash }) => hash);
    expect(hashes.map((hash, at) => hash === scenes[at]?.hash)).toEqual([true, false, true]);
  });

  it.each<[string, string, string | null]>([
    ['has not changed', '', 'version of https://example.com/lake.jpg'],
    ['has changed', 'b', 'another version'],
    ['has no version', 'b', null],
  ])('looks whether a remote file %s', async (_what, expected, version) => {
    expect(await madeAnew([remote, { versionOf: async () => version }], [remote])).toBe(expected);
  });

  it('never reuses what shows a remote file without a version', async () => {
    const versionOf = async () => null;
    expect(await madeAnew([remote, { versionOf }], [remote, { versionOf }])).toBe('b');
  });

  it('asks for the version of a file once', async () => {
    const versionOf = jest.fn(context.versionOf);
    const scenes = ['x', 'y', 'z'].map((id) => ({ ...(remote.scenes[1] as Scene), id }));
    await planSegments({ ...remote, scenes }, { ...context, versionOf });
    expect(versionOf.mock.calls).toEqual([['https://example.com/lake.jpg']]);
  });

  it('has no sound to make where there is no music', async () => {
    const { audioUrl: _, ...silent } = SAMPLE;
    expect((await planSegments(silent, context)).sound).toBeNull();
  });

  it('covers every frame once, whatever the lengths', async () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(lengths, async (frames) => {
        const scenes = frames.map((durationInFrames, at) => ({
          ...(SAMPLE.scenes[0] as Scene),
          id: `s${at}`,
          durationInFrames,
        }));
        const plan = await planSegments({ ...SAMPLE, scenes }, context);
        let end = 0;
        for (const [at, scene] of plan.scenes.entries()) {
          expect([scene.from, scene.frames]).toEqual([end, frames[at]]);
          end += scene.frames;
        }
      }),
    );
  });
});

describe('withKeyframes', () => {
  const encode = ['-r', '30', '-i', '-', '-c:v', 'libx264', '-crf', '23', '-y', 'out.mp4'];

  it('asks the encoder for a keyframe at each frame', () => {
    expect(withKeyframes(encode, [12, 19])).toEqual([
      ...['-r', '30', '-i', '-', '-force_key_frames', 'expr:eq(n,12)+eq(n,19)', '-forced-idr', '1'],
      ...['-c:v', 'libx264', '-crf', '23', '-y', 'out.mp4'],
    ]);
  });

  it.each<[string, string[], number[]]>([
    ['no keyframe is wanted', encode, []],
    ['nothing is encoded', ['-i', 'in.mp4', '-c:v', 'copy', 'out.mp4'], [12]],
    ['there is no picture', ['-i', 'in.wav', '-c:a', 'aac', 'out.aac'], [12]],
  ])('changes nothing when %s', (_what, args, keyframes) => {
    expect(withKeyframes(args, keyframes)).toBe(args);
  });
});

describe('renders of one project after another', () => {
  const BUCKET = 'outputs';
  const root = mkdtempSync(path.join(os.tmpdir(), 'reelway-segments-'));
  const logs: string[] = [];
  let emulator: S3Emulator;
  let s3: S3Client;
  let renderer: Renderer;

  beforeAll(async () => {
    emulator = await startS3({ directory: path.join(root, 's3') });
    await emulator.createBuckets([BUCKET]);
    s3 = new S3Client({
      endpoint: emulator.url,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
    });
    renderer = await startRenderer({
      s3Endpoint: emulator.url,
      dataDir: path.join(root, 'renderer'),
      onLog: (line) => logs.push(line),
    });
  });
  afterAll(async () => {
    await renderer.stop();
    await emulator.stop();
    s3.destroy();
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  });

  const bytesOf = async (key: string) => {
    const object = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: key }));
    return Buffer.from((await object.Body?.transformToByteArray()) ?? []);
  };
  const keptSegments = async (): Promise<string[]> => {
    const { Contents = [] } = await s3.send(
      new ListObjectsV2Command({ Bucket: BUCKET, Prefix: 'segments/' }),
    );
    return Contents.map(({ Key = '' }) => Key);
  };
  const forgetSegments = async () => {
    for (const Key of await keptSegments()) {
      await s3.send(new DeleteObjectCommand({ Bucket: BUCKET, Key }));
    }
  };

  let count = 0;
  const attempt = async (props: MainCompositionProps, change: Partial<RenderRequest> = {}) => {
    count += 1;
    const parsed = parseMainCompositionProps(props);
    if (!parsed.success) throw new Error(JSON.stringify(parsed.issues));
    const key = `${count}.mp4`;
    const body = {
      idempotencyKey: key,
      compositionId: 'MainComposition',
      inputProps: parsed.props,
      codec: 'h264',
      crf: 10,
      jpegQuality: 95,
      output: { bucket: BUCKET, key },
      renderBucket: BUCKET,
      webhook: null,
      ...change,
    };
    const response = await fetch(`${renderer.url}/renders`, { method: 'POST', body: JSON.stringify(body) });
    expect(response.status).toBe(202);
    for (;;) {
      const text = (await bytesOf(`renders/${renderIdOf(key)}/progress.json`)).toString();
      const progress = JSON.parse(text) as RenderProgressFile;
      if (progress.postRenderData !== null || progress.fatalErrorTimestamp !== null) return { key, progress };
      await sleep(50);
    }
  };

  /** Renders, and says where the file is and how many of its frames were there already. */
  const render = async (props: MainCompositionProps, change: Partial<RenderRequest> = {}) => {
    const line = logs.length;
    const { key, progress } = await attempt(props, change);
    expect(progress.errors).toEqual([]);
    const file = path.join(root, key);
    await writeFile(file, await bytesOf(key));
    const said = logs.slice(line).filter((text) => text.includes('frames were there already'));
    const reused = Number(/(\d+) of \d+ frames/.exec(said.join())?.[1] ?? 0);
    expect(progress).toMatchObject({ framesRendered: progress.renderMetadata?.framesPerLambda });
    return { file, reused };
  };

  const ff = async (bin: 'ffmpeg' | 'ffprobe', ...args: string[]): Promise<Buffer> => {
    const { stdout } = await promisify(execFile)('npx', ['remotion', bin, '-v', 'error', ...args], {
      encoding: 'buffer',
      maxBuffer: 1e9,
    });
    return stdout;
  };
  const packetsOf = async (file: string, stream: 'v' | 'a', entries: string): Promise<string[]> => {
    const select = ['-select_streams', stream, '-show_entries', `packet=${entries}`];
    const text = await ff('ffprobe', ...select, '-show_data_hash', 'md5', '-of', 'csv=p=0', file);
    return text.toString().trim().split('\n');
  };
  const pixelsOf = (file: string) =>
    ff('ffmpeg', '-i', file, '-pix_fmt', 'gray', '-c:v', 'rawvideo', '-f', 'image2pipe', '-');

  /** The greatest mean difference of brightness, 0 to 255, that two videos have in any frame. */
  const greatestDifference = async (one: string, other: string, frames: number): Promise<number> => {
    const [a, b] = await Promise.all([pixelsOf(one), pixelsOf(other)]);
    expect([a.length, b.length]).toEqual([320 * 180 * frames, 320 * 180 * frames]);
    const size = 320 * 180;
    return Math.max(
      ...Array.from({ length: frames }, (_, frame) => {
        let sum = 0;
        for (let at = frame * size; at < (frame + 1) * size; at += 1)
          sum += Math.abs((a[at] ?? 0) - (b[at] ?? 0));
        return sum / size;
      }),
    );
  };

  const expectSameVideo = async (joined: string, whole: string, frames: number) => {
    const [ours, theirs] = await Promise.all([probe(joined), probe(whole)]);
    const { sizeInBytes: _one, ...facts } = ours;
    const { sizeInBytes: _other, ...expected } = theirs;
    expect(facts).toEqual(expected);
    expect(ours.frames).toBe(frames);
    expect((await packetsOf(joined, 'v', 'pts')).map(Number).sort((a, b) => a - b)).toEqual(
      (await packetsOf(whole, 'v', 'pts')).map(Number).sort((a, b) => a - b),
    );
    // The sound is the same to the bit, so there is no seam to hear.
    expect(await packetsOf(joined, 'a', 'pts,data_hash')).toEqual(
      await packetsOf(whole, 'a', 'pts,data_hash'),
    );
    // The encoder looks at neighbouring scenes too, so pictures may differ by what nobody sees.
    expect(await greatestDifference(joined, whole, frames)).toBeLessThan(1);
  };

  const changed = withScene(2, { props: { title: 'Changed', backgroundColor: '#123456' } });

  it.each(['h264', 'h265'] as const)('draws only the scene that changed, in %s', async (codec) => {
    await forgetSegments();
    const first = await render(SAMPLE, { codec });
    expect([first.reused, (await keptSegments()).length]).toEqual([0, 5]);

    const joined = await render(changed, { codec });
    expect([joined.reused, (await keptSegments()).length]).toEqual([27, 6]);

    await forgetSegments();
    const whole = await render(changed, { codec });
    expect(whole.reused).toBe(0);
    await expectSameVideo(joined.file, whole.file, 36);
    // The scene is really another one.
    expect(await greatestDifference(first.file, whole.file, 36)).toBeGreaterThan(5);
  });

  it('draws nothing for scenes in another order, and each scene looks the same at its new place', async () => {
    await forgetSegments();
    const reversed = { ...SAMPLE, scenes: SAMPLE.scenes.toReversed() };
    await render(SAMPLE);
    const joined = await render(reversed);
    expect(joined.reused).toBe(36);
    await forgetSegments();
    await expectSameVideo(joined.file, (await render(reversed)).file, 36);
  });

  it('draws only the part that changed of a video with transitions, captions and a watermark', async () => {
    await forgetSegments();
    const composed = (props: MainCompositionProps): MainCompositionProps => ({
      ...props,
      scenes: props.scenes.map((scene, at) =>
        at === 0 ? { ...scene, transition: { type: 'slide', durationInFrames: 4 } } : scene,
      ),
      overlays: [{ type: 'text', text: 'Live', style: 'headline', startInFrames: 10, durationInFrames: 8 }],
      captions: { items: [{ text: 'It goes on from one scene to the next', startMs: 300, endMs: 900 }] },
      watermark: { src: 'sample/logo.svg' },
    });
    await render(composed(SAMPLE));
    const joined = await render(composed(changed));
    // The first two scenes share four of their nineteen frames; eight are the last one's.
    expect(joined.reused).toBe(15 + 8);
    await forgetSegments();
    await expectSameVideo(joined.file, (await render(composed(changed))).file, 32);
  });

  it('has a font for every script, and waits for it', async () => {
    await forgetSegments();
    const blank = '\u200b';
    const unknown = '\ue000';
    const letters = [blank, unknown, '你', 'の', '한', 'ع', 'ש', 'न', 'ส', '🎬', '1️⃣'];
    const scenes = letters.map((title, at): Scene => ({
      ...({ id: `s${at}`, template: 'title', props: { title }, durationInFrames: 1 } as const),
    }));
    const { file } = await render({ width: 320, height: 180, fps: 30, scenes });
    const frames = await pixelsOf(file);
    const size = 320 * 180;
    const differ = (one: number, other: number): boolean => {
      const a = frames.subarray(one * size, (one + 1) * size);
      const b = frames.subarray(other * size, (other + 1) * size);
      return a.filter((value, at) => Math.abs(value - (b[at] ?? 0)) > 40).length > 8;
    };
    const drawn = letters.filter((_letter, at) => at > 1 && differ(at, 0) && differ(at, 1));
    expect(drawn).toEqual(letters.slice(2));
  });

  it('draws several scenes that changed, one twice over, and the sound of another length', async () => {
    await forgetSegments();
    await render(SAMPLE);
    const twin = { template: 'title', props: { title: 'Twin' }, durationInFrames: 5 } as const;
    const [a, b, c, d] = SAMPLE.scenes as [Scene, Scene, Scene, Scene];
    const scenes = [{ ...twin, id: 'x' }, a, b, { ...c, durationInFrames: 10 }, { ...twin, id: 'y' }, d];
    const props = { ...SAMPLE, scenes };
    const joined = await render(props);
    // The second twin counts as there already, once the first is drawn.
    expect(joined.reused).toBe(12 + 7 + 8 + 5);
    await forgetSegments();
    await expectSameVideo(joined.file, (await render(props)).file, 47);
  });

  it('renders the whole video when a stored segment is broken, and replaces it', async () => {
    await forgetSegments();
    await render(SAMPLE);
    const kept = await keptSegments();
    for (const Key of kept.filter((key) => key.endsWith('.mp4'))) {
      const Body = (await bytesOf(Key)).subarray(0, 1_000);
      await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body }));
    }
    const healed = await render(changed);
    expect(healed.reused).toBe(0);
    expect(logs.join('\n')).toContain('renderer: rendering the whole video, because ');
    expect((await probe(healed.file)).frames).toBe(36);

    expect((await render(changed)).reused).toBe(36);
  });

  it('joins a video without sound, at a rate that does not divide evenly', async () => {
    await forgetSegments();
    const silent = (props: MainCompositionProps): MainCompositionProps => {
      const { audioUrl: _, ...rest } = props;
      return { ...rest, fps: 7 };
    };
    await render(silent(SAMPLE));
    const joined = await render(silent(changed));
    expect(joined.reused).toBe(27);
    expect(await probe(joined.file)).toMatchObject({
      frames: 36,
      fps: expect.closeTo(7, 3) as number,
      audioCodec: null,
    });
  });

  it('takes no segments out of another scope', async () => {
    await forgetSegments();
    await render(SAMPLE, { segmentScope: 'one' });
    expect((await render(changed, { segmentScope: 'other' })).reused).toBe(0);
    expect((await render(changed, { segmentScope: 'one' })).reused).toBe(27);
  });

  it.each<[string, MainCompositionProps, Partial<RenderRequest>]>([
    ['of one scene', { ...SAMPLE, scenes: SAMPLE.scenes.slice(0, 1) }, {}],
    ['with a codec that is not cut', SAMPLE, { codec: 'vp8', output: { bucket: BUCKET, key: 'x.webm' } }],
  ])('keeps no segments of a video %s', async (_what, props, change) => {
    await forgetSegments();
    await render(props, { ...change, output: { bucket: BUCKET, key: `${count + 1}.mp4` } });
    expect(await keptSegments()).toEqual([]);
  });

  it('names the scene whose image is not there', async () => {
    const props = { src: 'sample/none.jpg', caption: 'Two' };
    const { progress } = await attempt(withScene(1, { props }));

    const [error] = progress.errors;
    expect(error?.name).toBe('Error');
    expect(parseSceneError(error?.message ?? '')).toEqual({
      sceneId: 'b',
      sceneIndex: 1,
      message: expect.stringMatching(/^Error loading image with src: .*\/public\/sample\/none.jpg/) as string,
    });
  });

  it('leaves no file behind', async () => {
    const left = () =>
      readdirSync(path.join(root, 'renderer/tmp')).filter(
        (name) => !name.startsWith('puppeteer') && /mp4|segments/.test(name),
      );
    // A render is reported before its files are removed.
    for (let tries = 0; tries < 100 && left().length > 0; tries += 1) await sleep(100);
    expect(left()).toEqual([]);
  });
});
