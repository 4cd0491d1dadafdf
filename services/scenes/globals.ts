// What a scene finds without an import: names of the language, some of the browser, and tags. It is what the composition gives to
// scenes (remotion/isolation), as a test sees to. A misspelt name, or an import that was forgotten, is found when the scene is
// saved and not in a render.

const words = (text: string): string[] => text.trim().split(/\s+/);

/** Names that scenes may use without importing them. */
export const KNOWN_GLOBALS: ReadonlySet<string> = new Set(
  words(`
    undefined NaN Infinity Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Date Error AggregateError
    EvalError RangeError ReferenceError SyntaxError TypeError URIError Float32Array Float64Array Int8Array Int16Array Int32Array
    Uint8Array Uint8ClampedArray Uint16Array Uint32Array Intl Iterator JSON Map Math Number Object Promise Proxy Reflect RegExp
    Set String Symbol WeakMap WeakSet decodeURI decodeURIComponent encodeURI encodeURIComponent isFinite isNaN parseFloat parseInt
    console performance setTimeout clearTimeout queueMicrotask structuredClone atob btoa`),
);

/** Tags that scenes may draw. */
export const KNOWN_ELEMENTS: ReadonlySet<string> = new Set(
  words(`
    a abbr address article aside b bdi bdo big blockquote br button canvas caption center cite code col colgroup data dd del details
    dfn div dl dt em fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd label legend li main mark
    menu meter nav ol output p pre progress q rp rt ruby s samp section small span strong style sub summary sup table tbody td tfoot
    th thead time tr u ul var wbr
    svg circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
    feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode
    feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter foreignObject g image line
    linearGradient marker mask metadata path pattern polygon polyline radialGradient rect stop switch symbol text textPath tspan
    use view`),
);

const INSTEAD_OF_ELEMENTS: Readonly<Record<string, string>> = {
  video: ': use <Video> of "@remotion/media"',
  audio: ': use <Audio> of "@remotion/media"',
  iframe: ': other pages cannot be shown',
  script: ': write code into the component',
  link: ': write styles with style={{ … }}; the fonts that ship with Reelway need no link',
  animate: ': animate with useCurrentFrame()',
};

/** Why a tag cannot be drawn; null when it can. */
export function elementFault(name: string): string | null {
  if (KNOWN_ELEMENTS.has(name)) return null;
  const instead = Object.hasOwn(INSTEAD_OF_ELEMENTS, name) ? INSTEAD_OF_ELEMENTS[name] : '';
  return `<${name.slice(0, 40)}> is not available to scenes${instead}`;
}

const OF_NODE = 'belongs to Node.js, and a scene is drawn by a browser';
const FROM_TEXT = 'is not available to scenes: code cannot be made from text';
const NETWORK = 'is not available to scenes: pass data as props, and show files with Img, Video and Audio';
const STORAGE =
  'is not available to scenes: every frame may be drawn by another browser, so nothing can be kept';
const PAGE =
  'is not available to scenes: draw with elements, and reach your own by ref; sizes are in useVideoConfig()';
const IMPORT = 'is not available to scenes: write import … from "…" at the top';
const EXPORT = 'is not available to scenes: write export default';
const CLOCK = 'is not available to scenes: animate with useCurrentFrame()';

const because = (reason: string, names: string): [string, string][] =>
  words(names).map((name) => [name, reason]);

/** Names that browsers or Node.js have and scenes do not, and why. */
export const REFUSED_GLOBALS: ReadonlyMap<string, string> = new Map([
  ...because(FROM_TEXT, 'eval Function'),
  ...because(IMPORT, 'require importScripts'),
  ...because(EXPORT, 'module exports'),
  ...because(OF_NODE, 'process Buffer global __dirname __filename setImmediate clearImmediate'),
  ...because(
    NETWORK,
    'fetch XMLHttpRequest WebSocket EventSource WebTransport RTCPeerConnection Worker SharedWorker',
  ),
  ...because(STORAGE, 'localStorage sessionStorage indexedDB caches cookieStore'),
  ...because(
    PAGE,
    `window document globalThis self top parent frames navigator location history screen opener alert confirm prompt open print
    postMessage getComputedStyle matchMedia innerWidth innerHeight devicePixelRatio Image ResizeObserver IntersectionObserver
    MutationObserver`,
  ),
  ...because(CLOCK, 'setInterval clearInterval requestAnimationFrame cancelAnimationFrame'),
]);

/** Names of the browser's own: they are `undefined` in scenes, so that `typeof window` does no harm. Any other name throws. */
export const isOfBrowser = (name: string): boolean =>
  [NETWORK, STORAGE, PAGE, CLOCK].includes(REFUSED_GLOBALS.get(name) ?? '');
