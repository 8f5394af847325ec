import { Button, Group, Modal, PasswordInput, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Failure } from '#contract';
import { useDesk } from '../state/StudioContext.tsx';
import { FailureNotice } from '../ui/FailureNotice.tsx';
import { notifyDone } from '../ui/notify.tsx';

/** Another password for whoever is signed in. */
export function PasswordDialog({ onClose }: { readonly onClose: () => void }) {
  const { host, store } = useDesk();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const reply = await host.call('server.change-password', { current, next });
    setBusy(false);
    if (!reply.ok) return setFailure(reply.failure);
    store.dispatch({ type: 'release/status', status: reply.value });
    notifyDone('Your password is changed. Your other sessions have ended.');
    onClose();
  };

  return (
    <Modal opened onClose={onClose} size={440} title="Change your password">
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap={16}>
          <PasswordInput
            label="Current password"
            size="sm"
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': 'Show the current password' }}
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
          />
          <PasswordInput
            label="New password"
            size="sm"
            autoComplete="new-password"
            description="At least 12 characters."
            visibilityToggleButtonProps={{ 'aria-label': 'Show the new password' }}
            value={next}
            onChange={(event) => setNext(event.currentTarget.value)}
          />
          {failure && <FailureNotice failure={failure} />}
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={busy} disabled={current === '' || next === ''}>
              Change password
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
