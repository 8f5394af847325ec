import { describe, expect, it } from 'vitest';
import { createEngine } from '../create-engine.ts';
import type { Json, JsonObject, PageDocument } from '../document/types.ts';
import type { EngineOptions, ValidateOptions, ValidationMode } from '../engine.ts';
import { manualTimers } from '../registry/manual-timers.testing.ts';

const page = (mode?: ValidationMode): PageDocument => ({
  $schema: 'https://schema-studio.dev/ui/1/page.json',
  kind: 'page',
  id: 'test/order',
  version: '1.0.0',
  title: 'Order',
  data: { stock: { source: 'stock.now', schema: { type: 'object', properties: { left: { type: 'integer' } } } } },
  forms: {
    order: {
      ...(mode !== undefined && { mode }),
      schema: {
        type: 'object',
        required: ['qty'],
        properties: { qty: { type: 'integer', minimum: 1 }, note: { type: 'string' } },
      },
      rules: [
        { id: 'few', assert: '${form.value.qty <= 10}', at: '/qty', message: 'At most 10.' },
        { id: 'free', check: 'slots.free', with: { qty: '${form.value.qty}' }, at: '/qty', message: 'Taken.' },
        {
          id: 'stock',
          assert: '${form.value.qty <= data.stock.left}',
          at: '/qty',
          message: 'Only ${data.stock.left}.',
        },
        {
          id: 'own',
          check: 'slots.free',
          with: { user: '${ctx.user.id}' },
          at: '',
          message: 'Not yours.',
        },
      ],
    },
  },
  view: { id: 'root', type: 'Stack', children: [] },
});

/** The page with one rule, over a value of more kinds. */
const ruled = (assert: string): string => {
  const properties = { qty: { type: 'integer' }, note: { type: 'string' }, due: { type: 'string', format: 'date' } };
  const rules = [{ id: 'it', assert, at: '/qty', message: 'No.' }];
  const params = { most: { type: 'integer', default: 3 } };
  return JSON.stringify({ ...page(), params, forms: { order: { schema: { type: 'object', properties }, rules } } });
};

/** An engine with time that passes by hand and a check that counts how often it is asked. */
function newHost({
  mode,
  check,
  ttl,
}: {
  mode?: ValidationMode;
  check?: () => boolean | Promise<boolean>;
  ttl?: string;
} = {}) {
  const time = manualTimers();
  const asked: JsonObject[] = [];
  const options: EngineOptions = {
    timers: time.timers,
    clock: time.now,
    manifests: { calls: { checks: { 'slots.free': { args: { type: 'object' }, ...(ttl && { ttl }) } } } },
    checks: {
      'slots.free': (args) => {
        asked.push(args);
        return check?.() ?? true;
      },
    },
  };
  const engine = createEngine(options);
  const { program } = engine.compile(page(mode));
  const validate = (value: Json, more: ValidateOptions = {}) =>
    engine.validate(program!, 'order', value, { data: { stock: { left: 5 } }, ...more });
  return { engine, program: program!, validate, time, asked };
}

describe('the layer of a rule (E6)', () => {
  it('is 3 when it or the arguments of its check read data, context or params, else 2', () => {
    const { program } = newHost();
    const layers = program.contract.forms['order']!.rules.map(({ id, layer }) => [id, layer]);
    expect(layers).toEqual([
      ['few', 2],
      ['free', 2],
      ['stock', 3],
      ['own', 3],
    ]);
  });

  it.each([
    ['${form.value.qty <= 10}', 2],
    ['${all([form.value.qty], n => n < 10)}', 2],
    ['${form.value.qty <= params.most}', 3],
    ["${form.value.qty <= 3 || ctx.locale == 'de'}", 3],
    ['${all([form.value.qty], n => n < data.stock.left)}', 3],
    // Locale, time zone and time of a reader come by themselves.
    ["${relative(form.value.due) != 'yesterday'}", 3],
    ['${parts(toDatetime(form.value.due)).hour < 18}', 3],
    ["${number(form.value.qty) != '1,000'}", 3],
    ["${size(sortBy([form.value.note], s => s, 'asc', 'locale')) > 0}", 3],
  ])('of %s is %i', (assert, layer) => {
    const { program, diagnostics } = createEngine().compile(ruled(assert));
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(program!.contract.forms['order']!.rules.map((rule) => rule.layer)).toEqual([layer]);
  });

  it('is decided anew for each reader and moment, where it depends on them', async () => {
    const engine = createEngine();
    const { program } = engine.compile(ruled("${relative(form.value.due) == 'tomorrow'}"));
    const on = (now: string) =>
      engine.validate(
        program!,
        'order',
        { qty: 1, due: '2026-03-02' },
        { ctx: { now, locale: 'en', timeZone: 'UTC' } },
      );
    expect((await on('2026-03-01T12:00:00Z')).valid).toBe(true);
    expect((await on('2026-03-02T12:00:00Z')).valid).toBe(false);
  });

  it('has a result of its own for each', async () => {
    const { validate } = newHost({ check: () => false });
    const { layers, valid, complete } = await validate({ qty: 7 });
    expect(layers.map((layer) => [layer.layer, layer.valid, layer.errors.map(({ rule }) => rule)])).toEqual([
      [1, true, []],
      [2, false, ['free']],
      [3, false, ['stock', 'own']],
    ]);
    expect({ valid, complete }).toEqual({ valid: false, complete: true });
  });
});

