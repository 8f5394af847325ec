import { Spotlight } from '@mantine/spotlight';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { useDesk, useStudio } from '../state/StudioContext.tsx';
import { Keys } from '../ui/Keys.tsx';
import { commands } from './commands.ts';
import { matching } from './matching.ts';
import { commandsStore, spotlightOverlay } from './spotlights.ts';

/** Every command by name, with its keys. */
export function CommandPalette() {
  const desk = useDesk();
  const studio = useStudio((studio) => studio);
  const [query, setQuery] = useState('');
  const possible = commands.filter(({ id, isPossible }) => id !== 'go.commands' && (isPossible?.(studio) ?? true));
  const found = matching(query, possible, ({ title, group }) => `${group} ${title}`);

  return (
    <Spotlight.Root
      store={commandsStore}
      shortcut={null}
      query={query}
      onQueryChange={setQuery}
      scrollable
      overlayProps={spotlightOverlay}
      maxHeight={400}
      attributes={{ content: { 'aria-label': 'Commands' } }}
    >
      <Spotlight.Search placeholder="What do you want to do?" leftSection={<Search size={16} aria-hidden />} />
      <Spotlight.ActionsList>
        {found.map((command) => (
          <Spotlight.Action key={command.id} onClick={() => command.run(desk)}>
            <span className="spotlight-row">
              <span className="dim spotlight-group">{command.group}</span>
              <span className="row-label truncate">{command.title}</span>
              {command.keys && <Keys keys={command.keys} />}
            </span>
          </Spotlight.Action>
        ))}
        {found.length === 0 && <Spotlight.Empty>No command is called like that.</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
