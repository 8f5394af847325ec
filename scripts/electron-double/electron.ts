import { theApp } from './app.ts';
import { chromium } from './browser.ts';

/** The module `electron` as main sees it. An import of a name that is not here fails and names it. */
export { app } from './app.ts';
export { BrowserWindow } from './browser-window.ts';
export { ipcMain } from './ipc-main.ts';
export { Menu, MenuItem } from './menu.ts';
export { protocol, session } from './session.ts';
export { dialog, nativeTheme, safeStorage, shell } from './system.ts';
export { webContents } from './web-contents.ts';

const evaluated = Promise.withResolvers<void>();
/** Called by `boot.ts` once main has been evaluated; Electron is not ready before. */
export const _mainLoaded = evaluated.resolve;

Promise.all([chromium(), evaluated.promise]).then(
  ([{ address }]) => {
    process.stderr.write(`DevTools listening on ${address}\n`); // The line Playwright waits for.
    setImmediate(() => theApp._becomeReady());
  },
  (problem: unknown) => {
    console.error(problem);
    process.exit(1);
  },
);
