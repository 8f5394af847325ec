import { useEffect } from 'react';
import { useDesk, useStudio } from '../state/StudioContext.tsx';

/** Asks for a new picture when another document comes to the front, or it is looked at differently. */
export function usePreviewFollowsView(): void {
  const { editing } = useDesk();
  const path = useStudio(({ documents }) => documents.active);
  const { scheme, theme, locale } = useStudio(({ preview }) => preview.view);
  const fixture = useStudio(({ preview }) => (path === null ? undefined : preview.view.fixtures[path]));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the picture depends on these, through the state.
  useEffect(() => {
    if (path !== null) editing.refresh(path);
  }, [editing, path, scheme, theme, locale, fixture]);
}
