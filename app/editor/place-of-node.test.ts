import { describe, expect, it } from 'vitest';
import { nodeAtOffset, placeOfNode } from './place-of-node.ts';

const text = `{
  "id": "acme/orders",
  "view": { "id": "page", "type": "Stack", "children": [
    { "id": "card", "type": "Card", "props": { "title": "Open" } },
    { "id": "rows", "type": "Table" }
  ] },
  "tests": { "cases": [{ "id": "empty", "fixture": "base" }] }
}`;

describe('the place of a node in its document (T3)', () => {
  it.each([
    ['rows', 5],
    ['rows#3', 5],
    ['card--title--icon', 4],
    ['page', 3],
  ])('finds %s in line %i', (node, line) => expect(placeOfNode(text, node)?.start.line).toBe(line));

  it('knows nothing of the document itself, of cases, or of nodes that are gone', () => {
    for (const node of ['acme/orders', 'empty', 'gone', 'constructor', '']) expect(placeOfNode(text, node)).toBeNull();
    expect(placeOfNode('{ broken', 'rows')).toBeNull();
  });

  it('names the node a cursor is in', () => {
    expect(nodeAtOffset(text, text.indexOf('"title"'))).toBe('card');
    expect(nodeAtOffset(text, text.indexOf('"Stack"'))).toBe('page');
    expect(nodeAtOffset(text, text.indexOf('"empty"'))).toBeNull();
    expect(nodeAtOffset(text, 0)).toBeNull();
  });
});
