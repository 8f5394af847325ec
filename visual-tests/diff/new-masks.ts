import type { CaseMask } from '../types/case.ts';
import type { Box, Conditions, NodeShape } from '../types/shot.ts';

/** Masks as they are kept with the conditions of a picture; nothing where it has none. */
export const keptMasks = (masks: readonly CaseMask[]): Pick<Conditions, 'masks'> =>
  masks.length > 0 ? { masks: masks.map(nameOf) } : {};

/**
 * What a comparison leaves out, in device pixels: the places, in either picture, of masks that the older picture was made
 * without. A mask that was drawn or bound later would else be a difference itself.
 */
export function areasOfNewMasks(
  masks: readonly CaseMask[],
  { masks: known = [] }: Pick<Conditions, 'masks'>,
  shapes: readonly NodeShape[],
  dpr: number,
): readonly Box[] {
  return masks
    .filter((mask) => !known.includes(nameOf(mask)))
    .flatMap((mask) => ('box' in mask ? [mask.box] : shapes.filter(isOf(mask.node)).map(({ box }) => box)))
    .map(([left, top, width, height]) => {
      const [x, y] = [Math.floor(left * dpr), Math.floor(top * dpr)];
      return [x, y, Math.ceil((left + width) * dpr) - x, Math.ceil((top + height) * dpr) - y];
    });
}

/** Whether there is something that the older picture shows, and that may be anything by now. */
export const hasNewMask = (masks: readonly CaseMask[], { masks: known = [] }: Pick<Conditions, 'masks'>): boolean =>
  masks.some((mask) => !known.includes(nameOf(mask)));

const nameOf = (mask: CaseMask): string =>
  'node' in mask ? `${mask.mode} ${mask.node}` : `${mask.mode} ${mask.box.join(' ')}`;

/** A node, each time it is repeated, and what is inside of it where it is an instance of a component. */
const isOf =
  (wanted: string) =>
  ({ node }: NodeShape): boolean =>
    node.replace(/#\d+$/, '') === wanted || node.startsWith(`${wanted}--`);
