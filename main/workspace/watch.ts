import { createReloader, type Timers } from '#engine';
import { nodeTimers, packageManifest, watchFolder } from '#engine/node';
import { insideProject } from './paths.ts';

/** Quiet time after a change before it is told: editors and checkouts write many files at once. */
const settle = 60;
/** Components are swapped into pages that are open, so their files have to be quiet for longer (E5). */
const settleComponents = 500;

/** Tells which files below a project changed, as paths with `/`, until stopped. Resolves once it is looking. */
export async function watchProject(
  folder: string,
  onChange: (paths: readonly string[]) => void | Promise<void>,
  timers: Timers = nodeTimers,
): Promise<{ readonly stop: () => Promise<void> }> {
  const changed = new Set<string>();
  let cancel = (): void => undefined;
  const components = createReloader({
    timers,
    quiet: settleComponents,
    reload: async (paths) => onChange(paths),
  });
  const tell = (): void => {
    if (changed.size > 0) void onChange([...changed].sort());
    changed.clear();
  };
  const watcher = await watchFolder(folder, (path) => {
    if (isComponent(path)) return components.changed(path);
    if (insideProject(folder, path)) changed.add(path);
    cancel();
    cancel = timers(settle, tell);
  });
  return {
    stop: async () => {
      cancel();
      components.stop();
      await watcher.stop();
    },
  };
}

const isComponent = (path: string): boolean => path.endsWith('.component.json') || path.endsWith(packageManifest);
