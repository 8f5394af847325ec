import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asShown } from '../as-shown.testing.ts';
import { databaseFile } from '../store/places.ts';
import { type CommandResult, smallPage, studioCommand } from '../testing/command.ts';
import { temporaryFolder } from '../testing/folders.ts';
import { productionServer } from '../testing/production-server.ts';

/** A folder with files, and the command called in it. */
function place(files: Readonly<Record<string, string>>) {
  const folder = temporaryFolder();
  const dataDir = temporaryFolder();
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  const studio = (args: readonly string[], environment?: Record<string, string>): Promise<CommandResult> =>
    studioCommand(args, { cwd: folder, dataDir, ...(environment && { environment }) });
  return { folder, dataDir, studio, write: (path: string, text: string) => writeFileSync(join(folder, path), text) };
}

const project = {
  'studio.json': '{ "name": "Demo", "namespace": "demo", "access": "public" }',
  'hello.page.json': smallPage('Hello'),
};

describe('the studio command, on a lone file (Q2, T9)', { timeout: 180_000 }, () => {
  it('validates and renders it, and leaves nothing behind', async () => {
    const { folder, studio } = place({ 'page.json': smallPage('Hello') });
    expect(await studio(['validate', 'page.json'])).toMatchObject({ exit: 0, out: '' });
    const page = await studio(['render', 'page.json', '--fixture', 'base']);
    expect(page.exit).toBe(0);
    expect(page.out).toMatch(/^<!doctype html>.*<h1[^>]*>Hello<\/h1>/s);
    expect(page.out).toContain('<link rel="stylesheet"');
    const alone = await studio(['render', 'page.json', '--css', 'inline', '--locale', 'de']);
    expect(alone.out).toMatch(/<style>.*\.ui-heading/s);
    expect(alone.out).not.toContain('<link rel="stylesheet"');
    const program = JSON.parse((await studio(['compile', 'page.json'])).out);
    expect(program).toMatchObject({ id: 'demo/hello', format: 1 });
    const record = JSON.parse((await studio(['compile', 'page.json', '--record'])).out);
    expect(record).toMatchObject({
      hash: program.hash,
      flattened: { id: 'demo/hello' },
      dependencies: [],
      accesses: 1,
    });
    expect(record.components[0]).toMatchObject({ component: expect.any(String), version: expect.any(String) });
    expect(record.original).toBe(smallPage('Hello'));
    expect(readdirSync(folder)).toEqual(['page.json']);
  });

  it('renders many pages into a folder, each as it would be by itself (Q2)', async () => {
    const { folder, studio, write } = place(project);
    mkdirSync(join(folder, 'more'));
    write('more/other.page.json', smallPage('Other').replaceAll('hello', 'other'));
    write('broken.page.json', '{ "kind": "page"');
    const files = ['hello.page.json', 'more/other.page.json'];
    expect(await studio(['render', ...files])).toMatchObject({ exit: 2, out: '', words: /--out FOLDER/ });
    const all = await studio(['render', ...files, 'broken.page.json', '--out', 'site', '--fixture', 'base', '--json']);
    expect(all.exit).toBe(2);
    expect(JSON.parse(all.out)).toMatchObject({ rendered: 2, files: [{ file: files[0] }, { file: files[1] }, {}] });
    expect(readFileSync(join(folder, 'site', 'more', 'other.page.html'), 'utf8')).toContain('Other</h1>');
    const alone = await studio(['render', 'hello.page.json', '--fixture', 'base']);
    expect(readFileSync(join(folder, 'site', 'hello.page.html'), 'utf8')).toBe(alone.out);
  });

  it('renders a theme as a page about itself, in itself (E10)', async () => {
    const theme = {
      $schema: 'https://schema-studio.dev/ui/1/theme.json',
      kind: 'theme',
      id: 'demo/theme',
      version: '1.0.0',
      title: 'Demo',
      extends: 'core/theme@^1.0.0',
      tokens: {
        version: '2025.10',
        sets: {
          own: { sources: [{ leaf: { $type: 'color', $value: { colorSpace: 'srgb', components: [0, 0.5, 0] } } }] },
        },
        resolutionOrder: [{ $ref: '#/sets/own' }],
      },
      checks: { contrast: [['{leaf}', '{color.surface.default}', 21]] },
    };
    const { studio, write } = place({ 'demo.theme.json': JSON.stringify(theme) });
    const page = await studio(['render', 'demo.theme.json', '--css', 'inline']);
    expect(page.exit).toBe(0);
    expect(page.words).toContain('UI6301');
    expect(page.out).toMatch(/--ui-leaf:#008000[\s\S]*>leaf on color.surface.default<[\s\S]*>Fail</);
    write('demo.theme.json', JSON.stringify({ ...theme, checks: {} }));
    expect((await studio(['render', 'demo.theme.json'])).words).toBe('');
  });

  it('validates a value for its form, layer by layer (E6)', async () => {
    const page = JSON.parse(smallPage('Hello'));
    const rules = [{ id: 'even', assert: '${form.value.qty % 2 == 0}', at: '/qty', message: 'Only pairs.' }];
    const schema = { type: 'object', required: ['qty'], properties: { qty: { type: 'integer', minimum: 1 } } };
    const { studio, write } = place({ 'page.json': JSON.stringify({ ...page, forms: { order: { schema, rules } } }) });
    write('good.json', '{ "qty": 2 }');
    write('odd.json', '{ "qty": 3 }');
    expect(await studio(['validate', 'page.json', '--data', 'good.json'])).toMatchObject({ exit: 0 });
    const odd = await studio(['validate', 'page.json', '--form', 'order', '--data', 'odd.json']);
    expect(odd.exit).toBe(1);
    expect(odd.words).toMatch(
      /layer 1 \(schema\): valid\nlayer 2 \(rules\): not valid\n {2}\/qty: error even: Only pairs\./,
    );
    const json = await studio(['validate', 'page.json', '--data', 'odd.json', '--json']);
    expect(JSON.parse(json.out)).toMatchObject({
      form: 'order',
      result: {
        valid: false,
        layers: [{ valid: true }, { valid: false, errors: [{ rule: 'even' }] }, { valid: true }],
      },
      statistics: { runs: 1, refused: 1 },
    });
    expect(await studio(['validate', 'page.json', '--data', 'none.json'])).toMatchObject({ exit: 2 });
    const unknown = await studio(['validate', 'page.json', '--data', 'odd.json', '--form', 'offer']);
    expect(unknown).toMatchObject({ exit: 2 });
    expect(unknown.words).toContain('has no form "offer". It has: order.');
    expect(await studio(['validate', '--data', 'odd.json'])).toMatchObject({ exit: 2 });
  });

  it('lists its problems with their places, and ends with 1', async () => {
    const { studio } = place({ 'page.json': smallPage('Hello').replace('"Heading"', '"Headin"') });
    const words = await studio(['validate', 'page.json']);
    expect(words).toMatchObject({ exit: 1, out: '' });
    expect(words.words).toMatch(/^page\.json:\d+:\d+: error UI\d{4}: .*Heading/m);
    const json = await studio(['validate', 'page.json', '--json']);
    expect(json.exit).toBe(1);
    expect(JSON.parse(json.out)).toMatchObject({
      valid: false,
      files: [{ file: 'page.json', diagnostics: [{ severity: 'error' }] }],
    });
    expect(await studio(['render', 'page.json'])).toMatchObject({ exit: 1, out: '' });
    expect(await studio(['compile', 'page.json'])).toMatchObject({ exit: 1, out: '' });
  });

  it.each([
    ['a missing file', ['validate', 'none.json'], /There is no file "none\.json"/],
    ['a folder', ['render', '.'], /There is no file/],
    ['no UTF-8', ['validate', 'latin.json'], /not UTF-8/],
    ['an unknown fixture', ['render', 'page.json', '--fixture', 'nope'], /no fixture "nope".*base/],
    ['no project', ['validate'], /no studio\.json/],
    ['an unknown command', ['explode'], /unknown command/],
    ['a wrong option', ['render', 'page.json', '--css', 'maybe'], /Allowed choices/],
    ['no version', ['approve', 'page.json'], /no version yet/],
  ])('says in a sentence what is in the way and ends with 2: %s', async (_, args, sentence) => {
    const { folder, studio } = place({ 'page.json': smallPage('Hello') });
    writeFileSync(join(folder, 'latin.json'), Buffer.from([0x22, 0xe9, 0x22]));
    const result = await studio(args);
    expect(result.words).toMatch(sentence);
    expect(result.words).not.toMatch(/\n\s+at /);
    expect(result).toMatchObject({ exit: 2, out: '' });
  });
});

describe('the output of the studio command', { timeout: 180_000 }, () => {
  it.each([
    [[]],
    [['explode']],
    [['compile']],
    [['validate', '--wrong']],
    [['serve', '--port', '99999999']],
    [['connect', 'http://127.0.0.1:1', '--token-file', 'none']],
  ])('is one JSON value, whatever is wrong: %j', async (args) => {
    const { studio } = place(project);
    const { exit, out } = await studio([...args, '--json']);
    expect([exit, JSON.parse(out)]).toEqual([
      2,
      { failure: { code: expect.stringMatching(/^\w+\/[\w-]+$/), message: expect.stringMatching(/\w/) } },
    ]);
  });

  it('says that the project itself cannot be read whole', async () => {
    const { folder, studio } = place(project);
    symlinkSync('/etc', join(folder, 'outside'));
    const { exit, out } = await studio(['validate', '--json']);
    const { valid, problems } = JSON.parse(out);
    expect([exit, valid, problems]).toEqual([1, false, [expect.objectContaining({ path: 'outside' })]]);
  });

  it.runIf(existsSync('/dev/full'))('is not taken for written when the disk is full', async () => {
    const { folder, dataDir } = place({ 'page.json': smallPage('Hello') });
    const full = openSync('/dev/full', 'w');
    const { exit, words } = await studioCommand(['render', 'page.json'], { cwd: folder, dataDir, output: full });
    closeSync(full);
    expect(exit).toBe(2);
    expect(words).toMatch(/could not be written \(ENOSPC\)/);
    expect(words).not.toMatch(/\n\s+at /);
  });
});

describe('the studio command, in a project', { timeout: 400_000 }, () => {
  it('tells created, changed and broken pictures apart by its exit code', async () => {
    const { folder, studio, write } = place(project);
    const first = await studio(['test', 'hello.page.json']);
    expect([first.exit, first.words]).toEqual([0, expect.stringContaining('0 passed, 0 failed, 1 created')]);
    expect((await studio(['test', 'hello.page.json', '--ci'])).exit).toBe(1);
    expect((await studio(['test', '--update', '--json'])).exit).toBe(0);
    const passed = await studio(['test', '--ci', '--json', '--report', 'report']);
    expect([passed.exit, JSON.parse(passed.out)]).toEqual([
      0,
      expect.objectContaining({ passed: 1, unchanged: 1, failed: 0, created: 0 }),
    ]);
    const report = readFileSync(join(folder, 'report', 'index.html'), 'utf8');
    const [, shown = ''] = /<img [^>]*src="([^"]+)"/.exec(report) ?? [];
    expect(
      readFileSync(join(folder, 'report', shown))
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');

    write('hello.page.json', smallPage('Goodbye'));
    const changed = await studio(['test']);
    expect([changed.exit, changed.words]).toEqual([
      1,
      expect.stringMatching(/failed: demo\/hello.*\n0 passed, 1 failed/s),
    ]);
    expect((await studio(['test', '--viewports', '120x90'])).words).toContain('1 created');
    const missing = await studio(['test'], { STUDIO_CHROMIUM: '/no/such/chromium' });
    expect([missing.exit, missing.words]).toEqual([2, expect.stringContaining('STUDIO_CHROMIUM')]);
  });

  it('saves, tests, approves, publishes and rolls out', async () => {
    const server = await productionServer();
    const { folder, studio, write } = place({ ...project, token: server.token });
    const saved = await studio(['save', 'hello.page.json', '-m', 'first', '--json'], { STUDIO_AUTHOR: 'Ada' });
    expect(saved.exit).toBe(0);
    const { hash, author } = JSON.parse(saved.out);
    expect(author).toBe('Ada');
    expect(await studio(['approve', hash])).toMatchObject({
      exit: 1,
      words: expect.stringContaining('No visual test'),
    });
    expect((await studio(['test', '--update'])).exit).toBe(0);
    expect(await studio(['publish', 'hello.page.json'])).toMatchObject({
      exit: 1,
      words: expect.stringContaining('Nobody approved'),
    });
    expect((await studio(['approve', hash.slice(0, 16)])).exit).toBe(0);
    expect(await studio(['publish', hash])).toMatchObject({ exit: 2, words: expect.stringContaining('No server') });
    expect(await studio(['connect', server.url])).toMatchObject({
      exit: 2,
      words: expect.stringContaining('--token-file'),
    });
    expect((await studio(['connect', server.url, '--token-file', 'token'])).exit).toBe(0);
    expect((await studio(['publish', hash, '--dry-run'])).words).toContain('would take 1.0.0');
    const live = JSON.parse((await studio(['publish', hash, '--json'])).out);
    const served = await (await fetch(`${live.url}?_fixture=base`)).text();
    expect(asShown(served) === (await studio(['render', 'hello.page.json', '--fixture', 'base'])).out).toBe(true);

    expect((await studio(['versions', 'hello.page.json'])).words).toMatch(/released .* Ada {2}first/);
    expect(await studio(['doctor'])).toMatchObject({ exit: 0, words: expect.stringContaining('1 live') });

    write('hello.page.json', smallPage('Better', '1.1.0'));
    const better = JSON.parse((await studio(['save', 'hello.page.json', '-m', 'second', '--json'])).out);
    expect((await studio(['test', '--update'])).exit).toBe(0);
    expect((await studio(['approve', better.hash])).exit).toBe(0);
    const started = await studio(['rollout', 'start', better.hash, '--why', 'It is better', '--json']);
    const { id } = JSON.parse(started.out);
    expect(await studio(['rollout', 'status'])).toMatchObject({ exit: 0, words: expect.stringContaining(id) });
    const all = await studio(['rollout', 'promote', '--all', '--why', 'It is fine', '--json']);
    expect([all.exit, JSON.parse(all.out)]).toEqual([0, expect.objectContaining({ id, state: 'watching' })]);
    expect(await studio(['rollout', 'rollback', '--why', 'It is not'])).toMatchObject({
      exit: 0,
      words: expect.stringContaining('1.0.0 to 1.1.0  rolled-back'),
    });
    const told = await studio(['rollout', 'status', id.slice(0, 8)]);
    expect([told.exit, told.words]).toEqual([
      1,
      expect.stringMatching(/started {2}It is better.*rolled-back {2}It is not/s),
    ]);

    write('hello.page.json', smallPage('Changed'));
    expect(await studio(['publish', hash])).toMatchObject({
      exit: 1,
      words: expect.stringContaining('was changed after'),
    });
    write('hello.page.json', smallPage('Hello'));
    await server.stop();
    expect(await studio(['publish', hash])).toMatchObject({
      exit: 2,
      words: expect.stringContaining('cannot be reached'),
    });

    writeFileSync(databaseFile(folder), 'damaged');
    expect(await studio(['versions', 'hello.page.json'])).toMatchObject({
      exit: 2,
      words: expect.stringContaining('studio doctor --restore'),
    });
    expect(await studio(['doctor', '--restore'])).toMatchObject({
      exit: 0,
      words: expect.stringContaining('Went back'),
    });
    expect((await studio(['doctor'])).words).toContain('fine  database');
  });

  it('checks every document of the project, its settings and manifests', async () => {
    const { folder, studio } = place({
      ...project,
      'studio.json': '{ "name": "Demo", "namespace": "demo", "teme": "x" }',
    });
    mkdirSync(join(folder, 'more'));
    writeFileSync(join(folder, 'more', 'twin.page.json'), smallPage('Twin'));
    const { exit, words } = await studio(['validate']);
    expect(exit).toBe(1);
    expect(words).toMatch(/studio\.json.*error/);
    expect(words).toMatch(/UI3013.*hello\.page\.json|UI3013.*twin\.page\.json/);
  });
});
