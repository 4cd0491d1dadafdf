import type { CSSProperties, ReactNode } from 'react';
import { AbsoluteFill, cancelRender, Img, interpolate, Sequence } from 'remotion';
import type { LayerInputs, Watermark } from '../../catalog';
import { captionsHeightAt } from '../../captions';
import type { ImageOverlay, Position, TextOverlay } from '../../layers';
import { resolveAsset } from './assets';
import { CaptionsLayer } from './Captions';
import {
  DEFAULT_ACCENT_COLOR,
  fitFontSize,
  fontFamilyFor,
  inkOn,
  legibleAccentOn,
  settle,
  withAlpha,
} from './design';
import { useStage } from './staging';

const GROUND = '#0b0f19';

/** Pixels from the upper and lower edge that something else takes up. */
type Taken = { top: number; bottom: number };

/** Puts its content at a place within the safe area. `inset` is the part of the margins that is kept. */
const Placed = (props: { position: Position; taken: Taken; inset: number; children: ReactNode }) => {
  const { marginX, marginY } = useStage();
  const { position, taken, inset } = props;
  const isIn = (edge: string): boolean => position.split('-').includes(edge);
  const at = (start: string, end: string) => (isIn(start) ? 'flex-start' : isIn(end) ? 'flex-end' : 'center');
  return (
    <AbsoluteFill
      style={{
        justifyContent: at('top', 'bottom'),
        alignItems: at('left', 'right'),
        padding: [
          `${Math.max(inset * marginY, taken.top)}px`,
          `${inset * marginX}px`,
          `${Math.max(inset * marginY, taken.bottom)}px`,
        ].join(' '),
      }}
    >
      {props.children}
    </AbsoluteFill>
  );
};

/** Comes softly and leaves softly, within its own time. */
const useAppearance = (): CSSProperties => {
  const { seconds, durationSeconds, unit } = useStage();
  const coming = Math.min(0.6, durationSeconds / 3);
  const leaving = Math.min(0.3, durationSeconds / 3);
  const shown = settle(seconds, -coming / 6, coming);
  const left = interpolate(seconds, [durationSeconds - leaving, durationSeconds], [0, 1], {
    extrapolateLeft: 'clamp',
    extrapolateRight: 'clamp',
  });
  return { opacity: shown * (1 - left), transform: `translateY(${(1 - shown) * 28 * unit}px)` };
};

/** Text with an outline of the opposite lightness, which can be read on any picture. */
const outlined = (ink: string, fontSize: number): CSSProperties => {
  const edge = inkOn(ink);
  return {
    color: ink,
    WebkitTextStroke: `${0.07 * fontSize}px ${withAlpha(edge, 0.85)}`,
    paintOrder: 'stroke fill',
    textShadow: `0 0 ${0.3 * fontSize}px ${withAlpha(edge, 0.65)}`,
  };
};

type TextStyle = NonNullable<TextOverlay['style']>;

/** Sizes in design pixels: the largest and smallest letters, and the part of the frame's width that text may take. */
const SIZES: Record<TextStyle, { title: number; least: number; subtitle: number; width: number }> = {
  label: { title: 40, least: 26, subtitle: 28, width: 0.6 },
  'lower-third': { title: 50, least: 30, subtitle: 32, width: 0.66 },
  headline: { title: 108, least: 44, subtitle: 42, width: 0.8 },
};

const useTextSizes = ({ text, subtitle, style = 'label' }: TextOverlay) => {
  const { width, height, unit, isPortrait, marginX } = useStage();
  const sizes = SIZES[style];
  const textWidth = isPortrait ? width - 2 * marginX : width * sizes.width;
  const box = { width: textWidth, minSize: sizes.least * unit, lineHeight: 1.2 };
  const titleSize = fitFontSize(text, { ...box, height: height * 0.24, maxSize: sizes.title * unit });
  const subtitleBox = { ...box, minSize: 22 * unit, height: height * 0.12, maxSize: sizes.subtitle * unit };
  return { textWidth, titleSize, subtitleSize: fitFontSize(subtitle ?? '', subtitleBox) };
};

