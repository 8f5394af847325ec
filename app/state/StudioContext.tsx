import { createContext, type ReactNode, use, useSyncExternalStore } from 'react';
import type { Host } from '../bridge/bridge.ts';
import { createEditing, type Editing } from '../editor/editing.ts';
import { createStore, type Store } from './store.ts';
import { initialStudio, reduceStudio, type Studio, type StudioAction } from './studio.ts';

/** What every panel may use: the way to main, the window's state, the open texts. */
export interface Desk {
  readonly host: Host;
  readonly store: Store<Studio, StudioAction>;
  readonly editing: Editing;
}

export function createDesk(host: Host): Desk {
  const store = createStore(reduceStudio, initialStudio);
  return { host, store, editing: createEditing(host, store) };
}

const DeskContext = createContext<Desk | null>(null);

export const StudioProvider = ({ desk, children }: { readonly desk: Desk; readonly children: ReactNode }) => (
  <DeskContext value={desk}>{children}</DeskContext>
);

/** The window's state and the way to main. */
export function useDesk(): Desk {
  const desk = use(DeskContext);
  if (!desk) throw new Error('A panel is shown outside of StudioProvider.');
  return desk;
}

/** A part of the state. `select` must answer the same object for the same state, or the panel renders for ever. */
export function useStudio<Part>(select: (studio: Studio) => Part): Part {
  const { store } = useDesk();
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}

export const useDispatch = (): ((action: StudioAction) => void) => useDesk().store.dispatch;
