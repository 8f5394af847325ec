import { Button } from '@mantine/core';
import { PlugZap, RefreshCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ServerStatus } from '#contract';
import { DocumentPicker } from '../shell/DocumentPicker.tsx';
import { useDesk, useStudio } from '../state/StudioContext.tsx';
import { FailureNotice } from '../ui/FailureNotice.tsx';
import { IconAction } from '../ui/IconAction.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Waiting } from '../ui/Waiting.tsx';
import { loadHistory } from '../versions/version-actions.ts';
import { ChannelColumn } from './ChannelColumn.tsx';
import { ConnectForm } from './ConnectForm.tsx';
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

  const isConnected = release.kind === 'connected' && !changing;
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
  return (
    <>
      {status.problem && (
        <Notice bar tone="danger">
          {status.problem}
        </Notice>
      )}
      {status.reachable && !status.keyRegistered && (
        <Notice bar tone="warning">
          Your approval key is not registered with this server, so it would refuse your approvals. Connect again with a
          token that may register keys.
        </Notice>
      )}
      <div className="channels">
        <ChannelColumn channel="staging" status={status} path={path} />
        <ChannelColumn channel="production" status={status} path={path} />
      </div>
    </>
  );
}
