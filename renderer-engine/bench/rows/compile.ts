import { createEngine } from '../../create-engine.ts';
import { largePage } from '../../samples/large-page.ts';
import { programOf, uncachedEngine } from '../engines.ts';
import { measure } from '../measure.ts';
import { compared, figure, type Row } from '../row.ts';

/** From text, with warm code and nothing remembered; and the same text again with the cache that hosts have. */
export async function rows(): Promise<readonly Row[]> {
  const text = JSON.stringify(largePage(500));
  const engine = uncachedEngine();
  const cached = createEngine();
  programOf(engine.compile(text));
  const { compile, again } = await measure(
    { compile: () => engine.compile(text), again: () => cached.compile(text) },
    { rounds: 31, milliseconds: 100 },
  );
  return [
    figure('compile, 500 nodes', 'ms', compile, { must: 5, aim: 2 }),
    compared('compile, 500 nodes, from the cache', 'ms', again, ['compile', compile]),
  ];
}
