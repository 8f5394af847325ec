import { parentPort, workerData } from 'node:worker_threads';
import type { Job, JobName } from './jobs.ts';
import { type Question, ready, type WorkerAnswer } from './messages.ts';
import { projectJobs } from './project-jobs.ts';
import { sealedJobs } from './sealed-jobs.ts';

/** The engine's own thread: reads the project named in `workerData`, then answers jobs one after the other. */
const { place } = workerData as { readonly place: string };

const jobs: { readonly [Name in JobName]: Job<Name> } = { ...projectJobs(place), ...sealedJobs() };

parentPort?.on('message', ({ id, job, request }: Question) => {
  // The host asks the next question when this one is answered.
  void answer(id, job as JobName, request).then((answered) => parentPort?.postMessage(answered));
});
parentPort?.postMessage(ready);

async function answer(id: number, job: JobName, request: unknown): Promise<WorkerAnswer> {
  try {
    return { id, ok: true, value: await jobs[job](request as never) };
  } catch (error) {
    return { id, ok: false, message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
