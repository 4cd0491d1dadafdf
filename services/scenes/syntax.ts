import { tsPlugin } from '@sveltejs/acorn-typescript';
import {
  Parser,
  type AnyNode,
  type Comment,
  type Identifier,
  type Options,
  type Pattern,
  type Program,
} from 'acorn';
import { transform } from 'sucrase';

/** A place in a scene's source; both count from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One thing that is wrong with a scene's source, and where. */
export interface SceneCodeError extends Position {
  readonly message: string;
}

/** The name of an element or an attribute. */
export interface JsxName {
  readonly type: 'JSXIdentifier';
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/** `<Kit.Icon>`, `<svg:use>`. */
export interface JsxPath {
  readonly type: 'JSXMemberExpression' | 'JSXNamespacedName';
  readonly start: number;
  readonly end: number;
  readonly object?: JsxName | JsxPath;
  readonly property?: JsxName;
  readonly namespace?: JsxName;
  readonly name?: JsxName;
}

/** `icon="mdi:home"`, `{...props}`. */
export interface JsxAttribute {
  readonly type: 'JSXAttribute' | 'JSXSpreadAttribute';
  readonly start: number;
  readonly end: number;
  readonly name?: JsxName | JsxPath;
  readonly value?: Node | null;
  /** Of `{...props}`. */
  readonly argument?: Node;
}

/** `<Icon icon="mdi:home">`, without its children. */
export interface JsxOpening {
  readonly type: 'JSXOpeningElement';
  readonly start: number;
  readonly end: number;
  readonly name: JsxName | JsxPath;
  readonly attributes: readonly JsxAttribute[];
}

/** `{expression}` in an element. */
interface JsxContainer {
  readonly type: 'JSXExpressionContainer';
  readonly start: number;
  readonly end: number;
  readonly expression: Node;
}

/** What else JSX has; nobody asks for its parts. */
interface OtherJsx {
  readonly type: 'JSXElement' | 'JSXFragment' | 'JSXText' | 'JSXOpeningFragment' | 'JSXClosingElement';
  readonly start: number;
  readonly end: number;
}

/** An expression of which TypeScript says more than JavaScript. */
interface TypedExpression {
  readonly type:
    | 'TSAsExpression'
    | 'TSSatisfiesExpression'
    | 'TSNonNullExpression'
    | 'TSTypeAssertion'
    | 'TSInstantiationExpression';
  readonly start: number;
  readonly end: number;
  readonly expression: Node;
}

/** `enum A { X = 1 }` and its members. */
interface Enum {
  readonly type: 'TSEnumDeclaration' | 'TSEnumMember';
  readonly start: number;
  readonly end: number;
  readonly id: Node;
}

/** `constructor(private readonly name: string)`. */
interface ParameterProperty {
  readonly type: 'TSParameterProperty';
  readonly start: number;
  readonly end: number;
  readonly parameter: Identifier | Pattern;
}

/** `@name`. */
interface Decorator {
  readonly type: 'Decorator';
  readonly start: number;
  readonly end: number;
}

/** What TypeScript adds to JavaScript and is no type. */
type TypeScriptNode = TypedExpression | Enum | ParameterProperty | Decorator;

/** A node of TypeScript with JSX, types left out. */
export type Node =
  AnyNode | JsxName | JsxPath | JsxAttribute | JsxOpening | JsxContainer | OtherJsx | TypeScriptNode;

/** A source that could be read. */
export interface ParsedSource {
  readonly ok: true;
  readonly program: Program;
  readonly comments: readonly Comment[];
}

/** The plugin refuses `<T extends object>() => …`, which files with JSX may well have; nothing else is meant by it in the end. */
class TypeScriptParser extends Parser.extend(tsPlugin({ jsx: true })) {
  /** Where the token begins that is read now. */
  declare readonly start: number;
  // The one that is inherited is not public.
  constructor(options: Options, source: string) {
    super(options, source);
  }
  reportReservedArrowTypeParam(): void {}
}
const ECMA_VERSION = 'latest';

/** Reads a scene's source: TypeScript with JSX, as a module. */
export function parseSource(
  source: string,
): ParsedSource | { readonly ok: false; readonly error: SceneCodeError } {
  const comments: Comment[] = [];
  let parser: TypeScriptParser | null = null;
  try {
    const options: Options = {
      ecmaVersion: ECMA_VERSION,
      sourceType: 'module',
      // The plugin works with places only.
      locations: true,
      onComment: comments,
    };
    parser = new TypeScriptParser(options, source);
    return { ok: true, program: parser.parse(), comments };
  } catch (error) {
    return { ok: false, error: errorIn(source, error, parser?.start) };
  }
}

/**
 * Turns TypeScript with JSX into JavaScript, line by line: types go, JSX becomes calls of `$jsx`. Chromium understands all else,
 * so nothing else is translated. The code must be without imports and exports.
 */
export function toJavaScript(
  code: string,
): { readonly ok: true; readonly js: string } | { readonly ok: false; readonly error: SceneCodeError } {
  try {
    const { code: js } = transform(code, {
      transforms: ['typescript', 'jsx'],
      jsxRuntime: 'classic',
      jsxPragma: '$jsx',
      jsxFragmentPragma: '$Fragment',
      production: true,
      disableESTransforms: true,
      keepUnusedImports: true,
    });
    return { ok: true, js };
  } catch (error) {
    const { name, message, pos } = error as { name?: unknown; message?: unknown; pos?: unknown };
    // What it gives up on without a place: it reads a little less than the parser that checked the code.
    if (typeof message === 'string' && name !== 'RangeError' && pos === undefined) {
      const why = name === 'Error' ? `: ${message}` : '';
      return {
        ok: false,
        error: { line: 1, column: 1, message: `the code cannot be translated${why}` },
      };
    }
    return { ok: false, error: errorIn(code, error) };
  }
}

/**
 * Reads a function's body as the browser will: not as a module, so that `<!--` and `-->` begin comments, and the browser sees
 * another code than was checked. Gives what is wrong, which is nothing else as far as we know; null when all is well.
 */
export function faultInBody(body: string): SceneCodeError | null {
  const before = '(function(){';
  const comments: Comment[] = [];
  const whole = `${before}${body}\n})`;
  let fault: SceneCodeError | null = null;
  try {
    Parser.parse(whole, { ecmaVersion: ECMA_VERSION, sourceType: 'script', onComment: comments });
  } catch (error) {
    fault = errorIn(whole, error);
  }
  const html = comments.find(({ start }) => whole[start] !== '/');
  if (html !== undefined) {
    const message = '<!-- and --> are not allowed in code: write /* … */';
    fault = { ...positionAt(whole, html.start), message };
  }
  // The lines are those of the source, the columns are not.
  return fault === null ? null : { ...fault, column: 1 };
}

/** Where an offset is in a text. Lines end as they do in JavaScript. */
export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset).split(/\r\n|[\n\r\u2028\u2029]/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/**
 * What a parser has thrown, as an error of the code. Parsers stumble over unfinished code, and then tell no place, or one that is
 * none: `at` is where they were. An exhausted stack is thrown on.
 */
function errorIn(code: string, error: unknown, at = 0): SceneCodeError {
  const { name, message, pos, raisedAt } = error as Readonly<Record<string, unknown>>;
  if (typeof message !== 'string' || name === 'RangeError') throw error;
  // What acorn makes of an exhausted stack; where that happens depends on the machine.
  if (message.startsWith('Not enough stack space')) throw new RangeError(message);
  const place = [pos, raisedAt].find((each): each is number => Number.isInteger(each));
  if (place === undefined) {
    const isAtEnd = code.slice(at).trim() === '';
    return {
      ...positionAt(code, at),
      message: isAtEnd ? 'unexpected end of the code' : 'the code cannot be read here',
    };
  }
  return {
    ...positionAt(code, place),
    message: plainMessage(message.replace(/\s*\(\d+:(?:\d+|NaN)\)$/, ''), code, place),
  };
}

const WORD = /[\p{ID_Start}$_][\p{ID_Continue}$]*|\d+|=>|\.\.\.|[^]/uy;

/** What parsers say in words of their own, for people who write scenes; `$1` is what the pattern has in brackets. */
const PLAIN: readonly (readonly [pattern: RegExp, message: string])[] = [
  [/^Cannot use keyword 'await'/, 'await is only possible in async functions'],
  [/^JSX value should be/, 'the value of an attribute is a text in quotes, or stands in { }'],
  [/^Unterminated JSX contents/, 'unexpected end of the code: an element is not closed'],
  [/^Adjacent JSX elements/, 'two elements side by side need one around them, such as <>…</>'],
  [
    /^Unexpected token `\}`/,
    'unexpected "}": a tag before it is not closed, or it is text and is written {"}"}',
  ],
  [
    /^Unexpected token `>`/,
    'unexpected ">": a tag before it is not closed, or it is text and is written {">"}',
  ],
  [/^JSX attributes must only be assigned/, 'the { } of an attribute is empty'],
  [/^Unterminated comment/, 'the comment that begins here is not closed: write */'],
  [/^Unterminated string/, 'the text in quotes that begins here is not closed on its line'],
  [/^Unterminated template/, 'the text in backticks that begins here is not closed'],
  [
    /^Unterminated regular expression/,
    'unexpected "/": a tag or a bracket before it is not closed, or else a regular expression is not',
  ],
  [
    /^Invalid regular expression flag/,
    'unexpected letters behind a "/": a tag or a bracket before it is not closed, or no regular expression has such flags',
  ],
  [
    /^(?:Identifier|type) '(.+?)' has already been declared/,
    '$1 is declared a second time: give it another name',
  ],
  [/^Argument name clash/, 'two parameters have one name'],
  [/^The keyword '(.+?)' is reserved/, '"$1" is a word of the language, and cannot be a name here'],
  [/^let is disallowed|^'let' is not allowed/, '"let" is a word of the language, and cannot be a name here'],
  [
    /^Unexpected keyword '(.+?)'/,
    'unexpected "$1", a word of the language: what stands before it is not complete',
  ],
  [
    /^'import' and 'export' may only appear/,
    'import and export belong outside of all functions: a bracket before this is not closed, or this is not at its place',
  ],
  [
    /^'return' outside of function/,
    'return stands outside of all functions: there is one "}" too many before it, or the function has no "{"',
  ],
  [/^'with' in strict mode/, 'with is not available to scenes'],
  [/^Assigning to rvalue/, 'only variables and properties can be assigned to'],
  [/^Shorthand property assignments/, 'unexpected "=": a property is given its value by ":"'],
  [
    /^Logical expressions and coalesce/,
    '?? stands beside && or ||: put brackets around the part that comes first',
  ],
  [/^Missing catch or finally/, 'try needs a catch or a finally'],
  [/^Expecting Unicode escape sequence/, 'unexpected "\\": outside of texts there is none'],
  [/^Bad character escape|^Invalid Unicode escape/, 'what stands behind "\\" is no character'],
  [
    /^Invalid number|^Identifier directly after number|^Expected number in radix|^Numeric separator/,
    'this is not how numbers are written: 10, 0.5, 1_000 or 0xff',
  ],
  [/^Comma is not permitted after the rest/, 'what begins with ... comes last, without a comma'],
  [/^Unsyntactic (.+)/, '$1 stands outside of a loop'],
  [/^Deleting local variable/, 'delete takes a property, not a variable'],
  [/^A required element cannot follow/, 'what is optional comes after what is not'],
  [/^Escape sequence in keyword/, 'a word of the language is written without "\\"'],
];

/** A parser's message for people: what is unexpected is named, and it begins in lower case as our own do. */
function plainMessage(message: string, text: string, pos: number): string {
  if (text.startsWith('<!--', pos - 1)) return 'comments in JSX are written {/* … */}';
  for (const [pattern, plain] of PLAIN) {
    const found = pattern.exec(message);
    if (found !== null) return plain.replace('$1', () => found[1] ?? '');
  }
  if (/^Unexpected token\b/.test(message)) {
    if (text.slice(pos).trim() === '') return 'unexpected end of the code';
    WORD.lastIndex = pos;
    return `unexpected ${JSON.stringify(WORD.exec(text)?.[0] ?? '')}`;
  }
  const closing = /^Expected corresponding JSX closing tag for <(.*)>$/.exec(message);
  // A fragment has no name.
  if (closing !== null) return `expected the closing tag </${closing[1]?.replace(/^undefined$/, '')}>`;
  return `${message.charAt(0).toLowerCase()}${message.slice(1)}`;
}

/** True for what is a node of a tree. */
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

const KEPT_TYPES: ReadonlySet<string> = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
  'TSEnumDeclaration',
  'TSEnumMember',
  'TSParameterProperty',
]);

