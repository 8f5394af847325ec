/** Component types of a project: what there is, where it comes from, and how it fares. */
export type { ComponentLimits, LimitsByType } from './component-limits.ts';
export {
  type ComponentError,
  type ComponentMetrics,
  type ComponentStatistics,
  type KeptMetrics,
  type MetricsOptions,
  type MetricsStore,
  newMetrics,
} from './component-metrics.ts';
export type * from './definition.ts';
export {
  componentHealth,
  defaultThresholds,
  type Health,
  type HealthCheck,
  type HealthState,
  type HealthThresholds,
} from './health.ts';
export type { ComponentPackage, PackageLoader, PackageManifest } from './packages/package.ts';
export {
  createPackageCache,
  type PackageCache,
  type PackageCacheOptions,
  type PackageCounters,
} from './packages/package-cache.ts';
export { type Needed, packagesFor, waitsForPackages } from './packages/package-documents.ts';
export { type PackageFinding, type QuarantinedPackage, quarantineOf } from './packages/quarantine.ts';
export { tellMissing } from './packages/tell-missing.ts';
export type * from './ports.ts';
export type * from './registered-file.ts';
export { createRegistry, type Registry } from './registry.ts';
export type * from './registry-options.ts';
export { createReloader, type Reloader } from './reloader.ts';
export type { RegistrySnapshot } from './snapshot.ts';
export {
  type PackageStatus,
  type RefusalStatus,
  type RegistryStatus,
  registryStatus,
  type TypeStatus,
} from './status.ts';
