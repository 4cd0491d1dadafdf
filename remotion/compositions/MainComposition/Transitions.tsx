import { linearTiming, TransitionSeries, type TransitionPresentation } from '@remotion/transitions';
import { clockWipe } from '@remotion/transitions/clock-wipe';
import { fade } from '@remotion/transitions/fade';
import { flip } from '@remotion/transitions/flip';
import { slide } from '@remotion/transitions/slide';
import { wipe } from '@remotion/transitions/wipe';
import type { ReactNode } from 'react';
import { Easing } from 'remotion';
import { overlapInFrames, type MainCompositionProps, type Transition } from '../../catalog';
import { useStage } from './staging';

type Presentation = TransitionPresentation<Record<string, unknown>>;
type Size = { width: number; height: number };

const presentationOf = ({ type, direction = 'from-left' }: Transition, size: Size): Presentation => {
  const presentations = {
    none: () => null,
    fade: () => fade(),
    slide: () => slide({ direction }),
    wipe: () => wipe({ direction }),
    // From further away than Remotion's 1000 pixels a wide picture does not bulge.
    flip: () => flip({ direction, perspective: 2 * Math.max(size.width, size.height) }),
    clockWipe: () => clockWipe(size),
  };
  // Each presentation has props of its own, which only its own component sees.
  return presentations[type]() as unknown as Presentation;
};

// A picture that fades has no weight; one that moves has.
const easingOf = (type: Transition['type']): ((progress: number) => number) =>
  type === 'fade' ? (progress) => progress : Easing.inOut((progress) => progress ** 3);

/** Scenes one after the other, each giving way to the next as it is told. */
export const SceneSeries = (props: {
  scenes: MainCompositionProps['scenes'];
  children: (index: number) => ReactNode;
}) => {
  const { width, height } = useStage();
  return (
    <TransitionSeries>
      {props.scenes.flatMap((scene, index) => {
        const { id, name = id, durationInFrames, transition } = scene;
        const sequence = (
          <TransitionSeries.Sequence key={id} name={name} durationInFrames={durationInFrames}>
            {props.children(index)}
          </TransitionSeries.Sequence>
        );
        const overlap = overlapInFrames(scene);
        if (transition === undefined || overlap === 0) return [sequence];
        return [
          sequence,
          <TransitionSeries.Transition
            key={`${id} ends`}
            presentation={presentationOf(transition, { width, height })}
            timing={linearTiming({ durationInFrames: overlap, easing: easingOf(transition.type) })}
          />,
        ];
      })}
    </TransitionSeries>
  );
};
