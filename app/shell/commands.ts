import type { Settings } from '#contract';
import { restartEngine } from '../performance/performance-actions.ts';
import { changeSettings } from '../settings/change-settings.ts';
import type { Desk } from '../state/StudioContext.tsx';
import type { Studio } from '../state/studio.ts';
import { showNodeInPictures } from '../visual/node-links.ts';
import { startRun } from '../visual/run-actions.ts';
import type { Activity } from './layout.ts';
import { cycleRegions } from './regions.ts';
import { commandPalette, quickOpen } from './spotlights.ts';
import { togglePreview } from './toggle-preview.ts';

/** Something a person can do from the palette, a key or a button. */
export interface Command {
  readonly id: string;
  readonly title: string;
  readonly group: 'Go' | 'Document' | 'View' | 'Tests' | 'Appearance' | 'Help';
  /** As in `mod+shift+P`; `mod` is Ctrl, or Command on a Mac. */
  readonly keys?: string;
  readonly isPossible?: (studio: Studio) => boolean;
  run(desk: Desk): void;
}

const hasDocument = ({ documents }: Studio): boolean => documents.active !== null;

const activity = (id: Activity, title: string, keys?: string): Command => ({
  id: `go.${id}`,
  title,
  group: 'Go',
  ...(keys ? { keys } : {}),
  run: ({ store }) => store.dispatch({ type: 'layout/activity', activity: id }),
});

const toggle = (part: 'explorer' | 'problems', title: string, keys: string): Command => ({
  id: `view.${part}`,
  title,
  group: 'View',
  keys,
  run: ({ store }) => store.dispatch({ type: 'layout/toggle', part }),
});

const appearance = (value: Settings['appearance'], title: string): Command => ({
  id: `appearance.${value}`,
  title,
  group: 'Appearance',
  run: (desk) => void changeSettings(desk, { appearance: value }),
});

const rows = (value: Settings['rows'], title: string): Command => ({
  id: `rows.${value}`,
  title,
  group: 'Appearance',
  run: (desk) => void changeSettings(desk, { rows: value }),
});

export const commands: readonly Command[] = [
  { id: 'go.quick-open', title: 'Open a document', group: 'Go', keys: 'mod+P', run: () => quickOpen.open() },
  { id: 'go.commands', title: 'Show all commands', group: 'Go', keys: 'mod+shift+P', run: () => commandPalette.open() },
  activity('schemas', 'Go to schemas', 'mod+shift+E'),
  activity('components', 'Go to components'),
  activity('tests', 'Go to visual tests'),
  activity('versions', 'Go to versions and reviews'),
  activity('publish', 'Go to publish'),
  activity('performance', 'Go to performance: speed, caches, memory'),
  activity('settings', 'Go to settings', 'mod+,'),
  {
    id: 'engine.restart',
    title: 'Start the engine again',
    group: 'Help',
    run(desk) {
      desk.store.dispatch({ type: 'layout/activity', activity: 'performance' });
      void restartEngine(desk);
    },
  },
  {
    id: 'go.next-problem',
    title: 'Next problem',
    group: 'Go',
    keys: 'F8',
    isPossible: hasDocument,
    run: ({ editing }) => editing.revealProblem(1),
  },
  {
    id: 'go.previous-problem',
    title: 'Previous problem',
    group: 'Go',
    keys: 'shift+F8',
    isPossible: hasDocument,
    run: ({ editing }) => editing.revealProblem(-1),
  },
  { id: 'go.next-region', title: 'Next part of the window', group: 'Go', keys: 'F6', run: () => cycleRegions(1) },
  {
    id: 'go.previous-region',
    title: 'Previous part of the window',
    group: 'Go',
    keys: 'shift+F6',
    run: () => cycleRegions(-1),
  },
  {
    id: 'document.save-version',
    title: 'Save a version',
    group: 'Document',
    keys: 'mod+S',
    isPossible: hasDocument,
    run: ({ store }) => store.dispatch({ type: 'layout/dialog', dialog: 'save-version' }),
  },
  {
    id: 'document.new',
    title: 'New document',
    group: 'Document',
    keys: 'alt+N',
    run: ({ store }) => store.dispatch({ type: 'layout/dialog', dialog: 'new-document' }),
  },
  {
    id: 'document.close',
    title: 'Close document',
    group: 'Document',
    keys: 'alt+W',
    isPossible: hasDocument,
    run({ store, editing }) {
      const { active } = store.get().documents;
      if (active) void editing.close(active);
    },
  },
  {
    id: 'project.open',
    title: 'Open another project',
    group: 'Document',
    run: ({ store }) => store.dispatch({ type: 'layout/dialog', dialog: 'open-project' }),
  },
  {
    id: 'tests.run',
    title: 'Run visual tests',
    group: 'Tests',
    keys: 'F9',
    isPossible: hasDocument,
    run(desk) {
      desk.store.dispatch({ type: 'layout/activity', activity: 'tests' });
      void startRun(desk);
    },
  },
  {
    id: 'tests.run-all',
    title: 'Run visual tests, what did not change too',
    group: 'Tests',
    keys: 'shift+F9',
    isPossible: hasDocument,
    run(desk) {
      desk.store.dispatch({ type: 'layout/activity', activity: 'tests' });
      void startRun(desk, true);
    },
  },
  {
    id: 'tests.show-node',
    title: 'Show this node in the pictures',
    group: 'Tests',
    keys: 'alt+P',
    isPossible: hasDocument,
    run: showNodeInPictures,
  },
  toggle('explorer', 'Show or hide the explorer', 'mod+B'),
  {
    id: 'view.preview',
    title: 'Show or hide the preview',
    group: 'View',
    keys: 'mod+J',
    run: ({ store }) => togglePreview(store),
  },
  toggle('problems', 'Show or hide problems', 'mod+shift+M'),
  appearance('light', 'Light appearance'),
  appearance('dark', 'Dark appearance'),
  appearance('system', "The system's appearance"),
  rows('dense', 'Dense rows'),
  rows('comfortable', 'Comfortable rows'),
  {
    id: 'help.gallery',
    title: 'Component gallery',
    group: 'Help',
    run: ({ store }) => store.dispatch({ type: 'layout/dialog', dialog: 'gallery' }),
  },
  {
    id: 'help.shortcuts',
    title: 'Keyboard shortcuts',
    group: 'Help',
    keys: '?',
    run: ({ store }) => store.dispatch({ type: 'layout/dialog', dialog: 'shortcuts' }),
  },
];
