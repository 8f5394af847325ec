import { parentPort } from 'node:worker_threads';
import { matchPictures } from './match.ts';

/** One comparison for the worker thread. */
export interface Job {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  readonly threshold: number;
}

parentPort?.on('message', ({ before, after, threshold }: Job) => {
  matchPictures(before, after, threshold).then(
    (comparison) => parentPort?.postMessage({ comparison }),
    (problem: unknown) =>
      parentPort?.postMessage({ problem: problem instanceof Error ? problem.message : String(problem) }),
  );
});
