import {
  CAPTION_LIMITS,
  COMPOSITION_LIMITS,
  assetReferenceSchema,
  once,
  parseSceneProps,
  projectDurationInFrames,
  templates,
  type MainCompositionProps,
} from '../../remotion/catalog';
import { gzipSync } from 'node:zlib';
import * as z from 'zod';
import type { CompiledScene, SceneCompiler } from '../scenes/compile';
import {
  checkComposition,
  checkSceneSetting,
  checkTimeline,
  COMPOSITION_PARTS,
  compositionFields,
  sceneTimes,
  toIssue,
  withoutNulls,
  type Composition,
  type SceneSetting,
} from './composition';
import { FRAME_RATES } from './duration';
import { fieldsIn, fillText, mapTexts, MERGE_LIMITS, parseVariables, type Variables } from './merge-fields';

/** What a scene has as its template when it brings its own code. */
export const CODE_TEMPLATE = 'code';

/** One part of the video: a built-in template, or code. `durationInFrames` counts at the project's fps. */
export interface Scene extends SceneSetting {
  readonly id: string;
  readonly name: string | null;
  readonly template: string;
  /** The source, as it was sent. Not there where a template is. */
  readonly code?: string;
  /** What the compiler made of `code` when it was saved; not there where a template is. */
  readonly compiled?: Pick<CompiledScene, 'version' | 'js' | 'sha256' | 'urls' | 'guessedUrls'>;
  readonly props: Readonly<Record<string, unknown>>;
  readonly durationInFrames: number;
}

/**
 * A video to be. Times are ISO 8601 in UTC; sizes are pixels. Title, URLs and all texts that are shown may hold merge fields.
 */
export interface Project extends Composition {
  readonly id: string;
  readonly ownerId: string;
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly scenes: readonly Scene[];
  readonly audioUrl: string | null;
  readonly logoUrl: string | null;
  /** What merge fields are filled with where an export says nothing else. Not there: none, as before there were fields. */
  readonly variables?: Variables;
  /** Grows by one with every save. */
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** What a user may set of a project. */
export type ProjectContent = Pick<
  Project,
  'title' | 'width' | 'height' | 'fps' | 'scenes' | 'audioUrl' | 'logoUrl' | 'variables' | keyof Composition
>;

/** One thing that is wrong with an input; `path` begins at the root of the input. */
export interface InputIssue {
  readonly path: string;
  readonly message: string;
}

/** The largest project in bytes of JSON, compiled code included: what is read, checked and written again within a second. */
export const PROJECT_BYTES_LIMIT = 1_500_000;

/**
 * The largest project in bytes once it is compressed. Projects and what exports draw are stored so, in DynamoDB items of 400 KB;
 * what is left is for the item's other attributes.
 */
export const COMPRESSED_BYTES_LIMIT = 350_000;

const FPS_MESSAGE = 'must be 24, 30 or 60';
const SIDE_MESSAGE = 'must be an even number of pixels from 64 to 3840';
// One check, since one message tells all of it: an odd number of pixels that is too small is one fault.
const sideSchema = once(() =>
  z.number(SIDE_MESSAGE).refine((pixels) => pixels >= 64 && pixels <= 3840 && pixels % 2 === 0, SIDE_MESSAGE),
);

const SCENE_ID_MESSAGE = 'must be 1 to 64 letters, digits, `_` or `-`';
const FRAMES_MESSAGE = `must be a whole number of frames from 1 to ${COMPOSITION_LIMITS.maxDurationInFrames}`;

const sceneSchema = once(() =>
  z.object({
    id: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,64}$/, SCENE_ID_MESSAGE)
      .nullish(),
    name: z.string().max(200, 'must be at most 200 characters').nullish(),
    template: z.string().nullish(),
    code: z.string('must be text').nullish(),
    props: z.record(z.string(), z.unknown(), 'must be an object').nullish(),
    durationInFrames: z
      .int(FRAMES_MESSAGE)
      .min(1, FRAMES_MESSAGE)
      .max(COMPOSITION_LIMITS.maxDurationInFrames, FRAMES_MESSAGE),
    // Checked by themselves, since texts in them may be open.
    transition: z.unknown().optional(),
    narrationUrl: z.unknown().optional(),
    narrationVolume: z.unknown().optional(),
  }),
);

