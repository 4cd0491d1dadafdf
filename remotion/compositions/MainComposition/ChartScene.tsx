import type { CSSProperties } from 'react';
import type { ChartProps } from '../../catalog';
import { widthInEm } from '../../text-width';
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
  useContentSize,
  useStage,
  useStagger,
} from './staging';

/** What all three kinds of chart are drawn from. Sizes are pixels; `share` is a value's part of the largest, 0 to 1. */
type Plot = {
  values: { label: string; figure: string; share: number; color: string }[];
  width: number;
  height: number;
  ink: string;
  background: string;
};

const FIGURE_SIZE = 30;
const FIGURE_MIN_SIZE = 24;
const LINE_FIGURE_SIZE = 28;
const LABEL_HEIGHT = 76;
const GROW_SECONDS = 1.1;

/** The box of each label under an axis, `width` pixels wide, and the one size in which all of them are set. */
function labelsUnder(values: Plot['values'], width: number, unit: number) {
  const labelBox = {
    ...{ width, height: LABEL_HEIGHT * unit, lineHeight: 1.15 },
    ...{ maxSize: 30 * unit, minSize: 22 * unit },
  };
  const labels = values.map(({ label }) => label);
  return { labelBox, labelSize: fitFontSizeOfAll(labels, labelBox) };
}

const figureStyle = { whiteSpace: 'nowrap', fontWeight: 650, fontVariantNumeric: 'tabular-nums' } as const;

/** Whether figures and labels of so many values have room below and above upright bars. */
const haveRoomInColumns = ({ values, width }: Plot, unit: number): boolean => {
  const slot = width / values.length;
  const widest = Math.max(...values.map(({ figure }) => widthInEm(figure)));
  return slot >= 118 * unit && widest * FIGURE_MIN_SIZE * unit <= slot * 0.96;
};

const Columns = ({ values, width, height, ink }: Plot) => {
  const { unit, seconds } = useStage();
  const startAt = useStagger(values.length);
  const slot = width / values.length;
  const barWidth = Math.min(slot * 0.62, 150 * unit);
  const barHeight = height - (LABEL_HEIGHT + 70) * unit;
  const figureSize = fitFontSizeOnLine(
    values.map(({ figure }) => figure),
    { width: slot * 0.96, height: 60 * unit, maxSize: FIGURE_SIZE * unit, lineHeight: 1.2 },
  );
  const { labelBox, labelSize } = labelsUnder(values, slot * 0.94, unit);
  return (
    <div style={{ display: 'flex', height }}>
      {values.map(({ label, figure, share, color }, index) => {
        const grown = settle(seconds, startAt(index), GROW_SECONDS);
        return (
          <div
            key={index}
            style={{ width: slot, display: 'flex', flexDirection: 'column', alignItems: 'center' }}
          >
            <div style={{ flexGrow: 1 }} />
            <div style={{ ...figureStyle, fontSize: figureSize, marginBottom: 12 * unit, opacity: grown }}>
              <bdi dir="ltr">{figure}</bdi>
            </div>
            <div
              style={{
                width: barWidth,
                height: Math.max(share * barHeight * grown, 3 * unit),
                borderRadius: `${12 * unit}px ${12 * unit}px 0 0`,
                backgroundColor: color,
              }}
            />
            <div style={{ width: slot, height: 2 * unit, backgroundColor: withAlpha(ink, 0.3) }} />
            <div style={{ height: LABEL_HEIGHT * unit, marginTop: 14 * unit }}>
              <FittedText
                text={label}
                box={labelBox}
                fontSize={labelSize}
                style={{ textAlign: 'center', opacity: 0.82 }}
              />
            </div>
          </div>
        );
      })}
    </div>
  );
};

const Rows = ({ values, width, height }: Plot) => {
  const { unit, seconds } = useStage();
  const startAt = useStagger(values.length);
  const rowHeight = Math.min(height / values.length, 132 * unit);
  const figureSize = FIGURE_SIZE * unit;
  const figureWidth = Math.max(...values.map(({ figure }) => widthInEm(figure))) * figureSize + 20 * unit;
  const gap = 24 * unit;
  const labelBox = {
    width: width * 0.27,
    height: rowHeight - 6 * unit,
    maxSize: 34 * unit,
    minSize: 22 * unit,
    lineHeight: 1.12,
  };
  const labelSize = fitFontSizeOfAll(
    values.map(({ label }) => label),
    labelBox,
  );
  const barWidth = width - labelBox.width - figureWidth - 2 * gap;
  return (
    <div>
      {values.map(({ label, figure, share, color }, index) => {
        const grown = settle(seconds, startAt(index), GROW_SECONDS);
        return (
          <div key={index} style={{ display: 'flex', alignItems: 'center', gap, height: rowHeight }}>
            <div style={{ width: labelBox.width, flexShrink: 0 }}>
              <FittedText text={label} box={labelBox} fontSize={labelSize} style={{ opacity: 0.85 }} />
            </div>
            <div
              style={{
                flexShrink: 0,
                width: Math.max(share * barWidth * grown, 4 * unit),
                height: Math.min(rowHeight * 0.56, 64 * unit),
                borderRadius: 10 * unit,
                backgroundColor: color,
              }}
            />
            <div style={{ ...figureStyle, fontSize: figureSize, opacity: grown }}>
              <bdi dir="ltr">{figure}</bdi>
            </div>
          </div>
        );
      })}
    </div>
  );
};

type Point = { x: number; y: number };

