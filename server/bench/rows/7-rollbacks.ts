import { measureRollbacks } from '../rollbacks.ts';
import { atLeast, atMost, figure, type Row } from '../row.ts';

export async function rows(): Promise<readonly Row[]> {
  const found = await measureRollbacks();
  for (const remark of found.remarks) process.stderr.write(`${remark}\n`);
  const note = `${found.requests.toLocaleString('en')} requests in ${found.seconds} s`;
  return [
    figure('bad versions taken back', 'count', found.reverted, {
      must: atLeast(found.bad),
      note: `of ${found.bad}: throwing, + 200 ms, blank, client errors, no beacons`,
    }),
    figure('… within 5 s of the first bad answer and its exposure', 'count', found.inTime, {
      must: atLeast(found.bad),
      note: `slowest ${(found.slowest / 1_000).toFixed(1)} s, at most ${found.mostExposed} bad answers`,
    }),
    figure('good versions taken back, noisy services', 'count', found.falseAlarms, {
      must: atMost(0),
      note: `of ${found.well}, ${found.unfinished} not at their end in time; ${note}`,
    }),
  ];
}
