import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Failure } from '#contract';
import { useDesk } from '../state/StudioContext.tsx';
import { FailureNotice } from '../ui/FailureNotice.tsx';

/** Opens another project folder in this window. */
export function OpenProjectDialog() {
  const { host, store, editing } = useDesk();
  const [folder, setFolder] = useState(store.get().project.project?.folder ?? '');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const close = () => store.dispatch({ type: 'layout/dialog', dialog: null });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    await editing.flush();
    // Sent later, they would end up in the other project.
    const unkept = store.get().documents.tabs.find(({ journaled }) => journaled.state === 'failed');
    if (unkept?.journaled.state === 'failed') {
      setBusy(false);
      return setFailure(unkept.journaled.failure);
    }
    const reply = await host.call('project.open', { folder: folder.trim() });
    setBusy(false);
    if (!reply.ok) return setFailure(reply.failure);
    for (const { path } of store.get().documents.tabs) await editing.close(path);
    store.dispatch({ type: 'project/loaded', project: reply.value });
    store.dispatch({ type: 'layout/activity', activity: 'schemas' });
    close();
  };

  return (
    <Modal opened onClose={close} title="Open a project">
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap={16}>
          <TextInput
            data-autofocus
            label="Project folder"
            description="The folder that holds studio.json."
            value={folder}
            onChange={(event) => setFolder(event.currentTarget.value)}
          />
          {failure && <FailureNotice failure={failure} />}
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" loading={busy} disabled={folder.trim() === ''}>
              Open
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
