import type { ComponentMetrics, ComponentStatistics } from './component-metrics.ts';
import type { ComponentDefinition } from './definition.ts';
import { type Health, type HealthCheck, type HealthThresholds, healthOf, renderChecks } from './health.ts';
import type { PackageLoader } from './packages/package.ts';
import type { PackageCache, PackageCounters } from './packages/package-cache.ts';
import type { QuarantinedPackage } from './packages/quarantine.ts';
import type { Refusal } from './registered-file.ts';
import type { Registry } from './registry.ts';
import type { RegistryCounters } from './registry-options.ts';

/** Everything a person can see of the components of a project. Plain data. */
export interface RegistryStatus {
  readonly health: Health;
  readonly revision: number;
  /** Files that wait to be looked at. */
  readonly waiting: number;
  readonly counters: RegistryCounters;
  /** Sorted by name; of a type with several versions, the highest. */
  readonly types: readonly TypeStatus[];
  readonly refusals: readonly RefusalStatus[];
  /** Documents that no longer compile since something they are made from was swapped. */
  readonly broken: readonly { readonly file: string; readonly errors: number }[];
  readonly renders: Pick<ComponentStatistics, 'renders' | 'measured' | 'every'>;
  readonly packages: PackageStatus;
}

export interface TypeStatus
  extends Pick<
    ComponentDefinition,
    'name' | 'version' | 'title' | 'origin' | 'file' | 'category' | 'deprecated' | 'dependencies'
  > {
  /** Every version it had since the project was opened, oldest first. */
  readonly versions: readonly string[];
  /** Files that are made from it, directly or not, nearest first. */
  readonly usedBy: readonly string[];
  /** How many these are. */
  readonly dependents: number;
  readonly health: Health;
  /** Null as long as nothing with it was compiled or rendered. */
  readonly metrics: ComponentMetrics | null;
}

export type RefusalStatus = Pick<Refusal, 'kind' | 'file' | 'name' | 'reason' | 'keeps' | 'at'>;

export interface PackageStatus {
  /** Packages there are. */
  readonly known: number;
  /** Those in memory, longest unused first. */
  readonly loaded: readonly string[];
  readonly counters: PackageCounters;
  readonly problems: readonly { readonly package: string; readonly problem: string }[];
  /** Kept out until a person releases them. */
  readonly quarantined: readonly QuarantinedPackage[];
}

export interface StatusSources {
  readonly registry: Registry;
  readonly statistics: ComponentStatistics | null;
  readonly packages: { readonly cache: PackageCache; readonly loader: PackageLoader };
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly thresholds?: HealthThresholds;
}

/** Looks at everything now. */
export function registryStatus(sources: StatusSources): RegistryStatus {
  const { registry, statistics, now } = sources;
  const { definitions, files, revision } = registry.snapshot();
  const refusals = [...files.values()].flatMap(({ refusal }) => (refusal ? [refusalStatus(refusal)] : []));
  const metrics = new Map(statistics?.types.map((one) => [one.type, one]));
  const types = [...definitions.values()]
    .flatMap(([newest]) => (newest ? [typeStatus(newest, metrics.get(newest.name) ?? null, refusals, sources)] : []))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const broken = [...registry.broken].map(([file, errors]) => ({ file, errors }));
  const packages = packageStatus(sources.packages);
  return {
    health: healthOf(
      [fileCheck(refusals), nameCheck(refusals), dependentCheck(broken), packageCheck(packages), typeCheck(types)],
      now,
    ),
    revision,
    waiting: registry.waiting,
    counters: registry.counters(),
    types,
    refusals,
    broken,
    renders: {
      renders: statistics?.renders ?? 0,
      measured: statistics?.measured ?? 0,
      every: statistics?.every ?? 0,
    },
    packages,
  };
}

const refusalStatus = ({ kind, file, name, reason, keeps, at }: Refusal): RefusalStatus => ({
  kind,
  file,
  name,
  reason,
  keeps,
  at,
});

