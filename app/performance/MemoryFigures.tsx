import type { EngineStatistics, MemoryReport } from '#engine';
import { Time } from '../ui/Time.tsx';
import { megabytes, percent, whole } from './numbers.ts';

interface Props {
  readonly memory: MemoryReport;
  readonly buffers: EngineStatistics['buffers'];
}

/** Memory against its limit, and the working memory of renders. */
export function MemoryFigures({ memory, buffers }: Props) {
  const { share, limit, heapUsed, heapReserved, resident, external, collections, lastCollection } = memory;
  const figures: readonly (readonly [string, string])[] = [
    ['Heap in use', megabytes(heapUsed)],
    ['Heap reserved', megabytes(heapReserved)],
    ['Resident', megabytes(resident)],
    ['Outside of the heap', megabytes(external)],
    ['Collections', whole(collections)],
    ['Samples', whole(memory.samples)],
    ['Warnings', whole(memory.warnings)],
    ['Critical alerts', whole(memory.criticals)],
    ['Leak alerts', whole(memory.leaks)],
    ['Caches made smaller', whole(memory.relieved)],
    ['Buffers made', whole(buffers.created)],
    ['Buffers used again', whole(buffers.reused)],
    ['Buffers given up', whole(buffers.destroyed)],
    ['Buffers active', whole(buffers.active)],
    ['Buffers idle', whole(buffers.idle)],
  ];
  return (
    <section aria-label="Memory">
      <h3>Memory</h3>
      <meter
        className="performance-meter"
        aria-label="Memory in use"
        min={0}
        low={70}
        high={85}
        max={100}
        optimum={0}
        value={Math.min(100, Math.round(share * 100))}
      />
      <p className="dim">
        {percent(share)} of {megabytes(limit)}. Caches shrink at 70 %, half of them goes at 85 %.
        {lastCollection !== null && (
          <>
            {' '}
            Last collected <Time at={new Date(lastCollection).toISOString()} />.
          </>
        )}
      </p>
      <dl className="performance-figures">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="number">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
