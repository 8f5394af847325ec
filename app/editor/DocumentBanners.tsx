import { Button } from '@mantine/core';
import { useState } from 'react';
import { useDesk, useDispatch, useStudio } from '../state/StudioContext.tsx';
import { FailureNotice } from '../ui/FailureNotice.tsx';
import { Notice } from '../ui/Notice.tsx';
import { CompareTextsDialog } from '../versions/CompareTextsDialog.tsx';
import { activeTab, type Tab } from './documents.ts';

/** What the person should know about the active document before they go on. */
export function DocumentBanners() {
  const { editing } = useDesk();
  const dispatch = useDispatch();
  const { failure } = useStudio(({ documents }) => documents);
  const tab = useStudio(({ documents }) => activeTab(documents));

  return (
    <>
      {failure && (
        <FailureNotice
          bar
          failure={failure.failure}
          onRetry={() => void editing.open(failure.path)}
          actions={
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => dispatch({ type: 'documents/failure-dismissed' })}
            >
              Dismiss
            </Button>
          }
        />
      )}
      {tab?.journaled.state === 'failed' && (
        <FailureNotice bar failure={tab.journaled.failure} onRetry={() => void editing.flush()} />
      )}
      {tab?.readOnly && (
        <Notice bar tone="info">
          This file cannot be written to. You can look at it, but not change it.
        </Notice>
      )}
      {tab?.heavy && (
        <Notice bar tone="info">
          {tab.heavy}
        </Notice>
      )}
      {tab?.outside && <ChangedOutside tab={tab} outside={tab.outside} />}
    </>
  );
}

interface OutsideProps {
  readonly tab: Tab;
  readonly outside: NonNullable<Tab['outside']>;
}

function ChangedOutside({ tab, outside }: OutsideProps) {
  const { editing } = useDesk();
  const [comparing, setComparing] = useState(false);
  return (
    <Notice
      bar
      tone="warning"
      actions={
        <>
          <Button size="compact-xs" variant="default" onClick={() => setComparing(true)}>
            Compare
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => editing.keep(tab.path)}>
            Keep mine
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => void editing.revert(tab.path)}>
            Take the file
          </Button>
        </>
      }
    >
      This file changed on disk while you have edits here.
      {comparing && (
        <CompareTextsDialog
          title={`${tab.path}: file and your edits`}
          before={{ label: 'File on disk', text: outside.text }}
          after={{ label: 'Your edits', text: editing.textOf(tab.path) ?? '' }}
          onClose={() => setComparing(false)}
        />
      )}
    </Notice>
  );
}
