import { Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useDesk } from '../state/StudioContext.tsx';
import { FailureNotice } from '../ui/FailureNotice.tsx';
import type { Trying } from './ConnectForm.tsx';

/** A person signs in with name and password, and a code where the server asks for one. */
export function SignInForm({ url, failure, onFailure, onDone, onCancel }: Trying) {
  const { host, store } = useDesk();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  /** Null until the server asks for it. */
  const [code, setCode] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const reply = await host.call('server.sign-in', { url, name: name.trim(), password, code: code?.trim() ?? '' });
    setBusy(false);
    if (!reply.ok) {
      if (reply.failure.code === 'release/code-needed' && code === null) {
        setCode('');
        return onFailure(null);
      }
      return onFailure(reply.failure);
    }
    onFailure(null);
    store.dispatch({ type: 'release/status', status: reply.value });
    onDone();
  };

  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap={16}>
        <TextInput
          label="Name"
          autoComplete="username"
          description="Your account at this server; an administrator makes it."
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          size="sm"
          autoComplete="current-password"
          description="Sent to the server once, and kept nowhere."
          visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {code !== null && (
          <TextInput
            label="Code"
            data-autofocus
            autoFocus
            autoComplete="one-time-code"
            description="Of your authenticator app, or a recovery code: this account has a second factor."
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        )}
        {failure && <FailureNotice failure={failure} />}
        <Group justify="flex-end" gap={8}>
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              Cancel
            </Button>
          )}
          <Button
            type="submit"
            loading={busy}
            disabled={url === '' || name.trim() === '' || password === '' || code?.trim() === ''}
          >
            Sign in
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
