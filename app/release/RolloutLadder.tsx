import { Circle, CircleCheck, CircleDot } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Rollout } from '#contract';
import { audienceWords, remaining } from './rollout-words.ts';

type Rung = 'done' | 'now' | 'coming';

/** The way from nobody to everybody, rung by rung. */
export function RolloutLadder({ rollout }: { readonly rollout: Rollout }) {
  const { plan, step, stage, state, dueAt, endedAt } = rollout;
  const now = useSeconds();
  const isOpen = endedAt === null;
  const wait = isOpen && dueAt ? remaining(dueAt, now) : '';
  const isDone = state === 'done' || state === 'watching';
  return (
    <section className="rollout-card" aria-labelledby="ladder">
      <h3 id="ladder">Steps</h3>
      <ol className="ladder">
        <Line rung={step > 0 || isDone ? 'done' : isOpen ? 'now' : 'coming'} words="Checks and preparation">
          {stage === 'prepare' &&
            isOpen &&
            'waiting until caches know of two versions, and for the trial with real requests'}
        </Line>
        {plan.steps.map((audience, at) => {
          const rung: Rung = isDone || at + 1 < step ? 'done' : isOpen && at + 1 === step ? 'now' : 'coming';
          const share = audience.kind === 'share' ? audience.percent : null;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: steps are what they are by their place.
            <Line key={at} rung={rung} words={audienceWords(audience)} share={share}>
              {rung === 'now' &&
                state === 'running' &&
                (wait ? `next ${wait} at the earliest` : 'time is over; waiting for the judge')}
              {rung === 'now' && state === 'paused' && 'paused'}
            </Line>
          );
        })}
        <Line
          rung={state === 'done' ? 'done' : state === 'watching' ? 'now' : 'coming'}
          words="Watched while everybody has it"
        >
          {state === 'watching' && wait && `over ${wait}`}
        </Line>
      </ol>
    </section>
  );
}

interface LineProps {
  readonly rung: Rung;
  readonly words: string;
  readonly share?: number | null;
  readonly children: React.ReactNode;
}

const icons = { done: CircleCheck, now: CircleDot, coming: Circle } as const;

function Line({ rung, words, share = null, children }: LineProps) {
  const Icon = icons[rung];
  return (
    <li className="rung" data-rung={rung} aria-current={rung === 'now' ? 'step' : undefined}>
      <Icon size={16} aria-hidden />
      <span className="rung-words">
        {words}
        <span className="visually-hidden">
          {rung === 'done' ? ', done' : rung === 'coming' ? ', to come' : ', now'}
        </span>
        {children && <span className="dim"> {children}</span>}
      </span>
      {share !== null && (
        <span className="rung-bar" aria-hidden>
          <span style={{ width: `${Math.min(100, share)}%` }} />
        </span>
      )}
    </li>
  );
}

/** The time, second by second, for what counts down. */
function useSeconds(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
