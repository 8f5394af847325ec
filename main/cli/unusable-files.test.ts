import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { smallPage, studioCommand } from '../testing/command.ts';

describe('a file that the system will not open as one', { timeout: 120_000 }, () => {
  it.each([
    ['compare', ['compare', 'folder', 'page.json'], 'There is no file "folder"'],
    ['gallery', ['gallery', '--out', 'page.json'], 'a file stands where a folder is needed'],
    ['lock', ['lock'], 'it is a folder, where a file is needed'],
  ])('is named by studio %s, without a trace of our own', async (_, args, reason) => {
    const folder = mkdtempSync(join(tmpdir(), 'schema-studio-files-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(join(folder, 'studio.json'), '{ "name": "files" }');
    writeFileSync(join(folder, 'page.json'), smallPage('Hello'));
    for (const name of ['folder', 'ui.lock.json']) mkdirSync(join(folder, name));
    const { exit, out, words } = await studioCommand([...args, '--json'], {
      cwd: folder,
      dataDir: join(folder, 'own'),
    });
    expect([exit, words]).toEqual([2, '']);
    expect(JSON.parse(out)).toEqual({
      failure: {
        code: expect.stringMatching(/^(?:command\/file|document\/not-found)$/),
        message: expect.stringContaining(reason),
      },
    });
  });
});
