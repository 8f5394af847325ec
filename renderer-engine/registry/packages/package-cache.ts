import type { Timers } from '../ports.ts';
import { attemptSeveral } from './attempt.ts';
import { createLoadQueue } from './load-queue.ts';
import type { ComponentPackage, PackageLoader } from './package.ts';
import { type QuarantinedPackage, quarantineOf, quarantineSentence } from './quarantine.ts';

export interface PackageCacheOptions {
  readonly loader: PackageLoader;
  readonly timers: Timers;
  /** Packages kept; the longest unused one goes first. Default 32. */
  readonly size?: number;
  /** Milliseconds one attempt to load may take. Default 2,000. */
  readonly timeout?: number;
  /** Default 3. */
  readonly attempts?: number;
  /** Packages loaded at the same time. Default 2. */
  readonly atOnce?: number;
  /** Loads what is related to a package before anybody asks, after so many uses of it. Default 2; null: never. */
  readonly prefetchAfter?: number | null;
  /** Hashes of packages a person has looked at, and let in although they hold something of high risk. */
  readonly released?: ReadonlySet<string>;
}

/** Counted since the cache was made. */
export interface PackageCounters {
  readonly hits: number;
  readonly misses: number;
  readonly loadErrors: number;
  readonly retries: number;
  readonly timeouts: number;
  readonly evictions: number;
  /** Loaded and kept out, for what they hold. */
  readonly quarantined: number;
  readonly prefetches: number;
  /** Prefetched packages that somebody asked for afterwards: misses avoided. */
  readonly prefetchesUsed: number;
}

export type Loaded = { readonly package: ComponentPackage } | { readonly problem: string };

/** Component packages in memory, loaded when they are needed (E8). */
export interface PackageCache {
  /** Never rejects: a package that cannot be loaded is answered with the reason. */
  get(name: string): Promise<Loaded>;
  /** Those in memory, longest unused first. */
  loaded(): readonly ComponentPackage[];
  counters(): PackageCounters;
  /** The last problem of each package that could not be loaded since. */
  readonly problems: ReadonlyMap<string, string>;
  /** Packages that are kept out until a person releases them. */
  quarantined(): readonly QuarantinedPackage[];
}

export function createPackageCache(options: PackageCacheOptions): PackageCache {
  const {
    loader,
    timers,
    size = 32,
    timeout = 2_000,
    attempts = 3,
    atOnce = 2,
    prefetchAfter = 2,
    released = new Set(),
  } = options;
  // A Map remembers the order of insertion, so the first key is the one unused for longest.
  const kept = new Map<string, ComponentPackage>();
  const untouched = new Set<string>();
  const uses = new Map<string, number>();
  const problems = new Map<string, string>();
  const quarantine = new Map<string, QuarantinedPackage>();
  const counters = {
    hits: 0,
    misses: 0,
    loadErrors: 0,
    retries: 0,
    timeouts: 0,
    evictions: 0,
    quarantined: 0,
    prefetches: 0,
    prefetchesUsed: 0,
  };

  const queue = createLoadQueue<Loaded>(atOnce, async (name) => {
    try {
      const loaded = await attemptSeveral(() => loader.load(name), {
        timers,
        timeout,
        attempts,
        onRetry: () => {
          counters.retries += 1;
        },
        onTimeout: () => {
          counters.timeouts += 1;
        },
      });
      problems.delete(name);
      const risky = quarantineOf(loaded);
      if (risky && !released.has(risky.hash)) {
        counters.quarantined += 1;
        untouched.delete(name);
        quarantine.set(name, risky);
        return { problem: quarantineSentence(risky) };
      }
      quarantine.delete(name);
      keep(name, loaded);
      return { package: loaded };
    } catch (error) {
      counters.loadErrors += 1;
      const problem = error instanceof Error ? error.message : String(error);
      problems.set(name, problem);
      return { problem };
    }
  });

  const isKeptOut = (name: string): boolean => {
    const risky = quarantine.get(name);
    return risky !== undefined && !released.has(risky.hash);
  };

  const keep = (name: string, loaded: ComponentPackage): void => {
    kept.delete(name);
    kept.set(name, loaded);
    if (kept.size <= size) return;
    const oldest = kept.keys().next().value!;
    kept.delete(oldest);
    untouched.delete(oldest);
    counters.evictions += 1;
  };

  const prefetchRelated = ({ manifest: { name, related } }: ComponentPackage): void => {
    const times = (uses.get(name) ?? 0) + 1;
    uses.set(name, times);
    if (prefetchAfter === null || times !== prefetchAfter) return;
    const known = new Set(loader.index().map((manifest) => manifest.name));
    for (const other of related) {
      if (!known.has(other) || kept.has(other) || queue.has(other) || isKeptOut(other)) continue;
      counters.prefetches += 1;
      untouched.add(other);
      void queue.add(other, 'ahead');
    }
  };

  return {
    async get(name) {
      const risky = quarantine.get(name);
      if (risky && isKeptOut(name)) return { problem: quarantineSentence(risky) };
      const known = kept.get(name);
      if (known) {
        counters.hits += 1;
        kept.delete(name);
        kept.set(name, known);
      } else counters.misses += 1;
      if (untouched.delete(name) && known) counters.prefetchesUsed += 1;
      const found = known ? { package: known } : await queue.add(name, 'asked');
      if ('package' in found) prefetchRelated(found.package);
      return found;
    },
    loaded: () => [...kept.values()],
    counters: () => ({ ...counters }),
    problems,
    quarantined: () => [...quarantine.values()].filter(({ hash }) => !released.has(hash)),
  };
}
