import { describe, expect, it } from 'vitest';
import { createEngine } from '../../create-engine.ts';
import type { Json, JsonObject } from '../../document/types.ts';
import type { EngineOptions, RenderInput } from '../../engine.ts';
import { RenderLimitError } from './render-error.ts';

const rows = {
  source: 'rows.all',
  schema: { type: 'array', items: { type: 'object', properties: { id: { type: 'string' } } } },
};

const page = (children: Json, more: JsonObject = {}): string =>
  JSON.stringify({
    $schema: 'https://schema-studio.dev/ui/1/page.json',
    kind: 'page',
    id: 'test/page',
    version: '1.0.0',
    title: 'Test',
    data: { rows },
    view: { id: 'root', type: 'Stack', children },
    ...more,
  });

const text = (id: string, value: string, more: JsonObject = {}) => ({
  id,
  type: 'Text',
  props: { text: value },
  ...more,
});

function render(source: string, input: RenderInput = {}, options: EngineOptions = {}) {
  const engine = createEngine(options);
  const { program, diagnostics } = engine.compile(source);
  if (!program) throw new Error(JSON.stringify(diagnostics));
  return engine.render(program, input);
}

const many = (count: number) => Array.from({ length: count }, (_, at) => ({ id: `r${at}` }));
const list = {
  id: 'each',
  type: 'Fragment',
  for: { each: '${data.rows}', as: 'row', key: '${row.id}' },
  children: [text('t', '${row.id}')],
};

describe('a render', () => {
  it('removes what the schema does not declare, and fills in defaults', () => {
    const schema = {
      type: 'object',
      properties: { name: { type: 'string' }, tone: { type: 'string', default: 'calm' } },
    };
    const source = page([text('a', '${join(keys(data.user), ",")} ${data.user.tone}')], {
      data: { user: { source: 'user.me', schema } },
    });
    expect(render(source, { data: { user: { name: 'Ada', secret: 'x' } } }).html).toContain('name,tone calm');
  });

  it('keeps the page when one node fails, and says which', () => {
    const { html, diagnostics } = render(page([text('a', '${data.rows[0].id}'), text('b', 'still here')]), {
      data: { rows: [] },
    });
    expect(html).toContain('data-code="UI5003"');
    expect(html).toContain('still here');
    expect(diagnostics).toMatchObject([{ code: 'UI5003', node: 'a', document: 'test/page@1.0.0' }]);
  });

  it('gives a failed node to the nearest boundary, without half a tag', () => {
    const inner = {
      id: 'inner',
      type: 'Stack',
      catch: [text('c', 'caught ${error.code}')],
      children: [text('a', 'first'), text('b', '${data.rows[9].id}')],
    };
    const { html } = render(page([inner, text('z', 'after')]), { data: { rows: [] } });
    expect(html).toContain('caught UI5003');
    expect(html).not.toContain('first');
    expect(html).toContain('after');
  });

  it('shows the boundary of failed data, and the rest of the page with 200', () => {
    const inner = { id: 'inner', type: 'Stack', catch: [text('c', 'gone ${error.status}')], children: [list] };
    const { html, status } = render(page([inner, text('z', 'after')]), { failures: { rows: { status: 'forbidden' } } });
    expect(html).toContain('gone 403');
    expect(html).toContain('after');
    expect(status).toBe(200);
  });

  it.each([
    ['notFound', 404],
    ['forbidden', 403],
    ['unavailable', 503],
    ['timeout', 503],
    ['invalid', 500],
  ] as const)('answers page-critical data that is %s with %i and the root’s catch alone', (failure, expected) => {
    const source = page([list], {
      view: { id: 'root', type: 'Stack', catch: [text('c', 'oh ${error.id}')], children: [list] },
    });
    const result = render(source, { failures: { rows: { status: failure } }, late: { errorId: 'E-1' } });
    expect(result.status).toBe(expected);
    expect(result.html).toContain('<main><p class="ui-text">oh E-1</p></main>');
  });

  it('treats an answer that does not fit its schema as failed', () => {
    const { status, diagnostics } = render(page([list]), { data: { rows: 'nonsense' } });
    expect(status).toBe(500);
    expect(diagnostics.map((one) => one.code)).toEqual(['UI9202']);
  });

  it('makes keys unique and says so', () => {
    const { diagnostics } = render(page([list]), { data: { rows: [{ id: 'a' }, { id: 'a' }] } });
    expect(diagnostics).toMatchObject([{ code: 'UI5008', node: 'each' }]);
  });

  it('writes data as text, never as markup', () => {
    const { html } = render(page([list]), { data: { rows: [{ id: '<script>alert(1)</script>${1 + 1}' }] } });
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;${1 + 1}');
  });

  it('reads params from text, and says 404 for a path param that does not fit', () => {
    const source = page([text('a', '${params.n + 1} ${params.list[1]}')], {
      route: '/x/{n}',
      params: { n: { type: 'integer' }, list: { type: 'array', items: { type: 'string' }, default: [] } },
    });
    expect(render(source, { params: { n: '41', list: ['a', 'b'] } }).html).toContain('42 b');
    expect(render(source, { params: { n: 'x' } }).status).toBe(404);
  });
});

