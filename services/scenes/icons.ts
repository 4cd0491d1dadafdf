import { didYouMean } from './near';

/** One icon: the inside of its `<svg>`, and its box. */
export interface IconShape {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly body: string;
}

/** An icon as sets hold it, where what is not said is the set's own. */
type Box = Partial<Omit<IconShape, 'body'>>;
/** How an alias, or an icon, is turned. */
type Turn = { readonly rotate?: number; readonly hFlip?: boolean; readonly vFlip?: boolean };

/** An icon set in Iconify's JSON format, as the packages `@iconify-json/*` hold it; no more than is used of it. */
export interface IconSet extends Box {
  readonly prefix: string;
  readonly icons: Readonly<Record<string, Box & Turn & { readonly body: string; readonly hidden?: boolean }>>;
  readonly aliases?: Readonly<Record<string, Box & Turn & { readonly parent: string }>>;
}

/** Where icon sets come from. */
export interface IconSets {
  /** The prefixes of all sets there are, sorted. */
  readonly prefixes: readonly string[];
  /** A set; null when there is none with this prefix. It is asked for again and again, so it should be kept. */
  load(prefix: string): IconSet | null;
}

/** No icons at all. */
export const NO_ICON_SETS: IconSets = { prefixes: [], load: () => null };

/** `prefix:name` as Iconify writes it. */
const ICON_NAME = /^([a-z0-9]+(?:-[a-z0-9]+)*):([a-z0-9]+(?:-[a-z0-9]+)*)$/;

/** An alias may be one of another; sets are no deeper than this. */
const MAX_ALIASES = 5;

/** True when a text may name an icon of these sets. */
export const looksLikeIcon = (text: string, sets: IconSets): boolean =>
  sets.prefixes.includes(ICON_NAME.exec(text)?.[1] ?? '');

/** An icon by `prefix:name`, or why there is none. */
export function findIcon(
  name: string,
  sets: IconSets,
): { readonly ok: true; readonly icon: IconShape } | { readonly ok: false; readonly message: string } {
  const shown = JSON.stringify(name.slice(0, 64));
  const [, prefix, own] = ICON_NAME.exec(name) ?? [];
  if (prefix === undefined || own === undefined) {
    return { ok: false, message: `${shown} is no icon: write "set:name", as in "mdi:home"` };
  }
  const set = sets.load(prefix);
  if (set === null) {
    const near = didYouMean(prefix, sets.prefixes);
    const message = `there is no icon set ${JSON.stringify(prefix)}${near || `; there are ${sets.prefixes.join(', ')}`}`;
    return { ok: false, message };
  }
  const icon = shapeOf(set, own);
  if (icon !== null) return { ok: true, icon };
  const known = [...Object.keys(set.icons), ...Object.keys(set.aliases ?? {})];
  const near = didYouMean(own, known, (each) => `${prefix}:${each}`);
  return { ok: false, message: `there is no icon ${shown}${near}` };
}

function shapeOf(set: IconSet, name: string): IconShape | null {
  const turns: Turn[] = [];
  let current = name;
  let box: Box = {};
  for (let step = 0; step <= MAX_ALIASES; step += 1) {
    const icon = Object.hasOwn(set.icons, current) ? set.icons[current] : undefined;
    const alias = Object.hasOwn(set.aliases ?? {}, current) ? set.aliases?.[current] : undefined;
    const found = icon ?? alias;
    if (found === undefined) return null;
    turns.push(found);
    box = { ...found, ...box };
    if (icon !== undefined) return turned({ ...shapeIn(set, box), body: icon.body }, turns);
    current = alias?.parent ?? '';
  }
  return null;
}

const shapeIn = (set: IconSet, { left, top, width, height }: Box): Omit<IconShape, 'body'> => ({
  left: left ?? set.left ?? 0,
  top: top ?? set.top ?? 0,
  width: width ?? set.width ?? 16,
  height: height ?? set.height ?? 16,
});

