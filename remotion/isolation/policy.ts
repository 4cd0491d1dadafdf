// What the page of a render may load once it runs code of scenes, and what that code may name.
import type { MainCompositionProps } from '../catalog';
import { COMPOSITION_LIMITS } from '../limits';
import { isHttpsUrl, isPublicHostname } from '../urls';

/** URLs of one scene beyond this are not declared: a list of data is none of assets. The compiler lists 100 at most. */
const MAX_DECLARED_URLS = 500;
/** Projects with deeper props are refused. */
const MAX_DEPTH = COMPOSITION_LIMITS.maxPropsDepth;

const isPublicUrl = (url: string): boolean => isHttpsUrl(url) && isPublicHostname(new URL(url).hostname);

/** A scene that is code, as far as it declares URLs. */
export type DeclaringScene = {
  code: string;
  props: unknown;
  /** What the compiler has listed of the code; not there for code that came without a list. */
  urls?: readonly string[] | undefined;
};

/**
 * The URLs that a scene declares: `https://` URLs of hosts on the internet that the compiler has listed, and that props hold as
 * a whole. Nothing else can be loaded by it, so that no request carries what the scene has put together while it ran, and
 * what the code loads has been looked at. Without a list, it is every URL that the code holds as a whole.
 */
export const declaredUrls = ({ code, props, urls = urlsInCode(code) }: DeclaringScene): ReadonlySet<string> =>
  new Set([...urls, ...textsIn(props)].filter(isPublicUrl).slice(0, MAX_DECLARED_URLS));

