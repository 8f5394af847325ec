import type { Drill } from './drill.ts';
import { stopUnderLoad } from './stopping.ts';
import { withEnds } from './with-ends.ts';

/** A server that is told to stop answers everything it has begun, a hundred times. */
export const drill: Drill = {
  name: 'stopping',
  rows: ['P8', 'D-31'],
  run: (report) =>
    withEnds(async (atEnd) => {
      const { inWork, answered } = await stopUnderLoad(100, 20, atEnd);
      report(`100 stops with ${inWork} requests in work, none dropped; ${answered} pages answered`);
    }),
};
