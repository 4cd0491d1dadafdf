// What scenes draw with. Their elements are descriptions of our own; only here do they become React's, so that no scene ever
// holds a real element, component, node or fiber, from each of which a way leads to the whole page.
import {
  createContext,
  createElement,
  Fragment,
  memo,
  Suspense,
  useContext,
  useLayoutEffect,
  useReducer,
  useRef,
  type ComponentType,
  type Context,
  type ReactNode,
} from 'react';
import {
  checkType,
  createSceneElement,
  isSceneElement,
  tokens,
  words,
  type Draw,
  type Props,
  type SceneElement,
  type SceneEnvironment,
} from './descriptions';
import { childrenOfHtml } from './html';
import { nodeHandle } from './nodes';
import { allowedCss, allowedUrl, RefusedError } from './policy';

export {
  createSceneElement,
  HOST_ELEMENTS,
  isSceneElement,
  type SceneElement,
  type SceneEnvironment,
} from './descriptions';

type SceneComponent = (props: Props) => unknown;

// ---- Components that scenes are given

/** Something that scenes may use as the type of an element, and that tells them nothing. */
export const componentToken = <Extra extends object = object>(
  name: string,
  draw: Draw,
  extra?: Extra,
): Extra => {
  const token = () => {
    throw new TypeError(`<${name}> is a component: draw it with JSX`);
  };
  Object.defineProperty(token, 'name', { value: name });
  const frozen = Object.freeze(Object.assign(token, extra));
  tokens.set(frozen, draw);
  return frozen;
};

/** What of a component's props scenes may give. What is not named is not passed on. */
export type Allowed = {
  /** Plain data: texts, numbers, lists and objects of them. */
  data?: readonly string[];
  /** Addresses of assets. */
  urls?: readonly string[];
  /** Functions that the component asks for a value. */
  values?: readonly string[];
  /** Functions that the component calls when something has happened; they get no event. */
  events?: readonly string[];
  /** Tokens that stand for something of a library's, such as a presentation. */
  opaque?: readonly string[];
  /** What we give it besides. */
  added?: (environment: SceneEnvironment) => Record<string, unknown>;
};

const opaque = new WeakMap<object, object>();

/** Something of a library's that scenes hold and hand on, and cannot look into. */
export const opaqueToken = <Extra extends object>(value: object, extra: Extra): Extra => {
  const token = Object.freeze({ ...extra });
  opaque.set(token, value);
  return token;
};

/** A component that scenes may draw, with what they may give it. */
export const sceneComponent = <Extra extends object = object>(
  name: string,
  component: unknown,
  allowed: Allowed = {},
  extra?: Extra,
): Extra =>
  componentToken<Extra>(
    name,
    ({ key, props }, environment) =>
      createElement(
        component as ComponentType<Record<string, unknown>>,
        { ...allowedProps(props, allowed, environment), ...allowed.added?.(environment), key },
        toReact(props.children, environment),
      ),
    extra,
  );

function allowedProps(
  props: Props,
  allowed: Allowed,
  environment: SceneEnvironment,
): Record<string, unknown> {
  const given: Record<string, unknown> = {};
  const take = (names: readonly string[] | undefined, change: (value: unknown) => unknown) => {
    for (const name of names ?? []) {
      if (props[name] !== undefined) given[name] = change(props[name]);
    }
  };
  take(allowed.data, (value) => plainData(value, environment));
  take(allowed.urls, (value) => allowedUrl(value, environment.assets));
  take(allowed.values, (value) =>
    typeof value === 'function'
      ? guardedValue(value as () => unknown, environment)
      : plainData(value, environment),
  );
  take(allowed.events, (value) =>
    typeof value === 'function' ? guardedEvent(value as () => unknown, environment) : undefined,
  );
  take(allowed.opaque, (value) => opaque.get(asKey(value)));
  return given;
}

/** Nothing is kept under what is no object. */
const asKey = (value: unknown): object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function' ? value : {};

const MAX_DATA_DEPTH = 12;

/**
 * A copy that holds nothing but data, none of which loads anything. Without symbols: by one of them React knows its elements, and
 * a component that shows what it is given would draw it. @throws Error when it is too deep.
 */
export const plainData = (value: unknown, environment: SceneEnvironment, depth = 0): unknown => {
  if (typeof value === 'string') return allowedCss(value, environment.assets);
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (depth > MAX_DATA_DEPTH) throw new Error('the props of an element are nested too deeply');
  // Not by the list's own method, which may be anything.
  if (Array.isArray(value)) {
    return Array.from(value as unknown[], (each) => plainData(each, environment, depth + 1));
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, plainData(each, environment, depth + 1)]),
  );
};

