import { workerData } from 'node:worker_threads';
import { type CompileAnswer, type CompileRequest, compileTask } from './compile-task.ts';
import { loadProject } from './load-project.ts';
import { createProjectEngine } from './project-engine.ts';
import './digest.ts';
import { createEngine } from '../create-engine.ts';
import type { EngineOptions } from '../engine.ts';
import { nodeClock } from './clock.ts';
import { nodeEnvironment } from './environment.ts';
import type { ThreadTaskMessage } from './thread-pool.ts';

/** Where a thread finds its project; null: documents stand alone. */
const { place } = workerData as { readonly place: string | null };

const project = place === null ? null : loadProject(place);
if (place !== null && !project) throw new Error(`The project ${place} is gone.`);

/** Each item is another document, so keeping what was compiled would only fill memory. */
const engineWith = (options: EngineOptions) =>
  project
    ? createProjectEngine(project, { ...options, cache: false })
    : createEngine({ clock: nodeClock, environment: nodeEnvironment(), ...options, cache: false });

const run = compileTask(engineWith);

/** One document in, its program out. */
export default (message: ThreadTaskMessage<CompileRequest>): CompileAnswer => run(message);