const TITLE_MESSAGE = 'must be 1 to 200 characters';
const contentSchema = once(() =>
  z.object({
    title: z.string().trim().min(1, TITLE_MESSAGE).max(200, TITLE_MESSAGE),
    width: sideSchema()
      .nullish()
      .transform((side) => side ?? 1920),
    height: sideSchema()
      .nullish()
      .transform((side) => side ?? 1080),
    fps: z
      .literal([...FRAME_RATES], FPS_MESSAGE)
      .nullish()
      .transform((fps) => fps ?? 30),
    scenes: z
      .array(sceneSchema())
      .min(1, 'must hold at least one scene')
      .max(COMPOSITION_LIMITS.maxScenes, `must hold at most ${COMPOSITION_LIMITS.maxScenes} scenes`),
    audioUrl: assetReferenceSchema()
      .nullish()
      .transform((url) => url ?? null),
    logoUrl: assetReferenceSchema()
      .nullish()
      .transform((url) => url ?? null),
  }),
);

/** The result of checking a project: its content, or everything that is wrong with it. */
export type ParsedProject = { ok: true; content: ProjectContent } | { ok: false; issues: InputIssue[] };

/**
 * Checks a project as a user sent it. Every scene is checked and every problem is reported, so that one round trip is
 * enough to mend them all. A text with merge fields is checked as it will be with the defaults; where a field has none, what
 * the text will be is known at export only, and is checked there: see {@link mergedContent}.
 * @param compile Makes what is drawn of a scene's code; without it, a project with code is refused.
 */
export function parseProject(input: unknown, compile: SceneCompiler = withoutCompiler): ParsedProject {
  const given = (input as { variables?: unknown } | null | undefined)?.variables;
  const variables = parseVariables(given ?? {}, 'variables', 'fields');
  const filling = fillContent(input, variables.ok ? variables.variables : {});
  // Every further look at it would go into its depth, and each level takes some of the stack.
  if (filling.isTooDeep) return { ok: false, issues: filling.issues };
  const checked = checkContent(filling.filled, filling.open, compile);
  const fieldIssues = [
    ...(variables.ok ? [] : variables.issues),
    ...filling.issues,
    ...tooManyFields(fieldsOf(input).length),
  ];
  if (!checked.ok) return { ok: false, issues: [...fieldIssues, ...checked.issues] };
  const content = {
    ...withFields(checked.content, input),
    ...(variables.ok && given != null ? { variables: variables.variables } : {}),
  };
  const issues = [...fieldIssues, ...tooLarge(content)];
  return issues.length > 0 ? { ok: false, issues } : { ok: true, content };
}

/** A text that cannot be checked yet, since it has fields without a value, and which these are. */
type OpenTexts = ReadonlyMap<string, readonly string[]>;

/** Checks a project whose fields are filled. What is wrong with an open text is not known, and not reported. */
function checkContent(input: unknown, open: OpenTexts, compile: SceneCompiler): ParsedProject {
  const parsed = contentSchema().safeParse(withoutOpenTexts(input, open));
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => toIssue(issue.path, issue.message));
    const inside = [...issuesInsideScenes(input, open, compile), ...checkComposition(input, open).issues];
    return { ok: false, issues: [...issues, ...inside] };
  }
  const takenIds = new Set(parsed.data.scenes.map(({ id }) => id));
  const checked = parsed.data.scenes.map((scene, index) =>
    checkScene({ ...scene, id: scene.id ?? freeId(takenIds, index) }, index, open, compile),
  );
  const scenes = checked.map(({ scene }) => scene);
  const composition = checkComposition(input, open);
  const issues = [
    ...checked.flatMap((scene) => scene.issues),
    ...composition.issues,
    ...doubleIds(scenes.map(({ id }) => id)),
    ...checkTimeline(scenes, composition.value.overlays ?? []),
    ...tooLong(scenes),
  ];
  const content = { ...parsed.data, scenes, ...composition.value };
  return issues.length > 0 ? { ok: false, issues } : { ok: true, content };
}

