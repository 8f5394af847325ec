import { createEngine } from '../../create-engine.ts';
import { canonical } from '../../document/canonical.ts';
import { largePage } from '../../samples/large-page.ts';
import { programOf, uncachedEngine } from '../engines.ts';
import { median, processorTime } from '../measure.ts';
import { figure, type Row } from '../row.ts';

const file = 'bench/large.page.json';
const edits = 150;

/** As somebody types into a document of 2,000 nodes: each text differs from the last one in one node. */
export function rows(): readonly Row[] {
  return [
    figure('recompile, text of one of 2,000 nodes', 'ms', timeOf(changeText), { must: 5, aim: 1 }),
    figure('recompile, prop of a node around all others', 'ms', timeOf(changeGrid)),
  ];
}

type Change = (text: string, round: number) => string;

const changeText: Change = (text, round) => {
  const at = (round * 37) % 300;
  return text.replace(new RegExp(`"Item ${at}( no\\. \\d+)?"`), `"Item ${at} no. ${round}"`);
};

const changeGrid: Change = (text, round) =>
  text.replace(/"id":"grid"(,"a11y":\{[^}]*\})?/, `"id":"grid","a11y":{"label":"Cards no. ${round}"}`);

/** Every tenth program is compared with the one that a compilation of the text alone gives. */
function timeOf(change: Change): number {
  const engine = createEngine();
  const alone = uncachedEngine();
  let text = JSON.stringify(largePage(2_000));
  programOf(engine.compile(text, { file }));
  const times: number[] = [];
  for (let round = 0; round < edits; round++) {
    text = change(text, round);
    const start = processorTime();
    const compiled = engine.compile(text, { file });
    times.push(processorTime() - start);
    if (round % 10 > 0) continue;
    const wanted = programOf(alone.compile(text, { file }));
    if (canonical(programOf(compiled)) !== canonical(wanted)) throw new Error('An edit gives another program.');
  }
  return median(times.slice(edits / 3));
}
