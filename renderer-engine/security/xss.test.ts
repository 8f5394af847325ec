import { existsSync, readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../components/catalog.ts';
import { createEngine } from '../create-engine.ts';
import type { JsonObject, NodeObject, PageDocument, ThemeDocument } from '../document/types.ts';
import { type BrowserName, browserAt, newWitness, startBrowser } from './browsers.testing.ts';
import { pageOf, repeated, type Spot, spots, written } from './every-prop.testing.ts';

/** Attack strings of our own; published lists come from beside the project, when they are there. */
const own = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'><svg onload=alert(1)>",
  '</title></style></textarea></script><script>alert(1)</script>',
  'javascript:alert(1)',
  'java\tscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  '" onfocus=alert(1) autofocus x="',
  '[x](javascript:alert(1))\n\n![x](x" onerror="alert(1))\n\n<javascript:alert(1)>',
];
const corpus = new URL('../../../shared/corpora/', import.meta.url);
const listed = <T>(file: string): T | null =>
  existsSync(new URL(file, corpus)) ? (JSON.parse(readFileSync(new URL(file, corpus), 'utf8')) as T) : null;
const xss =
  listed<{ payloads: { payload: string }[] }>('xss-shared.json')?.payloads.map(({ payload }) => payload) ?? [];
const naughty = listed<{ strings: string[] }>('naughty-strings.json')?.strings ?? [];
const entities = listed<{ named: string[]; numeric: string[] }>('html-entities.json') ?? { named: [], numeric: [] };
if (xss.length === 0) console.info('The shared list of attack strings is not there; only our own were tried.');
const payloads = [...own, ...xss];

const engine = createEngine({ cache: false });
const of = (component: unknown): readonly Spot[] => spots.filter((spot) => spot.component === component);
const rendered = (document: PageDocument, at: readonly string[] = payloads): string => {
  const { program, diagnostics } = engine.compile(document);
  if (!program) throw new Error(`${document.id} was not compiled: ${JSON.stringify(diagnostics.slice(0, 3))}`);
  return engine.render(program, { data: { at, rows: [{ id: at[0] ?? '', name: at[1] ?? '' }] } }).html;
};

/**
 * Pages in which every text reaches every prop: at run time, and as words of the document. Addresses and Markdown are
 * decided by how a text begins, so these get each by itself; elsewhere escaping goes character by character, and a
 * few texts share a place.
 */
function* pagesWith(texts: readonly string[]): Generator<string> {
  const shared = inGroups(texts, 12).map((group) => group.join('\n\n'));
  for (const component of catalog.values()) {
    for (const group of inGroups(of(component), 8)) yield rendered(pageOf(component, group.map(repeated)), shared);
    const alone = of(component).filter(({ decides }) => decides);
    for (const group of inGroups(alone, 4)) yield rendered(pageOf(component, group.map(repeated)), texts);
    const constants = of(component).flatMap((spot, at) =>
      (spot.decides ? texts : shared).map((text, n) => written(spot, text, at * 1_000 + n)),
    );
    for (const group of inGroups(constants, 250)) yield rendered(pageOf(component, group), texts);
  }
}

const inGroups = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));

/** Texts at all other places: head, labels, params, messages, form values and errors, Markdown. */
function elsewhere(texts: readonly string[]): string {
  const message = (text: string) => `{{${text.toWellFormed().replaceAll(/[\\{}|]/g, String.raw`\$&`)}}}`;
  const keys = texts.map((_, at) => `m${at}`);
  const all = texts.join(' ').toWellFormed();
  const document: PageDocument = {
    ...pageOf(catalog.get('Text')!, []),
    head: { title: '${params.q}', description: '${params.q}', image: '${params.q}' },
    params: { q: { type: 'string', default: all.replaceAll('\u0000', '') } },
    messages: { en: Object.fromEntries(texts.map((text, at) => [`m${at}`, message(text)])) },
    forms: { own: { schema: { type: 'object', properties: { name: { type: 'string' }, text: { type: 'string' } } } } },
    view: {
      id: 'root',
      type: 'Stack',
      children: [
        ...keys.map((key) => ({ id: key, type: 'Text', props: { text: `\${t('${key}')}` } })),
        {
          id: 'each',
          type: 'Box',
          for: { each: '${data.at}', as: 'hostile', index: 'n', key: '${n}' },
          a11y: { label: '${hostile}', description: '${hostile}' },
          children: [
            { id: 'source', type: 'Markdown', props: { source: '${hostile}' } },
            { id: 'link', type: 'Markdown', props: { source: '[a](${hostile}) ![b](${hostile}) <${hostile}>' } },
            '${hostile}',
          ],
        },
        {
          id: 'form',
          type: 'Form',
          props: { form: 'own', errorSummary: true },
          children: [
            { id: 'name', type: 'TextInput', bind: '/name', props: { label: 'Name' } },
            { id: 'text', type: 'TextArea', bind: '/text', props: { label: 'Text' } },
          ],
        },
      ] as NodeObject[],
    },
  };
  const { program } = engine.compile(document);
  if (!program) throw new Error('The page of other places was not compiled.');
  return engine.render(program, {
    params: { q: all },
    data: { at: texts, rows: [] },
    form: { form: { name: all, text: all } },
    formErrors: { form: { '/name': texts, '/text': [all] } },
    late: { csrf: all, errorId: all, stylesheets: [all], preferences: { scheme: all } },
  }).html;
}

