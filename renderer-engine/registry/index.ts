/** Component types of a project: what there is, where it comes from, and how it fares. */
export type { ComponentLimits, LimitsByType } from './component-limits.ts';
export type { ComponentError, ComponentMetrics, ComponentStatistics, MetricsOptions } from './component-metrics.ts';
export type { BreakingChange, CompareContracts } from './contract-changes.ts';
export type * from './definition.ts';
export type * from './registered-file.ts';
export { createRegistry, type Registry } from './registry.ts';
export type * from './registry-options.ts';
export type { RegistrySnapshot } from './snapshot.ts';