/** The texts of a project that may hold fields, besides those in props. */
const TEXTS = ['title', 'audioUrl', 'logoUrl'] as const;

/** Something valid in place of each open text, so that the rest can be checked. */
function withoutOpenTexts(input: unknown, open: OpenTexts): unknown {
  if (typeof input !== 'object' || input === null) return input;
  const standIns = { title: 'open', audioUrl: null, logoUrl: null };
  const replaced = TEXTS.filter((name) => open.has(name)).map((name) => [name, standIns[name]] as const);
  return { ...input, ...Object.fromEntries(replaced) };
}

/** Puts the texts as they were written, fields and all, where they were filled to be checked. */
function withFields(checked: ProjectContent, input: unknown): ProjectContent {
  const { scenes, ...written } = input as ProjectContent;
  const texts = TEXTS.filter((name) => written[name]?.includes('{{'));
  const parts = COMPOSITION_PARTS.filter((name) => hasBraces(written[name]));
  return {
    ...checked,
    ...Object.fromEntries(texts.map((name) => [name, written[name]?.trim()])),
    ...Object.fromEntries(parts.map((name) => [name, withoutNulls(written[name])])),
    scenes: checked.scenes.map((scene, index) => {
      const { props = {}, narrationUrl } = scenes[index] ?? {};
      return {
        ...scene,
        ...(hasBraces(props) && { props }),
        ...(narrationUrl?.includes('{{') && { narrationUrl }),
      };
    }),
  };
}

function hasBraces(props: unknown): boolean {
  let found = false;
  const look = (text: string): string => {
    found ||= text.includes('{{');
    return text;
  };
  mapTexts(props, '', look, () => {});
  return found;
}

/** Calls `onText` with every text of a project that may hold fields, and gives a copy with what it answers. */
function mapContent<T>(
  input: T,
  onText: (text: string, path: string) => string,
  onTooDeep: (path: string) => void = () => {},
): T {
  if (typeof input !== 'object' || input === null) return input;
  const project = input as { readonly scenes?: unknown } & Record<(typeof TEXTS)[number], unknown>;
  const texts = TEXTS.flatMap((name) => {
    const text = project[name];
    return typeof text === 'string' ? [[name, onText(text, name)] as const] : [];
  });
  const parts = COMPOSITION_PARTS.flatMap((name) => {
    const part = (input as Record<string, unknown>)[name];
    return part == null ? [] : [[name, mapTexts(part, name, onText, onTooDeep)] as const];
  });
  const changed = { ...input, ...Object.fromEntries([...texts, ...parts]) };
  if (!Array.isArray(project.scenes)) return changed;
  const scenes = project.scenes.map((scene: unknown, index) => {
    // More scenes than there may be are not looked at: they are refused.
    if (index >= COMPOSITION_LIMITS.maxScenes) return scene;
    if (typeof scene !== 'object' || scene === null) return scene;
    const fields = (['props', 'narrationUrl'] as const).flatMap((name) => {
      const field = (scene as Partial<Record<typeof name, unknown>>)[name];
      const mapped = mapTexts(field, `scenes[${index}].${name}`, onText, onTooDeep);
      return mapped === field ? [] : [[name, mapped] as const];
    });
    return fields.length === 0 ? scene : { ...scene, ...Object.fromEntries(fields) };
  });
  return { ...changed, scenes };
}

