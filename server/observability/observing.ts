import type { FastifyBaseLogger } from 'fastify';
import {
  type Engine,
  type MemoryWatch,
  type MetricsStore,
  newMetrics,
  newTracker,
  type Tracker,
  watchMemory,
} from '#engine';
import { idleTimers, nodeClock, nodeMemory, nodeNow } from '#engine/node';
import type { ServerConfig } from '../config.ts';
import { statuses } from '../failures.ts';
import type { CompiledBundle } from '../schemas/compile-bundle.ts';
import { type ActiveCallers, activeCallers } from './active-callers.ts';
import { countLogLines, type LogLines } from './log-lines.ts';
import { type ProcessFigures, watchProcess } from './process-figures.ts';
import { countRefusals, type Refusals } from './refusals.ts';
import { newRequestFigures, type RequestFigures } from './request-figures.ts';
import { newSchemaFigures, type SchemaFigures } from './schema-figures.ts';
import { type StageFigures, stageTally } from './stage-tally.ts';

/** What the server knows of itself: how fast it is, how components fare, what memory is left (E7, E17, E18). */
export interface Observing {
  readonly tracker: Tracker;
  readonly metrics: MetricsStore;
  readonly memory: MemoryWatch;
  readonly requests: RequestFigures;
  readonly process: ProcessFigures;
  /** Connections now; requests in work now, and at most so far. */
  readonly connections: { open: number; inWork: number; mostInWork: number };
  readonly callers: ActiveCallers;
  readonly schemas: SchemaFigures;
  readonly logLines: LogLines;
  readonly refusals: Refusals;
  /** A bundle is being compiled; call what it answers with what came of it, null for nothing. */
  compiling(): (compiled: CompiledBundle | null) => void;
  stages(): readonly StageFigures[];
  /** Alerts are log lines from here on. */
  logTo(log: FastifyBaseLogger): void;
  stop(): void;
}

/** `engines`: those that hold something in memory now; `shrinkPages` keeps that share of rendered pages. */
export function startObserving(
  { watch, observability }: ServerConfig,
  engines: () => readonly Engine[],
  shrinkPages: (share: number) => void = () => undefined,
): Observing {
  let log: FastifyBaseLogger | null = null;
  const warn = (details: object, message: string): void => void log?.warn(details, message);
  const tracker = newTracker({
    clock: nodeClock,
    timers: idleTimers,
    now: nodeNow,
    memory: usedMemory,
    every: watch.exportEvery,
    thresholds: watch.thresholds,
    onExport: (snapshot) => log?.debug({ tracker: snapshot }, 'figures'),
    onAlert: ({ name, value, threshold, message }) => warn({ alert: name, value, threshold }, message),
  });
  const memory = watchMemory({
    figures: nodeMemory,
    timers: idleTimers,
    now: nodeNow,
    limit: watch.memoryLimit,
    every: watch.memoryEvery,
    shrinkCaches(share) {
      for (const engine of engines()) engine.shrinkCaches(share);
      shrinkPages(share);
    },
    dropIdle: () => engines().forEach((engine) => void engine.dropIdle()),
    onAlert: ({ state, share, leak, resident }) =>
      warn({ alert: leak ? 'leak' : 'memory', state, share, resident }, memorySentence(state, share, leak)),
  });
  const tally = stageTally();
  const ofProcess = watchProcess();
  return {
    tracker,
    memory,
    requests: newRequestFigures(),
    process: ofProcess,
    connections: { open: 0, inWork: 0, mostInWork: 0 },
    callers: activeCallers(nodeNow),
    schemas: newSchemaFigures(observability.agreed),
    logLines: countLogLines(),
    refusals: countRefusals(Object.keys(statuses)),
    metrics: newMetrics({ every: watch.measureEvery, now: nodeNow }),
    compiling() {
      tracker.begin('processing');
      return (compiled) => {
        const stages = compiled?.stages ?? [];
        const failed = compiled?.program == null;
        const emit = stages.find(({ name }) => name === 'emit');
        tally.add(stages);
        tracker.end(
          'processing',
          stages.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
          failed,
        );
        if (!emit) return;
        tracker.begin('creation');
        tracker.end('creation', emit.milliseconds, failed);
      };
    },
    stages: tally.figures,
    logTo(given) {
      log = given;
      const { state, share, leak, resident } = memory.report();
      if (state !== 'normal') warn({ alert: 'memory', state, share, resident }, memorySentence(state, share, leak));
    },
    stop() {
      tracker.stop();
      memory.stop();
      ofProcess.stop();
    },
  };
}

function memorySentence(state: string, share: number, leak: boolean): string {
  const part = `${Math.round(share * 100)} % of the memory limit is in use`;
  if (leak) return `Memory grows and is not given back: ${part}.`;
  if (state === 'normal') return `Memory is back to normal: ${part}.`;
  return state === 'critical'
    ? `${part}: half of the caches and all idle buffers were given up.`
    : `${part}: caches were made smaller.`;
}

function usedMemory(): number {
  const { heapUsed, external } = nodeMemory();
  return heapUsed + external;
}
