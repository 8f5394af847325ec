import {
  baseOf,
  bundleHash,
  type Compiled,
  type Diagnostic,
  engineForBundle,
  fullRoute,
  galleryInput,
  galleryPage,
} from '#engine';
import {
  aroundFile,
  bundleOf,
  compileInProject,
  functionsOfHost,
  type KeptProject,
  type LoadedProject,
  loadProject,
  nodeClock,
  nodeEnvironment,
  nodeNow,
  openRegistry,
  type ProjectRegistry,
  type RegistryHost,
} from '#engine/node';
import { checkValue } from './check-value.ts';
import type { Job, Jobs, LinkedPage, ProjectDescription, Sealed, Sealing } from './jobs.ts';
import { languageJob } from './language-job.ts';
import { hasErrors, isError, localesOf, show, themeOf } from './show.ts';
import type { Stage } from './stage.ts';

type ProjectJobs =
  | 'describe'
  | 'reload'
  | 'registry'
  | 'release-packages'
  | 'statistics'
  | 'preview'
  | 'gallery'
  | 'language'
  | 'compile'
  | 'record'
  | 'check-value'
  | 'compare'
  | 'upgrade'
  | 'seal'
  | 'seal-linked'
  | 'asset';

export interface ProjectWork {
  readonly jobs: { readonly [Name in ProjectJobs]: Job<Name> };
  /** What the worker that takes the place of this one must know, as far as it is new. */
  keep(): Partial<KeptProject>;
}

/** The jobs that speak of the files on disk, and of what stands in an editor over one of them. */
export function projectJobs(place: string, host: RegistryHost = {}): ProjectWork {
  const held = openRegistry(read(place), host);
  const language = languageJob(() => held.project);
  let keptRevision = -1;
  const jobs: ProjectWork['jobs'] = {
    describe: () => describe(held.project),
    reload: () => {
      const project = loadProject(place);
      if (project) held.replace(project);
      language.filesChanged();
      held.registry.work(reloadTime);
      return describe(held.project);
    },
    registry: ({ milliseconds }) => {
      held.registry.work(milliseconds ?? Number.POSITIVE_INFINITY);
      return { waiting: held.registry.waiting, news: held.news(), status: held.status() };
    },
    'release-packages': ({ hashes }) => {
      held.release(hashes);
      return null;
    },
    statistics: () => held.statistics(),
    preview: async ({ path, text, options }) => {
      const missing = await held.prepare(text, path);
      const shown = show(stageOf(held), text, path, options);
      return { ...shown, diagnostics: [...shown.diagnostics, ...missing, ...aroundFile(held, path, shown.uses)] };
    },
    gallery: ({ options }) => show(stageOf(held), JSON.stringify(galleryPage()), undefined, options, galleryInput),
    language: language.ask,
    compile: ({ path, text }) => compileInProject(held, text, { file: path }),
    record: async ({ path, text }) => {
      await held.prepare(text, path);
      const record = held.engine.record(text, { file: path });
      return { ...record, lastAccess: nodeNow() - (nodeClock() - record.lastAccess) };
    },
    'check-value': async (request) => {
      await held.prepare(request.text, request.path);
      return checkValue(stageOf(held), request);
    },
    compare: ({ path, older, text, level }) => {
      const dependents = held.project.documents.all.filter((document) => document.path !== path && !document.vendored);
      const sources = dependents.map((document) => ({ text: document.text, file: document.path }));
      return held.engine.compare(older, text, { file: path, level, dependents: sources });
    },
    upgrade: ({ path, text }) => held.engine.upgrade(text, { file: path }),
    seal: async ({ path, text }) => {
      const missing = await held.prepare(text, path);
      return seal(held, path, text, missing, host);
    },
    'seal-linked': (request) => sealLinked(held, request, host),
    asset: ({ hash, name }) => held.project.assets.at(hash, name),
  };
  return {
    jobs,
    keep() {
      const { registry, metrics, released } = held.keep();
      const { revision } = held.registry.snapshot();
      // Texts are sent only when there are others.
      if (revision === keptRevision) return { metrics, released };
      keptRevision = revision;
      return { registry, metrics, released };
    },
  };
}

/** How long a reload may go on before it is told; the rest of the registry's work is done in slices. */
const reloadTime = 2_000;

function read(place: string): LoadedProject {
  const project = loadProject(place);
  if (!project) throw new Error(`The project ${place} is gone.`);
  return project;
}

const stageOf = ({ engine, project: { settings, manifests } }: ProjectRegistry): Stage => ({
  engine,
  settings,
  manifests,
});

const idsOf = ({ dependencies }: Pick<Compiled, 'dependencies'>): readonly string[] => dependencies.map(({ id }) => id);

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
function seal(
  held: ProjectRegistry,
  path: string,
  text: string,
  missing: readonly Diagnostic[],
  { marks }: RegistryHost,
): Sealing {
  const { project, engine } = held;
  const compiled = engine.compile(text, { file: path });
  const here = refusal(compiled, [...missing, ...aroundFile(held, path, idsOf(compiled))]);
  if (here) return here;
  const { bundle } = bundleOf(project, text, compiled);
  if (!bundle) throw new Error(`${path} compiled without an id.`);
  const alone = engineForBundle(bundle, {
    environment: nodeEnvironment(),
    ...functionsOfHost(),
    ...(marks && { marks }),
  });
  const compiledAlone = alone.compile(text, { file: path });
  const { program } = compiledAlone;
  const styles = program ? alone.styles(program, themeOf(bundle.settings)).diagnostics : [];
  const there = refusal(compiledAlone, styles);
  if (there || !program) return there ?? { sealed: null, compiled: compiledAlone };
  return { sealed: { bundle, hash: bundleHash(bundle), programHash: program.hash }, compiled };
}

/** Links name pages by id, and lead to where the project has them. */
function sealLinked(
  held: ProjectRegistry,
  { sealed: start, most }: Jobs['seal-linked']['request'],
  host: RegistryHost,
): readonly LinkedPage[] {
  const { documents, settings } = held.project;
  const seen = new Set([start.bundle.root]);
  const pages: LinkedPage[] = [];
  let last: readonly Sealed[] = [start];
  for (let count = 0; count < most && last.length > 0; count++) {
    const named = last.flatMap(({ bundle }) => Object.entries(bundle.routes ?? {}));
    last = named.flatMap(([id, route]) => {
      const page = seen.has(id) ? undefined : documents.all.find(({ envelope }) => envelope.id === id);
      seen.add(id);
      const sealed = page && seal(held, page.path, page.text, [], host).sealed;
      if (!sealed) return [];
      pages.push({ sealed, route: fullRoute(baseOf(settings), route) });
      return [sealed];
    });
  }
  return pages;
}

/** Nothing is sealed while anything about a document is an error. */
function refusal(compiled: Compiled, more: readonly Diagnostic[]): Sealing | null {
  if (!hasErrors(compiled) && !more.some(isError)) return null;
  return { sealed: null, compiled: { ...compiled, diagnostics: [...compiled.diagnostics, ...more] } };
}
