import { describe, expect, it } from 'vitest';
import { publishUnderFaults } from './exactly-once.ts';
import { failOver } from './failover.ts';
import { stopUnderLoad } from './stopping.ts';
import { rotateUnderLoad } from './token-keys.ts';
import { withEnds } from './with-ends.ts';

/** Processes are started and killed; on a busy machine each takes its time. */
const patience = 240_000;

describe('drills, as short as they can be (`npm run drills` takes the whole)', () => {
  it('a server that is told to stop answers what it has begun (P8, D-31)', { timeout: patience }, async () => {
    const { inWork, answered } = await withEnds((atEnd) => stopUnderLoad(1, 8, atEnd));
    expect(answered).toBeGreaterThanOrEqual(inWork);
    expect(inWork).toBeGreaterThan(0);
  });

  it('nobody notices that keys are replaced (S4, S10)', { timeout: patience }, async () => {
    expect(await withEnds((atEnd) => rotateUnderLoad(4, 3, atEnd))).toBeGreaterThan(0);
  });

  it('an intent to publish leads to one release, whatever fails (P1, P9)', { timeout: patience }, async () => {
    const faults = {
      'request lost': 1,
      'answer lost': 1,
      'five at once': 1,
      'sent late': 1,
      'Redis emptied': 1,
      killed: 1,
    };
    const report = await withEnds((atEnd) =>
      publishUnderFaults({ servers: 2, compile: 120, killedWithKey: false, faults }, atEnd),
    );
    expect(report).toMatchObject({ faults: 6, versions: 7 });
    expect(report.pagesRead).toBeGreaterThan(0);
  });

  it('a standby takes over by one command, and nothing that was answered is lost (P13)', {
    timeout: patience,
  }, async () => {
    const { answered, lost } = await withEnds((atEnd) => failOver(true, atEnd));
    expect(answered).toBeGreaterThanOrEqual(5);
    expect(lost).toBe(0);
  });
});
