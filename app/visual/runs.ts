import { type CaseResult, type Failure, hasRunOut, isExcused, type VisualRun } from '#contract';
import type { StudioAction } from '../state/studio.ts';
import { groupDecisions } from './decision-groups.ts';
import type { Jump } from './review-keys.ts';

export const pictureViews = ['split', 'overlay', 'swipe', 'onion', 'blink', 'difference', 'baseline', 'new'] as const;
export type PictureView = (typeof pictureViews)[number];

/** How pictures are looked at; kept from case to case. */
export interface Look {
  readonly view: PictureView;
  /** Color of changed pixels, one of `markColors`. */
  readonly mark: string;
  /** Whether the same changes are listed as one. */
  readonly grouped: boolean;
  /** What assistive technology hears, instead of the pictures. */
  readonly heard: boolean;
  /** The outline with what no picture has shown, instead of the cases. */
  readonly covering: boolean;
}

/** Visual runs of one document, newest first, and what is looked at. */
export interface Runs {
  readonly runs: readonly VisualRun[];
  readonly progress: {
    readonly done: number;
    /** Of them, what was not shot again. */
    readonly skipped: number;
    readonly secondsLeft: number | null;
  } | null;
  readonly selectedCase: string | null;
  /** Node that is looked at, in the pictures as well as in the list; it stays from case to case. */
  readonly selectedNode: string | null;
  readonly failure: Failure | null;
}

export interface VisualState {
  readonly documents: Readonly<Record<string, Runs>>;
  readonly look: Look;
}

export type VisualAction =
  | { readonly type: 'visual/listed'; readonly path: string; readonly runs: readonly VisualRun[] }
  | { readonly type: 'visual/failed'; readonly path: string; readonly failure: Failure | null }
  | { readonly type: 'visual/updated'; readonly run: VisualRun }
  | {
      readonly type: 'visual/progress';
      readonly run: VisualRun;
      readonly done: number;
      readonly skipped: number;
      readonly secondsLeft: number | null;
    }
  | { readonly type: 'visual/select'; readonly path: string; readonly key: string }
  | { readonly type: 'visual/node'; readonly path: string; readonly node: string | null }
  | { readonly type: 'visual/look'; readonly look: Partial<Look> };

export const initialVisual: VisualState = {
  documents: {},
  look: { view: 'split', mark: 'magenta', grouped: true, heard: false, covering: false },
};

const nothingYet: Runs = { runs: [], progress: null, selectedCase: null, selectedNode: null, failure: null };

export function reduceVisual(state: VisualState, action: StudioAction): VisualState {
  switch (action.type) {
    case 'visual/listed':
      // Why a run could not begin is still true, whatever is read meanwhile.
      return put(state, action.path, (runs) => select({ ...runs, runs: action.runs }));
    case 'visual/failed':
      return put(state, action.path, (runs) => ({ ...runs, failure: action.failure }));
    case 'visual/updated':
      return put(state, action.run.path, (runs) => withRun(runs, action.run));
    case 'visual/progress':
      return put(state, action.run.path, (runs) => ({
        ...withRun(runs, action.run),
        progress:
          action.run.state === 'running'
            ? { done: action.done, skipped: action.skipped, secondsLeft: action.secondsLeft }
            : null,
      }));
    case 'visual/select':
      return put(state, action.path, (runs) => ({ ...runs, selectedCase: action.key }));
    case 'visual/node':
      return put(state, action.path, (runs) => ({ ...runs, selectedNode: action.node }));
    case 'visual/look':
      return { ...state, look: { ...state.look, ...action.look } };
    default:
      return state;
  }
}

export const runsOf = (state: VisualState, path: string | null): Runs =>
  (path === null ? undefined : state.documents[path]) ?? nothingYet;

/** A person has to look at it: it changed or is new, and nobody has decided, or an excuse for it has run out. */
export const isUndecided = (result: CaseResult): boolean =>
  result.decision === 'pending' ||
  (isDecidable(result) && result.decision === 'quarantined' && hasRunOut(result, new Date()));

