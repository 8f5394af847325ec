import { Tooltip } from '@mantine/core';
import { Check, CircleAlert, CircleCheck, CloudOff, LoaderCircle, Minus, PencilLine } from 'lucide-react';
import type { BrowserStatus } from '#contract';
import { activeTab, type Tab } from '../editor/documents.ts';
import { countProblems, describeCounts } from '../editor/problems.ts';
import { previewOf } from '../preview/preview-state.ts';
import { useDispatch, useStudio } from '../state/StudioContext.tsx';

/** The bottom line: where the edits are, what the engine says, which browsers can take pictures. */
export function StatusBar() {
  const dispatch = useDispatch();
  const tab = useStudio(({ documents }) => activeTab(documents));
  const preview = useStudio(({ preview }) => previewOf(preview, tab?.path ?? null));
  const about = useStudio(({ project }) => project.about);
  const browsers = useStudio(({ project }) => project.browsers);
  const connected = useStudio(({ layout }) => layout.connected);
  const counts = countProblems(preview.diagnostics);
  const milliseconds = preview.stages.reduce((sum, stage) => sum + stage.milliseconds, 0);

  return (
    <section className="status-bar" aria-label="Status" data-region="status">
      {!connected && (
        <span className="status-item" data-tone="danger">
          <CloudOff size={14} aria-hidden /> not connected
        </span>
      )}
      {tab && <EditsStatus tab={tab} />}
      {about && <span className="status-item">engine {about.engine}</span>}
      {tab && (
        <button
          type="button"
          className="status-item"
          onClick={() => dispatch({ type: 'layout/toggle', part: 'problems' })}
        >
          {counts.errors > 0 ? <CircleAlert size={14} aria-hidden /> : <CircleCheck size={14} aria-hidden />}
          {describeCounts(counts).toLowerCase()}
        </button>
      )}
      <span className="fill" />
      {milliseconds > 0 && (
        <Tooltip
          label={preview.stages.map(({ name, milliseconds }) => `${name} ${milliseconds.toFixed(1)} ms`).join(' · ')}
        >
          <button
            type="button"
            className="status-item number"
            onClick={() => dispatch({ type: 'layout/activity', activity: 'performance' })}
          >
            compiled in {milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms
          </button>
        </Tooltip>
      )}
      {browsers?.filter(isWorthALook).map((browser) => (
        <BrowserItem key={browser.name} browser={browser} />
      ))}
    </section>
  );
}

function EditsStatus({ tab: { journaled } }: { readonly tab: Tab }) {
  switch (journaled.state) {
    case 'clean':
      return (
        <span className="status-item">
          <Check size={14} aria-hidden /> in the file
        </span>
      );
    case 'waiting':
      return (
        <span className="status-item">
          <LoaderCircle size={14} aria-hidden /> draft
        </span>
      );
    case 'saved':
      return (
        <span className="status-item">
          <PencilLine size={14} aria-hidden /> draft · saved{' '}
          {new Date(journaled.at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}
        </span>
      );
    case 'failed':
      return (
        <span className="status-item" data-tone="danger">
          <CircleAlert size={14} aria-hidden /> draft not saved
        </span>
      );
  }
}

/** Chrome and Edge are siblings of Chromium: that one is missing is no news. */
const isWorthALook = ({ name, found }: BrowserStatus): boolean => found || (name !== 'chrome' && name !== 'edge');

function BrowserItem({ browser: { name, found, build, advice } }: { readonly browser: BrowserStatus }) {
  return (
    <Tooltip label={found ? (build ?? name) : (advice ?? `${name} was not found`)} multiline maw={320}>
      <span className="status-item">
        {name}
        {found ? (
          <Check size={14} role="img" aria-label="found" />
        ) : (
          <Minus size={14} role="img" aria-label="missing" />
        )}
      </span>
    </Tooltip>
  );
}
