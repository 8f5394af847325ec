import { parentPort } from 'node:worker_threads';
import { markStages } from '#engine/node';
import { compileBundle } from './compile-bundle.ts';
import type { CompileMessage } from './compiler.ts';

/** One bundle in, one answer out; a mistake of ours ends the thread and is seen there. */
parentPort?.on('message', ({ bundle, marks }: CompileMessage) =>
  parentPort?.postMessage(compileBundle(bundle, { marks: markStages(marks) })),
);
