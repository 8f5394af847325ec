import { Button, Progress } from '@mantine/core';
import { Play, Square } from 'lucide-react';
import type { VisualRun } from '#contract';
import { useDesk } from '../state/StudioContext.tsx';
import { Chip } from '../ui/Chip.tsx';
import { duration } from '../ui/relative-time.ts';
import { Time } from '../ui/Time.tsx';
import { cancelRun, startRun } from './run-actions.ts';
import type { Runs } from './runs.ts';
import { describeRun, runVerdict } from './verdict-words.ts';

interface Props {
  readonly run: VisualRun | undefined;
  readonly progress: Runs['progress'];
}

/** How the newest run went, and the way to the next one. */
export function RunBar({ run, progress }: Props) {
  const desk = useDesk();
  if (run?.state === 'running') return <Running run={run} progress={progress} />;
  return (
    <>
      {run && (
        <span className="run-summary">
          <Chip {...runVerdict(run)} />
          <span className="truncate" role="status">
            {describeRun(run)}
          </span>
          <span className="dim">
            <Time at={run.endedAt ?? run.startedAt} />
          </span>
        </span>
      )}
      <span className="fill" />
      <Button leftSection={<Play size={14} aria-hidden />} onClick={() => void startRun(desk)}>
        {run ? 'Run again' : 'Run visual tests'}
      </Button>
    </>
  );
}

function Running({ run, progress }: Props & { readonly run: VisualRun }) {
  const desk = useDesk();
  const done = progress?.done ?? run.results.length;
  return (
    <>
      <span className="run-progress">
        <Progress
          value={run.total === 0 ? 0 : (100 * done) / run.total}
          aria-label="Progress of the visual tests"
          w={160}
        />
        <span role="status">
          {done} of {run.total} pictures
        </span>
        <span className="dim">{progress?.secondsLeft != null && `about ${duration(progress.secondsLeft)} left`}</span>
      </span>
      <span className="fill" />
      <Button
        variant="default"
        leftSection={<Square size={14} aria-hidden />}
        onClick={() => void cancelRun(desk, run)}
      >
        Cancel
      </Button>
    </>
  );
}
