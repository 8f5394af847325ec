import { describe, expect, it } from 'vitest';
import { decodeFields } from './decode.ts';

const schema = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    qty: { type: 'integer' },
    ok: { type: 'boolean' },
    tags: { type: 'array', items: { type: 'string' } },
    lines: { type: 'array', items: { type: 'object', properties: { n: { type: 'number' } } } },
    'a/b': { type: 'string' },
  },
};

describe('decoding submitted fields', () => {
  it('reads numbers, booleans and lists by the schema', () => {
    const fields = [
      ['/name', '7'],
      ['/qty', '7'],
      ['/ok', 'true'],
      ['/tags', 'a'],
      ['/tags', 'b'],
    ] as const;
    expect(decodeFields(fields, schema)).toEqual({ name: '7', qty: 7, ok: true, tags: ['a', 'b'] });
  });

  it('leaves empty text out, and takes a shown but unchecked box for false', () => {
    expect(decodeFields([['/name', '']], schema, ['/ok', '/name'])).toEqual({ ok: false });
  });

  it('keeps what is no number as text, for the schema to refuse', () => {
    expect(decodeFields([['/qty', '007']], schema)).toEqual({ qty: '007' });
  });

  it('builds nested values and reads escaped names', () => {
    expect(
      decodeFields(
        [
          ['/lines/0/n', '1.5'],
          ['/a~1b', 'x'],
        ],
        schema,
      ),
    ).toEqual({ lines: [{ n: 1.5 }], 'a/b': 'x' });
  });

  it.each(['/__proto__/polluted', '/constructor', 'name', '/unknown', '/lines/x/n', ''])('leaves out %j', (name) => {
    expect(decodeFields([[name, 'x']], schema)).toEqual({});
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
