import type { Expression, Program, SpreadElement } from 'acorn';
import { isComponentName, namesIn } from './check';
import { walk, type JsxOpening, type Node } from './syntax';

/** Stands for whatever the code may make: of an expression that has it, not all values are known. */
interface Anything {
  readonly type: 'Anything';
}
const ANYTHING: readonly Anything[] = [{ type: 'Anything' }];

/** What an expression may be. */
export type Value = Node | Anything;

/**
 * What an expression may be, as far as the code itself tells: literals, objects, lists, functions, and elements for the props that a
 * component is given. Nothing is run; a name means what is declared in the nearest scope, as in JavaScript. What comes from outside,
 * as the props of the scene itself, is no value: nothing of the code is in it. With a name, what the expression has under it.
 */
export type ValuesOf = (expression: Node, name?: string) => readonly Value[];

/** Values of one expression beyond which no more are looked for. No scene loads as many files. */
const MAX_VALUES = 1000;

/**
 * Values, properties and elements that are looked at for all expressions of a scene; a long scene with large lists needs a tenth of
 * them. What is in one another multiplies, so that a few kilobytes could keep us busy for ever: beyond this, it may be anything.
 */
const MAX_WORK = 1_000_000;

/** Steps from one name or property to the next, beyond which it may be anything: each takes some of the stack. */
const MAX_STEPS = 250;

/** Methods of lists that give the list again, as a whole or in part. */
const LIST_AGAIN: ReadonlySet<string> = new Set([
  ...['filter', 'slice', 'concat', 'toSorted', 'sort', 'toReversed', 'reverse', 'toSpliced', 'values'],
]);
/** Methods of lists that give one of what is in it. */
const ONE_OF_LIST: ReadonlySet<string> = new Set(['at', 'find', 'findLast', 'pop', 'shift']);
/** Methods that call a function with each of what is in a list. */
const WITH_EACH: ReadonlySet<string> = new Set(['map', 'flatMap', 'forEach']);
/** Methods that change what they are called of. */
const CHANGING: ReadonlySet<string> = new Set(['push', 'unshift', 'shift', 'splice', 'fill', 'set', 'add']);
/** Those of them after which what is in a list has another place. */
const MOVING: ReadonlySet<string> = new Set(['unshift', 'shift', 'splice']);
/** Methods that give a list again, and change it as well. */
const REORDERING: ReadonlySet<string> = new Set(['sort', 'reverse']);
/** Methods of texts that give the text again. */
const TEXT_AGAIN: ReadonlySet<string> = new Set(['trim', 'toString', 'valueOf']);
/** Names of the language that mean no text, and nothing that may be called. */
const VALUES_OF_LANGUAGE: ReadonlySet<string> = new Set(['undefined', 'NaN', 'Infinity']);
type Source = () => readonly Value[];
/** Of what is no URL, or comes from outside. */
const NOTHING: Source = () => [];
const UNKNOWN: Source = () => ANYTHING;

type FunctionNode = Extract<
  Node,
  { type: 'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression' }
>;

type Call = Extract<Node, { type: 'CallExpression' }>;

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
  values.noteMentioned();
  return (expression, name) => (name === undefined ? values.of(expression) : values.within(expression, name));
}

/** Where something is put: into what a name means, or into something within that. Null where nothing that may be a URL is put so. */
type Put = 'into' | 'deeper' | null;

/** What has names of its own; a module has them as well. */
const SCOPES: ReadonlySet<string> = new Set([
  ...['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression', 'ClassExpression'],
  ...['BlockStatement', 'StaticBlock', 'SwitchStatement', 'CatchClause'],
  ...['ForStatement', 'ForInStatement', 'ForOfStatement'],
]);

/** What one name means. */
interface Meaning {
  readonly sources: Source[];
  /** The elements that are drawn by it, where it is a component. */
  readonly elements: JsxOpening[];
  /** Whether it may be drawn, or called, by another name. */
  isHandedOn: boolean;
  /** Whether it may be known by another name as well, so that what is put into it is found under that one. */
  isShared: boolean;
}

/** A name, and where it stands. */
interface Mention {
  readonly name: string;
  readonly scope: Scope;
}

class Scope {
  readonly #names = new Map<string, Meaning>();