/** Libraries call it outside of any drawing, where React does not catch. */
const guardedValue =
  (call: (...values: unknown[]) => unknown, environment: SceneEnvironment) =>
  (...values: unknown[]): unknown => {
    try {
      return plainData(call(...values.filter((value) => typeof value !== 'object')), environment);
    } catch (error) {
      environment.fail(error);
      return 0;
    }
  };

const guardedEvent = (call: (...values: unknown[]) => unknown, environment: SceneEnvironment) => (): void => {
  try {
    void call(Object.freeze({}));
  } catch (error) {
    environment.fail(error);
  }
};

// ---- From descriptions to React's elements

/** Elements of one description beyond this are a mistake, or a bomb. */
const MAX_CHILDREN = 20_000;

/** What React draws for what a scene's component has returned. @throws Error for what cannot be drawn. */
export const toReact = (node: unknown, environment: SceneEnvironment): ReactNode => {
  if (node === null || node === undefined || typeof node === 'boolean') return null;
  if (typeof node === 'string' || typeof node === 'number' || typeof node === 'bigint') return node;
  if (isSceneElement(node)) return drawElement(node, environment);
  const list = listOf(node);
  if (list !== null) return list.map((child) => toReact(child, environment));
  const kind =
    typeof node === 'object'
      ? `an object with the keys ${Object.keys(node).slice(0, 5).join(', ')}`
      : `a ${typeof node}`;
  throw new Error(`${kind} cannot be drawn: a component returns elements, texts or null`);
};

function listOf(node: unknown): unknown[] | null {
  if (Array.isArray(node)) return checkedLength([...(node as unknown[])]);
  if (typeof node !== 'object' || node === null || !(Symbol.iterator in node)) return null;
  const list: unknown[] = [];
  for (const each of node as Iterable<unknown>) {
    list.push(each);
    checkedLength(list);
  }
  return list;
}

function checkedLength(list: unknown[]): unknown[] {
  if (list.length > MAX_CHILDREN) throw new Error(`more than ${MAX_CHILDREN} elements side by side`);
  return list;
}

/** The code has returned by now, and no stack names its line: the tag at least is told. */
function inTag<T>(type: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    throw new Error(`<${type}>: ${error.message}`, { cause: error });
  }
}

function drawElement(element: SceneElement, environment: SceneEnvironment): ReactNode {
  const { type, key, props } = element;
  if (typeof type === 'string') {
    const html = (props.dangerouslySetInnerHTML as { __html?: unknown } | undefined)?.__html;
    const children = typeof html === 'string' ? childrenOfHtml(html, type) : props.children;
    const [given, drawn] = inTag(type, () => [
      hostProps(type, props, environment),
      hostChildren(type, children, environment),
    ]);
    return createElement(type, { ...given, key }, drawn);
  }
  const draw = tokens.get(type as object);
  if (draw !== undefined) return draw(element, environment);
  return createElement(componentOf(type as SceneComponent, environment), { key, props });
}

/** Void elements may have no child, not even none. */
const VOID = new Set(['br', 'hr', 'img', 'wbr', 'col']);

function hostChildren(type: string, children: unknown, environment: SceneEnvironment): ReactNode {
  if (VOID.has(type)) return undefined;
  if (type !== 'style') return toReact(children, environment);
  const text = [children].flat(2).filter((each) => typeof each === 'string' || typeof each === 'number');
  return allowedCss(text.join(''), environment.assets);
}

type Drawn = ComponentType<{ props: Props }>;
const drawnComponents = new WeakMap<SceneEnvironment, WeakMap<object, Drawn>>();

/** React's component for one of a scene's own; the same one each time, or it would lose its state. */
function componentOf(component: SceneComponent, environment: SceneEnvironment): Drawn {
  const known = drawnComponents.get(environment) ?? new WeakMap<object, Drawn>();
  drawnComponents.set(environment, known);
  const found = known.get(component);
  if (found !== undefined) return found;
  const isClass = (component.prototype as unknown) instanceof SceneClass;
  const draw = isClass ? useClass : (own: SceneComponent, props: Props) => own(props);
  // An arrow function: React must never take it for a class.
  const drawn: Drawn = ({ props }) => {
    environment.check();
    return toReact(draw(component, props), environment);
  };
  known.set(component, drawn);
  return drawn;
}