/** Applies what aliases say of an icon: flips, and turns by quarters. */
function turned(icon: IconShape, turns: readonly Turn[]): IconShape {
  const rotate = turns.reduce((sum, turn) => sum + (turn.rotate ?? 0), 0) % 4;
  const hFlip = turns.filter((turn) => turn.hFlip).length % 2 === 1;
  const vFlip = turns.filter((turn) => turn.vFlip).length % 2 === 1;
  if (rotate === 0 && !hFlip && !vFlip) return icon;
  const x = icon.left + icon.width / 2;
  const y = icon.top + icon.height / 2;
  const flip = `translate(${x} ${y}) rotate(${rotate * 90}) scale(${hFlip ? -1 : 1} ${vFlip ? -1 : 1}) translate(${-x} ${-y})`;
  const body = `<g transform="${flip}">${icon.body}</g>`;
  if (rotate % 2 === 0) return { ...icon, body };
  const { width, height } = icon;
  return { left: x - height / 2, top: y - width / 2, width: height, height: width, body };
}

/** Ids within an icon get a beginning of their own: two icons in one picture may both have an `a`. */
function withOwnIds(body: string, number: number): string {
  const ids = [...body.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id as string);
  return [...new Set(ids)].reduce((text, id, index) => {
    const escaped = id.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const own = `i${number}x${index}`;
    return text
      .replace(new RegExp(`(\\sid=")${escaped}(")`, 'g'), `$1${own}$2`)
      .replace(new RegExp(`(#)${escaped}(["')])`, 'g'), `$1${own}$2`);
  }, body);
}

/**
 * The component that draws icons, as JavaScript on one line. It takes the props of Iconify's own: `icon`, `width`, `height`,
 * `color`, `style`, `rotate`, `flip`, `hFlip`, `vFlip`, `inline`; whatever else goes to the `<svg>`. A text of its own, and not
 * a function's source: that would differ with the bundler, and equal scenes would not be equal any more.
 */
const ICON_COMPONENT = [
  '(t)=>({icon,width,height,color,style,rotate,flip,hFlip,vFlip,inline,mode,onLoad,ssr,...rest})=>{',
  'if(!Object.hasOwn(t,icon))throw new Error("there is no icon "+JSON.stringify(icon)+" in this scene: its name must be written out somewhere in the code");',
  'const[left,top,w,h,body]=t[icon];',
  'const turns=typeof rotate==="string"?(rotate.endsWith("%")?parseFloat(rotate)/25:parseFloat(rotate)/90):(rotate??0);',
  'const words=typeof flip==="string"?flip.split(/[\\s,]+/):[];',
  'const fx=Boolean(hFlip)!==words.includes("horizontal"),fy=Boolean(vFlip)!==words.includes("vertical");',
  'const odd=Math.abs(Math.round(turns))%2===1,x=left+w/2,y=top+h/2,bw=odd?h:w,bh=odd?w:h;',
  'const scaled=(size,ratio)=>{if(typeof size==="number")return Math.ceil(size*ratio*100)/100;',
  'const m=/^(-?[\\d.]+)([a-z%]*)$/i.exec(size);return m?Math.ceil(Number(m[1])*ratio*100)/100+m[2]:size};',
  'const high=height==="auto"?bh:height??(width==null?"1em":width==="auto"?bh:scaled(width,bh/bw));',
  'const wide=width==="auto"?bw:width??scaled(high,bw/bh);',
  'const move=turns||fx||fy?"translate("+x+" "+y+") rotate("+turns*90+") scale("+(fx?-1:1)+" "+(fy?-1:1)+") translate("+-x+" "+-y+")":undefined;',
  'return $jsx("svg",{xmlns:"http://www.w3.org/2000/svg",role:"img","aria-hidden":true,...rest,',
  'width:wide,height:high,viewBox:[x-bw/2,y-bh/2,bw,bh].join(" "),',
  'style:{...(inline?{verticalAlign:"-0.125em"}:null),...(color==null?null:{color}),...style}},',
  '$jsx("g",{transform:move,dangerouslySetInnerHTML:{__html:body}}))}',
].join('');

/** JavaScript that declares `$icon`, a component which draws the given icons by name. */
export function iconDeclaration(icons: ReadonlyMap<string, IconShape>): string {
  const table = Object.fromEntries(
    [...icons].map(([name, { left, top, width, height, body }], index) => [
      name,
      [left, top, width, height, withOwnIds(body, index)],
    ]),
  );
  return `const $icon=(${ICON_COMPONENT})(${asJavaScript(table)});`;
}

/** JSON that stays on one line wherever it is read. */
const asJavaScript = (value: unknown): string =>
  JSON.stringify(value).replace(/[\u2028\u2029]/g, (end) => (end === '\u2028' ? '\\u2028' : '\\u2029'));
