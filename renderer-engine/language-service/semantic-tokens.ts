import { isDynamic, parseTemplate, rootNames } from '../expressions/index.ts';
import { tokenAt } from './expressions.ts';
import { rawOffset, type Span, type Text, type TextNode } from './text.ts';

/** Kinds of words in expressions, as editors color them. */
export const semanticKinds = [
  'variable',
  'parameter',
  'property',
  'function',
  'string',
  'number',
  'operator',
  'keyword',
  'macro',
] as const;

export interface SemanticToken {
  readonly span: Span;
  readonly kind: (typeof semanticKinds)[number];
}

/** The words of all holes of a text, in order; holes with mistakes are colored as far as they can be read. */
export function semanticTokens({ text, tree }: Text): readonly SemanticToken[] {
  const found: SemanticToken[] = [];
  const visit = (node: TextNode): void => {
    if (node.type === 'string') inString(node, text, found);
    else
      for (const child of node.type === 'property' ? (node.children ?? []).slice(1) : (node.children ?? []))
        visit(child);
  };
  if (tree) visit(tree);
  return found;
}

function inString(node: TextNode, source: string, found: SemanticToken[]): void {
  const text = String(node.value);
  if (!isDynamic(text)) return;
  const add = (start: number, end: number, kind: SemanticToken['kind']) => {
    if (end > start)
      found.push({ span: { start: rawOffset(node, source, start), end: rawOffset(node, source, end) }, kind });
  };
  for (const part of parseTemplate(text).parts) {
    if (typeof part !== 'object') continue;
    add(part.start, part.start + 2, 'macro');
    const last = text[part.end - 1] === '}' ? part.end - 1 : part.end;
    words(text, part.start + 2, last, add);
    add(last, part.end, 'macro');
  }
}

const constants: ReadonlySet<string> = new Set(['true', 'false', 'null', 'in']);

function words(
  text: string,
  from: number,
  to: number,
  add: (start: number, end: number, kind: SemanticToken['kind']) => void,
): void {
  let before = '';
  for (let at = from; at < to; ) {
    const token = tokenAt(text, at);
    if (!token || token.kind === 'end' || token.start >= to) return;
    const end = Math.min(token.end, to);
    if (token.kind === 'number') add(token.start, end, 'number');
    else if (token.kind === 'text') add(token.start, end, 'string');
    else if (token.kind === 'symbol') add(token.start, end, 'operator');
    else add(token.start, end, kindOf(token.text, before, text, token.end));
    before = token.kind === 'symbol' ? token.text : '';
    at = token.end;
  }
}

function kindOf(word: string, before: string, text: string, end: number): SemanticToken['kind'] {
  if (before === '.') return 'property';
  if (constants.has(word)) return 'keyword';
  if (before === '|' || /^\s*\(/.test(text.slice(end, end + 8))) return 'function';
  return rootNames.includes(word) ? 'variable' : 'parameter';
}
