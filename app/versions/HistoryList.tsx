import { PencilLine } from 'lucide-react';
import type { Version } from '#contract';
import { hasEdits } from '../editor/documents.ts';
import { useDispatch, useStudio } from '../state/StudioContext.tsx';
import { moveAlongRows } from '../ui/arrow-keys.ts';
import { Chip } from '../ui/Chip.tsx';
import { Time } from '../ui/Time.tsx';
import type { History } from './history.ts';
import { shortHash } from './version-actions.ts';
import { stateOf } from './version-words.ts';

interface Props {
  readonly path: string;
  readonly history: History;
}

/** Versions, newest first; above them the draft, while there is one. */
export function HistoryList({ path, history }: Props) {
  const dispatch = useDispatch();
  const isEdited = useStudio(({ documents }) => documents.tabs.some((tab) => tab.path === path && hasEdits(tab)));
  const choose = (hash: string) => dispatch({ type: 'history/choose', path, side: 'after', hash });
  return (
    <section className="panel" aria-label="History" onKeyDown={moveAlongRows}>
      <div className="panel-body">
        <ul>
          {isEdited && (
            <li>
              <button
                type="button"
                className="row history-row"
                aria-current={history.after === 'draft'}
                onClick={() => choose('draft')}
              >
                <span className="history-message">
                  <PencilLine size={14} aria-hidden /> Draft
                </span>
                <span className="history-facts dim">Edits in the editor, not a version yet</span>
              </button>
            </li>
          )}
          {history.versions.map((version) => (
            <li key={version.hash}>
              <HistoryRow version={version} isCurrent={version.hash === history.after} onChoose={choose} />
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

interface RowProps {
  readonly version: Version;
  readonly isCurrent: boolean;
  readonly onChoose: (hash: string) => void;
}

const HistoryRow = ({ version, isCurrent, onChoose }: RowProps) => (
  <button
    type="button"
    className="row history-row"
    aria-current={isCurrent}
    title={version.message}
    onClick={() => onChoose(version.hash)}
  >
    <span className="history-message">{version.message}</span>
    <span className="history-facts dim">
      <span className="truncate">{version.author}</span>
      <span>·</span>
      <Time at={version.createdAt} />
    </span>
    <span className="history-facts">
      <Chip {...stateOf(version.state)} />
      <span className="dim">{version.semver}</span>
      <span className="dim code">{shortHash(version)}</span>
    </span>
  </button>
);
