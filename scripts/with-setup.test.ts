import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
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

describe('a command that npm starts (E17)', { timeout: 60_000 }, () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'with-setup-'));
    for (const name of ['main', 'renderer-engine', 'server', 'visual-tests', 'scripts', 'node_modules'])
      mkdirSync(join(folder, name));
    for (const name of ['with-setup.mjs', 'host-files.mjs', 'warm.mjs'])
      copyFileSync(fileURLToPath(new URL(name, import.meta.url)), join(folder, 'scripts', name));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(folder, 'package-lock.json'), '{}');
    const installed = createHash('sha256').update('{}').digest('hex');
    writeFileSync(join(folder, 'node_modules', '.schema-studio-installed'), installed);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const told = (words: string): string => `const words: string = ${JSON.stringify(words)};
    const compiles = process.moduleLoadList.some((name) => name.includes('deps/amaro'));
    console.log(words, compiles, typeof globalThis.gc, process.argv.slice(2).join());`;
  const run = (): string => {
    const { NODE_COMPILE_CACHE: _, ...env } = process.env;
    const args = [join(folder, 'scripts', 'with-setup.mjs'), 'main/command.ts', 'one', 'two'];
    return spawnSync(process.execPath, args, { encoding: 'utf8', env }).stdout;
  };

  it('is compiled by another process, again when it has changed, and can give memory back', () => {
    writeFileSync(join(folder, 'main', 'command.ts'), told('first'));
    expect(run()).toBe('first false function one,two\n');
    writeFileSync(join(folder, 'main', 'command.ts'), told('changed'));
    expect(run()).toBe('changed false function one,two\n');
  });

  it('runs all the same where nothing can be kept', () => {
    writeFileSync(join(folder, 'main', 'command.ts'), told('uncached'));
    writeFileSync(join(folder, 'node_modules', '.cache'), 'a file in the way');
    expect(run()).toBe('uncached true function one,two\n');
  });
});
