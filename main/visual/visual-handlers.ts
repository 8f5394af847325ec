import { fail, type Handlers, ok } from '#contract';
import type { Context } from '../context.ts';
import type { InProject } from '../in-project.ts';
import { blobsIn } from '../store/blobs.ts';
import { runsIn } from '../store/runs.ts';
import { browserHandlers } from './browser-handlers.ts';
import { coverage } from './coverage.ts';
import { decide, undo } from './decide.ts';
import { editsOfCase } from './edits-of-case.ts';

type VisualHandlers = Pick<
  Handlers,
  | 'visual.run'
  | 'visual.cancel'
  | 'visual.runs'
  | 'visual.history'
  | 'visual.decide'
  | 'visual.undo'
  | 'visual.blob'
  | 'visual.coverage'
  | 'visual.edits'
  | 'browser.list'
  | 'browser.install'
>;

export const visualHandlers = (context: Context, inProject: InProject): VisualHandlers => ({
  'visual.run': inProject<'visual.run'>(({ runner }, request) => runner.start(request)),
  'visual.cancel': inProject<'visual.cancel'>(({ runner }, { run }) => runner.cancel(run)),
  'visual.runs': inProject<'visual.runs'>(({ store }, { path }) =>
    ok(runsIn(store.database, context.now).ofPath(path)),
  ),
  'visual.history': inProject<'visual.history'>(({ store }, { path }) => ok(runsIn(store.database).history(path))),
  'visual.decide': inProject<'visual.decide'>(({ store }, request) => decide(context, store, request)),
  'visual.undo': inProject<'visual.undo'>(({ store }, request) => undo(context, store, request)),
  'visual.coverage': inProject<'visual.coverage'>((project, request) => coverage(project, request)),
  'visual.blob': inProject<'visual.blob'>(({ store }, { hash }) => {
    const bytes = blobsIn(store.database).get(hash);
    return bytes
      ? ok({ text: bytes.toString('utf8') })
      : fail('visual/not-found', 'This text is not stored in the project.');
  }),
  'visual.edits': inProject<'visual.edits'>(({ store }, { run, key }) => editsOfCase(store, run, key)),
  ...browserHandlers(context),
});
