import { statSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { assetJob } from './asset-job.ts';
import type { JobName, Jobs } from './jobs.ts';
import { projectJobs } from './project-jobs.ts';
import { sealedJobs } from './sealed-jobs.ts';
import type { Question, WorkerAnswer } from './worker-host.ts';

/** The engine's own thread: reads the project named in `workerData`, then answers jobs one after the other. */
const { place } = workerData as { readonly place: string };

type Answers = { readonly [Name in JobName]: (request: Jobs[Name]['request']) => Jobs[Name]['answer'] };
const assetFolder = statSync(place).isDirectory() ? join(place, 'assets') : null;
const jobs: Answers = { ...projectJobs(place), ...sealedJobs(), asset: assetJob(assetFolder) };

parentPort?.on('message', ({ id, job, request }: Question) => {
  parentPort?.postMessage(answer(id, job as JobName, request));
});

function answer(id: number, job: JobName, request: unknown): WorkerAnswer {
  try {
    return { id, ok: true, value: jobs[job](request as never) };
  } catch (error) {
    return { id, ok: false, message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
