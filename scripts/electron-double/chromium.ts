import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from '#visual';
import { connectDevTools, type DevTools } from './devtools.ts';

const switches = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-startup-window',
  '--remote-debugging-port=0',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-extensions',
  '--disable-dev-shm-usage',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-back-forward-cache',
  '--disable-popup-blocking',
  '--disable-features=Translate,MediaRouter,PaintHolding,HttpsUpgrades',
  '--force-color-profile=srgb',
  '--hide-scrollbars',
  '--password-store=basic',
  '--use-mock-keychain',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  'about:blank',
];

export interface Chromium {
  readonly devTools: DevTools;
  /** What Playwright connects to. */
  readonly address: string;
}

/** Starts a headless Chromium with its own profile; it ends with this process. */
export async function startChromium(): Promise<Chromium> {
  const found = await findBrowser('chromium');
  if (!found?.executable) throw new Error(`electron double: ${found?.advice ?? 'no Chromium'}`);
  const profile = mkdtempSync(join(tmpdir(), 'electron-double-'));
  const child = spawn(found.executable, [...switches, `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  process.on('exit', () => {
    child.kill('SIGKILL');
    try {
      rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // The browser may still write while it is ending; the system clears its temporary folder.
    }
  });
  const address = await new Promise<string>((resolve, reject) => {
    let printed = '';
    child.stderr.on('data', (chunk: Buffer) => {
      printed = (printed + chunk.toString()).slice(-4000);
      const line = /DevTools listening on (ws:\S+)/.exec(printed);
      if (line?.[1]) resolve(line[1]);
    });
    child.on('exit', (code) => reject(new Error(`electron double: Chromium ended with ${code}: ${printed}`)));
  });
  return { devTools: await connectDevTools(address), address };
}
