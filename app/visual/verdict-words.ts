import {
  CircleAlert,
  CircleCheck,
  CircleDot,
  CircleSlash,
  CircleX,
  type LucideIcon,
  ShieldAlert,
  SlidersHorizontal,
  Sparkles,
  Waves,
} from 'lucide-react';
import { type CaseResult, differencesOf, failureWord, hasRunOut, isExcused, type VisualRun } from '#contract';
import { isUndecided } from './runs.ts';

export interface Verdict {
  readonly word: string;
  readonly tone: 'success' | 'warning' | 'danger' | 'info' | 'neutral';
  readonly icon: LucideIcon;
}

/** What a result means to the person who looks at it. */
export function verdictOf(result: CaseResult): Verdict {
  const { verdict, decision } = result;
  if (decision === 'quarantined' && hasRunOut(result, new Date())) {
    return { word: 'Quarantine over', tone: 'danger', icon: ShieldAlert };
  }
  const known = pastVerdict(result);
  return verdict === 'failed' && decision === 'pending'
    ? { ...known, word: failureWord(differencesOf(result)) }
    : known;
}

/** The same of what is long decided. */
export function pastVerdict({
  verdict,
  decision,
  skipped,
}: Pick<CaseResult, 'verdict' | 'decision' | 'skipped'>): Verdict {
  if (decision === 'tolerated') return { word: 'Tolerated', tone: 'neutral', icon: SlidersHorizontal };
  if (decision === 'quarantined') return { word: 'Quarantined', tone: 'warning', icon: ShieldAlert };
  if (decision === 'rejected') return { word: 'Rejected', tone: 'danger', icon: CircleX };
  if (decision === 'accepted') return { word: 'Accepted', tone: 'success', icon: CircleCheck };
  switch (verdict) {
    case 'passed':
      return { word: skipped ? 'Unchanged' : 'Passed', tone: 'success', icon: CircleCheck };
    case 'flaky':
      return { word: 'Flaky', tone: 'warning', icon: Waves };
    case 'unstable':
      return { word: 'Unstable', tone: 'warning', icon: Waves };
    case 'error':
      return { word: 'Error', tone: 'danger', icon: CircleAlert };
    case 'created':
      return { word: 'New', tone: 'info', icon: Sparkles };
    case 'failed':
      return { word: 'Changed', tone: 'warning', icon: CircleDot };
  }
}

/** The state of a whole run in one sentence. */
export function describeRun(run: VisualRun): string {
  if (run.state === 'running') return 'Taking pictures…';
  if (run.state === 'cancelled') return `Cancelled after ${run.results.length} of ${run.total} pictures.`;
  if (run.state === 'crashed')
    return `It broke off after ${run.results.length} of ${run.total} pictures; it goes on from there unless something changed.`;
  const count = (of: (result: CaseResult) => boolean) => run.results.filter((result) => of(result)).length;
  const undecided = count(isUndecided);
  const now = new Date();
  const excused = count((result) => isExcused(result, now));
  const broken = count(
    (result) => !isExcused(result, now) && (result.verdict === 'error' || result.verdict === 'unstable'),
  );
  const rejected = count(({ decision }) => decision === 'rejected');
  if (undecided > 0) {
    const wait = `${pictures(undecided)} of ${run.total} ${undecided === 1 ? 'waits' : 'wait'} for your decision`;
    return broken > 0 ? `${wait}; ${broken} could not be compared.` : `${wait}.`;
  }
  if (broken > 0) return `${pictures(broken)} of ${run.total} could not be compared.`;
  if (rejected > 0) return `${pictures(rejected)} of ${run.total} ${rejected === 1 ? 'was' : 'were'} rejected.`;
  if (excused > 0) {
    const others = run.total - excused;
    const rest =
      others === 0
        ? 'nothing else was shot'
        : others === 1
          ? 'the other is as it should be'
          : `the other ${others} are as they should be`;
    return `${pictures(excused)} ${excused === 1 ? 'is' : 'are'} tolerated or in quarantine; ${rest}.`;
  }
  const flaky = count(({ verdict }) => verdict === 'flaky');
  const again = count(({ skipped }) => skipped);
  const notes = [
    ...(flaky > 0 ? [`${flaky} only on a second try`] : []),
    ...(again === run.total
      ? ['nothing changed, so none was shot again']
      : again > 0
        ? [`${again} not shot again`]
        : []),
  ];
  const all = run.total === 1 ? 'The picture is as it should be' : `All ${run.total} pictures are as they should be`;
  return `${[all, ...notes].join('; ')}.`;
}

/** The sign of a whole run. */
export function runVerdict(run: VisualRun): Verdict {
  if (run.state === 'running') return { word: 'Running', tone: 'info', icon: CircleDot };
  if (run.state !== 'finished') return { word: 'Stopped', tone: 'neutral', icon: CircleSlash };
  if (run.results.some((result) => isUndecided(result))) return { word: 'To decide', tone: 'warning', icon: CircleDot };
  if (run.verdict === 'passed' && run.results.some((result) => isExcused(result, new Date())))
    return { word: 'Passed, with excuses', tone: 'warning', icon: ShieldAlert };
  return run.verdict === 'passed'
    ? { word: 'Passed', tone: 'success', icon: CircleCheck }
    : { word: 'Failed', tone: 'danger', icon: CircleX };
}

const pictures = (count: number): string => `${count} ${count === 1 ? 'picture' : 'pictures'}`;
