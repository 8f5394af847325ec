import { PanelRight, X } from 'lucide-react';
import { KindIcon } from '../shell/KindIcon.tsx';
import { togglePreview } from '../shell/toggle-preview.ts';
import { entryOf } from '../state/project.ts';
import { useDesk, useStudio } from '../state/StudioContext.tsx';
import { IconAction } from '../ui/IconAction.tsx';
import { useIsNarrow } from '../ui/use-narrow.ts';
import { hasEdits } from './documents.ts';

/** Open documents. A dot marks those with edits that are not in their file yet. */
export function DocumentTabs() {
  const { editing, store } = useDesk();
  const { tabs, active } = useStudio(({ documents }) => documents);
  const project = useStudio(({ project }) => project.project);
  const { preview, drawer } = useStudio(({ layout }) => layout);
  const isShown = useIsNarrow() ? drawer : preview;

  return (
    <div className="tabs">
      <ul className="tabs-list" aria-label="Open documents">
        {tabs.map((tab) => {
          const name = tab.path.split('/').at(-1) ?? tab.path;
          const edited = hasEdits(tab);
          return (
            <li
              key={tab.path}
              className="tab"
              data-active={tab.path === active || undefined}
              ref={tab.path === active ? bringIntoView : undefined}
            >
              <button
                type="button"
                aria-current={tab.path === active}
                className="tab-name"
                title={tab.path}
                onClick={() => store.dispatch({ type: 'documents/activate', path: tab.path })}
                onAuxClick={(event) => event.button === 1 && void editing.close(tab.path)}
                onKeyDown={(event) => event.key === 'Delete' && void editing.close(tab.path)}
              >
                <KindIcon kind={entryOf(project, tab.path)?.kind ?? null} />
                <span className="truncate">{name}</span>
                {edited && <span className="tab-dot" role="img" aria-label="not in the file yet" />}
              </button>
              <button
                type="button"
                className="tab-close"
                aria-label={`Close ${name}`}
                onClick={() => void editing.close(tab.path)}
              >
                <X size={14} aria-hidden />
              </button>
            </li>
          );
        })}
      </ul>
      <IconAction
        icon={PanelRight}
        label={isShown ? 'Hide preview' : 'Show preview'}
        keys="mod+J"
        pressed={isShown}
        onClick={() => togglePreview(store)}
      />
    </div>
  );
}

/** With many documents open, the active one may lie outside of what the window shows. */
const bringIntoView = (tab: HTMLElement | null): void => tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
