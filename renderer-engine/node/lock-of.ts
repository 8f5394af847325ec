import type { JsonObject } from '../document/types.ts';
import type { Locked } from '../stages/2-resolve/lock-project.ts';
import type { LoadedProject } from './load-project.ts';
import { createProjectEngine } from './project-engine.ts';

/**
 * What the lock file of a project should say now. `renew` takes the newest versions that fit; otherwise what is locked
 * stays as long as it fits.
 */
export function lockOf(project: LoadedProject, { renew }: { readonly renew: boolean }): Locked {
  const engine = createProjectEngine(renew ? { ...project, lock: null } : project);
  const roots = project.documents.all.filter(({ vendored }) => !vendored);
  return engine.lock(
    roots.map(({ path, text }) => ({ text, file: path })),
    wantedBySettings(project),
  );
}

/** The theme that pages are shown with, and the documents whose types the host's manifests use. */
function wantedBySettings({ settings, manifests }: LoadedProject): readonly string[] {
  const uses = [manifests.sources, manifests.calls].flatMap((manifest) =>
    Object.values((manifest?.['uses'] ?? {}) as JsonObject).map(String),
  );
  return [`${settings.theme ?? 'core/theme'}@*`, ...uses];
}
