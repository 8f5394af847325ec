import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { coreAssets } from './core-assets.ts';
import { coreTheme } from './core-theme.ts';

const bytesOf = (path: string) => readFileSync(new URL(`../../assets/${path}`, import.meta.url));

it('names every file of the core theme by the hash of its bytes', () => {
  const used = (coreTheme.fonts ?? []).map((font) => String(font['src']).replace('asset:', ''));
  expect(Object.keys(coreAssets).sort()).toEqual(used.sort());
  for (const path of used) {
    const digest = createHash('sha256').update(bytesOf(path)).digest('base64url');
    expect(coreAssets[path]).toEqual({ hash: `sha256-${digest}` });
  }
});
