import { createEngine } from '../../create-engine.ts';
import { largePage } from '../../samples/large-page.ts';
import { bytesInUse } from '../collect.ts';
import { programOf } from '../engines.ts';
import { figure, type Row } from '../row.ts';

const operations = 10_000;
/** What fills the caches, which have bounds; what comes after shows what grows. */
const warm = 3;
/** Where collecting happens to stand moves a single round by half a megabyte; a leak grows in each of them. */
const rounds = 4;

/**
 * Ten thousand requests at once, each for a document of its own: compiled, then sent chunk by chunk, so that every one
 * of them is under way before the first one ends.
 */
export async function rows(): Promise<readonly Row[]> {
  const engine = createEngine();
  const page = JSON.stringify(largePage(20));
  const text = (at: number): string => page.replace('A large page', `Page ${at}`);
  const input = { data: { shop: { name: 'Acme', open: 42 } } };
  let running = 0;
  let most = 0;
  const operate = async (at: number): Promise<boolean> => {
    running += 1;
    most = Math.max(most, running);
    const program = programOf(engine.compile(text(at)));
    await Promise.resolve();
    let html = '';
    for await (const chunk of engine.renderStream(program, input)) html += chunk;
    running -= 1;
    return html.includes(`<title>Page ${at}</title>`);
  };
  const round = async (first: number): Promise<void> => {
    const answers = await Promise.all(Array.from({ length: operations }, (_, at) => operate(first + at)));
    const answered = answers.filter(Boolean).length;
    if (answered !== operations) throw new Error(`Only ${answered} of ${operations} operations were answered.`);
  };
  const empty = bytesInUse();
  for (let at = 0; at < warm; at++) {
    await round(at * operations);
    bytesInUse();
  }
  const before = bytesInUse();
  most = 0;
  const start = performance.now();
  await round(warm * operations);
  const milliseconds = performance.now() - start;
  for (let at = warm + 1; at < warm + rounds; at++) {
    // Tables of weak references double when nothing is collected for long; that is room, nothing kept.
    bytesInUse();
    await round(at * operations);
  }
  const grown = Math.max(0, bytesInUse() - before) / rounds;
  return [
    figure('compile and render at once, answered', 'count', operations),
    figure('compile and render at once, most in flight', 'count', most),
    figure('compile and render at once, each', 'ms', milliseconds / operations),
    figure('compile and render at once, caches filled by the first 30,000', 'bytes', Math.max(0, before - empty)),
    figure('compile and render at once, growth by each 10,000 more', 'bytes', grown, { must: 2 ** 20 }),
  ];
}
