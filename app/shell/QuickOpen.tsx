import { Spotlight } from '@mantine/spotlight';
import { useState } from 'react';
import type { DocumentEntry } from '#contract';
import { useDesk, useStudio } from '../state/StudioContext.tsx';
import { documentName } from './document-groups.ts';
import { Finder } from './Finder.tsx';
import { KindIcon } from './KindIcon.tsx';
import { matching } from './matching.ts';
import { documentsStore } from './spotlights.ts';

/** Every document of the project by name. */
export function QuickOpen() {
  const { editing } = useDesk();
  const documents = useStudio(({ project }) => project.project?.documents ?? none);
  const [query, setQuery] = useState('');
  const found = matching(query, documents, ({ path, title }) => `${documentName(path)} ${title} ${path}`);

  return (
    <Finder
      store={documentsStore}
      label="Open a document"
      placeholder="Name of a document"
      query={query}
      onQueryChange={setQuery}
      nothing="No document is called like that."
    >
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
    </Finder>
  );
}

const none: readonly DocumentEntry[] = [];
