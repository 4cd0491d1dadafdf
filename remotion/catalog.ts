import * as z from 'zod';
import { assetReferenceSchema, identifier, once, requiredOr, text, wholeNumber } from './fields';
import { captionsHeightAt, captionsSchema } from './captions';
import { layersOf, layersWithin, overlaysSchema, watermarkSchema, type LayerInputs } from './layers';
import { COMPOSITION_LIMITS } from './limits';
import { audioSchema, musicOf, volumeSchema, type Music, type Span } from './sound';
import { mediaKindOf, templates, type TemplateId, type TemplateProps } from './templates';
import {
  overlapInFrames,
  projectDurationInFrames,
  sceneStarts,
  transitionIssues,
  transitionSchema,
  type Transition,
} from './timeline';
import { isHttpsUrl, MAX_ASSET_REFERENCE_LENGTH } from './urls';

export { assetReferenceSchema, once } from './fields';
export { ALLOWED_MODULES, COMPOSITION_LIMITS, MAIN_COMPOSITION_ID } from './limits';
export {
  parseSceneError,
  readSceneErrorArtifact,
  sceneErrorArtifact,
  sceneErrorText,
  type SceneError,
} from './scene-errors';
export {
  fileKindOf,
  isHttpsUrl,
  isPublicHostname,
  MAX_ASSET_REFERENCE_LENGTH,
  PRIVATE_HOST_MESSAGE,
} from './urls';
export {
  mediaKindOf,
  templates,
  type ChartProps,
  type ComparisonProps,
  type CountdownProps,
  type GalleryProps,
  type ListProps,
  type MediaProps,
  type OutroProps,
  type QuoteProps,
  type SceneTemplate,
  type SpeakerProps,
  type StatsProps,
  type TemplateId,
  type TemplateProps,
  type TimelineProps,
  type TitleProps,
} from './templates';
export { CAPTION_LIMITS, type Captions, type CaptionStyle } from './captions';
export type { LayerInputs, Overlay, Watermark } from './layers';
export type { AudioSettings } from './sound';
export {
  overlapInFrames,
  projectDurationInFrames,
  scenesAtRate,
  sceneStarts,
  transitionIssues,
  type Transition,
} from './timeline';

/** One thing wrong with a value: `path` is dotted (`scenes.0.props.title`), `message` reads on from it. */
export type PropsIssue = { path: string; message: string };

/** A parsed value, or everything (at most 50 issues) that is wrong with it. */
export type PropsResult<T> = { success: true; props: T } | { success: false; issues: PropsIssue[] };

const MAX_ISSUES = 50;

const sceneFields = once(() => ({
  id: identifier(),
  name: text(120).optional(),
  durationInFrames: wholeNumber(1, COMPOSITION_LIMITS.maxDurationInFrames),
  /** How the scene gives way to the next one; a cut if not given. */
  transition: transitionSchema(COMPOSITION_LIMITS.maxDurationInFrames).optional(),
  /** Sounds from the scene's first frame to its last. */
  narrationUrl: assetReferenceSchema().optional(),
  narrationVolume: volumeSchema().optional(),
}));

const templateMessage = `must be one of ${Object.keys(templates).join(', ')}`;

// One member for each template, so that a new one needs no line here.
type TemplateScene = {
  [Id in TemplateId]: z.ZodObject<
    ReturnType<typeof sceneFields> & {
      template: z.ZodLiteral<Id>;
      props: (typeof templates)[Id]['propsSchema'];
    },
    z.core.$strict
  >;
}[TemplateId];
const templateScenes = once(
  () =>
    (Object.keys(templates) as TemplateId[]).map((id) =>
      z.strictObject({ ...sceneFields(), template: z.literal(id), props: templates[id].propsSchema }),
    ) as unknown as [TemplateScene, ...TemplateScene[]],
);

const sceneUrls = once(() =>
  z
    .array(z.string().max(MAX_ASSET_REFERENCE_LENGTH).refine(isHttpsUrl, 'must be an https:// URL'))
    .max(200, 'must hold at most 200 URLs'),
);

