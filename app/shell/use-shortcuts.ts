import { useEffect } from 'react';
import { useDesk } from '../state/StudioContext.tsx';
import { commands } from './commands.ts';
import { isPress, isTyped } from './shortcut.ts';
import { closeSpotlights } from './spotlights.ts';

/** Listens for the keys of all commands, before any panel does. */
export function useShortcuts(): void {
  const desk = useDesk();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const command = commands.find(({ keys }) => keys && isPress(keys, event));
      if (!command?.keys || (isTyped(command.keys) && isInField(event.target))) return;
      event.preventDefault();
      event.stopPropagation();
      const { store } = desk;
      // A dialog has the keyboard to itself; only leaving it leads back.
      if (store.get().layout.dialog !== null) return;
      closeSpotlights();
      if (command.isPossible?.(store.get()) ?? true) command.run(desk);
    };
    window.addEventListener('keydown', press, true);
    return () => window.removeEventListener('keydown', press, true);
  }, [desk]);
}

const isInField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('input, textarea, select, .monaco-editor') !== null);
