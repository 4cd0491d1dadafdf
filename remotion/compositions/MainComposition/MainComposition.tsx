import '@fontsource-variable/inter/opsz.css';
import { Audio } from '@remotion/media';
import { useEffect, useState } from 'react';
import { AbsoluteFill, Series, staticFile, useDelayRender, useVideoConfig } from 'remotion';
import type { MainCompositionProps } from '../../catalog';
import { DEFAULT_BACKGROUND_COLOR, FONT_FAMILY, musicVolumeAt } from './design';
import { MediaScene } from './MediaScene';
import { OutroScene } from './OutroScene';
import { TitleScene } from './TitleScene';

type Scene = MainCompositionProps['scenes'][number];

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

const SceneContent = ({ scene, logoUrl }: { scene: Scene; logoUrl: string | undefined }) => {
  switch (scene.template) {
    case 'title':
      return <TitleScene {...scene.props} />;
    case 'media':
      return <MediaScene {...scene.props} url={resolveAsset(scene.props.src)} />;
    case 'outro': {
      const logo = scene.props.logo ?? logoUrl;
      return <OutroScene {...scene.props} logoSrc={logo && resolveAsset(logo)} />;
    }
  }
};

const Music = ({ src }: { src: string }) => {
  const { fps, durationInFrames } = useVideoConfig();
  return (
    // `extend` counts frames on through the repeats, so that a short loop does not fade at each of its ends.
    <Audio
      src={src}
      loop
      loopVolumeCurveBehavior="extend"
      volume={(frame) => musicVolumeAt(frame, fps, durationInFrames)}
    />
  );
};

/** A project's scenes one after the other, with its music underneath. Expects props that the catalog has parsed. */
export const MainComposition = ({ scenes, audioUrl, logoUrl }: MainCompositionProps) => {
  useInter(JSON.stringify(scenes));
  return (
    <AbsoluteFill style={{ backgroundColor: DEFAULT_BACKGROUND_COLOR, fontFamily: FONT_FAMILY }}>
      <Series>
        {scenes.map((scene) => (
          <Series.Sequence
            key={scene.id}
            name={scene.name ?? scene.id}
            durationInFrames={scene.durationInFrames}
          >
            <SceneContent scene={scene} logoUrl={logoUrl} />
          </Series.Sequence>
        ))}
      </Series>
      {audioUrl === undefined ? null : <Music src={resolveAsset(audioUrl)} />}
    </AbsoluteFill>
  );
};
