import { createHash } from 'node:crypto';
import vm from 'node:vm';
import type { Program } from 'acorn';
import { ALLOWED_MODULES, COMPOSITION_LIMITS } from '../../remotion/limits';
import {
  applyEdits,
  checkExports,
  checkImports,
  checkNames,
  guardEdits,
  quietComments,
  TOO_DEEP,
  type Fault,
} from './check';
import { checkFiles } from './check-files';
import { checkIcons } from './check-icons';
import { iconDeclaration, NO_ICON_SETS, type IconSets } from './icons';
import { faultInBody, parseSource, positionAt, toJavaScript, walk, type SceneCodeError } from './syntax';

export type { IconSet, IconSets } from './icons';
export type { SceneCodeError } from './syntax';

/** Bounds of one scene's source. */
export const SCENE_CODE_LIMITS = {
  /** UTF-16 units. Scenes that people and models write have 1 000 to 10 000. */
  sourceLength: 100_000,
  /** URLs in one scene, shown or loaded: what is loaded is looked at before a render. */
  urls: 100,
  /** Errors that are reported of one scene. */
  errors: 20,
  /** Milliseconds. A scene takes 1 to 10; some nonsense that is nested in itself would take parsers for ever. */
  timeoutMs: 3000,
} as const;

/**
 * A scene, ready to be run by the composition. `js` is the body of a function of `$require`, `$exports` and `$guard`; its lines
 * are those of the source.
 */
export interface CompiledScene {
  /** Of the form of `js`; another one when compositions have to run it in another way. */
  readonly version: 1;
  readonly js: string;
  /** Of `js`, in hexadecimal. */
  readonly sha256: string;
  /** The literal URLs of the files that the code may load: `https://`, each once. They are looked at before a render, and no others drawn. */
  readonly urls: readonly string[];
  /**
   * Those of `urls` that are only guessed, since something that is loaded could not be followed: nothing has to be behind them. Not
   * there where there are none.
   */
  readonly guessedUrls?: readonly string[];
  /** Every icon that is drawn, as `set:name`, in order. */
  readonly icons: readonly string[];
  /** The modules that are imported, in order. */
  readonly imports: readonly string[];
}

/** A compiled scene, or everything that is wrong with its source, from top to bottom. */
export type CompileResult =
  | { readonly ok: true; readonly scene: CompiledScene }
  | { readonly ok: false; readonly errors: readonly SceneCodeError[] };

/** What a scene is compiled with. */
export interface CompileOptions {
  /** Where icons come from; without it, there are none. */
  readonly icons?: IconSets;
  /** Instead of {@link SCENE_CODE_LIMITS}.timeoutMs. */
  readonly timeoutMs?: number;
}

/**
 * Compiles sources at the same time, as {@link compileScene} does; `leftMs` tells the milliseconds that are left for all of them.
 * Null for those that it could not begin with.
 */
export type ParallelCompiler = (
  sources: readonly string[],
  leftMs: () => number,
) => Promise<readonly (CompileResult | null)[]>;

/** Compiles scenes, and remembers what it compiled. */
export interface SceneCompiler {
  /** Compiles one. `timeoutMs` is what is left of the time for many; {@link SCENE_CODE_LIMITS}.timeoutMs at most. */
  (source: string, timeoutMs?: number): CompileResult;
  /**
   * Compiles those that are new at the same time, where that is faster than one after the other; the others are not in the answer.
   * Not there where it never is.
   */
  readonly many?: (
    sources: readonly string[],
    leftMs: () => number,
  ) => Promise<ReadonlyMap<string, CompileResult>>;
}

/**
 * Compiles the source of a scene, TypeScript with JSX. Never throws for what is in the source. The same source gives the same
 * result everywhere: nothing but the source and the icon sets goes into it.
 */
export function compileScene(source: string, options: CompileOptions = {}): CompileResult {
  if (source.length > SCENE_CODE_LIMITS.sourceLength) {
    const message = `the code has ${source.length} characters; at most ${SCENE_CODE_LIMITS.sourceLength} are accepted`;
    return refused({ line: 1, column: 1, message });
  }
  if (/^\s*```/.test(source)) {
    const message = 'the code stands in a Markdown fence: leave out the lines with ```';
    return refused({ line: 1, column: 1, message });
  }
  try {
    // A byte order mark is no part of the first line.
    const timeoutMs = Math.floor(Math.min(options.timeoutMs ?? Infinity, SCENE_CODE_LIMITS.timeoutMs));
    if (timeoutMs < 1) return TOO_COMPLICATED;
    return withinTime(timeoutMs, () => compile(source.replace(/^\uFEFF/, ''), options));
  } catch (error) {
    const message = whyGivenUp(error);
    if (message === null) throw error;
    return refused({ line: 1, column: 1, message });
  }
}

