import { useEffect, useRef } from 'react';
import { useStudio } from '../state/StudioContext.tsx';
import { type ReviewAction, reviewActionOf } from './review-keys.ts';

/** Takes single keys while pictures are looked at: never from a field, a slider or a dialog. */
export function useReviewKeys(active: boolean, act: (action: ReviewAction) => void): void {
  const hasDialog = useStudio(({ layout }) => layout.dialog !== null);
  const newest = useRef(act);
  useEffect(() => {
    newest.current = act;
  });
  useEffect(() => {
    if (!active || hasDialog) return;
    const press = (event: KeyboardEvent) => {
      const target = event.target as Element | null;
      if (
        event.defaultPrevented ||
        target?.closest('input, textarea, select, [role="slider"], [role="dialog"], [role="separator"]')
      )
        return;
      // A space presses what has the focus.
      if (event.key === ' ' && target?.closest('button, a, summary, label, [role="menuitem"]')) return;
      const action = reviewActionOf(event);
      if (!action) return;
      event.preventDefault();
      newest.current(action);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [active, hasDialog]);
}
