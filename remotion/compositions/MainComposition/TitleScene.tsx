import { AbsoluteFill } from 'remotion';
import type { TitleProps } from '../../catalog';
import {
  DEFAULT_ACCENT_COLOR,
  DEFAULT_BACKGROUND_COLOR,
  directionOf,
  fitFontSize,
  inkOn,
  withAlpha,
} from './design';
import { Backdrop, Eyebrow, Headline, Rise, useStage } from './staging';

/** A large headline, set to the left, with an optional eyebrow and subtitle. */
export const TitleScene = ({
  title,
  subtitle,
  eyebrow,
  accentColor: accent = DEFAULT_ACCENT_COLOR,
  backgroundColor: background = DEFAULT_BACKGROUND_COLOR,
}: TitleProps) => {
  const { width, height, unit, isPortrait, marginX, marginY } = useStage();
  const ink = inkOn(background);
  const textWidth = Math.min(width - 2 * marginX, isPortrait ? width : Math.max(width * 0.68, 860 * unit));
  const lineHeight = 1.06;
  const fontSize = fitFontSize(title, {
    width: textWidth,
    height: (height - 2 * marginY) * (isPortrait ? 0.46 : 0.5),
    maxSize: 136 * unit,
    minSize: 44 * unit,
    lineHeight,
  });
  const subtitleBox = {
    width: Math.min(textWidth, 1080 * unit),
    height: (height - 2 * marginY) * 0.24,
    maxSize: 40 * unit,
    minSize: 26 * unit,
    lineHeight: 1.4,
  };
  return (
    <Backdrop
      background={background}
      ink={ink}
      accent={accent}
      text={title}
      rings={isPortrait ? { x: 0.86, y: 1, radius: 0.55 } : { x: 0.93, y: 0.62, radius: 0.68 }}
    >
      <AbsoluteFill
        dir={directionOf(title)}
        style={{
          justifyContent: 'center',
          padding: `${marginY}px ${marginX}px ${isPortrait ? height * 0.2 : marginY}px`,
        }}
      >
        <div style={{ width: textWidth }}>
          {eyebrow === undefined ? null : (
            <Eyebrow text={eyebrow} accent={accent} background={background} startSeconds={-0.25} />
          )}
          <Headline text={title} startSeconds={-0.22} style={{ fontSize, lineHeight }} />
          {subtitle === undefined ? null : (
            <Rise
              startSeconds={0.1}
              style={{
                marginTop: 40 * unit,
                maxWidth: subtitleBox.width,
                fontSize: fitFontSize(subtitle, subtitleBox),
                lineHeight: subtitleBox.lineHeight,
                color: withAlpha(ink, 0.78),
                textWrap: 'balance',
                overflowWrap: 'anywhere',
              }}
            >
              {subtitle}
            </Rise>
          )}
        </div>
      </AbsoluteFill>
    </Backdrop>
  );
};