/** A value of a line: its dot, and where there is room its figure above and its label at the foot. */
const LinePoint = (props: {
  point: Point;
  value: Plot['values'][number];
  startSeconds: number;
  isWritten: boolean;
  width: number;
  footY: number;
  labelBox: TextBox;
  labelSize: number;
  halo: CSSProperties;
}) => {
  const { unit, seconds } = useStage();
  const { point, value, labelBox, width } = props;
  const shown = settle(seconds, props.startSeconds, 0.6);
  const radius = 13 * unit * shown;
  const place = { position: 'absolute', ...centredAt(point.x, labelBox.width, width) } as const;
  return (
    <div style={{ opacity: shown }}>
      <div
        style={{
          position: 'absolute',
          left: point.x - radius,
          top: point.y - radius,
          width: 2 * radius,
          height: 2 * radius,
          borderRadius: '50%',
          backgroundColor: value.color,
        }}
      />
      {props.isWritten ? (
        <>
          <div
            style={{
              ...figureStyle,
              ...place,
              top: point.y - 66 * unit,
              fontSize: LINE_FIGURE_SIZE * unit,
              ...props.halo,
            }}
          >
            {value.figure}
          </div>
          <div style={{ ...place, top: props.footY + 18 * unit }}>
            <FittedText
              text={value.label}
              box={labelBox}
              fontSize={props.labelSize}
              style={{ textAlign: 'center', opacity: 0.82 }}
            />
          </div>
        </>
      ) : null}
    </div>
  );
};

/** A line that is drawn from left to right, which is how time runs on charts in every language. */
const Line = ({ values, width, height, ink, background }: Plot) => {
  const { unit, seconds, durationSeconds } = useStage();
  const slot = width / values.length;
  const top = 90 * unit;
  const footY = height - (LABEL_HEIGHT + 40) * unit;
  const drawn = settle(seconds, 0, Math.min(2, durationSeconds * 0.6));
  const points = values.map(({ share }, index) => ({
    x: slot * (index + 0.5),
    y: top + (footY - top) * (1 - share),
  }));
  // So many values may have no room for each label: then only every second or third one is written, and the last. Those at the
  // two ends are moved inwards by up to half of what they are too wide. Digits of one width are wider than others.
  const widest = Math.max(...values.map(({ figure }) => widthInEm(figure) * 1.1)) * LINE_FIGURE_SIZE * unit;
  const every = Math.ceil(Math.max(1, (2 * Math.max(112 * unit, widest)) / slot - 1));
  const { labelBox, labelSize } = labelsUnder(values, Math.min((0.96 * (every + 1) * slot) / 2, width), unit);
  // A steep line would run through the figures of its points.
  const halo = { WebkitTextStroke: `${12 * unit}px ${background}`, paintOrder: 'stroke fill' };
  return (
    <div dir="ltr" style={{ position: 'relative', height }}>
      <svg width={width} height={height} style={{ position: 'absolute', overflow: 'visible' }}>
        <line x2={width} y1={footY} y2={footY} stroke={withAlpha(ink, 0.3)} strokeWidth={2 * unit} />
        <path
          d={`M${points.map(({ x, y }) => `${x} ${y}`).join('L')}`}
          fill="none"
          stroke={values.find(({ share }) => share === 1)?.color ?? ink}
          strokeWidth={8 * unit}
          strokeLinejoin="round"
          strokeLinecap="round"
          pathLength={1}
          strokeDasharray={`${drawn} 2`}
        />
      </svg>
      {points.map((point, index) => (
        <LinePoint
          key={index}
          point={point}
          value={values[index] as Plot['values'][number]}
          startSeconds={0.1 + (1.2 * index) / points.length}
          isWritten={(values.length - 1 - index) % every === 0}
          {...{ width, footY, labelBox, labelSize, halo }}
        />
      ))}
    </div>
  );
};

/** A box around `x`, moved inwards where it would leave the plot. */
const centredAt = (x: number, boxWidth: number, width: number) => ({
  left: Math.min(Math.max(0, x - boxWidth / 2), width - boxWidth),
  width: boxWidth,
  display: 'flex',
  justifyContent: 'center',
});

/** Two to twelve values as upright bars, as lying ones where those have no room, or as a line. */
export const ChartScene = ({
  headline,
  values,
  kind = 'bar',
  accentColor: accent = DEFAULT_ACCENT_COLOR,
  backgroundColor: background = DEFAULT_BACKGROUND_COLOR,
  ...format
}: ChartProps) => {
  const { unit, isLandscape } = useStage();
  const { contentWidth, contentHeight } = useContentSize();
  const ink = inkOn(background);
  const largest = Math.max(...values.map(({ value }) => value)) || 1;
  const isOneHighlighted = values.some(({ highlighted }) => highlighted === true);
  const marked = legibleAccentOn(background, accent, 3);
  const plot: Plot = {
    values: values.map(({ label, value, highlighted }) => ({
      label,
      figure: formatFigure(value, format),
      share: value / largest,
      color: !isOneHighlighted || highlighted === true ? marked : withAlpha(ink, 0.34),
    })),
    width: contentWidth,
    height: Math.min(contentHeight - HEADING_HEIGHT * unit, 1080 * unit),
    ink,
    background,
  };
  const Chart = kind === 'line' ? Line : haveRoomInColumns(plot, unit) ? Columns : Rows;
  return (
    <Backdrop
      background={background}
      ink={ink}
      accent={accent}
      text={headline}
      rings={isLandscape ? { x: 0.98, y: 0, radius: 0.46 } : { x: 1, y: 0, radius: 0.44 }}
    >
      <Page text={headline}>
        <Heading text={headline} />
        <Chart {...plot} />
      </Page>
    </Backdrop>
  );
};
