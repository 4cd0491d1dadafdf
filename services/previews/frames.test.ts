import fc from 'fast-check';
import { projectDurationInFrames, sceneStarts, type MainCompositionProps } from '../../remotion/catalog';
import { CANDIDATES_LIMIT, candidateFrames, clipRange, smallCanvas } from './frames';

type Scene = Pick<MainCompositionProps['scenes'][number], 'durationInFrames' | 'transition'>;

const propsOf = (scenes: readonly Scene[], size = { width: 1920, height: 1080 }): MainCompositionProps => ({
  ...size,
  fps: 30,
  scenes: scenes.map((scene, index) => ({
    ...{ id: `scene-${index}`, template: 'title', props: { title: 'Hello' } },
    ...scene,
  })),
});
const lasting = (...durations: number[]): Scene[] =>
  durations.map((durationInFrames) => ({ durationInFrames }));
const fading = (durationInFrames: number, overlap: number): Scene => ({
  durationInFrames,
  transition: { type: 'fade', durationInFrames: overlap },
});

/** Scenes whose transitions leave something of each of them. */
const anyScenes = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 300 }), fc.double({ min: 0, max: 0.45, noNaN: true })), {
    minLength: 1,
    maxLength: 12,
  })
  .map((pairs) =>
    pairs.map(([durationInFrames, share], index): Scene => {
      const next = pairs[index + 1]?.[0] ?? 0;
      const overlap = Math.floor(share * Math.min(durationInFrames, next));
      return overlap === 0 ? { durationInFrames } : fading(durationInFrames, overlap);
    }),
  );

describe('the frames of which one is the thumbnail', () => {
  it.each([
    ['one scene', lasting(100), [60, 30, 90]],
    ['one frame', lasting(1), [0]],
    ['two scenes', lasting(100, 50), [60, 130, 30, 90]],
    ['three scenes', lasting(10, 10, 10), [6, 16, 26, 3]],
    ['many scenes: of the middle one as well', lasting(...Array<number>(20).fill(10)), [6, 16, 26, 106]],
    // The second scene begins at 70, and is alone from 100 to 150.
    ['a transition: where it is over', [fading(100, 30), { durationInFrames: 80 }], [42, 130, 21, 63]],
  ])('of %s', (_name, scenes, expected) => {
    expect(candidateFrames(propsOf(scenes))).toEqual(expected);
  });

  it('are one to four different ones of the video, and none of them is within a transition', () => {
    fc.assert(
      fc.property(anyScenes, (scenes) => {
        const frames = candidateFrames(propsOf(scenes));
        expect(frames.length).toBeGreaterThan(0);
        expect(frames.length).toBeLessThanOrEqual(CANDIDATES_LIMIT);
        expect(new Set(frames).size).toBe(frames.length);
        const starts = sceneStarts(scenes);
        for (const frame of frames) {
          expect(Number.isInteger(frame) && frame >= 0 && frame < projectDurationInFrames(scenes)).toBe(true);
          const shown = scenes.filter(
            ({ durationInFrames }, index) =>
              frame >= (starts[index] ?? 0) && frame < (starts[index] ?? 0) + durationInFrames,
          );
          expect(shown).toHaveLength(1);
        }
      }),
    );
  });
});

describe('the piece that a clip shows', () => {
  const range = (frames: number, around: number, seconds: number) => {
    const { firstFrame, lastFrame } = clipRange(propsOf(lasting(frames)), around, seconds);
    return [firstFrame, lastFrame];
  };

  it.each([
    ['lies around the frame', 900, 450, 4, [390, 509]],
    ['begins with the video', 900, 10, 4, [0, 119]],
    ['ends with the video', 900, 890, 4, [780, 899]],
    ['is all of a short video', 90, 54, 4, [0, 89]],
    ['is one frame at least', 90, 54, 0.01, [54, 54]],
    ['is as long as asked, also in fractions', 900, 450, 0.5, [443, 457]],
  ])('%s', (_name, frames, around, seconds, expected) => {
    expect(range(frames, around, seconds)).toEqual(expected);
  });
});

describe('a small canvas', () => {
  const sizeOf = ({ props, scale }: ReturnType<typeof smallCanvas>) => [
    props.width * scale,
    props.height * scale,
  ];
  const sizes = { longerSide: 640 } as const;

  it.each([
    [1920, 1080, sizes, [640, 360], 'scaled'],
    [1080, 1920, sizes, [360, 640], 'scaled'],
    [1080, 1080, sizes, [640, 640], 'scaled'],
    [3840, 2160, sizes, [640, 360], 'scaled'],
    [640, 360, sizes, [640, 360], 'scaled'],
    [320, 180, sizes, [320, 180], 'scaled'],
    [1280, 720, { shorterSide: 360 }, [640, 360], 'scaled'],
    [1080, 1920, { shorterSide: 360 }, [360, 640], 'scaled'],
    [1080, 1080, { shorterSide: 360 }, [360, 360], 'scaled'],
    // 617×350 is the next smaller one of this shape, and H.264 takes no odd sides.
    [1234, 700, sizes, [640, 362], 'laid out anew'],
    [1366, 768, sizes, [640, 358], 'laid out anew'],
  ] as const)('of %i×%i, %j, is %j, %s', (width, height, limit, expected, how) => {
    const small = smallCanvas(propsOf(lasting(10), { width, height }), limit);
    expect(sizeOf(small).map((side) => Math.round(side * 1000) / 1000)).toEqual(expected);
    expect(small.props.width === width).toBe(how === 'scaled');
  });

  it('has whole and even sides within its limit, and the shape of the large one', () => {
    const side = fc.integer({ min: 32, max: 2048 }).map((half) => 2 * half);
    const limits = fc.constantFrom({ longerSide: 640 }, { shorterSide: 360 });
    fc.assert(
      fc.property(side, side, limits, (width, height, limit) => {
        const small = smallCanvas(propsOf(lasting(10), { width, height }), limit);
        const [w = 0, h = 0] = sizeOf(small);
        for (const pixels of [w, h]) {
          expect(Math.abs(pixels - 2 * Math.round(pixels / 2))).toBeLessThan(1e-6);
          expect(pixels).toBeGreaterThan(1);
        }
        const [measured, most] =
          limit.longerSide === undefined ? [Math.min(w, h), 360] : [Math.max(w, h), 640];
        expect(measured).toBeLessThanOrEqual(most + 1e-6);
        expect(small.scale).toBeLessThanOrEqual(1);
        // Two pixels of a side are lost by rounding, at most.
        const factor = w / width;
        expect(Math.abs(height * factor - h)).toBeLessThanOrEqual(2 + (2 * height) / width);
      }),
    );
  });
});
