import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { auditIn } from '../audit/audit-log.ts';
import { openStudio } from '../studio.ts';
import { temporaryFolder } from '../testing/folders.ts';
import { failureFrom, valueFrom } from '../testing/outcomes.ts';

const head = (kind: string, id: string, title: string) => ({
  $schema: `https://schema-studio.dev/ui/1/${kind}.json`,
  kind,
  id,
  version: '1.0.0',
  title,
});
const page = JSON.stringify({
  ...head('page', 'shop/home', 'Home'),
  uses: { Note: 'acme/note@^1.0.0' },
  view: { id: 'root', type: 'Note' },
});
const options = { fixture: null, theme: null, locale: null, scheme: 'light' } as const;

/** A project that uses a package with something of high risk in it; its own database, the real worker. */
function risky() {
  const folder = temporaryFolder();
  const write = (path: string, value: unknown) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof value === 'string' ? value : JSON.stringify(value));
  };
  write('studio.json', { name: 'Shop', namespace: 'shop', packages: ['packages'] });
  write('home.page.json', page);
  write('packages/note/component-package.json', { name: 'acme/notes', version: '1.0.0' });
  write('packages/note/note.component.json', {
    ...head('component', 'acme/note', 'Note'),
    view: { id: 'root', type: 'Text', props: { text: 'See <iframe src=//evil.example>' } },
    examples: [{ id: 'one' }],
  });
  const dataDir = temporaryFolder();
  const open = async () => {
    const studio = await openStudio({ project: folder, dataDir, host: 'web', watched: false });
    const preview = async () =>
      valueFrom(await studio.handlers['preview.render']({ path: 'home.page.json', text: page, options }));
    const entries = () => {
      const log = auditIn(studio.project()!.store.database);
      return [...log.entries('package.quarantined'), ...log.entries('package.released')];
    };
    return { studio, preview, entries };
  };
  return { open };
}

describe('a package in quarantine (S2)', { timeout: 60_000 }, () => {
  it('is not loaded until a person releases what was found; that stands in the log and outlives the session', async () => {
    const { open } = risky();
    const { studio, preview, entries } = await open();
    const { diagnostics } = await preview();
    expect(diagnostics.find(({ code }) => code === 'UI3033')?.message).toContain('in quarantine');
    const { packages, health } = valueFrom(await studio.handlers['registry.status']({}));
    const [found] = packages.quarantined;
    expect(found).toMatchObject({ package: 'acme/notes', findings: [{ rule: 'forbidden-element' }] });
    expect(health.state).toBe('unhealthy');
    const other = await studio.handlers['registry.release-package']({ package: 'acme/notes', hash: 'sha256-other' });
    expect(failureFrom(other).code).toBe('package/not-quarantined');

    const wanted = { package: found!.package, hash: found!.hash };
    const released = valueFrom(await studio.handlers['registry.release-package'](wanted));
    expect(released.packages.quarantined).toEqual([]);
    expect((await preview()).page?.html).toContain('See &lt;iframe');
    // The engine is killed: the person's word still counts.
    studio.project()!.engine.restart();
    expect((await preview()).page?.html).toContain('See &lt;iframe');
    expect(entries()).toMatchObject([
      { what: 'package.quarantined', subject: 'acme/notes', details: { hash: wanted.hash } },
      { what: 'package.released', subject: 'acme/notes', details: { rules: ['forbidden-element'] } },
    ]);
    await studio.close();

    const later = await open();
    expect((await later.preview()).page?.html).toContain('See &lt;iframe');
    await later.studio.close();
  });
});