/** True for what is gone once types are: types themselves, and what is only declared. */
export const isErased = (node: { readonly type: string; readonly declare?: unknown }): boolean =>
  (node.type.startsWith('TS') && !KEPT_TYPES.has(node.type)) || node.declare === true;

/** Calls `visit` for the nodes directly below a node; types are left out. */
function eachChild(node: Node, visit: (child: Node) => void): void {
  const visitNode = (value: unknown): void => {
    if (isNode(value) && !isErased(value)) visit(value);
  };
  for (const key in node) {
    const value = (node as unknown as Record<string, unknown>)[key];
    if (typeof value !== 'object' || value === null || key === 'loc') continue;
    if (Array.isArray(value)) value.forEach(visitNode);
    else visitNode(value);
  }
}

/** The nodes directly below a node; types are left out. */
export function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  eachChild(node, (child) => children.push(child));
  return children;
}

/** Calls `enter` for each node of a tree with its parents, the nearest last, and `leave` once its children are done. */
export function walk(
  root: Node,
  visitor: {
    readonly enter: (node: Node, parents: readonly Node[]) => void;
    readonly leave?: (node: Node) => void;
  },
): void {
  const parents: Node[] = [];
  const visit = (node: Node): void => {
    visitor.enter(node, parents);
    parents.push(node);
    eachChild(node, visit);
    parents.pop();
    visitor.leave?.(node);
  };
  visit(root);
}
