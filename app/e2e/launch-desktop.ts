import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';

const root = join(import.meta.dirname, '..', '..');
const double = join(root, 'scripts', 'electron-double', 'electron-double');

/** The desktop app, running on data of its own. */
export interface Desktop {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Errors the window met, scripts and console alike; a good run has none. */
  readonly errors: readonly string[];
  /** What main printed, for messages of failing tests. */
  printed(): string;
  close(): Promise<void>;
}

export interface DesktopOptions {
  /** Project folder; the sample project by default. */
  readonly project?: string;
  /** Another built main than `dist/main/main.js`. */
  readonly main?: string;
}

/**
 * Starts the built desktop app through the Electron double, or through the Electron that `STUDIO_ELECTRON` names.
 * `dist/` must have been built.
 */
export async function launchDesktop({
  project,
  main = join(root, 'dist', 'main', 'main.js'),
}: DesktopOptions = {}): Promise<Desktop> {
  const dataDir = await mkdtemp(join(tmpdir(), 'studio-desktop-'));
  const env = { ...process.env, ELECTRON_DOUBLE_NODE: process.execPath, STUDIO_DATA_DIR: dataDir };
  const app = await _electron.launch({
    executablePath: process.env['STUDIO_ELECTRON'] ?? double,
    args: project === undefined ? [main] : [main, project],
    env: env as Record<string, string>,
  });
  let printed = '';
  app.process().stderr?.on('data', (chunk: Buffer) => {
    printed += chunk;
  });
  const close = async () => {
    await app.close().catch(() => {});
    await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const page = await app.firstWindow({ timeout: 30_000 });
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.waitForFunction(() => location.href !== 'about:blank' && document.readyState === 'complete');
    return { app, page, errors, printed: () => printed, close };
  } catch (problem) {
    await close();
    throw new Error(`The desktop app did not open a window: ${problem}\n${printed}`);
  }
}

/** A copy of the built app with one change in its main process; `remove` takes it away again. */
export async function changedMain(
  from: string,
  to: string,
): Promise<{ readonly main: string; remove(): Promise<void> }> {
  // Inside the project, so that packages are found as they are from dist/.
  const folder = await mkdtemp(join(root, 'dist', '.changed-'));
  await cp(join(root, 'dist', 'main'), join(folder, 'main'), { recursive: true });
  await cp(join(root, 'dist', 'app'), join(folder, 'app'), { recursive: true });
  const main = join(folder, 'main', 'main.js');
  const source = await readFile(main, 'utf8');
  if (source.split(from).length !== 2) throw new Error(`"${from}" should stand once in the built main process.`);
  await writeFile(main, source.replace(from, to));
  return { main, remove: () => rm(folder, { recursive: true, force: true }) };
}
