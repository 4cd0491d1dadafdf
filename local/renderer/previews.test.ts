// Real pictures and clips, cut by FFmpeg out of real videos.
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { RenderInternals } from '@remotion/renderer';
import { decode, encode } from 'jpeg-js';
import type { MainCompositionProps } from '../../remotion/catalog';
import { candidateFrames } from '../../services/previews/frames';
import { brightnessSpread, showsSomething } from '../../services/previews/picture';
import { probe } from '../probe';
import { createPreviews, previewRequestSchema, RenderingError, type PreviewRequest } from './previews';

const folder = mkdtempSync(path.join(os.tmpdir(), 'reelway-previews-'));
const bucket = path.join(folder, 'outputs');
mkdirSync(bucket);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The first of two scenes is black; of the second, every frame is brighter than the one before. */
const FRAMES = 60;
const SECOND_SCENE = 30;
const brightnessOf = (frame: number): number => (frame < SECOND_SCENE ? 0 : 60 + 3 * (frame - SECOND_SCENE));

/** Pictures of 320×180. The left half of each has its brightness, the right half is black. */
function drawPictures(): void {
  for (let frame = 0; frame < FRAMES; frame += 1) {
    const half = (brightness: number) =>
      Buffer.alloc(4 * 160, Buffer.from([brightness, brightness, brightness, 255]));
    const row = Buffer.concat([half(brightnessOf(frame)), half(0)]);
    const data = Buffer.concat(Array<Buffer>(180).fill(row));
    writeFileSync(path.join(folder, `${frame}.jpg`), encode({ width: 320, height: 180, data }, 100).data);
  }
}

/** A video of the pictures, at 30 frames a second. */
async function makeVideo(name: string, encoder: readonly string[]): Promise<void> {
  const input = ['-framerate', '30', '-i', path.join(folder, '%d.jpg')];
  await RenderInternals.callFf({
    bin: 'ffmpeg',
    args: ['-v', 'error', ...input, ...encoder, '-y', path.join(bucket, name)],
    ...{ indent: false, logLevel: 'error', binariesDirectory: null, cancelSignal: undefined },
  });
}

const storage = {
  async download({ key }: { key: string }, file: string): Promise<boolean> {
    if (!statSync(path.join(bucket, key), { throwIfNoEntry: false })) return false;
    copyFileSync(path.join(bucket, key), file);
    return true;
  },
  async upload({ key }: { key: string }, file: string): Promise<number> {
    copyFileSync(file, path.join(bucket, key));
    return statSync(file).size;
  },
};

const previewsOf = (isRendering = () => false) =>
  createPreviews({ storage, tempDir: folder, isRendering, patienceMs: 1_000 });

const request = (changes: Partial<PreviewRequest>): PreviewRequest => ({
  kind: 'still',
  source: { bucket: 'outputs', key: 'video.mp4' },
  output: { bucket: 'outputs', key: 'out' },
  ...{ width: 160, height: 90, fps: 30, firstFrame: 0, lastFrame: 0 },
  ...changes,
});
const frameOf = (frame: number): Partial<PreviewRequest> => ({ firstFrame: frame, lastFrame: frame });

const pictureAt = (key: string): Uint8Array => readFileSync(path.join(bucket, key));

beforeAll(async () => {
  drawPictures();
  const limited = ['-vf', 'scale=in_range=full:out_range=limited,format=yuv420p'];
  await makeVideo('video.mp4', [...limited, '-c:v', 'libx264']);
  await makeVideo('video.webm', [...limited, '-c:v', 'libvpx', '-b:v', '2M']);
  const palette = 'split[a][b];[a]palettegen[p];[b][p]paletteuse';
  await makeVideo('video.gif', ['-filter_complex', palette]);
});

describe('a still', () => {
  it.each(['video.mp4', 'video.webm', 'video.gif'])(
    'shows the very frame of %s, at its size',
    async (key) => {
      for (const frame of [0, 31, 45, 59]) {
        await previewsOf().make(request({ source: { bucket: 'outputs', key }, ...frameOf(frame) }));
        const { width, height, data } = decode(pictureAt('out'), { useTArray: true });
        expect([width, height]).toEqual([160, 90]);
        // Encoders round; the frames beside it differ by three.
        expect(Math.abs((data[4 * (45 * 160 + 40)] ?? 0) - brightnessOf(frame))).toBeLessThanOrEqual(2);
      }
    },
  );

  it('of a video whose first scene is black is looked for in the next, where there is something to see', async () => {
    const scene = { template: 'title' as const, props: { title: 'Hello' }, durationInFrames: 30 };
    const props: MainCompositionProps = {
      ...{ width: 320, height: 180, fps: 30 },
      scenes: [
        { id: 'one', ...scene },
        { id: 'two', ...scene },
      ],
    };
    const seen: [number, boolean][] = [];
    for (const frame of candidateFrames(props)) {
      await previewsOf().make(request(frameOf(frame)));
      seen.push([frame, showsSomething(brightnessSpread(pictureAt('out')))]);
    }
    expect(seen).toEqual([
      [18, false],
      [48, true],
      [9, false],
      [27, false],
    ]);
  });
});

describe('a clip', () => {
  it('has the frames asked for, in H.264, and no sound', async () => {
    await previewsOf().make(
      request({
        kind: 'clip',
        firstFrame: 20,
        lastFrame: 49,
        output: { bucket: 'outputs', key: 'clip.mp4' },
      }),
    );
    expect(await probe(path.join(bucket, 'clip.mp4'))).toMatchObject({
      ...{ videoCodec: 'h264', width: 160, height: 90, fps: 30, frames: 30, audioCodec: null },
    });
  });
});

describe('previews', () => {
  it('wait for videos that are rendered, and are refused when those take long', async () => {
    let looks = 0;
    await previewsOf(() => (looks += 1) < 4).make(request({ output: { bucket: 'outputs', key: 'waited' } }));
    expect(looks).toBe(4);
    await expect(previewsOf(() => true).make(request({}))).rejects.toThrow(RenderingError);
  });

  it('are made one after the other, also when one of them fails', async () => {
    const previews = previewsOf();
    const failing = previews.make(request({ source: { bucket: 'outputs', key: 'none.mp4' } }));
    const [failed, made] = await Promise.allSettled([
      failing,
      previews.make(request({ output: { bucket: 'outputs', key: 'second' } })),
    ]);
    expect(failed).toMatchObject({ reason: new Error('There is no none.mp4.') });
    expect(made.status).toBe('fulfilled');
  });

  it.each([
    ['an odd width', { width: 161 }, 'width'],
    ['no frames a second', { fps: 0 }, 'fps'],
    ['a frame before the first', { firstFrame: -1 }, 'firstFrame'],
    ['an end before the beginning', { firstFrame: 2, lastFrame: 1 }, 'lastFrame'],
  ])('are refused with %s', (_name, changes, field) => {
    const result = previewRequestSchema.safeParse({ ...request({}), ...changes });
    expect(result.error?.issues.map(({ path: where }) => where.join('.'))).toEqual([field]);
  });
});
