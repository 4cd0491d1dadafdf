import type { TimelineProps } from '../../catalog';
import { widthInEm } from '../../text-width';
import {
  DEFAULT_ACCENT_COLOR,
  DEFAULT_BACKGROUND_COLOR,
  fitFontSizeOfAll,
  inkOn,
  legibleAccentOn,
  settle,
  withAlpha,
} from './design';
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

type Steps = TimelineProps['steps'];
type Track = {
  steps: Steps;
  ink: string;
  accent: string;
  dateColor: string;
  startAt: (index: number) => number;
};

const DOT = 30;

/** Font sizes that all steps share, so that none shouts louder than the others. */
const fitTexts = (
  steps: Steps,
  width: number,
  dateWidth: number,
  height: { title: number; detail: number },
  unit: number,
) => {
  const date = {
    width: dateWidth,
    height: 72 * unit,
    maxSize: 32 * unit,
    minSize: 24 * unit,
    lineHeight: 1.2,
  };
  const title = { width, height: height.title, maxSize: 46 * unit, minSize: 26 * unit, lineHeight: 1.16 };
  const detail = { width, height: height.detail, maxSize: 32 * unit, minSize: 23 * unit, lineHeight: 1.3 };
  return {
    date: {
      box: date,
      fontSize: fitFontSizeOfAll(
        steps.map((step) => step.date),
        date,
      ),
    },
    title: {
      box: title,
      fontSize: fitFontSizeOfAll(
        steps.map((step) => step.title),
        title,
      ),
    },
    detail: {
      box: detail,
      fontSize: fitFontSizeOfAll(
        steps.map((step) => step.detail ?? ''),
        detail,
      ),
    },
  };
};

type Texts = ReturnType<typeof fitTexts>;

const StepText = ({ step, texts, gap }: { step: Steps[number]; texts: Texts; gap: number }) => (
  <>
    <FittedText text={step.title} {...texts.title} style={{ fontWeight: 680, letterSpacing: '-0.01em' }} />
    {step.detail === undefined ? null : (
      <FittedText text={step.detail} {...texts.detail} style={{ marginTop: gap, opacity: 0.78 }} />
    )}
  </>
);

const Dot = ({ accent, startSeconds }: { accent: string; startSeconds: number }) => {
  const { unit, seconds } = useStage();
  const size = DOT * unit;
  return (
    <div
      style={{
        flexShrink: 0,
        width: size,
        height: size,
        borderRadius: '50%',
        backgroundColor: accent,
        transform: `scale(${settle(seconds, startSeconds, 0.7)})`,
      }}
    />
  );
};

const useDrawn = ({ steps, startAt }: Track): number => {
  const { seconds } = useStage();
  return settle(seconds, -0.2, startAt(steps.length - 1) + 1.4);
};

/** Steps beside each other, along a line that is drawn from the first to the last. */
const Across = (track: Track & { width: number; height: number }) => {
  const { steps, ink, accent, dateColor, startAt, width, height } = track;
  const { unit } = useStage();
  const drawn = useDrawn(track);
  const slot = width / steps.length;
  const textWidth = slot - 36 * unit;
  const textHeight = height - (72 + 2 * 30 + DOT) * unit;
  const texts = fitTexts(
    steps,
    textWidth,
    textWidth,
    { title: textHeight * 0.45, detail: textHeight * 0.5 },
    unit,
  );
  const thickness = 4 * unit;
  return (
    <div style={{ position: 'relative', display: 'flex' }}>
      <div
        style={{
          position: 'absolute',
          insetInlineStart: 0,
          top: (72 + 30 + DOT / 2) * unit - thickness / 2,
          width: ((steps.length - 1) * slot + (DOT * unit) / 2) * drawn,
          height: thickness,
          backgroundColor: withAlpha(ink, 0.22),
        }}
      />
      {steps.map((step, index) => (
        <div key={index} style={{ position: 'relative', width: slot, flexShrink: 0 }}>
          <Rise
            startSeconds={startAt(index)}
            style={{ display: 'flex', alignItems: 'flex-end', height: 72 * unit }}
          >
            <FittedText text={step.date} {...texts.date} style={{ fontWeight: 650, color: dateColor }} />
          </Rise>
          <div style={{ padding: `${30 * unit}px 0` }}>
            <Dot accent={accent} startSeconds={startAt(index)} />
          </div>
          <Rise startSeconds={startAt(index) + 0.08}>
            <StepText step={step} texts={texts} gap={14 * unit} />
          </Rise>
        </div>
      ))}
    </div>
  );
};

