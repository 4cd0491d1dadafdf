import type { Comment, ImportDeclaration, Program } from 'acorn';
import { didYouMean } from './near';
import { elementFault, isOfBrowser, KNOWN_GLOBALS, REFUSED_GLOBALS } from './globals';
import { INSTEAD, namesOf, REFUSED_NAMES } from './modules';
import { isErased, walk, type JsxPath, type Node } from './syntax';

/** What is wrong with a scene, at an offset of its JavaScript. */
export interface Fault {
  readonly at: number;
  readonly message: string;
}

/** A change of a text: what stands from `start` to `end` is replaced. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Names that the compiler gives a meaning to. */
const RESERVED = new Set(['$require', '$exports', '$guard', '$jsx', '$Fragment', '$icon']);

/** What is said of code whose tree has too many levels, whoever finds it: parsers run out of stack sooner or later. */
export const TOO_DEEP = 'the code is nested too deeply';

/** Levels of a scene's syntax tree. Code that people write has less than a hundred. */
const MAX_DEPTH = 500;

/** Applies changes that do not overlap. Of two at the same place, the one that was noted first comes first. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let end = 0;
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    // Only a comment that is taken out with what is around it.
    if (edit.start < end) continue;
    parts.push(text.slice(end, edit.start), edit.text);
    end = edit.end;
  }
  return [...parts, text.slice(end)].join('');
}

/** Takes something out and leaves the ends of its lines, so that no line gets another number. */
const takeOut = (js: string, { start, end }: { start: number; end: number }): Edit => ({
  start,
  end,
  text: js.slice(start, end).replace(/[^\r\n\u2028\u2029]+/g, ''),
});

// ---- imports

/** What a scene imports, and what becomes of it. */
export interface Imports {
  readonly faults: readonly Fault[];
  readonly edits: readonly Edit[];
  /** JavaScript that fetches what was imported. */
  readonly declarations: string;
  readonly modules: readonly string[];
  /** Names in the scene that stand for the component that draws icons, and objects that hold it. */
  readonly icons: { readonly components: ReadonlySet<string>; readonly namespaces: ReadonlySet<string> };
}

/** Modules whose `Icon` the compiler replaces. */
const ICON_MODULES = new Set(['@iconify/react', 'reelway']);
const isIconName = (name: string): boolean => name === 'Icon' || name === 'InlineIcon';

/** Looks at all imports: they become calls of `$require` at the very top, where imports belong. */
export function checkImports(
  js: string,
  program: Program,
  allowed: readonly string[],
  used: ReadonlySet<string>,
): Imports {
  const faults: Fault[] = [];
  const edits: Edit[] = [];
  const declarations: string[] = [];
  const modules = new Set<string>();
  const icons = { components: new Set<string>(), namespaces: new Set<string>() };
  for (const node of program.body) {
    if ((node.type as string) === 'TSImportEqualsDeclaration') {
      faults.push({
        at: node.start,
        message: 'import … = is not available to scenes: write import … from "…"',
      });
    }
    if (node.type !== 'ImportDeclaration') continue;
    edits.push(takeOut(js, node));
    if (isForTypes(node)) continue;
    const module = String(node.source.value);
    if (!allowed.includes(module)) {
      faults.push({ at: node.source.start, message: notAllowed(module, allowed) });
      continue;
    }
    modules.add(module);
    const declared = declare(node, module, used, faults);
    declarations.push(declared.text);
    for (const name of declared.components) icons.components.add(name);
    for (const name of declared.namespaces) icons.namespaces.add(name);
  }
  return { faults, edits, declarations: declarations.join(''), modules: [...modules], icons };
}

