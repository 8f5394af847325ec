import { ensureBrowser } from './ensure-browser.ts';

/** Installs a browser if none is there; exit code 2 when there is still none. */
process.exitCode = (await ensureBrowser()) ? 0 : 2;