/** Nobody has to decide any more: it is wrong. */
export const isBad = ({ verdict, decision }: CaseResult): boolean =>
  verdict === 'error' || verdict === 'unstable' || decision === 'rejected';

/** It passed under conditions nobody has looked at yet, as another build of the browser: it may be accepted as it is. */
export const isToConfirm = ({ verdict, decision, recheck }: CaseResult): boolean =>
  recheck && verdict === 'passed' && decision === null;

const isDecidable = ({ verdict }: CaseResult): boolean => verdict === 'failed' || verdict === 'created';

/** What needs a person comes first, what is fine last; within that the order of the run. */
export function inReviewOrder(results: readonly CaseResult[]): readonly CaseResult[] {
  const rank = (result: CaseResult) => (isUndecided(result) ? 0 : result.verdict === 'passed' ? 2 : 1);
  return results.toSorted((left, right) => rank(left) - rank(right));
}

/** The results as the list shows them: what waits, the same changes together when grouped, then the rest. */
export function asListed(results: readonly CaseResult[], grouped: boolean): readonly CaseResult[] {
  if (!grouped) return inReviewOrder(results);
  const waiting = results.filter((result) => isUndecided(result));
  const rest = results.filter((result) => !isUndecided(result));
  return [...groupDecisions(waiting).flatMap((group) => group.results), ...inReviewOrder(rest)];
}

/** Whether a result is of the sort that one of the keys 1 to 7 looks for. */
export function matches(result: CaseResult, sort: Jump): boolean {
  const { verdict, decision, changes, broken } = result;
  switch (sort) {
    case 'failure':
      return !isExcused(result, new Date()) && (isBad(result) || broken.length > 0);
    case 'changed':
      return verdict === 'failed';
    case 'added':
      return verdict === 'created';
    case 'removed':
      return changes.some(({ kind }) => kind === 'removed');
    case 'unchanged':
      return verdict === 'passed';
    case 'retried':
      return verdict === 'flaky';
    case 'ignored':
      return decision === 'tolerated' || decision === 'quarantined';
  }
}

/** The case `step` places further in the list as shown; the ends stay. */
export function neighbor(results: readonly CaseResult[], key: string | null, step: 1 | -1): string | null {
  const index = results.findIndex((result) => result.case.key === key);
  const next = results[Math.min(Math.max(index + step, 0), results.length - 1)];
  return next?.case.key ?? null;
}

/** A run is known by its id; events may come before the answer that started it, and an old one never replaces a newer. */
function withRun(runs: Runs, run: VisualRun): Runs {
  const known = runs.runs.find(({ id }) => id === run.id);
  const list = known
    ? runs.runs.map((other) => (other.id === run.id && !(isOver(other) && !isOver(run)) ? run : other))
    : [run, ...runs.runs];
  const next = select({ ...runs, runs: list, failure: null });
  const hasEnded = isOver(run) && !(known && isOver(known));
  return hasEnded ? selectWaiting(next) : next;
}

/** When a run has ended a person wants to see what waits, unless they look at such a case already. */
function selectWaiting(runs: Runs): Runs {
  const waiting = asListed(runs.runs[0]?.results ?? [], true).filter((result) => isUndecided(result));
  const [first] = waiting;
  const isThere = waiting.some((result) => result.case.key === runs.selectedCase);
  return !first || isThere ? runs : { ...runs, selectedCase: first.case.key };
}

const isOver = ({ state }: VisualRun): boolean => state !== 'running';

/** Keeps the chosen case where the newest run still has it, else takes the first that needs a look. */
function select(runs: Runs): Runs {
  const results = runs.runs[0]?.results ?? [];
  if (results.some((result) => result.case.key === runs.selectedCase)) return runs;
  return { ...runs, selectedCase: asListed(results, true)[0]?.case.key ?? null };
}

const put = (state: VisualState, path: string, next: (runs: Runs) => Runs): VisualState => ({
  ...state,
  documents: { ...state.documents, [path]: next(state.documents[path] ?? nothingYet) },
});
