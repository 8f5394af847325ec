import { Button, SegmentedControl } from '@mantine/core';
import { CheckCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { type CaseResult, isExcused, type VisualRun } from '#contract';
import { useDesk, useDispatch, useStudio } from '../state/StudioContext.tsx';
import { conditionsOf, tellingFacets, varyingFacets } from './case-facets.ts';
import { type DecisionGroup, groupDecisions } from './decision-groups.ts';
import { decide } from './run-actions.ts';
import { inReviewOrder, isBad, isToConfirm, isUndecided } from './runs.ts';
import { verdictOf } from './verdict-words.ts';

interface Props {
  readonly run: VisualRun;
  readonly selected: string | null;
}

/** Title of those that only have to be looked at once more. */
const again = 'To look at again';

const sections: readonly { readonly title: string; readonly holds: (result: CaseResult) => boolean }[] = [
  { title: 'Not in order', holds: (result) => !isOut(result) && isBad(result) },
  { title: again, holds: isToConfirm },
  { title: 'Excused', holds: (result) => isOut(result) },
  { title: 'In order', holds: (result) => !isOut(result) && !isBad(result) && !isToConfirm(result) },
];

/** Not counted at the moment. */
const isOut = (result: CaseResult): boolean => isExcused(result, new Date());

/** Cases of a run: what needs a person first, the same changes as one decision. */
export function CaseList({ run, selected }: Props) {
  const desk = useDesk();
  const dispatch = useDispatch();
  const grouped = useStudio(({ visual }) => visual.look.grouped);
  const results = inReviewOrder(run.results);
  const waiting = run.results.filter((result) => isUndecided(result));
  const groups = groupDecisions(waiting);
  const varying = varyingFacets(run.results.map((result) => result.case));
  const row = (result: CaseResult) => (
    <li key={result.case.key}>
      <CaseRow
        path={run.path}
        result={result}
        facets={tellingFacets(result.case, varying)}
        isCurrent={result.case.key === selected}
      />
    </li>
  );
  const accept = (members: readonly CaseResult[]) =>
    void decide(
      desk,
      run,
      members.map((result) => result.case.key),
      'accepted',
      { reason: '' },
    );
  const canDecide = run.state !== 'running';
  return (
    <section className="panel" aria-label="Cases">
      <div className="panel-body">
        {waiting.length > 0 && (
          <section aria-label="To decide" className="case-section">
            <header className="case-heading">
              <h3>
                To decide <span className="dim">{waiting.length}</span>
              </h3>
              {groups.length < waiting.length && (
                <SegmentedControl
                  size="xs"
                  aria-label="Grouping"
                  value={grouped ? 'changes' : 'cases'}
                  onChange={(value) => dispatch({ type: 'visual/look', look: { grouped: value === 'changes' } })}
                  data={[
                    { value: 'changes', label: `By change (${groups.length})` },
                    { value: 'cases', label: 'By case' },
                  ]}
                />
              )}
            </header>
            {grouped ? (
              groups.map((group) => (
                <Grouped key={group.id} group={group} canDecide={canDecide} onAccept={() => accept(group.results)}>
                  {group.results.map(row)}
                </Grouped>
              ))
            ) : (
              <ul>{waiting.map(row)}</ul>
            )}
          </section>
        )}
        {sections.map(({ title, holds }) => {
          const own = results.filter((result) => !isUndecided(result) && holds(result));
          return own.length === 0 ? null : (
            <section key={title} aria-label={title} className="case-section">
              <header className="case-heading">
                <h3>
                  {title} <span className="dim">{own.length}</span>
                </h3>
                {title === again && canDecide && (
                  <Button size="compact-xs" variant="default" onClick={() => accept(own)}>
                    Accept {own.length}
                  </Button>
                )}
              </header>
              <ul>{own.map(row)}</ul>
            </section>
          );
        })}
      </div>
      {waiting.length > 1 && canDecide && (
        <footer className="case-footer">
          <Button
            fullWidth
            variant="default"
            leftSection={<CheckCheck size={14} aria-hidden />}
            onClick={() => accept(waiting)}
          >
            Accept all {waiting.length}
          </Button>
        </footer>
      )}
    </section>
  );
}

interface GroupedProps {
  readonly group: DecisionGroup;
  readonly canDecide: boolean;
  readonly onAccept: () => void;
  readonly children: ReactNode;
}

/** One decision: what changed, and every case it changed in. */
const Grouped = ({ group: { title, results }, canDecide, onAccept, children }: GroupedProps) => (
  <section className="case-group" aria-label={title}>
    <header>
      <h4>{title}</h4>
      {results.length > 1 && canDecide && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={onAccept}
          aria-label={`Accept ${results.length}: ${title}`}
        >
          Accept {results.length}
        </Button>
      )}
    </header>
    <ul>{children}</ul>
  </section>
);

interface RowProps {
  readonly path: string;
  readonly result: CaseResult;
  readonly facets: string;
  readonly isCurrent: boolean;
}

function CaseRow({ path, result, facets, isCurrent }: RowProps) {
  const dispatch = useDispatch();
  const { word, tone, icon: Icon } = verdictOf(result);
  const { name } = result.case;
  return (
    <button
      type="button"
      className="row case-row"
      aria-current={isCurrent}
      title={`${name} · ${conditionsOf(result.case)}`}
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