/** A description of what to draw, from a component and its props. */
export const drawScene = (component: unknown, props: Props, environment: SceneEnvironment): ReactNode =>
  toReact(createSceneElement(component, props), environment);

// ---- What React has besides functions

type ClassInstance = {
  props: Props;
  state: Record<string, unknown> | null;
  render(): unknown;
  componentDidMount?(): void;
  componentDidUpdate?(props: Props, state: unknown): void;
  componentWillUnmount?(): void;
};

const changed = new WeakMap<object, () => void>();

/** What classes of scenes extend: React's own would hand them the fiber. */
export class SceneClass {
  state: Record<string, unknown> | null = null;
  constructor(readonly props: Props) {}
  setState(change: unknown, then?: () => void): void {
    const next =
      typeof change === 'function'
        ? (change as (...given: unknown[]) => unknown)(this.state, this.props)
        : change;
    this.state = { ...this.state, ...(next as object) };
    changed.get(this)?.();
    then?.();
  }
  forceUpdate(): void {
    changed.get(this)?.();
  }
}
Object.freeze(SceneClass.prototype);

const useClass = (component: SceneComponent, props: Props): unknown => {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const reference = useRef<ClassInstance | null>(null);
  reference.current ??= new (component as unknown as new (props: Props) => ClassInstance)(props);
  const instance = reference.current;
  changed.set(instance, redraw);
  const { getDerivedStateFromProps: derive } = component as {
    getDerivedStateFromProps?: (...given: unknown[]) => object | null;
  };
  const before = instance.props;
  if (derive !== undefined) instance.state = { ...instance.state, ...derive(props, instance.state) };
  Object.defineProperty(instance, 'props', { value: props, configurable: true });
  const isMounted = useRef(false);
  useLayoutEffect(() => {
    if (isMounted.current) instance.componentDidUpdate?.(before, instance.state);
    else instance.componentDidMount?.();
    isMounted.current = true;
  });
  useLayoutEffect(
    () => () => {
      isMounted.current = false;
      instance.componentWillUnmount?.();
    },
    [instance],
  );
  return instance.render();
};

const hasEqualProps = (one: Props, other: Props): boolean => {
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length && names.every((name) => Object.is(one[name], other[name]))
  );
};

/** `memo()` for scenes. */
export const sceneMemo = (
  component: unknown,
  isEqual: (one: Props, other: Props) => boolean = hasEqualProps,
): object => {
  checkType(component);
  const known = new WeakMap<SceneEnvironment, Drawn>();
  return componentToken('memo', ({ key, props }, environment) => {
    const drawn =
      known.get(environment) ??
      memo(
        ({ props: own }: { props: Props }) => drawScene(component, own, environment),
        (one, other) => isEqual(one.props, other.props),
      );
    known.set(environment, drawn);
    return createElement(drawn, { key, props });
  });
};

/** `forwardRef()` for scenes: a reference is a prop like any other by now. */
export const sceneForwardRef = (render: (props: Props, reference: unknown) => unknown): object => {
  const component: SceneComponent = ({ ref = null, ...props }) => render(Object.freeze(props), ref);
  return componentToken('forwardRef', ({ key, props }, environment) =>
    createElement(componentOf(component, environment), { key, props }),
  );
};

const contexts = new WeakMap<object, Context<unknown>>();

/** `createContext()` for scenes. */
export const sceneContext = (initial: unknown): object => {
  const context = createContext(initial);
  const provider = componentToken('Provider', ({ key, props }, environment) =>
    createElement(context.Provider, { key, value: props.value }, toReact(props.children, environment)),
  );
  const Consumer: SceneComponent = ({ children }) =>
    (children as (value: unknown) => unknown)(useContext(context));
  const consumer = componentToken('Consumer', ({ key, props }, environment) =>
    createElement(componentOf(Consumer, environment), { key, props }),
  );
  const token = componentToken('Context', tokens.get(provider) as Draw, {
    Provider: provider,
    Consumer: consumer,
  });
  contexts.set(token, context);
  return token;
};

/** React's own context of a scene's. @throws Error for what is none. */
export const contextOf = (token: unknown): Context<unknown> => {
  const context = contexts.get(asKey(token));
  if (context === undefined) throw new Error('this is not a context that createContext() has made');
  return context;
};

