import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Playwright's own Electron client on the double, with the small app in `sample/`. */
const double = join(import.meta.dirname, 'electron-double');
const sample = join(import.meta.dirname, 'sample', 'main.ts');
const env = { ...process.env, ELECTRON_DOUBLE_NODE: process.execPath } as Record<string, string>;

let app: ElectronApplication;
let page: Page;
beforeAll(async () => {
  app = await _electron.launch({ executablePath: double, args: [sample], env });
  page = await app.firstWindow();
  await page.waitForSelector('#save');
});
afterAll(() => app?.close());

type Sample = Readonly<Record<string, () => Promise<unknown>>>;
const errorOf = (name: string) =>
  page.evaluate(
    (method) => (window as never as { sample: Sample }).sample[method]?.().then(String, (problem) => problem.message),
    name,
  );

describe('the electron double', { timeout: 60_000 }, () => {
  it('carries a click to main and the answer and an event back', async () => {
    await app.evaluate(({ dialog }) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: '/x/a.txt' });
    });
    await page.click('#save');
    await page.waitForFunction(
      () => document.querySelector('#answer')?.textContent && document.querySelector('#event')?.textContent,
    );
    expect(await page.textContent('#answer')).toBe('/x/a.txt 5 true');
    expect(await page.textContent('#event')).toBe('/x/a.txt');
    expect(await app.evaluate(() => (globalThis as never as { sampleLog: string[] }).sampleLog[0])).toBe(
      'save hello true app://studio/index.html secret',
    );
  });

  it('keeps the preload in a world of its own, there before the page', async () => {
    expect(await page.evaluate('bridgeWasThere')).toBe('object');
    expect(await page.evaluate('[typeof leak, typeof require, typeof process].join()')).toBe(
      'undefined,undefined,undefined',
    );
    expect(await page.evaluate('sample.addOne(1)')).toBe(2);
    expect(await page.evaluate('sample.addOne = 1, typeof sample.addOne')).toBe('function');
  });

  it('tells errors of handlers and of arguments as Electron does', async () => {
    expect(await errorOf('fails')).toBe("Error invoking remote method 'fails': TypeError: bad thing");
    expect(
      await page.evaluate(
        '(() => { try { sample.save(document.body) } catch (problem) { return problem.message } })()',
      ),
    ).toContain('could not be cloned');
  });

  it('fails a call whose handler never looked at who sent it', async () => {
    expect(await errorOf('careless')).toContain('without looking at event.senderFrame');
  });

  it('serves the custom scheme under its policy and nothing of the network', async () => {
    expect(await page.evaluate('String(window.inlineRan)')).toBe('undefined');
    expect(await page.evaluate("fetch('/echo', { method: 'POST', body: 'abc' }).then((r) => r.text())")).toBe('ABC');
    expect(
      await page.evaluate("new Promise((done) => { new Worker('worker.js').onmessage = (e) => done(e.data) })"),
    ).toBe('FROM THE WORKER');
    expect(await page.evaluate("fetch('https://example.com').then(() => 'got', () => 'refused')")).toBe('refused');
  });

  it('asks main before windows open, pages leave and permissions are given', async () => {
    expect(await page.evaluate("String(window.open('https://example.com/pop'))")).toBe('null');
    await page.click('#blank');
    const opened = () => app.evaluate(({ shell }) => (shell as never as { _opened: string[] })._opened);
    await expect.poll(opened).toEqual(['https://example.com/pop', 'https://example.com/blank']);
    await page.click('#away');
    expect(await page.evaluate('Notification.requestPermission()')).toBe('denied');
    expect(await page.evaluate("navigator.permissions.query({ name: 'geolocation' }).then((s) => s.state)")).toBe(
      'denied',
    );
    const log = () => app.evaluate(() => (globalThis as never as { sampleLog: string[] }).sampleLog);
    await expect
      .poll(log)
      .toEqual(
        expect.arrayContaining([
          'navigate https://example.com/away',
          'permission notifications app://studio/index.html',
          'check geolocation app://studio',
        ]),
      );
    expect(
      await app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((window) => window.webContents.getURL()),
      ),
    ).toEqual(['app://studio/index.html']);
  });

  it('presses keys from the menu and follows links of its own', async () => {
    await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('save')?.click());
    await page.waitForFunction(() => 'savedByKey' in window);
    await page.click('#second');
    await page.waitForSelector('h1');
    expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.getURL())).toBe(
      'app://studio/second.html',
    );
  });

  it('names what it does not emulate', async () => {
    const message = await app.evaluate((electron) => {
      try {
        return String(electron.app.setBadgeCount(1));
      } catch (problem) {
        return String(problem);
      }
    });
    expect(message).toContain('app.setBadgeCount is not emulated');
  });
});

describe('a main process that is not as it should be', { timeout: 60_000 }, () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'broken-main-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** Runs changed source of the sample until it ends by itself; answers what it printed. */
  async function run(
    change: (source: string) => string,
  ): Promise<{ readonly code: number | null; readonly printed: string }> {
    const file = join(folder, 'main.ts');
    const source = await readFile(sample, 'utf8');
    const changed = change(source);
    expect(changed).not.toBe(source);
    await writeFile(file, changed);
    const patience = { ELECTRON_DOUBLE_PATIENCE: '3000' };
    const child = spawn(double, [file], { env: { ...env, ...patience }, stdio: ['ignore', 'ignore', 'pipe'] });
    let printed = '';
    child.stderr.on('data', (chunk: Buffer) => {
      printed += chunk;
    });
    const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
    return { code, printed };
  }

  it.each([
    ['sandbox', (source: string) => source.replace('sandbox: true, ', ''), 'webPreferences.sandbox must be true'],
    [
      'contextIsolation',
      (source: string) => source.replace('contextIsolation: true', 'contextIsolation: false'),
      'webPreferences.contextIsolation must be true',
    ],
    [
      'a known import',
      (source: string) => source.replace('import { app,', 'import { Tray, app,'),
      "does not provide an export named 'Tray'",
    ],
    [
      'no wait at the top',
      (source: string) => source.replace('void app.whenReady().then(start);', 'await app.whenReady();'),
      'still being evaluated',
    ],
  ])('ends with a reason without %s', async (_name, change, reason) => {
    const { code, printed } = await run(change);
    expect(code).not.toBe(0);
    expect(printed).toContain(reason);
  });
});
