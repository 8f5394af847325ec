import type { StoredProject } from '../language-service/index.ts';
import type { LoadedProject } from './load-project.ts';
import { createProjectEngine } from './project-engine.ts';
import { callsShape, settingsShape, sourcesShape } from './settings-shapes.ts';

/** A project on disk as the language service takes it. */
export function languageProject(project: LoadedProject): StoredProject {
  const { documents, settings, manifests, routes, lone, diagnostics } = project;
  const texts = documents.all.flatMap(({ path, text, tests }) => [{ path, text }, ...(tests ? [tests] : [])]);
  return {
    texts: () => texts,
    documents,
    settings,
    manifests,
    routes: lone ? undefined : routes,
    shapes: {
      'studio.json': settingsShape,
      'sources.manifest.json': sourcesShape,
      'calls.manifest.json': callsShape,
    },
    engine: (open) => createProjectEngine(project, { documents: open }),
    problems: (path) => diagnostics.filter(({ file }) => file === path),
  };
}
