import * as z from 'zod';
import {
  assetReferenceSchema,
  hexColor,
  listOf,
  numberBetween,
  once,
  requiredOr,
  text,
  wholeNumber,
} from './fields';
import { isHttpsUrl } from './urls';
import { volumeSchema } from './sound';

/** A built-in scene: what a client shows in a list, the schema that its props must satisfy, and props to begin with. */
export type SceneTemplate<Schema extends z.ZodObject = z.ZodObject> = {
  id: string;
  title: string;
  description: string;
  propsSchema: Schema;
  /** Props that are valid and look well. Their assets ship with the site. */
  exampleProps: z.infer<Schema>;
};

/** Lets TypeScript check the example against the schema beside it, which is made when it is first asked for. */
const template = <const Id extends string, Schema extends z.ZodObject>({
  propsSchema,
  ...definition
}: Omit<SceneTemplate<Schema>, 'propsSchema'> & { id: Id; propsSchema: () => Schema }) => ({
  ...definition,
  get propsSchema() {
    return propsSchema();
  },
});

const accentColor = once(() => hexColor().describe('Colour of what stands out, such as #ff7a45.').optional());
const backgroundColor = once(() => hexColor().describe('Colour of the ground, such as #0c1220.').optional());
const eyebrow = once(() => text(60).describe('A small line above the headline.').optional());

const mediaKind = once(() =>
  z
    .enum(['image', 'video'], { error: 'must be image or video' })
    .describe('What `src` is, where its file name does not say so.')
    .optional(),
);
const mediaVolume = once(() =>
  volumeSchema()
    .describe('How loud the sound of a video is, 0 to 1. Without it the video is silent.')
    .optional(),
);

// A language, then a script or region, as BCP 47 has it. Any text of this form is good for Intl.NumberFormat, which falls
// back to what it knows.
const locale = once(() =>
  z
    .string({ error: 'must be a locale such as en-US' })
    .regex(/^[a-zA-Z]{2,3}(?:-[a-zA-Z]{4})?(?:-(?:[a-zA-Z]{2}|[0-9]{3}))?$/, 'must be a locale such as en-US')
    .describe('How figures are written, as a BCP 47 tag; en-US if not given.')
    .optional(),
);

// With more digits than this no figure fits into its column.
const MAX_FIGURE = 999_999_999;
const SIDES_MESSAGE = 'must have an image or points, and the same on both sides';

const titlePropsSchema = once(() =>
  z.strictObject({
    title: text(120).describe('The headline.'),
    subtitle: text(240).describe('A line or two below the headline.').optional(),
    eyebrow: eyebrow(),
    accentColor: accentColor(),
    backgroundColor: backgroundColor(),
  }),
);

const mediaPropsSchema = once(() =>
  z.strictObject({
    src: assetReferenceSchema().describe('The image or video that fills the frame.'),
    kind: mediaKind(),
    volume: mediaVolume(),
    caption: text(160).describe('What stands at the foot of the frame.'),
    kicker: text(60).describe('A small line above the caption.').optional(),
    accentColor: accentColor(),
  }),
);

const outroPropsSchema = once(() =>
  z.strictObject({
    headline: text(120).describe('The closing words.'),
    callToAction: text(40).describe('What is to be done now, on the accent colour.').optional(),
    url: text(100).describe('The address to go to, as it is to be read.').optional(),
    logo: assetReferenceSchema().describe("An image; the project's logo if not given.").optional(),
    accentColor: accentColor(),
    backgroundColor: backgroundColor(),
  }),
);

const quotePropsSchema = once(() =>
  z.strictObject({
    quote: text(280).describe('What was said, without quotation marks.'),
    author: text(60).describe('Who said it.'),
    role: text(80).describe('What the author does, and where.').optional(),
    portrait: assetReferenceSchema()
      .describe('An image of the author; its middle is shown in a circle.')
      .optional(),
    accentColor: accentColor(),
    backgroundColor: backgroundColor(),
  }),
);

const listPropsSchema = once(() =>
  z.strictObject({
    eyebrow: eyebrow(),
    headline: text(80).describe('What the list is about.'),
    items: listOf(text(90), 'texts', 1, 8).describe('The points, shown one after the other.'),
    numbered: z
      .boolean({ error: 'must be true or false' })
      .describe('Whether the points are counted.')
      .optional(),
    accentColor: accentColor(),
    backgroundColor: backgroundColor(),
  }),
);

