import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../testing/folders.ts';
import { watchProject } from './watch.ts';

/** A watched folder, and what it will tell next. */
async function watched() {
  const folder = temporaryFolder();
  mkdirSync(join(folder, '.studio'));
  writeFileSync(join(folder, 'a.page.json'), '1');
  const told: string[][] = [];
  let next = Promise.withResolvers<readonly string[]>();
  const watcher = await watchProject(folder, (paths) => {
    told.push([...paths]);
    next.resolve(paths);
  });
  onTestFinished(() => watcher.stop());
  const nextChange = async () => {
    const paths = await next.promise;
    next = Promise.withResolvers();
    return paths;
  };
  return { folder, told, nextChange };
}

describe('watching a project', () => {
  it('outlives the folder', async () => {
    const { folder, nextChange } = await watched();
    rmSync(folder, { recursive: true });
    expect(await nextChange()).toEqual(['a.page.json']);
  });

  it('tells what was changed, added and removed, each batch once', async () => {
    const { folder, nextChange } = await watched();
    writeFileSync(join(folder, 'a.page.json'), '2');
    writeFileSync(join(folder, 'b.page.json'), '1');
    expect(await nextChange()).toEqual(['a.page.json', 'b.page.json']);
    rmSync(join(folder, 'b.page.json'));
    expect(await nextChange()).toEqual(['b.page.json']);
  });

  it('is silent about our own database and temporary files', async () => {
    const { folder, told, nextChange } = await watched();
    writeFileSync(join(folder, '.studio', 'studio.db'), 'x');
    writeFileSync(join(folder, '.a.page.json.1.tmp'), 'x');
    writeFileSync(join(folder, 'z.page.json'), '1');
    expect(await nextChange()).toEqual(['z.page.json']);
    expect(told).toHaveLength(1);
  });
});
