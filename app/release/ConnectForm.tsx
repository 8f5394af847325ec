import { Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Failure } from '#contract';
import { useDesk } from '../state/StudioContext.tsx';
import { FailureNotice } from '../ui/FailureNotice.tsx';

interface Props {
  readonly url: string;
  readonly canCancel: boolean;
  readonly onDone: () => void;
}

/** Connects this project with the server that serves its pages. */
export function ConnectForm({ url: known, canCancel, onDone }: Props) {
  const { host, store } = useDesk();
  const [url, setUrl] = useState(known);
  const [token, setToken] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const reply = await host.call('server.connect', { url: url.trim(), token: token.trim() });
    setBusy(false);
    if (!reply.ok) return setFailure(reply.failure);
    store.dispatch({ type: 'release/status', status: reply.value });
    onDone();
  };

  return (
    <div className="connect">
      <form className="connect-card" onSubmit={(event) => void submit(event)}>
        <Stack gap={16}>
          <div>
            <h2>Connect a production server</h2>
            <p className="dim">
              It renders exactly the versions you approve and publish. Start one with <code>npm run server</code>: it
              says its address and where its token is.
            </p>
          </div>
          <TextInput
            label="Address"
            type="url"
            placeholder="http://127.0.0.1:4300"
            value={url}
            onChange={(event) => setUrl(event.currentTarget.value)}
          />
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
            {canCancel && (
              <Button variant="default" onClick={onDone}>
                Cancel
              </Button>
            )}
            <Button type="submit" loading={busy} disabled={url.trim() === '' || token.trim() === ''}>
              Connect
            </Button>
          </Group>
        </Stack>
      </form>
    </div>
  );
}
