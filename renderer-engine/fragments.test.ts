import { describe, expect, it } from 'vitest';
import { createEngine } from './create-engine.ts';
import type { Json, JsonObject } from './document/types.ts';
import { encodeKey } from './html/dom-id.ts';
import { compile, document, orders, refresh, text } from './one-page.testing.ts';

describe('a fragment (E15)', () => {
  it('has the bytes that the page has for that node', () => {
    const { engine, program, fragment } = compile([
      text('one', 'Hello ${params.q}'),
      text('two', 'Other'),
      ...refresh('one'),
    ]);
    const input = { params: { q: 'you' }, data: { orders, other: '' } };
    const found = fragment('one', input)!;
    expect(found.html).toBe(
      '<p class="ui-text" id="ui-one">Hello you</p>'.replace(
        'class="ui-text" id="ui-one"',
        'id="ui-one" class="ui-text"',
      ),
    );
    expect(engine.render(program, input).html).toContain(found.html);
    expect(fragment('two', input)).toBeNull();
    expect(fragment('nothing', input)).toBeNull();
  });

  it('walks loops by key, and what is set on the way', () => {
    const inner = text('line', '${order.id}: ${name}', {
      for: { each: '${order.lines}', as: 'line', key: '${line}' },
      let: { name: '${upper(line)}' },
      on: {},
    });
    const { engine, program, fragment } = compile([
      {
        id: 'each',
        type: 'Box',
        props: { as: 'div' },
        for: { each: '${data.orders}', as: 'order', key: '${order.id}' },
        children: [inner, ...refresh('line:x')],
      },
    ]);
    const input = { data: { orders, other: '' } };
    const address = `line__${encodeKey('B/2')}__y`;
    expect(fragment(address, input)?.html).toContain('B/2: Y');
    expect(engine.render(program, input).html).toContain(`id="ui-${address}"`);
    expect(fragment('line__A-1__x', input)?.html).toContain('A-1: X');
    for (const wrong of ['line', 'line__A-1', 'line__A-1__z', 'line__C__x', 'line__x__A-1', 'line__A-1__x__x'])
      expect(fragment(wrong, input)).toBeNull();
  });

  it('is not there where a condition, a branch of Match or an empty list hides it', () => {
    const { fragment } = compile([
      text('shown', 'Shown', { if: '${params.open}', else: [text('hidden', 'Hidden')] }),
      {
        id: 'match',
        type: 'Match',
        props: { on: '${params.side}' },
        slots: { a: [text('in-a', 'A')], b: [text('in-b', 'B')], default: [text('in-none', 'None')] },
      },
      {
        id: 'list',
        type: 'Box',
        props: { as: 'div' },
        for: { each: '${data.orders}', as: 'o', key: '${o.id}', empty: [text('none', 'No orders')] },
      },
      ...refresh('shown', 'hidden', 'in-a', 'in-b', 'in-none', 'none'),
    ]);
    const there = (params: JsonObject, list: Json = orders) =>
      ['shown', 'hidden', 'in-a', 'in-b', 'in-none', 'none'].filter((id) =>
        fragment(id, { params, data: { orders: list, other: '' } }),
      );
    expect(there({})).toEqual(['shown', 'in-a']);
    expect(there({ open: false, side: 'b' })).toEqual(['hidden', 'in-b']);
    expect(there({ side: 'c' }, [])).toEqual(['shown', 'in-none', 'none']);
  });

  it('depends only on the params and data that it, its path and arguments of its data read', () => {
    const { engine, program } = compile([
      text('a', '${size(data.orders)}'),
      text('b', 'Constant', { if: '${params.open}' }),
      text('c', "${params.side == 'a' ? data.other : ''}"),
      ...refresh('a', 'b', 'c'),
    ]);
    const table = Object.fromEntries(program.fragments.map(({ id, params, data }) => [id, { params, data }]));
    expect(table).toEqual({
      a: { params: ['q'], data: ['orders'] },
      b: { params: ['open'], data: [] },
      c: { params: ['side'], data: ['other'] },
    });
    expect(Object.keys(engine.dataRequests(program, {}, 'a').sources)).toEqual(['orders']);
    expect(Object.keys(engine.dataRequests(program, {}, 'b').sources)).toEqual([]);
  });

  it('does not depend on the switches of the optimizer', () => {
    const children = [
      text('a', "${false ? params.q : 'x'}"),
      text('b', '${params.page}', {
        for: { each: ['k-', 'l'].length ? "${['k-', 'l']}" : '', as: 'k', key: '${k}' },
        if: '${true}',
        else: [text('c', '${params.q}')],
      }),
      ...refresh('a', 'b:l'),
    ];
    const input = { data: { orders, other: '' } };
    const best = compile(children);
    expect(best.program.fragments.map(({ id, keys, params }) => [id, keys, params])).toEqual([
      ['a', [[]], []],
      ['b', [['k_002d']], ['page']],
      ['b', [['l']], ['page']],
    ]);
    for (const optimize of [
      { fold: false },
      { removeDeadBranches: false },
      { fold: false, removeDeadBranches: false, mergeStatic: false },
    ]) {
      const { program, fragment } = compile(children, {}, { optimize });
      const reads = program.fragments.filter(({ id }) => id !== 'c').map(({ id, params }) => [id, params]);
      expect(reads).toEqual([
        ['a', []],
        ['b', ['page']],
        ['b', ['page']],
      ]);
      for (const address of ['a', 'b__l', 'b__k_002d', 'b__k-'])
        expect(fragment(address, input)?.html).toBe(best.fragment(address, input)?.html);
    }
  });

  it('shows its own catch when it fails, else the error box, and never the catch of what is around it', () => {
    const failing = { id: 'bad', type: 'Text', props: { text: '${data.orders[9].id}' } };
    const own = { ...failing, id: 'own', catch: [text('own-error', 'Own: ${error.code}')] };
    const { fragment } = compile([
      {
        id: 'around',
        type: 'Box',
        props: { as: 'div' },
        catch: [text('far', 'Far')],
        children: [
          failing,
          own,
          text('fed', '${size(data.orders)}', { catch: [text('fed-error', 'Fed: ${error.status}')] }),
        ],
      },
      ...refresh('bad', 'own', 'fed'),
    ]);
    const input = { data: { orders, other: '' }, late: { errorId: 'e-1' } };
    expect(fragment('bad', input)?.html).toContain('data-code="UI5003"');
    expect(fragment('bad', input)?.html).toContain('e-1');
    expect(fragment('own', input)?.html).toContain('Own: UI5003');
    const down = { failures: { orders: { status: 'unavailable' as const } }, data: { other: '' } };
    expect(fragment('fed', down)?.html).toContain('Fed: 503');
    expect(fragment('bad', down)?.html).toContain('data-code="UI9201"');
  });

  it('inside a component has the address of its instance first', () => {
    const components = {
      Panel: {
        props: { type: 'object', properties: { title: { type: 'string' } } },
        view: {
          id: 'panel',
          type: 'Box',
          props: { as: 'div' },
          children: [text('body', '${props.title}'), ...refresh('body')],
        },
      },
    };
    const { engine, program, fragment } = compile(
      [
        {
          id: 'card',
          type: 'Panel',
          for: { each: '${data.orders}', as: 'o', key: '${o.id}' },
          props: { title: 'Order ${o.id}' },
        },
      ],
      { defs: { components } },
    );
    const input = { data: { orders, other: '' } };
    const address = `card__${encodeKey('B/2')}--body`;
    expect(fragment(address, input)?.html).toContain('Order B/2');
    expect(engine.render(program, input).html).toContain(`id="ui-${address}"`);
    expect(fragment('card--body', input)).toBeNull();
    expect(fragment('body', input)).toBeNull();
  });
});

