import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { fileSchemas } from './file-schemas.ts';

const root = new URL('../../', import.meta.url);
const schemas = fileSchemas();
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, root), 'utf8'));
const validators = new Map<string, ReturnType<Ajv2020['compile']>>();

function problemsOf(name: string, value: unknown) {
  let validate = validators.get(name);
  if (!validate) {
    validate = new Ajv2020({ strict: false, allErrors: true }).compile(schemas[name] as object);
    validators.set(name, validate);
  }
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const samples = readdirSync(new URL('assets/samples/acme/', root)).filter((name) => /^[^.].*\.json$/.test(name));
const schemaOf = (name: string): string =>
  ({
    'studio.json': 'studio',
    'ui.lock.json': 'lock',
    'sources.manifest.json': 'sources',
    'calls.manifest.json': 'calls',
  })[name] ?? (/\.([a-z]+)\.json$/.exec(name)?.[1] as string);

const page = { $schema: 'x', kind: 'page', id: 'a/b', version: '1.0.0', title: 'T' };

describe('JSON Schemas of the files of a project (E1)', () => {
  it.each(
    Object.keys(schemas),
  )('assets/schemas/%s.json says what the engine says; else run "npm run schemas"', (name) => {
    expect(read(`assets/schemas/${name}.json`)).toEqual(JSON.parse(JSON.stringify(schemas[name])));
  });

  it('leaves no file behind of a kind that is gone', () => {
    const files = readdirSync(new URL('assets/schemas/', root)).sort();
    expect(files).toEqual(
      Object.keys(schemas)
        .map((name) => `${name}.json`)
        .sort(),
    );
  });

  it.each(samples)('accept the sample %s', (name) => {
    expect(problemsOf(schemaOf(name), read(`assets/samples/acme/${name}`))).toEqual([]);
  });

  it.each<[string, string, unknown]>([
    ['page', 'a key that does not exist', { ...page, vieuw: {} }],
    ['page', 'an id without a namespace', { ...page, id: 'orders' }],
    ['page', 'a node without an id', { ...page, view: { type: 'Text' } }],
    [
      'page',
      'a prop of the wrong type',
      { ...page, view: { id: 'a', type: 'Heading', props: { text: 'x', level: 9 } } },
    ],
    ['component', 'a slot that is no object', { ...page, kind: 'component', slots: { icon: true } }],
    ['theme', 'breakpoints nobody knows', { ...page, kind: 'theme', breakpoints: 'wide' }],
    ['tests', 'a case without a fixture', { fixtures: {}, cases: [{ id: 'a' }] }],
    ['studio', 'a project without a name', { namespace: 'acme' }],
    ['sources', 'a source without a result', { sources: { 'orders.search': {} } }],
    ['calls', 'a scope that is no text', { calls: { 'orders.cancel': { scope: 1 } } }],
    [
      'lock',
      'a hash that is none',
      { lock: 1, engine: '1.0.0', documents: { 'a/b@1': { version: '1.0.0', from: 'vendor', hash: 'x' } } },
    ],
  ])('refuse in a %s file %s', (name, _what, value) => {
    expect(problemsOf(name, value)).not.toEqual([]);
  });
});
