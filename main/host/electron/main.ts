import { join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, protocol, session, shell } from 'electron';
import { type EventName, events } from '#contract';
import { toStandardError } from '../../rpc/report.ts';
import { serveContract } from '../../rpc/serve-contract.ts';
import { openStudio, type Studio } from '../../studio.ts';
import { appFiles } from '../app-files.ts';
import { defaultDataDir } from '../data-dir.ts';
import { fileKeychain } from '../keychain.ts';
import { answerAppProtocol } from './app-protocol.ts';
import { callChannel, eventChannel } from './channels.ts';
import { lockNavigation, lockSession } from './lock-down.ts';
import { setMenu } from './menu.ts';
import { isOnServer } from './outside.ts';
import { isOurSender } from './sender.ts';
import { systemSeal } from './system-seal.ts';
import { openWindow } from './window.ts';

/**
 * The desktop's main process. Built to `dist/main/main.js`, beside `preload.cjs` and `../app`. No top-level `await` on
 * readiness: in an ES module Electron would never become ready.
 */
const here = import.meta.dirname;
const dataDir = defaultDataDir();
const ourContents = new Set<number>();

app.setName('Schema Studio');
app.setPath('userData', join(dataDir, 'electron'));
app.enableSandbox();
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);

// Two processes would write one journal: the second hands over to the first.
if (app.requestSingleInstanceLock()) app.whenReady().then(start).catch(giveUp);
else app.quit();

async function start(): Promise<void> {
  const seal = systemSeal();
  const studio = await openStudio({
    project: projectArgument(),
    dataDir,
    host: 'electron',
    keychain: seal ? fileKeychain(dataDir, seal) : fileKeychain(dataDir),
  });
  closeWithApp(studio);
  protocol.handle('app', answerAppProtocol({ studio, files: appFiles(join(here, '..', 'app')) }));
  lockSession(session.defaultSession);
  app.on('web-contents-created', (_event, contents) =>
    lockNavigation(
      contents,
      (url) => void openOutside(url, studio).catch((problem) => toStandardError(String(problem))),
    ),
  );
  serveWindows(studio);
  setMenu();
  await openStudioWindow();

  app.on('second-instance', () => showFirstWindow());
  app.on('activate', () => void (BrowserWindow.getAllWindows().length === 0 && openStudioWindow()));
  app.on('window-all-closed', () => process.platform !== 'darwin' && app.quit());
}

/** `electron main.js [folder]`, or `schema-studio [folder]` when packaged. */
function projectArgument(): string | null {
  const args = process.argv.slice(app.isPackaged ? 1 : 2).filter((argument) => !argument.startsWith('-'));
  return args[0] ?? null;
}

async function openStudioWindow(): Promise<void> {
  await openWindow(join(here, 'preload.cjs'), ({ webContents }) => ourContents.add(webContents.id));
}

function serveWindows(studio: Studio): void {
  const isOurs = isOurSender((contentsId) => ourContents.has(contentsId));
  const answer = serveContract({ handlers: studio.handlers, isOurs, report: toStandardError });
  ipcMain.handle(callChannel, (event, name: unknown, request: unknown) => answer(event, String(name), request));
  for (const name of Object.keys(events) as EventName[]) {
    studio.on(name, (payload) => {
      for (const { webContents } of BrowserWindow.getAllWindows()) webContents.send(eventChannel, name, payload);
    });
  }
}

/** Pages of the configured server open in the person's browser; every other address stays closed. */
async function openOutside(url: string, { handlers }: Studio): Promise<void> {
  const status = await handlers['server.status']({});
  if (status.ok && isOnServer(url, status.value.url)) await shell.openExternal(url);
}

/** Waits for what is still being written before the process ends. */
function closeWithApp(studio: Studio): void {
  app.once('will-quit', (event) => {
    event.preventDefault();
    studio.close().finally(() => app.exit(0));
  });
}

function showFirstWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window?.isMinimized()) window.restore();
  window?.focus();
}

function giveUp(problem: unknown): void {
  const text = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
  toStandardError(text);
  dialog.showErrorBox('Schema Studio could not start', text);
  app.exit(1);
}
