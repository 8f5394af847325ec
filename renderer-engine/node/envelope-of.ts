import { createScanner, type JSONScanner } from 'jsonc-parser';
import type { DocumentKind } from '../document/types.ts';

/** What names a document, as far as its text can be read; broken texts have less of it. */
export interface DocumentEnvelope {
  readonly id: string | null;
  readonly kind: DocumentKind | null;
  readonly version: string | null;
  readonly title: string | null;
  readonly route: string | null;
}

const kinds: readonly DocumentKind[] = ['page', 'layout', 'component', 'theme', 'messages', 'library'];
const wanted = new Set(['id', 'kind', 'version', 'title', 'route']);

/**
 * Reads the envelope out of a text, without parsing the rest: one pass over its tokens, no recursion, so that any text
 * is safe. Of a key that stands twice the first counts, as in the parser.
 */
export function envelopeOf(text: string): DocumentEnvelope {
  const found = topLevelTexts(createScanner(text.startsWith('\uFEFF') ? text.slice(1) : text, true));
  const of = (key: string): string | null => found.get(key) ?? null;
  const kind = kinds.find((known) => known === found.get('kind')) ?? null;
  return { id: of('id'), kind, version: of('version'), title: of('title'), route: of('route') };
}

/** Tokens by number: the library's own names for them exist for the compiler only. */
const token = { openBrace: 1, closeBrace: 2, openBracket: 3, closeBracket: 4, comma: 5, colon: 6, text: 10, end: 17 };

function topLevelTexts(scanner: JSONScanner): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  let depth = 0;
  let key: string | null = null;
  let isValue = false;
  for (let found: number = scanner.scan(); found !== token.end; found = scanner.scan()) {
    switch (found) {
      case token.openBrace:
      case token.openBracket:
        depth++;
        break;
      case token.closeBrace:
      case token.closeBracket:
        depth--;
        break;
      case token.colon:
        isValue = depth === 1;
        break;
      case token.comma:
        if (depth === 1) isValue = false;
        break;
      case token.text:
        if (depth !== 1) break;
        if (!isValue) key = scanner.getTokenValue();
        else if (key !== null && wanted.has(key) && !texts.has(key)) texts.set(key, scanner.getTokenValue());
        break;
      default:
    }
  }
  return texts;
}
