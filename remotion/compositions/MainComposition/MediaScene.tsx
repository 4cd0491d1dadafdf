import { Video } from '@remotion/media';
import type { CSSProperties } from 'react';
import { AbsoluteFill } from 'remotion';
import { mediaKindOf, type MediaProps } from '../../catalog';
import { resolveAsset, SceneImage } from './assets';
import { DEFAULT_ACCENT_COLOR, directionOf, fitFontSize } from './design';
import { useFailScene } from './SceneBoundary';
import { Eyebrow, Headline, useFootMargin, useStage } from './staging';

// The darkest part of the scrim, and so the ground that the caption stands on.
const SCRIM_COLOR = '#070a12';

// Eight stops along a cosine: two alone would show where the gradient begins.
const scrimImage = (() => {
  const stops = Array.from({ length: 8 }, (_, index) => {
    const part = index / 7;
    const alpha = 0.88 * (0.5 + 0.5 * Math.cos(Math.PI * part));
    return `rgba(7, 10, 18, ${alpha.toFixed(3)}) ${(part * 100).toFixed(1)}%`;
  });
  return `linear-gradient(to top, ${stops.join(', ')})`;
})();

// Where the gradient begins.
const SCRIM_FOOT_COLOR = 'rgba(7, 10, 18, 0.880)';

const FULL_FRAME: CSSProperties = { position: 'absolute', width: '100%', height: '100%' };

/**
 * An image or video that fills the frame. An image moves slowly towards the viewer; a video, which moves by itself, is left
 * still.
 */
export const Picture = ({ src, kind, volume = 0 }: Pick<MediaProps, 'src' | 'kind' | 'volume'>) => {
  const { seconds, durationSeconds } = useStage();
  const fail = useFailScene();
  if (mediaKindOf({ src, kind }) === 'video') {
    return (
      <Video
        src={resolveAsset(src)}
        muted={volume === 0}
        volume={volume}
        loop
        objectFit="cover"
        style={FULL_FRAME}
        fallbackOffthreadVideoProps={{ onError: fail }}
      />
    );
  }
  // The same speed in every scene, until a long scene would zoom in so far that the picture loses its detail.
  const travel = Math.min(0.032 * durationSeconds, 0.16);
  const part = seconds / durationSeconds;
  const scale = 1.03 + travel * part;
  return (
    <SceneImage
      src={src}
      style={{
        ...FULL_FRAME,
        objectFit: 'cover',
        transformOrigin: '62% 40%',
        transform: `translateX(${(-0.3 * travel * part * 100).toFixed(4)}%) scale(${scale.toFixed(5)})`,
      }}
    />
  );
};

/** A full-frame image or video with a caption at its foot. */
export const MediaScene = ({
  src,
  kind,
  volume,
  caption,
  kicker,
  accentColor: accent = DEFAULT_ACCENT_COLOR,
}: MediaProps) => {
  const { width, height, unit, isPortrait, marginX, marginY } = useStage();
  const footMargin = useFootMargin(marginY);
  // The scrim goes with the text where captions lift it.
  const lifted = footMargin - marginY;
  const lineHeight = 1.14;
  const textWidth = Math.min(width - 2 * marginX, 1240 * unit);
  const fontSize = fitFontSize(caption, {
    width: textWidth,
    height: height * (isPortrait ? 0.26 : 0.28),
    maxSize: 76 * unit,
    minSize: 34 * unit,
    lineHeight,
  });
  return (
    <AbsoluteFill style={{ backgroundColor: SCRIM_COLOR, overflow: 'hidden' }}>
      <Picture src={src} kind={kind} volume={volume} />
      <AbsoluteFill
        style={{ top: 0.28 * height - lifted, height: 0.72 * height, backgroundImage: scrimImage }}
      />
      <AbsoluteFill style={{ top: height - lifted, height: lifted, backgroundColor: SCRIM_FOOT_COLOR }} />
      <AbsoluteFill
        dir={directionOf(caption)}
        style={{
          justifyContent: 'flex-end',
          color: '#ffffff',
          padding: `0 ${marginX}px ${footMargin}px`,
        }}
      >
        <div style={{ width: textWidth }}>
          {kicker === undefined ? null : (
            <Eyebrow text={kicker} accent={accent} background={SCRIM_COLOR} startSeconds={-0.25} />
          )}
          <Headline text={caption} startSeconds={-0.22} style={{ fontSize, lineHeight, fontWeight: 650 }} />
        </div>
      </AbsoluteFill>
    </AbsoluteFill>
  );
};
