import { ensureBrowser, ensureFirefox } from './ensure-browser.ts';

/** Installs browsers if none are there; exit code 2 when there is still no Chromium. Tests do without Firefox. */
process.exitCode = (await ensureBrowser()) ? 0 : 2;
if (!ensureFirefox()) process.stderr.write('No Firefox was found; what is tried in two browsers is tried in one.\n');
