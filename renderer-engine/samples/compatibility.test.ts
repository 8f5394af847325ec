import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rules } from '../compatibility/rules.ts';
import { createEngine } from '../create-engine.ts';
import { merge } from '../document/merge.ts';
import type { Json, JsonObject } from '../document/types.ts';
import type { EngineOptions } from '../engine.ts';

/**
 * A file per row of language.md 10.3: a document, a JSON Merge Patch that makes the next version of it, and what the
 * comparison comes to in `expected/`; `UPDATE_SAMPLES=1` rewrites that.
 */
interface Sample {
  readonly before: JsonObject;
  /** A version between the two. */
  readonly between?: JsonObject;
  readonly change: JsonObject;
  readonly options?: EngineOptions;
  readonly compare?: { readonly hosts?: readonly string[] };
  readonly documents?: readonly JsonObject[];
  readonly dependents?: readonly JsonObject[];
}

const root = new URL('./compatibility/', import.meta.url);
const names = readdirSync(root)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length))
  .sort();
const update = process.env['UPDATE_SAMPLES'] === '1';
const write = (value: Json | undefined): string => `${JSON.stringify(value, null, 2)}\n`;

const compared = names.map((name) => [name, compare(name)] as const);

describe.each(compared)('compatibility sample %s (V3)', (name, result) => {
  it('gives the expected changes', () => {
    const file = new URL(`expected/${name}.json`, root);
    if (update) writeFileSync(file, write(result as unknown as Json));
    expect(write(result as unknown as Json)).toBe(readFileSync(file, 'utf8'));
  });
});

it('has a sample for every rule (V3)', () => {
  const shown = new Set(compared.flatMap(([, { changes }]) => changes.map(({ rule }) => rule)));
  expect(Object.keys(rules).filter((rule) => !shown.has(rule))).toEqual([]);
});

function compare(name: string) {
  const sample: Sample = JSON.parse(readFileSync(new URL(`${name}.json`, root), 'utf8'));
  const {
    before,
    between,
    change,
    options = {},
    compare: compareOptions = {},
    documents = [],
    dependents = [],
  } = sample;
  const sources = [...documents, ...dependents].map((document) => ({ text: write(document), id: document['id'] }));
  const engine = createEngine({ ...options, documents: { find: (id) => sources.filter((one) => one.id === id) } });
  const older = [before, ...(between ? [merge(before, between)] : [])].map(write);
  const {
    comparison,
    diagnostics,
    dependents: affected,
  } = engine.compare(older, write(merge(before, change)), {
    ...compareOptions,
    dependents: dependents.map((document) => ({ text: write(document) })),
  });
  if (!comparison) throw new Error(`${name} cannot be compared: ${JSON.stringify(diagnostics)}`);
  const { changes, ...judged } = comparison;
  return {
    ...judged,
    changes: changes.map(({ breaks, ...own }) => ({
      ...own,
      breaks: `${breaks.backward ? 'BACKWARD' : '–'} ${breaks.forward ? 'FORWARD' : '–'}`,
    })),
    ...(affected.length > 0 && { affected }),
    diagnostics: diagnostics.map(({ code, message, fixes }) => ({ code, message, fix: fixes?.[0]?.title ?? null })),
  };
}
