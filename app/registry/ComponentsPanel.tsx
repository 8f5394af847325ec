import { RefreshCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { RegistryStatus } from '#engine';
import { useDesk, useStudio } from '../state/StudioContext.tsx';
import { FailureNotice } from '../ui/FailureNotice.tsx';
import { IconAction } from '../ui/IconAction.tsx';
import { Time } from '../ui/Time.tsx';
import { Waiting } from '../ui/Waiting.tsx';
import { ComponentsTable } from './ComponentsTable.tsx';
import { HealthChip } from './HealthChip.tsx';
import { Quarantine } from './Quarantine.tsx';
import { loadRegistry } from './registry-actions.ts';
import './components.css';

/** Every component type there is: where it comes from, whether it is in use, and how it fares in renders. */
export function ComponentsPanel() {
  const desk = useDesk();
  const { status, failure, news } = useStudio(({ registry }) => registry);
  const [builtIn, setBuiltIn] = useState(false);
  useEffect(() => void loadRegistry(desk), [desk]);

  return (
    <div className="panel" data-region="components">
      <header className="panel-header visual-header">
        <h2>Components</h2>
        {status && <HealthChip state={status.health.state} />}
        {status && (
          <span className="dim">
            looked at <Time at={new Date(status.health.at).toISOString()} />
          </span>
        )}
        <span className="fill" />
        <label className="components-filter">
          <input type="checkbox" checked={builtIn} onChange={(event) => setBuiltIn(event.currentTarget.checked)} />
          Built-in types
        </label>
        <IconAction icon={RefreshCw} label="Look again" onClick={() => void loadRegistry(desk)} />
      </header>
      {failure && <FailureNotice bar failure={failure} onRetry={() => void loadRegistry(desk)} />}
      {!status && !failure && <Waiting what="Looking at the components" />}
      {status && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long panel is scrolled by keyboard too.
        <section className="panel-body components-body" aria-label="How components fare" tabIndex={0}>
          <Quarantine status={status} />
          <Checks status={status} />
          <ComponentsTable status={status} builtIn={builtIn} />
          <Counters status={status} />
          {news.length > 0 && (
            <section aria-label="What happened">
              <h3>What happened</h3>
              <ul className="components-news">
                {news.map((event, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the list only grows at its head, and rows hold no state.
                  <li key={at}>
                    <span className="dim">{event.type}</span> <span className="code">{event.file}</span>{' '}
                    {event.type === 'refused' && event.reason}
                    {event.type === 'recompiled' && event.errors > 0 && `now has ${event.errors} errors`}
                  </li>
                ))}
              </ul>
            </section>
          )}
        </section>
      )}
    </div>
  );
}

const Checks = ({ status }: { readonly status: RegistryStatus }) => (
  <ul className="components-checks" aria-label="Health of the registry">
    {status.health.checks.map(({ name, state, message }) => (
      <li key={name}>
        <HealthChip state={state} />
        <span className="components-check-name">{name}</span>
        <span>{message}</span>
      </li>
    ))}
  </ul>
);

function Counters({ status: { counters, packages, renders } }: { readonly status: RegistryStatus }) {
  const figures = [
    ['Files', Object.entries(counters)],
    [
      'Packages',
      [['known', packages.known], ['in memory', packages.loaded.length], ...Object.entries(packages.counters)],
    ],
    [
      'Renders',
      [
        ['all', renders.renders],
        ['measured', renders.measured],
      ],
    ],
  ] as const;
  return (
    <section aria-label="Counters" className="components-counters">
      {figures.map(([title, entries]) => (
        <div key={title}>
          <h3>{title}</h3>
          <dl>
            {entries.map(([name, count]) => (
              <div key={name}>
                <dt>{name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}</dt>
                <dd className="number">{count.toLocaleString('en')}</dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </section>
  );
}
