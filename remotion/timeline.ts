import * as z from 'zod';
import { requiredOr, wholeNumber } from './fields';

/** Ways in which one scene gives way to the next. `none` is a cut. */
export const TRANSITION_TYPES = ['none', 'fade', 'slide', 'wipe', 'flip', 'clockWipe'] as const;

/** Where the next scene comes from. */
export const TRANSITION_DIRECTIONS = ['from-left', 'from-right', 'from-top', 'from-bottom'] as const;

/** The types that have a direction. */
const DIRECTED: readonly string[] = ['slide', 'wipe', 'flip'];

const oneOf = (values: readonly string[]): string => `must be one of ${values.join(', ')}`;

/**
 * How a scene gives way to the next one. Both are drawn during a transition, so that each one makes the video shorter by its
 * `durationInFrames`. A cut has none, or 0. Without a direction a scene comes `from-left`, as in Remotion.
 */
export const transitionSchema = (maxDurationInFrames: number) =>
  z
    .strictObject(
      {
        type: z.enum(TRANSITION_TYPES, { error: requiredOr(oneOf(TRANSITION_TYPES)) }),
        direction: z.enum(TRANSITION_DIRECTIONS, { error: oneOf(TRANSITION_DIRECTIONS) }).optional(),
        durationInFrames: wholeNumber(0, maxDurationInFrames).optional(),
      },
      { error: (issue) => (issue.code === 'invalid_type' ? 'must be a transition' : undefined) },
    )
    .superRefine(({ type, direction, durationInFrames }, context) => {
      if (direction !== undefined && !DIRECTED.includes(type)) {
        const message = `does not go with ${type}; only ${DIRECTED.join(', ')} have a direction`;
        context.addIssue({ code: 'custom', path: ['direction'], message });
      }
      const durationMessage = durationIssue(type, durationInFrames);
      if (durationMessage !== null) {
        context.addIssue({ code: 'custom', path: ['durationInFrames'], message: durationMessage });
      }
    });

const durationIssue = (type: string, frames: number | undefined): string | null => {
  if (type === 'none') return (frames ?? 0) === 0 ? null : 'must be 0 or left out, because none is a cut';
  if (frames === undefined) return 'is required';
  return frames === 0 ? `must be at least 1 with ${type}` : null;
};

/** How a scene gives way to the next one. */
export type Transition = z.infer<ReturnType<typeof transitionSchema>>;

/** What the timeline has to know of a scene. */
export type TimedScene = {
  readonly durationInFrames: number;
  readonly transition?: Pick<Transition, 'type' | 'durationInFrames'> | undefined;
};

/** Frames that a scene shares with the one that follows it. */
export const overlapInFrames = ({ transition }: TimedScene): number => transition?.durationInFrames ?? 0;

/** The frame of the video at which each scene begins: with the transition into it. */
export const sceneStarts = (scenes: readonly TimedScene[]): number[] => {
  let start = 0;
  return scenes.map((scene) => {
    const own = start;
    start += scene.durationInFrames - overlapInFrames(scene);
    return own;
  });
};

/**
 * Length of a whole video in frames: all scenes, without the frames that two of them share. The one place where a length is
 * worked out.
 */
export const projectDurationInFrames = (scenes: readonly TimedScene[]): number =>
  scenes.reduce(
    (frames, scene, index) =>
      frames + scene.durationInFrames - (index === scenes.length - 1 ? 0 : overlapInFrames(scene)),
    0,
  );

/** A transition that does not fit between its scenes; `path` begins at the scene. */
export type TransitionIssue = {
  readonly index: number;
  readonly path: readonly string[];
  readonly message: string;
};

/**
 * Transitions that do not fit: on the last scene, longer than the scene before or after, or two that would overlap within one
 * scene. Expects transitions that are right by themselves.
 */
export const transitionIssues = (scenes: readonly TimedScene[]): TransitionIssue[] =>
  scenes.flatMap((scene, index): TransitionIssue[] => {
    const overlap = overlapInFrames(scene);
    if (overlap === 0) return [];
    const next = scenes[index + 1];
    if (next === undefined) {
      return [{ index, path: ['transition'], message: 'must be left out, because no scene follows' }];
    }
    const before = index === 0 ? 0 : overlapInFrames(scenes[index - 1] as TimedScene);
    const free = scene.durationInFrames - before;
    const path = ['transition', 'durationInFrames'];
    if (overlap > free) {
      const taken = before === 0 ? '' : `, ${before} of them in the transition before`;
      const message = `must be at most ${Math.max(free, 0)}: the scene has ${scene.durationInFrames} frames${taken}`;
      return [{ index, path, message }];
    }
    if (overlap > next.durationInFrames) {
      const message = `must be at most ${next.durationInFrames}, because the next scene has no more frames`;
      return [{ index, path, message }];
    }
    return [];
  });

/**
 * The same scenes at another frame rate; `ratio` is the new rate by the old. Points in time are rounded, not lengths:
 * rounding errors must not add up over many scenes and pull picture and sound apart. No scene gets shorter than a frame; a
 * transition may, and then is a cut.
 */
export const scenesAtRate = <S extends TimedScene>(
  scenes: readonly S[],
  ratio: number,
): { scene: S; durationInFrames: number; overlapInFrames: number }[] => {
  const starts = sceneStarts(scenes);
  let start = 0;
  let before = 0;
  return scenes.map((scene, index) => {
    const ownEnd = (starts[index] as number) + scene.durationInFrames;
    const end = Math.max(start + Math.max(before, 1), Math.round(ownEnd * ratio));
    const nextStart = starts[index + 1];
    const wanted = nextStart === undefined ? 0 : end - Math.round(nextStart * ratio);
    const overlap = Math.min(Math.max(wanted, 0), end - start - before);
    const durationInFrames = end - start;
    start = end - overlap;
    before = overlap;
    return { scene, durationInFrames, overlapInFrames: overlap };
  });
};