function notAllowed(module: string, allowed: readonly string[]): string {
  const shown = JSON.stringify(module.slice(0, 80));
  const instead = INSTEAD.find(([pattern]) => pattern.test(module))?.[1];
  if (instead !== undefined) return `${shown} cannot be imported: ${instead}`;
  if (/^\.{0,2}\//.test(module)) return `${shown} cannot be imported: a scene is one file`;
  const near = didYouMean(module, allowed, (name) => JSON.stringify(name));
  if (near !== '') return `${shown} cannot be imported${near}`;
  return `${shown} cannot be imported: scenes may import ${allowed.join(', ')}`;
}

/** `import type …`, and what TypeScript's parser notes of `import { type … }`. */
const isForTypes = (node: object): boolean => (node as { importKind?: unknown }).importKind === 'type';

function declare(node: ImportDeclaration, module: string, used: ReadonlySet<string>, faults: Fault[]) {
  const required = `$require(${JSON.stringify(module)})`;
  const names: string[] = [];
  const wholes: string[] = [];
  const components: string[] = [];
  const namespaces: string[] = [];
  for (const specifier of node.specifiers) {
    const local = specifier.local.name;
    // What no value is taken from was a type, though it was not called one.
    if (isForTypes(specifier) || !used.has(local)) continue;
    const imported = importedName(specifier);
    if (imported === '*') {
      if (ICON_MODULES.has(module)) namespaces.push(local);
      wholes.push(
        ICON_MODULES.has(module)
          ? `const ${local}=${withIcon(module, required)};`
          : `const ${local}=${required};`,
      );
    } else if (imported === 'default' && module === 'react') {
      wholes.push(`const ${local}=${required};`);
    } else if (ICON_MODULES.has(module) && isIconName(imported)) {
      components.push(local);
      wholes.push(`const ${local}=$icon;`);
    } else {
      const fault = nameFault(module, imported);
      if (fault !== null) faults.push({ at: specifier.start, message: fault });
      names.push(imported === local ? local : `${JSON.stringify(imported)}:${local}`);
    }
  }
  const named = names.length === 0 ? '' : `const {${names.join(',')}}=${required};`;
  return { text: wholes.join('') + named, components, namespaces };
}

const withIcon = (module: string, required: string): string =>
  module === '@iconify/react' ? '{Icon:$icon,InlineIcon:$icon}' : `{...${required},Icon:$icon}`;

/** `default`, `*` for the whole, or the name in the module. */
export function importedName(specifier: ImportDeclaration['specifiers'][number]): string {
  if (specifier.type === 'ImportDefaultSpecifier') return 'default';
  if (specifier.type === 'ImportNamespaceSpecifier') return '*';
  return specifier.imported.type === 'Identifier'
    ? specifier.imported.name
    : String(specifier.imported.value);
}

function nameFault(module: string, name: string): string | null {
  const shown = JSON.stringify(module);
  const names = namesOf(module);
  if (name === 'default') {
    return `${shown} has no default export: write import { … } from ${shown}`;
  }
  if (names === null || names.includes(name)) return null;
  const refused = Object.hasOwn(REFUSED_NAMES, name) ? REFUSED_NAMES[name] : undefined;
  if (refused !== undefined) return `${name} is not for scenes: ${refused}`;
  return `${shown} exports no ${name.slice(0, 64)}${didYouMean(name, names)}`;
}

// ---- exports

/** What a scene exports, and what becomes of it. */
export interface Exports {
  readonly faults: readonly Fault[];
  readonly edits: readonly Edit[];
  /** JavaScript that hands over the component, once everything else has run. */
  readonly assignment: string;
}

const NOTHING =
  'the scene exports nothing that can be drawn: write export default before the component, as in export default function Scene() { … }';

/** Looks at all exports: what is exported as default is drawn, or else the only component that is exported by name. */
export function checkExports(js: string, program: Program): Exports {
  const faults: Fault[] = [];
  const edits: Edit[] = [];
  const named: string[] = [];
  const locals = topLevel(program);
  let assignment: string | null = null;
  const setDefault = (at: number, text: string): void => {
    if (assignment !== null) faults.push({ at, message: 'the scene has more than one default export' });
    assignment ??= text;
  };
  for (const node of program.body) {
    const message = SYNTAX_OF_TYPESCRIPT[node.type];
    if (message !== undefined && !isErasedWhole(node)) faults.push({ at: node.start, message });
    switch (node.type) {
      case 'ExportAllDeclaration':
        faults.push({
          at: node.start,
          message: 'a scene exports its own component only, and nothing of other modules',
        });
        break;
      case 'ExportDefaultDeclaration': {
        const { declaration } = node;
        if (isErased(declaration)) {
          edits.push(replaceFront(js, node.start, endOfDefault(js, node.start), ''));
          break;
        }
        const message = whyNoComponent(declaration);
        if (message !== null) faults.push({ at: declaration.start, message });
        const name =
          'id' in declaration && declaration.type !== 'ClassExpression' ? declaration.id?.name : undefined;
        const isNamed = name !== undefined && /Declaration$/.test(declaration.type);
        setDefault(node.start, isNamed ? `$exports.default=${name};` : '');
        edits.push(
          replaceFront(js, node.start, endOfDefault(js, node.start), isNamed ? '' : '$exports.default='),
        );
        if (!isNamed) edits.push({ start: node.end, end: node.end, text: ';' });
        break;
      }
      case 'ExportNamedDeclaration':
        if (node.source != null) {
          faults.push({
            at: node.start,
            message: 'a scene exports its own component only, and nothing of other modules',
          });
        } else if (node.declaration != null) {
          edits.push(replaceFront(js, node.start, node.declaration.start, ''));
          if (!isErased(node.declaration)) named.push(...componentsIn(node.declaration));
        } else {
          edits.push(takeOut(js, node));
          if ((node as { exportKind?: unknown }).exportKind === 'type') break;
          for (const { local, exported } of node.specifiers) {
            if (local.type !== 'Identifier' || exported.type !== 'Identifier') continue;
            if (exported.name === 'default') setDefault(node.start, `$exports.default=${local.name};`);
            else if (locals.get(local.name) ?? false) named.push(local.name);
          }
        }
        break;
    }
  }
  if (assignment !== null) return { faults, edits, assignment };
  if (named.length === 1) return { faults, edits, assignment: `$exports.default=${named[0]};` };
  faults.push({ at: 0, message: named.length === 0 ? nothingExported(locals) : severalExported(named) });
  return { faults, edits, assignment: '' };
}

/** What TypeScript has beside modules. */
const SYNTAX_OF_TYPESCRIPT: Readonly<Record<string, string>> = {
  TSExportAssignment: 'export = is not available to scenes: write export default',
  TSModuleDeclaration: 'namespaces are not available to scenes: write an object',
};

const isErasedWhole = (node: object): boolean => (node as { declare?: unknown }).declare === true;

const severalExported = (names: readonly string[]): string =>
  `the scene exports ${names.length} components (${names.slice(0, 5).join(', ')}): write export default before the one that is drawn`;

function nothingExported(locals: ReadonlyMap<string, boolean>): string {
  const components = [...locals].filter(([, isComponent]) => isComponent).map(([name]) => name);
  const [name] = components;
  return components.length === 1 ? `${NOTHING.split(':')[0]}: add export default ${name};` : NOTHING;
}

/** Where `export default` ends: what follows may stand in brackets that the tree does not tell of. */
function endOfDefault(js: string, start: number): number {
  const words = /export(?:\s|\/\*[^]*?\*\/|\/\/.*)*default/y;
  words.lastIndex = start;
  words.exec(js);
  return words.lastIndex;
}

/** Replaces `export default` and the like; comments between the words go with them, lines do not. */
function replaceFront(js: string, start: number, end: number, text: string): Edit {
  const ends = js.slice(start, end).replace(/[^\r\n\u2028\u2029]+/g, '');
  return { start, end, text: ends + text };
}

/** The names that are declared at the top, and whether they may be components. */
function topLevel(program: Program): Map<string, boolean> {
  const names = new Map<string, boolean>();
  for (const node of program.body) {
    const declaration = node.type === 'ExportNamedDeclaration' ? node.declaration : node;
    if (declaration == null) continue;
    const components = componentsIn(declaration);
    for (const name of components) names.set(name, true);
  }
  return names;
}

/** Components begin with a capital letter, as JSX has it. */
export const isComponentName = (name: string): boolean => /^\p{Lu}/u.test(name);

function componentsIn(node: Node): string[] {
  if (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') {
    return node.id != null && isComponentName(node.id.name) ? [node.id.name] : [];
  }
  if (node.type !== 'VariableDeclaration') return [];
  return node.declarations.flatMap(({ id, init }) => {
    if (id.type !== 'Identifier' || init == null || !isComponentName(id.name)) return [];
    return makesComponent(init) ? [id.name] : [];
  });
}

/** True for what is written to make a component: a function, a class, or one of these in `memo()` and the like. */
function makesComponent(node: Node): boolean {
  if (node.type === 'TSAsExpression' || node.type === 'TSSatisfiesExpression')
    return makesComponent(node.expression);
  if (node.type !== 'CallExpression') {
    const types = ['ArrowFunctionExpression', 'FunctionExpression', 'ClassExpression', 'Identifier'];
    return types.includes(node.type) && whyNoComponent(node) === null;
  }
  const { callee } = node;
  const name = callee.type === 'MemberExpression' ? callee.property : callee;
  return name.type === 'Identifier' && ['memo', 'forwardRef'].includes(name.name);
}

/** Why a value cannot be a component, as far as it can be seen; null when it may be one. */
function whyNoComponent(node: Node): string | null {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
      return whyNoComponent(node.expression);
    case 'JSXElement':
    case 'JSXFragment':
      return 'the default export is an element, not a component: write export default () => …';
    case 'ObjectExpression':
    case 'ArrayExpression':
    case 'Literal':
    case 'TemplateLiteral':
    case 'UnaryExpression':
    case 'BinaryExpression':
    case 'NewExpression':
      return 'the default export is not a component: export a function or a class';
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      if (node.async)
        return 'a component cannot be async: load nothing, or wait with delayRender() in an effect';
      return node.generator ? 'a component cannot be a generator' : null;
    default:
      return null;
  }
}

