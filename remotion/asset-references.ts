import * as z from 'zod';
import { mainCompositionPropsSchema, mediaKindOf, type MainCompositionProps } from './catalog';
import { assetReferenceSchema, once } from './fields';
import { COMPOSITION_LIMITS } from './limits';
import { fileKindOf, isHttpsUrl } from './urls';

/** What a file is to be drawn or played as. */
export type AssetKind = 'image' | 'video' | 'audio';

/** A file on the internet that a composition loads. */
export type AssetReference = {
  url: string;
  /** The scene that shows or plays it; null when it belongs to the whole video. */
  sceneId: string | null;
  /** Null when nothing says what it is. */
  kind: AssetKind | null;
  /** Dotted: `scenes.0.props.src`. */
  path: string;
  /** True of a text in the code of a scene that may be text as well. Not there of all others. */
  isGuess?: boolean;
};

// Whatever is made of the schema by `describe()`, `optional()` and the like inherits this.
const references = once(() => z.registry<{ isAsset: true }>().add(assetReferenceSchema(), { isAsset: true }));

/** Code may be given props of any depth; projects with more are refused. */
const MAX_DEPTH = COMPOSITION_LIMITS.maxPropsDepth;

/**
 * Every `https://` URL that a composition will load, in the order of the props, as often as it occurs. Found by the schemas: a
 * field is one when its schema is made of `assetReferenceSchema`, so that a new template needs no line here. Of scenes that
 * are code, the compiler has listed them, see `CompiledScene.urls`. Props must be parsed.
 */
export function assetReferences(props: MainCompositionProps): AssetReference[] {
  const found: AssetReference[] = [];
  const note = (url: string, path: readonly string[], owner: unknown): void => {
    const index = path[0] === 'scenes' ? Number(path[1]) : Number.NaN;
    const sceneId = props.scenes[index]?.id ?? null;
    found.push({ url, sceneId, kind: kindOf(url, path, owner), path: path.join('.') });
  };
  walk(mainCompositionPropsSchema(), props, [], null, note);
  props.scenes.forEach((scene: CodeScene & { id: string; template: string }, index) => {
    if (scene.template !== 'code') return;
    const guesses = new Set(scene.guessedUrls);
    for (const [url, kind] of filesOfCode(scene)) {
      const isGuess = guesses.has(url) && { isGuess: true };
      found.push({ url, sceneId: scene.id, kind, path: `scenes.${index}.code`, ...isGuess });
    }
  });
  return found;
}

type Note = (url: string, path: readonly string[], owner: unknown) => void;

function walk(
  schema: z.core.$ZodType,
  value: unknown,
  path: readonly string[],
  owner: unknown,
  note: Note,
): void {
  if (value === undefined || value === null || path.length > MAX_DEPTH) return;
  if (references().get(schema)?.isAsset === true) {
    if (typeof value === 'string' && isHttpsUrl(value)) note(value, path, owner);
    return;
  }
  const inside = (inner: z.core.$ZodType, each: unknown, name: string): void =>
    walk(inner, each, [...path, name], value, note);
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object':
      for (const [name, inner] of Object.entries(def.shape)) {
        inside(inner, (value as Record<string, unknown>)[name], name);
      }
      return;
    case 'array':
      (value as unknown[]).forEach((each, index) => inside(def.element, each, String(index)));
      return;
    case 'record':
      for (const [name, each] of Object.entries(value)) inside(def.valueType, each, name);
      return;
    case 'union': {
      const option = def.options.find((each) => z.safeParse(each, value).success);
      if (option !== undefined) walk(option, value, path, owner, note);
      return;
    }
    case 'pipe':
      return walk(def.out, value, path, owner, note);
    case 'lazy':
      return walk(def.getter(), value, path, owner, note);
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'readonly':
    case 'catch':
      return walk(def.innerType, value, path, owner, note);
    default:
  }
}

// By the names of fields, from the innermost outwards; a field that is named `src` says nothing.
const NAMES: readonly (readonly [AssetKind, RegExp])[] = [
  ['audio', /audio|narration|music|sound/i],
  ['video', /video|film|clip/i],
  ['image', /image|logo|portrait|photo|avatar|picture|poster|watermark|before|after/i],
];

function kindOf(url: string, path: readonly string[], owner: unknown): AssetKind | null {
  const { kind, type } = (owner ?? {}) as { kind?: unknown; type?: unknown };
  const told = [kind, type].find((each) => each === 'image' || each === 'video' || each === 'audio');
  if (told !== undefined) return told;
  if (path.at(-1) === 'src' && path.at(-2) === 'props') return mediaKindOf({ src: url });
  for (const name of path.toReversed()) {
    const known = NAMES.find(([, pattern]) => pattern.test(name))?.[0];
    if (known !== undefined) return known;
  }
  return null;
}

/** A scene that is code, as the schema gives it. */
interface CodeScene {
  readonly code?: string | undefined;
  readonly urls?: readonly string[] | undefined;
  readonly guessedUrls?: readonly string[] | undefined;
  readonly props: object;
}

const assetKindOf = (url: string): AssetKind | null => {
  const kind = fileKindOf(url);
  return kind === 'font' ? null : kind;
};

/** What a scene's code loads. Whether texts in its props, or in code that came without a list, are drawn as files is not certain. */
function filesOfCode({ code = '', urls, props }: CodeScene): Map<string, AssetKind | null> {
  const listed = (urls ?? []).map((url) => [url, assetKindOf(url)] as const);
  const guessed = [...(urls === undefined ? urlsOfCode(code) : []), ...urlsIn(props)];
  return new Map([...guessed.map((url) => [url, null] as const), ...listed]);
}

/**
 * The files that compiled code seems to name, where the compiler's list is not at hand: literal `https://` URLs with the extension
 * of a file. Other URLs may be text that is shown, and what is put together while rendering is not known before.
 */
export function urlsOfCode(code: string): string[] {
  const literals = code.match(/https:\/\/[^\s"'`\\<>{}|^)]{1,2040}/gi) ?? [];
  return [...new Set(literals.filter((url) => fileKindOf(url) !== null))];
}

/** The same of the props of code, whose texts are whole values. */
function urlsIn(props: unknown, depth = 0): string[] {
  if (typeof props === 'string') return fileKindOf(props) !== null ? [props] : [];
  if (typeof props !== 'object' || props === null || depth > MAX_DEPTH) return [];
  return Object.values(props).flatMap((each) => urlsIn(each, depth + 1));
}
