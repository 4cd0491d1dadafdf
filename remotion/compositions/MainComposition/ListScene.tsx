import type { ListProps } from '../../catalog';
import { widthInEm } from '../../text-width';
import {
  DEFAULT_ACCENT_COLOR,
  DEFAULT_BACKGROUND_COLOR,
  fitFontSize,
  fitFontSizeOfAll,
  inkOn,
  legibleAccentOn,
  withAlpha,
} from './design';
import {
  Backdrop,
  Eyebrow,
  FittedText,
  Headline,
  Page,
  Rise,
  useContentSize,
  useStage,
  useStagger,
} from './staging';

const Items = ({
  items,
  numbered = false,
  ink,
  marker,
  width,
  height,
}: Pick<ListProps, 'items' | 'numbered'> & {
  ink: string;
  marker: string;
  width: number;
  height: number;
}) => {
  const { unit } = useStage();
  const startAt = useStagger(items.length, 0.05);
  const rowHeight = Math.min(height / items.length, 168 * unit);
  const markerWidth = (numbered ? 84 : 52) * unit;
  const box = {
    width: width - markerWidth,
    height: rowHeight - 14 * unit,
    maxSize: 46 * unit,
    minSize: 25 * unit,
    lineHeight: 1.25,
  };
  const fontSize = fitFontSizeOfAll(items, box);
  return (
    <div style={{ width }}>
      {items.map((item, index) => (
        <Rise
          key={index}
          startSeconds={startAt(index)}
          style={{
            display: 'flex',
            alignItems: 'center',
            height: rowHeight,
            fontWeight: 500,
            borderTop: `${1.5 * unit}px solid ${withAlpha(ink, index === 0 ? 0 : 0.16)}`,
          }}
        >
          <div style={{ flexShrink: 0, width: markerWidth, color: marker, fontSize, fontWeight: 700 }}>
            {numbered ? (
              index + 1
            ) : (
              <div
                style={{ width: 16 * unit, height: 16 * unit, borderRadius: '50%', backgroundColor: marker }}
              />
            )}
          </div>
          <FittedText text={item} box={box} fontSize={fontSize} />
        </Rise>
      ))}
    </div>
  );
};

/** A headline with its points: beside them in landscape, else above. */
export const ListScene = ({
  eyebrow,
  headline,
  items,
  numbered,
  accentColor: accent = DEFAULT_ACCENT_COLOR,
  backgroundColor: background = DEFAULT_BACKGROUND_COLOR,
}: ListProps) => {
  const { unit, isPortrait, isLandscape } = useStage();
  const { contentWidth, contentHeight } = useContentSize();
  const ink = inkOn(background);
  const lineHeight = 1.08;
  const gap = (isLandscape ? 96 : 48) * unit;
  const headWidth = isLandscape ? contentWidth * 0.4 : contentWidth;
  const headHeight = isLandscape ? contentHeight * 0.6 : (isPortrait ? 300 : 150) * unit;
  const eyebrowLines = Math.ceil((widthInEm(eyebrow ?? '') * 30) / (headWidth / unit - 94));
  const eyebrowHeight = eyebrowLines === 0 ? 0 : (34 + 38 * eyebrowLines) * unit;
  const fontSize = fitFontSize(headline, {
    width: headWidth,
    height: headHeight,
    maxSize: (isPortrait || isLandscape ? 104 : 76) * unit,
    minSize: 40 * unit,
    lineHeight,
  });
  return (
    <Backdrop
      background={background}
      ink={ink}
      accent={accent}
      text={headline}
      rings={isLandscape ? { x: 0.08, y: 1.14, radius: 0.42 } : { x: 0.96, y: 0.02, radius: 0.5 }}
    >
      <Page
        text={headline}
        style={
          isLandscape
            ? { flexDirection: 'row', alignItems: 'center', justifyContent: 'space-between', gap }
            : { gap }
        }
      >
        <div style={{ flexShrink: 0, width: headWidth }}>
          {eyebrow === undefined ? null : (
            <Eyebrow text={eyebrow} accent={accent} background={background} startSeconds={-0.25} />
          )}
          <Headline text={headline} startSeconds={-0.22} style={{ fontSize, lineHeight }} />
        </div>
        <Items
          items={items}
          numbered={numbered}
          ink={ink}
          marker={legibleAccentOn(background, accent, 3)}
          width={isLandscape ? contentWidth - headWidth - gap : contentWidth}
          height={isLandscape ? contentHeight : contentHeight - headHeight - eyebrowHeight - gap}
        />
      </Page>
    </Backdrop>
  );
};
