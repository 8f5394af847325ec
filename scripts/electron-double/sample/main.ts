import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, safeStorage, session, shell } from 'electron';

/** A small app that uses what the double emulates; `drive.test.ts` drives it. */
const here = import.meta.dirname;
const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };
const policy = "default-src 'self'; img-src app: data:; style-src 'self' 'unsafe-inline'";
const log: string[] = [];
Object.assign(globalThis, { sampleLog: log });

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);
app.enableSandbox();
void app.whenReady().then(start);

async function start(): Promise<void> {
  protocol.handle('app', answer);
  session.defaultSession.setPermissionRequestHandler((contents, permission, grant) => {
    log.push(`permission ${permission} ${contents.getURL()}`);
    grant(false);
  });
  session.defaultSession.setPermissionCheckHandler((_contents, permission, origin) => {
    log.push(`check ${permission} ${origin}`);
    return false;
  });
  ipcMain.handle('save', async (event, text: string, at: Date) => {
    if (event.senderFrame?.origin !== 'app://studio') throw new Error('stranger');
    const { filePath } = await dialog.showSaveDialog({});
    log.push(
      `save ${text} ${at instanceof Date} ${event.senderFrame.url} ${safeStorage.decryptString(safeStorage.encryptString('secret'))}`,
    );
    event.sender.send('saved', { path: filePath });
    return { path: filePath, at };
  });
  ipcMain.handle('fails', (event) => {
    if (event.senderFrame) throw new TypeError('bad thing');
  });
  ipcMain.handle('careless', () => 'served without a look');
  const window = new BrowserWindow({
    width: 900,
    height: 700,
    show: false,
    webPreferences: { preload: join(here, 'preload.cjs'), sandbox: true, contextIsolation: true },
  });
  window.webContents.setWindowOpenHandler(({ url }) => {
    void shell.openExternal(url);
    return { action: 'deny' };
  });
  window.webContents.on('will-navigate', (event) => {
    log.push(`navigate ${event.url}`);
    if (!event.url.startsWith('app://studio/')) event.preventDefault();
  });
  window.once('ready-to-show', () => window.show());
  const press = () => window.webContents.sendInputEvent({ type: 'keyDown', keyCode: 'S', modifiers: ['control'] });
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([{ label: 'File', submenu: [{ id: 'save', label: 'Save', click: press }] }]),
  );
  await window.loadURL('app://studio/index.html');
}

async function answer(request: Request): Promise<Response> {
  const { host, pathname } = new URL(request.url);
  if (host !== 'studio') return new Response('no', { status: 404 });
  if (request.method === 'POST') return new Response((await request.text()).toUpperCase());
  const bytes = await readFile(join(here, 'ui', pathname)).catch(() => null);
  if (!bytes) return new Response('missing', { status: 404 });
  const type = types[extname(pathname)] ?? 'application/octet-stream';
  return new Response(bytes, { headers: { 'content-type': type, 'content-security-policy': policy } });
}
