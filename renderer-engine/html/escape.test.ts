import fc from 'fast-check';
import { parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import { attribute, closeTag, startTag, text } from './writer.ts';

/** What a parser cannot give back: U+0000 and lone surrogates become U+FFFD. */
const readable = (value: string) => value.toWellFormed().replaceAll('\0', '\ufffd');

describe('escaping', () => {
  it('gives every text back when it is parsed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const [paragraph] = parseFragment(`<p>${text(value)}</p>`).childNodes as { childNodes: { value: string }[] }[];
        expect(paragraph!.childNodes.map((node) => node.value).join('')).toBe(readable(value));
      }),
    );
  });

  it('gives every attribute back when it is parsed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const [element] = parseFragment(`<p${attribute('title', value)}></p>`).childNodes as {
          attrs: { name: string; value: string }[];
        }[];
        expect(element!.attrs).toEqual([{ name: 'title', value: readable(value) }]);
      }),
    );
  });

  it('keeps a leading line feed of a textarea', () => {
    const html = `${startTag('textarea')}${text('\nfirst')}${closeTag('textarea')}`;
    const [area] = parseFragment(html).childNodes as { childNodes: { value: string }[] }[];
    expect(area!.childNodes[0]!.value).toBe('\nfirst');
  });

  it('writes a carriage return that survives', () => {
    expect(text('a\rb')).toBe('a&#13;b');
  });
});

describe('names', () => {
  it.each(['script', 'style', 'iframe', 'IMG', 'a b', 'x onload=1'])('refuses the element %s', (tag) => {
    expect(() => startTag(tag)).toThrow('not an element');
  });

  it.each(['onclick', 'style', 'srcdoc', 'hx-on:click', 'hx-vals', 'a"b', 'A'])('refuses the attribute %s', (name) => {
    expect(() => startTag('p', { [name]: 'x' })).toThrow('not an attribute');
  });
});
