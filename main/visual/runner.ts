import type { CaseResult, Reply, Request, VisualRun } from '#contract';
import { fail, ok } from '#contract';
import { findBrowsers, type Outcome, planCases, type RunPorts, runCases, type VisualCase } from '#visual';
import type { Context } from '../context.ts';
import type { Sealed } from '../engine/jobs.ts';
import { problemSentence } from '../engine/problems.ts';
import type { ProjectEngine } from '../engine/project-engine.ts';
import { baselinesIn } from '../store/baselines.ts';
import { blobsIn } from '../store/blobs.ts';
import { excusesIn } from '../store/excuses.ts';
import type { Store } from '../store/open-store.ts';
import { runsIn } from '../store/runs.ts';
import { acceptedBaseline } from './accepted-baseline.ts';
import { underExcuse } from './excuse.ts';
import { secondsLeft } from './seconds-left.ts';
import { shotPage } from './shot-page.ts';

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

  async function start({ path, text, viewports }: Request<'visual.run'>): Promise<Reply<'visual.run'>> {
    const [browser] = await findBrowsers();
    if (!browser?.found) return fail('browser/missing', browser?.advice ?? 'No browser was found. Install Chromium.');
    const sealing = await engine.ask('seal', { path, text });
    if (!sealing.ok) return sealing;
    const { sealed, compiled } = sealing.value;
    if (!sealed) return fail('visual/has-problems', `Nothing was shot. ${problemSentence(compiled.diagnostics)}`);
    const plan = await engine.ask('plan', { sealed });
    if (!plan.ok) return plan;
    // From here to `running` nothing waits: a project that closes meanwhile finds the run, and stops it.
    if (closed) return fail('engine/stopped', 'The project was closed.');
    const { tests, examples, settings } = plan.value;
    const cases = planCases({
      documentId: sealed.bundle.root,
      tests,
      examples,
      settings,
      defaults: {
        viewports: ['mobile', 'desktop'],
        browsers: ['chromium'],
        theme: settings.theme ?? 'core/theme',
        locale: settings.locales?.default ?? 'en',
      },
      ...(viewports && { only: { viewports } }),
    });
    const id = context.newId();
    const startedAt = context.now().toISOString();
    const contentHash = sealed.hash;
    runs.insert({
      id,
      path,
      documentId: sealed.bundle.root,
      contentHash,
      startedAt,
      total: cases.length,
      complete: !viewports,
      manifest: null,
      programHash: sealed.programHash,
      planHash: null,
    });
    const stop = new AbortController();
    const ended = shootAll(id, sealed, cases, stop.signal);
    running = { id, stop, ended };
    return ok(known(id));
  }

  async function shootAll(
    id: string,
    sealed: Sealed,
    cases: readonly VisualCase[],
    signal: AbortSignal,
  ): Promise<void> {
    const begin = context.now().getTime();
    let done = 0;
    try {
      for await (const outcome of runCases(cases, ports(sealed), { signal })) {
        keep(id, done, outcome);
        done += 1;
        tell(id, done, secondsLeft(context.now().getTime() - begin, done, cases.length));
      }
      end(id, signal.aborted ? 'cancelled' : 'finished', done);
    } catch (error) {
      complain(id, error);
      end(id, 'crashed', done);
    }
  }

  /** A disk that is full by now leaves the run "running"; it is closed when the project is opened again. */
  function end(id: string, state: 'finished' | 'cancelled' | 'crashed', done: number): void {
    running = null;
    try {
      runs.end(id, state, context.now().toISOString());
      tell(id, done, 0);
    } catch (error) {
      complain(id, error);
    }
  }

  const complain = (id: string, error: unknown) =>
    context.report(`visual run ${id}: ${error instanceof Error ? error.stack : String(error)}`);

  /** A new picture becomes the pending baseline of its case until a person decides. */
  function keep(run: string, position: number, outcome: Outcome): void {
    const result = underExcuse(resultOf(outcome), excusesIn(store.database).find(outcome.case.key), context.now());
    store.database.transaction(() => {
      runs.addCase(run, position, { result, conditions: outcome.conditions });
      if (outcome.verdict === 'created' && outcome.shot && outcome.conditions) {
        const { shot, conditions } = outcome;
        const known = { id: run, contentHash: runs.find(run)?.contentHash ?? '' };
        const created = { ...acceptedBaseline(known, result, shot, conditions), accepted: false, pass: null };
        baselinesIn(store.database).put(outcome.case.key, created);
      }
    })();
  }

  const ports = (sealed: Sealed): RunPorts => ({
    render: (visualCase) => shotPage(engine, sealed, visualCase),
    baselines: { find: async (key, build) => baselinesIn(store.database).nearest(key, build) },
    pictures: {
      put: async (png) => blobsIn(store.database).put(png),
      get: async (hash) => blobsIn(store.database).get(hash),
    },
    now: context.now,
  });

  const tell = (id: string, done: number, left: number | null) =>
    context.events.emit('visual.progress', { run: known(id), done, skipped: 0, secondsLeft: left });

  function known(id: string): VisualRun {
    const run = runs.find(id);
    if (!run) throw new Error(`The run ${id} is not stored.`);
    return run;
  }

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
      }
      const run = runs.find(id);
      return run ? ok(run) : fail('visual/not-found', 'This visual test is not stored in the project.');
    },
    close: async () => {
      closed = true;
      running?.stop.abort();
      await running?.ended;
    },
  };
}

function resultOf({ case: visualCase, conditions, refused, ...outcome }: Outcome): CaseResult {
  const { key, name, fixture, viewport, browser, theme, locale, scheme } = visualCase;
  const decidable = outcome.verdict === 'failed' || outcome.verdict === 'created';
  return {
    ...outcome,
    case: { key, name, fixture, viewport, browser, theme, locale, scheme },
    decision: decidable ? 'pending' : null,
    reason: null,
    excuse: null,
    changedRatio: outcome.totalPixels === 0 ? 0 : outcome.changedPixels / outcome.totalPixels,
  };
}