// A scene that brings its own code: what the compiler has made of the source, see docs/scenes.md.
const codeScene = once(() =>
  z.strictObject({
    ...sceneFields(),
    template: z.literal('code'),
    code: z
      .string({ error: requiredOr('must be compiled code') })
      .min(1, 'must not be empty')
      .max(
        COMPOSITION_LIMITS.maxSceneCodeLength,
        `must be at most ${COMPOSITION_LIMITS.maxSceneCodeLength} characters`,
      ),
    /** The files on the internet that the code may load, as the compiler lists them; what is not among them is not drawn. */
    urls: sceneUrls().optional(),
    /** Those of `urls` that are only guessed to be loaded: nothing has to be behind them. They decide no pixel. */
    guessedUrls: sceneUrls().optional(),
    props: z.record(z.string(), z.json(), { error: requiredOr('must be an object') }),
  }),
);

const sceneSchema = once(() =>
  z.discriminatedUnion('template', [codeScene(), ...templateScenes()], {
    error: (issue) => (issue.code === 'invalid_union' ? templateMessage : 'must be a scene'),
  }),
);

const sideLength = once(() =>
  wholeNumber(COMPOSITION_LIMITS.minSideLength, COMPOSITION_LIMITS.maxSideLength).multipleOf(
    2,
    'must be even, because video stores colour for blocks of two by two pixels',
  ),
);

const scenesSchema = once(() =>
  z
    .array(sceneSchema(), { error: requiredOr('must be a list of scenes') })
    .min(1, 'must hold at least one scene')
    .max(COMPOSITION_LIMITS.maxScenes, `must hold at most ${COMPOSITION_LIMITS.maxScenes} scenes`)
    .superRefine((scenes, context) => {
      const seen = new Set<string>();
      scenes.forEach((scene, index) => {
        if (seen.has(scene.id)) {
          context.addIssue({
            code: 'custom',
            path: [index, 'id'],
            message: 'must be unique among the scenes',
          });
        }
        seen.add(scene.id);
      });
      for (const { index, path, message } of transitionIssues(scenes)) {
        context.addIssue({ code: 'custom', path: [index, ...path], message });
      }
      if (projectDurationInFrames(scenes) > COMPOSITION_LIMITS.maxDurationInFrames) {
        context.addIssue({
          code: 'custom',
          message: `must last at most ${COMPOSITION_LIMITS.maxDurationInFrames} frames together`,
        });
      }
    }),
);

/**
 * Input props of {@link MAIN_COMPOSITION_ID}. `width` and `height` are project pixels: another output resolution is
 * Remotion's `scale`, never other props. `durationInFrames` of a scene counts frames at the given `fps`, so whoever
 * changes `fps` converts the durations as well.
 */
export const mainCompositionPropsSchema = once(() =>
  z.strictObject({
    width: sideLength(),
    height: sideLength(),
    fps: wholeNumber(1, COMPOSITION_LIMITS.maxFps),
    scenes: scenesSchema(),
    overlays: overlaysSchema(COMPOSITION_LIMITS.maxDurationInFrames).optional(),
    captions: captionsSchema().optional(),
    watermark: watermarkSchema().optional(),
    audio: audioSchema().optional(),
    /** Short for `audio` with nothing but a URL; not looked at where there is `audio`. */
    audioUrl: assetReferenceSchema().optional(),
    logoUrl: assetReferenceSchema().optional(),
    /** What becomes of a video of which a scene fails: nothing, or one with another picture in its place. */
    onSceneError: z.enum(['fail', 'fallback'], { error: 'must be fail or fallback' }).optional(),
    exportId: identifier().optional(),
  }),
);

/** Parsed input props of {@link MAIN_COMPOSITION_ID}. */
export type MainCompositionProps = z.infer<ReturnType<typeof mainCompositionPropsSchema>>;

const issuesOf = (error: z.ZodError): PropsIssue[] =>
  error.issues
    .flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), message: 'is not known here' }))
        : [{ path: issue.path.join('.'), message: issue.message }],
    )
    .slice(0, MAX_ISSUES);

const parse = <T>(schema: z.ZodType<T>, input: unknown): PropsResult<T> => {
  const result = schema.safeParse(input, { error: () => 'must be an object' });
  return result.success
    ? { success: true, props: result.data }
    : { success: false, issues: issuesOf(result.error) };
};

const NUMERIC = /^\s*-?\d+(?:\.\d+)?\s*$/;

