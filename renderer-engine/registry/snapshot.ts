import type { SourceDocument } from '../engine.ts';
import type { ComponentDefinition } from './definition.ts';
import { type DependencyGraph, dependencyGraph } from './dependency-graph.ts';
import type { RegisteredFile } from './registered-file.ts';

/** The registry at one moment. Never changes, so whoever holds one sees all of the old components or all of the new. */
export interface RegistrySnapshot {
  /** Counts swaps. */
  readonly revision: number;
  /** Every version that was accepted and is still there, highest first, by type name. */
  readonly definitions: ReadonlyMap<string, readonly ComponentDefinition[]>;
  readonly files: ReadonlyMap<string, RegisteredFile>;
  readonly graph: DependencyGraph;
  /** Port of the engine: a component that was refused is found as it was before. */
  find(id: string): readonly SourceDocument[];
}

/** `code`: the built-in types, which no file can change. */
export function newSnapshot(
  revision: number,
  files: ReadonlyMap<string, RegisteredFile>,
  code: readonly ComponentDefinition[],
  compareVersions: (a: string, b: string) => number,
): RegistrySnapshot {
  const all = [...files.values()];
  const byId = Map.groupBy(
    all.filter((file) => file.id !== null),
    ({ id }) => id ?? '',
  );
  const accepted = all.flatMap((file) => (file.accepted ? [file.accepted.definition] : []));
  const definitions = Map.groupBy([...code, ...accepted], ({ name }) => name);
  for (const versions of definitions.values()) versions.sort((a, b) => compareVersions(b.version, a.version));
  let graph: DependencyGraph | null = null;
  return {
    revision,
    definitions,
    files,
    // Most swaps are read by nobody but the next render, which needs no graph.
    get graph() {
      graph ??= dependencyGraph(all);
      return graph;
    },
    find: (id) => (byId.get(id) ?? []).map(sourceOf),
  };
}

const sourceOf = ({ path, text, tests, origin }: RegisteredFile): SourceDocument => ({
  text,
  file: path,
  // Packages have versions of their own, which no lock file names.
  from: origin === 'vendor' ? 'vendor' : 'project',
  ...(tests && { tests }),
});