const refused = (...errors: SceneCodeError[]): CompileResult => ({ ok: false, errors });

function compile(source: string, { icons: sets = NO_ICON_SETS }: CompileOptions): CompileResult {
  const parsed = parseSource(source);
  if (!parsed.ok) return refused(parsed.error);
  const { program, comments } = parsed;
  const names = checkNames(program, ALLOWED_MODULES);
  // The work of what follows is bounded by the depth as well.
  if (names.faults.some(({ message }) => message === TOO_DEEP))
    return refused({ line: 1, column: 1, message: TOO_DEEP });
  const imports = checkImports(source, program, ALLOWED_MODULES, names.used);
  const exported = checkExports(source, program);
  const icons = checkIcons(program, imports.icons, sets);
  const files = checkFiles(source, program);
  const texts = [
    ...names.faults,
    ...icons.faults,
    ...files.faults,
    ...tooMany([...new Set([...urlsIn(program), ...files.urls])]),
  ];
  const faults = [...imports.faults, ...exported.faults, ...texts];
  if (faults.length > 0) return refused(...errorsOf(source, faults));

  const edits = [...guardEdits(program), ...imports.edits, ...exported.edits, ...quietComments(comments)];
  const translated = toJavaScript(applyEdits(source, edits));
  if (!translated.ok) return refused(translated.error);
  const isDrawn = /\$jsx\b/.test(translated.js) || icons.isUsed;
  const top = [
    '"use strict";',
    ...(isDrawn ? ["const {createElement:$jsx,Fragment:$Fragment}=$require('react');"] : []),
    ...(names.needsReact ? ["const React=$require('react');"] : []),
    ...(icons.isUsed ? [iconDeclaration(icons.icons)] : []),
    imports.declarations,
  ].join('');
  const js = `${top}${translated.js}\n${exported.assignment}`;
  const { maxSceneCodeLength } = COMPOSITION_LIMITS;
  if (js.length > maxSceneCodeLength) {
    const message = `the code has ${js.length} characters once it is compiled, icons included; at most ${maxSceneCodeLength} are accepted`;
    return refused({ line: 1, column: 1, message });
  }
  const fault = faultInBody(js);
  if (fault !== null) return refused(fault);
  return {
    ok: true,
    scene: {
      version: 1,
      js,
      sha256: createHash('sha256').update(js).digest('hex'),
      urls: files.urls,
      ...(files.guessedUrls.length > 0 && { guessedUrls: files.guessedUrls }),
      icons: [...icons.icons.keys()],
      imports: [...new Set([...(isDrawn || names.needsReact ? ['react'] : []), ...imports.modules])],
    },
  };
}

/** Faults in the order of the code, each once, and no more than somebody reads. */
function errorsOf(source: string, faults: readonly Fault[]): SceneCodeError[] {
  const distinct = new Map(
    faults.toSorted((a, b) => a.at - b.at).map((fault) => [`${fault.at} ${fault.message}`, fault]),
  );
  return [...distinct.values()]
    .slice(0, SCENE_CODE_LIMITS.errors)
    .map(({ at, message }) => ({ ...positionAt(source, at), message }));
}

function tooMany(urls: readonly string[]): Fault[] {
  if (urls.length <= SCENE_CODE_LIMITS.urls) return [];
  return [
    { at: 0, message: `the code holds ${urls.length} URLs; at most ${SCENE_CODE_LIMITS.urls} are accepted` },
  ];
}

