const largest = 1_000_000;
const longestLine = 20_000;
const deepest = 200;

/** Why a text is too much for coloring, folding and bracket pairs, as a sentence; null when it is not. */
export function heavyReason(text: string): string | null {
  if (text.length > largest) {
    const megabytes = (text.length / 1_000_000).toFixed(1);
    return `This document is ${megabytes} MB. Coloring and folding are off, so that typing stays quick.`;
  }
  let depth = 0;
  let lineStart = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text.charCodeAt(index);
    if (character === 10) lineStart = index + 1;
    // Strings are not skipped: brackets in them may switch coloring off too early, which harms nobody.
    else if (character === 91 || character === 123) depth++;
    else if (character === 93 || character === 125) depth--;
    if (depth > deepest) {
      return `This document is nested deeper than ${deepest} levels. Coloring and folding are off, so that typing stays quick.`;
    }
    if (index - lineStart > longestLine) {
      return 'This document has very long lines. Coloring and folding are off, so that typing stays quick.';
    }
  }
  return null;
}
