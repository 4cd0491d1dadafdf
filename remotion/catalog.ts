import { z } from 'zod';

/** Id of the one composition that the site registers; every export renders it. */
export const MAIN_COMPOSITION_ID = 'MainComposition';

/**
 * Bounds of what one composition can hold. The limits of a deployment (longest render, dearest render) are tighter
 * and live in its configuration; these keep a render possible at all.
 */
export const COMPOSITION_LIMITS = {
  /** Pixels. Below this no text is legible. */
  minSideLength: 64,
  /** Pixels. The longest side that H.264 encoders accept everywhere (level 5.2). */
  maxSideLength: 4096,
  /** Frames per second. The highest rate that the export formats offer. */
  maxFps: 60,
  /** Scenes in one project. */
  maxScenes: 200,
  /** Frames, all scenes together: one hour at 60 frames per second. */
  maxDurationInFrames: 216_000,
  /** UTF-16 units. What browsers and S3 take without trouble. */
  maxAssetReferenceLength: 2048,
} as const;

/** One thing wrong with a value: `path` is dotted (`scenes.0.props.title`), `message` reads on from it. */
export type PropsIssue = { path: string; message: string };

/** A parsed value, or everything (at most 50 issues) that is wrong with it. */
export type PropsResult<T> = { success: true; props: T } | { success: false; issues: PropsIssue[] };

const MAX_ISSUES = 50;

const requiredOr = (message: string) => (issue: { input?: unknown }) =>
  issue.input === undefined ? 'is required' : message;

const text = (maxLength: number) =>
  z
    .string({ error: requiredOr('must be text') })
    .trim()
    .min(1, 'must not be empty')
    .max(maxLength, `must be at most ${maxLength} characters`);

const wholeNumber = (min: number, max: number) => {
  const message = `must be a whole number from ${min} to ${max}`;
  return z
    .int({ error: requiredOr(message) })
    .min(min, message)
    .max(max, message);
};

const identifier = z
  .string({ error: requiredOr('must be text') })
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, dashes or underscores');

