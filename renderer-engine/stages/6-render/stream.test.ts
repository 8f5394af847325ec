import { describe, expect, it } from 'vitest';
import { createEngine } from '../../create-engine.ts';
import type { Json, JsonObject } from '../../document/types.ts';
import type { DataAnswer, StreamInput } from '../../engine.ts';

const text = (id: string, value: string, more: JsonObject = {}) => ({
  id,
  type: 'Text',
  props: { text: value },
  ...more,
});
const sorry = (id: string) => [text(id, 'Sorry ${error.status}')];
const string = { type: 'string' };

const page = (children: Json): string =>
  JSON.stringify({
    $schema: 'https://schema-studio.dev/ui/1/page.json',
    kind: 'page',
    id: 'test/stream',
    version: '1.0.0',
    title: 'Stream',
    data: {
      critical: { source: 'a.critical', schema: string },
      first: { source: 'a.first', schema: string },
      second: { source: 'a.second', schema: string },
      late: { source: 'a.late', schema: string, load: 'lazy' },
    },
    view: { id: 'root', type: 'Page', children },
  });

const boxed = (id: string, value: string, more: JsonObject = {}) =>
  text(id, value, { catch: sorry(`${id}-sorry`), ...more });
const children = [
  text('top', 'Top ${data.critical}'),
  boxed('one', 'One ${data.first}'),
  text('between', 'Between'),
  {
    id: 'outer',
    type: 'Box',
    props: { as: 'div' },
    catch: sorry('outer-sorry'),
    children: [boxed('two', 'Two ${data.second}'), text('first-too', 'And ${data.first}')],
  },
  text('lazy', 'Late ${data.late}', { lazy: { when: 'load' }, style: { minHeight: '1rem' } }),
  text('end', 'End'),
];

/** Answers when it is told to. */
function source() {
  let settle: (answer: DataAnswer) => void = () => undefined;
  const promise = new Promise<DataAnswer>((resolve) => {
    settle = resolve;
  });
  return {
    promise,
    answer: (data: string) => settle({ data }),
    fail: () => settle({ failure: { status: 'timeout' } }),
  };
}

const engine = createEngine();
const program = engine.compile(page(children)).program!;
const all = { critical: 'c', first: '1', second: '2', late: 'l' };

async function textOf(input: StreamInput): Promise<string> {
  let html = '';
  for await (const chunk of engine.renderStream(program, input)) html += chunk;
  return html;
}

describe('a stream that starts before its data is there (E15)', () => {
  it('writes the bytes of a render, whichever data comes first', async () => {
    const expected = engine.render(program, { data: all }).html;
    const names = ['critical', 'first', 'second', 'late'] as const;
    for (const order of [names, [...names].reverse(), ['second', 'critical', 'late', 'first'] as const]) {
      const sources = Object.fromEntries(names.map((name) => [name, source()]));
      const later = Object.fromEntries(names.map((name) => [name, sources[name]!.promise]));
      const whole = textOf({ later });
      for (const name of order) {
        sources[name]!.answer(all[name]);
        await Promise.resolve();
      }
      expect(await whole).toBe(expected);
    }
  });

  it('holds back the first byte for critical data only, and sends all that stands before a wait', async () => {
    const [critical, first] = [source(), source()];
    const input = { data: { second: '2', late: 'l' }, later: { critical: critical.promise, first: first.promise } };
    const chunks = engine.renderStream(program, input)[Symbol.asyncIterator]();
    let hasBegun = false;
    const beginning = chunks.next().then((chunk) => {
      hasBegun = true;
      return chunk;
    });
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    expect(hasBegun).toBe(false);
    critical.answer('c');
    expect((await beginning).value).toMatch(/^<!doctype html>.*Top c<\/p>$/s);
    const rest = chunks.next();
    first.answer('1');
    expect((await rest).value).toMatch(/^<p class="ui-text">One 1<\/p>/);
  });

  it('has its status with the first chunk, however much stands in its head', async () => {
    const late = { critical: `p{color:red}${'/* first view */'.repeat(2_000)}`, stylesheets: ['/all.css'] };
    const stream = engine.renderStream(program, { data: all, failures: { critical: { status: 'unavailable' } }, late });
    for await (const _chunk of stream) break;
    expect(stream.status).toBe(503);
  });

  it('shows the handler of the boundary whose data failed, as a render does', async () => {
    const data = { critical: 'c', second: '2', late: 'l' };
    const failures = { first: { status: 'timeout' as const } };
    const first = source();
    const whole = textOf({ data, later: { first: first.promise } });
    first.fail();
    expect(await whole).toBe(engine.render(program, { data, failures }).html);
    const broken = { data, later: { first: Promise.reject(new Error('lost')) } };
    expect(await textOf(broken)).toContain('Sorry 503');
  });

  it('does nothing more once the reader has gone, not even when data comes', async () => {
    const first = source();
    const before = engine.statistics().buffers;
    const chunks = engine
      .renderStream(program, { data: { critical: 'c', second: '2', late: 'l' }, later: { first: first.promise } })
      [Symbol.asyncIterator]();
    await chunks.next();
    expect(engine.statistics().buffers.active).toBe(before.active + 1);
    const waiting = chunks.next();
    await chunks.return?.();
    expect(engine.statistics().buffers.active).toBe(before.active);
    first.answer('1');
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await chunks.next()).toEqual({ done: true, value: undefined });
  });

  it('is sent piece by piece also where nothing repeats', async () => {
    const own = createEngine({ limits: { htmlBytes: 100_000 } });
    const many = Array.from({ length: 200 }, (_, at) => text(`text-${at}`, '${data.first}'));
    const one = own.compile(page(many)).program!;
    let sent = 0;
    const read = async () => {
      for await (const chunk of own.renderStream(one, { data: { ...all, first: 'a'.repeat(1_000) } })) {
        expect(chunk.length).toBeLessThan(20_000);
        sent += chunk.length;
      }
    };
    await expect(read()).rejects.toThrow('the length of the HTML');
    expect(sent).toBeGreaterThan(50_000);
  });

  it('does nothing before it is read', () => {
    const before = engine.statistics().buffers;
    engine.renderStream(program, { data: all });
    expect(engine.statistics().buffers).toEqual(before);
  });
});

