import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../../components/catalog.ts';
import { createEngine } from '../../create-engine.ts';
import type { RenderInput } from '../../engine.ts';
import { fixtureInput } from '../../fixture-input.ts';
import type { Program } from '../../program.ts';
import { loadTheme } from '../../themes/load-theme.ts';
import { resolveTheme } from '../../themes/resolve-theme.ts';
import { componentRules, sharedRules } from './component-rules.ts';
import { coreRules } from './core-rules.ts';
import { minify } from './minify.ts';
import { possibleOutput } from './possible-elements.ts';
import { readRules } from './rules.ts';
import { possibleSelectors, split } from './selectors.ts';

/** Every sample in a real browser: nothing that it needs is left out of its sheet, or of the critical part. */
const executablePath = '/usr/bin/chromium';
const root = new URL('../../samples/', import.meta.url);
const names = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/document.json`, root)))
  .map(({ name }) => name)
  .sort();

/** Selectors that the engine has for the types of a program, but leaves out of its sheet. */
function leftOut({ styles, ops }: Program): readonly string[] {
  const theme = resolveTheme(loadTheme('core/theme'));
  const css = coreRules + sharedRules(styles.types, catalog) + componentRules(styles.types, theme, catalog);
  const all = readRules(minify(css, theme.breakpoints)).flatMap(({ selector }) => split(selector, /,/));
  const output = possibleOutput(ops, 'nothing');
  return all.filter((selector) => possibleSelectors(selector, output) === '');
}

function sample(name: string) {
  const folder = new URL(`${name}/`, root);
  const read = (file: string) => readFileSync(new URL(file, folder), 'utf8');
  const others = existsSync(new URL('documents', folder)) ? readdirSync(new URL('documents', folder)) : [];
  const texts = others.map((file) => read(`documents/${file}`));
  const engine = createEngine({
    documents: { find: (id) => texts.filter((text) => JSON.parse(text).id === id).map((text) => ({ text })) },
  });
  const compiled = engine.compile(read('document.json'));
  const asked: string | RenderInput = JSON.parse(read('input.json'));
  const input = typeof asked === 'string' ? fixtureInput(compiled, asked) : asked;
  const program = compiled.program!;
  return { engine, program, input, sheet: engine.styles(program) };
}

describe.skipIf(!existsSync(executablePath))('in a browser (E9)', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
    });
    const context = await browser.newContext({ viewport: { width: 900, height: 700 }, reducedMotion: 'reduce' });
    await context.route('**/*', (route) => route.abort());
    page = await context.newPage();
  });
  afterAll(() => browser?.close());

  const show = async (html: string, css: string) => {
    const quiet = html.replace(/<script[^>]*><\/script>/g, '').replaceAll('crossorigin', '');
    await page.setContent(quiet.replace('</head>', `<style id="sheet">${css}</style></head>`), {
      waitUntil: 'load',
    });
  };

  it.each(names)('%s has no element that a rule left out of its sheet would match', async (name) => {
    const { engine, program, input } = sample(name);
    const selectors = leftOut(program).map((selector) =>
      selector.replace(
        /::?(?:before|after|placeholder|marker|hover|active|focus|focus-visible|focus-within)(?![\w-])/g,
        '',
      ),
    );
    for (const lazy of ['settled', 'waiting'] as const) {
      await show(engine.render(program, { ...input, lazy }).html, '');
      const matching = await page.evaluate(
        (all) => all.filter((selector) => selector !== '' && document.querySelector(selector) !== null),
        selectors,
      );
      expect(matching).toEqual([]);
    }
  });

  const shown = ['box', 'card', 'dialog', 'fragment', 'nav-list', 'page', 'table', 'tabs', 'text-input'];
  it.each(shown)('%s is complete in its first view with the critical part alone', async (name) => {
    const { engine, program, input, sheet } = sample(name);
    const { html } = engine.render(program, { ...input, lazy: 'waiting' });
    await show(html, sheet.css);
    const whole = await page.screenshot();
    await show(html, sheet.critical.css);
    expect(whole.equals(await page.screenshot())).toBe(true);
    await show(html, '');
    expect(whole.equals(await page.screenshot())).toBe(false);
  });
});
