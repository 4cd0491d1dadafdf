import {
  CAPTION_LIMITS,
  overlapInFrames,
  parseField,
  projectDurationInFrames,
  scenesAtRate,
  transitionIssues,
  type AudioSettings,
  type Captions,
  type CaptionStyle,
  type CompositionField,
  type MainCompositionProps,
  type Overlay,
  type Transition,
  type Watermark,
} from '../../remotion/catalog';
import { MERGE_LIMITS } from './merge-fields';
import type { InputIssue } from './project';
import { parseSrt } from './srt';

export type { AudioSettings, Overlay, Transition, Watermark } from '../../remotion/catalog';

/** Captions as a user gave them: an SRT file, or what is said and when. */
export type ProjectCaptions = { readonly style?: CaptionStyle } & (
  { readonly srt: string } | { readonly items: Captions['items'] }
);

/** What a project has besides its scenes. What is not there was not given. Times are frames at the project's fps. */
export interface Composition {
  readonly overlays?: readonly Overlay[];
  readonly captions?: ProjectCaptions;
  readonly audio?: AudioSettings;
  readonly watermark?: Watermark;
  /** An export of which a scene fails gets another picture in its place. Not there: it fails. */
  readonly onSceneError?: 'FALLBACK';
}

/** What any scene may have besides what it shows. What is not there was not given. */
export interface SceneSetting {
  /** How the scene gives way to the next one. */
  readonly transition?: Transition;
  readonly narrationUrl?: string;
  /** 0 to 1. */
  readonly narrationVolume?: number;
}

/** The parts of a project, besides its scenes, that may hold merge fields at any depth. */
export const COMPOSITION_PARTS = ['overlays', 'captions', 'audio', 'watermark'] as const;

const SCENE_FIELDS = ['transition', 'narrationUrl', 'narrationVolume'] as const;

/** Paths of texts that cannot be checked yet. */
type OpenTexts = { has(path: string): boolean };

type Checked<T> = { readonly value: T; readonly issues: InputIssue[] };

/**
 * Checks what a project has besides its scenes. Only parts of which nothing is wrong are given back. A part of which nothing but open texts is wrong is kept as it was sent: what
 * the texts will be is known at export, and is checked there.
 */
export function checkComposition(input: unknown, open: OpenTexts): Checked<Composition> {
  const given = givenFields(input, [...COMPOSITION_PARTS, 'audioUrl', 'onSceneError']);
  const value: Record<string, unknown> = {};
  const issues: InputIssue[] = [];
  for (const part of COMPOSITION_PARTS) {
    if (given[part] === undefined) continue;
    const checked = part === 'captions' ? checkCaptions(given.captions, open) : checkField(part, given[part]);
    const known = checked.issues.filter(({ path }) => !open.has(path));
    if (known.length === 0) value[part] = checked.value;
    issues.push(...known);
  }
  if (given.audio !== undefined && given.audioUrl !== undefined) {
    issues.push({ path: 'audioUrl', message: 'must be left out, because there is `audio`' });
  }
  if (given.onSceneError === 'FALLBACK') {
    value.onSceneError = given.onSceneError;
  } else if (given.onSceneError !== undefined && given.onSceneError !== 'FAIL') {
    issues.push({ path: 'onSceneError', message: 'must be FAIL or FALLBACK' });
  }
  return { value, issues };
}

/** Checks what any scene may have; `index` is the scene's. */
export function checkSceneSetting(input: unknown, index: number, open: OpenTexts): Checked<SceneSetting> {
  const given = givenFields(input, SCENE_FIELDS);
  const value: Record<string, unknown> = {};
  const issues: InputIssue[] = [];
  for (const field of SCENE_FIELDS) {
    if (given[field] === undefined) continue;
    const checked = checkField(field, given[field], ['scenes', index, field]);
    const known = checked.issues.filter(({ path }) => !open.has(path));
    if (known.length === 0) value[field] = checked.value;
    issues.push(...known);
  }
  if (given.narrationVolume !== undefined && given.narrationUrl === undefined) {
    const path = ['scenes', index, 'narrationVolume'];
    issues.push(toIssue(path, 'must be left out, because there is no narrationUrl'));
  }
  return { value, issues };
}

/** Checks what scenes and overlays have to do with each other. Each by itself must be right. */
export function checkTimeline(
  scenes: readonly { readonly durationInFrames: number; readonly transition?: Transition }[],
  overlays: readonly Overlay[],
): InputIssue[] {
  const durationInFrames = projectDurationInFrames(scenes);
  const late = overlays.flatMap(({ startInFrames }, index) => {
    if (startInFrames < durationInFrames) return [];
    const message = `must be less than ${durationInFrames}, the frames of the whole video`;
    return [toIssue(['overlays', index, 'startInFrames'], message)];
  });
  const misfits = transitionIssues(scenes).map(({ index, path, message }) =>
    toIssue(['scenes', index, ...path], message),
  );
  return [...misfits, ...late];
}

/** One thing that is wrong, at a path such as `scenes[0].transition.type`. */
export function toIssue(path: readonly PropertyKey[], message: string): InputIssue {
  const text = path.reduce<string>((sofar, part) => {
    if (typeof part === 'number' || /^\d+$/.test(String(part))) return `${sofar}[${String(part)}]`;
    return sofar === '' ? String(part) : `${sofar}.${String(part)}`;
  }, '');
  return { path: text, message };
}

