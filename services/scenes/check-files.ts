import type { Program } from 'acorn';
import { fileKindOf, isHttpsUrl, MAX_ASSET_REFERENCE_LENGTH } from '../../remotion/urls';
import type { Fault } from './check';
import { walk, type JsxAttribute, type JsxOpening, type Node } from './syntax';
import { valuesIn } from './values';

/** The files on the internet that a scene loads, as far as its code tells, and those that it cannot load. */
export interface Files {
  readonly faults: readonly Fault[];
  /** `https://` URLs, each once, in order. */
  readonly urls: readonly string[];
}

/** Attributes and properties whose value is loaded, whatever its name ends with. */
const LOADING_NAMES: ReadonlySet<string> = new Set(['src', 'poster']);
/** Attributes that load a file in elements that draw pictures, and lead somewhere in all others. */
const LINK_NAMES: ReadonlySet<string> = new Set(['href', 'xlinkHref', 'xlink:href']);
const PICTURE_TAGS: ReadonlySet<string> = new Set(['image', 'feImage']);

/** `url()` of CSS with a whole URL in it; comments are read so that nothing is found in them. */
const CSS_URL =
  /\/\*[^]*?\*\/|\burl\(\s*(?:"(https?:\/\/[^"\\\r\n]*)"|'(https?:\/\/[^'\\\r\n]*)'|(https?:\/\/[^"'()\\\s]*))\s*\)/gi;

/**
 * Finds the literal URLs of files: values of `src` and `poster`, of `href` where it means a picture, in `url()` of CSS, and texts
 * that are nothing but a URL with the extension of a file. Where a name stands in these places, it is followed to the constants and
 * the props that it may mean. Comments and texts that are shown are not looked at.
 */
export function checkFiles(source: string, program: Program): Files {
  const faults: Fault[] = [];
  const urls = new Set<string>();
  // The targets of links: nothing is loaded from there.
  const links = new Set<Node>();
  // What names lead to: many of them may lead to the same.
  const followed = new Set<Node>();
  const valuesOf = valuesIn(program);
  const load = (url: string, { start, end }: Node): void => {
    if (/^http:\/\//i.test(url)) {
      const offset = Math.max(source.slice(start, end).indexOf(url), 0);
      const shown = JSON.stringify(url.slice(0, 80));
      faults.push({
        at: start + offset,
        message: `${shown} cannot be loaded: write https:// instead of http://`,
      });
    } else if (isHttpsUrl(url) && url.length <= MAX_ASSET_REFERENCE_LENGTH) urls.add(url);
  };
  walk(program, {
    enter(node, parents) {
      const use = useOf(node, parents.at(-1));
      const loaded = [...(use?.isLoaded === true ? [use.value] : []), ...putIntoCss(node)];
      for (const value of loaded.flatMap(valuesOf)) {
        if (followed.has(value)) continue;
        followed.add(value);
        load(textOf(value)?.trim() ?? '', value);
      }
      if (use?.isLoaded === false) for (const value of literalsOf(use.value)) links.add(value);
      const text = textOf(node);
      if (text !== null && !links.has(node) && fileKindOf(text.trim()) !== null) load(text.trim(), node);
      const css = node.type === 'TemplateElement' ? (node.value.cooked ?? '') : stringOf(node);
      for (const [, double, single, bare] of (css ?? '').matchAll(CSS_URL)) {
        const url = double ?? single ?? bare;
        if (url !== undefined) load(url.trim(), node);
      }
    },
  });
  return { faults, urls: [...urls] };
}

/** The value of an attribute or a property that names a file or leads somewhere; null for all other nodes. */
function useOf(node: Node, parent: Node | undefined): { value: Node; isLoaded: boolean } | null {
  if (node.type === 'JSXAttribute') {
    const name = attributeName(node);
    if (node.value == null) return null;
    if (LOADING_NAMES.has(name)) return { value: node.value, isLoaded: true };
    if (!LINK_NAMES.has(name) || parent?.type !== 'JSXOpeningElement') return null;
    return { value: node.value, isLoaded: drawsPicture(parent) };
  }
  if (node.type !== 'Property' || node.computed) return null;
  const { key, value } = node;
  const name = key.type === 'Identifier' ? key.name : stringOf(key);
  return name !== null && LOADING_NAMES.has(name) ? { value, isLoaded: true } : null;
}

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
