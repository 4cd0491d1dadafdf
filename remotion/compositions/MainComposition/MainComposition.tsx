import '@fontsource-variable/inter/opsz.css';
import { Audio } from '@remotion/media';
import { useEffect, useState } from 'react';
import { AbsoluteFill, Series, staticFile, useDelayRender } from 'remotion';
import {
  sceneInputs,
  soundInputs,
  type MainCompositionProps,
  type SceneInputs,
  type SoundInputs,
} from '../../catalog';
import { DEFAULT_BACKGROUND_COLOR, FONT_FAMILY, musicVolumeAt } from './design';
import { MediaScene } from './MediaScene';
import { OutroScene } from './OutroScene';
import { SceneBoundary } from './SceneBoundary';
import { TitleScene } from './TitleScene';

const resolveAsset = (reference: string): string =>
  /^https:/i.test(reference) ? reference : staticFile(reference);

/**
 * Holds the render until the font is there. A browser loads a font only once text asks for it, and would paint the
 * first frames without; naming the text makes it load exactly the subsets (Latin, Greek, Cyrillic …) that occur.
 */
const useInter = (text: string): void => {
  const { delayRender, continueRender, cancelRender } = useDelayRender();
  const [handle] = useState(() => delayRender('Loading the Inter font'));
  useEffect(() => {
    document.fonts.load(`700 48px ${FONT_FAMILY}`, text).then(
      () => continueRender(handle),
      (cause: unknown) => cancelRender(new Error('The Inter font did not load.', { cause })),
    );
  }, [text, handle, continueRender, cancelRender]);
};

const SceneContent = ({ template, props }: SceneInputs) => {
  switch (template) {
    case 'title':
      return <TitleScene {...props} />;
    case 'media':
      return <MediaScene {...props} url={resolveAsset(props.src)} />;
    case 'outro':
      return <OutroScene {...props} logoSrc={props.logo && resolveAsset(props.logo)} />;
  }
};

const Music = ({ src, fps, durationInFrames }: SoundInputs) => (
  // `extend` counts frames on through the repeats, so that a short loop does not fade at each of its ends.
  <Audio
    src={resolveAsset(src)}
    loop
    loopVolumeCurveBehavior="extend"
    volume={(frame) => musicVolumeAt(frame, fps, durationInFrames)}
  />
);

/**
 * A project's scenes one after the other, with its music underneath. Expects props that the catalog has parsed. Scenes and
 * sound get their inputs from the catalog and nothing from the props: what is equal there may be taken from an older render.
 */
export const MainComposition = (props: MainCompositionProps) => {
  const { scenes } = props;
  const sound = soundInputs(props);
  useInter(JSON.stringify(scenes));
  return (
    <AbsoluteFill style={{ backgroundColor: DEFAULT_BACKGROUND_COLOR, fontFamily: FONT_FAMILY }}>
      <Series>
        {scenes.map((scene, index) => (
          <Series.Sequence
            key={scene.id}
            name={scene.name ?? scene.id}
            durationInFrames={scene.durationInFrames}
          >
            <SceneBoundary sceneId={scene.id} sceneIndex={index}>
              <SceneContent {...sceneInputs(props, index)} />
            </SceneBoundary>
          </Series.Sequence>
        ))}
      </Series>
      {sound === null ? null : <Music {...sound} />}
    </AbsoluteFill>
  );
};
