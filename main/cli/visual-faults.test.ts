import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { shippedFolder } from '../host/shipped.ts';
import { databaseFile } from '../store/places.ts';
import { smallPage, studioCommand } from '../testing/command.ts';
import { countedBrowser } from '../testing/counted-browser.ts';
import { temporaryFolder } from '../testing/folders.ts';

const sizes = [200, 190, 180, 170, 160, 150, 140, 130].map((width) => `${width}x80`);

/** A lone page of eight pictures, the command on it, and what its database says of the newest run. */
async function place() {
  const [folder, dataDir] = [temporaryFolder(), temporaryFolder()];
  const browser = await countedBrowser(temporaryFolder());
  const environment = { STUDIO_CHROMIUM: browser.executable, STUDIO_AUTHOR: 'Ada' };
  writeFileSync(
    join(folder, 'hello.page.json'),
    smallPage('Hello').replace('"240x160"', sizes.map((size) => `"${size}"`).join()),
  );
  const args = ['test', 'hello.page.json'];
  const ask = <Row>(sql: string): readonly Row[] => {
    try {
      const database = new Database(databaseFile(folder), { readonly: true, fileMustExist: true });
      const rows = database.prepare<[], Row>(sql).all();
      database.close();
      return rows;
    } catch {
      return []; // It is not there yet.
    }
  };
  return {
    browser,
    ask,
    shotTimes: () =>
      ask<{ key: string; at: string }>(
        `SELECT key, result ->> '$.startedAt' AS at FROM run_cases
         WHERE run_id = (SELECT id FROM runs ORDER BY sequence DESC LIMIT 1) ORDER BY position`,
      ),
    studio: (more: readonly string[]) => studioCommand([...args, ...more], { cwd: folder, dataDir, environment }),
    begin: (more: readonly string[]) => {
      const program = join(shippedFolder('main'), 'cli', 'studio.ts');
      const child = spawn(process.execPath, [program, ...args, ...more], {
        cwd: folder,
        env: { ...process.env, STUDIO_DATA_DIR: dataDir, ...environment },
        stdio: 'ignore',
      });
      return { child, ended: new Promise<number | null>((resolve) => child.on('exit', resolve)) };
    },
  };
}

it('a run that is killed goes on, one that is called off ends, and no browser stays (T4, T6)', {
  timeout: 300_000,
}, async () => {
  const { browser, ask, shotTimes, studio, begin } = await place();
  const killed = begin([]);
  await expect.poll(() => shotTimes().length, { interval: 20, timeout: 60_000 }).toBeGreaterThan(1);
  killed.child.kill('SIGKILL');
  await killed.ended;
  const before = shotTimes();
  expect(before.length).toBeLessThan(sizes.length);
  await expect.poll(() => browser.alive(), { timeout: 30_000 }).toEqual([]);

  const again = await studio(['--json', '--update']);
  expect(again.exit).toBe(0);
  const { runs, cases } = JSON.parse(again.out);
  expect(runs).toMatchObject([{ state: 'finished', continued: 1, total: sizes.length }]);
  expect(cases.map(({ viewport }: { viewport: string }) => viewport)).toEqual(sizes);
  expect(new Set(cases.map(({ decision }: { decision: string }) => decision))).toEqual(new Set(['accepted']));
  // What was shot before it was killed was not shot again.
  expect(shotTimes()).toEqual(expect.arrayContaining([...before]));
  expect(ask("SELECT who FROM audit WHERE what = 'visual.decided'")).toEqual([{ who: 'Ada' }]);

  const calledOff = begin(['--all']);
  await expect
    .poll(() => ask("SELECT id FROM runs WHERE state = 'running'").length, { interval: 20, timeout: 60_000 })
    .toBe(1);
  await expect.poll(() => shotTimes().length, { interval: 20, timeout: 60_000 }).toBeLessThan(sizes.length);
  calledOff.child.kill('SIGINT');
  expect(await calledOff.ended).toBe(130);
  expect(ask('SELECT state FROM runs ORDER BY sequence')).toEqual([{ state: 'finished' }, { state: 'cancelled' }]);
  expect(ask('SELECT accepted FROM baselines')).toHaveLength(sizes.length);
  await expect.poll(() => browser.alive(), { timeout: 30_000 }).toEqual([]);

  const starts = browser.starts();
  const unchanged = await studio(['--ci']);
  expect([unchanged.exit, unchanged.words]).toEqual([
    0,
    '8 passed (8 not shot again, nothing changed), 0 failed, 0 created\n',
  ]);
  expect(browser.starts()).toBe(starts);
});
