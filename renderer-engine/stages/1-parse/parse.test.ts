import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../limits.ts';
import { parse } from './parse.ts';

const parsed = (text: string) => parse(text, 'sample.page.json', defaultLimits);

const page = `{
  // Comments and trailing commas are fine while editing.
  "$schema": "https://schema-studio.dev/ui/1/page.json",
  "kind": "page", "id": "acme/sample", "version": "1.0.0", "title": "Sample",
  "view": {
    "id": "root", "type": "Stack",
    "children": [
      { "id": "words", "type": "Text", "props": { "text": "Say \\"hi\\" to \\u0041da: \${nam}" } },
      { "type": "Text" },
      "plain",
    ],
  },
}`;

describe('parse', () => {
  it('reads comments and trailing commas', () => {
    const { document, kind } = parsed(page);
    expect(kind).toBe('page');
    expect(document?.id).toBe('acme/sample');
  });

  it('gives the same document with and without comments', () => {
    const strict = page.replace(/ *\/\/.*\n/, '').replaceAll(/,(\s*[\]}])/g, '$1');
    expect(() => JSON.parse(strict)).not.toThrow();
    expect(parsed(strict).document).toEqual(parsed(page).document);
    expect(parsed(strict).sourceHash).toBe(parsed(page).sourceHash);
  });

  it('drops what is ill-formed and keeps the rest', () => {
    const { document, diagnostics } = parsed(page);
    expect(diagnostics.map(({ code, pointer }) => [code, pointer])).toEqual([['UI2002', '/view/children/1']]);
    expect(document).toMatchObject({ view: { children: [{ id: 'words' }, 'plain'] } });
  });

  it('stands in for a wrong envelope, so that the page still shows', () => {
    const { document, diagnostics } = parsed(
      '{ "kind": "page", "id": "No Id", "view": { "id": "root", "type": "Stack" } }',
    );
    expect(document).toMatchObject({ id: 'draft/page', version: '0.0.0', view: { id: 'root' } });
    expect(diagnostics.map(({ code }) => code)).toEqual(['UI2017', 'UI2016', 'UI2016', 'UI2016']);
  });

  it('reads a file with a byte order mark', () => {
    expect(parsed(`\uFEFF${page}`).document?.title).toBe('Sample');
  });

  it('tells every syntax error at its line, and no echo of it', () => {
    const { document, diagnostics } = parsed('{\n  "kind": "page",\n  "id" "acme/x",\n  "title": \n}');
    expect(document).toBeNull();
    expect(diagnostics).toMatchObject([
      { code: 'UI1001', range: { start: { line: 3, column: 8 } } },
      { code: 'UI1001', range: { start: { line: 5, column: 1 } } },
    ]);
    expect(parsed('{'.repeat(60)).diagnostics).toHaveLength(1);
    expect(parsed('{\n?\n'.repeat(60)).diagnostics.length).toBeLessThanOrEqual(20);
  });

  it('keeps documents of every kind apart from what is none', () => {
    for (const text of ['[]', '3', '"page"', 'null', '{}', '{"kind":"book"}', '{"kind":["page"]}']) {
      expect(parsed(text).document).toBeNull();
      expect(parsed(text).diagnostics).toHaveLength(1);
    }
  });
});

describe('locator', () => {
  const { locator } = parsed(page);

  it('finds values and keys', () => {
    expect(locator.range('/view/children/0/id')?.start).toEqual({ line: 8, column: 15 });
    expect(locator.keyRange('/view/children')?.start).toEqual({ line: 7, column: 5 });
    expect(locator.range('/view/nothing')).toBeUndefined();
  });

  it('finds places inside a string, over escapes', () => {
    const text = 'Say "hi" to Ada: ${nam}';
    const inside = { offset: text.indexOf('nam'), length: 3 };
    const range = locator.range('/view/children/0/props/text', inside)!;
    const line = page.split('\n')[range.start.line - 1]!;
    expect(line.slice(range.start.column - 1, range.end.column - 1)).toBe('nam');
  });

  it('finds keys with slashes and tildes', () => {
    const { locator } = parsed('{ "kind": "page", "ext": { "a/b~c": 1 } }');
    expect(locator.range('/ext/a~1b~0c')?.start).toEqual({ line: 1, column: 37 });
  });
});
