import { describe, expect, it } from 'vitest';
import type { Version } from '#contract';
import { type HistoryAction, historyOf, reduceHistories } from './history.ts';

const version = (hash: string): Version => ({
  hash,
  documentId: 'acme/orders',
  path: 'a',
  semver: '1.0.0',
  programHash: 'p',
  message: hash,
  author: 'Ada',
  createdAt: '2026-01-01T00:00:00Z',
  parent: null,
  state: 'draft',
  approval: null,
});
const listed: HistoryAction = { type: 'history/listed', path: 'a', versions: ['c', 'b', 'a'].map(version) };
const following = (...actions: readonly HistoryAction[]) => historyOf(actions.reduce(reduceHistories, {}), 'a');

describe('the history of a document', () => {
  it('compares the newest version with the one before it', () => {
    expect(following(listed)).toMatchObject({ after: 'c', before: 'b' });
  });

  it('compares a chosen version with its predecessor, the first with itself', () => {
    const choose = (hash: string): HistoryAction => ({ type: 'history/choose', path: 'a', side: 'after', hash });
    expect(following(listed, choose('b'))).toMatchObject({ after: 'b', before: 'a' });
    expect(following(listed, choose('a'))).toMatchObject({ after: 'a', before: 'a' });
    expect(following(listed, choose('draft'))).toMatchObject({ after: 'draft', before: 'c' });
  });

  it('compares any two', () => {
    const choose: HistoryAction = { type: 'history/choose', path: 'a', side: 'before', hash: 'a' };
    expect(following(listed, choose)).toMatchObject({ after: 'c', before: 'a' });
  });

  it('shows a saved version at once, and the same content only once', () => {
    const saved: HistoryAction = { type: 'history/saved', version: version('d') };
    expect(following(listed, saved, saved)?.versions.map(({ hash }) => hash)).toEqual(['d', 'c', 'b', 'a']);
    expect(following(listed, saved)).toMatchObject({ after: 'd', before: 'c' });
  });

  it('lets go of a choice that no longer exists', () => {
    const shorter: HistoryAction = { type: 'history/listed', path: 'a', versions: [version('z')] };
    expect(following(listed, shorter)).toMatchObject({ after: 'z', before: 'z' });
  });
});
