import { Button } from '@mantine/core';
import type { Rollout } from '#contract';
import { StateChip } from './RolloutPage.tsx';
import { nowWords } from './rollout-words.ts';

interface Props {
  readonly rollout: Rollout;
  readonly onOpen: (id: string) => void;
}

/** A rollout in one line, where its environment is shown. */
export const RolloutCard = ({ rollout, onOpen }: Props) => (
  <div className="rollout-line" data-open={rollout.endedAt === null || undefined}>
    <StateChip state={rollout.state} />
    <span className="row-label truncate">
      {rollout.stable.semver} → <strong>{rollout.candidate.semver}</strong>
      {rollout.endedAt === null && <span className="dim"> · {nowWords(rollout)}</span>}
    </span>
    <Button size="compact-sm" variant="default" onClick={() => onOpen(rollout.id)}>
      {rollout.endedAt === null ? 'Open rollout' : 'Look'}
      <span className="visually-hidden"> {rollout.candidate.semver}</span>
    </Button>
  </div>
);
