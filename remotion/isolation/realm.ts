// Runs the code of a scene in the page's own realm, with nothing in reach but what it is given.

/** How long one synchronous piece of work of a scene may take, in milliseconds. A frame that takes longer is no animation. */
export const SYNCHRONOUS_LIMIT_MS = 5_000;

/** The clock is looked at once in so many calls of `$guard`: looking costs more than all of them. */
const CALLS_PER_LOOK = 100;

/** A scene computed for longer than {@link SYNCHRONOUS_LIMIT_MS} without a pause. */
export class SceneOvertimeError extends Error {
  override name = 'SceneOvertimeError';
  constructor(limitMs: number) {
    super(`the code ran for more than ${limitMs / 1000} seconds without an end: an endless loop?`);
  }
}

/**
 * Makes the function that compiled code calls in every loop and function. It throws once one piece of work takes longer than
 * `limitMs`, and from then on at each call until the piece is over, so that no `catch` in the code keeps it going. A piece ends
 * when the page comes to its other tasks; a chain of promises is one.
 */
export const createGuard = (limitMs = SYNCHRONOUS_LIMIT_MS, now = () => performance.now()): (() => void) => {
  let calls = 0;
  let startedMs: number | null = null;
  let isOver = false;
  return () => {
    if (isOver) throw new SceneOvertimeError(limitMs);
    calls += 1;
    if (startedMs !== null && calls % CALLS_PER_LOOK !== 0) return;
    if (startedMs === null) {
      startedMs = now();
      setTimeout(() => {
        startedMs = null;
        isOver = false;
      }, 0);
    } else if (now() - startedMs > limitMs) {
      isOver = true;
      throw new SceneOvertimeError(limitMs);
    }
  };
};

/** The language itself. Nothing of the browser, nothing that waits, nothing that tells when memory is cleaned up. */
const LANGUAGE = [
  ...[
    'Array',
    'ArrayBuffer',
    'BigInt',
    'BigInt64Array',
    'BigUint64Array',
    'Boolean',
    'DataView',
    'Date',
    'Error',
  ],
  ...[
    'AggregateError',
    'EvalError',
    'Float32Array',
    'Float64Array',
    'Infinity',
    'Int16Array',
    'Int32Array',
    'Int8Array',
  ],
  ...['Intl', 'Iterator', 'JSON', 'Map', 'Math', 'NaN', 'Number', 'Object', 'Promise', 'Proxy', 'RangeError'],
  ...[
    'ReferenceError',
    'Reflect',
    'RegExp',
    'Set',
    'String',
    'Symbol',
    'SyntaxError',
    'TypeError',
    'URIError',
  ],
  ...['Uint16Array', 'Uint32Array', 'Uint8Array', 'Uint8ClampedArray', 'WeakMap', 'WeakSet', 'decodeURI'],
  ...[
    'decodeURIComponent',
    'encodeURI',
    'encodeURIComponent',
    'isFinite',
    'isNaN',
    'parseFloat',
    'parseInt',
    'undefined',
  ],
];

/** Of the browser, only so that what a scene may hold of it cannot be changed for others. */
const SHARED_INTERFACES = [
  ...[
    'CanvasGradient',
    'CanvasPattern',
    'CSSStyleDeclaration',
    'DOMMatrix',
    'DOMMatrixReadOnly',
    'ImageData',
    'TextMetrics',
  ],
];

const page = globalThis as unknown as Record<string, unknown>;

/** Captured before scenes run. */
const NativeFunction = Function;

/**
 * What `constructor` of any function is from now on: `(() => 1).constructor('return window')()` is the classic way out of a
 * function that is given no globals. Keeps the prototype, for `instanceof`.
 */
const inertConstructor = (prototype: object): unknown => {
  const inert = function () {
    throw new TypeError('code cannot be made from text in a scene');
  };
  Object.defineProperty(inert, 'prototype', { value: prototype, writable: false });
  return Object.freeze(inert);
};

const SAMPLES = [
  () => undefined,
  async () => undefined,
  function* () {
    yield undefined;
  },
  async function* () {
    yield undefined;
  },
];

/** `Function` as scenes see it. */
let inertFunction: unknown = null;
let isHardened = false;

/**
 * Makes the language immutable for the whole page, so that no scene changes it for another one or for us, and takes away the ways
 * from any value to the global object. For good, hence only called where there is code to run. To be called before scenes are.
 */
export const hardenLanguage = (): void => {
  if (isHardened) return;
  isHardened = true;
  for (const sample of SAMPLES) {
    const prototype = Object.getPrototypeOf(sample) as object;
    const inert = inertConstructor(prototype);
    Object.defineProperty(prototype, 'constructor', { value: inert, writable: false, configurable: false });
    inertFunction ??= inert;
  }
  // What was matched last, by whomever.
  const statics = [
    'input',
    '$_',
    'lastMatch',
    '$&',
    'lastParen',
    '$+',
    'leftContext',
    '$`',
    'rightContext',
    "$'",
  ];
  for (const name of [...statics, ...Array.from({ length: 9 }, (_, index) => `$${index + 1}`)]) {
    Reflect.deleteProperty(RegExp, name);
  }
  // Called with every function on the stack. React sets it back and forth, which must not throw.
  Object.defineProperty(Error, 'prepareStackTrace', { get: () => undefined, set: () => undefined });
  const iterators = [[][Symbol.iterator](), ''[Symbol.iterator](), new Map().values(), new Set().values()];
  const hidden = [...iterators, 'a'.matchAll(/a/g), ...SAMPLES].map(
    (each) => Object.getPrototypeOf(each) as object,
  );
  const roots = [...LANGUAGE, ...SHARED_INTERFACES].map((name) => page[name]);
  harden([...roots, ...hidden, ...hidden.map((each) => Object.getPrototypeOf(each) as object)], true);
};

