import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashBytes } from '../store/blobs.ts';
import { journalIn } from '../store/journal.ts';
import { openStore } from '../store/open-store.ts';
import { temporaryFolder, withoutWriteAccess } from '../testing/folders.ts';
import { failureFrom, valueFrom } from '../testing/outcomes.ts';
import { type DocumentPlace, journalEdit, openDocument, revertDocument, saveDocument } from './documents.ts';
import { recover } from './recovery.ts';

function place(files: Readonly<Record<string, string | Uint8Array>> = { 'a.page.json': '{"a":1}' }): DocumentPlace {
  const folder = temporaryFolder();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return { folder, store: valueFrom(openStore(folder)), now: () => new Date('2026-03-01T10:00:00Z') };
}

describe('documents', () => {
  it('are opened as they are, edited as drafts, and saved', () => {
    const at = place();
    const opened = valueFrom(openDocument(at, 'a.page.json'));
    expect(opened).toMatchObject({ text: '{"a":1}', fileText: null, draft: false, readOnly: false });

    valueFrom(journalEdit(at, { path: 'a.page.json', text: '{"a":2}', fileHash: opened.fileHash }));
    expect(valueFrom(openDocument(at, 'a.page.json'))).toMatchObject({
      text: '{"a":2}',
      fileText: '{"a":1}',
      draft: true,
    });

    const saved = valueFrom(
      saveDocument(at, { path: 'a.page.json', text: '{"a":2}', fileHash: opened.fileHash, overwrite: false }),
    );
    expect(saved.fileHash).toBe(hashBytes('{"a":2}'));
    expect(readFileSync(join(at.folder, 'a.page.json'), 'utf8')).toBe('{"a":2}');
    expect(valueFrom(openDocument(at, 'a.page.json')).draft).toBe(false);
    expect(readdirSync(at.folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('keep a draft that is newer than what was saved', () => {
    const at = place();
    const { fileHash } = valueFrom(openDocument(at, 'a.page.json'));
    valueFrom(journalEdit(at, { path: 'a.page.json', text: 'newer', fileHash }));
    valueFrom(saveDocument(at, { path: 'a.page.json', text: 'older', fileHash, overwrite: false }));
    expect(valueFrom(openDocument(at, 'a.page.json'))).toMatchObject({ text: 'newer', draft: true });
    expect(valueFrom(revertDocument(at, 'a.page.json'))).toMatchObject({ text: 'older', draft: false });
  });

  it('are not written over what somebody else changed, unless asked to', () => {
    const at = place();
    const { fileHash } = valueFrom(openDocument(at, 'a.page.json'));
    writeFileSync(join(at.folder, 'a.page.json'), 'theirs');
    const save = (overwrite: boolean) => saveDocument(at, { path: 'a.page.json', text: 'mine', fileHash, overwrite });
    expect(failureFrom(save(false)).code).toBe('document/changed-outside');
    expect(readFileSync(join(at.folder, 'a.page.json'), 'utf8')).toBe('theirs');
    valueFrom(save(true));
    expect(readFileSync(join(at.folder, 'a.page.json'), 'utf8')).toBe('mine');
  });

  it('offer what was typed before a crash, and not what was saved', () => {
    const at = place({ 'a.page.json': 'a', 'b.page.json': 'b' });
    const journal = journalIn(at.store.database);
    journal.write({ path: 'a.page.json', text: 'a', fileHash: 'old', at: '2026-03-01T09:00:00Z' });
    journal.write({ path: 'b.page.json', text: 'b, edited', fileHash: hashBytes('b'), at: '2026-03-01T09:01:00Z' });
    journal.write({ path: 'gone.page.json', text: 'typed', fileHash: 'x', at: '2026-03-01T09:02:00Z' });
    expect(recover(at.folder, journal, false)).toEqual([
      { path: 'b.page.json', at: '2026-03-01T09:01:00Z' },
      { path: 'gone.page.json', at: '2026-03-01T09:02:00Z' },
    ]);
    expect(valueFrom(openDocument(at, 'gone.page.json'))).toMatchObject({
      text: 'typed',
      fileText: '',
      currentHash: '',
      draft: true,
    });
  });

  it('tell when somebody changed the file after they began', () => {
    const at = place({ 'a.page.json': 'theirs' });
    const started = hashBytes('as it was');
    journalIn(at.store.database).write({
      path: 'a.page.json',
      text: 'mine',
      fileHash: started,
      at: '2026-03-01T09:00:00Z',
    });
    expect(valueFrom(openDocument(at, 'a.page.json'))).toMatchObject({
      text: 'mine',
      fileText: 'theirs',
      fileHash: started,
      currentHash: hashBytes('theirs'),
    });
  });

  it.each([
    '../out.page.json',
    '/etc/x.page.json',
    'a/../../x.page.json',
    '.studio/x.page.json',
    'link/x.page.json',
    'a\\..\\x.page.json',
    'C:x.page.json',
    'notes.txt',
    'node_modules/x.page.json',
    '',
  ])('stay inside the project: %j', (path) => {
    const at = place();
    const outside = temporaryFolder();
    writeFileSync(join(outside, 'x.page.json'), 'secret');
    symlinkSync(outside, join(at.folder, 'link'));
    expect(failureFrom(openDocument(at, path)).code).toBe('document/not-found');
    const text = 'x';
    expect(failureFrom(journalEdit(at, { path, text, fileHash: '' })).code).toBe('document/unwritable');
    expect(failureFrom(saveDocument(at, { path, text, fileHash: '', overwrite: true })).code).toBe(
      'document/unwritable',
    );
    expect(readFileSync(join(outside, 'x.page.json'), 'utf8')).toBe('secret');
  });

  it('that are no UTF-8 text, too large or folders are refused in a sentence', () => {
    const at = place({
      'latin.page.json': Buffer.from([0x22, 0xe9, 0x22]),
      'large.page.json': Buffer.alloc(20_000_001, 0x20),
      'folder.page.json/inner.txt': '',
    });
    expect(failureFrom(openDocument(at, 'latin.page.json')).code).toBe('document/not-text');
    expect(failureFrom(openDocument(at, 'large.page.json')).code).toBe('document/too-large');
    expect(failureFrom(openDocument(at, 'folder.page.json')).code).toBe('document/unreadable');
    expect(failureFrom(openDocument(at, 'none.page.json')).code).toBe('document/not-found');
  });

  it('keep a byte order mark', () => {
    const at = place({ 'bom.page.json': '\uFEFF{}' });
    const { text, fileHash } = valueFrom(openDocument(at, 'bom.page.json'));
    expect(hashBytes(text)).toBe(fileHash);
  });

  it('in a read-only folder can be read, not saved', () => {
    const at = place();
    const { fileHash } = valueFrom(openDocument(at, 'a.page.json'));
    withoutWriteAccess([at.folder], () => {
      expect(failureFrom(saveDocument(at, { path: 'a.page.json', text: 'x', fileHash, overwrite: false })).code).toBe(
        'document/read-only',
      );
    });
    expect(
      failureFrom(saveDocument(at, { path: 'vendor/x@1.0.0.page.json', text: 'x', fileHash, overwrite: true })).code,
    ).toBe('document/read-only');
    expect(readFileSync(join(at.folder, 'a.page.json'), 'utf8')).toBe('{"a":1}');
  });

  it('say so when the disk is full, and keep the file', () => {
    const at = place();
    const { database } = at.store;
    database.pragma(`max_page_count = ${Number(database.pragma('page_count', { simple: true }))}`);
    const edit = { path: 'a.page.json', text: 'x'.repeat(500_000), fileHash: 'x' };
    expect(failureFrom(journalEdit(at, edit)).code).toBe('document/disk-full');
    expect(valueFrom(openDocument(at, 'a.page.json')).text).toBe('{"a":1}');
  });
});
