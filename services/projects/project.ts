import {
  COMPOSITION_LIMITS,
  assetReferenceSchema,
  parseSceneProps,
  templates,
  type MainCompositionProps,
} from '../../remotion/catalog';
import { z } from 'zod';
import { fieldsIn, fillText, mapTexts, MERGE_LIMITS, parseVariables, type Variables } from './merge-fields';

/** One part of the video, made from a built-in template. `durationInFrames` counts at the project's fps. */
export interface Scene {
  readonly id: string;
  readonly name: string | null;
  readonly template: string;
  readonly props: Readonly<Record<string, unknown>>;
  readonly durationInFrames: number;
}

/** A video to be. Times are ISO 8601 in UTC; sizes are pixels. Title, URLs and texts in props may hold merge fields. */
export interface Project {
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
  'title' | 'width' | 'height' | 'fps' | 'scenes' | 'audioUrl' | 'logoUrl' | 'variables'
>;

/** One thing that is wrong with an input; `path` begins at the root of the input. */
export interface InputIssue {
  readonly path: string;
  readonly message: string;
}

/** Frame rates that can be exported. */
export const FRAME_RATES = [24, 30, 60] as const;

/** The largest project in bytes of JSON: a DynamoDB item holds 400 KB, and an export keeps a copy of the scenes. */
export const PROJECT_BYTES_LIMIT = 300_000;

const FPS_MESSAGE = 'must be 24, 30 or 60';
const SIDE_MESSAGE = 'must be an even number of pixels from 64 to 3840';
// One check, since one message tells all of it: an odd number of pixels that is too small is one fault.
const sideSchema = z
  .number(SIDE_MESSAGE)
  .refine((pixels) => pixels >= 64 && pixels <= 3840 && pixels % 2 === 0, SIDE_MESSAGE);

const SCENE_ID_MESSAGE = 'must be 1 to 64 letters, digits, `_` or `-`';
const FRAMES_MESSAGE = `must be a whole number of frames from 1 to ${COMPOSITION_LIMITS.maxDurationInFrames}`;

const sceneSchema = z.object({
  id: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/, SCENE_ID_MESSAGE)
    .nullish(),
  name: z.string().max(200, 'must be at most 200 characters').nullish(),
  template: z.string(),
  props: z.record(z.string(), z.unknown(), 'must be an object').nullish(),
  durationInFrames: z
    .int(FRAMES_MESSAGE)
    .min(1, FRAMES_MESSAGE)
    .max(COMPOSITION_LIMITS.maxDurationInFrames, FRAMES_MESSAGE),
});

const TITLE_MESSAGE = 'must be 1 to 200 characters';
const contentSchema = z.object({
  title: z.string().trim().min(1, TITLE_MESSAGE).max(200, TITLE_MESSAGE),
  width: sideSchema.nullish().transform((side) => side ?? 1920),
  height: sideSchema.nullish().transform((side) => side ?? 1080),
  fps: z
    .literal([...FRAME_RATES], FPS_MESSAGE)
    .nullish()
    .transform((fps) => fps ?? 30),
  scenes: z
    .array(sceneSchema)
    .min(1, 'must hold at least one scene')
    .max(COMPOSITION_LIMITS.maxScenes, `must hold at most ${COMPOSITION_LIMITS.maxScenes} scenes`),
  audioUrl: assetReferenceSchema.nullish().transform((url) => url ?? null),
  logoUrl: assetReferenceSchema.nullish().transform((url) => url ?? null),
});

/** The result of checking a project: its content, or everything that is wrong with it. */
export type ParsedProject = { ok: true; content: ProjectContent } | { ok: false; issues: InputIssue[] };

/**
 * Checks a project as a user sent it. Every scene is checked and every problem is reported, so that one round trip is
 * enough to mend them all. A text with merge fields is checked as it will be with the defaults; where a field has none, what
 * the text will be is known at export only, and is checked there: see {@link mergedContent}.
 */
