import { useEffect } from 'react';
import { parseRemembered, toRemember } from './remembered.ts';
import { type Desk, useDesk, useStudio } from './StudioContext.tsx';

const place = 'schema-studio/window';

/** Brings back how the window was left, and keeps remembering it. */
export function useRemembered(): void {
  const desk = useDesk();
  const folder = useStudio(({ project }) => project.project?.folder ?? null);

  useEffect(() => {
    const remembered = read();
    if (!remembered) return;
    const { dispatch } = desk.store;
    for (const part of ['explorer', 'preview', 'problems'] as const) {
      dispatch({ type: 'layout/show', part, open: remembered.parts[part] });
    }
    dispatch({ type: 'preview/view', view: remembered.view });
  }, [desk]);

  useEffect(() => {
    if (folder === null) return;
    let stop = () => {};
    let left = false;
    void reopen(desk, folder).then(() => {
      // Only now: before, the state does not hold yet what is to be remembered.
      if (!left) stop = desk.store.subscribe(() => write(desk));
    });
    return () => {
      left = true;
      stop();
    };
  }, [desk, folder]);
}

async function reopen({ editing, store }: Desk, folder: string): Promise<void> {
  const open = read()?.open[folder];
  const known = new Set(store.get().project.project?.documents.map(({ path }) => path));
  for (const path of open?.paths.filter((path) => known.has(path)) ?? []) await editing.open(path);
  if (open?.active && known.has(open.active)) await editing.open(open.active);
}

const read = () => parseRemembered(localStorage.getItem(place));

function write({ store }: Desk): void {
  const text = JSON.stringify(toRemember(store.get(), read()));
  if (text !== localStorage.getItem(place)) localStorage.setItem(place, text);
}
