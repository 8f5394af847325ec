import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { browserProcesses } from '../../browsers/processes.testing.ts';
import { findBrowsers } from '../../index.ts';
import type { VisualCase } from '../../types/case.ts';
import type { Outcome } from '../../types/run.ts';
import { type BenchProject, benchCases, benchProject, fingerprintsFor, pageOf, runAll } from '../bench-cases.ts';
import { atLeast, atMost, faster, figure, type Must, type Row } from '../row.ts';

const workers = 2;

/**
 * Sixty cases with baselines, all equal, beside the same pages in Playwright Test's `toHaveScreenshot`. Both have run
 * once before: baselines are there and files are warm; both start their browsers within the time. Every case is shot,
 * whatever is known of it.
 */
export async function rows(): Promise<readonly Row[]> {
  const cases = benchCases(60);
  const project = benchProject();
  const fingerprints = await fingerprintsFor(cases);
  project.accept(await runAll(cases, project.ports, 'created', { fingerprints }));
  const theirs = await playwrightTest(cases.map(pageOf));
  const known = await milliseconds(() =>
    runAll(cases, project.ports, 'passed', { concurrency: workers, fingerprints }),
  );
  const anew = await milliseconds(() => runAll(cases, project.ports, 'passed', { concurrency: workers }));
  const row = (name: string, ours: number, note: string, must: Must | null) =>
    faster(name, ours, ['Playwright Test', theirs], { must, note });
  const same = '60 cases in Chromium, all shot, all equal to their baselines';
  return [
    row(same, known, `${workers} workers each; pages that are as they were when they were accepted`, atLeast(3)),
    row(`${same}; nodes and what is heard read again`, anew, 'as when nothing is known of the pages', null),
    await nothingChanged(cases, project),
  ];
}

/** What it takes to find out that nothing has to be shot: rendering all pages, and asking the browser for its build. */
async function nothingChanged(cases: readonly VisualCase[], { ports }: BenchProject): Promise<Row> {
  let outcomes: readonly Outcome[] = [];
  const time = await milliseconds(async () => {
    outcomes = await runAll(cases, ports, 'passed', { all: false, fingerprints: await fingerprintsFor(cases) });
  });
  const skipped = outcomes.filter((outcome) => outcome.skipped).length;
  const started = browserProcesses().length;
  if (skipped !== cases.length || started > 0) throw new Error(`${skipped} skipped, ${started} processes of browsers.`);
  return figure('the same run when nothing changed', 'ms', time, {
    must: atMost(1000),
    note: `${skipped} cases skipped, no browser started`,
  });
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/** Milliseconds its second run took, by its own report. */
async function playwrightTest(pages: readonly ReturnType<typeof pageOf>[]): Promise<number> {
  const [found] = await findBrowsers();
  // Below the modules, where its files find them.
  const cache = join(import.meta.dirname, '../../../node_modules/.cache');
  await mkdir(cache, { recursive: true });
  const place = await mkdtemp(join(cache, 'visual-bench-'));
  try {
    const font = await pages[0]!.asset('/inter.woff2');
    await mkdir(join(place, 'pages'));
    for (const [at, { html, css }] of pages.entries()) {
      const style = css.replace(
        '/inter.woff2',
        `data:font/woff2;base64,${Buffer.from(font!.bytes).toString('base64')}`,
      );
      await writeFile(join(place, `pages/${at}.html`), html.replace('</head>', `<style>${style}</style></head>`));
    }
    const use = { launchOptions: { executablePath: found!.executable }, viewport: { width: 800, height: 600 } };
    const config = {
      testDir: '.',
      outputDir: 'results',
      fullyParallel: true,
      workers,
      retries: 0,
      reporter: [['json', { outputFile: 'report.json' }]],
      use,
    };
    await writeFile(join(place, 'playwright.config.cjs'), `module.exports = ${JSON.stringify(config)};`);
    await writeFile(join(place, 'pages.spec.cjs'), spec(pages.length));
    const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
    const run = (...more: readonly string[]) =>
      execFileSync(process.execPath, [cli, 'test', ...more], { cwd: place, stdio: 'ignore' });
    run('--update-snapshots');
    run();
    const report = JSON.parse(await readFile(join(place, 'report.json'), 'utf8')) as {
      stats: { duration: number; expected: number };
    };
    if (report.stats.expected !== pages.length)
      throw new Error(`Playwright Test passed ${report.stats.expected} pages.`);
    return report.stats.duration;
  } finally {
    await rm(place, { recursive: true });
  }
}

const spec = (count: number) => `const { test, expect } = require('@playwright/test');
for (let at = 0; at < ${count}; at++) {
  test('page ' + at, async ({ page }) => {
    await page.goto('file://' + __dirname + '/pages/' + at + '.html');
    await expect(page).toHaveScreenshot({ fullPage: true });
  });
}
`;
