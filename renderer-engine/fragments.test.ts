import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from './create-engine.ts';
import type { Json, JsonObject } from './document/types.ts';
import type { CompileOptions, RenderInput } from './engine.ts';
import { fixtureInput } from './fixture-input.ts';
import { encodeKey } from './html/dom-id.ts';

const order = {
  type: 'object',
  properties: { id: { type: 'string' }, lines: { type: 'array', items: { type: 'string' } } },
};

const data = {
  orders: { source: 'orders.all', args: { q: '${params.q}' }, schema: { type: 'array', items: order } },
  other: { source: 'other.all', schema: { type: 'string' } },
};

const document = (children: Json, more: JsonObject = {}): string =>
  JSON.stringify({
    $schema: 'https://schema-studio.dev/ui/1/page.json',
    kind: 'page',
    id: 'test/page',
    version: '1.0.0',
    title: 'Test',
    route: '/test',
    params: {
      q: { type: 'string', default: '' },
      page: { type: 'integer', default: 1 },
      open: { type: 'boolean', default: true },
      side: { enum: ['a', 'b', 'c'], default: 'a' },
    },
    data,
    view: { id: 'root', type: 'Stack', children },
    ...more,
  });

function compile(children: Json, more: JsonObject = {}, options: CompileOptions = {}) {
  const engine = createEngine();
  const { program, diagnostics } = engine.compile(document(children, more), options);
  if (!program) throw new Error(JSON.stringify(diagnostics));
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(JSON.stringify(errors, null, 2));
  return {
    engine,
    program,
    fragment: (address: string, input: RenderInput = {}) => engine.renderFragment(program, address, input),
  };
}

/** Makes the nodes with these ids targets. */
const refresh = (...ids: readonly string[]) =>
  ids.map((id) => ({
    id: `refresh-${id}`,
    type: 'Button',
    props: { text: 'Again' },
    on: { click: { do: 'refresh', target: id } },
  }));
const text = (id: string, value: string, more: JsonObject = {}) => ({
  id,
  type: 'Text',
  props: { text: value },
  ...more,
});
const orders = [
  { id: 'A-1', lines: ['x', 'y'] },
  { id: 'B/2', lines: ['y'] },
];

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
        children: [inner, ...refresh('line')],
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
      ...refresh('a', 'b'),
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

