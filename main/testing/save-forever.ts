import type { Result } from '#contract';
import { blobsIn, hashBytes } from '../store/blobs.ts';
import { openStore, type Store } from '../store/open-store.ts';
import { versionsIn } from '../store/versions.ts';
import { storeBundle } from '../versions/bundle-store.ts';
import { journalEdit, saveDocument } from '../workspace/documents.ts';
import { valueFrom } from './outcomes.ts';

/** Run as a program of its own: saves round after round, and says each number only when all of it is stored. */
const folder = process.argv[2] ?? '';
const store: Store = valueFrom(openStore(folder) as Result<Store, never>);
const place = { folder, store, now: () => new Date() };
const versions = versionsIn(store.database);

for (let round = Number(process.argv[3] ?? 0); ; round += 1) {
  // Large enough that a write takes many system calls, and every piece names its round.
  const text = JSON.stringify({ round, filler: Array.from({ length: 20_000 }, () => round) });
  valueFrom(journalEdit(place, { path: 'draft.page.json', text, fileHash: '' }));
  valueFrom(saveDocument(place, { path: 'saved.page.json', text, fileHash: '', overwrite: true }));
  store.database.transaction(() => {
    const bundle = {
      format: 1,
      root: 'a/b',
      documents: [{ id: 'a/b', version: '1.0.0', text }],
      settings: {},
      manifests: {},
      assets: [],
      engine: '1.0.0',
    } as const;
    versions.insert({
      hash: hashBytes(text),
      documentId: 'a/b',
      path: 'saved.page.json',
      semver: '1.0.0',
      programHash: '',
      message: `round ${round}`,
      author: 'Ada',
      createdAt: '',
      parent: null,
      manifest: storeBundle(blobsIn(store.database), bundle),
    });
  })();
  process.stdout.write(`${round}\n`);
}
