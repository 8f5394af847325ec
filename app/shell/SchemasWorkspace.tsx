import { Group, Panel } from 'react-resizable-panels';
import { EditorPanel } from '../editor/EditorPanel.tsx';
import { PreviewPanel } from '../preview/PreviewPanel.tsx';
import { usePreviewFollowsView } from '../preview/use-preview-follows-view.ts';
import { useDispatch, useStudio } from '../state/StudioContext.tsx';
import { Splitter } from '../ui/Splitter.tsx';
import { useIsNarrow } from '../ui/use-narrow.ts';
import { Explorer } from './Explorer.tsx';
import { useLayoutMemory } from './use-layout-memory.ts';

/** Explorer, editor and preview side by side; in a narrow window the preview is a drawer over the editor. */
export function SchemasWorkspace() {
  usePreviewFollowsView();
  const { explorer, preview, drawer } = useStudio(({ layout }) => layout);
  const dispatch = useDispatch();
  const closeDrawer = () => dispatch({ type: 'layout/show', part: 'drawer', open: false });
  const isNarrow = useIsNarrow();
  const beside = preview && !isNarrow;
  const shown = ['explorer', 'editor', 'preview'].filter(
    (part) => part === 'editor' || (part === 'explorer' ? explorer : beside),
  );
  const memory = useLayoutMemory('schemas', shown);

  return (
    <div className="workspace">
      <Group orientation="horizontal" className="fill" {...memory}>
        {explorer && (
          <Panel id="explorer" defaultSize={220} minSize={160} maxSize={480} groupResizeBehavior="preserve-pixel-size">
            <Explorer />
          </Panel>
        )}
        {explorer && <Splitter label="Width of the explorer" />}
        <Panel id="editor" minSize={280}>
          <EditorPanel />
        </Panel>
        {beside && <Splitter label="Width of the preview" />}
        {beside && (
          <Panel id="preview" defaultSize="46%" minSize={320}>
            <PreviewPanel />
          </Panel>
        )}
      </Group>
      {drawer && isNarrow && (
        <aside
          className="preview-drawer"
          aria-label="Preview drawer"
          onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && closeDrawer()}
        >
          <PreviewPanel onClose={closeDrawer} />
        </aside>
      )}
    </div>
  );
}
