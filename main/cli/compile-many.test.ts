import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shippedFolder } from '../host/shipped.ts';
import { smallPage, studioCommand } from '../testing/command.ts';
import { temporaryFolder } from '../testing/folders.ts';

function place(files: Readonly<Record<string, string>>) {
  const folder = temporaryFolder();
  const dataDir = temporaryFolder();
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  const studio = (args: readonly string[]) => studioCommand(args, { cwd: folder, dataDir });
  return { folder, dataDir, studio, write };
}

const page = (at: number): string =>
  smallPage(`Hello ${at}`).replace('demo/hello', `demo/hello-${at}`).replace('"/hello"', `"/hello-${at}"`);

const pagesOf = (count: number, folder = ''): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`${folder}page-${at}.page.json`, page(at)]));

const settings = '{ "name": "Demo", "namespace": "demo", "access": "public" }';

describe('the studio command on many files (E16)', { timeout: 180_000 }, () => {
  it('gives the programs of files of several projects in the order they were named', async () => {
    const pages = { ...pagesOf(6, 'one/'), ...pagesOf(5, 'two/') };
    const { studio } = place({ 'one/studio.json': settings, ...pages });
    const files = Object.keys(pages).reverse();
    const { exit, out, words } = await studio(['compile', ...files, '--jobs', '2']);
    expect(exit).toBe(0);
    const programs = out.trimEnd().split('\n');
    const order = [4, 3, 2, 1, 0, 5, 4, 3, 2, 1, 0];
    expect(programs.map((line) => JSON.parse(line).id)).toEqual(order.map((at) => `demo/hello-${at}`));
    expect(words).toContain('2 of 11 compiled\n');
    expect(words).toMatch(/\n11 files: 11 compiled, 0 not\.\n$/);
    for (const at of [0, 10]) expect(`${programs[at]}\n`).toBe((await studio(['compile', files[at]!])).out);
  });

  it('says of each what is wrong with it, and compiles the others', async () => {
    const { folder, studio } = place({ 'studio.json': settings, ...pagesOf(3) });
    writeFileSync(join(folder, 'broken.page.json'), page(7).replace('"Heading"', '"Headin"'));
    writeFileSync(join(folder, 'latin.page.json'), Buffer.from([0x22, 0xe9, 0x22]));
    const files = ['latin.page.json', 'page-0.page.json', 'broken.page.json', 'page-1.page.json', 'page-2.page.json'];
    const { exit, out } = await studio(['compile', ...files, '--jobs', '2', '--out', 'programs', '--json']);
    expect(exit).toBe(1);
    const told = JSON.parse(out);
    expect(told).toMatchObject({ compiled: 3, jobs: 2, canceled: false });
    expect(told.files).toMatchObject([
      { file: files[0], hash: null, failure: { code: 'document/not-text' } },
      { file: files[1], failure: null, out: join(folder, 'programs', 'page-0.page.program.json') },
      { file: files[2], diagnostics: [{ severity: 'error', file: 'broken.page.json' }] },
      { file: files[3], hash: expect.stringMatching(/^sha256-/), milliseconds: expect.any(Number) },
      { file: files[4], diagnostics: [] },
    ]);
    const single = await studio(['compile', files[1]!]);
    expect(readFileSync(join(folder, 'programs', 'page-0.page.program.json'), 'utf8')).toBe(single.out);
  });

  it('stops at Ctrl+C: what is done is whole, the rest is not begun', async () => {
    // So many that they are not done before the signal arrives, however late it does.
    const pages = pagesOf(3_000);
    const { folder, dataDir } = place({ 'studio.json': settings, ...pages });
    const script = join(shippedFolder('main'), 'cli', 'studio.ts');
    const args = ['compile', ...Object.keys(pages), '--jobs', '1', '--out', 'programs'];
    const child = spawn(process.execPath, [script, ...args], {
      cwd: folder,
      env: { ...process.env, STUDIO_DATA_DIR: dataDir },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let words = '';
    child.stderr.on('data', (chunk) => {
      if (words === '') child.kill('SIGINT');
      words += chunk;
    });
    const exit = await new Promise((resolve) => child.on('close', resolve));
    expect(words).toMatch(/^300 of 3000 compiled\n/);
    const [, done, left] = /Called off\.\n3000 files: (\d+) compiled, (\d+) not\.\n$/.exec(words) ?? [];
    expect(exit).toBe(130);
    expect(Number(done)).toBeGreaterThanOrEqual(300);
    expect(Number(left)).toBeGreaterThan(0);
    const told = [...words.matchAll(/^(\d+) of 3000 compiled$/gm)].map(([, count]) => Number(count));
    expect(Math.max(...told)).toBeLessThanOrEqual(Number(done));
    const written = readdirSync(join(folder, 'programs'));
    expect(written).toHaveLength(Number(done));
    for (const name of written) JSON.parse(readFileSync(join(folder, 'programs', name), 'utf8'));
  });

  it('takes from a cache on disk what did not change, whatever else is in there (E13)', async () => {
    const { studio, write, folder } = place(pagesOf(4));
    const files = Object.keys(pagesOf(4));
    const compile = async () => {
      const { exit, out } = await studio(['compile', ...files, '--cache', 'kept', '--out', 'programs', '--json']);
      expect(exit).toBe(0);
      const { caches, files: told } = JSON.parse(out);
      return { caches, hashes: told.map(({ hash }: { hash: string }) => hash) };
    };
    const first = await compile();
    expect(first.caches).toMatchObject({
      memory: { misses: 4 },
      folder: { hits: 0, misses: 4, entries: 4, errors: 0 },
    });
    expect(await compile()).toMatchObject({ caches: { folder: { hits: 4, misses: 0 } }, hashes: first.hashes });
    write(files[2]!, page(9));
    const third = await compile();
    expect(third.caches.folder).toMatchObject({ hits: 3, misses: 1 });
    const same = third.hashes.map((hash: string, at: number) => hash === first.hashes[at]);
    expect(same).toEqual([true, true, false, true]);
    for (const name of readdirSync(join(folder, 'kept'))) write(join('kept', name), '{ "hash": 1 }');
    expect((await compile()).hashes).toEqual(third.hashes);
  });

  it('keeps nothing from a project whose other files changed', async () => {
    const { studio, write } = place({ 'studio.json': settings, ...pagesOf(2) });
    const hits = async () =>
      JSON.parse((await studio(['compile', 'page-0.page.json', '--cache', 'kept', '--json'])).out).caches.folder.hits;
    expect([await hits(), await hits()]).toEqual([0, 1]);
    write('page-1.page.json', page(5));
    expect(await hits()).toBe(0);
  });

  it.each([
    ['no jobs', ['--jobs', '0'], /from 1 to 64/],
    ['a file that is not there', ['none.page.json'], /no file "none\.page\.json"/],
    ['a cache that is a file', ['--cache', 'page-0.page.json'], /cannot be used as a cache/],
  ])('ends with 2 and a sentence: %s', async (_, args, sentence) => {
    const { studio } = place(pagesOf(2));
    const { exit, out, words } = await studio(['compile', 'page-0.page.json', 'page-1.page.json', ...args]);
    expect([exit, out]).toEqual([2, '']);
    expect(words).toMatch(sentence);
  });
});
