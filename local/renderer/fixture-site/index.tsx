import { useState } from 'react';
import {
  AbsoluteFill,
  type CalculateMetadataFunction,
  Composition,
  interpolate,
  registerRoot,
  useCurrentFrame,
  useDelayRender,
} from 'remotion';
import { Contained } from './Contained';

/** Everything a test wants to steer; a `type`, since Remotion asks for an index signature. */
type FixtureProps = {
  title: string;
  /** Thrown as an error at frame 10; empty for never. */
  boom: string;
  /** How long each tab is held up before its first frame, so that a test can act in mid-render. */
  holdMs: number;
  width: number;
  height: number;
  durationInFrames: number;
};

const defaultProps: FixtureProps = {
  title: 'Fixture',
  boom: '',
  holdMs: 0,
  width: 320,
  height: 180,
  durationInFrames: 30,
};

const calculateMetadata: CalculateMetadataFunction<FixtureProps> = ({ props }) => ({
  width: props.width,
  height: props.height,
  durationInFrames: props.durationInFrames,
});

function Fixture({ title, boom, holdMs }: FixtureProps) {
  const frame = useCurrentFrame();
  const { delayRender, continueRender } = useDelayRender();
  useState(() => {
    if (holdMs === 0) return null;
    const handle = delayRender('held up by the test');
    setTimeout(() => continueRender(handle), holdMs);
    return handle;
  });
  if (boom !== '' && frame === 10) throw new Error(boom);
  return (
    <AbsoluteFill style={{ background: 'linear-gradient(135deg, #0b1f3a, #4263eb)', color: 'white' }}>
      <h1 style={{ fontSize: '10vh', transform: `translateX(${interpolate(frame, [0, 29], [0, 60])}px)` }}>
        {title} {frame}
      </h1>
    </AbsoluteFill>
  );
}

registerRoot(() => (
  <>
    <Composition
      id="Fixture"
      component={Fixture}
      fps={30}
      width={defaultProps.width}
      height={defaultProps.height}
      durationInFrames={defaultProps.durationInFrames}
      defaultProps={defaultProps}
      calculateMetadata={calculateMetadata}
    />
    <Composition
      id="Contained"
      component={Contained}
      fps={30}
      width={defaultProps.width}
      height={defaultProps.height}
      durationInFrames={1}
      defaultProps={{ port: 1 }}
    />
  </>
));
