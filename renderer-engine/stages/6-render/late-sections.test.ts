import fc from 'fast-check';
import { serialize } from 'parse5';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../create-engine.ts';
import type { Json, JsonObject } from '../../document/types.ts';
import type { DataAnswer, StreamInput } from '../../engine.ts';
import { settled as allSettled, manualTimers } from '../../registry/manual-timers.testing.ts';
import type { Timers } from '../../registry/ports.ts';
import { bodyOf, movedBody } from './moved.testing.ts';

const text = (id: string, value: string, more: JsonObject = {}): JsonObject => ({
  id,
  type: 'Text',
  props: { text: value },
  ...more,
});
const names = ['a', 'b', 'c', 'd', 'e'] as const;
/** Read in the flow of the page, by boundaries. */
const flow = ['soon', 'next'] as const;
const everything = [...names, ...flow];
type Name = (typeof everything)[number];

const section = (id: string, value: string, more: JsonObject = {}): JsonObject => ({
  id,
  type: 'Section',
  props: { heading: id },
  style: { minHeight: '5rem' },
  lazy: { when: 'visible', mode: 'stream', timeout: '8s', placeholder: [text(`${id}-wait`, `Wait for ${id}`)] },
  children: [text(`${id}-text`, value)],
  ...more,
});
const sorry = (id: string) => ({ catch: [text(`${id}-sorry`, `No ${id}: \${error.status}`)] });

/**
 * One section of each kind there is: plain, with a catch, in a loop, in a boundary, inside another, behind an `if`; and
 * boundaries in the flow of the page: one inside another, in a loop, behind sections and before them.
 */
const children: Json[] = [
  text('top', 'Top ${data.now}'),
  section('first', '${data.a}'),
  section('caught', '${data.b}', sorry('caught')),
  section('row', '${o}: ${data.c} ${data.now}', { for: { each: '${[1, 2]}', as: 'o', key: '${o}' } }),
  {
    id: 'around',
    type: 'Box',
    props: { as: 'div' },
    ...sorry('around'),
    children: [
      section('inner', '${data.d}'),
      text('plain', 'Plain ${data.soon}'),
      text('within', 'Within ${data.next}', sorry('within')),
    ],
  },
  section('outer', '${data.a}', { children: [section('nested', '${data.e}'), text('beside', '${data.a}')] }),
  {
    id: 'items',
    type: 'List',
    props: { items: '${[1, 2]}', key: '${item}' },
    slots: { item: [text('item', '${item}: ${data.next} ${data.soon}', sorry('item'))] },
  },
  section('shown', '${data.b}', { if: "${data.now == 'n'}" }),
  text('end', 'End'),
];

const string = { type: 'string' };
const page = (view: readonly Json[], more: JsonObject = {}): string =>
  JSON.stringify({
    $schema: 'https://schema-studio.dev/ui/1/page.json',
    kind: 'page',
    id: 'test/late',
    version: '1.0.0',
    title: 'Late',
    data: {
      now: { source: 's.now', schema: string },
      ...Object.fromEntries(flow.map((name) => [name, { source: `s.${name}`, schema: string }])),
      ...Object.fromEntries(names.map((name) => [name, { source: `s.${name}`, schema: string, load: 'lazy' }])),
    },
    view: { id: 'root', type: 'Page', children: view },
    ...more,
  });

const engine = createEngine();
const { program: compiled, diagnostics } = engine.compile(page(children));
const program = compiled!;
const now = { now: 'n', soon: 'of soon', next: 'of next' };

interface Answers {
  readonly order: readonly Name[];
  readonly failed: readonly Name[];
  readonly emitter: 'native' | 'mover';
}