const TextBlock = ({ overlay }: { overlay: TextOverlay }) => {
  const { text, subtitle, style = 'label', accentColor: accent = DEFAULT_ACCENT_COLOR } = overlay;
  const { unit } = useStage();
  const { textWidth, titleSize, subtitleSize } = useTextSizes(overlay);
  const ground = overlay.backgroundColor ?? GROUND;
  const isBare = style === 'headline' && overlay.backgroundColor === undefined;
  const ink = isBare ? (overlay.color ?? '#ffffff') : legibleAccentOn(ground, overlay.color ?? inkOn(ground));
  const isThird = style === 'lower-third';
  const isCentred = !/left|right/.test(overlay.position ?? '') && !isThird;
  return (
    <div
      dir="auto"
      style={{
        ...useAppearance(),
        maxWidth: textWidth,
        padding: isBare ? 0 : `${(isThird ? 26 : 18) * unit}px ${(isThird ? 40 : 30) * unit}px`,
        borderRadius: (isThird ? 6 : 16) * unit,
        borderInlineStart: isThird ? `${10 * unit}px solid ${accent}` : undefined,
        backgroundColor: isBare ? undefined : withAlpha(ground, 0.86),
        fontFamily: fontFamilyFor(text + (subtitle ?? '')),
        textAlign: isCentred ? 'center' : 'start',
        textWrap: 'balance',
        overflowWrap: 'anywhere',
        lineHeight: 1.2,
        color: ink,
      }}
    >
      <div
        style={{
          fontSize: titleSize,
          fontWeight: style === 'label' ? 600 : 700,
          ...(isBare && outlined(ink, titleSize)),
        }}
      >
        {text}
      </div>
      {subtitle === undefined ? null : (
        <div
          style={{
            marginTop: 10 * unit,
            fontSize: subtitleSize,
            fontWeight: 500,
            ...(isBare ? outlined(ink, subtitleSize) : { color: withAlpha(ink, 0.84) }),
          }}
        >
          {subtitle}
        </div>
      )}
    </div>
  );
};

/** An image that belongs to no scene: where it does not load, the whole video fails. */
const LayerImage = ({ src, what, style }: { src: string; what: string; style: CSSProperties }) => (
  <Img
    src={resolveAsset(src)}
    onImageError={(error) => cancelRender(new Error(`${what}: ${error.message}`))}
    style={{ display: 'block', objectFit: 'contain', ...style }}
  />
);

const DEFAULT_IMAGE_SIZE = 24;
const DEFAULT_WATERMARK_SIZE = 9;

/** A share of the frame's shorter side, as the image's height; a wide one is bounded by the frame. */
const useImageBox = (percent: number): CSSProperties => {
  const { width, height, marginX } = useStage();
  const side = (Math.min(width, height) * percent) / 100;
  return { height: side, maxWidth: Math.min(4 * side, width - 2 * marginX) };
};

const ImageBlock = ({ overlay }: { overlay: ImageOverlay }) => {
  const { opacity = 1, ...appearance } = useAppearance();
  const box = useImageBox(overlay.size ?? DEFAULT_IMAGE_SIZE);
  const shown = Number(opacity) * (overlay.opacity ?? 1);
  return <LayerImage src={overlay.src} what="Overlay" style={{ ...box, ...appearance, opacity: shown }} />;
};

const WatermarkImage = ({ src, opacity = 0.8, size = DEFAULT_WATERMARK_SIZE }: Watermark) => {
  const { unit } = useStage();
  // Enough of a shadow for a white logo on a white picture to be seen.
  const filter = `drop-shadow(0 0 ${5 * unit}px rgba(0, 0, 0, 0.45))`;
  return <LayerImage src={src} what="Watermark" style={{ ...useImageBox(size), opacity, filter }} />;
};

/** Everything that lies over the scenes: overlays, the watermark, and captions on top. */
export const Layers = ({ overlays, watermark, captions }: LayerInputs) => {
  const stage = useStage();
  const style = captions && captions.style;
  const taken = {
    top: captionsHeightAt('top', style, stage),
    bottom: captionsHeightAt('bottom', style, stage),
  };
  return (
    <>
      {overlays.map((overlay, index) => (
        <Sequence
          key={index}
          name={overlay.id ?? `Overlay ${index + 1}`}
          from={overlay.startInFrames}
          durationInFrames={overlay.durationInFrames}
        >
          <Placed
            position={overlay.position ?? (overlay.type === 'image' ? 'center' : 'bottom-left')}
            taken={taken}
            inset={1}
          >
            {overlay.type === 'text' ? <TextBlock overlay={overlay} /> : <ImageBlock overlay={overlay} />}
          </Placed>
        </Sequence>
      ))}
      {watermark === null ? null : (
        <Placed position={watermark.position ?? 'top-right'} taken={taken} inset={0.5}>
          <WatermarkImage {...watermark} />
        </Placed>
      )}
      {captions === null ? null : <CaptionsLayer {...captions} />}
    </>
  );
};