/** A copy in which texts that look like numbers are numbers, in those places where the issues ask for one. */
const withNumbers = (value: unknown, issues: readonly z.core.$ZodIssue[]): unknown => {
  const wanted = issues.filter(
    (issue) => issue.code === 'invalid_type' && (issue.expected === 'number' || issue.expected === 'int'),
  );
  if (wanted.length === 0) return value;
  const copy = structuredClone(value);
  for (const issue of wanted) {
    const key = issue.path.at(-1) as PropertyKey;
    const parent = issue.path
      .slice(0, -1)
      .reduce((inner, part) => (inner as Record<PropertyKey, unknown>)[part], copy) as Record<
      PropertyKey,
      unknown
    >;
    const text = parent[key];
    if (typeof text === 'string' && NUMERIC.test(text)) parent[key] = Number(text);
  }
  return copy;
};

/**
 * Checks the props of one scene against its template. Never throws: an unknown template is an issue at `template`,
 * every other path is relative to `props`. A text such as `42` is good for a number, because merge fields fill in texts.
 */
export const parseSceneProps = (template: string, props: unknown): PropsResult<TemplateProps> => {
  if (!Object.hasOwn(templates, template)) {
    return { success: false, issues: [{ path: 'template', message: templateMessage }] };
  }
  const schema: z.ZodType<TemplateProps> = templates[template as TemplateId].propsSchema;
  const { error } = schema.safeParse(props);
  return parse(schema, error === undefined ? props : withNumbers(props, error.issues));
};

// What a client may set of a project and of any scene, each by itself.
const fieldSchemas = once(() => ({
  overlays: overlaysSchema(COMPOSITION_LIMITS.maxDurationInFrames),
  captions: captionsSchema(),
  watermark: watermarkSchema(),
  audio: audioSchema(),
  transition: transitionSchema(COMPOSITION_LIMITS.maxDurationInFrames),
  narrationUrl: assetReferenceSchema(),
  narrationVolume: volumeSchema(),
}));

/** A part of a project, or of a scene, that can be checked by itself. */
export type CompositionField = keyof ReturnType<typeof fieldSchemas>;

/** Checks one part of a project or of a scene. Never throws; paths are relative to the part. */
export const parseField = (field: CompositionField, value: unknown): PropsResult<unknown> =>
  parse<unknown>(fieldSchemas()[field], value);

/** Checks the whole input of {@link MAIN_COMPOSITION_ID}. Never throws. */
export const parseMainCompositionProps = (input: unknown): PropsResult<MainCompositionProps> =>
  parse(mainCompositionPropsSchema(), input);

/** Size in project pixels, rate in frames per second and length in frames of the video that the props describe. */
export const mainCompositionMetadata = (
  props: MainCompositionProps,
): { width: number; height: number; fps: number; durationInFrames: number } => ({
  width: props.width,
  height: props.height,
  fps: props.fps,
  durationInFrames: projectDurationInFrames(props.scenes),
});

type Scene = MainCompositionProps['scenes'][number];
type Drawn<S> = S extends Scene
  ? Pick<S, 'template' | 'props' | 'durationInFrames' | Extract<keyof S, 'code' | 'urls'>>
  : never;

/**
 * All that the pixels of one scene may depend on, the site's own code and files aside. The composition draws a scene from
 * this and nothing else, so scenes with equal inputs look the same, in whichever project and at whichever place.
 */
export type SceneInputs = Drawn<Scene> &
  Pick<MainCompositionProps, 'width' | 'height' | 'fps'> & {
    /** Pixels that captions take up at the foot; not there for scenes that have nothing there. */
    footHeight?: number;
  };

/** Templates whose text stands at the foot of the frame. */
const FOOTED: readonly string[] = ['media', 'speaker'] satisfies TemplateId[];

/** All that the sound of the whole video may depend on, the site's own code and files aside. */
export type SoundInputs = {
  fps: number;
  durationInFrames: number;
  music: Music | null;
  narrations: PlacedSound[];
  /** Of scenes that show a video with its own sound. */
  videos: PlacedSound[];
};

/** A sound in its place in the video. */
export type PlacedSound = Span & { src: string; volume: number };

