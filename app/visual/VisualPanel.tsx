import { Button } from '@mantine/core';
import { Camera, Map as MapIcon } from 'lucide-react';
import { useEffect } from 'react';
import { Group, Panel } from 'react-resizable-panels';
import { DocumentPicker } from '../shell/DocumentPicker.tsx';
import { useLayoutMemory } from '../shell/use-layout-memory.ts';
import { useDesk, useStudio } from '../state/StudioContext.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { FailureNotice } from '../ui/FailureNotice.tsx';
import { IconAction } from '../ui/IconAction.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Splitter } from '../ui/Splitter.tsx';
import { useIsTiny } from '../ui/use-narrow.ts';
import { CaseList } from './CaseList.tsx';
import { CaseReview } from './CaseReview.tsx';
import { CoveragePanel } from './CoveragePanel.tsx';
import { RunBar } from './RunBar.tsx';
import { loadRuns, startRun } from './run-actions.ts';
import { runsOf } from './runs.ts';

/** Visual tests of the active document: run them, look at what changed, decide. */
export function VisualPanel() {
  const desk = useDesk();
  const path = useStudio(({ documents }) => documents.active);
  const runs = useStudio(({ visual }) => runsOf(visual, path));
  const missing = useStudio(({ project }) =>
    project.browsers?.find(({ found }) => !found && project.browsers?.every(({ found }) => !found)),
  );
  const isTiny = useIsTiny();
  const memory = useLayoutMemory(isTiny ? 'tests-below' : 'tests', ['cases', 'picture']);
  const [run] = runs.runs;
  const covering = useStudio(({ visual }) => visual.look.covering);
  const selected = run?.results.find((result) => result.case.key === runs.selectedCase);

  useEffect(() => {
    if (path !== null) void loadRuns(desk, path);
  }, [desk, path]);

  return (
    <div className="panel" data-region="tests">
      <header className="panel-header visual-header">
        <h2>Visual tests</h2>
        <DocumentPicker />
        {path !== null && (
          <IconAction
            icon={MapIcon}
            label={covering ? 'Back to the pictures' : 'What no picture has shown yet'}
            pressed={covering}
            onClick={() => desk.store.dispatch({ type: 'visual/look', look: { covering: !covering } })}
          />
        )}
        {path !== null && <RunBar run={run} progress={runs.progress} />}
      </header>
      {runs.failure && <FailureNotice bar failure={runs.failure} onRetry={() => void startRun(desk)} />}
      {missing && (
        <Notice bar tone="warning">
          No browser was found to take pictures with. {missing.advice}
        </Notice>
      )}
      {path === null ? (
        <EmptyState icon={Camera} title="Choose a document">
          Pick a page or component above. Its visual tests take pictures of every viewport and fixture and compare them
          with accepted baselines.
        </EmptyState>
      ) : covering ? (
        <CoveragePanel path={path} />
      ) : run && run.results.length > 0 ? (
        <Group key={`${isTiny}`} orientation={isTiny ? 'vertical' : 'horizontal'} className="fill" {...memory}>
          <Panel
            id="cases"
            defaultSize={isTiny ? 180 : 280}
            minSize={isTiny ? 80 : 200}
            groupResizeBehavior="preserve-pixel-size"
          >
            <CaseList run={run} selected={runs.selectedCase} />
          </Panel>
          <Splitter label="Size of the case list" />
          <Panel id="picture" minSize={isTiny ? 200 : 320}>
            {selected ? <CaseReview key={selected.case.key} run={run} result={selected} /> : null}
          </Panel>
        </Group>
      ) : (
        <EmptyState
          icon={Camera}
          title={run?.state === 'running' ? 'Taking the first pictures' : 'No pictures yet'}
          actions={
            run?.state === 'running' ? null : <Button onClick={() => void startRun(desk)}>Run visual tests</Button>
          }
        >
          {run?.state === 'running'
            ? 'They appear here one by one. You can go on working meanwhile.'
            : 'The first run takes a picture of every case. You accept those that are right; from then on every change shows.'}
        </EmptyState>
      )}
    </div>
  );
}
