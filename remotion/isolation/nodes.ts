import type { SceneEnvironment } from './descriptions';
import { allowedCss } from './policy';

/** What scenes are given for an element of the page: its measures, its text, its canvas. Nothing leads from it to another one. */
export type NodeHandle = Readonly<Record<string, unknown>>;

const handles = new WeakMap<Element, NodeHandle>();
const nodes = new WeakMap<object, Element>();

const MEASURES = [
  ...[
    'clientHeight',
    'clientLeft',
    'clientTop',
    'clientWidth',
    'offsetHeight',
    'offsetLeft',
    'offsetTop',
    'offsetWidth',
  ],
  ...['scrollHeight', 'scrollWidth', 'naturalHeight', 'naturalWidth', 'tagName', 'id'],
] as const;

const METHODS = ['getTotalLength', 'getComputedTextLength', 'getNumberOfChars'] as const;

/** The handle of an element; always the same one. */
export const nodeHandle = (node: Element, environment: SceneEnvironment): NodeHandle => {
  const known = handles.get(node);
  if (known !== undefined) return known;
  const handle = {} as Record<string, unknown>;
  const raw = node as unknown as Record<string, unknown>;
  for (const name of MEASURES) {
    Object.defineProperty(handle, name, { get: () => plainOf(raw[name]), enumerable: true });
  }
  for (const name of METHODS) {
    if (typeof raw[name] === 'function')
      handle[name] = () => plainOf((raw[name] as () => unknown).call(node));
  }
  handle.getBoundingClientRect = () => rectangleOf(node.getBoundingClientRect());
  if (node instanceof SVGGraphicsElement) handle.getBBox = () => rectangleOf(node.getBBox());
  if (node instanceof SVGGeometryElement) {
    handle.getPointAtLength = (distance: number) => {
      const { x, y } = node.getPointAtLength(Number(distance));
      return { x, y };
    };
  }
  handle.style = stylesOf(node as HTMLElement, environment);
  addText(handle, node);
  if (node instanceof HTMLCanvasElement) addCanvas(handle, node, environment);
  Object.freeze(handle);
  handles.set(node, handle);
  nodes.set(handle, node);
  return handle;
};

const plainOf = (value: unknown): unknown =>
  typeof value === 'object' || typeof value === 'function' ? undefined : value;

const rectangleOf = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }) => ({
  ...{ x, y, width, height },
  ...{ left: x, top: y, right: x + width, bottom: y + height },
});

function addText(handle: Record<string, unknown>, node: Element): void {
  Object.defineProperty(handle, 'textContent', {
    get: () => node.textContent,
    set(text: unknown) {
      if (node.localName !== 'style') node.textContent = String(text);
    },
    enumerable: true,
  });
}

/** Texts go in, texts come out. */
function stylesOf({ style }: HTMLElement, { assets }: SceneEnvironment): object {
  const set = (name: unknown, value: unknown) =>
    style.setProperty(String(name), allowedCss(String(value), assets));
  const kebab = (name: string) =>
    name.startsWith('--') ? name : name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const methods: Readonly<Record<string, unknown>> = Object.freeze({
    setProperty: set,
    getPropertyValue: (name: unknown) => style.getPropertyValue(String(name)),
    removeProperty: (name: unknown) => style.removeProperty(String(name)),
  });
  return new Proxy(Object.create(null) as object, {
    get: (_target, name) =>
      typeof name === 'symbol' ? undefined : (methods[name] ?? style.getPropertyValue(kebab(name))),
    set(_target, name, value) {
      if (typeof name === 'string') set(kebab(name), value);
      return true;
    },
  });
}

function addCanvas(
  handle: Record<string, unknown>,
  canvas: HTMLCanvasElement,
  environment: SceneEnvironment,
): void {
  for (const side of ['width', 'height'] as const) {
    Object.defineProperty(handle, side, {
      get: () => canvas[side],
      set(value: unknown) {
        canvas[side] = Number(value);
      },
      enumerable: true,
    });
  }
  let drawing: object | null = null;
  handle.getContext = (kind: unknown) => {
    if (kind !== '2d') return null;
    const context = canvas.getContext('2d');
    drawing ??= context && drawingContext(context, handle, environment);
    return drawing;
  };
}

let drawingNames: ReadonlySet<string> | null = null;

/** Its own names alone: through what it inherits, a scene would come to what all contexts share. */
const namesOfDrawing = (): ReadonlySet<string> => {
  const names = Object.getOwnPropertyNames(CanvasRenderingContext2D.prototype);
  drawingNames ??= new Set(names.filter((name) => name !== 'constructor' && name !== 'canvas'));
  return drawingNames;
};

/** A drawing context that knows neither its canvas nor any other element. */
function drawingContext(
  context: CanvasRenderingContext2D,
  handle: Record<string, unknown>,
  { assets }: SceneEnvironment,
): object {
  const raw = context as unknown as Record<string, unknown>;
  const methods = new Map<string, unknown>();
  const methodOf = (name: string, method: (...values: unknown[]) => unknown) => {
    const known = methods.get(name);
    if (known !== undefined) return known;
    const call = Object.freeze((...values: unknown[]) => {
      const result: unknown = method.apply(
        context,
        values.map((value) => nodes.get(Object(value) as object) ?? value),
      );
      return result instanceof Node || result === context ? undefined : result;
    });
    methods.set(name, call);
    return call;
  };
  return new Proxy(Object.create(null) as object, {
    get(_target, name) {
      if (name === 'canvas') return handle;
      if (typeof name === 'symbol' || !namesOfDrawing().has(name)) return undefined;
      const value = raw[name];
      return typeof value === 'function'
        ? methodOf(name, value as (...values: unknown[]) => unknown)
        : value instanceof Node
          ? undefined
          : value;
    },
    set(_target, name, value) {
      if (typeof name === 'string' && namesOfDrawing().has(name)) {
        raw[name] = typeof value === 'string' ? allowedCss(value, assets) : value;
      }
      return true;
    },
  });
}
