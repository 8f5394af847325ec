import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Electron is ready only after the main module has been evaluated, so a top-level `await app.whenReady()` in it never
 * ends. That mistake is named here instead of hanging.
 */
process.argv.splice(1, 1);
const { _mainLoaded } = (await import('electron')) as unknown as { _mainLoaded: () => void };
/** Milliseconds main may take to be evaluated; a busy machine needs some. */
const patience = Number(process.env['ELECTRON_DOUBLE_PATIENCE'] ?? 20_000);
const late = setTimeout(() => {
  console.error(
    'electron double: the main module is still being evaluated. A top-level await on app.whenReady() never ends in Electron.',
  );
  process.exit(1);
}, patience);
await import(pathToFileURL(resolve(process.argv[1] ?? '.')).href);
clearTimeout(late);
_mainLoaded();
