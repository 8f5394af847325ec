import { Button } from '@mantine/core';
import { ChevronRight, FilePlus2, FolderOpen, FolderX } from 'lucide-react';
import type { DocumentEntry } from '#contract';
import { useDesk, useDispatch, useStudio } from '../state/StudioContext.tsx';
import { moveAlongRows } from '../ui/arrow-keys.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { IconAction } from '../ui/IconAction.tsx';
import { documentName, groupDocuments } from './document-groups.ts';
import { KindIcon } from './KindIcon.tsx';

/** The project's documents by kind. */
export function Explorer() {
  const dispatch = useDispatch();
  const { project, failure } = useStudio(({ project }) => project);
  const openProject = () => dispatch({ type: 'layout/dialog', dialog: 'open-project' });
  const newDocument = () => dispatch({ type: 'layout/dialog', dialog: 'new-document' });

  return (
    <aside className="panel" aria-label="Explorer" data-region="explorer" onKeyDown={moveAlongRows}>
      <header className="panel-header">
        <h2 className="truncate" title={project?.folder}>
          {project?.name ?? 'Explorer'}
        </h2>
        <IconAction icon={FilePlus2} label="New document" keys="alt+N" disabled={!project} onClick={newDocument} />
        <IconAction icon={FolderOpen} label="Open another project" onClick={openProject} />
      </header>
      <div className="panel-body">
        {project && project.documents.length > 0 && <DocumentList documents={project.documents} />}
        {project?.documents.length === 0 && (
          <EmptyState
            icon={FilePlus2}
            title="No documents yet"
            actions={<Button onClick={newDocument}>New page</Button>}
          >
            Pages, components and themes of this project are listed here.
          </EmptyState>
        )}
        {!project && failure && (
          <EmptyState
            icon={FolderX}
            title="No project open"
            actions={<Button onClick={openProject}>Open a project</Button>}
          >
            {failure.message}
          </EmptyState>
        )}
      </div>
    </aside>
  );
}

const DocumentList = ({ documents }: { readonly documents: readonly DocumentEntry[] }) =>
  groupDocuments(documents).map(({ title, entries }) => (
    <details key={title} open className="explorer-group">
      <summary className="row">
        <ChevronRight size={14} aria-hidden />
        <h3 className="row-label">{title}</h3>
        <span className="dim number">{entries.length}</span>
      </summary>
      <ul>
        {entries.map((entry) => (
          <li key={entry.path}>
            <ExplorerRow entry={entry} />
          </li>
        ))}
      </ul>
    </details>
  ));

function ExplorerRow({ entry }: { readonly entry: DocumentEntry }) {
  const { editing } = useDesk();
  const isActive = useStudio(({ documents }) => documents.active === entry.path);
  return (
    <button
      type="button"
      className="row explorer-row"
      aria-current={isActive}
      title={`${entry.title}\n${entry.path}`}
      onClick={() => void editing.open(entry.path)}
    >
      <KindIcon kind={entry.kind} />
      <span className="row-label truncate">{documentName(entry.path)}</span>
      {entry.draft && <span className="tab-dot" role="img" aria-label="has a draft" />}
    </button>
  );
}