/** Brackets may be part of a URL or, in CSS, end it: what stands before the first `)` is found as well. */
function urlsInCode(code: string): string[] {
  const literals = code.match(/https:\/\/[^\s"'`\\<>{}|^]{1,2040}/gi) ?? [];
  return literals.flatMap((url) => (url.includes(')') ? [url, url.slice(0, url.indexOf(')'))] : [url]));
}

function textsIn(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return [];
  return Object.values(value).flatMap((each) => textsIn(each, depth + 1));
}

/** Where the page itself is and where Remotion keeps what it needs. */
export type PageAddress = {
  /** The address of the page, without query and fragment. */
  url: string;
  /** What `staticFile()` begins with, as an absolute path. */
  staticBase: string;
  /** Remotion's own server on this machine, which reads videos for the browser; null when there is none. */
  proxyPort: number | null;
};

/**
 * The content security policy of a page that draws `props`: the site's own files, and the origins that the project names. On
 * this machine nothing but the page's own origin and the exact address of Remotion's server: on Lambda, port 9001 is the
 * function's runtime. Paths are named for the page's own origin, since a bucket or Remotion's server may hold more.
 */
export const contentPolicy = (
  props: MainCompositionProps,
  { url, staticBase, proxyPort }: PageAddress,
): string => {
  const folder = new URL('.', url).href;
  const files = new URL(`${staticBase.replace(/\/$/, '')}/`, url).href;
  // Frames of a video that the browser cannot decode by itself come from there.
  const proxy = proxyPort === null ? [] : [`http://localhost:${proxyPort}/proxy`];
  const declared = [...originsOf(props)];
  const loaded = [...new Set([folder, files])];
  const policy = {
    'default-src': ["'none'"],
    // Scenes are functions made of text; chunks of the site are files. No inline script, hence no handler in an attribute.
    'script-src': [...loaded, "'unsafe-eval'"],
    'style-src': [...loaded, "'unsafe-inline'"],
    'img-src': [...loaded, 'data:', 'blob:', ...proxy, ...declared],
    'media-src': [...loaded, 'data:', 'blob:', ...declared],
    'font-src': [...loaded, 'data:', ...declared],
    'connect-src': [...loaded, 'data:', 'blob:', ...proxy, ...declared],
    // Decoders of @remotion/media.
    'worker-src': ['blob:'],
    'frame-src': ["'none'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
  };
  return Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ');
};

/** Of all URLs in the props: what templates, layers and sound load as well as what scenes declare. */
function originsOf({ scenes, ...others }: MainCompositionProps): Set<string> {
  const urls = new Set<string>();
  for (const scene of scenes) {
    const { code = '', urls: listed, ...props } = scene as typeof scene & Partial<DeclaringScene>;
    for (const url of declaredUrls({ code, props, urls: listed })) urls.add(url);
  }
  for (const url of textsIn(others).filter(isPublicUrl)) urls.add(url);
  return new Set([...urls].map((url) => new URL(url).origin));
}

let isEnforced = false;

/**
 * Puts the policy into the page, for good. The page of a render draws one project and is then closed; Remotion Studio goes on from one
 * to the next and talks to its server, so it has none.
 */
export const enforceContentPolicy = (props: MainCompositionProps): void => {
  if (isEnforced) return;
  isEnforced = true;
  const { remotion_proxyPort: port, remotion_staticBase: staticBase } = window;
  const url = `${location.origin}${location.pathname}`;
  const meta = document.createElement('meta');
  meta.httpEquiv = 'Content-Security-Policy';
  meta.content = contentPolicy(props, { url, staticBase, proxyPort: Number.isInteger(port) ? port : null });
  document.head.append(meta);
};

/** What a scene may load. */
export type SceneAssets = {
  declared: ReadonlySet<string>;
  /** What `staticFile()` begins with. */
  staticBase: string;
};

/** A scene asked for what it may not have. */
export class RefusedError extends Error {
  override name = 'RefusedError';
}

const INLINE = /^data:(?:image|video|audio|font)\/[a-z0-9.+-]+[;,]/i;

const isOwnFile = (url: string, staticBase: string): boolean =>
  url.startsWith(`${staticBase.replace(/\/$/, '')}/`) && !/[?#\\]|\.\.|%2e/i.test(url);

/** @throws RefusedError unless a scene may load the URL. */
export const allowedUrl = (url: unknown, { declared, staticBase }: SceneAssets): string => {
  const text = typeof url === 'string' ? url.trim() : '';
  if (declared.has(text) || INLINE.test(text) || isOwnFile(text, staticBase)) return text;
  throw new RefusedError(
    `${JSON.stringify(text.slice(0, 100))} cannot be loaded: a scene loads files of the public folder, by staticFile(), and ` +
      'https:// URLs of the internet that its props hold as a whole, or its code where it loads them',
  );
};

/** Comments, strings and `url()` as CSS reads them, whichever begins first. */
const CSS_TOKENS =
  /\/\*[^]*?(?:\*\/|$)|"(?:[^"\\\n\r\f]|\\[^])*"|'(?:[^'\\\n\r\f]|\\[^])*'|\burl\(\s*(?:"([^"\\\n\r\f]*)"|'([^'\\\n\r\f]*)'|([^"'()\\\s]*))\s*\)/gi;

/** Everything else in CSS that loads. */
const LOADING =
  /@import|@namespace|\b(?:-webkit-)?image-set\s*\(|\b(?:-webkit-)?cross-fade\s*\(|\b(?:url|image|src|element)\s*\(/i;

/**
 * Checks CSS, or the value of any attribute that may hold some. @throws RefusedError when it would load what a scene may not load, or
 * cannot be read as simply as it is here: nothing unclear is left to the browser.
 */
export const allowedCss = (css: string, assets: SceneAssets): string => {
  // Most values are numbers and colours.
  if (!/[(@\\]/.test(css)) return css;
  const rest = css.replace(CSS_TOKENS, (token: string, double?: string, single?: string, bare?: string) => {
    const url = (double ?? single ?? bare)?.trim();
    if (url !== undefined && !/^#[\w:.-]*$/.test(url)) allowedUrl(url, assets);
    return token.startsWith('/*') ? ' ' : '';
  });
  const loading = LOADING.exec(rest)?.[0];
  if (loading !== undefined) {
    throw new RefusedError(
      `${JSON.stringify(loading)} is not available to scenes: write url("…") with the whole address, or <Img>`,
    );
  }
  if (/["'\\]/.test(rest))
    throw new RefusedError(
      'this CSS cannot be read: a quote is open, or there is an escape outside of a text',
    );
  return css;
};
