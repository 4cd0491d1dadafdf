import type { Program } from 'acorn';
import { walk, type JsxOpening, type Node } from './syntax';

/**
 * What an expression may be, as far as the code itself tells: literals, objects, lists, and elements for the props that a component
 * is given. Nothing is run, and names have no scopes: of a name that is declared twice, both are meant.
 */
export type ValuesOf = (expression: Node) => readonly Node[];

/** Values of one expression beyond which no more are looked for. No scene loads as many files. */
const MAX_VALUES = 1000;

/** Methods of lists that give the list again, as a whole or in part. */
const LIST_AGAIN: ReadonlySet<string> = new Set([
  ...['filter', 'slice', 'concat', 'toSorted', 'sort', 'toReversed', 'reverse', 'toSpliced', 'values'],
]);
/** Methods of lists that give one of what is in it. */
const ONE_OF_LIST: ReadonlySet<string> = new Set(['at', 'find', 'findLast', 'pop', 'shift']);
/** Methods that call a function with each of what is in a list. */
const WITH_EACH: ReadonlySet<string> = new Set(['map', 'flatMap', 'forEach']);
/** Functions of which the first argument comes back: `Object.freeze()`, and the lists of `Object.values()`. */
const GIVEN_BACK: ReadonlySet<string> = new Set(['freeze', 'values']);

type Source = () => readonly Node[];

type FunctionNode = Extract<
  Node,
  { type: 'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression' }
>;

/** Reads what is declared in a program, so that names can be followed to what they were first given. */
export function valuesIn(program: Program): ValuesOf {
  const values = new Values();
  walk(program, { enter: (node, parents) => values.note(node, parents) });
  return (expression) => values.of(expression);
}

class Values {
  readonly #names = new Map<string, Source[]>();
  /** By the names of their components. */
  readonly #elements = new Map<string, JsxOpening[]>();
  readonly #known = new Map<Node, readonly Node[]>();

  of(node: Node): readonly Node[] {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    // What leads back to itself adds nothing.
    this.#known.set(node, []);
    const values = [...new Set(this.#find(node))].slice(0, MAX_VALUES);
    this.#known.set(node, values);
    return values;
  }

  /** Notes what a node declares, or draws. */
  note(node: Node, parents: readonly Node[]): void {
    if (node.type === 'JSXOpeningElement' && node.name.type === 'JSXIdentifier') {
      listIn(this.#elements, node.name.name).push(node);
    } else if (node.type === 'VariableDeclaration') {
      const loop = parents.at(-1);
      for (const { id, init } of node.declarations) {
        if (init != null) this.#bind(id, () => this.of(init));
        else if (loop?.type === 'ForOfStatement' && loop.left === node)
          this.#bind(id, () => this.#memberOf(this.of(loop.right), null));
      }
    } else if (isFunction(node)) {
      const [first] = node.params;
      if (first !== undefined) this.#bind(first, this.#givenTo(node, parents));
    }
  }

  /** What a function is called with first: each of a list, or the props of a component. */
  #givenTo(node: FunctionNode, parents: readonly Node[]): Source {
    const call = parents.at(-1);
    if (call?.type === 'CallExpression' && call.callee.type === 'MemberExpression') {
      const { object, property, computed } = call.callee;
      const isWithEach = WITH_EACH.has(keyOf(property, computed) ?? '');
      if (isWithEach) return () => this.#memberOf(this.of(object), null);
    }
    const name = componentName(node, parents);
    return () => (name === null ? [] : (this.#elements.get(name) ?? []));
  }

  #all(nodes: readonly (Node | null | undefined)[]): Node[] {
    return nodes.flatMap((node) => (node == null ? [] : this.of(node)));
  }

  #find(node: Node): readonly Node[] {
    switch (node.type) {
      case 'JSXExpressionContainer':
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
      case 'ParenthesizedExpression':
      case 'ChainExpression':
        return this.of(node.expression);
      case 'ConditionalExpression':
        return this.#all([node.consequent, node.alternate]);
      case 'LogicalExpression':
        return this.#all([node.left, node.right]);
      case 'Identifier':
        return (this.#names.get(node.name) ?? []).flatMap((source) => source());
      case 'MemberExpression':
        return this.#memberOf(this.#all([node.object]), keyOf(node.property, node.computed));
      case 'CallExpression':
        return this.#resultOf(node);
      default:
        return [node];
    }
  }

  #resultOf({ callee, arguments: given }: Extract<Node, { type: 'CallExpression' }>): readonly Node[] {
    if (callee.type !== 'MemberExpression') return [];
    const method = keyOf(callee.property, callee.computed) ?? '';
    if (callee.object.type === 'Identifier' && callee.object.name === 'Object')
      return GIVEN_BACK.has(method) ? this.#all([given[0]]) : [];
    if (LIST_AGAIN.has(method)) return this.#all([callee.object, ...(method === 'concat' ? given : [])]);
    return ONE_OF_LIST.has(method) ? this.#memberOf(this.#all([callee.object]), null) : [];
  }

  /** What is in objects and lists under a name; under any, where the name is not known. */
  #memberOf(values: readonly Node[], key: string | null): readonly Node[] {
    return values.flatMap((value): readonly Node[] => {
      if (value.type === 'ArrayExpression') return this.#elementOf(value, key);
      if (value.type === 'ObjectExpression') {
        return value.properties.flatMap((each) => {
          if (each.type === 'SpreadElement') return this.#memberOf(this.of(each.argument), key);
          const name = keyOf(each.key, each.computed);
          return key === null || name === null || name === key ? this.of(each.value) : [];
        });
      }
      return value.type === 'JSXOpeningElement' && key !== null ? this.#attributeOf(value, key) : [];
    });
  }

  #elementOf({ elements }: Extract<Node, { type: 'ArrayExpression' }>, key: string | null): readonly Node[] {
    const isPlain = elements.every((each) => each?.type !== 'SpreadElement');
    if (key !== null && isPlain && /^\d+$/.test(key)) return this.#all([elements[Number(key)]]);
    return elements.flatMap((each) =>
      each?.type === 'SpreadElement' ? this.#memberOf(this.of(each.argument), null) : this.#all([each]),
    );
  }

