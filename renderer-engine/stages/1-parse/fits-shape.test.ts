import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentShapes } from '../../document/shapes/document.ts';
import type { DocumentKind, Json, JsonObject } from '../../document/types.ts';
import { defaultLimits } from '../../limits.ts';
import { fitsShape } from './fits-shape.ts';
import { noLocator } from './locator.ts';
import { checkClosely } from './structure.ts';

const folder = new URL('../../samples/', import.meta.url);
const documents = ['', 'keywords/', 'diagnostics/']
  .flatMap((group) =>
    readdirSync(new URL(group || '.', folder)).map((name) => new URL(`${group}${name}/document.json`, folder)),
  )
  .filter((file) => existsSync(file))
  .flatMap((file) => {
    try {
      return [JSON.parse(readFileSync(file, 'utf8')) as JsonObject];
    } catch {
      // Samples of broken texts.
      return [];
    }
  })
  .filter(({ kind }) => typeof kind === 'string' && Object.hasOwn(documentShapes, kind));

/** Changes one part of a copy, chosen by numbers: another value, another key, or nothing any more. */
function changed(document: JsonObject, steps: readonly number[], how: number): JsonObject {
  const copy = structuredClone(document) as Record<string, Json>;
  let at: Record<string, Json> = copy;
  for (const step of steps) {
    const keys = Object.keys(at);
    const key = keys[step % Math.max(1, keys.length)];
    if (key === undefined) break;
    const inner = at[key];
    if (typeof inner === 'object' && inner !== null && step % 7 !== 0) {
      at = inner as Record<string, Json>;
      continue;
    }
    const others: readonly Json[] = [
      null,
      'x y',
      3,
      -0.5,
      true,
      [],
      {},
      { id: 'a', type: 'Text' },
      { $ref: '#/a' },
      'a',
    ];
    if (how % 3 === 0) at[key] = others[step % others.length]!;
    else if (how % 3 === 1) at[['children', 'slots', 'props', 'unknown', '$ref', 'id'][step % 6]!] = inner!;
    else delete at[key];
    break;
  }
  return copy;
}

function agrees(document: JsonObject, nodesPerDocument = defaultLimits.nodesPerDocument): void {
  const shape = documentShapes[document['kind'] as DocumentKind] ?? documentShapes.page;
  const limits = { ...defaultLimits, nodesPerDocument };
  const { diagnostics } = checkClosely(document, shape, { file: undefined, locator: noLocator, document: '' }, limits);
  const fits = fitsShape(document, shape, { nodes: 0, most: nodesPerDocument, sound: undefined });
  expect({ fits, document: fits ? document : null }).toEqual({
    fits: diagnostics.length === 0,
    document: fits ? document : null,
  });
}

describe('the quick way of the structure check (E2)', () => {
  it('says of every sample what the thorough one says, and of some with too many nodes', () => {
    expect(documents.length).toBeGreaterThan(100);
    for (const document of documents) for (const most of [defaultLimits.nodesPerDocument, 2]) agrees(document, most);
  });

  it('says it of samples in which something was changed', () => {
    const any = fc.tuple(
      fc.nat(documents.length - 1),
      fc.array(fc.nat(100), { minLength: 1, maxLength: 12 }),
      fc.nat(2),
    );
    fc.assert(
      fc.property(any, ([which, steps, how]) => agrees(changed(documents[which]!, steps, how))),
      { numRuns: 2_000 },
    );
  });
});
