import { relative, sep } from 'node:path';
import { watch } from 'chokidar';
import { insideProject } from './paths.ts';

/** Quiet time after a change before it is told: editors and checkouts write many files at once. */
const settle = 60;

/** Tells which files below a project changed, as paths with `/`, until stopped. Resolves once it is looking. */
export async function watchProject(
  folder: string,
  onChange: (paths: readonly string[]) => void,
): Promise<{ readonly stop: () => Promise<void> }> {
  const watcher = watch(folder, {
    ignoreInitial: true,
    ignored: (place) => /(^|[\\/])(\.[^\\/]+|node_modules)([\\/]|$)/.test(relative(folder, place)),
  });
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  watcher.on('all', (_, place) => {
    const path = relative(folder, place).split(sep).join('/');
    if (insideProject(folder, path)) changed.add(path);
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (changed.size > 0) onChange([...changed].sort());
      changed.clear();
    }, settle);
  });
  // A watcher that fails (too many files, folder gone) leaves the project usable; it is then as old as its last look.
  watcher.on('error', () => undefined);
  await new Promise<void>((resolve) => watcher.once('ready', resolve));
  return {
    stop: async () => {
      clearTimeout(timer);
      await watcher.close();
    },
  };
}
