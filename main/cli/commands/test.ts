import { resolve } from 'node:path';
import { type Failure, fail, ok, type Result, type VisualRun } from '#contract';
import { reportPage, reportRun } from '../../visual/report-page.ts';
import { writeWhole } from '../../workspace/write-file.ts';
import { type Outcome, refused } from '../outcome.ts';
import { projectHere, type Session, withFile, withProject } from '../with-project.ts';

export interface TestArguments {
  /** A baseline that is not there fails. */
  readonly ci: boolean;
  /** Accepts what was created or changed. */
  readonly update: boolean;
  /** Instead of the document's own: names, or sizes as in `390x844`. */
  readonly viewports: readonly string[] | null;
  /** File for an HTML report. */
  readonly report: string | null;
}

/** `studio test [FILE…]`: visual tests of files, or of every page and component of the project. */
export async function test(files: readonly string[], options: TestArguments): Promise<Outcome> {
  const runs: VisualRun[] = [];
  const reports: string[] = [];
  const one = async (
    session: Session,
    document: { readonly path: string; readonly text: string },
  ): Promise<Outcome> => {
    const run = await runOne(session, document, options);
    if (!run.ok) return refused(run.failure);
    runs.push(run.value);
    if (options.report) reports.push(reportRun(run.value, session.studio.picture));
    return { exit: 0 };
  };
  const outcome = files.length > 0 ? await eachFile(files, one) : await wholeProject(one);
  if (outcome.exit !== 0) return outcome;
  const written = options.report ? writeWhole(resolve(options.report), reportPage(reports)) : null;
  if (written && !written.ok) return refused(written.failure);
  return summary(runs, options);
}

type One = (session: Session, document: { readonly path: string; readonly text: string }) => Promise<Outcome>;

async function eachFile(files: readonly string[], one: One): Promise<Outcome> {
  for (const file of files) {
    const outcome = await withFile(file, 'storing', one);
    if (outcome.exit !== 0) return outcome;
  }
  return { exit: 0 };
}

async function wholeProject(one: One): Promise<Outcome> {
  const here = projectHere();
  if (!here.ok) return refused(here.failure);
  return withProject(here.value, 'storing', async (session) => {
    const view = await session.project.view();
    if (!view.ok) return refused(view.failure);
    for (const { path, kind } of view.value.documents) {
      if (kind !== 'page' && kind !== 'component') continue;
      const document = await session.studio.handlers['document.open']({ path });
      if (!document.ok) return refused(document.failure);
      const outcome = await one(session, { path, text: document.value.fileText ?? document.value.text });
      if (outcome.exit !== 0) return outcome;
    }
    return { exit: 0 };
  });
}

/** Runs to the end; progress goes to standard error. */
async function runOne(
  { studio }: Session,
  document: { readonly path: string; readonly text: string },
  { update, viewports }: TestArguments,
): Promise<Result<VisualRun, Failure>> {
  const ended = Promise.withResolvers<VisualRun>();
  const stop = studio.on('visual.progress', ({ run, done }) => {
    process.stderr.write(`${document.path}: ${done} of ${run.total}\n`);
    if (run.state !== 'running') ended.resolve(run);
  });
  try {
    const started = await studio.handlers['visual.run']({
      ...document,
      ...(viewports && { viewports: [...viewports] }),
    });
    if (!started.ok) return started;
    const run = await ended.promise;
    if (run.state === 'crashed') return fail('visual/crashed', `The visual test of "${document.path}" broke off.`);
    const waiting = run.results.filter(({ decision }) => decision === 'pending').map((result) => result.case.key);
    if (!update || waiting.length === 0) return ok(run);
    return studio.handlers['visual.decide']({ run: run.id, keys: waiting, decision: 'accepted', reason: '' });
  } finally {
    stop();
  }
}

function summary(runs: readonly VisualRun[], { ci }: TestArguments): Outcome {
  const results = runs.flatMap((run) => run.results);
  const open = results.filter(({ decision }) => decision !== 'accepted');
  const bad = open.filter(({ verdict }) => verdict === 'failed' || verdict === 'unstable' || verdict === 'error');
  const created = open.filter(({ verdict }) => verdict === 'created');
  const passed = results.length - bad.length - created.length;
  const words = [
    ...results
      .filter(({ verdict }) => verdict !== 'passed')
      .map(
        ({ case: { key }, verdict, decision, message }) =>
          `${verdict}${decision === 'accepted' ? ', accepted' : ''}: ${key}${message ? `: ${message}` : ''}`,
      ),
    `${passed} passed, ${bad.length} failed, ${created.length} created`,
    ...(created.length > 0 ? ['Created baselines wait to be accepted, in the app or with --update.'] : []),
  ];
  const failed = bad.length > 0 || (ci && created.length > 0) || results.length === 0;
  return {
    exit: failed ? 1 : 0,
    data: { passed, failed: bad.length, created: created.length, runs },
    words: results.length === 0 ? ['There was nothing to shoot.'] : words,
  };
}
