import { Spotlight, type SpotlightStore } from '@mantine/spotlight';
import { Search } from 'lucide-react';
import type { ReactNode } from 'react';
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
    </Spotlight.Root>
  );
}
