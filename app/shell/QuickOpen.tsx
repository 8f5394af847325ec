import { Spotlight } from '@mantine/spotlight';
import { Search } from 'lucide-react';
import { useState } from 'react';
import type { DocumentEntry } from '#contract';
import { useDesk, useStudio } from '../state/StudioContext.tsx';
import { documentName } from './document-groups.ts';
import { KindIcon } from './KindIcon.tsx';
import { matching } from './matching.ts';
import { documentsStore, spotlightOverlay } from './spotlights.ts';

/** Every document of the project by name. */
export function QuickOpen() {
  const { editing } = useDesk();
  const documents = useStudio(({ project }) => project.project?.documents ?? none);
  const [query, setQuery] = useState('');
  const found = matching(query, documents, ({ path, title }) => `${documentName(path)} ${title} ${path}`);

  return (
    <Spotlight.Root
      store={documentsStore}
      shortcut={null}
      query={query}
      onQueryChange={setQuery}
      scrollable
      overlayProps={spotlightOverlay}
      maxHeight={400}
      attributes={{ content: { 'aria-label': 'Open a document' } }}
    >
      <Spotlight.Search placeholder="Name of a document" leftSection={<Search size={16} aria-hidden />} />
      <Spotlight.ActionsList>
        {found.slice(0, 50).map(({ path, kind, title }) => (
          <Spotlight.Action key={path} onClick={() => void editing.open(path)}>
            <span className="spotlight-row">
              <KindIcon kind={kind} />
              <span>{documentName(path)}</span>
              <span className="row-label truncate dim">{title}</span>
              <span className="dim truncate">{path}</span>
            </span>
          </Spotlight.Action>
        ))}
        {found.length === 0 && <Spotlight.Empty>No document is called like that.</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

const none: readonly DocumentEntry[] = [];
