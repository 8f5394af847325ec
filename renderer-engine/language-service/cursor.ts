import { createScanner } from 'jsonc-parser';
import { propertiesOf, type Span, type Text, type TextNode } from './text.ts';

/** Where a cursor stands in a JSON text, and what typing there would replace. */
export interface Cursor {
  /** `key`: a key is being written or may be; `value`: a value is or may be. */
  readonly kind: 'key' | 'value';
  /** The object or list around; undefined at the root. */
  readonly container: TextNode | undefined;
  /** Keys to the container, and for a value on to the value itself. */
  readonly path: readonly (string | number)[];
  /** The key or value under the cursor, when one is there. */
  readonly node: TextNode | undefined;
  /** What a whole key or value replaces; empty where nothing stands. */
  readonly replace: Span;
  /** A key: a colon follows already. */
  readonly hasColon: boolean;
  /** Offset after which a comma is missing before; null when none is. */
  readonly commaBefore: number | null;
  /** A comma is missing behind. */
  readonly commaBehind: boolean;
}

/** Finds out where an offset stands, in broken texts too; null inside comments and behind the document. */
export function cursorAt({ text, tree }: Text, offset: number): Cursor | null {
  if (!tree) {
    return text.trim() === '' ? blank(offset) : null;
  }
  if (offset > tree.offset + tree.length && isClosed(tree, text)) return null;
  const { container, path } = containerAt(tree, offset, text);
  const around = tokensAround(text, startFor(container, offset), offset);
  if (around.inComment) return null;
  if (!container) return atRoot(tree, offset);
  return container.type === 'array'
    ? inList(container, path, offset, around)
    : inObject(container, path, offset, text, around);
}

const blank = (offset: number): Cursor => ({
  kind: 'value',
  container: undefined,
  path: [],
  node: undefined,
  replace: { start: offset, end: offset },
  hasColon: false,
  commaBefore: null,
  commaBehind: false,
});

const atRoot = (tree: TextNode, offset: number): Cursor => {
  const holds = tree.offset <= offset && offset <= tree.offset + tree.length;
  const replace = holds ? { start: tree.offset, end: tree.offset + tree.length } : { start: offset, end: offset };
  return { ...blank(offset), node: holds ? tree : undefined, replace };
};

/** The innermost object or list whose brackets stand around the offset. */
function containerAt(tree: TextNode, offset: number, text: string) {
  let container: TextNode | undefined;
  let path: (string | number)[] = [];
  for (let node: TextNode | undefined = tree, at: (string | number)[] = []; node; ) {
    if (!holds(node, offset, text)) break;
    if (node.type === 'object' || node.type === 'array') {
      container = node;
      path = at;
    }
    const children: readonly [key: string | number, child: TextNode | undefined][] =
      node.type === 'array'
        ? (node.children ?? []).map((child, index) => [index, child])
        : propertiesOf(node).map(({ key, value }) => [key, value]);
    const next = children.find(([, child]) => child && holds(child, offset, text));
    if (!next) break;
    at = [...at, next[0]];
    node = next[1];
  }
  return { container, path };
}

/** Strictly inside brackets; an unclosed bracket reaches to the end of the text. */
function holds(node: TextNode, offset: number, text: string): boolean {
  if (offset <= node.offset) return false;
  const end = node.offset + node.length;
  return offset < end || (offset <= text.length && !isClosed(node, text));
}

function isClosed({ type, offset, length }: TextNode, text: string): boolean {
  const last = text[offset + length - 1];
  if (type === 'object') return length > 1 && last === '}';
  if (type === 'array') return length > 1 && last === ']';
  if (type === 'string') return length > 1 && last === '"';
  return true;
}

interface Around {
  readonly inComment: boolean;
  /** The last token that ends at or before the offset. */
  readonly before: { readonly kind: number; readonly end: number };
  /** The first token that starts at or after the offset. */
  readonly after: number;
  /** The token the offset stands in or touches from behind, when it is text, a number or a word. */
  readonly touched: Span | null;
}

