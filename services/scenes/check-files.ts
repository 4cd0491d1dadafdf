import type { Program } from 'acorn';
import { fileKindOf, isHttpsUrl, isPublicHostname, MAX_ASSET_REFERENCE_LENGTH } from '../../remotion/urls';
import { importedName, type Fault } from './check';
import { walk, type JsxAttribute, type JsxName, type JsxOpening, type JsxPath, type Node } from './syntax';
import { valuesIn, type Value } from './values';

/** The files on the internet that a scene loads, as far as its code tells, and those that it cannot load. */
export interface Files {
  readonly faults: readonly Fault[];
  /** `https://` URLs, each once: first those that are known to be loaded, or are of a file. */
  readonly urls: readonly string[];
  /** Those of `urls` that are only texts of the code: nothing tells whether they are loaded. */
  readonly guessedUrls: readonly string[];
}

/** Attributes and properties whose value is loaded, whatever its name ends with. */
const LOADING_NAMES: ReadonlySet<string> = new Set(['src', 'poster']);
/** Attributes that load a file in elements that draw pictures, and lead somewhere in all others. */
const LINK_NAMES: ReadonlySet<string> = new Set(['href', 'xlinkHref', 'xlink:href']);
const PICTURE_TAGS: ReadonlySet<string> = new Set(['image', 'feImage']);

/** What loads its `src`: tags, and components by the names that Remotion exports them by. */
const LOADING_ELEMENTS: ReadonlySet<string> = new Set([
  ...['img', 'AnimatedImage', 'Audio', 'Html5Audio', 'Html5Video', 'Img', 'OffthreadVideo', 'Video'],
]);

/** `url()` of CSS with a whole URL in it; comments are read so that nothing is found in them. */
const CSS_URL =
  /\/\*[^]*?(?:\*\/|$)|\burl\(\s*(?:"(https?:\/\/[^"\\\r\n]*)"|'(https?:\/\/[^'\\\r\n]*)'|(https?:\/\/[^"'()\\\s]*))\s*\)/gi;

/** A picture in a text of HTML or SVG. */
const HTML_URL =
  /<(?:img|image)\b[^<>]*?\s(?:src|href|xlink:href)\s*=\s*(?:"(https:\/\/[^"]*)"|'(https:\/\/[^']*)')/gi;

/**
 * Finds the literal URLs of files: values of `src` and `poster`, of `href` where it means a picture, in `url()` of CSS, in pictures of
 * HTML, and texts that are nothing but a URL with the extension of a file. Where a name stands in these places, it is followed to
 * the constants, the functions and the props that it may mean. Where that does not tell all that may be loaded, every text that is
 * nothing but a URL with a path is guessed, unless it is known to be shown or to lead somewhere. Comments are not looked at.
 */
export function checkFiles(source: string, program: Program): Files {
  const urls = new Set<string>();
  const valuesOf = valuesIn(program);
  const found = usesIn(program);
  const load = (url: string): void => {
    if (isHttpsUrl(url) && url.length <= MAX_ASSET_REFERENCE_LENGTH) urls.add(url);
  };
  const open: { readonly url: string; readonly node: Node; readonly owner: Node | null }[] = [];
  // What names lead to: many of them may lead to the same.
  const followed = new Set<Value>();
  const refused = new Set<Value>();
  let isAllKnown = true;
  const follow = (value: Value, isByElement: boolean): void => {
    if (value.type === 'Anything') {
      isAllKnown = false;
      return;
    }
    const url = textOf(value)?.trim() ?? '';
    if (!followed.has(value)) load(url);
    followed.add(value);
    if (!isByElement || !isOpen(url) || refused.has(value)) return;
    refused.add(value);
    open.push({ url, node: value, owner: null });
  };
  for (const use of found.uses) {
    if (use.type === 'value')
      for (const value of valuesOf(use.value, use.name)) follow(value, use.isByElement);
    else if (use.type === 'css' && isOpen(use.url)) open.push(use);
    else load(use.url);
  }
  const shown = new Set<Value>([...found.shown.flatMap((each) => valuesOf(each)), ...found.links]);
  const known = urls.size;
  for (const { node, url } of isAllKnown ? [] : found.texts) {
    if (!shown.has(node) && mayBeFile(url)) load(url);
  }
  const faults = open
    .filter(({ owner }) => owner === null || !shown.has(owner))
    .map(({ url, node }) => openFault(source, url, node));
  return { faults, urls: [...urls], guessedUrls: [...urls].slice(known) };
}

