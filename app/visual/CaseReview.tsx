import { useRef, useState } from 'react';
import { type AccessibilityFinding, type CaseResult, knownFindings, type NodeEdits, type VisualRun } from '#contract';
import { useDesk, useDispatch, useStudio } from '../state/StudioContext.tsx';
import { useReply } from '../state/use-reply.ts';
import { CaseHistory } from './CaseHistory.tsx';
import { ChangeList } from './ChangeList.tsx';
import { DecisionBar } from './DecisionBar.tsx';
import { type Asking, DecisionDialog, type Said } from './DecisionDialogs.tsx';
import { groupDecisions } from './decision-groups.ts';
import { Figures } from './Figures.tsx';
import { HeardDiff } from './HeardDiff.tsx';
import { editNode } from './node-links.ts';
import { PictureViewer, type ViewerHandle } from './PictureViewer.tsx';
import type { Jump, ReviewAction } from './review-keys.ts';
import { decide, undoDecisions } from './run-actions.ts';
import { asListed, isToConfirm, isUndecided, type Look, matches, neighbor } from './runs.ts';
import { useJsonBlob } from './use-blob.ts';
import { useChanges } from './use-changes.ts';
import { useReviewKeys } from './use-review-keys.ts';

interface Props {
  readonly run: VisualRun;
  readonly result: CaseResult;
}

type Word = 'accepted' | 'lifted' | Asking;

/** One case: its pictures, what was measured, which nodes changed, and the decision. */
export function CaseReview({ run, result }: Props) {
  const desk = useDesk();
  const dispatch = useDispatch();
  const look = useStudio(({ visual }) => visual.look);
  const author = useStudio(({ project }) => project.settings?.author ?? '');
  const [asking, setAsking] = useState<{ readonly about: Asking; readonly keys: readonly string[] } | null>(null);
  const [picking, setPicking] = useState(false);
  const [remembering, setRemembering] = useState(false);
  const viewer = useRef<ViewerHandle>(null);
  const { key, viewport } = result.case;
  const changes = useChanges(run.path, result, viewer);
  const looked = useJsonBlob(result.findings, nothingFound);
  const known = knownFindings(looked.findings, result);
  const edits = useReply('visual.edits', result.changes.length > 0 ? { run: run.id, key } : null);
  const canDecide = run.state !== 'running';
  const isOpen = isUndecided(result) && canDecide;
  const isAcceptable = isOpen || (isToConfirm(result) && canDecide);
  const order = asListed(run.results, look.grouped);
  const group = isOpen ? sameChange(run.results, key) : [key];
  const select = (next: string | null) => next && dispatch({ type: 'visual/select', path: run.path, key: next });
  const setLook = (next: Partial<Look>) => dispatch({ type: 'visual/look', look: next });

  /** Goes on with the next case that waits, so that a review is one key per picture. */
  const say = async (keys: readonly string[], word: Word, said: Said = { reason: '' }) => {
    const next = order.find((other) => isUndecided(other) && !keys.includes(other.case.key));
    if ((await decide(desk, run, keys, word, said)) && word !== 'lifted') select(next?.case.key ?? null);
  };
  const accept = (keys: readonly string[]) => isAcceptable && void say(keys, 'accepted');
  const ask = (about: Asking, keys: readonly string[] = [key]) => canDecide && setAsking({ about, keys });
  const undo = async () => {
    const own = result.decision === 'pending' || result.decision === null ? [] : [key];
    const undone = await undoDecisions(desk, run, own);
    if (undone && !undone.includes(key)) select(undone[0] ?? null);
  };
  const edit = (node: string | null) => node !== null && void editNode(desk, run.path, node);
  const jump = (to: Jump) => {
    const at = order.findIndex((other) => other.case.key === key);
    const next = [...order.slice(at + 1), ...order.slice(0, at)].find((other) => matches(other, to));
    select(next?.case.key ?? null);
  };

  useReviewKeys(asking === null, (action: ReviewAction) => {
    switch (action.do) {
      case 'move':
        return select(neighbor(order, key, action.step));
      case 'change':
        return changes.step(action.step);
      case 'accept':
        return accept([key]);
      case 'accept-group':
        return accept(group);
      case 'reject':
        return isOpen && ask('rejected');
      case 'undo':
        return canDecide && void undo();
      case 'view':
        // The same key again goes back to where most begin.
        return setLook({ view: look.view === action.view ? 'split' : action.view, heard: false });
      case 'focus':
        return changes.focus();
      case 'fit':
        return viewer.current?.fit();
      case 'heard':
        return setLook({ heard: !look.heard });
      case 'history':
        return setRemembering(!remembering);
      case 'group':
        return setLook({ grouped: !look.grouped });
      case 'edit':
        return edit(changes.selected);
      case 'pick':
        return setPicking(!picking);
      case 'jump':
        return jump(action.to);
    }
  });

  return (
    <section className="panel" aria-label={`${result.case.name}, ${viewport.name}`}>
      <div className="review-body">
        {look.heard ? (
          <HeardDiff result={result} />
        ) : (
          <PictureViewer
            handle={viewer}
            before={result.baseline}
            after={result.shot}
            difference={result.difference}
            missing={result.message}
            labels={{ before: 'Baseline', after: 'New' }}
            look={look}
            onLook={setLook}
            marks={changes.marks}
            changes={{ count: changes.places.length, at: changes.at, onStep: changes.step }}
            picking={picking}
            onPick={changes.pick}
          />
        )}
        {(result.changes.length + result.newFindings.length + result.broken.length + known.length > 0 ||
          changes.selected !== null) && (
          <ChangeList
            result={result}
            edits={edits.state === 'loaded' ? edits.value : noEdits}
            known={known}
            selected={changes.selected}
            onSelect={changes.select}
            onPoint={changes.point}
            onEdit={edit}
          />
        )}
      </div>
      <Figures result={result} />
      <DecisionBar
        {...{ result, isOpen, isAcceptable, canDecide, group }}
        onAccept={accept}
        onAsk={ask}
        onLift={() => void say([key], 'lifted')}
        onUndo={() => void undo()}
        isHeard={look.heard}
        onHeard={() => setLook({ heard: !look.heard })}
      >
        <CaseHistory path={run.path} caseKey={key} opened={remembering} onOpened={setRemembering} />
      </DecisionBar>
      {asking && (
        <DecisionDialog
          about={asking.about}
          count={asking.keys.length}
          pixels={result.changedPixels}
          owner={author}
          onClose={() => setAsking(null)}
          onSay={(said) => {
            setAsking(null);
            void say(asking.keys, asking.about, said);
          }}
        />
      )}
    </section>
  );
}

const noEdits: readonly NodeEdits[] = [];
const nothingFound: { readonly findings: readonly AccessibilityFinding[] } = { findings: [] };

/** Every case that waits and shows the same change as this one. */
function sameChange(results: readonly CaseResult[], key: string): readonly string[] {
  const groups = groupDecisions(results.filter((result) => isUndecided(result)));
  const own = groups.find((group) => group.results.some((result) => result.case.key === key));
  return own?.results.map((result) => result.case.key) ?? [key];
}
