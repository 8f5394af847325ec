import type { CompiledRecord, EngineStatistics, MemoryReport, StageName } from '#engine';
import { method, type Nothing, nothing } from './method.ts';

/** How the engine of the project fares. */
export interface EnginePerformance {
  /** RFC 3339. */
  readonly at: string;
  readonly engine: EngineStatistics;
  readonly memory: MemoryReport;
  readonly worker: WorkerStatistics;
}

/** How the threads of the engine fared since the project was opened. */
export interface WorkerStatistics {
  readonly starts: number;
  /** Threads that ended by themselves. */
  readonly crashes: number;
  /** Threads that were stopped, by the stage that took too long; `none`: while no stage was in hand. */
  readonly timeouts: Readonly<Partial<Record<StageName | 'none', number>>>;
  /** Why the last one was lost; one that a person ended was not. */
  readonly last: { readonly job: string | null; readonly message: string } | null;
}

/** What came of a text when it was compiled, as the engine keeps it. */
export interface CompiledResult extends Omit<CompiledRecord, 'original' | 'lastAccess'> {
  /** RFC 3339. */
  readonly lastAccess: string;
}

export const performanceMethods = {
  /** Does not count as an access; what is not kept is compiled first. */
  'engine.record': method<{ path: string; text: string }, CompiledResult, 'engine/stopped' | 'engine/timeout'>({
    type: 'object',
    additionalProperties: false,
    required: ['path', 'text'],
    properties: { path: { type: 'string', maxLength: 1024 }, text: { type: 'string', maxLength: 20_000_000 } },
  }),
  'engine.performance': method<Nothing, EnginePerformance, 'engine/stopped' | 'engine/timeout'>(nothing),
  /** Ends the thread of the engine and starts another, which goes on with what was counted of components. */
  'engine.restart': method<Nothing, EnginePerformance, 'engine/stopped' | 'engine/timeout'>(nothing),
};
