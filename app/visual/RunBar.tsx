import { Button, Menu, Progress } from '@mantine/core';
import { ChevronDown, Play, RefreshCw, Square } from 'lucide-react';
import type { VisualRun } from '#contract';
import { useDesk } from '../state/StudioContext.tsx';
import { Chip } from '../ui/Chip.tsx';
import { IconAction } from '../ui/IconAction.tsx';
import { Keys } from '../ui/Keys.tsx';
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
        {run ? (run.state === 'crashed' ? 'Go on' : 'Run again') : 'Run visual tests'}
      </Button>
      {run && (
        <Menu position="bottom-end">
          <Menu.Target>
            <IconAction icon={ChevronDown} label="Other ways to run" onClick={() => {}} />
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<RefreshCw size={14} aria-hidden />}
              rightSection={<Keys keys="shift+F9" />}
              onClick={() => void startRun(desk, true)}
            >
              Run everything, what did not change too
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
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
        {progress !== null && progress.skipped > 0 && <span className="dim">{progress.skipped} not shot again</span>}
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
