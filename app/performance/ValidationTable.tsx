import type { EngineStatistics } from '#engine';
import { FigureTable } from './FigureTable.tsx';
import { milliseconds, whole } from './numbers.ts';

const layers = [
  [1, 'Schema', 'the shape of the value'],
  [2, 'Rules', 'the value alone, and checks of the host'],
  [3, 'Live', 'data, context or params too'],
] as const;

/** Values of forms that were checked, layer by layer. */
export const ValidationTable = ({ validation }: Pick<EngineStatistics, 'validation'>) => (
  <section aria-label="Validations">
    <FigureTable
      title="Validations"
      words={['Layer', 'Reads']}
      numbers={['Runs', 'Mean', 'Longest', 'Failed', 'Timed out', 'Known already']}
    >
      {layers.map(([layer, name, reads]) => {
        const { runs, failed, timedOut, known, milliseconds: total, longest } = validation.layers[layer];
        return (
          <tr key={layer}>
            <th scope="row">{name}</th>
            <td className="dim">{reads}</td>
            <td className="number">{whole(runs)}</td>
            <td className="number">{runs === 0 ? '' : milliseconds(total / runs)}</td>
            <td className="number">{runs === 0 ? '' : milliseconds(longest)}</td>
            <td className="number">{whole(failed)}</td>
            <td className="number">{whole(timedOut)}</td>
            <td className="number">{whole(known)}</td>
          </tr>
        );
      })}
    </FigureTable>
    <p className="dim">
      {validation.runs === 0
        ? 'No value of a form was checked yet. Tests that send a form do.'
        : `${whole(validation.runs)} values checked, ${whole(validation.refused)} refused.`}
    </p>
  </section>
);
