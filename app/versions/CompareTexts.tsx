import { Switch } from '@mantine/core';
import { useState } from 'react';
import type { Version } from '#contract';
import { useDesk } from '../state/StudioContext.tsx';
import { useReply } from '../state/use-reply.ts';
import { FailureNotice } from '../ui/FailureNotice.tsx';
import { Waiting } from '../ui/Waiting.tsx';
import { TextDiff } from './TextDiff.tsx';
import { shortHash } from './version-actions.ts';

interface Props {
  readonly path: string;
  readonly before: string;
  /** A hash, or `draft`. */
  readonly after: string;
  readonly versions: readonly Version[];
}

/** Two versions as text. */
export function CompareTexts({ path, before, after, versions }: Props) {
  const { editing } = useDesk();
  const [inline, setInline] = useState(false);
  const older = useReply('version.read', { hash: before });
  const newer = useReply('version.read', after === 'draft' ? null : { hash: after });
  const label = (hash: string) => {
    const version = versions.find((candidate) => candidate.hash === hash);
    return version ? `${version.semver} (${shortHash(version)}) · ${version.message}` : 'Draft in the editor';
  };

  if (older.state === 'failed') return <FailureNotice bar failure={older.failure} onRetry={older.retry} />;
  if (newer.state === 'failed') return <FailureNotice bar failure={newer.failure} onRetry={newer.retry} />;
  if (older.state === 'loading' || (newer.state === 'loading' && after !== 'draft'))
    return <Waiting what="Reading the versions" />;
  const text = newer.state === 'loaded' ? newer.value.text : (editing.textOf(path) ?? '');
  return (
    <>
      <div className="compare-options">
        <span className="dim" role="status">
          {older.value.text === text ? 'The text is the same.' : 'Unchanged lines are folded.'}
        </span>
        <Switch
          size="xs"
          label="In one column"
          checked={inline}
          onChange={(event) => setInline(event.currentTarget.checked)}
        />
      </div>
      <TextDiff
        before={{ label: label(before), text: older.value.text }}
        after={{ label: label(after), text }}
        inline={inline}
      />
    </>
  );
}
