import { fail, ok, type Reply, type Request, type VisualRun } from '#contract';
import { runCases, type VisualCase } from '#visual';
import type { Context } from '../context.ts';
import type { ProjectEngine } from '../engine/project-engine.ts';
import { blobsIn } from '../store/blobs.ts';
import type { Store } from '../store/open-store.ts';
import { runsIn } from '../store/runs.ts';
import { storeBundle } from '../versions/bundle-store.ts';
import { type KeptResults, keepResults } from './keep-results.ts';
import { storeLinked } from './linked-pages.ts';
import { fingerprintsOf, type Prepared, prepareRun } from './prepare-run.ts';
import { progressOf } from './progress.ts';
import { runPorts } from './run-ports.ts';

export interface RunnerOptions {
  readonly store: Store;
  readonly engine: ProjectEngine;
  readonly context: Pick<Context, 'events' | 'now' | 'newId' | 'report'>;
}

/** Visual runs of one project, one at a time; everything is stored as it comes. */
export interface Runner {
  start(request: Request<'visual.run'>): Promise<Reply<'visual.run'>>;
  cancel(run: string): Promise<Reply<'visual.cancel'>>;
  close(): Promise<void>;
}

interface Running {
  readonly id: string;
  readonly stop: AbortController;
  readonly ended: Promise<void>;
}

export function createRunner({ store, engine, context }: RunnerOptions): Runner {
  const runs = runsIn(store.database, context.now);
  let running: Running | null = null;
  let starting = false;
  let closed = false;
  /** Ends a run whose end a full disk did not take. */
  let settle = (): void => {};

  async function start(request: Request<'visual.run'>): Promise<Reply<'visual.run'>> {
    settle();
    const preparing = await prepareRun(engine, request);
    if (!preparing.ok) return preparing;
    const prepared = preparing.value;
    const fingerprints = await fingerprintsOf(engine, prepared, runs.fingerprints(prepared.planHash));
    // From here to `running` nothing waits: a project that closes meanwhile finds the run, and stops it.
    if (closed) return fail('engine/stopped', 'The project was closed.');
    const before = runs.brokenOff(request.path, prepared.planHash);
    if (before) runs.goOn(before.id);
    const id = before?.id ?? insert(request, prepared);
    const kept = keepResults(store, id, context.now);
    const stop = new AbortController();
    const done = new Set(before?.results.map((result) => result.case.key));
    const ended = shootAll(kept, prepared, done, { fingerprints, all: request.all === true, signal: stop.signal });
    running = { id, stop, ended };
    return ok(kept.view());
  }

  function insert(
    { path, viewports, browsers }: Request<'visual.run'>,
    { sealed, cases, linked, planHash }: Prepared,
  ): string {
    const id = context.newId();
    const blobs = blobsIn(store.database);
    const insertRun = () =>
      runs.insert({
        id,
        path,
        documentId: sealed.bundle.root,
        contentHash: sealed.hash,
        startedAt: context.now().toISOString(),
        total: cases.length,
        complete: !viewports && !browsers,
        manifest: storeBundle(blobs, sealed.bundle),
        programHash: sealed.programHash,
        linked: linked.length > 0 ? storeLinked(blobs, linked) : null,
        planHash,
      });
    store.database.transaction(insertRun).immediate();
    return id;
  }

  async function shootAll(
    kept: KeptResults,
    { sealed, cases, linked }: Prepared,
    done: ReadonlySet<string>,
    options: {
      readonly fingerprints: ReadonlyMap<string, string>;
      readonly all: boolean;
      readonly signal: AbortSignal;
    },
  ): Promise<void> {
    const { id } = kept.view();
    const positions = new Map(cases.map(({ key }, position) => [key, position]));
    const left = cases.filter(({ key }) => !done.has(key));
    const progress = progressOf(context, kept, { total: cases.length, before: done.size });
    const ports = runPorts(store, engine, { sealed, linked }, id, context.now);
    const end = (state: 'finished' | 'cancelled' | 'crashed') => {
      running = null;
      const attempt = () => kept.end(state, context.now().toISOString());
      // A disk that is full by now may have room when the next run starts, or when the project is opened again.
      settle = attempt() ? () => {} : () => void attempt();
      progress.ended();
    };
    try {
      for await (const outcome of runCases(left, ports, options)) {
        kept.keep(positionOf(positions, outcome.case), outcome);
        progress.done(outcome);
      }
      end(options.signal.aborted ? 'cancelled' : 'finished');
    } catch (error) {
      context.report(`visual run ${id}: ${error instanceof Error ? error.stack : String(error)}`);
      end('crashed');
    }
  }

  const known = (id: string): VisualRun | null => runs.find(id);

  return {
    start: async (request) => {
      if (running || starting) return fail('visual/busy', 'A visual test is running. Wait for it, or cancel it first.');
      starting = true;
      try {
        return await start(request);
      } finally {
        starting = false;
      }
    },
    cancel: async (id) => {
      if (running?.id === id) {
        running.stop.abort();
        await running.ended;
      } else {
        // Its program has gone, and another has its id by now; or it runs elsewhere, and ends as it will.
        runs.end(id, 'cancelled', context.now().toISOString());
      }
      const run = known(id);
      return run ? ok(run) : fail('visual/not-found', 'This visual test is not stored in the project.');
    },
    close: async () => {
      closed = true;
      running?.stop.abort();
      await running?.ended;
    },
  };
}

const positionOf = (positions: ReadonlyMap<string, number>, { key }: VisualCase): number => positions.get(key) ?? 0;
