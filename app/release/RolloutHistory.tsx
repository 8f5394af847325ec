import type { RolloutView } from '#contract';
import { Time } from '../ui/Time.tsx';
import { entryWords } from './rollout-words.ts';

/** What happened, who did it and why, the newest first. */
export function RolloutHistory({ rollout }: { readonly rollout: RolloutView }) {
  const entries = rollout.history.map((entry, at) => ({ ...entry, at: entry.at, key: at })).reverse();
  return (
    <section className="rollout-card" aria-labelledby="rollout-history">
      <h3 id="rollout-history">History</h3>
      <ol className="rollout-history">
        {entries.map((entry) => (
          <li key={entry.key}>
            <span className="rollout-when dim">
              <Time at={entry.at} />
            </span>
            <span>
              <strong>{entry.by === 'server' ? 'The server' : entry.by}</strong>: {entryWords(entry, rollout)}
              {entry.why && <span className="dim"> — {entry.why}</span>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