/** Steps below each other: the date, the line, and beside it what happened. */
const Down = (track: Track & { width: number; height: number }) => {
  const { steps, ink, accent, dateColor, startAt, width, height } = track;
  const { unit } = useStage();
  const drawn = useDrawn(track);
  const rowHeight = Math.min(height / steps.length, 270 * unit);
  const widest = Math.max(...steps.map(({ date }) => widthInEm(date)));
  const dateWidth = Math.min(Math.max(widest * 32, 96), 216) * unit;
  const gap = 30 * unit;
  const textWidth = width - dateWidth - DOT * unit - 2 * gap;
  const textHeight = rowHeight - 22 * unit;
  const texts = fitTexts(
    steps,
    textWidth,
    dateWidth,
    { title: textHeight * 0.54, detail: textHeight * 0.46 },
    unit,
  );
  const thickness = 4 * unit;
  return (
    <div style={{ position: 'relative' }}>
      <div
        style={{
          position: 'absolute',
          top: rowHeight / 2,
          insetInlineStart: dateWidth + gap + (DOT * unit) / 2 - thickness / 2,
          width: thickness,
          height: (steps.length - 1) * rowHeight * drawn,
          backgroundColor: withAlpha(ink, 0.22),
        }}
      />
      {steps.map((step, index) => (
        <div
          key={index}
          style={{ position: 'relative', display: 'flex', alignItems: 'center', gap, height: rowHeight }}
        >
          <Rise startSeconds={startAt(index)} style={{ width: dateWidth, flexShrink: 0 }}>
            <FittedText
              text={step.date}
              {...texts.date}
              style={{ fontWeight: 650, color: dateColor, textAlign: 'end' }}
            />
          </Rise>
          <Dot accent={accent} startSeconds={startAt(index)} />
          <Rise startSeconds={startAt(index) + 0.08} style={{ width: textWidth }}>
            <StepText step={step} texts={texts} gap={6 * unit} />
          </Rise>
        </div>
      ))}
    </div>
  );
};

/** Two to six dated steps: along a line across the frame in landscape, else along one that goes down. */
export const TimelineScene = ({
  headline,
  steps,
  accentColor: accent = DEFAULT_ACCENT_COLOR,
  backgroundColor: background = DEFAULT_BACKGROUND_COLOR,
}: TimelineProps) => {
  const { unit, isLandscape } = useStage();
  const { contentWidth, contentHeight } = useContentSize();
  const ink = inkOn(background);
  const text = `${headline ?? ''} ${steps[0]?.title ?? ''}`;
  const track = {
    steps,
    ink,
    accent: legibleAccentOn(background, accent, 3),
    dateColor: legibleAccentOn(background, accent),
    startAt: useStagger(steps.length, 0.05),
    width: contentWidth,
    height: contentHeight - (headline === undefined ? 0 : HEADING_HEIGHT * unit),
  };
  return (
    <Backdrop
      background={background}
      ink={ink}
      accent={accent}
      text={text}
      rings={isLandscape ? { x: 0.98, y: 1.2, radius: 0.42 } : { x: 1, y: 0, radius: 0.46 }}
    >
      <Page text={text}>
        <Heading text={headline} />
        {isLandscape ? <Across {...track} /> : <Down {...track} />}
      </Page>
    </Backdrop>
  );
};
