import type { CacheStatistics, EngineStatistics } from '#engine';
import { FigureTable } from './FigureTable.tsx';
import { megabytes, microseconds, percent, whole } from './numbers.ts';

/** What is kept to be used again. */
export function CacheTable({ engine }: { readonly engine: EngineStatistics }) {
  const caches: readonly (readonly [string, CacheStatistics])[] = [
    ['Programs', engine.programs],
    ['References', engine.resolution],
    ['Themes', engine.themes],
    ['Sheets', engine.sheets],
    ['Validations', engine.validation.cache],
  ];
  return (
    <section aria-label="Caches">
      <FigureTable
        title="Caches"
        words={['Cache']}
        numbers={['Entries', 'Size', 'Hits', 'Misses', 'Hit share', 'Evicted', 'Expired', 'Too big', 'Read in']}
      >
        {caches.map(([name, { entries, bytes, hits, misses, evicted, expired, skipped, latency }]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="number">{whole(entries)}</td>
            <td className="number">{bytes === 0 ? '' : megabytes(bytes)}</td>
            <td className="number">{whole(hits)}</td>
            <td className="number">{whole(misses)}</td>
            <td className="number">{hits + misses === 0 ? '' : percent(hits / (hits + misses))}</td>
            <td className="number">{whole(evicted)}</td>
            <td className="number">{whole(expired)}</td>
            <td className="number">{whole(skipped)}</td>
            <td className="number">{hits + misses === 0 ? '' : microseconds(latency)}</td>
          </tr>
        ))}
      </FigureTable>
    </section>
  );
}
