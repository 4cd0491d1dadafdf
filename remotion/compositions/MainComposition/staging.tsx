import type { CSSProperties, ReactNode } from 'react';
import { AbsoluteFill, useCurrentFrame, useVideoConfig } from 'remotion';
import { legibleAccentOn, mix, settle, stageOf, withAlpha, type Stage } from './design';

/** The frame's measures, and the scene's time and length in seconds. */
export const useStage = (): Stage & { seconds: number; durationSeconds: number } => {
  const frame = useCurrentFrame();
  const { width, height, fps, durationInFrames } = useVideoConfig();
  return { ...stageOf(width, height), seconds: frame / fps, durationSeconds: durationInFrames / fps };
};

// Centre and outermost radius of the rings, as parts of the frame's width, height and shorter side.
type RingsPlace = { x: number; y: number; radius: number };

const Rings = ({ place, ink, accent }: { place: RingsPlace; ink: string; accent: string }) => {
  const { width, height, unit, seconds } = useStage();
  const x = place.x * width;
  const y = place.y * height;
  const outermost = place.radius * Math.min(width, height);
  const ringCount = 7;
  return (
    <svg width={width} height={height} style={{ position: 'absolute' }}>
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

/** The ground that title and outro share: a gradient with a slow glow, and rings that turn like a film reel. */
export const Backdrop = (props: {
  background: string;
  ink: string;
  accent: string;
  rings: RingsPlace;
  children: ReactNode;
}) => {
  const { seconds } = useStage();
  const { background, ink, accent, rings } = props;
  const glowX = rings.x * 100 + 6 * Math.sin(seconds * 0.5);
  const glowY = rings.y * 100 + 5 * Math.cos(seconds * 0.4);
  const backgroundImage = [
    `radial-gradient(circle at ${glowX}% ${glowY}%, ${withAlpha(accent, 0.26)}, ${withAlpha(accent, 0)} 62%)`,
    `linear-gradient(150deg, ${mix(background, ink, 0.07)}, ${background} 55%, ${mix(background, '#000000', 0.18)})`,
  ].join(', ');
  return (
    <AbsoluteFill style={{ backgroundColor: background, backgroundImage, color: ink }}>
      <Rings place={rings} ink={ink} accent={accent} />
      {props.children}
    </AbsoluteFill>
  );
};

/** Shows its content rising into place; `startSeconds` below zero has it half way up in the scene's first frame. */
export const Rise = (props: { startSeconds: number; style?: CSSProperties; children: ReactNode }) => {
  const { seconds, unit } = useStage();
  const progress = settle(seconds, props.startSeconds, 0.9);
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

/** A headline whose words rise one after the other, all started within 0.4 seconds however many they are. */
export const Headline = (props: { text: string; startSeconds: number; style: CSSProperties }) => {
  const words = props.text.split(/\s+/);
  const staggerSeconds = Math.min(0.035, 0.4 / words.length);
  return (
    <div
      style={{
        fontWeight: 700,
        letterSpacing: '-0.03em',
        overflowWrap: 'anywhere',
        textWrap: 'balance',
        ...props.style,
      }}
    >
      {words.map((word, index) => (
        // The space is outside of the box that moves, where a line may break.
        <span key={index}>
          <Rise
            startSeconds={props.startSeconds + index * staggerSeconds}
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
        style={{
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
