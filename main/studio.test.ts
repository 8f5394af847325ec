import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PreviewOptions } from '#contract';
import { openStudio } from './studio.ts';
import { temporaryFolder, withoutWriteAccess } from './testing/folders.ts';
import { failureFrom, valueFrom } from './testing/outcomes.ts';
import { sampleStudio } from './testing/sample-studio.ts';

const options: PreviewOptions = { fixture: 'base', theme: null, locale: 'en', scheme: 'light' };
const page = 'orders.page.json';

describe('a studio', { timeout: 120_000 }, () => {
  it('opens the sample project on first use, and the same one after', async () => {
    const dataDir = temporaryFolder();
    const first = await openStudio({ project: null, dataDir, host: 'web', watched: false });
    const project = valueFrom(await first.handlers['project.get']({}));
    expect(project.name).toBe('Acme back office');
    expect(project.folder).toBe(join(dataDir, 'projects', 'acme'));
    expect(project.documents.map(({ path }) => path)).toContain(page);
    expect(project.themes).toEqual(['core/theme', 'acme/theme']);
    await first.close();

    writeFileSync(join(project.folder, 'mine.page.json'), '{}');
    const second = await openStudio({ project: null, dataDir, host: 'web', watched: false });
    const again = valueFrom(await second.handlers['project.get']({}));
    expect(again.documents.map(({ path }) => path)).toContain('mine.page.json');
    await second.close();
  });

  it('shows a page as the server will, and the problems of a broken one', async () => {
    const { studio, text } = await sampleStudio();
    const shown = valueFrom(await studio.handlers['preview.render']({ path: page, text: text(page), options }));
    expect(shown.page?.html).toContain('<!doctype html>');
    expect(shown.page?.html).toContain('Lovelace &amp; Co');
    expect(shown.page?.css).toContain('.ui-');
    expect(shown.fixtures).toContain('base');
    expect(shown.uses).toEqual(expect.arrayContaining(['acme/layouts/admin', 'acme/theme']));
    expect(shown.uses).not.toContain('acme/orders');
    expect(shown.stages.map(({ name }) => name)).toContain('render');

    for (const broken of [
      '{',
      '',
      '['.repeat(100_000),
      '{"kind":"page"}',
      '{"__proto__":1}',
      `"${'x'.repeat(5_000_000)}"`,
    ]) {
      const answer = valueFrom(await studio.handlers['preview.render']({ path: page, text: broken, options }));
      expect(answer.page).toBeNull();
      expect(answer.diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
    }
  });

  it('creates documents that are valid from the start', async () => {
    const { studio, text } = await sampleStudio();
    for (const kind of ['page', 'component'] as const) {
      const { path } = valueFrom(
        await studio.handlers['document.create']({ kind, id: `acme/new-${kind}`, title: 'Say "hi"' }),
      );
      expect(path).toBe(`new-${kind}.${kind}.json`);
      const shown = valueFrom(
        await studio.handlers['preview.render']({ path, text: text(path), options: { ...options, fixture: null } }),
      );
      expect(shown.diagnostics).toEqual([]);
      expect(shown.page?.html).toContain('Say "hi"');
      expect(
        failureFrom(await studio.handlers['document.create']({ kind, id: `acme/new-${kind}`, title: 'x' })).code,
      ).toBe('document/exists');
    }
    for (const id of ['acme', 'Acme/x', 'acme/con', '../x', 'acme/../x', 'core/x', 'acme/x/']) {
      expect(failureFrom(await studio.handlers['document.create']({ kind: 'page', id, title: 'x' })).code).toBe(
        'document/bad-id',
      );
    }
  });

  it('tells when files change on disk', async () => {
    const { studio, write, text } = await sampleStudio({ watched: true });
    const changed = Promise.withResolvers<readonly string[]>();
    studio.on('project.changed', ({ project, paths }) => {
      if (project.documents.some(({ path }) => path === 'other.page.json')) changed.resolve(paths);
    });
    write('other.page.json', text(page).replace('"acme/orders"', '"acme/other"'));
    expect(await changed.promise).toContain('other.page.json');
  });

  it('tells when a document gets a draft, and when it has none any more', async () => {
    const { studio } = await sampleStudio();
    const told: boolean[] = [];
    studio.on('project.changed', ({ project }) => told.push(project.documents.some(({ draft }) => draft)));
    const { text, fileHash } = valueFrom(await studio.handlers['document.open']({ path: page }));
    for (const edit of ['a', 'b']) {
      valueFrom(await studio.handlers['document.journal']({ path: page, text: text + edit, fileHash }));
    }
    expect(told).toEqual([true]);
    valueFrom(await studio.handlers['document.revert']({ path: page }));
    expect(told).toEqual([true, false]);
  });

  it('offers drafts that were left when it opens again', async () => {
    const first = await sampleStudio();
    const { text, fileHash } = valueFrom(await first.studio.handlers['document.open']({ path: page }));
    valueFrom(await first.studio.handlers['document.journal']({ path: page, text: `${text} `, fileHash }));
    await first.studio.close();
    const { studio } = await sampleStudio({ project: first.folder });
    const project = valueFrom(await studio.handlers['project.get']({}));
    expect(project.recovered.map(({ path }) => path)).toEqual([page]);
    expect(valueFrom(await studio.handlers['document.open']({ path: page }))).toMatchObject({
      text: `${text} `,
      fileText: text,
    });
  });

  it('takes a folder outside of any project for none', async () => {
    const { studio } = await sampleStudio();
    const reply = await studio.handlers['project.open']({ folder: temporaryFolder() });
    expect(failureFrom(reply)).toMatchObject({
      code: 'project/not-found',
      message: expect.stringContaining('studio.json'),
    });
  });

  it('says why a project does not open, and opens another one', async () => {
    const { studio, folder } = await sampleStudio({ project: join(temporaryFolder(), 'none') });
    expect(failureFrom(await studio.handlers['project.get']({})).message).toContain(folder);
    expect(failureFrom(await studio.handlers['document.open']({ path: page })).code).toBe('project/unreadable');
    const other = await sampleStudio();
    expect(valueFrom(await studio.handlers['project.open']({ folder: other.folder })).name).toBe('Acme back office');
    expect(failureFrom(await studio.handlers['project.open']({ folder: '/no/such/folder' })).code).toBe(
      'project/not-found',
    );
    expect(valueFrom(await studio.handlers['document.open']({ path: page })).path).toBe(page);
  });

  it('works in a read-only project, except for saving', async () => {
    const { folder } = await sampleStudio();
    rmSync(join(folder, '.studio'), { recursive: true });
    const dataDir = temporaryFolder();
    const handlers = await withoutWriteAccess([folder], () =>
      openStudio({ project: folder, dataDir, host: 'web', watched: false }),
    );
    const project = valueFrom(await handlers.handlers['project.get']({}));
    expect(project.readOnly).toContain('read-only');
    const { text, fileHash, readOnly } = valueFrom(await handlers.handlers['document.open']({ path: page }));
    expect(readOnly).toBe(true);
    expect(failureFrom(await handlers.handlers['document.journal']({ path: page, text: 'x', fileHash })).code).toBe(
      'document/read-only',
    );
    expect(failureFrom(await handlers.handlers['version.save']({ path: page, text, message: 'm' })).code).toBe(
      'document/read-only',
    );
    expect(valueFrom(await handlers.handlers['preview.render']({ path: page, text, options })).page).not.toBeNull();
    expect(existsSync(join(folder, '.studio'))).toBe(false);
    await handlers.close();
  });
});
