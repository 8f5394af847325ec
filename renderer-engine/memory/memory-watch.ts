import type { Timers } from '../registry/ports.ts';

/** Port: what the host's memory looks like now; in bytes. */
export interface MemoryFigures {
  readonly heapUsed: number;
  readonly heapReserved: number;
  readonly resident: number;
  /** Outside of the heap, e.g. buffers. */
  readonly external: number;
  /** Garbage collections since the process began to count. */
  readonly collections: number;
  /** When the last one was, in milliseconds since 1970; null before the first. */
  readonly lastCollection: number | null;
}

export type MemoryState = 'normal' | 'warning' | 'critical';

export interface MemoryReport extends MemoryFigures {
  readonly state: MemoryState;
  /** Heap and what is outside of it, by the limit. */
  readonly share: number;
  readonly limit: number;
  /** It grew from sample to sample, and no collection gave it back. */
  readonly leak: boolean;
  readonly at: number;
  /** Since the watch began. */
  readonly samples: number;
  readonly warnings: number;
  readonly criticals: number;
  readonly leaks: number;
  /** Times that caches and idle memory were given up. */
  readonly relieved: number;
}

/** What can be given up. */
export interface Relief {
  /** Keeps that share of what every cache holds. */
  shrinkCaches(share: number): void;
  dropIdle(): void;
}

export interface MemoryWatchOptions extends Relief {
  readonly figures: () => MemoryFigures;
  readonly timers: Timers;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Bytes. Default 2 GB. */
  readonly limit?: number;
  /** Milliseconds between samples. Default 30 s. */
  readonly every?: number;
  /** Told when the state changes or a leak is seen. */
  readonly onAlert?: (report: MemoryReport) => void;
}

export interface MemoryWatch {
  /** A sample now, with what follows from it. */
  look(): MemoryReport;
  /** The last sample; the first is made at once. */
  report(): MemoryReport;
  stop(): void;
}

const gigabyte = 2 ** 30;
const warningShare = 0.7;
const criticalShare = 0.85;

/** Samples that must each be higher than the one before, with collections between them, to be a leak. */
const leakSamples = 6;
/** And by how much of the limit they must have grown in all. */
const leakShare = 0.02;

/** Looks at memory again and again (E17): caches shrink at 70 % of the limit, and half of them goes at 85 %. */
export function watchMemory(options: MemoryWatchOptions): MemoryWatch {
  const { figures, timers, now, limit = 2 * gigabyte, every = 30_000, onAlert = () => undefined } = options;
  const counts = { samples: 0, warnings: 0, criticals: 0, leaks: 0, relieved: 0 };
  const recent: { readonly used: number; readonly collections: number }[] = [];
  let state: MemoryState = 'normal';
  let leak = false;
  let last: MemoryReport | null = null;

  function look(): MemoryReport {
    const found = figures();
    const used = found.heapUsed + found.external;
    const before = { state, leak };
    counts.samples += 1;
    state = stateOf(used / limit);
    leak = isLeak(used, found.collections);
    if (state === 'warning' && before.state === 'normal') counts.warnings += 1;
    if (state === 'critical' && before.state !== 'critical') counts.criticals += 1;
    if (leak && !before.leak) counts.leaks += 1;
    relieve();
    last = { ...found, state, share: used / limit, limit, leak, at: now(), ...counts };
    if (state !== before.state || (leak && !before.leak)) onAlert(last);
    return last;
  }

  function relieve(): void {
    if (state === 'normal') return;
    counts.relieved += 1;
    options.shrinkCaches(state === 'warning' ? 0.75 : 0.5);
    if (state === 'critical') options.dropIdle();
  }

  /** A sample that is no higher begins anew: whatever grew before has fallen back. */
  function isLeak(used: number, collections: number): boolean {
    const previous = recent.at(-1);
    if (previous && used <= previous.used) recent.length = 0;
    recent.push({ used, collections });
    if (recent.length > leakSamples) recent.shift();
    const [first] = recent;
    return (
      recent.length === leakSamples &&
      first !== undefined &&
      collections > first.collections &&
      used - first.used > limit * leakShare
    );
  }

  let callOff: () => void = () => undefined;
  const again = (): void => {
    callOff = timers(every, () => {
      look();
      again();
    });
  };
  look();
  again();
  return { look, report: () => last ?? look(), stop: () => callOff() };
}

const stateOf = (share: number): MemoryState =>
  share >= criticalShare ? 'critical' : share >= warningShare ? 'warning' : 'normal';
