import type { CaseResult, Failure, VisualRun } from '#contract';
import type { StudioAction } from '../state/studio.ts';

export const pictureViews = ['split', 'overlay', 'swipe', 'onion', 'baseline', 'new'] as const;
export type PictureView = (typeof pictureViews)[number];

/** Visual runs of one document, newest first, and what is looked at. */
export interface Runs {
  readonly runs: readonly VisualRun[];
  readonly progress: { readonly done: number; readonly secondsLeft: number | null } | null;
  readonly selectedCase: string | null;
  readonly failure: Failure | null;
}

export interface VisualState {
  readonly documents: Readonly<Record<string, Runs>>;
  readonly view: PictureView;
}

export type VisualAction =
  | { readonly type: 'visual/listed'; readonly path: string; readonly runs: readonly VisualRun[] }
  | { readonly type: 'visual/failed'; readonly path: string; readonly failure: Failure | null }
  | { readonly type: 'visual/updated'; readonly run: VisualRun }
  | {
      readonly type: 'visual/progress';
      readonly run: VisualRun;
      readonly done: number;
      readonly secondsLeft: number | null;
    }
  | { readonly type: 'visual/select'; readonly path: string; readonly key: string }
  | { readonly type: 'visual/view'; readonly view: PictureView };

export const initialVisual: VisualState = { documents: {}, view: 'split' };

const nothingYet: Runs = { runs: [], progress: null, selectedCase: null, failure: null };

export function reduceVisual(state: VisualState, action: StudioAction): VisualState {
  switch (action.type) {
    case 'visual/listed':
      return put(state, action.path, (runs) => select({ ...runs, runs: action.runs, failure: null }));
    case 'visual/failed':
      return put(state, action.path, (runs) => ({ ...runs, failure: action.failure }));
    case 'visual/updated':
      return put(state, action.run.path, (runs) => withRun(runs, action.run));
    case 'visual/progress':
      return put(state, action.run.path, (runs) => ({
        ...withRun(runs, action.run),
        progress: action.run.state === 'running' ? { done: action.done, secondsLeft: action.secondsLeft } : null,
      }));
    case 'visual/select':
      return put(state, action.path, (runs) => ({ ...runs, selectedCase: action.key }));
    case 'visual/view':
      return { ...state, view: action.view };
    default:
      return state;
  }
}

export const runsOf = (state: VisualState, path: string | null): Runs =>
  (path === null ? undefined : state.documents[path]) ?? nothingYet;

/** A person has to look at it: it changed or is new, and nobody has decided. */
export const isUndecided = (result: CaseResult): boolean => result.decision === 'pending';

/** What needs a person comes first, what is fine last; within that the order of the run. */
export function inReviewOrder(results: readonly CaseResult[]): readonly CaseResult[] {
  const rank = (result: CaseResult) => (isUndecided(result) ? 0 : result.verdict === 'passed' ? 2 : 1);
  return results.toSorted((left, right) => rank(left) - rank(right));
}

/** The case `step` places further in the list as shown; the ends stay. */
export function neighbor(results: readonly CaseResult[], key: string | null, step: 1 | -1): string | null {
  const index = results.findIndex((result) => result.case.key === key);
  const next = results[Math.min(Math.max(index + step, 0), results.length - 1)];
  return next?.case.key ?? null;
}

/** A run is known by its id; events may come before the answer that started it, and an old one never replaces a newer. */
function withRun(runs: Runs, run: VisualRun): Runs {
  const known = runs.runs.some(({ id }) => id === run.id);
  const list = known
    ? runs.runs.map((other) => (other.id === run.id && !(isOver(other) && !isOver(run)) ? run : other))
    : [run, ...runs.runs];
  return select({ ...runs, runs: list, failure: null });
}

const isOver = ({ state }: VisualRun): boolean => state !== 'running';

/** Keeps the chosen case where the newest run still has it, else takes the first that needs a look. */
function select(runs: Runs): Runs {
  const results = runs.runs[0]?.results ?? [];
  if (results.some((result) => result.case.key === runs.selectedCase)) return runs;
  return { ...runs, selectedCase: inReviewOrder(results)[0]?.case.key ?? null };
}

const put = (state: VisualState, path: string, next: (runs: Runs) => Runs): VisualState => ({
  ...state,
  documents: { ...state.documents, [path]: next(state.documents[path] ?? nothingYet) },
});
