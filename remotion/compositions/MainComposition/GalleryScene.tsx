import { AbsoluteFill } from 'remotion';
import type { GalleryProps } from '../../catalog';
import { SceneImage } from './assets';
import { DEFAULT_ACCENT_COLOR, DEFAULT_BACKGROUND_COLOR, inkOn, settle } from './design';
import { Backdrop, FittedText, Heading, HEADING_HEIGHT, useStage, useStagger } from './staging';

/** A place in the mosaic, as parts of its width and height. */
type Tile = { x: number; y: number; width: number; height: number };

const grid = (columns: number, rows: number): Tile[] =>
  Array.from({ length: columns * rows }, (_, index) => ({
    x: (index % columns) / columns,
    y: Math.floor(index / columns) / rows,
    width: 1 / columns,
    height: 1 / rows,
  }));

/** Tiles of a mosaic, moved into a part of the whole. */
const within = (tiles: Tile[], { x, y, width, height }: Tile): Tile[] =>
  tiles.map((tile) => ({
    x: x + tile.x * width,
    y: y + tile.y * height,
    width: tile.width * width,
    height: tile.height * height,
  }));

/** The first image large, the others in a grid beside it, or below it in an upright frame. */
const besideFirst = (others: Tile[], isUpright: boolean, share: number): Tile[] =>
  isUpright
    ? [
        { x: 0, y: 0, width: 1, height: share },
        ...within(others, { x: 0, y: share, width: 1, height: 1 - share }),
      ]
    : [
        { x: 0, y: 0, width: share, height: 1 },
        ...within(others, { x: share, y: 0, width: 1 - share, height: 1 }),
      ];

/** Where so many images stand. */
export const mosaic = (count: number, isUpright: boolean): Tile[] => {
  switch (count) {
    case 2:
      return isUpright ? grid(1, 2) : grid(2, 1);
    case 3:
      return besideFirst(isUpright ? grid(2, 1) : grid(1, 2), isUpright, 0.6);
    case 4:
      return grid(2, 2);
    case 5:
      return besideFirst(grid(2, 2), isUpright, isUpright ? 0.4 : 0.46);
    default:
      return isUpright ? grid(2, 3) : grid(3, 2);
  }
};

const Picture = ({
  image,
  index,
  width,
  height,
}: {
  image: GalleryProps['images'][number];
  index: number;
  width: number;
  height: number;
}) => {
  const { unit, seconds, durationSeconds } = useStage();
  const zoom = 1.04 + Math.min(0.03 * durationSeconds, 0.14) * (seconds / durationSeconds);
  const drift = (index % 2 === 0 ? 1 : -1) * 1.2 * (seconds / durationSeconds);
  return (
    <>
      <SceneImage
        src={image.src}
        style={{
          width: '100%',
          height: '100%',
          objectFit: 'cover',
          transform: `translateX(${drift.toFixed(4)}%) scale(${zoom.toFixed(5)})`,
        }}
      />
      {image.caption === undefined ? null : (
        <AbsoluteFill
          style={{
            justifyContent: 'flex-end',
            padding: 28 * unit,
            color: '#ffffff',
            backgroundImage: 'linear-gradient(to top, rgba(7, 10, 18, 0.82), rgba(7, 10, 18, 0) 62%)',
          }}
        >
          <FittedText
            text={image.caption}
            box={{
              width: width - 56 * unit,
              height: Math.min(height * 0.5, 110 * unit),
              maxSize: 36 * unit,
              minSize: 26 * unit,
              lineHeight: 1.2,
            }}
            style={{ fontWeight: 600 }}
          />
        </AbsoluteFill>
      )}
    </>
  );
};

/** Two to six images in a mosaic, which come in one after the other. */
export const GalleryScene = ({
  headline,
  images,
  accentColor: accent = DEFAULT_ACCENT_COLOR,
  backgroundColor: background = DEFAULT_BACKGROUND_COLOR,
}: GalleryProps) => {
  const { width, height, unit, isPortrait, isLandscape, marginX, marginY, seconds } = useStage();
  const startAt = useStagger(images.length, -0.3);
  const ink = inkOn(background);
  const gap = 20 * unit;
  // Pictures may come nearer to the edges than text, but line up with it where there is some.
  const side = headline === undefined && !isPortrait ? 64 * unit : isPortrait ? 56 * unit : marginX;
  const end = isPortrait ? marginY * 0.8 : 72 * unit;
  const top = headline === undefined ? end : (isPortrait ? marginY : end) + (HEADING_HEIGHT - 24) * unit;
  const area = { width: width - 2 * side + gap, height: height - top - end + gap };
  const tiles = mosaic(images.length, !isLandscape);
  return (
    <Backdrop
      background={background}
      ink={ink}
      accent={accent}
      text={headline ?? ''}
      rings={{ x: 1, y: 0, radius: isLandscape ? 0.46 : 0.5 }}
    >
      {headline === undefined ? null : (
        <AbsoluteFill style={{ padding: `${isPortrait ? marginY : end}px ${side}px` }}>
          <Heading text={headline} />
        </AbsoluteFill>
      )}
      {images.map((image, index) => {
        const tile = tiles[index] as Tile;
        const shown = settle(seconds, startAt(index), 1);
        const box = { width: tile.width * area.width - gap, height: tile.height * area.height - gap };
        return (
          <div
            key={index}
            style={{
              ...box,
              position: 'absolute',
              left: side + tile.x * area.width,
              top: top + tile.y * area.height,
              overflow: 'hidden',
              borderRadius: 24 * unit,
              opacity: shown,
              transform: `translateY(${(1 - shown) * 60 * unit}px) scale(${0.96 + 0.04 * shown})`,
            }}
          >
            <Picture image={image} index={index} {...box} />
          </div>
        );
      })}
    </Backdrop>
  );
};
