import { completeKeys } from './complete-keys.ts';
import { completeValues } from './complete-values.ts';
import { cursorAt } from './cursor.ts';
import type { Item } from './items.ts';
import type { DocumentView } from './project.ts';

/** What could be written at an offset, in the order in which to show it. Works while the text is broken. */
export function complete(view: DocumentView, offset: number): readonly Item[] {
  const cursor = cursorAt(view.text, offset);
  if (!cursor || !view.shape) return [];
  const items = cursor.kind === 'key' ? completeKeys(view, cursor) : completeValues(view, cursor, offset);
  return items.toSorted((a, b) => a.rank - b.rank || (a.label < b.label ? -1 : 1));
}