describe('buffers (E14)', () => {
  it('are used again, counted, and let go when nobody needs them', async () => {
    const own = createEngine();
    const one = own.compile(page(children)).program!;
    expect(own.statistics().buffers).toEqual({ created: 0, reused: 0, destroyed: 0, active: 0, idle: 0 });
    for (let at = 0; at < 5; at++) own.render(one, { data: all });
    expect(own.statistics().buffers).toEqual({ created: 1, reused: 4, destroyed: 0, active: 0, idle: 1 });
    const open = Array.from({ length: 40 }, () => own.renderStream(one, { data: all })[Symbol.asyncIterator]());
    await Promise.all(open.map((chunks) => chunks.next()));
    expect(own.statistics().buffers).toMatchObject({ created: 40, reused: 5, active: 40, idle: 0 });
    await Promise.all(open.map((chunks) => chunks.return?.()));
    expect(own.statistics().buffers).toMatchObject({ destroyed: 8, active: 0, idle: 32 });
    own.dropIdle();
    expect(own.statistics().buffers).toMatchObject({ destroyed: 40, active: 0, idle: 0 });
  });

  it('come back also from a render that fails, and are not kept when they are large', () => {
    const own = createEngine({ limits: { htmlBytes: 100 } });
    const one = own.compile(page(children)).program!;
    expect(() => own.render(one, { data: all })).toThrow('over the limit');
    expect(own.statistics().buffers).toMatchObject({ created: 1, active: 0, idle: 1 });
    const large = createEngine();
    large.render({ ...one, frame: 5_000 }, { data: all });
    expect(large.statistics().buffers).toEqual({ created: 1, reused: 0, destroyed: 1, active: 0, idle: 0 });
  });

  it('never show what they held before', () => {
    const own = createEngine();
    const one = own.compile(
      page([
        { ...boxed('x', 'Seen ${data.first}'), let: { secret: '${data.second}' } },
        text('y', '${size(data.first)}'),
      ]),
    ).program!;
    const fresh = (data: JsonObject) => createEngine().render(one, { data }).html;
    for (const data of [
      { ...all, first: 'SECRET', second: 'SECRET' },
      { critical: '', first: 'x', late: '' },
      { critical: '' },
    ]) {
      const { html } = own.render(one, { data });
      expect(html).toBe(fresh(data));
      if (data.first !== 'SECRET') expect(html).not.toContain('SECRET');
    }
    expect(own.statistics().buffers.reused).toBe(2);
  });
});

describe('a boundary (E7)', () => {
  it('holds as many bytes as the limit says, and counts bytes, not characters', () => {
    const own = createEngine({ limits: { boundaryBytes: 3_000 } });
    const one = own.compile(page([boxed('x', '${data.first}')])).program!;
    const shown = (first: string) => own.render(one, { data: { ...all, first } }).html;
    expect(shown('a'.repeat(2_900))).toContain('aaa');
    expect(shown('€'.repeat(900))).toContain('€€€');
    expect(shown('€'.repeat(1_100))).toContain('Sorry 500');
    expect(shown('a'.repeat(3_100))).toContain('Sorry 500');
  });

  it('leaves the length of the page to the page: that limit is in bytes too, also of a stream', async () => {
    const own = createEngine({ limits: { htmlBytes: 30_000 } });
    const one = own.compile(page([boxed('x', '${data.first}'), text('y', '${data.second}')])).program!;
    const input = (length: number) => ({
      data: { ...all, first: '€'.repeat(length / 2), second: '€'.repeat(length / 2) },
    });
    expect(own.render(one, input(9_000)).html.length).toBeGreaterThan(9_000);
    expect(() => own.render(one, input(10_200))).toThrow('the length of the HTML');
    const drained = async () => {
      for await (const _ of own.renderStream(one, input(10_200)));
    };
    await expect(drained()).rejects.toThrow('the length of the HTML');
  });
});
