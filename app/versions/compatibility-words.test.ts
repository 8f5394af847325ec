import { expect, it } from 'vitest';
import type { VersionCompatibility } from '#contract';
import { bumpOf, versionAdvice } from './compatibility-words.ts';

const compared = (change: Partial<VersionCompatibility>) =>
  ({
    before: '1.0.0',
    after: '1.0.1',
    next: '2.0.0',
    bump: 'major',
    farEnough: false,
    ...change,
  }) as VersionCompatibility;

it('says which version a change needs (V3)', () => {
  expect(versionAdvice(compared({}))).toBe('After 1.0.0 the version must be 2.0.0 or more; it is 1.0.1.');
  expect(versionAdvice(compared({ after: '2.0.0', farEnough: true }))).toBe('After 1.0.0, version 2.0.0 says so.');
  expect(versionAdvice(compared({ bump: 'none' }))).toBe('Nothing changed since 1.0.0.');
});

it('has a word for every bump (V3)', () => {
  expect((['major', 'minor', 'patch', 'none'] as const).map((bump) => bumpOf(bump).word)).toEqual([
    'Breaking',
    'Additive',
    'Patch',
    'No change',
  ]);
});