// ---- names

/** Finds names that nothing declares, and those that scenes may not use. */
export function checkNames(
  program: Program,
  allowed: readonly string[],
): { readonly faults: readonly Fault[]; readonly used: ReadonlySet<string>; readonly needsReact: boolean } {
  const faults: Fault[] = [];
  const declared = new Set<string>();
  const used: { readonly name: string; readonly at: number; readonly isSafe: boolean }[] = [];
  walk(program, {
    enter(node, parents) {
      if (parents.length === MAX_DEPTH) faults.push({ at: 0, message: TOO_DEEP });
      const parent = parents.at(-1);
      for (const name of declaredBy(node)) declared.add(name);
      if (node.type === 'ImportExpression') {
        faults.push({
          at: node.start,
          message: 'import() is not available to scenes: write import … from "…" at the top',
        });
      } else if (node.type === 'Decorator') {
        faults.push({ at: node.start, message: 'decorators are not available to scenes' });
      } else if (node.type === 'PropertyDefinition' && 'accessor' in node) {
        faults.push({ at: node.start, message: 'accessor is not available to scenes: write get and set' });
      } else if (node.type === 'AwaitExpression' && !isInFunction(parents)) {
        faults.push({ at: node.start, message: 'await is only possible in async functions' });
      } else if (node.type === 'ForOfStatement' && node.await && !isInFunction(parents)) {
        faults.push({ at: node.start, message: 'for await is only possible in async functions' });
      } else if (node.type === 'MetaProperty' && node.meta.name === 'import') {
        faults.push({ at: node.start, message: 'import.meta is not available to scenes' });
      } else if (node.type === 'Identifier' && parent !== undefined && !isMere(node, parent)) {
        const isSafe = parent.type === 'UnaryExpression' && parent.operator === 'typeof';
        used.push({ name: node.name, at: node.start, isSafe });
      } else if (node.type === 'JSXIdentifier' && isComponentUse(node, parent)) {
        used.push({ name: node.name, at: node.start, isSafe: false });
      } else if (node.type === 'JSXOpeningElement' && node.name.type === 'JSXIdentifier') {
        const message = isTag(node.name.name) ? elementFault(node.name.name) : null;
        if (message !== null) faults.push({ at: node.start, message });
      } else if (node.type === 'JSXNamespacedName') {
        const message = prefixFault(node, parent);
        if (message !== null) faults.push({ at: node.start, message });
      }
    },
  });
  let needsReact = false;
  const told = new Set<string>();
  for (const { name, at, isSafe } of used) {
    if (RESERVED.has(name)) faults.push({ at, message: `the name ${name} is reserved` });
    else if (declared.has(name)) continue;
    else if (name === 'React') needsReact = true;
    else {
      const message = unknownName(name, isSafe, declared, allowed);
      // Once for each name: the other places are mended with the first.
      if (message !== null && !told.has(message)) faults.push({ at, message });
      if (message !== null) told.add(message);
    }
  }
  return { faults, used: new Set(used.map(({ name }) => name)), needsReact };
}

