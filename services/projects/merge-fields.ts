import { COMPOSITION_LIMITS } from '../../remotion/limits';
import type { InputIssue } from './project';

// Merge fields: places in a text that are filled for each export.
//
//   text    = { any text | "\{{" | field }
//   field   = "{{" name [ "|" default ] "}}"          spaces around name and default do not count
//   name    = a letter, then up to 63 letters, digits, "_" or "-"
//   default = any text on one line without "{" and "}"; it may be empty
//
// `\{{` stands for two braces. Any other `{{` must begin a field, so that a misspelt one is found before a thousand videos
// show it. A text without `{{` is never touched. Filling is one pass: braces within a value are text.

/** What fields are filled with, by name. Everything is text: numbers and booleans are kept as they are shown. */
export type Variables = Readonly<Record<string, string>>;

/** Bounds, so that a small project cannot be filled into an endless one. */
export const MERGE_LIMITS = {
  /** Variables of one project or one row. */
  variables: 100,
  /** UTF-16 units of one value: as long as the longest URL that templates take. */
  valueLength: 2048,
  /** UTF-16 units of a text once it is filled; texts without fields are bounded by the project's size alone. */
  textLength: 10_000,
  /** Fields in one project. With the longest values they are 2 MB of text. */
  fields: 1000,
  /** Levels of lists and objects in a scene's props. */
  depth: COMPOSITION_LIMITS.maxPropsDepth,
} as const;