function openFault(source: string, url: string, { start, end }: Node): Fault {
  const offset = Math.max(source.slice(start, end).indexOf(url), 0);
  const message = `${JSON.stringify(url.slice(0, 80))} cannot be loaded: write https:// instead of http://`;
  return { at: start + offset, message };
}

/** True for the URL of a connection that anybody can listen to. */
const isOpen = (url: string): boolean => /^http:\/\//i.test(url);

/**
 * False for what no scene could load, for prose that begins with a URL, and for a host alone: that is the address of a page, or
 * what other URLs begin with.
 */
function mayBeFile(url: string): boolean {
  // The parser of URLs takes blanks, and leaves out line breaks.
  if (/\s/.test(url)) return false;
  const { hostname, pathname, search } = new URL(url);
  return isPublicHostname(hostname) && `${pathname}${search}` !== '/';
}

/** Something that is loaded, in the order of the code. */
type Use =
  /**
   * What `src` is given, say; with a name, what the value has under it. `isByElement`: by an element that loads it, and not by
   * data that only seems to be for one.
   */
  | { readonly type: 'value'; readonly value: Node; readonly name?: string; readonly isByElement: boolean }
  /** A text that is the URL of a file. */
  | { readonly type: 'text'; readonly url: string }
  /** In `url()`; `owner` is the whole text. */
  | { readonly type: 'css'; readonly url: string; readonly node: Node; readonly owner: Node };

interface Uses {
  readonly uses: readonly Use[];
  /** Expressions that are shown, or lead somewhere. */
  readonly shown: readonly Node[];
  /** Texts that are the target of a link themselves. */
  readonly links: ReadonlySet<Node>;
  /** Texts that are nothing but a URL. */
  readonly texts: readonly { readonly node: Node; readonly url: string }[];
}

/** Goes through the code once, and follows no name. */
function usesIn(program: Program): Uses {
  const uses: Use[] = [];
  const shown: Node[] = [];
  const links = new Set<Node>();
  const texts: { node: Node; url: string }[] = [];
  const loaders = loadingNames(program);
  walk(program, {
    enter(node, parents) {
      const parent = parents.at(-1);
      const place = placeOf(node, parent, loaders);
      const spread = spreadOver(node, parent, loaders);
      if (spread !== null) uses.push({ type: 'value', value: spread, name: 'src', isByElement: true });
      if (place?.type === 'loaded')
        uses.push({ type: 'value', value: place.value, isByElement: place.isByElement });
      for (const value of putIntoCss(node)) uses.push({ type: 'value', value, isByElement: true });
      if (place?.type === 'link') for (const value of literalsOf(place.value)) links.add(value);
      if (place?.type === 'link' || place?.type === 'shown') shown.push(...partsOf(place.value));
      const text = textOf(node)?.trim();
      if (text !== undefined && isHttpsUrl(text) && !isCompared(parent)) texts.push({ node, url: text });
      if (text !== undefined && !links.has(node) && fileKindOf(text) !== null)
        uses.push({ type: 'text', url: text });
      const written = node.type === 'TemplateElement' ? (node.value.cooked ?? '') : (stringOf(node) ?? '');
      const owner = node.type === 'TemplateElement' && parent !== undefined ? parent : node;
      for (const url of urlsInCss(written)) uses.push({ type: 'css', url, node, owner });
      for (const url of urlsInHtml(written)) uses.push({ type: 'text', url });
    },
  });
  return { uses, shown, links, texts };
}

