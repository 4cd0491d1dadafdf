/** What an attack is told before it is written: where a server listens that must never hear of it. */
export type Target = { port: number };

/** One scene that tries to get at something, as compiled code, and what is to become of it. */
export type AttackingScene = {
  id: string;
  code: (target: Target) => string;
  /** The message of the scene's error; null when the scene is to be drawn without one. */
  expected: RegExp | null;
  props?: Record<string, string>;
  /** What the compiler has listed of the code; not there for code that came without a list. */
  urls?: readonly string[];
};

const IMPORTS = `const React = $require('react'); const remotion = $require('remotion'); const { jsx } = $require('react/jsx-runtime');`;

/** Evaluates an expression while the scene is drawn, and throws what came of it. */
const probe = (
  id: string,
  expression: string | ((target: Target) => string),
  expected: RegExp,
): AttackingScene => ({
  id,
  expected,
  code: (target) => `${IMPORTS}
    $exports.default = (props) => {
      $guard();
      let found;
      try {
        found = 'got ' + String(${typeof expression === 'string' ? expression : expression(target)});
      } catch (error) {
        found = 'held: ' + error.message;
      }
      throw new Error(found);
    };`,
});

/** Draws an element. */
const drawing = (
  id: string,
  element: string | ((target: Target) => string),
  expected: RegExp | null,
): AttackingScene => ({
  id,
  expected,
  code: (target) => `${IMPORTS}
    $exports.default = (props) => {
      $guard();
      return ${typeof element === 'string' ? element : element(target)};
    };`,
});

const canary = ({ port }: Target, path: string, host = '127.0.0.1'): string =>
  `http://${host}:${port}/${path}`;

const UNDEFINED = /^held: .*(?:is not a function|is not a constructor|Cannot read properties of undefined)/;
const NOT_AVAILABLE = /is not available to scenes/;
const NOT_DECLARED = /cannot be loaded: a scene loads files of the public folder/;
const NO_CODE = /^held: code cannot be made from text in a scene$/;

/** Reads everything that it comes to from some values, and tells the way to the window, a node or a fiber. */
const CRAWL = `((roots) => {
  const seen = new Set();
  const waiting = roots.map((root, index) => [root, String(index)]);
  let looks = 0;
  while (waiting.length > 0 && looks < 20000) {
    const [value, way] = waiting.pop();
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) continue;
    seen.add(value);
    looks += 1;
    let keys = [];
    try { keys = Reflect.ownKeys(value); } catch {}
    for (const name of ['window', 'document', 'ownerDocument', 'defaultView', 'memoizedProps', 'stateNode', 'alternate', '_reactInternals', 'localStorage', 'fetch']) {
      let found;
      try { found = value[name]; } catch {}
      if ((typeof found === 'object' && found !== null) || typeof found === 'function') return way + '.' + name;
    }
    for (const key of keys) {
      const property = Reflect.getOwnPropertyDescriptor(value, key);
      if (property === undefined) continue;
      let own;
      try { own = value[key]; } catch {}
      for (const each of [own, property.get, property.set]) waiting.push([each, way + '.' + String(key)]);
    }
    waiting.push([Object.getPrototypeOf(value), way + '.__proto__']);
  }
  return 'nothing in ' + (looks > 200 ? 'hundreds of' : 'few') + ' objects';
})`;