const NAME = '[A-Za-z][A-Za-z0-9_-]{0,63}';
const VARIABLE_NAME = new RegExp(`^${NAME}$`);
const FIELD_AT = new RegExp(String.raw`\{\{[ \t]*(${NAME})[ \t]*(?:\|([^{}\r\n]*))?\}\}`, 'y');
const BRACES = /\\?\{\{/g;

/** How much of a faulty field is repeated in a message. */
const SHOWN_LENGTH = 40;

/** A text in parts: as it is, or a field with its own default. */
type Part = string | { readonly name: string; readonly fallback: string | null };

/** Takes a text apart; null when it has neither fields nor braces to be unescaped. `bad` is where a `{{` begins no field. */
function partsOf(text: string): { readonly parts: Part[]; readonly bad: number | null } | null {
  if (!text.includes('{{')) return null;
  const parts: Part[] = [];
  let end = 0;
  BRACES.lastIndex = 0;
  for (let braces = BRACES.exec(text); braces !== null; braces = BRACES.exec(text)) {
    parts.push(text.slice(end, braces.index));
    if (braces[0].startsWith('\\')) {
      parts.push('{{');
      end = BRACES.lastIndex;
      continue;
    }
    FIELD_AT.lastIndex = braces.index;
    const field = FIELD_AT.exec(text);
    if (field === null) return { parts, bad: braces.index };
    parts.push({ name: field[1] as string, fallback: field[2]?.trim() ?? null });
    end = FIELD_AT.lastIndex;
    BRACES.lastIndex = end;
  }
  parts.push(text.slice(end));
  return { parts, bad: null };
}

/** A text once it is filled, or why it cannot be. `missing` names the variables that have no value. */
export type FilledText =
  | { readonly type: 'plain' }
  | { readonly type: 'filled'; readonly text: string }
  | { readonly type: 'missing'; readonly missing: readonly string[] }
  | { readonly type: 'wrong'; readonly message: string };

/**
 * Fills the fields of one text. A field's value is the variable's, or else the field's own default. Pure.
 * @param maxLength UTF-16 units of the text once it is filled.
 */
export function fillText(
  text: string,
  variables: Variables,
  maxLength: number = MERGE_LIMITS.textLength,
): FilledText {
  const taken = partsOf(text);
  if (taken === null) return { type: 'plain' };
  if (taken.bad !== null) {
    const shown = JSON.stringify(text.slice(taken.bad, taken.bad + SHOWN_LENGTH));
    return {
      type: 'wrong',
      message: `${shown} begins no merge field such as {{name}} or {{name|default}}; write \\{{ for two braces`,
    };
  }
  const missing = new Set<string>();
  const filled = taken.parts.map((part) => {
    if (typeof part === 'string') return part;
    const value = Object.hasOwn(variables, part.name) ? variables[part.name] : part.fallback;
    if (value == null) missing.add(part.name);
    return value ?? '';
  });
  if (missing.size > 0) return { type: 'missing', missing: [...missing] };
  const length = filled.reduce((sum, part) => sum + part.length, 0);
  if (length > maxLength) {
    const message = `is ${length} characters long once it is filled; at most ${maxLength} are accepted`;
    return { type: 'wrong', message };
  }
  return { type: 'filled', text: filled.join('') };
}

/** The names of the variables that a text asks for, as often as it does. */
export const fieldsIn = (text: string): string[] =>
  (partsOf(text)?.parts ?? []).flatMap((part) => (typeof part === 'string' ? [] : [part.name]));

/**
 * Calls `onText` with every text in a value, at any depth, and gives a copy with what it answers. Names of properties are no
 * texts. Lists and objects without a change are not copied. Deeper than {@link MERGE_LIMITS}.depth, nothing is looked at, and
 * `onTooDeep` is told.
 */
export function mapTexts(
  value: unknown,
  path: string,
  onText: (text: string, path: string) => string,
  onTooDeep: (path: string) => void,
  depth = 0,
): unknown {
  if (typeof value === 'string') return onText(value, path);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === MERGE_LIMITS.depth) {
    onTooDeep(path);
    return value;
  }
  const map = (inner: unknown, place: string): unknown =>
    mapTexts(inner, place, onText, onTooDeep, depth + 1);
  if (Array.isArray(value)) {
    const list = value.map((inner: unknown, index) => map(inner, `${path}[${index}]`));
    return list.some((inner, index) => inner !== value[index]) ? list : value;
  }
  const entries = Object.entries(value).map(
    ([name, inner]) => [name, map(inner, `${path}.${name}`), inner] as const,
  );
  if (entries.every(([, after, before]) => after === before)) return value;
  return Object.fromEntries(entries.map(([name, after]) => [name, after]));
}

/** Variables as they came, checked; or everything that is wrong with them. */
export type ParsedVariables =
  | { readonly ok: true; readonly variables: Variables }
  | { readonly ok: false; readonly issues: readonly InputIssue[] };

/**
 * Checks variables that a user sent: an object of texts, numbers and booleans. Null is no value, as if it were left out.
 * @param path Where they are in the input.
 * @param names `fields`: every name must be one that a field can have. `any`: rows of a table may have columns that no field
 *   asks for, with names of all kinds.
 */
export function parseVariables(input: unknown, path: string, names: 'fields' | 'any'): ParsedVariables {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return { ok: false, issues: [{ path, message: 'must be an object of variables' }] };
  }
  const entries = Object.entries(input as Record<string, unknown>);
  if (entries.length > MERGE_LIMITS.variables) {
    const message = `must have at most ${MERGE_LIMITS.variables} variables, got ${entries.length}`;
    return { ok: false, issues: [{ path, message }] };
  }
  const issues = entries.flatMap(([name, value]) => {
    const message =
      names === 'fields' && !VARIABLE_NAME.test(name)
        ? 'is no name of a variable: a letter, then up to 63 letters, digits, `_` or `-`'
        : valueIssue(value);
    return message === null ? [] : [{ path: `${path}.${name.slice(0, 64)}`, message }];
  });
  if (issues.length > 0) return { ok: false, issues };
  const known = entries.filter(([name, value]) => value !== null && VARIABLE_NAME.test(name));
  return { ok: true, variables: Object.fromEntries(known.map(([name, value]) => [name, String(value)])) };
}

function valueIssue(value: unknown): string | null {
  if (value === null || Number.isFinite(value) || typeof value === 'boolean') return null;
  if (typeof value !== 'string') return 'must be text, a number, true or false';
  if (value.length <= MERGE_LIMITS.valueLength) return null;
  return `must be at most ${MERGE_LIMITS.valueLength} characters`;
}
