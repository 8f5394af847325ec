import { describe, expect, it } from 'vitest';
import type { OpenDocument } from '#contract';
import type { StudioAction } from '../state/studio.ts';
import { activeTab, type Documents, hasEdits, initialDocuments, reduceDocuments } from './documents.ts';

const document = (path: string, draft = false): OpenDocument => ({
  path,
  text: '{}',
  fileText: draft ? '{ }' : null,
  fileHash: 'hash-1',
  currentHash: 'hash-1',
  draft,
  readOnly: false,
});
const opened = (path: string, draft = false): StudioAction => ({
  type: 'documents/opened',
  document: document(path, draft),
  heavy: null,
});
const following = (...actions: readonly StudioAction[]): Documents => actions.reduce(reduceDocuments, initialDocuments);

describe('open documents', () => {
  it('come to the front when opened', () => {
    const documents = following(opened('a'), opened('b'));
    expect(documents.tabs.map(({ path }) => path)).toEqual(['a', 'b']);
    expect(activeTab(documents)?.path).toBe('b');
  });

  it('leave the front to their neighbor when closed', () => {
    const three = [opened('a'), opened('b'), opened('c')];
    expect(following(...three, { type: 'documents/close', path: 'c' }).active).toBe('b');
    expect(following(...three, { type: 'documents/close', path: 'a' }).active).toBe('c');
    expect(following(opened('a'), { type: 'documents/close', path: 'a' }).active).toBeNull();
  });

  it('have edits from the first key until the file holds them', () => {
    const edited = following(opened('a'), { type: 'documents/edited', path: 'a', heavy: null });
    expect(hasEdits(edited.tabs[0]!)).toBe(true);
    const written = reduceDocuments(edited, {
      type: 'documents/based-on',
      path: 'a',
      fileHash: 'hash-2',
      draft: false,
    });
    expect(written.tabs[0]).toMatchObject({ fileHash: 'hash-2', journaled: { state: 'clean' } });
  });

  it('have edits when their draft was found', () => {
    expect(hasEdits(following(opened('a', true)).tabs[0]!)).toBe(true);
  });

  it('keep what is typed while the file is written', () => {
    const documents = following(
      opened('a'),
      { type: 'documents/edited', path: 'a', heavy: null },
      { type: 'documents/based-on', path: 'a', fileHash: 'hash-2', draft: true },
    );
    expect(documents.tabs[0]).toMatchObject({ fileHash: 'hash-2', journaled: { state: 'waiting' } });
  });

  it('start from the changed file once a person keeps their edits', () => {
    const changed = following(
      opened('a'),
      { type: 'documents/edited', path: 'a', heavy: null },
      { type: 'documents/outside', path: 'a', fileHash: 'hash-9', text: '{"theirs":1}' },
    );
    expect(changed.tabs[0]?.outside?.text).toBe('{"theirs":1}');
    const kept = reduceDocuments(changed, { type: 'documents/outside-kept', path: 'a' });
    expect(kept.tabs[0]).toMatchObject({ fileHash: 'hash-9', outside: null });
    expect(hasEdits(kept.tabs[0]!)).toBe(true);
  });

  it('stay as they are when another cannot be opened', () => {
    const documents = following(opened('a'), {
      type: 'documents/open-failed',
      path: 'b',
      failure: { code: 'document/not-text', message: 'Not text.' },
    });
    expect(documents.active).toBe('a');
    expect(documents.failure?.path).toBe('b');
  });
});