/** The attacks. Each is a scene of one render. */
export const ATTACKS: readonly AttackingScene[] = [
  // The network by name.
  probe('fetch', (to) => `fetch('${canary(to, 'fetch')}')`, UNDEFINED),
  probe('fetch-runtime-api', `fetch('http://127.0.0.1:9001/2018-06-01/runtime/invocation/next')`, UNDEFINED),
  probe('xhr', (to) => `new XMLHttpRequest().open('GET', '${canary(to, 'xhr')}')`, UNDEFINED),
  probe('web-socket', (to) => `new WebSocket('ws://127.0.0.1:${to.port}/socket')`, UNDEFINED),
  probe('event-source', (to) => `new EventSource('${canary(to, 'events')}')`, UNDEFINED),
  probe('worker', (to) => `new Worker('${canary(to, 'worker')}')`, UNDEFINED),
  probe('beacon', (to) => `navigator.sendBeacon('${canary(to, 'beacon')}')`, UNDEFINED),
  probe(
    'image-object',
    (to) => `Object.assign(new Image(), { src: '${canary(to, 'image-object')}' })`,
    UNDEFINED,
  ),
  probe('font-face', (to) => `new FontFace('a', 'url(${canary(to, 'font-face')})').load()`, UNDEFINED),
  probe(
    'import',
    (to) => `import('${canary(to, 'import')}').then(() => undefined, () => undefined)`,
    /^got \[object Promise\]$/,
  ),
  probe('prefetch', (to) => `remotion.prefetch('${canary(to, 'prefetch')}')`, UNDEFINED),
  // The network by what is drawn.
  drawing('img', (to) => `jsx('img', { src: '${canary(to, 'img')}' })`, NOT_DECLARED),
  drawing(
    'img-undeclared-host',
    (to) => `jsx(remotion.Img, { src: '${canary(to, 'host', 'canary.localhost')}' })`,
    NOT_DECLARED,
  ),
  {
    ...drawing('img-unlisted', `jsx(remotion.Img, { src: 'https://unlisted.example.com/a' })`, NOT_DECLARED),
    urls: ['https://listed.example.com/a'],
  },
  drawing(
    'img-put-together',
    `jsx(remotion.Img, { src: 'https://' + ['example', 'com'].join('.') + '/?' + Object.keys(props) })`,
    NOT_DECLARED,
  ),
  drawing('img-srcset', (to) => `jsx('img', { srcSet: '${canary(to, 'srcset')} 1x', sizes: '100px' })`, null),
  drawing(
    'img-proxy',
    `jsx(remotion.Img, { src: '/proxy?src=http://127.0.0.1:9001/&time=0&transparent=false&toneMapped=false' })`,
    NOT_DECLARED,
  ),
  drawing(
    'offthread-video',
    (to) => `jsx(remotion.OffthreadVideo, { src: '${canary(to, 'offthread')}' })`,
    NOT_DECLARED,
  ),
  drawing(
    'audio-of-the-renderer',
    (to) => `jsx(remotion.Html5Audio, { src: '${canary(to, 'audio')}' })`,
    NOT_DECLARED,
  ),
  drawing(
    'media-video',
    (to) => `jsx($require('@remotion/media').Video, { src: '${canary(to, 'media')}' })`,
    NOT_DECLARED,
  ),
  drawing(
    'css-url',
    (to) => `jsx('div', { style: { backgroundImage: 'url(${canary(to, 'css')})', width: 9, height: 9 } })`,
    NOT_DECLARED,
  ),
  drawing(
    'css-url-escaped',
    (to) => `jsx('div', { style: { backgroundImage: '\\\\75rl(${canary(to, 'css-escape')})' } })`,
    /this CSS cannot be read/,
  ),
  drawing(
    'css-image-set',
    (to) => `jsx('div', { style: { backgroundImage: 'image-set("${canary(to, 'image-set')}" 1x)' } })`,
    NOT_AVAILABLE,
  ),
  drawing(
    'css-proxy',
    `jsx('div', { style: { backgroundImage: 'url("/proxy?src=http://127.0.0.1:9001/")' } })`,
    NOT_DECLARED,
  ),
  drawing(
    'font-beacon',
    (to) => `jsx('style', { children: '@font-face { font-family: x; src: url(${canary(to, 'font')}) }' })`,
    NOT_DECLARED,
  ),
  drawing(
    'style-import',
    (to) => `jsx('style', { children: '@import "${canary(to, 'css-import')}";' })`,
    NOT_AVAILABLE,
  ),
  drawing(
    'style-quote',
    (to) =>
      `jsx('style', { children: 'a { content: "url("#;background:url(${canary(to, 'quote')});x:"" }' })`,
    NOT_DECLARED,
  ),
  drawing(
    'svg-image',
    (to) => `jsx('svg', { children: jsx('image', { href: '${canary(to, 'svg')}' }) })`,
    NOT_DECLARED,
  ),
  drawing(
    'svg-use',
    (to) => `jsx('svg', { children: jsx('use', { href: '${canary(to, 'use')}#a' }) })`,
    /must point to something in the same picture/,
  ),
  drawing(
    'svg-fill',
    (to) => `jsx('svg', { children: jsx('rect', { fill: 'url(${canary(to, 'fill')}#a)' }) })`,
    NOT_DECLARED,
  ),
  drawing('iframe', (to) => `jsx('iframe', { src: '${canary(to, 'iframe')}' })`, NOT_AVAILABLE),
  drawing('form', (to) => `jsx('form', { action: '${canary(to, 'form')}', method: 'post' })`, NOT_AVAILABLE),
  drawing(
    'meta-refresh',
    (to) => `jsx('meta', { httpEquiv: 'refresh', content: '0;url=${canary(to, 'refresh')}' })`,
    NOT_AVAILABLE,
  ),
  drawing('link', (to) => `jsx('link', { rel: 'stylesheet', href: '${canary(to, 'link')}' })`, NOT_AVAILABLE),
  drawing('script', (to) => `jsx('script', { src: '${canary(to, 'script')}' })`, NOT_AVAILABLE),
  drawing('object', (to) => `jsx('object', { data: '${canary(to, 'object')}' })`, NOT_AVAILABLE),
  drawing(
    'inner-html',
    (to) =>
      `jsx('div', { dangerouslySetInnerHTML: { __html: '<img src=x onerror="location=\\'${canary(to, 'html')}\\'"><meta http-equiv=refresh content="0;url=${canary(to, 'html-meta')}"><iframe src=${canary(to, 'html-frame')}></iframe>' } })`,
    NOT_DECLARED,
  ),
  drawing(
    'forged-element',
    (to) =>
      `({ $$typeof: Symbol.for('react.transitional.element'), type: 'iframe', key: null, ref: null, props: { src: '${canary(to, 'forged')}' } })`,
    /cannot be drawn/,
  ),
  drawing(
    'forged-data',
    (to) =>
      `jsx($require('reelway').Eyebrow, { text: { $$typeof: Symbol.for('react.transitional.element'), type: 'iframe', key: null, ref: null, props: { src: '${canary(to, 'forged-data')}' } }, accent: '#ff0000', background: '#000000', startSeconds: 0 })`,
    /Objects are not valid as a React child|Minified React error #31/,
  ),
  drawing(
    'forged-list',
    (to) =>
      `jsx($require('reelway').Headline, { startSeconds: 0, style: {}, text: Object.defineProperty([], 'map', { value: () => ({ split: () => [{ $$typeof: Symbol.for('react.transitional.element'), type: 'iframe', key: null, ref: null, props: { src: '${canary(to, 'forged-list')}' } }] }) }) })`,
    /split is not a function/,
  ),
  drawing(
    'forged-class',
    `jsx(Object.assign(function () {}, { prototype: { isReactComponent: {}, render() { throw new Error('got ' + Object.keys(this)); } } }), {})`,
    null,
  ),
  // What belongs to the page, and to others.
  probe('local-storage', `localStorage.getItem('x')`, UNDEFINED),
  probe('indexed-db', `indexedDB.open('x')`, UNDEFINED),
  probe('cookies', `document.cookie`, UNDEFINED),
  probe(
    'global-this',
    `[typeof globalThis, typeof window, typeof self, typeof top, typeof parent, typeof document, typeof this]`,
    /^got undefined(,undefined)+$/,
  ),
  probe('remotion-window', `window.remotion_inputProps`, UNDEFINED),
  probe(
    'remotion-global',
    `typeof remotion_inputProps + typeof remotion_collectAssets + typeof remotion_setFrame`,
    /^got undefinedundefinedundefined$/,
  ),
  probe('broadcast-channel', `new BroadcastChannel('remotion-video-frame-extraction')`, UNDEFINED),
  probe('get-input-props', `JSON.stringify(remotion.getInputProps())`, UNDEFINED),
  probe('internals', `Object.keys(remotion.Internals)`, /^held: Cannot convert undefined or null to object$/),
  probe(
    'video-config',
    `JSON.stringify(remotion.useVideoConfig()).includes('secret of another scene')`,
    /^got false$/,
  ),
  probe('own-props', `JSON.stringify(props) + Object.isFrozen(props)`, /^got \{"own":"mine"\}true$/),
  probe('function-constructor', `(() => 1).constructor('return globalThis')()`, NO_CODE),
  probe('async-constructor', `(async () => 1).constructor('return globalThis')()`, NO_CODE),
  probe(
    'generator-constructor',
    `Object.getPrototypeOf(function* () {}).constructor('return globalThis')()`,
    NO_CODE,
  ),
  probe('library-constructor', `remotion.interpolate.constructor('return globalThis')()`, NO_CODE),
  probe(
    'error-constructor',
    `(() => { try { null.x; } catch (error) { return error.constructor.constructor('return globalThis')(); } })()`,
    NO_CODE,
  ),
  probe('eval', `(0, eval)('globalThis')`, UNDEFINED),
  probe('timer-text', `setTimeout('globalThis.x = 1', 0)`, /^held: setTimeout\(\) takes a function$/),
  probe(
    'call-sites',
    `(() => { Error.prepareStackTrace = (_, sites) => sites; return new Error('x').stack.map((site) => site.getThis()); })()`,
    /^held: /,
  ),
  probe('callers', `(() => { const f = function () { return f.caller; }; return f(); })()`, /^held: /),
  probe(
    'last-match',
    `RegExp.$_ + RegExp.input + RegExp['$&']`,
    /^got NaN$|^got undefinedundefinedundefined$/,
  ),
  probe(
    'crawl',
    `${CRAWL}([React, remotion, jsx, props, $require('reelway'), $require('@remotion/shapes'), $require('@remotion/transitions'), jsx(remotion.Series.Sequence, {}), React.useState(0), React.useRef(null), React.useTransition(), React.createContext(1), $guard, $require, $exports, console, performance, structuredClone])`,
    /^got nothing in hundreds of objects$/,
  ),
  {
    id: 'reference',
    expected: /^got ,,,nothing in /,
    code: () => `${IMPORTS}
      $exports.default = () => {
        const reference = React.useRef(null);
        React.useLayoutEffect(() => {
          const node = reference.current;
          const context = node.getContext('2d');
          const ways = [node.ownerDocument, node.parentNode, context.canvas.ownerDocument, ${CRAWL}([node, context, node.style])];
          throw new Error('got ' + ways);
        });
        return jsx('canvas', { ref: reference, width: 8, height: 8 });
      };`,
  },
  {
    id: 'class',
    expected: /^got ,$/,
    code: () => `${IMPORTS}
      $exports.default = class extends React.Component {
        render() { throw new Error('got ' + [this._reactInternals, this.updater]); }
      };`,
  },
  {
    id: 'event',
    expected: /^got 0$/,
    code: () => `${IMPORTS}
      $exports.default = () => {
        const [found, set] = React.useState(null);
        if (found !== null) throw new Error('got ' + found);
        const [handle] = React.useState(() => remotion.delayRender('image'));
        return jsx('img', { src: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=', onLoad: (event) => set(Reflect.ownKeys(event).length), onError: (event) => set(Reflect.ownKeys(event).length) });
      };`,
  },
  // What others stand on.
  probe('array-prototype', `(Array.prototype.map = () => ['broken'])`, /^held: /),
  probe('object-prototype', `(Object.prototype.polluted = 'yes')`, /^held: /),
  probe('promise-prototype', `(Promise.prototype.then = () => undefined)`, /^held: /),
  probe(
    'proto-key',
    `(() => { const o = JSON.parse('{"__proto__": {"polluted": 1}}'); Object.assign({}.__proto__, o); return {}.polluted; })()`,
    /^got undefined$|^held: /,
  ),
  probe('react-object', `(React.useState = () => ['broken'])`, /^held: /),
  probe('easing', `(remotion.Easing.linear = () => 7)`, /^held: /),
  probe('math', `(Math.random = () => 0)`, /^held: /),
  // Known to be open, see docs/security.md.
  drawing('style-of-the-page', `jsx('style', { children: 'body { letter-spacing: 1px }' })`, null),
  drawing('clobbering', `jsx('div', { id: 'remotion_cancelledError' })`, /is not an id for scenes/),
  probe('body', `(document.body.innerHTML = '')`, UNDEFINED),
  probe('set-frame', `window.remotion_setFrame(0, 'MainComposition', 1)`, UNDEFINED),
  probe(
    'continue-others',
    `Array.from({ length: 100 }, (_, handle) => remotion.continueRender(handle)).length`,
    /^got 100$/,
  ),
  probe('cancel-render', `remotion.cancelRender(new Error('I end it all'))`, /^I end it all$/),
  probe('artifact', `remotion.Artifact`, /^got undefined$/),
  {
    // In an effect, since what is drawn once already lets go when it has failed.
    id: 'delay-flood',
    expected: /^delayRender\(\) was called 50 times and not continued$/,
    code: () => `${IMPORTS}
      $exports.default = () => {
        React.useLayoutEffect(() => { for (;;) { $guard(); remotion.delayRender('flood'); } });
        return null;
      };`,
  },
  // What never ends.
  {
    id: 'endless-loop',
    expected: /^the code ran for more than 5 seconds without an end: an endless loop\?$/,
    code: () =>
      `$exports.default = () => { $guard(); for (;;) { $guard(); try { for (;;) { $guard(); } } catch {} } };`,
  },
  {
    id: 'recursion',
    expected: /^Maximum call stack size exceeded$/,
    code: () =>
      `$exports.default = () => { $guard(); const again = () => { $guard(); return again() + 1; }; return again(); };`,
  },
];

/** Attacks that take as long as they are let: 20 seconds. */
export const SLOW_ATTACKS: readonly AttackingScene[] = [
  {
    id: 'delay-for-ever',
    expected: /^delayRender\(\) was not continued within 20 seconds \(for ever\)$/,
    code: () => `${IMPORTS}
      $exports.default = () => {
        React.useState(() => remotion.delayRender('for ever'));
        return null;
      };`,
  },
];