  /** @param holdsVar True where `var` ends up. */
  constructor(
    readonly outer: Scope | null,
    readonly holdsVar: boolean,
  ) {}

  /** @param isNew Whether it is made here, so that nothing else can be what it is. */
  declare(name: string, source: Source, isNew = false): void {
    const meaning = this.#names.get(name) ?? {
      ...{ sources: [], elements: [], isHandedOn: false, isShared: false },
    };
    meaning.sources.push(source);
    if (!isNew) meaning.isShared = true;
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
  readonly #drawn: (Mention & { readonly element: JsxOpening })[] = [];
  readonly #handedOn: Mention[] = [];
  /** What names are given after they were declared. */
  readonly #given: (Mention & { readonly source: Source; readonly put: Put })[] = [];
  readonly #reassigned: Mention[] = [];
  /** Whether something may be put into objects by other names than they are read by: of no member all is known then. */
  #arePutInto = false;
  /** What each function returns. */
  readonly #returned = new Map<FunctionNode, Node[]>();
  readonly #known = new Map<Node, readonly Value[]>();
  readonly #within = new Map<Node, Map<string | null, readonly Value[]>>();
  readonly #firstSpreads = new Map<Node, number>();
  /** What is looked for now, by what is known of it: nothing yet. The first has level 0. */
  readonly #underWay = new Map<readonly Value[], number>();
  /** The lowest level that what is looked for now has led back to. */
  #ledBackTo = Infinity;
  #workLeft = MAX_WORK;
  #steps = 0;

  of(node: Node): readonly Value[] {
    return this.#remembered(this.#known, node, () => this.#find(node));
  }

  /** Notes what a node declares, or draws; `inner` is another scope than `outer` where the node has one of its own. */
  note(node: Node, parents: readonly Node[], outer: Scope, inner: Scope): void {
    if (node.type === 'Identifier') {
      this.#scopes.set(node, outer);
      if (isHandedOn(node, parents)) this.#handedOn.push({ name: node.name, scope: outer });
    } else if (node.type === 'JSXOpeningElement' && node.name.type === 'JSXIdentifier') {
      this.#drawn.push({ name: node.name.name, element: node, scope: outer });
    } else if (node.type === 'VariableDeclaration') {
      const ofLoop = this.#ofLoop(node, parents.at(-1));
      for (const { id, init } of node.declarations) {
        const source = init == null ? ofLoop : () => this.of(init);
        const holder = node.kind === 'var' ? outer.ofVar : outer;
        // What a loop gives is in a list as well.
        const isNew = init == null ? ofLoop === NOTHING : isMadeHere(init);
        if (id.type === 'Identifier' && isNew) holder.declare(id.name, source, true);
        else this.#bind(id, source, holder);
      }
    } else if (isFunction(node)) {
      if (node.type !== 'ArrowFunctionExpression' && node.id != null)
        (node.type === 'FunctionDeclaration' ? outer : inner).declare(node.id.name, () => [node], true);
      if (node.body.type !== 'BlockStatement') this.#returned.set(node, [node.body]);
      node.params.forEach((param, index) => {
        this.#bind(param, this.#givenTo(node, index, parents, outer), inner);
      });
    } else this.#noteOther(node, parents, outer, inner);
  }

