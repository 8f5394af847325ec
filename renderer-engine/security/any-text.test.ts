import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BuiltinFailure } from '../builtins/builtin.ts';
import { parseMarkdown } from '../builtins/markdown/parse.ts';
import { createEngine } from '../create-engine.ts';
import { lockShape } from '../document/lock-file.ts';
import { parseTemplate } from '../expressions/index.ts';
import { defaultLimits } from '../limits.ts';
import { messageArguments } from '../messages/index.ts';
import { readShaped } from '../stages/1-parse/read-shaped.ts';

const engine = createEngine({ cache: false });
const theme = (tokens: string): string =>
  `{"$schema":"x","kind":"theme","id":"a/b","version":"1.0.0","title":"T","tokens":${tokens}}`;

/** Each parser with the words its texts are made of. Answering is all that is asked for. */
const parsers: Readonly<Record<string, { readonly words: string; readonly parse: (text: string) => unknown }>> = {
  documents: {
    words: '{ } [ ] , : " "kind" "page" "view" null 1e999 // /* \\u',
    parse: (text) => engine.compile(text),
  },
  expressions: {
    words: '( ) [ ] { } ? : ?? || | . , => = ! - 1 " \' a in map( t( \\u',
    parse: (text) => parseTemplate(`\${${text}}`),
  },
  messages: { words: '{ } {{ }} .local .input .match $a = :number * | \\ @x {#b} {/b} other', parse: messageArguments },
  Markdown: {
    words: '* ** _ ` ``` # > - 1. [ ]( ) ![ < > & | --- \n \n\n \t <b> &amp; [^1]: \\',
    parse: (text) => {
      try {
        parseMarkdown(text, true);
      } catch (failure) {
        // Told with the limit it names.
        if (!(failure instanceof BuiltinFailure)) throw failure;
      }
    },
  },
  themes: {
    words: '{ } [ ] , : "sets" "own" "sources" "$value" "$type" "$ref" "{own.a}" "$extends" "modifiers" "color" 1 null',
    parse: (text) => engine.compile(theme(text)),
  },
  'lock files': {
    words: '{ } , : "lock" 1 "engine" "documents" "a/b@1" "version" "1.0.0" "from" "core" null [ ]',
    parse: (text) => readShaped(text, 'ui.lock.json', lockShape, defaultLimits),
  },
};

const runs = 2_000;

/** The first text that makes a parser throw, or null. */
function thrower(words: string, parse: (text: string) => unknown): string | null {
  const parts = fc.oneof(fc.constantFrom(...words.split(' ')), fc.string({ unit: 'binary', maxLength: 3 }));
  let found: string | null = null;
  const property = fc.property(fc.array(parts, { maxLength: 30 }), fc.constantFrom('', ' '), (list, between) => {
    const text = list.join(between);
    try {
      parse(text);
      return true;
    } catch {
      found = text;
      return false;
    }
  });
  fc.check(property, { numRuns: runs });
  return found;
}

describe.each(Object.entries(parsers))('any text as %s (S3)', (_, { words, parse }) => {
  it('is read or told, never thrown at', () => expect(thrower(words, parse)).toBe(null));

  // A search that finds nothing must be one that would.
  it('would be found if one word behind another one threw', () => {
    const [first, second] = words.split(' ') as [string, string];
    const careless = (text: string): void => {
      if (text.includes(first) && text.lastIndexOf(second) > text.indexOf(first)) throw new RangeError('careless');
    };
    expect(thrower(words, careless)).not.toBe(null);
  });
});
