import type { Clock } from '../engine.ts';
import type { Timers } from '../registry/ports.ts';
import { type HistogramFigures, newHistogram } from './histogram.ts';

/** What is measured: a text made a program, components made into it, a page made of it, a whole request of a host. */
export type Measured = 'processing' | 'creation' | 'rendering' | 'request';

export const measuredKinds: readonly Measured[] = ['processing', 'creation', 'rendering', 'request'];

export interface MeasuredFigures extends HistogramFigures {
  /** All that ended; `count` leaves out those whose time was dropped. */
  readonly total: number;
  readonly failed: number;
  readonly inFlight: number;
  /** Since the snapshot before. */
  readonly perSecond: number;
}

export interface TrackerSnapshot {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly kinds: Readonly<Record<Measured, MeasuredFigures>>;
  /** Share of compilations that a cache answered; null before the first. */
  readonly hitRatio: number | null;
  /** Share of all that failed: requests where there are any, else renders. */
  readonly errorRate: number;
  /** Bytes in use; null without a port for it. */
  readonly memory: number | null;
  /** Times that were not kept because more came at once than are waited for. */
  readonly dropped: number;
  readonly alerts: readonly TrackerAlert[];
}

export interface TrackerAlert {
  readonly name: 'processing' | 'memory' | 'hit-ratio';
  readonly value: number;
  readonly threshold: number;
  /** As a sentence. */
  readonly message: string;
}

export interface TrackerThresholds {
  /** Milliseconds that 95 of 100 documents may take to be processed. */
  readonly processing: number;
  /** Bytes. */
  readonly memory: number;
  readonly hitRatio: number;
}

export interface TrackerOptions {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly memory?: () => number;
  readonly thresholds?: Partial<TrackerThresholds>;
  /** Milliseconds between exports. Default 30 s. */
  readonly every?: number;
  /** Is given a snapshot each time. */
  readonly onExport?: (snapshot: TrackerSnapshot) => void;
  /** Is told of alerts that were not there at the export before. */
  readonly onAlert?: (alert: TrackerAlert) => void;
}

export interface Tracker {
  /** Something begins; every one that begins must end. */
  begin(kind: Measured): void;
  end(kind: Measured, milliseconds: number, failed: boolean): void;
  lookedUp(hit: boolean): void;
  snapshot(): TrackerSnapshot;
  /** Of the last export; null before the first. */
  exported(): TrackerSnapshot | null;
  stop(): void;
}

export const defaultThresholds: TrackerThresholds = { processing: 50, memory: 500 * 2 ** 20, hitRatio: 0.9 };

/** Times that wait to be sorted into buckets. */
const mostWaiting = 1_000;
/** Milliseconds after which they are. */
const sortAfter = 50;
/** The first documents of a process are slow whatever they are. */
const fewestProcessed = 5;
/** With fewer lookups a ratio says nothing. */
const fewestLookups = 20;

/**
 * Measures how fast a host is (E18). Recording is a few additions and one store into a list of fixed length; sorting into
 * buckets happens later, and what does not fit until then is dropped and counted.
 */
export function newTracker(options: TrackerOptions): Tracker {
  const { clock, timers, now, every = 30_000 } = options;
  const thresholds = { ...defaultThresholds, ...options.thresholds };
  const waiting = { kinds: new Uint8Array(mostWaiting), times: new Float64Array(mostWaiting), length: 0 };
  const counts = measuredKinds.map(() => ({ total: 0, failed: 0, inFlight: 0, before: 0 }));
  const histograms = measuredKinds.map(newHistogram);
  const lookups = { hits: 0, all: 0 };
  let dropped = 0;
  let sortsSoon = false;
  let since = clock();
  let rates = measuredKinds.map(() => 0);
  let last: TrackerSnapshot | null = null;

  function sort(): void {
    for (let at = 0; at < waiting.length; at++) histograms[waiting.kinds[at]!]!.add(waiting.times[at]!);
    waiting.length = 0;
  }

  function snapshot(): TrackerSnapshot {
    sort();
    const kinds = Object.fromEntries(
      measuredKinds.map((kind, at) => {
        const { total, failed, inFlight } = counts[at]!;
        return [kind, { ...histograms[at]!.figures(), total, failed, inFlight, perSecond: rates[at]! }];
      }),
    ) as TrackerSnapshot['kinds'];
    const served = kinds.request.total > 0 ? kinds.request : kinds.rendering;
    const found = {
      at: now(),
      kinds,
      hitRatio: lookups.all === 0 ? null : lookups.hits / lookups.all,
      errorRate: served.total === 0 ? 0 : served.failed / served.total,
      memory: options.memory?.() ?? null,
      dropped,
    };
    return { ...found, alerts: alertsOf(found, lookups.all, thresholds) };
  }

  function exportNow(): void {
    const seconds = (clock() - since) / 1_000;
    rates = counts.map(({ total, before }) => (seconds > 0 ? (total - before) / seconds : 0));
    for (const count of counts) count.before = count.total;
    since = clock();
    const before = new Set(last?.alerts.map(({ name }) => name));
    last = snapshot();
    options.onExport?.(last);
    for (const alert of last.alerts) if (!before.has(alert.name)) options.onAlert?.(alert);
  }

  let callOff: () => void = () => undefined;
  const again = (): void => {
    callOff = timers(every, () => {
      exportNow();
      again();
    });
  };
  again();

  return {
    begin(kind) {
      counts[measuredKinds.indexOf(kind)]!.inFlight += 1;
    },
    end(kind, milliseconds, failed) {
      const at = measuredKinds.indexOf(kind);
      const count = counts[at]!;
      count.inFlight -= 1;
      count.total += 1;
      if (failed) count.failed += 1;
      if (waiting.length === mostWaiting) {
        dropped += 1;
        return;
      }
      waiting.kinds[waiting.length] = at;
      waiting.times[waiting.length] = milliseconds;
      waiting.length += 1;
      if (sortsSoon) return;
      sortsSoon = true;
      timers(sortAfter, () => {
        sortsSoon = false;
        sort();
      });
    },
    lookedUp(hit) {
      lookups.all += 1;
      if (hit) lookups.hits += 1;
    },
    snapshot,
    exported: () => last,
    stop: () => callOff(),
  };
}

function alertsOf(
  { kinds, memory, hitRatio }: Pick<TrackerSnapshot, 'kinds' | 'memory' | 'hitRatio'>,
  lookups: number,
  thresholds: TrackerThresholds,
): readonly TrackerAlert[] {
  const alerts: TrackerAlert[] = [];
  const { p95, count } = kinds.processing;
  if (count >= fewestProcessed && p95 > thresholds.processing) {
    const message = `Documents take up to ${p95.toFixed(0)} ms to be processed; ${thresholds.processing} ms is the most.`;
    alerts.push({ name: 'processing', value: p95, threshold: thresholds.processing, message });
  }
  if (memory !== null && memory > thresholds.memory) {
    const message = `${megabytes(memory)} of memory are in use; ${megabytes(thresholds.memory)} is the most.`;
    alerts.push({ name: 'memory', value: memory, threshold: thresholds.memory, message });
  }
  if (hitRatio !== null && lookups >= fewestLookups && hitRatio < thresholds.hitRatio) {
    const message = `Caches answer ${(hitRatio * 100).toFixed(0)} of 100 compilations; ${thresholds.hitRatio * 100} is the least.`;
    alerts.push({ name: 'hit-ratio', value: hitRatio, threshold: thresholds.hitRatio, message });
  }
  return alerts;
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MB`;
