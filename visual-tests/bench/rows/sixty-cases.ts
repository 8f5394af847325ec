import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { findBrowsers } from '../../index.ts';
import { benchCases, benchProject, pageOf, runAll } from '../bench-cases.ts';
import { atLeast, faster, figure, type Row } from '../row.ts';

const workers = 2;

/**
 * Sixty cases with baselines, all equal, beside the same pages in Playwright Test's `toHaveScreenshot`. Its package is
 * looked for in the project, or in the folder that PLAYWRIGHT_TEST names. Both have run once before: baselines are
 * there and files are warm; both start their browsers within the time.
 */
export async function rows(): Promise<readonly Row[]> {
  const cases = benchCases(60);
  const { ports, accept } = benchProject();
  accept(await runAll(cases, ports, 'created'));
  const begin = performance.now();
  await runAll(cases, ports, 'passed', { concurrency: workers });
  const ours = performance.now() - begin;
  const name = '60 cases in Chromium, all equal to their baselines';
  const note = `${workers} workers each; every page with its nodes, what is heard and its accessibility looked at as well`;
  const folder = resolve(process.env['PLAYWRIGHT_TEST'] ?? join(import.meta.dirname, '../../..'));
  if (!existsSync(join(folder, 'node_modules/@playwright/test'))) {
    return [figure(name, 'ms', ours, { note: 'Playwright Test is not installed; name its folder in PLAYWRIGHT_TEST' })];
  }
  const theirs = await playwrightTest(folder, cases.map(pageOf));
  return [faster(name, ours, ['Playwright Test', theirs], { must: atLeast(3), note })];
}

/** Milliseconds its second run took, by its own report. */
async function playwrightTest(folder: string, pages: readonly ReturnType<typeof pageOf>[]): Promise<number> {
  const [found] = await findBrowsers();
  const place = await mkdtemp(join(folder, 'visual-bench-'));
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
      fullyParallel: true,
      workers,
      retries: 0,
      reporter: [['json', { outputFile: 'report.json' }]],
      use,
    };
    await writeFile(join(place, 'playwright.config.cjs'), `module.exports = ${JSON.stringify(config)};`);
    await writeFile(join(place, 'pages.spec.cjs'), spec(pages.length));
    const cli = createRequire(join(folder, 'package.json')).resolve('@playwright/test/cli');
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
