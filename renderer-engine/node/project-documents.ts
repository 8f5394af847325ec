import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { report } from '../diagnostics/report.ts';
import type { DocumentSource, SourceDocument } from '../engine.ts';
import { type DocumentEnvelope, envelopeOf } from './envelope-of.ts';

/** A text of a project and where it lies: path below the project, with `/`. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

export interface ProjectDocument extends TextFile {
  readonly envelope: DocumentEnvelope;
  /** A released document of somebody else, below `vendor/`: looked at, not changed. */
  readonly vendored: boolean;
  /** The sidecar with its tests. */
  readonly tests?: TextFile;
}

/** The documents of a project in memory: found by id, whatever their paths. */
export interface ProjectDocuments extends DocumentSource {
  /** Sorted by path. */
  readonly all: readonly ProjectDocument[];
  /** Sidecars that stand beside no document, sorted. */
  readonly alone: readonly string[];
  /** UI3013 for each id that stands in two files. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Indexes texts by the id inside them. A broken text is indexed as far as its envelope can be read. */
export function projectDocuments(files: readonly TextFile[]): ProjectDocuments {
  const sidecars = new Map(files.filter(({ path }) => isSidecar(path)).map((file) => [file.path, file]));
  const all = files
    .filter(({ path }) => !sidecars.has(path))
    .map(({ path, text }): ProjectDocument => {
      const tests = sidecarPaths(path)
        .map((beside) => sidecars.get(beside))
        .find(Boolean);
      return { path, text, envelope: envelopeOf(text), vendored: path.startsWith('vendor/'), ...(tests && { tests }) };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const byId = Map.groupBy(
    all.filter(({ envelope }) => envelope.id !== null),
    ({ envelope }) => envelope.id ?? '',
  );
  const matched = new Set(all.map(({ tests }) => tests?.path));
  return {
    all,
    alone: [...sidecars.keys()].filter((path) => !matched.has(path)).sort(),
    diagnostics: [...byId].flatMap(([id, documents]) => twice(id, documents)),
    find: (id) => (byId.get(id) ?? []).map(asSource),
  };
}

/** `orders.tests.json` belongs to `orders.page.json`; `orders.page.tests.json` too, and is looked for first. */
export const sidecarPaths = (path: string): readonly string[] => [
  ...new Set(
    [path.replace(/\.json$/, ''), path.replace(/(\.(page|layout|component))?\.json$/, '')].map(
      (name) => `${name}.tests.json`,
    ),
  ),
];

export const isSidecar = (path: string): boolean => path.endsWith('.tests.json');

const asSource = ({ path, text, vendored, tests }: ProjectDocument): SourceDocument => ({
  text,
  file: path,
  from: vendored ? 'vendor' : 'project',
  ...(tests && { tests: { text: tests.text, file: tests.path } }),
});

/** Several released versions of one id are as it should be; two files of the project are not. */
function twice(name: string, documents: readonly ProjectDocument[]): readonly Diagnostic[] {
  const files = documents.filter(({ vendored }) => !vendored).map(({ path }) => path);
  return files
    .slice(1)
    .map((file) => report('UI3013', { name, files: [files[0] ?? '', file] }, { pointer: '/id', file }));
}
