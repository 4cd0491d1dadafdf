import { AbsoluteFill } from 'remotion';
import type { SpeakerProps } from '../../catalog';
import {
  DEFAULT_ACCENT_COLOR,
  DEFAULT_BACKGROUND_COLOR,
  directionOf,
  inkOn,
  legibleAccentOn,
  settle,
} from './design';
import { Picture } from './MediaScene';
import { FittedText, Rise, useContentSize, useFootMargin, useStage } from './staging';

type PlateProps = Pick<SpeakerProps, 'name' | 'role'> & {
  accent: string;
  background: string;
  direction: 'ltr' | 'rtl';
};

/** The plate with name and role, which opens from the edge that reading begins at. */
const Plate = ({ name, role, accent, background, direction }: PlateProps) => {
  const { unit, isLandscape, seconds } = useStage();
  const { contentWidth } = useContentSize();
  const barWidth = 12 * unit;
  const padding = 40 * unit;
  const maxWidth = isLandscape ? contentWidth * 0.62 : contentWidth;
  const width = maxWidth - barWidth - 2 * padding;
  const nameBox = { width, height: 150 * unit, maxSize: 68 * unit, minSize: 36 * unit, lineHeight: 1.12 };
  const roleBox = { width, height: 96 * unit, maxSize: 36 * unit, minSize: 26 * unit, lineHeight: 1.3 };
  const hidden = `${((1 - settle(seconds, -0.1, 1)) * 100).toFixed(2)}%`;
  return (
    <div
      style={{
        display: 'flex',
        maxWidth,
        overflow: 'hidden',
        borderRadius: 18 * unit,
        color: inkOn(background),
        backgroundColor: background,
        clipPath: direction === 'rtl' ? `inset(0 0 0 ${hidden})` : `inset(0 ${hidden} 0 0)`,
      }}
    >
      <div
        style={{ flexShrink: 0, width: barWidth, backgroundColor: legibleAccentOn(background, accent, 3) }}
      />
      <div style={{ padding: `${30 * unit}px ${padding}px ${34 * unit}px` }}>
        <Rise startSeconds={0.05}>
          <FittedText
            text={name}
            box={nameBox}
            style={{ fontWeight: 700, letterSpacing: direction === 'rtl' ? undefined : '-0.02em' }}
          />
        </Rise>
        {role === undefined ? null : (
          <Rise startSeconds={0.15}>
            <FittedText text={role} box={roleBox} style={{ marginTop: 6 * unit, opacity: 0.82 }} />
          </Rise>
        )}
      </div>
    </div>
  );
};

/** A picture or video of somebody, with a plate in the lower third. */
export const SpeakerScene = ({
  src,
  kind,
  volume,
  name,
  role,
  accentColor: accent = DEFAULT_ACCENT_COLOR,
  backgroundColor: background = DEFAULT_BACKGROUND_COLOR,
}: SpeakerProps) => {
  const { isPortrait, marginX, marginY } = useStage();
  const footMargin = useFootMargin(isPortrait ? marginY * 1.2 : marginY);
  const direction = directionOf(name) ?? 'ltr';
  return (
    <AbsoluteFill style={{ backgroundColor: background, overflow: 'hidden' }}>
      <Picture src={src} kind={kind} volume={volume} />
      <AbsoluteFill
        dir={direction}
        style={{
          justifyContent: 'flex-end',
          alignItems: 'flex-start',
          padding: `0 ${marginX}px ${footMargin}px`,
        }}
      >
        <Plate {...{ name, role, accent, background, direction }} />
      </AbsoluteFill>
    </AbsoluteFill>
  );
};
