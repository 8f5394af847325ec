import { bundleHash, createEngine } from '#engine';
import type { JobName, Jobs, ProjectDescription, Sealing } from './jobs.ts';
import { bundleOf, engineForBundle, engineOptions, type LoadedProject, loadProject } from './loading.ts';
import { hasErrors, localesOf, show } from './show.ts';
import type { Stage } from './stage.ts';

type Job<Name extends JobName> = (request: Jobs[Name]['request']) => Jobs[Name]['answer'];

/** The jobs that speak of the files on disk, and of what stands in an editor over one of them. */
export function projectJobs(place: string): {
  readonly [Name in 'describe' | 'reload' | 'preview' | 'compile' | 'seal']: Job<Name>;
} {
  let project = loadProject(place);
  let stage = stageOf(project);
  return {
    describe: () => describe(project),
    reload: () => {
      project = loadProject(place);
      stage = stageOf(project);
      return describe(project);
    },
    preview: ({ path, text, options }) => show(stage, text, path, options),
    compile: ({ path, text }) => stage.engine.compile(text, { file: path }),
    seal: ({ path, text }) => seal(project, stage, path, text),
  };
}

const stageOf = (project: LoadedProject): Stage => ({
  engine: createEngine(engineOptions(project)),
  settings: project.settings,
  manifests: project.manifests,
});

const describe = ({ name, namespace, settings, files }: LoadedProject): ProjectDescription => ({
  name,
  namespace,
  settings,
  documents: files.map(({ path, id, kind, title }) => ({ path, id, kind, title })),
  themes: ['core/theme', ...files.flatMap(({ kind, id }) => (kind === 'theme' && id ? [id] : []))],
  locales: localesOf(settings),
});

/**
 * The bundle is compiled once more by itself: what a server will make of it is what the author is told, and its program
 * hash is the one an approval names.
 */
function seal(project: LoadedProject, { engine }: Stage, path: string, text: string): Sealing {
  const { program, ...compiled } = engine.compile(text, { file: path });
  if (!program || hasErrors({ program, ...compiled })) return { sealed: null, compiled };
  const bundle = bundleOf(project, text, { program, ...compiled });
  const alone = engineForBundle(bundle).compile(text, { file: path });
  if (!alone.program || hasErrors(alone)) return { sealed: null, compiled: alone };
  return { sealed: { bundle, hash: bundleHash(bundle), programHash: alone.program.hash }, compiled };
}
