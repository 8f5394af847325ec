import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../create-engine.ts';
import { hashText } from '../../document/canonical.ts';
import type { Json, JsonObject, Node, PageDocument, ThemeDocument } from '../../document/types.ts';

const page = (...children: Node[]): PageDocument => ({
  $schema: 'https://schema-studio.dev/ui/1/page.json',
  kind: 'page',
  id: 'test/page',
  version: '1.0.0',
  title: 'Test',
  view: { id: 'root', type: 'Stack', children },
});

const badge = {
  $schema: 'https://schema-studio.dev/ui/1/component.json',
  kind: 'component',
  id: 'test/badge',
  version: '1.2.0',
  title: 'Badge',
  props: {
    type: 'object',
    additionalProperties: false,
    properties: { size: { enum: ['sm', 'md'], 'x-ui': { axis: true } } },
  },
  tokens: { radius: { type: 'dimension', default: '{radius.full}' } },
  parts: ['icon'],
  view: {
    id: 'root',
    type: 'Badge',
    style: { radius: '{self.radius}' },
    props: { text: 'New', size: '${props.size}' },
  },
};

const framed = {
  ...badge,
  id: 'test/framed',
  props: { type: 'object', additionalProperties: false, properties: {} },
  view: {
    id: 'root',
    type: 'Box',
    style: { radius: '{self.radius}' },
    children: [{ id: 'icon', type: 'Text', props: { text: 'i' } }],
  },
};

const themeText = (more: Partial<ThemeDocument>): string =>
  JSON.stringify(
    {
      $schema: 'https://schema-studio.dev/ui/1/theme.json',
      kind: 'theme',
      id: 'test/theme',
      version: '1.0.0',
      title: 'Test',
      extends: 'core/theme@^1.0.0',
      tokens: {
        version: '2025.10',
        sets: { own: { sources: [{ space: { $type: 'dimension', 4: { $value: { value: 20, unit: 'px' } } } }] } },
        resolutionOrder: [{ $ref: '#/sets/own' }],
      },
      ...more,
    },
    null,
    2,
  );

function project(root: object, theme: Partial<ThemeDocument> = {}) {
  const files = new Map<string, { text: string; file: string }>([
    ['test/badge', { text: JSON.stringify(badge), file: 'badge.component.json' }],
    ['test/framed', { text: JSON.stringify(framed), file: 'framed.component.json' }],
    ['test/theme', { text: themeText(theme), file: 'test.theme.json' }],
    ['test/page', { text: JSON.stringify(root, null, 2), file: 'test.page.json' }],
  ]);
  const engine = createEngine({ documents: { find: (id) => (files.has(id) ? [files.get(id)!] : []) } });
  const compiled = engine.compile(files.get('test/page')!.text, { file: 'test.page.json' });
  expect(compiled.diagnostics).toEqual([]);
  const program = compiled.program!;
  return { files, engine, program, styles: () => engine.styles(program, 'test/theme') };
}

const withBadges = (...children: Node[]) => ({
  ...page(...children),
  uses: { StatusBadge: 'test/badge@^1.0.0', Framed: 'test/framed@^1.0.0' },
});