/** Tokens of the library, by number: its own names for them exist for the compiler only. */
const token = { openBrace: 1, closeBrace: 2, openBracket: 3, closeBracket: 4, comma: 5, colon: 6, end: 17 };
const lineComment = 12;
const blockComment = 13;
const trivia = new Set([14, 15]);

const anyValue = 8;

/** Behind the last whole item before the offset: nothing earlier matters, and containers may be large. */
function startFor(container: TextNode | undefined, offset: number): Around['before'] {
  const isWhole = (child: TextNode) => child.type !== 'property' || child.children?.length === 2;
  const last = container?.children?.findLast((child) => child.offset + child.length < offset);
  if (last && isWhole(last)) return { kind: anyValue, end: last.offset + last.length };
  return { kind: 0, end: (last ?? container)?.offset ?? 0 };
}

function tokensAround(text: string, first: Around['before'], offset: number): Around {
  const scanner = createScanner(text, false);
  scanner.setPosition(first.end);
  let before = first;
  for (let kind: number = scanner.scan(); kind !== token.end; kind = scanner.scan()) {
    const start = scanner.getTokenOffset();
    const end = start + scanner.getTokenLength();
    if (kind === lineComment || kind === blockComment) {
      const inside = start < offset && (kind === lineComment ? offset <= end : offset < end);
      if (inside) return { inComment: true, before, after: token.end, touched: null };
      continue;
    }
    if (trivia.has(kind)) continue;
    const isWord = kind > token.colon;
    if (isWord && start <= offset && offset <= end) {
      return { inComment: false, before, after: nextKind(scanner), touched: { start, end } };
    }
    if (start >= offset) return { inComment: false, before, after: kind, touched: null };
    before = { kind, end };
  }
  return { inComment: false, before, after: token.end, touched: null };
}

function nextKind(scanner: { scan(): number }): number {
  for (let kind = scanner.scan(); ; kind = scanner.scan()) {
    if (!trivia.has(kind) && kind !== lineComment && kind !== blockComment) return kind;
  }
}

const closes = new Set([token.closeBrace, token.closeBracket, token.comma, token.end]);

const isMissing = ({ before }: Around): number | null =>
  [0, token.openBrace, token.openBracket, token.comma, token.colon].includes(before.kind) ? null : before.end;

function inList(list: TextNode, path: readonly (string | number)[], offset: number, around: Around): Cursor {
  const items = list.children ?? [];
  const node = items.find((item) => item.offset <= offset && offset <= item.offset + item.length);
  const index = node ? items.indexOf(node) : items.filter((item) => item.offset < offset).length;
  return {
    kind: 'value',
    container: list,
    path: [...path, index],
    node,
    replace: around.touched ?? { start: offset, end: offset },
    hasColon: false,
    commaBefore: isMissing(around),
    commaBehind: !closes.has(around.after),
  };
}

function inObject(
  object: TextNode,
  path: readonly (string | number)[],
  offset: number,
  text: string,
  around: Around,
): Cursor {
  const replace = around.touched ?? { start: offset, end: offset };
  if (around.before.kind === token.colon) {
    const property = propertiesOf(object).findLast(({ keyNode }) => keyNode.offset < around.before.end);
    const value = property?.value;
    const node = value && value.offset <= offset && offset <= value.offset + value.length ? value : undefined;
    return {
      kind: 'value',
      container: object,
      path: property ? [...path, property.key] : path,
      node,
      replace,
      hasColon: false,
      commaBefore: null,
      commaBehind: !closes.has(around.after),
    };
  }
  const key = propertiesOf(object).find(({ keyNode }) => keyNode.offset === replace.start)?.keyNode;
  return {
    kind: 'key',
    container: object,
    path,
    node: key,
    replace,
    hasColon: around.touched !== null && /^\s*:/.test(text.slice(replace.end, replace.end + 40)),
    commaBefore: isMissing(around),
    commaBehind: !closes.has(around.after) && around.after !== token.colon,
  };
}
