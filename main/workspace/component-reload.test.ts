import { cpSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Payload } from '#contract';
import { openStudio } from '../studio.ts';
import { temporaryFolder } from '../testing/folders.ts';

const note = (version: string, words: string, type = 'Text') =>
  JSON.stringify({
    $schema: 'https://schema-studio.dev/ui/1/component.json',
    kind: 'component',
    id: 'shop/note',
    version,
    title: 'Note',
    view: { id: 'root', type, props: { text: words } },
    examples: [{ id: 'one' }],
  });
const home = JSON.stringify({
  $schema: 'https://schema-studio.dev/ui/1/page.json',
  kind: 'page',
  id: 'shop/home',
  version: '1.0.0',
  title: 'Home',
  uses: { Note: 'shop/note@^1.0.0' },
  view: { id: 'root', type: 'Note' },
});
const options = { fixture: null, theme: null, locale: null, scheme: 'light' } as const;

/** A project on a real disk, with the real watcher and the real worker. */
async function opened() {
  const folder = temporaryFolder();
  const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
  write('studio.json', JSON.stringify({ name: 'Shop', namespace: 'shop' }));
  write('home.page.json', home);
  write('note.component.json', note('1.0.0', 'Old words'));
  const studio = await openStudio({ project: folder, dataDir: temporaryFolder(), host: 'web' });
  onTestFinished(() => studio.close());
  const waiting = new Set<() => void>();
  let told: Payload<'registry.changed'>[] = [];
  studio.on('registry.changed', (payload) => {
    told.push(payload);
    for (const look of waiting) look();
  });
  return {
    folder,
    write,
    /** Resolves with the first news that fits, from now on. */
    news: (fits: (payload: Payload<'registry.changed'>) => boolean) =>
      new Promise<Payload<'registry.changed'>>((resolve) => {
        const look = () => {
          const found = told.find(fits);
          if (!found) return;
          waiting.delete(look);
          told = [];
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    async preview() {
      const shown = await studio.handlers['preview.render']({ path: 'home.page.json', text: home, options });
      if (!shown.ok) throw new Error(shown.failure.message);
      const { page, diagnostics } = shown.value;
      return { html: page?.html ?? '', diagnostics: diagnostics.map(({ code }) => code) };
    },
    async status() {
      const reply = await studio.handlers['registry.status']({});
      if (!reply.ok) throw new Error(reply.failure.message);
      return reply.value;
    },
  };
}

const happened = (type: string) => (payload: Payload<'registry.changed'>) =>
  payload.news.some((event) => event.type === type);

describe('a component saved by another editor (E5)', () => {
  it('is shown in the open page; a broken one is refused, and the page keeps the old one', async () => {
    const { folder, write, news, preview, status } = await opened();
    await news(happened('loaded'));
    expect((await preview()).html).toContain('Old words');

    // As editors save: a new file takes the place of the old one.
    write('.note.tmp', note('1.0.1', 'New words'));
    renameSync(join(folder, '.note.tmp'), join(folder, 'note.component.json'));
    const reloaded = await news(happened('recompiled'));
    expect(reloaded.news).toMatchObject([
      { type: 'reloaded', file: 'note.component.json', name: 'shop/note', version: '1.0.1' },
      { type: 'recompiled', file: 'home.page.json', because: 'note.component.json', errors: 0 },
    ]);
    expect(await preview()).toMatchObject({ diagnostics: [] });
    expect((await preview()).html).toContain('New words');

    write('note.component.json', note('1.0.2', 'Never seen', 'Txet'));
    const refused = await news(happened('refused'));
    expect(refused.status.health.state).toBe('degraded');
    expect(refused.status.refusals).toMatchObject([{ kind: 'invalid', file: 'note.component.json', keeps: '1.0.1' }]);
    const kept = await preview();
    expect(kept.html).toContain('New words');
    expect(kept.diagnostics).toEqual(['UI3030']);

    write('note.component.json', note('1.0.2', 'Mended words'));
    await news(happened('reloaded'));
    expect((await preview()).html).toContain('Mended words');
    const now = await status();
    expect(now.health.state).toBe('healthy');
    expect(now.counters).toMatchObject({ loaded: 1, reloaded: 2, refused: 1, conflicts: 0 });
    const type = now.types.find(({ name }) => name === 'shop/note');
    expect(type).toMatchObject({ versions: ['1.0.0', '1.0.1', '1.0.2'], dependents: 1, health: { state: 'healthy' } });
    expect(type?.metrics?.renders).toBeGreaterThan(0);
  }, 60_000);

  it('under a name that is taken is told, naming both files', async () => {
    const { folder, news } = await opened();
    await news(happened('loaded'));
    cpSync(join(folder, 'note.component.json'), join(folder, 'copy.component.json'));
    const { status } = await news(happened('refused'));
    expect(status.counters.conflicts).toBe(1);
    expect(status.health.checks.find(({ name }) => name === 'names')?.message).toMatch(
      /note\.component\.json.*copy\.component\.json/,
    );
  }, 60_000);
});