describe('the result of styles (E9)', () => {
  const { files, styles } = project(
    withBadges(
      { id: 'b', type: 'StatusBadge' },
      { id: 'box', type: 'Box', style: { padding: '{space.4}', width: { base: '50%', md: '20rem' } }, children: ['x'] },
      {
        id: 'later',
        type: 'Alert',
        lazy: { when: 'visible' },
        style: { minHeight: '4rem' },
        props: { tone: 'info', text: 'Late' },
      },
      { id: 'go', type: 'Button', props: { text: 'Go', variant: 'outline' } },
    ),
    { components: { 'test/badge': { tokens: { radius: '{radius.xs}' } } } },
  );
  const sheet = styles();

  it('says what it is made of, how large it is and under which name it can be kept', () => {
    expect(sheet.hash).toBe(hashText(sheet.css));
    expect(sheet.bytes).toBe(new TextEncoder().encode(sheet.css).length);
    expect(sheet.css).not.toMatch(/\n| {2}|;}/);
    expect(sheet.dependencies.map(({ id, version }) => `${id}@${version}`)).toEqual([
      'core/theme@1.0.0',
      'test/badge@1.2.0',
      'test/theme@1.0.0',
    ]);
    expect(sheet.mediaQueries).toContain('(width>=48rem)');
    expect(sheet.variables).toContain('--ui-space-4');
  });

  it('leads from every place of the sheet to the lines that say it', () => {
    const map = new TraceMap(sheet.map);
    const wordAt = (css: string) => {
      const column = sheet.css.indexOf(css);
      expect(column).toBeGreaterThan(0);
      const { source, line, column: start, name } = originalPositionFor(map, { line: 1, column });
      const text = [...files.values()].find(({ file }) => file === source)?.text.split('\n')[(line ?? 0) - 1] ?? '';
      return { source, name, text: text.slice(start ?? 0) };
    };
    expect(wordAt('--ui-space-4:20px')).toMatchObject({
      source: 'test.theme.json',
      name: '/tokens/sets/own/sources/0/space/4',
    });
    expect(wordAt('--ui-test-badge-1-radius:var(--ui-radius-xs)')).toEqual({
      source: 'test.theme.json',
      name: '/components/test~1badge/tokens/radius',
      text: '"{radius.xs}"',
    });
    expect(wordAt('inline-size:50%;padding:var(--ui-space-4)')).toMatchObject({
      source: 'test.page.json',
      name: '/view/children/1/style',
    });
    expect(wordAt('inline-size:20rem')).toMatchObject({ name: '/view/children/1/style' });
    expect(wordAt('border-radius:var(--ui-test-badge-1-radius)')).toMatchObject({
      source: 'badge.component.json',
      name: '/view/style',
    });
    // The engine's own words stand in no document.
    expect(wordAt('.ui-button{').source).toBeNull();
  });

  it('leaves out of the critical part what shows later', () => {
    const { critical } = sheet;
    expect(sheet.css).toContain('.ui-alert');
    expect(critical.css).not.toContain('.ui-alert');
    expect(critical.css).toContain('.ui-button{');
    expect(critical.css).not.toContain('::selection');
    expect(critical.hash).toBe(hashText(critical.css));
    expect(critical.bytes).toBeLessThan(sheet.bytes);
    const used = [...critical.css.matchAll(/var\((--[\w-]+)[),]/g)].map(([, name]) => name);
    const defined = new Set([...critical.css.matchAll(/(--[\w-]+):/g)].map(([, name]) => name));
    expect(used.filter((name) => !defined.has(name ?? ''))).toEqual([]);
  });

  it('is made once for the same page and theme, and anew when a document behind it changes', () => {
    const { engine, program, ...own } = project(page({ id: 'b', type: 'Box', style: { padding: '{space.4}' } }));
    const first = engine.styles(program, 'test/theme');
    expect(engine.styles(program, 'test/theme')).toBe(first);
    expect(engine.statistics()).toMatchObject({ themes: { hits: 1, misses: 1 }, sheets: { hits: 1, misses: 1 } });
    const changed = themeText({}).replace('"value": 20', '"value": 21');
    own.files.set('test/theme', { text: changed, file: 'test.theme.json' });
    expect(engine.styles(program, 'test/theme').css).toContain('--ui-space-4:21px');
    expect(engine.statistics()).toMatchObject({ themes: { hits: 1, misses: 2 }, sheets: { misses: 2 } });
  });
});

it('keeps rules for what the script of a page sets later (E9)', () => {
  const { program, engine } = project(
    page({
      id: 'tip',
      type: 'Tooltip',
      props: { text: 'Why' },
      children: [{ id: 'go', type: 'Button', props: { text: 'Go' } }],
    }),
  );
  expect(engine.styles(program).css).toContain('[data-closed]');
});

it('never changes what a page writes: every theme has the same HTML (I3)', () => {
  const loud: Partial<ThemeDocument> = {
    components: { Badge: { defaults: { tone: 'danger' } }, 'test/badge': { defaults: { size: 'sm' } } },
  };
  const nodes: Node[] = [
    { id: 'b', type: 'StatusBadge' },
    { id: 'c', type: 'Badge', props: { text: 'x' } },
  ];
  const [one, other] = [project(withBadges(...nodes)), project(withBadges(...nodes), loud)];
  expect(one.styles().css).not.toBe(other.styles().css);
  expect(one.program.hash).toBe(other.program.hash);
  expect(one.engine.render(one.program).html).toBe(other.engine.render(other.program).html);
});

describe('what a theme sets for a component document (E10)', () => {
  const cssWith = (override: JsonObject, id: string, ...nodes: Node[]) =>
    project(withBadges(...nodes), { components: { [id]: override } }).styles().css;

  it('is a default of its axis for instances that leave it open', () => {
    const css = cssWith({ defaults: { size: 'sm' } }, 'test/badge', { id: 'b', type: 'StatusBadge' });
    expect(css).toMatch(/@layer ui\.theme\{\.test-badge-1\.ui-badge:not\(\[data-size\]\)\{/);
    const chosen = cssWith({ defaults: { size: 'sm' } }, 'test/badge', {
      id: 'b',
      type: 'StatusBadge',
      props: { size: 'md' },
    });
    expect(chosen).not.toContain('.test-badge-1.ui-badge');
  });

  it('is a value for its tokens, which {self.…} means in its own styles', () => {
    const css = cssWith({ tokens: { radius: '{radius.xs}' } }, 'test/badge', { id: 'b', type: 'StatusBadge' });
    expect(css).toContain('@layer ui.components{');
    expect(css).toContain('.test-badge-1{--ui-test-badge-1-radius:var(--ui-radius-full)}');
    expect(css).toContain('@layer ui.theme{.test-badge-1{--ui-test-badge-1-radius:var(--ui-radius-xs)}}');
    expect(css).toContain('{border-radius:var(--ui-test-badge-1-radius)}');
  });

  it('is a style of its declared parts, which carry their class', () => {
    const own = project(withBadges({ id: 'f', type: 'Framed' }), {
      components: {
        'test/framed': { parts: { icon: { opacity: 0.5 }, other: { opacity: 0.1 } as Json } as JsonObject },
      },
    });
    expect(own.engine.render(own.program).html).toContain('test-framed-1__icon');
    expect(own.styles().css).toContain('@layer ui.theme{.test-framed-1__icon{opacity:.5}}');
  });
});
