import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { catalog } from '../components/catalog.ts';
import { documentSchema } from './json-schema.ts';
import type { DocumentKind } from './types.ts';

const kinds: readonly DocumentKind[] = ['page', 'layout', 'component', 'theme', 'messages', 'library'];

const validatorOf = (kind: DocumentKind) =>
  new Ajv2020({ strict: false, allErrors: true }).compile(documentSchema(kind));

describe('documentSchema', () => {
  it.each(kinds)('is a JSON Schema for %s', (kind) => {
    expect(new Ajv2020({ strict: false }).validateSchema(documentSchema(kind))).toBe(true);
  });

  it('knows every prop of every built-in type', () => {
    const validate = validatorOf('page');
    for (const { type, props } of catalog.values()) {
      for (const name of Object.keys(props)) {
        const view = { id: 'x', type, props: { [name]: { not: ['a value any prop would take'] } } };
        const page = { $schema: 'x', kind: 'page', id: 'a/b', version: '1.0.0', title: 'T', view };
        const told =
          !validate(page) &&
          validate.errors?.some(({ instancePath }) => instancePath.startsWith(`/view/props/${name}`));
        if (!accepts(props[name]?.schema)) expect([type, name, told]).toEqual([type, name, true]);
      }
    }
  });

  it('takes an expression for a value inside of a list, too', () => {
    const validate = validatorOf('page');
    const items = (one: object) => [{ id: 'a', text: 'A', ...one }];
    const page = (one: object) => {
      const view = { id: 'x', type: 'Menu', props: { label: 'More', items: items(one) } };
      return { $schema: 'x', kind: 'page', id: 'a/b', version: '1.0.0', title: 'T', view };
    };
    expect([validate(page({ if: '${ctx.user != null}' })), validate(page({ if: 'yes' }))]).toEqual([true, false]);
  });

  it('refuses unknown keys and actions that do not exist', () => {
    const validate = validatorOf('page');
    const page = { $schema: 'x', kind: 'page', id: 'a/b', version: '1.0.0', title: 'T' };
    expect(validate({ ...page, vieuw: {} })).toBe(false);
    expect(validate({ ...page, view: { id: 'x', type: 'Text', on: { click: { do: 'explode' } } } })).toBe(false);
  });
});

const accepts = (schema: unknown): boolean =>
  new Ajv2020({ strict: false }).validate(schema as object, { not: ['a value any prop would take'] });
