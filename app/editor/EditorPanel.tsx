import { Button } from '@mantine/core';
import { FileJson2 } from 'lucide-react';
import { Group, Panel } from 'react-resizable-panels';
import { runCommand } from '../shell/run-command.ts';
import { useLayoutMemory } from '../shell/use-layout-memory.ts';
import { useDesk, useDispatch, useStudio } from '../state/StudioContext.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Keys } from '../ui/Keys.tsx';
import { Splitter } from '../ui/Splitter.tsx';
import { CodeEditor } from './CodeEditor.tsx';
import { DocumentBanners } from './DocumentBanners.tsx';
import { DocumentTabs } from './DocumentTabs.tsx';
import { ProblemsPanel } from './ProblemsPanel.tsx';

/** Open documents as text, with their problems below. */
export function EditorPanel() {
  const desk = useDesk();
  const dispatch = useDispatch();
  const isOpen = useStudio(({ documents }) => documents.active !== null);
  const problems = useStudio(({ layout }) => layout.problems);
  const memory = useLayoutMemory('editor', problems ? ['text', 'problems'] : ['text']);

  return (
    <section className="panel editor-panel" aria-label="Editor" data-region="editor">
      <DocumentTabs />
      <DocumentBanners />
      <Group orientation="vertical" className="fill" {...memory}>
        <Panel id="text" minSize={120} className="editor-text">
          <CodeEditor />
          {!isOpen && (
            <EmptyState
              icon={FileJson2}
              title="Open a document"
              actions={
                <>
                  <Button onClick={() => runCommand(desk, 'go.quick-open')}>
                    Quick open&nbsp;&nbsp;
                    <Keys keys="mod+P" />
                  </Button>
                  <Button variant="default" onClick={() => dispatch({ type: 'layout/dialog', dialog: 'new-document' })}>
                    New document
                  </Button>
                </>
              }
            >
              Choose one in the explorer, or start a new page. Drafts save themselves while you type.
            </EmptyState>
          )}
        </Panel>
        {problems && <Splitter label="Height of the problems panel" />}
        {problems && (
          <Panel id="problems" defaultSize={168} minSize={80} groupResizeBehavior="preserve-pixel-size">
            <ProblemsPanel />
          </Panel>
        )}
      </Group>
    </section>
  );
}
