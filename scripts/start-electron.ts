import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Why no Electron window can be opened here, as one sentence; null when it can. */
export async function electronProblem(environment: NodeJS.ProcessEnv = process.env): Promise<string | null> {
  const obstacle = obstacleOf(environment);
  if (obstacle) return obstacle;
  return downloadElectron() ? null : "Electron's binary could not be downloaded.";
}

/** Electron's program, downloaded once where it is missing; null where that fails. */
export function downloadElectron(): string | null {
  const present = installedBinary();
  if (present) return present;
  process.stderr.write('Downloading Electron (once) …\n');
  // Its own output is long and for its developers; what matters is whether the binary is there afterwards.
  spawnSync(process.execPath, [join(packageFolder(), 'install.js')], { stdio: 'ignore', timeout: 180_000 });
  return installedBinary();
}

/** Opens the built app (`dist/main`) on a project in Electron; answers its exit code when it is closed. */
export function launchElectron(project: string | null): Promise<number> {
  const executable = installedBinary();
  if (!executable) throw new Error('Ask electronProblem() before launching.');
  const args = [join(root, 'dist', 'main', 'main.js'), ...(project === null ? [] : [project])];
  const child = spawn(executable, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  const end = () => child.kill();
  process.once('SIGINT', end).once('SIGTERM', end);
  return new Promise((resolve) => {
    child.once('error', () => resolve(2));
    child.once('exit', (code) => resolve(code ?? 0));
  });
}

function obstacleOf({ DISPLAY, WAYLAND_DISPLAY }: NodeJS.ProcessEnv): string | null {
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY)
    return 'There is no display for an Electron window.';
  if (process.getuid?.() === 0) return "Electron's sandbox does not run as root.";
  return null;
}

const packageFolder = (): string => dirname(createRequire(import.meta.url).resolve('electron/package.json'));

/** The binary the `electron` package has downloaded; null when there is none. Its entry would download at once. */
function installedBinary(): string | null {
  const folder = packageFolder();
  const named = join(folder, 'path.txt');
  if (!existsSync(named)) return null;
  const binary = join(folder, 'dist', readFileSync(named, 'utf8').trim());
  return existsSync(binary) ? binary : null;
}
