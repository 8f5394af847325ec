import { ArrowLeft, CircleCheck, CircleDot, CirclePause, CircleX, History, Snowflake } from 'lucide-react';
import type { RolloutState, RolloutView } from '#contract';
import { usePolled } from '../state/use-polled.ts';
import { Chip } from '../ui/Chip.tsx';
import { FailureNotice } from '../ui/FailureNotice.tsx';
import { IconAction } from '../ui/IconAction.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Waiting } from '../ui/Waiting.tsx';
import { shortHash } from '../versions/version-actions.ts';
import { RolloutActions } from './RolloutActions.tsx';
import { RolloutFigures } from './RolloutFigures.tsx';
import { RolloutHistory } from './RolloutHistory.tsx';
import { RolloutLadder } from './RolloutLadder.tsx';
import { nowWords, stateWords } from './rollout-words.ts';

interface Props {
  readonly id: string;
  readonly canAct: boolean;
  readonly onBack: () => void;
}

/** One rollout as it goes: who has the new version, how it fares, and what can be done about it. */
export function RolloutPage({ id, canAct, onBack }: Props) {
  const { value, failure, again } = usePolled('rollout.read', { id }, ({ endedAt }) => endedAt !== null);
  return (
    <section className="rollout" aria-label="Rollout" data-channel={value?.channel}>
      <header className="rollout-header">
        <IconAction icon={ArrowLeft} label="Back to what is live" onClick={onBack} />
        {value && <Title rollout={value} />}
      </header>
      {failure && <FailureNotice bar failure={failure} onRetry={again} />}
      {failure && value && (
        <p className="dim rollout-stale">What is shown below is how it was when the server last answered.</p>
      )}
      {value ? (
        <Body rollout={value} canAct={canAct} again={again} />
      ) : (
        !failure && <Waiting what="Asking the server" />
      )}
    </section>
  );
}

const Title = ({ rollout }: { readonly rollout: RolloutView }) => (
  <>
    <h2 className="truncate">{rollout.documentId}</h2>
    <span className="dim">
      {rollout.stable.semver} → <strong>{rollout.candidate.semver}</strong> in {rollout.channel}
    </span>
    <span className="code dim">{shortHash(rollout.candidate)}</span>
    <span className="fill" />
    <StateChip state={rollout.state} />
  </>
);

const icons = {
  done: CircleCheck,
  paused: CirclePause,
  frozen: Snowflake,
  aborted: CircleX,
  'rolled-back': CircleX,
  superseded: History,
} as const;

export const StateChip = ({ state }: { readonly state: RolloutState }) => (
  <Chip {...stateWords[state]} icon={state in icons ? icons[state as keyof typeof icons] : CircleDot} />
);

interface BodyProps {
  readonly rollout: RolloutView;
  readonly canAct: boolean;
  readonly again: () => void;
}

function Body({ rollout, canAct, again }: BodyProps) {
  return (
    <div className="rollout-body">
      <div className="rollout-now">
        <p className="rollout-state">{nowWords(rollout)}</p>
        <RolloutActions rollout={rollout} canAct={canAct} onDone={again} />
      </div>
      {rollout.failure && (
        <Notice tone={rollout.state === 'frozen' ? 'danger' : 'warning'}>
          {rollout.endedAt === null ? '' : 'It was taken back. '}
          {rollout.failure}
          {rollout.undoFailure && ` Going back failed too: ${rollout.undoFailure}`}
        </Notice>
      )}
      <Judge rollout={rollout} />
      <div className="rollout-columns">
        <RolloutLadder rollout={rollout} />
        <RolloutFigures report={rollout.report} />
      </div>
      <RolloutHistory rollout={rollout} />
    </div>
  );
}

/** What the server's judge says, in its words. */
function Judge({ rollout: { judgement } }: { readonly rollout: RolloutView }) {
  if (!judgement) return null;
  if (judgement.kind === 'healthy')
    return <Notice tone="success">The judge finds the new version healthy in this step.</Notice>;
  if (judgement.kind === 'bad') return <Notice tone="danger">The judge finds it bad. {judgement.why}</Notice>;
  return <Notice tone="info">The judge has not decided yet. {judgement.why}</Notice>;
}
