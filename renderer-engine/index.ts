/** The public door of the engine. */

export { type FoundAction, findAction } from './actions/find-action.ts';
export { type CachedThreadsOptions, cachedThreads } from './cache/cached-threads.ts';
export {
  type CacheStatistics,
  type ExpiringCache,
  type ExpiringCacheOptions,
  expiringCache,
} from './cache/expiring-cache.ts';
export {
  type LayeredCache,
  type LayeredCacheOptions,
  layeredCache,
  type OuterCache,
  plainTexts,
  type Texts,
} from './cache/layered-cache.ts';
export type { ComparedDocuments, CompareOptions } from './compatibility/compare-documents.ts';
export { type Comparison, compareVersions, type VersionsOptions } from './compatibility/compare-versions.ts';
export type { Bump, Change, CompatibilityLevel, DocumentContract } from './compatibility/contract.ts';
export type { Dependent } from './compatibility/dependents.ts';
export { acceptsEvery } from './compatibility/schema-differences.ts';
export { catalog } from './components/catalog.ts';
export type * from './components/component.ts';
export { defineComponent } from './components/define-component.ts';
export { type PalettePreset, palettePresets } from './components/palette-presets.ts';
export { prop } from './components/prop.ts';
export { coreVersion } from './core-version.ts';
export { createEngine } from './create-engine.ts';
export type * from './diagnostics/diagnostic.ts';
export type { DialectName } from './dialects/dialect.ts';
export { canonical, hashJson, hashText, sentJson, shortHash } from './document/canonical.ts';
export { documentSchema } from './document/json-schema.ts';
export { type DocumentOrigin, type LockEntry, type LockFile, lockText } from './document/lock-file.ts';
export type * from './document/types.ts';
export { findViewport, viewportsOf } from './document/viewports.ts';
export type * from './engine.ts';
export { type FixtureOptions, type FixtureOwner, fixtureCalls, fixtureInput } from './fixture-input.ts';
export { decodeFields, type SubmittedField } from './forms/decode.ts';
export { type GalleryOptions, galleryInput, galleryPage } from './gallery/gallery-page.ts';
export { encodeKey } from './html/dom-id.ts';
export { fullRoute, matchRoute, type RouteMatch, routeShape } from './html/route-table.ts';
export * as language from './language-service/index.ts';
export { defaultLimits } from './limits.ts';
export {
  type MemoryFigures,
  type MemoryReport,
  type MemoryState,
  type MemoryWatch,
  type MemoryWatchOptions,
  watchMemory,
} from './memory/memory-watch.ts';
export type { Upgrade, UpgradeOptions } from './migrations/upgrade.ts';
export type { UpgradeChange } from './migrations/upgrade-document.ts';
export {
  type Batch,
  type BatchFailure,
  type BatchItem,
  type BatchOptions,
  type BatchResult,
  type BatchStatistics,
  createBatch,
} from './pipeline/batch.ts';
export type { Priority } from './pipeline/lanes.ts';
export { StageError } from './pipeline/stage-error.ts';
export type { StageMarks } from './pipeline/stage-marks.ts';
export type { StageStatistics } from './pipeline/stage-statistics.ts';
export { ThreadFailure, type Threads, type ThreadTask } from './pipeline/threads.ts';
export type * from './program.ts';
export { readsClock } from './reads-clock.ts';
export type { DiagnosticSample } from './reference/diagnostics-page.ts';
export { type PropField, propsForm } from './reference/props-form.ts';
export { languageReference } from './reference/reference.ts';
export type * from './registry/index.ts';
export {
  componentHealth,
  createPackageCache,
  createRegistry,
  createReloader,
  newMetrics,
  packagesFor,
  registryStatus,
  tellMissing,
  waitsForPackages,
} from './registry/index.ts';
export type * from './release/bundle.ts';
export { approvalText, bundleHash, keyProofText, releaseText } from './release/bundle.ts';
export { engineForBundle } from './release/engine-for-bundle.ts';
export { tenantThemes } from './release/tenant-themes.ts';
export { type SecurityFinding, securityFindings } from './security/findings.ts';
export { type Risk, type SecurityRule, securityRules } from './security/rules.ts';
export type { Locked } from './stages/2-resolve/lock-project.ts';
export { withoutMarks } from './stages/5-emit/without-marks.ts';
export { RenderLimitError } from './stages/6-render/render-error.ts';
export { baseOf } from './stages/6-render/site.ts';
export { stylesheetAddress } from './stylesheet-address.ts';
export { bucketBounds, type HistogramFigures } from './tracker/histogram.ts';
export {
  type Measured,
  type MeasuredFigures,
  newTracker,
  type Tracker,
  type TrackerAlert,
  type TrackerOptions,
  type TrackerSnapshot,
} from './tracker/tracker.ts';
