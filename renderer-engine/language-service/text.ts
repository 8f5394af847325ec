import { type Node, parseTree } from 'jsonc-parser';
import type { Json } from '../document/types.ts';
import { defaultLimits } from '../limits.ts';
import { guard } from '../stages/1-parse/guard.ts';
import { type Lines, linesOf } from '../stages/1-parse/lines.ts';

/** A JSON node with its offsets; broken texts have a tree too, as far as it goes. */
export type TextNode = Node;

/** From `start` up to, not including, `end`; UTF-16 units of the text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A text as it stands in an editor, possibly broken. */
export interface Text {
  readonly text: string;
  readonly tree: TextNode | undefined;
  readonly lines: Lines;
  /** The value below a node; the same object for the same node. */
  valueOf(node: TextNode): Json;
}

const kept = new Map<string, Text>();
/** UTF-16 units of all texts together: every keystroke makes a text, and trees are larger than texts. */
const mostKept = 4_000_000;
let keptUnits = 0;

/** Reads a text tolerantly. Equal texts give the same object; one that is too big or too deep has no tree. */
export function readText(text: string): Text {
  const known = kept.get(text);
  if (known) kept.delete(text);
  else keptUnits += text.length;
  const read = known ?? newText(text);
  kept.set(text, read);
  for (const oldest of kept.keys()) {
    if (keptUnits <= mostKept || oldest === text) break;
    kept.delete(oldest);
    keptUnits -= oldest.length;
  }
  return read;
}

function newText(text: string): Text {
  const values = new WeakMap<TextNode, { readonly value: Json }>();
  const valueAt = (node: TextNode): Json => {
    const known = values.get(node);
    if (known) return known.value;
    const value = read(node, valueAt);
    values.set(node, { value });
    return value;
  };
  const clean = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  const { problem } = guard(clean, defaultLimits);
  const tree = problem ? undefined : parseTree(clean, [], { allowTrailingComma: true });
  return { text, tree, lines: linesOf(text), valueOf: valueAt };
}

function read(node: TextNode, valueAt: (node: TextNode) => Json): Json {
  if (node.type === 'array') return (node.children ?? []).map(valueAt);
  if (node.type !== 'object') return (node.value ?? null) as Json;
  const value: Record<string, Json> = {};
  for (const { key, value: child } of propertiesOf(node)) {
    if (child && !Object.hasOwn(value, key) && key !== '__proto__') value[key] = valueAt(child);
  }
  return value;
}

/** A property of an object; without a value while it is being typed. */
export interface TextProperty {
  readonly key: string;
  readonly keyNode: TextNode;
  readonly value: TextNode | undefined;
}

/** The properties of an object node, in order; none of other nodes. */
export function propertiesOf(node: TextNode | undefined): readonly TextProperty[] {
  if (node?.type !== 'object') return [];
  return (node.children ?? []).flatMap(({ children }) => {
    const [keyNode, value] = children ?? [];
    return keyNode ? [{ key: String(keyNode.value), keyNode, value }] : [];
  });
}

/** The node below a key or position; undefined when there is none. */
export function childOf(node: TextNode | undefined, key: string | number): TextNode | undefined {
  if (node?.type === 'array') return node.children?.[Number(key)];
  return propertiesOf(node).find((property) => property.key === key)?.value;
}

/** The node some keys further down. */
export const nodeAt = (node: TextNode | undefined, keys: readonly (string | number)[]): TextNode | undefined =>
  keys.reduce<TextNode | undefined>((found, key) => childOf(found, key), node);

/** Text below a key, when it is text. */
export function textAt(node: TextNode | undefined, key: string): string | null {
  const child = childOf(node, key);
  return child?.type === 'string' ? String(child.value) : null;
}

/** Keys from the root to a node. */
export function pathOf(node: TextNode): readonly (string | number)[] {
  const path: (string | number)[] = [];
  for (let one = node; one.parent; one = one.parent) {
    const { parent } = one;
    if (parent.type === 'array') path.unshift((parent.children ?? []).indexOf(one));
    else if (parent.type === 'property' && parent.children?.[1] === one)
      path.unshift(String(parent.children[0]?.value));
  }
  return path;
}

export const spanOf = ({ offset, length }: TextNode): Span => ({ start: offset, end: offset + length });

/** The first sign of something: whoever jumps there sees where it begins. */
export const headOf = (node: TextNode | undefined): Span => ({
  start: node?.offset ?? 0,
  end: (node?.offset ?? 0) + 1,
});

/** What stands between the quotes. */
export function insideOf(node: TextNode, text: string): Span {
  const { start, end } = spanOf(node);
  const isClosed = end - start > 1 && text[end - 1] === '"' && text[start] === '"';
  return { start: start + 1, end: isClosed ? end - 1 : end };
}

/** Raw offset of a position in the decoded string of a node. */
export function rawOffset(node: TextNode, text: string, decoded: number): number {
  let offset = node.offset + 1;
  for (let unit = 0; unit < decoded && offset < text.length; unit++) offset += unitLength(text, offset);
  return offset;
}

/** Position in the decoded string of a node for a raw offset inside it. */
export function decodedOffset(node: TextNode, text: string, raw: number): number {
  let unit = 0;
  for (let offset = node.offset + 1; offset < raw; unit++) offset += unitLength(text, offset);
  return unit;
}

const unitLength = (text: string, offset: number): number =>
  text[offset] !== '\\' ? 1 : text[offset + 1] === 'u' ? 6 : 2;
