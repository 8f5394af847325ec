/** What a syntax error of jsonc-parser (its `ParseErrorCode` number) means for an author. */
export function sentenceFor(code: number, text: string, offset: number): string {
  if (text.trim() === '') return 'This document is empty. Start with { "kind": "page", … }.';
  const found = text[offset] === undefined ? 'the end of the text' : `"${text[offset]}"`;
  return (sentences[code] ?? (() => `${found} was not expected here.`))(found);
}

const sentences: Readonly<Record<number, (found: string) => string>> = {
  2: () => 'A number is not written correctly.',
  3: (found) => `A key in double quotes was expected, not ${found}.`,
  4: (found) => `A value was expected, not ${found}.`,
  5: () => 'A colon is missing between this key and its value.',
  6: () => 'A comma is missing before this.',
  7: () => 'A closing "}" is missing.',
  8: () => 'A closing "]" is missing.',
  9: (found) => `The document ended before this; ${found} is too much.`,
  11: () => 'This comment is never closed; write "*/".',
  12: () => 'This text is never closed; write a double quote at its end.',
  13: () => 'This number breaks off.',
  14: () => 'After "\\u" come four hexadecimal digits.',
  15: () => 'This is no escape of JSON. There are \\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u.',
  16: () => 'Text holds a character that must be escaped, such as a line break (\\n) or a tab (\\t).',
};
