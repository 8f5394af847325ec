import { describe, expect, it } from 'vitest';
import { createEngine } from '../create-engine.ts';
import type { Json } from '../document/types.ts';
import type { EngineOptions, ValidateOptions } from '../engine.ts';
import { manualTimers } from '../registry/manual-timers.testing.ts';

const source = JSON.stringify({
  $schema: 'https://schema-studio.dev/ui/1/page.json',
  kind: 'page',
  id: 'test/form',
  version: '1.0.0',
  title: 'Form',
  data: { stock: { source: 'stock.now', schema: { type: 'object', properties: { left: { type: 'integer' } } } } },
  forms: {
    order: {
      schema: {
        type: 'object',
        required: ['email', 'qty'],
        additionalProperties: false,
        properties: {
          email: { type: 'string', format: 'email' },
          qty: { type: 'integer', minimum: 1 },
          rush: { type: 'boolean', default: false },
        },
      },
      rules: [
        {
          id: 'rush-limit',
          assert: '${!form.value.rush || form.value.qty <= 10}',
          at: '/qty',
          message: '${t("limit", { max: 10 })}',
        },
        {
          id: 'known',
          check: 'customers.known',
          with: { email: '${form.value.email}' },
          at: '/email',
          message: 'Unknown customer.',
        },
        {
          id: 'in-stock',
          assert: '${form.value.qty <= data.stock.left}',
          at: '/qty',
          message: 'Only ${data.stock.left} left.',
          severity: 'warning',
        },
      ],
    },
  },
  messages: { en: { limit: 'At most {$max :integer}' }, de: { limit: 'Höchstens {$max :integer}' } },
  view: { id: 'root', type: 'Stack', children: [] },
});
const manifests = {
  calls: { checks: { 'customers.known': { args: { type: 'object', properties: { email: { type: 'string' } } } } } },
};
const known = {
  'customers.known': async (args: { readonly [key: string]: Json }) => args['email'] === 'ada@example.com',
};

function validate(value: Json, options: ValidateOptions = {}, engineOptions: EngineOptions = { checks: known }) {
  const engine = createEngine({ manifests, timers: manualTimers().timers, ...engineOptions });
  const { program, diagnostics } = engine.compile(source);
  if (!program) throw new Error(JSON.stringify(diagnostics));
  return engine.validate(program, 'order', value, { data: { stock: { left: 5 } }, ...options });
}
const ruleIds = (result: Awaited<ReturnType<typeof validate>>) => result.errors.map(({ at, rule }) => `${at}:${rule}`);

describe('validating a form (E6)', () => {
  it('accepts what fits, projected to the schema', async () => {
    const result = await validate({ email: 'ada@example.com', qty: 2, extra: 'x' });
    expect(result).toMatchObject({ valid: true, value: { email: 'ada@example.com', qty: 2, rush: false } });
    expect(result.layers.map((layer) => layer.ran)).toEqual([true, true, true]);
  });

  it('runs a rule only when the fields it reads passed the schema', async () => {
    const result = await validate({ email: 'ada@example.com', qty: 0, rush: true });
    expect(ruleIds(result)).toEqual(['/qty:minimum']);
    expect(result.valid).toBe(false);
  });

  it('says what is missing at its field', async () => {
    expect(ruleIds(await validate({}))).toEqual(['/email:required', '/qty:required']);
  });

  it('checks across fields, in the language of the user', async () => {
    const result = await validate({ email: 'ada@example.com', qty: 11, rush: true }, { ctx: { locale: 'de' } });
    expect(result.errors[0]).toMatchObject({
      at: '/qty',
      rule: 'rush-limit',
      message: 'Höchstens ⁨10⁩'.replaceAll(/[⁨⁩]/g, ''),
    });
  });

  it('asks registered checks', async () => {
    expect(ruleIds(await validate({ email: 'eve@example.com', qty: 1 }))).toEqual(['/email:known']);
  });

  it('never takes an unfinished, failing or unknown check for valid', async () => {
    const value = { email: 'ada@example.com', qty: 1 };
    const slow = { checks: { 'customers.known': () => new Promise<boolean>(() => {}) } };
    const broken = { checks: { 'customers.known': () => Promise.reject(new Error('down')) } };
    const failing = {
      checks: {
        'customers.known': (): boolean => {
          throw new Error('down');
        },
      },
    };
    const wordy = { checks: { 'customers.known': () => 'yes' as unknown as boolean } };
    const noTimers = { checks: known, timers: undefined } as unknown as EngineOptions;
    for (const options of [slow, broken, failing, wordy, noTimers, { checks: {} }]) {
      const time = manualTimers();
      const asked = validate(value, { budget: 5 }, { timers: time.timers, ...options });
      await time.pass(5);
      const result = await asked;
      expect(result.complete).toBe(false);
      expect(result.valid).toBe(false);
      expect(result.layers[1]).toMatchObject({ valid: false, timedOut: ['known'] });
    }
  });

  it('reads live data in the third layer; a warning does not refuse', async () => {
    const result = await validate({ email: 'ada@example.com', qty: 7 });
    expect(result.layers[2]?.errors).toMatchObject([
      { rule: 'in-stock', message: 'Only 5 left.', severity: 'warning' },
    ]);
    expect(result.valid).toBe(true);
  });

  it('stops after the first failing layer when strict', async () => {
    const result = await validate({ email: 'eve@example.com', qty: 7 }, { mode: 'strict' });
    expect(result.layers.map((layer) => layer.ran)).toEqual([true, true, false]);
  });

  it('throws for a form the program does not have', async () => {
    const engine = createEngine();
    const { program } = engine.compile(source);
    await expect(engine.validate(program!, 'constructor', {})).rejects.toThrow('no form "constructor"');
  });
});
