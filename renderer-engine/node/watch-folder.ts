import { relative, sep } from 'node:path';
import type { Watcher } from '../registry/ports.ts';

/**
 * Watches a folder, links and all; dot folders and `node_modules` are not looked into. Paths are below the folder, with
 * `/`. Resolves once it is looking; a watcher that fails later (too many files, folder gone) says nothing more.
 */
export const watchFolder: Watcher = async (folder, onChange) => {
  // Most processes watch nothing and need not hold it.
  const { watch } = await import('chokidar');
  const watcher = watch(folder, {
    ignoreInitial: true,
    ignored: (place) => /(^|[\\/])(\.[^\\/]+|node_modules)([\\/]|$)/.test(relative(folder, place)),
  });
  watcher.on('all', (_, place) => onChange(relative(folder, place).split(sep).join('/')));
  watcher.on('error', () => undefined);
  await new Promise<void>((resolve) => watcher.once('ready', resolve));
  return { stop: () => watcher.close() };
};
