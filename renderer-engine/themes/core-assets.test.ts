import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { catalog } from '../components/catalog.ts';
import { imageSize } from '../html/image-size.ts';
import { coreAssets } from './core-assets.ts';
import { coreTheme } from './core-theme.ts';

const bytesOf = (path: string) => readFileSync(new URL(`../../assets/${path}`, import.meta.url));

it('names every file of the core theme and of examples by the hash of its bytes', () => {
  const fonts = (coreTheme.fonts ?? []).map((font) => String(font['src']).replace('asset:', ''));
  const pictures = JSON.stringify([...catalog.values()].map(({ examples }) => examples)).matchAll(/"asset:([^"]+)"/g);
  const used = [...fonts, ...Array.from(pictures, ([, path]) => path!)];
  expect(Object.keys(coreAssets).sort()).toEqual([...new Set(used)].sort());
  for (const path of used) {
    const digest = createHash('sha256').update(bytesOf(path)).digest('base64url');
    expect(coreAssets[path]).toEqual({ hash: `sha256-${digest}`, ...imageSize(bytesOf(path)) });
  }
});
