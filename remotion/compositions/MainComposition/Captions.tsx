import { Fragment } from 'react';
import { AbsoluteFill, useCurrentFrame } from 'remotion';
import type { LayerInputs } from '../../catalog';
import { captionMetrics, type CaptionPage, type CaptionStyle } from '../../captions';
import { fontFamilyFor, inkOn, legibleAccentOn, withAlpha } from './design';
import { useStage } from './staging';

const PADDING_EM = 0.42;
const BOX_ALPHA = 0.84;

/** Colours that can be read: on a box the ground is known, and without one the outline is made to stand out. */
const coloursOf = ({ look = 'box', color, backgroundColor, highlightColor }: CaptionStyle) => {
  const ground = backgroundColor ?? (color === undefined ? '#0b0f19' : inkOn(color));
  const ink = color ?? inkOn(ground);
  return {
    look,
    ground,
    ink: legibleAccentOn(ground, ink),
    highlight: highlightColor === undefined ? null : legibleAccentOn(ground, highlightColor),
  };
};

const Words = ({ page, highlight }: { page: CaptionPage; highlight: string | null }) => {
  const frame = useCurrentFrame() - page.startInFrames;
  const spoken = page.words.findLastIndex(({ startInFrames }) => startInFrames <= frame);
  return page.words.map(({ text, startsLine }, index) => (
    <Fragment key={index}>
      {startsLine ? <br /> : null}
      {highlight === null || index !== spoken ? (
        startsLine ? (
          text.trimStart()
        ) : (
          text
        )
      ) : (
        <span style={{ color: highlight }}>{startsLine ? text.trimStart() : text}</span>
      )}
    </Fragment>
  ));
};

/** What is said, in two lines at most, within the part of the frame that players leave free. */
export const CaptionsLayer = ({ style, pages }: NonNullable<LayerInputs['captions']>) => {
  const stage = useStage();
  const { unit } = stage;
  const frame = useCurrentFrame();
  const page = pages.find(
    ({ startInFrames, durationInFrames }) =>
      frame >= startInFrames && frame < startInFrames + durationInFrames,
  );
  if (page === undefined) return null;
  const { fontSize, lineHeight, lineWidth, inset } = captionMetrics(stage, style.size);
  const { look, ground, ink, highlight } = coloursOf(style);
  const position = style.position ?? 'bottom';
  return (
    <AbsoluteFill
      style={{
        alignItems: 'center',
        justifyContent: position === 'bottom' ? 'flex-end' : position === 'top' ? 'flex-start' : 'center',
        padding: `${inset}px 0`,
      }}
    >
      <div
        dir="auto"
        style={{
          maxWidth: lineWidth,
          textAlign: 'center',
          textWrap: 'balance',
          overflowWrap: 'anywhere',
          fontFamily: fontFamilyFor(page.words.map(({ text }) => text).join('')),
          fontSize,
          fontWeight: 600,
          lineHeight,
          color: ink,
        }}
      >
        <span
          style={
            look === 'box'
              ? {
                  padding: `${0.12 * fontSize}px ${PADDING_EM * fontSize}px`,
                  borderRadius: 10 * unit,
                  backgroundColor: withAlpha(ground, BOX_ALPHA),
                  boxDecorationBreak: 'clone',
                  WebkitBoxDecorationBreak: 'clone',
                }
              : {
                  WebkitTextStroke: `${0.16 * fontSize}px ${ground}`,
                  paintOrder: 'stroke fill',
                  strokeLinejoin: 'round',
                  textShadow: `0 ${0.04 * fontSize}px ${0.22 * fontSize}px ${withAlpha(ground, 0.7)}`,
                }
          }
        >
          <Words page={page} highlight={highlight} />
        </span>
      </div>
    </AbsoluteFill>
  );
};
