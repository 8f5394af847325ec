import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '#engine';
import { findBrowser } from '#visual';
import { studioCommand } from '../../main/testing/command.ts';
import { launchBrowser } from '../../visual-tests/browsers/launch.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const acme = new URL('../../assets/samples/acme', import.meta.url).pathname;

let browser: Browser;
const root = mkdtempSync(join(tmpdir(), 'gallery-'));
const folder = join(root, 'pages');
beforeAll(async () => {
  const found = await findBrowser('chromium');
  browser = await launchBrowser(found?.executable ?? '');
  const { exit, words } = await studioCommand(['gallery', '--out', folder], { cwd: acme, dataDir: join(root, 'data') });
  expect(words).toContain('Open ');
  expect(exit).toBe(0);
});
afterAll(async () => {
  await browser?.close();
  rmSync(root, { recursive: true, force: true });
});

const looks = ['core-theme', 'acme-theme'].flatMap((theme) =>
  ['light', 'dark'].flatMap((scheme) => ['ltr', 'rtl'].map((direction) => `${theme}-${scheme}-${direction}.html`)),
);

describe('the gallery in a browser (E1, E9)', () => {
  it('is a page per theme, scheme and direction', () => {
    expect(readdirSync(folder)).toEqual(expect.arrayContaining([...looks, 'index.html']));
  });

  it.each(
    looks.flatMap((look) => [1280, 390].map((width) => [look, width] as const)),
  )('%s at %i pixels shows every component, keeps its policy, and bars nobody', async (look, width) => {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    const problems: string[] = [];
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    await page.goto(`file://${join(folder, look)}`);
    for (const type of catalog.keys()) {
      expect(await page.getByRole('heading', { level: 2, name: type, exact: true }).first().isVisible(), type).toBe(
        true,
      );
    }
    expect(problems).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => {
      const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } };
      // What passed is counted only, not described: that takes half the time.
      return axe.run({ resultTypes: ['violations'] });
    });
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join('\n')}`)).toEqual(
      [],
    );
    await page.close();
  });
});
