import { describe, expect, it } from 'vitest';
import { createEngine } from '../../create-engine.ts';
import type { JsonObject, Node, PageDocument, ThemeDocument } from '../../document/types.ts';

const page = (...children: Node[]): PageDocument => ({
  $schema: 'https://schema-studio.dev/ui/1/page.json',
  kind: 'page',
  id: 'test/page',
  version: '1.0.0',
  title: 'Test',
  view: { id: 'root', type: 'Stack', children },
});

const theme = (more: Partial<ThemeDocument>): ThemeDocument => ({
  $schema: 'https://schema-studio.dev/ui/1/theme.json',
  kind: 'theme',
  id: 'test/theme',
  version: '1.0.0',
  title: 'Test',
  extends: 'core/theme@^1.0.0',
  tokens: { version: '2025.10', sets: { own: { sources: [{}] } }, resolutionOrder: [{ $ref: '#/sets/own' }] },
  ...more,
});

const engine = createEngine();
const stylesOf = (document: PageDocument, by?: ThemeDocument) => engine.styles(engine.compile(document).program!, by);
const styled = (style: JsonObject) => stylesOf(page({ id: 'box', type: 'Box', style, children: ['x'] }));
const utilities = (style: JsonObject) =>
  styled(style)
    .css.split('@layer ui.utilities')[1]
    ?.replace(/\.u-[0-9a-f]{12}/g, '.u') ?? '';

const button: Node = { id: 'b', type: 'Button', props: { text: 'Go' } };
const text: Node = { id: 't', type: 'Text', props: { text: 'Hello' } };

describe('the sheet of a program (E9)', () => {
  it('holds only what the program uses', () => {
    const plain = stylesOf(page(text));
    expect(plain.css).toContain('.ui-text');
    expect(plain.css).not.toContain('.ui-button');
    expect(plain.variables).not.toContain('--ui-color-danger-solid');
    expect(stylesOf(page(button)).variables).toContain('--ui-color-accent-solid');
    expect(stylesOf(page(button)).variables).not.toContain('--ui-color-danger-solid');
    expect(stylesOf(page(button)).bytes).toBeGreaterThan(plain.bytes);
    const danger: Node = { id: 'd', type: 'Button', props: { text: 'Go', tone: 'danger', variant: 'soft' } };
    const { css } = stylesOf(page(danger));
    expect(css).toContain('.ui-button[data-tone="danger"]{');
    expect(css).not.toContain('.ui-button:not([data-tone])');
    expect(css).not.toContain('data-variant="solid"');
  });

  it('has four layers, no inline style in HTML, and the same text every time', () => {
    const { css, hash } = stylesOf(page(button, text));
    expect(css).toMatch(/^@layer ui\.core,ui\.components,ui\.theme,ui\.utilities;/);
    expect(stylesOf(page(button, text))).toMatchObject({ css, hash });
    expect(engine.render(engine.compile(page(button)).program!).html).not.toContain('style=');
  });

  it('defines every custom property that it uses', () => {
    const { css, diagnostics } = stylesOf(page(button, text));
    const used = [...css.matchAll(/var\((--[\w-]+)[),]/g)].map(([, name]) => name);
    const defined = new Set([...css.matchAll(/(--[\w-]+):/g)].map(([, name]) => name));
    expect(used.filter((name) => !defined.has(name ?? ''))).toEqual([]);
    expect(diagnostics).toEqual([]);
  });

  it('loads its fonts by the hash of their bytes', () => {
    const { css, assets } = stylesOf(page(text));
    expect(assets).toEqual(['asset:fonts/inter-var.woff2', 'asset:fonts/inter-var-ext.woff2']);
    expect(css).toMatch(/src:url\("\/_ui\/assets\/[0-9a-f]{12}\/inter-var\.woff2"\) format\("woff2"\)/);
  });

  it('brings dark colors by preference and by choice', () => {
    const { css, mediaQueries } = stylesOf(page(text));
    expect(mediaQueries).toContain('screen and (prefers-color-scheme: dark)');
    expect(css).toContain(
      '@media screen and (prefers-color-scheme: dark){:root:where(:not([data-ui-scheme])){color-scheme:dark;',
    );
    expect(css).toContain('@media screen{[data-ui-scheme="dark"]{color-scheme:dark;');
  });
});

describe('a theme', () => {
  it('chooses the default of an axis without touching HTML', () => {
    const soft = theme({ components: { Button: { defaults: { variant: 'soft' } } } });
    expect(stylesOf(page(button)).css).toContain('.ui-button:not([data-variant]){background:var(--_solid)');
    expect(stylesOf(page(button), soft).css).toContain('.ui-button:not([data-variant]){background:var(--_soft)');
  });

  it('sets tokens and parts of components in its own layer', () => {
    const own = theme({
      components: { Button: { tokens: { radius: '{radius.full}' }, parts: { root: { opacity: 0.9 } } } },
    });
    expect(stylesOf(page(button), own).css).toContain(
      '@layer ui.theme{.ui-button{--ui-button-radius:var(--ui-radius-full)}.ui-button{opacity:.9}}',
    );
  });

  it('sets the widths of breakpoints', () => {
    const grid: Node = { id: 'g', type: 'Grid', props: { columns: { base: 1, md: 3 } }, children: [text] };
    expect(stylesOf(page(grid)).css).toContain('@media (width>=48rem){.u-');
    expect(stylesOf(page(grid), theme({ breakpoints: { md: '50rem' } })).css).toContain('@media (width>=50rem){.u-');
    const own = theme({ breakpoints: { md: '50rem', lg: '60em' } });
    expect(stylesOf(page(grid), own).breakpoints).toEqual({ sm: '40rem', md: '50rem', lg: '64rem', xl: '80rem' });
  });

  it('that is unknown is told, and core/theme stands in', () => {
    const styles = engine.styles(engine.compile(page(text)).program!, 'acme/nowhere');
    expect(styles.diagnostics.map(({ code }) => code)).toEqual(['UI3011']);
    expect(styles.variables.length).toBeGreaterThan(5);
  });
});

describe('style objects', () => {
  it('become utility classes with tokens, steps and states', () => {
    expect(utilities({ padding: '{space.4}', width: '50%' })).toBe('{.u{inline-size:50%;padding:var(--ui-space-4)}}');
    expect(utilities({ padding: { base: '1rem', md: '2rem', '@lg': '3rem' } })).toBe(
      '{.u{padding:1rem}@media (width>=48rem){.u{padding:2rem}}@container (width>=64rem){.u{padding:3rem}}}',
    );
    expect(utilities({ states: { hover: { color: '{color.text.muted}' } } })).toBe(
      '{.u:hover{color:var(--ui-color-text-muted)}}',
    );
  });

  it('never pass text on', () => {
    const attacks = ['red;}*{x:y', 'url(//evil)', '</style>', '{a}b}', 'expression(1)', '1rem;color:red', '{space.4};'];
    for (const attack of attacks)
      for (const property of ['padding', 'color', 'shadow', 'textAlign', 'font', 'aspectRatio', 'border'])
        expect(utilities({ [property]: attack })).toBe('');
  });
});
