import type { TemplateId, TemplateProps } from '../../remotion/catalog';

/** Scenes whose layout is to be measured, each at its own size. */
export type LayoutProps = {
  /** What the report is known by. */
  label: string;
  cases: { name: string; template: TemplateId; props: TemplateProps; width: number; height: number }[];
  /** Share of the shorter side that no text may come into. */
  margin: number;
};

/** Begins the line on the browser's console that holds the report, as JSON. */
export const LAYOUT_LINE = 'reelway-layout ';

/** What was found in one picture. */
export type LayoutReport = { label: string; faults: LayoutFault[] };

/** A text, or part of one, that is where it should not be. `by` is pixels. */
export type LayoutFault = {
  name: string;
  text: string;
  fault: 'outside' | 'overlap';
  by: number;
  with?: string;
};

/** Pixels that glyphs may reach over the lines that they are set in. */
const TOLERANCE = 4;

type Box = { text: string; element: Element; left: number; top: number; right: number; bottom: number };

/** The lines of all texts below an element, without what is clipped away. */
const textBoxes = (root: Element): Box[] => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const boxes: Box[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.textContent?.trim() ?? '';
    if (element === null || text === '') continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      // The content area of a font is taller than its line; the middle of it is where the ink is.
      const slack = Math.max(0, rect.height - lineHeightOf(element)) / 2;
      const clip = clippedBy(element, root);
      const box = {
        ...{ left: Math.max(rect.left, clip.left), right: Math.min(rect.right, clip.right) },
        ...{ top: Math.max(rect.top + slack, clip.top), bottom: Math.min(rect.bottom - slack, clip.bottom) },
      };
      if (box.right - box.left > TOLERANCE && box.bottom - box.top > TOLERANCE)
        boxes.push({ text, element, ...box });
    }
  }
  return boxes;
};

const lineHeightOf = (element: Element): number => {
  const { lineHeight, fontSize } = getComputedStyle(element);
  return Number.parseFloat(lineHeight) || Number.parseFloat(fontSize) * 1.2;
};

/** The part of the page that an element may be seen in, as the elements around it clip it. */
const clippedBy = (element: Element, root: Element) => {
  const seen = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };
  for (
    let around: Element | null = element;
    around !== null && around !== root;
    around = around.parentElement
  ) {
    const { overflowX, overflowY } = getComputedStyle(around);
    const { left, top, right, bottom } = around.getBoundingClientRect();
    if (overflowX !== 'visible')
      Object.assign(seen, { left: Math.max(seen.left, left), right: Math.min(seen.right, right) });
    if (overflowY !== 'visible')
      Object.assign(seen, { top: Math.max(seen.top, top), bottom: Math.min(seen.bottom, bottom) });
  }
  return seen;
};

/** Texts that leave the frame or come nearer to its edges than `margin`, and texts that lie over each other. */
export const faultsOf = (name: string, frame: Element, margin: number): LayoutFault[] => {
  const { left, top, right, bottom } = frame.getBoundingClientRect();
  const boxes = textBoxes(frame);
  const outside = boxes.flatMap((box): LayoutFault[] => {
    const by = Math.max(
      left + margin - box.left,
      top + margin - box.top,
      box.right - right + margin,
      box.bottom - bottom + margin,
    );
    return by > TOLERANCE ? [{ name, text: box.text, fault: 'outside', by: Math.round(by) }] : [];
  });
  const overlap = boxes.flatMap((box, index) =>
    boxes.slice(index + 1).flatMap((other): LayoutFault[] => {
      if (box.element === other.element) return [];
      const wide = Math.min(box.right, other.right) - Math.max(box.left, other.left);
      const high = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
      const by = Math.round(Math.min(wide, high));
      return by > TOLERANCE ? [{ name, text: box.text, fault: 'overlap', by, with: other.text }] : [];
    }),
  );
  return [...outside, ...overlap];
};
