import { parentPort, workerData } from 'node:worker_threads';
import { markStages, settleMemory } from '#engine/node';
import type { Job, JobName } from './jobs.ts';
import { type Question, ready, type WorkerAnswer, type WorkerSetup } from './messages.ts';
import { projectJobs } from './project-jobs.ts';
import { sealedJobs } from './sealed-jobs.ts';

/** The engine's own thread: reads the project named in `workerData`, then answers jobs one after the other. */
const { place, marks: shared, kept } = workerData as WorkerSetup & { readonly place: string };

const marks = markStages(shared);
const project = projectJobs(place, { marks, kept });
const jobs: { readonly [Name in JobName]: Job<Name> } = { ...project.jobs, ...sealedJobs(marks) };

parentPort?.on('message', ({ id, job, request }: Question) => {
  // The host asks the next question when this one is answered.
  void answer(id, job as JobName, request).then((answered) => parentPort?.postMessage(answered));
});
// Before the first question, whose time is watched.
settleMemory();
parentPort?.postMessage(ready);

async function answer(id: number, job: JobName, request: unknown): Promise<WorkerAnswer> {
  try {
    return { id, ok: true, value: await jobs[job](request as never), kept: project.keep() };
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { id, ok: false, message, kept: project.keep() };
  }
}
