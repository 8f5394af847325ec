import semver from 'semver';
import { type DocumentOrigin, lockEntryOf } from '../../document/lock-file.ts';
import type { Limits, SourceDocument } from '../../engine.ts';
import { parse } from '../1-parse/parse.ts';
import type { FrontContext, Parsed } from '../flow.ts';

/** The documents others refer to, parsed. Within one compilation an id always gives the same answer. */
export interface ParsedDocuments {
  /** Every readable version of an id, best first: the project's own, what the lock file names, then the highest. */
  versions(id: string): readonly Parsed[];
  /** Those that could not be read at all. */
  broken(id: string): readonly Parsed[];
  /** Where a document comes from. */
  from(parsed: Parsed): DocumentOrigin;
  /** `id@version` that stands in more than one file. */
  twice(id: string): readonly { readonly name: string; readonly files: readonly string[] }[];
}

export function parsedDocuments(context: FrontContext): ParsedDocuments {
  const found = new Map<string, readonly Parsed[]>();
  const origins = new Map<Parsed, DocumentOrigin>();
  const rank = (parsed: Parsed): number => {
    if (origins.get(parsed) === 'project') return 0;
    const { id, version } = parsed.document!;
    return context.lock && lockEntryOf(context.lock, id, version)?.version === version ? 1 : 2;
  };
  const all = (id: string): readonly Parsed[] => {
    const known = found.get(id);
    if (known) return known;
    const parsed = [
      ...context.core.find(id).map((source) => ({ source, from: 'core' as const })),
      ...context.documents.find(id).map((source) => ({ source, from: source.from ?? 'project' })),
    ].map(({ source, from }) => {
      const one = parseOnce(source, context);
      origins.set(one, from);
      return one;
    });
    found.set(id, parsed);
    return parsed;
  };
  const readable = new Map<string, readonly Parsed[]>();
  return {
    versions(id) {
      const known = readable.get(id);
      if (known) return known;
      const versions = all(id)
        .filter(({ document }) => document?.id === id && semver.valid(document.version) !== null)
        .sort((a, b) => rank(a) - rank(b) || semver.rcompare(a.document!.version, b.document!.version));
      readable.set(id, versions);
      return versions;
    },
    from: (parsed) => origins.get(parsed) ?? 'project',
    broken: (id) => all(id).filter(({ document }) => document === null),
    twice(id) {
      const files = new Map<string, string[]>();
      for (const { document, file } of all(id)) {
        if (document)
          files.set(`${id}@${document.version}`, [
            ...(files.get(`${id}@${document.version}`) ?? []),
            file ?? 'a document',
          ]);
      }
      return [...files].flatMap(([name, where]) => (where.length > 1 ? [{ name, files: where }] : []));
    },
  };
}

/** By limits: they are made once per engine, and what parsing gives depends on them. */
const caches = new WeakMap<Limits, Map<string, Parsed>>();
const mostCached = 1_000;

/** Dependencies rarely change between compilations: parsed once per text, the longest unused one goes first. */
function parseOnce({ text, file }: SourceDocument, context: FrontContext): Parsed {
  const cache = caches.get(context.limits) ?? new Map<string, Parsed>();
  caches.set(context.limits, cache);
  const key = `${file ?? ''}\n${text}`;
  const known = cache.get(key);
  if (known) cache.delete(key);
  const parsed = known ?? parse(text, file, context.limits);
  cache.set(key, parsed);
  const oldest = cache.keys().next().value;
  if (cache.size > mostCached && oldest !== undefined) cache.delete(oldest);
  return parsed;
}
