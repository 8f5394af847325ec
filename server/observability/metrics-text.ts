import { bucketBounds, type CacheStatistics, componentHealth, type Engine, type EngineStatistics } from '#engine';
import type { CompilerStatistics } from '../schemas/compiler.ts';
import { type Surroundings, writeSurroundings } from './cache-metrics.ts';
import type { Observing } from './observing.ts';
import { type Exposition, newExposition, type Sample } from './prometheus.ts';
import { totalsOf } from './request-figures.ts';

export interface Measured extends Surroundings {
  readonly observing: Observing;
  readonly compiler: () => CompilerStatistics;
  /** Those that hold something in memory now. */
  readonly engines: () => readonly Engine[];
  readonly livePages: () => number;
  /** Begins the names, without the underscore behind it. */
  readonly prefix: string;
  /** What other parts of the server write themselves. */
  readonly others: readonly ((out: Exposition) => void)[];
}

/** Everything the server counts, as `GET /metrics` answers it; docs/operations.md explains each. */
export function metricsText({
  observing,
  compiler,
  engines,
  livePages,
  prefix,
  others,
  ...surroundings
}: Measured): string {
  const out = newExposition(`${prefix}_`);
  writeTracker(out, observing);
  writeRequests(out, observing);
  writeProcess(out, observing);
  writeMemory(out, observing);
  writeComponents(out, observing);
  writeEngines(
    out,
    engines().map((engine) => engine.statistics()),
  );
  writeCompiler(out, observing, compiler());
  writeSurroundings(out, surroundings);
  out.gauge('live_pages', 'Pages being served.', [{}, livePages()]);
  for (const write of others) write(out);
  return out.text() + schemasText(observing);
}

/** Named the same whatever the prefix: dashboards of several installations share them. */
function schemasText({ schemas }: Observing): string {
  const { processing, usage } = schemas;
  const out = newExposition('');
  out.histogram(
    'schema_processing_duration_seconds',
    'Work on schemas: published, compiled, rendered, submitted.',
    ...processing.samples(),
  );
  out.counter('schema_usage_total', 'Schemas used, by whom.', ...usage());
  return out.text();
}

const seconds = (milliseconds: number): number => milliseconds / 1_000;

function writeTracker(out: Exposition, { tracker }: Observing): void {
  const { kinds, dropped, hitRatio, errorRate, alerts } = tracker.snapshot();
  const all = Object.entries(kinds);
  const each = (read: (figures: (typeof kinds)['request']) => number): readonly Sample[] =>
    all.map(([kind, figures]) => [{ kind }, read(figures)] as const);
  out.histogram(
    'duration_seconds',
    'Whole requests, bundles processed, components created, pages rendered.',
    ...all.map(([kind, { buckets, mean, count }]) => ({
      labels: { kind },
      bounds: bucketBounds.map(seconds),
      buckets,
      sum: seconds(mean * count),
    })),
  );
  out.counter('operations_total', 'All of them that ended.', ...each(({ total }) => total));
  out.counter('operations_failed_total', 'Those that failed.', ...each(({ failed }) => failed));
  out.gauge('operations_in_flight', 'Those that have begun.', ...each(({ inFlight }) => inFlight));
  out.counter('durations_dropped_total', 'Durations left out because too many came at once.', [{}, dropped]);
  out.gauge('error_ratio', 'Share of requests that failed.', [{}, errorRate]);
  if (hitRatio !== null) out.gauge('cache_hit_ratio', 'Share of compilations a cache answered.', [{}, hitRatio]);
  const active = new Set<string>(alerts.map(({ name }) => name));
  const names = ['processing', 'memory', 'hit-ratio'] as const;
  out.gauge(
    'alert',
    '1 while a threshold is passed.',
    ...names.map((name) => [{ name }, Number(active.has(name))] as const),
  );
}

