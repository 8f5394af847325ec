import { Button } from '@mantine/core';
import { BadgeCheck } from 'lucide-react';
import { useState } from 'react';
import type { Version } from '#contract';
import { useDesk, useDispatch, useStudio } from '../state/StudioContext.tsx';
import { Chip } from '../ui/Chip.tsx';
import { Time } from '../ui/Time.tsx';
import { startRun } from '../visual/run-actions.ts';
import { runsOf } from '../visual/runs.ts';
import { approvalObstacle, excusesToKnow, type Obstacle } from './approval-obstacles.ts';
import { approveVersion } from './version-actions.ts';
import { stateOf } from './version-words.ts';

/** Whether a version may be published, or what it still needs. */
export function Approval({ version }: { readonly version: Version }) {
  const desk = useDesk();
  const dispatch = useDispatch();
  const { runs } = useStudio(({ visual }) => runsOf(visual, version.path));
  const [busy, setBusy] = useState(false);
  const obstacle = approvalObstacle(version, runs);
  const excuses = excusesToKnow(version, runs);
  const person = useStudio(({ release }) => (release.kind === 'connected' ? release.status.person : null));
  // One more person's word, where it takes several.
  const isForMe = person?.mayApprove && person.name !== version.approval?.by && obstacle === null;
  const approve = async () => {
    setBusy(true);
    await approveVersion(desk, version);
    setBusy(false);
  };

  if (version.approval) {
    return (
      <div className="approval">
        <Chip {...stateOf(version.state)} />
        <p>
          {version.approval.by} approved exactly this content <Time at={version.approval.at} />.
        </p>
        {isForMe && (
          <Button variant="default" loading={busy} onClick={() => void approve()}>
            Approve too
          </Button>
        )}
        <Button onClick={() => dispatch({ type: 'layout/activity', activity: 'publish' })}>Go to publish</Button>
      </div>
    );
  }
  return (
    <div className="approval">
      <Chip {...stateOf(version.state)} />
      <p>
        {obstacle
          ? `Not ready to approve: ${obstacle.sentence}`
          : excuses.length > 0
            ? 'Its visual test passed, except for what is excused. Your approval is bound to exactly this content.'
            : 'Its visual test passed. Your approval is bound to exactly this content.'}
      </p>
      {excuses.length > 0 && (
        <ul className="approval-excuses" aria-label="Excused">
          {excuses.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {obstacle && <Remedy obstacle={obstacle} />}
      <Button
        leftSection={<BadgeCheck size={14} aria-hidden />}
        loading={busy}
        disabled={obstacle !== null}
        onClick={() => void approve()}
      >
        Approve
      </Button>
    </div>
  );
}

function Remedy({ obstacle: { remedy } }: { readonly obstacle: Obstacle }) {
  const desk = useDesk();
  const go = (activity: 'tests' | 'schemas') => desk.store.dispatch({ type: 'layout/activity', activity });
  switch (remedy) {
    case 'run':
      return (
        <Button
          variant="default"
          onClick={() => {
            go('tests');
            void startRun(desk);
          }}
        >
          Run visual tests
        </Button>
      );
    case 'decide':
    case 'wait':
      return (
        <Button variant="default" onClick={() => go('tests')}>
          Look at the pictures
        </Button>
      );
    case 'edit':
      return (
        <Button variant="default" onClick={() => go('schemas')}>
          Go to the editor
        </Button>
      );
  }
}