describe('a lazy node (E8)', () => {
  const lazyData = {
    ...data,
    slow: { source: 'slow.all', load: 'lazy', args: { q: '${params.q}' }, schema: { type: 'string' } },
  };
  const panel = (more: JsonObject = {}): JsonObject => ({
    id: 'panel',
    type: 'Box',
    props: { as: 'section' },
    style: { minHeight: '20rem' },
    lazy: { when: 'visible', timeout: '8s', placeholder: [text('wait', 'Wait')] },
    children: [text('late', 'Late: ${data.slow}')],
    ...more,
  });
  const eager = { orders, other: '' };
  const mainOf = (html: string) => html.slice(html.indexOf('<main'), html.indexOf('</main>'));

  it('is one div with its id and class that asks for its fragment once, and holds the placeholder', () => {
    const { engine, program } = compile([panel()], { data: lazyData });
    const { html, diagnostics } = engine.render(program, {
      lazy: 'waiting',
      params: { q: 'a b', page: 3 },
      data: eager,
    });
    expect(diagnostics).toEqual([]);
    const [, hash] = /page@([0-9a-f]{12})\/f/.exec(html)!;
    expect(mainOf(html)).toContain(
      `<div id="ui-panel" class="${Object.keys(program.styles.classes)[0]}" aria-busy="true" hx-get="/_ui/test/page@${hash}/f/panel?q=a+b" ` +
        'hx-swap="outerHTML" hx-target="this" hx-trigger="intersect once rootMargin:400px"><p class="ui-text">Wait</p>' +
        '<noscript><a href="/test?page=3&amp;q=a+b&amp;_eager=1">Show this part</a></noscript></div>',
    );
    expect(html).not.toContain('Late:');
  });

  it('is replaced by what the page shows in its place when all is settled', () => {
    const { engine, program, fragment } = compile([panel()], { data: lazyData });
    const input = { data: { ...eager, slow: 'here' } };
    const found = fragment('panel', { ...input, lazy: 'waiting' })!;
    expect(found.html).toContain('<section id="ui-panel"');
    expect(found.html).toContain('Late: here');
    expect(engine.render(program, input).html).toContain(found.html);
    expect(program.fragments).toMatchObject([
      { id: 'panel', lazy: { when: 'visible', mode: 'request', timeout: 8_000 }, params: ['q'], data: ['slow'] },
    ]);
    expect(Object.keys(engine.dataRequests(program, {}, 'panel').sources)).toEqual(['slow']);
  });

  it('says when in the words of the page: visible, load, idle, an event', () => {
    const triggers = ['visible', 'load', 'idle', 'event:orders.changed'].map((when) => {
      const { engine, program } = compile([panel({ lazy: { when } })], { data: lazyData });
      return /hx-trigger="([^"]*)"/.exec(engine.render(program, { lazy: 'waiting', data: eager }).html)?.[1];
    });
    expect(triggers).toEqual([
      'intersect once rootMargin:400px',
      'load',
      'load delay:1s',
      'orders.changed from:body once',
    ]);
  });

  it('carries its catch in a template for network failures, and shows it when its data fails', () => {
    const { engine, program, fragment } = compile(
      [panel({ catch: [text('sorry', 'Sorry ${error.status}')] }), text('rest', 'Rest')],
      { data: lazyData },
    );
    const waiting = engine.render(program, { lazy: 'waiting', data: eager }).html;
    expect(waiting).toContain('<template data-ui-catch><p class="ui-text">Sorry 503</p></template>');
    const down = { data: eager, failures: { slow: { status: 'timeout' as const } } };
    expect(fragment('panel', down)?.html).toBe('<p class="ui-text">Sorry 503</p>');
    const page = engine.render(program, down);
    expect(page.status).toBe(200);
    expect(mainOf(page.html)).toContain('<p class="ui-text">Sorry 503</p><p class="ui-text">Rest</p>');
  });

  it('without a catch shows the error box in its own place, wherever it stands', () => {
    const around = {
      id: 'around',
      type: 'Box',
      props: { as: 'div' },
      catch: [text('far', 'Far')],
      children: [panel(), text('rest', 'Rest')],
    };
    const { engine, program, fragment } = compile([around], { data: lazyData });
    const down = { data: eager, failures: { slow: { status: 'unavailable' as const } } };
    const box = fragment('panel', down)!.html;
    expect(box).toContain('data-code="UI9201"');
    const { html, status } = engine.render(program, down);
    expect(status).toBe(200);
    expect(html).toContain(`${box}<p class="ui-text">Rest</p>`);
    expect(html).not.toContain('Far');
  });

  it('stands once per item of its loop, each with its own address', () => {
    const each = {
      for: { each: '${data.orders}', as: 'o', key: '${o.id}' },
      children: [text('late', '${o.id} ${data.slow}')],
    };
    const { engine, program, fragment } = compile([panel(each)], { data: lazyData });
    const { html } = engine.render(program, { lazy: 'waiting', data: eager });
    const addresses = [...html.matchAll(/\/f\/([^"?]*)/g)].map(([, address]) => address!);
    expect(addresses).toEqual(['panel__A-1', 'panel__B_002f2']);
    const shown = addresses.map((address) => fragment(address, { data: { ...eager, slow: 'x' } })?.html);
    expect(shown.map((one) => /<p[^>]*>(.*?)<\/p>/.exec(one!)?.[1])).toEqual(['A-1 x', 'B/2 x']);
  });

  it('gives an instance of a component one id, while it waits and after', () => {
    const components = {
      Panel: {
        props: { type: 'object', properties: { title: { type: 'string' } } },
        view: { id: 'inner', type: 'Box', props: { as: 'section' }, children: [text('t', '${props.title}')] },
      },
    };
    const { engine, program, fragment } = compile(
      [
        panel({ type: 'Panel', props: { title: '${data.slow}' }, children: undefined as never }),
        { id: 'go', type: 'Link', props: { text: 'Go', to: '/x' }, a11y: { describedBy: 'panel' } },
      ],
      { data: lazyData, defs: { components } },
    );
    const waiting = engine.render(program, { lazy: 'waiting', data: eager }).html;
    expect(waiting).toContain('<div id="ui-panel"');
    expect(waiting).toContain('aria-describedby="ui-panel"');
    expect(fragment('panel', { data: { ...eager, slow: 'x' } })?.html).toContain('<section id="ui-panel"');
  });

  it('shows what a test forces, and settles all others', () => {
    const { engine, program } = compile(
      [
        panel({ catch: [text('sorry', 'Sorry')] }),
        { ...panel(), id: 'second', lazy: { when: 'load' }, children: [text('late-2', 'Late: ${data.slow}')] },
      ],
      {
        data: lazyData,
      },
    );
    const input = { data: { ...eager, slow: 'x' } };
    expect(engine.render(program, { ...input, forced: { panel: 'placeholder' } }).html).toMatch(
      /Wait.*<section id="ui-second".*Late: x/s,
    );
    expect(engine.render(program, { ...input, forced: { panel: 'error' } }).html).toMatch(/Sorry.*Late: x/s);
    const tests = { fixtures: { base: { data: { ...eager, slow: 'x' } } }, cases: [] };
    const forced = (force: Record<string, string>) => fixtureInput({ program, tests }, 'base', { force }).forced;
    expect(forced({ panel: 'loading' })).toEqual({ panel: 'placeholder' });
    expect(forced({ 'data.slow': 'slow' })).toEqual({ panel: 'placeholder', second: 'placeholder' });
    expect(forced({})).toEqual({});
  });

  it('may not stand where a div may not, and says so', () => {
    const span = { id: 'span', type: 'Box', props: { as: 'span' }, children: [panel()] };
    const { program, diagnostics } = createEngine().compile(document([span], { data: lazyData }));
    expect(diagnostics.map(({ code, node }) => [code, node])).toContainEqual(['UI2007', 'panel']);
    expect(createEngine().render(program!, { lazy: 'waiting', data: { ...eager, slow: 'x' } }).html).toContain('Late:');
  });

  it('lets its placeholder read no lazy data', () => {
    const { diagnostics } = createEngine().compile(
      document([panel({ lazy: { when: 'load', placeholder: [text('wait', '${data.slow}')] } })], { data: lazyData }),
    );
    expect(diagnostics.map(({ code, node }) => [code, node])).toEqual([['UI5007', 'wait']]);
  });

  it('has the same bytes whatever the optimizer does', () => {
    const children = [panel({ if: '${true}', catch: [text('c', '${params.side}')] })];
    const shots = [{}, { fold: false }, { removeDeadBranches: false }, { mergeStatic: false }].map((optimize) => {
      const { engine, program } = compile(children, { data: lazyData }, { optimize });
      return engine.render(program, { lazy: 'waiting', data: eager }).html.replace(/@[0-9a-f]{12}/, '');
    });
    expect(new Set(shots).size).toBe(1);
  });
});

describe('any page (E15)', () => {
  const value = fc.oneof(
    fc.constant('${params.q}'),
    fc.constant('${size(data.orders)}'),
    fc.constant('x'),
    fc.constant('${name}'),
  );
  const keyword = fc.record(
    {
      if: fc.constantFrom('${params.open}', "${params.side == 'a'}", '${!params.open}', '${size(data.orders) > 0}'),
      for: fc.constantFrom(
        { each: '${data.orders}', as: 'it', key: '${it.id}' },
        { each: "${['a-', '--', 'b_c', 'é']}", as: 'it', key: '${it}' },
        { each: '${range(1, 20)}', as: 'it', key: '${it}' },
      ),
      catch: fc.constant([] as Json[]),
      lazy: fc.constantFrom({ when: 'load' }, { when: 'visible' }),
    },
    { requiredKeys: [] },
  );
  const node = (depth: number): fc.Arbitrary<JsonObject> => {
    const children = depth === 0 ? fc.constant([]) : fc.array(node(depth - 1), { maxLength: 3 });
    return fc.tuple(keyword, value, children, fc.boolean()).map(
      ([words, shown, list, isMatch]): JsonObject => ({
        ...(words as JsonObject),
        let: { name: shown },
        ...(isMatch
          ? { type: 'Match', props: { on: '${params.side}' }, slots: { a: list, default: [] } }
          : { type: 'Box', props: { as: 'div' }, children: [shown, ...list] }),
      }),
    );
  };
  const withIds = (nodes: readonly Json[], path: string): Json[] =>
    nodes.map((one, at) => {
      if (typeof one === 'string') return one;
      const { children, slots, ...rest } = one as JsonObject;
      const id = `${path}${at}`;
      const lists = Object.entries((slots ?? {}) as JsonObject).map(([name, list]) => [
        name,
        withIds(list as Json[], `${id}${name.slice(0, 1)}`),
      ]);
      return {
        ...rest,
        id,
        ...(children ? { children: withIds(children as Json[], `${id}c`) } : {}),
        ...(slots ? { slots: Object.fromEntries(lists) } : {}),
      };
    });

  it('has every fragment that a walk through it meets, with the bytes it shows in place, and no id twice', () => {
    fc.assert(
      fc.property(
        fc.array(node(2), { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        fc.constantFrom('a', 'b'),
        (nodes, open, side) => {
          const engine = createEngine();
          const { program } = engine.compile(document(withIds(nodes, 'n')));
          const input = { params: { open, side, q: '<q>' }, data: { orders, other: '' } };
          const settled = engine.render(program!, input).html;
          const waiting = engine.render(program!, { ...input, lazy: 'waiting' }).html;
          const ids = [...waiting.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
          expect(new Set(ids).size).toBe(ids.length);
          const visit = (html: string): void => {
            for (const [, address] of html.matchAll(/\/f\/([^"?]*)/g)) {
              const found = engine.renderFragment(program!, address!, input);
              expect(settled).toContain(found?.html ?? address);
              visit(engine.renderFragment(program!, address!, { ...input, lazy: 'waiting' })!.html);
            }
          };
          visit(waiting);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('answers any address without failing', () => {
    const { engine, program } = compile([
      text('a', 'A'),
      {
        id: 'b',
        type: 'Box',
        props: { as: 'div' },
        for: { each: '${data.orders}', as: 'o', key: '${o.id}' },
        children: [text('c', 'C')],
      },
      ...refresh('a', 'b'),
    ]);
    const input = { data: { orders, other: '' } };
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^(?:a|b|c|__|--|A-1|_|-|0){0,9}$/)), (address) => {
        const found = engine.renderFragment(program, address, input);
        expect(found === null || address === 'a' || address === 'b__A-1' || address === 'b__B_002f2').toBe(true);
      }),
      { numRuns: 500 },
    );
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
