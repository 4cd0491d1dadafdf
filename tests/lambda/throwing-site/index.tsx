// A site in place of the real one: same composition, same props, but its first scene throws its own title.
import { Composition, registerRoot, useCurrentFrame, type CalculateMetadataFunction } from 'remotion';
import {
  MAIN_COMPOSITION_ID,
  mainCompositionMetadata,
  type MainCompositionProps,
} from '../../../remotion/catalog';

const calculateMetadata: CalculateMetadataFunction<MainCompositionProps> = ({ props }) =>
  mainCompositionMetadata(props);

function Throwing({ scenes }: MainCompositionProps) {
  // Not on the first frame: Remotion 4.0.527 listens for errors only once a page is there, and now and then misses one that
  // was thrown while it was made.
  if (useCurrentFrame() === 0) return null;
  throw new RangeError(String((scenes[0]?.props as { title?: string } | undefined)?.title));
}

registerRoot(() => (
  <Composition
    id={MAIN_COMPOSITION_ID}
    component={Throwing}
    calculateMetadata={calculateMetadata}
    defaultProps={{ width: 640, height: 360, fps: 30, scenes: [] }}
  />
));
