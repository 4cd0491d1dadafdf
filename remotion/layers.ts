import * as z from 'zod';
import { captionPages, type CaptionPage, type CaptionStyle, type Captions } from './captions';
import { assetReferenceSchema, hexColor, identifier, once, requiredOr, text, wholeNumber } from './fields';

/** Overlays of one video. */
export const MAX_OVERLAYS = 50;

/** Places within the safe area of the frame. */
export const POSITIONS = [
  'top-left',
  'top',
  'top-right',
  'left',
  'center',
  'right',
  'bottom-left',
  'bottom',
  'bottom-right',
] as const;

/** A place within the safe area of the frame. */
export type Position = (typeof POSITIONS)[number];

const oneOf = <const T extends readonly string[]>(values: T) =>
  z.enum(values, { error: requiredOr(`must be one of ${values.join(', ')}`) });

const opacity = once(() =>
  z
    .number({ error: requiredOr('must be a number from 0 to 1') })
    .min(0, 'must be a number from 0 to 1')
    .max(1, 'must be a number from 0 to 1'),
);

/** Per cent of the frame's shorter side. */
const percent = once(() => wholeNumber(1, 100));

const placed = (maxDurationInFrames: number) => ({
  id: identifier().optional(),
  position: oneOf(POSITIONS).optional(),
  startInFrames: wholeNumber(0, maxDurationInFrames - 1),
  durationInFrames: wholeNumber(1, maxDurationInFrames),
});

/**
 * Texts and images over the scenes for a time of their own. Frames are those of the video. A text is a `label` if not told
 * otherwise; a `lower-third` tells who is seen, in two lines; a `headline` is large.
 */
export const overlaysSchema = (maxDurationInFrames: number) =>
  z
    .array(
      z.discriminatedUnion(
        'type',
        [
          z.strictObject({
            ...placed(maxDurationInFrames),
            type: z.literal('text'),
            text: text(200),
            subtitle: text(200).optional(),
            style: oneOf(['label', 'lower-third', 'headline']).optional(),
            color: hexColor().optional(),
            backgroundColor: hexColor().optional(),
            accentColor: hexColor().optional(),
          }),
          z.strictObject({
            ...placed(maxDurationInFrames),
            type: z.literal('image'),
            src: assetReferenceSchema(),
            size: percent().optional(),
            opacity: opacity().optional(),
          }),
        ],
        {
          error: (issue) => (issue.code === 'invalid_union' ? 'must be text or image' : 'must be an overlay'),
        },
      ),
      { error: 'must be a list of overlays' },
    )
    .max(MAX_OVERLAYS, `must hold at most ${MAX_OVERLAYS} overlays`);

/** An image over the whole video, such as a logo. */
export const watermarkSchema = once(() =>
  z.strictObject(
    {
      src: assetReferenceSchema(),
      position: oneOf(POSITIONS).optional(),
      opacity: opacity().optional(),
      size: percent().optional(),
    },
    { error: (issue) => (issue.code === 'invalid_type' ? 'must be a watermark' : undefined) },
  ),
);

/** A text or an image over the scenes. */
export type Overlay = z.infer<ReturnType<typeof overlaysSchema>>[number];
/** A text over the scenes. */
export type TextOverlay = Extract<Overlay, { type: 'text' }>;
/** An image over the scenes. */
export type ImageOverlay = Extract<Overlay, { type: 'image' }>;
/** An image over the whole video. */
export type Watermark = z.infer<ReturnType<typeof watermarkSchema>>;

/** What is drawn over the scenes, and all that it is drawn from but size and rate of the frame. */
export type LayerInputs = {
  overlays: Overlay[];
  watermark: Watermark | null;
  /** Where there are captions, overlays at the foot of the frame stand above them. */
  captions: { style: CaptionStyle; pages: CaptionPage[] } | null;
};

/** What is drawn over the scenes of a video. */
export const layersOf = (
  props: {
    overlays?: Overlay[] | undefined;
    watermark?: Watermark | undefined;
    captions?: Captions | undefined;
  },
  frame: { width: number; height: number; fps: number; durationInFrames: number },
): LayerInputs => ({
  overlays: props.overlays ?? [],
  watermark: props.watermark ?? null,
  captions:
    props.captions === undefined || props.captions.items.length === 0
      ? null
      : { style: props.captions.style ?? {}, pages: captionPages(props.captions, frame) },
});

/** What is drawn over a part of a video, in frames of the part: what is over before or begins after it is left out. */
export const layersWithin = (layers: LayerInputs, from: number, frames: number): LayerInputs => {
  const within = <T extends { startInFrames: number; durationInFrames: number }>(all: readonly T[]): T[] =>
    all
      .map((one) => ({ ...one, startInFrames: one.startInFrames - from }))
      .filter((one) => one.startInFrames < frames && one.startInFrames + one.durationInFrames > 0);
  return {
    // Ids are for those who read an error.
    overlays: within(layers.overlays).map(({ id: _id, ...overlay }) => overlay),
    watermark: layers.watermark,
    captions: layers.captions && { ...layers.captions, pages: within(layers.captions.pages) },
  };
};
