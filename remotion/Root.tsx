import { Composition, getRemotionEnvironment, type CalculateMetadataFunction } from 'remotion';
import {
  MAIN_COMPOSITION_ID,
  mainCompositionMetadata,
  mainCompositionPropsSchema,
  parseMainCompositionProps,
  type MainCompositionProps,
} from './catalog';
import { MainComposition } from './compositions/MainComposition/MainComposition';
import sampleProject from './sample-project.json';

const { title: _title, audioUrl, logoUrl, ...sampleProps } = sampleProject;

// Remotion fills up the props of a render with these: the sample's music must not get into a project that has none.
const defaultProps = getRemotionEnvironment().isStudio ? { ...sampleProps, audioUrl, logoUrl } : sampleProps;

/**
 * Takes size, rate and length of the video from its props. Throws an error that names every bad prop, so that a
 * render of a bad project fails before its first frame, and says why.
 */
const calculateMetadata: CalculateMetadataFunction<MainCompositionProps> = ({ props }) => {
  const result = parseMainCompositionProps(props);
  if (!result.success) {
    const reasons = result.issues.map(({ path, message }) => `${path} ${message}`);
    throw new Error(`The props of ${MAIN_COMPOSITION_ID} are not valid: ${reasons.join('; ')}.`);
  }
  return { ...mainCompositionMetadata(result.props), props: result.props };
};

/** Everything that the site can render. */
export const Root = () => (
  <Composition
    id={MAIN_COMPOSITION_ID}
    component={MainComposition}
    schema={mainCompositionPropsSchema}
    defaultProps={defaultProps as MainCompositionProps}
    calculateMetadata={calculateMetadata}
  />
);
