import { workerData } from 'node:worker_threads';
import './digest.ts';
import { boundedCache } from '../cache/bounded-cache.ts';
import { createEngine } from '../create-engine.ts';
import type { StageMarks } from '../pipeline/stage-marks.ts';
import { nodeClock } from './clock.ts';
import { compileInProject } from './compile-in-project.ts';
import { compileTask, type TaskEngine } from './compile-task.ts';
import { nodeEnvironment } from './environment.ts';
import { loadProject } from './load-project.ts';
import { createProjectEngine } from './project-engine.ts';
import { openRegistry } from './project-registry.ts';

/** Where a thread finds its project; null: documents stand alone unless they say where they belong. */
const { place: ofBatch } = workerData as { readonly place: string | null };

/** Projects a thread keeps open; a batch goes through them one after the other. */
const mostProjects = 4;

/** Documents of no project. Each is another one, so keeping what was compiled would only fill memory. */
const loneEngine = (marks: StageMarks): TaskEngine =>
  createEngine({ clock: nodeClock, environment: nodeEnvironment(), marks, cache: false });

function openPlace(place: string, marks: StageMarks): TaskEngine {
  const project = loadProject(place);
  if (!project) throw new Error(`The project ${place} is gone.`);
  // There are as many of them as files, and nothing beside them to be registered.
  if (project.lone) return createProjectEngine(project, { marks, cache: false });
  const held = openRegistry(project, { marks, cache: false });
  return {
    compile: (text, options = {}) => compileInProject(held, text, { ...options, file: options.file ?? '' }),
    render: (program, input) => held.engine.render(program, input),
  };
}

/** One document in, its program out. */
export default compileTask(({ marks }) => {
  const open = boundedCache<TaskEngine>(mostProjects);
  const engineFor = (place: string): TaskEngine => {
    const known = open.get(place);
    if (known) return known;
    const opened = openPlace(place, marks);
    open.set(place, opened);
    return opened;
  };
  const first = ofBatch === null ? loneEngine(marks) : engineFor(ofBatch);
  return (place) => (place === undefined ? first : engineFor(place));
});
