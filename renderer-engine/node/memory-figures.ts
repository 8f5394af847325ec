import { PerformanceObserver } from 'node:perf_hooks';
import type { MemoryFigures } from '../memory/memory-watch.ts';

let collections = 0;
let lastCollection: number | null = null;
let observer: PerformanceObserver | null = null;

/** What this process uses; collections are counted from the first call on. Threads share all of it but the heap. */
export function nodeMemory(): MemoryFigures {
  observer ??= observed();
  for (const entry of observer.takeRecords()) count(entry);
  const { heapUsed, heapTotal, rss, external } = process.memoryUsage();
  return { heapUsed, heapReserved: heapTotal, resident: rss, external, collections, lastCollection };
}

function observed(): PerformanceObserver {
  const made = new PerformanceObserver((list) => list.getEntries().forEach(count));
  made.observe({ entryTypes: ['gc'] });
  return made;
}

function count({ startTime, duration }: { readonly startTime: number; readonly duration: number }): void {
  collections += 1;
  lastCollection = performance.timeOrigin + startTime + duration;
}
