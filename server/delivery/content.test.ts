import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { chooseEncoding, compress } from '../compression.ts';
import { etagFor, etagOf, isKnown } from './etag.ts';

describe('chooseEncoding', () => {
  it.each([
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0.1, gzip', 'gzip'],
    ['br;q=0, gzip;q=0', 'identity'],
    ['*', 'br'],
    [undefined, 'identity'],
    ['identity', 'identity'],
  ])('%s → %s', (accepted, expected) => {
    expect(chooseEncoding(accepted, 'text/html; charset=utf-8', 5_000)).toBe(expected);
  });

  it('leaves small answers and fonts alone', () => {
    expect(chooseEncoding('br', 'text/html', 500)).toBe('identity');
    expect(chooseEncoding('br', 'font/woff2', 50_000)).toBe('identity');
  });

  it('gives back the same bytes', async () => {
    const bytes = Buffer.from('äöü<p>'.repeat(500));
    expect(brotliDecompressSync(await compress(bytes, 'br'))).toEqual(bytes);
    expect(gunzipSync(await compress(bytes, 'gzip'))).toEqual(bytes);
    expect(await compress(bytes, 'identity')).toBe(bytes);
  });
});

describe('isKnown', () => {
  const etag = etagOf('content');

  it.each([
    [etag, true],
    [etagFor(etag, 'br'), true],
    [`W/${etag}`, true],
    [`"other", ${etagFor(etag, 'gzip')}`, true],
    ['*', true],
    [etagOf('other'), false],
    [`${etag.slice(0, -1)}-x"`, false],
    [undefined, false],
    ['', false],
  ])('%s → %s', (header, expected) => {
    expect(isKnown(header, etag)).toBe(expected);
  });
});