const urlsInCss = (text: string): string[] =>
  [...text.matchAll(CSS_URL)].flatMap(([, double, single, bare]) => {
    const url = double ?? single ?? bare;
    return url === undefined ? [] : [url.trim()];
  });

const urlsInHtml = (text: string): string[] =>
  [...text.matchAll(HTML_URL)].map(([, double, single]) =>
    (double ?? single ?? '').replaceAll('&amp;', '&').trim(),
  );

/** The names by which elements stand for what loads its `src`; of what is imported as a whole, those of its parts. */
function loadingNames(program: Program): ReadonlySet<string> {
  const imports = program.body.flatMap((node) => (node.type === 'ImportDeclaration' ? node.specifiers : []));
  const renamed = imports.filter((each) => LOADING_ELEMENTS.has(importedName(each)));
  return new Set(['img', ...renamed.map(({ local }) => local.name)]);
}

const loadsSource = ({ name }: JsxOpening, loaders: ReadonlySet<string>): boolean =>
  name.type === 'JSXIdentifier' ? loaders.has(name.name) : LOADING_ELEMENTS.has(partName(name));

/** `Img` of `<Remotion.Img>`. */
const partName = ({ property }: JsxPath): string => property?.name ?? '';

/** What stands in a place that tells what becomes of it. */
type Place =
  | { readonly type: 'loaded'; readonly value: Node; readonly isByElement: boolean }
  | { readonly type: 'link' | 'shown'; readonly value: Node };

function placeOf(node: Node, parent: Node | undefined, loaders: ReadonlySet<string>): Place | null {
  switch (node.type) {
    case 'JSXAttribute':
      return parent?.type === 'JSXOpeningElement' ? placeOfAttribute(node, parent, loaders) : null;
    case 'JSXExpressionContainer': {
      // What a component does with its children is not known.
      const isShown = parent?.type === 'JSXFragment' || (parent?.type === 'JSXElement' && showsText(parent));
      return isShown ? { type: 'shown', value: node.expression } : null;
    }
    case 'Property': {
      const { key, value, computed } = node;
      const name = key.type === 'Identifier' && !computed ? key.name : stringOf(key);
      return LOADING_NAMES.has(name ?? '') ? { type: 'loaded', value, isByElement: false } : null;
    }
    case 'AssignmentExpression': {
      const { left, right } = node;
      const isLoaded =
        left.type === 'MemberExpression' &&
        left.property.type === 'Identifier' &&
        LOADING_NAMES.has(left.property.name);
      return isLoaded ? { type: 'loaded', value: right, isByElement: false } : null;
    }
    default:
      return null;
  }
}

function placeOfAttribute(
  attribute: JsxAttribute,
  element: JsxOpening,
  loaders: ReadonlySet<string>,
): Place | null {
  const { value } = attribute;
  const name = attributeName(attribute);
  if (value == null) return null;
  if (LOADING_NAMES.has(name)) return { type: 'loaded', value, isByElement: loadsSource(element, loaders) };
  const isTag = element.name.type === 'JSXIdentifier' && isTagName(element.name);
  if (LINK_NAMES.has(name))
    return drawsPicture(element) ? { type: 'loaded', value, isByElement: true } : { type: 'link', value };
  return isTag && !UNSHOWN_NAMES.has(name) ? { type: 'shown', value } : null;
}

/** What is spread over an element that loads its `src`. */
function spreadOver(node: Node, parent: Node | undefined, loaders: ReadonlySet<string>): Node | null {
  if (node.type !== 'JSXSpreadAttribute' || parent?.type !== 'JSXOpeningElement') return null;
  return loadsSource(parent, loaders) ? (node.argument ?? null) : null;
}

