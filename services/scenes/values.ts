import type { Program } from 'acorn';
import { walk, type JsxOpening, type Node } from './syntax';

/**
 * What an expression may be, as far as the code itself tells: literals, objects, lists, and elements for the props that a component
 * is given. Nothing is run; a name means what is declared in the nearest scope, as in JavaScript.
 */
export type ValuesOf = (expression: Node) => readonly Node[];

/** Values of one expression beyond which no more are looked for. No scene loads as many files. */
const MAX_VALUES = 1000;

/**
 * Values, properties and elements that are looked at for all expressions of a scene; a long scene with large lists needs a tenth of
 * them. What is in one another multiplies, so that a few kilobytes could keep us busy for ever: beyond this, nothing is known.
 */
const MAX_WORK = 1_000_000;

/** Steps from one name or property to the next, beyond which nothing is known: each takes some of the stack. */
const MAX_STEPS = 250;

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
const UNKNOWN: Source = () => [];

type FunctionNode = Extract<
  Node,
  { type: 'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression' }
>;

/** Reads what is declared in a program, so that names can be followed to what they were first given. */
export function valuesIn(program: Program): ValuesOf {
  const values = new Values();
  let scope = new Scope(null, true);
  walk(program, {
    enter(node, parents) {
      const outer = scope;
      if (SCOPES.has(node.type)) scope = new Scope(outer, isFunction(node) || node.type === 'StaticBlock');
      values.note(node, parents, outer, scope);
    },
    leave(node) {
      if (SCOPES.has(node.type)) scope = scope.outer ?? scope;
    },
  });
  values.noteDrawn();
  return (expression) => values.of(expression);
}

/** What has names of its own; a module has them as well. */
const SCOPES: ReadonlySet<string> = new Set([
  ...['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression', 'ClassExpression'],
  ...['BlockStatement', 'StaticBlock', 'SwitchStatement', 'CatchClause'],
  ...['ForStatement', 'ForInStatement', 'ForOfStatement'],
]);

/** What one name means. */
interface Meaning {
  /** Nothing, where it cannot be known. */
  readonly sources: Source[];
  /** The elements that are drawn by it, where it is a component. */
  readonly elements: JsxOpening[];
}

class Scope {
  readonly #names = new Map<string, Meaning>();

  /** @param holdsVar True where `var` ends up. */
  constructor(
    readonly outer: Scope | null,
    readonly holdsVar: boolean,
  ) {}

  declare(name: string, source: Source): void {
    const meaning = this.#names.get(name) ?? { sources: [], elements: [] };
    meaning.sources.push(source);
    this.#names.set(name, meaning);
  }

  /** What a name means here; null for what the scene does not declare. Known once all is declared. */
  meaningOf(name: string): Meaning | null {
    return this.#names.get(name) ?? this.outer?.meaningOf(name) ?? null;
  }

  /** Where `var` declares its names. */
  get ofVar(): Scope {
    return this.holdsVar || this.outer === null ? this : this.outer.ofVar;
  }
}

class Values {
  /** Where each name stands. */
  readonly #scopes = new Map<Node, Scope>();
  readonly #drawn: { readonly by: string; readonly element: JsxOpening; readonly scope: Scope }[] = [];
  readonly #known = new Map<Node, readonly Node[]>();
  #workLeft = MAX_WORK;
  #steps = 0;

  of(node: Node): readonly Node[] {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    // What leads back to itself adds nothing.
    this.#known.set(node, []);
    const values = this.#collect(this.#find(node));
    this.#known.set(node, values);
    return values;
  }

