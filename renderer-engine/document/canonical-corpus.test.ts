import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { canonical } from './canonical.ts';
import { digest } from './digest.ts';
import { merge } from './merge.ts';
import type { Json } from './types.ts';

const corpora = new URL('../../../shared/corpora/', import.meta.url);
const there = existsSync(corpora);
if (!there) console.info('The shared test vectors are not there; nothing was compared with them.');
const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(name, corpora), 'utf8')) as T;
const decoded = (base64: string): string => Buffer.from(base64, 'base64').toString('utf8');

interface CanonicalVectors {
  readonly docs: readonly {
    readonly id: string;
    readonly input_b64: string;
    readonly output_b64: string;
    readonly sha256_output: string;
  }[];
  /** `<hex of a double>,<its text>` */
  readonly numbers: readonly string[];
}

describe.skipIf(!there)('the canonical form beside the published vectors (RFC 8785, E20)', () => {
  it('writes every document and its hash', () => {
    const { docs } = read<CanonicalVectors>('jcs-shared.json');
    expect(docs.length).toBeGreaterThan(0);
    for (const { id, input_b64, output_b64, sha256_output } of docs) {
      const written = canonical(JSON.parse(decoded(input_b64)));
      expect(written, id).toBe(decoded(output_b64));
      expect(digest(written, 'hex'), id).toBe(sha256_output);
    }
  });

  it('writes every number', () => {
    const { numbers } = read<CanonicalVectors>('jcs-shared.json');
    const finite = numbers.map((line) => line.split(',') as [string, string]).filter(([, text]) => text !== '');
    expect(finite.length).toBeGreaterThan(100);
    const wrong = finite.filter(([hex, text]) => {
      const bits = Buffer.from(hex.padStart(16, '0'), 'hex');
      const value = bits.readDoubleBE();
      return Number.isFinite(value) && canonical([value]) !== `[${text}]`;
    });
    expect(wrong).toEqual([]);
  });
});

describe.skipIf(!there)('merging beside the published vectors (RFC 7396, E3)', () => {
  it('comes to the published results', () => {
    const { cases } = read<{ cases: readonly { target: Json; patch: Json; result: Json }[] }>('json-merge-patch.json');
    expect(cases.length).toBeGreaterThanOrEqual(15);
    // What is taken away as a whole is not there any more, where the RFC says null.
    for (const { target, patch, result } of cases) expect(merge(target, patch) ?? null).toEqual(result);
  });

  it('never reaches a prototype', () => {
    const { own } = read<{ own: readonly { target: Json; patch_text: string }[] }>('json-merge-patch.json');
    for (const { target, patch_text } of own) {
      merge(target, JSON.parse(patch_text) as Json);
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    }
  });
});
