import { getLocation, type JSONPath, visit } from 'jsonc-parser';
import type { Range } from '#engine';
import { positionAt } from './placed.ts';

/**
 * Where a node is written, by its name in a picture: `total`, `total#2` for the second of its loop, `card--title` for
 * what is inside an instance, which leads to the instance when this document has only that. Null when it has neither.
 */
export function placeOfNode(text: string, node: string): Range | null {
  const parts = node.replace(/#\d+$/, '').split('--');
  const places = idsIn(text);
  for (let length = parts.length; length > 0; length--) {
    const place = places.get(parts.slice(0, length).join('--'));
    if (!place) continue;
    const start = positionAt(text, place.offset);
    return { start, end: { line: start.line, column: start.column + place.length } };
  }
  return null;
}

/** The node an offset of the text is in; null outside of all. */
export function nodeAtOffset(text: string, offset: number): string | null {
  const around = getLocation(text, offset).path.map(String);
  let found: { readonly id: string; readonly depth: number } | null = null;
  for (const [id, { path }] of idsIn(text)) {
    const own = path.slice(0, -1).map(String);
    const isAround = own.length <= around.length && own.every((part, index) => part === around[index]);
    if (isAround && own.length > (found?.depth ?? -1)) found = { id, depth: own.length };
  }
  return found?.id ?? null;
}

interface Place {
  readonly offset: number;
  readonly length: number;
  readonly path: JSONPath;
}

/** Ids of nodes; those of the test block are names of cases. */
function idsIn(text: string): ReadonlyMap<string, Place> {
  const found = new Map<string, Place>();
  visit(text, {
    onLiteralValue(value, offset, length, _line, _column, pathOf) {
      const path = pathOf();
      if (path.length < 2 || path.at(-1) !== 'id' || path[0] === 'tests' || path[0] === 'meta') return;
      if (typeof value === 'string' && !found.has(value)) found.set(value, { offset, length, path });
    },
  });
  return found;
}
