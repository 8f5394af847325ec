import type { EnginePerformance } from '#contract';
import type { StageStatistics } from '#engine';
import { FigureTable } from './FigureTable.tsx';
import { milliseconds, whole } from './numbers.ts';

interface Props {
  readonly stages: readonly StageStatistics[];
  readonly timeouts: EnginePerformance['worker']['timeouts'];
}

/** The stages in the order they run. */
export const StageTable = ({ stages, timeouts }: Props) => (
  <section aria-label="Stages">
    <FigureTable
      title="Stages"
      words={['Stage', 'Needs']}
      numbers={['Runs', 'Mean', 'Longest', 'Last', 'Errors', 'Warnings', 'Threw', 'Timed out']}
    >
      {stages.map(({ name, needs, runs, mean, longest, last, errors, warnings, failures }) => (
        <tr key={name}>
          <th scope="row">{name}</th>
          <td className="dim">{needs.join(', ')}</td>
          <td className="number">{whole(runs)}</td>
          <td className="number">{milliseconds(mean)}</td>
          <td className="number">{milliseconds(longest)}</td>
          <td className="number">{milliseconds(last)}</td>
          <td className="number">{whole(errors)}</td>
          <td className="number">{whole(warnings)}</td>
          <td className="number">{whole(failures)}</td>
          <td className="number">{whole(timeouts[name] ?? 0)}</td>
        </tr>
      ))}
    </FigureTable>
  </section>
);
