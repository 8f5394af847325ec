import { Button } from '@mantine/core';
import { CheckCheck } from 'lucide-react';
import type { CaseResult, VisualRun } from '#contract';
import { useDesk, useDispatch } from '../state/StudioContext.tsx';
import { facetsOf, varyingFacets } from './case-facets.ts';
import { decide } from './run-actions.ts';
import { inReviewOrder, isUndecided } from './runs.ts';
import { verdictOf } from './verdict-words.ts';

interface Props {
  readonly run: VisualRun;
  readonly selected: string | null;
}

const sections: readonly { readonly title: string; readonly holds: (result: CaseResult) => boolean }[] = [
  { title: 'To decide', holds: isUndecided },
  { title: 'Not in order', holds: (result) => !isUndecided(result) && isBad(result) },
  { title: 'In order', holds: (result) => !isUndecided(result) && !isBad(result) },
];

/** Cases of a run: what needs a person first. */
export function CaseList({ run, selected }: Props) {
  const desk = useDesk();
  const results = inReviewOrder(run.results);
  const undecided = results.filter(isUndecided);
  const varying = varyingFacets(run.results.map((result) => result.case));
  return (
    <section className="panel" aria-label="Cases">
      <div className="panel-body">
        {sections.map(({ title, holds }) => {
          const own = results.filter(holds);
          return own.length === 0 ? null : (
            <section key={title} aria-label={title} className="case-section">
              <h3>
                {title} <span className="dim">{own.length}</span>
              </h3>
              <ul>
                {own.map((result) => (
                  <li key={result.case.key}>
                    <CaseRow
                      path={run.path}
                      result={result}
                      facets={facetsOf(result.case, varying)}
                      isCurrent={result.case.key === selected}
                    />
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </div>
      {undecided.length > 1 && run.state !== 'running' && (
        <footer className="case-footer">
          <Button
            fullWidth
            variant="default"
            leftSection={<CheckCheck size={14} aria-hidden />}
            onClick={() =>
              void decide(
                desk,
                run,
                undecided.map((result) => result.case.key),
                'accepted',
                '',
              )
            }
          >
            Accept all {undecided.length}
          </Button>
        </footer>
      )}
    </section>
  );
}

const isBad = ({ verdict, decision }: CaseResult): boolean =>
  verdict === 'error' || verdict === 'unstable' || decision === 'rejected';

interface RowProps {
  readonly path: string;
  readonly result: CaseResult;
  readonly facets: string;
  readonly isCurrent: boolean;
}

function CaseRow({ path, result, facets, isCurrent }: RowProps) {
  const dispatch = useDispatch();
  const { word, tone, icon: Icon } = verdictOf(result);
  const { name, viewport, browser, theme, locale, scheme } = result.case;
  return (
    <button
      type="button"
      className="row case-row"
      aria-current={isCurrent}
      title={`${name} · ${viewport.name} · ${browser} · ${theme} · ${locale} · ${scheme}`}
      onClick={() => dispatch({ type: 'visual/select', path, key: result.case.key })}
    >
      <span className="case-icon" data-tone={tone}>
        <Icon size={16} aria-hidden />
      </span>
      <span className="row-label truncate">
        {name} <span className="dim">{facets}</span>
      </span>
      <span className="case-word" data-tone={tone}>
        {word}
      </span>
    </button>
  );
}
