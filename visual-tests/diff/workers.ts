import { Worker } from 'node:worker_threads';
import type { Comparison } from '../types/comparison.ts';
import type { Job } from './worker.ts';

/** Two threads: comparing keeps up with two pages being shot, and leaves the rest of the machine alone. */
const most = 2;
const idle: Worker[] = [];
const waiting: ((worker: Worker) => void)[] = [];
let alive = 0;

/** Compares on a worker thread. Rejects when a picture cannot be decoded or the thread dies. */
export async function matchOnWorker(job: Job): Promise<Comparison> {
  const worker = await takeWorker();
  worker.ref();
  try {
    return await answerOf(worker, job);
  } finally {
    // An idle thread must not keep the process from ending.
    worker.unref();
    giveBack(worker);
  }
}

type Answer = { readonly comparison: Comparison } | { readonly problem: string };

function answerOf(worker: Worker, job: Job): Promise<Comparison> {
  return new Promise((resolve, reject) => {
    const settle = () => worker.off('message', onMessage).off('error', reject).off('exit', onExit);
    const onMessage = (answer: Answer) => {
      settle();
      if ('comparison' in answer) resolve(answer.comparison);
      else reject(new Error(`A picture could not be compared: ${answer.problem}.`));
    };
    const onExit = () => reject(new Error('The thread that compares pictures stopped.'));
    worker.on('message', onMessage).once('error', reject).once('exit', onExit);
    worker.postMessage(job);
  });
}

async function takeWorker(): Promise<Worker> {
  const free = idle.pop();
  if (free) return free;
  return alive < most ? startWorker() : new Promise((resolve) => waiting.push(resolve));
}

function startWorker(): Worker {
  alive++;
  const worker = new Worker(workerAddress());
  worker.on('exit', () => forget(worker));
  // Without a listener an error of a thread would end the process; the job it had is rejected by its own.
  worker.on('error', () => {});
  return worker;
}

/** Beside this file from source; the build of the desktop puts it beside its own entry. */
function workerAddress(): URL {
  const fromSource = import.meta.url.endsWith('.ts');
  return new URL(fromSource ? './worker.ts' : './diff-worker.js', import.meta.url);
}

function forget(worker: Worker): void {
  alive--;
  const at = idle.indexOf(worker);
  if (at >= 0) idle.splice(at, 1);
  waiting.shift()?.(startWorker());
}

function giveBack(worker: Worker): void {
  if (worker.threadId === -1) return; // It has exited; `forget` takes care of who waits.
  const next = waiting.shift();
  if (next) next(worker);
  else idle.push(worker);
}
