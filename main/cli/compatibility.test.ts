import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
  for (const [path, text] of Object.entries(files)) writeFileSync(join(cwd, path), text);
  const dataDir = temporaryFolder();
  return {
    studio: (...args: string[]) => studioCommand(args, { cwd, dataDir }),
    write: (path: string, text: string) => writeFileSync(join(cwd, path), text),
  };
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