export function parseProject(input: unknown): ParsedProject {
  const given = (input as { variables?: unknown } | null | undefined)?.variables;
  const variables = parseVariables(given ?? {}, 'variables', 'fields');
  const filling = fillContent(input, variables.ok ? variables.variables : {});
  const checked = checkContent(filling.filled, filling.open);
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
function checkContent(input: unknown, open: OpenTexts): ParsedProject {
  const parsed = contentSchema.safeParse(withoutOpenTexts(input, open));
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => toIssue(issue.path, issue.message));
    return { ok: false, issues: [...issues, ...issuesInsideScenes(input, open)] };
  }
  const takenIds = new Set(parsed.data.scenes.map(({ id }) => id));
  const checked = parsed.data.scenes.map((scene, index) =>
    checkScene({ ...scene, id: scene.id ?? freeId(takenIds, index) }, index, open),
  );
  const issues = [
    ...checked.flatMap((scene) => scene.issues),
    ...doubleIds(checked.map(({ scene }) => scene.id)),
    ...tooLong(checked.map(({ scene }) => scene.durationInFrames)),
  ];
  const content = { ...parsed.data, scenes: checked.map(({ scene }) => scene) };
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
  return {
    ...checked,
    ...Object.fromEntries(texts.map((name) => [name, written[name]?.trim()])),
    scenes: checked.scenes.map((scene, index) => {
      const props = scenes[index]?.props ?? {};
      return hasBraces(props) ? { ...scene, props } : scene;
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
  const changed = { ...input, ...Object.fromEntries(texts) };
  if (!Array.isArray(project.scenes)) return changed;
  const scenes = project.scenes.map((scene: unknown, index) => {
    // More scenes than there may be are not looked at: they are refused.
    if (index >= COMPOSITION_LIMITS.maxScenes) return scene;
    const props = (scene as { readonly props?: unknown } | null)?.props;
    const mapped = mapTexts(props, `scenes[${index}].props`, onText, onTooDeep);
    return mapped === props ? scene : { ...(scene as object), props: mapped };
  });
  return { ...changed, scenes };
}

/** Fills every field that has a value. What is wrong with a field is an issue, and its text is open as well. */
function fillContent<T>(
  input: T,
  variables: Variables,
): { readonly filled: T; readonly open: OpenTexts; readonly issues: InputIssue[] } {
  const open = new Map<string, readonly string[]>();
  const issues: InputIssue[] = [];
  const fill = (text: string, path: string): string => {
    const filled = fillText(text, variables);
    if (filled.type === 'filled') return filled.text;
    if (filled.type === 'missing') open.set(path, filled.missing);
    if (filled.type === 'wrong') {
      issues.push({ path, message: filled.message });
      open.set(path, []);
    }
    return text;
  };
  const tooDeep = (path: string): void => {
    issues.push({ path, message: `is nested deeper than ${MERGE_LIMITS.depth} levels` });
  };
  return { filled: mapContent(input, fill, tooDeep), open, issues };
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
  const { filled, open, issues } = fillContent(project, { ...project.variables, ...variables });
  for (const [path, missing] of open) {
    for (const name of missing) issues.push({ path, message: `the variable "${name}" has no value` });
  }
  const content: Record<string, unknown> = { ...filled };
  for (const name of TEXTS) {
    // What has no fields was checked when it was saved.
    if (filled[name] === project[name]) continue;
    const parsed = contentSchema.shape[name].safeParse(filled[name]);
    if (parsed.success) content[name] = parsed.data;
    else issues.push(...parsed.error.issues.map(({ message }) => ({ path: name, message })));
  }
  content.scenes = filled.scenes.map((scene, index) => {
    if (scene === project.scenes[index]) return scene;
    const checked = checkScene(scene, index, open);
    issues.push(...checked.issues);
    return checked.scene;
  });
  const merged = content as unknown as ProjectContent;
  if (issues.length === 0 && fieldsOf(project).length > 0) issues.push(...tooLarge(merged));
  return issues.length > 0 ? { ok: false, issues } : { ok: true, content: merged };
}

function tooManyFields(count: number): InputIssue[] {
  if (count <= MERGE_LIMITS.fields) return [];
  const message = `the project has ${count} merge fields; at most ${MERGE_LIMITS.fields} are accepted`;
  return [{ path: 'scenes', message }];
}

function tooLarge(content: ProjectContent): InputIssue[] {
  const sizeInBytes = Buffer.byteLength(JSON.stringify(content));
  if (sizeInBytes <= PROJECT_BYTES_LIMIT) return [];
  const message = `the project has ${sizeInBytes} bytes; at most ${PROJECT_BYTES_LIMIT} are accepted`;
  return [{ path: 'scenes', message }];
}

/** What is wrong with templates and props, where other things are wrong as well. */
function issuesInsideScenes(input: unknown, open: OpenTexts): InputIssue[] {
  const scenes = (input as { scenes?: unknown } | null | undefined)?.scenes;
  if (!Array.isArray(scenes)) return [];
  return scenes.slice(0, COMPOSITION_LIMITS.maxScenes).flatMap((scene, index) => {
    const parsed = sceneSchema.safeParse(scene);
    return parsed.success ? checkScene({ ...parsed.data, id: '' }, index, open).issues : [];
  });
}

/** An id for a scene that came without: by its place, or the next one that no other scene has. */
function freeId(takenIds: Set<string | null | undefined>, index: number): string {
  let number = index + 1;
  while (takenIds.has(`scene-${number}`)) number += 1;
  takenIds.add(`scene-${number}`);
  return `scene-${number}`;
}

function checkScene(
  input: z.infer<typeof sceneSchema> & { readonly id: string },
  index: number,
  open: OpenTexts,
): { scene: Scene; issues: InputIssue[] } {
  const base = {
    name: input.name ?? null,
    template: input.template,
    durationInFrames: input.durationInFrames,
  };
  const scene = { ...base, id: input.id, props: input.props ?? {} };
  if (!Object.hasOwn(templates, input.template)) {
    const known = Object.keys(templates).join(', ');
    const message = `unknown template ${JSON.stringify(input.template.slice(0, 64))}; there are ${known}`;
    return { scene, issues: [toIssue(['scenes', index, 'template'], message)] };
  }
  const result = parseSceneProps(input.template, scene.props);
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

function tooLong(durations: readonly number[]): InputIssue[] {
  const frames = durations.reduce((sum, duration) => sum + duration, 0);
  if (frames <= COMPOSITION_LIMITS.maxDurationInFrames) return [];
  const message = `add up to ${frames} frames; at most ${COMPOSITION_LIMITS.maxDurationInFrames} are accepted`;
  return [{ path: 'scenes', message }];
}

function toIssue(path: readonly PropertyKey[], message: string): InputIssue {
  const text = path.reduce<string>((sofar, part) => {
    if (typeof part === 'number' || /^\d+$/.test(String(part))) return `${sofar}[${String(part)}]`;
    return sofar === '' ? String(part) : `${sofar}.${String(part)}`;
  }, '');
  return { path: text, message };
}

/** Length of the whole video in frames at the project's own fps. */
export const projectDuration = (project: Pick<Project, 'scenes'>): number =>
  project.scenes.reduce((frames, scene) => frames + scene.durationInFrames, 0);

/**
 * The props that Remotion renders, at the frame rate of the export. A scene's end is rounded, not its length: rounding
 * errors must not add up over many scenes and pull picture and sound apart.
 */
export function compositionProps(
  project: ProjectContent,
  output: { readonly width: number; readonly height: number; readonly fps: number },
): MainCompositionProps {
  const ratio = output.fps / project.fps;
  let projectEnd = 0;
  let outputEnd = 0;
  const scenes = project.scenes.map((scene) => {
    projectEnd += scene.durationInFrames;
    const end = Math.max(outputEnd + 1, Math.round(projectEnd * ratio));
    const durationInFrames = end - outputEnd;
    outputEnd = end;
    return { id: scene.id, template: scene.template, props: scene.props, durationInFrames };
  });
  return {
    width: output.width,
    height: output.height,
    fps: output.fps,
    scenes,
    ...(project.audioUrl === null ? {} : { audioUrl: project.audioUrl }),
    ...(project.logoUrl === null ? {} : { logoUrl: project.logoUrl }),
  } as MainCompositionProps;
}
