import { createContext, use, type CSSProperties, type ReactNode } from 'react';
import { AbsoluteFill, useCurrentFrame, useVideoConfig } from 'remotion';
import {
  directionOf,
  fitFontSize,
  legibleAccentOn,
  linesInBox,
  luminanceOf,
  mix,
  settle,
  stageOf,
  withAlpha,
  type Stage,
  type TextBox,
} from './design';

/** The frame's measures, and the scene's time and length in seconds. */
export const useStage = (): Stage & { seconds: number; durationSeconds: number } => {
  const frame = useCurrentFrame();
  const { width, height, fps, durationInFrames } = useVideoConfig();
  return { ...stageOf(width, height), seconds: frame / fps, durationSeconds: durationInFrames / fps };
};

/** Pixels that captions take up at the foot of the frame. */
export const FootHeight = createContext(0);

/** Pixels to keep free at the foot of the frame: as many as wanted, or as captions take up. */
export const useFootMargin = (wanted: number): number => Math.max(wanted, use(FootHeight));

// Centre and outermost radius of the rings, as parts of the frame's width, height and shorter side.
type RingsPlace = { x: number; y: number; radius: number };

const Rings = (props: { place: RingsPlace; ink: string; accent: string; isMirrored: boolean }) => {
  const { place, ink, accent, isMirrored } = props;
  const { width, height, unit, seconds } = useStage();
  const x = place.x * width;
  const y = place.y * height;
  const outermost = place.radius * Math.min(width, height);
  const ringCount = 7;
  return (
    <svg
      width={width}
      height={height}
      style={{ position: 'absolute', left: 0, ...(isMirrored ? { transform: 'scaleX(-1)' } : {}) }}
    >
      {Array.from({ length: ringCount }, (_, index) => {
        const radius = outermost * (1 - index * 0.115);
        const isAccented = index === 1 || index === 4;
        const length = 2 * Math.PI * radius;
        // Swings instead of turning, so that in a long scene no bright arc ever crosses the text.
        const turned = -150 + index * 47 + (index % 2 === 0 ? 9 : -9) * Math.sin(0.6 * seconds);
        return (
          <g key={index} fill="none" strokeLinecap="round">
            <circle
              cx={x}
              cy={y}
              r={radius}
              stroke={withAlpha(ink, 0.1 - index * 0.008)}
              strokeWidth={1.5 * unit}
            />
            {isAccented ? (
              <circle
                cx={x}
                cy={y}
                r={radius}
                stroke={accent}
                strokeWidth={4 * unit}
                strokeDasharray={`${length * (0.1 + 0.1 * settle(seconds, -0.2, 2.4))} ${length}`}
                transform={`rotate(${turned} ${x} ${y})`}
              />
            ) : null}
          </g>
        );
      })}
    </svg>
  );
};

/**
 * The ground that most scenes share: a gradient with a slow glow, and rings that turn like a film reel. They change sides where
 * `text`, the scene's main one, is read from right to left.
 */
export const Backdrop = (props: {
  background: string;
  ink: string;
  accent: string;
  rings: RingsPlace;
  text?: string;
  children: ReactNode;
}) => {
  const { seconds } = useStage();
  const { background, ink, accent, rings } = props;
  // What gives depth to a dark ground makes a light one look dirty.
  const isLight = luminanceOf(background) > 0.5;
  const glow = isLight ? 0.14 : 0.26;
  const isMirrored = directionOf(props.text ?? '') === 'rtl';
  const glowX = (isMirrored ? 1 - rings.x : rings.x) * 100 + 6 * Math.sin(seconds * 0.5);
  const glowY = rings.y * 100 + 5 * Math.cos(seconds * 0.4);
  const backgroundImage = [
    `radial-gradient(circle at ${glowX}% ${glowY}%, ${withAlpha(accent, glow)}, ${withAlpha(accent, 0)} 62%)`,
    `linear-gradient(150deg, ${mix(background, ink, isLight ? 0 : 0.07)}, ${background} 55%, ${mix(background, '#000000', isLight ? 0.05 : 0.18)})`,
  ].join(', ');
  return (
    <AbsoluteFill style={{ backgroundColor: background, backgroundImage, color: ink }}>
      <Rings place={rings} ink={ink} accent={accent} isMirrored={isMirrored} />
      {props.children}
    </AbsoluteFill>
  );
};

/** The part of the frame that text may stand in: what its margins leave. */
export const useContentSize = (): { contentWidth: number; contentHeight: number } => {
  const { width, height, marginX, marginY } = useStage();
  return { contentWidth: width - 2 * marginX, contentHeight: height - 2 * marginY };
};

/** A column within the margins, which reads in the direction of `text`. */
export const Page = (props: { text: string; style?: CSSProperties; children: ReactNode }) => {
  const { marginX, marginY } = useStage();
  return (
    <AbsoluteFill
      dir={directionOf(props.text)}
      style={{ justifyContent: 'center', padding: `${marginY}px ${marginX}px`, ...props.style }}
    >
      {props.children}
    </AbsoluteFill>
  );
};

