import type { NodeShape } from '../types/shot.ts';

/** A table of more cells takes too long; such lists are paired one by one, in their order. */
const mostCells = 1_000_000;
/** An item that changed is cheaper than one that went and one that came, and dearer than either alone. */
const changed = 1;
const missing = 0.75;

type Matched = readonly [was: NodeShape, is: NodeShape];

/** Items of a list that are the same in two pictures, in order: as few as can be changed, went or came. */
export function align(
  before: readonly NodeShape[],
  after: readonly NodeShape[],
  contentBefore: (shape: NodeShape) => string,
  contentAfter: (shape: NodeShape) => string,
): readonly Matched[] {
  const [old, young] = [before.map(contentBefore), after.map(contentAfter)];
  const least = Math.min(old.length, young.length);
  let head = 0;
  while (head < least && old[head] === young[head]) head++;
  let tail = 0;
  while (tail < least - head && old[old.length - 1 - tail] === young[young.length - 1 - tail]) tail++;
  const middle = alignRest(old.slice(head, old.length - tail), young.slice(head, young.length - tail));
  const at = (was: number, is: number): Matched => [before[was]!, after[is]!];
  return [
    ...Array.from({ length: head }, (_, index) => at(index, index)),
    ...middle.map(([was, is]) => at(head + was, head + is)),
    ...Array.from({ length: tail }, (_, index) => at(old.length - tail + index, young.length - tail + index)),
  ];
}

function alignRest(old: readonly string[], young: readonly string[]): readonly (readonly [number, number])[] {
  const width = young.length + 1;
  if ((old.length + 1) * width > mostCells) {
    return Array.from({ length: Math.min(old.length, young.length) }, (_, index) => [index, index] as const);
  }
  // costs[i * width + j]: what is left of both lists from i and from j on.
  const costs = new Float64Array((old.length + 1) * width);
  for (let i = old.length; i >= 0; i--) {
    for (let j = young.length; j >= 0; j--) {
      if (i === old.length || j === young.length) {
        costs[i * width + j] = missing * (old.length - i + young.length - j);
        continue;
      }
      const both = costs[(i + 1) * width + j + 1]! + (old[i] === young[j] ? 0 : changed);
      const one = missing + Math.min(costs[(i + 1) * width + j]!, costs[i * width + j + 1]!);
      costs[i * width + j] = Math.min(both, one);
    }
  }
  const matched: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < old.length && j < young.length; ) {
    const cost = costs[i * width + j]!;
    if (cost === costs[(i + 1) * width + j + 1]! + (old[i] === young[j] ? 0 : changed)) matched.push([i++, j++]);
    else if (cost === missing + costs[(i + 1) * width + j]!) i++;
    else j++;
  }
  return matched;
}
