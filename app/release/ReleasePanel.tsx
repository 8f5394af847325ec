import { Button } from '@mantine/core';
import { PlugZap, RefreshCw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Channel, ServerStatus } from '#contract';
import { DocumentPicker } from '../shell/DocumentPicker.tsx';
import { entryOf } from '../state/project.ts';
import { useDesk, useStudio } from '../state/StudioContext.tsx';
import { usePolled } from '../state/use-polled.ts';
import { FailureNotice } from '../ui/FailureNotice.tsx';
import { IconAction } from '../ui/IconAction.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Waiting } from '../ui/Waiting.tsx';
import { loadHistory } from '../versions/version-actions.ts';
import { AccountMenu } from './AccountMenu.tsx';
import { ChannelColumn } from './ChannelColumn.tsx';
import { ConnectForm } from './ConnectForm.tsx';
import { PasswordDialog } from './PasswordDialog.tsx';
import { RolloutPage } from './RolloutPage.tsx';
import { loadStatus } from './release-actions.ts';

/** What the production server serves, and how an approved version gets there. */
export function ReleasePanel() {
  const desk = useDesk();
  const release = useStudio(({ release }) => release);
  const path = useStudio(({ documents }) => documents.active);
  const [changing, setChanging] = useState(false);

  useEffect(() => void loadStatus(desk), [desk]);
  useEffect(() => {
    if (path !== null) void loadHistory(desk, path);
  }, [desk, path]);

  // Without a token or a session there is nothing to be asked with.
  const isConnected = release.kind === 'connected' && release.status.hasToken && !changing;
  return (
    <div className="panel" data-region="publish">
      <header className="panel-header visual-header">
        <h2>Publish</h2>
        <DocumentPicker />
        <span className="fill" />
        {isConnected && (
          <>
            <span className="dim truncate release-address">{release.status.url}</span>
            <IconAction icon={RefreshCw} label="Ask the server again" onClick={() => void loadStatus(desk)} />
            {release.status.person && <AccountMenu person={release.status.person} />}
            <Button variant="default" leftSection={<PlugZap size={14} aria-hidden />} onClick={() => setChanging(true)}>
              Change server
            </Button>
          </>
        )}
      </header>
      {release.kind === 'failed' && (
        <FailureNotice bar failure={release.failure} onRetry={() => void loadStatus(desk)} />
      )}
      {release.kind === 'unknown' && <Waiting what="Asking the server" />}
      {release.kind === 'connected' && !release.status.hasToken && release.status.problem && !changing && (
        <Notice bar tone="warning">
          {release.status.problem}
        </Notice>
      )}
      {isConnected ? (
        <Connected status={release.status} path={path} />
      ) : (
        release.kind !== 'unknown' && (
          <ConnectForm
            url={release.kind === 'connected' ? release.status.url : ''}
            onDone={() => setChanging(false)}
            canCancel={changing}
          />
        )
      )}
    </div>
  );
}

function Connected({ status, path }: { readonly status: ServerStatus; readonly path: string | null }) {
  const desk = useDesk();
  const [rollout, setRollout] = useState<string | null>(null);
  const documentId = useStudio(({ project }) => entryOf(project.project, path)?.id ?? '');
  const rollouts = usePolled('rollout.list', status.reachable ? { documentId } : null);
  const ended = rollouts.value?.filter(({ endedAt }) => endedAt !== null).length ?? null;
  const before = useRef<number | null>(null);
  useEffect(() => {
    // What is live changes when a rollout ends.
    if (before.current !== null && ended !== null && ended !== before.current) void loadStatus(desk);
    before.current = ended;
  }, [desk, ended]);
  if (rollout !== null)
    return <RolloutPage id={rollout} canAct={status.person?.mayRollOut !== false} onBack={() => setRollout(null)} />;
  const column = (channel: Channel) => (
    <ChannelColumn
      channel={channel}
      status={status}
      path={path}
      rollouts={path === null ? [] : (rollouts.value ?? []).filter((one) => one.channel === channel)}
      onRollout={setRollout}
    />
  );
  return (
    <>
      {status.problem && (
        <Notice bar tone="danger">
          {status.problem}
        </Notice>
      )}
      {status.clock && (
        <Notice bar tone="warning">
          {status.clock}
        </Notice>
      )}
      {status.person?.passwordIsGiven && <GivenPassword />}
      {status.reachable && !status.keyRegistered && (
        <Notice bar tone="warning">
          Your approval key is not registered with this server, so it would refuse your approvals. Sign in again, or
          connect with a token that may register keys.
        </Notice>
      )}
      <div className="channels">
        {column('staging')}
        {column('production')}
      </div>
    </>
  );
}

function GivenPassword() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Notice
        bar
        tone="warning"
        actions={
          <Button size="compact-xs" variant="default" onClick={() => setOpen(true)}>
            Choose your own
          </Button>
        }
      >
        Somebody else gave you your password, and may still know it.
      </Notice>
      {open && <PasswordDialog onClose={() => setOpen(false)} />}
    </>
  );
}
