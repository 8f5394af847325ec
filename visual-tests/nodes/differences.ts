import type { Box, NodeShape } from '../types/shot.ts';

/** A property of style, what it was and what it is; null: as usual. */
export interface StyleChange {
  readonly property: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What differs between two shapes of one node. Lengths in CSS pixels. */
export interface Difference {
  readonly text: boolean;
  /** Style that changed here, not just handed down from the node around it. */
  readonly style: readonly StyleChange[];
  /** Style that changed because the node around it did. */
  readonly inherited: boolean;
  readonly moved: readonly [right: number, down: number];
  readonly grown: readonly [wider: number, higher: number];
}

/** `around`: what changed in the style of the parent, its own inherited changes included. */
export function differenceOf(
  before: NodeShape,
  after: NodeShape,
  around: readonly StyleChange[],
): Difference & { readonly all: readonly StyleChange[] } {
  const all = styleChanges(before.style, after.style);
  const color = all.find(({ property }) => property === 'color');
  const style = all.filter((change) => !isHandedDown(change, around) && !followsColor(change, color));
  return {
    text: before.text !== after.text,
    style,
    inherited: style.length < all.length,
    moved: [length(after.box[0] - before.box[0]), length(after.box[1] - before.box[1])],
    grown: [length(after.box[2] - before.box[2]), length(after.box[3] - before.box[3])],
    all,
  };
}

export const isGrown = ({ grown: [wider, higher] }: Difference): boolean => wider !== 0 || higher !== 0;
export const isMoved = ({ moved: [right, down] }: Difference): boolean => right !== 0 || down !== 0;
/** Whether something about the node itself changed, and not only where it is. */
export const isOwn = ({ text, style }: Difference): boolean => text || style.length > 0;

/** The smallest box around two. */
export const around = (a: Box | null, b: Box | null): Box | null => {
  if (!a || !b) return a ?? b;
  const [left, top] = [Math.min(a[0], b[0]), Math.min(a[1], b[1])];
  const [right, bottom] = [Math.max(a[0] + a[2], b[0] + b[2]), Math.max(a[1] + a[3], b[1] + b[3])];
  return [left, top, right - left, bottom - top];
};

function styleChanges(before: NodeShape['style'], after: NodeShape['style']): readonly StyleChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .map((property) => ({ property, before: before[property] ?? null, after: after[property] ?? null }))
    .filter((change) => change.before !== change.after);
}

/** Properties a node takes from the one around it, unless it says otherwise. */
const inheritable =
  /^(color|visibility|direction|writing-mode|white-space|line-height|letter-spacing|word-spacing|accent-color|fill|stroke.*|font-.*|list-style-.*|text-(align|indent|transform|shadow|wrap))$/;

const isHandedDown = ({ property, before, after }: StyleChange, around: readonly StyleChange[]): boolean =>
  inheritable.test(property) &&
  around.some((change) => change.property === property && change.before === before && change.after === after);

/** Lines and shadows without a color of their own have that of the text. */
function followsColor({ property, before, after }: StyleChange, color: StyleChange | undefined): boolean {
  if (!color?.before || !color.after || property === 'color') return false;
  return before !== null && before.replaceAll(color.before, color.after) === after;
}

/** Rounded, as sums of fractions are not exact; less than a fiftieth of a pixel is nothing. */
const length = (value: number): number => (Math.abs(value) < 0.02 ? 0 : Math.round(value * 100) / 100);
