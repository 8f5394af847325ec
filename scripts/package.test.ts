import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { extractAll, listPackage } from '@electron/asar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchDesktop } from '../app/e2e/launch-desktop.ts';

const root = dirname(import.meta.dirname);
const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Readonly<
  Record<'dependencies' | 'devDependencies', Readonly<Record<string, string>>>
>;
const { packages: locked } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>;
};

let output = '';
let files: readonly string[] = [];
const unpacked = (...path: string[]) => join(output, 'linux-unpacked', ...path);

describe.runIf(process.platform === 'linux')('npm run package -- --dir (Q3)', () => {
  beforeAll(() => {
    output = mkdtempSync(join(tmpdir(), 'packed-'));
    const args = [join(import.meta.dirname, 'package.ts'), '--dir', '--stub', `-c.directories.output=${output}`];
    const done = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`${done.stdout}\n${done.stderr}`);
    files = listPackage(unpacked('resources', 'app.asar'), { isPack: false }).map((file) =>
      file.replaceAll('\\', '/').slice(1),
    );
  }, 180_000);
  afterAll(() => rmSync(output, { recursive: true, force: true }));

  it('holds the build, the assets and what they need, and nothing else', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        'package.json',
        'LICENSE',
        'dist/main/main.js',
        'dist/main/preload.cjs',
        'dist/main/engine-worker.js',
        'dist/main/diff-worker.js',
        'dist/app/index.html',
      ]),
    );
    expect(files.some((file) => file.startsWith('assets/themes/'))).toBe(true);
    const top = new Set(files.map((file) => file.split('/')[0]));
    expect([...top].sort()).toEqual(['LICENSE', 'assets', 'dist', 'node_modules', 'package.json']);
    const below = new Set(files.filter((file) => /^dist\/[^/]+$/.test(file)));
    expect([...below].sort()).toEqual(['dist/app', 'dist/main']);
  });

  it('holds every production dependency and no other', () => {
    const packages = new Set(files);
    for (const name of Object.keys(dependencies)) expect(packages).toContain(`node_modules/${name}/package.json`);
    // Some tools are also needed by what is shipped; the lock file knows which are not.
    const tools = Object.keys(devDependencies).filter((name) => locked[`node_modules/${name}`]?.dev);
    expect(tools.length).toBeGreaterThan(20);
    for (const name of tools) expect(packages).not.toContain(`node_modules/${name}/package.json`);
    expect(files.filter((file) => /^node_modules\/node-/.test(file))).toEqual([]);
  });

  it('holds no sources, tests or source maps', () => {
    expect(files.filter((file) => /\.(?:tsx?|mts|cts|map)$|\.test\./.test(file))).toEqual([]);
  });

  it('holds whatever the built files import', () => {
    const folder = join(root, 'dist', 'main');
    const code = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    const names = code.flatMap((text) =>
      [...text.matchAll(/(?:^|\n)(?:import|export)\b[^'"\n]*["']([^'"./][^'"]*)["']/g)].map((match) => match[1]!),
    );
    const packages = new Set(
      names.map((name) =>
        name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/'),
      ),
    );
    const missing = [...packages].filter(
      (name) =>
        !name.startsWith('node:') && !builtinModules.includes(name) && name !== 'electron' && !(name in dependencies),
    );
    expect(packages.size).toBeGreaterThan(5);
    expect(missing).toEqual([]);
  });

  it('keeps natives and browsers outside the archive, where the system can load them', () => {
    const modules = unpacked('resources', 'app.asar.unpacked', 'node_modules');
    const loose = readdirSync(modules, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'));
    expect(loose.some((file) => /^better-sqlite3\/.*\.node$/.test(file))).toBe(true);
    expect(loose.some((file) => /^@img\/sharp-linux.*\.node$/.test(file))).toBe(true);
    expect(loose).toContain('playwright-core/package.json');
  });

  it('has every fuse set', () => {
    const program = readFileSync(unpacked('schema-studio'));
    const wire = program.subarray(program.indexOf('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX') + 32);
    // Run as Node, cookie encryption, NODE_OPTIONS, --inspect, archive integrity, archive only, own snapshot, file: extras.
    expect(wire.subarray(2, 2 + (wire[1] ?? 0)).toString()).toBe('01001100');
  });

  it('starts from what was packed alone', async () => {
    const folder = join(output, 'extracted');
    extractAll(unpacked('resources', 'app.asar'), folder);
    const { page, close } = await launchDesktop({ main: join(folder, 'dist', 'main', 'main.js') });
    try {
      await page.waitForSelector('nav');
      expect(await page.title()).toContain('Schema Studio');
    } finally {
      await close();
    }
  }, 60_000);
});