  #attributeOf({ attributes }: JsxOpening, key: string): readonly Node[] {
    return attributes.flatMap((attribute) => {
      if (attribute.argument !== undefined) return this.#memberOf(this.of(attribute.argument), key);
      const isMeant = attribute.name?.type === 'JSXIdentifier' && attribute.name.name === key;
      return isMeant ? this.#all([attribute.value]) : [];
    });
  }

  #bind(pattern: Node, source: Source): void {
    switch (pattern.type) {
      case 'Identifier':
        listIn(this.#names, pattern.name).push(source);
        break;
      case 'AssignmentPattern':
        this.#bind(pattern.left, () => [...source(), ...this.of(pattern.right)]);
        break;
      case 'ObjectPattern':
        for (const part of pattern.properties) {
          if (part.type !== 'Property') this.#bind(part.argument, source);
          else this.#bind(part.value, () => this.#memberOf(source(), keyOf(part.key, part.computed)));
        }
        break;
      case 'ArrayPattern':
        pattern.elements.forEach((part, index) => {
          if (part !== null) this.#bind(part, () => this.#memberOf(source(), String(index)));
        });
        break;
    }
  }
}

/** The list under a key, a new one where there is none. */
function listIn<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

const isFunction = (node: Node): node is FunctionNode =>
  node.type === 'FunctionDeclaration' ||
  node.type === 'FunctionExpression' ||
  node.type === 'ArrowFunctionExpression';

/** The name that a function is drawn by: its own, or that of what holds it, also within `memo()` and the like. */
function componentName(node: FunctionNode, parents: readonly Node[]): string | null {
  if (node.type === 'FunctionDeclaration') return node.id?.name ?? null;
  const holder = parents.findLast(({ type }) => type !== 'CallExpression');
  return holder?.type === 'VariableDeclarator' && holder.id.type === 'Identifier' ? holder.id.name : null;
}

/** The name of a property; null where it is known only when the code runs. */
function keyOf(key: Node, isComputed: boolean): string | null {
  if (!isComputed && key.type === 'Identifier') return key.name;
  return key.type === 'Literal' ? String(key.value) : null;
}
