import { Button, Group, Modal, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Failure } from '#contract';
import { useDesk, useStudio } from '../state/StudioContext.tsx';
import { FailureNotice } from '../ui/FailureNotice.tsx';
import { idProblem, suggestId } from './document-id.ts';

/** Starts a document that is valid from its first line. */
export function NewDocumentDialog() {
  const { host, store, editing } = useDesk();
  const project = useStudio(({ project }) => project.project);
  const [kind, setKind] = useState<'page' | 'component'>('page');
  const [title, setTitle] = useState('');
  const [ownId, setOwnId] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const id = ownId ?? suggestId(title, project?.documents.map((entry) => entry.id) ?? []);
  const problem = ownId === null && title === '' ? null : idProblem(id);
  const close = () => store.dispatch({ type: 'layout/dialog', dialog: null });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const reply = await host.call('document.create', { kind, id, title: title.trim() });
    setBusy(false);
    if (!reply.ok) return setFailure(reply.failure);
    close();
    store.dispatch({ type: 'layout/activity', activity: 'schemas' });
    await editing.open(reply.value.path);
    editing.focus();
  };

  return (
    <Modal opened onClose={close} title="New document">
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap={16}>
          <SegmentedControl
            aria-label="Kind of document"
            value={kind}
            onChange={(value) => setKind(value as typeof kind)}
            data={[
              { value: 'page', label: 'Page' },
              { value: 'component', label: 'Component' },
            ]}
          />
          <TextInput
            data-autofocus
            label="Title"
            placeholder={kind === 'page' ? 'Order dashboard' : 'Status badge'}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <TextInput
            label="Id"
            description="Never changes: other documents, versions and addresses refer to it."
            value={id}
            error={problem}
            onChange={(event) => setOwnId(event.currentTarget.value)}
          />
          {failure && <FailureNotice failure={failure} />}
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" loading={busy} disabled={title.trim() === '' || idProblem(id) !== null}>
              Create
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