/** What a writer that does not escape would have written: the positive control. */
const unescaped = (html: string): string =>
  html.replaceAll(
    /&(lt|gt|quot|amp|#13);/g,
    (_, name: string) => ({ lt: '<', gt: '>', quot: '"', '#13': '\r' })[name] ?? '&',
  );

const hostileTokens = (texts: readonly string[]): ThemeDocument => ({
  $schema: 'https://schema-studio.dev/ui/1/theme.json',
  kind: 'theme',
  id: 'security/theme',
  version: '1.0.0',
  title: 'Hostile',
  extends: 'core/theme@^1.0.0',
  tokens: {
    version: '2025.10',
    sets: {
      own: {
        sources: [
          {
            font: { body: { $type: 'fontFamily', $value: texts.map((text) => text.toWellFormed()) } },
          } as JsonObject,
        ],
      },
    },
    modifiers: {},
    resolutionOrder: [{ $ref: '#/sets/own' }],
  },
});

const pages = [...pagesWith(payloads), elsewhere(payloads)];

describe('places of text (S1)', () => {
  it('are found in every component, and nearly all of them reach HTML', () => {
    const types = new Set(spots.map(({ component }) => component.type));
    const bare = [...catalog.values()].filter(({ props }) => Object.keys(props).length > 0).map(({ type }) => type);
    expect([...types].sort()).toEqual(bare.sort());
    expect(spots.length).toBeGreaterThan(150);
    const marked = [...pagesWith(['hostile-marker'])].join('');
    expect(marked.split('hostile-marker').length).toBeGreaterThan(spots.length / 2);
  });
});

for (const name of ['chromium', 'firefox'] as const satisfies readonly BrowserName[]) {
  const executable = browserAt(name);
  if (!executable) console.info(`There is no ${name} here; nothing was tried in it.`);
  describe.skipIf(!executable)(`hostile text in ${name} (S1)`, { timeout: 400_000 }, () => {
    let browser: Browser;
    let witness: Awaited<ReturnType<typeof newWitness>>;
    beforeAll(async () => {
      browser = await startBrowser(name, executable!);
      witness = await newWitness(browser);
    });
    afterAll(async () => {
      await witness?.close();
      await browser?.close();
    });

    it('never runs, in any prop of any component, nor elsewhere, without a policy to help', async () => {
      const found: string[] = [];
      for (const html of pages) {
        const { ran, armed } = await witness.look(html);
        found.push(...ran, ...armed);
      }
      expect(found).toEqual([]);
    });

    it('would run if it were not escaped', async () => {
      const { ran, armed } = await witness.look(unescaped(pages.at(-1)!));
      expect(ran.length).toBeGreaterThan(5);
      expect(armed.length).toBeGreaterThan(20);
      const title = await witness.look(
        unescaped(rendered(pageOf(catalog.get('Heading')!, of(catalog.get('Heading')).map(repeated)))),
      );
      expect(title.ran.length).toBeGreaterThan(0);
    });

    it('comes back from text and attributes as it went in', async () => {
      const texts = [...payloads, ...naughty, ...entities.named, ...entities.numeric];
      const form = pageOf(catalog.get('TextInput')!, [
        {
          id: 'each',
          type: 'Box',
          for: { each: '${data.at}', as: 'text', index: 'n', key: '${n}', limit: 10_000 },
          children: [
            { id: 'heading', type: 'Text', props: { text: '${text}' } },
            { id: 'input', type: 'TextInput', bind: '/value', props: { label: 'Q', placeholder: '${text}' } },
          ],
        },
      ]);
      const expected = texts.map((text) => text.toWellFormed().replaceAll('\u0000', '\ufffd'));
      const page = await witness.open(rendered(form, texts));
      const read = await page.evaluate(() => ({
        texts: [...document.querySelectorAll('.ui-text')].map(({ textContent }) => textContent),
        placeholders: [...document.querySelectorAll('input[placeholder]')].map((input) =>
          input.getAttribute('placeholder'),
        ),
      }));
      expect(read.texts).toEqual(expected);
      expect(read.placeholders).toEqual(expected);
    });

    it('stays a quoted name in the CSS of tokens', async () => {
      const { program } = engine.compile(
        pageOf(catalog.get('Text')!, [{ id: 'a', type: 'Text', props: { text: 'a' } }]),
      );
      const plain = engine.styles(program!, hostileTokens(payloads.map(() => 'plain'))).css;
      const hostile = engine.styles(program!, hostileTokens(payloads)).css;
      const page = await witness.open('<!doctype html><title>t</title>');
      const [before, after] = await page.evaluate(
        (sheets) =>
          sheets.map((css) => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(css);
            const outline = (rules: CSSRuleList): unknown[] =>
              [...rules].map((rule) => [
                rule.cssText.split('{')[0],
                'style' in rule ? [...(rule.style as CSSStyleDeclaration)].sort() : [],
                'cssRules' in rule ? outline(rule.cssRules as CSSRuleList) : [],
              ]);
            return outline(sheet.cssRules);
          }),
        [plain, hostile],
      );
      expect(hostile).toContain('alert(1)');
      expect(after).toEqual(before);
      expect(hostile).not.toMatch(/<\/?(style|script)/i);
    });
  });
}