/** What is wrong with `prefix:name`, which React knows of attributes only. */
function prefixFault(name: JsxPath, parent: Node | undefined): string | null {
  if (parent?.type !== 'JSXAttribute') return 'elements have no prefix: write <use> instead of <svg:use>';
  const isWhole = name.namespace?.end === (name.name?.start ?? 0) - 1;
  return isWhole
    ? null
    : 'the name of an attribute is written without spaces around its colon, as in xlink:href';
}

const isInFunction = (parents: readonly Node[]): boolean =>
  parents.some(({ type }) => /Function/.test(type) || type === 'StaticBlock');

function unknownName(
  name: string,
  isSafe: boolean,
  declared: ReadonlySet<string>,
  allowed: readonly string[],
): string | null {
  const refused = REFUSED_GLOBALS.get(name);
  // Asking for the type is how code finds out where it runs.
  if (refused !== undefined) return isSafe && isOfBrowser(name) ? null : `${name} ${refused}`;
  if (KNOWN_GLOBALS.has(name) || name === 'arguments') return null;
  const module = allowed.find((each) => namesOf(each)?.includes(name));
  if (module !== undefined)
    return `${name} is not defined: add import { ${name} } from ${JSON.stringify(module)}`;
  return `${name.slice(0, 64)} is not defined${didYouMean(name, [...declared, ...KNOWN_GLOBALS, ...allowed.flatMap((each) => namesOf(each) ?? [])])}`;
}