/** Fills every field that has a value. What is wrong with a field is an issue, and its text is open as well. */
function fillContent<T>(
  input: T,
  variables: Variables,
): {
  readonly filled: T;
  readonly open: OpenTexts;
  readonly issues: InputIssue[];
  /** Something is nested deeper than anything that can be drawn. */
  readonly isTooDeep: boolean;
  /** Of all texts that have fields, once they are filled, as JSON. */
  readonly filledBytes: number;
} {
  let filledBytes = 0;
  let isTooDeep = false;
  const open = new Map<string, readonly string[]>();
  const issues: InputIssue[] = [];
  const fill = (text: string, path: string): string => {
    const filled = fillText(text, variables, path === 'captions.srt' ? CAPTION_LIMITS.bytes : undefined);
    if (filled.type === 'filled') {
      filledBytes += Buffer.byteLength(JSON.stringify(filled.text));
      return filled.text;
    }
    if (filled.type === 'missing') open.set(path, filled.missing);
    if (filled.type === 'wrong') {
      issues.push({ path, message: filled.message });
      open.set(path, []);
    }
    return text;
  };
  const tooDeep = (path: string): void => {
    isTooDeep = true;
    issues.push({ path, message: `is nested deeper than ${MERGE_LIMITS.depth} levels` });
  };
  const filled = mapContent(input, fill, tooDeep);
  return { filled, open, issues, isTooDeep, filledBytes };
}

/** The names of the variables that a project asks for, as often as it does. */
export function fieldsOf(project: unknown): string[] {
  const names: string[] = [];
  const note = (text: string): string => {
    names.push(...fieldsIn(text));
    return text;
  };
  mapContent(project, note);
  return names;
}

/**
 * A project with its merge fields filled, ready to be exported: with the given variables, else the project's own, else the
 * field's default. A field without any of them is an issue, and so is a text that is not what its template accepts. Variables
 * that no field asks for are fine: rows of a table often have more columns.
 */
export function mergedContent(project: ProjectContent, variables: unknown): ParsedProject {
  const given = parseVariables(variables ?? {}, 'variables', 'any');
  return given.ok ? filledContent(project, given.variables) : { ok: false, issues: [...given.issues] };
}

/** As {@link mergedContent}, with variables that are known to be good. */
export function filledContent(project: ProjectContent, variables: Variables): ParsedProject {
  const { filled, open, issues, filledBytes } = fillContent(project, { ...project.variables, ...variables });
  for (const [path, missing] of open) {
    for (const name of missing) issues.push({ path, message: `the variable "${name}" has no value` });
  }
  const content: Record<string, unknown> = { ...filled };
  for (const name of TEXTS) {
    // What has no fields was checked when it was saved.
    if (filled[name] === project[name]) continue;
    const parsed = contentSchema().shape[name].safeParse(filled[name]);
    if (parsed.success) content[name] = parsed.data;
    else issues.push(...parsed.error.issues.map(({ message }) => ({ path: name, message })));
  }
  const parts = COMPOSITION_PARTS.filter((name) => filled[name] !== project[name]);
  const composition = checkComposition(Object.fromEntries(parts.map((name) => [name, filled[name]])), open);
  Object.assign(content, composition.value);
  issues.push(...composition.issues);
  content.scenes = filled.scenes.map((scene, index) => {
    if (scene === project.scenes[index]) return scene;
    const checked = checkScene(scene, index, open, withoutCompiler);
    issues.push(...checked.issues);
    return checked.scene;
  });
  const merged = content as unknown as ProjectContent;
  if (issues.length === 0 && filledBytes > 0 && !isSmallEnough(project, filledBytes))
    issues.push(...tooLarge(merged));
  return issues.length > 0 ? { ok: false, issues } : { ok: true, content: merged };
}

function tooManyFields(count: number): InputIssue[] {
  if (count <= MERGE_LIMITS.fields) return [];
  const message = `the project has ${count} merge fields; at most ${MERGE_LIMITS.fields} are accepted`;
  return [{ path: 'scenes', message }];
}