describe('the mode of a validation (E6)', () => {
  it('strict stops at the first layer that fails, and tells what was not run', async () => {
    const { validate, asked } = newHost({ mode: 'strict' });
    const result = await validate({ qty: 0 });
    expect(result.layers.map(({ ran, skipped }) => [ran, skipped])).toEqual([
      [true, []],
      [false, ['few', 'free']],
      [false, ['stock', 'own']],
    ]);
    expect(result).toMatchObject({ valid: false, complete: false });
    expect(asked).toEqual([]);
  });

  it('lenient runs all layers, without the rules whose fields are broken', async () => {
    const result = await newHost({ check: () => false }).validate({ qty: 0 });
    expect(result.layers.map(({ ran, skipped }) => [ran, skipped])).toEqual([
      [true, []],
      [true, ['few', 'free']],
      [true, ['stock']],
    ]);
    expect(result.errors.map(({ rule }) => rule)).toEqual(['minimum', 'own']);
  });

  it('of its own gives each layer a severity; warnings do not refuse', async () => {
    const { validate } = newHost({ mode: { schema: 'error', rules: 'error', live: 'warning' } });
    const soft = await validate({ qty: 7 });
    expect(soft.errors).toMatchObject([{ rule: 'stock', severity: 'warning' }]);
    expect(soft.valid).toBe(true);
    expect((await validate({ qty: 11 })).valid).toBe(false);
    const draft = await validate({}, { mode: { schema: 'warning' } });
    expect(draft).toMatchObject({ valid: true, errors: [{ rule: 'required', severity: 'warning' }] });
  });

  it('never makes an undecided rule valid, however light its layer is', async () => {
    const { validate, time } = newHost({
      mode: { rules: 'warning', live: 'warning' },
      check: () => new Promise(() => {}),
    });
    const result = validate({ qty: 1 }, { budget: 10 });
    await time.pass(10);
    expect(await result).toMatchObject({ valid: false, complete: false });
  });

  it('may stand in a document; another word is told', () => {
    const { engine } = newHost();
    const document = { ...page(), forms: { order: { ...page().forms!['order'], mode: 'harsh' } } };
    expect(engine.compile(JSON.stringify(document)).diagnostics[0]).toMatchObject({ pointer: '/forms/order/mode' });
    expect(newHost({ mode: { live: 'warning' } }).program.contract.forms['order']!.mode).toEqual({ live: 'warning' });
  });
});

