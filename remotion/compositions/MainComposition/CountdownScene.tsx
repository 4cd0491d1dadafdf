import type { CountdownProps } from '../../catalog';
import {
  DEFAULT_ACCENT_COLOR,
  DEFAULT_BACKGROUND_COLOR,
  fitFontSize,
  inkOn,
  legibleAccentOn,
  settle,
  withAlpha,
} from './design';
import { Backdrop, FittedText, Headline, Page, useContentSize, useStage } from './staging';

const Ring = ({
  radius,
  left,
  color,
  track,
}: {
  radius: number;
  left: number;
  color: string;
  track: string;
}) => {
  const { unit } = useStage();
  const thickness = 18 * unit;
  const size = 2 * radius + thickness;
  const circle = { cx: size / 2, cy: size / 2, r: radius, fill: 'none', strokeWidth: thickness };
  return (
    <svg width={size} height={size} style={{ position: 'absolute', inset: -thickness / 2 }}>
      <circle {...circle} stroke={track} />
      {left <= 0 ? null : (
        <circle
          {...circle}
          stroke={color}
          strokeLinecap="round"
          pathLength={1}
          strokeDasharray={`${left} 2`}
          transform={`rotate(-90 ${size / 2} ${size / 2})`}
        />
      )}
    </svg>
  );
};

/** The number of this second, which arrives a little too large. */
const Count = ({
  from,
  finalText = '0',
  radius,
}: Pick<CountdownProps, 'from' | 'finalText'> & { radius: number }) => {
  const { unit, seconds } = useStage();
  // A frame may miss its second by a rounding error.
  const passed = Math.min(Math.floor(seconds + 1e-6), from);
  const arrived = settle(seconds - passed, 0, 0.5);
  const box = {
    width: radius * 1.6,
    height: radius * 1.5,
    maxSize: 330 * unit,
    minSize: 56 * unit,
    lineHeight: 1.1,
  };
  return (
    <div style={{ opacity: 0.35 + 0.65 * arrived, transform: `scale(${1.14 - 0.14 * arrived})` }}>
      <FittedText
        text={passed === from ? finalText : String(from - passed)}
        box={box}
        style={{ fontWeight: 750, letterSpacing: '-0.03em', fontVariantNumeric: 'tabular-nums' }}
      />
    </div>
  );
};

/** Numbers down to zero, one for each second of the scene; the ring runs out with the last of them. */
export const CountdownScene = ({
  from,
  headline,
  finalText,
  accentColor: accent = DEFAULT_ACCENT_COLOR,
  backgroundColor: background = DEFAULT_BACKGROUND_COLOR,
}: CountdownProps) => {
  const { width, height, unit, seconds } = useStage();
  const { contentWidth } = useContentSize();
  const ink = inkOn(background);
  const radius = 280 * unit;
  const lineHeight = 1.1;
  const headlineBox = {
    ...{ width: contentWidth, height: 150 * unit, lineHeight },
    ...{ maxSize: 68 * unit, minSize: 36 * unit },
  };
  const middle = headline === undefined ? 0.5 : 0.5 + (75 * unit) / height;
  const outermost = (0.92 * Math.max(width, height)) / Math.min(width, height);
  return (
    <Backdrop
      background={background}
      ink={ink}
      accent={accent}
      rings={{ x: 0.5, y: middle, radius: outermost }}
    >
      <Page text={headline ?? ''} style={{ alignItems: 'center', textAlign: 'center', gap: 64 * unit }}>
        {headline === undefined ? null : (
          <Headline
            text={headline}
            startSeconds={-0.22}
            style={{ maxWidth: contentWidth, fontSize: fitFontSize(headline, headlineBox), lineHeight }}
          />
        )}
        <div
          style={{
            ...{ position: 'relative', flexShrink: 0, width: 2 * radius, height: 2 * radius },
            ...{ display: 'flex', alignItems: 'center', justifyContent: 'center' },
          }}
        >
          <Ring
            radius={radius}
            left={1 - seconds / from}
            color={legibleAccentOn(background, accent, 3)}
            track={withAlpha(ink, 0.14)}
          />
          <Count from={from} finalText={finalText} radius={radius} />
        </div>
      </Page>
    </Backdrop>
  );
};