  /** Notes what a node declares, or draws; `inner` is another scope than `outer` where the node has one of its own. */
  note(node: Node, parents: readonly Node[], outer: Scope, inner: Scope): void {
    if (node.type === 'Identifier') this.#scopes.set(node, outer);
    else if (node.type === 'JSXOpeningElement' && node.name.type === 'JSXIdentifier') {
      this.#drawn.push({ by: node.name.name, element: node, scope: outer });
    } else if (node.type === 'VariableDeclaration') {
      const loop = parents.at(-1);
      const isOfLoop = loop?.type === 'ForOfStatement' && loop.left === node;
      for (const { id, init } of node.declarations) {
        const ofLoop = isOfLoop ? this.#once(() => this.#memberOf(this.of(loop.right), null)) : UNKNOWN;
        this.#bind(
          id,
          init == null ? ofLoop : () => this.of(init),
          node.kind === 'var' ? outer.ofVar : outer,
        );
      }
    } else if (isFunction(node)) {
      if (node.type !== 'ArrowFunctionExpression' && node.id != null)
        this.#bind(node.id, UNKNOWN, node.type === 'FunctionDeclaration' ? outer : inner);
      const given = this.#givenTo(node, parents, outer);
      node.params.forEach((param, index) => this.#bind(param, index === 0 ? given : UNKNOWN, inner));
    } else this.#noteOther(node, outer, inner);
  }

