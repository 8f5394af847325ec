import { Button } from '@mantine/core';
import { GitCompareArrows, History as HistoryIcon } from 'lucide-react';
import { useEffect } from 'react';
import { Group, Panel } from 'react-resizable-panels';
import { DocumentPicker } from '../shell/DocumentPicker.tsx';
import { useLayoutMemory } from '../shell/use-layout-memory.ts';
import { useDesk, useDispatch, useStudio } from '../state/StudioContext.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { FailureNotice } from '../ui/FailureNotice.tsx';
import { Keys } from '../ui/Keys.tsx';
import { Splitter } from '../ui/Splitter.tsx';
import { loadRuns } from '../visual/run-actions.ts';
import { HistoryList } from './HistoryList.tsx';
import { historyOf } from './history.ts';
import { VersionReview } from './VersionReview.tsx';
import { loadHistory } from './version-actions.ts';

/** Versions of the active document: what changed from one to another, and whether one may be published. */
export function VersionsPanel() {
  const desk = useDesk();
  const dispatch = useDispatch();
  const path = useStudio(({ documents }) => documents.active);
  const history = useStudio(({ histories }) => historyOf(histories, path));
  const memory = useLayoutMemory('versions', ['history', 'review']);

  useEffect(() => {
    if (path === null) return;
    void loadHistory(desk, path);
    void loadRuns(desk, path);
  }, [desk, path]);

  return (
    <div className="panel" data-region="versions">
      <header className="panel-header visual-header">
        <h2>Versions &amp; Reviews</h2>
        <DocumentPicker />
        <span className="fill" />
        <Button
          variant="default"
          disabled={path === null}
          rightSection={<Keys keys="mod+S" />}
          onClick={() => dispatch({ type: 'layout/dialog', dialog: 'save-version' })}
        >
          Save a version
        </Button>
      </header>
      {history?.failure && path !== null && (
        <FailureNotice bar failure={history.failure} onRetry={() => void loadHistory(desk, path)} />
      )}
      {path === null ? (
        <EmptyState icon={GitCompareArrows} title="Choose a document">
          Pick one above to see its versions, compare any two of them, and approve one for publishing.
        </EmptyState>
      ) : history && history.versions.length > 0 ? (
        <Group orientation="horizontal" className="fill" {...memory}>
          <Panel id="history" defaultSize={300} minSize={220} groupResizeBehavior="preserve-pixel-size">
            <HistoryList path={path} history={history} />
          </Panel>
          <Splitter label="Width of the history" />
          <Panel id="review" minSize={320}>
            <VersionReview path={path} history={history} />
          </Panel>
        </Group>
      ) : (
        history &&
        !history.failure && (
          <EmptyState
            icon={HistoryIcon}
            title="No versions yet"
            actions={
              <Button onClick={() => dispatch({ type: 'layout/dialog', dialog: 'save-version' })}>
                Save the first version
              </Button>
            }
          >
            A version keeps the document with everything it uses, forever and by its hash. Versions are what gets
            compared, approved and published.
          </EmptyState>
        )
      )}
    </div>
  );
}