/** Libraries give these to their own objects by assignment, which a constant further up would forbid. */
const OVERRIDDEN = new Set([
  'constructor',
  'toString',
  'toLocaleString',
  'valueOf',
  'toJSON',
  'name',
  'message',
  'then',
  'catch',
]);

/** Freezes values and all that can be reached from them; what they inherit from only if told. */
export const harden = (values: readonly unknown[], withPrototypes = false): void => {
  const seen = new Set<object>();
  const waiting = [...values];
  while (waiting.length > 0) {
    const value = waiting.pop();
    const isObject = typeof value === 'function' || (typeof value === 'object' && value !== null);
    if (!isObject || seen.has(value) || value === page) continue;
    const owner = value;
    seen.add(owner);
    if (withPrototypes) waiting.push(Object.getPrototypeOf(owner));
    for (const key of Reflect.ownKeys(owner)) {
      const property = Reflect.getOwnPropertyDescriptor(owner, key);
      if (property === undefined) continue;
      waiting.push(property.value, property.get, property.set);
      freezeProperty(owner, key, property);
    }
    Object.preventExtensions(owner);
  }
};

function freezeProperty(owner: object, key: PropertyKey, property: PropertyDescriptor): void {
  // Stacks are cut by it, and so are read and written by libraries all the time.
  if (owner === Error && key === 'stackTraceLimit') return;
  if (!property.configurable) {
    if (property.writable) Reflect.defineProperty(owner, key, { writable: false });
    return;
  }
  if ('value' in property && typeof key === 'string' && OVERRIDDEN.has(key) && typeof owner !== 'function') {
    const { value, enumerable = false } = property as { value: unknown; enumerable?: boolean };
    Reflect.defineProperty(owner, key, {
      get: () => value,
      set(this: object, own: unknown) {
        if (this === owner) throw new TypeError(`${key} is read only`);
        Object.defineProperty(this, key, {
          value: own,
          writable: true,
          enumerable: true,
          configurable: true,
        });
      },
      enumerable,
      configurable: false,
    });
    return;
  }
  Reflect.defineProperty(
    owner,
    key,
    'value' in property ? { writable: false, configurable: false } : { configurable: false },
  );
}

/** What the code of a scene is given beside the language. */
export type SceneScope = {
  /** Names the source in stacks. */
  sceneId: string;
  require: (module: string) => unknown;
  guard: () => void;
  /** Further names, such as `console`. */
  globals: Readonly<Record<string, unknown>>;
};

const sourceName = (sceneId: string): string => `reelway-scene-${sceneId}.tsx`;

/**
 * Runs compiled code once. Its free names are what `scope` and the language give: every other name that the page knows is
 * `undefined`, and what it does not know is a ReferenceError. @throws what the code throws, SyntaxError when it is none.
 */
export const runSceneCode = (
  code: string,
  { sceneId, require, guard, globals }: SceneScope,
): Record<string, unknown> => {
  const exported: Record<string, unknown> = {};
  const language = Object.fromEntries(LANGUAGE.map((name) => [name, page[name]]));
  const given = { ...language, Function: inertFunction ?? undefined, ...globals };
  const parameters = ['$require', '$exports', '$guard', ...Object.keys(given)];
  const body = `"use strict";${code}`;
  // By itself first: what is a function's body by itself cannot end the function around it.
  new NativeFunction(...parameters, body);
  const make = new NativeFunction(
    '$scope',
    `with ($scope) { return function (${parameters.join(', ')}) { ${body}\n}; }\n//# sourceURL=${sourceName(sceneId)}`,
  ) as (scope: object) => (...values: unknown[]) => void;
  make(onlyKnownNames())(Object.freeze(require), exported, Object.freeze(guard), ...Object.values(given));
  return exported;
};

/** What code asks for by `typeof` to find out where it runs. */
const ELSEWHERE = new Set(['Buffer', 'exports', 'global', 'module', 'process', 'require']);

/** Answers for every name, so that none is looked for in the page. */
const onlyKnownNames = (): object =>
  new Proxy(Object.create(null) as object, {
    has: () => true,
    get(_target, name) {
      if (typeof name === 'symbol' || name in page || ELSEWHERE.has(name)) return undefined;
      throw new ReferenceError(`${name} is not defined`);
    },
    set(_target, name) {
      throw new ReferenceError(`${String(name)} is not defined`);
    },
    deleteProperty: () => false,
  });

/** Lines that `new Function` puts before the code. */
const LINES_BEFORE = 2;

/** Where in the source of a scene an error was thrown, counted from 1; null where its stack does not say. */
export const lineOf = (error: unknown, sceneId: string): number | null => {
  const stack = error instanceof Error ? String(error.stack) : '';
  const place = stack.indexOf(`${sourceName(sceneId)}:`);
  if (place < 0) return null;
  const line = Number.parseInt(stack.slice(place + sourceName(sceneId).length + 1), 10) - LINES_BEFORE;
  return line >= 1 ? line : null;
};

/** The scene in whose code an error was thrown, by its stack; null for any other. */
export const sceneIdOf = (error: unknown): string | null =>
  /reelway-scene-([A-Za-z0-9_-]{1,64})\.tsx:\d/.exec(
    error instanceof Error ? String(error.stack) : '',
  )?.[1] ?? null;

/** A copy of plain data that nobody can change. */
export const frozenCopy = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null) return value;
  const copy = Array.isArray(value)
    ? value.map(frozenCopy)
    : Object.fromEntries(Object.entries(value).map(([name, each]) => [name, frozenCopy(each as unknown)]));
  return Object.freeze(copy) as T;
};