/** Reads a stream whose data comes in that order, each only when everything before has been sent. */
async function streamed({ order, failed, emitter }: Answers, early: readonly Name[] = []): Promise<readonly string[]> {
  const answers = new Map(order.map((name) => [name, Promise.withResolvers<DataAnswer>()]));
  const answer = (name: Name) =>
    answers.get(name)!.resolve(failed.includes(name) ? { failure: { status: 'notFound' } } : { data: `of ${name}` });
  const rest = everything.filter((name) => early.includes(name) || !order.includes(name));
  const data = { now: 'n', ...Object.fromEntries(rest.map((name) => [name, `of ${name}`])) };
  const later = Object.fromEntries([...answers].map(([name, { promise }]) => [name, promise]));
  const waited = order.filter((name) => !early.includes(name));
  const chunks: string[] = [];
  const input: StreamInput = {
    lazy: 'waiting',
    data,
    later: Object.fromEntries(Object.entries(later).filter(([name]) => !early.includes(name as Name))),
    emitter,
  };
  const reader = engine.renderStream(program, input)[Symbol.asyncIterator]();
  for (let next = reader.next(); ; next = reader.next()) {
    let isHere = false;
    void next.then(() => {
      isHere = true;
    });
    for (; !isHere && waited.length > 0; await allSettled()) {
      await allSettled();
      if (!isHere) answer(waited.shift()!);
    }
    const { done, value } = await next;
    if (done) return chunks;
    chunks.push(value);
  }
}

const settled = (failed: readonly Name[] = []): string => {
  const data = { ...now, ...Object.fromEntries(names.map((name) => [name, `of ${name}`])) };
  const failures = Object.fromEntries(failed.map((name) => [name, { status: 'notFound' as const }]));
  return engine.render(program, { data, failures }).html;
};
const settledBody = (failed: readonly Name[] = []) => serialize(bodyOf(settled(failed)));

