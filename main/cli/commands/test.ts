import { resolve } from 'node:path';
import { type Failure, fail, ok, type Result, type VisualRun } from '#contract';
import { blobsIn } from '../../store/blobs.ts';
import { junitOf } from '../../visual/report/junit.ts';
import { type TestedRun, testedRun } from '../../visual/report/tested-run.ts';
import { type Report, reportIn } from '../../visual/report/write-report.ts';
import { writeWhole } from '../../workspace/write-file.ts';
import { type Outcome, refused } from '../outcome.ts';
import { testProgress } from '../test-progress.ts';
import { type CalledOff, untilCalledOff } from '../until-called-off.ts';
import { projectHere, type Session, withFile, withProject } from '../with-project.ts';
import { summaryOf } from './test-summary.ts';

export interface TestArguments {
  /** A baseline that is not there fails. */
  readonly ci: boolean;
  /** Accepts what was created or changed. */
  readonly update: boolean;
  /** Shoots also what nothing changed of. */
  readonly all: boolean;
  /** Instead of the document's own: names, or sizes as in `390x844`. */
  readonly viewports: readonly string[] | null;
  /** Instead of the document's own. */
  readonly browsers: readonly string[] | null;
  /** Folder for an HTML report. */
  readonly report: string | null;
  /** File for JUnit XML. */
  readonly junit: string | null;
  /** Nothing but JSON is wanted. */
  readonly json: boolean;
}

interface Document {
  readonly path: string;
  readonly text: string;
}

/** What is known and needed while documents are tested one after the other. */
interface Testing {
  readonly options: TestArguments;
  readonly calledOff: CalledOff;
  readonly report: Report | null;
  readonly runs: TestedRun[];
}

/** `studio test [FILE…]`: visual tests of files, or of every page and component of the project. */
export async function test(files: readonly string[], options: TestArguments): Promise<Outcome> {
  const report = options.report === null ? null : reportIn(resolve(options.report));
  const calledOff = untilCalledOff();
  try {
    const testing: Testing = { options, calledOff, report, runs: [] };
    const outcome = files.length > 0 ? await eachFile(files, testing) : await wholeProject(testing);
    if (outcome.exit === 1 || outcome.exit === 2) return outcome;
    const { runs } = testing;
    report?.finish(runs);
    if (options.junit !== null) {
      const place = (hash: string) => report?.place(hash) && resolve(options.report ?? '', report.place(hash) ?? '');
      const xml = junitOf(runs, { ci: options.ci, place: (hash) => place(hash) ?? null });
      const written = writeWhole(resolve(options.junit), xml);
      if (!written.ok) return refused(written.failure);
    }
    return summaryOf(runs, { ...options, calledOff: calledOff.signal.aborted });
  } finally {
    calledOff.done();
  }
}

async function eachFile(files: readonly string[], testing: Testing): Promise<Outcome> {
  for (const file of files) {
    const outcome = await withFile(file, 'storing', (session, document) => one(session, document, testing));
    if (outcome.exit !== 0) return outcome;
  }
  return { exit: 0 };
}

async function wholeProject(testing: Testing): Promise<Outcome> {
  const here = projectHere();
  if (!here.ok) return refused(here.failure);
  return withProject(here.value, 'storing', async (session) => {
    const view = await session.project.view();
    if (!view.ok) return refused(view.failure);
    for (const { path, kind } of view.value.documents) {
      if (kind !== 'page' && kind !== 'component') continue;
      const document = await session.studio.handlers['document.open']({ path });
      if (!document.ok) return refused(document.failure);
      const outcome = await one(session, { path, text: document.value.fileText ?? document.value.text }, testing);
      if (outcome.exit !== 0) return outcome;
    }
    return { exit: 0 };
  });
}

async function one(session: Session, document: Document, testing: Testing): Promise<Outcome> {
  if (testing.calledOff.signal.aborted) return { exit: 130 };
  const run = await runOne(session, document, testing);
  if (!run.ok) return refused(run.failure);
  const { get: blob } = blobsIn(session.project.store.database);
  testing.runs.push(testedRun(run.value, blob));
  testing.report?.add(run.value, blob);
  return { exit: testing.calledOff.signal.aborted ? 130 : 0 };
}

/** Runs to the end, or until it is called off. */
async function runOne(
  { studio }: Session,
  document: Document,
  { options, calledOff }: Testing,
): Promise<Result<VisualRun, Failure>> {
  const { update, all, viewports, browsers, json } = options;
  const ended = Promise.withResolvers<VisualRun>();
  const progress = testProgress(document.path, json);
  const stop = studio.on('visual.progress', (told) => {
    progress.tell(told);
    if (told.run.state !== 'running') ended.resolve(told.run);
  });
  let cancel = (): void => {};
  try {
    const started = await studio.handlers['visual.run']({
      ...document,
      all,
      ...(viewports && { viewports: [...viewports] }),
      ...(browsers && { browsers: [...browsers] }),
    });
    if (!started.ok) return started;
    cancel = () => void studio.handlers['visual.cancel']({ run: started.value.id });
    if (calledOff.signal.aborted) cancel();
    calledOff.signal.addEventListener('abort', cancel, { once: true });
    const run = await ended.promise;
    if (run.state === 'crashed') return fail('visual/crashed', `The visual test of "${document.path}" broke off.`);
    const waiting = run.results.filter(isAcceptable).map((result) => result.case.key);
    if (!update || run.state !== 'finished' || waiting.length === 0) return ok(run);
    return await studio.handlers['visual.decide']({ run: run.id, keys: waiting, decision: 'accepted', reason: '' });
  } finally {
    calledOff.signal.removeEventListener('abort', cancel);
    stop();
    progress.end();
  }
}

/** Waits for a person, or passed in a browser nobody has looked at yet. */
const isAcceptable = ({ decision, recheck, verdict }: VisualRun['results'][number]): boolean =>
  decision === 'pending' || (decision === null && recheck && verdict === 'passed');
