import { describe, expect, it } from 'vitest';
import { createEngine } from '../create-engine.ts';
import { compareVersions } from './compare-versions.ts';
import type { CompatibilityLevel } from './contract.ts';

const engine = createEngine();
const page = (version: string, params: object) =>
  JSON.stringify({
    $schema: 'https://schema-studio.dev/ui/1/page.json',
    kind: 'page',
    id: 'acme/orders',
    version,
    title: 'Orders',
    route: '/orders',
    params,
    view: { id: 'root', type: 'Text', props: { text: 'Hi' } },
  });
const text = { type: 'string', default: '' };
const contract = (version: string, params: object) => engine.contract(page(version, params))!;

describe('levels (V3)', () => {
  const added = [contract('1.0.0', {}), contract('1.1.0', { q: text })] as const;
  const removed = [contract('1.0.0', { q: text }), contract('2.0.0', {})] as const;
  it.each([
    ['NONE', true, true],
    ['BACKWARD', true, false],
    ['FORWARD', false, true],
    ['FULL', false, false],
  ] as const)('%s asks for its own direction', (level, whenAdded, whenRemoved) => {
    expect(compareVersions([added[0]], added[1], { level }).compatible).toBe(whenAdded);
    expect(compareVersions([removed[0]], removed[1], { level }).compatible).toBe(whenRemoved);
  });

  it.each([
    ['BACKWARD', true],
    ['BACKWARD_TRANSITIVE', false],
  ] as const)('%s looks at the versions it says', (level: CompatibilityLevel, compatible) => {
    const older = [contract('2.0.0', {}), contract('1.0.0', { q: text })];
    expect(compareVersions(older, contract('2.0.1', {}), { level }).compatible).toBe(compatible);
  });

  it('compares with the newest older version, whatever the order', () => {
    const older = [contract('1.10.0', {}), contract('1.9.0', {})];
    expect(compareVersions(older, contract('1.11.0', {})).before).toBe('1.10.0');
  });

  it('is plain data: a contract that was stored gives the same answer', () => {
    const [before, after] = added;
    const stored = JSON.parse(JSON.stringify(before));
    expect(compareVersions([stored], after)).toEqual(compareVersions([before], after));
  });
});

describe('comparing texts (V3)', () => {
  it('says why there is nothing to compare', () => {
    const { comparison, diagnostics } = engine.compare([page('1.0.0', {})], '{ "kind": ');
    expect(comparison).toBeNull();
    expect(diagnostics.map(({ code }) => code)).toContain('UI1001');
    expect(engine.compare([], page('1.0.0', {})).comparison).toBeNull();
  });

  it('leaves dependents alone that do not take the new version', () => {
    const library = (version: string, types: object) =>
      JSON.stringify({
        $schema: 'https://schema-studio.dev/ui/1/library.json',
        kind: 'library',
        id: 'acme/types',
        version,
        title: 'Types',
        defs: { types },
      });
    const user = (range: string) =>
      JSON.stringify({
        ...JSON.parse(page('1.0.0', { q: { $ref: 'types#/defs/types/Text' } })),
        uses: { types: `acme/types@${range}` },
      });
    const affected = (range: string) =>
      engine.compare([library('1.0.0', { Text: text })], library('2.0.0', {}), { dependents: [{ text: user(range) }] })
        .dependents[0];
    expect(affected('^1.0.0')).toMatchObject({ takes: false, problem: null });
    expect(affected('>=1.0.0')).toMatchObject({ takes: true, problem: expect.stringContaining('leads nowhere') });
  });
});
