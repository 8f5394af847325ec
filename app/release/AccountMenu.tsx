import { Button, Group, Menu, Modal, Stack } from '@mantine/core';
import { KeyRound, LogOut, RectangleEllipsis, UserRound } from 'lucide-react';
import { useState } from 'react';
import type { Failure, SignedInPerson } from '#contract';
import { useDesk } from '../state/StudioContext.tsx';
import { FailureNotice } from '../ui/FailureNotice.tsx';
import { notifyDone } from '../ui/notify.tsx';
import { PasswordDialog } from './PasswordDialog.tsx';
import { signOut } from './release-actions.ts';

/** Who is signed in at the server, and what they can do with their account. */
export function AccountMenu({ person }: { readonly person: SignedInPerson }) {
  const desk = useDesk();
  const [open, setOpen] = useState<'password' | 'key' | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            variant="default"
            className="account"
            aria-label={`${person.name}: account`}
            leftSection={<UserRound size={14} aria-hidden />}
          >
            {person.name}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            {roleWord(person.role)}
            {person.secondFactor ? ', with a second factor' : ''}
          </Menu.Label>
          <Menu.Item leftSection={<RectangleEllipsis size={14} aria-hidden />} onClick={() => setOpen('password')}>
            Change password…
          </Menu.Item>
          {person.mayApprove && (
            <Menu.Item leftSection={<KeyRound size={14} aria-hidden />} onClick={() => setOpen('key')}>
              Replace approval key…
            </Menu.Item>
          )}
          <Menu.Item leftSection={<LogOut size={14} aria-hidden />} onClick={() => void signOut(desk)}>
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {open === 'password' && <PasswordDialog onClose={close} />}
      {open === 'key' && <KeyDialog onClose={close} />}
    </>
  );
}

/** `release-manager` as people say it. */
export const roleWord = (role: string): string => {
  const words = role.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** Revoking cannot be undone, so it is asked once. */
function KeyDialog({ onClose }: { readonly onClose: () => void }) {
  const { host, store } = useDesk();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const replace = async () => {
    setBusy(true);
    const reply = await host.call('server.replace-key', {});
    setBusy(false);
    if (!reply.ok) return setFailure(reply.failure);
    store.dispatch({ type: 'release/status', status: reply.value });
    notifyDone('Your approval key was revoked, and a new one is registered.');
    onClose();
  };
  return (
    <Modal opened onClose={onClose} size={480} title="Replace your approval key">
      <Stack gap={16}>
        <p>
          For when somebody else may have got hold of it. The key is revoked for good: approvals you gave with it count
          no more for what is not published yet, and you approve again. What is live stays live.
        </p>
        {failure && <FailureNotice failure={failure} />}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button color="red" loading={busy} onClick={() => void replace()}>
            Revoke and replace
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
