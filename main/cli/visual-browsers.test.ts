import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { shippedFolder } from '../host/shipped.ts';
import { studioCommand } from '../testing/command.ts';
import { temporaryFolder } from '../testing/folders.ts';

const file = 'customer.page.json';
const browsers = ['chromium', 'firefox', 'webkit'];
const viewports = ['1280x720', '390x844'];
const matrix = ['--browsers', browsers.join(), '--viewports', viewports.join()];

it('a page of the sample project in three browsers at two sizes, by command line: accepted, unchanged, changed (T1, T6, T9)', {
  timeout: 400_000,
}, async () => {
  const [folder, dataDir] = [temporaryFolder(), temporaryFolder()];
  cpSync(join(shippedFolder('assets'), 'samples', 'acme'), folder, { recursive: true });
  const page = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const write = (change: (text: string) => string) => {
    const tests = { ...page.tests, cases: page.tests.cases.slice(0, 1) };
    writeFileSync(join(folder, file), change(JSON.stringify({ ...page, tests }, null, 2)));
  };
  const studio = async (...more: readonly string[]) => {
    const environment = { STUDIO_AUTHOR: 'Ada' };
    const { exit, out, words } = await studioCommand(['test', file, ...matrix, '--json', ...more], {
      cwd: folder,
      dataDir,
      environment,
    });
    return { exit, words, ...JSON.parse(out) };
  };
  const combinations = (cases: readonly { browser: string; viewport: string }[]) =>
    cases.map(({ browser, viewport }) => `${browser} ${viewport}`).toSorted();
  const all = browsers.flatMap((browser) => viewports.map((viewport) => `${browser} ${viewport}`)).toSorted();

  write((text) => text);
  const first = await studio('--update');
  expect(first).toMatchObject({ exit: 0, verdict: 'passed', accepted: 6, failed: 0, errors: 0 });
  expect(combinations(first.cases)).toEqual(all);

  const again = await studio('--ci');
  expect(again).toMatchObject({ exit: 0, passed: 6, unchanged: 6 });

  write((text) => text.replace('Spent so far', 'Paid until today'));
  const changed = await studio('--ci', '--report', 'out', '--junit', 'out.xml');
  expect(changed).toMatchObject({ exit: 1, verdict: 'failed', passed: 0, failed: 6, errors: 0 });
  expect(combinations(changed.cases)).toEqual(all);
  for (const row of changed.cases) {
    expect(row).toMatchObject({ verdict: 'failed', differs: expect.arrayContaining(['pixels']), medium: 'screen' });
    expect(row.changedPixels).toBeGreaterThan(0);
    expect(row.changes).toContainEqual(expect.objectContaining({ node: 's-spent', kind: 'text', cause: null }));
  }
  const report = readFileSync(join(folder, 'out', 'index.html'), 'utf8');
  const pictures = [...report.matchAll(/<img [^>]*src="([^"]+)"/g)].map(([, place]) => place ?? '');
  expect(pictures).toHaveLength(18);
  for (const place of pictures) expect(existsSync(join(folder, 'out', place))).toBe(true);
  expect(readFileSync(join(folder, 'out.xml'), 'utf8')).toContain('tests="6" failures="6" errors="0" skipped="0"');
});
