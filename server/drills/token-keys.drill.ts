import type { Drill } from './drill.ts';
import { rotateUnderLoad } from './token-keys.ts';
import { withEnds } from './with-ends.ts';

/** Nobody notices that keys are replaced. */
export const drill: Drill = {
  name: 'token-keys',
  rows: ['S4', 'S10'],
  run: (report) =>
    withEnds(async (atEnd) => {
      const counted = await rotateUnderLoad(50, 8, atEnd);
      report(`${counted} requests over 50 new keys and a new secrets key, none refused`);
    }),
};
