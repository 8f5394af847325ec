import { Spotlight } from '@mantine/spotlight';
import { useState } from 'react';
import { useDesk, useStudio } from '../state/StudioContext.tsx';
import { Keys } from '../ui/Keys.tsx';
import { commands } from './commands.ts';
import { Finder } from './Finder.tsx';
import { matching } from './matching.ts';
import { commandsStore } from './spotlights.ts';

/** Every command by name, with its keys. */
export function CommandPalette() {
  const desk = useDesk();
  const studio = useStudio((studio) => studio);
  const [query, setQuery] = useState('');
  const possible = commands.filter(({ id, isPossible }) => id !== 'go.commands' && (isPossible?.(studio) ?? true));
  const found = matching(query, possible, ({ title, group }) => `${group} ${title}`);

  return (
    <Finder
      store={commandsStore}
      label="Commands"
      placeholder="What do you want to do?"
      query={query}
      onQueryChange={setQuery}
      nothing="No command is called like that."
    >
      {found.map((command) => (
        <Spotlight.Action key={command.id} onClick={() => command.run(desk)}>
          <span className="spotlight-row">
            <span className="dim spotlight-group">{command.group}</span>
            <span className="row-label truncate">{command.title}</span>
            {command.keys && <Keys keys={command.keys} />}
          </span>
        </Spotlight.Action>
      ))}
    </Finder>
  );
}
