import { Select } from '@mantine/core';
import { useDesk, useStudio } from '../state/StudioContext.tsx';
import { documentName } from './document-groups.ts';

/** Which page or component a panel is about; the same document everywhere in the window. */
export function DocumentPicker() {
  const { editing } = useDesk();
  const active = useStudio(({ documents }) => documents.active);
  const project = useStudio(({ project }) => project.project);
  const documents = (project?.documents ?? []).filter(
    ({ kind, path }) => kind === 'page' || kind === 'component' || path === active,
  );
  return (
    <Select
      aria-label="Document"
      placeholder="Choose a document"
      w={200}
      searchable
      value={active}
      data={documents.map(({ path }) => ({ value: path, label: documentName(path) }))}
      nothingFoundMessage="No document is called like that."
      onChange={(path) => path && void editing.open(path)}
    />
  );
}
