import { readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileBatch } from './compile-batch.ts';
import { folderCache } from './folder-cache.ts';
import { page, temporaryProject } from './temporary-project.testing.ts';

const { at } = temporaryProject();
const titled = (title: string): string => JSON.stringify(page('shop/kept', { title }));

/** What a batch of its own, as another process would have, says about a document. */
async function compiled(folder: string, text: string) {
  const batch = compileBatch({ count: 1, caches: [folderCache(folder, Date.now)] });
  const { answer, failure } = await batch.submit({ id: 'one', request: { text } });
  const caches = batch.caches()!;
  await batch.close();
  return { hash: answer?.hash ?? null, failure, hits: caches['folder']!.hits };
}

describe('a cache on disk (E13)', { timeout: 60_000 }, () => {
  it('answers the next batch, and never with what was torn, foreign or meant for another text', async () => {
    const folder = at('cache');
    const first = await compiled(folder, titled('A'));
    expect(first).toMatchObject({ failure: null, hits: 0 });
    expect(await compiled(folder, titled('A'))).toEqual({ ...first, hits: 1 });
    const other = await compiled(folder, titled('B'));
    expect(other.hits).toBe(0);
    expect(other.hash).not.toBe(first.hash);
    for (const spoil of [(text: string) => text.slice(0, 50), () => '{"hash": 7}', () => 'null', () => '']) {
      for (const name of readdirSync(folder)) {
        const file = join(folder, name);
        writeFileSync(file, spoil(readFileSync(file, 'utf8')));
      }
      expect((await compiled(folder, titled('A'))).hash).toBe(first.hash);
    }
  });

  it('keeps nothing of a document that has mistakes', async () => {
    const folder = at('cache');
    expect((await compiled(folder, '{')).hash).toBeNull();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('takes an entry for gone after a day, and fails as the disk does', async () => {
    const folder = at('cache');
    const cache = folderCache(folder, Date.now);
    expect(await cache.get('a')).toBeNull();
    await cache.set('a', 'kept', cache.lifetime);
    expect(await cache.get('a')).toBe('kept');
    const yesterday = new Date(Date.now() - cache.lifetime - 1_000);
    for (const name of readdirSync(folder)) utimesSync(join(folder, name), yesterday, yesterday);
    expect(await cache.get('a')).toBeNull();
    rmSync(folder, { recursive: true });
    await expect(cache.set('a', 'kept', cache.lifetime)).rejects.toThrow(/ENOENT/);
    expect(() => folderCache(import.meta.filename, Date.now)).toThrow(/EEXIST/);
  });
});