/** What the composition draws the scene at `index` from. Props must be parsed. @throws RangeError when there is no such scene. */
export const sceneInputs = (props: MainCompositionProps, index: number): SceneInputs => {
  const { width, height, fps, scenes, logoUrl, exportId: _nowhere, ...unseen } = props;
  const { audio: _music, audioUrl: _sound, overlays: _over, captions, ...rest } = unseen;
  const { watermark: _onTop, onSceneError: _afterwards, ...others } = rest;
  // A prop that is new has to be either named above or handed to the scenes below.
  others satisfies Record<string, never>;
  const scene = scenes[index];
  if (scene === undefined) throw new RangeError(`There is no scene at index ${index}.`);
  const { template, durationInFrames } = scene;
  const captionStyle = captions === undefined || captions.items.length === 0 ? null : (captions.style ?? {});
  const footHeight = FOOTED.includes(template)
    ? captionsHeightAt('bottom', captionStyle, { width, height })
    : 0;
  const shared = { width, height, fps, durationInFrames, ...(footHeight > 0 && { footHeight }) };
  // Only an outro shows the logo: another logo must not make the other scenes different ones.
  if (template === 'outro' && scene.props.logo === undefined && logoUrl !== undefined) {
    return { ...shared, template, props: { ...scene.props, logo: logoUrl } };
  }
  if (template === 'code') {
    const { code, urls, props: shown } = scene;
    return { ...shared, template, code, ...(urls !== undefined && { urls }), props: shown };
  }
  return { ...shared, template, props: scene.props } as SceneInputs;
};

/** What the composition makes its sound from; null when it makes none. Props must be parsed. */
export const soundInputs = (props: MainCompositionProps): SoundInputs | null => {
  const { audio, audioUrl, fps, scenes } = props;
  // A template that makes sound has to add to SoundInputs what that sound depends on. Code may make any; it is never reused.
  scenes satisfies readonly { template: TemplateId | 'code' }[];
  const starts = sceneStarts(scenes);
  const narrations = scenes.flatMap(({ narrationUrl, narrationVolume = 1, durationInFrames }, index) =>
    narrationUrl === undefined
      ? []
      : [{ src: narrationUrl, volume: narrationVolume, from: starts[index] as number, durationInFrames }],
  );
  const videos = scenes.flatMap(({ template, props: shown, durationInFrames }, index) => {
    if (template !== 'media' && template !== 'speaker') return [];
    const { src, volume = 0 } = shown;
    if (volume === 0 || mediaKindOf(shown) !== 'video') return [];
    return [{ src, volume, from: starts[index] as number, durationInFrames }];
  });
  const settings = audio ?? (audioUrl === undefined ? null : { url: audioUrl });
  const voices = [...narrations, ...videos].filter(({ volume }) => volume > 0);
  if (settings === null && narrations.length === 0 && videos.length === 0) return null;
  return {
    fps,
    durationInFrames: projectDurationInFrames(scenes),
    music:
      settings &&
      musicOf(
        settings,
        voices.map(({ from, durationInFrames }) => ({ from, durationInFrames })),
      ),
    narrations,
    videos,
  };
};

/** What the composition draws over the scenes. Props must be parsed. */
export const layerInputs = (props: MainCompositionProps): LayerInputs =>
  layersOf(props, mainCompositionMetadata(props));

/** Frames of a video that depend on nothing but `inputs`, the site's own code and files aside. */
export type SegmentInputs = {
  from: number;
  frames: number;
  inputs: { scenes: (SceneInputs & { transition: Transition | null })[]; layers: LayerInputs };
};

/**
 * Divides a video into parts whose pixels do not depend on each other: scenes, or several of them where transitions join
 * them. What lies over the scenes belongs to each part that it is seen in. Null where a part must not be taken from an older
 * render: a picture that stands in for a broken scene has to be reported each time, and code may draw and play what its inputs
 * do not tell. Props must be parsed.
 */
export const segmentInputs = (props: MainCompositionProps): SegmentInputs[] | null => {
  if (props.onSceneError === 'fallback') return null;
  if (props.scenes.some(({ template }) => template === 'code')) return null;
  const layers = layerInputs(props);
  const starts = sceneStarts(props.scenes);
  const segments: SegmentInputs[] = [];
  let joined: SegmentInputs['inputs']['scenes'] = [];
  let from = 0;
  props.scenes.forEach((scene, index) => {
    if (joined.length === 0) from = starts[index] as number;
    const overlaps = overlapInFrames(scene) > 0;
    const transition = overlaps ? (scene.transition ?? null) : null;
    joined.push({ ...sceneInputs(props, index), transition });
    if (overlaps) return;
    const frames = (starts[index] as number) + scene.durationInFrames - from;
    segments.push({ from, frames, inputs: { scenes: joined, layers: layersWithin(layers, from, frames) } });
    joined = [];
  });
  return segments;
};