describe('sections with "mode": "stream" (E15)', () => {
  it('compile without a word', () => expect(diagnostics).toEqual([]));

  it('give the page of a render, in whatever order and with whatever failures their data comes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(everything, { minLength: everything.length }),
        fc.subarray(everything),
        fc.subarray(everything),
        fc.constantFrom('native' as const, 'mover' as const),
        async (order, failed, early, emitter) => {
          const wrong = failed.filter((name) => !early.includes(name));
          const chunks = await streamed({ order, failed: wrong, emitter }, early);
          expect(movedBody(chunks.join(''))).toBe(settledBody(wrong));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('are sent at once, each when its data comes and none before', async () => {
    const order: readonly Name[] = ['c', 'a', 'e', 'd', 'b'];
    const [first, ...rest] = await streamed({ order, failed: [], emitter: 'mover' });
    expect(first).toContain('End');
    expect(first).toContain('Wait for first');
    for (const name of order) expect(first).not.toContain(`of ${name}`);
    const places = rest.map((chunk) => [...chunk.matchAll(/<template data-ui-for="ui-([^"]*)"/g)].map(([, id]) => id));
    const inOrder = ['row__1', 'row__2', 'first', 'outer', 'nested', 'inner', 'caught', 'shown'];
    expect(places.flat()).toEqual(inOrder);
    expect(rest.at(-1)).toMatch(/<\/body><\/html>$/);
  });

  it('are not held back by a boundary in the flow of the page, which comes when its own data does', async () => {
    const order: readonly Name[] = ['b', 'next', 'a', 'soon', 'c', 'd', 'e'];
    const [first, ...rest] = await streamed({ order, failed: ['next'], emitter: 'mover' });
    expect(first).toMatch(/Wait for outer.*Wait for shown.*End<\/p>/s);
    for (const name of order) expect(first).not.toContain(`of ${name}`);
    const ids = rest.map((chunk) => [...chunk.matchAll(/<template data-ui-for="([^"]*)"/g)].map(([, id]) => id));
    const places = ids.flat();
    expect(places.slice(0, 4)).toEqual(['ui-caught', 'ui-shown', 'ui-first', 'ui-outer']);
    // Both items, and what is around the boundary inside: that one failed long ago, and so stands in its place.
    expect(places.filter((id) => id?.startsWith('ui.'))).toHaveLength(3);
    expect(rest.join('')).toContain('No within: 404');
    // Those without scripts see what is there, and one way to the rest.
    expect(first).toMatch(/<template id="ui\.\d+" data-ui-late=""><p[^>]*>No around: 503<\/p><\/template>/);
    expect(first).toMatch(/<noscript><a href="[^"]*_eager=1">Show the whole page<\/a><\/noscript>$/);
  });

  it('are waited for where a loop has more of them than a page can keep apart', async () => {
    const items = { id: 'items', type: 'Fragment', for: { each: '${range(0, 900)}', as: 'n', key: '${n}' } };
    const { program: one } = engine.compile(
      page([
        section('box', '${data.a}'),
        { ...items, children: [text('item', '${n}: ${data.soon}', sorry('item'))] },
        text('end', 'End'),
      ]),
    );
    const soon = Promise.withResolvers<DataAnswer>();
    const later = { soon: soon.promise, a: Promise.resolve({ data: 'of a' }) };
    const reader = engine.renderStream(one!, { lazy: 'waiting', data: { now: 'n' }, later })[Symbol.asyncIterator]();
    let html = '';
    let next = reader.next();
    for (let isHere = true; isHere; ) {
      html += (await next).value ?? '';
      isHere = false;
      next = reader.next().finally(() => {
        isHere = true;
      });
      await allSettled();
    }
    expect(html.match(/<template id="ui\./g)).toHaveLength(199);
    expect(html).not.toContain('End');
    soon.resolve({ data: 'here' });
    for (let { done, value } = await next; !done; { done, value } = await reader.next()) html += value;
    const all = engine.render(one!, { data: { now: 'n', soon: 'here', a: 'of a' } }).html;
    expect(movedBody(html)).toBe(serialize(bodyOf(all)));
  });

  it('leave a plain way for those without scripts, and none of the words that htmx reads', async () => {
    const [first] = await streamed({ order: names, failed: [], emitter: 'mover' });
    expect(first).toContain('<div id="ui-first"');
    expect(first).toMatch(/data-ui-late="8000"[^>]*><p[^>]*>Wait for first<\/p><noscript><a href="[^"]*_eager=1">/);
    expect(first).not.toContain('hx-get');
    const [native] = await streamed({ order: names, failed: [], emitter: 'native' });
    expect(native).toContain('<?start name="ui-first"><div id="ui-first"');
  });

  it('ask for themselves where nobody can move them, or where the host has left their data alone', async () => {
    const asks = async (input: StreamInput) => {
      let html = '';
      for await (const chunk of engine.renderStream(program, input)) html += chunk;
      return [...html.matchAll(/hx-get="[^"]*\/f\/([^"?]*)/g)].map(([, address]) => address);
    };
    const all = ['first', 'caught', 'row__1', 'row__2', 'inner', 'outer', 'shown'];
    const pending = Object.fromEntries(names.map((name) => [name, new Promise<DataAnswer>(() => undefined)]));
    expect(await asks({ lazy: 'waiting', data: now, later: pending, emitter: 'none' })).toEqual(all);
    expect(await asks({ lazy: 'waiting', data: now })).toEqual(all);
    expect(engine.render(program, { lazy: 'waiting', data: now }).html.match(/hx-get/g)?.length).toBe(all.length);
    const { a: _, ...rest } = Object.fromEntries(names.map((name) => [name, `of ${name}`]));
    expect(await asks({ lazy: 'waiting', data: { ...now, ...rest } })).toEqual(['first', 'outer']);
  });

  it('stand in their places when their data is there before them', async () => {
    const all = Object.fromEntries(names.map((name) => [name, `of ${name}`]));
    expect(engine.render(program, { lazy: 'waiting', data: { ...now, ...all } }).html).toBe(settled());
  });

  it('are known to the host that asks for their data with the page', () => {
    const { sources } = engine.dataRequests(program, {});
    expect(sources['a']).toMatchObject({ lazy: true, streamed: true, critical: false });
    expect(sources['now']).toMatchObject({ lazy: false, streamed: false, critical: true });
    expect(sources['soon']).toMatchObject({ lazy: false, streamed: false, critical: false });
  });

  it('show their catch, or the error box, when their time is over, and nothing of what comes after that', async () => {
    const { timers, pass } = manualTimers();
    const own = createEngine({ timers });
    const one = own.compile(page([section('box', '${data.a}'), section('caught', '${data.b}', sorry('caught'))]))
      .program!;
    const answer = Promise.withResolvers<DataAnswer>();
    const later = { a: answer.promise, b: new Promise<DataAnswer>(() => undefined) };
    const chunks = own.renderStream(one, { lazy: 'waiting', data: now, later })[Symbol.asyncIterator]();
    expect((await chunks.next()).value).toContain('Wait for box');
    const next = chunks.next();
    await pass(7_999);
    expect(await Promise.race([next, 'nothing yet'])).toBe('nothing yet');
    await pass(1);
    expect((await next).value).toContain('<template data-ui-for="ui-box"><div class="ui-error"');
    answer.resolve({ data: 'too late' });
    expect((await chunks.next()).value).toContain('No caught: 503');
    expect((await chunks.next()).value).toBe('</body></html>');
    expect((await chunks.next()).done).toBe(true);
  });

  it('let go of their timers when the reader leaves', async () => {
    let waiting = 0;
    const timers: Timers = () => {
      waiting += 1;
      return () => {
        waiting -= 1;
      };
    };
    const own = createEngine({ timers });
    const one = own.compile(page([section('box', '${data.a}')])).program!;
    const later = { a: new Promise<DataAnswer>(() => undefined) };
    const chunks = own.renderStream(one, { lazy: 'waiting', data: now, later })[Symbol.asyncIterator]();
    await chunks.next();
    expect(waiting).toBe(1);
    await chunks.return?.();
    expect(waiting).toBe(0);
    expect(own.statistics().buffers.active).toBe(0);
  });

  it('go with a boundary that is taken back', async () => {
    const soon = Promise.withResolvers<DataAnswer>();
    const a = Promise.withResolvers<DataAnswer>();
    const around = {
      id: 'around',
      type: 'Box',
      props: { as: 'div' },
      ...sorry('around'),
      children: [
        section('inner', '${data.a}'),
        { id: 'pic', type: 'Image', props: { src: "${data.soon == 'x' ? null : '/x.png'}", alt: 'x' } },
      ],
    };
    const { program: one, diagnostics: found } = engine.compile(page([around, text('end', 'End')]));
    expect(found.filter(({ severity }) => severity === 'error')).toEqual([]);
    const later = { soon: soon.promise, a: a.promise };
    let html = '';
    const reading = (async () => {
      for await (const chunk of engine.renderStream(one!, { lazy: 'waiting', data: { now: 'n' }, later }))
        html += chunk;
    })();
    a.resolve({ data: 'of a' });
    await allSettled();
    soon.resolve({ data: 'x' });
    await reading;
    expect(movedBody(html)).toContain('No around: 500');
    expect(html).not.toContain('of a');
    expect(html.match(/<template data-ui-for/g)).toHaveLength(1);
  });

  it('say the status of the page with the first chunk', async () => {
    const missing = engine.compile(page(children, { head: { status: 404 } })).program!;
    const stream = engine.renderStream(missing, { data: { ...now, a: '', b: '', c: '', d: '', e: '' } });
    await stream[Symbol.asyncIterator]().next();
    expect(stream.status).toBe(404);
    const failing = engine.renderStream(program, { data: {}, failures: { now: { status: 'unavailable' } } });
    await failing[Symbol.asyncIterator]().next();
    expect(failing.status).toBe(503);
  });
});
