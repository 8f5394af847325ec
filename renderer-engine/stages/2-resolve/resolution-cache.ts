import { type CacheStatistics, expiringCache } from '../../cache/expiring-cache.ts';
import type { Clock, SourceDocument } from '../../engine.ts';
import type { FrontContext, Parsed, Resolved } from '../flow.ts';
import { type ResolveOptions, resolve } from './resolve.ts';

/** Results of resolving, kept for an hour: previews, checks and comparisons of one text resolve it once. */
export interface ResolutionCache {
  readonly resolve: (parsed: Parsed, context: FrontContext, options?: ResolveOptions) => Resolved | null;
  /** Keeps that share of them. */
  readonly shrink: (share: number) => void;
  readonly statistics: () => CacheStatistics;
}

interface Kept {
  readonly resolved: Resolved | null;
  /** Documents that were looked up, with what was found: another answer makes the result stale. */
  readonly used: readonly { readonly id: string; readonly found: readonly SourceDocument[] }[];
}

const mostResolutions = 64;
const oneHour = 60 * 60 * 1_000;

export function resolutionCache(clock: Clock): ResolutionCache {
  const kept = expiringCache<Kept>({ most: mostResolutions, lifetime: oneHour, clock });
  return {
    shrink: kept.shrink,
    statistics: kept.statistics,
    resolve(parsed, context, options = {}) {
      const key = keyOf(parsed, options);
      const known = kept.get(key, ({ used }) =>
        used.every(({ id, found }) => isSame(found, context.documents.find(id))),
      );
      if (known) return known.resolved;
      const asked = new Map<string, readonly SourceDocument[]>();
      const documents = {
        find(id: string) {
          const found = context.documents.find(id);
          asked.set(id, found);
          return found;
        },
      };
      const resolved = resolve(parsed, { ...context, documents }, options);
      kept.set(key, { resolved, used: [...asked].map(([id, found]) => ({ id, found })) });
      return resolved;
    },
  };
}

/** Tests that stand beside a document are a part of it. JSON is one line, so that no two texts share a key. */
const keyOf = ({ text, file, sidecar, document }: Parsed, { example }: ResolveOptions): string =>
  `${JSON.stringify([example, file, sidecar && document && 'tests' in document ? document.tests : null])}\n${text}`;

const isSame = (before: readonly SourceDocument[], now: readonly SourceDocument[]): boolean =>
  before.length === now.length && before.every((one, at) => one.text === now[at]?.text && one.file === now[at]?.file);
