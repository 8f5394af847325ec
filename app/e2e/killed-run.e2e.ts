import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect as expectValue, it } from 'vitest';
import { shippedFolder } from '../../main/host/shipped.ts';
import { databaseFile } from '../../main/store/places.ts';
import { smallPage } from '../../main/testing/command.ts';
import { type CountedBrowser, countedBrowser } from '../../main/testing/counted-browser.ts';
import { expect } from './expectations.ts';
import { openDocument } from './explorer.ts';
import { launchChromium } from './launch-web.ts';
import { screensOf } from './screens.ts';

/** Many enough that most are still to come when the first are there. */
const sizes = Array.from({ length: 24 }, (_, at) => `${300 - 5 * at}x80`);

let place: string;
let project: string;
let counted: CountedBrowser;
let window: Browser;
let program: ChildProcess | undefined;

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'studio-killed-'));
  project = mkdtempSync(join(place, 'project-'));
  writeFileSync(join(project, 'studio.json'), '{ "name": "Demo", "namespace": "demo" }');
  const page = JSON.parse(smallPage('Hello'));
  const tests = { ...page.tests, matrix: { viewports: sizes } };
  writeFileSync(join(project, 'hello.page.json'), JSON.stringify({ ...page, tests }, null, 2));
  counted = await countedBrowser(place);
  window = await launchChromium();
});

afterAll(async () => {
  await window?.close();
  program?.kill('SIGKILL');
  rmSync(place, { recursive: true, force: true, maxRetries: 3 });
});

/** The app as a program of its own; answers its address. */
function start(): Promise<string> {
  const args = [join(shippedFolder('main'), 'testing', 'serve-studio.ts'), project, join(place, 'data')];
  const env = { ...process.env, STUDIO_CHROMIUM: counted.executable };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  program = child;
  return new Promise((resolve, reject) => {
    child.stdout.once('data', (line) => resolve(String(line).trim()));
    child.once('exit', () => reject(new Error('The app did not start.')));
  });
}

const gone = () => new Promise<void>((resolve) => program?.once('exit', () => resolve()));

/** A window on the tests of the page. */
async function openTests(address: string) {
  const page = await window.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(address);
  await openDocument(page, 'hello');
  await page
    .getByRole('navigation', { name: 'Activities' })
    .getByRole('button', { name: /^Tests/ })
    .click();
  return page;
}

/** Rows of the database, as another program sees them. */
function rows<Row>(sql: string): readonly Row[] {
  const database = new Database(databaseFile(project), { readonly: true, fileMustExist: true });
  try {
    return database.prepare<[], Row>(sql).all();
  } finally {
    database.close();
  }
}
const shot = () => rows<{ key: string; at: string }>("SELECT key, result ->> '$.startedAt' AS at FROM run_cases");

describe('the app is killed in the middle of a visual test (A6, T6)', { timeout: 300_000 }, () => {
  it('and started again it offers to go on; nothing is lost, nothing is there twice', async () => {
    const first = await openTests(await start());
    await first.getByRole('button', { name: 'Run visual tests' }).last().click();
    await expectValue.poll(() => shot().length, { interval: 10, timeout: 60_000 }).toBeGreaterThan(1);
    const ended = gone();
    program?.kill('SIGKILL');
    await ended;
    const before = shot();
    expectValue(before.length).toBeLessThan(sizes.length);
    await expectValue.poll(() => counted.alive(), { timeout: 30_000 }).toEqual([]);
    await first.close();

    const page = await openTests(await start());
    const said = `It broke off after ${before.length} of ${sizes.length} pictures; it goes on from there unless something changed.`;
    await expect(page.getByText(said)).toBeVisible();
    await screensOf(page, 'killed')('offered');
    await page.getByRole('button', { name: 'Go on' }).click();
    await expect(page.getByText('24 pictures of 24 wait for your decision.')).toBeVisible();

    expectValue(rows('SELECT state, continued, total FROM runs')).toEqual([
      { state: 'finished', continued: 1, total: sizes.length },
    ]);
    const after = shot();
    expectValue(new Set(after.map(({ key }) => key)).size).toBe(sizes.length);
    expectValue(after).toHaveLength(sizes.length);
    // What was shot before it was killed was not shot again.
    expectValue(after).toEqual(expectValue.arrayContaining([...before]));
    expectValue(rows('SELECT key FROM baselines')).toHaveLength(sizes.length);
    await page.getByRole('button', { name: 'Accept all 24' }).click();
    await expect(page.getByText('All 24 pictures are as they should be.')).toBeVisible();
  });
});