function checkField(
  field: CompositionField,
  value: unknown,
  path: readonly PropertyKey[] = [field],
): Checked<unknown> {
  const parsed = parseField(field, value);
  if (parsed.success) return { value: parsed.props, issues: [] };
  const issues = parsed.issues.map((issue) =>
    toIssue([...path, ...issue.path.split('.').filter(Boolean)], issue.message),
  );
  return { value, issues };
}

function checkCaptions(input: unknown, open: OpenTexts): Checked<unknown> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return { value: input, issues: [{ path: 'captions', message: 'must be an object with srt or items' }] };
  }
  const { srt, items, ...rest } = input as { srt?: unknown; items?: unknown };
  if ((srt === undefined) === (items === undefined)) {
    return { value: input, issues: [{ path: 'captions', message: 'must have either srt or items' }] };
  }
  if (srt === undefined) {
    const checked = checkField('captions', { ...rest, items: plainItems(items) });
    return { value: checked.value, issues: [...checked.issues, ...tooManyBytes('captions.items', items)] };
  }
  // All but the texts.
  const checked = checkField('captions', { ...rest, items: [] });
  const issues = [...checked.issues, ...checkSrt(srt, open)];
  const { items: _none, ...style } = checked.value as Record<string, unknown>;
  return { value: { srt, ...style }, issues };
}

function checkSrt(srt: unknown, open: OpenTexts): InputIssue[] {
  const path = 'captions.srt';
  if (typeof srt !== 'string') return [{ path, message: 'must be the text of an SRT file' }];
  if (open.has(path)) return [];
  const bytes = tooManyBytes(path, srt);
  if (bytes.length > 0) return bytes;
  const parsed = parseSrt(srt);
  return parsed.ok ? [] : [{ path, message: parsed.message }];
}

function tooManyBytes(path: string, value: unknown): InputIssue[] {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  const bytes = Buffer.byteLength(text);
  if (bytes <= CAPTION_LIMITS.bytes) return [];
  return [{ path, message: `has ${bytes} bytes; at most ${CAPTION_LIMITS.bytes} are accepted` }];
}

/** Captions as Remotion's packages write them have two more fields, which nothing is drawn from. Times get whole. */
function plainItems(items: unknown): unknown {
  if (!Array.isArray(items)) return items;
  return items.map((item: unknown) => {
    if (typeof item !== 'object' || item === null) return item;
    const { timestampMs: _middle, confidence: _trust, ...plain } = item as Record<string, unknown>;
    for (const time of ['startMs', 'endMs']) {
      if (Number.isFinite(plain[time])) plain[time] = Math.round(plain[time] as number);
    }
    return plain;
  });
}

/** What an input has under these names, without nulls. */
function givenFields(input: unknown, names: readonly string[]): Record<string, unknown> {
  const fields = (input ?? {}) as Record<string, unknown>;
  return withoutNulls(Object.fromEntries(names.map((name) => [name, fields[name]]))) as Record<
    string,
    unknown
  >;
}

/** GraphQL sends null for what is to be left out. Deeper than anything that is accepted, nothing is looked at. */
export function withoutNulls(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || depth > MERGE_LIMITS.depth) return value;
  if (Array.isArray(value)) return value.map((inner) => withoutNulls(inner, depth + 1));
  const kept = Object.entries(value).filter(([, inner]) => inner != null);
  return Object.fromEntries(kept.map(([name, inner]) => [name, withoutNulls(inner, depth + 1)]));
}

/** What the scenes of a project have besides what they show, and how long they are, at the frame rate of an export. */
export function sceneTimes(
  scenes: readonly (SceneSetting & { readonly durationInFrames: number })[],
  ratio: number,
): (SceneSetting & { readonly durationInFrames: number })[] {
  return scenesAtRate(scenes, ratio).map(({ scene, durationInFrames, overlapInFrames: overlap }) => {
    const { transition, narrationUrl, narrationVolume } = scene;
    const isKept = transition !== undefined && overlapInFrames(scene) > 0 && overlap > 0;
    return {
      durationInFrames,
      ...(isKept && { transition: { ...transition, durationInFrames: overlap } }),
      ...(narrationUrl !== undefined && { narrationUrl }),
      ...(narrationVolume !== undefined && { narrationVolume }),
    };
  });
}

/** What Remotion draws and plays besides the scenes, at the frame rate of an export. */
export function compositionFields(
  { overlays, captions, audio, watermark, onSceneError }: Composition,
  ratio: number,
  durationInFrames: number,
): Pick<MainCompositionProps, keyof Composition> {
  return {
    ...(overlays !== undefined && {
      overlays: overlays.map((overlay) => overlayAtRate(overlay, ratio, durationInFrames)),
    }),
    ...(captions !== undefined && { captions: captionsOf(captions) }),
    ...(audio !== undefined && { audio }),
    ...(watermark !== undefined && { watermark }),
    ...(onSceneError !== undefined && { onSceneError: 'fallback' as const }),
  };
}

/** Points in time are rounded, as those of scenes. No overlay gets lost. */
function overlayAtRate(overlay: Overlay, ratio: number, durationInFrames: number): Overlay {
  const start = Math.min(Math.round(overlay.startInFrames * ratio), durationInFrames - 1);
  const end = Math.round((overlay.startInFrames + overlay.durationInFrames) * ratio);
  return { ...overlay, startInFrames: start, durationInFrames: Math.max(1, end - start) };
}

function captionsOf(captions: ProjectCaptions): Captions {
  const style = captions.style === undefined ? {} : { style: captions.style };
  if ('items' in captions) return { items: captions.items, ...style };
  const parsed = parseSrt(captions.srt);
  // It was checked when it was saved or filled.
  return { items: parsed.ok ? parsed.items : [], ...style };
}
