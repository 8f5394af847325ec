import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { smallPage, studioCommand } from '../testing/command.ts';
import { temporaryFolder } from '../testing/folders.ts';
import { isSameOrIn, pathsIn, testFile, watchedRows } from './watched-page.testing.ts';

const component = (id: string, text: string) =>
  JSON.stringify({
    $schema: 'https://schema-studio.dev/ui/1/component.json',
    kind: 'component',
    id,
    version: '1.0.0',
    title: 'Note',
    view: { id: 'root', type: 'Text', props: { text } },
    examples: [{ id: 'one' }],
  });

/** `studio doctor --json` over a project of these files. */
async function doctor(files: Readonly<Record<string, string>>) {
  const folder = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const { out } = await studioCommand(['doctor', '--json'], { cwd: folder, dataDir: temporaryFolder() });
  return JSON.parse(out);
}

describe('studio doctor --json', { timeout: 180_000 }, () => {
  it('shows registry, health, metrics, caches, buffers, batch pool, tracker, memory and validation (E5, E7, E13, E14, E16, E17, E18)', async () => {
    const told = await doctor({
      'studio.json': '{ "name": "Demo", "namespace": "demo" }',
      'hello.page.json': smallPage('Hello'),
      'note.component.json': component('demo/note', 'Hi'),
      'copy.component.json': component('demo/note', 'Hi too'),
      'bad.component.json': component('demo/bad', 'Hi').replace('"Text"', '"Txet"'),
    });
    const { registry, statistics, pool, worker, checks, browsers } = told.data ?? told;
    expect(browsers.map(({ name }: { name: string }) => name)).toEqual([
      'chromium',
      'firefox',
      'webkit',
      'chrome',
      'edge',
    ]);
    for (const at of [0, 1, 2]) expect(browsers[at]).toMatchObject({ found: true, advice: null });
    expect(checks.find(({ name }: { name: string }) => name === 'documents')).toMatchObject({ fine: false });
    expect(registry.counters).toMatchObject({ loaded: 1, refused: 2, conflicts: 1, reloaded: 0 });
    expect(registry.health.state).toBe('unhealthy');
    expect(registry.health.checks.map(({ name }: { name: string }) => name)).toEqual([
      'files',
      'names',
      'dependents',
      'packages',
      'components',
    ]);
    expect(registry.renders).toMatchObject({ renders: 0, every: 20 });
    expect(registry.packages).toMatchObject({ known: 0, quarantined: [], counters: { hits: 0, quarantined: 0 } });
    // Two threads at most, one item each; the page and three components.
    expect(pool).toMatchObject({
      threads: 2,
      done: 4,
      queued: 0,
      running: 0,
      most: 1_000,
      failed: { 'batch/crashed': 0 },
    });
    expect(worker).toMatchObject({ starts: 1, crashes: 0, timeouts: {}, last: null });
    for (const cache of ['programs', 'resolution', 'themes', 'sheets']) {
      expect(statistics[cache]).toMatchObject({ hits: 0, errors: 0, evicted: 0, latency: expect.any(Number) });
    }
    expect(statistics.buffers).toMatchObject({ created: 0, reused: 0, destroyed: 0, active: 0, idle: 0 });
    expect(Object.keys(statistics.tracker.kinds)).toEqual(['processing', 'creation', 'rendering', 'request']);
    expect(statistics.tracker.alerts).toEqual(expect.any(Array));
    expect(statistics.memory).toMatchObject({
      state: 'normal',
      limit: 2 * 2 ** 30,
      leak: false,
      warnings: 0,
      criticals: 0,
    });
    expect(statistics.memory.heapUsed).toBeGreaterThan(0);
    expect(statistics.validation).toMatchObject({
      runs: 0,
      layers: { 1: { runs: 0 }, 2: { runs: 0 }, 3: { runs: 0 } },
    });
    expect(statistics.pipeline.map(({ name }: { name: string }) => name)).toContain('emit');

    // `docs/watched.md` knows every field there is, and no other; what is null or empty here has fields elsewhere.
    const shown = [...new Set(pathsIn(told.data ?? told))];
    const documented = watchedRows().flatMap(({ fields }) => fields);
    const knows = (paths: readonly string[]) => (path: string) =>
      paths.some((other) => isSameOrIn(path, other) || isSameOrIn(other, path));
    expect(shown.filter((path) => !knows(documented)(path))).toEqual([]);
    expect(documented.filter((path) => !knows(shown)(path))).toEqual([]);
    expect(new Set(documented).size).toBe(documented.length);
  });

  it('is explained field by field, each with a test in which a real event moves it', () => {
    const rows = watchedRows();
    expect(rows.length).toBeGreaterThan(40);
    const missing = rows.filter(({ test }) => !test || !testFile(test.file)?.includes(test.title));
    expect(missing.map(({ fields, test }) => [fields[0], test])).toEqual([]);
  });
});