const statSchema = once(() =>
  z.strictObject({
    value: numberBetween(-MAX_FIGURE, MAX_FIGURE).describe('The figure that is counted up to.'),
    label: text(60).describe('What the figure means.'),
    prefix: text(4).describe('What stands before the figure, such as €.').optional(),
    unit: text(6).describe('What stands after the figure, such as % or ms.').optional(),
    decimals: wholeNumber(0, 3).describe('How many digits follow the point; none if not given.').optional(),
  }),
);

const statsPropsSchema = once(() =>
  z.strictObject({
    headline: text(80).describe('What the figures are about.').optional(),
    stats: listOf(statSchema(), 'figures', 1, 4).describe('The figures.'),
    locale: locale(),
    accentColor: accentColor(),
    backgroundColor: backgroundColor(),
  }),
);

const chartValueSchema = once(() =>
  z.strictObject({
    label: text(24).describe('What the value belongs to.'),
    value: numberBetween(0, MAX_FIGURE).describe('0 or more.'),
    highlighted: z
      .boolean({ error: 'must be true or false' })
      .describe('Whether this value alone has the accent colour; all have it where none is highlighted.')
      .optional(),
  }),
);

const chartPropsSchema = once(() =>
  z.strictObject({
    headline: text(80).describe('What the chart shows.'),
    values: listOf(chartValueSchema(), 'values', 2, 12).describe('The values, in the order they are drawn.'),
    kind: z.enum(['bar', 'line'], { error: 'must be bar or line' }).describe('Bars if not given.').optional(),
    prefix: text(4).describe('What stands before each figure, such as €.').optional(),
    unit: text(6).describe('What stands after each figure, such as %.').optional(),
    locale: locale(),
    accentColor: accentColor(),
    backgroundColor: backgroundColor(),
  }),
);

const sideSchema = once(() =>
  z.strictObject(
    {
      label: text(40).describe('The name of this side.'),
      image: assetReferenceSchema()
        .describe('An image. Two of them fill the frame with a line between them.')
        .optional(),
      points: listOf(text(80), 'texts', 1, 5).describe('What is to be said of this side.').optional(),
    },
    { error: requiredOr('must be an object') },
  ),
);

const comparisonPropsSchema = once(() =>
  z
    .strictObject({
      headline: text(80).describe('What is compared.').optional(),
      before: sideSchema().describe('The first side.'),
      after: sideSchema().describe('The second side, which the accent colour marks.'),
      accentColor: accentColor(),
      backgroundColor: backgroundColor(),
    })
    .superRefine(({ before, after }, context) => {
      if ((before.image !== undefined && after.image !== undefined) || (before.points && after.points))
        return;
      context.addIssue({ code: 'custom', path: ['after'], message: SIDES_MESSAGE });
    }),
);

const galleryPropsSchema = once(() =>
  z.strictObject({
    headline: text(80).describe('A line above the images.').optional(),
    images: listOf(
      z.strictObject({
        src: assetReferenceSchema().describe('The image; its middle is shown.'),
        caption: text(60).describe('A line at the foot of the image.').optional(),
      }),
      'images',
      2,
      6,
    ).describe('The images. Of three and five, the first is the largest.'),
    accentColor: accentColor(),
    backgroundColor: backgroundColor(),
  }),
);

const timelinePropsSchema = once(() =>
  z.strictObject({
    headline: text(80).describe('What the timeline is about.').optional(),
    steps: listOf(
      z.strictObject({
        date: text(24).describe('When, as it is to be read.'),
        title: text(60).describe('What happened.'),
        detail: text(120).describe('More about it.').optional(),
      }),
      'steps',
      2,
      6,
    ).describe('The steps, the first one first.'),
    accentColor: accentColor(),
    backgroundColor: backgroundColor(),
  }),
);

const speakerPropsSchema = once(() =>
  z.strictObject({
    src: assetReferenceSchema().describe('The image or video of the speaker, which fills the frame.'),
    kind: mediaKind(),
    volume: mediaVolume(),
    name: text(60).describe('Who is seen.'),
    role: text(80).describe('What the speaker does, and where.').optional(),
    accentColor: accentColor(),
    backgroundColor: hexColor().describe('Colour of the plate that the name stands on.').optional(),
  }),
);

