import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import '../../node/index.ts';
import { createEngine } from '../../create-engine.ts';
import { nodeClock } from '../../node/clock.ts';
import { compileBatch } from '../../node/compile-batch.ts';
import { nodeEnvironment } from '../../node/environment.ts';
import { largePage } from '../../samples/large-page.ts';
import { bytesInUse } from '../collect.ts';
import { compared, figure, type Row } from '../row.ts';

const documents = 10_000;
const nodes = 150;
/** They take turns, so that other work on the machine slows both. */
const rounds = 5;
const perRound = documents / rounds;

/**
 * Ten thousand documents, each another one, to the text of its program, on two threads and on one core. Times are of the
 * clock on the wall, of the quickest round: what counts is how long somebody waits. Where other work is on the machine,
 * two threads of anything gain less: two that share nothing say how much. What all threads together were on a processor
 * says what sharing the work costs, whatever else is going on.
 */
export async function rows(): Promise<readonly Row[]> {
  const page = JSON.stringify(largePage(nodes));
  const textOf = (at: number): string => page.replace('A large page', `Page ${at}`).replaceAll('Item ', `Item ${at}.`);
  const engine = createEngine({ cache: false, clock: nodeClock, environment: nodeEnvironment() });
  const batch = compileBatch({ count: 2 });
  let length = 0;
  const hashes = new Map<number, string>();
  const alone = (from: number): void => {
    for (let at = from; at < from + perRound; at++) {
      const { program } = engine.compile(textOf(at));
      hashes.set(at, program!.hash);
      length += JSON.stringify(program).length;
    }
  };
  const together = async (from: number): Promise<void> => {
    const items = function* () {
      for (let at = from; at < from + perRound; at++) yield { id: `${at}`, request: { text: textOf(at) } };
    };
    for await (const { id, answer } of batch.all(items())) {
      length -= answer?.program?.length ?? 0;
      if (answer?.hash !== hashes.get(Number(id))) throw new Error(`Document ${id} came out differently.`);
    }
  };
  alone(-perRound);
  await together(-perRound);
  const spinners = await twoSpinners();
  const before = bytesInUse();
  const times = { alone: [] as number[], together: [] as number[], spun: [] as number[], shared: [] as number[] };
  const worked = { alone: 0, together: 0 };
  for (let round = 0; round < rounds; round++) {
    const before = processorTimeOfAll();
    times.alone.push(await timeOf(() => alone(round * perRound)));
    const between = processorTimeOfAll();
    times.together.push(await timeOf(() => together(round * perRound)));
    worked.alone += between - before;
    worked.together += processorTimeOfAll() - between;
    times.spun.push(await timeOf(() => spin(spins)));
    times.shared.push(await timeOf(() => spinners.spin(spins / 2)));
  }
  if (length !== 0) throw new Error('The programs differ.');
  await spinners.close();
  const kept = Math.max(0, bytesInUse() - before);
  const { done } = batch.statistics();
  await batch.close();
  const [spun, shared] = [Math.min(...times.spun), Math.min(...times.shared)];
  const [one, two] = [Math.min(...times.alone) * rounds, Math.min(...times.together) * rounds];
  return [
    figure('batch, documents compiled', 'count', done - perRound),
    figure('batch, one core', 'ms', one),
    compared('batch, two threads', 'ms', two, [`one core, ${one.toFixed(0)} ms`, one], { must: 1 / 1.7 }),
    compared('batch, two threads, all time on processors', 'ms', worked.together, [
      `one core, ${worked.alone.toFixed(0)} ms`,
      worked.alone,
    ]),
    compared('two threads that share nothing', 'ms', shared, [`one core, ${spun.toFixed(0)} ms`, spun]),
    figure('batch, memory kept', 'bytes', kept, { must: 8 * 2 ** 20 }),
  ];
}

/** About a second of nothing but arithmetic. */
const spins = 200_000_000;
const spin = (count: number): number => {
  let sum = 0;
  for (let at = 0; at < count; at++) sum = (sum + (at & 1023)) % 1_000_003;
  return sum;
};

async function twoSpinners() {
  const source = `const spin = ${spin}; const { parentPort } = require('node:worker_threads');
    parentPort.on('message', (count) => parentPort.postMessage(spin(count))); spin(1e7); parentPort.postMessage(0);`;
  const workers = [0, 1].map(() => new Worker(source, { eval: true }));
  const answered = () => Promise.all(workers.map((worker) => once(worker, 'message')));
  await answered();
  return {
    spin(count: number) {
      const all = answered();
      for (const worker of workers) worker.postMessage(count);
      return all;
    },
    close: () => Promise.all(workers.map((worker) => worker.terminate())),
  };
}

/** Milliseconds of all threads. */
function processorTimeOfAll(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function timeOf(run: () => unknown): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}
