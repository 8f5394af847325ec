import { describe, expect, it } from 'vitest';
import { createEngine } from './create-engine.ts';
import type { RenderInput, SourceDocument } from './engine.ts';

const page = (text: string, more = {}) =>
  JSON.stringify({
    $schema: 'https://schema-studio.dev/ui/1/page.json',
    kind: 'page',
    id: 'test/page',
    version: '1.0.0',
    title: 'Test',
    view: { id: 'root', type: 'Text', props: { text } },
    ...more,
  });

describe('an engine', () => {
  it('refuses a page that requires what its host does not have, and takes it where a host adds that', () => {
    const asking = page('Hello', { requires: { features: ['stream', 'acme.maps'] } });
    const { program, diagnostics } = createEngine().compile(asking);
    expect([program, diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)]).toEqual([
      null,
      ['UI8001 /requires/features/1'],
    ]);
    expect(createEngine({ features: ['acme.maps'] }).compile(asking).diagnostics).toEqual([]);
  });

  it('takes Markdown of 256 KiB, and other texts of 64 KiB', () => {
    const words = (kilobytes: number) => `${'A quiet line of words. '.repeat(20)}\n\n`.repeat((kilobytes * 1024) / 462);
    const markdown = (kilobytes: number) =>
      page('', { view: { id: 'root', type: 'Markdown', props: { source: words(kilobytes) } } });
    const { program, diagnostics } = createEngine().compile(markdown(200));
    expect(diagnostics).toEqual([]);
    expect(
      createEngine()
        .render(program!)
        .html.match(/A quiet line/g)?.length,
    ).toBe(8_860);
    expect(createEngine().compile(markdown(257)).diagnostics).toMatchObject([{ code: 'UI9001' }]);
    expect(createEngine().compile(page(words(65))).diagnostics).toMatchObject([{ code: 'UI9001' }]);
  });

  it('says things in the words of the project, and over them in those of a tenant', () => {
    const messages = { en: { hello: 'Hello {$name}' }, de: { hello: 'Hallo {$name}' } };
    const view = {
      id: 'root',
      type: 'Pagination',
      props: { page: '${params.page}', pageSize: 10, total: 30 },
      a11y: { label: "${t('hello', { name: 'Ada' })}" },
    };
    const text = page('', { messages, view, params: { page: { type: 'integer', default: 1 } } });
    const engine = createEngine({
      settings: {
        messages: { 'core/words': { en: { 'page.next': 'Onward' } }, 'test/page': { en: { hello: 'Hi {$name}' } } },
        tenants: {
          globex: {
            messages: {
              'test/page': { en: { hello: 'Howdy {$name}' } },
              'core/words': { de: { 'page.next': 'Weiter' } },
            },
          },
        },
      },
    });
    const { program, diagnostics } = engine.compile(text);
    expect(diagnostics).toEqual([]);
    const shown = (locale: string, tenant?: string) => {
      const { html } = engine.render(program!, {
        ctx: { locale, ...(tenant !== undefined && { tenant: { id: tenant, name: tenant, features: [] } }) },
      });
      return ['Hello', 'Hallo', 'Hi', 'Howdy', 'Next page', 'Onward', 'Nächste Seite', 'Weiter'].filter((word) =>
        html.includes(word),
      );
    };
    expect(shown('en')).toEqual(['Hi', 'Onward']);
    expect(shown('en', 'globex')).toEqual(['Howdy', 'Onward']);
    expect(shown('de-AT', 'globex')).toEqual(['Hallo', 'Weiter']);
    expect(shown('de', 'constructor')).toEqual(['Hallo', 'Nächste Seite']);
  });

  it('needs nothing for a lone page and the core theme', () => {
    const engine = createEngine();
    const { program, diagnostics, stages } = engine.compile(page('Hello'));
    expect(diagnostics).toEqual([]);
    expect(stages.map((stage) => stage.name)).toEqual(['parse', 'resolve', 'validate', 'optimize', 'emit']);
    expect(engine.render(program!).html).toContain('<main><p class="ui-text">Hello</p></main>');
    expect(engine.styles(program!).css).toContain('.ui-text');
  });

  it.each([
    null,
    undefined,
    { ctx: null },
    { params: null, data: null, ctx: null, form: null, late: null },
  ])('takes %j for an input that says nothing', (input) => {
    const engine = createEngine();
    const { program } = engine.compile(page('Hello'));
    expect(engine.render(program!, input as unknown as RenderInput)).toEqual(engine.render(program!));
    expect(engine.dataRequests(program!, input as unknown as RenderInput)).toEqual(engine.dataRequests(program!));
  });

  it.each([
    ['nothing', ''],
    ['no document', '[1, 2]'],
    ['deep nesting', '['.repeat(100_000)],
    ['too much text', 'x'.repeat(5_000_000)],
    ['a lone surrogate', '\ud800'],
    ['a prototype', '{"__proto__": {}}'],
  ])('answers %s with diagnostics', (_, text) => {
    const { program, diagnostics } = createEngine().compile(text, { file: 'a\ud800.json' });
    expect(program).toBeNull();
    expect(diagnostics.length).toBeGreaterThan(0);
  });

  it('compiles the same text once, until a document it uses changes', () => {
    const badge = (words: string): SourceDocument => ({
      text: JSON.stringify({
        $schema: 'https://schema-studio.dev/ui/1/component.json',
        kind: 'component',
        id: 'test/badge',
        version: '1.0.0',
        title: 'Badge',
        view: { id: 'b', type: 'Text', props: { text: words } },
      }),
    });
    let stored = [badge('old')];
    const engine = createEngine({ documents: { find: (id) => (id === 'test/badge' ? stored : []) } });
    const text = page('', { uses: { Mine: 'test/badge@^1.0.0' }, view: { id: 'root', type: 'Mine' } });
    const first = engine.compile(text);
    expect(engine.compile(text)).toBe(first);
    stored = [badge('new')];
    expect(engine.render(engine.compile(text).program!).html).toContain('new');
  });
});
