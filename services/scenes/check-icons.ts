import type { Program } from 'acorn';
import type { Fault, Imports } from './check';
import { findIcon, looksLikeIcon, type IconSets, type IconShape } from './icons';
import { childrenOf, walk, type JsxOpening, type Node } from './syntax';

/** The icons that a scene draws, by `set:name`. */
export interface Icons {
  readonly faults: readonly Fault[];
  readonly icons: ReadonlyMap<string, IconShape>;
  /** True when the component is imported, even if no icon is drawn. */
  readonly isUsed: boolean;
}

const DYNAMIC =
  'the names of icons must be literal, as in icon="mdi:home": this one is not known before the scene is drawn';

/**
 * Finds the icons that a scene draws. A name that stands in the element, alone or as one of two, is looked up there and then.
 * Where the name comes from somewhere else, every text of the code that names an icon is at hand when the scene is drawn.
 */
export function checkIcons(program: Program, imported: Imports['icons'], sets: IconSets): Icons {
  const { components, namespaces } = imported;
  const icons = new Map<string, IconShape>();
  const faults: Fault[] = [];
  if (components.size === 0 && namespaces.size === 0) return { faults, icons, isUsed: false };

  const texts: { readonly text: string; readonly at: number }[] = [];
  const open: number[] = [];
  const add = (name: string, at: number): void => {
    const found = findIcon(name, sets);
    if (found.ok) icons.set(name, found.icon);
    else faults.push({ at, message: found.message });
  };
  walk(program, {
    enter(node, parents) {
      if (node.type === 'Literal' && typeof node.value === 'string')
        texts.push({ text: node.value, at: node.start });
      if (node.type === 'TemplateElement' && node.tail && parents.at(-1)?.type === 'TemplateLiteral') {
        const template = parents.at(-1) as Extract<Node, { type: 'TemplateLiteral' }>;
        if (template.expressions.length === 0)
          texts.push({ text: node.value.cooked ?? '', at: template.start });
      }
      if (node.type === 'JSXOpeningElement' && isIcon(node, components, namespaces)) {
        const names = namesOfElement(node);
        if (names.type === 'missing')
          faults.push({ at: node.start, message: 'an Icon needs its name, as in icon="mdi:home"' });
        else if (names.type === 'computed') faults.push({ at: names.at, message: DYNAMIC });
        else if (names.type === 'elsewhere') open.push(names.at);
        else for (const { text, at } of names.literals) add(text, at);
      }
      if (node.type === 'Identifier' && components.has(node.name) && !isImport(parents))
        open.push(node.start);
    },
  });
  if (open.length > 0) {
    const named = texts.filter(({ text }) => looksLikeIcon(text, sets));
    for (const { text, at } of named) add(text, at);
    if (named.length === 0) faults.push(...open.map((at) => ({ at, message: DYNAMIC })));
  }
  return { faults, icons, isUsed: true };
}

const isImport = (parents: readonly Node[]): boolean => parents.at(-1)?.type.startsWith('Import') ?? false;

function isIcon(
  { name }: JsxOpening,
  components: ReadonlySet<string>,
  namespaces: ReadonlySet<string>,
): boolean {
  if (name.type === 'JSXIdentifier') return components.has(name.name);
  const { object, property } = name;
  return (
    object?.type === 'JSXIdentifier' &&
    namespaces.has(object.name) &&
    (property?.name === 'Icon' || property?.name === 'InlineIcon')
  );
}

/** Where an element's icon comes from. */
type IconNames =
  | { readonly type: 'literal'; readonly literals: readonly { readonly text: string; readonly at: number }[] }
  /** From a variable, a property, a list: all that may be meant is written somewhere in the code. */
  | { readonly type: 'elsewhere'; readonly at: number }
  /** Put together from parts. */
  | { readonly type: 'computed'; readonly at: number }
  | { readonly type: 'missing' };

function namesOfElement({ attributes, start }: JsxOpening): IconNames {
  const attribute = attributes.findLast(({ name }) => name?.type === 'JSXIdentifier' && name.name === 'icon');
  if (attribute === undefined) {
    const hasSpread = attributes.some(({ type }) => type === 'JSXSpreadAttribute');
    return hasSpread ? { type: 'elsewhere', at: start } : { type: 'missing' };
  }
  const value = attribute.value;
  if (value == null) return { type: 'missing' };
  return namesOfExpression(value.type === 'JSXExpressionContainer' ? value.expression : value);
}

function namesOfExpression(node: Node): IconNames {
  if (node.type === 'Literal') {
    return { type: 'literal', literals: [{ text: String(node.value), at: node.start }] };
  }
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0) {
    const text = node.quasis[0]?.value.cooked ?? '';
    return { type: 'literal', literals: [{ text, at: node.start }] };
  }
  if (node.type === 'ConditionalExpression') {
    return both(namesOfExpression(node.consequent), namesOfExpression(node.alternate));
  }
  if (node.type === 'LogicalExpression' && node.operator !== '&&') {
    return both(namesOfExpression(node.left), namesOfExpression(node.right));
  }
  return isPutTogether(node) ? { type: 'computed', at: node.start } : { type: 'elsewhere', at: node.start };
}

function both(one: IconNames, other: IconNames): IconNames {
  if (one.type !== 'literal') return one;
  if (other.type !== 'literal') return other;
  return { type: 'literal', literals: [...one.literals, ...other.literals] };
}

/** True when a text is made at this place: of such a name nothing is written anywhere. */
const isPutTogether = (node: Node): boolean =>
  (node.type === 'TemplateLiteral' && node.expressions.length > 0) ||
  (node.type === 'BinaryExpression' && node.operator === '+') ||
  (node.type === 'CallExpression' && childrenOf(node).some(isPutTogether));
