import type { StatsProps } from '../../catalog';
import {
  DEFAULT_ACCENT_COLOR,
  DEFAULT_BACKGROUND_COLOR,
  fitFontSizeOfAll,
  fitFontSizeOnLine,
  inkOn,
  legibleAccentOn,
  settle,
  withAlpha,
  type TextBox,
} from './design';
import { formatFigure } from './figures';
import {
  Backdrop,
  FittedText,
  Heading,
  HEADING_HEIGHT,
  Page,
  Rise,
  useContentSize,
  useStage,
  useStagger,
} from './staging';

type Stat = StatsProps['stats'][number];

/** Room for a label in design pixels: for one line where it is as wide as the frame, else for two. */
const labelHeightOf = (columns: number): number => (columns === 1 ? 56 : 92);

/** How many columns so many figures stand in. */
const columnsOf = (count: number, isLandscape: boolean, isPortrait: boolean): number => {
  if (isLandscape) return count;
  return !isPortrait && count === 4 ? 2 : 1;
};

const Figure = (props: {
  stat: Stat;
  locale: string | undefined;
  startSeconds: number;
  fontSize: number;
  labelBox: TextBox;
  labelSize: number;
  color: string;
}) => {
  const { unit, seconds } = useStage();
  const { stat, locale, startSeconds } = props;
  const counted = stat.value * settle(seconds, startSeconds, 1.6);
  return (
    <Rise startSeconds={startSeconds - 0.2}>
      <div
        style={{
          width: 64 * settle(seconds, startSeconds, 1) * unit,
          height: 6 * unit,
          borderRadius: 3 * unit,
          backgroundColor: props.color,
        }}
      />
      <div
        style={{
          marginTop: 20 * unit,
          fontSize: props.fontSize,
          fontWeight: 700,
          lineHeight: 1.1,
          letterSpacing: '-0.03em',
          fontVariantNumeric: 'tabular-nums',
          whiteSpace: 'nowrap',
        }}
      >
        <bdi dir="ltr">{formatFigure(counted, { decimals: 0, ...stat, locale })}</bdi>
      </div>
      <FittedText
        text={stat.label}
        box={props.labelBox}
        fontSize={props.labelSize}
        style={{ marginTop: 10 * unit, opacity: 0.82 }}
      />
    </Rise>
  );
};

/** One to four figures that count up: beside each other in landscape, else below each other. */
export const StatsScene = ({
  headline,
  stats,
  locale,
  accentColor: accent = DEFAULT_ACCENT_COLOR,
  backgroundColor: background = DEFAULT_BACKGROUND_COLOR,
}: StatsProps) => {
  const { unit, isPortrait, isLandscape } = useStage();
  const { contentWidth, contentHeight } = useContentSize();
  const startAt = useStagger(stats.length, 0.1);
  const ink = inkOn(background);
  const columns = columnsOf(stats.length, isLandscape, isPortrait);
  const rows = Math.ceil(stats.length / columns);
  const gap = (columns === 1 ? 44 : 64) * unit;
  const headHeight = headline === undefined ? 0 : HEADING_HEIGHT * unit;
  const columnWidth = (contentWidth - gap * (columns - 1)) / columns;
  const rowHeight = (contentHeight - headHeight - gap * (rows - 1)) / rows;
  const labelBox = {
    ...{ width: columnWidth, height: labelHeightOf(columns) * unit },
    ...{ maxSize: 36 * unit, minSize: 24 * unit, lineHeight: 1.25 },
  };
  const labels = stats.map(({ label }) => label);
  const box = {
    width: columnWidth,
    height: rowHeight - labelBox.height - 36 * unit,
    maxSize: (stats.length === 1 ? 260 : 156) * unit,
    lineHeight: 1.1,
  };
  const figures = stats.map((stat) => formatFigure(stat.value, { decimals: 0, ...stat, locale }));
  const fontSize = fitFontSizeOnLine(figures, box);
  return (
    <Backdrop
      background={background}
      ink={ink}
      accent={accent}
      text={labels.join(' ')}
      rings={isLandscape ? { x: 0.97, y: 0.02, radius: 0.52 } : { x: 1, y: 1, radius: 0.42 }}
    >
      <Page text={labels.join(' ')}>
        <Heading text={headline} />
        <div
          style={{
            display: 'grid',
            gridTemplateColumns: `repeat(${columns}, ${columnWidth}px)`,
            columnGap: gap,
            rowGap: gap * (isPortrait ? 1.4 : 1),
            ...(isLandscape
              ? { borderTop: `${1.5 * unit}px solid ${withAlpha(ink, 0.14)}`, paddingTop: 56 * unit }
              : {}),
          }}
        >
          {stats.map((stat, index) => (
            <Figure
              key={index}
              stat={stat}
              locale={locale}
              startSeconds={startAt(index)}
              fontSize={fontSize}
              labelBox={labelBox}
              labelSize={fitFontSizeOfAll(labels, labelBox)}
              color={legibleAccentOn(background, accent, 3)}
            />
          ))}
        </div>
      </Page>
    </Backdrop>
  );
};
