import { type Node, parseTree } from 'jsonc-parser';
import { pointerKeys } from '../../document/pointer.ts';
import type { Locator } from '../flow.ts';
import { linesOf } from './lines.ts';

/**
 * Finds pointers in the text. The tree with positions is only built when somebody asks: a document without problems
 * never needs it. The text must have passed the guard, because building recurses.
 */
export function locatorOf(text: string): Locator {
  const lines = linesOf(text);
  let tree: Node | undefined;
  let built = false;
  const find = (pointer: string): Node | undefined => {
    if (!built) tree = parseTree(text, [], { allowTrailingComma: true });
    built = true;
    return nodeAt(tree, pointer);
  };
  return {
    range(pointer, inside) {
      const node = find(pointer);
      if (!node) return undefined;
      if (!inside || node.type !== 'string') return lines.range(node.offset, node.offset + node.length);
      const from = rawOffset(text, node.offset + 1, inside.offset);
      return lines.range(from, rawOffset(text, from, inside.length));
    },
    keyRange(pointer) {
      const property = find(pointer)?.parent;
      const key = property?.type === 'property' ? property.children?.[0] : undefined;
      return key ? lines.range(key.offset, key.offset + key.length) : undefined;
    },
  };
}

/** Finds nothing: for documents that never were text. */
export const noLocator: Locator = { range: () => undefined, keyRange: () => undefined };

function nodeAt(tree: Node | undefined, pointer: string): Node | undefined {
  let node = tree;
  for (const key of pointerKeys(pointer)) {
    if (node?.type === 'array') node = node.children?.[Number(key)];
    else node = node?.children?.find((property) => property.children?.[0]?.value === key)?.children?.[1];
  }
  return node;
}

/** From `start` inside a string literal, the raw offset after `units` decoded UTF-16 units. */
function rawOffset(text: string, start: number, units: number): number {
  let offset = start;
  for (let unit = 0; unit < units && offset < text.length; unit++) {
    if (text[offset] !== '\\') offset += 1;
    else offset += text[offset + 1] === 'u' ? 6 : 2;
  }
  return offset;
}
