import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { studioCommand } from '../testing/command.ts';
import { temporaryFolder } from '../testing/folders.ts';

const library = (version: string, types: object) =>
  JSON.stringify({
    $schema: 'https://schema-studio.dev/ui/1/library.json',
    kind: 'library',
    id: 'demo/types',
    version,
    title: 'Types',
    defs: { types },
  });
const status = { enum: ['open', 'done'] };
const files = {
  'studio.json': '{ "name": "Demo", "namespace": "demo", "access": "public" }',
  'types.library.json': library('1.0.0', { Status: status }),
  'old.json': library('1.0.0', { Status: status }),
  'hello.page.json': JSON.stringify({
    $schema: 'https://schema-studio.dev/ui/1/page.json',
    kind: 'page',
    id: 'demo/hello',
    version: '1.0.0',
    title: 'Hello',
    route: '/hello',
    uses: { types: 'demo/types@*' },
    params: { status: { $ref: 'types#/defs/types/Status', default: 'open' } },
    view: { id: 'root', type: 'Text', props: { text: 'Hello' } },
  }),
};

function place() {
  const cwd = temporaryFolder();
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  const dataDir = temporaryFolder();
  return { cwd, write, studio: (...args: string[]) => studioCommand(args, { cwd, dataDir }) };
}

describe('studio compare (V3)', { timeout: 120_000 }, () => {
  it('is content with a version that says what it is', async () => {
    const { studio, write } = place();
    write('types.library.json', library('1.1.0', { Status: status, Name: { type: 'string' } }));
    const { exit, words } = await studio('compare', 'old.json', 'types.library.json');
    expect({ exit, words }).toMatchObject({ exit: 0, words: expect.stringContaining('A minor change: 1.0.0 → 1.1.0') });
    expect(words).toContain('used by  demo/hello');
  });

  it('says what breaks, whom, and which version it must be', async () => {
    const { studio, write } = place();
    write('types.library.json', library('1.0.1', { State: status }));
    const { exit, out } = await studio('compare', 'old.json', 'types.library.json', '--level', 'FULL', '--json');
    expect(exit).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      comparison: { bump: 'major', next: '2.0.0', compatible: false, level: 'FULL' },
      dependents: [{ id: 'demo/hello', takes: true, problem: expect.stringContaining('leads nowhere') }],
      diagnostics: [{ code: 'UI8002' }, { code: 'UI8003' }],
    });
  });

  it('asks a transitive level about every older file, any other about the newest', async () => {
    const { studio, write } = place();
    const name = { type: 'string' };
    write('older.json', library('1.0.0', { Status: { enum: ['open', 'done', 'late'] }, Name: name }));
    write('old.json', library('2.0.0', { Status: status, Name: name }));
    write('types.library.json', library('2.1.0', { Status: status, Name: name, City: name }));
    const level = (name: string) => studio('compare', 'older.json', 'old.json', 'types.library.json', '--level', name);
    expect(await level('BACKWARD')).toMatchObject({ exit: 0, words: expect.stringContaining('2.0.0 → 2.1.0') });
    expect(await level('BACKWARD_TRANSITIVE')).toMatchObject({
      exit: 1,
      words: expect.stringContaining('does not hold'),
    });
    expect(await studio('compare', 'types.library.json')).toMatchObject({ exit: 2 });
  });

  it('says so when there is nothing to compare', async () => {
    const { studio, write } = place();
    expect(await studio('compare', 'none.json', 'types.library.json')).toMatchObject({ exit: 2 });
    write('old.json', '{');
    expect(await studio('compare', 'old.json', 'types.library.json')).toMatchObject({
      exit: 2,
      words: expect.stringContaining('nothing to compare'),
    });
  });
});

