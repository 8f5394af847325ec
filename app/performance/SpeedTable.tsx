import { Tooltip } from '@mantine/core';
import type { HistogramFigures, Measured, TrackerSnapshot } from '#engine';
import { FigureTable } from './FigureTable.tsx';
import { milliseconds, percent, whole } from './numbers.ts';

const words: Readonly<Record<Measured, string>> = {
  processing: 'Documents processed',
  creation: 'Components created',
  rendering: 'Pages rendered',
  request: 'Whole requests',
};

/** How long things took, with the shape of all of them. */
export function SpeedTable({ tracker }: { readonly tracker: TrackerSnapshot | null }) {
  if (!tracker) return null;
  const kinds = (Object.keys(words) as Measured[]).filter((kind) => tracker.kinds[kind].total > 0);
  const { hitRatio, errorRate, dropped } = tracker;
  return (
    <section aria-label="Speed">
      <FigureTable
        title="Speed"
        words={['What', 'From 0.05 ms to 1 s']}
        numbers={['All', 'Failed', 'Now', 'Per second', 'Mean', 'p50', 'p95', 'p99', 'Longest']}
      >
        {kinds.map((kind) => {
          const { total, failed, inFlight, perSecond, mean, p50, p95, p99, longest } = tracker.kinds[kind];
          return (
            <tr key={kind}>
              <th scope="row">{words[kind]}</th>
              <td>
                <Bars figures={tracker.kinds[kind]} />
              </td>
              <td className="number">{whole(total)}</td>
              <td className="number">{whole(failed)}</td>
              <td className="number">{whole(inFlight)}</td>
              <td className="number">{perSecond.toFixed(1)}</td>
              {[mean, p50, p95, p99, longest].map((value, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: five columns that never move.
                <td key={at} className="number">
                  {milliseconds(value)}
                </td>
              ))}
            </tr>
          );
        })}
      </FigureTable>
      <p className="dim">
        {hitRatio === null ? 'No compilation was asked for twice yet' : `Caches answered ${percent(hitRatio)}`};{' '}
        {percent(errorRate)} failed; {whole(dropped)} times were dropped.
      </p>
    </section>
  );
}

/** One bar per bucket; its words are those of a screen reader too. */
function Bars({ figures: { buckets } }: { readonly figures: HistogramFigures }) {
  const most = Math.max(1, ...buckets);
  const bounds = ['0.05', '0.1', '0.25', '0.5', '1', '2.5', '5', '10', '25', '50', '100', '250', '500', '1,000'];
  const told = buckets.flatMap((count, at) =>
    count === 0 ? [] : [`${count} ${at < bounds.length ? `up to ${bounds[at]} ms` : 'longer than 1 s'}`],
  );
  return (
    <Tooltip label={told.join(' · ')} multiline maw={320}>
      <span className="performance-bars" role="img" aria-label={told.join(', ')}>
        {buckets.map((count, at) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: buckets never move.
            key={at}
            style={{ blockSize: `${count === 0 ? 0 : Math.max(12, (count / most) * 100)}%` }}
          />
        ))}
      </span>
    </Tooltip>
  );
}
