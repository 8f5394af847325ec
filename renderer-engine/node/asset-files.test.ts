import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assetFiles, assetsInMemory, coreAssetFolder } from './index.ts';
import { svg, temporaryProject } from './temporary-project.testing.ts';

const { at, write } = temporaryProject();

describe('assets', () => {
  it('reads files of the project, then those of the product', () => {
    write('assets/shop/logo.svg', svg);
    const assets = assetFiles(at('assets'));
    expect(assets.source('shop/logo.svg')).toMatchObject({ width: 20, height: 10 });
    expect(assets.source('fonts/inter-var.woff2')?.hash).toMatch(/^sha256-[\w-]{43}$/);
    expect(assets.read('fonts/inter-var.woff2')?.type).toBe('font/woff2');
    expect(coreAssetFolder().endsWith('assets')).toBe(true);
  });

  it.each([
    '../secret.svg',
    'a/../../secret.svg',
    '/etc/passwd',
    '..\\secret.svg',
    'link.svg',
    'linked/secret.svg',
    '.hidden.svg',
    'shop/',
    '',
    'shop',
    'a\0.svg',
    'notes.txt',
    'themes/core.theme.json',
    '__proto__',
    'constructor',
  ])('does not read %j', (path) => {
    write('secret.svg', svg);
    write('outside/secret.svg', svg);
    write('assets/.hidden.svg', svg);
    write('assets/notes.txt', 'x');
    write('assets/shop/logo.svg', svg);
    symlinkSync(at('secret.svg'), at('assets/link.svg'));
    symlinkSync(at('outside'), at('assets/linked'));
    expect(assetFiles(at('assets')).source(path)).toBeNull();
  });

  it('sees a file that changed', () => {
    const place = write('assets/logo.svg', svg);
    const assets = assetFiles(at('assets'));
    const before = assets.source('logo.svg');
    writeFileSync(place, svg.replace('"20"', '"200"'));
    expect(assets.source('logo.svg')).toMatchObject({ width: 200 });
    expect(assets.source('logo.svg')?.hash).not.toBe(before?.hash);
    rmSync(place);
    expect(assets.source('logo.svg')).toBeNull();
  });

  it('finds bytes by address', () => {
    write('assets/shop/logo.svg', svg);
    const assets = assetFiles(at('assets'));
    const { hash } = assets.source('shop/logo.svg') ?? { hash: '' };
    const hex = Buffer.from(hash.slice(7), 'base64url').toString('hex').slice(0, 12);
    expect(assetFiles(at('assets')).at(hex, 'logo.svg')?.bytes.toString()).toBe(svg);
    expect(assets.at(hex, 'other.svg')).toBeNull();
    expect(assets.at('000000000000', 'logo.svg')).toBeNull();
    const memory = assetsInMemory([{ path: 'shop/logo.svg', base64: Buffer.from(svg).toString('base64') }]);
    expect(memory.source('shop/logo.svg')).toEqual(assets.source('shop/logo.svg'));
    expect(memory.at(hex, 'logo.svg')?.type).toBe('image/svg+xml');
  });
});
