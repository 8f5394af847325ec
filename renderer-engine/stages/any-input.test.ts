import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../create-engine.ts';
import type { Compiled } from '../engine.ts';
import { threadTime } from '../thread-time.testing.ts';

const folder = new URL('../../assets/samples/', import.meta.url);
const documents = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(page|layout|component|library)\.json$/.test(name))
  .map((file) => ({ file, text: readFileSync(new URL(file, folder), 'utf8') }));

const engine = createEngine({ cache: false });

/** Compiles, and fails when that throws or takes a second. */
function compile(text: string): Compiled {
  let compiled: Compiled | null = null;
  expect(threadTime(() => (compiled = engine.compile(text)))).toBeLessThan(1_000);
  return compiled!;
}

const codesOf = (text: string): readonly string[] => compile(text).diagnostics.map(({ code }) => code);
const page = (parts: object): string =>
  JSON.stringify({
    $schema: 'https://schema-studio.dev/ui/1/page.json',
    kind: 'page',
    id: 'acme/test',
    version: '1.0.0',
    title: 'Test',
    view: { id: 'root', type: 'Stack' },
    ...parts,
  });

describe('any text (E2)', () => {
  it('gets an answer', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(compile(text).diagnostics.length).toBeGreaterThan(0);
      }),
    );
  });

  it('gets an answer when it is made of JSON syntax', () => {
    const tokens = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ':',
      ',',
      '"',
      '"kind":"page"',
      'null',
      '1e999',
      '//',
      '/*',
      '\\u',
      '\n',
    );
    fc.assert(fc.property(fc.array(tokens, { maxLength: 60 }), (parts) => void compile(parts.join(''))));
  });

  it('gets an answer when it is any JSON', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => void compile(JSON.stringify(value))));
  });

  it('is told about 100,000 brackets, with a place', () => {
    for (const text of [
      '['.repeat(100_000),
      '{"a":'.repeat(100_000),
      page({}).replace('"Test"', '['.repeat(100_000)),
    ]) {
      const { diagnostics, program } = compile(text);
      expect(program).toBeNull();
      expect(diagnostics.map(({ code }) => code)).toEqual(['UI9001']);
      expect(diagnostics[0]?.range?.start.line).toBe(1);
    }
  });

  it('is told once that 5 MB are too much', () => {
    expect(codesOf(`"${'a'.repeat(5_000_000)}"`)).toEqual(['UI9001']);
    expect(codesOf(page({ description: 'a '.repeat(2_500_000) }))).toEqual(['UI9001']);
  });

  it('is told about bytes that were no UTF-8, and about half characters', () => {
    expect(codesOf(page({ description: 'caf\uFFFD' }))).toEqual(['UI1005']);
    expect(codesOf(page({ description: '\uD800' }))).toEqual(['UI1004']);
  });

  it('gets an answer when it is an object that is no JSON', () => {
    const circular: Record<string, unknown> = { kind: 'page' };
    circular['self'] = circular;
    for (const input of [circular, { kind: 'page', size: 1n }, undefined, null, 3, () => {}]) {
      expect(engine.compile(input as never).diagnostics).toMatchObject([{ severity: 'error' }]);
    }
  });

  it('cannot reach prototypes', () => {
    const text = page({}).replace('"title"', '"__proto__":{"polluted":true},"title"');
    expect(codesOf(text)).toEqual(['UI2014']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(codesOf(page({ ext: { 'a.b': { constructor: 1 } } }))).toEqual(['UI2014']);
  });
});

