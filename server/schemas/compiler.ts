import { Worker } from 'node:worker_threads';
import type { Bundle } from '#engine';
import { fail, ok, type Result } from '../failures.ts';
import type { CompiledBundle } from './compile-bundle.ts';
import { inTurn } from './in-turn.ts';

/** Compiles bundles off the main thread, so that no document can stop the server from serving. */
export interface Compiler {
  compile(bundle: Bundle): Promise<Result<CompiledBundle>>;
  close(): Promise<void>;
}

/** Bundles waiting or being compiled; more are told to come back. */
const longestQueue = 8;

/** `milliseconds` is what one bundle may take; after that its thread is killed and a new one serves the next. */
export function createCompiler(milliseconds: number): Compiler {
  let worker: Worker | null = null;
  let queued = 0;
  const turn = inTurn();
  const ready = (): Worker => (worker ??= startWorker());
  const discard = async (): Promise<void> => {
    const old = worker;
    worker = null;
    await old?.terminate();
  };
  return {
    compile: async (bundle) => {
      if (queued >= longestQueue)
        return fail('server/busy', 'Many releases are being compiled. Try again in a moment.');
      queued++;
      try {
        return await turn(() => ask(ready(), bundle, milliseconds, discard));
      } finally {
        queued--;
      }
    },
    close: discard,
  };
}

/** Enough for the largest bundle the limits allow; a document that needs more ends its thread, not the server. */
const resourceLimits = { maxOldGenerationSizeMb: 512 };

const startWorker = (): Worker => {
  const worker = new Worker(new URL('./compile-worker.ts', import.meta.url), { resourceLimits });
  worker.unref();
  return worker;
};

function ask(
  worker: Worker,
  bundle: Bundle,
  milliseconds: number,
  discard: () => Promise<void>,
): Promise<Result<CompiledBundle>> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      clearTimeout(timer);
      worker.off('message', answered).off('error', died);
    };
    const answered = (compiled: CompiledBundle): void => {
      settle();
      resolve(ok(compiled));
    };
    const died = (error?: NodeJS.ErrnoException): void => {
      settle();
      void discard();
      if (error && error.code !== 'ERR_WORKER_OUT_OF_MEMORY') reject(error);
      else resolve(tooHeavy);
    };
    const timer = setTimeout(died, milliseconds);
    worker.on('message', answered).on('error', died);
    worker.postMessage(bundle);
  });
}

const tooHeavy = fail(
  'release/too-heavy',
  'Compiling this document takes more time or memory than the server allows. Make it smaller.',
);
