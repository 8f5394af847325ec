import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

describe('starting where "node_modules" is a link', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'with-setup-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('installs nothing through it, and says so', () => {
    const [mine, others] = [join(folder, 'mine'), join(folder, 'others')];
    for (const made of [join(mine, 'scripts'), others]) mkdirSync(made, { recursive: true });
    writeFileSync(join(others, 'kept.txt'), 'theirs');
    symlinkSync(others, join(mine, 'node_modules'), 'junction');
    for (const file of ['package.json', 'package-lock.json']) writeFileSync(join(mine, file), '{}');
    const script = join(mine, 'scripts', 'with-setup.mjs');
    copyFileSync(fileURLToPath(new URL('./with-setup.mjs', import.meta.url)), script);
    const { status, stderr } = spawnSync(process.execPath, [script, 'start.ts'], { encoding: 'utf8' });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^"node_modules" is a link, .* Run "npm ci" where the link leads to/);
    expect(stderr).not.toContain('Installing');
    expect(readFileSync(join(others, 'kept.txt'), 'utf8')).toBe('theirs');
  });
});