describe('a document that leads in circles or explodes', () => {
  const circles = {
    types: { A: { $ref: '#/defs/types/B' }, B: { $ref: '#/defs/types/A' } },
    nodes: { a: { $ref: '#/defs/nodes/b', id: 'x' }, b: { $ref: '#/defs/nodes/a', id: 'y' } },
    actions: { a: { $ref: '#/defs/actions/b' }, b: { $ref: '#/defs/actions/a' } },
    styles: { a: { $ref: '#/defs/styles/b' }, b: { $ref: '#/defs/styles/a' } },
  };

  it.each([
    ['types', { params: { p: { $ref: '#/defs/types/A' } } }],
    ['nodes', { view: { id: 'root', type: 'Stack', children: [{ $ref: '#/defs/nodes/a', id: 'n' }] } }],
    [
      'actions',
      { view: { id: 'root', type: 'Button', props: { text: 'x' }, on: { click: { $ref: '#/defs/actions/a' } } } },
    ],
    ['styles', { view: { id: 'root', type: 'Stack', style: { $ref: '#/defs/styles/a' } } }],
  ])('is told about circles among %s', (_, parts) => {
    expect(codesOf(page({ ...parts, defs: circles }))).toContain('UI3002');
  });

  it('is told about components that contain themselves', () => {
    const components = {
      Ping: { view: { id: 'ping', type: 'Pong' } },
      Pong: { view: { id: 'pong', type: 'Ping' } },
    };
    expect(codesOf(page({ defs: { components }, view: { id: 'root', type: 'Ping' } }))).toContain('UI3002');
  });

  it('is told when components double 20 times', () => {
    const levels = Array.from({ length: 20 }, (_, level) => {
      const type = level === 19 ? 'Stack' : `L${level + 1}`;
      const children = ['a', 'b'].map((id) => ({ id, type }));
      return [`L${level}`, { view: { id: 'root', type: 'Stack', children } }] as const;
    });
    const text = page({ defs: { components: Object.fromEntries(levels) }, view: { id: 'root', type: 'L0' } });
    expect(codesOf(text)).toContain('UI9001');
  });

  it('is told when schemas double 44 times, by "allOf" or by properties', () => {
    for (const wrap of [
      (next: object) => ({ allOf: [next, next] }),
      (next: object) => ({ properties: { a: next, b: next } }),
    ]) {
      const levels = Array.from({ length: 44 }, (_, level) => {
        return [`L${level}`, level === 43 ? { type: 'string' } : wrap({ $ref: `#/defs/types/L${level + 1}` })] as const;
      });
      const text = page({ defs: { types: Object.fromEntries(levels) }, params: { p: { $ref: '#/defs/types/L0' } } });
      expect(codesOf(text)).toContain('UI9001');
    }
  });

  it('is told about schemas nested 500 deep', () => {
    let schema: object = { type: 'string' };
    for (let level = 0; level < 500; level++) schema = { properties: { a: schema } };
    expect(codesOf(page({ params: { p: schema } }))).toEqual(['UI9001']);
  });

  it('answers a schema whose pattern would take forever elsewhere', () => {
    const parts = {
      params: { p: { type: 'string', pattern: '^(a+)+$' } },
      tests: { fixtures: { base: { params: { p: `${'a'.repeat(30_000)}!` } } } },
    };
    expect(codesOf(page(parts))).toContain('UI5010');
  });
});

describe('a real document with one part broken', () => {
  const values = fc.oneof(
    fc.constantFrom(null, true, 0, -1, 1e300, '', '${', '${a.b(}', '{space.4}', '$ref', '../..', 'constructor'),
    fc.constantFrom([], {}, [[]], { $ref: '#/defs/nodes/x' }, { $ref: 3 }, { id: 'x', type: 'Slot' }, { if: '${1}' }),
    fc.jsonValue({ maxDepth: 3 }),
  );

  it('gets an answer, wherever it or a document it uses is broken', () => {
    const indexes = fc.nat(documents.length - 1);
    fc.assert(
      fc.property(indexes, indexes, fc.nat(), values, fc.boolean(), (compiled, broken, at, value, removes) => {
        const texts = documents.map(({ text }, index) =>
          index === broken ? JSON.stringify(mutate(JSON.parse(text), at, value, removes)) : text,
        );
        expect(threadTime(() => projectOf(texts).compile(texts[compiled]!))).toBeLessThan(1_000);
      }),
      { numRuns: 600 },
    );
  }, 60_000);
});

function projectOf(texts: readonly string[]) {
  const documents = texts.map((text) => ({ text }));
  const find = (id: string) => documents.filter(({ text }) => text.replaceAll(' ', '').includes(`"id":"${id}"`));
  return createEngine({ cache: false, documents: { find } });
}

/** Replaces or removes the `at`th value of a document, counted in reading order and around. */
function mutate(document: unknown, at: number, value: unknown, removes: boolean): unknown {
  const places: { holder: Record<string, unknown>; key: string }[] = [];
  const visit = (holder: unknown): void => {
    if (typeof holder !== 'object' || holder === null) return;
    for (const key of Object.keys(holder)) {
      places.push({ holder: holder as Record<string, unknown>, key });
      visit((holder as Record<string, unknown>)[key]);
    }
  };
  visit(document);
  const { holder, key } = places[at % places.length]!;
  if (removes) delete holder[key];
  else holder[key] = value;
  return document;
}
