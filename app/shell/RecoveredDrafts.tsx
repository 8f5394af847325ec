import { Button } from '@mantine/core';
import { useDesk, useDispatch, useStudio } from '../state/StudioContext.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Time } from '../ui/Time.tsx';
import { documentName } from './document-groups.ts';

/** After a crash or a quick exit: drafts newer than their files were found, and nothing is lost. */
export function RecoveredDrafts() {
  const { editing } = useDesk();
  const dispatch = useDispatch();
  const recovered = useStudio(({ project }) => project.project?.recovered ?? none);
  const dismissed = useStudio(({ project }) => project.recoveryDismissed);
  const newest = recovered[0];
  if (!newest || dismissed) return null;
  const openAll = async () => {
    dispatch({ type: 'layout/activity', activity: 'schemas' });
    dispatch({ type: 'project/recovery-dismissed' });
    for (const { path } of recovered) await editing.open(path);
  };
  return (
    <Notice
      bar
      tone="info"
      actions={
        <>
          <Button size="compact-xs" variant="default" onClick={() => void openAll()}>
            {recovered.length === 1 ? 'Open it' : 'Open them'}
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => dispatch({ type: 'project/recovery-dismissed' })}>
            Dismiss
          </Button>
        </>
      }
    >
      Recovered {recovered.length === 1 ? 'a draft' : `${recovered.length} drafts`} of{' '}
      <strong>{recovered.map(({ path }) => documentName(path)).join(', ')}</strong>, last edited <Time at={newest.at} />
      .
    </Notice>
  );
}

const none: readonly { readonly path: string; readonly at: string }[] = [];
