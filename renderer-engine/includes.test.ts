import { describe, expect, it } from 'vitest';
import { createEngine } from './create-engine.ts';
import type { Json, JsonObject } from './document/types.ts';
import type { ActionHost, RenderContext } from './engine.ts';
import { fixtureInput } from './fixture-input.ts';

const page = (id: string, more: JsonObject): string =>
  JSON.stringify({
    $schema: 'https://schema-studio.dev/ui/1/page.json',
    kind: 'page',
    id,
    version: '1.0.0',
    title: id,
    ...(more['kind'] ? {} : { route: `/${id.split('/')[1]}`, access: 'public' }),
    ...more,
  });

const text = (id: string, value: string) => ({ id, type: 'Text', props: { text: value } });
const include = (id: string, alias: string, params?: JsonObject, more: JsonObject = {}) => ({
  id,
  type: 'Include',
  props: { page: alias, ...(params && { params }) },
  ...more,
});
const stack = (...children: Json[]) => ({ id: 'root', type: 'Stack', children });
const words = (source: string) => ({ source, args: { n: '${params.n}' }, schema: { type: 'string' } });

const notes = page('test/notes', {
  params: { n: { type: 'integer', default: 1 } },
  data: { words: words('notes.words') },
  forms: {
    note: {
      schema: { type: 'object', required: ['text'], properties: { text: { type: 'string' } } },
      rules: [
        { id: 'new', assert: '${form.value.text != data.words}', at: '/text', message: 'Say ${params.n} new things' },
      ],
      submit: {
        do: 'request',
        call: 'notes.add',
        target: 'shown',
        // biome-ignore lint/suspicious/noThenProperty: the language calls it "then".
        then: [{ do: 'toast', tone: 'success', message: 'Added ${params.n}' }],
      },
    },
  },
  view: stack(text('shown', '${params.n}: ${data.words}'), {
    id: 'note',
    type: 'Form',
    props: { form: 'note' },
    a11y: { label: 'Note' },
    children: [{ id: 'text', type: 'TextInput', props: { label: 'Text' }, bind: '/text' }],
  }),
});

function engineWith(...others: readonly string[]) {
  const find = (id: string) => others.filter((one) => JSON.parse(one).id === id).map((one) => ({ text: one }));
  return createEngine({ documents: { find } });
}

function compile(view: Json, more: JsonObject = {}, others: readonly string[] = [notes]) {
  const engine = engineWith(...others);
  const uses = Object.fromEntries(others.map((one) => [nameOf(one), `${JSON.parse(one).id}@^1.0.0`]));
  const { program, diagnostics } = engine.compile(page('test/desk', { uses, view, ...more }));
  const errors = diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  if (!program || errors.length > 0) throw new Error(errors.join('\n'));
  return { engine, program };
}

const nameOf = (document: string): string => {
  const name = JSON.parse(document).id.split('/')[1];
  return name[0].toUpperCase() + name.slice(1);
};

const user = (...roles: string[]): RenderContext => ({ user: { id: 'u1', name: 'Ada', roles } });

