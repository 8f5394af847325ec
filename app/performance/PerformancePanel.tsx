import { Button } from '@mantine/core';
import { Gauge, RefreshCw } from 'lucide-react';
import { useEffect } from 'react';
import type { EnginePerformance } from '#contract';
import { HealthChip } from '../registry/HealthChip.tsx';
import { useDesk, useStudio } from '../state/StudioContext.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { FailureNotice } from '../ui/FailureNotice.tsx';
import { IconAction } from '../ui/IconAction.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Time } from '../ui/Time.tsx';
import { Waiting } from '../ui/Waiting.tsx';
import { CacheTable } from './CacheTable.tsx';
import { CompiledDocument } from './CompiledDocument.tsx';
import { MemoryFigures } from './MemoryFigures.tsx';
import { loadPerformance, restartEngine } from './performance-actions.ts';
import { SpeedTable } from './SpeedTable.tsx';
import { StageTable } from './StageTable.tsx';
import { ValidationTable } from './ValidationTable.tsx';
import './performance.css';

/** Milliseconds between two looks while somebody watches. */
const lookEvery = 5_000;

/** How fast the engine is, what it keeps, and what memory is left. */
export function PerformancePanel() {
  const desk = useDesk();
  const { figures, failure } = useStudio(({ performance }) => performance);
  useEffect(() => {
    void loadPerformance(desk);
    const timer = setInterval(() => void loadPerformance(desk), lookEvery);
    return () => clearInterval(timer);
  }, [desk]);

  return (
    <div className="panel" data-region="performance">
      <header className="panel-header visual-header">
        <h2>Performance</h2>
        {figures && <HealthChip state={stateOf(figures)} />}
        {figures && (
          <span className="dim">
            looked at <Time at={figures.at} />
          </span>
        )}
        <span className="fill" />
        <Button size="compact-sm" variant="default" onClick={() => void restartEngine(desk)}>
          Start the engine again
        </Button>
        <IconAction icon={RefreshCw} label="Look again" onClick={() => void loadPerformance(desk)} />
      </header>
      {failure && <FailureNotice bar failure={failure} onRetry={() => void loadPerformance(desk)} />}
      {!figures && !failure && <Waiting what="Looking at the engine" />}
      {figures && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long panel is scrolled by keyboard too.
        <section className="panel-body performance-body" aria-label="Figures" tabIndex={0}>
          <Alerts figures={figures} />
          <Speed figures={figures} />
          <StageTable stages={figures.engine.pipeline} timeouts={figures.worker.timeouts} />
          <CompiledDocument at={figures.at} />
          <CacheTable engine={figures.engine} />
          <ValidationTable validation={figures.engine.validation} />
          <MemoryFigures memory={figures.memory} buffers={figures.engine.buffers} />
          <Worker figures={figures} />
        </section>
      )}
    </div>
  );
}

function stateOf({ engine, memory, worker }: EnginePerformance): 'healthy' | 'degraded' | 'unhealthy' {
  if (memory.state === 'critical') return 'unhealthy';
  const isWell = memory.state === 'normal' && !memory.leak && !worker.last && engine.tracker?.alerts.length === 0;
  return isWell ? 'healthy' : 'degraded';
}

/** What is past its threshold, as sentences. */
function Alerts({ figures: { engine, memory } }: { readonly figures: EnginePerformance }) {
  const alerts = engine.tracker?.alerts ?? [];
  const share = `${Math.round(memory.share * 100)} %`;
  return (
    <section aria-label="Alerts" className="performance-alerts">
      {memory.state === 'critical' && (
        <Notice tone="danger">{share} of the memory limit is in use. Half of the caches were given up.</Notice>
      )}
      {memory.state === 'warning' && (
        <Notice tone="warning">{share} of the memory limit is in use. Caches were made smaller.</Notice>
      )}
      {memory.leak && <Notice tone="warning">Memory grows from look to look, and nothing is given back.</Notice>}
      {alerts.map(({ name, message }) => (
        <Notice key={name} tone="warning">
          {message}
        </Notice>
      ))}
      {alerts.length === 0 && memory.state === 'normal' && !memory.leak && (
        <Notice tone="success">Nothing is past its threshold.</Notice>
      )}
    </section>
  );
}

function Speed({ figures: { engine } }: { readonly figures: EnginePerformance }) {
  const { store } = useDesk();
  const kinds = engine.tracker?.kinds;
  if (kinds && kinds.processing.total + kinds.rendering.total > 0) return <SpeedTable tracker={engine.tracker} />;
  return (
    <EmptyState
      icon={Gauge}
      title="Nothing was measured yet"
      actions={
        <Button size="compact-sm" onClick={() => store.dispatch({ type: 'layout/activity', activity: 'schemas' })}>
          Go to schemas
        </Button>
      }
    >
      Open a document: how long it takes to be compiled and rendered appears here, stage by stage.
    </EmptyState>
  );
}

/** The thread the engine works in. */
function Worker({ figures: { worker } }: { readonly figures: EnginePerformance }) {
  const stopped = Object.values(worker.timeouts).reduce((sum, count) => sum + count, 0);
  return (
    <section aria-label="Thread of the engine">
      <h3>Thread of the engine</h3>
      <p>
        Started {times(worker.starts)}, ended by itself {times(worker.crashes)}, stopped for taking too long{' '}
        {times(stopped)}.
      </p>
      {worker.last && <Notice tone="warning">{worker.last.message}</Notice>}
    </section>
  );
}

const times = (count: number): string => (count === 1 ? 'once' : count === 0 ? 'never' : `${count} times`);
