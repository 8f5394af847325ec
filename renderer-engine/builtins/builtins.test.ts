import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../create-engine.ts';
import type { Json, JsonObject, PageDocument } from '../document/types.ts';
import { chartKinds } from './chart/options.ts';

const engine = createEngine();

/** A page with one component whose props come from data, so that the built-in runs at render. */
const page = (type: string, props: JsonObject, more: JsonObject = {}): PageDocument =>
  ({
    $schema: 'https://schema-studio.dev/ui/1/page.json',
    kind: 'page',
    id: 'test/page',
    version: '1.0.0',
    title: 'Test',
    data: { it: { source: 'it', schema: true } },
    view: { id: 'it', type, props, ...more },
  }) as unknown as PageDocument;

function programOf(document: PageDocument) {
  const { program, diagnostics } = engine.compile(document);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return program!;
}

const number = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.constant(0));
const rows = fc.array(
  fc.record(
    {
      x: fc.oneof(fc.string(), fc.integer(), fc.constantFrom('2026-03-01', '2026-03-02T10:00:00Z', null)),
      y: fc.oneof(number, fc.constant(null), fc.constant('NaN'), fc.string()),
      s: fc.constantFrom('a', 'b', 'constructor', '__proto__', ''),
    },
    { requiredKeys: [] },
  ),
  { maxLength: 12 },
);

describe('charts (E1)', () => {
  it.each(chartKinds)('%s takes any rows: finite numbers of two decimals, the same bytes again', (kind) => {
    for (const stack of [false, true]) {
      const props = { kind, title: 'T', data: '${data.it}', x: 'x', y: 'y', series: 's', stack, table: false };
      const program = programOf(page('Chart', props));
      fc.assert(
        fc.property(rows, fc.constantFrom('en', 'ar'), (data, locale) => {
          const input = { data: { it: data as unknown as Json }, ctx: { locale } };
          const { html } = engine.render(program, input);
          const geometry = [...html.matchAll(/ (?:x|y|x1|x2|y1|y2|cx|cy|r|width|height|d)="([^"]*)"/g)].map(
            ([, own]) => own!,
          );
          for (const text of geometry) {
            expect(text).not.toMatch(/NaN|Infinity|undefined|-0(?![.\d])|\.\d{3}/);
          }
          expect(engine.render(program, input).html).toBe(html);
        }),
        { numRuns: 60 },
      );
    }
  });

  it('draws one point, and 1,000 of them in two series', () => {
    const program = programOf(
      page('Chart', { kind: 'line', title: 'T', data: '${data.it}', x: 'x', y: 'y', series: 's' }),
    );
    expect(engine.render(program, { data: { it: [{ x: 1, y: 5 }] } }).html.match(/<circle/g)).toHaveLength(1);
    const many = Array.from({ length: 2_000 }, (_, at) => ({ x: at >> 1, y: (at * 37) % 101, s: at % 2 ? 'a' : 'b' }));
    const { html, diagnostics } = engine.render(program, { data: { it: many } });
    expect(diagnostics).toEqual([]);
    expect(html.match(/class="ui-chart__line"/g)).toHaveLength(2);
    expect(html.match(/<tr>/g)).toHaveLength(1_001);
  });

  it('tells when there are more points than it shows', () => {
    const program = programOf(page('Chart', { kind: 'spark', title: 'T', data: '${data.it}' }));
    const { diagnostics } = engine.render(program, { data: { it: Array.from({ length: 6_000 }, (_, at) => at) } });
    expect(diagnostics.map(({ code }) => code)).toEqual(['UI9001']);
  });
});

describe('Markdown (E1, S1)', () => {
  const program = programOf(page('Markdown', { source: '${data.it}' }));

  it('is the same whether its text is known early or late', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '# ',
            '*',
            '_',
            '`',
            '[a](b)',
            '> ',
            '- ',
            '\n',
            '|',
            '<b>',
            'x',
            ' ',
            '1. ',
            '![',
            ']',
            '(/c)',
          ),
        ),
        (parts) => {
          const source = parts.join('');
          const early = engine.compile(page('Markdown', { source })).program!;
          expect(engine.render(early).html).toBe(engine.render(program, { data: { it: source } }).html);
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each([
    ['**a*', 60_000],
    ['[a](', 60_000],
    ['> - > - > - > - > - > - x\n', 7_000],
    ['a\n', 100_000],
    ['- '.repeat(500), 500],
  ])('refuses what would keep the parser busy (%#)', (part, times) => {
    const { html, diagnostics } = engine.render(program, { data: { it: part.repeat(times) } });
    expect(diagnostics.map(({ code }) => code)).toEqual(['UI9001']);
    expect(html).toContain('data-code="UI9001"');
  });

  it('fails into the boundary around it', () => {
    const caught = programOf(page('Markdown', { source: '${data.it}' }, { catch: ['Too long to show.'] }));
    // The root's own boundary does not catch single nodes, so the text stands one level below.
    const inner = programOf({
      ...page('Stack', {}),
      view: {
        id: 'root',
        type: 'Stack',
        children: [{ id: 'it', type: 'Markdown', props: { source: '${data.it}' }, catch: ['Too long to show.'] }],
      },
    } as unknown as PageDocument);
    const data = { it: 'a\n'.repeat(100_000) };
    expect(engine.render(inner, { data }).html).toContain('Too long to show.');
    expect(engine.render(caught, { data }).html).toContain('data-code="UI9001"');
  });
});

describe('icons', () => {
  it('draw a name known at render, and nothing for any other', () => {
    const program = programOf(page('Button', { text: 'T', icon: '${data.it}' }));
    expect(engine.render(program, { data: { it: 'truck' } }).html).toContain('<path d="M14 18V6');
    for (const it of ['constructor', '__proto__', 'no-such', '', null]) {
      expect(engine.render(program, { data: { it } }).html).not.toContain('<path');
    }
  });
});
