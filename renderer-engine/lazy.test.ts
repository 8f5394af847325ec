import { describe, expect, it } from 'vitest';
import { createEngine } from './create-engine.ts';
import type { JsonObject } from './document/types.ts';
import { fixtureInput } from './fixture-input.ts';
import { compile, data, document, orders, text } from './one-page.testing.ts';

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

  it('that an action asks for again has its id also as a box', () => {
    const again = {
      id: 'again',
      type: 'Button',
      props: { text: 'Again' },
      on: { click: { do: 'refresh', target: 'panel' } },
    };
    for (const mode of ['request', 'stream']) {
      const lazy = { when: 'load', mode };
      const { engine, program, fragment } = compile([panel({ lazy }), again], { data: lazyData });
      const down = { data: eager, failures: { slow: { status: 'unavailable' as const } } };
      const box = fragment('panel', down)!.html;
      expect(box).toMatch(/^<div id="ui-panel" class="ui-error"/);
      expect(engine.render(program, down).html).toContain(box);
    }
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