describe('an included page (E15)', () => {
  const params = { k: { type: 'integer', default: 5 } };

  it('asks for its data under the name of its Include, with its own params', () => {
    const view = stack(include('a', 'Notes', { n: '${params.k + 1}' }), include('b', 'Notes'));
    const { engine, program } = compile(view, { params });
    const { sources } = engine.dataRequests(program, { params: { k: '7' } });
    expect(Object.entries(sources).map(([name, { source, args }]) => [name, source, args])).toEqual([
      ['a.words', 'notes.words', { n: 8 }],
      ['b.words', 'notes.words', { n: 1 }],
    ]);
    const { html } = engine.render(program, { params: { k: '7' }, data: { 'a.words': 'one', 'b.words': 'two' } });
    expect(html).toContain('8: one');
    expect(html).toContain('1: two');
  });

  it('gives the same bytes whatever passes the optimizer makes', () => {
    const view = stack(include('a', 'Notes', { n: '${params.k}' }), include('b', 'Notes', { n: 3 }));
    const input = { data: { 'a.words': 'one', 'b.words': 'two' } };
    const engine = engineWith(notes);
    const source = page('test/desk', { uses: { Notes: 'test/notes@^1.0.0' }, params, view });
    const plain = (optimize: object) => {
      const { program } = engine.compile(source, { optimize });
      // The hash in addresses names a program, and programs differ.
      return engine
        .render(program!, input)
        .html.replaceAll(program!.hash.slice(7, 19), '')
        .replaceAll(/@[0-9a-f]{12}/g, '');
    };
    expect(plain({ fold: false, removeDeadBranches: false, mergeStatic: false })).toBe(plain({}));
  });

  it('brings its forms: rules read its own data, and what follows names its own nodes', async () => {
    const { engine, program } = compile(stack(include('a', 'Notes', { n: '${params.k}' })), { params });
    const calls: Json[] = [];
    const host: ActionHost = {
      data: async (requests) => ({ data: Object.fromEntries(Object.keys(requests).map((name) => [name, 'old'])) }),
      call: async (call, args) => {
        calls.push([call, args]);
        return { ok: true, result: null };
      },
      may: () => true,
    };
    const send = (value: string) =>
      engine.act(
        program,
        { address: 'a--note', trigger: 'submit', fields: [['/text', value]], partial: true, confirmed: false },
        host,
      );
    const refused = await send('old');
    expect(refused).toMatchObject({ kind: 'partial', status: 422 });
    expect(refused.kind === 'partial' && refused.html).toContain('Say 5 new things');
    expect(calls).toEqual([]);
    const done = await send('new');
    expect(done).toMatchObject({ kind: 'partial', status: 200 });
    expect(done.kind === 'partial' && done.html).toContain('5: old');
    expect(JSON.stringify(done)).toContain('Added 5');
    expect(calls.length).toBe(1);
  });

  it('shows nothing to whoever may not see it, asks for none of its data and answers none of its actions', async () => {
    const secret = page('test/secret', { ...JSON.parse(notes), id: 'test/secret', access: { roles: ['chief'] } });
    const view = stack(text('own', 'Desk'), include('a', 'Secret'), {
      id: 'again',
      type: 'Button',
      props: { text: 'Again' },
      on: { click: { do: 'refresh', target: 'own' } },
    });
    const { engine, program } = compile(view, {}, [secret]);
    const show = (ctx: RenderContext) => engine.render(program, { ctx, data: { 'a.words': 'hidden' } });
    expect(show(user('clerk')).html).not.toContain('hidden');
    expect(show({}).status).toBe(200);
    expect(show(user('chief')).html).toContain('1: hidden');
    expect(Object.keys(engine.dataRequests(program, { ctx: user('clerk') }).sources)).toEqual([]);
    expect(Object.keys(engine.dataRequests(program, { ctx: user('chief') }).sources)).toEqual(['a.words']);
    // What was not asked for is not missed, and what it would have shown cannot be fetched by itself.
    expect(engine.render(program, { ctx: user('clerk') }).status).toBe(200);
    expect(engine.renderFragment(program, 'a--shown', { ctx: user('clerk') })).toBeNull();
    expect(
      engine.renderFragment(program, 'a--shown', { ctx: user('chief'), data: { 'a.words': 'hidden' } })?.html,
    ).toContain('hidden');
    const host: ActionHost = {
      data: async () => ({}),
      call: async () => ({ ok: true, result: null }),
      may: () => true,
    };
    const sent = {
      address: 'a--note',
      trigger: 'submit',
      fields: [['/text', 'x'] as const],
      partial: true,
      confirmed: false,
    };
    expect(await engine.act(program, { ...sent, ctx: user('clerk') }, host)).toEqual({
      kind: 'refused',
      status: 403,
      reason: 'scope',
    });
  });

  it('is a fragment when it is lazy, with the data only it needs', () => {
    const view = stack(
      include('a', 'Notes', { n: '${params.k}' }, { lazy: { when: 'visible' }, style: { minHeight: '9rem' } }),
    );
    const { engine, program } = compile(view, { params });
    expect(engine.render(program, { params: { k: '6' }, lazy: 'waiting' }).html).toContain('/f/a?k=6');
    expect(engine.dataRequests(program, { params: { k: '6' } }, 'a').sources['a.words']?.args).toEqual({ n: 6 });
    expect(engine.renderFragment(program, 'a', { data: { 'a.words': 'late' } })?.html).toContain('5: late');
  });

  it('may include others itself: names are joined, and its params stay params of the page', () => {
    const middle = page('test/middle', {
      uses: { Notes: 'test/notes@^1.0.0' },
      params: { m: { type: 'integer', default: 2 } },
      view: stack(include('inner', 'Notes', { n: '${params.m * 10}' })),
    });
    const engine = engineWith(notes, middle);
    const view = stack(include('outer', 'Middle', { m: '${params.k}' }));
    const { program, diagnostics } = engine.compile(
      page('test/desk', { uses: { Middle: 'test/middle@^1.0.0' }, params, view }),
    );
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(engine.dataRequests(program!, {}).sources['outer--inner.words']?.args).toEqual({ n: 50 });
    expect(engine.render(program!, { data: { 'outer--inner.words': 'deep' } }).html).toContain('50: deep');
  });

  it('asks for no data that nothing of what is shown reads, nor its rules, nor its actions (E8)', () => {
    const wide = JSON.parse(notes);
    const more = page('test/notes', { ...wide, data: { ...wide.data, idle: words('notes.idle') } });
    const asked = (props: JsonObject, source = more) => {
      const view = stack({ id: 'a', type: 'Include', props: { page: 'Notes', ...props } });
      const { engine, program } = compile(view, {}, [source]);
      return Object.keys(engine.dataRequests(program, {}).sources);
    };
    expect(asked({})).toEqual(['a.words']);
    expect(asked({ fragment: 'shown' })).toEqual(['a.words']);
    // Only a rule of its form reads it.
    expect(asked({ fragment: 'note' }, more.replace('"target":"shown",', ''))).toEqual(['a.words']);
    const plain = { ...wide, view: stack(text('still', 'Nothing'), text('shown', '${data.words}')) };
    expect(asked({ fragment: 'still' }, page('test/notes', plain))).toEqual([]);
    const all = { ...plain, view: stack(text('still', '${size(data)}')) };
    expect(asked({}, page('test/notes', all))).toEqual(['a.words']);
  });

  it('is part of what others may rely on: its data, forms and calls under the names they have here (V3)', () => {
    const engine = engineWith(notes);
    const source = (view: Json) => page('test/desk', { uses: { Notes: 'test/notes@^1.0.0' }, view });
    const contract = engine.contract(source(stack(include('a', 'Notes'))))!.page!;
    expect(contract.data).toMatchObject({ 'a.words': { source: 'notes.words' } });
    expect(Object.keys(contract.forms)).toEqual(['a.note']);
    expect([contract.calls, contract.nodes]).toEqual([['notes.add'], ['a', 'root']]);
    const next = source(stack(include('a', 'Notes'), include('b', 'Notes'))).replace('"1.0.0"', '"1.1.0"');
    const { comparison } = engine.compare([source(stack(include('a', 'Notes')))], next);
    expect(comparison?.changes.map(({ rule, reason }) => `${rule} ${reason.slice(0, 30)}`).join()).toContain(
      '"b.words"',
    );
  });

  it('is known to fixtures: data by its name here, forms by their nodes here', () => {
    const tests = {
      fixtures: {
        full: { data: { 'a.words': 'from a fixture' }, form: { 'a--note': { text: 'typed' } } },
        wrong: { data: { 'a.words': 7, 'a.word': '', 'b.words': '' }, form: { 'a--not': {}, 'a--text': {} } },
      },
    };
    const engine = engineWith(notes);
    const uses = { Notes: 'test/notes@^1.0.0' };
    const compiled = engine.compile(page('test/desk', { uses, tests, view: stack(include('a', 'Notes')) }));
    const { html } = engine.render(compiled.program!, fixtureInput(compiled, 'full'));
    expect(html).toContain('1: from a fixture');
    expect(html).toContain('value="typed"');
    expect(fixtureInput(compiled, null, { force: { 'data.a.words': 'error' } }).failures).toEqual({
      'a.words': { status: 'unavailable' },
    });
    const told = compiled.diagnostics.map(({ code, message }) => `${code} ${message}`);
    expect(told.filter((one) => one.includes('"full"'))).toEqual([]);
    expect(told).toEqual([
      expect.stringMatching(/^UI5010 .*"a--not".*did you mean "a--note"/),
      expect.stringMatching(/^UI5010 .*"a--text"/),
      expect.stringMatching(/^UI5010 .*"data.a.words"/),
      expect.stringMatching(/^UI5010 .*"data.a.word".*did you mean "a.words"/),
      expect.stringMatching(/^UI5010 .*"data.b.words"/),
    ]);
  });

  it('takes what an edit of the included page changes', () => {
    let shown = notes;
    const engine = createEngine({ documents: { find: (id) => (id === 'test/notes' ? [{ text: shown }] : []) } });
    const source = page('test/desk', { uses: { Notes: 'test/notes@^1.0.0' }, view: stack(include('a', 'Notes')) });
    const render = () => engine.render(engine.compile(source).program!, { data: { 'a.words': 'x' } }).html;
    expect(render()).toContain('1: x');
    shown = notes.replace('${params.n}: ', '${params.n} then ');
    expect(render()).toContain('1 then x');
  });
});

