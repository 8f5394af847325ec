import { parentPort, workerData } from 'node:worker_threads';
import { type Question, ready, type WorkerAnswer } from '../../engine/messages.ts';

/** A worker that does what its job is called, for the tests of who watches over it. */
parentPort?.on('message', ({ id, job, request }: Question) => {
  const answer = (reply: WorkerAnswer) => parentPort?.postMessage(reply);
  if (job === 'hang') for (;;);
  if (job === 'exit') process.exit(3);
  if (job === 'throw') throw new Error('thrown outside of a job');
  if (job === 'mistake') answer({ id, ok: false, message: 'a mistake of ours' });
  else answer({ id, ok: true, value: { request, workerData } });
});
if (workerData.start === 'never') for (;;);
parentPort?.postMessage(ready);
