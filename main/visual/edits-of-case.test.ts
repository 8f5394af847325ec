import { describe, expect, it } from 'vitest';
import { type Bundle, bundleHash } from '#engine';
import { baselinesIn } from '../store/baselines.ts';
import { blobsIn } from '../store/blobs.ts';
import type { Store } from '../store/open-store.ts';
import { runsIn } from '../store/runs.ts';
import { versionsIn } from '../store/versions.ts';
import { failureFrom, valueFrom } from '../testing/outcomes.ts';
import { storeBundle } from '../versions/bundle-store.ts';
import { editsOfCase } from './edits-of-case.ts';
import { finishedRun, key, project } from './stored-run.testing.ts';

const bundleOf = (title: string): Bundle => ({
  format: 1,
  root: 'acme/orders',
  documents: [
    {
      id: 'acme/orders',
      version: '1.0.0',
      text: JSON.stringify({ view: { id: 'title', type: 'Heading', props: { text: title } } }),
    },
  ],
  settings: {},
  manifests: {},
  assets: [],
  engine: '1.0.0',
});

/** A version of that title by that author. */
function save({ database }: Store, title: string, author: string): string {
  const bundle = bundleOf(title);
  const hash = bundleHash(bundle);
  versionsIn(database).insert({
    hash,
    documentId: 'acme/orders',
    path: 'orders.page.json',
    semver: '1.0.0',
    programHash: 'sha256-p',
    message: title,
    author,
    createdAt: '2026-03-01T10:00:00Z',
    parent: null,
    manifest: storeBundle(blobsIn(database), bundle),
  });
  return hash;
}

/** An accepted picture of one content, and a run of another that differs in the node "title". */
function changed(store: Store, approved: string, title: string): void {
  const { database } = store;
  finishedRun(store, 'one', 'created', 'first');
  const baseline = baselinesIn(database).find(key)!;
  baselinesIn(database).put(key, { ...baseline, accepted: true, contentHash: approved });
  const change = { node: 'title', kind: 'text', cause: null, before: null, after: null, message: '', changedPixels: 9 };
  finishedRun(store, 'shot', 'failed', 'second', { changes: { changes: [change] as never } });
  const bundle = bundleOf(title);
  const result = runsIn(database).find('shot')!.results[0]!;
  const manifest = storeBundle(blobsIn(database), bundle);
  const contentHash = bundleHash(bundle);
  const run = {
    id: 'two',
    path: 'orders.page.json',
    documentId: 'acme/orders',
    contentHash,
    startedAt: 'now',
    total: 1,
  };
  runsIn(database).insert({ ...run, complete: true, manifest, programHash: 'sha256-p', linked: null, planHash: null });
  runsIn(database).addCase('two', 0, { result, conditions: null });
}

describe('editsOfCase (T3)', () => {
  it('answers pointer, values, and the version with its author behind a changed node', () => {
    const { store } = project();
    const approved = save(store, 'Old', 'Ada');
    save(store, 'New', 'Grace');
    changed(store, approved, 'New');
    expect(valueFrom(editsOfCase(store, 'two', key))).toMatchObject([
      {
        node: 'title',
        where: 'node',
        edits: [{ pointer: '/view/props/text', before: 'Old', after: 'New', version: { author: 'Grace' } }],
      },
    ]);
  });

  it('names no version while the edit is in none, and nothing when the approved texts are not kept', () => {
    const { store } = project();
    const approved = save(store, 'Old', 'Ada');
    changed(store, approved, 'Draft');
    expect(valueFrom(editsOfCase(store, 'two', key))[0]?.edits).toMatchObject([{ after: 'Draft', version: null }]);
    const { store: other } = project();
    changed(other, 'sha256-nowhere', 'Draft');
    expect(valueFrom(editsOfCase(other, 'two', key))).toEqual([]);
    expect(failureFrom(editsOfCase(other, 'nine', key)).code).toBe('visual/not-found');
  });
});