const URL_IN_TEXT = /https?:\/\/[^\s"'`<>()\\]+/g;

/** Names of XML vocabularies look like URLs, and nothing is behind them. */
const VOCABULARY = /^https?:\/\/www\.w3\.org\//;

/** Whole URLs in texts of the code. One that is put together at run time is not known here, and is not among them. */
function urlsIn(program: Program): string[] {
  const urls = new Set<string>();
  const add = (text: string, isOpen: boolean): void => {
    for (const match of text.matchAll(URL_IN_TEXT)) {
      const isCut = isOpen && match.index + match[0].length === text.length;
      if (!isCut && !VOCABULARY.test(match[0])) urls.add(match[0]);
    }
  };
  walk(program, {
    enter(node) {
      if (node.type === 'Literal' && typeof node.value === 'string') add(node.value, false);
      if (node.type === 'TemplateElement') add(node.value.cooked ?? '', !node.tail);
    },
  });
  return [...urls];
}

const sandbox = vm.createContext({ run: null });
const runIt = new vm.Script('run()');

/** Runs something that does not wait, and ends it when it takes too long. */
function withinTime<T>(timeoutMs: number, run: () => T): T {
  sandbox.run = run;
  try {
    return runIt.runInContext(sandbox, { timeout: timeoutMs }) as T;
  } finally {
    sandbox.run = null;
  }
}

const TOO_COMPLICATED_MESSAGE = 'the code is too complicated: it cannot be read in time';

/** The result for a source that could not be read to its end. */
export const TOO_COMPLICATED: CompileResult = refused({
  line: 1,
  column: 1,
  message: TOO_COMPLICATED_MESSAGE,
});

/** Why a source was not read to its end; null for an error that is ours. */
function whyGivenUp(error: unknown): string | null {
  if ((error as { code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') {
    return TOO_COMPLICATED_MESSAGE;
  }
  return (error as { name?: unknown }).name === 'RangeError' ? TOO_DEEP : null;
}

/** Compiled scenes that are kept, in UTF-16 units of results: a few hundred scenes. */
const CACHE_LENGTH = 10_000_000;

/**
 * New scenes from which on threads are faster than one after the other, by `npm run bench:scenes`. Each thread loads the compiler
 * and the icons for itself, which takes as long as twenty scenes.
 */
export const PARALLEL_FROM = 20;

/**
 * A compiler that remembers what it compiled: a project is saved again and again, with one scene changed. What was not asked
 * for the longest time is forgotten first.
 */
export function sceneCompiler(
  { parallel, ...options }: CompileOptions & { readonly parallel?: ParallelCompiler } = {},
  cacheLength = CACHE_LENGTH,
): SceneCompiler {
  const known = new Results(cacheLength);
  const one = (source: string, timeoutMs?: number): CompileResult =>
    known.get(source) ??
    known.put(source, compileScene(source, timeoutMs === undefined ? options : { ...options, timeoutMs }));
  if (parallel === undefined) return one;
  const many: SceneCompiler['many'] = async (sources, leftMs) => {
    const unknown = [...new Set(sources)].filter((source) => known.get(source) === null);
    if (unknown.length < PARALLEL_FROM) return new Map();
    const results = await parallel(unknown, leftMs);
    return new Map(
      unknown.flatMap((source, index) => {
        const result = results[index] ?? null;
        return result === null ? [] : [[source, known.put(source, result)] as const];
      }),
    );
  };
  return Object.assign(one, { many });
}

/** Results by their sources. */
class Results {
  readonly #known = new Map<string, { readonly result: CompileResult; readonly length: number }>();
  #length = 0;

  /** @param limit UTF-16 units of all that is kept. */
  constructor(readonly limit: number) {}

  get(source: string): CompileResult | null {
    const key = keyOf(source);
    const hit = this.#known.get(key);
    if (hit === undefined) return null;
    this.#known.delete(key);
    this.#known.set(key, hit);
    return hit.result;
  }

  put(source: string, result: CompileResult): CompileResult {
    // It says more of the machine, at this moment, than of the source.
    if (!result.ok && result.errors[0]?.message === TOO_COMPLICATED_MESSAGE) return result;
    const entry = { result, length: result.ok ? result.scene.js.length : 1000 };
    this.#length += entry.length - (this.#known.get(keyOf(source))?.length ?? 0);
    this.#known.set(keyOf(source), entry);
    for (const [oldest, { length: freed }] of this.#known) {
      if (this.#length <= this.limit) break;
      this.#known.delete(oldest);
      this.#length -= freed;
    }
    return result;
  }
}

const keyOf = (source: string): string => createHash('sha256').update(source).digest('base64');
