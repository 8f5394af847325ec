import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
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
});
