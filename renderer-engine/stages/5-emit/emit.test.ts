import { describe, expect, it } from 'vitest';
import { createEngine } from '../../create-engine.ts';
import type { Json, JsonObject } from '../../document/types.ts';
import type { CompileOptions, EngineOptions, RenderInput } from '../../engine.ts';

const page = (children: Json, more: JsonObject = {}): string =>
  JSON.stringify({
    $schema: 'https://schema-studio.dev/ui/1/page.json',
    kind: 'page',
    id: 'test/page',
    version: '1.0.0',
    title: 'Test',
    route: '/test',
    data: {
      rows: {
        source: 'rows.all',
        schema: {
          type: 'array',
          items: { type: 'object', properties: { id: { type: 'string' }, url: { type: 'string' } } },
        },
      },
    },
    view: { id: 'root', type: 'Stack', children },
    ...more,
  });

interface Case {
  readonly input?: RenderInput;
  readonly options?: EngineOptions;
  readonly compile?: CompileOptions;
}

function show(source: string, { input = {}, options = {}, compile = {} }: Case = {}) {
  const engine = createEngine(options);
  const { program, diagnostics } = engine.compile(source, compile);
  if (!program) throw new Error(JSON.stringify(diagnostics));
  const rendered = engine.render(program, { data: { rows: [] }, ...input });
  const main = rendered.html.match(/<main>.*<\/main>/s)?.[0] ?? rendered.html;
  return { ...rendered, program, main };
}

const loop = (children: Json) => ({
  id: 'each',
  type: 'Fragment',
  for: { each: '${data.rows}', as: 'row', key: '${row.id}' },
  children,
});