function writeRequests(out: Exposition, observing: Observing): void {
  const { requests, connections, callers, logLines, schemas, refusals } = observing;
  const { durations, received, sent } = requests;
  out.counter('requests_total', 'Requests that ended.', ...totalsOf(durations));
  out.histogram(
    'request_duration_seconds',
    'Requests, from their headers to the end of the answer.',
    ...durations.samples(),
  );
  out.histogram('request_size_bytes', 'What they brought, headers included.', ...received.samples());
  out.histogram('response_size_bytes', 'What was answered, headers included.', ...sent.samples());
  out.counter('refusals_total', 'Requests refused, by failure code.', ...refusals.samples());
  out.gauge('active_callers', 'Who called the API in the last five minutes.', ...callers.samples());
  out.counter('slow_operations_total', 'Operations that took longer than agreed.', ...schemas.slow());
  out.counter('log_lines_total', 'Lines logged.', ...logLines.samples());
  out.gauge('connections_open', 'Connections of clients.', [{}, connections.open]);
}

function writeProcess(out: Exposition, observing: Observing): void {
  const { processor, late, running } = observing.process.read();
  out.counter(
    'processor_seconds_total',
    'Processor time.',
    ...Object.entries(processor).map(([mode, time]) => [{ mode }, time] as const),
  );
  out.gauge(
    'event_loop_late_seconds',
    'By how much timers were late since the last look.',
    ...Object.entries(late).map(([at, time]) => [{ at }, time] as const),
  );
  out.gauge('running_seconds', 'Since the process started.', [{}, running]);
}

function writeMemory(out: Exposition, { memory }: Observing): void {
  const report = memory.report();
  const { heapUsed, heapReserved, resident, external, limit } = report;
  const areas = { heap_used: heapUsed, heap_reserved: heapReserved, resident, external, limit };
  out.gauge(
    'memory_bytes',
    'Memory of the process.',
    ...Object.entries(areas).map(([area, bytes]) => [{ area }, bytes] as const),
  );
  out.gauge('memory_share', 'Heap and what is outside of it, by the limit.', [{}, report.share]);
  const states = ['normal', 'warning', 'critical'] as const;
  out.gauge(
    'memory_state',
    '1 for the state it is in.',
    ...states.map((state) => [{ state }, Number(state === report.state)] as const),
  );
  out.gauge('memory_leak', '1 while it grows and nothing is given back.', [{}, Number(report.leak)]);
  const alerts = { warning: report.warnings, critical: report.criticals, leak: report.leaks };
  out.counter(
    'memory_alerts_total',
    'Alerts raised.',
    ...Object.entries(alerts).map(([kind, count]) => [{ kind }, count] as const),
  );
  out.counter('memory_relieved_total', 'Times that caches were made smaller.', [{}, report.relieved]);
  out.counter('memory_samples_total', 'Times that memory was looked at.', [{}, report.samples]);
  out.counter('gc_total', 'Garbage collections.', [{}, report.collections]);
  if (report.lastCollection !== null)
    out.gauge('gc_last_time_seconds', 'When the last one was.', [{}, seconds(report.lastCollection)]);
}

function writeComponents(out: Exposition, { metrics }: Observing): void {
  const { types, renders, measured, every } = metrics.statistics();
  const each = (read: (figures: (typeof types)[number]) => number): readonly Sample[] =>
    types.map((figures) => [{ type: figures.type }, read(figures)] as const);
  out.counter('renders_total', 'Pages, fragments and streams rendered.', [{}, renders]);
  out.counter('renders_measured_total', 'Those in which every component was measured.', [{}, measured]);
  out.counter('component_measured_total', 'Instances measured.', ...each((one) => one.renders));
  out.counter('component_errors_total', 'Instances that failed, in all renders.', ...each(({ errors }) => errors));
  out.counter(
    'component_over_limit_total',
    'Those of them that went over a limit.',
    ...each(({ overLimit }) => overLimit),
  );
  out.gauge(
    'component_mean_seconds',
    'One instance with all inside it, on average.',
    ...each(({ mean }) => seconds(mean)),
  );
  out.gauge('component_max_seconds', 'The slowest instance.', ...each(({ max }) => seconds(max)));
  out.gauge('component_bytes', 'One instance with all inside it, on average.', ...each(({ bytes }) => bytes));
  const states = ['healthy', 'degraded', 'unhealthy'];
  const health = each((one) => states.indexOf(componentHealth(one, every, 0).state));
  out.gauge('component_health', '0 healthy, 1 degraded, 2 unhealthy.', ...health);
}