/** Bytes of JSON, and of what is stored of them. */
interface Size {
  readonly bytes: number;
  readonly compressedBytes: number;
}

const sizes = new WeakMap<ProjectContent, Size>();

/** How large a project is. Known ones are not measured again: a batch asks for every row. */
function sizeOf(content: ProjectContent): Size {
  const known = sizes.get(content);
  if (known !== undefined) return known;
  const json = Buffer.from(JSON.stringify(content));
  const bytes = json.length;
  // What is small enough as it is need not be compressed to be known as small, and what is refused need not either.
  const isBetween = bytes > COMPRESSED_BYTES_LIMIT && bytes <= PROJECT_BYTES_LIMIT;
  const size = { bytes, compressedBytes: isBetween ? gzipSync(json).length : bytes };
  sizes.set(content, size);
  return size;
}

function tooLarge(content: ProjectContent): InputIssue[] {
  const { bytes, compressedBytes } = sizeOf(content);
  if (bytes > PROJECT_BYTES_LIMIT) {
    const message = `the project has ${bytes} bytes; at most ${PROJECT_BYTES_LIMIT} are accepted`;
    return [{ path: 'scenes', message }];
  }
  if (compressedBytes <= COMPRESSED_BYTES_LIMIT) return [];
  const message = `the project has ${compressedBytes} bytes when it is compressed; at most ${COMPRESSED_BYTES_LIMIT} are accepted`;
  return [{ path: 'scenes', message }];
}

/** True when a project cannot be too large with so many bytes of texts filled in, whatever it is without them. */
function isSmallEnough(project: ProjectContent, filledBytes: number): boolean {
  const { bytes, compressedBytes } = sizeOf(project);
  const largest = Math.max(bytes - PROJECT_BYTES_LIMIT, compressedBytes - COMPRESSED_BYTES_LIMIT);
  return largest + filledBytes <= 0;
}

/** What is wrong with templates and props, where other things are wrong as well. */
function issuesInsideScenes(input: unknown, open: OpenTexts, compile: SceneCompiler): InputIssue[] {
  const scenes = (input as { scenes?: unknown } | null | undefined)?.scenes;
  if (!Array.isArray(scenes)) return [];
  return scenes.slice(0, COMPOSITION_LIMITS.maxScenes).flatMap((scene, index) => {
    const parsed = sceneSchema().safeParse(scene);
    return parsed.success
      ? checkScene({ ...parsed.data, id: parsed.data.id ?? '' }, index, open, compile).issues
      : [];
  });
}

/** An id for a scene that came without: by its place, or the next one that no other scene has. */
function freeId(takenIds: Set<string | null | undefined>, index: number): string {
  let number = index + 1;
  while (takenIds.has(`scene-${number}`)) number += 1;
  takenIds.add(`scene-${number}`);
  return `scene-${number}`;
}

type SceneInput = z.infer<ReturnType<typeof sceneSchema>> & Pick<Scene, 'id' | 'compiled'>;

function checkScene(
  input: SceneInput,
  index: number,
  open: OpenTexts,
  compile: SceneCompiler,
): { scene: Scene; issues: InputIssue[] } {
  const drawn =
    input.code == null ? checkDrawing(input, index, open) : checkCode(input, input.code, index, compile);
  const setting = checkSceneSetting(input, index, open);
  return { scene: { ...drawn.scene, ...setting.value }, issues: [...drawn.issues, ...setting.issues] };
}

