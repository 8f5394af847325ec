import type { RolloutArm, RolloutReport } from '#contract';
import { rate } from './rollout-words.ts';

/** How the new version fares beside the one before, as far as the server measured. */
export function RolloutFigures({ report }: { readonly report: RolloutReport | null }) {
  return (
    <section className="rollout-card rollout-figures" aria-labelledby="figures">
      <h3 id="figures">Live figures</h3>
      {report ? <Measured report={report} /> : <p className="dim">Nothing is measured yet.</p>}
    </section>
  );
}

const number = new Intl.NumberFormat('en');
const bytes = (value: number) => `${number.format(Math.round(value))} B`;
const milliseconds = (value: number | null) =>
  value === null ? '–' : `${number.format(Math.round(value * 10) / 10)} ms`;

function Measured({ report: { stable, candidate, signals, shadow } }: { readonly report: RolloutReport }) {
  return (
    <>
      <table className="rollout-table">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Before</th>
            <th scope="col">New</th>
          </tr>
        </thead>
        <tbody>
          <Row name="Requests" cells={[number.format(stable.requests), number.format(candidate.requests)]} />
          <Row name="Bad answers" cells={[number.format(stable.badAnswers), number.format(candidate.badAnswers)]} />
          {signals.map((signal) => (
            <Row
              key={signal.name}
              name={capitalized(signal.name)}
              cells={[rate(signal.stable), rate(signal.candidate)]}
              notes={[
                `${signal.stable.bad} of ${signal.stable.of}`,
                `${signal.candidate.bad} of ${signal.candidate.of}`,
              ]}
            />
          ))}
        </tbody>
      </table>
      {(stable.p50 !== null || candidate.p50 !== null) && <Latency stable={stable} candidate={candidate} />}
      {shadow && (
        <p className="dim">
          Before the first visitor it rendered {number.format(shadow.rendered)} real{' '}
          {shadow.rendered === 1 ? 'request' : 'requests'}
          {shadow.equal === null ? '' : `, ${Math.round(100 * shadow.equal)} % to the same HTML`}
          {shadow.worse > 0 ? `; ${shadow.worse} showed less than before` : ''}. Time{' '}
          {milliseconds(shadow.milliseconds.stable)} → {milliseconds(shadow.milliseconds.candidate)}, size{' '}
          {bytes(shadow.bytes.stable)} → {bytes(shadow.bytes.candidate)}.
        </p>
      )}
    </>
  );
}

const capitalized = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

interface RowProps {
  readonly name: string;
  readonly cells: readonly [string, string];
  readonly notes?: readonly [string, string];
}

const Row = ({ name, cells, notes }: RowProps) => (
  <tr>
    <th scope="row">{name}</th>
    <td title={notes?.[0]}>{cells[0]}</td>
    <td title={notes?.[1]}>{cells[1]}</td>
  </tr>
);

interface Arms {
  readonly stable: RolloutArm;
  readonly candidate: RolloutArm;
}

/** Times of both versions as bars of one scale. */
function Latency({ stable, candidate }: Arms) {
  const names = ['p50', 'p95', 'p99'] as const;
  const longest = Math.max(1, ...names.flatMap((name) => [stable[name] ?? 0, candidate[name] ?? 0]));
  return (
    <dl className="latency" aria-label="Time to render">
      {names.map((name) => (
        <div key={name}>
          <dt>{name}</dt>
          <Bar words="before" value={stable[name]} longest={longest} />
          <Bar words="new" value={candidate[name]} longest={longest} />
        </div>
      ))}
    </dl>
  );
}

interface BarProps {
  readonly words: 'before' | 'new';
  readonly value: number | null;
  readonly longest: number;
}

const Bar = ({ words, value, longest }: BarProps) => (
  <dd data-arm={words}>
    <span className="dim">{words}</span>
    <span className="latency-bar" aria-hidden>
      <span style={{ width: `${(100 * (value ?? 0)) / longest}%` }} />
    </span>
    <span className="latency-value">{milliseconds(value)}</span>
  </dd>
);
