import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { defaultDataDir } from '../main/host/data-dir.ts';

/** Opens an address in a browser window of its own, where there is a display; elsewhere the printed address has to do. */
export function openWindow(url: string, browser: string | null): void {
  const command = opener(url, browser);
  if (!command) return;
  const child = spawn(command[0], command.slice(1), { stdio: 'ignore', detached: true });
  // A window is a convenience: the address stands in the terminal.
  child.on('error', () => {});
  child.unref();
}

function opener(url: string, browser: string | null): readonly [string, ...string[]] | null {
  if (process.platform === 'darwin') return ['open', url];
  if (process.platform === 'win32') return ['explorer.exe', url];
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return null;
  if (!browser) return ['xdg-open', url];
  // Chromium refuses its sandbox to root; the page itself comes from this machine.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return [browser, `--app=${url}`, `--user-data-dir=${join(defaultDataDir(), 'window')}`, '--no-first-run', ...asRoot];
}
