import { useMemo } from 'react';
import { AbsoluteFill } from 'remotion';
import { layerInputs, sceneInputs, soundInputs, type MainCompositionProps } from '../../catalog';
import { containPage } from '../../isolation/page';
import { CodeScene } from './CodeScene';
import { DEFAULT_BACKGROUND_COLOR, FONT_FAMILY, fontFamilyFor } from './design';
import { useFonts } from './fonts';
import { Layers } from './Overlays';
import { SceneBoundary } from './SceneBoundary';
import { TemplateScene } from './scenes';
import { Sound } from './Sound';
import { FootHeight } from './staging';
import { SceneSeries } from './Transitions';

/** Drawn last, so that it sees what the others have put on the page. */
const Fonts = () => {
  useFonts();
  return null;
};

/**
 * A project's scenes one after the other, with what lies over them and underneath. Expects props that the catalog has parsed.
 * Scenes, layers and sound get their inputs from the catalog and nothing from the props: what is equal there may be taken from
 * an older render.
 */
export const MainComposition = (props: MainCompositionProps) => {
  const { scenes } = props;
  // Before any code of a scene is run.
  containPage(props);
  const sound = useMemo(() => soundInputs(props), [props]);
  const layers = useMemo(() => layerInputs(props), [props]);
  return (
    <AbsoluteFill style={{ backgroundColor: DEFAULT_BACKGROUND_COLOR, fontFamily: FONT_FAMILY }}>
      <SceneSeries scenes={scenes}>{(index) => <Scene {...props} index={index} />}</SceneSeries>
      <Layers {...layers} />
      {sound === null ? null : <Sound {...sound} />}
      <Fonts />
    </AbsoluteFill>
  );
};

const Scene = ({ index, ...props }: MainCompositionProps & { index: number }) => {
  const inputs = sceneInputs(props, index);
  const id = props.scenes[index]?.id ?? '';
  return (
    <AbsoluteFill style={{ fontFamily: fontFamilyFor(JSON.stringify(inputs.props)) }}>
      <SceneBoundary sceneId={id} sceneIndex={index} onSceneError={props.onSceneError}>
        <FootHeight value={inputs.footHeight ?? 0}>
          {inputs.template === 'code' ? (
            <CodeScene sceneId={id} {...inputs} />
          ) : (
            <TemplateScene {...inputs} />
          )}
        </FootHeight>
      </SceneBoundary>
    </AbsoluteFill>
  );
};