  /** Notes names of which nothing is known but that they are not those of the scopes around them. */
  #noteOther(node: Node, outer: Scope, inner: Scope): void {
    switch (node.type) {
      case 'ClassDeclaration':
      case 'ClassExpression':
        if (node.id != null) this.#bind(node.id, UNKNOWN, inner);
        break;
      case 'CatchClause':
        if (node.param != null) this.#bind(node.param, UNKNOWN, inner);
        break;
      case 'TSEnumDeclaration':
        this.#bind(node.id, UNKNOWN, outer);
        break;
    }
  }

  /** Gives the elements to what they are drawn by. */
  noteDrawn(): void {
    for (const { by, element, scope } of this.#drawn) scope.meaningOf(by)?.elements.push(element);
  }

  /** What a function is called with first: each of a list, or the props of a component. */
  #givenTo(node: FunctionNode, parents: readonly Node[], scope: Scope): Source {
    const call = parents.at(-1);
    if (call?.type === 'CallExpression' && call.callee.type === 'MemberExpression') {
      const { object, property, computed } = call.callee;
      const isWithEach = WITH_EACH.has(keyOf(property, computed) ?? '');
      if (isWithEach) return this.#once(() => this.#memberOf(this.of(object), null));
    }
    const name = componentName(node, parents);
    return name === null ? UNKNOWN : this.#once(() => scope.meaningOf(name)?.elements ?? []);
  }

  /** What is found, each once, and no more than {@link MAX_VALUES}. */
  #collect(found: Iterable<Node>): readonly Node[] {
    if (this.#steps >= MAX_STEPS) return [];
    this.#steps += 1;
    const values = new Set<Node>();
    for (const value of this.#each(found)) {
      values.add(value);
      if (values.size >= MAX_VALUES) break;
    }
    this.#steps -= 1;
    return [...values];
  }

  /** A source that looks once, when it is asked for the first time. */
  #once(find: () => Iterable<Node>): Source {
    let found: readonly Node[] | null = null;
    return () => {
      if (found !== null) return found;
      // What leads back to itself adds nothing.
      found = [];
      return (found = this.#collect(find()));
    };
  }

  /** Goes through a list, as long as {@link MAX_WORK} lets us. */
  *#each<T>(list: Iterable<T>): Iterable<T> {
    for (const one of list) {
      if (this.#workLeft <= 0) return;
      this.#workLeft -= 1;
      yield one;
    }
  }

  *#all(nodes: readonly (Node | null | undefined)[]): Iterable<Node> {
    for (const node of this.#each(nodes)) if (node != null) yield* this.of(node);
  }

  #find(node: Node): Iterable<Node> {
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
        return this.#meantBy(node.name, this.#scopes.get(node));
      case 'MemberExpression':
        return this.#memberOf(this.of(node.object), keyOf(node.property, node.computed));
      case 'CallExpression':
        return this.#resultOf(node);
      default:
        return [node];
    }
  }

  *#meantBy(name: string, scope: Scope | undefined): Iterable<Node> {
    for (const source of this.#each(scope?.meaningOf(name)?.sources ?? [])) yield* source();
  }

  #resultOf({ callee, arguments: given }: Extract<Node, { type: 'CallExpression' }>): Iterable<Node> {
    if (callee.type !== 'MemberExpression') return [];
    const method = keyOf(callee.property, callee.computed) ?? '';
    if (callee.object.type === 'Identifier' && callee.object.name === 'Object')
      return GIVEN_BACK.has(method) ? this.#all([given[0]]) : [];
    if (LIST_AGAIN.has(method)) return this.#all([callee.object, ...(method === 'concat' ? given : [])]);
    return ONE_OF_LIST.has(method) ? this.#memberOf(this.of(callee.object), null) : [];
  }

  /** What is in objects and lists under a name; under any, where the name is not known. */
  *#memberOf(values: readonly Node[], key: string | null): Iterable<Node> {
    for (const value of this.#each(values)) {
      if (value.type === 'ArrayExpression') yield* this.#elementOf(value, key);
      else if (value.type === 'ObjectExpression') yield* this.#propertyOf(value, key);
      else if (value.type === 'JSXOpeningElement' && key !== null) yield* this.#attributeOf(value, key);
    }
  }

  /** What is in something that is spread: a step, since that may hold something that is spread again. */
  #spread(argument: Node, key: string | null): readonly Node[] {
    return this.#collect(this.#memberOf(this.of(argument), key));
  }

  *#propertyOf(
    { properties }: Extract<Node, { type: 'ObjectExpression' }>,
    key: string | null,
  ): Iterable<Node> {
    for (const each of this.#each(properties)) {
      if (each.type === 'SpreadElement') yield* this.#spread(each.argument, key);
      else {
        const name = keyOf(each.key, each.computed);
        if (key === null || name === null || name === key) yield* this.of(each.value);
      }
    }
  }

  *#elementOf({ elements }: Extract<Node, { type: 'ArrayExpression' }>, key: string | null): Iterable<Node> {
    const index = key !== null && /^\d+$/.test(key) ? Number(key) : null;
    const isAtIndex =
      index !== null && elements.slice(0, index + 1).every((each) => each?.type !== 'SpreadElement');
    if (isAtIndex) {
      yield* this.#all([elements[index]]);
      return;
    }
    for (const each of this.#each(elements)) {
      if (each?.type === 'SpreadElement') yield* this.#spread(each.argument, null);
      else if (each !== null) yield* this.of(each);
    }
  }

  *#attributeOf({ attributes }: JsxOpening, key: string): Iterable<Node> {
    for (const { argument, name, value } of this.#each(attributes)) {
      if (argument !== undefined) yield* this.#spread(argument, key);
      else if (name?.type === 'JSXIdentifier' && name.name === key && value != null) yield* this.of(value);
    }
  }

  #bind(pattern: Node, source: Source, scope: Scope): void {
    switch (pattern.type) {
      case 'Identifier':
        scope.declare(pattern.name, source);
        break;
      case 'AssignmentPattern':
        this.#bind(
          pattern.left,
          this.#once(() => [...source(), ...this.of(pattern.right)]),
          scope,
        );
        break;
      case 'ObjectPattern':
        for (const part of pattern.properties) {
          if (part.type !== 'Property') this.#bind(part.argument, source, scope);
          else this.#bind(part.value, this.#part(source, keyOf(part.key, part.computed)), scope);
        }
        break;
      case 'ArrayPattern':
        pattern.elements.forEach((part, index) => {
          if (part !== null) this.#bind(part, this.#part(source, String(index)), scope);
        });
        break;
      case 'RestElement':
        this.#bind(pattern.argument, UNKNOWN, scope);
        break;
      case 'TSParameterProperty':
        this.#bind(pattern.parameter, UNKNOWN, scope);
        break;
    }
  }

  #part(source: Source, key: string | null): Source {
    return this.#once(() => this.#memberOf(source(), key));
  }
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