export const sceneFragment = componentToken('Fragment', ({ key, props }, environment) =>
  createElement(Fragment, { key }, toReact(props.children, environment)),
);

export const sceneSuspense = componentToken('Suspense', ({ key, props }, environment) =>
  createElement(
    Suspense,
    { key, fallback: toReact(props.fallback, environment) },
    toReact(props.children, environment),
  ),
);

// ---- Elements of the browser

/** Attributes that load, send or navigate, in lower case; of these only the ones handled below are let through. */
const ACTING = new Set(
  words(`
    action archive attributionsrc autofocus background cite classid codebase contenteditable data data-href download dynsrc elementtiming form
    formaction http-equiv icon imagesrcset is lowsrc longdesc manifest name nonce onload part ping popover poster profile slot src srcdoc
    srcset target usemap xmlbase xml:base xlink:href xlinkhref href href2 shadowrootmode children style ref key dangerouslysetinnerhtml
    defaultvalue defaultchecked suppresshydrationwarning suppresscontenteditablewarning precedence innerhtml`),
);

/** React's words for attributes of a tag that a scene may set, and nothing else. */
export const hostProps = (
  type: string,
  props: Props,
  environment: SceneEnvironment,
): Record<string, unknown> => {
  const given: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(props)) {
    const lower = name.toLowerCase();
    if (ACTING.has(lower) || lower.startsWith('on') || !/^[a-z][a-z0-9:_.-]*$/i.test(name)) continue;
    if (lower === 'id') checkId(value);
    if (typeof value === 'string') given[name] = allowedCss(value, environment.assets);
    else if (typeof value === 'number' || typeof value === 'boolean') given[name] = value;
  }
  const { style, src, ref, href = props.xlinkHref ?? props['xlink:href'], onLoad, onError } = props;
  if (style !== undefined && style !== null) given.style = styleOf(style, environment);
  if (type === 'img' && src !== undefined) given.src = allowedUrl(src, environment.assets);
  if (typeof href === 'string') addReference(type, href, given, environment);
  if (type === 'img' && typeof onLoad === 'function')
    given.onLoad = guardedEvent(onLoad as () => unknown, environment);
  if (type === 'img' && typeof onError === 'function')
    given.onError = guardedEvent(onError as () => unknown, environment);
  if (ref !== undefined && ref !== null) given.ref = referenceTo(ref, environment);
  return given;
};

/** A page knows its elements by their ids as if they were global variables, which libraries ask for. */
function checkId(id: unknown): void {
  if (typeof id === 'string' && !/remotion|react|webpack|process|^_/i.test(id)) return;
  throw new Error(`${JSON.stringify(String(id).slice(0, 40))} is not an id for scenes: take another one`);
}

/** SVG points into itself; an image of SVG's is an image. A link of HTML's is text. */
function addReference(
  type: string,
  href: string,
  given: Record<string, unknown>,
  environment: SceneEnvironment,
): void {
  if (type === 'a') return;
  if (/^#[\w:.-]*$/.test(href)) given.href = href;
  else if (type === 'image') given.href = allowedUrl(href, environment.assets);
  else throw new Error(`href of <${type}> must point to something in the same picture, such as #shape`);
}

function styleOf(style: unknown, { assets }: SceneEnvironment): Record<string, unknown> {
  if (typeof style !== 'object') throw new Error('style must be an object, such as { color: "red" }');
  const given: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(style as Record<string, unknown>)) {
    if (typeof value === 'number') given[name] = value;
    if (typeof value === 'string') given[name] = allowedCss(value, assets);
  }
  return given;
}

type Reference = { current: unknown } | ((handle: unknown) => unknown);
const references = new WeakMap<object, (node: Element | null) => unknown>();

/** The reference that React is given for a scene's: the same one each time, or React would set it anew at each frame. */
function referenceTo(
  reference: unknown,
  environment: SceneEnvironment,
): ((node: Element | null) => unknown) | undefined {
  if (typeof reference !== 'object' && typeof reference !== 'function') return undefined;
  const known = references.get(reference as object);
  if (known !== undefined) return known;
  const own = reference as Reference;
  const set = (node: Element | null): unknown => {
    const handle = node === null ? null : nodeHandle(node, environment);
    if (typeof own === 'function') {
      const undo = own(handle);
      return typeof undo === 'function' ? () => void (undo as () => unknown)() : undefined;
    }
    own.current = handle;
    return undefined;
  };
  references.set(reference as object, set);
  return set;
}