/** The height of a scene's heading with the space below it, in pixels: what is left to the rest depends on it. */
export const HEADING_HEIGHT = 176;

/** The line above what a scene shows; takes up {@link HEADING_HEIGHT} design pixels, or nothing without a text. */
export const Heading = ({ text }: { text: string | undefined }) => {
  const { unit } = useStage();
  const { contentWidth } = useContentSize();
  if (text === undefined) return null;
  const lineHeight = 1.12;
  const fontSize = fitFontSize(text, {
    width: contentWidth,
    height: 124 * unit,
    maxSize: 68 * unit,
    minSize: 36 * unit,
    lineHeight,
  });
  return (
    <div style={{ flexShrink: 0, height: HEADING_HEIGHT * unit }}>
      <Headline text={text} startSeconds={-0.25} style={{ fontSize, lineHeight, maxWidth: contentWidth }} />
    </div>
  );
};

/** When the thing at `index` of `count` begins to show, in seconds: all of them do within half of the scene. */
export const useStagger = (count: number, startSeconds = 0): ((index: number) => number) => {
  const { durationSeconds } = useStage();
  const step = Math.min(0.22, (0.5 * durationSeconds) / count);
  return (index) => startSeconds + index * step;
};

/** Shows its content rising into place; `startSeconds` below zero has it half way up in the scene's first frame. */
export const Rise = (props: { startSeconds?: number; style?: CSSProperties; children: ReactNode }) => {
  const { seconds, unit } = useStage();
  const progress = settle(seconds, props.startSeconds ?? 0, 0.9);
  return (
    <div
      style={{
        ...props.style,
        opacity: progress,
        transform: `translateY(${(1 - progress) * 44 * unit}px)`,
      }}
    >
      {props.children}
    </div>
  );
};

/**
 * A text as large as its box allows, or as large as it is told. What is too long for the box even at the smallest size ends
 * with an ellipsis, so that it never runs into what stands below.
 */
export const FittedText = (props: {
  text: string;
  box: TextBox;
  fontSize?: number | undefined;
  style?: CSSProperties;
}) => {
  const { text, box } = props;
  const fontSize = props.fontSize ?? fitFontSize(text, box);
  return (
    <div
      dir={directionOf(text)}
      style={{
        ...clampedTo(linesInBox(box, fontSize)),
        maxWidth: box.width,
        fontSize,
        lineHeight: box.lineHeight,
        overflowWrap: 'anywhere',
        textWrap: 'pretty',
        ...props.style,
      }}
    >
      {text}
    </div>
  );
};

const clampedTo = (lines: number): CSSProperties => ({
  display: '-webkit-box',
  WebkitBoxOrient: 'vertical',
  WebkitLineClamp: lines,
  // What is below the last line must not show, but accents and tails beyond the sides of the box may.
  overflowX: 'visible',
  overflowY: 'clip',
});

/** A headline whose words rise one after the other, all started within 0.4 seconds however many they are. */
export const Headline = (props: { text: string; startSeconds?: number; style?: CSSProperties }) => {
  const direction = directionOf(props.text);
  // Boxes beside each other would be put in one order for the whole line, whatever language is quoted in it.
  const words = direction === 'rtl' ? [props.text] : props.text.split(/\s+/);
  const staggerSeconds = Math.min(0.035, 0.4 / words.length);
  return (
    <div
      dir={direction}
      style={{
        fontWeight: 700,
        letterSpacing: direction === 'rtl' ? undefined : '-0.03em',
        overflowWrap: 'anywhere',
        textWrap: 'balance',
        ...props.style,
      }}
    >
      {words.map((word, index) => (
        // The space is outside of the box that moves, where a line may break.
        <span key={index}>
          <Rise
            startSeconds={(props.startSeconds ?? 0) + index * staggerSeconds}
            style={{ display: 'inline-block', maxWidth: '100%' }}
          >
            {word}
          </Rise>{' '}
        </span>
      ))}
    </div>
  );
};

/** The small line above a headline: an accent dash, then a few words. */
export const Eyebrow = (props: {
  text: string;
  accent: string;
  background: string;
  startSeconds: number;
}) => {
  const { unit, seconds } = useStage();
  return (
    <Rise
      startSeconds={props.startSeconds}
      style={{ display: 'flex', alignItems: 'center', gap: 22 * unit, marginBottom: 34 * unit }}
    >
      <div
        style={{
          flexShrink: 0,
          width: (28 + 44 * settle(seconds, props.startSeconds, 1.2)) * unit,
          height: 5 * unit,
          borderRadius: 3 * unit,
          backgroundColor: legibleAccentOn(props.background, props.accent, 3),
        }}
      />
      <div
        dir={directionOf(props.text)}
        style={{
          minWidth: 0,
          overflowWrap: 'anywhere',
          color: legibleAccentOn(props.background, props.accent),
          fontSize: 30 * unit,
          fontWeight: 600,
          lineHeight: 1.25,
          letterSpacing: '0.02em',
        }}
      >
        {props.text}
      </div>
    </Rise>
  );
};
