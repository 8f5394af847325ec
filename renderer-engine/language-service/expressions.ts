import {
  type Binding,
  checkTemplate,
  type Expression,
  type Known,
  parseTemplate,
  type Scope,
} from '../expressions/index.ts';
import { readToken, type Token } from '../expressions/lexer.ts';

/** Where a cursor stands in a hole. Offsets count in the decoded string. */
export interface InHole {
  /** The word being written or pointed at; empty between words. */
  readonly word: { readonly start: number; readonly end: number; readonly text: string };
  /** `name`: a value; `property`: behind a dot; `function`: behind `|`; `text`: inside a literal text. */
  readonly kind: 'name' | 'property' | 'function' | 'text';
  /** Offset behind `${`. */
  readonly from: number;
  /** Tokens of the hole up to the word. */
  readonly before: readonly Token[];
}

/** The hole around a position of a string; null when it stands in plain text. */
export function holeAt(text: string, offset: number): InHole | null {
  const from = holeStart(text, offset);
  if (from === null) return null;
  const before: Token[] = [];
  for (let at = from; ; ) {
    const token = tokenAt(text, at);
    if (!token || token.kind === 'end' || token.start >= offset) break;
    if (token.end >= offset && (token.kind === 'name' || token.kind === 'number')) {
      return { word: { start: token.start, end: token.end, text: token.text }, kind: kindAfter(before), from, before };
    }
    if (token.kind === 'text' && token.end > offset) {
      const word = { start: token.start, end: token.end, text: token.text };
      return { word, kind: 'text', from, before };
    }
    before.push(token);
    at = token.end;
  }
  const behind = tokenAt(text, offset);
  if (behind?.kind === 'name' && behind.start === offset) {
    return { word: { start: behind.start, end: behind.end, text: behind.text }, kind: kindAfter(before), from, before };
  }
  // A text whose quote is not closed yet.
  const open = unclosed(text, before.at(-1)?.end ?? from, offset);
  if (open !== null) {
    return { word: { start: open, end: offset, text: text.slice(open + 1, offset) }, kind: 'text', from, before };
  }
  return { word: { start: offset, end: offset, text: '' }, kind: kindAfter(before), from, before };
}

function kindAfter(before: readonly Token[]): 'name' | 'property' | 'function' {
  const last = before.at(-1);
  if (last?.kind === 'symbol' && last.text === '.') return 'property';
  return last?.kind === 'symbol' && last.text === '|' ? 'function' : 'name';
}

function holeStart(text: string, offset: number): number | null {
  for (let at = 0; ; ) {
    const opening = text.indexOf('${', at);
    if (opening < 0 || opening + 2 > offset) return null;
    if (opening > at && text[opening - 1] === '$') {
      at = opening + 2;
      continue;
    }
    const end = holeEnd(text, opening + 2);
    if (offset < end || (offset === end && text[end - 1] !== '}')) return opening + 2;
    at = end;
  }
}

/** Behind the closing brace, or the end of the text. */
function holeEnd(text: string, from: number): number {
  let open = 0;
  for (let at = from; ; ) {
    const token = tokenAt(text, at);
    if (!token) {
      const next = text.indexOf('}', at);
      return next < 0 ? text.length : next + 1;
    }
    if (token.kind === 'end') return text.length;
    if (token.kind === 'symbol' && token.text === '{') open++;
    if (token.kind === 'symbol' && token.text === '}' && open-- === 0) return token.end;
    at = token.end;
  }
}

/** Null where there is no token: a text without end, a sign the language does not have. */
export function tokenAt(text: string, at: number): Token | null {
  try {
    return readToken(text, at);
  } catch {
    return null;
  }
}

function unclosed(text: string, from: number, offset: number): number | null {
  const rest = text.slice(from, offset);
  const quote = rest.search(/['"]/);
  return quote < 0 ? null : from + quote;
}

/** What is known of the part that ends where the cursor stands, and the lambda parameters it sees. */
export interface PartKnown {
  readonly known: Known | null;
  readonly part: Expression | null;
  readonly locals: ReadonlyMap<string, Binding>;
}

/**
 * Types the unfinished expression: what is missing behind the cursor is made up until it parses. For a property the part
 * before the dot is told, else only the names seen there.
 */
export function knownAt(text: string, hole: InHole, scope: Scope): PartKnown {
  const { kind, word, from, before } = hole;
  const cut = kind === 'property' ? (before.at(-2)?.end ?? from) : word.start;
  const head = text.slice(from, cut);
  const filled = kind === 'property' ? head : kind === 'function' ? `${head} type` : `${head} null`;
  const rest = text.slice(word.end);
  for (const tail of [rest, ...endings(filled)]) {
    const template = parseTemplate(`\${${filled}${tail}`);
    if (template.problems.length > 0) continue;
    let found: PartKnown = { known: null, part: null, locals: new Map() };
    const end = filled.length + 2;
    checkTemplate(template, scope, undefined, (part, known, locals) => {
      // Parts are told from the inside out; those around it may end at the same place.
      if (part.end === end && !found.part) found = { known, part, locals };
    });
    return found;
  }
  return { known: null, part: null, locals: new Map() };
}

/** Ways to end an expression: its open brackets closed, a condition given its other half. */
function endings(source: string): readonly string[] {
  const open: string[] = [];
  let questions = 0;
  for (let at = 0; ; ) {
    const token = tokenAt(source, at);
    if (!token || token.kind === 'end') break;
    const { kind, text } = token;
    if (kind === 'symbol') {
      if (text === '(' || text === '[' || text === '{') open.push(text);
      else if (text === ')' || text === ']' || text === '}') open.pop();
      else if (text === '?') questions++;
      else if (text === ':' && questions > 0) questions--;
    }
    at = token.end;
  }
  const closers = open
    .toReversed()
    .map((one) => ({ '(': ')', '[': ']', '{': '}' })[one])
    .join('');
  return [`${closers}}`, ` : null${closers}}`, `: null${closers}}`, `${closers} : null}`];
}

/** What is known of the part of a sound expression at a position: the smallest one that ends or starts there. */
export function partAt(text: string, offset: number, scope: Scope): PartKnown {
  const template = parseTemplate(text);
  let found: PartKnown = { known: null, part: null, locals: new Map() };
  checkTemplate(template, scope, undefined, (part, known, locals) => {
    const own = part.kind === 'member' ? part.nameSpan : part.kind === 'call' ? part.nameSpan : part;
    if (own.start > offset || own.end < offset) return;
    const size = own.end - own.start;
    const before = found.part;
    if (before === null || size < before.end - before.start) found = { known, part, locals };
  });
  return found;
}