  #noteOther(node: Node, parents: readonly Node[], outer: Scope, inner: Scope): void {
    switch (node.type) {
      case 'ReturnStatement': {
        const returning = parents.findLast(isFunction);
        if (returning === undefined || node.argument == null) break;
        const returned = this.#returned.get(returning) ?? [];
        this.#returned.set(returning, returned);
        returned.push(node.argument);
        break;
      }
      case 'ClassDeclaration':
      case 'ClassExpression':
        if (node.id != null)
          (node.type === 'ClassDeclaration' ? outer : inner).declare(node.id.name, UNKNOWN, true);
        break;
      case 'CatchClause':
        if (node.param != null) this.#bind(node.param, UNKNOWN, inner);
        break;
      case 'TSEnumDeclaration':
        this.#bind(node.id, UNKNOWN, outer);
        break;
      case 'AssignmentExpression': {
        const { left, right } = node;
        this.#assign(left, left.type === 'Identifier' ? () => this.of(right) : UNKNOWN, outer, [right]);
        break;
      }
      case 'ForInStatement':
      case 'ForOfStatement':
        if (node.left.type !== 'VariableDeclaration') this.#assign(node.left, UNKNOWN, outer, [node.right]);
        break;
      case 'CallExpression':
        this.#noteChange(node, parents.at(-1), outer);
        break;
    }
  }

  /** What a loop gives to the names that it declares; nothing outside of loops. */
  #ofLoop(declaration: Node, parent: Node | undefined): Source {
    if (parent?.type === 'ForInStatement' && parent.left === declaration) return UNKNOWN;
    const isOfLoop = parent?.type === 'ForOfStatement' && parent.left === declaration;
    return isOfLoop ? this.#once(() => this.#memberOf(this.of(parent.right), null)) : NOTHING;
  }

  /** `list.push(…)`, `list.sort()` by itself, and `Object.assign(object, …)`. */
  #noteChange({ callee, arguments: given }: Call, parent: Node | undefined, scope: Scope): void {
    const [first, ...others] = given;
    if (callee.type !== 'MemberExpression') return;
    const method = keyOf(callee.property, callee.computed) ?? '';
    const isReordered = REORDERING.has(method) && parent?.type === 'ExpressionStatement';
    // Where all move on, each place is given what may be a URL.
    if (CHANGING.has(method) || isReordered)
      this.#assign(callee, UNKNOWN, scope, isReordered || MOVING.has(method) ? [callee] : given);
    else if (method === 'assign' && first !== undefined)
      this.#assign(first, UNKNOWN, scope, others, first.type === 'Identifier' ? 'into' : 'deeper');
  }

  /** Notes that something is given to what was declared elsewhere: to a name, or to something within what it means. */
  #assign(target: Node, source: Source, scope: Scope, given: readonly Node[], into?: Put): void {
    let node = target;
    let members = 0;
    while (node.type === 'MemberExpression' || node.type === 'TSNonNullExpression') {
      if (node.type === 'MemberExpression') members += 1;
      node = node.type === 'MemberExpression' ? node.object : node.expression;
    }
    const put = into ?? (members > 1 ? 'deeper' : members === 1 ? 'into' : null);
    const names = namesIn(node);
    const noted = put === null || given.some(mayBeUrl) ? put : null;
    if (noted !== null && names.length === 0) this.#arePutInto = true;
    for (const name of names)
      this.#given.push({ name, scope, source: node === target ? source : UNKNOWN, put: noted });
    if (put !== null) return;
    for (const name of names) this.#reassigned.push({ name, scope });
  }

  /** Tells names what was noted of them, once all are declared. */
  noteMentioned(): void {
    for (const { name, element, scope } of this.#drawn) scope.meaningOf(name)?.elements.push(element);
    for (const { name, source, scope } of this.#given) scope.meaningOf(name)?.sources.push(source);
    for (const { name, scope } of this.#reassigned) {
      const meaning = scope.meaningOf(name);
      if (meaning !== null) meaning.isShared = true;
    }
    this.#arePutInto ||= this.#given.some(({ name, scope, put }) => {
      const meaning = scope.meaningOf(name);
      return put === 'deeper' || (put === 'into' && (meaning === null || meaning.isShared));
    });
    for (const { name, scope } of this.#handedOn) {
      const meaning = scope.meaningOf(name);
      if (meaning !== null) meaning.isHandedOn = true;
    }
  }

  /** What a function is called with: each of a list, the props of a component, or what nobody knows. */
  #givenTo(node: FunctionNode, index: number, parents: readonly Node[], scope: Scope): Source {
    const call = parents.at(-1);
    if (call?.type === 'CallExpression' && call.callee.type === 'MemberExpression') {
      const { object, property, computed } = call.callee;
      const isWithEach = WITH_EACH.has(keyOf(property, computed) ?? '') && call.arguments[0] === node;
      // Each, its index, and the list itself. `React.Children.map(…)` has the function elsewhere.
      if (isWithEach && index > 0) return index === 1 ? NOTHING : () => this.of(object);
      if (isWithEach) return this.#once(() => this.#memberOf(this.of(object), null));
    }
    const name = componentName(node, parents);
    if (name === null) return UNKNOWN;
    // The scene itself may have no name.
    if (name === '') return NOTHING;
    return this.#once(() => {
      const { elements: drawn = [], isHandedOn: isUnknown = false } = scope.meaningOf(name) ?? {};
      // React gives nothing of the code to a component beside its props; a helper with such a name is called.
      const elements = index === 0 ? drawn : [];
      return isUnknown ? [...elements, ...ANYTHING] : elements;
    });
  }

  /** What is found, each once, and no more than {@link MAX_VALUES}. */
  #collect(find: () => Iterable<Value>): readonly Value[] {
    if (this.#steps >= MAX_STEPS) return ANYTHING;
    this.#steps += 1;
    const values = new Set<Value>();
    for (const value of this.#each(find())) {
      values.add(value);
      if (values.size >= MAX_VALUES) break;
    }
    this.#steps -= 1;
    const isAll = this.#workLeft > 0 && values.size < MAX_VALUES;
    return isAll ? [...values] : [...values, ...ANYTHING];
  }

  /**
   * Looks once for what is kept under a key. What leads back to itself adds nothing; what was found on the way back to something
   * else is all there is for that one, but not for those who ask later.
   */
  #remembered<K>(known: Map<K, readonly Value[]>, key: K, find: () => Iterable<Value>): readonly Value[] {
    const found = known.get(key);
    if (found !== undefined) {
      this.#ledBackTo = Math.min(this.#ledBackTo, this.#underWay.get(found) ?? Infinity);
      return found;
    }
    const outer = this.#ledBackTo;
    this.#ledBackTo = Infinity;
    const [level, nothing] = [this.#underWay.size, [] as readonly Value[]];
    known.set(key, nothing);
    this.#underWay.set(nothing, level);
    const values = this.#collect(find);
    this.#underWay.delete(nothing);
    const isPart = this.#ledBackTo < level;
    known.set(key, isPart ? [...values, ...ANYTHING] : values);
    this.#ledBackTo = Math.min(outer, isPart ? this.#ledBackTo : Infinity);
    return values;
  }

  /** A source that looks once, when it is asked for the first time. */
  #once(find: () => Iterable<Value>): Source {
    const known = new Map<null, readonly Value[]>();
    return () => this.#remembered(known, null, find);
  }

  /** Goes through a list, as long as {@link MAX_WORK} lets us. */
  *#each<T>(list: Iterable<T>): Iterable<T> {
    for (const one of list) {
      if (this.#workLeft <= 0) return;
      this.#workLeft -= 1;
      yield one;
    }
  }

  *#all(nodes: readonly (Node | null | undefined)[]): Iterable<Value> {
    for (const node of this.#each(nodes)) if (node != null) yield* this.of(node);
  }

  #find(node: Node): Iterable<Value> {
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
      case 'SequenceExpression':
        return this.#all([node.expressions.at(-1)]);
      case 'AssignmentExpression':
        return this.of(node.right);
      case 'TemplateLiteral':
        return this.#textOf(node);
      case 'Identifier':
        return this.#meantBy(node.name, this.#scopes.get(node));
      case 'MemberExpression':
        return this.#memberOf(this.of(node.object), keyOf(node.property, node.computed));
      case 'CallExpression':
        return this.#resultOf(node);
      case 'AwaitExpression':
      case 'ClassExpression':
      case 'NewExpression':
      case 'TaggedTemplateExpression':
      case 'ThisExpression':
      case 'YieldExpression':
        return ANYTHING;
      default:
        return [node];
    }
  }

  /** A text in backticks; what is put into nothing else stays what it is. */
  #textOf(node: Extract<Node, { type: 'TemplateLiteral' }>): Iterable<Value> {
    const isPutInto = node.quasis.some(({ value }) => value.raw !== '');
    return isPutInto || node.expressions.length !== 1 ? [node] : this.#all(node.expressions);
  }

  *#meantBy(name: string, scope: Scope | undefined): Iterable<Value> {
    const meaning = scope?.meaningOf(name) ?? null;
    // What is imported, or a part of the language: a function, say, which may be called by another name.
    if (meaning === null && !VALUES_OF_LANGUAGE.has(name)) yield* ANYTHING;
    for (const source of this.#each(meaning?.sources ?? [])) yield* source();
  }

  #resultOf(call: Call): Iterable<Value> {
    const { callee, arguments: given } = call;
    if (callee.type !== 'MemberExpression') return this.#resultOfFunction(call);
    const { object } = callee;
    const method = keyOf(callee.property, callee.computed) ?? '';
    if (object.type === 'Identifier' && object.name === 'Object') {
      if (method === 'freeze') return this.#all([given[0]]);
      return method === 'values' ? [listOf(call, given)] : ANYTHING;
    }
    if (method === 'useMemo') return this.#returnsOf(given[0]);
    if (LIST_AGAIN.has(method)) return [listOf(call, [object, ...(method === 'concat' ? given : [])])];
    if (ONE_OF_LIST.has(method)) return this.#memberOf(this.of(object), null);
    return TEXT_AGAIN.has(method) ? this.of(object) : ANYTHING;
  }

  #resultOfFunction({ callee, arguments: given }: Call): Iterable<Value> {
    const name = callee.type === 'Identifier' ? callee.name : '';
    if (callee.type === 'Identifier' && this.#scopes.get(callee)?.meaningOf(name) != null)
      return this.#returnsOf(callee);
    switch (name) {
      case 'staticFile':
        return [];
      case 'String':
        return this.#all([given[0]]);
      case 'useMemo':
        return this.#returnsOf(given[0]);
      default:
        return ANYTHING;
    }
  }

  /** What functions return that an expression may be. */
  *#returnsOf(expression: Node | undefined): Iterable<Value> {
    if (expression === undefined) return;
    for (const value of this.#each(this.of(expression))) {
      const isKnown = value.type !== 'Anything' && isFunction(value) && !value.async && !value.generator;
      if (isKnown) yield* this.#all(this.#returned.get(value) ?? []);
      else yield* ANYTHING;
    }
  }

  /** What is in objects and lists under a name; under any, where the name is not known. */
  *#memberOf(values: readonly Value[], key: string | null): Iterable<Value> {
    if (this.#arePutInto && values.some(isHolder)) yield* ANYTHING;
    for (const value of this.#each(values)) {
      if (value.type === 'Anything') yield value;
      else if (value.type === 'ArrayExpression') yield* this.#elementOf(value, key);
      else if (value.type === 'ObjectExpression') yield* this.#propertyOf(value, key);
      else if (value.type === 'JSXOpeningElement') yield* this.#attributeOf(value, key);
    }
  }

  /** What is in something under a name, or under any. */
  within(argument: Node, key: string | null): readonly Value[] {
    const known = this.#within.get(argument) ?? new Map<string | null, readonly Value[]>();
    this.#within.set(argument, known);
    return this.#remembered(known, key, () => this.#memberOf(this.of(argument), key));
  }

  *#propertyOf(
    { properties }: Extract<Node, { type: 'ObjectExpression' }>,
    key: string | null,
  ): Iterable<Value> {
    for (const each of this.#each(properties)) {
      if (each.type === 'SpreadElement') yield* this.within(each.argument, key);
      else {
        const name = keyOf(each.key, each.computed);
        const isMeant = key === null || name === null || name === key;
        if (isMeant) yield* each.kind === 'get' ? this.#returnsOf(each.value) : this.of(each.value);
      }
    }
  }

  *#elementOf(list: Extract<Node, { type: 'ArrayExpression' }>, key: string | null): Iterable<Value> {
    const index = key !== null && /^\d+$/.test(key) ? Number(key) : null;
    if (index !== null && index < this.#firstSpread(list)) {
      yield* this.#all([list.elements[index]]);
      return;
    }
    for (const each of this.#each(list.elements)) {
      if (each?.type === 'SpreadElement') yield* this.within(each.argument, null);
      else if (each !== null) yield* this.of(each);
    }
  }

  /** Up to where places in a list are known. Remembered: a long list may be asked for each of its places. */
  #firstSpread(list: Extract<Node, { type: 'ArrayExpression' }>): number {
    const known = this.#firstSpreads.get(list);
    if (known !== undefined) return known;
    const index = list.elements.findIndex((each) => each?.type === 'SpreadElement');
    const first = index < 0 ? Infinity : index;
    this.#firstSpreads.set(list, first);
    return first;
  }

  *#attributeOf({ attributes }: JsxOpening, key: string | null): Iterable<Value> {
    for (const { argument, name, value } of this.#each(attributes)) {
      if (argument !== undefined) yield* this.within(argument, key);
      else {
        const isMeant = key === null || (name?.type === 'JSXIdentifier' && name.name === key);
        if (isMeant && value != null) yield* this.of(value);
      }
    }
    // They stand between the tags.
    if (key === null || key === 'children') yield* ANYTHING;
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
          // Some of it: what is asked for is taken from the whole.
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
      case 'TSParameterProperty':
        for (const name of namesIn(pattern)) scope.declare(name, UNKNOWN);
        break;
    }
  }

  #part(source: Source, key: string | null): Source {
    return this.#once(() => this.#memberOf(source(), key));
  }
}

