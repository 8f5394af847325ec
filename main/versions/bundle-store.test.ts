import type { Database } from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { type Bundle, bundleHash } from '#engine';
import { blobsIn, hashBytes } from '../store/blobs.ts';
import { openMemoryStore } from '../store/open-store.ts';
import { readBundle, storeBundle } from './bundle-store.ts';

const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255]);
const bundle = (text: string): Bundle => ({
  format: 1,
  root: 'acme/orders',
  documents: [
    { id: 'acme/orders', version: '1.0.0', text, tests: '{ "fixtures": {} }' },
    { id: 'acme/theme', version: '2.0.0', text: '{"kind":"theme"}\r\n' },
  ],
  settings: { theme: 'acme/theme' },
  manifests: {},
  assets: [{ path: 'logo.png', hash: hashBytes(picture), base64: picture.toString('base64') }],
  engine: '1.0.0',
});

describe('stored bundles', () => {
  it('come back byte for byte, and share what did not change', () => {
    const { database } = openMemoryStore();
    const blobs = blobsIn(database);
    const [first, second] = [bundle('{"a":1}'), bundle('{"a":2}')];
    const manifests = [storeBundle(blobs, first), storeBundle(blobs, second)];
    expect(readBundle(blobs, manifests[0]!, bundleHash(first))).toEqual(first);
    expect(readBundle(blobs, manifests[1]!, bundleHash(second))).toEqual(second);
    // Two texts of the page, two manifests, and its tests, one theme and one picture for both.
    expect(database.prepare('SELECT count(*) AS n FROM blobs').get()).toEqual({ n: 7 });
  });

  it.each<readonly [string, (database: Database, hash: string) => void]>([
    ['changed', (database, hash) => database.prepare('UPDATE blobs SET bytes = ? WHERE hash = ?').run(picture, hash)],
    ['gone', (database, hash) => database.prepare('DELETE FROM blobs WHERE hash = ?').run(hash)],
  ])('are refused when a part is %s', (_, tamper) => {
    const { database } = openMemoryStore();
    const blobs = blobsIn(database);
    const stored = bundle('{"a":1}');
    const manifest = storeBundle(blobs, stored);
    tamper(database, hashBytes('{"a":1}'));
    expect(() => readBundle(blobs, manifest, bundleHash(stored))).toThrow(/cannot be trusted/);
  });
});
