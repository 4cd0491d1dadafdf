import { AbsoluteFill } from 'remotion';
import type { OutroProps } from '../../catalog';
import { SceneImage } from './assets';
import { DEFAULT_ACCENT_COLOR, DEFAULT_BACKGROUND_COLOR, fitFontSize, inkOn, withAlpha } from './design';
import { Backdrop, Headline, Rise, useStage } from './staging';

const CallToAction = ({ text, accent }: { text: string; accent: string }) => {
  const { unit } = useStage();
  return (
    <Rise
      startSeconds={0.05}
      style={{
        padding: `${24 * unit}px ${52 * unit}px`,
        borderRadius: 999 * unit,
        backgroundColor: accent,
        color: inkOn(accent),
        fontSize: 38 * unit,
        fontWeight: 650,
        lineHeight: 1.2,
      }}
    >
      {text}
    </Rise>
  );
};

/** The closing card, centred: logo, headline, a call to action on the accent colour, an address. */
export const OutroScene = ({
  headline,
  callToAction,
  url,
  logo,
  accentColor: accent = DEFAULT_ACCENT_COLOR,
  backgroundColor: background = DEFAULT_BACKGROUND_COLOR,
}: OutroProps) => {
  const { width, height, unit, isPortrait, marginX, marginY } = useStage();
  const ink = inkOn(background);
  const lineHeight = 1.08;
  const textWidth = Math.min(width - 2 * marginX, 1360 * unit);
  const fontSize = fitFontSize(headline, {
    width: textWidth,
    height: (height - 2 * marginY) * 0.38,
    maxSize: 112 * unit,
    minSize: 40 * unit,
    lineHeight,
  });
  return (
    <Backdrop
      background={background}
      ink={ink}
      accent={accent}
      rings={isPortrait ? { x: 0.5, y: 1.06, radius: 0.62 } : { x: 0.5, y: 1.34, radius: 0.56 }}
    >
      <AbsoluteFill
        style={{
          alignItems: 'center',
          justifyContent: 'center',
          textAlign: 'center',
          gap: 52 * unit,
          padding: `${marginY}px ${marginX}px`,
        }}
      >
        {logo === undefined ? null : (
          <Rise startSeconds={-0.25}>
            <SceneImage
              src={logo}
              style={{ display: 'block', height: 92 * unit, maxWidth: 560 * unit, objectFit: 'contain' }}
            />
          </Rise>
        )}
        <Headline text={headline} startSeconds={-0.22} style={{ width: textWidth, fontSize, lineHeight }} />
        {callToAction === undefined ? null : <CallToAction text={callToAction} accent={accent} />}
        {url === undefined ? null : (
          <Rise
            startSeconds={0.15}
            style={{
              maxWidth: textWidth,
              color: withAlpha(ink, 0.8),
              fontSize: 34 * unit,
              fontWeight: 500,
              overflowWrap: 'anywhere',
            }}
          >
            {url}
          </Rise>
        )}
      </AbsoluteFill>
    </Backdrop>
  );
};