const isHolder = ({ type }: Value): boolean => type === 'ArrayExpression' || type === 'ObjectExpression';

/** Whether an expression makes something that nothing else can be. */
const isMadeHere = (node: Node): boolean =>
  isFunction(node) || isHolder(node) || node.type === 'NewExpression' || isReference(node);

const isReference = (node: Node): boolean =>
  node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'useRef';

/** False for what is surely no URL and holds none: numbers, most texts, elements, functions. */
function mayBeUrl(node: Node): boolean {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' && /^\s*https?:/i.test(node.value);
    case 'BinaryExpression':
    case 'UnaryExpression':
    case 'UpdateExpression':
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'JSXElement':
    case 'JSXFragment':
      return false;
    default:
      return true;
  }
}

/** A list of what is in others, and of those that are none, at places that are not known. */
function listOf({ start, end }: Call, others: readonly Node[]): Extract<Node, { type: 'ArrayExpression' }> {
  const elements = others.flatMap((each) =>
    each.type === 'SpreadElement' ? [each] : [{ type: 'SpreadElement', start, end, argument: each }, each],
  );
  return { type: 'ArrayExpression', start, end, elements: elements as (Expression | SpreadElement)[] };
}

const isFunction = (node: Node): node is FunctionNode =>
  node.type === 'FunctionDeclaration' ||
  node.type === 'FunctionExpression' ||
  node.type === 'ArrowFunctionExpression';

