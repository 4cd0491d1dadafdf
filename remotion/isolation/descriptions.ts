// Elements as scenes have them: what to draw, in objects of our own. Only elements.tsx makes React's of them.
import type { ReactNode } from 'react';
import type { SceneAssets } from './policy';

/** One scene, as far as drawing it needs. */
export type SceneEnvironment = {
  readonly assets: SceneAssets;
  /** Tells of an error that nobody can catch. */
  fail(error: unknown): void;
  /** Throws once the scene has failed: what is broken must not be tried again at each frame. */
  check(): void;
};

/** Props of an element. */
export type Props = Readonly<Record<string, unknown>>;
/** An element as scenes see it. */
export type SceneElement = { readonly type: unknown; readonly key: string | null; readonly props: Props };

const elements = new WeakSet<object>();

/** True for what {@link createSceneElement} has made, and for nothing that looks like it. */
export const isSceneElement = (value: unknown): value is SceneElement =>
  typeof value === 'object' && value !== null && elements.has(value);

/** Describes an element. @throws Error for what is none: the stack then names the line of the scene. */
export const createSceneElement = (
  type: unknown,
  props: object | null | undefined,
  key?: unknown,
): SceneElement => {
  checkType(type);
  const { key: own, __self: _self, __source: _source, ...others } = { ...props } as Record<string, unknown>;
  const given = key ?? own;
  const element = {
    type,
    key: given === undefined || given === null ? null : `${given as string}`,
  };
  const frozen = Object.freeze({ ...element, props: Object.freeze(withoutLists(others)) });
  elements.add(frozen);
  return frozen;
};

/** A list of children is copied, so that what was checked stays what it is. */
const withoutLists = (props: Record<string, unknown>): Record<string, unknown> =>
  Array.isArray(props.children)
    ? { ...props, children: Object.freeze([...(props.children as unknown[])]) }
    : props;

/** @throws Error for what cannot be the type of an element. */
export function checkType(type: unknown): void {
  if (typeof type === 'string') {
    if (HOST_ELEMENTS.has(type)) return;
    throw new Error(`<${type.slice(0, 40)}> is not available to scenes${INSTEAD_OF[type] ?? ''}`);
  }
  if (typeof type === 'function' || tokens.has(type as object)) return;
  throw new Error(
    `an element must be of a component or a tag, not of ${type === null ? 'null' : typeof type}`,
  );
}

/** Draws an element of a component that is not the scene's own. */
export type Draw = (element: SceneElement, environment: SceneEnvironment) => ReactNode;

/** What draws elements of components that are not the scene's own, by what stands for them in scenes. */
export const tokens = new WeakMap<object, Draw>();

/** Words of a text. */
export const words = (text: string): string[] => text.trim().split(/\s+/);

/** Tags that draw, and do nothing else. */
export const HOST_ELEMENTS: ReadonlySet<string> = new Set(
  words(`
    a abbr address article aside b bdi bdo big blockquote br canvas caption center cite code col colgroup data dd del details dfn div
    dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd label legend fieldset li main mark menu meter
    nav ol output p pre progress q rp rt ruby s samp section small span strong style sub summary sup table tbody td tfoot th thead
    time tr u ul var wbr button
    svg circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
    feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode
    feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter foreignObject g image line
    linearGradient marker mask metadata path pattern polygon polyline radialGradient rect stop switch symbol text textPath tspan use view`),
);

const INSTEAD_OF: Readonly<Record<string, string>> = {
  video: ': use <Video> of "@remotion/media"',
  audio: ': use <Audio> of "@remotion/media"',
  iframe: ': other pages cannot be shown',
  script: ': write code into the component',
  link: ': write styles with style={{ … }}, and fonts that ship with Reelway need no link',
  animate: ': animate with useCurrentFrame()',
};
