import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { benchCases, benchProject, fingerprintsFor, runAll } from '../bench-cases.ts';
import { atMost, figure, type Row } from '../row.ts';

const total = 1000;
const part = 50;

/**
 * Memory of this process beside the browsers, over a thousand cases in runs of fifty, each time once nothing is left to
 * collect; what the first runs took beside what the last ones did.
 */
export async function rows(): Promise<readonly Row[]> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const cases = benchCases(part);
  const fingerprints = await fingerprintsFor(cases);
  const { ports, accept } = benchProject();
  accept(await runAll(cases, ports, 'created', { fingerprints }));
  const [most, used]: [number[], number[]] = [[], []];
  for (let done = 0; done < total; done += part) {
    // Every other run reads everything again, as for pages that are not known.
    await runAll(cases, ports, 'passed', done % (2 * part) === 0 ? { fingerprints } : {});
    most.push(megabytes());
    collect();
    used.push(megabytes());
    process.stderr.write(
      `  ${done + part} of ${total}: ${most.at(-1)?.toFixed(0)} MB, then ${used.at(-1)?.toFixed(0)} MB\n`,
    );
  }
  const quarter = used.length / 4;
  const growth = mean(used.slice(-quarter)) - mean(used.slice(0, quarter));
  const note = `${mean(used.slice(0, quarter)).toFixed(0)} MB in the first quarter, ${mean(used.slice(-quarter)).toFixed(0)} MB in the last`;
  return [
    figure(`memory beside the browsers, at most, over ${total} cases`, 'MB', Math.max(...most), { must: atMost(400) }),
    figure('growth from the first to the last quarter', 'MB', growth, { must: atMost(20), note }),
  ];
}

const megabytes = (): number => process.memoryUsage.rss() / 2 ** 20;
const mean = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
