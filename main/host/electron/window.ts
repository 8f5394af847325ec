import { app, BrowserWindow } from 'electron';
import { appOrigin } from './channels.ts';

/**
 * Opens the window: sandboxed, isolated, without Node, with the preload as its only way out. `onOpen` hears of it
 * before its page is loaded, so that the page's first call is already known to come from us.
 */
export async function openWindow(preload: string, onOpen: (window: BrowserWindow) => void): Promise<BrowserWindow> {
  const window = new BrowserWindow({
    title: 'Schema Studio',
    width: 1440,
    height: 900,
    minWidth: 800,
    minHeight: 560,
    show: false,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  onOpen(window);
  window.once('ready-to-show', () => window.show());
  reviveAfterCrash(window);
  await window.loadURL(`${appOrigin}/`);
  return window;
}

const patience = 10_000;

/** A page that crashed is loaded again; edits are in the journal. One that crashes at once again stays down. */
function reviveAfterCrash(window: BrowserWindow): void {
  let last = Number.NEGATIVE_INFINITY;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const again = performance.now() - last < patience;
    last = performance.now();
    if (again) window.close();
    else window.webContents.reload();
  });
}
