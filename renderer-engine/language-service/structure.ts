import { createScanner, format } from 'jsonc-parser';
import type { Mention } from './mention.ts';
import { mentionsIn } from './mentions.ts';
import { below, isNode, type Place, shapeFor } from './place.ts';
import type { DocumentView } from './project.ts';
import type { TextEdit } from './rename.ts';
import { nodeAt, propertiesOf, type Span, spanOf, type Text, type TextNode, textAt } from './text.ts';

/** A part of the outline. */
export interface OutlineItem {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'node' | 'text' | 'section' | 'entry';
  readonly span: Span;
  /** What to select when it is chosen. */
  readonly head: Span;
  readonly children: readonly OutlineItem[];
}

/** The outline of a document: its sections, and in trees the nodes instead of the lists they stand in. */
export function outline(view: DocumentView): readonly OutlineItem[] {
  const { tree } = view.text;
  if (!tree || !view.shape) return [];
  return propertiesOf(tree).flatMap(({ key, keyNode, value }) => {
    if (!value || (value.type !== 'object' && value.type !== 'array')) return [];
    const place = below({ kind: 'shape', shape: view.shape! }, key, tree, [key], view);
    const node = nodeItem(value, place, [key], view);
    if (node) return [node];
    const head = spanOf(keyNode);
    return [
      {
        name: key,
        detail: '',
        kind: 'section',
        span: around(keyNode, value),
        head,
        children: entries(value, place, [key], view),
      },
    ];
  });
}

const around = (key: TextNode, value: TextNode): Span => ({ start: key.offset, end: value.offset + value.length });

type Path = readonly (string | number)[];

function nodeItem(value: TextNode, place: Place, path: Path, view: DocumentView): OutlineItem | null {
  const shape = place.kind === 'shape' ? shapeFor(place.shape, value) : undefined;
  if (shape?.kind !== 'object' || !isNode(shape)) return null;
  const id = textAt(value, 'id') ?? '(no id)';
  const words = textAt(nodeAt(value, ['props']), 'text') ?? textAt(nodeAt(value, ['props']), 'label') ?? '';
  const idNode = propertiesOf(value).find(({ key }) => key === 'id')?.value;
  return {
    name: id,
    detail: [textAt(value, 'type') ?? textAt(value, '$ref') ?? '', words.slice(0, 40)].filter(Boolean).join(' · '),
    kind: 'node',
    span: spanOf(value),
    head: spanOf(idNode ?? value),
    children: nodesBelow(value, place, path, view),
  };
}

/** The nodes below, whatever lists and slots they stand in. */
function nodesBelow(value: TextNode, place: Place, path: Path, view: DocumentView): readonly OutlineItem[] {
  const items: readonly (readonly [string | number, TextNode | undefined])[] =
    value.type === 'array'
      ? (value.children ?? []).map((child, index) => [index, child] as const)
      : propertiesOf(value).map(({ key, value: child }) => [key, child] as const);
  return items.flatMap(([key, child]) => {
    if (!child || (child.type !== 'object' && child.type !== 'array')) return [];
    if (value.type === 'object' && !treeKeys.has(String(key)) && place.kind !== 'slots') return [];
    const inner = below(place, key, value, [...path, key], view);
    const node = nodeItem(child, inner, [...path, key], view);
    return node ? [node] : nodesBelow(child, inner, [...path, key], view);
  });
}

const treeKeys: ReadonlySet<string> = new Set([
  'children',
  'slots',
  'else',
  'catch',
  'for',
  'empty',
  'lazy',
  'placeholder',
]);

function entries(value: TextNode, place: Place, path: Path, view: DocumentView): readonly OutlineItem[] {
  return propertiesOf(value).flatMap(({ key, keyNode, value: child }): readonly OutlineItem[] => {
    if (!child) return [];
    const inner = below(place, key, value, [...path, key], view);
    const nodes = nodeItem(child, inner, [...path, key], view);
    const deeper = path.length < 2 && place.kind === 'shape' ? entries(child, inner, [...path, key], view) : [];
    const children = nodes
      ? nodes.children
      : child.type === 'array'
        ? nodesBelow(child, inner, [...path, key], view)
        : deeper;
    return [
      {
        name: key,
        detail: detailOf(child),
        kind: 'entry',
        span: around(keyNode, child),
        head: spanOf(keyNode),
        children,
      },
    ];
  });
}

const detailOf = (node: TextNode): string =>
  node.type === 'string' ? String(node.value).slice(0, 60) : (textAt(node, 'type') ?? textAt(node, 'source') ?? '');

/** A stretch that can be folded, by offsets. */
export interface Fold {
  readonly span: Span;
  readonly kind: 'comment' | null;
}

/** Objects, lists and comments that take more than one line. */
export function folds({ text, tree, lines }: Text): readonly Fold[] {
  const found: Fold[] = [];
  const visit = (node: TextNode): void => {
    if (node.type === 'object' || node.type === 'array') {
      if (lines.position(node.offset).line < lines.position(node.offset + node.length).line) {
        found.push({ span: spanOf(node), kind: null });
      }
    }
    for (const child of node.children ?? []) visit(child);
  };
  if (tree) visit(tree);
  return [...found, ...commentFolds(text, lines)];
}

const [blockComment, end] = [13, 17];

function commentFolds(text: string, lines: Text['lines']): readonly Fold[] {
  if (!text.includes('/*')) return [];
  const found: Fold[] = [];
  const scanner = createScanner(text, false);
  for (let kind: number = scanner.scan(); kind !== end; kind = scanner.scan()) {
    if (kind !== blockComment) continue;
    const span = { start: scanner.getTokenOffset(), end: scanner.getTokenOffset() + scanner.getTokenLength() };
    if (lines.position(span.start).line < lines.position(span.end).line) found.push({ span, kind: 'comment' });
  }
  return found;
}

/** Edits that lay a text out: two spaces, comments kept; short objects stay on their line. */
export function formatted({ text }: Text, span: Span | null = null): readonly TextEdit[] {
  const range = span ? { offset: span.start, length: span.end - span.start } : undefined;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const options = { insertSpaces: true, tabSize: 2, eol, keepLines: true, insertFinalNewline: span === null };
  return format(text, range, options).map(({ offset, length, content }) => ({
    span: { start: offset, end: offset + length },
    text: content,
  }));
}

/** What surrounds an offset, from the innermost out: for growing a selection. */
export function surroundings({ tree }: Text, offset: number): readonly Span[] {
  const spans: Span[] = [];
  const visit = (node: TextNode): void => {
    if (offset < node.offset || offset > node.offset + node.length) return;
    spans.unshift(spanOf(node));
    for (const child of node.children ?? []) visit(child);
  };
  if (tree) visit(tree);
  return spans;
}

/** Links to other documents of the project. */
export function links(view: DocumentView): readonly Mention[] {
  return mentionsIn(view).filter(({ named, role }) => named === 'document' && role === 'uses');
}
