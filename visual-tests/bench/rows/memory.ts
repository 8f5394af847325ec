import { benchCases, benchProject, runAll } from '../bench-cases.ts';
import { atMost, figure, type Row } from '../row.ts';

const total = 1000;
const part = 100;

/** Memory of this process beside the browsers, over a thousand cases in runs of a hundred. */
export async function rows(): Promise<readonly Row[]> {
  const cases = benchCases(part);
  const { ports, accept } = benchProject();
  accept(await runAll(cases, ports, 'created'));
  const used: number[] = [];
  for (let done = 0; done < total; done += part) {
    await runAll(cases, ports, 'passed');
    used.push(process.memoryUsage.rss() / 2 ** 20);
    process.stderr.write(`  ${done + part} of ${total}: ${used.at(-1)?.toFixed(0)} MB\n`);
  }
  const growth = used.at(-1)! - used[1]!;
  return [
    figure('memory beside the browsers', 'MB', Math.max(...used), { must: atMost(400) }),
    figure(`growth from ${2 * part} to ${total} cases`, 'MB', growth, { must: atMost(40) }),
  ];
}