function typeStatus(
  definition: ComponentDefinition,
  metrics: ComponentMetrics | null,
  refusals: readonly RefusalStatus[],
  { registry, statistics, now, thresholds }: StatusSources,
): TypeStatus {
  const { name, version, title, origin, file, category, deprecated, dependencies } = definition;
  const refusal = refusals.find((one) => one.name === name);
  const definitionCheck: HealthCheck = refusal
    ? { name: 'definition', state: refusal.kind === 'conflict' ? 'unhealthy' : 'degraded', message: refusal.reason }
    : { name: 'definition', state: 'healthy', message: 'In use as it is written.' };
  const checks = metrics ? renderChecks(metrics, statistics?.every ?? 1, thresholds) : [];
  const isCode = origin === 'core' || origin === 'host';
  const usedBy = isCode ? [] : registry.snapshot().graph.dependentsOf(name);
  return {
    name,
    version,
    title,
    origin,
    file,
    category,
    deprecated,
    dependencies,
    versions: isCode ? [version] : registry.history(name).map((entry) => entry.version),
    usedBy,
    dependents: usedBy.length,
    health: healthOf([definitionCheck, ...checks], now),
    metrics,
  };
}

const packageStatus = ({ cache, loader }: StatusSources['packages']): PackageStatus => ({
  known: loader.index().length,
  loaded: cache.loaded().map(({ manifest }) => manifest.name),
  counters: cache.counters(),
  problems: [...cache.problems].map(([name, problem]) => ({ package: name, problem })),
  quarantined: cache.quarantined(),
});

function fileCheck(refusals: readonly RefusalStatus[]): HealthCheck {
  const invalid = refusals.filter(({ kind }) => kind !== 'conflict');
  const [first] = invalid;
  if (!first) return { name: 'files', state: 'healthy', message: 'Every component file is in use as it is written.' };
  const lost = invalid.some(({ keeps }) => keeps === null);
  const message = `${counted(invalid.length, 'component file is', 'component files are')} not in use: ${listed(invalid.map(({ file }) => file))}.`;
  return { name: 'files', state: lost ? 'unhealthy' : 'degraded', message };
}

function nameCheck(refusals: readonly RefusalStatus[]): HealthCheck {
  const conflicts = refusals.filter(({ kind }) => kind === 'conflict');
  if (conflicts.length === 0) return { name: 'names', state: 'healthy', message: 'Every name has one source.' };
  return { name: 'names', state: 'unhealthy', message: conflicts.map(({ reason }) => reason).join(' ') };
}

function dependentCheck(broken: RegistryStatus['broken']): HealthCheck {
  if (broken.length === 0) {
    return { name: 'dependents', state: 'healthy', message: 'Nothing broke when a component was swapped.' };
  }
  const files = listed(broken.map(({ file }) => file));
  return { name: 'dependents', state: 'degraded', message: `A swap broke ${files}.` };
}

function packageCheck({ problems, known, quarantined }: PackageStatus): HealthCheck {
  if (quarantined.length > 0) {
    const names = listed(quarantined.map((one) => one.package));
    const message = `${names} ${quarantined.length === 1 ? 'is' : 'are'} in quarantine. Look at what was found, then release or remove.`;
    return { name: 'packages', state: 'unhealthy', message };
  }
  const [first] = problems;
  if (!first) return { name: 'packages', state: 'healthy', message: `${counted(known, 'package', 'packages')} known.` };
  const message = `${listed(problems.map((one) => one.package))} cannot be loaded: ${first.problem}`;
  return { name: 'packages', state: 'degraded', message };
}

function typeCheck(types: readonly TypeStatus[]): HealthCheck {
  const failing = types.filter(({ health }) => health.state !== 'healthy').map(({ name }) => name);
  const worst = types.some(({ health }) => health.state === 'unhealthy');
  if (failing.length === 0) return { name: 'components', state: 'healthy', message: `${types.length} are well.` };
  return { name: 'components', state: worst ? 'unhealthy' : 'degraded', message: `Look at ${listed(failing)}.` };
}

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

const listed = (names: readonly string[]): string =>
  names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