describe('checks of the host (E6)', () => {
  it.each([
    [{ calls: { checks: { 'slots.free': { args: { type: 'object' } } } } }, 0],
    [{ calls: { checks: { 'slots.fre': { args: { type: 'object' } } } } }, 2],
    [{ calls: { calls: {} } }, 2],
    [{}, 0],
  ])('are named in the manifest of the host, if it has one: %j', (manifests, told) => {
    const { program, diagnostics } = createEngine({ manifests }).compile(page());
    expect(diagnostics.filter(({ code }) => code === 'UI5101')).toHaveLength(told);
    expect(program!.contract.forms['order']!.rules).toHaveLength(4 - told);
  });

  it('are left out on request, and the result says so', async () => {
    const { validate, asked } = newHost();
    const result = await validate({ qty: 1 }, { async: false });
    expect(asked).toEqual([]);
    expect(result).toMatchObject({ valid: true, complete: false });
    expect(result.layers.map(({ skipped }) => skipped)).toEqual([[], ['free'], ['own']]);
  });

  it('share one budget of time; what is late in any layer is timed out', async () => {
    const late = () => new Promise<boolean>(() => {});
    const { validate, time } = newHost({ check: late });
    const result = validate({ qty: 1 }, { budget: 100 });
    let isDone = false;
    void result.then(() => (isDone = true));
    await time.pass(99);
    expect(isDone).toBe(false);
    await time.pass(1);
    expect((await result).layers.map(({ timedOut }) => timedOut)).toEqual([[], ['free'], ['own']]);
  });

  it('that never let go of the thread are late by the clock', async () => {
    let now = 0;
    const { program } = newHost();
    const checks = {
      'slots.free': () => {
        now += 50;
        return true;
      },
    };
    const engine = createEngine({ clock: () => now, checks });
    const result = await engine.validate(program, 'order', { qty: 1 }, { budget: 40, data: { stock: { left: 5 } } });
    expect(result.layers[1]).toMatchObject({ valid: false, timedOut: ['free'] });
  });

  it('are asked again each time, unless the manifest says how long an answer holds', async () => {
    const forgetful = newHost();
    await forgetful.validate({ qty: 1 });
    await forgetful.validate({ qty: 1 });
    expect(forgetful.asked).toHaveLength(4);

    const { validate, asked, time } = newHost({ ttl: '30s' });
    await validate({ qty: 1 });
    await validate({ qty: 1 });
    expect(asked).toHaveLength(2);
    await validate({ qty: 2 });
    expect(asked).toHaveLength(3);
    await time.pass(30_000);
    await validate({ qty: 1 });
    expect(asked).toHaveLength(5);
  });

  it('that came too late are not kept', async () => {
    let slow = true;
    const { validate, time } = newHost({ ttl: '1h', check: () => (slow ? new Promise(() => {}) : true) });
    const first = validate({ qty: 1 }, { budget: 10 });
    await time.pass(10);
    expect((await first).valid).toBe(false);
    slow = false;
    expect((await validate({ qty: 1 })).valid).toBe(true);
  });
});

describe('outcomes that are kept (E6)', () => {
  it('are those of layers 1 and 2; layer 3 reads what is there now', async () => {
    const { validate, engine } = newHost();
    expect((await validate({ qty: 4 })).valid).toBe(true);
    expect(engine.statistics().validation.cache).toMatchObject({ hits: 0, misses: 4 });
    expect((await validate({ qty: 4 }, { data: { stock: { left: 3 } } })).errors).toMatchObject([
      { message: 'Only 3.' },
    ]);
    const { cache, layers } = engine.statistics().validation;
    expect(cache).toMatchObject({ hits: 2, misses: 6 });
    expect([layers[1].known, layers[2].known, layers[3].known]).toEqual([1, 1, 0]);
  });

  it('are bounded', async () => {
    const { validate, engine } = newHost();
    for (let qty = 0; qty < 2_500; qty++) await validate({ qty });
    const { entries, evicted } = engine.statistics().validation.cache;
    expect(entries).toBeLessThanOrEqual(2_000);
    expect(evicted).toBeGreaterThan(0);
    await validate({ qty: 1, note: 'x'.repeat(10_000) });
    expect(engine.statistics().validation.cache.entries).toBe(entries);
  });

  it('are counted by layer', async () => {
    const { validate, engine, time } = newHost({ check: () => new Promise(() => {}) });
    const result = validate({ qty: 0 }, { budget: 1 });
    await time.pass(1);
    await result;
    await validate({ qty: 11 }, { mode: 'strict', async: false });
    expect(engine.statistics().validation).toMatchObject({
      runs: 2,
      refused: 2,
      layers: {
        1: { runs: 2, failed: 1, timedOut: 0, known: 0 },
        2: { runs: 2, failed: 1, timedOut: 0, known: 0 },
        3: { runs: 1, failed: 1, timedOut: 1, known: 0, milliseconds: 1, longest: 1 },
      },
    });
  });
});
