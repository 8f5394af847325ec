import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, it } from 'vitest';
import { type Bomb, page } from './bombs/bomb.testing.ts';
import { documentBombs } from './bombs/documents.testing.ts';
import { renderBombs } from './bombs/renders.testing.ts';
import { sizeBombs } from './bombs/sizes.testing.ts';
import type { Outcome } from './bombs/worker.testing.ts';

// Memory is given back when it has to be, not when another thread finds the time: on a busy machine that is too late.
setFlagsFromString('--single-threaded-gc');

const allowance = { milliseconds: 1_000, megabytes: 64 };
/** What the engine with its whole catalog takes before anything is compiled. */
const engineMegabytes = 32;

const newWorker = (megabytes: number): Worker =>
  new Worker(new URL('./bombs/worker.testing.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  });

/** One thread for all, as in a server: what one bomb leaves behind must not be there for the next. */
let worker: Worker | null = null;
afterAll(() => void worker?.terminate());

function explode(bomb: Bomb, by: Worker): Promise<Outcome> {
  return new Promise((answered, failed) => {
    const lose = (error: Error): void => {
      worker = null;
      failed(error);
    };
    by.once('error', lose);
    by.once('message', (outcome: Outcome) => {
      by.off('error', lose);
      answered(outcome);
    });
    by.postMessage(bomb);
  });
}

const bombs = Object.entries({ ...documentBombs, ...sizeBombs, ...renderBombs });

describe('bombs end within a second and 64 MB, and the limit and the place are told (E2, S3)', () => {
  it('the engine alone is as small as these tests take it to be', async () => {
    const small = newWorker(engineMegabytes);
    const { found } = await explode({ documents: [page()], told: ['', '', ''] }, small);
    expect(found).toEqual([]);
    await small.terminate();
  });

  it.each(bombs)('%s', async (_, make) => {
    const { told, ...bomb } = make();
    worker ??= newWorker(engineMegabytes + allowance.megabytes);
    const { milliseconds, found } = await explode({ ...bomb, told }, worker);
    const [code, pointer, words] = told;
    const own = found.filter((one) => one.code === code);
    const places = own.map((one) => ({ pointer: one.pointer, message: one.message }));
    const isThere = places.some(
      (one) =>
        one.message.includes(words) &&
        (pointer.endsWith('/') ? one.pointer.startsWith(pointer) : one.pointer === pointer),
    );
    // Shown in full when it is not.
    expect(isThere ? [] : found.slice(0, 5)).toEqual([]);
    expect(isThere).toBe(true);
    expect(milliseconds).toBeLessThan(allowance.milliseconds);
  });
});