describe('a limit of the whole render', () => {
  it('ends it: steps', () => {
    const source = page([{ ...list, children: [text('t', '${range(1, len(row.id) + 500) | sum(n => n) | number}')] }]);
    const run = () => render(source, { data: { rows: many(900) } }, { limits: { renderSteps: 10_000 } });
    expect(run).toThrow(RenderLimitError);
  });

  it('ends it: bytes', () => {
    const run = () => render(page([list]), { data: { rows: many(900) } }, { limits: { htmlBytes: 5_000 } });
    expect(run).toThrow('the length of the HTML');
  });

  it('ends it: nested loops', () => {
    const inner = { ...list, id: 'again', for: { each: '${data.rows}', as: 'other', key: '${other.id}' } };
    const run = () => render(page([{ ...list, children: [inner] }]), { data: { rows: many(300) } });
    expect(run).toThrow('nested loops');
  });

  it('is not one: a long list is cut, and that is said', () => {
    const { html, diagnostics } = render(page([list]), { data: { rows: many(1_500) } });
    expect(html.match(/<p /g)).toHaveLength(1_000);
    expect(diagnostics).toMatchObject([{ code: 'UI9001', node: 'each' }]);
  });
});

describe('a stream (E15)', () => {
  const engine = createEngine();
  const { program } = engine.compile(
    page([
      list,
      {
        id: 'table',
        type: 'Table',
        props: {
          rows: '${data.rows}',
          key: '${row.id}',
          caption: 'All',
          columns: [{ key: 'id', header: 'Id', value: '${row.id} 🎉' }],
        },
      },
    ]),
  );
  const input = { data: { rows: many(1_000) } };

  it('gives the bytes of a render, in pieces that each stand as UTF-8', async () => {
    const chunks: string[] = [];
    for await (const chunk of engine.renderStream(program!, input)) chunks.push(chunk);
    expect(chunks.join('')).toBe(engine.render(program!, input).html);
    expect(chunks.length).toBeGreaterThan(5);
    for (const chunk of chunks) {
      expect(chunk.isWellFormed()).toBe(true);
      expect(chunk.length).toBeLessThan(16 * 1024);
    }
  });

  it('stops working when nobody reads on: what would fail later is never reached', async () => {
    const small = createEngine({ limits: { htmlBytes: 20_000 } });
    for await (const chunk of small.renderStream(program!, input)) {
      expect(chunk).toContain('<!doctype html>');
      break;
    }
  });

  it('fails as a render fails', async () => {
    const small = createEngine({ limits: { htmlBytes: 20_000 } });
    const read = async () => {
      for await (const _ of small.renderStream(program!, input));
    };
    await expect(read()).rejects.toThrow(RenderLimitError);
  });
});
