import type { Drill } from './drill.ts';
import { publishUnderFaults } from './exactly-once.ts';
import { hold, withEnds } from './with-ends.ts';

/** Every intent to publish leads to one release, under a thousand faults. */
export const drill: Drill = {
  name: 'exactly-once',
  rows: ['P1', 'P2', 'P9'],
  run: (report) =>
    withEnds(async (atEnd) => {
      const faults = {
        'request lost': 220,
        'answer lost': 220,
        'five at once': 180,
        'sent again': 150,
        'sent late': 150,
        'Redis emptied': 50,
        killed: 20,
        'database restarted': 10,
      };
      const { slowest, ...counts } = await publishUnderFaults(
        { servers: 3, compile: 10, killedWithKey: true, faults },
        atEnd,
      );
      report(
        `${counts.faults} faults, ${counts.versions} versions, ${counts.pagesRead} pages read, slowest to all servers ${slowest} ms`,
      );
      hold(counts.faults >= 1_000, 'That were fewer than a thousand faults.');
      hold(slowest <= 5_000, `It took ${slowest} ms until all servers showed the same.`);
    }),
};
