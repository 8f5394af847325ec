import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeUrl, type UrlPolicy } from './url.ts';

const policy: UrlPolicy = {
  origin: 'https://shop.example',
  base: '/',
  images: ['https://cdn.example/pictures'],
  asset: (path) => (path === 'logo.svg' ? '/_ui/assets/0123456789ab/logo.svg' : null),
};
const link = (url: string) => safeUrl(url, 'link', policy);
const image = (url: string) => safeUrl(url, 'image', policy);

describe('a link', () => {
  it.each([
    ['/orders?page=2#top', '/orders?page=2#top'],
    ['?page=2', '?page=2'],
    ['#top', '#top'],
    ['orders', '/orders'],
    ['https://shop.example/a', '/a'],
    ['mailto:ada@example.com', 'mailto:ada@example.com'],
    ['tel:+49123', 'tel:+49123'],
  ])('keeps %s', (url, written) => {
    expect(link(url)).toEqual({ url: written, external: false, blocked: false });
  });

  it.each([
    ['//other.example/x', 'https://other.example/x'],
    ['\\\\other.example', 'https://other.example/'],
    ['https://user:secret@other.example/', 'https://other.example/'],
  ])('tells that %s is external, without credentials', (url, written) => {
    expect(link(url)).toEqual({ url: written, external: true, blocked: false });
  });

  it.each([
    'javascript:alert(1)',
    ' java\nscript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'js:alert(1)',
    'vbscript:x',
    'data:text/html,<script>x</script>',
    'blob:https://shop.example/1',
    'file:///etc/passwd',
    'https://',
    '/.//other.example/x',
  ])('blocks %s', (url) => expect(link(url)).toMatchObject({ url: 'about:blank#blocked', blocked: true }));

  it('never leads anywhere but to an allowed scheme, whatever is written', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map((rest) => `javascript:${rest}`),
        ),
        (url) => {
          const result = link(url).url;
          const { protocol, origin } = new URL(result, 'https://shop.example/page');
          expect(['https:', 'http:', 'mailto:', 'tel:', 'about:']).toContain(protocol);
          if (!link(url).external && protocol === 'https:') expect(origin).toBe('https://shop.example');
        },
      ),
    );
  });
});

describe('a picture', () => {
  it('comes from assets, this site, a listed origin or raster data', () => {
    expect(image('asset:logo.svg').url).toBe('/_ui/assets/0123456789ab/logo.svg');
    expect(image('/a.png').url).toBe('/a.png');
    expect(image('https://cdn.example/pictures/a.png').blocked).toBe(false);
    expect(image('data:image/png;base64,AAAA').blocked).toBe(false);
  });

  it.each([
    'https://cdn.example/other/a.png',
    'https://cdn.example/pictures-evil/a.png',
    'https://evil.example/a.png',
    'data:image/svg+xml,<svg onload=alert(1)>',
    'asset:none.png',
    'mailto:a@b.c',
  ])('is blocked from %s', (url) => expect(image(url).blocked).toBe(true));
});

describe('a form', () => {
  it('is only sent to this site', () => {
    expect(safeUrl('/x', 'action', policy).url).toBe('/x');
    expect(safeUrl('https://other.example/', 'action', policy).blocked).toBe(true);
  });
});
