import { parentPort, workerData } from 'node:worker_threads';
import { createEngine, defineComponent } from '#engine';
import { markStages } from '#engine/node';
import { type Question, ready, type WorkerAnswer, type WorkerSetup } from '../../engine/messages.ts';

/** A worker that does what its job is called, for the tests of who watches over it. */
const { marks, kept, ...own } = workerData as WorkerSetup & { readonly start?: string };

const spinning = defineComponent({
  type: 'Spinning',
  summary: 'Never ends.',
  category: 'structural',
  props: {},
  styles: { base: '' },
  examples: [],
  emit: () => {
    for (;;);
  },
});
const engine = createEngine({ components: [spinning], marks: markStages(marks), cache: false });

parentPort?.on('message', ({ id, job, request }: Question) => {
  const answer = (reply: WorkerAnswer) => parentPort?.postMessage(reply);
  if (job === 'hang') for (;;);
  if (job === 'exit') process.exit(3);
  if (job === 'throw') throw new Error('thrown outside of a job');
  if (job === 'mistake') answer({ id, ok: false, message: 'a mistake of ours' });
  else if (job === 'compile') answer({ id, ok: true, value: engine.compile(request as string).program?.id });
  else if (job === 'remember') answer({ id, ok: true, value: null, kept: request as WorkerSetup['kept'] });
  else if (job === 'recall') answer({ id, ok: true, value: kept });
  else answer({ id, ok: true, value: { request, workerData: own } });
});
if (own.start === 'never') for (;;);
parentPort?.postMessage(ready);
