import { createEngine } from '../create-engine.ts';
import type { Engine, EngineOptions } from '../engine.ts';
import { nodeClock } from './clock.ts';
import { nodeEnvironment } from './environment.ts';
import { functionsOfHost } from './functions-file.ts';
import type { LoadedProject } from './load-project.ts';
import { nodeTimers } from './timers.ts';

/** The part of a project an engine works with. */
export type EngineProject = Pick<
  LoadedProject,
  'documents' | 'assets' | 'settings' | 'manifests' | 'routes' | 'lone' | 'lock'
>;

/** An engine over a project, all its ports filled with Node's. */
export function createProjectEngine(project: EngineProject, options: Partial<EngineOptions> = {}): Engine {
  const { documents, assets, settings, manifests, routes, lone, lock } = project;
  return createEngine({
    documents,
    assets: assets.source,
    settings,
    manifests,
    ...(lock && { lock }),
    clock: nodeClock,
    timers: nodeTimers,
    environment: nodeEnvironment(),
    ...functionsOfHost(),
    // A lone file may link to pages that are elsewhere.
    ...(!lone && { routes }),
    ...options,
  });
}