/** Compiles a scene's code, if that was not done before. Nothing is known of its props but that they are JSON. */
function checkCode(
  { id, name, template, props, durationInFrames, compiled }: SceneInput,
  code: string,
  index: number,
  compile: SceneCompiler,
): { scene: Scene; issues: InputIssue[] } {
  const scene = {
    ...{ id, name: name ?? null, template: CODE_TEMPLATE, code, props: props ?? {}, durationInFrames },
    ...(compiled === undefined ? {} : { compiled }),
  };
  if (compiled !== undefined) return { scene, issues: [] };
  if (template != null) {
    const message = 'must be left out, because there is `template`: a scene has one of them';
    return { scene, issues: [toIssue(['scenes', index, 'code'], message)] };
  }
  const result = compile(code);
  if (!result.ok) {
    const place = id === '' ? '' : `scene ${id}, `;
    const issues = result.errors.map(({ line, column, message }) =>
      toIssue(['scenes', index, 'code'], `${place}line ${line}, column ${column}: ${message}`),
    );
    return { scene, issues };
  }
  const { icons: _drawn, imports: _run, ...kept } = result.scene;
  return { scene: { ...scene, compiled: kept }, issues: [] };
}

const withoutCompiler: SceneCompiler = () => ({
  ok: false,
  errors: [{ line: 1, column: 1, message: 'code cannot be compiled here' }],
});

/** Checks what a scene shows that is made from a template. */
function checkDrawing(
  input: SceneInput,
  index: number,
  open: OpenTexts,
): { scene: Scene; issues: InputIssue[] } {
  const template = input.template ?? '';
  const base = { name: input.name ?? null, template, durationInFrames: input.durationInFrames };
  const scene = { ...base, id: input.id, props: input.props ?? {} };
  if (!Object.hasOwn(templates, template)) {
    const known = Object.keys(templates).join(', ');
    const message =
      input.template == null
        ? `must be given, or else \`code\`; there are ${known}`
        : `unknown template ${JSON.stringify(template.slice(0, 64))}; there are ${known}`;
    return { scene, issues: [toIssue(['scenes', index, 'template'], message)] };
  }
  const result = parseSceneProps(template, scene.props);
  if (result.success) return { scene: { ...scene, props: result.props }, issues: [] };
  const issues = result.issues.map((issue) =>
    toIssue(['scenes', index, 'props', ...issue.path.split('.').filter(Boolean)], issue.message),
  );
  return { scene, issues: issues.filter(({ path }) => !open.has(path)) };
}

function doubleIds(ids: readonly string[]): InputIssue[] {
  return ids.flatMap((id, index) =>
    ids.indexOf(id) === index
      ? []
      : [toIssue(['scenes', index, 'id'], `${JSON.stringify(id)} is the id of another scene`)],
  );
}

function tooLong(scenes: readonly Scene[]): InputIssue[] {
  const frames = projectDurationInFrames(scenes);
  if (frames <= COMPOSITION_LIMITS.maxDurationInFrames) return [];
  const message = `add up to ${frames} frames; at most ${COMPOSITION_LIMITS.maxDurationInFrames} are accepted`;
  return [{ path: 'scenes', message }];
}

/** What the composition gets of a scene's code. Scenes that were stored without a list of guesses have none. */
const codeFields = ({ js, urls, guessedUrls }: NonNullable<Scene['compiled']>) => ({
  ...{ code: js, urls: [...urls] },
  ...(guessedUrls !== undefined && { guessedUrls: [...guessedUrls] }),
});

/** The props that Remotion renders, at the frame rate of the export. */
export function compositionProps(
  project: ProjectContent,
  output: { readonly width: number; readonly height: number; readonly fps: number },
): MainCompositionProps {
  const ratio = output.fps / project.fps;
  const times = sceneTimes(project.scenes, ratio);
  const scenes = project.scenes.map(({ id, template, props, compiled }, index) => ({
    ...{ id, template, props },
    ...(compiled === undefined ? {} : codeFields(compiled)),
    ...times[index],
  }));
  return {
    width: output.width,
    height: output.height,
    fps: output.fps,
    scenes,
    ...compositionFields(project, ratio, projectDurationInFrames(times)),
    ...(project.audioUrl === null ? {} : { audioUrl: project.audioUrl }),
    ...(project.logoUrl === null ? {} : { logoUrl: project.logoUrl }),
  } as MainCompositionProps;
}