/** Sums over the engines of all pages in memory: counts fall when a page that was replaced is given up. */
function writeEngines(out: Exposition, all: readonly EngineStatistics[]): void {
  const sum = (read: (statistics: EngineStatistics) => number): number =>
    all.reduce((total, one) => total + read(one), 0);
  const buffers = { active: sum((one) => one.buffers.active), idle: sum((one) => one.buffers.idle) };
  out.gauge(
    'buffers',
    'Working memory of renders.',
    ...Object.entries(buffers).map(([state, count]) => [{ state }, count] as const),
  );
  for (const name of ['created', 'reused', 'destroyed'] as const) {
    out.counter(`buffers_${name}_total`, `Buffers ${name}.`, [{}, sum((one) => one.buffers[name])]);
  }
  const caches: Readonly<Record<string, (statistics: EngineStatistics) => CacheStatistics>> = {
    programs: (one) => one.programs,
    resolution: (one) => one.resolution,
    themes: (one) => one.themes,
    sheets: (one) => one.sheets,
    validation: (one) => one.validation.cache,
  };
  const each = (figure: keyof CacheStatistics): readonly Sample[] =>
    Object.entries(caches).map(([cache, read]) => [{ cache }, sum((one) => read(one)[figure])] as const);
  for (const figure of ['hits', 'misses', 'errors', 'evicted', 'expired', 'skipped'] as const) {
    out.counter(`cache_${figure}_total`, `Of caches in memory: ${figure}.`, ...each(figure));
  }
  out.gauge('cache_entries', 'What they hold.', ...each('entries'));
  out.gauge('cache_bytes', 'About how much that takes.', ...each('bytes'));
  out.counter('validations_total', 'Values of forms validated.', [{}, sum((one) => one.validation.runs)]);
  out.counter('validations_refused_total', 'Those that were refused.', [{}, sum((one) => one.validation.refused)]);
  const layers = [1, 2, 3] as const;
  for (const figure of ['runs', 'failed', 'timedOut', 'known', 'milliseconds'] as const) {
    const samples = layers.map(
      (layer) => [{ layer: `${layer}` }, sum((one) => one.validation.layers[layer][figure])] as const,
    );
    out.counter(
      `validation_layer_${figure === 'timedOut' ? 'timed_out' : figure}_total`,
      `Per layer: ${figure}.`,
      ...samples,
    );
  }
}

function writeCompiler(out: Exposition, observing: Observing, compiler: CompilerStatistics): void {
  const stages = observing.stages();
  out.counter('bundles_compiled_total', 'Bundles compiled.', [{}, compiler.compiled]);
  out.counter('bundles_refused_total', 'Bundles told to come back.', [{}, compiler.refused]);
  out.counter('compiler_crashes_total', 'Threads lost.', [{}, compiler.crashed]);
  const timeouts = Object.entries({ none: 0, ...compiler.timeouts });
  out.counter(
    'compiler_timeouts_total',
    'Threads stopped, by the stage that took too long.',
    ...timeouts.map(([stage, count]) => [{ stage }, count] as const),
  );
  out.gauge('bundles_waiting', 'Bundles waiting or being compiled.', [{}, compiler.waiting]);
  out.gauge('compiler_threads', 'Threads that compile, or wait for a while for more to do.', [{}, compiler.threads]);
  out.counter('stage_runs_total', 'Stages run.', ...stages.map(({ name, runs }) => [{ stage: name }, runs] as const));
  out.counter(
    'stage_seconds_total',
    'Time they took.',
    ...stages.map(({ name, milliseconds }) => [{ stage: name }, seconds(milliseconds)] as const),
  );
}
