import type { CSSProperties } from 'react';
import { AbsoluteFill } from 'remotion';
import type { ComparisonProps } from '../../catalog';
import { SceneImage } from './assets';
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

type Side = ComparisonProps['before'];
type Colors = { ink: string; accent: string; background: string };

const COVER: CSSProperties = { position: 'absolute', width: '100%', height: '100%', objectFit: 'cover' };

const Label = ({
  text,
  isMarked,
  maxWidth,
  accent,
}: {
  text: string;
  isMarked: boolean;
  maxWidth: number;
  accent: string;
}) => {
  const { unit } = useStage();
  const background = isMarked ? accent : '#0b0f19';
  return (
    <Rise
      startSeconds={isMarked ? 0.5 : 0.1}
      style={{
        padding: `${14 * unit}px ${30 * unit}px`,
        borderRadius: 18 * unit,
        backgroundColor: isMarked ? background : withAlpha(background, 0.82),
        color: inkOn(background),
      }}
    >
      <FittedText
        text={text}
        box={{
          width: maxWidth - 60 * unit,
          height: 88 * unit,
          maxSize: 38 * unit,
          minSize: 26 * unit,
          lineHeight: 1.2,
        }}
        style={{ fontWeight: 650 }}
      />
    </Rise>
  );
};

/** Two images in one place, with a line between them that comes in and then sways: upright, or lying in portrait. */
const Images = ({
  headline,
  before,
  after,
  accent,
}: Pick<ComparisonProps, 'headline'> & { before: Side; after: Side; accent: string }) => {
  const { width, height, unit, isPortrait, marginX, marginY, seconds } = useStage();
  const part = 1 - 0.5 * settle(seconds, 0.1, 1.6) + 0.03 * Math.sin(0.9 * Math.max(0, seconds - 1.2));
  const at = `${(part * 100).toFixed(3)}%`;
  const thickness = 6 * unit;
  const labelWidth = isPortrait ? width - 2 * marginX : width / 2 - marginX - 40 * unit;
  // An upright line begins below the headline, which it would strike through.
  const top = headline === undefined ? 0 : marginY + (HEADING_HEIGHT - 40) * unit;
  const line: CSSProperties = isPortrait
    ? { top: at, left: 0, width: '100%', height: thickness, marginTop: -thickness / 2 }
    : { left: at, top, bottom: 0, width: thickness, marginLeft: -thickness / 2 };
  return (
    <AbsoluteFill style={{ backgroundColor: '#000000', overflow: 'hidden', color: '#ffffff' }}>
      {before.image === undefined ? null : <SceneImage src={before.image} style={COVER} />}
      <AbsoluteFill style={{ clipPath: isPortrait ? `inset(${at} 0 0 0)` : `inset(0 0 0 ${at})` }}>
        {after.image === undefined ? null : <SceneImage src={after.image} style={COVER} />}
      </AbsoluteFill>
      <div style={{ position: 'absolute', backgroundColor: '#ffffff', ...line }} />
      {headline === undefined ? null : (
        <>
          <AbsoluteFill
            style={{
              height: '46%',
              backgroundImage:
                'linear-gradient(rgba(7, 10, 18, 0.9), rgba(7, 10, 18, 0.62) 46%, rgba(7, 10, 18, 0))',
            }}
          />
          <AbsoluteFill style={{ padding: `${marginY}px ${marginX}px` }}>
            <Heading text={headline} />
          </AbsoluteFill>
        </>
      )}
      <AbsoluteFill
        style={{
          padding: `${marginY}px ${marginX}px`,
          flexDirection: 'row',
          alignItems: 'flex-end',
          justifyContent: 'space-between',
        }}
      >
        <div style={isPortrait ? { position: 'absolute', bottom: height / 2 + 60 * unit } : {}}>
          <Label text={before.label} isMarked={false} maxWidth={labelWidth} accent={accent} />
        </div>
        <Label text={after.label} isMarked maxWidth={labelWidth} accent={accent} />
      </AbsoluteFill>
    </AbsoluteFill>
  );
};

