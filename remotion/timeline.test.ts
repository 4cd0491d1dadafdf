import fc from 'fast-check';
import {
  overlapInFrames,
  projectDurationInFrames,
  sceneStarts,
  scenesAtRate,
  transitionIssues,
  type TimedScene,
} from './timeline';

/** Scenes of the given lengths; a second number is the transition that follows. */
const scenesOf = (...lengths: (number | [number, number])[]): TimedScene[] =>
  lengths.map((length) =>
    typeof length === 'number'
      ? { durationInFrames: length }
      : { durationInFrames: length[0], transition: { type: 'fade', durationInFrames: length[1] } },
  );

describe('projectDurationInFrames', () => {
  it.each<[string, TimedScene[], number, number[]]>([
    ['no scene', [], 0, []],
    ['one scene', scenesOf(30), 30, [0]],
    ['cuts', scenesOf(30, 20, 10), 60, [0, 30, 50]],
    ['a transition', scenesOf([30, 10], 20), 40, [0, 20]],
    ['transitions at both ends of a scene', scenesOf([30, 10], [30, 15], 20), 55, [0, 20, 35]],
    ['transitions that meet', scenesOf([30, 10], [20, 10], 30), 60, [0, 20, 30]],
    ['a scene that is nothing but a transition', scenesOf([10, 10], 30), 30, [0, 0]],
    [
      'a cut that is called one',
      [{ durationInFrames: 9, transition: { type: 'none' } }, { durationInFrames: 9 }],
      18,
      [0, 9],
    ],
  ])('counts frames that two scenes share once: %s', (_what, scenes, frames, starts) => {
    expect([projectDurationInFrames(scenes), sceneStarts(scenes)]).toEqual([frames, starts]);
  });
});

describe('transitionIssues', () => {
  const at = (index: number, message: string, path = ['transition', 'durationInFrames']) => ({
    ...{ index, path, message },
  });

  it.each<[string, TimedScene[], ReturnType<typeof at>[]]>([
    ['that fits', scenesOf([30, 30], 30), []],
    [
      'on the last scene',
      scenesOf(30, [30, 5]),
      [at(1, 'must be left out, because no scene follows', ['transition'])],
    ],
    ['longer than its scene', scenesOf([30, 31], 40), [at(0, 'must be at most 30: the scene has 30 frames')]],
    [
      'longer than the next scene',
      scenesOf([30, 20], 19),
      [at(0, 'must be at most 19, because the next scene has no more frames')],
    ],
    [
      'that begins before the one before has ended',
      scenesOf([30, 20], [30, 11], 30),
      [at(1, 'must be at most 10: the scene has 30 frames, 20 of them in the transition before')],
    ],
    [
      'for which the one before leaves nothing',
      scenesOf([30, 30], [30, 1], 30),
      [at(1, 'must be at most 0: the scene has 30 frames, 30 of them in the transition before')],
    ],
  ])('tells a transition %s', (_what, scenes, issues) => {
    expect(transitionIssues(scenes)).toEqual(issues);
  });
});

describe('scenesAtRate', () => {
  /** Lengths, and transitions as parts of what their scenes leave them. */
  const anyScenes = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 300 }), fc.double({ min: 0, max: 1, noNaN: true })), {
      minLength: 1,
      maxLength: 30,
    })
    .map((parts) => {
      let before = 0;
      return parts.map(([durationInFrames, part], index): TimedScene => {
        const next = parts[index + 1]?.[0] ?? 0;
        before = Math.floor(part * Math.min(durationInFrames - Math.min(before, durationInFrames), next));
        return { durationInFrames, transition: { type: 'fade', durationInFrames: before } };
      });
    });
  const anyRatio = fc.constantFrom(24 / 30, 30 / 24, 60 / 24, 24 / 60, 2, 0.5, 1);
  const timesOf = (scenes: ReturnType<typeof scenesAtRate>): TimedScene[] =>
    scenes.map(({ durationInFrames, overlapInFrames: overlap }) => ({
      ...{ durationInFrames, transition: { type: 'fade', durationInFrames: overlap } },
    }));

  it('makes no transition that does not fit, and loses no scene', () => {
    fc.assert(
      fc.property(anyScenes, anyRatio, (scenes, ratio) => {
        const times = timesOf(scenesAtRate(scenes, ratio));
        expect(transitionIssues(times)).toEqual([]);
        expect(times.every(({ durationInFrames }) => durationInFrames >= 1)).toBe(true);
        expect(overlapInFrames(times.at(-1) as TimedScene)).toBe(0);
      }),
    );
  });

  it('keeps every point in time to half a frame, however many scenes there are', () => {
    fc.assert(
      fc.property(anyScenes, anyRatio, (scenes, ratio) => {
        // A scene shorter than a frame at the new rate has to push the others back.
        fc.pre(scenes.every(({ durationInFrames }) => durationInFrames * ratio >= 1));
        const times = timesOf(scenesAtRate(scenes, ratio));
        const starts = sceneStarts(times);
        sceneStarts(scenes).forEach((start, index) => {
          expect(Math.abs((starts[index] as number) - start * ratio)).toBeLessThanOrEqual(1);
        });
        const length = projectDurationInFrames(scenes) * ratio;
        expect(Math.abs(projectDurationInFrames(times) - length)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('changes nothing at the same rate', () => {
    fc.assert(
      fc.property(anyScenes, (scenes) => {
        expect(timesOf(scenesAtRate(scenes, 1))).toEqual(scenes);
      }),
    );
  });
});
