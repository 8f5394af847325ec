import type { Drill } from './drill.ts';
import { failOver } from './failover.ts';
import { hold, withEnds } from './with-ends.ts';

/** The database is lost and its standby takes over, by one command. */
export const drill: Drill = {
  name: 'failover',
  rows: ['P13', 'P10'],
  async run(report) {
    for (const isSynchronous of [true, true, true, false, false]) {
      const { answered, lost, milliseconds } = await withEnds((atEnd) => failOver(isSynchronous, atEnd));
      const how = isSynchronous ? 'synchronous' : 'asynchronous';
      report(`${how}: ${answered} versions answered, ${lost} lost, going on after ${milliseconds} ms`);
      hold(milliseconds < 60_000, 'It took longer than a minute.');
      hold(!isSynchronous || lost === 0, 'Something that was answered is lost.');
    }
  },
};
