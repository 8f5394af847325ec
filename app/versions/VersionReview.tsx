import { Button, SegmentedControl, Select } from '@mantine/core';
import { ArrowRight, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useDesk, useDispatch } from '../state/StudioContext.tsx';
import { Approval } from './Approval.tsx';
import { ComparePages } from './ComparePages.tsx';
import { ComparePictures } from './ComparePictures.tsx';
import { CompareTexts } from './CompareTexts.tsx';
import { Compatibility } from './Compatibility.tsx';
import type { History } from './history.ts';
import { restoreVersion, shortHash } from './version-actions.ts';

type View = 'text' | 'pictures' | 'pages';

interface Props {
  readonly path: string;
  readonly history: History;
}

/** What changed between two versions, as text, as pictures and as live pages; and the approval of the newer one. */
export function VersionReview({ path, history }: Props) {
  const desk = useDesk();
  const dispatch = useDispatch();
  const [view, setView] = useState<View>('text');
  const { versions, before, after } = history;
  const newer = versions.find(({ hash }) => hash === after) ?? null;
  const draft = desk.editing.textOf(path) ?? '';
  const choices = versions.map((version) => ({
    value: version.hash,
    label: `${version.semver} · ${version.message}`.slice(0, 60),
  }));

  return (
    <section className="panel" aria-label="Comparison">
      {newer && <Approval version={newer} />}
      <div className="compare-bar">
        <Select
          aria-label="Older version"
          w={220}
          value={before}
          data={choices}
          onChange={(hash) => hash && dispatch({ type: 'history/choose', path, side: 'before', hash })}
        />
        <ArrowRight size={16} aria-label="to" className="dim" />
        <strong className="truncate compare-newer">{newer ? `${newer.semver} · ${newer.message}` : 'Draft'}</strong>
        <span className="fill" />
        <SegmentedControl
          aria-label="Compare as"
          value={view}
          onChange={(value) => setView(value as View)}
          data={[
            { value: 'text', label: 'Text' },
            { value: 'pictures', label: 'Pictures' },
            { value: 'pages', label: 'Live pages' },
          ]}
        />
        {newer && (
          <Button
            variant="default"
            leftSection={<RotateCcw size={14} aria-hidden />}
            aria-label={`Restore version ${shortHash(newer)} as a draft`}
            onClick={() => void restoreVersion(desk, newer)}
          >
            Restore as draft
          </Button>
        )}
      </div>
      {before !== null && after !== null && (
        <Compatibility
          request={{ path, before, ...(after === 'draft' ? { after: null, text: draft } : { after, text: null }) }}
        />
      )}
      {before !== null && after !== null && (
        <div className="compare-body">
          {view === 'text' && <CompareTexts path={path} before={before} after={after} versions={versions} />}
          {view === 'pictures' && <ComparePictures path={path} before={before} after={after} />}
          {view === 'pages' && <ComparePages path={path} before={before} after={after} />}
        </div>
      )}
    </section>
  );
}