describe('a key inside an address', () => {
  it('never holds what joins the parts of an address', () => {
    expect(encodeKey('A-1001')).toBe('A-1001');
    expect(encodeKey('-5')).toBe('-5');
    expect(encodeKey('a--b')).toBe('a_002d-b');
    expect(encodeKey('a-')).toBe('a_002d');
    expect(encodeKey('a_b c')).toBe('a_005fb_0020c');
    expect(encodeKey('-'.repeat(30))).toHaveLength(16);
  });
});

describe('a target that is not one element (E8)', () => {
  const show = (target: JsonObject, more: JsonObject = {}) => {
    const again = {
      id: 'again',
      type: 'Button',
      props: { text: 'Again' },
      on: { click: { do: 'refresh', target: 'part' } },
    };
    const { engine, program, fragment } = compile([{ id: 'part', ...target }, again], more);
    return { html: engine.render(program, { data: all }).html, fragment };
  };
  const all = { orders, other: 'x' };
  const two = [text('one', 'One ${data.other}'), text('two', 'Two')];
  const components = {
    Two: { view: { id: 'both', type: 'Fragment', children: two.map(({ id }) => text(id, 'Own')) } },
  };
  const match = { props: { on: '${data.other}' }, slots: { x: two, default: [text('rest', 'Rest')] } };

  it.each<[string, JsonObject, JsonObject]>([
    ['a group', { type: 'Fragment', children: two }, {}],
    ['an instance that shows two', { type: 'Two' }, { defs: { components } }],
    ['a choice', { type: 'Match', ...match }, {}],
  ])('has an element of its own, in the page and in the answer: %s', (_, target, more) => {
    const { html, fragment } = show(target, more);
    const answer = fragment('part', { data: all })!.html;
    expect(answer).toMatch(/^<div id="ui-part" class="ui-place"><p.*<\/p><\/div>$/);
    expect(html).toContain(answer);
    expect(html).toContain('hx-target="#ui-part"');
  });

  it('needs none where one element has the id', () => {
    const { html } = show({ type: 'Fragment', children: [text('only', 'Only')] });
    expect(html).toContain('<p id="ui-part" class="ui-text">Only</p>');
    expect(html).not.toContain('ui-place');
  });

  it('can be asked for again when it has failed: its catch and the error box have its id', () => {
    const failed = { data: { orders }, failures: { other: { status: 'timeout' as const } } };
    const caught = show({
      type: 'Text',
      props: { text: '${data.other}' },
      catch: [text('sorry', 'Sorry'), text('s', '')],
    });
    expect(caught.html).not.toContain('ui-place');
    expect(caught.fragment('part', failed)?.html).toMatch(/^<div id="ui-part" class="ui-place"><p[^>]*>Sorry</);
    const plain = show({ type: 'Text', props: { text: '${data.other}' } });
    expect(plain.fragment('part', failed)?.html).toMatch(/^<div id="ui-part" class="ui-error"/);
  });

  it('is told where an element of its own may not stand', () => {
    const group = { id: 'part', type: 'Fragment', children: ['a', 'b'] };
    const again = {
      id: 'go',
      type: 'Link',
      props: { text: 'Go', to: '/x' },
      on: { visible: { do: 'refresh', target: 'part' } },
    };
    const span = { id: 'span', type: 'Box', props: { as: 'span' }, children: [group] };
    const { diagnostics } = createEngine().compile(document([span, again]));
    expect(diagnostics.map(({ code, node }) => [code, node])).toContainEqual(['UI2007', 'part']);
  });
});
