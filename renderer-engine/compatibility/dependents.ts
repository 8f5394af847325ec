import semver from 'semver';
import type { Compiled, DocumentSource, SourceDocument } from '../engine.ts';

/** A document that uses the one being compared, directly or through others. */
export interface Dependent {
  readonly id: string;
  readonly version: string;
  readonly file: string | null;
  /** Its range takes the newer version. Others keep the one they have. */
  readonly takes: boolean;
  /** The first error the newer version causes in it; null when it still compiles. */
  readonly problem: string | null;
  /** Ids of nodes it names in its overrides. */
  readonly names: readonly string[];
}

interface Versions {
  readonly id: string;
  readonly version: string;
  readonly before: string;
  readonly after: string;
}

interface Compiling {
  readonly documents: DocumentSource;
  readonly compileIn: (source: SourceDocument, documents: DocumentSource) => Compiled;
}

/** More are not looked at; a document that many use is compared with a sample of them. */
const most = 200;

/**
 * Who is affected by a newer version, and who breaks: each dependent is compiled against both texts, and errors that
 * only the newer one causes are its fault.
 */
export function dependentsOf(
  { id, version, before, after }: Versions,
  candidates: readonly SourceDocument[],
  { documents, compileIn }: Compiling,
): readonly Dependent[] {
  const withText = (text: string): DocumentSource => ({
    find: (wanted) => (wanted === id ? [{ text }] : documents.find(wanted)),
  });
  return usersOf(id, candidates)
    .slice(0, most)
    .flatMap((source): readonly Dependent[] => {
      const compiled = compileIn(source, withText(before));
      if (!compiled.document) return [];
      const known = new Set(errorsOf(compiled));
      const takes = rangesFor(id, source.text).every((range) => semver.satisfies(version, range));
      const problem = takes
        ? errorsOf(compileIn(source, withText(after))).find((error) => !known.has(error))
        : undefined;
      const own = { id: compiled.document.id, version: compiled.document.version, file: source.file ?? null };
      return [{ ...own, takes, problem: problem ?? null, names: overriddenIn(source.text) }];
    });
}

const errorsOf = ({ diagnostics }: Compiled): readonly string[] =>
  diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message);

/** Documents that name it, and those that name one of these. */
function usersOf(id: string, candidates: readonly SourceDocument[]): readonly SourceDocument[] {
  const found = new Set<SourceDocument>();
  const ids = [id];
  for (let wanted = ids.pop(); wanted !== undefined; wanted = ids.pop()) {
    for (const candidate of candidates) {
      if (found.has(candidate) || !candidate.text.includes(`"${wanted}@`)) continue;
      found.add(candidate);
      const own = /"id"\s*:\s*"([^"]+)"/.exec(candidate.text)?.[1];
      if (own !== undefined && own !== id) ids.push(own);
    }
  }
  return [...found];
}

/** Ranges in which a text asks for a document; `[]` when it does so only through others. */
const rangesFor = (id: string, text: string): readonly string[] =>
  text
    .split(`"${id}@`)
    .slice(1)
    .map((rest) => rest.slice(0, rest.indexOf('"')));

function overriddenIn(text: string): readonly string[] {
  try {
    const { overrides } = JSON.parse(text) as { readonly overrides?: object };
    return Object.keys(overrides ?? {});
  } catch {
    return [];
  }
}
