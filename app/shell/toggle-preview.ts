import type { Store } from '../state/store.ts';
import type { Studio, StudioAction } from '../state/studio.ts';
import { isNarrow } from '../ui/use-narrow.ts';

/** Shows or hides the preview: beside the editor, or as a drawer over it where there is no room. */
export function togglePreview({ dispatch }: Store<Studio, StudioAction>): void {
  dispatch({ type: 'layout/toggle', part: isNarrow() ? 'drawer' : 'preview' });
}