describe('studio lock (E3)', { timeout: 120_000 }, () => {
  const vendored = (version: string, types: object = { Status: status }) =>
    library(version, types).replace('demo/types', 'globex/types');

  it('writes the lock, keeps to it, and takes newer versions only when asked', async () => {
    const { studio, write, cwd } = place();
    write('hello.page.json', files['hello.page.json'].replace('demo/types@*', 'globex/types@^1.0.0'));
    write('vendor/types-1.0.0.library.json', vendored('1.0.0'));
    expect(await studio('lock', '--check')).toMatchObject({
      exit: 1,
      words: expect.stringContaining('+ globex/types@1'),
    });
    expect(existsSync(join(cwd, 'ui.lock.json'))).toBe(false);
    expect(await studio('lock')).toMatchObject({ exit: 0 });
    const locked = readFileSync(join(cwd, 'ui.lock.json'), 'utf8');
    expect(JSON.parse(locked).documents['globex/types@1']).toMatchObject({ version: '1.0.0', from: 'vendor' });
    expect(await studio('lock', '--check')).toMatchObject({ exit: 0 });
    write('vendor/types-1.1.0.library.json', vendored('1.1.0'));
    expect(await studio('lock')).toMatchObject({ exit: 0, words: 'ui.lock.json is up to date.\n' });
    expect(await studio('validate')).toMatchObject({ exit: 0 });
    expect(await studio('update')).toMatchObject({ exit: 0, words: expect.stringContaining('1.0.0 → 1.1.0') });
  });

  it('tells content that was changed behind the lock', async () => {
    const { studio, write } = place();
    write('hello.page.json', files['hello.page.json'].replace('demo/types@*', 'globex/types@^1.0.0'));
    write('vendor/types-1.0.0.library.json', vendored('1.0.0'));
    await studio('lock');
    write('vendor/types-1.0.0.library.json', vendored('1.0.0', { Status: { enum: ['open', 'done', 'late'] } }));
    expect(await studio('validate')).toMatchObject({ exit: 1, words: expect.stringContaining('UI3014') });
    write('ui.lock.json', '{ "lock": 1, "engine": "1.0.0", "documents": { "nonsense": {} } }');
    expect(await studio('validate')).toMatchObject({ exit: 1, words: expect.stringContaining('ui.lock.json') });
  });
});

describe('studio upgrade (E4)', { timeout: 120_000 }, () => {
  const badge = {
    $schema: 'https://schema-studio.dev/ui/1/component.json',
    kind: 'component',
    id: 'demo/note',
    version: '2.0.0',
    title: 'Note',
    props: { type: 'object', required: ['status'], properties: { status: { type: 'string' } } },
    view: { id: 'root', type: 'Text', props: { text: '${props.status}' } },
    migrations: [{ from: '<2.0.0', ops: [{ op: 'rename', prop: 'kind', to: 'status' }] }],
  };
  const page = `{
  "$schema": "https://schema-studio.dev/ui/1/page.json", "kind": "page", "id": "demo/hello", "version": "1.0.0", "title": "Hello",
  "route": "/hello", // kept
  "uses": { "Note": "demo/note@^1.0.0" },
  "view": { "id": "a", "type": "Note", "props": { "kind": "open" } }
}
`;

  it('shows the difference, writes only when told to, and only what works', async () => {
    const { studio, write, cwd } = place();
    write('note.component.json', JSON.stringify(badge));
    write('hello.page.json', page);
    const shown = await studio('upgrade', 'hello.page.json', '--check');
    expect(shown.exit).toBe(1);
    expect(shown.words).toContain('-  "uses": { "Note": "demo/note@^1.0.0" },\n');
    expect(shown.words).toContain('+  "view": { "id": "a", "type": "Note", "props": { "status": "open" } }\n');
    expect(readFileSync(join(cwd, 'hello.page.json'), 'utf8')).toBe(page);
    expect(await studio('upgrade')).toMatchObject({ exit: 0 });
    const upgraded = page.replace('^1.0.0', '^2.0.0').replace('"kind": "open"', '"status": "open"');
    expect(readFileSync(join(cwd, 'hello.page.json'), 'utf8')).toBe(upgraded);
    expect(await studio('upgrade')).toMatchObject({ exit: 0, words: 'Everything is up to date.\n' });
  });

  it('changes nothing where a migration is missing', async () => {
    const { studio, write, cwd } = place();
    write('note.component.json', JSON.stringify({ ...badge, migrations: [] }));
    write('hello.page.json', page);
    const { exit, out } = await studio('upgrade', '--json');
    expect(exit).toBe(1);
    expect(JSON.parse(out).files[0]).toMatchObject({ file: 'hello.page.json', diagnostics: [{ code: 'UI8005' }, {}] });
    expect(readFileSync(join(cwd, 'hello.page.json'), 'utf8')).toBe(page);
  });
});
