import { PerformancePanel } from '../performance/PerformancePanel.tsx';
import { ComponentsPanel } from '../registry/ComponentsPanel.tsx';
import { ReleasePanel } from '../release/ReleasePanel.tsx';
import { SettingsPanel } from '../settings/SettingsPanel.tsx';
import { useStudio } from '../state/StudioContext.tsx';
import { useHost } from '../state/use-host.ts';
import { useRemembered } from '../state/use-remembered.ts';
import { FailureNotice } from '../ui/FailureNotice.tsx';
import { Notice } from '../ui/Notice.tsx';
import { VersionsPanel } from '../versions/VersionsPanel.tsx';
import { VisualPanel } from '../visual/VisualPanel.tsx';
import { ActivityBar } from './ActivityBar.tsx';
import { CommandPalette } from './CommandPalette.tsx';
import { Dialogs } from './Dialogs.tsx';
import { QuickOpen } from './QuickOpen.tsx';
import { RecoveredDrafts } from './RecoveredDrafts.tsx';
import { SchemasWorkspace } from './SchemasWorkspace.tsx';
import { StatusBar } from './StatusBar.tsx';
import { useShortcuts } from './use-shortcuts.ts';

/** The frame of the window: activities, the chosen one's panels, status line, and what floats above. */
export function ProductShell() {
  useHost();
  useRemembered();
  useShortcuts();
  const { activity, connected } = useStudio(({ layout }) => layout);
  const rows = useStudio(({ project }) => project.settings.rows);
  const failure = useStudio(({ project }) => (project.project ? project.failure : null));
  const readOnly = useStudio(({ project }) => project.project?.readOnly ?? null);
  document.documentElement.dataset['rows'] = rows;

  return (
    <div className="shell">
      <h1 className="visually-hidden">Schema Studio</h1>
      <ActivityBar />
      <div className="shell-content">
        {!connected && (
          <Notice bar tone="danger">
            Schema Studio does not answer. Your last edits stay in this window; they are sent as soon as it is back.
          </Notice>
        )}
        {readOnly && (
          <Notice bar tone="warning">
            {readOnly}
          </Notice>
        )}
        {failure && <FailureNotice bar failure={failure} />}
        <RecoveredDrafts />
        {/* Kept while hidden: the editor's undo history and the preview's scroll position live in it. */}
        <main className="fill" hidden={activity !== 'schemas'} aria-label="Schemas">
          <SchemasWorkspace />
        </main>
        {activity !== 'schemas' && (
          <main className="fill" aria-label={activity}>
            {activity === 'components' && <ComponentsPanel />}
            {activity === 'tests' && <VisualPanel />}
            {activity === 'versions' && <VersionsPanel />}
            {activity === 'publish' && <ReleasePanel />}
            {activity === 'performance' && <PerformancePanel />}
            {activity === 'settings' && <SettingsPanel />}
          </main>
        )}
      </div>
      <StatusBar />
      <CommandPalette />
      <QuickOpen />
      <Dialogs />
    </div>
  );
}
