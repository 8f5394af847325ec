import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import '../../node/index.ts';
import { compileBatch } from '../../node/compile-batch.ts';
import { bytesInUse } from '../collect.ts';
import { boundLoop, compileLoop, documentText } from '../compile-loop.ts';
import { compared, figure, type Row } from '../row.ts';

const documents = 10_000;
/** They take turns, so that other work on the machine slows all. */
const rounds = 5;
const perRound = documents / rounds;

/**
 * Ten thousand documents, each another one, to the text of its program: on two threads, on one core, and on one thread
 * whose garbage is collected and whose code is optimized on the other core. Times are of the clock on the wall, of the
 * quickest round: what counts is how long somebody waits. Where other work is on the machine, two threads of anything
 * gain less: two that share nothing say how much. What all threads together were on a processor says what sharing the
 * work costs, whatever else is going on.
 */
export async function rows(): Promise<readonly Row[]> {
  const batch = compileBatch({ count: 2 });
  let length = 0;
  const hashes = new Map<number, string>();
  const alone = (from: number): void => {
    const loop = compileLoop(from, perRound);
    for (const [at, hash] of loop.hashes.entries()) hashes.set(from + at, hash);
    length += loop.length;
  };
  const together = async (from: number): Promise<void> => {
    const items = function* () {
      for (let at = from; at < from + perRound; at++) yield { id: `${at}`, request: { text: documentText(at) } };
    };
    for await (const { id, answer } of batch.all(items())) {
      length -= answer?.program?.length ?? 0;
      if (answer?.hash !== hashes.get(Number(id))) throw new Error(`Document ${id} came out differently.`);
    }
  };
  const bound = await boundLoop();
  alone(-perRound);
  await together(-perRound);
  await bound.run(-perRound, perRound);
  const spinners = await twoSpinners();
  const before = bytesInUse();
  const times = Object.fromEntries(
    ['alone', 'bound', 'together', 'spun', 'shared'].map((name) => [name, [] as number[]]),
  );
  const worked = { alone: 0, together: 0 };
  for (let round = 0; round < rounds; round++) {
    const first = round * perRound;
    const before = processorTimeOfAll();
    times['alone']!.push(await timeOf(() => alone(first)));
    const between = processorTimeOfAll();
    times['together']!.push(await timeOf(() => together(first)));
    worked.alone += between - before;
    worked.together += processorTimeOfAll() - between;
    times['bound']!.push(await timeOf(() => bound.run(first, perRound)));
    times['spun']!.push(await timeOf(() => spin(spins)));
    times['shared']!.push(await timeOf(() => spinners.spin(spins / 2)));
  }
  if (length !== 0) throw new Error('The programs differ.');
  await Promise.all([spinners.close(), bound.close()]);
  const kept = Math.max(0, bytesInUse() - before);
  const { done } = batch.statistics();
  await batch.close();
  const best = (name: string): number => Math.min(...times[name]!);
  const whole = (name: string): number => best(name) * rounds;
  return [
    figure('batch, documents compiled', 'count', done - perRound),
    figure('batch, one core', 'ms', whole('bound')),
    compared(
      'batch, two threads',
      'ms',
      whole('together'),
      [`one core, ${whole('bound').toFixed(0)} ms`, whole('bound')],
      { must: 1 / 1.7 },
    ),
    compared('batch, two threads', 'ms', whole('together'), [
      `one thread helped by a second core, ${whole('alone').toFixed(0)} ms`,
      whole('alone'),
    ]),
    compared('batch, two threads, all time on processors', 'ms', worked.together, [
      `one thread and its helpers, ${worked.alone.toFixed(0)} ms`,
      worked.alone,
    ]),
    compared('two threads that share nothing', 'ms', best('shared'), [
      `one core, ${best('spun').toFixed(0)} ms`,
      best('spun'),
    ]),
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
