import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from '../create-engine.ts';
import type { NodeObject, PageDocument, ThemeDocument } from '../document/types.ts';

/** What the pairs of a theme promise is what a browser shows: everything with words, on each surface there is. */
const executablePath = '/usr/bin/chromium';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const themes = ['themes/core.theme.json', 'samples/acme/acme.theme.json'];
const read = (path: string): ThemeDocument =>
  JSON.parse(readFileSync(new URL(`../../assets/${path}`, import.meta.url), 'utf8'));

const tones = ['neutral', 'accent', 'info', 'success', 'warning', 'danger'];
const node = (id: string, type: string, props: object, more: object = {}): NodeObject =>
  ({ id, type, props, ...more }) as unknown as NodeObject;

const toned = (surface: string, tone: string): readonly NodeObject[] => {
  const id = `${surface}-${tone}`;
  return [
    ...['soft', 'solid', 'outline'].map((variant) =>
      node(`${id}-badge-${variant}`, 'Badge', { text: tone, tone, variant }),
    ),
    ...['solid', 'soft', 'outline', 'ghost', 'link'].map((variant) =>
      node(`${id}-button-${variant}`, 'Button', { text: `${tone} ${variant}`, tone, variant }),
    ),
    node(`${id}-text`, 'Text', { text: 'Words', tone }),
    node(`${id}-progress`, 'Progress', { label: 'So far', value: 40, tone }),
    node(`${id}-stat`, 'Stat', { label: 'Orders', value: '12', unit: 'pieces', delta: '+1', trend: 'up', tone }),
    node(
      `${id}-alert`,
      'Alert',
      { tone, title: 'Title', text: 'Words', live: 'off' },
      {
        slots: { actions: [node(`${id}-alert-act`, 'Button', { text: 'Act', tone, variant: 'outline', size: 'sm' })] },
      },
    ),
  ];
};

const surfaceOf = (variant: string): NodeObject =>
  node(
    variant,
    'Card',
    { variant },
    {
      children: [
        node(`${variant}-heading`, 'Heading', { text: variant, level: 2 }),
        node(`${variant}-link`, 'Link', { text: 'A link', to: '/x' }),
        node(`${variant}-code`, 'Code', { source: 'npm start', lineNumbers: true }),
        node(`${variant}-prose`, 'Markdown', { source: 'A `word`, a [link](/x) and\n\n> a quote' }),
        node(`${variant}-empty`, 'EmptyState', { title: 'Nothing', text: 'Not yet.', icon: 'inbox' }),
        node(`${variant}-facts`, 'DescriptionList', { items: [{ key: 'a', term: 'Order', value: 'A-1' }] }),
        node(`${variant}-steps`, 'Breadcrumbs', {
          items: [
            { text: 'Start', to: '/' },
            { text: 'Here', to: '/x' },
          ],
        }),
        node(`${variant}-tabs`, 'Tabs', {
          items: [
            { id: 'a', label: 'One' },
            { id: 'b', label: 'Two' },
          ],
        }),
        ...tones.flatMap((tone) => toned(variant, tone)),
      ],
    },
  );

const page: PageDocument = {
  $schema: 'https://schema-studio.dev/ui/1/page.json',
  kind: 'page',
  id: 'test/contrast',
  version: '1.0.0',
  title: 'Contrast',
  view: node('page', 'Page', {}, { slots: { default: ['outlined', 'filled', 'raised'].map(surfaceOf) } }),
};

/** Words that a person could not read well, with what they stand on. */
const unreadable = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(context: Document, options: object): Promise<AxeResults> } };
    const { violations } = await axe.run(document, { runOnly: ['color-contrast'] });
    return violations.flatMap(({ nodes }) =>
      nodes.map(({ html, any }) => `${html.slice(0, 120)} ${any[0]?.message ?? ''}`),
    );
  });

describe.skipIf(!existsSync(executablePath))('contrast in a browser (E10)', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
    });
  });
  afterAll(() => browser?.close());

  const open = async (theme: ThemeDocument) => {
    const engine = createEngine();
    const compiled = engine.compile(page);
    expect(compiled.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const { css } = engine.styles(compiled.program!, theme);
    const { html } = engine.render(compiled.program!);
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
    await context.route('**/*', (route) => route.abort());
    const shown = await context.newPage();
    await shown.setContent(html.replace('</head>', `<style>${css}</style></head>`));
    await shown.evaluate(axe);
    return shown;
  };

  it.each(
    themes,
  )('%s can be read on every kind of card, in light and dark, with more contrast or not', async (path) => {
    const shown = await open(read(path));
    for (const scheme of ['light', 'dark'])
      for (const contrast of ['standard', 'more']) {
        await shown.evaluate(
          ([scheme, contrast]) => {
            document.documentElement.setAttribute('data-ui-scheme', scheme!);
            document.documentElement.setAttribute('data-ui-contrast', contrast!);
          },
          [scheme, contrast],
        );
        // Whoever asks for less motion sees the new colors at once, however deep they are inherited.
        expect(await shown.evaluate(() => document.getAnimations().length)).toBe(0);
        expect(await unreadable(shown), `${scheme}, ${contrast}`).toEqual([]);
      }
  });

  it('tells a theme whose soft fills are as dark as the words on them', async () => {
    const core = read(themes[0]!);
    const dull = JSON.stringify(core).replaceAll(
      '"fg":{"$value":"{palette.amber.11}"}',
      '"fg":{"$value":"{palette.amber.7}"}',
    );
    expect(dull).not.toBe(JSON.stringify(core));
    expect((await unreadable(await open(JSON.parse(dull)))).join()).toContain('warning');
  });
});