const countdownPropsSchema = once(() =>
  z.strictObject({
    from: wholeNumber(1, 60).describe('The first number. One goes by in each second.'),
    headline: text(80).describe('What is waited for.').optional(),
    finalText: text(24).describe('What is shown in place of 0.').optional(),
    accentColor: accentColor(),
    backgroundColor: backgroundColor(),
  }),
);

/** Props of the `title` template. */
export type TitleProps = z.infer<ReturnType<typeof titlePropsSchema>>;
/** Props of the `media` template. */
export type MediaProps = z.infer<ReturnType<typeof mediaPropsSchema>>;
/** Props of the `outro` template. */
export type OutroProps = z.infer<ReturnType<typeof outroPropsSchema>>;
/** Props of the `quote` template. */
export type QuoteProps = z.infer<ReturnType<typeof quotePropsSchema>>;
/** Props of the `list` template. */
export type ListProps = z.infer<ReturnType<typeof listPropsSchema>>;
/** Props of the `stats` template. */
export type StatsProps = z.infer<ReturnType<typeof statsPropsSchema>>;
/** Props of the `chart` template. */
export type ChartProps = z.infer<ReturnType<typeof chartPropsSchema>>;
/** Props of the `comparison` template. */
export type ComparisonProps = z.infer<ReturnType<typeof comparisonPropsSchema>>;
/** Props of the `gallery` template. */
export type GalleryProps = z.infer<ReturnType<typeof galleryPropsSchema>>;
/** Props of the `timeline` template. */
export type TimelineProps = z.infer<ReturnType<typeof timelinePropsSchema>>;
/** Props of the `speaker` template. */
export type SpeakerProps = z.infer<ReturnType<typeof speakerPropsSchema>>;
/** Props of the `countdown` template. */
export type CountdownProps = z.infer<ReturnType<typeof countdownPropsSchema>>;

/**
 * The built-in scene templates by id; everything that lists templates lists these. All but videos that are told to be loud are
 * silent: what a template plays has to be part of the catalog's `SoundInputs`.
 */
