import { Session } from 'node:inspector/promises';
import type { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { getHeapSnapshot } from 'node:v8';
import { fail, ok, type Result } from '../failures.ts';

/** Looks inside of the running process, one at a time: each of them slows everybody down. */
export interface Profiles {
  /** What the processor was busy with for so many seconds, as JSON that Chrome's developer tools open. */
  processor(seconds: number): Promise<Result<string>>;
  /** What is in memory, as such tools open it. Nothing is served while it is taken. */
  heap(): Result<Readable>;
}

export function newProfiles(): Profiles {
  let isBusy = false;
  const busy = fail('diagnosis/in-work', 'Somebody is looking inside already. Wait until that has ended.');
  return {
    async processor(seconds) {
      if (isBusy) return busy;
      isBusy = true;
      const session = new Session();
      try {
        session.connect();
        await session.post('Profiler.enable');
        await session.post('Profiler.start');
        await setTimeout(seconds * 1_000);
        const { profile } = await session.post('Profiler.stop');
        return ok(JSON.stringify(profile));
      } finally {
        session.disconnect();
        isBusy = false;
      }
    },
    heap() {
      if (isBusy) return busy;
      isBusy = true;
      const snapshot = getHeapSnapshot();
      snapshot.once('close', () => {
        isBusy = false;
      });
      return ok(snapshot);
    },
  };
}
