import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkProfile } from './schema-profile.ts';
import { validatorFor } from './schema-validator.ts';
import type { JsonSchema } from './types.ts';

const corpora = new URL('../../../shared/corpora/', import.meta.url);
const there = existsSync(corpora);
if (!there) console.info('The official test suite of JSON Schema is not there; no verdict was compared with it.');
const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(name, corpora), 'utf8')) as T;

interface Group {
  readonly file: string;
  readonly description: string;
  readonly schema: JsonSchema;
  readonly tests: readonly { readonly d: string; readonly data: unknown; readonly valid: boolean }[];
}

/** Known differences of ajv: `format` is a rule here (language.md 2.3), where the suite takes it for a note. */
const known = /^format: /;

describe.skipIf(!there)('verdicts beside the official test suite (JSON Schema 2020-12)', () => {
  it('are right, or the schema is refused, wherever no reference is followed', () => {
    const { groups } = read<{ groups: readonly Group[] }>('json-schema-2020-12-required.json');
    let right = 0;
    const wrong: string[] = [];
    for (const { file, description, schema: written, tests } of groups) {
      const schema = withoutDialect(written);
      // References are replaced before anything is judged (5.5), by an engine that knows the documents.
      if (JSON.stringify(schema).includes('"$ref"') || checkProfile(schema, '').length > 0) continue;
      const validate = validatorFor(schema);
      for (const { d, data, valid } of tests) {
        if ((validate(data) === null) === valid) right += 1;
        else wrong.push(`${file}: ${description}: ${d}`);
      }
    }
    expect(wrong.filter((name) => !known.test(name))).toEqual([]);
    expect(right).toBeGreaterThan(850);
  });

  it('are told for what people really write: nothing throws', () => {
    const { schemas } = read<{ schemas: readonly { path: string; schema: JsonSchema }[] }>('schemastore-schemas.json');
    expect(schemas.length).toBeGreaterThan(50);
    for (const { schema, path } of schemas) {
      // All of them name a dialect of their own, which is no part of the profile; most are of older ones.
      const problems = checkProfile(schema, '');
      expect(problems.length, path).toBeGreaterThan(0);
      for (const { pointer, problem } of problems) expect(`${pointer}${problem}`).not.toBe('');
    }
  });
});

function withoutDialect(schema: JsonSchema): JsonSchema {
  if (typeof schema === 'boolean') return schema;
  const { $schema: _, ...rest } = schema;
  return rest;
}
