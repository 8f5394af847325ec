import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Timers } from '#engine';
import { temporaryFolder } from '../testing/folders.ts';
import { watchProject } from './watch.ts';

/** A watched folder; how many events a change makes, and how far apart they come, is up to the system. */
async function watched() {
  const folder = temporaryFolder();
  mkdirSync(join(folder, '.studio'));
  writeFileSync(join(folder, 'a.page.json'), '1');
  const told = new Set<string>();
  let more = Promise.withResolvers<void>();
  const watcher = await watchProject(folder, (paths) => {
    for (const path of paths) told.add(path);
    more.resolve();
    more = Promise.withResolvers();
  });
  onTestFinished(() => watcher.stop());
  /** Waits until these have been told; answers all that was told since the last time. */
  const changes = async (...paths: readonly string[]) => {
    while (!paths.every((path) => told.has(path))) await more.promise;
    const all = [...told].sort();
    told.clear();
    return all;
  };
  return { folder, changes };
}

describe('watching a project', () => {
  it('outlives the folder', async () => {
    const { folder, changes } = await watched();
    rmSync(folder, { recursive: true });
    expect(await changes('a.page.json')).toEqual(['a.page.json']);
  });

  it('tells what was changed, added and removed', async () => {
    const { folder, changes } = await watched();
    writeFileSync(join(folder, 'a.page.json'), '2');
    writeFileSync(join(folder, 'b.page.json'), '1');
    expect(await changes('a.page.json', 'b.page.json')).toEqual(['a.page.json', 'b.page.json']);
    rmSync(join(folder, 'b.page.json'));
    expect(await changes('b.page.json')).toContain('b.page.json');
  });

  it('is silent about our own database and temporary files', async () => {
    const { folder, changes } = await watched();
    writeFileSync(join(folder, '.studio', 'studio.db'), 'x');
    writeFileSync(join(folder, '.a.page.json.1.tmp'), 'x');
    writeFileSync(join(folder, 'z.page.json'), '1');
    expect(await changes('z.page.json')).toEqual(['z.page.json']);
  });

  it('lets a component be quiet for 500 ms, and 60 ms anything else; each save begins anew (E5)', async () => {
    const folder = temporaryFolder();
    const told: string[] = [];
    /** Timers that run out when the test says so. */
    const planned = new Set<{ readonly milliseconds: number; readonly run: () => void }>();
    const timers: Timers = (milliseconds, run) => {
      const plan = { milliseconds, run };
      planned.add(plan);
      return () => planned.delete(plan);
    };
    const planFor = (wanted: number) => [...planned].filter(({ milliseconds }) => milliseconds === wanted);
    const watcher = await watchProject(folder, (paths) => void told.push(...paths), timers);
    onTestFinished(() => watcher.stop());
    const saved = async (path: string, text: string, quiet: number) => {
      const [before] = planFor(quiet);
      writeFileSync(join(folder, path), text);
      await expect.poll(() => planFor(quiet).some((plan) => plan !== before)).toBe(true);
      expect(planFor(quiet)).toHaveLength(1);
      return planFor(quiet)[0]!;
    };
    await saved('note.component.json', '1', 500);
    const again = await saved('note.component.json', '22', 500);
    expect([told, planFor(60)]).toEqual([[], []]);
    planned.delete(again);
    again.run();
    await expect.poll(() => told).toEqual(['note.component.json']);
    (await saved('home.page.json', '1', 60)).run();
    expect(told).toEqual(['note.component.json', 'home.page.json']);
  });
});