const Card = (
  props: Colors & { side: Side; isMarked: boolean; width: number; height: number; fontSize: number },
) => {
  const { side, isMarked, width, height, ink, accent, background } = props;
  const { unit } = useStage();
  const points = side.points ?? [];
  const startAt = useStagger(points.length, isMarked ? 0.5 : 0.15);
  const inner = cardBox(width, height, points.length, unit);
  const marker = isMarked ? legibleAccentOn(background, accent, 3) : withAlpha(ink, 0.5);
  return (
    <Rise
      startSeconds={isMarked ? 0.25 : -0.25}
      style={{
        width,
        height,
        overflow: 'hidden',
        borderRadius: 32 * unit,
        padding: CARD_PADDING * unit,
        backgroundColor: withAlpha(ink, isMarked ? 0.1 : 0.05),
        border: `${3 * unit}px solid ${isMarked ? marker : withAlpha(ink, 0.16)}`,
      }}
    >
      <FittedText
        text={side.label}
        box={{ ...inner.label, maxSize: 48 * unit, minSize: 30 * unit, lineHeight: 1.2 }}
        style={{
          height: inner.label.height,
          fontWeight: 700,
          color: isMarked ? legibleAccentOn(background, accent) : ink,
        }}
      />
      {points.map((point, index) => (
        <Rise
          key={index}
          startSeconds={startAt(index)}
          style={{ display: 'flex', alignItems: 'center', height: inner.pointHeight }}
        >
          <div
            style={{
              flexShrink: 0,
              width: 14 * unit,
              height: 14 * unit,
              marginInlineEnd: 26 * unit,
              borderRadius: '50%',
              backgroundColor: marker,
            }}
          />
          <FittedText text={point} box={inner.point} fontSize={props.fontSize} />
        </Rise>
      ))}
    </Rise>
  );
};

const CARD_PADDING = 44;

/** The boxes inside a card: of its label, and of each of its points. */
const cardBox = (width: number, height: number, count: number, unit: number) => {
  const innerWidth = width - (2 * CARD_PADDING + 6) * unit;
  const label = { width: innerWidth, height: 84 * unit };
  const pointHeight = Math.min(
    (height - (2 * CARD_PADDING + 6) * unit - label.height) / Math.max(count, 1),
    124 * unit,
  );
  const point = {
    width: innerWidth - 40 * unit,
    height: pointHeight - 12 * unit,
    maxSize: 38 * unit,
    minSize: 24 * unit,
    lineHeight: 1.25,
  };
  return { label, pointHeight, point };
};

const Cards = ({
  headline,
  before,
  after,
  ...colors
}: Pick<ComparisonProps, 'headline'> & { before: Side; after: Side } & Colors) => {
  const { unit, isLandscape } = useStage();
  const { contentWidth, contentHeight } = useContentSize();
  const gap = 40 * unit;
  const freeHeight = contentHeight - (headline === undefined ? 0 : HEADING_HEIGHT * unit);
  const width = isLandscape ? (contentWidth - gap) / 2 : contentWidth;
  const count = Math.max(before.points?.length ?? 0, after.points?.length ?? 0);
  const wanted = (2 * CARD_PADDING + 90 + count * 124) * unit;
  const height = Math.min(isLandscape ? freeHeight : (freeHeight - gap) / 2, wanted);
  const { point } = cardBox(width, height, count, unit);
  const fontSize = fitFontSizeOfAll([...(before.points ?? []), ...(after.points ?? [])], point);
  const shared = { ...colors, width, height, fontSize };
  return (
    <Page text={`${headline ?? ''} ${before.label}`}>
      <Heading text={headline} />
      <div style={{ display: 'flex', flexDirection: isLandscape ? 'row' : 'column', gap }}>
        <Card {...shared} side={before} isMarked={false} />
        <Card {...shared} side={after} isMarked />
      </div>
    </Page>
  );
};

/** Before and after: as images, or as cards with points where there are not two images. */
export const ComparisonScene = ({
  headline,
  before,
  after,
  accentColor: accent = DEFAULT_ACCENT_COLOR,
  backgroundColor: background = DEFAULT_BACKGROUND_COLOR,
}: ComparisonProps) => {
  if (before.image !== undefined && after.image !== undefined) {
    return <Images headline={headline} before={before} after={after} accent={accent} />;
  }
  const ink = inkOn(background);
  return (
    <Backdrop
      background={background}
      ink={ink}
      accent={accent}
      text={before.label}
      rings={{ x: 1, y: 1.04, radius: 0.36 }}
    >
      <Cards
        headline={headline}
        before={before}
        after={after}
        ink={ink}
        accent={accent}
        background={background}
      />
    </Backdrop>
  );
};