export const templates = {
  title: template({
    id: 'title',
    title: 'Title',
    description: 'A large headline with an optional line above and below it, over a quiet gradient.',
    propsSchema: titlePropsSchema,
    exampleProps: {
      eyebrow: 'Open-source video exports',
      title: 'From a list of scenes to a finished film.',
      subtitle: 'Reelway renders your projects in your own cloud account, or on your laptop.',
    },
  }),
  media: template({
    id: 'media',
    title: 'Media',
    description: 'A full-frame image with a slow camera move, or a video, with a caption.',
    propsSchema: mediaPropsSchema,
    exampleProps: {
      src: 'sample/lake.jpg',
      kicker: 'How it works',
      caption: 'Send one GraphQL mutation, watch it render live.',
    },
  }),
  outro: template({
    id: 'outro',
    title: 'Outro',
    description: 'The logo, a closing headline, a call to action and an address.',
    propsSchema: outroPropsSchema,
    exampleProps: {
      headline: 'Render your first video today.',
      callToAction: 'sls deploy --stage prod',
      logo: 'sample/logo.svg',
    },
  }),
  quote: template({
    id: 'quote',
    title: 'Quote',
    description: 'What somebody said, with name, role and a portrait in a ring.',
    propsSchema: quotePropsSchema,
    exampleProps: {
      quote: 'We sent one mutation, went for coffee, and came back to a hundred finished films.',
      author: 'The author',
      role: 'Role, company',
      portrait: 'sample/portrait.svg',
      backgroundColor: '#1b1336',
      accentColor: '#ffb35c',
    },
  }),
  list: template({
    id: 'list',
    title: 'List',
    description: 'A headline with up to eight points that appear one after the other.',
    propsSchema: listPropsSchema,
    exampleProps: {
      eyebrow: 'In four steps',
      headline: 'From data to film',
      items: [
        'Write scenes, or let a model write them',
        'Save the project',
        'Create an export',
        'Watch it render live',
      ],
      numbered: true,
      backgroundColor: '#0b2a2e',
      accentColor: '#4fd1b5',
    },
  }),
  stats: template({
    id: 'stats',
    title: 'Stats',
    description: 'One to four large figures that count up, each with a unit and a label.',
    propsSchema: statsPropsSchema,
    exampleProps: {
      headline: 'A year of exports',
      stats: [
        { value: 128400, label: 'videos rendered' },
        { value: 99.95, unit: '%', decimals: 2, label: 'of exports completed' },
        { value: 0.04, prefix: '$', decimals: 2, label: 'for a minute of video' },
      ],
      backgroundColor: '#f5efe6',
      accentColor: '#c2410c',
    },
  }),
  chart: template({
    id: 'chart',
    title: 'Chart',
    description: 'Two to twelve values with labels, as bars or as a line.',
    propsSchema: chartPropsSchema,
    exampleProps: {
      headline: 'Exports per month',
      values: [
        { label: 'Jan', value: 4.2 },
        { label: 'Feb', value: 5.1 },
        { label: 'Mar', value: 7.8 },
        { label: 'Apr', value: 7.2 },
        { label: 'May', value: 9.6 },
        { label: 'Jun', value: 13.4, highlighted: true },
      ],
      unit: 'k',
    },
  }),
  comparison: template({
    id: 'comparison',
    title: 'Comparison',
    description:
      'Before and after: two images with a line that moves between them, or two cards with points.',
    propsSchema: comparisonPropsSchema,
    exampleProps: {
      headline: 'The same lake, ten hours apart',
      before: { label: 'Noon', image: 'sample/lake-at-noon.jpg' },
      after: { label: 'Dusk', image: 'sample/lake.jpg' },
    },
  }),
  gallery: template({
    id: 'gallery',
    title: 'Gallery',
    description: 'Two to six images in a mosaic, each with a slow camera move and an optional caption.',
    propsSchema: galleryPropsSchema,
    exampleProps: {
      headline: 'Places to film',
      images: [
        { src: 'sample/lake.jpg', caption: 'The lake at dusk' },
        { src: 'sample/dunes.svg', caption: 'Dunes' },
        { src: 'sample/forest.svg', caption: 'Forest' },
        { src: 'sample/city.svg', caption: 'Harbour city' },
        { src: 'sample/lake-at-noon.jpg', caption: 'The lake at noon' },
      ],
    },
  }),
  timeline: template({
    id: 'timeline',
    title: 'Timeline',
    description: 'Two to six dated steps along a line that is drawn while they appear.',
    propsSchema: timelinePropsSchema,
    exampleProps: {
      headline: 'From idea to premiere',
      steps: [
        { date: 'March', title: 'Script', detail: 'Three drafts, one of them good.' },
        { date: 'May', title: 'First cut', detail: 'Twelve scenes from two templates.' },
        { date: 'June', title: 'Review', detail: 'Only what changed is rendered again.' },
        { date: 'July', title: 'Premiere', detail: 'In three formats on the same day.' },
      ],
      backgroundColor: '#eef2f8',
      accentColor: '#3056d3',
    },
  }),
  speaker: template({
    id: 'speaker',
    title: 'Speaker',
    description:
      'An image or video that fills the frame, with a name and a role on a plate in its lower third.',
    propsSchema: speakerPropsSchema,
    exampleProps: {
      src: 'sample/speaker.svg',
      name: 'The speaker',
      role: 'Role, company',
    },
  }),
  countdown: template({
    id: 'countdown',
    title: 'Countdown',
    description: 'Numbers down to zero, one for each second, in a ring that runs out.',
    propsSchema: countdownPropsSchema,
    exampleProps: {
      from: 5,
      headline: 'The premiere begins',
      finalText: 'Go!',
      backgroundColor: '#2a0f2e',
      accentColor: '#ff5fa2',
    },
  }),
} as const satisfies Record<string, SceneTemplate>;

/** Id of a built-in scene template. */
export type TemplateId = keyof typeof templates;

/** Props of the template with the given id; of any template without one. */
export type TemplateProps<Id extends TemplateId = TemplateId> = z.infer<
  (typeof templates)[Id]['propsSchema']
>;

/** Whether a media scene shows an image or a video: as told, else by the extension of its source's path. */
export const mediaKindOf = ({ src, kind }: Pick<MediaProps, 'src' | 'kind'>): 'image' | 'video' => {
  if (kind !== undefined) {
    return kind;
  }
  const path = isHttpsUrl(src) ? new URL(src).pathname : src;
  return /\.(?:mp4|webm|mov)$/i.test(path) ? 'video' : 'image';
};
