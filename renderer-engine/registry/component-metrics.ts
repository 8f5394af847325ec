/** How one component type fares in the renders of an engine (E7). */
export interface ComponentMetrics {
  /** `Button`, or the id of a component document. */
  readonly type: string;
  /** Instances that were measured: all of every nth render. */
  readonly renders: number;
  /** Of one instance with everything inside it, in milliseconds. */
  readonly mean: number;
  readonly max: number;
  /** UTF-8 bytes of one instance on average, with everything inside it. */
  readonly bytes: number;
  /** Instances that failed, in all renders. */
  readonly errors: number;
  /** How many of these went over a limit. */
  readonly overLimit: number;
  readonly lastError: ComponentError | null;
  /** Share of compilations of documents with this type that were answered from the cache; null before the first. */
  readonly cacheHitRate: number | null;
}

export interface ComponentError {
  /** As in diagnostics. */
  readonly code: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What an engine counted since it was made. */
export interface ComponentStatistics {
  /** Renders of whole pages. */
  readonly renders: number;
  /** One of so many renders is measured. */
  readonly every: number;
  readonly measured: number;
  /** Sorted by type. */
  readonly types: readonly ComponentMetrics[];
}

export interface MetricsOptions {
  /** One of so many renders is measured; 1 measures all of them. Default 50. */
  readonly every?: number;
  /** Milliseconds since 1970, for the time of the last error. */
  readonly now?: () => number;
  /** What another one counted before: it goes on from there. */
  readonly kept?: KeptMetrics;
}

/** Everything that was counted, as plain data. */
export interface KeptMetrics {
  readonly renders: number;
  readonly measured: number;
  readonly types: readonly (readonly [type: string, counts: Readonly<Counts>])[];
}

/** Where renders put what they measured. */
export interface MetricsStore {
  /** A render begins; answers whether it is to be measured. */
  begins(): boolean;
  /** `scale`: bytes per UTF-16 unit of the page. */
  measured(instances: readonly MeasuredInstance[], scale: number): void;
  failed(type: string, code: string): void;
  compiled(types: Iterable<string>, fromCache: boolean): void;
  statistics(): ComponentStatistics;
  /** For the `kept` of the next one. */
  keep(): KeptMetrics;
}

export interface MeasuredInstance {
  readonly types: readonly string[];
  readonly milliseconds: number;
  /** UTF-16 units. */
  readonly length: number;
}

/** Codes of an instance that went over one of its own limits. */
const limitCode = 'UI9002';

/** Several engines may share one. */
export function newMetrics({ every = 50, now = () => 0, kept: before }: MetricsOptions = {}): MetricsStore {
  const kept = new Map<string, Counts>(before?.types.map(([type, counts]) => [type, { ...counts }]));
  const of = (type: string): Counts => {
    const known = kept.get(type);
    if (known) return known;
    const made = newCounts();
    kept.set(type, made);
    return made;
  };
  let begun = 0;
  let renders = before?.renders ?? 0;
  let measured = before?.measured ?? 0;
  return {
    begins() {
      renders += 1;
      // The first one is measured, so that a page shown once has figures.
      return begun++ % every === 0;
    },
    measured(instances, scale) {
      measured += 1;
      for (const { types, milliseconds, length } of instances) {
        for (const type of types) {
          const counts = of(type);
          counts.renders += 1;
          counts.total += milliseconds;
          counts.bytes += length * scale;
          if (milliseconds > counts.max) counts.max = milliseconds;
        }
      }
    },
    failed(type, code) {
      const counts = of(type);
      counts.errors += 1;
      if (code === limitCode) counts.overLimit += 1;
      counts.lastError = { code, at: now() };
    },
    compiled(types, fromCache) {
      for (const type of types) {
        const counts = of(type);
        counts.compilations += 1;
        if (fromCache) counts.hits += 1;
      }
    },
    statistics: () => ({
      renders,
      every,
      measured,
      types: [...kept].sort(([a], [b]) => (a < b ? -1 : 1)).map(([type, counts]) => metricsOf(type, counts)),
    }),
    keep: () => ({ renders, measured, types: [...kept].map(([type, counts]) => [type, { ...counts }] as const) }),
  };
}

interface Counts {
  renders: number;
  total: number;
  max: number;
  bytes: number;
  errors: number;
  overLimit: number;
  lastError: ComponentError | null;
  compilations: number;
  hits: number;
}

const newCounts = (): Counts => ({
  renders: 0,
  total: 0,
  max: 0,
  bytes: 0,
  errors: 0,
  overLimit: 0,
  lastError: null,
  compilations: 0,
  hits: 0,
});

function metricsOf(type: string, counts: Counts): ComponentMetrics {
  const { renders, total, max, bytes, errors, overLimit, lastError, compilations, hits } = counts;
  return {
    type,
    renders,
    mean: renders === 0 ? 0 : total / renders,
    max,
    bytes: renders === 0 ? 0 : Math.round(bytes / renders),
    errors,
    overLimit,
    lastError,
    cacheHitRate: compilations === 0 ? null : hits / compilations,
  };
}