/** True for a name that stands for itself: of a property, a method, a label, an export. */
function isMere(node: Node, parent: Node): boolean {
  switch (parent.type) {
    case 'MemberExpression':
      return parent.property === node && !parent.computed;
    case 'Property':
      return parent.key === node && !parent.computed && !parent.shorthand;
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return parent.key === node && !parent.computed;
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      return parent.label === node;
    case 'MetaProperty':
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
      return true;
    case 'ExportSpecifier':
      return parent.local !== node;
    default:
      return false;
  }
}

/** Tags begin in lower case, as JSX has it; whatever else is in an element's place is a variable. */
const isTag = (name: string): boolean => /^[a-z]/.test(name);

/** `<Foo>` and `<foo.bar>` use a variable, `<div>` does not. */
function isComponentUse(node: Extract<Node, { type: 'JSXIdentifier' }>, parent: Node | undefined): boolean {
  if (parent?.type === 'JSXMemberExpression') return parent.object === node;
  const isElement = parent?.type === 'JSXOpeningElement' && parent.name === node;
  return isElement && !isTag(node.name);
}

/** The names that a node declares, in whichever scope: a name that is declared anywhere counts as known everywhere. */
function declaredBy(node: Node): string[] {
  switch (node.type) {
    case 'VariableDeclarator':
      return namesIn(node.id);
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return [...(node.id == null ? [] : [node.id.name]), ...node.params.flatMap(namesIn)];
    case 'ClassDeclaration':
    case 'ClassExpression':
      return node.id == null ? [] : [node.id.name];
    case 'TSEnumDeclaration':
    case 'TSEnumMember':
      return namesIn(node.id);
    case 'CatchClause':
      return node.param == null ? [] : namesIn(node.param);
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
      return [node.local.name];
    default:
      return [];
  }
}

/** The names in a pattern such as `{ a, b: [c = 1], ...rest }`. */
export function namesIn(pattern: Node): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap((part) => namesIn(part.type === 'Property' ? part.value : part));
    case 'ArrayPattern':
      return pattern.elements.flatMap((part) => (part === null ? [] : namesIn(part)));
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    case 'RestElement':
      return namesIn(pattern.argument);
    case 'TSParameterProperty':
      return namesIn(pattern.parameter);
    default:
      return [];
  }
}

// ---- guards

/** `$guard()` at the start of each loop's and each function's body, on the line where the body starts. */
export function guardEdits(program: Program): Edit[] {
  const opening: Edit[] = [];
  const closing: Edit[] = [];
  const put = (edits: Edit[], at: number, text: string): void =>
    void edits.push({ start: at, end: at, text });
  walk(program, {
    enter(node) {
      const body = guardedBody(node);
      if (body === null) return;
      if (body.type === 'BlockStatement') put(opening, body.start + 1, '$guard();');
      else put(opening, body.start, node.type === 'ArrowFunctionExpression' ? '($guard(),' : '{$guard();');
    },
    leave(node) {
      const body = guardedBody(node);
      if (body === null || body.type === 'BlockStatement') return;
      put(closing, body.end, node.type === 'ArrowFunctionExpression' ? ')' : '}');
    },
  });
  // What ends at a place comes before what begins there, and what is inside before what is around it.
  return [...closing, ...opening];
}

function guardedBody(node: Node): Node | null {
  switch (node.type) {
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return node.body;
    default:
      return null;
  }
}

/** Comments that would name another file as the source of a scene: the place of an error would be lost, and a file fetched. */
export const quietComments = (comments: readonly Comment[]): Edit[] =>
  comments
    .filter(({ value }) => /^[#@]\s*source(Mapping)?URL/i.test(value.trimStart()))
    .map(({ start }) => ({ start: start + 2, end: start + 2, text: ' . ' }));
