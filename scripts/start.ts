import { parseArgs } from 'node:util';
import { defaultDataDir } from '../main/host/data-dir.ts';
import { startWebHost } from '../main/host/web/start-web-host.ts';
import { buildAll } from './build.ts';
import { ensureBrowser } from './ensure-browser.ts';
import { openWindow } from './open-window.ts';
import { electronProblem, launchElectron } from './start-electron.ts';

/**
 * `npm start [-- FOLDER] [--web] [--port N]`: Schema Studio on a project folder, or on the sample project. A desktop
 * window where Electron can run; otherwise one line says why, and the same app is served on 127.0.0.1.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { web: { type: 'boolean', default: false }, port: { type: 'string', default: '4200' } },
});
const project = positionals[0] ?? null;

const browser = await ensureBrowser();
await buildAll();
const problem = values.web ? 'Asked for with --web.' : await electronProblem();
if (problem === null) {
  process.exitCode = await launchElectron(project);
} else {
  await serve(problem);
}

async function serve(why: string): Promise<void> {
  process.stdout.write(`No Electron window: ${why} The same app runs in a browser window.\n`);
  const host = await startWebHost({ project, dataDir: defaultDataDir(), port: Number(values.port) });
  process.stdout.write(`Schema Studio: ${host.url}\nThe address works once. Ctrl+C ends it; nothing is lost.\n`);
  openWindow(host.url, browser);
  const stop = () => void host.close().then(() => process.exit(0));
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}
