import { completeKeys } from './complete-keys.ts';
import { completeValues } from './complete-values.ts';
import { type Cursor, cursorAt } from './cursor.ts';
import type { Item } from './items.ts';
import type { DocumentView } from './project.ts';

/** What could be written at an offset, in the order in which to show it. Works while the text is broken. */
export function complete(view: DocumentView, offset: number): readonly Item[] {
  const cursor = cursorAt(view.text, offset);
  if (!cursor || !view.shape) return [];
  const items = cursor.kind === 'key' ? completeKeys(view, cursor) : completeValues(view, cursor, offset);
  const ordered = items.toSorted((a, b) => a.rank - b.rank || (a.label < b.label ? -1 : 1));
  return cursor.kind === 'value' ? besides(ordered, view, cursor) : ordered;
}

/** Where a value is complete, whoever asks wants to see the others: none is held back for beginning differently. */
function besides(items: readonly Item[], { text: { text } }: DocumentView, { node, replace }: Cursor): readonly Item[] {
  const written = text.slice(replace.start, replace.end);
  const isWritten = (item: Item) => item.replace.start === replace.start && item.insert === written;
  if (node?.type !== 'string' || !items.some(isWritten)) return items;
  const first = items.toSorted((a, b) => Number(isWritten(b)) - Number(isWritten(a)));
  return first.map((item) => ({ ...item, filter: written }));
}
