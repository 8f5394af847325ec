import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { canonical } from '../document/canonical.ts';
import type { Json } from '../document/types.ts';
import type { DocumentSource, Engine, EngineOptions, EngineStatistics } from '../engine.ts';
import { type MemoryReport, watchMemory } from '../memory/memory-watch.ts';
import type { StageMarks } from '../pipeline/stage-marks.ts';
import { type KeptMetrics, newMetrics } from '../registry/component-metrics.ts';
import { createPackageCache } from '../registry/packages/package-cache.ts';
import { packagesFor, waitsForPackages } from '../registry/packages/package-documents.ts';
import { tellMissing } from '../registry/packages/tell-missing.ts';
import type { RegistryFile } from '../registry/registered-file.ts';
import { createRegistry, type Registry } from '../registry/registry.ts';
import type { FileChange, KeptRegistry, RegistryEvent, TrialEngine } from '../registry/registry-options.ts';
import { type RegistryStatus, registryStatus } from '../registry/status.ts';
import { newTracker } from '../tracker/tracker.ts';
import { nodeClock } from './clock.ts';
import type { LoadedProject } from './load-project.ts';
import { nodeMemory } from './memory-figures.ts';
import { packageFolders } from './package-folders.ts';
import type { ProjectDocument } from './project-documents.ts';
import { createProjectEngine } from './project-engine.ts';
import { idleTimers, nodeNow, nodeTimers } from './timers.ts';

/** A project with its component registry: what it compiles with, and how its components fare. */
export interface ProjectRegistry {
  /** As the files are, but with the last good components in place of refused ones, and with packages. */
  readonly project: LoadedProject;
  /** Stays the same while only documents change, so that its caches and figures do. */
  readonly engine: Engine;
  readonly registry: Registry;
  /** The project as it is on disk now. */
  replace(project: LoadedProject): void;
  /** Loads the packages a text is made from; answers what could not be loaded. */
  prepare(text: string, file: string): Promise<readonly Diagnostic[]>;
  /** Why documents with these ids are not in use as they are written. */
  refusals(ids: readonly string[]): readonly Diagnostic[];
  /** What happened since this was last asked. */
  news(): readonly RegistryEvent[];
  status(): RegistryStatus;
  /** What its engine counted, and how the memory around it stands. */
  statistics(): ProjectStatistics;
  /** Lets packages with these texts in, whatever was found in them. */
  release(hashes: readonly string[]): void;
  /** For the registry that takes the place of this one when its thread is lost. */
  keep(): KeptProject;
}

export interface ProjectStatistics extends EngineStatistics {
  readonly memory: MemoryReport;
}

/** One of so many renders is measured. */
const measureEvery = 20;
/** More is told in counters only. */
const mostNews = 500;

export interface RegistryHost {
  /** Hears which stage the engine is in. */
  readonly marks?: StageMarks;
  /** From the registry that this one takes the place of. */
  readonly kept?: Partial<KeptProject>;
  /** False where every document is compiled once, and keeping what came of it would only fill memory. */
  readonly cache?: boolean;
}

/** What a project's registry knows that no file says, as plain data. */
export interface KeptProject {
  readonly registry: KeptRegistry;
  readonly metrics: KeptMetrics;
  /** Hashes of packages that people let in. */
  readonly released: readonly string[];
}

