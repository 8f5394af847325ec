import { Worker } from 'node:worker_threads';
import type { Bundle, StageName } from '#engine';
import { newSharedMarks, readMarks, type SharedMarks, threadMegabytes, watchStages } from '#engine/node';
import { fail, ok, type Result } from '../failures.ts';
import type { CompiledBundle } from './compile-bundle.ts';
import { inTurn } from './in-turn.ts';

/** Compiles bundles off the main thread, so that no document can stop the server from serving. */
export interface Compiler {
  compile(bundle: Bundle): Promise<Result<CompiledBundle>>;
  statistics(): CompilerStatistics;
  close(): Promise<void>;
}

/** Counted since the compiler was made; `waiting` is what there is now, the one in hand included. */
export interface CompilerStatistics {
  readonly compiled: number;
  readonly waiting: number;
  /** Threads there are now: one, or none while there is nothing to do. */
  readonly threads: number;
  /** Told to come back. */
  readonly refused: number;
  /** Threads that ended by themselves, most for want of memory. */
  readonly crashed: number;
  /** Threads that were killed, by the stage in hand; `none`: between stages. */
  readonly timeouts: Readonly<Partial<Record<StageName | 'none', number>>>;
}

export interface CompilerOptions {
  /** Milliseconds one bundle may take; after that its thread is killed and a new one serves the next. */
  readonly bundle: number;
  /** Milliseconds one stage of that may take. */
  readonly stage: number;
  /** Milliseconds without work after which the thread ends; it takes 100 MB, and half a second to come back. */
  readonly idle?: number;
  readonly worker?: URL;
}

/** A bundle, and where its thread tells the stage it is in. */
export interface CompileMessage {
  readonly bundle: Bundle;
  readonly marks: SharedMarks;
}

/** Bundles waiting or being compiled; more are told to come back. */
const longestQueue = 8;

export function createCompiler({
  worker: address = new URL('./compile-worker.ts', import.meta.url),
  idle = 30_000,
  ...limits
}: CompilerOptions): Compiler {
  let worker: Worker | null = null;
  let queued = 0;
  let resting: NodeJS.Timeout | undefined;
  const counts = { compiled: 0, refused: 0, crashed: 0, timeouts: {} as Record<string, number> };
  const turn = inTurn();
  const discard = async (): Promise<void> => {
    const old = worker;
    worker = null;
    await old?.terminate();
  };

  async function compiled(bundle: Bundle): Promise<Result<CompiledBundle>> {
    worker ??= startWorker(address);
    const answer = await ask(worker, bundle, limits);
    if (answer.kind === 'compiled') {
      counts.compiled += 1;
      return ok(answer.value);
    }
    void discard();
    if (answer.kind === 'crashed') {
      counts.crashed += 1;
      if (answer.error) throw answer.error;
      return tooHeavy('needs more memory');
    }
    const stage = answer.stage ?? 'none';
    counts.timeouts[stage] = (counts.timeouts[stage] ?? 0) + 1;
    return tooHeavy(answer.stage ? `takes more time in the stage "${answer.stage}"` : 'takes more time');
  }

  return {
    compile: async (bundle) => {
      if (queued >= longestQueue) {
        counts.refused += 1;
        return fail('server/busy', 'Many releases are being compiled. Try again in a moment.');
      }
      queued++;
      clearTimeout(resting);
      try {
        return await turn(() => compiled(bundle));
      } finally {
        queued--;
        if (queued === 0) resting = setTimeout(() => void discard(), idle).unref();
      }
    },
    statistics: () => ({ ...counts, timeouts: { ...counts.timeouts }, waiting: queued, threads: worker ? 1 : 0 }),
    async close() {
      clearTimeout(resting);
      await discard();
    },
  };
}

/** A document that needs more memory than a thread may use ends its thread, not the server. */
const startWorker = (address: URL): Worker => {
  const worker = new Worker(address, { resourceLimits: { maxOldGenerationSizeMb: threadMegabytes() } });
  worker.unref();
  return worker;
};

type Answer =
  | { readonly kind: 'compiled'; readonly value: CompiledBundle }
  /** `error` is null when it was out of memory. */
  | { readonly kind: 'crashed'; readonly error: Error | null }
  | { readonly kind: 'late'; readonly stage: StageName | null };

function ask(worker: Worker, bundle: Bundle, limits: Pick<CompilerOptions, 'bundle' | 'stage'>): Promise<Answer> {
  return new Promise((resolve) => {
    const marks = newSharedMarks();
    const settle = (answer: Answer): void => {
      clearTimeout(timer);
      unwatch();
      worker.off('message', answered).off('error', died).off('exit', died);
      resolve(answer);
    };
    const answered = (value: CompiledBundle): void => settle({ kind: 'compiled', value });
    const died = (error: NodeJS.ErrnoException | number): void => {
      const isMemory = typeof error === 'number' || error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      settle({ kind: 'crashed', error: isMemory ? null : error });
    };
    const late = (stage: StageName | null): void => settle({ kind: 'late', stage });
    const timer = setTimeout(() => late(readMarks(marks)?.stage ?? null), limits.bundle);
    const unwatch = watchStages(marks, { stage: limits.stage, between: limits.bundle, over: late });
    worker.on('message', answered).on('error', died).on('exit', died);
    worker.postMessage({ bundle, marks } satisfies CompileMessage);
  });
}

const tooHeavy = (why: string) =>
  fail('release/too-heavy', `Compiling this document ${why} than the server allows. Make it smaller.`);
