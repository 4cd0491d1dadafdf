import fc from 'fast-check';
import { DUCKING_SECONDS, duckingAt, musicOf, musicVolumeAt, type Span } from './sound';

const FPS = 30;
const music = (voices: Span[] = [], duckedVolume = 0.25) =>
  musicOf({ url: 'sample/music.mp3', ducking: { volume: duckedVolume } }, voices);

describe('musicVolumeAt', () => {
  it.each([24, 30, 60])('is silent at both ends and full in between at %d fps', (fps) => {
    const frames = 6 * fps;
    const volumes = [0, frames / 2, frames - 1].map((frame) => musicVolumeAt(frame, fps, frames, music()));
    expect(volumes).toEqual([0, 0.85, 0]);
  });

  it.each([1, 2, 3, 10])('stays between silence and full in a video of %d frames', (durationInFrames) => {
    for (let frame = 0; frame < durationInFrames; frame += 1) {
      const volume = musicVolumeAt(frame, FPS, durationInFrames, music());
      expect(volume).toBeGreaterThanOrEqual(0);
      expect(volume).toBeLessThanOrEqual(0.85);
    }
  });

  it('is as loud as told, and fades for as long as told', () => {
    const settings = { url: 'a.mp3', volume: 0.5, fadeInSeconds: 1, fadeOutSeconds: 0 };
    const volumes = [0, 15, 30, 299].map((frame) => musicVolumeAt(frame, FPS, 300, musicOf(settings, [])));
    expect(volumes).toEqual([0, 0.25, 0.5, 0.5]);
  });
});

describe('duckingAt', () => {
  const anySpan = fc.record({
    from: fc.integer({ min: 0, max: 900 }),
    durationInFrames: fc.integer({ min: 1, max: 300 }),
  });
  const anyCase = fc.record({
    voices: fc.array(anySpan, { maxLength: 8 }),
    duckedVolume: fc.double({ min: 0, max: 1, noNaN: true }),
    frame: fc.integer({ min: 0, max: 1300 }),
  });
  const distance = (frame: number, { from, durationInFrames }: Span): number =>
    Math.max(from - frame, frame - (from + durationInFrames - 1), 0);

  it('is down in every frame in which somebody speaks, and never lower', () => {
    fc.assert(
      fc.property(anyCase, ({ frame, ...sound }) => {
        const gain = duckingAt(frame, FPS, sound);
        expect(gain).toBeGreaterThanOrEqual(sound.duckedVolume - 1e-9);
        expect(gain).toBeLessThanOrEqual(1);
        if (sound.voices.some((voice) => distance(frame, voice) === 0)) {
          expect(gain).toBeCloseTo(sound.duckedVolume, 9);
        }
      }),
    );
  });

  it('is up again where nobody speaks for longer than a ramp', () => {
    fc.assert(
      fc.property(anyCase, ({ frame, ...sound }) => {
        const ramp = Math.max(DUCKING_SECONDS.down, DUCKING_SECONDS.up) * FPS;
        fc.pre(sound.voices.every((voice) => distance(frame, voice) >= ramp));
        expect(duckingAt(frame, FPS, sound)).toBe(1);
      }),
    );
  });

  it('never jumps', () => {
    fc.assert(
      fc.property(anyCase, ({ frame, ...sound }) => {
        const step = Math.abs(duckingAt(frame + 1, FPS, sound) - duckingAt(frame, FPS, sound));
        expect(step).toBeLessThanOrEqual(1 / (DUCKING_SECONDS.down * FPS) + 1e-9);
      }),
    );
  });

  it('does not depend on the order of those who speak', () => {
    fc.assert(
      fc.property(anyCase, ({ frame, ...sound }) => {
        const turned = { ...sound, voices: sound.voices.toReversed() };
        expect(duckingAt(frame, FPS, turned)).toBe(duckingAt(frame, FPS, sound));
      }),
    );
  });

  it('is ready when somebody begins to speak, and takes its time afterwards', () => {
    const sound = music([{ from: 30, durationInFrames: 30 }], 0.2);
    const gains = [21, 25, 30, 59, 68, 77].map((frame) => Number(duckingAt(frame, FPS, sound).toFixed(2)));
    expect(gains).toEqual([1, 0.64, 0.2, 0.2, 0.6, 1]);
  });
});
