import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createEngine } from '../create-engine.ts';
import type { Compiled } from '../engine.ts';
import { largePage } from '../samples/large-page.ts';
import { orderPageByHand } from './by-hand.ts';
import { measure, median } from './measure.ts';
import { orderPage, ordersOf } from './order-page.ts';
import { type Row, reportPage } from './report.ts';
import { countElements, expectSameHtml } from './same-html.ts';

/** `npm run bench`: writes docs/benchmarks.md, or with `--json` prints the rows. */
process.env['NODE_ENV'] = 'production';

const orders = ordersOf(100);
const input = { data: { orders: orders.map((order) => ({ ...order })) } };
const engine = createEngine({ cache: false });
const program = programOf(engine.compile(orderPage));
const { orderPageByReact: byReact } = await import('./by-react.ts');

const html = engine.render(program, input).html;
expectSameHtml('React', byReact(orders), html);
expectSameHtml('By hand', orderPageByHand(orders), html);

const rows = [...compileRows(), ...renderRows(), ...(await streamRows()), allocationRow()];
if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
else writePage(rows);

function programOf({ program: made, diagnostics }: Compiled) {
  if (!made) throw new Error(`The page does not compile: ${diagnostics.map((one) => one.message).join(' ')}`);
  return made;
}

function compileRows(): readonly Row[] {
  const text = JSON.stringify(largePage(500));
  programOf(engine.compile(text));
  const cached = createEngine();
  const { compile, again } = measure(
    { compile: () => engine.compile(text), again: () => cached.compile(text) },
    { rounds: 15, milliseconds: 100 },
  );
  return [
    { name: 'compile, 500 nodes', value: compile, unit: 'ms', peer: null, ratio: null },
    { name: 'compile again, from the cache', value: again, unit: 'ms', peer: 'compile', ratio: again / compile },
  ];
}

function renderRows(): readonly Row[] {
  const { ours, react, hand } = measure(
    {
      ours: () => asOneText(engine.render(program, input).html),
      react: () => asOneText(byReact(orders)),
      hand: () => asOneText(orderPageByHand(orders)),
    },
    { rounds: 31, milliseconds: 60 },
  );
  return [
    { name: 'elements of the page', value: countElements(html), unit: 'count', peer: null, ratio: null },
    { name: 'render', value: ours, unit: 'ms', peer: 'React renderToString', ratio: ours / react },
    { name: 'render', value: ours, unit: 'ms', peer: 'by hand', ratio: ours / hand },
    { name: 'React renderToString', value: react, unit: 'ms', peer: 'render', ratio: react / ours },
    { name: 'by hand', value: hand, unit: 'ms', peer: 'render', ratio: hand / ours },
  ];
}

/** V8 puts concatenated strings together when they are first read; nobody can send one before. */
function asOneText(text: string): number {
  return text.charCodeAt(text.length - 1);
}

async function streamRows(): Promise<readonly Row[]> {
  const first: number[] = [];
  for (let round = 0; round < 300; round++) {
    const start = performance.now();
    for await (const _ of engine.renderStream(program, input)) break;
    first.push(performance.now() - start);
  }
  return [{ name: 'stream, first chunk', value: median(first), unit: 'ms', peer: null, ratio: null }];
}

/** Heap used by one render, between two collections. */
function allocationRow(): Row {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const used = Array.from({ length: 21 }, () => {
    collect();
    const before = process.memoryUsage().heapUsed;
    engine.render(program, input);
    return process.memoryUsage().heapUsed - before;
  });
  return { name: 'memory per render', value: median(used), unit: 'bytes', peer: null, ratio: null };
}

function writePage(results: readonly Row[]): void {
  const require = createRequire(import.meta.url);
  const react = (require('react/package.json') as { version: string }).version;
  const file = new URL('../../docs/benchmarks.md', import.meta.url);
  mkdirSync(new URL('.', file), { recursive: true });
  writeFileSync(file, reportPage(results, { Node: process.versions.node, V8: process.versions.v8, React: react }));
  process.stderr.write('Wrote docs/benchmarks.md.\n');
}
