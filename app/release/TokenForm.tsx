import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useDesk } from '../state/StudioContext.tsx';
import { FailureNotice } from '../ui/FailureNotice.tsx';
import type { Trying } from './ConnectForm.tsx';

/** For machines, and for a server that has no people yet. */
export function TokenForm({ url, failure, onFailure, onDone, onCancel }: Trying) {
  const { host, store } = useDesk();
  const [token, setToken] = useState('');
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const reply = await host.call('server.connect', { url, token: token.trim() });
    setBusy(false);
    if (!reply.ok) return onFailure(reply.failure);
    onFailure(null);
    store.dispatch({ type: 'release/status', status: reply.value });
    onDone();
  };

  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap={16}>
        <PasswordInput
          label="Token"
          size="sm"
          description="Kept on this machine, never in the project."
          visibilityToggleButtonProps={{ 'aria-label': 'Show the token' }}
          value={token}
          onChange={(event) => setToken(event.currentTarget.value)}
        />
        {failure && <FailureNotice failure={failure} />}
        <Group justify="flex-end" gap={8}>
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              Cancel
            </Button>
          )}
          <Button type="submit" loading={busy} disabled={url === '' || token.trim() === ''}>
            Connect
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
