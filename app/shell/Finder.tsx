import { Spotlight, type SpotlightStore } from '@mantine/spotlight';
import { Search } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { spotlightOverlay } from './spotlights.ts';

interface Props {
  readonly store: SpotlightStore;
  /** Accessible name of the dialog. */
  readonly label: string;
  readonly placeholder: string;
  readonly query: string;
  readonly onQueryChange: (query: string) => void;
  /** One `Spotlight.Action` for each thing found. */
  readonly children: readonly ReactNode[];
  /** Said when nothing was found. */
  readonly nothing: string;
}

/** The dialog in which one types a name and chooses: commands and documents alike. */
export function Finder({ store, label, placeholder, query, onQueryChange, children, nothing }: Props) {
  return (
    <Spotlight.Root
      store={store}
      shortcut={null}
      query={query}
      onQueryChange={onQueryChange}
      scrollable
      overlayProps={spotlightOverlay}
      centered={false}
      yOffset="12vh"
      maxHeight={400}
      classNames={{ content: 'finder' }}
      attributes={{ content: { 'aria-label': label } }}
    >
      <Spotlight.Search placeholder={placeholder} leftSection={<Search size={16} aria-hidden />} />
      <Spotlight.ActionsList>
        {children}
        {children.length === 0 && <Spotlight.Empty>{nothing}</Spotlight.Empty>}
      </Spotlight.ActionsList>
      <FirstSelected store={store} />
    </Spotlight.Root>
  );
}

/**
 * Enter takes what stands first, before anything was typed too. Mounted with the dialog, after its list. The library does
 * the same on every letter, by the attribute and the number, and has no door for it.
 */
function FirstSelected({ store }: Pick<Props, 'store'>) {
  useEffect(() => {
    document.querySelector(`#${store.getState().listId} [data-action]`)?.setAttribute('data-selected', 'true');
    store.updateState((state) => ({ ...state, selected: 0 }));
  }, [store]);
  return null;
}
