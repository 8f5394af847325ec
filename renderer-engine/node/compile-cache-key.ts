import { coreVersion } from '../core-version.ts';
import { canonical, hashText } from '../document/canonical.ts';
import type { CompileAnswer, CompileRequest } from './compile-task.ts';
import { nodeEnvironment } from './environment.ts';
import { type LoadedProject, loadProject } from './load-project.ts';

/** What a compilation in one of many projects depends on besides its text, for caches that outlive a process. */
export interface CompileKeys {
  /** The same for requests that are answered alike: by the same engine, with the same text among the same files. */
  keyOf(request: CompileRequest): string;
  /** Programs are; what was made from packages is not, because they lie outside of the project and may change there. */
  isKept(answer: CompileAnswer, request: CompileRequest): boolean;
}

export function compileKeys(): CompileKeys {
  const places = new Map<string, { readonly stamp: string; readonly ids: ReadonlySet<string> }>();
  const placeAt = (place: string | undefined) => {
    const known = places.get(place ?? '');
    if (known) return known;
    const project = place === undefined ? null : loadProject(place);
    const ids = new Set(project?.documents.all.map(({ envelope: { id } }) => id ?? ''));
    const found = { stamp: hashText(project ? stampOf(project) : ''), ids };
    places.set(place ?? '', found);
    return found;
  };
  return {
    keyOf: ({ place, ...request }) =>
      hashText(JSON.stringify([coreVersion, nodeEnvironment(), placeAt(place).stamp, request])),
    isKept: ({ hash, dependencies }, { place }) =>
      hash !== null && dependencies.every(({ id }) => id.startsWith('core/') || placeAt(place).ids.has(id)),
  };
}

const stampOf = ({ settings, manifests, routes, lock, documents }: LoadedProject): string =>
  canonical({
    settings,
    manifests,
    routes,
    lock,
    documents: documents.all.map(({ path, text, tests }) => [path, text, tests?.text ?? null]),
  });
