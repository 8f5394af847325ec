/** The one Node adapter of the engine's ports, for app, command line and server alike. Imported as `#engine/node`. */
import './digest.ts';

export { type AssetFile, type AssetFiles, assetFiles, assetsInMemory, assetType } from './asset-files.ts';
export { type Bundled, bundleOf } from './bundle-of.ts';
export { nodeClock } from './clock.ts';
export { type CompileBatch, type CompileBatchOptions, compileBatch } from './compile-batch.ts';
export { aroundFile, compileInProject } from './compile-in-project.ts';
export type { CompileAnswer, CompileRequest } from './compile-task.ts';
export { coreAssetFolder } from './core-asset-folder.ts';
export { type DocumentEnvelope, envelopeOf } from './envelope-of.ts';
export { nodeEnvironment } from './environment.ts';
export { fileSchemas } from './file-schemas.ts';
export { folderCache } from './folder-cache.ts';
export { functionsOfHost } from './functions-file.ts';
export { languageProject } from './language-project.ts';
export { type LoadedProject, loadProject, projectAbove } from './load-project.ts';
export { lockOf } from './lock-of.ts';
export { nodeMemory } from './memory-figures.ts';
export { packageFolders, packageManifest } from './package-folders.ts';
export {
  type ProjectDocument,
  type ProjectDocuments,
  projectDocuments,
  type TextFile,
} from './project-documents.ts';
export { createProjectEngine, type EngineProject } from './project-engine.ts';
export {
  type KeptProject,
  openRegistry,
  type ProjectRegistry,
  type ProjectStatistics,
  type RegistryHost,
} from './project-registry.ts';
export type { FileProblem } from './read-file.ts';
export { pageScripts, type RuntimeFile, runtimeFiles } from './runtime-files.ts';
export { settleMemory } from './settle-memory.ts';
export { type Slice, sliceTask, type TaskOutcome } from './slice-task.ts';
export {
  clearMarks,
  markStages,
  newSharedMarks,
  readMarks,
  type SharedMarks,
  type StageWatchOptions,
  watchStages,
} from './stage-marks.ts';
export { threadMegabytes } from './thread-memory.ts';
export { type ThreadPoolOptions, threadPool } from './thread-pool.ts';
export { idleTimers, nodeNow, nodeTimers } from './timers.ts';
export { watchFolder } from './watch-folder.ts';
