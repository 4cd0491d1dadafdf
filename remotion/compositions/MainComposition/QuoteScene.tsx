import { AbsoluteFill } from 'remotion';
import type { QuoteProps } from '../../catalog';
import { SceneImage } from './assets';
import {
  DEFAULT_ACCENT_COLOR,
  DEFAULT_BACKGROUND_COLOR,
  directionOf,
  inkOn,
  legibleAccentOn,
  withAlpha,
} from './design';
import { Backdrop, FittedText, Page, Rise, useContentSize, useStage } from './staging';

/** Diameters of the portrait in design pixels: beside or above the quote, and beside the name. */
const LARGE_PORTRAIT = { landscape: 420, portrait: 520 };
const SMALL_PORTRAIT = 136;

const Portrait = ({ src, diameter }: { src: string; diameter: number }) => (
  <SceneImage
    src={src}
    style={{ display: 'block', width: diameter, height: diameter, borderRadius: '50%', objectFit: 'cover' }}
  />
);

const Author = ({ author, role, portrait, width }: QuoteProps & { width: number }) => {
  const { unit } = useStage();
  const textWidth = width - (portrait === undefined ? 0 : (SMALL_PORTRAIT + 32) * unit);
  return (
    <Rise startSeconds={0.25} style={{ display: 'flex', alignItems: 'center', gap: 32 * unit }}>
      {portrait === undefined ? null : <Portrait src={portrait} diameter={SMALL_PORTRAIT * unit} />}
      <div>
        <FittedText
          text={author}
          box={{
            width: textWidth,
            height: 76 * unit,
            maxSize: 40 * unit,
            minSize: 28 * unit,
            lineHeight: 1.25,
          }}
          style={{ fontWeight: 650 }}
        />
        {role === undefined ? null : (
          <FittedText
            text={role}
            box={{
              width: textWidth,
              height: 80 * unit,
              maxSize: 32 * unit,
              minSize: 26 * unit,
              lineHeight: 1.35,
            }}
            style={{ opacity: 0.78 }}
          />
        )}
      </div>
    </Rise>
  );
};

const Mark = ({ color }: { color: string }) => {
  const { unit } = useStage();
  const width = 104 * unit;
  return (
    <Rise startSeconds={-0.3} style={{ marginBottom: 40 * unit }}>
      <svg width={width} height={width * 0.72} viewBox="0 0 100 72" fill={color} style={{ display: 'block' }}>
        <path d="M0 44C0 18 14 4 38 0l4 10C28 14 21 21 20 30h18v42H0zM56 44C56 18 70 4 94 0l4 10C84 14 77 21 76 30h18v42H56z" />
      </svg>
    </Rise>
  );
};

/** A quote with its author. A portrait stands large in rings where the frame is long, else beside the name. */
export const QuoteScene = (props: QuoteProps) => {
  const {
    quote,
    portrait,
    accentColor: accent = DEFAULT_ACCENT_COLOR,
    backgroundColor: background = DEFAULT_BACKGROUND_COLOR,
  } = props;
  const { width, height, unit, isPortrait, isLandscape, marginX, marginY } = useStage();
  const { contentWidth, contentHeight } = useContentSize();
  const ink = inkOn(background);
  const isLarge = portrait !== undefined && (isPortrait || isLandscape);
  const diameter = LARGE_PORTRAIT[isPortrait ? 'portrait' : 'landscape'] * unit;
  const textWidth = isLandscape
    ? contentWidth - (isLarge ? diameter + 150 * unit : 0.14 * contentWidth)
    : contentWidth;
  const isRightToLeft = directionOf(quote) === 'rtl';
  const side = marginX + diameter / 2;
  const ringsX = isPortrait ? side : width - side;
  const centre = {
    x: isRightToLeft ? width - ringsX : ringsX,
    y: isPortrait ? marginY + diameter / 2 : height / 2,
  };
  const quoteHeight = contentHeight - (isPortrait && isLarge ? diameter + 90 * unit : 0) - 350 * unit;
  return (
    <Backdrop
      background={background}
      ink={ink}
      accent={accent}
      text={quote}
      rings={
        isLarge
          ? { x: ringsX / width, y: centre.y / height, radius: isPortrait ? 0.43 : 0.37 }
          : { x: 1, y: isLandscape ? 0.9 : 1.02, radius: isLandscape ? 0.6 : 0.42 }
      }
    >
      {isLarge ? (
        <AbsoluteFill>
          <Rise
            startSeconds={-0.3}
            style={{ position: 'absolute', left: centre.x - diameter / 2, top: centre.y - diameter / 2 }}
          >
            <Portrait src={portrait} diameter={diameter} />
          </Rise>
        </AbsoluteFill>
      ) : null}
      <Page text={quote} style={isPortrait && isLarge ? { justifyContent: 'flex-end' } : {}}>
        <Mark color={legibleAccentOn(background, accent, 3)} />
        <Rise startSeconds={-0.15} style={{ marginBottom: 56 * unit }}>
          <FittedText
            text={quote}
            box={{
              width: textWidth,
              height: quoteHeight,
              maxSize: (isPortrait ? 88 : 80) * unit,
              minSize: 34 * unit,
              lineHeight: 1.24,
            }}
            style={{ fontWeight: 600, letterSpacing: '-0.015em', color: withAlpha(ink, 0.97) }}
          />
        </Rise>
        <Author {...props} portrait={isLarge ? undefined : portrait} width={textWidth} />
      </Page>
    </Backdrop>
  );
};