const hexColor = z
  .string({ error: 'must be a colour such as #ff7a45' })
  .regex(/^#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/, 'must be a colour such as #ff7a45');

// No segment may begin with a dot, which rules out `..` and hidden files; a scheme or a leading slash cannot match.
const PUBLIC_FILE = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/;

const isHttpsUrl = (value: string): boolean => {
  if (!/^https:\/\//i.test(value) || !URL.canParse(value)) {
    return false;
  }
  const { username, password } = new URL(value);
  return username === '' && password === '';
};

// Names that never mean a host on the internet (RFC 6761, RFC 6762 and what cloud providers use inside), and addresses
// instead of names.
const PRIVATE_HOST =
  /^\[|^[\d.]+$|(^|\.)(localhost|local|internal|intranet|lan|home\.arpa|test|invalid)\.?$/i;

/** What is said of a host that {@link isPublicHostname} refuses. */
export const PRIVATE_HOST_MESSAGE = 'must name a host on the internet, not an address or a private name';

/**
 * Whether a URL's `hostname` can be a host on the internet: neither the browser that renders nor a callback may be sent into
 * the network that it stands in. Where the name leads to is not known here.
 */
export const isPublicHostname = (hostname: string): boolean =>
  hostname.includes('.') && !PRIVATE_HOST.test(hostname);

const isPublicHost = (value: string): boolean =>
  !isHttpsUrl(value) || isPublicHostname(new URL(value).hostname);

/**
 * Where an image, a video or a sound comes from: an `https://` URL without credentials, or the path of a file in the
 * site's public folder such as `sample/lake.jpg` (ASCII letters, digits, `.`, `_`, `-`; no `..`, no leading slash).
 */
export const assetReferenceSchema = z
  .string({ error: requiredOr('must be text') })
  .max(
    COMPOSITION_LIMITS.maxAssetReferenceLength,
    `must be at most ${COMPOSITION_LIMITS.maxAssetReferenceLength} characters`,
  )
  .refine((value) => isHttpsUrl(value) || PUBLIC_FILE.test(value), {
    error: 'must be an https:// URL or the path of a file in the public folder, such as sample/lake.jpg',
  })
  .refine(isPublicHost, { error: PRIVATE_HOST_MESSAGE });

const titlePropsSchema = z.strictObject({
  title: text(120),
  subtitle: text(240).optional(),
  eyebrow: text(60).optional(),
  accentColor: hexColor.optional(),
  backgroundColor: hexColor.optional(),
});

const mediaPropsSchema = z.strictObject({
  src: assetReferenceSchema,
  kind: z.enum(['image', 'video'], { error: 'must be image or video' }).optional(),
  caption: text(160),
  kicker: text(60).optional(),
  accentColor: hexColor.optional(),
});

const outroPropsSchema = z.strictObject({
  headline: text(120),
  callToAction: text(40).optional(),
  url: text(100).optional(),
  logo: assetReferenceSchema.optional(),
  accentColor: hexColor.optional(),
  backgroundColor: hexColor.optional(),
});

/** Props of the `title` template. */
export type TitleProps = z.infer<typeof titlePropsSchema>;
/** Props of the `media` template. */
export type MediaProps = z.infer<typeof mediaPropsSchema>;
/** Props of the `outro` template. */
export type OutroProps = z.infer<typeof outroPropsSchema>;

/** A built-in scene: what a client shows in a list, and the schema its props must satisfy. */
export type SceneTemplate = { id: string; title: string; description: string; propsSchema: z.ZodObject };

/** The built-in scene templates by id. */
export const templates = {
  title: {
    id: 'title',
    title: 'Title',
    description: 'A large headline with an optional line above and below it, over a quiet gradient.',
    propsSchema: titlePropsSchema,
  },
  media: {
    id: 'media',
    title: 'Media',
    description: 'A full-frame image with a slow camera move, or a muted video, with a caption.',
    propsSchema: mediaPropsSchema,
  },
  outro: {
    id: 'outro',
    title: 'Outro',
    description: 'The logo, a closing headline, a call to action and an address.',
    propsSchema: outroPropsSchema,
  },
} as const satisfies Record<string, SceneTemplate>;

/** Id of a built-in scene template. */
export type TemplateId = keyof typeof templates;

const sceneFields = {
  id: identifier,
  name: text(120).optional(),
  durationInFrames: wholeNumber(1, COMPOSITION_LIMITS.maxDurationInFrames),
};

const templateMessage = `must be one of ${Object.keys(templates).join(', ')}`;

const sceneSchema = z.discriminatedUnion(
  'template',
  [
    z.strictObject({ ...sceneFields, template: z.literal('title'), props: titlePropsSchema }),
    z.strictObject({ ...sceneFields, template: z.literal('media'), props: mediaPropsSchema }),
    z.strictObject({ ...sceneFields, template: z.literal('outro'), props: outroPropsSchema }),
  ],
  { error: (issue) => (issue.code === 'invalid_union' ? templateMessage : 'must be a scene') },
);

const sideLength = wholeNumber(COMPOSITION_LIMITS.minSideLength, COMPOSITION_LIMITS.maxSideLength).multipleOf(
  2,
  'must be even, because video stores colour for blocks of two by two pixels',
);

const totalDurationInFrames = (scenes: readonly { durationInFrames: number }[]): number =>
  scenes.reduce((sum, scene) => sum + scene.durationInFrames, 0);

const scenesSchema = z
  .array(sceneSchema, { error: requiredOr('must be a list of scenes') })
  .min(1, 'must hold at least one scene')
  .max(COMPOSITION_LIMITS.maxScenes, `must hold at most ${COMPOSITION_LIMITS.maxScenes} scenes`)
  .superRefine((scenes, context) => {
    const seen = new Set<string>();
    scenes.forEach((scene, index) => {
      if (seen.has(scene.id)) {
        context.addIssue({ code: 'custom', path: [index, 'id'], message: 'must be unique among the scenes' });
      }
      seen.add(scene.id);
    });
    if (totalDurationInFrames(scenes) > COMPOSITION_LIMITS.maxDurationInFrames) {
      context.addIssue({
        code: 'custom',
        message: `must last at most ${COMPOSITION_LIMITS.maxDurationInFrames} frames together`,
      });
    }
  });

/**
 * Input props of {@link MAIN_COMPOSITION_ID}. `width` and `height` are project pixels: another output resolution is
 * Remotion's `scale`, never other props. `durationInFrames` of a scene counts frames at the given `fps`, so whoever
 * changes `fps` converts the durations as well.
 */
export const mainCompositionPropsSchema = z.strictObject({
  width: sideLength,
  height: sideLength,
  fps: wholeNumber(1, COMPOSITION_LIMITS.maxFps),
  scenes: scenesSchema,
  audioUrl: assetReferenceSchema.optional(),
  logoUrl: assetReferenceSchema.optional(),
  exportId: identifier.optional(),
});

/** Parsed input props of {@link MAIN_COMPOSITION_ID}. */
export type MainCompositionProps = z.infer<typeof mainCompositionPropsSchema>;

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

/**
 * Checks the props of one scene against its template. Never throws: an unknown template is an issue at `template`,
 * every other path is relative to `props`.
 */
export const parseSceneProps = (
  template: string,
  props: unknown,
): PropsResult<TitleProps | MediaProps | OutroProps> =>
  Object.hasOwn(templates, template)
    ? parse<TitleProps | MediaProps | OutroProps>(templates[template as TemplateId].propsSchema, props)
    : { success: false, issues: [{ path: 'template', message: templateMessage }] };

/** Checks the whole input of {@link MAIN_COMPOSITION_ID}. Never throws. */
export const parseMainCompositionProps = (input: unknown): PropsResult<MainCompositionProps> =>
  parse(mainCompositionPropsSchema, input);

/** Size in project pixels, rate in frames per second and length in frames of the video that the props describe. */
export const mainCompositionMetadata = (
  props: MainCompositionProps,
): { width: number; height: number; fps: number; durationInFrames: number } => ({
  width: props.width,
  height: props.height,
  fps: props.fps,
  durationInFrames: totalDurationInFrames(props.scenes),
});

type Scene = MainCompositionProps['scenes'][number];
type Drawn<S> = S extends Scene ? Pick<S, 'template' | 'props' | 'durationInFrames'> : never;

/**
 * All that the pixels of one scene may depend on, the site's own code and files aside. The composition draws a scene from
 * this and nothing else, so scenes with equal inputs look the same, in whichever project and at whichever place.
 */
export type SceneInputs = Drawn<Scene> & Pick<MainCompositionProps, 'width' | 'height' | 'fps'>;

/** All that the sound of the whole video may depend on, the site's own code and files aside. */
export type SoundInputs = { src: string; fps: number; durationInFrames: number };

/** What the composition draws the scene at `index` from. Props must be parsed. @throws RangeError when there is no such scene. */
export const sceneInputs = (props: MainCompositionProps, index: number): SceneInputs => {
  const { width, height, fps, scenes, logoUrl, audioUrl: _sound, exportId: _nowhere, ...others } = props;
  // A prop that is new has to be either named above or handed to the scenes below.
  others satisfies Record<string, never>;
  const scene = scenes[index];
  if (scene === undefined) throw new RangeError(`There is no scene at index ${index}.`);
  const { template, durationInFrames } = scene;
  const shared = { width, height, fps, durationInFrames };
  // Only an outro shows the logo: another logo must not make the other scenes different ones.
  if (template === 'outro' && scene.props.logo === undefined && logoUrl !== undefined) {
    return { ...shared, template, props: { ...scene.props, logo: logoUrl } };
  }
  return { ...shared, template, props: scene.props } as SceneInputs;
};

/** What the composition makes its sound from; null when it makes none. Props must be parsed. */
export const soundInputs = ({ audioUrl, fps, scenes }: MainCompositionProps): SoundInputs | null => {
  // A template that makes sound has to add to SoundInputs what that sound depends on.
  scenes satisfies readonly { template: 'title' | 'media' | 'outro' }[];
  return audioUrl === undefined
    ? null
    : { src: audioUrl, fps, durationInFrames: totalDurationInFrames(scenes) };
};

/** Which scene failed, and what it said. `sceneIndex` counts from 0. */
export type SceneError = { sceneId: string; sceneIndex: number; message: string };

/** The message of an error that a scene threw, as it is shown to users; {@link parseSceneError} reads it back. */
export const sceneErrorText = ({ sceneId, sceneIndex, message }: SceneError): string =>
  `Scene ${sceneId} (index ${sceneIndex}): ${message}`;

// Remotion puts the name before the message of an error that cancels a render.
const SCENE_ERROR = /^(?:Error: )?Scene ([A-Za-z0-9_-]{1,64}) \(index (\d{1,3})\): ([^]*)$/;

/** Reads what {@link sceneErrorText} wrote; null for any other text. */
export const parseSceneError = (text: string): SceneError | null => {
  const [, sceneId, sceneIndex, message] = SCENE_ERROR.exec(text) ?? [];
  return sceneId === undefined || message === undefined
    ? null
    : { sceneId, sceneIndex: Number(sceneIndex), message };
};

/** Whether a media scene shows an image or a video: as told, else by the extension of its source's path. */
export const mediaKindOf = ({ src, kind }: Pick<MediaProps, 'src' | 'kind'>): 'image' | 'video' => {
  if (kind !== undefined) {
    return kind;
  }
  const path = isHttpsUrl(src) ? new URL(src).pathname : src;
  return /\.(?:mp4|webm|mov)$/i.test(path) ? 'video' : 'image';
};