describe('a program', () => {
  it('is plain JSON with a hash over what it does, not over how it was written', () => {
    const { program } = show(page(['Hello']));
    expect(JSON.parse(JSON.stringify(program))).toEqual(program);
    const spaced = JSON.stringify(JSON.parse(page(['Hello'])), null, 4);
    expect(show(spaced).program.hash).toBe(program.hash);
    expect(show(page(['Hello!'])).program.hash).not.toBe(program.hash);
  });

  it('asks for no data that nothing shown reads (language.md 9.1)', () => {
    const data = {
      shown: { source: 'rows.shown', args: { limit: '${params.limit}' }, schema: { type: 'integer' } },
      hidden: { source: 'rows.hidden', schema: { type: 'integer' } },
      unread: { source: 'rows.unread', schema: { type: 'integer' } },
      checked: { source: 'rows.checked', schema: { type: 'integer' } },
    };
    const never = { id: 'never', type: 'Text', if: '${1 > 2}', props: { text: '${data.hidden}' } };
    const form = { schema: { type: 'object', properties: { count: { type: 'integer' } } } };
    const rules = [{ id: 'few', assert: '${form.value.count <= data.checked}', at: '/count', message: 'Too many' }];
    const { program } = show(
      page(
        [
          never,
          { id: 'sum', type: 'Text', props: { text: '${data.shown}' } },
          { id: 'order', type: 'Form', props: { form: 'order' } },
        ],
        {
          params: { limit: { type: 'integer', default: 1 } },
          data,
          forms: { order: { ...form, rules } },
        },
      ),
    );
    expect(Object.keys(program.contract.data).sort()).toEqual(['checked', 'shown']);
    const whole = show(page(['${data.rows.length}'])).program;
    expect(Object.keys(whole.contract.data)).toEqual(['rows']);
  });

  it('renders the same after a journey through JSON', () => {
    const engine = createEngine();
    const { program } = engine.compile(page([loop([{ id: 't', type: 'Text', props: { text: '${row.id}' } }])]));
    const input = { data: { rows: [{ id: 'a' }] } };
    expect(engine.render(JSON.parse(JSON.stringify(program)), input).html).toBe(engine.render(program!, input).html);
  });

  it('carries a trace as last attribute; without it the bytes and the hash are those of production', () => {
    const source = page([{ id: 'b', type: 'Badge', props: { text: 'x', tone: 'info' } }]);
    const plain = show(source);
    const traced = show(source, { compile: { trace: true } });
    expect(traced.html).toContain('<span class="ui-badge" data-tone="info" data-ui-node="b">');
    expect(traced.html.replaceAll(/ data-ui-node="[^"]*"/g, '')).toBe(plain.html);
    expect(traced.program.hash).toBe(plain.program.hash);
  });

  it('tells items of loops apart by their keys in a trace, and in no other (T1)', () => {
    const inner = { each: '${[1, 2]}', as: 'n', key: '${n}' };
    const source = page([
      {
        id: 'row',
        type: 'Box',
        for: { each: '${data.rows}', as: 'r', key: '${r.id}' },
        props: { as: 'div' },
        children: [{ id: 'cell', type: 'Badge', for: inner, props: { text: '${r.id}' } }],
      },
    ]);
    const input = { data: { rows: [{ id: 'a' }, { id: 'b/2' }] } };
    const plain = show(source, { input });
    const traced = show(source, { input, compile: { trace: true } });
    const keys = [...traced.html.matchAll(/data-ui-node="cell" data-ui-key="([^"]*)"/g)].map(([, key]) => key);
    expect(keys).toEqual(['a 1', 'a 2', 'b_002f2 1', 'b_002f2 2']);
    expect(traced.html.replaceAll(/ data-ui-(?:node|key)="[^"]*"/g, '')).toBe(plain.html);
    expect(traced.program.hash).toBe(plain.program.hash);
  });

  it('keeps only the messages it uses', () => {
    const messages = { en: { used: 'Used', other: 'Other' }, de: { used: 'Benutzt', other: 'Andere' } };
    const { program } = show(page(["${t('used')}"], { messages }));
    expect(program.messages).toEqual({ 'test/page': { en: { used: 'Used' }, de: { used: 'Benutzt' } } });
  });
});

describe('addresses', () => {
  it('are written only where something refers to a node', () => {
    const { main } = show(
      page([
        { id: 'words', type: 'Text', props: { text: 'Name of it' } },
        { id: 'card', type: 'Card', a11y: { labelledBy: 'words' }, children: ['x'] },
        { id: 'alone', type: 'Text', props: { text: 'y' } },
      ]),
    );
    expect(main).toContain('<p id="ui-words" class="ui-text">');
    expect(main).toContain('aria-labelledby="ui-words"');
    expect(main).not.toContain('ui-alone');
  });

  it('carry the keys of loops, encoded, and the instance they are in', () => {
    const Pair = {
      props: { type: 'object', properties: { name: { type: 'string' } } },
      view: {
        id: 'pair',
        type: 'Stack',
        children: [
          { id: 'label', type: 'Text', props: { text: '${props.name}' } },
          { id: 'box', type: 'Card', a11y: { labelledBy: 'label' }, children: ['x'] },
        ],
      },
    };
    const source = page([loop([{ id: 'one', type: 'Pair', props: { name: '${row.id}' } }])], {
      defs: { components: { Pair } },
    });
    const { main } = show(source, { input: { data: { rows: [{ id: 'a b' }, { id: 'c' }] } } });
    expect(main).toContain('id="ui-one__a_0020b--label"');
    expect(main).toContain('aria-labelledby="ui-one__c--label"');
  });

  it('include the rows a table opens around a cell', () => {
    const table = {
      id: 'table',
      type: 'Table',
      props: { caption: 'All', rows: '${data.rows}', key: '${row.id}', columns: [{ key: 'a', header: 'A' }] },
      slots: {
        'cell:a': [{ id: 'input', type: 'TextInput', bind: 'params:q', props: { label: 'Q' } }],
      },
    };
    const source = page([{ id: 'f', type: 'Form', props: { method: 'get' }, children: [table] }], {
      params: { q: { type: 'string', default: '' } },
    });
    expect(show(source, { input: { data: { rows: [{ id: 'r1' }] } } }).main).toContain('for="ui-input__r1-input"');
  });
});

describe('a form', () => {
  const forms = {
    order: {
      schema: {
        type: 'object',
        required: ['qty'],
        properties: {
          qty: { type: 'integer', minimum: 1, maximum: 5 },
          code: { type: 'string', pattern: '^[A-Z]+$', maxLength: 9 },
        },
      },
      initial: { qty: 2 },
    },
  };
  const form = {
    id: 'f',
    type: 'Form',
    props: { form: 'order', errorSummary: true },
    children: [
      { id: 'qty', type: 'TextInput', bind: '/qty', props: { label: 'Qty' } },
      { id: 'code', type: 'TextInput', bind: '/code', props: { label: 'Code' } },
    ],
  };

  it('posts to its action’s address with what a browser can check', () => {
    const { main, program } = show(page([form], { forms }), { input: { late: { csrf: 'token' } } });
    expect(main).toMatch(
      /<form id="ui-f" class="ui-form" action="\/_ui\/test\/page@[0-9a-f]{12}\/a\/f\/submit" method="post" /,
    );
    expect(main).toContain('<input name="_csrf" value="token" type="hidden">');
    expect(main).toContain(
      'name="/qty" value="2" inputmode="numeric" max="5" min="1" required="" step="1" type="number"',
    );
    expect(main).toContain('maxlength="9" pattern="[A-Z]+"');
    expect(program.contract.forms['order']).toMatchObject({ mode: 'lenient', initial: { qty: 2 } });
  });

  it('shows what was typed and what is wrong with it', () => {
    const input = { form: { f: { qty: 9, code: '"<' } }, formErrors: { f: { '/qty': ['Too many'] } } };
    const { main } = show(page([form], { forms }), { input });
    expect(main).toContain('value="9"');
    expect(main).toContain('value="&quot;&lt;"');
    expect(main).toContain('<a href="#ui-qty-input">Too many</a>');
  });

  it('over params keeps the other params, but no defaults', () => {
    const params = {
      q: { type: 'string', default: '' },
      sort: { type: 'string', default: 'id' },
      page: { type: 'integer', default: 1 },
    };
    const get = {
      id: 'g',
      type: 'Form',
      props: { method: 'get' },
      children: [{ id: 'q', type: 'TextInput', bind: 'params:q', props: { label: 'Q' } }],
    };
    const { main } = show(page([get], { params }), { input: { params: { q: 'x', sort: 'name' } } });
    expect(main).toContain('action="/test" method="get"');
    expect(main).toContain('<input name="sort" value="name" type="hidden">');
    expect(main).not.toContain('name="page"');
    expect(main).toContain('name="q" value="x"');
  });
});

describe('a link', () => {
  const link = (to: Json) => ({ id: 'l', type: 'Link', props: { text: 'Go', to } });

  it('to a page goes through the routes of the release', () => {
    const routes = { 'acme/order': '/orders/{id}' };
    const source = page([link({ page: 'acme/order', params: { id: 'a/b', tab: 'x y' }, hash: 'top' })]);
    expect(show(source, { options: { routes, settings: { site: { base: '/shop' } } } }).main).toContain(
      'href="/shop/orders/a%2Fb?tab=x+y#top"',
    );
  });

  it('from data is checked as it is written', () => {
    const source = page([loop([link('${row.url}')])]);
    const rows = ['javascript:alert(1)', 'https://u:p@other.example/', '/ok'].map((url, at) => ({ id: `r${at}`, url }));
    const { main, diagnostics } = show(source, { input: { data: { rows } } });
    expect(main).toContain('href="about:blank#blocked"');
    expect(main).toContain('href="https://other.example/" rel="noopener noreferrer"');
    expect(main).toContain('href="/ok"');
    expect(diagnostics.map((one) => one.code)).toContain('UI9301');
  });
});

describe('a component', () => {
  const Level = {
    props: { type: 'object', properties: { n: { type: 'integer' } } },
    view: { id: 'v', type: 'Heading', props: { text: 'x', level: '${props.n}' } },
  };

  it('has the shape its instance gives it', () => {
    const source = page([{ id: 'a', type: 'Level', props: { n: '${1 + 2}' } }], { defs: { components: { Level } } });
    expect(show(source).main).toContain('<h3 class="ui-heading">x</h3>');
  });

  it('must have a constant shape', () => {
    const source = page([{ id: 'a', type: 'Level', props: { n: '${size(data.rows)}' } }], {
      defs: { components: { Level } },
    });
    const { diagnostics } = createEngine().compile(source);
    expect(diagnostics.map((one) => one.code)).toContain('UI2013');
  });

  it('brings no Form into a Form, neither as its view nor around a slot', () => {
    const find = { id: 'find', type: 'Form', props: { method: 'get' }, children: [] };
    const around = { ...find, children: [{ id: 'in', type: 'Slot', props: { name: 'default' } }] };
    const components = { Find: { view: find }, Around: { slots: { default: {} }, view: around } };
    const told = (node: Json) =>
      createEngine()
        .compile(page([node], { defs: { components } }))
        .diagnostics.map(({ code, message }) => `${code} ${message}`);
    expect(told({ id: 'a', type: 'Around', children: [{ id: 'b', type: 'Find' }] })).toEqual([
      'UI2007 The Form "b--find" cannot stand in the Form "a--find": a Form cannot be inside one.',
    ]);
    expect(told({ ...find, children: [{ id: 'b', type: 'Find' }] } as Json)).toEqual([
      'UI2007 The Form "b--find" cannot stand in the Form "find": a Form cannot be inside one.',
    ]);
    // One that validation sees is told once.
    expect(told({ ...find, children: [{ ...find, id: 'b' }] } as Json)).toHaveLength(1);
  });

  it('takes slots with the names it provides', () => {
    const Each = {
      slots: { item: { provide: { one: {} } } },
      props: { type: 'object', properties: { list: { type: 'array', items: { type: 'string' } } } },
      view: {
        id: 'v',
        type: 'Stack',
        children: [
          {
            id: 'e',
            type: 'Fragment',
            for: { each: '${props.list}', as: 'x', key: '${x}' },
            children: [
              { id: 's', type: 'Slot', props: { name: 'item', provide: { one: '${upper(x)}' } }, children: ['none'] },
            ],
          },
        ],
      },
    };
    const fill = { item: [{ id: 't', type: 'Text', props: { text: '${one} of ${ctx.locale}' } }] };
    const source = page(
      [
        { id: 'a', type: 'Each', props: { list: ['a', 'b'] }, slots: fill },
        { id: 'b', type: 'Each', props: { list: ['c'] } },
      ],
      { defs: { components: { Each } } },
    );
    const { main } = show(source);
    expect(main).toContain('<p class="ui-text">A of en</p><p class="ui-text">B of en</p>');
    expect(main).toContain('none');
  });
});