describe('what cannot be included is told (E2)', () => {
  const told = (view: Json, others: readonly string[], more: JsonObject = {}) => {
    const uses = Object.fromEntries(others.map((one) => [nameOf(one), `${JSON.parse(one).id}@^1.0.0`]));
    const { diagnostics } = engineWith(...others).compile(page('test/desk', { uses, view, ...more }));
    return diagnostics.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code} ${message}`);
  };

  it('a page in itself, with the way there', () => {
    const there = page('test/there', { uses: { Desk: 'test/desk@^1.0.0' }, view: stack(include('back', 'Desk')) });
    const desk = page('test/desk', { uses: { There: 'test/there@^1.0.0' }, view: stack(include('on', 'There')) });
    const { diagnostics } = engineWith(there, desk).compile(desk);
    expect(diagnostics.map(({ code, message }) => `${code} ${message}`).join()).toMatch(
      /UI3002 .*test\/desk@1\.0\.0 → test\/there@1\.0\.0 → test\/desk@1\.0\.0/,
    );
  });

  it('more than ten', () => {
    const many = (count: number) => stack(...Array.from({ length: count }, (_, at) => include(`n${at}`, 'Notes')));
    expect(told(many(10), [notes])).toEqual([]);
    expect(told(many(11), [notes])).toEqual([expect.stringMatching(/^UI9001 .*included pages.*11.*10/)]);
  });

  it('with a param of a loop, when it has data', () => {
    const looped = {
      id: 'each',
      type: 'Fragment',
      for: { each: '${[1, 2]}', as: 'one', key: '${one}' },
      children: [include('a', 'Notes', { n: '${one}' })],
    };
    expect(told(stack(looped), [notes])).toEqual([expect.stringContaining('"params" and "ctx" only')]);
  });

  it('an alias that is no page, and one that is not there', () => {
    const layout = page('test/frame', {
      kind: 'layout',
      view: stack({ id: 's', type: 'Slot', props: { name: 'default' } }),
    });
    expect(told(stack(include('a', 'Frame')), [layout])).toEqual([expect.stringMatching(/^UI3022 /)]);
    expect(told(stack(include('a', 'Note')), [notes])).toEqual([expect.stringMatching(/^UI3001 .*"Notes"/)]);
  });
});
