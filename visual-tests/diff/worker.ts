import { parentPort } from 'node:worker_threads';
import { matchPictures, type PictureOptions } from './match.ts';

/** One comparison for the worker thread. */
export interface Job {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  readonly options: PictureOptions;
}

parentPort?.on('message', ({ before, after, options }: Job) => {
  matchPictures(before, after, options).then(
    // What was made here is handed over, not copied.
    (comparison) => parentPort?.postMessage({ comparison }, [comparison.runs.buffer]),
    (problem: unknown) =>
      parentPort?.postMessage({ problem: problem instanceof Error ? problem.message : String(problem) }),
  );
});
