import { createSceneElement, HOST_ELEMENTS, type SceneElement } from './descriptions';

/** Longest markup of one element, in UTF-16 units: an icon has some hundreds. */
const MAX_HTML_LENGTH = 200_000;
/** Markup that is kept read: icons are drawn at each frame. */
const MAX_KEPT = 200;

type Children = readonly (SceneElement | string)[];
const kept = new Map<string, Children>();

/**
 * Elements for what a scene gives as `dangerouslySetInnerHTML`. It is read in a document that does nothing, and every element goes
 * the way of all others; what scenes may not draw is left out.
 */
export const childrenOfHtml = (html: string, parent: string): Children => {
  if (html.length > MAX_HTML_LENGTH)
    throw new Error(`more than ${MAX_HTML_LENGTH} characters of HTML in one element`);
  const isSvg = /^(?:svg|g|defs|symbol|mask|clipPath|pattern|marker)$/.test(parent);
  const cacheKey = `${isSvg ? 'svg' : 'html'} ${html}`;
  const found = kept.get(cacheKey);
  if (found !== undefined) return found;
  const { body } = new DOMParser().parseFromString(isSvg ? `<svg>${html}</svg>` : html, 'text/html');
  const root = isSvg ? body.querySelector('svg') : body;
  const children = root === null ? [] : childrenOf(root);
  if (kept.size >= MAX_KEPT) kept.delete(kept.keys().next().value ?? '');
  kept.set(cacheKey, children);
  return children;
};

const childrenOf = (parent: Element): Children =>
  [...parent.childNodes].flatMap((node, index): Children => {
    if (node.nodeType === Node.TEXT_NODE) return [node.nodeValue ?? ''];
    return node instanceof Element ? elementsOf(node, index) : [];
  });

function elementsOf(element: Element, index: number): Children {
  // HTML's are in lower case, SVG's as the parser has put them right.
  const name = element.localName;
  if (!HOST_ELEMENTS.has(name)) return [];
  const attributes = [...element.attributes].map(({ name: attribute, value }) => [attribute, value] as const);
  const { style, class: className, ...others } = Object.fromEntries(attributes);
  const props = {
    ...others,
    ...(className === undefined ? {} : { className }),
    ...(style === undefined ? {} : { style: stylesOf(style) }),
    children: childrenOf(element),
  };
  return [createSceneElement(name, props, index)];
}

/** React takes styles as an object only. */
function stylesOf(text: string): Record<string, string> {
  const { style } = new DOMParser().parseFromString('<i></i>', 'text/html').querySelector('i') as HTMLElement;
  style.cssText = text;
  const names = Array.from({ length: style.length }, (_, index) => style.item(index));
  return Object.fromEntries(
    names.map((name) => [
      name.startsWith('--')
        ? name
        : name.replace(/-([a-z])/g, (_all, letter: string) => letter.toUpperCase()),
      style.getPropertyValue(name),
    ]),
  );
}