/**
 * The name that a function is drawn by: its own, or that of what holds it, also within `memo()` and the like. Empty for the scene
 * itself, where it has none; null for what is no component.
 */
function componentName(node: FunctionNode, parents: readonly Node[]): string | null {
  const holder = parents.findLast(({ type }) => type !== 'CallExpression');
  const own = node.type === 'FunctionDeclaration' ? node.id?.name : undefined;
  const held = holder?.type === 'VariableDeclarator' && holder.id.type === 'Identifier' ? holder.id.name : '';
  const name = own ?? held;
  if (name === '') return holder?.type === 'ExportDefaultDeclaration' ? name : null;
  return isComponentName(name) ? name : null;
}

/** Whether a component's name stands where it may get another one: in a list, say, or as an argument. */
function isHandedOn(node: Extract<Node, { type: 'Identifier' }>, parents: readonly Node[]): boolean {
  const parent = parents.at(-1);
  if (parent === undefined || !isComponentName(node.name)) return false;
  switch (parent.type) {
    case 'VariableDeclarator':
    case 'AssignmentPattern':
      return parent.type === 'VariableDeclarator' ? parent.init === node : parent.right === node;
    case 'MemberExpression':
      return parent.computed && parent.property === node;
    case 'Property':
      return parent.value === node;
    case 'CallExpression':
      // `export default memo(Scene)`
      return parents.findLast(({ type }) => type !== 'CallExpression')?.type !== 'ExportDefaultDeclaration';
    case 'ArrayExpression':
    case 'ArrowFunctionExpression':
    case 'AssignmentExpression':
    case 'ConditionalExpression':
    case 'JSXExpressionContainer':
    case 'JSXSpreadAttribute':
    case 'LogicalExpression':
    case 'NewExpression':
    case 'ReturnStatement':
    case 'SequenceExpression':
    case 'SpreadElement':
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
      return true;
    default:
      return false;
  }
}

/** The name of a property; null where it is known only when the code runs. */
function keyOf(key: Node, isComputed: boolean): string | null {
  if (!isComputed && key.type === 'Identifier') return key.name;
  return key.type === 'Literal' ? String(key.value) : null;
}
