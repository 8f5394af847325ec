import { nodeAtOffset, placeOfNode } from '../editor/place-of-node.ts';
import type { Desk } from '../state/StudioContext.tsx';
import { notifyFailure } from '../ui/notify.tsx';

/** Opens the document in the editor, at a node of its pictures. */
export async function editNode({ editing, store }: Desk, path: string, node: string): Promise<void> {
  await editing.open(path);
  const range = placeOfNode(editing.textOf(path) ?? '', node);
  if (range) return editing.reveal(path, range);
  store.dispatch({ type: 'layout/activity', activity: 'schemas' });
  notifyFailure({
    code: 'visual/node-missing',
    message: `"${node}" is not in the text as it stands: it comes from a layout, or was removed.`,
  });
}

/** Shows the node at the cursor of the editor in the pictures of its document. */
export function showNodeInPictures({ editing, store }: Desk): void {
  const cursor = editing.cursor();
  const node = cursor && nodeAtOffset(editing.textOf(cursor.path) ?? '', cursor.offset);
  store.dispatch({ type: 'layout/activity', activity: 'tests' });
  if (cursor && node) store.dispatch({ type: 'visual/node', path: cursor.path, node });
}
