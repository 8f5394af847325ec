import { parentPort } from 'node:worker_threads';
import type { Bundle } from '#engine';
import { compileBundle } from './compile-bundle.ts';

/** One bundle in, one answer out; a mistake of ours ends the thread and is seen there. */
parentPort?.on('message', (bundle: Bundle) => parentPort?.postMessage(compileBundle(bundle)));
