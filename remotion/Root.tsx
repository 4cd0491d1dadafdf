import { Fragment } from 'react';
import {
  Composition,
  Folder,
  getRemotionEnvironment,
  useVideoConfig,
  type CalculateMetadataFunction,
} from 'remotion';
import {
  MAIN_COMPOSITION_ID,
  mainCompositionMetadata,
  mainCompositionPropsSchema,
  parseMainCompositionProps,
  templates,
  type MainCompositionProps,
  type SceneTemplate,
} from './catalog';
import { MainComposition } from './compositions/MainComposition/MainComposition';
import sampleProject from './sample-project.json';

const { title: _title, width, height, fps, scenes, ...optional } = sampleProject;
const required = { width, height, fps, scenes };

// Remotion fills up the props of a render with these: the sample's music must not get into a project that has none.
const defaultProps = getRemotionEnvironment().isStudio ? { ...required, ...optional } : required;

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

/** Seconds that a template is shown for in Remotion Studio. */
const PREVIEW_SECONDS = 4;

/** A template as a composition, which Remotion Studio can show with props that one may play with. */
const templatePreview = ({ id, propsSchema, exampleProps }: SceneTemplate) => {
  const Preview = (props: Record<string, unknown>) => {
    const { width, height, fps, durationInFrames } = useVideoConfig();
    const scenes = [{ id, template: id, props, durationInFrames }];
    return <MainComposition {...({ width, height, fps, scenes } as MainCompositionProps)} />;
  };
  return (
    <Composition
      id={id}
      component={Preview}
      schema={propsSchema}
      defaultProps={exampleProps}
      {...{ width, height, fps, durationInFrames: PREVIEW_SECONDS * fps }}
    />
  );
};

// Made once: with another component at each rendering, Studio would mount the scene anew.
const templatePreviews = getRemotionEnvironment().isStudio
  ? Object.values(templates).map((template) => (
      <Fragment key={template.id}>{templatePreview(template)}</Fragment>
    ))
  : [];

/** Everything that the site can render: the one composition, and in Remotion Studio each template by itself. */
export const Root = () => (
  <>
    <Composition
      id={MAIN_COMPOSITION_ID}
      component={MainComposition}
      schema={mainCompositionPropsSchema()}
      defaultProps={defaultProps as MainCompositionProps}
      calculateMetadata={calculateMetadata}
    />
    {templatePreviews.length === 0 ? null : <Folder name="Templates">{templatePreviews}</Folder>}
  </>
);