export function openRegistry(
  opened: LoadedProject,
  { marks, kept = {}, cache: isKept = true }: RegistryHost = {},
): ProjectRegistry {
  let onDisk = opened;
  let loader = packageFolders(onDisk.packages);
  const released = new Set(kept.released);
  let cache = createPackageCache({ loader, timers: nodeTimers, released });
  const packageFiles = new Map<string, RegistryFile>();
  const news: RegistryEvent[] = [];

  const tracker = newTracker({ clock: nodeClock, timers: idleTimers, now: nodeNow, memory: usedMemory });
  const metrics = newMetrics({ every: measureEvery, now: nodeNow, ...(kept.metrics && { kept: kept.metrics }) });
  const engineOver = (documents: DocumentSource, more: Partial<EngineOptions> = {}): Engine =>
    createProjectEngine(
      { ...onDisk, documents: { ...onDisk.documents, ...documents } },
      { ...(marks && { marks }), ...more },
    );
  const mainEngine = (): Engine => engineOver(registry.documents, { tracker, metrics, cache: isKept });
  let trials: DocumentSource = { find: () => [] };
  let trial = engineOver(trials);
  const registry = createRegistry({
    engine: (documents): TrialEngine => {
      trials = documents;
      trial = engineOver(trials);
      return {
        compile: (...given) => trial.compile(...given),
        render: (...given) => trial.render(...given),
        compare: (...given) => trial.compare(...given),
      };
    },
    recompile: ({ path, text }) =>
      isCompiled(path) && !waitsForPackages(text, registry.documents.find, loader)
        ? engine.compile(text, { file: path }).diagnostics
        : [],
    now: nodeNow,
    clock: nodeClock,
    ...(kept.registry && { kept: kept.registry }),
  });
  registry.on((event) => {
    if (news.length < mostNews) news.push(event);
  });
  let engine = mainEngine();
  const memory = watchMemory({
    figures: nodeMemory,
    timers: idleTimers,
    now: nodeNow,
    shrinkCaches: (share) => engine.shrinkCaches(share),
    dropIdle: () => engine.dropIdle(),
  });
  registry.update(onDisk.documents.all.map(fileOf));

  return {
    get project() {
      const documents = { ...onDisk.documents, find: registry.documents.find };
      return { ...onDisk, documents, problems: [...onDisk.problems, ...loader.problems] };
    },
    get engine() {
      return engine;
    },
    registry,
    replace(next) {
      const before = onDisk;
      onDisk = next;
      if (frameOf(before) !== frameOf(next)) {
        trial = engineOver(trials);
        engine = mainEngine();
      }
      const folders = packageFolders(next.packages);
      if (folders.stamp !== loader.stamp) {
        loader = folders;
        cache = createPackageCache({ loader, timers: nodeTimers, released });
      }
      registry.update(changesBetween(before.documents.all, next.documents.all));
    },
    async prepare(text, file) {
      const known = (id: string) => id.startsWith('core/') || onDisk.documents.find(id).length > 0;
      const { documents, problems } = await packagesFor(text, known, loader, cache);
      const needed = new Map(documents.map((document) => [document.path, document]));
      const changes: FileChange[] = documents.filter(({ path, text: own }) => packageFiles.get(path)?.text !== own);
      for (const path of packageFiles.keys()) if (!needed.has(path)) changes.push({ path, gone: true, evicted: true });
      packageFiles.clear();
      for (const [path, document] of needed) packageFiles.set(path, document);
      if (changes.length > 0) registry.update(changes);
      return tellMissing(problems, text, file, loader.index());
    },
    refusals(ids) {
      const wanted = new Set(ids);
      return [...registry.snapshot().files.values()].flatMap(({ refusal }) =>
        // The last one says what stays in use; what is wrong in the file itself is told in that file.
        refusal?.name && wanted.has(refusal.name) ? refusal.diagnostics.slice(-1) : [],
      );
    },
    news: () => news.splice(0),
    statistics: () => ({ ...engine.statistics(), memory: memory.look() }),
    keep: () => ({ registry: registry.keep(), metrics: metrics.keep(), released: [...released] }),
    release: (hashes) => hashes.forEach((hash) => void released.add(hash)),
    status: () =>
      registryStatus({
        registry,
        statistics: engine.statistics().components,
        packages: { cache, loader },
        now: nodeNow(),
      }),
  };
}

function usedMemory(): number {
  const { heapUsed, external } = nodeMemory();
  return heapUsed + external;
}

const isCompiled = (path: string): boolean => /\.(page|layout|component)\.json$/.test(path);

const fileOf = ({ path, text, envelope: { id, kind }, vendored, tests }: ProjectDocument): RegistryFile => ({
  path,
  text,
  id,
  kind,
  origin: vendored ? 'vendor' : 'project',
  ...(tests && { tests: { text: tests.text, file: tests.path } }),
});

function changesBetween(before: readonly ProjectDocument[], after: readonly ProjectDocument[]): readonly FileChange[] {
  const old = new Map(before.map((document) => [document.path, document]));
  const now = new Set(after.map(({ path }) => path));
  const isSame = ({ path, text, tests }: ProjectDocument) =>
    old.get(path)?.text === text && old.get(path)?.tests?.text === tests?.text;
  return [
    ...before.filter(({ path }) => !now.has(path)).map(({ path }) => ({ path, gone: true }) as const),
    ...after.filter((document) => !isSame(document)).map(fileOf),
  ];
}

/** What an engine is made with besides documents. */
const frameOf = ({ settings, manifests, routes, lock }: LoadedProject): string =>
  canonical({ settings, manifests, routes, lock } as unknown as Json);
