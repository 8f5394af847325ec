import { describe, expect, it } from 'vitest';
import { project } from './project.ts';

describe('projection', () => {
  it('removes what is not declared, at any depth', () => {
    const schema = {
      type: 'object',
      properties: { list: { type: 'array', items: { type: 'object', properties: { a: {} } } } },
    };
    expect(project({ list: [{ a: 1, b: 2 }], c: 3 }, schema)).toEqual({ list: [{ a: 1 }] });
  });

  it('keeps the values of a map', () => {
    const schema = { type: 'object', additionalProperties: { type: 'object', properties: { n: {} } } };
    expect(project({ x: { n: 1, m: 2 } }, schema)).toEqual({ x: { n: 1 } });
  });

  it('takes the first alternative that fits', () => {
    const schema = {
      oneOf: [
        { type: 'object', required: ['a'], properties: { a: { type: 'number' } } },
        { type: 'object', required: ['b'], properties: { b: { type: 'number' } } },
      ],
    };
    expect(project({ b: 1, c: 2 }, schema)).toEqual({ b: 1 });
  });

  it('follows recursive types', () => {
    const children = { type: 'array', items: { $ref: '#/$defs/Tree' } };
    const layer = { type: 'object', properties: { name: {}, children } };
    const tree = { ...layer, $defs: { Tree: layer } };
    expect(project({ name: 'a', x: 1, children: [{ name: 'b', y: 2 }] }, tree)).toEqual({
      name: 'a',
      children: [{ name: 'b' }],
    });
  });

  it('reads own properties only', () => {
    const schema = { type: 'object', properties: { toString: { type: 'string' } } };
    expect(project({}, schema)).toEqual({});
  });
});
