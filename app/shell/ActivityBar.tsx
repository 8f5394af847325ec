import { Tooltip } from '@mantine/core';
import { Camera, Component, GitCompareArrows, type LucideIcon, PencilRuler, Rocket, Settings } from 'lucide-react';
import { useDispatch, useStudio } from '../state/StudioContext.tsx';
import { isUndecided, runsOf } from '../visual/runs.ts';
import type { Activity } from './layout.ts';

interface Entry {
  readonly activity: Activity;
  readonly label: string;
  readonly icon: LucideIcon;
}

const entries: readonly Entry[] = [
  { activity: 'schemas', label: 'Schemas', icon: PencilRuler },
  { activity: 'components', label: 'Components', icon: Component },
  { activity: 'tests', label: 'Tests', icon: Camera },
  { activity: 'versions', label: 'Versions & Reviews', icon: GitCompareArrows },
  { activity: 'publish', label: 'Publish', icon: Rocket },
];

/** The leftmost column: which part of the work the window is about. */
export function ActivityBar() {
  const path = useStudio(({ documents }) => documents.active);
  const run = useStudio(({ visual }) => runsOf(visual, path).runs[0]);
  const undecided = run?.results.filter(isUndecided).length ?? 0;
  return (
    <nav className="activity-bar" aria-label="Activities" data-region="activities">
      {entries.map((entry) => (
        <ActivityButton key={entry.activity} {...entry} count={entry.activity === 'tests' ? undecided : 0} />
      ))}
      <span className="fill" />
      <ActivityButton activity="settings" label="Settings" icon={Settings} count={0} />
    </nav>
  );
}

function ActivityButton({ activity, label, icon: Icon, count }: Entry & { readonly count: number }) {
  const dispatch = useDispatch();
  const isCurrent = useStudio(({ layout }) => layout.activity === activity);
  return (
    <Tooltip label={label} position="right">
      <button
        type="button"
        className="activity"
        aria-label={count > 0 ? `${label}, ${count} to decide` : label}
        aria-current={isCurrent ? 'page' : undefined}
        onClick={() => dispatch({ type: 'layout/activity', activity })}
      >
        <Icon size={20} strokeWidth={1.75} aria-hidden />
        {count > 0 && (
          <span className="activity-count" aria-hidden>
            {count > 99 ? '99+' : count}
          </span>
        )}
      </button>
    </Tooltip>
  );
}