/** Attributes that hold CSS, HTML, or elements; and `key`, by which React tells elements apart: often the URL of what is in one. */
const UNSHOWN_NAMES: ReadonlySet<string> = new Set([
  ...[
    'key',
    'style',
    'dangerouslySetInnerHTML',
    'children',
    'fill',
    'stroke',
    'filter',
    'mask',
    'clipPath',
    'cursor',
  ],
]);

/** True for tags other than `<style>`, whose text is CSS. */
function showsText(parent: Node): boolean {
  const { name } = (parent as unknown as { readonly openingElement: JsxOpening }).openingElement;
  return name.type === 'JSXIdentifier' && isTagName(name) && name.name !== 'style';
}

const isTagName = ({ name }: JsxName): boolean => /^[a-z]/.test(name);

/** What of an expression is shown: all that a text is made of, and what a text was before it was changed. */
function partsOf(node: Node): Node[] {
  switch (node.type) {
    case 'JSXExpressionContainer':
      return partsOf(node.expression);
    case 'TemplateLiteral':
      return [node, ...node.expressions.flatMap(partsOf)];
    case 'BinaryExpression':
      return [...(node.left.type === 'PrivateIdentifier' ? [] : partsOf(node.left)), ...partsOf(node.right)];
    case 'CallExpression':
      return node.callee.type === 'MemberExpression' ? [node, ...partsOf(node.callee.object)] : [node];
    case 'LogicalExpression':
      // The left of `&&` is a condition: of what is shown, it is at most an empty text.
      return [...(node.operator === '&&' ? [] : partsOf(node.left)), ...partsOf(node.right)];
    default:
      return [node];
  }
}

/** Whether a text is only compared with another, or is a part of one. */
const isCompared = (parent: Node | undefined): boolean =>
  parent?.type === 'BinaryExpression' ||
  parent?.type === 'SwitchCase' ||
  parent?.type === 'ImportDeclaration';

function attributeName({ name }: JsxAttribute): string {
  if (name?.type === 'JSXIdentifier') return name.name;
  // The parser names the parts of `xlink:href` otherwise than those of a path.
  const { namespace, name: local } = (name ?? {}) as {
    namespace?: { name: string };
    name?: { name: string };
  };
  return `${namespace?.name ?? ''}:${local?.name ?? ''}`;
}

const drawsPicture = ({ name }: JsxOpening): boolean =>
  name.type === 'JSXIdentifier' && PICTURE_TAGS.has(name.name);

/** A text that ends where the URL of CSS begins. */
const OPENS_URL = /\burl\(\s*["']?$/i;

/** What is put between the brackets of `url()`, in backticks or by `+`. */
function putIntoCss(node: Node): Node[] {
  if (node.type === 'TemplateLiteral') {
    return node.expressions.filter((_put, index) => OPENS_URL.test(node.quasis[index]?.value.cooked ?? ''));
  }
  if (node.type !== 'BinaryExpression' || node.operator !== '+') return [];
  const before = node.left.type === 'BinaryExpression' ? node.left.right : node.left;
  return OPENS_URL.test(stringOf(before) ?? '') ? [node.right] : [];
}

/** The texts that stand in an expression: one by itself, or one of several. */
function literalsOf(node: Node): Node[] {
  switch (node.type) {
    case 'JSXExpressionContainer':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'ParenthesizedExpression':
      return literalsOf(node.expression);
    case 'ConditionalExpression':
      return [...literalsOf(node.consequent), ...literalsOf(node.alternate)];
    case 'LogicalExpression':
      return [...literalsOf(node.left), ...literalsOf(node.right)];
    default:
      return textOf(node) === null ? [] : [node];
  }
}

const stringOf = (node: Node): string | null =>
  node.type === 'Literal' && typeof node.value === 'string' ? node.value : null;

/** A text that is known as a whole: in quotes, or in backticks with nothing put in. */
function textOf(node: Node): string | null {
  if (node.type !== 'TemplateLiteral') return stringOf(node);
  return node.expressions.length === 0 ? (node.quasis[0]?.value.cooked ?? null) : null;
}
