import { bundleHash, type Compiled, type Diagnostic, engineForBundle } from '#engine';
import { bundleOf, createProjectEngine, type LoadedProject, loadProject, nodeEnvironment } from '#engine/node';
import type { Job, ProjectDescription, Sealing } from './jobs.ts';
import { hasErrors, isError, localesOf, show, themeOf } from './show.ts';
import type { Stage } from './stage.ts';

/** The jobs that speak of the files on disk, and of what stands in an editor over one of them. */
export function projectJobs(place: string): {
  readonly [Name in
    | 'describe'
    | 'reload'
    | 'preview'
    | 'compile'
    | 'compare'
    | 'upgrade'
    | 'seal'
    | 'asset']: Job<Name>;
} {
  let project = read(place);
  let stage = stageOf(project);
  return {
    describe: () => describe(project),
    reload: () => {
      project = loadProject(place) ?? project;
      stage = stageOf(project);
      return describe(project);
    },
    preview: ({ path, text, options }) => {
      const shown = show(stage, text, path, options);
      return { ...shown, diagnostics: [...shown.diagnostics, ...betweenFiles(project, path)] };
    },
    compile: ({ path, text }) => {
      const compiled = stage.engine.compile(text, { file: path });
      return { ...compiled, diagnostics: [...compiled.diagnostics, ...betweenFiles(project, path)] };
    },
    compare: ({ path, older, text, level }) => {
      const dependents = project.documents.all.filter((document) => document.path !== path && !document.vendored);
      const sources = dependents.map((document) => ({ text: document.text, file: document.path }));
      return stage.engine.compare(older, text, { file: path, level, dependents: sources });
    },
    upgrade: ({ path, text }) => stage.engine.upgrade(text, { file: path }),
    seal: ({ path, text }) => seal(project, stage, path, text),
    asset: ({ hash, name }) => project.assets.at(hash, name),
  };
}

function read(place: string): LoadedProject {
  const project = loadProject(place);
  if (!project) throw new Error(`The project ${place} is gone.`);
  return project;
}

const stageOf = (project: LoadedProject): Stage => ({
  engine: createProjectEngine(project),
  settings: project.settings,
  manifests: project.manifests,
});

/** What is wrong with a file because of another one, e.g. an id that stands in both. */
const betweenFiles = ({ diagnostics }: LoadedProject, path: string): readonly Diagnostic[] =>
  diagnostics.filter(({ file }) => file === path);

const describe = ({
  name,
  namespace,
  settings,
  documents,
  diagnostics,
  problems,
}: LoadedProject): ProjectDescription => ({
  name,
  namespace,
  settings,
  documents: documents.all.map(({ path, envelope: { id, kind, title } }) => ({ path, id, kind, title: title ?? path })),
  themes: [
    'core/theme',
    ...documents.all.flatMap(({ envelope: { kind, id } }) => (kind === 'theme' && id ? [id] : [])),
  ],
  locales: localesOf(settings),
  diagnostics,
  problems,
});

/**
 * The bundle is compiled once more by itself: what a server will make of it is what the author is told, and its program
 * hash is the one an approval names.
 */
function seal(project: LoadedProject, { engine }: Stage, path: string, text: string): Sealing {
  const compiled = engine.compile(text, { file: path });
  const here = refusal(compiled, betweenFiles(project, path));
  if (here) return here;
  const { bundle } = bundleOf(project, text, compiled);
  if (!bundle) throw new Error(`${path} compiled without an id.`);
  const alone = engineForBundle(bundle, { environment: nodeEnvironment() });
  const compiledAlone = alone.compile(text, { file: path });
  const { program } = compiledAlone;
  const styles = program ? alone.styles(program, themeOf(bundle.settings)).diagnostics : [];
  const there = refusal(compiledAlone, styles);
  if (there || !program) return there ?? { sealed: null, compiled: compiledAlone };
  return { sealed: { bundle, hash: bundleHash(bundle), programHash: program.hash }, compiled };
}

/** Nothing is sealed while anything about a document is an error. */
function refusal(compiled: Compiled, more: readonly Diagnostic[]): Sealing | null {
  if (!hasErrors(compiled) && !more.some(isError)) return null;
  return { sealed: null, compiled: { ...compiled, diagnostics: [...compiled.diagnostics, ...more] } };
}
